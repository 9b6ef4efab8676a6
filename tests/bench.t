#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# What `make bench` measures with: its corpus is the same each time and has no mistake, and the lean theme takes it whole.
use strict;
use warnings;
use Broadside;
use Test::More;

my @roots = map { folder() } 1, 2;
is(system($^X, 'tests/bench/speed/corpus', $_, 300), 0, 'a corpus') for @roots;
is_deeply(hashes($roots[0]), hashes($roots[1]), 'the same once more');

my @files = glob "$roots[0]/content/*/*/*.md";
is(@files, 300, 'as many entries as asked for');
my %folders = map { m{content/(\w+)/} => 1 } @files;
is(join(' ', sort keys %folders), 'commitments events honours models news notices pages reports', 'of every type');
my $size = 0;
$size += -s for @files;
cmp_ok($size / @files, '>', 4000, 'not shorter than they should be');
cmp_ok($size / @files, '<', 5000, 'nor longer');

my ($status, $out, $err) = broadside('-C', $roots[0], 'build', '--date', '2025-11-05');
is($status, 0, 'built');
is($err, '', 'without a message');
my $tree = tree("$roots[0]/public");
is((grep { m{^\w+/\d{4}/[-\w]+\.html$} } keys %$tree), 300, 'a page for each entry');
like($tree->{'notices/page/2.html'}, qr{<span>2 / \d+</span>}, 'lists of several pages');
my ($latest) = $tree->{'404.html'} =~ m{<aside>(.*)</aside>}s;
is(() = $latest =~ /<li>/g, 5, 'the five latest entries on every page');
done_testing;
