#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The hall's screen and the play list for boards of lights, as files: what stands on them on which day, and by what the
# script of the screen will tell when it begins and ends. tests/browser/test-screen.mjs sees it roll.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode encode);
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

my $configuration = <<'END';
title: 桂花社区
language: zh-Hans
timezone: Asia/Shanghai
contacts: ["窗口：0519-55500000", 值班室：0519-55500001]
END

sub entry { my ($folder, $name, $fields, $text) = @_; return ("content/$folder/$name.md" => encode('UTF-8', "---\n$fields\n---\n$text\n")) }

my $long = '这句话说的是停水的时候要先接好水，' x 40;
my %files = (
    'broadside.yaml' => encode('UTF-8', $configuration),
    entry('notices', 'water', "title: 停水通知\ndate: 2025-11-18\nexpires: 2025-11-22\nissuer: 居委会", "请接水。$long"),
    entry('notices', 'old', "title: 早已过去\ndate: 2025-11-01\nexpires: 2025-11-19", '过去的事。'),
    entry('notices', 'gone', "title: 期满公示\ndate: 2025-11-01\nkind: 公示\ncontact: 窗口\nposting: { days: 5, unit: day, start: same-day }", '不该再见。'),
    entry('notices', 'review', "title: 先进公示\ndate: 2025-11-18\nkind: 公示\ncontact: 监委会 0519-55500002\nposting: { days: 7, unit: day, start: same-day }", '拟表彰三人。'),
    entry('notices', 'open', "title: 没有期限\ndate: 2025-11-10", '新近的。'),
    entry('notices', 'ancient', "title: 很久以前\ndate: 2025-06-10", '没有期限，也不新。'),
    entry('notices', 'later', "title: 还没到\ndate: 2025-11-20\npublish: 2025-12-01", '以后发布。'),
    entry('events', 'class', "title: 手机课\nstart: 2025-11-22 14:00\nend: 2025-11-22 15:30\nplace: 二楼", '来。'),
    entry('events', 'past', "title: 昨天的课\nstart: 2025-11-19 14:00", '来过。'),
    entry('events', 'days', "title: 义诊周\nstart: 2025-11-19\nend: 2025-11-23", '义诊。'),
    entry('honours', 'now', "title: 文明楼道\nawarded: 2025-03-01\nawarded_by: 文明办\nlevel: district\nvalid_until: 2026-03-01", ''),
    entry('honours', 'over', "title: 过期的称号\nawarded: 2020-03-01\nawarded_by: 文明办\nlevel: district\nvalid_until: 2023-03-01", ''),
    entry('models', 'li', "title: 李大姐\nname: 李大姐\nkind: person\nyear: 2025\nphoto: li.svg", '热心人。'),
    'content/models/li.svg' => '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'data/slogans.yaml' => encode('UTF-8', <<'END'),
- { text: 电动车不进楼；充电去车棚, from: 2025-01-01, to: 2025-11-20 }
- { text: 一直都在 }
- { text: 昨天为止, to: 2025-11-19 }
- { text: 明天开始, from: 2025-11-21, to: 2025-12-31 }
- { text: 六十天之内, from: 2026-01-19 }
- { text: 六十天之外, from: 2026-01-20 }
- { text: "两行\n写成一行" }
END
);

sub build_site {
    my ($date, %files) = @_;
    my $root = site('themes/small/theme.lua' => undef, 'themes/small/layouts/entry.html' => undef, 'themes/small/layouts/list.html' => undef, %files);
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $date);
    is($status, 0, "it builds on $date") or diag(decode("UTF-8", $err));
    my $tree = tree("$root/public");
    return map { decode("UTF-8", $tree->{$_} // "") } qw(screen/index.html slogans.txt screen/version.js screen/worker.js sitemap.xml);
}

# The slides: [classes, what data- says, text].
sub slides {
    my ($page) = @_;
    return map { [ $_ =~ /^<section class="slide ([^"]*)"([^>]*)>(.*)/s ] } $page =~ /(<section class="slide.*?<\/section>)/gs;
}

