#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The law of incremental builds: after any edits the outputs, the messages and the exit status are those of a full build.
# BROADSIDE_SEED repeats a run, BROADSIDE_RUNS sets how many sequences of edits there are.
use strict;
use warnings;
use Broadside;
use Edits;
use File::Path qw(remove_tree);
use Test::More;
use Time::HiRes qw(sleep);

my $seed = $ENV{BROADSIDE_SEED} || time % 1_000_000;
my $runs = $ENV{BROADSIDE_RUNS} // 100;
diag("BROADSIDE_SEED=$seed");

# Builds the site, and a copy of it that knows nothing of earlier builds; the difference, or ''.
my ($built, $builds) = (0, 0);
sub difference {
    my ($root, $full, @options) = @_;
    remove_tree($full);
    system('cp', '-a', $root, $full) == 0 or die "cp $root";
    remove_tree("$full/.broadside");
    my @whole = broadside('-C', $full, 'build', @options);
    my @partly = broadside('-C', $root, 'build', @options);
    $builds++;
    $built++ if $whole[0] == 0;
    return "exit status $partly[0], not $whole[0]:\n$partly[2]\n$whole[2]" if $partly[0] ne $whole[0];
    return "messages:\n$partly[2]\nnot:\n$whole[2]" if $partly[2] ne $whole[2];
    my ($ours, $theirs) = (tree("$root/public"), tree("$full/public"));
    s/\Q$root\E/ROOT/g for values %$ours;
    s/\Q$full\E/ROOT/g for values %$theirs;
    my %paths = (%$ours, %$theirs);
    my @wrong = grep { ($ours->{$_} // "\0") ne ($theirs->{$_} // "\0") } sort keys %paths;
    return @wrong ? 'files: ' . join(', ', map { defined $ours->{$_} ? defined $theirs->{$_} ? $_ : "$_ is too much" : "$_ is missing" } @wrong) : '';
}

sub sequence {
    my ($number) = @_;
    edits_begin($seed * 1000 + $number);
    my ($root, $full) = (edits_site(), folder() . '/full');
    my @done = ('a new site');
    my @options;
    for my $step (0 .. 6) {
        # Now and then nothing, or one thing, is other than in a build that had nothing fresh before it.
        my $again = $step && edits_chance(3);
        push @done, map { edits_random($root) } $again ? 1 .. edits_chance(2) : 0 .. $step % 3 if $step;
        @options = edits_options() if !$again;
        my $rested = edits_chance(2);
        sleep 0.025 if $rested;
        push @done, "build @options" . ($rested ? ', after a rest' : '');
        my $before = $built;
        my $difference = difference($root, $full, @options);
        if ($difference) {
            diag("sequence $number: " . join(' > ', @done) . "\n$difference");
            system('rm', '-rf', $ENV{BROADSIDE_KEEP}) , system('cp', '-a', $root, $ENV{BROADSIDE_KEEP}) if $ENV{BROADSIDE_KEEP};
            return 0;
        }
        edits_mend($root), push @done, 'mended' if $built == $before;
    }
    remove_tree($root, $full);
    return 1;
}

# Each of the changes that are known is followed by a build that it must be seen in.
sub known {
    edits_begin(1);
    my ($root, $full) = (edits_known_site(), folder() . '/full');
    is(difference($root, $full, '--date', $DATE), '', 'a site with one of everything');
    for my $edit (edits_known()) {
        my ($name, $change, $day) = @$edit;
        $change->($root);
        sleep 0.025;
        my $before = $built;
        is(difference($root, $full, '--date', $day // $DATE), '', $name);
        ok($built > $before, "$name: built");
    }
}
known();

my $failed = 0;
for my $number (1 .. $runs) {
    $failed++ if !sequence($number);
    last if $failed > 3;
}
is($failed, 0, "$runs sequences of edits, each build as a full one");
cmp_ok($built, '>', $builds / 4, 'enough of them can be built');
done_testing;
