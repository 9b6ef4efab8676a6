#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Each folder of tests/messages is a site (site/), and what `check` says of it in English (expected) and in Chinese
# (expected.zh). UPDATE=1 writes that anew; CASES='plan-*' takes only some.
use strict;
use warnings;
use Broadside;
use Test::More;

# LC_ALL stays C.UTF-8: the language of messages is all that differs.
my %languages = ('expected' => '', 'expected.zh' => 'zh_CN');

# "place: error" of every message, whatever its language.
sub places {
    my %severity = ('error: ' => 'error', 'warning: ' => 'warning', '错误：' => 'error', '警告：' => 'warning');
    my $severities = join '|', map quotemeta, keys %severity;
    return [ sort map { /^((?:[^ ].*?: )?)($severities)/ ? "$1$severity{$2}" : () } split /\n/, $_[0] ];
}

for my $case (sort glob 'tests/messages/' . ($ENV{CASES} || '*')) {
    my $root = folder();
    copy_tree("$case/site", $root);
    my $before = tree($root);
    my %found;
    for my $file (sort keys %languages) {
        my ($status, $out, $err) = broadside({ env => { LANGUAGE => $languages{$file} } }, 'check', '-C', $root, '--date', $DATE);
        put("$case/$file", $err) if $ENV{UPDATE};
        is($err, get("$case/$file"), "$case/$file: messages");
        $found{$file} = $status;
    }
    is($found{'expected'}, get("$case/expected") =~ /^(?:[^ ].*: )?error: /m ? 1 : 0, "$case: exit status");
    is($found{'expected.zh'}, $found{'expected'}, "$case: the same in Chinese");
    is_deeply(places(get("$case/expected.zh")), places(get("$case/expected")), "$case: and the same places");
    is_deeply(tree($root), $before, "$case: nothing was written");
}
done_testing();
