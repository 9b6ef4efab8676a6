#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The same input on the same day is the same bytes, whatever the machine, the user and the weather.
use strict;
use warnings;
use Broadside;
use Cwd qw(getcwd);
use File::Path qw(make_path);
use Test::More;

my $top = getcwd();
my @parts = grep { -e $_ } qw(broadside.yaml content data static theme types);
plan skip_all => 'no sample site' if !-e 'broadside.yaml';

# Copies the sample site, its files in this order: that is the order in which the disk gives them.
sub sample {
    my ($order) = @_;
    my $root = folder();
    my @files;
    for my $part (@parts) { push @files, -d $part ? map { "$part/$_" } keys %{ tree($part) } : $part }
    @files = sort @files;
    @files = reverse @files if $order eq 'backwards';
    @files = sort { ($a =~ /(.)\.\w+$/)[0] cmp ($b =~ /(.)\.\w+$/)[0] || $b cmp $a } @files if $order eq 'mixed';
    put("$root/$_", get($_)) for @files;
    return $root;
}

my $first = sample('forwards');
my ($status, $out, $messages) = broadside('-C', $first, 'build', '--date', $DATE, '-j', 1);
is($status, 0, 'the sample site builds') or diag($messages);
my $expected = tree("$first/public");
cmp_ok(scalar keys %$expected, '>', 50, 'and it has pages');

sub same {
    my ($what, $root, @run) = @_;
    my ($again, $text, $err) = broadside(@run);
    is($again, 0, "$what: exit status") or diag($err);
    is($err, $messages, "$what: messages");
    my $tree = tree("$root/public");
    my %paths = (%$expected, %$tree);
    my @different = grep { ($expected->{$_} // '') ne ($tree->{$_} // '') } sort keys %paths;
    is("@different", '', "$what: bytes");
}

same('a second time', $first, '-C', $first, 'build', '--date', $DATE);
like((broadside('-C', $first, 'build', '--date', $DATE))[1], qr/ 0 written, .* 0 removed/, 'and nothing is written then');

for my $order (qw(forwards backwards mixed)) {
    my $root = sample($order);
    same("files $order on the disk", $root, '-C', $root, 'build', '--date', $DATE);
}
for my $jobs (2, 3, 8) {
    my $root = sample('forwards');
    same("-j $jobs", $root, '-C', $root, 'build', '--date', $DATE, "-j$jobs");
}
for my $zone ('America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Shanghai') {
    my $root = sample('forwards');
    same("TZ=$zone", $root, { env => { TZ => $zone } }, '-C', $root, 'build', '--date', $DATE);
}
for my $locale (qw(C zh_CN.UTF-8 de_DE.UTF-8 tr_TR.UTF-8)) {
    my $root = sample('forwards');
    same("LC_ALL=$locale", $root, { env => { LC_ALL => $locale, LANGUAGE => '' } }, '-C', $root, 'build', '--date', $DATE);
}
my $root = sample('forwards');
same('from within', $root, { in => $root }, 'build', '--date', $DATE);
$root = sample('forwards');
same('from a folder of it', $root, { in => "$root/content" }, '-C', '..', 'build', '--date', $DATE);
done_testing();
