#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The sheets of the default theme on the sample site and on one in English: each is made without a warning on every
# kind of paper that it is for, its words can be taken from the PDF again, and the code on it leads to the page.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode encode);
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

# Papers by what 'poster' is told. Each has the sides that are looked for, in whole millimetres.
my %papers = (
    'A3' => [ ['--size', 'A3'], 297, 420 ],
    'A4' => [ ['--size', 'A4'], 210, 297 ],
    'landscape' => [ [ '--size', 'A3', '--landscape' ], 420, 297 ],
    'panel' => [ [ '--size', '600x800' ], 600, 800 ],
    'grey' => [ [ '--size', 'A4', '--grey' ], 210, 297 ],
);

# What a sheet is made of, and what must stand on it. `words` stand on every paper, `not` on none; `path` is the page
# that the code leads to.
my @chinese = (
    {
        of => ['notices/2025/2025-11-18-tingshui'], sheet => 'notice',
        words => [ '梧桐里社区', '通知', '11月22日二村停水八小时，请先备水', '提水的也要排队', '来水后水可能发黄',
            '梧桐里社区居委会', '2025年11月18日', '咨询电话', '0519-55501203', '第二网格 马丽娟', '手机扫一扫' ],
        path => 'notices/2025/11-18-tingshui.html',
    },
    {
        of => ['notices/2025/2025-11-10-yibao-jiaofei'], sheet => 'notice',
        words => [ '2026年度城乡居民医保缴费提醒', '怎么缴', '银行柜台缴', '新生儿出生90天内参保', '0519-55501202' ],
        path => 'notices/2025/11-10-yibao-jiaofei.html',
    },
    {
        of => ['notices/2025/2025-11-17-xianjin-dianxing-gongshi'], sheet => 'review',
        words => [ '公示', '梧桐里社区2025年度先进典型拟表彰对象公示', '主要事迹', '替37户邻居保管备用钥匙八年',
            '公示期（5个工作日）', '2025年11月18日至2025年11月24日', '异议受理', '0519-55501216', '居务监督委员会',
            '请在2025年11月24日前', '地址：桐花路18号', '2025年11月17日', '梧桐里社区居民委员会' ],
        path => 'notices/2025/11-17-xianjin-dianxing-gongshi.html',
    },
    {
        of => ['news/2025/2025-05-07-zhucandian-kaizhang'], sheet => 'brief',
        words => [ '梧桐里社区简报', '2025年5月7日星期三', '文／顾佳', '等了一年多，这口热饭端上来了', '四十三张意见条', '淡' ],
        path => 'news/2025/05-07-zhucandian-kaizhang.html',
    },
    {
        of => ['news/2025/2025-11-20-biaoyangxin'], sheet => 'brief',
        words => [ '意见箱里开出一封表扬信', '居务监督委员会', '送餐队里左撇子有两位，都不承认' ],
        path => 'news/2025/11-20-biaoyangxin.html',
    },
    {
        of => ['models/2025-zheng-huaiqian'], sheet => 'model',
        words => [ '2025年度', '敬业奉献', '郑怀谦', '黑板报主编', '梧桐里一村', '底稿装了两只纸箱', '不抄报纸' ],
        path => 'models/2025/2025-zheng-huaiqian.html',
    },
    {
        of => ['models/2025-lin-jia'], sheet => 'model',
        words => [ '绿色家庭', '林书涵、陆远家庭', '一只堆肥桶', '荤的别来' ],
        path => 'models/2025/2025-lin-jia.html',
    },
    {
        of => ['models/2024-zhao-jia'], sheet => 'model',
        words => ['2024年度'],
        path => 'models/2024/2024-zhao-jia.html',
    },
);

