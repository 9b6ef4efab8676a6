#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# A site in English in the default theme: no word of another language on any page, dates and numbers as its readers
# write them, one and many told apart. Also for `en` alone, and for a language that the theme does not speak.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode);
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

sub pages {
    my ($language) = @_;
    my $root = folder();
    copy_tree('tests/english-site', $root);
    put("$root/broadside.yaml", get("$root/broadside.yaml") =~ s/^language: .*/language: $language/mr);
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 0, "$language: it builds");
    is($err =~ s/^\d+ pages.*\n//r, '', "$language: without a warning");
    my $tree = tree("$root/public");
    return { map { $_ => decode('UTF-8', $tree->{$_}) } grep !/\.(?:png|manifest)$/, keys %$tree };
}

# Words of Chinese: the name of a Chinese font is none.
sub chinese {
    my ($pages) = @_;
    return join "\n", map { "$_: $&" } grep { !/\.css$/ && $pages->{$_} =~ /.{0,30}\p{Han}.{0,30}/ } sort keys %$pages;
}

my $british = pages('en-GB');
is(chinese($british), '', 'no Chinese on any page');
like($british->{'index.html'}, qr/18 November 2025/, 'dates as they are written there');
my $english = pages('en');
is(chinese($english), '', 'nor for `en`');
like($english->{'index.html'}, qr/November 18, 2025/, 'whose dates begin with the month');
is(chinese(pages('fr')), '', 'a language that the theme lacks gets English');
done_testing();
