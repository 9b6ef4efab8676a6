#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# What docs/notices.md tells of reviews and holidays is so.
use strict;
use warnings;
use Broadside;
use Test::More;

my $text = get('docs/notices.md');

subtest 'the table of postings' => sub {
    my @rows = $text =~ /^\| (\d{4}-\d\d-\d\d) \| (days: [^|]+?) \| (\d{4}-\d\d-\d\d) \| (\d{4}-\d\d-\d\d) \|$/mg;
    cmp_ok(@rows / 4, '>=', 6, 'its rows');
    my %files;
    my $expected = '';
    for my $i (0 .. @rows / 4 - 1) {
        my ($date, $posting, $from, $to) = @rows[ 4 * $i .. 4 * $i + 3 ];
        $files{"content/notices/r$i.md"} = "---\ntitle: R\ndate: $date\nkind: review\nposting: { $posting }\n---\n";
        $expected .= "r$i $from $to\n";
    }
    my $root = site(%files, 'themes/small/layouts/list.html' =>
        "{% for entry in site.notices:sort(\"slug\") do %}\n{{ entry.slug }} {{ entry.posting_from }} {{ entry.posting_until }}\n{% end %}\n");
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', '2025-09-01');
    is($err, '', 'no mistakes');
    is(get("$root/public/index.html"), $expected, 'what is counted');
};

subtest 'the holidays of a new year' => sub {
    my ($warning) = $text =~ /^warning: (the working days of 2027 .*)$/m;
    my $review = "---\ntitle: R\ndate: 2026-12-30\nkind: review\nposting: { days: 5, unit: working-day }\n---\n";
    my $root = site('content/notices/r.md' => $review);
    like((broadside('-C', $root, 'check', '--date', $DATE))[2], qr/warning: \Q$warning\E\n/, 'the warning');
    my ($file) = $text =~ /^```yaml\n(# 2026.*?)^```$/ms;
    is($file, get('data/holidays/cn-2026.yaml'), 'the file is that of 2026');
    $file =~ s/2026(-0[1-9])/2027$1/g; # 2 January of 2027 is a Saturday, too
    $file =~ s/^(year: ).*/${1}2027/m;
    $file =~ s/^working:.*//ms;
    $file =~ s/2026(-1[0-2])/2027$1/g;
    put("$root/data/holidays/cn-2027.yaml", $file);
    is((broadside('-C', $root, 'check', '--date', $DATE))[2], '', 'with a file of that year all is known');
};

subtest 'the example of a review' => sub {
    my ($fields) = $text =~ /^```yaml\n(title: .*?posting: .*?)^```$/ms;
    my $root = site('content/notices/r.md' => "---\n$fields---\n");
    is((broadside('-C', $root, 'check', '--date', $DATE))[2], '', 'no mistakes');
};

done_testing();
