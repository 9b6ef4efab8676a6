#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# `make install` gives a program that works from where it was installed, with its themes.
use strict;
use warnings;
use Broadside;
use Preview;
use Test::More;

my $root = folder();
my $log = qx{make --no-print-directory install DESTDIR='$root/stage' PREFIX=/opt/broadside 2>&1 </dev/null};
is($?, 0, 'make install') or diag($log);
my $prefix = "$root/stage/opt/broadside";
is((stat "$prefix/bin/broadside")[2] & 07777, 0755, 'the program');
is((stat "$prefix/libexec/broadside/broadside-icon")[2] & 07777, 0755, 'the program that draws icons');
is((stat "$prefix/libexec/broadside/broadside-links")[2] & 07777, 0755, 'the program that asks other hosts');
is((stat "$prefix/libexec/broadside/broadside-typeset.so")[2] & 07777, 0755, 'the typesetter');
is((stat "$prefix/libexec/broadside/broadside-package.so")[2] & 07777, 0755, 'what packs records');
is((stat "$prefix/libexec/broadside/broadside-serve.so")[2] & 07777, 0755, 'the preview');
is((stat "$prefix/libexec/broadside/broadside-word")[2] & 07777, 0755, 'the program that reads Word documents');
ok(-f "$prefix/share/broadside/themes/$_/theme.lua", "the theme $_") for qw(bulletin plain);
ok(-f "$prefix/share/doc/broadside/LICENSE", 'the licence');
ok(-f "$prefix/share/doc/broadside/docs/commands.md", 'the documents');

my %installed = (program => "$prefix/bin/broadside");
is((broadside(\%installed, 'init', "$root/site", '--date', $DATE))[0], 0, 'init');
my ($status, $out, $err) = broadside(\%installed, '-C', "$root/site", 'build', '--date', $DATE);
is($status, 0, 'build') or diag($err);
put("$root/site/content/pages/link.md", "---\ntitle: Link\n---\n\n[x](http://127.0.0.1:9/)\n");
($status, $out, $err) = broadside(\%installed, '-C', "$root/site", 'check', '--external', '--date', $DATE);
like($err, qr{warning: 'http://127.0.0.1:9/' gives no answer}, 'check --external finds it');
unlink "$root/site/content/pages/link.md";
is_deeply(hashes("$root/site/public"), do {
    broadside('-C', "$root/site", 'build', '--date', $DATE, '-d', 'other');
    hashes("$root/site/other");
}, 'the same as uninstalled');
my ($sheet) = glob "$root/site/content/notices/*/*.md";
my @poster = ('poster', $sheet =~ s{.*/site/}{}r, '--date', $DATE);
($status, $out, $err) = broadside(\%installed, '-C', "$root/site", @poster, '-d', 'installed');
is("$status $err", '0 ', 'a poster');
is((broadside('-C', "$root/site", @poster, '-d', 'uninstalled'))[0], 0, 'and uninstalled');
is_deeply(hashes("$root/site/installed"), hashes("$root/site/uninstalled"), 'the same');
my ($year) = map { /(\d{4})-\d\d-\d\d/ ? $1 : () } $sheet;
($status, $out, $err) = broadside(\%installed, '-C', "$root/site", 'archive', $year, '--zip', '--date', $DATE, '-d', 'installed');
is($status, 0, 'a record') or diag($err);
($status, $out, $err) = broadside(\%installed, '-C', "$root/site", 'archive', '--verify', "installed/$year.zip");
is($status, 0, 'and its package is whole') or diag($err);
is((broadside('-C', "$root/site", 'archive', $year, '--zip', '--date', $DATE, '-d', 'uninstalled'))[0], 0, 'and uninstalled');
is_deeply(hashes("$root/site/installed"), hashes("$root/site/uninstalled"), 'the same');
my $preview = Preview->new("$root/site", \%installed, '--date', $DATE);
like($preview->ask('/')->{body}, qr{/\.broadside/live\.js}, 'the preview');
is(($preview->end)[0], 0, 'which ends');
my $chinese = { %installed, env => { LC_ALL => 'zh_CN.UTF-8', LANGUAGE => '' } };
like((broadside($chinese, '-C', "$root/site", 'check', '--date', $DATE))[1], qr/^\d+个页面，/, 'its messages in Chinese, too');
like(qx{make help}, qr/^  make site +\S/m, 'make help lists the targets');
done_testing();
