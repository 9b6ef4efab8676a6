#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# What the theme bulletin writes for programs: feeds, calendars, sitemap, robots.txt, manifest, Open Graph and JSON-LD. Each
# is read by a parser that is not ours: xmllint with a schema, python3-icalendar, JSON::PP.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode_utf8 encode_utf8);
use JSON::PP qw(decode_json);
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

my $png = png(48, 36);
my $nasty = q{逗号,分号;反斜线\\p引号"尖括号</script><b>&amp;结束——这一行比七十五个字节长得多，必须在字符之间折行，不能把一个汉字拆成两半};
(my $quoted = $nasty) =~ s/([\\"])/\\$1/g;
my %content = (
    'content/events/evening.md' => "---\ntitle: \"$quoted\"\nstart: 2025-12-01 19:30\nend: 2025-12-01 21:00\nplace: 广场,东门;北侧\n"
        . "organiser: 居委会\nspeaker: 王医生\ncapacity: 40\ntags: [安全, \"a,b\"]\n---\n第一行\\\n第二行；带\n\n第二段\n",
    'content/events/midnight.md' => "---\ntitle: 跨年\nstart: 2026-01-01 00:00\n---\n",
    'content/events/fair.md' => "---\ntitle: 邻里节\nstart: 2025-12-24\nend: 2025-12-26\nsummary: 三天\n---\n",
    'content/events/day.md' => "---\ntitle: 一整天\nstart: 2025-12-31\n---\n",
    'content/events/course.md' => "---\ntitle: 培训班\nstart: 2025-12-01 09:00\nend: 2025-12-03\n---\n",
    'content/events/mixed.md' => "---\ntitle: 开放日\nstart: 2025-12-05\nend: 2025-12-06 17:00\n---\n",
    'content/events/endless.md' => "---\ntitle: 长期\nstart: 2025-12-07 08:00\nend: 9999-12-31\n---\n",
    'content/events/over.md' => "---\ntitle: 已办过的活动\nstart: 2025-11-01 10:00\nend: 2025-11-01 11:00\n---\n",
    'content/events/kept.md' => "---\ntitle: 留下页面的活动\nstart: 2025-10-25 10:00\nexpires: 2025-10-26\n---\n留下的正文\n",
    'content/events/buried.md' => "---\ntitle: 只留说明的活动\nstart: 2025-10-25 10:00\nexpires: 2025-10-26\nafter: tombstone\nplace: 秘密地点\n---\n",
    'content/events/draft.md' => "---\ntitle: 草稿活动\nstart: 2025-12-09\ndraft: true\n---\n",
    'content/notices/2025-11-10-water.md' => "---\ntitle: 停水\naliases: [old/water.html]\n---\n见[新闻](../news/lamp/index.md)。\n",
    'content/notices/2025-01-05-review.md' => "---\ntitle: 拟推荐人选公示\nkind: review\ncontact: 0519-55501201\nposting: { days: 7, unit: day, start: same-day }\n"
        . "summary: 秘密摘要\n---\n拟推荐张某某。\n",
    'content/notices/2025-10-01-holiday.md' => "---\ntitle: 国庆值班\nexpires: 2025-10-08\n---\n值班正文\n",
    'content/notices/2026-03-01-later.md' => "---\ntitle: 明年的通知\n---\n",
    'content/news/lamp/index.md' => "---\ntitle: \"$quoted\"\ndate: 2025-11-12\nauthor: 王芳\ncover: 灯 1.png\nalt: 桌上一盏灯\ntags: [环境]\n---\n![灯](灯%201.png) ![墨](a.svg)\n",
    'content/news/lamp/灯 1.png' => $png,
    'content/news/lamp/a.svg' => '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'content/news/reprint.md' => "---\ntitle: 转载\ndate: 2025-11-11\nsource: 晚报\nsource_url: https://news.example/a?id=1&p=2\ncover: b.svg\nalt: 一块砚台\n---\n转载正文\n",
    'content/news/b.svg' => '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'content/models/li/index.md' => "---\ntitle: 李秀兰\nname: 李秀兰\nkind: person\nyear: 2025\nphoto: li.png\nconsent: true\n---\n事迹\n",
    'content/models/li/li.png' => $png,
    'content/models/zhao/index.md' => "---\ntitle: 赵敏\nname: 赵敏\nkind: person\nyear: 2025\nphoto: zhao.png\ncover: zhao.png\nalt: 赵敏在办公室\n---\n事迹\n",
    'content/models/zhao/zhao.png' => $png,
    'content/commitments/bench.md' => "---\ntitle: 添长椅\nby: 党委\ngroup: organisation\nmade: 2025-05-20\ndue: 2025-12-31\nstatus: in-progress\n"
        . "progress:\n  - { date: 2025-11-18, note: 到货 }\n  - { date: 2025-12-01, note: 安装 }\n---\n",
    'content/pages/about.md' => "---\ntitle: 关于我们\n---\n简介\n",
);
$_ eq $png or $_ = encode_utf8($_) for values %content;

# The tree of a site with these files besides, or instead; ->{''}: what the build said. `yaml`: lines of broadside.yaml.
sub made {
    my ($yaml, %files) = @_;
    my %all = ((map { ($_ => undef) } qw(themes/small/theme.lua themes/small/layouts/entry.html themes/small/layouts/list.html)),
        %content, %files);
    my $root = site((map { (encode_utf8($_) => $all{$_}) } keys %all), 'broadside.yaml' => encode_utf8("title: 梧桐里社区\n$yaml"));
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 0, 'it is built') or diag(decode_utf8($err));
    my $tree = tree("$root/public");
    return { (map { (decode_utf8($_) => $tree->{$_}) } keys %$tree), '' => $err };
}

sub written {
    my ($bytes) = @_;
    my $path = folder() . '/file';
    put($path, $bytes);
    return $path;
}

# { calendar => {}, events => [] }, and events by their titles.
sub calendar {
    my ($bytes, $name) = @_;
    my $out = `tests/lib/read-calendar @{[written($bytes)]} 2>&1`;
    is($?, 0, "$name is a calendar") or diag($out);
    my $read = $? ? { events => [] } : decode_json($out);
    return ($read, { map { $_->{SUMMARY} => $_ } @{ $read->{events} } });
}

sub valid {
    my ($schema, $bytes, $name) = @_;
    my $out = `xmllint --noout --nonet --relaxng tests/data/$schema.rng @{[written($bytes)]} 2>&1`;
    is($?, 0, "$name is valid") or diag($out);
}

# What an expression of XPath gives, its prefix a: that of the file.
sub found {
    my ($bytes, $xpath) = @_;
    (my $plain = $bytes) =~ s/ xmlns="[^"]*"//;
    my $out = `xmllint --nonet --xpath '$xpath' @{[written($plain)]} 2>/dev/null`;
    return map { s/&lt;/</gr =~ s/&gt;/>/gr =~ s/&quot;/"/gr =~ s/&amp;/&/gr } split /\n/, decode_utf8($out);
}

# The things of the JSON-LD of a page, by their type.
sub things {
    my ($page) = @_;
    my @scripts = $page =~ m{<script type="application/ld\+json">(.*?)</script>}gs;
    return {} if !@scripts;
    is(scalar @scripts, 1, 'one piece of JSON-LD');
    my $data = decode_json($scripts[0]);
    is($data->{'@context'}, 'https://schema.org', 'of schema.org');
    return { map { $_->{'@type'} => $_ } @{ $data->{'@graph'} } };
}

sub metas {
    my ($page) = @_;
    my %metas = decode_utf8($page) =~ m{<meta (?:property|name)="([^"]+)" content="([^"]*)">}g;
    s/&lt;/</g, s/&gt;/>/g, s/&quot;/"/g, s/&amp;/&/g for values %metas;
    return \%metas;
}

my $with = "description: 一句话\nbase_url: https://wutongli.example/a b/\ncontacts: [综合服务窗口：0519-55501201, 地址：桐花路18号, 王芳：24小时]\n";
$with =~ s/a b/sq/;
my $base = 'https://wutongli.example/sq/';
my $tree = made($with);
unlike($tree->{''}, qr/base_url|themes/, 'with base_url, nothing is said of it');
my ($all, $event) = calendar($tree->{'events.ics'}, 'events.ics');

subtest 'the calendar' => sub {
    is($all->{calendar}{'X-WR-CALNAME'}, '梧桐里社区', 'its name');
    is($all->{calendar}{'X-WR-TIMEZONE'}, 'Asia/Shanghai', 'its zone');
    is($all->{calendar}{SOURCE}, "${base}events.ics", 'where it comes from');
    is(join(' ', sort map { substr $_, 0, 3 } keys %$event),
        join(' ', sort map { substr $_, 0, 3 } $nasty, qw(跨年 邻里节 一整天 培训班 开放日 长期 已办过的活动)), 'what is listed, and nothing else');
    my @starts = map { $_->{DTSTART} } @{ $all->{events} };
    is("@starts", join(' ', sort @starts), 'in the order of their days');
    my $it = $event->{$nasty};
    is($it->{DTSTART}, '2025-12-01T11:30:00Z', 'a time is in UTC');
    is($it->{DTEND}, '2025-12-01T13:00:00Z', 'its end, too');
    is($it->{LOCATION}, '广场,东门;北侧', 'commas and semicolons');
    # python3-icalendar 4 takes an escaped comma for the end of a category.
    like(decode_utf8($tree->{'events.ics'}), qr/^CATEGORIES:安全,a\\,b\r$/m, 'a comma within a category');
    like($it->{DESCRIPTION}, qr/第二行.*\n主办：居委会\n主讲：王医生\n名额：40$/s, 'the description has lines');
    is($it->{URL}, "${base}events/2025/12-01-evening.html", 'its page');
    is($it->{STATUS}, 'CONFIRMED', 'its status');
    is($event->{跨年}{DTSTART}, '2025-12-31T16:00:00Z', 'midnight is a time');
    is($event->{跨年}{DTEND}, undef, 'no end');
    is("$event->{邻里节}{DTSTART} $event->{邻里节}{DTEND}", '2025-12-24 2025-12-27', 'whole days end before the day after');
    is($event->{一整天}{DTSTART}, '2025-12-31', 'a whole day');
    is($event->{培训班}{DTEND}, '2025-12-03T16:00:00Z', 'a whole day ends with it');
    is("$event->{开放日}{DTSTART} $event->{开放日}{DTEND}", '2025-12-05 2025-12-07', 'whole days to a time are whole');
    is($event->{长期}{DTEND}, undef, 'the last day there is has no day after it');
    is($event->{已办过的活动}{DTSTAMP}, '2025-11-01T02:00:00Z', 'what is over does not change any more');
    is($it->{DTSTAMP}, '2025-11-19T16:00:00Z', 'what is to come may have changed today');
};

subtest 'a calendar for each event' => sub {
    my @files = grep { m{^events/.*\.ics$} } sort keys %$tree;
    is(scalar @files, scalar @{ $all->{events} }, 'as many as are listed');
    for my $file (@files) {
        my ($one) = calendar($tree->{$file}, $file);
        is(scalar @{ $one->{events} }, 1, 'one event');
        my ($same) = grep { $_->{UID} eq $one->{events}[0]{UID} } @{ $all->{events} };
        is_deeply($one->{events}[0], $same, 'which is the same as in the calendar');
        (my $page = $file) =~ s/ics$/html/;
        ok($tree->{$page}, 'it lies beside its page');
    }
};

subtest 'zones with summer time' => sub {
    my %dst = map { ("content/events/$_->[0].md" => "---\ntitle: $_->[0]\nstart: $_->[1]\nend: $_->[2]\n---\n") }
        [ 'autumn', '2026-10-24 10:00', '2026-10-25 10:00' ], [ 'spring', '2026-03-07 23:00', '2026-03-08 23:00' ],
        [ 'days', '2026-10-24', '2026-10-26' ];
    for (
        [ 'Europe/Berlin', '2026-10-24T08:00:00Z 2026-10-25T09:00:00Z', '2026-03-07T22:00:00Z 2026-03-08T22:00:00Z' ],
        [ 'America/New_York', '2026-10-24T14:00:00Z 2026-10-25T14:00:00Z', '2026-03-08T04:00:00Z 2026-03-09T03:00:00Z' ],
    ) {
        my ($zone, $autumn, $spring) = @$_;
        my $here = made("language: en\ntimezone: $zone\n", %dst);
        my (undef, $by) = calendar($here->{'events.ics'}, $zone);
        is("$by->{autumn}{DTSTART} $by->{autumn}{DTEND}", $autumn, "$zone, October");
        is("$by->{spring}{DTSTART} $by->{spring}{DTEND}", $spring, "$zone, March");
        is("$by->{days}{DTSTART} $by->{days}{DTEND}", '2026-10-24 2026-10-27', "$zone, whole days");
        my $thing = things($here->{'events/2026/10-24-autumn.html'})->{Event};
        my $offset = $zone =~ /Berlin/ ? '+02:00 +01:00' : '-04:00 -04:00';
        is("$thing->{startDate} $thing->{endDate}", join(' ', map { (qw(2026-10-24T10:00:00 2026-10-25T10:00:00))[$_] . (split / /, $offset)[$_] } 0, 1), "$zone, JSON-LD");
    }
};

subtest 'the hours that summer time leaves out, and has twice' => sub {
    my %hours = map { ("content/events/$_->[0].md" => "---\ntitle: $_->[0]\nstart: $_->[1]\nend: $_->[2]\n---\n") }
        [ 'gap', '2027-03-14 02:30', '2027-03-14 03:45' ], [ 'back', '2027-03-14 02:30', '2027-03-14 03:15' ],
        [ 'twice', '2026-11-01 01:30', '2026-11-01 02:00' ];
    my $here = made("language: en\ntimezone: America/New_York\n", %hours);
    my (undef, $by) = calendar($here->{'events.ics'}, 'New York');
    is("$by->{gap}{DTSTART} $by->{gap}{DTEND}", '2027-03-14T07:30:00Z 2027-03-14T07:45:00Z', 'by the offset before');
    is($by->{back}{DTEND}, undef, 'no end before the beginning');
    is(things($here->{'events/2027/03-14-back.html'})->{Event}{endDate}, undef, 'nor in JSON-LD');
    is("$by->{twice}{DTSTART} $by->{twice}{DTEND}", '2026-11-01T05:30:00Z 2026-11-01T07:00:00Z', 'the first of two');
};

subtest 'a site without events, or entries at all' => sub {
    my $empty = made($with, map { ($_ => undef) } keys %content);
    my ($none) = calendar($empty->{'events.ics'}, 'events.ics');
    is_deeply($none->{events}, [], 'no event');
    valid('atom', $empty->{$_}, $_) for 'feed.xml', 'notices/feed.xml';
    valid('sitemap', $empty->{'sitemap.xml'}, 'sitemap.xml');
    is_deeply(decode_json($empty->{'feed.json'})->{items}, [], 'an empty JSON Feed');
    unlike($empty->{'index.html'}, qr/events\.ics/, 'no page speaks of a calendar');
};

my @ids = found($tree->{'feed.xml'}, '/feed/entry/id/text()');
my $json = decode_json($tree->{'feed.json'});

subtest 'Atom' => sub {
    my $feed = $tree->{'feed.xml'};
    valid('atom', $feed, 'feed.xml');
    my %seen;
    $seen{$_}++ for @ids, found($feed, '/feed/id/text()');
    is(scalar(grep { $_ > 1 } values %seen), 0, 'each id once');
    is_deeply([ found($feed, '/feed/entry/title/text()') ], [ $nasty, '转载', '停水', '已办过的活动', '添长椅', '李秀兰', '赵敏' ],
        'what there is to read, without what is over, or to come');
    is_deeply([ found($feed, 'string(/feed/link[@rel="self"]/@href)') ], ["${base}feed.xml"], 'its own address');
    is_deeply([ found($feed, 'string(/feed/updated)') ], ['2025-11-18T00:00:00+08:00'], 'the last change of all: progress');
    is_deeply([ found($feed, 'string(/feed/entry[title="添长椅"]/updated)') ], ['2025-11-18T00:00:00+08:00'], 'progress that has yet to come is none');
    is_deeply([ found($feed, 'string(/feed/entry[title="添长椅"]/published)') ], ['2025-05-20T00:00:00+08:00'], 'made');
    is_deeply([ found($feed, 'string(/feed/entry[1]/author/name)') ], ['王芳'], 'its author');
    my ($content) = join "\n", found($feed, 'string(/feed/entry[1]/content)');
    like($content, qr{<img src="\Q${base}\Enews/lamp/%E7%81%AF%201-png-48\.jpg"}, 'a picture has an absolute address');
    ($content) = join "\n", found($feed, 'string(/feed/entry[title="停水"]/content)');
    like($content, qr{<a href="\Q${base}\Enews/2025/11-12-lamp\.html"}, 'and so has a link');
    my $notices = $tree->{'notices/feed.xml'};
    valid('atom', $notices, 'notices/feed.xml');
    is_deeply([ found($notices, '/feed/entry/title/text()') ], ['停水'], 'notices alone');
    is_deeply([ found($notices, '/feed/title/text()') ], ['梧桐里社区·公告'], 'with a title of its own');
    is_deeply([ found($notices, 'string(/feed/link[@rel="alternate"]/@href)') ], ["${base}notices/index.html"], 'and their page');
    isnt((found($notices, '/feed/id/text()'))[0], (found($feed, '/feed/id/text()'))[0], 'two feeds have two ids');
    is((found($notices, '/feed/entry/id/text()'))[0], $ids[2], 'an entry has one id');
};

subtest 'JSON Feed' => sub {
    is($json->{version}, 'https://jsonfeed.org/version/1.1', 'its version');
    is("$json->{title} $json->{home_page_url} $json->{feed_url}", "梧桐里社区 ${base}index.html ${base}feed.json", 'what it is');
    is($json->{language}, 'zh-Hans', 'its language');
    is_deeply([ map { $_->{id} } @{ $json->{items} } ], \@ids, 'the entries of the Atom feed');
    my $first = $json->{items}[0];
    is($first->{title}, $nasty, 'a title');
    is($first->{image}, "${base}news/lamp/%E7%81%AF%201-png-48.jpg", 'a picture');
    is($json->{items}[1]{image}, undef, 'a drawing is no picture for every program');
    is_deeply($first->{tags}, ['环境'], 'tags');
    is_deeply($first->{authors}, [ { name => '王芳' } ], 'authors');
    like($first->{date_published}, qr/^2025-11-12T00:00:00\+08:00$/, 'a day');
    like($_->{url}, qr{^\Q$base\E}, 'an address') for @{ $json->{items} };
    my ($zhao) = grep { $_->{title} eq '赵敏' } @{ $json->{items} };
    is($zhao->{image}, undef, 'no photo without consent');
};

subtest 'ids stay' => sub {
    my %changed = %content;
    s/^title: (?!\w*-)(.*)$/title: 改了\nslug: changed/m for @changed{qw(content/events/evening.md content/news/lamp/index.md)};
    $changed{$_} = encode_utf8($changed{$_}) =~ s/.*//sr . $changed{$_} for keys %changed;
    $changed{$_} =~ s/title: 改了/encode_utf8('title: 改了')/e for qw(content/events/evening.md content/news/lamp/index.md);
    my $other = made($with =~ s/https:/http:/r . "permalinks: { news: xinwen/:slug.html }\n", %changed);
    my (undef, $by) = calendar($other->{'events.ics'}, 'events.ics');
    ok($other->{'xinwen/changed.html'}, 'the address is another');
    is($by->{改了}{UID}, $event->{$nasty}{UID}, 'that of an event, with another title and address');
    is((found($other->{'feed.xml'}, '/feed/entry/id/text()'))[0], $ids[0], 'that of an entry');
    is((found($other->{'feed.xml'}, '/feed/id/text()'))[0], (found($tree->{'feed.xml'}, '/feed/id/text()'))[0], 'that of the feed');
    my $elsewhere = made("base_url: https://other.example/\n");
    isnt((found($elsewhere->{'feed.xml'}, '/feed/entry/id/text()'))[0], $ids[0], 'another site has others');
};

subtest 'a Chinese address' => sub {
    my $chinese = made("base_url: https://社区.example/一村\n");
    my $ascii = 'https://xn--dkrp89f.example/%E4%B8%80%E6%9D%91/';
    valid('atom', $chinese->{'feed.xml'}, 'feed.xml');
    valid('sitemap', $chinese->{'sitemap.xml'}, 'sitemap.xml');
    is((found($chinese->{'sitemap.xml'}, '/urlset/url/loc/text()'))[0], "${ascii}index.html", 'is written in ASCII');
    my (undef, $by) = calendar($chinese->{'events.ics'}, 'events.ics');
    is($by->{跨年}{URL}, "${ascii}events/2026/01-01-midnight.html", 'in calendars as well');
    is(metas($chinese->{'news/2025/11-12-lamp.html'})->{'og:image'}, "${ascii}news/lamp/%E7%81%AF%201-png-48.jpg", 'and in heads');
};

subtest 'the sitemap' => sub {
    my $map = $tree->{'sitemap.xml'};
    valid('sitemap', $map, 'sitemap.xml');
    my @places = found($map, '/urlset/url/loc/text()');
    my %listed = map { (substr($_, length $base) => 1) } @places;
    is(scalar keys %listed, scalar @places, 'each address once');
    my @pages = grep { /\.html$/ && decode_utf8($tree->{$_}) !~ /name="robots" content="noindex"|http-equiv="refresh"/ && $_ !~ m{^(?:honours|reports)/index} } keys %$tree;
    require URI::Escape;
    is(join("\n", sort keys %listed), join("\n", sort map { URI::Escape::uri_escape_utf8($_, '^A-Za-z0-9/._~-') } @pages),
        'every page that may be found and that holds something, and no other');
    ok($listed{'notices/2025/11-10-water.html'} && $listed{'tags/' . URI::Escape::uri_escape_utf8('环境') . '/index.html'}, 'a notice, a tag');
    ok(!grep({ /404|2025-01-05|01-05-review|10-01-holiday|kept|buried|old/ } keys %listed), 'nothing that is over');
    my %day = map { ($_ => scalar((found($map, "string(/urlset/url[loc=\"$base$_\"]/lastmod)"))[0])) } map { $_ }
        qw(notices/2025/11-10-water.html commitments/2025/05-20-bench.html commitments/index.html index.html), 'events/2025/12-31-day.html';
    is($day{'notices/2025/11-10-water.html'}, '2025-11-10', 'the day of an entry');
    is($day{'commitments/2025/05-20-bench.html'}, '2025-11-18', 'of the last progress');
    is($day{'commitments/index.html'}, '2025-11-18', 'of the newest in a list');
    is($day{'index.html'}, '2025-11-18', 'of the newest of all');
    is($day{'events/2025/12-31-day.html'} // '', '', 'none in the future');
    (my $small = get('themes/bulletin/layouts/sitemap.xml')) =~ s/50000/20/ or die;
    my @first = found(made($with, 'theme/layouts/sitemap.xml' => $small)->{'sitemap.xml'}, '/urlset/url/loc/text()');
    is(scalar @first, 20, 'no more than a sitemap can hold');
    is(join("\n", @first), join("\n", @places[ 0 .. 19 ]), 'the first of them');
    is($first[0], "${base}index.html", 'lists before entries');
};

subtest 'robots.txt and the manifest' => sub {
    is($tree->{'robots.txt'}, "User-agent: *\nDisallow:\n\nSitemap: ${base}sitemap.xml\n", 'robots.txt');
    my $manifest = decode_json($tree->{'site.webmanifest'});
    is($manifest->{name}, '梧桐里社区', 'its name');
    is("$manifest->{start_url} $manifest->{scope} $manifest->{lang}", 'index.html ./ zh-Hans', 'relative to itself');
    for my $icon (@{ $manifest->{icons} }) {
        ok($tree->{ $icon->{src} }, "$icon->{src} is there");
    }
    my $theme = $tree->{ (grep { m{^assets/style\.css} } keys %$tree)[0] };
    like($theme, qr/--paper:\s*\Q$manifest->{background_color}\E/, 'the colour of the theme');
    my @colours = $tree->{'index.html'} =~ /<meta name="theme-color" content="(#\w+)"/g;
    is(scalar @colours, 2, 'two colours');
    like($theme, qr/--paper:\s*$_/, "$_ is the theme's") for @colours;
};

subtest 'Open Graph' => sub {
    my $news = metas($tree->{'news/2025/11-12-lamp.html'});
    is($news->{'og:title'}, $nasty, 'a title');
    is("$news->{'og:type'} $news->{'og:locale'} $news->{'og:url'}", "article zh_CN ${base}news/2025/11-12-lamp.html", 'what it is');
    is($news->{'og:image'}, "${base}news/lamp/%E7%81%AF%201-png-48.jpg", 'its picture');
    is($news->{'article:published_time'}, '2025-11-12T00:00:00+08:00', 'its day');
    ok($tree->{'news/lamp/灯 1-png-48.jpg'}, 'which is published');
    is(metas($tree->{'models/2025/li.html'})->{'og:image'}, "${base}models/li/li-png-48.jpg", 'a photo with consent');
    unlike($tree->{'models/2025/zhao.html'}, qr/zhao\S*\.(?:png|jpg|webp)/, 'none without');
    is(metas($tree->{'index.html'})->{'og:type'}, 'website', 'the home page');
};

subtest 'JSON-LD' => sub {
    my $home = things($tree->{'index.html'});
    is_deeply($home->{Organization}, {
        '@type' => 'Organization', name => '梧桐里社区', url => "${base}index.html", description => '一句话', telephone => '0519-55501201', address => '桐花路18号',
        contactPoint => [ { '@type' => 'ContactPoint', contactType => '综合服务窗口', telephone => '0519-55501201' } ],
        (exists $home->{Organization}{logo} ? (logo => "${base}assets/icon-512.png") : ()),
    }, 'the community, as far as it is certain');
    ok(!$home->{BreadcrumbList}, 'no way leads to the home page');
    my $news = things($tree->{'news/2025/11-12-lamp.html'});
    is($news->{NewsArticle}{headline}, $nasty, 'a title with </script>');
    is("$news->{NewsArticle}{datePublished} $news->{NewsArticle}{author}{name} $news->{NewsArticle}{image}",
        "2025-11-12 王芳 ${base}news/lamp/%E7%81%AF%201-png-48.jpg", 'news');
    is(join(' ', map { "$_->{position}$_->{item}" } @{ $news->{BreadcrumbList}{itemListElement} }),
        "1${base}index.html 2${base}news/index.html 3${base}news/2025/11-12-lamp.html", 'the way to it');
    my $reprint = things($tree->{'news/2025/11-11-reprint.html'})->{NewsArticle};
    is($reprint->{isBasedOn}, 'https://news.example/a?id=1&p=2', 'where it comes from');
    is($reprint->{author}, undef, 'which did not write it here');
    my $it = things($tree->{'events/2025/12-01-evening.html'})->{Event};
    is("$it->{startDate} $it->{endDate}", '2025-12-01T19:30:00+08:00 2025-12-01T21:00:00+08:00', 'an event has times with their zone');
    is("$it->{location}{name} $it->{organizer}{name} $it->{eventStatus}", '广场,东门;北侧 居委会 https://schema.org/EventScheduled', 'a place, an organiser');
    is(things($tree->{'events/2025/12-24-fair.html'})->{Event}{endDate}, '2025-12-26', 'days are days');
    ok(things($tree->{'notices/index.html'})->{BreadcrumbList}, 'a list has a way');
};

subtest 'what has ended' => sub {
    for my $path ('notices/2025/01-05-review.html', 'events/2025/10-25-buried.html') {
        my $page = $tree->{$path};
        unlike($page, qr{ld\+json|og:|article:|name="description"}, "$path says nothing of itself");
        like($page, qr/name="robots" content="noindex"/, 'and asks not to be found');
    }
    unlike($tree->{'events/2025/10-25-kept.html'}, qr/ld\+json/, 'nor does what is kept');
    for my $path (grep { /\.(?:xml|json|ics|webmanifest|txt)$/ } keys %$tree) {
        unlike(decode_utf8($tree->{$path}), qr/拟推荐|张某某|秘密|国庆值班|留下|只留说明|草稿活动|明年的通知/, "$path holds nothing of it");
    }
};

subtest 'without base_url' => sub {
    my $plain = made("contacts: [综合服务窗口：0519-55501201]\n");
    my @said = split /\n/, $plain->{''};
    my ($warning, @more) = grep { /warning/ && !/photo/ } @said;
    is("@more", '', 'one warning');
    like($warning, qr{left out: feed\.xml, feed\.json, notices/feed\.xml, notices/feed\.json, sitemap\.xml$}, 'of what needs it');
    my (undef, $by) = calendar($plain->{'events.ics'}, 'events.ics');
    is($by->{跨年}{DTSTART}, '2025-12-31T16:00:00Z', 'the calendar is there');
    is($by->{跨年}{URL}, undef, 'without addresses');
    is($plain->{'robots.txt'}, "User-agent: *\nDisallow:\n", 'robots.txt without a sitemap');
    ok(decode_json($plain->{'site.webmanifest'})->{name}, 'the manifest');
    for my $path (grep { /\.html$/ } keys %$plain) {
        unlike($plain->{$path}, qr{og:|rel="canonical"|feed\.xml|feed\.json|BreadcrumbList}, "$path");
    }
    is(things($plain->{'index.html'})->{Organization}{telephone}, '0519-55501201', 'JSON-LD without addresses');
    ok(!$plain->{'feed.xml'} && !$plain->{'feed.json'} && !$plain->{'sitemap.xml'}, 'the others are not');
};

subtest 'the link on the page of an event' => sub {
    my $linked = made($with, 'theme/layouts/event.html' =>
        "{% extends \"entry.html\" %}{% block before %}<dl>{% include \"calendar-link.html\" { event = page } %}</dl>{% endblock %}");
    like($linked->{'events/2025/12-01-evening.html'}, qr{<a [^>]*href="12-01-evening\.ics">@{[encode_utf8('加入手机日历')]}</a>}, 'leads to its file');
    unlike($linked->{$_}, qr/@{[encode_utf8('加入手机日历')]}/, "$_ has none") for 'events/2025/11-01-over.html', 'events/2025/10-25-kept.html';
};

subtest 'the sample' => sub {
    my $public = folder();
    my ($status, undef, $err) = broadside('build', '--date', $DATE, '-d', $public);
    is("$status$err", '0', 'it is built');
    my $sample = tree($public);
    valid('atom', $sample->{$_}, $_) for grep { m{feed\.xml$} } keys %$sample;
    valid('sitemap', $sample->{'sitemap.xml'}, 'sitemap.xml');
    calendar($sample->{$_}, $_) for grep { /\.ics$/ } sort keys %$sample;
    for my $path (grep { /\.html$/ } sort keys %$sample) {
        eval { decode_json($_) for $sample->{$path} =~ m{<script type="application/ld\+json">(.*?)</script>}gs; 1 } or fail("$path: $@");
    }
    my @times = sort grep { /ics$/ } keys %$sample;
    cmp_ok(scalar @times, '>', 5, 'it has calendars');
};
done_testing();