my @english = (
    {
        of => ['notices/2025/2025-11-18-water'], sheet => 'notice',
        words => [ 'Alder Court', 'Notice', 'No water in blocks 3 to 5', 'Please fill a kettle', 'Ask us', '0151-555-0101', 'Front desk', '18 November 2025' ],
        path => 'notices/2025/11-18-water.html',
    },
    {
        of => ['notices/2025/2025-11-17-good-neighbours'], sheet => 'review',
        words => [ 'Good Neighbours of 2025', 'Rosa Whitfield', 'Idris Kamara', '(5 days)', '18 November 2025 to 22 November 2025', 'Objections to',
            '0151-555-0101', '4 Mill Lane', '17 November 2025' ],
        path => 'notices/2025/11-17-good-neighbours.html',
    },
    {
        of => ['news/2025/2025-11-09-lantern-walk'], sheet => 'brief',
        words => [ 'Alder Court News', 'Sixty lanterns and one wet dog', 'By June Okafor', 'Nobody had counted on the dog' ],
        path => 'news/2025/11-09-lantern-walk.html',
    },
    {
        of => ['models/2025-kamara-family'], sheet => 'model',
        words => [ '2025 · Neighbours', 'The Kamara family', 'a table with room for one more' ],
        path => 'models/2025/2025-kamara-family.html',
    },
);

# Text without spaces: where lines end says nothing.
sub dense { return $_[0] =~ s/\s+//gr }

sub sheet_check {
    my ($root, $base, $sheet, $paper, $says) = @_;
    my ($options, $width, $height) = @{ $papers{$paper} };
    my $folder = folder();
    my ($status, $out, $err) = broadside('-C', $root, 'poster', @{ $sheet->{of} }, '--sheet', $sheet->{sheet}, @$options,
        '--date', $DATE, '-d', $folder);
    is($status, 0, "$says: it is made") or diag($err);
    $err =~ s/^broadside\.yaml: warning: 'base_url' is not set: .*\n .*\n// if !$base;
    is($err, '', "$says: without a word");
    my @files = glob "$folder/*.pdf";
    is(scalar @files, 1, "$says: one file") or return;
    my $text = dense(decode('UTF-8', scalar qx{pdftotext -raw '$files[0]' -}));
    is(join(' | ', grep { index($text, dense($_)) < 0 } @{ $sheet->{words} }), '', "$says: its words stand on it") or diag($text);
    is(join(' | ', grep { index($text, dense($_)) >= 0 } @{ $sheet->{not} || [] }), '', "$says: and no others");
    my @size = qx{pdfinfo -box '$files[0]'} =~ /TrimBox:\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)/ or fail("$says: a TrimBox");
    my ($w, $h) = map { int($_ * 25.4 / 72 + .5) } $size[2] - $size[0], $size[3] - $size[1];
    is("$w x $h", "$width x $height", "$says: on its paper");
    # About 1,500 pixels high, whatever the paper.
    my $resolution = int(1500 * 25.4 / $height);
    system 'pdftoppm', '-r', $resolution, '-png', $files[0], "$folder/page";
    my $pages = join ' ', map { "'$_'" } sort glob "$folder/page*.png";
    my @codes = split /\n/, qx{zbarimg -q --nodbus --raw -Sdisable -Sqrcode.enable $pages};
    if ($sheet->{path}) {
        ok(index($text, dense($base . $sheet->{path})) >= 0, "$says: the address in words") or diag($text);
        is_deeply([ map { decode('UTF-8', $_) } @codes ], [ $base . $sheet->{path} ], "$says: the code leads there");
    }
}

# Copies: other tests work in the sites themselves.
my ($sample, $english) = (folder(), folder());
copy_tree($_, "$sample/$_") for qw(content data);
put("$sample/broadside.yaml", get('broadside.yaml'));
copy_tree('tests/english-site', $english);

