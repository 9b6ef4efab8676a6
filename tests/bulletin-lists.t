#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The sheets of the theme bulletin for lists, disclosures and slogans: what stands on them, in which order, on every
# size of paper and of either shape, from one entry to as many as a wall holds; and what is said of more, and of none.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode_utf8 encode_utf8);
use Test::More;

my ($today, $chinese) = ('2025-11-20', "title: 梧桐里社区\nlanguage: zh-Hans\ntheme: bulletin\nbase_url: https://wutongli.example/\n"
    . "contacts:\n  - 综合服务窗口：0519-55501201\n");

sub made {
    my ($yaml, %files) = @_;
    my $root = folder();
    put("$root/broadside.yaml", encode_utf8($yaml));
    mkdir "$root/content";
    put(encode_utf8("$root/$_"), encode_utf8($files{$_})) for keys %files;
    return $root;
}

# Runs `poster`; the files it made, name => path, its status and what it said.
sub poster {
    my ($root, @arguments) = @_;
    my $into = folder();
    unshift @arguments, '--date', $today unless grep { $_ eq '--date' } @arguments;
    my ($status, undef, $err) = broadside('-C', $root, 'poster', '-d', $into, @arguments);
    return ({ map { $_ => "$into/$_" } keys %{ tree($into) } }, $status, decode_utf8($err));
}

sub words {
    my ($path, @options) = @_;
    my $text = `pdftotext -raw @options '$path' - 2>/dev/null`;
    $text =~ s/\f//g;
    return $text;
}

# One sheet as text without any white space, after it was made without a word said.
sub sheet {
    my ($name, $root, @arguments) = @_;
    my ($files, $status, $err) = poster($root, @arguments);
    my ($pdf) = grep /\.pdf$/, values %$files;
    ok($status == 0 && $pdf && $err !~ /(?:error|warning):/, "$name: made") or diag($err) and return '';
    return words($pdf) =~ s/\s+//gr;
}

sub in_order {
    my ($text, $name, @words) = @_;
    my $place = 0;
    for my $word (@words) {
        my $there = index $text, $word =~ s/\s+//gr, $place;
        if ($there < 0) {
            fail("$name: '$word' stands there, in its order");
            diag($text);
            return;
        }
        $place = $there + 1;
    }
    pass("$name: all in order");
}

sub code {
    my ($name, $root, $address, @arguments) = @_;
    my ($files) = poster($root, '--format', 'png', '--width', 1600, @arguments);
    my ($png) = grep /\.png$/, values %$files;
    my $said = $png ? `zbarimg -q --raw '$png' 2>/dev/null` : '';
    is($said, "$address\n", "$name: its code leads to the page");
}

my @sizes = (['A3'], ['A4'], ['A2'], ['A1'], ['600x800'], ['A3', '--landscape'], ['A4', '--landscape', '--grey']);
sub every_size {
    my ($name, $root, $last, @arguments) = @_;
    for my $size (@sizes) {
        my $text = sheet("$name, @$size", $root, @arguments, '--size', @$size);
        like($text, qr/\Q$last\E/, "$name, @$size: nothing is left out");
    }
}

# --- honours, by level ---

my %honours = (
    'content/honours/2024-05-01-b.md' => "---\ntitle: 街道先进集体\nlevel: subdistrict\nawarded: 2024-05-01\nawarded_by: 荷塘街道\nrecipient: community\n---\n",
    'content/honours/2025-03-05-a.md' => "---\ntitle: 全省最美志愿服务社区\nlevel: provincial\nawarded: 2025-03-05\nawarded_by: 省文明办\n---\n",
    'content/honours/2025-04-01-c.md' => "---\ntitle: 书香邻里推广人\nlevel: district\nawarded: 2025-04-01\nawarded_by: 区文旅局\nrecipient: models/li\n---\n",
    'content/honours/2025-06-01-d.md' => "---\ntitle: 平安示范社区\nlevel: district\nawarded: 2025-06-01\nawarded_by: 区委\n---\n",
    'content/models/li.md' => "---\ntitle: 守书的人\nname: 欧阳秀兰\nkind: person\nyear: 2025\n---\n",
);
my $root = made($chinese, %honours);
my $text = sheet('honours', $root, '--list', 'honours', '--year', 'all');
in_order($text, 'honours', '光荣榜', '省级（1项）', '全省最美志愿服务社区', '省文明办　2025年3月5日', '区级（2项）',
    '平安示范社区', '街道级（1项）', '街道先进集体');
