#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# docs/archive.md, read from top to bottom: its commands are run on the sample site, what it says that there is, is there,
# and its settings are accepted.
use strict;
use warnings;
use utf8;
use Broadside;
use Cwd qw(getcwd);
use Encode qw(decode_utf8 encode_utf8);
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

my $text = decode_utf8(get('docs/archive.md'));
my $top = getcwd();
my $home = folder();
mkdir "$home/$_" for qw(bin board old old/2014);
symlink program(), "$home/bin/broadside" or die;
system('cp', '-R', "$top/content", "$top/data", "$top/broadside.yaml", "$home/board/") == 0 or die;
put(encode_utf8("$home/old/2014/$_"), "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" . length) for '2014年工作总结.doc', '活动照片/1.tif';
put("$home/old/2014/" . encode_utf8('名单.txt'), encode_utf8("志愿者名单\n\n参加活动的有三十人。\n"));

my @commands = map { split /\n/ } $text =~ /^```sh\n(.*?)^```$/gms;
cmp_ok(scalar @commands, '>', 9, 'it shows commands');
for my $command (@commands) {
    my $said = decode_utf8(qx{cd '$home' && PATH='$home/bin':\$PATH && export PATH && $command 2>&1});
    is($?, 0, $command) or diag($said);
}

# The table of what is in a record, and nothing else is.
my ($table) = $text =~ /\| in `archive\/2025\/data\/` \|.*?\n\|---\|---\|\n(.*?)\n\n/s;
my %named;
for my $cell ($table =~ /^\| (.*?) \|/gm) {
    my ($stem) = $cell =~ /`([\w-]+)[.\/]/;
    $named{ $_ =~ /^\./ ? "$stem$_" : $_ } = 1 for $cell =~ /`([^`]+)`/g;
}
opendir my $dir, "$home/board/archive/2025/data" or die;
my @there = sort map { -d "$home/board/archive/2025/data/$_" ? "$_/" : $_ } grep { !/^\./ } readdir $dir;
is_deeply([ sort keys %named ], \@there, 'what it says that is in a record');
for my $name ('bagit.txt', 'bag-info.txt', 'manifest-sha512.txt', 'tagmanifest-sha512.txt') {
    ok(-s "$home/board/archive/2025/$name", "$name beside it");
}
ok(-s "$home/board/archive/$_/data/yearbook.pdf", "a record of $_") for 2014, 2023, 2024, 2025;
my $catalogue = decode_utf8(get("$home/board/archive/2014/data/catalogue.csv"));
like($catalogue, qr/2014年工作总结/, 'the past year is in its catalogue');
like($catalogue, qr/\[活动照片\]/, 'with a title of our own');

# The two lines that keep what was taken over off the website, as they are written.
my ($lines) = $text =~ /^```\n(expires: .*?)^```$/ms;
my ($entry) = glob "$home/board/content/reports/2014/*/index.md";
my ($expires, $after) = split /\n/, $lines;
my $front = decode_utf8(get($entry));
like($front, qr/^\Q$expires\E$/m, 'the line that ends it');
like($front, qr/^\Q$after\E\b/m, 'the line that takes it away');

# Settings.
for my $settings ($text =~ /^```yaml\n(.*?)^```$/gms) {
    my $root = site('broadside.yaml' => encode_utf8("title: T\nlanguage: zh-Hans\ntheme: small\nbase_url: https://example.org/\n$settings"));
    my (undef, undef, $err) = broadside('-C', $root, 'check', '--date', $DATE);
    is($err, '', 'settings: ' . ($settings =~ s/\n/ /gr));
}

for my $link ($text =~ /\]\(([^)#]+)/g) {
    ok(-e "docs/$link", "$link is there");
}
my @pictures = $text =~ /<img src="([^"]+)" width="\d+" alt="[^"]+"/g;
is(scalar @pictures, 4, 'it shows four forms');
for my $picture (@pictures) {
    my ($signature) = unpack 'a8', get("docs/$picture") // '';
    is($signature, "\x89PNG\r\n\x1a\n", "$picture is a PNG");
    cmp_ok(-s "docs/$picture", '<', 60_000, "$picture is light");
}
done_testing();
