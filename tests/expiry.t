#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# What has ended is nowhere. Each field of each entry holds a word of its own, as do its text, its files and their names;
# what is built is searched for these words, byte by byte, on the days before the last one, on it, and after it: in the
# default theme, in the plain one, and in one that prints all that it can get hold of.
use strict;
use warnings;
use Broadside;
use Test::More;

my ($BEFORE, $LAST, $AFTER) = ('2025-11-23', '2025-11-24', '2025-11-25');

# The word of a part of an entry. Only letters: whatever escapes it leaves it whole.
sub word { my ($entry, $part) = @_; return "Zq\u$entry\u$part" }

# The parts of an entry that are words, and those of them that are left on a tombstone.
my @parts = qw(title summary tag grid indicator document author note heading body block attachment attachmentName
    cover coverName image imageName page pageName);
my %left = (tombstone => ['title'], keep => \@parts, remove => []);

# An entry that owns its folder, with something in every kind of field.
sub entry {
    my ($type, $name, $fields) = @_;
    my %w = map { $_ => word($name, $_) } @parts;
    my $own = $type eq 'notices' ? "contact: $w{author}\noutcome: $w{note}" : "author: $w{author}\nplace: $w{note}";
    my $text = <<"END";
---
title: $w{title}
date: 2025-11-17
$fields
summary: $w{summary}
tags: [$w{tag}]
grid: $w{grid}
indicators: [$w{indicator}]
archive: { document_no: $w{document} }
people: [li]
cover: $w{coverName}.svg
attachments: [$w{attachmentName}.txt]
aliases: [old/$name.html]
$own
---
## $w{heading}

$w{body} ![x]($w{imageName}.svg)

```csv
a,b
1,$w{block}
```
END
    my $folder = "content/$type/$name";
    return (
        "$folder/index.md" => $text,
        "$folder/$w{attachmentName}.txt" => $w{attachment},
        "$folder/$w{coverName}.svg" => "<svg xmlns=\"http://www.w3.org/2000/svg\"><!--$w{cover}--></svg>",
        "$folder/$w{imageName}.svg" => "<svg xmlns=\"http://www.w3.org/2000/svg\"><!--$w{image}--></svg>",
        "$folder/more/$w{pageName}.txt" => $w{page},
    );
}

# name => [type, fields, what is left of it after its last day]. All but the last two are shown until $LAST.
my %entries = (
    review => ['notices', "kind: review\nposting: { days: 5, unit: working-day, start: next-day }", 'tombstone'],
    given => ['notices', "kind: review\nexpires: $LAST", 'tombstone'],
    longer => ['notices', "kind: review\nposting: { days: 2 }\nexpires: $LAST", 'tombstone'],
    sign => ['news', "expires: $LAST\nafter: tombstone", 'tombstone'],
    removed => ['notices', "expires: $LAST\nafter: remove", 'remove'],
    gone => ['notices', "kind: review\nposting: { days: 8 }\nafter: remove", 'remove'],
    kept => ['notices', "expires: $LAST", 'keep'],
    keptreview => ['notices', "kind: review\nposting: { days: 7, start: next-day }\nafter: keep", 'keep'],
    draft => ['notices', 'draft: true'],
    future => ['notices', "publish: $AFTER"],
);

# Others that speak of all of them: in their text, by references, by showing their files.
my $teller = join "\n", map {
    my ($type, $w) = ($entries{$_}[0], sub { word($_[0], $_[1]) });
    "[one](../$type/$_/index.md) ![i](../$type/$_/" . $w->($_, 'imageName') . '.svg)'
} grep { !/draft|future/ } sort keys %entries;
my $evidence = join ', ', map { "$entries{$_}[0]/$_" } sort keys %entries;

