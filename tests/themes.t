#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# docs/themes.md: the theme plain stands in it line by line, and the steps of its other parts lead where it says. A
# heading "### FILE: …" is followed by blocks that together are that file of the theme. Elsewhere, "In `FILE`:" before a
# block: it is written there. "`FILE` has:": the file holds the block, or blocks, that follow. A block of sh: each line
# is run.
use strict;
use warnings;
use Broadside;
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

sub run {
    my ($home, $command) = @_;
    local $ENV{PATH} = "$home/bin:$ENV{PATH}";
    is(system("cd $home && $command >out 2>&1"), 0, $command) or diag(get("$home/out"));
    unlike(get("$home/out"), qr/warning/, "$command: no warning");
}

for my $heading ('Changing a theme from a site', 'A theme of your own') {
    my $home = folder();
    mkdir "$home/bin";
    symlink program(), "$home/bin/broadside" or die;
    my ($written, $run, $looked, $lead) = (0, 0, 0, '');
    my $rest = part($heading);
    while ($rest =~ /^(`{3,})(\w+)\n(.*?)^\1$|^([^\n]+)$/gms) {
        my ($language, $text, $line) = ($2, $3, $4);
        if (defined $line) {
            $lead = $line;
        } elsif ($language eq 'sh') {
            run($home, $_) for split /\n/, $text;
            $run++;
        } elsif ($lead =~ /^In `([^`]+)`:$/) {
            put("$home/$1", $text);
            $written++;
        } elsif ($lead =~ /^`([^`]+)` has:$/) {
            like(get("$home/$1"), qr/\Q$text\E/, "$lead $text");
            $looked++;
        } else {
            fail("it says what this is for: $text");
        }
    }
    cmp_ok($written, '>=', 5, "$heading: it writes files");
    cmp_ok($run, '>=', 2, "$heading: it runs commands");
    cmp_ok($looked, '>=', 3, "$heading: it looks at what came of it");
}
done_testing();