sub slide { my ($page, $word) = @_; return (grep { $_->[2] =~ s/<[^>]*>//gr =~ /$word/ } slides($page))[0] || [ '', '', '' ] }

my ($page, $list, $version, $worker) = build_site('2025-11-20', %files);

is(scalar(() = $page =~ /<link rel="stylesheet"/g), 1, 'one stylesheet');
like($page, qr/<meta name="robots" content="noindex">/, 'not for search engines');
like($page, qr/http-equiv="Content-Security-Policy" content="default-src 'none';/, 'nothing but its own files');
unlike($page, qr/unsafe|<script>|<style| style=| on[a-z]+=/, 'nothing inline');
like($page, qr/data-zone="Asia\/Shanghai" data-day="2025-11-20"/, 'its time zone and its day');
is_deeply([ map { $_->[0] =~ /^(\w+)/ } grep { $_->[0] =~ /^(?:events|honours|model|card)/ } slides($page) ], [qw(events honours model card)], 'events, honours, a model, the card');

like(slide($page, '停水通知')->[1], qr/data-until="2025-11-22"/, 'a notice stays until its last day');
like(slide($page, '停水通知')->[2], qr/至11月22日.*居委会/s, 'and says so, and who says it');
my ($text) = slide($page, '停水通知')->[2] =~ /<p>(请接水。[^<]*)<\/p>/;
cmp_ok(length($text // ''), '<', 90, 'a long text is shortened');
like($text // '', qr/…$/, 'and shows it');
like(slide($page, '先进公示')->[0], qr/\bofficial\b/, 'a review is official');
like(slide($page, '先进公示')->[1], qr/data-until="2025-11-24"/, 'a review stays until the end of its posting');
like(slide($page, '先进公示')->[2], qr/监委会 0519-55500002/, 'and names who takes objections');
like(slide($page, '没有期限')->[1], qr/data-until="2026-01-10"/, 'what has no end is taken off after two months');
for my $word (qw(早已过去 过去的事 期满公示 不该再见 很久以前 还没到 昨天的课 过期的称号 昨天为止 六十天之外)) {
    is(index($page, $word), -1, "not on the screen: $word");
    is(index($list, $word), -1, "not in the play list: $word");
}
like($page, qr/<li data-until="2025-11-22T15:30">.{0,200}11月22日.*?手机课.*?星期六.*?14:00.*?二楼/s, 'an event stays until its minute');
like($page, qr/<li data-until="2025-11-23">.{0,200}11月19日<\/time>–11月23日.*?义诊周/s, 'one of several days until the last of them');
like($page, qr/<li data-until="2026-03-01">.{0,80}区级.*?文明楼道/s, 'an honour while it is valid');
unlike($page, qr/<img/, 'no photo without consent');
like(slide($page, '电动车不进楼')->[1], qr/data-from="2025-01-01" data-until="2025-11-20"/, 'a slogan has its days');
like(slide($page, '电动车不进楼')->[2], qr/2025年1月1日.*–.*2025年11月20日/s, 'also for readers');
like(slide($page, '明天开始')->[1], qr/data-from="2025-11-21"/, 'one that begins tomorrow is there for the clock');
is(slide($page, '一直都在')->[1], '', 'one without days is always there');
like($page, qr/六十天之内/, 'what begins within sixty days is there');
like(slide($page, '值班室：0519-55500001')->[0], qr/card/, 'the card has the telephones');

is_deeply([ split /\r\n/, $list, -1 ], [ '电动车不进楼；充电去车棚', '一直都在', '两行 写成一行', '停水通知（至11月22日）',
    '先进公示（公示至11月24日）', '没有期限', '' ], 'the play list: today\'s slogans, then notices, lines end in CR LF');
unlike($list, qr/(?<!\r)\n|\x{feff}/, 'and in nothing else, without a mark at its head');

my ($number) = $page =~ /data-version="([0-9a-f]{8})"/;
like($version, qr/version: "$number"/, 'the version for where there is no server');
like($worker, qr/version = "$number"/, 'and for a start without network');
unlike("$version$worker", qr/gui-hua|https?:\/\//, 'neither needs to know where the site is');

# Another day, another text: another version; the same: the same.
is(((build_site('2025-11-20', %files))[0] =~ /data-version="(\w+)"/)[0], $number, 'the same site has the same version');
my ($next, $next_list) = build_site('2025-11-21', %files);
isnt(($next =~ /data-version="(\w+)"/)[0], $number, 'another day is another version');
is(index($next, '电动车不进楼'), -1, 'a slogan goes on the day after its last one');
like($next_list, qr/^一直都在\r\n明天开始\r\n/, 'and the next one comes');
my %changed = (%files, entry('notices', 'open', "title: 没有期限\ndate: 2025-11-10", '改了一个字。'));
isnt(((build_site('2025-11-20', %changed))[0] =~ /data-version="(\w+)"/)[0], $number, 'another text is another version');
my %consent = (%files, entry('models', 'li', "title: 李大姐\nname: 李大姐\nkind: person\nyear: 2025\nphoto: li.svg\nconsent: true", '热心人。'));
like((build_site('2025-11-20', %consent))[0], qr/<img class="photo" src="\.\.\/models\/li\.svg" alt="李大姐">/, 'with consent there is a photo');

# A site with nothing in it, in English.
my ($empty, $title) = build_site('2025-11-20', 'broadside.yaml' => "title: Maple Court\nlanguage: en\nbase_url: https://example.org/\n");
is_deeply([ map { $_->[0] } slides($empty) ], ['card'], 'an empty site has its card');
is($title, "Maple Court\r\n", 'and its name in the play list');
my ($english, $english_list, undef, undef, $sitemap) = build_site('2025-11-20',
    'broadside.yaml' => "title: Maple Court\nlanguage: en\nbase_url: https://example.org/\n",
    entry('notices', 'water', "title: Water off\ndate: 2025-11-18\nexpires: 2025-11-22", 'Fill a bucket on Friday. ' x 30));
like($english, qr/<html lang="en">.*>Until Nov 22<.*>Pause</s, 'an English site speaks English');
like($english, qr/<p>(?:Fill a bucket on Friday\. ?)+<\/p>/, 'and is cut behind a sentence');
is($english_list, "Water off · Until Nov 22\r\n", 'its play list, too');
unlike($sitemap, qr/screen/, 'the screen is not in the sitemap');

cmp_ok(-s 'themes/bulletin/assets/screen.css', '<', 8192, 'the style is small');
done_testing();
