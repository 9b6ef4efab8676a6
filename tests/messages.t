#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Each folder of tests/messages is a site with mistakes (site/), and what `check` says of it (expected).
# UPDATE=1 writes that anew; CASES='plan-*' takes only some.
use strict;
use warnings;
use Broadside;
use Test::More;

for my $case (sort glob 'tests/messages/' . ($ENV{CASES} || '*')) {
    my $root = folder();
    copy_tree("$case/site", $root);
    my $before = tree($root);
    my ($status, $out, $err) = broadside('check', '-C', $root, '--date', $DATE);

    put("$case/expected", $err) if $ENV{UPDATE};
    is($err, get("$case/expected"), "$case: messages");
    is($status, $err =~ /^(?:[^ ].*: )?error: /m ? 1 : 0, "$case: exit status");
    is_deeply(tree($root), $before, "$case: nothing was written");
}
done_testing();