like($text, qr/欧阳秀兰书香邻里推广人区文旅局/, 'honours: who was honoured');
like($text, qr/梧桐里社区2025年11月20日/, 'honours: whose it is, and of which day');
$text = sheet('honours of a year', $root, '--list', 'honours', '--year', '2025');
in_order($text, 'honours of a year', '2025年', '3项');
unlike($text, qr/街道先进集体/, 'honours of a year: of no other');
code('honours', $root, 'https://wutongli.example/honours/index.html', '--list', 'honours', '--year', 'all');
code('honours of a year', $root, 'https://wutongli.example/honours/2025.html', '--list', 'honours', '--year', '2025');
every_size('honours', $root, '街道先进集体', '--list', 'honours', '--year', 'all');
$text = sheet('one honour', $root, '--list', 'honours', '--where', 'level=provincial');
like($text, qr/全省最美志愿服务社区/, 'one honour: a sheet for it');

$root = made($chinese, 'content/honours/2025-01-01-a.md' => "---\ntitle: 全国学雷锋志愿服务“四个100”先进典型最美志愿服务社区建设示范单位\nlevel: national\n"
        . "awarded: 2025-01-01\nawarded_by: 中央宣传部、教育部、民政部、文化和旅游部、国家卫生健康委、共青团中央、全国妇联\n---\n");
every_size('a long honour', $root, '全国妇联', '--list', 'honours');

my @levels = qw(national provincial municipal district subdistrict community);
$root = made($chinese, map {
    (sprintf('content/honours/2025-01-%02d-%02d.md', $_ % 28 + 1, $_) => "---\ntitle: 第${_}次先进基层治理示范单位称号\nlevel: $levels[$_ % 6]\n"
            . "awarded: 2025-02-01\nawarded_by: 云州市精神文明建设指导委员会\n---\n")
} 1 .. 60);
$text = sheet('sixty honours', $root, '--list', 'honours', '--size', 'A3');
is(scalar(() = $text =~ /第\d+次先进基层治理示范单位称号/g), 60, 'sixty honours: all of them');
in_order($text, 'sixty honours', map { "${_}（10项）" } qw(国家级 省级 市级 区级 街道级 社区级));

# --- names by stroke count ---

my @names = qw(丁一 于德水 王芳 欧阳秀兰 赵永康 黄德顺);
$root = made($chinese, (map { ("content/models/p$_.md" => "---\ntitle: 事迹$_\nname: $names[-$_]\nkind: person\ncategory: 志愿服务\nyear: 2025\n---\n") } 1 .. 6),
    'content/models/g.md' => "---\ntitle: 队伍\nname: 梧桐里二村夜间巡逻队第一组\nkind: group\nyear: 2025\n---\n");
$text = sheet('names', $root, '--list', 'models', '--sheet', 'roll');
in_order($text, 'names', '光荣榜', '按姓氏笔画为序', '个人', @names, '集体', '梧桐里二村夜间巡逻队第一组');
is(scalar(() = $text =~ /志愿服务/g), 6, 'names: a note below each');
code('names', $root, 'https://wutongli.example/models/2025.html', '--list', 'models', '--sheet', 'roll');
every_size('names', $root, '巡逻队第一组', '--list', 'models', '--sheet', 'roll');

# --- commitments ---