for my $sheet (@chinese) {
    sheet_check($sample, 'https://wutongli.example/', $sheet, $_, join ' ', $sheet->{of}[-1], $_) for sort keys %papers;
}
for my $sheet (@english) {
    sheet_check($english, 'https://aldercourt.example/', $sheet, $_, join ' ', $sheet->{of}[-1], $_) for qw(A4 landscape);
}
# What there is not leaves no label behind, and what stands in the text is not said twice.
my $words = '为保障居民安全用电用水，社区将组织专业人员对各楼栋的公共设施进行检查，请各位居民予以配合。';
my %made = (
    'notices/short' => "title: 停电通知\ndate: 2025-11-18\n---\n\n今晚七点至九点二村停电，请备照明。\n",
    'notices/signed' => "title: 停电\ndate: 2025-11-18\nissuer: 社区\n---\n\n二村停电。\n\n二村居民委员会\\\n2025年11月18日\n",
    'notices/long' => "title: 关于组织开展冬季公共设施安全检查并做好居民用电用水用气各项保障工作的通知\ndate: 2025-11-18\n"
        . "contact: 综合服务窗口（周一至周五），0519-55501203\n---\n\n" . ("$words$words\n\n" x 8)
        . "## 检查安排\n\n| 日期 | 楼栋 | 时间 |\n|---|---|---|\n| 20日 | 一村 | 9:00 |\n| 21日 | 二村 | 9:00 |\n\n"
        . ("- $words\n" x 7) . "\n$words$words$words$words$words$words\n\n最后一句。\n",
    'notices/review' => "title: 拟任人选公示\ndate: 2025-11-18\nkind: review\nexpires: 2025-11-24\n---\n\n拟任张明为楼栋长。\n",
    'models/li' => "title: 李明\nname: 李明\nkind: person\nyear: 2025\n---\n\n$words\n",
    'models/team' => "title: 梧桐里社区银发志愿服务队\nname: 梧桐里社区银发志愿服务队\nkind: group\nyear: 2025\n---\n\n$words\n",
    'news/snow' => "title: 下雪了\ndate: 2025-01-05\n---\n\n昨夜下雪。\n",
);
my $bare = folder();
put("$bare/broadside.yaml", encode('UTF-8', "title: 梧桐里社区\nlanguage: zh-Hans\ntimezone: Asia/Shanghai\ntheme: bulletin\n"));
put("$bare/content/$_.md", encode('UTF-8', "---\n$made{$_}")) for keys %made;

my @labels = qw(咨询电话 联系方式 异议受理 扫一扫 http);
for my $row (
    [ 'notices/short', 'notice', [ '停电通知', '请备照明', '梧桐里社区2025年11月18日' ], \@labels ],
    [ 'notices/signed', 'notice', [ '二村停电', '二村居民委员会2025年11月18日' ], [ @labels, '社区2025年' ] ],
    [ 'notices/long', 'notice', [ '0519-55501203', '综合服务窗口（周一至周五）', '检查安排', '最后一句' ], ['扫一扫'] ],
    [ 'notices/review', 'review', [ '公示期', '至2025年11月24日', '请在2025年11月24日前' ], \@labels ],
    [ 'models/li', 'model', [ '2025年度·个人', '李明' ], \@labels ],
    [ 'models/team', 'model', ['梧桐里社区银发志愿服务队'], \@labels ],
    [ 'news/snow', 'brief', [ '梧桐里社区简报', '下雪了', '昨夜下雪' ], [ @labels, '文／', '来源' ] ],
) {
    my ($entry, $sheet, $has, $not) = @$row;
    sheet_check($bare, '', { of => [$entry], sheet => $sheet, words => $has, not => $not }, $_, "$entry $_") for qw(A4 landscape panel);
}

# The colour at a place, across and down, of an entry's sheet on A3.
sub colour_at {
    my ($root, $entry, $across, $down) = @_;
    my $folder = folder();
    my ($status, $out, $err) = broadside('-C', $root, 'poster', $entry, '--date', $DATE, '-d', $folder);
    is($status, 0, "$entry: it is made");
    my ($width, $height, $pixels) = qx{pdftoppm -r 20 $folder/*.pdf} =~ /^P6\s+(\d+)\s+(\d+)\s+255\s(.*)$/s;
    return unpack 'C3', substr($pixels, 3 * (int($down * $height) * $width + int($across * $width)), 3);
}

# Pictures, which the sample has as SVG, and of people only with their consent.
sub near { my ($got, @wanted) = @_; return !grep { abs($got->[$_] - $wanted[$_]) > 12 } 0 .. 2 }
my $model = 'models/2025-zheng-huaiqian';
ok(near([ colour_at($sample, $model, 0.05, 0.35) ], 0x3d, 0x5a, 0x4c), 'a photo up to the edge of the paper');
ok(near([ colour_at($english, 'news/2025/2025-11-09-lantern-walk', 0.6, 0.3) ], 0x1d, 0x2a, 0x3a), 'a cover beside the title');
put("$sample/content/$model.md", get("$sample/content/$model.md") =~ s/^consent: true/consent: false/mr);
ok(near([ colour_at($sample, $model, 0.05, 0.2) ], 0x7d, 0x53, 0x08), 'without consent a band of ochre');
ok(near([ colour_at($sample, $model, 0.03, 0.35) ], 255, 255, 255), 'and white paper');

done_testing();
