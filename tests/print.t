#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Pages of bulletin as a browser prints them: clean A4 sheets with their address and its QR code.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(encode);
use Test::More;

plan skip_all => 'no chromium' if system('command -v chromium >/dev/null 2>&1') != 0;

my $rows = join '', map { "| 第${_}户 | 已登记 |\n" } 1 .. 60;
my %entries = (
    'notices/2025-11-18-停水.md' => <<'MD',
---
title: 11月22日二村停水八小时，请先备水
date: 2025-11-18
expires: 2025-11-22
issuer: 梧桐里社区居委会
contact: 马丽娟，0519-55501203
---
供水公司换泵房阀门，**11月22日（星期六）8:00—16:00**，二村1—18幢停水。

请在21日晚上接好水。停水期间水龙头别忘了拧紧，去年有一户忘了关，来水的时候人在外地，楼下成了水帘洞。

1. 助餐点当天照常，用的是桶装水。
2. 急着用水的老人，凉亭边有供水车，9:00—15:00。
3. 志愿者帮忙提上楼，三楼以上请先打电话。

来水后水可能发黄，先放几分钟，清了再用。[供水公司](https://water.example/stop?id=7)有说明，[本站](../../pages/关于.md)也有。

梧桐里社区居委会
2025年11月18日
MD
    'notices/2025-11-17-table.md' => "---\ntitle: 登记情况\ndate: 2025-11-17\n---\n| 门牌户号 | 登记与否 |\n|---|---|\n$rows",
    'notices/2025-11-16-wide.md' => "---\ntitle: 工程进度\ndate: 2025-11-16\n---\n"
        . '| ' . join(' | ', map { "第${_}项合同金额" } 1 .. 14) . " |\n" . '|---' x 14 . "|\n"
        . '| ' . join(' | ', ('1,234,567.00') x 13, '末尾一格') . " |\n\n```\n" . 'x ' x 100 . "末尾一字\n```\n",
    (map { ("notices/2025-11-15-end$_.md" => "---\ntitle: 名单\ndate: 2025-11-15\n---\n" . join('', map { "第${_}行。\n\n" } 1 .. $_)) } 17, 20, 21),
    'notices/2025-11-19-review.md' => "---\ntitle: 拟推荐人选公示\ndate: 2025-11-19\nkind: review\ncontact: 0519-55501201\n"
        . "posting: { days: 7, unit: day, start: same-day }\n---\n拟推荐一人。[^1]\n\n[^1]: 注。\n",
    'pages/关于.md' => "---\ntitle: 关于\n---\n本站。\n",
);
sub bulletin {
    my ($config) = @_;
    my $root = folder();
    put("$root/broadside.yaml", encode('UTF-8', "title: 梧桐里社区\nlanguage: zh-Hans\ntheme: bulletin\ncontacts:\n  - 值班电话：0519-55501210\n$config"));
    put(encode('UTF-8', "$root/content/$_"), encode('UTF-8', $entries{$_})) for keys %entries;
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 0, 'build') or diag($err);
    return "$root/public";
}

# Paths are bytes from here on.
my $browser = folder();
sub chromium {
    my (@arguments) = @_;
    local %ENV = (%ENV, HOME => $browser);
    system("chromium --headless --no-sandbox --disable-gpu --user-data-dir='$browser/profile' @arguments >'$browser/log' 2>&1");
    diag(get("$browser/log")) if $?;
}

sub printed {
    my ($path, @flags) = @_;
    my $folder = folder();
    chromium(@flags, '--no-pdf-header-footer', "--print-to-pdf='$folder/page.pdf'", "'file://" . encode('UTF-8', $path) . "'");
    my $info = qx{pdfinfo '$folder/page.pdf'};
    my ($pages) = $info =~ /^Pages:\s+(\d+)/m;
    my ($size) = $info =~ /^Page size:\s+(.*)/m;
    system("pdftoppm -r 150 -png '$folder/page.pdf' '$folder/sheet' && pdftoppm -r 50 -gray '$folder/page.pdf' '$folder/grey'");
    return {
        folder => $folder,
        pages => $pages // 0,
        size => $size // '',
        text => scalar qx{pdftotext -layout '$folder/page.pdf' -},
        boxes => scalar qx{pdftotext -bbox '$folder/page.pdf' -},
        code => scalar qx{zbarimg -q --nodbus --raw -Sdisable -Sqrcode.enable '$folder'/sheet*.png},
        grey => [map { get($_) } sort glob "$folder/grey*.pgm"],
    };
}

# How many of the points of a picture are nearly white, and the darkest.
sub shades {
    my ($pgm) = @_;
    $pgm =~ s/^P5\s+\d+\s+\d+\s+255\s//;
    my @points = unpack 'C*', $pgm;
    my $dark = 255;
    for (@points) { $dark = $_ if $_ < $dark }
    return ((grep { $_ > 250 } @points) / @points, $dark);
}