sub commitment {
    my ($number, $group, $by, $status, $due, $more) = @_;
    return (sprintf('content/commitments/2025-01-%02d.md', $number) => "---\ntitle: 第${number}号承诺\nby: $by\ngroup: $group\nmade: 2025-01-05\n"
            . "due: $due\nstatus: $status\n" . ($more // '') . "---\n");
}
$root = made($chinese,
    commitment(1, 'organisation', '社区党委', 'fulfilled', '2025-06-30', "closed: 2025-06-01\n"),
    commitment(2, 'organisation', '居委会', 'in-progress', '2025-10-31'),
    commitment(3, 'organisation', '居委会', 'fulfilled', '2025-08-31', "closed: 2025-09-01\n"),
    commitment(4, 'retired', '王德顺', 'unfulfilled', '2025-05-31', "closed: 2025-05-31\n"),
    commitment(5, 'retired', '李秀兰', 'pledged', '2026-05-31'),
    commitment(6, 'other', '物业', 'withdrawn', '2025-05-31', "closed: 2025-05-01\n"));
$text = sheet('commitments', $root, '--list', 'commitments', '--year', '2025');
in_order($text, 'commitments', '承诺墙', '2025年', '2 / 4', '兑现率50%');
in_order($text, 'commitments: rates by group', '已兑现／应兑现', '组织', '2 / 3', '66.7%', '1（逾期1）', '离退休党员', '0 / 1', '0%', '其他', '—',
    '合计', '2 / 4', '50%');
in_order($text, 'commitments: the list', '第1号承诺', '社区党委', '2025-06-30', '已兑现', '第3号承诺', '已兑现（逾期办结）', '第2号承诺', '2025-10-31', '已逾期',
    '离退休党员', '第4号承诺', '未兑现', '第5号承诺', '已承诺', '第6号承诺', '已撤回');
like($text, qr/应兑现：已经办结或已到期的承诺，不含已撤回的。已撤回的有1项。/, 'commitments: what is counted');
code('commitments', $root, 'https://wutongli.example/commitments/2025.html', '--list', 'commitments', '--year', '2025');
every_size('commitments', $root, '第6号承诺', '--list', 'commitments');

$root = made($chinese, commitment(1, 'other', '物业', 'pledged', '2026-05-31'));
$text = sheet('nothing due yet', $root, '--list', 'commitments');
like($text, qr/第1号承诺/, 'nothing due yet: the list stands there');
unlike($text, qr{\d/\d|%}, 'nothing due yet: no rate of nothing');
like($text, qr/还没有到期的承诺/, 'nothing due yet: it says so');

my @groups = qw(organisation employed retired unemployed other);
my %sixty;
for my $number (1 .. 60) {
    my (undef, $file) = commitment($number, $groups[ $number % 5 ], '中共梧桐里社区委员会', $number % 2 ? 'fulfilled' : 'in-progress', '2025-12-31', $number % 2 ? "closed: 2025-06-01\n" : '');
    $sixty{"content/commitments/$number.md"} = $file =~ s/号承诺/号承诺：年底前把楼道里的灯全部修好/r;
}
$root = made($chinese, %sixty);
$text = sheet('sixty commitments', $root, '--list', 'commitments', '--size', 'A3');
is(scalar(() = $text =~ /第\d+号承诺/g), 60, 'sixty commitments: all of them');

# --- events ---

sub event {
    my ($name, $start, $more) = @_;
    return ("content/events/$name.md" => "---\ntitle: 活动$name\nstart: $start\n" . ($more // '') . "---\n");
}
my @events = (event('past', '2025-11-01'), event('now', '2025-11-10', "end: 2025-11-20\n"), event('far', '2026-01-01'),
    event('soon', '2025-11-22 14:00', "end: 2025-11-22 15:30\nplace: 阅览室\nspeaker: 方文博\naudience: 老年人\ncapacity: 35\n"),
    event('next', '2025-12-31', "end: 2026-01-02\n"));
$root = made($chinese, @events);
$text = sheet('events', $root, '--list', 'events');
in_order($text, 'events', '活动预告', '活动now', '11月22日', '星期六 14:00至15:30', '活动soon', '地点：阅览室', '主讲：方文博', '对象：老年人', '名额：35人',
    '12月31日至2026年1月2日', '活动next');
like($text, qr/11月、12月/, 'events: of which months');
like($text, qr/共3场/, 'events: how many');
unlike($text, qr/活动(?:past|far)/, 'events: neither what is over nor what is far away');
$text = sheet('events of a year', $root, '--list', 'events', '--year', '2025');
in_order($text, 'events of a year', '2025年', '活动past', '活动soon');
$text = sheet('events in December', $root, '--list', 'events', '--date', '2025-12-20');
in_order($text, 'events in December: those of January, too', '活动next', '2026年1月1日', '活动far');
$text = sheet('events with a speaker', $root, '--list', 'events', '--where', 'speaker=方文博');
like($text, qr/学习超市/, 'events with a speaker: lessons');
unlike($text, qr/活动预告/, 'events with a speaker: … and not just events');
code('events', $root, 'https://wutongli.example/events/index.html', '--list', 'events');
every_size('events', $root, '活动next', '--list', 'events');
$text = sheet('an event', $root, 'events/soon');
in_order($text, 'an event', '11月22日', '星期六', '活动soon', '时间', '14:00至15:30', '地点', '阅览室', '主讲', '方文博', '对象', '老年人', '名额', '35人');
code('an event', $root, 'https://wutongli.example/events/2025/11-22-soon.html', 'events/soon');
every_size('an event', $root, '35人', 'events/soon');
put("$root/content/events/letters.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">x</text></svg>');
put("$root/content/events/pictured.md", encode_utf8("---\ntitle: 有图\nstart: 2025-12-01\n---\n![字](letters.svg)\n\n先看，*再*挑。\n"));
like(sheet('an event with a picture of letters', $root, 'events/pictured'), qr/先看，再挑。/, 'an event with a picture of letters: its text');
in_order(sheet('an event of days', $root, 'events/next'), 'an event of days', '12月31日至2026年1月2日', '活动next');
$root = made($chinese, event('far', '2026-05-01'));
like(sheet('events far away', $root, '--list', 'events'), qr/活动far/, 'events far away: are better than none');
$root = made($chinese, event('past', '2025-10-01'));
like(sheet('no event to come', $root, '--list', 'events'), qr/近期没有安排活动/, 'no event to come: the sheet says so');

# --- disclosures ---

sub disclosure {
    my ($name, $covers, $matter, $more) = @_;
    return ("content/notices/$name.md" => "---\ntitle: ${covers}的公开\nkind: disclosure\ncovers: $covers\n" . ($matter ? "matter: $matter\n" : '')
            . "issuer: 梧桐里社区居委会\ncontact: 蒋文，0519-55501201\n---\n" . ($more // "正文\n"));
}
$root = made($chinese,
    disclosure('2025-04-10-f1', '2025-Q1', 'finance', "收支如下：\n\n| 项目 | 金额（元） |\n|:---|---:|\n| 办公经费 | 1,234.50 |\n| **合计** | **1,234.50** |\n\n账本可以查阅。\n"),
    disclosure('2025-04-11-p1', '2025-Q1', 'party'), disclosure('2025-10-15-a3', '2025-Q3', 'affairs'), disclosure('2024-07-10-h1', '2024-H1', 'finance'),
    disclosure('2025-06-03-m5', '2025-05', 'finance'));
$text = sheet('a disclosure', $root, 'content/notices/2025-04-10-f1.md');
in_order($text, 'a disclosure', '梧桐里社区居委会', '2025-Q1的公开', '项目', '金额（元）', '办公经费', '1,234.50', '合计', '账本可以查阅。', '2025年4月10日');
like($text, qr/财务公开/, 'a disclosure: its matter');
like($text, qr/2025年第一季度/, 'a disclosure: its period');
like($text, qr/咨询电话（蒋文）0519-55501201/, 'a disclosure: whom to ask');
code('a disclosure', $root, 'https://wutongli.example/notices/2025/04-10-f1.html', 'content/notices/2025-04-10-f1.md');
every_size('a disclosure', $root, '账本可以查阅', 'content/notices/2025-04-10-f1.md');
$text = sheet('disclosures', $root, '--list', 'notices', '--sheet', 'disclosures');
in_order($text, 'disclosures', '所属时段', '党务', '居务', '财务', '2025年', '第一季度', '4月11日', '—', '4月10日', '第二季度', '—', '—', '6月3日', '（5月）', '第三季度', '—',
    '10月15日', '—', '2024年', '上半年', '—', '—', '7月10日');
unlike($text, qr/第四季度|其他公开事项/, 'disclosures: no quarter that is not over, and nothing else');
code('disclosures', $root, 'https://wutongli.example/disclosure/index.html', '--list', 'notices', '--sheet', 'disclosures');
every_size('disclosures', $root, '上半年', '--list', 'notices', '--sheet', 'disclosures');

$root = made($chinese, 'content/notices/2025-02-01-a.md' => "---\ntitle: 物业费调价\nkind: disclosure\n---\n正文\n",
    'content/notices/2025-02-02-b.md' => "---\ntitle: 停车收支\nkind: disclosure\nmatter: finance\n---\n正文\n");
in_order(sheet('disclosures of no period', $root, '--list', 'notices', '--sheet', 'disclosures'), 'disclosures of no period', '其他', '其他公开事项',
    '停车收支', '2025年2月2日', '物业费调价', '2025年2月1日');

# --- banners ---

$root = made($chinese, 'data/slogans.yaml' => "- { text: 狗绳牵一牵，邻居心就宽, from: 2025-11-15, to: 2026-05-31 }\n");
for my $size (qw(6000x800 3200x800 800x6000 A3 A4 1000x1000 10000x800)) {
    like(sheet("banner, $size", $root, '--sheet', 'banner', '--size', $size), qr/狗绳牵一牵，?邻居心就宽/, "banner, $size: its words");
}
like(sheet('banner in grey', $root, '--sheet', 'banner', '--size', 'A4', '--landscape', '--grey'), qr/邻居心就宽/, 'banner in grey: its words');

# --- in English ---

my $english = folder();
copy_tree('tests/english-site', $english);
for my $list (['honours'], ['models', '--sheet', 'roll'], ['commitments'], ['events'], ['notices', '--sheet', 'disclosures']) {
    for my $size (['A3'], ['A4', '--landscape']) {
        $text = sheet("English: @$list, @$size", $english, '--list', @$list, '--size', @$size);
        unlike($text, qr/\p{Han}/, "English: @$list, @$size: no Chinese");
    }
}

# --- nothing ---

$root = made($chinese, event('one', '2025-12-01'));
my ($files, $status, $err) = poster($root, '--list', 'honours');
is($status, 2, 'no honours: an error');
like($err, qr/there is nothing in 'honours'/, 'no honours: which says so');
is(scalar keys %$files, 0, 'no honours: no sheet');

# --- without an address of the site ---

$root = made($chinese =~ s/base_url.*\n//r, %honours);
($files, $status, $err) = poster($root, '--list', 'honours');
is($status, 0, 'without base_url: made');
like($err, qr/\Abroadside\.yaml: warning: 'base_url' is not set: .*\n .*\n\z/, 'without base_url: which a warning says, and nothing else');
$text = words(values %$files) =~ s/\s+//gr;
unlike($text, qr/https?:|index\.html/, 'without base_url: no address');

done_testing();