my $hostile = <<'END';
{%
local names = { "title", "date", "slug", "summary", "tags", "cover", "draft", "publish", "expires", "after", "pinned",
  "aliases", "attachments", "people", "grid", "indicators", "archive", "kind", "issuer", "contact", "posting", "matter",
  "covers", "outcome", "author", "source", "place", "event", "progress", "evidence", "backlinks", "content", "day",
  "days_left", "expired", "folder", "id", "last_day", "next", "outline", "overdue", "posting_from", "posting_until",
  "previous", "tombstone", "type", "year", "entries", "term", "value", "document_no", "note", "name" }
local seen
local function try(f, ...)
  local good, value = pcall(f, ...)
  return good and value or nil
end
local function dump(value, depth)
  local kind = type(value)
  if value == nil or depth > 3 or seen[value] then return "" end
  if kind == "string" then
    return value .. " " .. tostring(try(file, value)) .. tostring(try(file_size, value)) .. tostring(try(url, value))
  end
  if kind == "number" or kind == "boolean" then return tostring(value) end
  seen[value] = true
  local parts = { tostring(value) }
  local function add(x) parts[#parts + 1] = dump(x, depth + 1) end
  if kind == "table" then
    for key, x in pairs(value) do add(key) add(x) end
    return table.concat(parts, " ")
  end
  for _, name in ipairs(names) do
    add(try(function() return value[name] end))
    add(try(label, value, name))
  end
  for _, heading in ipairs(try(function() return value.outline end) or {}) do parts[#parts + 1] = heading.text end
  for i = 1, 20 do add(try(function() return value[i] end)) end
  add(try(excerpt, value, 200))
  add(try(url, value))
  add(try(permalink, value))
  return table.concat(parts, " ")
end
local parts = {}
local function out(value)
  seen = {}
  parts[#parts + 1] = dump(value, page.path == "index.html" and 0 or 1)
end
out(page)
if page.path == "index.html" then
  for _, list in ipairs({ site.entries, site.notices, site.news, site.models, site.commitments, site.terms.tags }) do
    out(list)
  end
  for _, name in ipairs(names) do
    local groups = try(function() return site.entries:group(name) end)
    for _, group in ipairs(groups or {}) do
      out(group.title)
      for entry in group.entries do out(entry.title) end
    end
    for entry in try(function() return site.notices:where{ [name] = false } end) or site.news do out(entry.title) end
    for entry in try(function() return site.notices:sort(name) end) or site.news do out(entry.title) end
  end
  out(site.notices:where{ kind = "review" })
  out(site.entries:where{ people = "li" })
  out(site.data)
end
-%}
{{ table.concat(parts, "\n") }}
END

my %site = (
    'content/models/li.md' => "---\ntitle: Li\nname: Li\nkind: person\nyear: 2025\n---\n",
    'content/news/teller.md' => "---\ntitle: Teller\ndate: 2025-11-17\n---\n$teller\n",
    'content/commitments/lamp.md' => "---\ntitle: Lamp\nby: B\ngroup: other\nmade: 2025-01-05\nstatus: in-progress\n"
        . "progress: [{ date: 2025-11-17, note: n, evidence: [$evidence] }]\n---\n",
    'themes/hostile/theme.lua' => <<'LUA',
return {
  outputs = {
    { path = "index.html", layout = "all.html" },
    { path = "feed.xml", layout = "all.xml" },
    { path = "all.json", layout = "all.json" },
    { each = "entries", path = "e/:id.html", layout = "all.html" },
    { each = "entries", path = "e/:id.json", layout = "all.json" },
    { list = "notices", path = "l/index.html", layout = "all.html" },
    { group = "notices", by = "kind", path = "g/:value.html", layout = "all.html" },
    { group = "notices", by = "grid", path = "grid/:value.html", layout = "all.html" },
    { group = "notices", by = "people", path = "p/:value.html", layout = "all.html" },
    { years = true, path = "y/:year.html", layout = "all.html" },
    { terms = "tags", path = "t/:term.html", layout = "all.html" },
  },
}
LUA
    'themes/hostile/layouts/all.html' => $hostile,
    'themes/hostile/layouts/all.xml' => $hostile,
    'themes/hostile/layouts/all.json' => $hostile,
    'themes/hostile/blocks/csv.html' => "{{ block.text }}{{ page.title }}\n",
    map { entry($entries{$_}[0], $_, $entries{$_}[1]) } keys %entries,
);

sub new_site {
    my ($theme) = @_;
    return site(%site, 'broadside.yaml' => "title: Test\ntheme: $theme\nbase_url: https://example.org/\n", @_[1 .. $#_]);
}

# Everything that was written, names and bytes: path => both. Not the ledger: it has what lies in content/, and goes nowhere.
sub written {
    my ($root) = @_;
    my %all;
    for my $folder ('public', '.broadside') {
        my $tree = tree("$root/$folder");
        $all{"$folder/$_"} = "$_\n$tree->{$_}" for grep { !/^ledger-/ } keys %$tree;
    }
    return \%all;
}

# The words of an entry that occur, and the paths that hold a word.
sub found {
    my ($all, $entry) = @_;
    return [ grep { my $word = word($entry, $_); grep { /\Q$word\E/ } values %$all } @parts ];
}

sub holders {
    my ($all, $word) = @_;
    return [ grep { $all->{$_} =~ /\Q$word\E/ } sort keys %$all ];
}

sub build {
    my ($root, $day) = @_;
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $day);
    is($status, 0, "$day: it builds") or diag $err;
    return written($root);
}

my %shows = (hostile => [@parts], bulletin => [qw(title tag author heading body attachmentName)], plain => [qw(title body)]);

for my $theme (sort keys %shows) {
    subtest "the theme $theme" => sub {
        my $root = new_site($theme);
        for my $day ($BEFORE, $LAST) {
            my $all = build($root, $day);
            for my $name (grep { $entries{$_}[2] } sort keys %entries) {
                my %found = map { $_ => 1 } @{ found($all, $name) };
                ok(!(grep { !$found{$_} } @{ $shows{$theme} }), "$day: $name is shown") or diag join ' ', sort keys %found;
            }
            is_deeply(found($all, $_), [], "$day: nothing of $_") for qw(draft future);
        }
        my $all = build($root, $AFTER);
        for my $name (grep { $entries{$_}[2] && $entries{$_}[2] ne 'keep' } sort keys %entries) {
            my $found = found($all, $name);
            is_deeply($found, $left{ $entries{$name}[2] }, "$AFTER: what is left of $name")
                or diag map { "$_: @{ holders($all, word($name, $_)) }\n" } @$found;
        }
        is_deeply(found($all, 'draft'), [], "$AFTER: nothing of the draft");
        ok(!(grep { m{old/(?:removed|gone)\.html} } keys %$all), "$AFTER: no former address leads to what is removed");
        ok(scalar @{ found($all, 'future') }, "$AFTER: what is shown from that day on");
        ok(scalar @{ found($all, 'kept') } > 1, "$AFTER: what is kept");
        my $anew = new_site($theme);
        build($anew, $AFTER);
        is_deeply(tree("$root/public"), tree("$anew/public"), 'the same as if built for the first time');
        is_deeply([ grep { m{^\.broadside/.*stag} } keys %$all ], [], 'nothing is left in staging');
    };
}

subtest 'where the default theme shows what is kept' => sub {
    my $all = build(new_site('bulletin'), $AFTER);
    for my $name (qw(kept keptreview)) {
        my @paths = map { s{^public/}{}r } @{ holders($all, word($name, 'title')) };
        is_deeply(\@paths, [ 'archive/2025/all.html', 'archive/2025/index.html', 'commitments/2025/01-05-lamp.html', 'models/2025/li.html',
            "notices/2025/11-17-$name.html", "old/$name.html" ],
            "$name: its page, its year, its former address, and where entries are linked to it");
        my $page = $all->{"public/notices/2025/11-17-$name.html"};
        like($page, qr/<meta name="robots" content="noindex">/, 'its page is not indexed');
        like($page, qr/已于2025年11月24日到期/, 'and says since when');
    }
};

subtest 'a tombstone in the default theme' => sub {
    my $root = new_site('bulletin');
    my $shown = build($root, $LAST)->{'public/notices/2025/11-17-review.html'};
    my $plain = $shown =~ s/<[^>]*>//gr;
    like($plain, qr/2025年11月18日至2025年11月24日（5个工作日）/, 'before: the period');
    like($plain, qr/今天是最后一天/, 'and how long it lasts');
    unlike($shown, qr/noindex/, 'and it is indexed');
    my $all = build($root, $AFTER);
    my $page = $all->{'public/notices/2025/11-17-review.html'};
    like($page, qr/<meta name="robots" content="noindex">/, 'it is not indexed');
    like($page, qr/公示已于2025年11月24日期满/, 'it says since when');
    unlike($page, qr/rel="(?:prev|next)"/, 'it has no neighbours');
    my @paths = map { s{^public/}{}r } @{ holders($all, word('review', 'title')) };
    is_deeply(\@paths, [ 'commitments/2025/01-05-lamp.html', 'notices/2025/11-17-review.html', 'old/review.html' ],
        'it is its page, its former address, and where an entry refers to it: no list, no year, no feed');
    unlike($all->{'public/sitemap.xml'}, qr/11-17-review/, 'nor is it in the sitemap');
};

subtest 'a file outside of its folder' => sub {
    my $text = "---\ntitle: Loose\ndate: 2025-11-17\nkind: review\nposting: { days: 8 }\n"
        . "attachments: [loose.txt, shared.txt, ../news/own/photo.txt, /static/form.txt]\n---\n![l](loose.txt)\n";
    my $root = site('content/notices/loose.md' => $text, 'content/notices/loose.txt' => 'ZqLoose',
        'content/notices/shared.txt' => 'ZqShared', 'static/form.txt' => 'ZqForm',
        'content/news/own/index.md' => "---\ntitle: Own\ndate: 2025-11-17\n---\n", 'content/news/own/photo.txt' => 'ZqOwn',
        'content/news/tells.md' => "---\ntitle: Tells\ndate: 2025-11-17\n---\n[list](../notices/loose.txt)\n",
        'content/notices/owner/index.md' => "---\ntitle: Owner\ndate: 2025-11-17\nkind: review\nposting: { days: 8 }\n---\n",
        'content/notices/owner/photo.svg' => '<svg xmlns="http://www.w3.org/2000/svg"><!--ZqPhoto--></svg>',
        'content/news/borrows.md' => "---\ntitle: Borrows\ndate: 2025-11-17\ncover: ../notices/owner/photo.svg\nalt: A photo\n"
            . "attachments: [../notices/owner/photo.svg]\n---\n",
        'themes/small/layouts/entry.html' => "{{ page.content }}{% for _, path in ipairs(page.attachments or {}) do %}"
            . "{{ file(path) }}{% end %}{% if page.cover then %}<img src=\"{{ file(page.cover) }}\">{% end %}\n",
        'content/news/shares.md' => "---\ntitle: Shares\ndate: 2025-11-17\nattachments: [../notices/shared.txt]\n---\n");
    ok(@{ holders(build($root, $LAST), 'ZqLoose') }, 'is published while the review lasts');
    my (undef, undef, $warned) = broadside('-C', $root, 'check', '--date', $LAST);
    like($warned, qr{\Acontent/notices/loose.md:6:61: warning: 'static/form.txt' stays when the entry goes}, 'static/ stays');
    my ($status, undef, $err) = broadside('-C', $root, 'build', '--date', $AFTER);
    is($status, 0, 'then it builds');
    is($err, $warned, 'and nothing new is said: a build with --strict does not fail on that day');
    my $all = written($root);
    is_deeply(holders($all, 'ZqPhoto'), [], 'what lies in its folder is gone, although another entry shows it');
    is_deeply(holders($all, 'ZqLoose'), [], 'and is gone, although another text links to it');
    ok(@{ holders($all, 'ZqShared') }, 'but what another entry names as its own is not');
    ok(@{ holders($all, 'ZqOwn') }, 'nor what lies in the folder of another entry');
};

subtest 'the day is that of the zone of the site' => sub {
    # 25 hours lie between these zones: the days in them are never the same.
    my %text;
    for my $zone ('Pacific/Kiritimati', 'Pacific/Pago_Pago') {
        my $root = site('broadside.yaml' => "title: T\ntheme: small\ntimezone: $zone\n",
            'themes/small/layouts/list.html' => "{{ site.today }}\n");
        broadside('-C', $root, 'build');
        $text{$zone} = get("$root/public/index.html");
    }
    my $today = $text{'Pacific/Pago_Pago'};
    chomp $today;
    for my $zone (sort keys %text) {
        my $root = site('broadside.yaml' => "title: T\nlanguage: en\ntheme: small\ntimezone: $zone\n",
            'content/notices/a.md' => "---\ntitle: ZqToday\ndate: 2020-01-01\nexpires: $today\n---\n");
        broadside('-C', $root, 'build');
        is(get("$root/public/index.html") =~ /ZqToday/ ? 1 : 0, $zone =~ /Pago/ ? 1 : 0, $zone);
    }
    cmp_ok($text{'Pacific/Kiritimati'}, 'gt', $text{'Pacific/Pago_Pago'}, 'they differ');
};

done_testing();
