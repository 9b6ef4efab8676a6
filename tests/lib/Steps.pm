# SPDX-License-Identifier: MIT
# The steps of a document, run as they stand in it. "In `FILE`:" before a block: it is written there. "`FILE` has:": the
# file holds the block, or blocks, that follow. A block of sh: each line is run.
package Steps;
use strict;
use warnings;
use Broadside;
use Exporter qw(import);
use Test::More;

our @EXPORT = qw(follow);

sub run {
    my ($home, $command) = @_;
    local $ENV{PATH} = "$home/bin:$ENV{PATH}";
    is(system("cd $home && $command >out 2>&1"), 0, $command) or diag(get("$home/out"));
    unlike(get("$home/out"), qr/warning/, "$command: no warning");
}

# Follows `text` in a new folder, which is returned, with how many files were written, commands run and files looked into.
sub follow {
    my ($text) = @_;
    my $home = folder();
    mkdir "$home/bin";
    symlink program(), "$home/bin/broadside" or die;
    my ($written, $run, $looked, $lead) = (0, 0, 0, '');
    while ($text =~ /^(`{3,})(\w+)\n(.*?)^\1$|^([^\n]+)$/gms) {
        my ($language, $block, $line) = ($2, $3, $4);
        if (defined $line) {
            $lead = $line;
        } elsif ($language eq 'sh') {
            run($home, $_) for split /\n/, $block;
            $run++;
        } elsif ($lead =~ /^In `([^`]+)`:$/) {
            put("$home/$1", $block);
            $written++;
        } elsif ($lead =~ /^`([^`]+)` has:$/) {
            like(get("$home/$1"), qr/\Q$block\E/, "$lead $block");
            $looked++;
        } else {
            fail("it says what this is for: $block");
        }
    }
    return ($home, $written, $run, $looked);
}

1;
