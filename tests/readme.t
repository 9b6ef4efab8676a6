#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Every command in the two READMEs works as it stands there, and the entry that they show is accepted.
use strict;
use warnings;
use Broadside;
use Cwd qw(getcwd);
use Test::More;

my $top = getcwd();
for my $readme (qw(README.md README.zh-CN.md)) {
    my $text = get($readme);
    my $home = folder();
    mkdir "$home/build";
    symlink program(), "$home/build/broadside" or die;
    symlink "$top/themes", "$home/themes" or die;
    my @commands = map { split /\n/ } $text =~ /^```sh\n(.*?)^```/gms;
    cmp_ok(scalar @commands, '>=', 6, "$readme: it shows commands");
    for my $command (@commands) {
        if ($command =~ /^make (\w+)$/) {
            is(system("make -n $1 >/dev/null 2>&1"), 0, "$readme: $command is there"); # running it would be endless
            next;
        }
        is(system("cd $home && $command >out 2>&1"), 0, "$readme: $command") or diag(get("$home/out"));
    }
    ok(-s "$home/board/public/index.html", "$readme: there is a website");

    my ($entry) = $text =~ /^```markdown\n(.*?)^```/ms;
    ok($entry, "$readme: it shows an entry");
    put("$home/board/content/notices/shown.md", $entry);
    my ($status, $out, $err) = broadside('-C', "$home/board", 'check', '--date', '2025-11-20');
    is("$status $err", "0 ", "$readme: the entry is accepted");
    my @pictures = $text =~ /<img src="([^"]+)"/g;
    is(scalar @pictures, 3, "$readme: it shows three sheets");
    for my $picture (@pictures) {
        my ($signature, $width) = unpack 'a8 x8 N', get($picture) // '';
        is($signature, "\x89PNG\r\n\x1a\n", "$readme: $picture is a PNG");
        is($width, 360, "$readme: $picture is small");
        cmp_ok(-s $picture, '<', 60_000, "$readme: $picture is light");
    }
    for my $link ($text =~ /\]\(([^)#]+)\)/g) {
        ok(-e $link, "$readme: $link is there");
    }
}

# What they show may be made anew: by which libraries, decides what the bytes are.
SKIP: {
    skip 'pngquant is not installed', 2 if !grep { -x "$_/pngquant" } split /:/, $ENV{PATH};
    my $pictures = folder();
    is(system('tools/make-pictures', program(), $DATE, $pictures), 0, 'make pictures');
    is_deeply([ map { s{.*/}{}r } glob "$pictures/*" ], [qw(catalogue.png commitments.png cover.png evidence.png honours.png notice.png yearbook.png)], 'all are made');
}
done_testing();
