#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Each folder of tests/sites is a site (site/), and what building it must give: the files (expected/), the
# messages (messages) and the exit status (status, else 0). Arguments stand in cmd. UPDATE=1 writes them anew;
# CASES='plan-*' takes only some.
use strict;
use warnings;
use Broadside;
use File::Path qw(remove_tree);
use Test::More;

sub words { my $text = get($_[0]) // $_[1]; return split ' ', $text }

for my $case (sort glob 'tests/sites/' . ($ENV{CASES} || '*')) {
    my $root = folder();
    copy_tree("$case/site", $root);
    my ($status, $out, $err) = broadside('-C', $root, words("$case/cmd", "build --date $DATE"));
    my $tree = tree("$root/public");
    delete $tree->{'.broadside.manifest'};

    if ($ENV{UPDATE}) {
        remove_tree("$case/expected");
        put("$case/expected/$_", $tree->{$_}) for keys %$tree;
        unlink "$case/messages", "$case/status";
        put("$case/messages", $err) if $err ne '';
        put("$case/status", "$status\n") if $status;
    }
    my ($expected_status) = words("$case/status", 0);
    is($status, $expected_status, "$case: exit status");
    is($err, get("$case/messages") // '', "$case: messages");
    is_deeply($tree, tree("$case/expected"), "$case: files");
    ok($status || %$tree, "$case: something was made");
}
done_testing();
