#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# docs/themes.md: the theme plain stands in it line by line, and the steps of its other parts lead where it says. A
# heading "### FILE: …" is followed by blocks that together are that file of the theme.
use strict;
use warnings;
use Broadside;
use Steps;
use Test::More;

my $document = get('docs/themes.md');

sub part {
    my ($heading) = @_;
    my ($part) = $document =~ /^## \Q$heading\E\n(.*?)(?=^## |\z)/ms;
    return $part;
}

my $walk = part('plain, file by file');
my %walked;
while ($walk =~ /^### (\S+): .*?\n(.*?)(?=^### |\z)/gms) {
    my ($file, $text) = ($1, $2);
    $walked{$file} = 1;
    is(join('', $text =~ /^```\w+\n(.*?)^```$/gms), get("themes/plain/$file"), "plain/$file");
}
my %plain = map { $_ => 1 } grep !/^locales\/en|icon/, keys %{ tree('themes/plain') };
is_deeply(\%walked, \%plain, 'no file of plain is left out');
my $lines = 0;
$lines += tr/\n// for values %{ tree('themes/plain') };
cmp_ok($lines, '<', 300, 'plain is short');

for my $heading ('Changing a theme from a site', 'A theme of your own') {
    my ($home, $written, $run, $looked) = follow(part($heading));
    cmp_ok($written, '>=', 5, "$heading: it writes files");
    cmp_ok($run, '>=', 2, "$heading: it runs commands");
    cmp_ok($looked, '>=', 3, "$heading: it looks at what came of it");
}
done_testing();
