# SPDX-License-Identifier: MIT
# Small sites that use everything a template can ask for, and random edits of them: what an incremental build must
# come through with the bytes and messages of a full one.
package Edits;
use strict;
use warnings;
use Broadside;
use Exporter qw(import);
use File::Path qw(remove_tree);
use List::Util qw(uniq);

our @EXPORT = qw(edits_begin edits_site edits_random edits_mend edits_options edits_chance edits_known_site edits_known);

# Numbers that do not depend on the perl: Park and Miller's.
my $state;
sub edits_begin { ($state) = @_; $state = $state % 2147483646 + 1; roll(2) for 1 .. 5 }
sub roll { my ($below) = @_; $state = $state * 48271 % 2147483647; return int($state / 7) % $below }
sub pick { return @_ ? $_[ roll(scalar @_) ] : () }
sub chance { my ($one_in) = @_; return roll($one_in) == 0 }
sub edits_chance { return chance(@_) }

# The theme. Nothing is pretty in it; everything is read somewhere, and not on all pages.
my %theme = (
    'themes/probe/theme.lua' => <<'LUA',
return {
  outputs = {
    { path = "index.html", layout = "home.html" },
    { path = "404.html", layout = "404.html", title = "missing" },
    { path = "all.html", layout = "all.html" },
    { path = "bare.html", layout = "bare.html" },
    { each = "entries", path = ":type/:slug.html", layout = "entry.html" },
    { list = { "news", "notices" }, path = ":type/index.html", more = ":type/page-:page.html", per_page = 3, layout = "list.html" },
    { group = "honours", by = "level", path = "honours/level-:value.html", layout = "list.html" },
    { years = true, path = "years/:year.html", layout = "list.html" },
    { terms = "tags", path = "tags/:term.html", layout = "list.html" },
    { path = "feed.xml", layout = "feed.xml" },
  },
}
LUA
    'themes/probe/locales/en.yaml' => "latest: Latest\nof: \"{n} of them\"\nof.one: one of them\nnothing: Nothing\nmissing: Not here\nfootnote_back: back\ntask_done: done\ntask_open: open\n",
    'themes/probe/assets/style.css' => "body { color: black }\n",
    'themes/probe/assets/icon.svg' => "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M0 0h8v8z\"/></svg>\n",
    'themes/probe/layouts/base.html' => <<'HTML',
<!doctype html><html lang="{{ site.language }}"><head><title>{{ page.title }}</title>
<link rel="stylesheet" href="{{ asset("style.css") }}"></head><body>
{% include "menu.html" %}
{% block main %}{% endblock %}
{% include "side.html" { count = 2 } %}
</body></html>
HTML
    'themes/probe/partials/menu.html' => <<'HTML',
<nav>{{ site.title }}
{% for _, item in ipairs(site.menu or {}) do %}{% if has_output(item.path) then %}<a href="{{ url(item.path) }}">{{ item.title }}</a>{% end %}{% end %}
</nav>
HTML
    'themes/probe/partials/side.html' => <<'HTML',
<aside><h2>{{ t("latest") }}</h2>
{% for entry in site.news:latest(count) do %}<a href="{{ url(entry) }}">{{ entry.title }}</a> {{ entry.date and date(entry.date) or "" }}
{% end %}
</aside>
HTML
    'themes/probe/partials/card.html' => <<'HTML',
<article>{{ item.title }} {{ excerpt(item, 12) }} {{ item.type }} {% if item.expired then %}old{% end %}
{% if item.cover then %}{{ image(item.cover, { alt = "", ratio = "1:1", focus = item.focus, sizes = "8rem" }) }}{% end %}</article>
HTML
    'themes/probe/layouts/home.html' => <<'HTML',
{% extends "base.html" %}
{% block main %}
<p>{{ site.description or t("nothing") }}, {{ t("of", { n = #site.entries }) }}</p>
{% for entry in site.notices:where{ kind = "review" } do %}{% include "card.html" { item = entry } %}{% end %}
{% for entry in site.news:where{ place = "Hall" }:latest(3) do %}{% include "card.html" { item = entry } %}{% end %}
{% local rates = site.commitments:rates() %}
<p>{{ rates.counted }} {{ rates.fulfilled }} {{ rates.percent or "-" }} {{ rates.overdue }}</p>
{% for _, rate in ipairs(site.commitments:rates("group")) do %}<p>{{ rate.title }} {{ rate.total }} {{ rate.overdue }}</p>{% end %}
{% endblock %}
HTML
    'themes/probe/layouts/404.html' => "<p>{{ page.title }} {{ site.today }}</p>\n",
    'themes/probe/layouts/all.html' => <<'HTML',
{% extends "base.html" %}
{% block main %}
{% for _, group in ipairs(site.entries:group("type")) do %}<h2>{{ group.title }} {{ #group.entries }}</h2>
{% for entry in group.entries:sort("title", "desc") do %}<p>{{ entry.title }} {{ entry.id }}</p>{% end %}{% end %}
{% for _, year in ipairs(site.years) do %}<p>{{ year }} {{ site.entries:year(year):count() }}</p>{% end %}
{% for _, term in ipairs(site.terms.tags) do %}<p>{{ term.name }} {{ #term.entries }}</p>{% end %}
{% for _, page in ipairs(site.outputs) do %}<p>{{ page.path }} {{ page.title }} {{ page.output }}</p>{% end %}
{% for _, row in ipairs(site.data.contacts or {}) do %}<p>{{ row.name }} {{ row.phone or "" }}</p>{% end %}
<p>{{ site.events:sum("capacity") }} {{ site.news[1] and site.news[1].title or "" }} {{ record(2024) and "kept" or "none" }}</p>
{% local rows = {} %}{% for i, group in ipairs(site.honours:group("level")) do %}{% rows[i] = { group.title, #group.entries } %}{% end %}
{{ chart.bar { title = "Honours", rows = rows } or "" }}
{% endblock %}
HTML
    'themes/probe/layouts/bare.html' => "<h1>{{ page.title }}</h1>\n",
    'themes/probe/layouts/entry.html' => <<'HTML',
{% extends "base.html" %}
{% block main %}
<h1>{{ page.title }}</h1><p>{{ page.summary or "" }} {{ page.days_left or "" }} {{ page.tombstone and "gone" or "" }} {{ page.last_day or "" }}</p>
{% if page.cover then %}<a href="{{ file(page.cover) }}">{{ image(page.cover, { alt = page.alt or "", ratio = "3:2", focus = page.focus, priority = true }) }}</a>{% end %}
{% for _, tag in ipairs(page.tags or {}) do %}{% local path = "tags/" .. slug(tag) .. ".html" %}{% if has_output(path) then %}<a href="{{ url(path) }}">{{ tag }}</a>{% end %}{% end %}
{% for _, heading in ipairs(page.outline) do %}<a href="#{{ heading.id }}">{{ heading.text }}</a>{% end %}
{{ page.content }}
{% for _, attached in ipairs(page.attachments or {}) do %}<a href="{{ file(attached) }}">{{ file_name(attached) }}</a> {{ file_size(attached) }}{% end %}
{% if page.people then %}{% for person in page.people do %}<p>{{ person.name or person.title }}</p>{% end %}{% end %}
{% for entry in page.backlinks do %}<p>{{ entry.title }} {{ label(entry, "title") }}</p>{% end %}
{% if page.previous then %}<a href="{{ url(page.previous) }}">{{ page.previous.title }}</a>{% end %}
{% if page.next then %}<a href="{{ url(page.next) }}">{{ page.next.title }}</a>{% end %}
{% if page.type == "commitment" then %}<p>{{ page.overdue and "overdue" or "" }} {{ label(page, "status") }}</p>{% end %}
{% endblock %}
HTML
    'themes/probe/layouts/list.html' => <<'HTML',
{% extends "base.html" %}
{% block main %}
<h1>{{ page.title }} {{ #page.entries }}</h1>
{% for entry in page.entries do %}{% include "card.html" { item = entry } %}{% end %}
{% for entry in page.entries:where{ tags = "water" } do %}<p>{{ entry.title }}</p>{% end %}
{% if page.pager then %}<p>{{ page.pager.number }}/{{ page.pager.count }} {% if page.pager.next then %}<a href="{{ url(page.pager.next) }}">next</a>{% end %}{% for n = 1, page.pager.count do %} {{ page.pager:path(n) }}{% end %}</p>{% end %}
{% endblock %}
HTML
    'themes/probe/layouts/feed.xml' => <<'XML',
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{{ site.title }}</title>
{% for entry in site.entries:latest(4) do %}<entry><title>{{ entry.title }}</title><id>{{ permalink(entry) }}</id><content type="html">{{ entry.content }}</content></entry>
{% end %}</feed>
XML
    'themes/probe/blocks/note.html' => "<div class=\"note\">{{ block.arguments }} {{ block.text }} {{ page.path }}</div>\n",
);

# Pages that read one thing in one way each, and nothing else that changes: what is not noted shows.
my %ones = (
    'years' => '{% for _, year in ipairs(site.years) do %}{{ year }} {% end %}',
    'terms' => '{% for _, term in ipairs(site.terms.tags) do %}{{ term.name }} {% end %}',
    'term' => '{% local term = site.terms.tags[1] %}{{ term and #term.entries or 0 }}',
    'outputs' => '{% for _, page in ipairs(site.outputs) do %}{{ page.path }} {% end %}',
    'output-title' => '{% local page = site.outputs[#site.outputs - 3] %}{{ page.title }}',
    'today' => '{{ site.today }}',
    'config' => '{{ site.description or "" }}',
    'title' => '{{ site.title }}',
    'menu' => '{{ site.menu and #site.menu or 0 }}',
    'data' => '{% local row = site.data.contacts and site.data.contacts[1] %}{{ row and row.name or "" }}',
    'data-names' => '{% for name in pairs(site.data) do %}{{ name }} {% end %}',
    'data-all' => '{% for name, rows in pairs(site.data) do %}{% for _, row in ipairs(rows) do %}{{ type(row) == "table" and row.name or "" }} {% end %}{% end %}',
    'sorted' => '{% for _, row in ipairs(sorted(site.data.contacts or {}, "name")) do %}{{ row.name }} {% end %}',
    'csv' => '{% for _, row in ipairs(site.data.teams or {}) do %}{{ row.name }} {% end %}',
    'text' => '{{ t("latest") }}',
    'text-counted' => '{{ t("of", { n = 1 }) }}',
    'asset' => '{{ asset("style.css") }}',
    'path' => '{{ has_output("tags/water.html") and "yes" or "no" }}',
    'path-url' => '{% local good, where = pcall(url, "tags/fire.html") %}{{ good and where or "none" }}',
    'count' => '{{ #site.news }}',
    'first' => '{{ site.notices[1] and site.notices[1].id or "" }}',
    'sort' => '{% for entry in site.entries:sort("title") do %}{{ entry.id }} {% end %}',
    'where' => '{{ #site.entries:where{ tags = "water" } }}',
    'year' => '{{ site.entries:year(2023):count() }}',
    'group' => '{% for _, group in ipairs(site.notices:group("kind")) do %}{{ group.title }} {{ #group.entries }} {% end %}',
    'group-entry' => '{% for _, group in ipairs(site.news:group("people")) do %}{{ group.title }} {% end %}',
    'group-entry-2' => '{% for _, group in ipairs(site.news:group("people")) do %}{{ group.title }} {% end %}',
    'rates' => '{{ site.commitments:rates().overdue }} {{ site.commitments:rates().counted }}',
    'rates-entry' => '{% for _, rate in ipairs(site.commitments:rates("ward")) do %}{{ rate.title or "" }} {% end %}',
    'rates-entry-2' => '{% for _, rate in ipairs(site.commitments:rates("ward")) do %}{{ rate.title or "" }} {% end %}',
    'sum' => '{{ site.events:sum("capacity") }}',
    'record' => '{% local made = record(2024) %}{{ made and made.documents or "none" }}',
    'file' => '{% local good, where = pcall(file, "content/files/water.pdf") %}{{ good and where or "none" }}',
    'file-size' => '{% local good, size = pcall(file_size, "content/files/lift.pdf") %}{{ good and size or "none" }}',
    'file-static' => '{% local good, where = pcall(file, "static/more.txt") %}{{ good and where or "none" }}',
    'file-static-size' => '{% local good, size = pcall(file_size, "static/robots.txt") %}{{ good and size or "none" }}',
    'picture' => '{% local good, html = pcall(image, "content/pictures/water.png", { alt = "" }) %}{{ good and html or "none" }}',
    'excerpt' => '{% for entry in site.news do %}{{ excerpt(entry, 9) }}|{% end %}',
    'summary' => '{% for entry in site.entries do %}{{ entry.summary or "" }}|{% end %}',
    'content' => '{% for entry in site.notices do %}{{ entry.content }}{% end %}',
    'outline' => '{% for entry in site.news do %}{% for _, heading in ipairs(entry.outline) do %}{{ heading.text }} {% end %}{% end %}',
    'backlinks' => '{% for entry in site.entries do %}{{ #entry.backlinks }} {% end %}',
    'backlink' => '{% for entry in site.models do %}{% local other = entry.backlinks[1] %}{{ other and other.title or "" }} {% end %}',
    'neighbours' => '{% for entry in site.news do %}{{ entry.next and entry.next.id or "" }} {{ entry.previous and entry.previous.title or "" }}{% end %}',
    'state' => '{% for entry in site.entries do %}{{ entry.expired and "old" or "new" }} {% end %}',
    'days' => '{% for entry in site.entries do %}{{ entry.days_left or "" }} {{ entry.last_day or "" }} {% end %}',
    'duty' => '{% for entry in site.commitments do %}{{ entry.overdue and "late" or "" }} {{ entry.counted and "counted" or "" }} {% end %}',
    'slug' => '{% for entry in site.pages do %}{{ entry.slug }} {% end %}',
    'url' => '{% for entry in site.pages do %}{{ url(entry) or "" }} {% end %}',
    'permalink' => '{% for entry in site.models do %}{{ permalink(entry) or "" }} {% end %}',
    'label' => '{% for entry in site.notices do %}{{ label(entry, "kind") or "" }} {% end %}',
    'people' => '{% for entry in site.entries do %}{% for _, person in ipairs(entry.people or {}) do %}{{ person.year or "-" }} {{ person.tombstone and "gone" or "" }} {% end %}{% end %}',
    'files' => '{% for entry in site.entries do %}{% for _, attached in ipairs(entry.attachments or {}) do %}{{ file(attached) }} {% end %}{% end %}',
    'cover' => '{% for entry in site.entries do %}{{ entry.cover or "" }} {% end %}',
    'back' => '{{ markdown("A note[^1].\n\n[^1]: x") }}',
    'done' => '{{ markdown("- [x] a") }}',
    'open' => '{{ markdown("- [ ] a") }}',
    'block' => '{{ markdown("```poem\nLines\n```") }}',
    'card' => '{% if site.news[1] then %}{% include "card.html" { item = site.news[1] } %}{% end %}',
    'card-2' => '{% if site.news[1] then %}{% include "card.html" { item = site.news[1] } %}{% end %}',
    'named' => '{% include "named.html" %}',
    # What stands before a partial decides what it gets.
    'mend-a' => '{% include "opens.html" %}{% include "shown.html" { n = 1 } %}</script>',
    'mend-b' => '{% include "shown.html" { n = 1 } %}',
    'mend-c' => '{% local v = { n = 1 } %}{% include "gives.html" { v = v } %}{% include "shown.html" { n = v.n } %}',
    'mend-d' => '{% include "shown.html" { n = 1 } %}',
    'mend-file' => '{% local _ = pcall(function() %}{% include "may.html" %}{{ file("content/files/only.pdf") }}{% end) %}',
    # Equal is not the same.
    'same-a' => '{% local inner = { n = 1 } %}{% local v = { inner = inner } %}{% include "anew.html" { v = v } %}{% inner.n = 5 %}{{ v.inner.n }}',
    'same-b' => '{% local inner = { n = 1 } %}{% local v = { inner = inner } %}{% include "anew.html" { v = v } %}{% inner.n = 5 %}{{ v.inner.n }}',
    'same-c' => '{% local a = markup("x") %}{% include "same.html" { a = a, b = a } %}',
    'same-d' => '{% include "same.html" { a = markup("x"), b = markup("x") } %}',
    'same-e' => '{% include "same.html" { a = page, b = page } %}',
    'same-f' => '{% include "same.html" { a = page, b = site.outputs[1] } %}{% for _, output in ipairs(site.outputs) do %}{% if output.path == page.path then %}{% include "same.html" { a = page, b = output } %}{% end %}{% end %}',
    'raw' => '{{ markdown("<b>as it is</b>") }}',
    # Of an entry that is reached in one way, from one that stays: no list changes with it.
    'ward' => '{% local promise = site.commitments[1] %}{{ promise and promise.ward and "one" or "none" }}',
    'ward-state' => '{% local promise = site.commitments[1] %}{% local ward = promise and promise.ward %}{{ ward and ward.expired and "old" or "new" }}',
    'ward-days' => '{% local promise = site.commitments[1] %}{% local ward = promise and promise.ward %}{{ ward and ward.days_left or "" }}',
    'ward-next' => '{% local promise = site.commitments[1] %}{% local ward = promise and promise.ward %}{{ ward and ward.next and ward.next.id or "" }}',
);
put_ones();
sub put_ones {
    $theme{'themes/probe/partials/opens.html'} = "<i>{{ site.language }}</i>\n";
    $theme{'themes/probe/partials/shown.html'} = "{{ site.title .. n }}\n";
    $theme{'themes/probe/partials/gives.html'} = "<i>{{ v.n }}</i>\n";
    $theme{'themes/probe/partials/may.html'} = "<i>{{ site.language }}</i>\n";
    $theme{'themes/probe/partials/anew.html'} = "{% v.inner = { n = 1 } %}\n";
    $theme{'themes/probe/partials/same.html'} = "{% local seen = {} %}{% seen[a] = 1 %}{{ seen[b] or 'other' }}\n";
    $theme{'themes/probe/partials/named.html'} = "<b>{{ site.language }}</b>\n";
    $theme{"themes/probe/layouts/one-$_.html"} = "$ones{$_}\n" for keys %ones;
    my $rows = join '', map { "    { path = \"one/$_.html\", layout = \"one-$_.html\" },\n" } sort keys %ones;
    $theme{'themes/probe/theme.lua'} =~ s/^(?=    \{ path = "feed)/$rows/m or die;
}

my @words = qw(water lift drill choir garden lamp roof queue clinic market bridge lantern);
my @tags = qw(water fire night help);
my @folders = qw(news notices events models honours commitments pages);
# Things begin in the first years, and end in the last.
sub day { my (@years) = @_; return sprintf '%04d-%02d-%02d', pick(@years ? @years : (2023, 2024)), 1 + roll(12), 1 + roll(28) }
sub end { return chance(2) ? sprintf('2025-11-%02d', 17 + roll(8)) : day(2025) }

# Every entry of the site, as its id; every file in it.
sub entries { my ($root) = @_; return sort grep { s{^\Q$root\E/content/}{} && s{\.md$}{} } split /\n/, `find $root/content -name '*.md'` }
sub a_file { my ($root) = @_; return pick('', map { "content/$_.md" } entries($root)) }

sub body {
    my ($root, $id) = @_;
    my @others = $root ? entries($root) : ();
    my @parts = map { pick(
        sub { 'Some words of ' . pick(@words) . ' and ' . pick(@words) . '.' },
        sub { '## ' . ucfirst pick(@words) },
        sub { "- [ ] " . pick(@words) . "\n- [x] " . pick(@words) },
        sub { @others ? '[' . pick(@words) . '](../' . pick(@others) . '.md)' : 'No link.' },
        sub { @others ? '[there](/' . pick(@others) . '.md#' . pick(@words) . ')' : 'No link.' },
        sub { '[nowhere](../news/' . pick(@words) . '.md)' },
        sub { '[site](https://example.com/' . pick(@words) . ')' },
        sub { '![' . pick(@words) . '](/pictures/' . pick(@words[0 .. 3]) . '.png)' },
        sub { "```note " . pick(@words) . "\nIn a *block*.\n```" },
        sub { "```poem\n" . pick(@words) . "\n```" },
        sub { "```gallery " . pick(@words) . "\n" . join('', map { '/pictures/' . pick(@words[0 .. 3]) . '.png ' . pick(@words, '') . "\n" } 0 .. roll(3)) . '```' },
        sub { '[' . pick(@words) . '](/pictures/' . pick(@words[0 .. 3]) . '.png)' },
        sub { "A note[^1].\n\n[^1]: " . pick(@words) },
        sub { "| a | b |\n|---|--:|\n| 1 | " . roll(9) . " |" },
        sub { chance(4) ? 'Call 138001380' . (10 + roll(90)) . '.' : 'Call us.' },
        sub { '<b>' . pick(@words) . '</b>' },
    )->() } 0 .. roll(4);
    return join "\n\n", @parts;
}

sub front {
    my ($root, $folder) = @_;
    my %front = (title => ucfirst(pick(@words)) . ' ' . pick(@words));
    $front{tags} = '[' . join(', ', uniq map { pick(@tags) } 0 .. roll(2)) . ']' if chance(2);
    $front{summary} = 'About ' . pick(@words) if chance(3);
    $front{draft} = 'true' if chance(9);
    $front{expires} = end() if chance(6);
    $front{after} = pick(qw(keep tombstone remove)) if chance(6);
    $front{publish} = sprintf('2025-11-%02d', 15 + roll(9)) if chance(9) && !$front{expires};
    $front{pinned} = 'true' if chance(8);
    $front{aliases} = '[old/' . pick(@words) . '-' . roll(1000) . '.html]' if chance(8);
    $front{cover} = '/content/pictures/' . pick(@words[0 .. 2]) . '.png' if chance(4);
    $front{alt} = pick(@words) if $front{cover} && chance(2);
    $front{focus} = '{x: ' . 50 * roll(3) . ', y: ' . 50 * roll(3) . '}' if $front{cover} && chance(2);
    $front{attachments} = '[/content/files/' . pick(@words[0 .. 1]) . '.pdf]' if chance(8);
    my @models = $root ? grep { m{^models/} && !m{/index$} } entries($root) : ();
    $front{people} = '[' . join(', ', uniq map { pick(@models) } 0 .. roll(2)) . ']' if @models && chance(3);
    if ($folder eq 'news') { $front{date} = day(); $front{place} = pick('Hall', 'Gate') if chance(2) }
    if ($folder eq 'notices') { $front{date} = day(); $front{kind} = pick(qw(notice review disclosure)); $front{date} = end() if $front{kind} eq 'review' && !$front{expires}; $front{posting} = '{days: ' . (1 + roll(9)) . ', unit: ' . pick('day', 'working-day') . '}' if $front{kind} eq 'review' }
    if ($folder eq 'events') { $front{start} = day(); $front{capacity} = roll(90) if chance(2) }
    if ($folder eq 'models') { $front{name} = ucfirst pick(@words); $front{kind} = pick(qw(person group family)); $front{year} = pick(2023 .. 2025) }
    if ($folder eq 'honours') { $front{level} = pick(qw(national provincial municipal district)); $front{awarded} = day(); $front{awarded_by} = 'The ' . pick(@words) }
    $front{ward} = pick(@models) if $folder eq 'commitments' && @models && chance(2);
    if ($folder eq 'commitments') { $front{by} = ucfirst pick(@words); $front{group} = pick(qw(organisation employed retired)); $front{made} = day(); $front{status} = pick(qw(pledged in-progress fulfilled unfulfilled withdrawn)); $front{due} = end() if chance(2); $front{closed} = end() if $front{status} =~ /fulfilled|withdrawn/ }
    if ($folder eq 'pages') { $front{order} = roll(9) if chance(2) }
    return %front;
}

sub write_entry {
    my ($root, $id) = @_;
    my ($folder) = $id =~ m{^([a-z]+)/};
    my %front = front($root, $folder);
    put("$root/content/$id.md", "---\n" . join('', map { "$_: $front{$_}\n" } sort keys %front) . "---\n\n" . body($root, $id) . "\n");
}

sub new_id { my $folder = pick(@folders); return "$folder/" . pick(@words) . '-' . pick(@words) . '-' . roll(30) . ($folder ne 'models' && chance(8) ? '/index' : '') }

sub config {
    my ($root) = @_;
    my $menu = join '', map { "  - title: $_->[0]\n    path: $_->[1]\n" } grep { !chance(4) } [ 'Home', 'index.html' ], [ 'News', 'news/index.html' ], [ 'All', 'all.html' ];
    return 'title: ' . pick('Test', 'Village', 'Quarter') . "\nlanguage: en\ntheme: probe\n"
        . (chance(5) ? '' : "base_url: https://" . pick('a', 'a', 'a', 'b') . ".example.org/\n")
        . (chance(2) ? 'description: ' . pick(@words) . "\n" : '') . (chance(9) ? "raw_html: true\n" : '')
        . ($menu ? "menu:\n$menu" : '')
        . (chance(5) ? "permalinks: {pages: \"p/:slug.html\"}\n" : '')
        . (chance(6) ? "publish_originals: true\n" : '')
        . (chance(8) ? "contacts: [\"13800138010\"]\n" : '') . (chance(9) ? "limits: {memory: 200}\n" : '')
        . "archive: {fonds: '0194'" . (chance(4) ? ', publish: [catalogue]' : '') . "}\n"
        . "fields:\n  news: {place: {kind: text" . (chance(6) ? ", label: {en: " . pick(@words) . "}" : '') . "}}\n"
        . "  commitment: {ward: {kind: reference, to: [model]}}\n";
}

sub register {
    my $documents = join '', map { "      - number: \"0194-WS\xc2\xb72024-D10-BGS-000$_\"\n        entry: \"news/" . pick(@words) . "\"\n        title: \"Old\"\n        date: 2024-05-01\n        responsible: \"Test\"\n        pages: 1\n" } 1 .. 1 + roll(3);
    my $count = () = $documents =~ /number/g;
    return "version: 1\ngiven:\n  2024: { D10-BGS: $count }\nyears:\n  2024:\n    fonds: \"0194\"\n    closed: 2025-01-10\n    documents:\n$documents";
}

sub contacts { return join '', map { "- name: " . ucfirst(pick(@words)) . "\n" . (chance(2) ? "  phone: \"555-" . (1000 + roll(9000)) . "\"\n" : '') } 1 .. 1 + roll(3) }

# A new site in a new folder.
sub edits_site {
    my $root = folder();
    put("$root/$_", $theme{$_}) for sort keys %theme;
    change('themes/probe/theme.lua', $root, sub { s/^(    \{ path = "feed)/    { search = true, path = "search\/" },\n$1/m }) if chance(2);
    put("$root/broadside.yaml", config($root));
    put("$root/data/contacts.yaml", contacts());
    put("$root/content/pictures/$words[$_].png", png(10 + $_, 20)) for 0 .. 2;
    put("$root/content/files/$words[$_].pdf", "File $_\n") for 0 .. 1;
    put("$root/static/robots.txt", "User-agent: *\n");
    write_entry($root, new_id()) for 1 .. 8 + roll(8);
    return $root;
}

my $gallery = '{% for _, photo in ipairs(block.photos) do %}<a href="{{ file(photo.file) }}">{{ image(photo.file, { alt = photo.alt, ratio = "4:3" }) }}</a>{{ photo.caption or "" }}{% end %}' . "\n";
my $clock = 1_600_000_000;

# Each is a name, and what it does to the site in a folder.
my @edits = (
    [ 'an entry is written anew' => sub { my ($root) = @_; my ($id) = pick(entries($root)); write_entry($root, $id) if $id }, 6 ],
    [ 'the text of an entry' => sub { change(a_file($_[0]), $_[0], sub { s/^(---\n.*?\n---\n).*/"$1\n" . body($_[0]) . "\n"/se }) }, 6 ],
    [ 'a title' => sub { change(a_file($_[0]), $_[0], sub { s/^title: .*/'title: ' . ucfirst(pick(@words)) . ' ' . roll(99)/me }) }, 6 ],
    [ 'a field goes' => sub { change(a_file($_[0]), $_[0], sub { s/^(tags|summary|draft|expires|people|cover|alt|focus|place|ward): .*\n//m }) }, 2 ],
    [ 'a line above the text' => sub { change(a_file($_[0]), $_[0], sub { s/^---\n/---\n# a remark\n/ }) }, 1 ],
    [ 'an entry comes' => sub { write_entry($_[0], new_id()) }, 4 ],
    [ 'an entry goes' => sub { my ($id) = pick(entries($_[0])); unlink "$_[0]/content/$id.md" if $id }, 3 ],
    [ 'an entry gets another name' => sub { my ($id) = pick(entries($_[0])); my $new = new_id(); $new =~ s{^[^/]*}{($id =~ m{^([^/]*)})[0]}e; put("$_[0]/content/$new.md", get("$_[0]/content/$id.md")), unlink "$_[0]/content/$id.md" if $id && $id !~ m{/index$} && $new !~ m{/index$} && !-e "$_[0]/content/$new.md" }, 2 ],
    [ 'a mistake' => sub { change(a_file($_[0]), $_[0], sub { s/^title: /titel: /m }) }, 1 ],
    [ 'the mistake is mended' => sub { for my $id (entries($_[0])) { change("content/$id.md", $_[0], sub { s/^titel: /title: /m; s/^(people|ward): .*\n//mg }) } }, 2 ],
    [ 'the configuration' => sub { put("$_[0]/broadside.yaml", config($_[0])) }, 2 ],
    [ 'a data file' => sub { put("$_[0]/data/contacts.yaml", contacts()) }, 2 ],
    [ 'a data file comes or goes' => sub { -e "$_[0]/data/extra.yaml" ? unlink "$_[0]/data/extra.yaml" : put("$_[0]/data/extra.yaml", "a: 1\n") }, 1 ],
    [ 'a picture' => sub { put("$_[0]/content/pictures/" . pick(@words[0 .. 3]) . '.png', png(pick(1 + roll(60), 500, 600, 1000), 1 + roll(60))) }, 2 ],
    [ 'a picture goes' => sub { unlink "$_[0]/content/pictures/" . pick(@words[0 .. 3]) . '.png' }, 1 ],
    [ 'a file that is attached' => sub { put("$_[0]/content/files/" . pick(@words[0 .. 2]) . '.pdf', 'x' x roll(50)) }, 2 ],
    [ 'such a file goes' => sub { unlink "$_[0]/content/files/" . pick(@words[0 .. 2]) . '.pdf' }, 1 ],
    [ 'a file in static/ that ls does not show' => sub { put("$_[0]/static/" . pick('.well-known/security.txt', '.htaccess'), roll(999) . "\n") }, 1 ],
    [ 'it goes' => sub { unlink "$_[0]/static/.htaccess" }, 1 ],
    [ 'a link in static/' => sub { my ($to) = pick('robots.txt', 'more.txt'); -e "$_[0]/static/$to" or return; unlink "$_[0]/static/linked.txt"; symlink $to, "$_[0]/static/linked.txt" }, 1 ],
    [ 'the link goes' => sub { unlink "$_[0]/static/linked.txt" }, 1 ],
    [ 'a file of an entry' => sub { my ($id) = pick(grep { m{/index$} } entries($_[0])); put("$_[0]/content/" . ($id =~ s{index$}{}r) . pick('plan.pdf', 'photo.png', '.hidden'), roll(999)) if $id }, 2 ],
    [ 'a file that belongs to nothing' => sub { put("$_[0]/content/" . pick(@folders) . '/' . pick('read.me', 'Thumbs.db', '.sync', 'x.MD'), roll(9)) }, 1 ],
    [ 'such files go' => sub { unlink map { my $folder = $_; map { "$_[0]/content/$folder/$_" } 'read.me', 'Thumbs.db', '.sync', 'x.MD' } @folders }, 1 ],
    [ 'a text of another machine' => sub { my $how = roll(4); change(a_file($_[0]), $_[0], sub { $how == 0 ? s/\r?\n/\r\n/g : $how == 1 ? s/\A/\xef\xbb\xbf/ : $how == 2 ? s/\z/\xb9\xab\xb8\xe6\n/ : s/\n\z// }) }, 1 ],
    [ 'texts are cleaned' => sub { for my $id (entries($_[0])) { change("content/$id.md", $_[0], sub { s/\r\n/\n/g; s/\A\xef\xbb\xbf//; s/\xb9\xab\xb8\xe6\n//g }) } }, 3 ],
    [ 'a table of data' => sub { put("$_[0]/data/teams.csv", "name,leader\n" . join '', map { ucfirst($_) . ',' . ucfirst(pick(@words)) . "\n" } uniq map { pick(@words) } 0 .. roll(4)) }, 1 ],
    [ 'the register of the archive' => sub { put("$_[0]/archive.lock.yaml", register()) }, 1 ],
    [ 'a record' => sub { put("$_[0]/archive/2024/bag-info.txt", "Bag-Software-Agent: Broadside 1\nBagging-Date: 2025-01-" . pick('09', '10') . "\n"); put("$_[0]/archive/2024/data/" . pick('yearbook', 'catalogue') . '.pdf', roll(99) . "\n") }, 1 ],
    [ 'the archive goes' => sub { unlink "$_[0]/archive.lock.yaml"; remove_tree("$_[0]/archive") }, 1 ],
    [ 'another partial of the site' => sub { -e "$_[0]/theme/partials/named.html" ? unlink "$_[0]/theme/partials/named.html" : put("$_[0]/theme/partials/named.html", "<b>site</b>\n") }, 1 ],
    [ 'words of the site' => sub { put("$_[0]/theme/locales/en.yaml", pick(qw(task_done task_open footnote_back latest of.one)) . ': ' . pick(@words) . "\n") }, 2 ],
    [ 'they go' => sub { unlink "$_[0]/theme/locales/en.yaml" }, 1 ],
    [ 'a check' => sub { broadside('-C', $_[0], 'check', '--date', $DATE) }, 1 ],
    [ 'a build elsewhere' => sub { broadside('-C', $_[0], 'build', '-d', 'other', '--date', $DATE) }, 1 ],
    [ 'the ledger of elsewhere' => sub { my @paths = sort grep { !/\.old$/ } glob "$_[0]/.broadside/ledger-*"; system('cp', '-p', @paths) if @paths == 2 }, 1 ],
    [ 'a file in static/' => sub { put("$_[0]/static/" . pick('robots.txt', 'more.txt'), roll(999) . "\n") }, 1 ],
    [ 'a template' => sub { change('themes/probe/layouts/' . pick(qw(base home entry list all 404)) . '.html', $_[0], sub { s/<(p|h1|nav)>/'<' . $1 . ' class="c' . roll(99) . '">'/e or $_ .= "<!-- -->\n" }) }, 2 ],
    [ 'a partial' => sub { change('themes/probe/partials/' . pick(qw(menu side card)) . '.html', $_[0], sub { $_ .= '<i>' . roll(99) . "</i>\n" }) }, 2 ],
    [ 'a block of Markdown comes or goes' => sub { -e "$_[0]/themes/probe/blocks/poem.html" ? unlink "$_[0]/themes/probe/blocks/poem.html" : put("$_[0]/themes/probe/blocks/poem.html", "<pre>{{ block.text }}</pre>\n") }, 1 ],
    [ 'a partial of the site' => sub { -e "$_[0]/theme/partials/side.html" ? unlink "$_[0]/theme/partials/side.html" : put("$_[0]/theme/partials/side.html", "<aside>{{ count }} {{ site.entries:count() }}</aside>\n") }, 1 ],
    [ 'a partial that warns' => sub { put("$_[0]/themes/probe/partials/" . pick('odd', 'menu') . '.html', "{% block nowhere %}{% endblock %}<p>{{ site.title }}</p>{% if false then %}<p {{ site.title }}>{% end %}\n") }, 1 ],
    [ 'a layout with a block too many' => sub { change('themes/probe/layouts/404.html', $_[0], sub { $_ .= '{% block b' . roll(3) . " %}{% endblock %}\n" }) }, 1 ],
    [ 'a broken template' => sub { change('themes/probe/partials/card.html', $_[0], sub { $_ .= "{{ item. }}\n" }) }, 1 ],
    [ 'it is mended' => sub { change('themes/probe/partials/card.html', $_[0], sub { s/\{\{ item\. \}\}\n//g }) }, 3 ],
    [ 'the words of the theme' => sub { change('themes/probe/locales/en.yaml', $_[0], sub { s/^(latest|of|nothing|footnote_back): .*/"$1: " . ucfirst(pick(@words)) . " {n}"/me; s/^(latest|nothing|footnote_back): (.*) \{n\}/$1: $2/m }) }, 1 ],
    [ 'a block for galleries comes or goes' => sub { -e "$_[0]/themes/probe/blocks/gallery.html" ? unlink "$_[0]/themes/probe/blocks/gallery.html" : put("$_[0]/themes/probe/blocks/gallery.html", $gallery) }, 1 ],
    [ 'how wide photos are' => sub { change('themes/probe/theme.lua', $_[0], sub { s/^return \{\n/"return {\n  photos = { sizes = \"" . roll(99) . "vw\" },\n"/e if !s/sizes = "\d+vw"/'sizes = "' . roll(99) . 'vw"'/e }) }, 1 ],
    [ 'an asset' => sub { change('themes/probe/assets/style.css', $_[0], sub { $_ .= 'i { top: ' . roll(99) . "px }\n" }) }, 1 ],
    [ 'theme.lua' => sub { change('themes/probe/theme.lua', $_[0], sub { s/per_page = \d+/'per_page = ' . (2 + roll(4))/e }) }, 1 ],
    [ 'the index goes or comes' => sub { change('themes/probe/theme.lua', $_[0], sub { s/^(    )(\{ search = )/$1-- $2/m or s/^(    )-- (\{ search = )/$1$2/m }) }, 1 ],
    [ 'an output goes or comes' => sub { change('themes/probe/theme.lua', $_[0], sub { s/^(    )(\{ path = "feed)/$1-- $2/m or s/^(    )-- (\{ path = "feed)/$1$2/m }) }, 1 ],
    [ 'a type of the site' => sub { put("$_[0]/types/trips.yaml", "name: trip\nfolder: trips\nlabel: {en: " . pick(@words) . "}\nfields:\n  length: { kind: integer }\n") }, 1 ],
    [ 'files are touched' => sub { $clock += 1000; utime $clock, $clock, map { "$_[0]/$_" } grep { $_ } map { a_file($_[0]) } 1 .. 3 }, 2 ],
    [ 'a change that hides: the same size and time' => sub { my $path = a_file($_[0]) or return; my @times = (stat "$_[0]/$path")[ 8, 9 ]; change($path, $_[0], sub { s/([a-z]+)\./join('', map { chr(97 + roll(26)) } split m{}, $1) . '.'/e }); utime @times, "$_[0]/$path" }, 2 ],
    [ 'a clock that was ahead' => sub { utime 4_000_000_000, 4_000_000_000, map { "$_[0]/$_" } grep { $_ } a_file($_[0]) }, 1 ],
    [ 'an output is changed by hand' => sub { my ($path) = an_output($_[0]) or return; put($path, 'not ours') }, 2 ],
    [ 'an output is removed' => sub { my ($path) = an_output($_[0]) or return; unlink $path }, 2 ],
    [ 'an output becomes a folder' => sub { my ($path) = an_output($_[0]) or return; unlink $path; mkdir $path }, 1 ],
    [ 'an output becomes a link' => sub { my ($path) = an_output($_[0]) or return; rename $path, "$path.was" and symlink(($path =~ m{([^/]*)$})[0] . '.was', $path) }, 1 ],
    [ 'the destination is removed' => sub { remove_tree("$_[0]/public") }, 1 ],
    [ 'the ledger is cut' => sub { for my $path (glob "$_[0]/.broadside/ledger-*") { truncate $path, roll(1 + -s $path) } }, 1 ],
    [ 'the ledger is damaged' => sub { for my $path (glob "$_[0]/.broadside/ledger-*") { my $text = get($path); substr($text, roll(length $text), 1) = chr roll(256); put($path, $text) } }, 1 ],
    [ 'the ledger is an old one' => sub { for my $path (glob "$_[0]/.broadside/ledger-*") { next if $path =~ /\.old$/; system('cp', '-p', "$path.old", $path) if -e "$path.old"; system('cp', '-p', $path, "$path.old") } }, 1 ],
    [ 'nothing' => sub { }, 2 ],
);

sub an_output { my ($root) = @_; my @files = sort grep { !m{/\.broadside} } split /\n/, `find $root/public -type f 2>/dev/null`; return @files ? pick(@files) : () }

# Runs the edit on the text of a file, in $_, if it is there.
sub change {
    my ($path, $root, $edit) = @_;
    my $text = $path ? get("$root/$path") : undef;
    return if !defined $text;
    local $_ = $text;
    $edit->($root);
    put("$root/$path", $_) if $_ ne $text;
}

# One edit of the site; returns its name.
sub edits_random {
    my ($root) = @_;
    my $edit = pick(map { my $edit = $_; map { $edit } 1 .. $edit->[2] } @edits);
    $edit->[1]->($root);
    return $edit->[0];
}

# Takes back what keeps a site from being built, so that something can be learnt from the next edits.
sub edits_mend {
    my ($root) = @_;
    change("content/$_.md", $root, sub { s/^titel: /title: /m; s/^(people|ward|cover|attachments): .*\n//mg; s/\xb9\xab\xb8\xe6\n// }) for entries($root);
    change('themes/probe/partials/card.html', $root, sub { s/\{\{ item\. \}\}\n//g });
    unlink grep { $_ } split /\n/, `find $root/public -type l 2>/dev/null`;
}

# Options for the next build, and in which language it speaks.
sub edits_options {
    $ENV{LANGUAGE} = chance(9) ? 'zh_CN:zh' : '';
    my @options = ('--date', chance(4) ? day() : $DATE);
    push @options, '--drafts' if chance(9);
    push @options, '--base-url', 'https://c.example.org/' if chance(12);
    push @options, '--strict' if chance(15);
    push @options, '--checksum' if chance(15);
    push @options, '--jobs', 1 + roll(3) if chance(6);
    return @options;
}

# A site with one of everything, for changes that random ones rarely make.
my %known = (
    'news/a' => "title: A\ndate: 2024-03-01\ntags: [water]\nplace: Hall\npeople: [models/m]\nsummary: Of A\ncover: /content/pictures/water.png\nalt: Water\n",
    'news/b' => "title: B\ndate: 2024-04-01\ntags: [fire]\nattachments: [/content/files/water.pdf]\n",
    'news/c' => "title: C\ndate: 2023-04-01\n",
    'notices/n' => "title: N\ndate: 2025-11-18\nkind: review\nposting: {days: 5, unit: day}\n",
    'notices/o' => "title: O\ndate: 2024-06-01\nkind: notice\nexpires: 2025-11-25\nafter: tombstone\n",
    'notices/q' => "title: Q\ndate: 2024-06-02\nkind: notice\nexpires: 2025-11-25\nafter: keep\n",
    'models/m' => "title: M\nname: Mo\nkind: person\nyear: 2024\n",
    'models/k' => "title: K\nname: Ko\nkind: group\nyear: 2023\nexpires: 2025-11-25\nafter: keep\n",
    'commitments/w' => "title: W\nby: Wo\ngroup: employed\nmade: 2024-05-01\nstatus: pledged\ndue: 2025-11-25\nward: models/m\n",
    'honours/h' => "title: H\nlevel: national\nawarded: 2024-05-01\nawarded_by: The city\n",
    'events/e' => "title: E\nstart: 2024-05-01\ncapacity: 5\n",
    'pages/p' => "title: P\norder: 1\n",
);
my $text = "Words.\n\n## Here\n\n[a link](../news/c.md) ![seen](/pictures/lift.png) [got](/files/lift.pdf)\n\n```poem\nLines\n```\n\n```gallery Row\n/pictures/lift.png A lift\n/pictures/drill.png\n```\n\nA note[^1].\n\n[^1]: It.\n";
my $settings = "title: Test\nlanguage: en\ntheme: probe\nbase_url: https://a.example.org/\n";

sub edits_known_site {
    my $root = edits_site();
    remove_tree("$root/content/$_") for @folders;
    put("$root/content/$_.md", "---\n$known{$_}---\n\n" . ($_ eq 'news/b' || $_ eq 'notices/n' ? $text : "Text of $_.\n")) for keys %known;
    put("$root/broadside.yaml", $settings . "fields:\n  commitment: {ward: {kind: reference, to: [model]}}\n  news: {place: {kind: text}}\n");
    put("$root/data/contacts.yaml", "- name: Desk\n  phone: \"555-1234\"\n");
    return $root;
}

sub field { my ($id, $from, $to) = @_; return sub { change("content/$id.md", $_[0], sub { s/^$from/$to/m or die "no $from in $id" }) } }
sub words { my ($words) = @_; return sub { put("$_[0]/theme/locales/en.yaml", (get("$_[0]/theme/locales/en.yaml") // '') . "$words\n") } }
sub setting { my ($from, $to) = @_; return sub { change('broadside.yaml', $_[0], sub { s/^$from/$to/m or die "no $from" }) } }
sub file { my ($path, $text) = @_; return sub { put("$_[0]/$path", $text) } }
sub file_goes { my ($path) = @_; return sub { unlink "$_[0]/$path" or die "no $path" } }
sub theme_line { my ($path, $from, $to) = @_; return sub { change("themes/probe/$path", $_[0], sub { s/$from/$to/ or die "no $from" }) } }

# One change after the other: its name, what it does, and the day of the build after it.
sub edits_known {
    return (
        (map { my $key = $_; [ "the words '$key'", words("$key: changed") ] } qw(footnote_back task_done task_open latest of.one)),
        [ 'no words of its own', file_goes('theme/locales/en.yaml') ],
        [ 'the title of a reference', field('models/m', 'title: M', 'title: Mm') ],
        [ 'the kind of a notice', field('notices/o', 'kind: notice', 'kind: disclosure') ],
        [ 'a summary', field('news/a', 'summary: Of A', 'summary: More of A') ],
        [ 'a summary goes', field('news/a', "summary: More of A\n", '') ],
        [ 'a tag', field('news/a', 'tags: .water.', 'tags: [night]') ],
        [ 'a place', field('news/a', 'place: Hall', 'place: Gate') ],
        [ 'a reference goes', field('commitments/w', "ward: models/m\n", '') ],
        [ 'a reference comes', field('commitments/w', 'title', "ward: models/k\ntitle") ],
        [ 'its title', field('models/k', 'title: K', 'title: Kk') ],
        [ 'one comes beside it', file('content/models/j.md', "---\ntitle: J\nname: Jo\nkind: person\nyear: 2023\n---\n\nText of J.\n") ],
        [ 'it is hidden', field('models/k', 'title', "draft: true\ntitle") ],
        [ 'it is shown', field('models/k', "draft: true\n", '') ],
        [ 'the page of a tag goes', field('news/b', 'tags: .fire.', 'tags: [night]') ],
        [ 'a status', field('commitments/w', 'status: pledged', 'status: in-progress') ],
        [ 'a number', field('events/e', 'capacity: 5', 'capacity: 6') ],
        [ 'a day', field('news/c', 'date: 2023', 'date: 2022') ],
        [ 'a text', field('news/a', 'Text', '## Other text') ],
        [ 'a draft', field('news/c', 'title', "draft: true\ntitle") ],
        [ 'no draft', field('news/c', "draft: true\n", '') ],
        [ 'the target of a link gets another address', field('news/c', 'title', "slug: sea\ntitle") ],
        [ 'a page gets another address', setting('theme', "permalinks: {pages: \"p/:slug.html\"}\ntheme") ],
        [ 'a picture in a text', file('content/pictures/lift.png', png(99, 9)) ],
        [ 'a picture', file('content/pictures/water.png', png(98, 9)) ],
        [ 'a photo is as wide as a copy', file('content/pictures/water.png', png(480, 300)) ],
        [ 'it is wider', file('content/pictures/water.png', png(600, 300)) ],
        [ 'it is another', file('content/pictures/water.png', png(600, 300, 'other')) ],
        [ 'a part of it', theme_line('layouts/entry.html', 'ratio = "3:2"', 'ratio = "1:1"') ],
        [ 'what must be seen of it', field('news/a', 'title', "focus: {x: 0, y: 50}\ntitle") ],
        [ 'what it shows', field('news/a', 'alt: Water', 'alt: The water') ],
        [ 'how wide photos are shown', theme_line('theme.lua', 'return \{', 'return { photos = { sizes = "50vw" },') ],
        [ 'a photo of a gallery', file('content/pictures/drill.png', png(700, 9)) ],
        [ 'a line of a gallery', field('news/b', '/pictures/drill.png', '/pictures/drill.png A drill') ],
        [ 'another line', field('notices/n', '/pictures/drill.png', '/pictures/water.png') ],
        [ 'a block for galleries', file('themes/probe/blocks/gallery.html', $gallery) ],
        [ 'the photos themselves', setting('theme', "publish_originals: true\ntheme") ],
        [ 'no longer', setting("publish_originals: true\n", '') ],
        [ 'a photo of a gallery goes', file_goes('content/pictures/drill.png') ],
        [ 'it comes again', file('content/pictures/drill.png', png(99, 9)) ],
        [ 'the block for galleries goes', file_goes('themes/probe/blocks/gallery.html') ],
        [ 'a file in a text', file('content/files/lift.pdf', 'longer than it was') ],
        [ 'a file', file('content/files/water.pdf', 'longer than that') ],
        [ 'a file comes', file('static/more.txt', "1\n") ],
        [ 'a file is longer', file('static/robots.txt', "Longer than it was.\n") ],
        [ 'a hidden file comes', file('static/.well-known/x', "1\n") ],
        [ 'a hidden file', file('static/.well-known/x', "2\n") ],
        [ 'data', file('data/contacts.yaml', "- name: Other\n  phone: \"555-1234\"\n") ],
        [ 'more data', file('data/teams.csv', "name,leader\nA,B\n") ],
        [ 'less data', file_goes('data/teams.csv') ],
        [ 'a register', file('archive.lock.yaml', register()) ],
        [ 'it goes', file_goes('archive.lock.yaml') ],
        [ 'the title of the site', setting('title: Test', 'title: Tested') ],
        [ 'a description', setting('theme', "description: Some\ntheme") ],
        [ 'a menu', setting('theme', "menu: [{title: All, path: all.html}]\ntheme") ],
        [ 'HTML', setting('theme', "raw_html: true\ntheme") ],
        [ 'the address', setting('base_url: https://a', 'base_url: https://b') ],
        [ 'a label', setting('  news: .place: .kind: text', '  news: {place: {kind: text, label: {en: Where}') ],
        [ 'an asset', file('themes/probe/assets/style.css', "body { top: 0 }\n") ],
        [ 'a partial', theme_line('partials/named.html', '<b>', '<b class="x">') ],
        [ 'a partial of the site', file('theme/partials/named.html', "<b>site</b>\n") ],
        [ 'what stands on every page', field('news/b', 'title: B', 'title: Bb') ],
        [ 'it changes again', field('news/b', 'title: Bb', 'title: B, which is longer than it was') ],
        [ 'what stands on every page, and what a page itself has', sub { field('news/b', 'title: B, which is longer than it was', 'title: B')->(@_); field('news/a', 'title: A', 'title: Aa')->(@_) } ],
        [ 'a partial on every page', theme_line('partials/side.html', '<h2>', '<h2 class="side">') ],
        [ 'it asks the page', theme_line('partials/side.html', '<h2 class="side">', '<h2 class="side">{{ page.path and url("index.html") }}{{ page.output }} ') ],
        [ 'and no more', theme_line('partials/side.html', '\{\{ page.output \}\}', '') ],
        [ 'it asks for what each page has', theme_line('partials/side.html', '<h2 class="side">', '<h2 class="side">{{ page.title }}') ],
        [ 'what stands on every page changes', field('news/b', 'title: B', 'title: C') ],
        [ 'it does no longer', theme_line('partials/side.html', '\{\{ page.title \}\}', '') ],
        [ 'it shows a file', theme_line('partials/side.html', '<h2', '<a href="{{ file("static/robots.txt") }}">r</a><h2') ],
        [ 'it includes another', theme_line('partials/side.html', '</aside>', '{% include "named.html" %}</aside>') ],
        [ 'that changes', theme_line('partials/named.html', '<b class="x">', '<b class="y">') ],
        [ 'that includes another', file('themes/probe/partials/named.html', '{% include "deeper.html" %}') ],
        [ 'which is there', file('themes/probe/partials/deeper.html', "<i>{{ site.news[1].title }}</i>\n") ],
        [ 'it is warned of', theme_line('partials/side.html', '<h2', '<a href="{{ "javascript:x" }}">x</a><h2') ],
        [ 'and changes', field('news/b', 'title: C', 'title: D') ],
        [ 'no more', theme_line('partials/side.html', '<a href="[{][{] "javascript:x" [}][}]">x</a>', '') ],
        [ 'it may fail', theme_line('partials/side.html', '<h2', '{% local _ = pcall(function() if site.news[1].title == "E" then error("x") end end) %}<h2') ],
        [ 'it fails', field('news/b', 'title: D', 'title: E') ],
        [ 'it prints nothing', file('themes/probe/partials/side.html', '{% if site.description == "x" then %}{{ site.news[1].title }}{% end %}') ],
        [ 'it prints something', setting('description: Some', 'description: x') ],
        [ 'an entry comes into it', file('content/news/z.md', "---\ntitle: Z\ndate: 2025-11-01\n---\n\nText.\n") ],
        [ 'and goes', file_goes('content/news/z.md') ],
        [ 'the same, twice on a page', theme_line('layouts/base.html', '</body>', '{% include "side.html" { count = 2 } %}</body>') ],
        [ 'its title', field('news/b', 'title: E', 'title: F') ],
        [ 'a partial opens a script', sub { theme_line('partials/opens.html', '<i>.*', '<script>')->(@_); setting('title: Tested', 'title: Again')->(@_) } ],
        [ 'and closes it', theme_line('partials/opens.html', '<script>', '<i></i>') ],
        [ 'a partial gives another number', sub { theme_line('partials/gives.html', '<i>', '{% v.n = 2 %}<i>')->(@_); setting('title: Again', 'title: Tested')->(@_) } ],
        [ 'a file that one page shows', file('content/files/only.pdf', 'only') ],
        [ 'the page does not come so far', theme_line('partials/may.html', '<i>.*', '{% error("x") %}') ],
        [ 'pages with equal things that are not the same', sub { theme_line("layouts/one-same-$_.html", '\n', " \n")->(@_) for qw(b d f) } ],
        [ 'a partial that nobody includes', file('themes/probe/partials/odd.html', "{% block nowhere %}{% endblock %}\n") ],
        [ 'a block', file('themes/probe/blocks/poem.html', "<pre>{{ block.text }}</pre>\n") ],
        [ 'it changes', file('themes/probe/blocks/poem.html', "<p>{{ block.text }}</p>\n") ],
        [ 'it goes', file_goes('themes/probe/blocks/poem.html') ],
        [ 'a page goes', theme_line('theme.lua', '\{ path = "all.html", layout = "all.html" \},\n', '') ],
        [ 'a layout', theme_line('theme.lua', 'bare.html", layout = "bare.html"', 'bare.html", layout = "404.html"') ],
        [ 'a page has a title', theme_line('theme.lua', 'bare.html", layout = "404.html"', 'bare.html", layout = "bare.html", title = "missing"') ],
        [ 'lists are shorter', theme_line('theme.lua', 'per_page = 3', 'per_page = 1') ],
        [ 'an entry goes', file_goes('content/news/c.md') ],
        [ 'another day', sub { }, '2025-11-24' ],
        [ 'what has ended', sub { }, '2025-11-26' ],
        [ 'the next year', sub { }, '2026-11-26' ],
        [ 'the days before', sub { } ],
    );
}

1;
