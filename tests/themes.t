#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The steps of docs/themes.md lead to a theme: its commands are run and its files written in the order of the page.
# "In `FILE`:" before a block: it is written there. "`FILE` has:": the file holds the block, or blocks, that follow.
# A block of sh: each line is run.
use strict;
use warnings;
use Broadside;
use Test::More;

my ($steps) = get('docs/themes.md') =~ /^## A theme of your own\n(.*)/ms;
my $home = folder();
mkdir "$home/bin";
symlink program(), "$home/bin/broadside" or die;
$ENV{PATH} = "$home/bin:$ENV{PATH}";

my ($written, $run, $looked, $lead) = (0, 0, 0, '');
for my $part ($steps =~ /(```.*?^```$|[^\n]+)/gms) {
    my ($language, $text) = $part =~ /\A```(\w+)\n(.*)```\z/s;
    if (!defined $text) {
        $lead = $part;
    } elsif ($language eq 'sh') {
        for my $command (split /\n/, $text) {
            is(system("cd $home && $command >out 2>&1"), 0, $command) or diag(get("$home/out"));
            unlike(get("$home/out"), qr/warning/, "$command: no warning");
            $run++;
        }
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
cmp_ok($written, '>=', 8, 'it writes files');
cmp_ok($run, '>=', 4, 'it runs commands');
cmp_ok($looked, '>=', 3, 'it looks at what came of it');
done_testing();
