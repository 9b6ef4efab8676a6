#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# What a theme can do to the program itself by its files and by its sheer number of messages, pages and bytes.
use strict;
use warnings;
use Broadside;
use Test::More;

my $links = '{% for i = 1, 520 do %}<a href="{{ "javascript:" .. i }}">x</a>{% end %}' . "\n";
my %page = ('content/pages/one.md' => "---\ntitle: One\n---\n");

# The exit status and the messages of a build of the small site with these files; what was there before stays.
sub build {
    my ($name, %files) = @_;
    my $root = site(%page, 'themes/small/locales/en.yaml' => "a: b\n");
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, "$name: the first build passes");
    my $before = hashes("$root/public");
    for my $path (keys %files) {
        ref $files{$path} eq 'CODE' ? $files{$path}->("$root/$path") : put("$root/$path", $files{$path});
    }
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is_deeply(hashes("$root/public"), $before, "$name: nothing has changed") if $status;
    return ($status, $err, $root);
}

sub sparse { my ($size) = @_; return sub { open my $file, '>', $_[0] or die; truncate $file, $size or die } }

{
    my ($status, $err) = build('an error behind many warnings', 'themes/small/layouts/entry.html' => "$links\{% error('boom') %}");
    is($status, 1, 'an error behind many warnings: exit status');
    like($err, qr/error: boom/, 'an error behind many warnings: it is said');
    like($err, qr/warning: there are more messages/, 'an error behind many warnings: and that there are more warnings');
}
{
    my ($status, $err) = build('a loop behind many warnings', 'broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\nbase_url: https://example.org/\nlimits: { time: 1 }\n",
        'themes/small/layouts/entry.html' => "$links\{% while true do %}{% end %}");
    is($status, 1, 'a loop behind many warnings: exit status');
    like($err, qr/more than 1 s of processor time for 'pages\/one.html'/, 'a loop behind many warnings: it is said');
}
{
    my $secret = folder();
    put("$secret/hosts.yml", "token: SECRET\n");
    my ($status, $err, $root) = build('a locale that is a link',
        'themes/small/locales/en.yaml' => sub { unlink $_[0]; symlink "$secret/hosts.yml", $_[0] or die },
        'themes/small/layouts/entry.html' => '{{ t("token") }}');
    is($status, 1, 'a locale that is a link: exit status');
    unlike($err, qr/SECRET/, 'a locale that is a link: nothing of it is shown');
    my ($again) = build('locales that are a link',
        'themes/small/locales/en.yaml' => sub { unlink $_[0]; (my $dir = $_[0]) =~ s{/[^/]*$}{}; rmdir $dir; put("$secret/en.yaml", "token: SECRET\n"); symlink $secret, $dir or die },
        'themes/small/layouts/entry.html' => '{{ t("token") }}');
    is($again, 1, 'locales that are a link: exit status');
}
for my $file (qw(themes/small/theme.lua themes/small/locales/en.yaml themes/small/layouts/entry.html)) {
    my ($status, $err) = build("$file without end", $file => sparse(3 << 30));
    is($status, 3, "$file without end: exit status") if $file =~ /lua/;
    is($status, 1, "$file without end: exit status") if $file !~ /lua/;
    like($err, qr/has more than 16 MB/, "$file without end: it is said");
}
{
    my ($status, $err) = build('long keys', 'themes/small/locales/en.yaml' => '? ' . 'a' x 900 . "\n:\n  k: v\n");
    is($status, 1, 'long keys: exit status');
    like($err, qr/a key of more than 200 bytes/, 'long keys: it is said');
}
{
    my ($status, $err) = build('a long line', 'themes/small/layouts/entry.html' => '<p>' . 'a' x 3_000_000 . '{% error("x") %}');
    is($status, 1, 'a long line: exit status');
    cmp_ok(length $err, '<', 1000, 'a long line: the message is short');
}
{
    my $rows = join '', map { "{ each = \"entries\", path = \"p$_/:type/:slug.html\", layout = \"entry.html\" },\n" } 1 .. 400;
    my ($status, $err) = build('many pages', 'themes/small/theme.lua' => "return { outputs = { $rows } }",
        map { ("content/pages/p$_.md" => "---\ntitle: P$_\n---\n") } 1 .. 800);
    is($status, 1, 'many pages: exit status');
    like($err, qr/its outputs are more than 300000 pages/, 'many pages: it is said');
}
{
    my ($status, $err, $root) = build('a photo without consent',
        'content/models/li/index.md' => "---\ntitle: Li\nname: Li\nkind: person\nyear: 2025\nphoto: li.jpg\n---\n",
        'content/models/li/li.jpg' => 'jpg',
        'themes/small/layouts/list.html' => '{{ file("content/models/li/li.jpg") }}');
    is($status, 1, 'a photo without consent: exit status');
    like($err, qr/error: the file 'content\/models\/li\/li.jpg' is not published/, 'a photo without consent: it is said');
}
SKIP: {
    my $root = site(%page);
    sparse(40 << 30)->("$root/static/hole.bin") if mkdir "$root/static";
    skip 'no file of that size here', 2 if (-s "$root/static/hole.bin" // 0) < 40 << 30;
    my $process = start('-C', $root, 'check', '--date', $DATE);
    finish($process);
    $process = start('-C', $root, 'build', '--date', $DATE);
    my $until = time + 20;
    select undef, undef, undef, 0.05 while time < $until && !-d "$root/.broadside/staging";
    select undef, undef, undef, 0.5;
    kill 'TERM', $process->{pid};
    my $began = time;
    is((finish($process))[0], 'signal 15', 'a copy that takes long can be interrupted');
    cmp_ok(time - $began, '<', 15, 'at once');
}
done_testing();
