#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The examples of docs/data.md: each file of "In `FILE`:" is accepted, a table says the same as the YAML after it, and
# messages are what they are said to be.
use strict;
use warnings;
use Broadside;
use Test::More;

my $text = get('docs/data.md');
my %config = ('broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\nbase_url: https://example.org/\nfields: { boards: { size: { kind: text } } }\n");

my $count = 0;
while ($text =~ /^In `(data\/\S+)`:\n\n```\w+\n(.*?)^```$/gms) {
    my ($path, $example) = ($1, $2);
    my $root = site(%config, $path => $example);
    my ($status, $out, $err) = broadside('-C', $root, 'check', '--date', $DATE);
    is($err, '', $path);
    $count++;
}
is($count, 8, 'an example for each file');

my ($own) = $text =~ /^To have it checked.*?```yaml\n(.*?)^```$/ms;
my $root = site(%config, 'types/data/duty.yaml' => $own, 'data/duty.yaml' => "- date: 11-20\n  whoo: nobody\n");
like((broadside('-C', $root, 'check', '--date', $DATE))[2], qr/unknown field 'whoo'/, 'a type of your own');

my $duty = "{% for _, day in ipairs(site.data.duty) do %}{% for who in day.who do %}{{ who.title }} {{ url(who) }}{% end %}{% end %}\n";
$root = site(%config, 'types/data/duty.yaml' => $own, 'data/duty.yaml' => "- date: 11-20\n  who: li\n",
    'content/models/li.md' => "---\ntitle: Li Xiulan\nname: Li\nkind: person\nyear: 2025\n---\n", 'themes/small/layouts/list.html' => $duty);
is((broadside('-C', $root, 'build', '--date', $DATE))[2], '', 'a reference in a data file');
is(get("$root/public/index.html"), "Li Xiulan models/li.html\n", '… is the entry');

# What a template sees of both.
my ($table, $yaml) = $text =~ /^```csv\n(.*?)^```\n.*?says the same as\n\n```yaml\n(.*?)^```$/ms;
my $page = "{% local teams = site.data.teams %}\n<script>var teams = {{ teams }};</script>\n";
my %pages;
for my $file ([ 'data/teams.csv', $table ], [ 'data/teams.yaml', $yaml ]) {
    my $site = site(%config, @$file, 'themes/small/layouts/list.html' => $page);
    my ($status, $out, $err) = broadside('-C', $site, 'build', '--date', $DATE);
    is($err, '', "$file->[0]: built");
    $pages{ $file->[0] } = get("$site/public/index.html");
}
like($pages{'data/teams.csv'}, qr/"visits":1074/, 'the table is there');
is($pages{'data/teams.csv'}, $pages{'data/teams.yaml'}, '… and says the same as the YAML');

my ($messages) = $text =~ /^\$ broadside check\n(.*?)^```$/ms;
$root = site(%config, 'data/teams.csv' => "队名,人数\n文艺队,24\n护学队,十五\n");
my (undef, undef, $err) = broadside('-C', $root, 'check', '--date', $DATE);
is($err, $messages, 'messages');
done_testing();
