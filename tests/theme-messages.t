#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# What is wrong with a theme is said in the same words whatever process finds it first, and the message that the
# documents show is the program's.
use strict;
use warnings;
use Broadside;
use Test::More;

my %theme = (
    'broadside.yaml' => "title: Board\nlanguage: en\ntheme: t\n",
    'themes/t/theme.lua' => <<'LUA',
return {
  outputs = {
    { path = "index.html", layout = "home.html" },
    { each = "news", path = "news/:slug.html", layout = "entry.html" },
    { list = "news", path = "news/index.html", more = "news/page-:page.html", per_page = 3, layout = "list.html" },
  },
}
LUA
    'themes/t/layouts/base.html' => "{% block main %}{% endblock %}\n{% include \"broken.html\" %}\n",
    'themes/t/layouts/home.html' => "{% extends \"base.html\" %}\n",
    'themes/t/layouts/list.html' => "{% for item in page.entries do %}\n{% include \"card.html\" { item = item } %}\n{% end %}\n",
    'themes/t/layouts/entry.html' => "{% extends \"base.html\" %}\n{% block mian %}{% endblock %}\n"
        . "{% block main %}\n{% include \"card.html\" { item = page } %}\n{% endblock %}\n",
    'themes/t/partials/card.html' => "{% if item.slug > \"a2\" then %}\n{{ item.titel }}\n{% else %}\n{% include \"broken.html\" %}\n{% end %}\n",
    'themes/t/partials/broken.html' => "{% if page.title != \"A\" then %}\n{% endif %}\n",
);

subtest 'one process or four' => sub {
    my $root = folder();
    put("$root/$_", $theme{$_}) for keys %theme;
    for my $n (1 .. 80) {
        my $day = sprintf '2025-%02d-%02d', 1 + $n / 28, 1 + $n % 28;
        put("$root/content/news/a$n.md", "---\ntitle: Entry $n\ndate: $day\n---\nText.\n");
    }
    my ($status, $out, $first) = broadside('-C', $root, 'check', '--date', $DATE, '-j', 1);
    is($status, 1, 'exit status');
    like($first, qr/^themes\/t\/partials\/broken.html:1:1: error: Lua has no '!='$/m, 'what does not compile is reported');
    like($first, qr/^themes\/t\/partials\/card.html:2:1: error: news has no 'titel'$/m, 'and what fails');
    unlike($first, qr/(?:__b_|\[string|x:\d)/, 'nothing of the chunk shows');
    for my $jobs (2, 4, 4, 8) {
        my ($again, $none, $messages) = broadside('-C', $root, 'check', '--date', $DATE, '-j', $jobs);
        is($messages, $first, "-j $jobs: the same messages");
    }
};

subtest 'the message in docs/templates.md' => sub {
    my ($shown) = get('docs/templates.md') =~ /^```\n(themes\/t\/[^`]*?)^```/ms;
    my $root = folder();
    copy_tree('tests/messages/template-chain-include/site', $root);
    my ($status, $out, $err) = broadside('-C', $root, 'check', '--date', $DATE);
    is($err, $shown, 'is what the program says');
};

done_testing();