# Nothing is cut: every word is within the margins of the paper (22 mm).
sub within {
    my ($sheet) = @_;
    my @outside = grep { $_->[0] < 60 || $_->[1] > 595 - 60 } map { [/xMin="([\d.]+)".*xMax="([\d.]+)"/] } grep { /<word/ } split /\n/, $sheet->{boxes};
    return scalar @outside;
}

my $site = bulletin("base_url: https://wutongli.example/\n");
my $notice = printed("$site/notices/2025/11-18-停水.html");
is($notice->{pages}, 1, 'a usual notice takes one page');
like($notice->{size}, qr/A4/, 'of A4');
like($notice->{text}, qr/$_/, "it has: $_") for '请先备水', '供水公司换泵房阀门', '清了再用', '梧桐里社区', '0519-55501210';
unlike($notice->{text}, qr/跳到|搜索|首页|订阅|上一|下一/, 'no menu, no tools, no margin');
like($notice->{text}, qr{https://wutongli\.example/notices/2025/11-18-停水\.html}, 'its address as people read it');
like($notice->{text}, qr{water\.example/stop\?id=7}, 'the address of another site');
unlike($notice->{text}, qr{pages/}, 'but none of this one');
is($notice->{code}, "https://wutongli.example/notices/2025/11-18-%E5%81%9C%E6%B0%B4.html\n", 'its QR code leads to it');
is(within($notice), 0, 'nothing is cut');

my @dark = ('--force-dark-mode', '--blink-settings=preferredColorScheme=0');
my $path = encode('UTF-8', "$site/notices/2025/11-18-停水.html");
chromium(@dark, '--hide-scrollbars', '--window-size=400,800', "--screenshot='$browser/dark.png'", "'file://$path'");
chromium('--hide-scrollbars', '--window-size=400,800', "--screenshot='$browser/light.png'", "'file://$path'");
ok(get("$browser/dark.png") ne get("$browser/light.png"), 'the screen is dark,');
my $dark = printed("$site/notices/2025/11-18-停水.html", @dark);
my ($white, $darkest) = shades($dark->{grey}[0]);
cmp_ok($white, '>', .8, 'and the paper is white');
cmp_ok($darkest, '<', 40, 'with black on it');
is($dark->{code}, $notice->{code}, 'and its code can be read');

my $table = printed("$site/notices/2025/11-17-table.html");
cmp_ok($table->{pages}, '>', 1, 'a long table takes several pages');
is(scalar(() = $table->{text} =~ /门牌户号/g), $table->{pages}, 'its head stands on each');
my $wide = printed("$site/notices/2025/11-16-wide.html");
is(within($wide), 0, 'a wide table is not cut, nor a long line');
(my $letters = $wide->{text}) =~ s/\s//g;
like($letters, qr/末.*尾.*一.*格.*末尾一字/, 'it is all there');
for my $page ('index.html', 'notices/index.html') {
    my $sheet = printed("$site/$page");
    is($sheet->{code}, "https://wutongli.example/$page\n", "$page: its code");
    unlike($sheet->{text}, qr/跳到|搜索|标签|订阅/, "$page: no menu");
    is(within($sheet), 0, "$page: nothing is cut");
}

my @ends = map { printed("$site/notices/2025/11-15-end$_.html") } 17, 20, 21;
is($ends[0]{pages}, 1, 'what leaves room for the foot takes one page');
is($ends[-1]{pages}, 2, 'what does not takes two,');
is(scalar(grep { (split /\f/, $_->{text})[-1] !~ /第\d+行/ } @ends), 0, 'and no last page has the foot alone');

my $review = printed("$site/notices/2025/11-19-review.html");
unlike($review->{text}, qr/还有|剩余|↩/, 'no days left on paper, where nothing counts them, and no way back from a note');
like($review->{text}, qr/11月25日/, 'but the last day');
is(printed("$site/search/index.html")->{pages}, 1, 'no room for results that there are not');

my $folder = join '-', map { $_ * 7919 } 1 .. 12;
my $far = printed(bulletin("base_url: https://wutongli.example/$folder/\n") . '/notices/2025/11-17-table.html');
is($far->{code}, "https://wutongli.example/$folder/notices/2025/11-17-table.html\n", 'a long address: its code is not cut');

my $nowhere = printed(bulletin('') . '/notices/2025/11-17-table.html');
is($nowhere->{code}, '', 'without base_url no code');
unlike($nowhere->{text}, qr{https?://}, 'and no address,');
like($nowhere->{text}, qr/^ *梧桐里社区 .* 登记情况\s*\z/m, 'but the names of site and page');
done_testing();
