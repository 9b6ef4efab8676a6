#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# A naive theme is linear: ten times the pages, each asking for the five latest, cost about ten times the work.
use strict;
use warnings;
use Broadside;
use Test::More;

# Seconds of processor time for a build of so many entries.
sub cost {
    my ($count) = @_;
    my $root = site(
        'themes/small/layouts/entry.html' => "<h1>{{ page.title }}</h1>\n{{ page.content }}\n"
            . "{% for entry in site.news:latest(5) do %}\n<a href=\"{{ url(entry) }}\">{{ entry.title }}</a>\n{% end %}\n"
            . "{% for entry in site.news:where{ place = \"P1\" }:latest(5) do %}\n{{ entry.title }}\n{% end %}\n",
        map { ("content/news/2025-01-01-n$_.md" => "---\ntitle: N$_\nplace: P" . $_ % 3 . "\naliases: [old/$_.html]\n---\n\nText **bold**.\n") } 1 .. $count
    );
    my $before = (times)[2] + (times)[3];
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 0, "$count entries are built") or diag($err);
    like($out, qr/^\Q@{[ 2 * $count + 1 ]}\E pages/, 'with their redirects, and a list');
    return (times)[2] + (times)[3] - $before;
}

cost(10);
my ($few, $many) = (cost(400), cost(4000));
my $ratio = $many / ($few || 0.01);
note(sprintf 'processor time: %.2f s for 400, %.2f s for 4000 entries', $few, $many);
cmp_ok($ratio, '<', 25, sprintf 'ten times the entries cost %.1f times as much', $ratio);
done_testing();
