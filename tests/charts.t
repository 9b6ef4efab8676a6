#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Pictures of numbers in the text of an entry: the fenced block `chart` of the theme bulletin, in both languages.
use strict;
use warnings;
use Broadside;
use Test::More;

my $root = folder();

# Builds the site whose only page has that text; the page, and the messages.
sub page_of {
    my ($text, $language, $theme) = @_;
    put("$root/broadside.yaml", "title: T\nlanguage: " . ($language // 'en') . "\ntheme: " . ($theme // 'bulletin') .
        "\nbase_url: https://board.example/\n");
    put("$root/content/pages/about.md", "---\ntitle: About\n---\n$text");
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    return ($status ? '' : get("$root/public/pages/about.html"), $err);
}

# The table behind the picture, cell by cell.
sub cells {
    my ($table) = $_[0] =~ m{<table class="chart-table">(.*?)</table>}s or return [];
    return [ $table =~ m{<t[hd](?: scope="\w+")?>(.*?)</t[hd]>}g ];
}

my @kinds = (
    [ 'bar', [qw(柱状图 柱形图 条形图)], "年度,时数（小时）\n2023,\"3,120\"\n2024,4056.5\n" =>
        [ qw(年度 小时 2023), '3,120', 2024, '4,056.5' ], 'T（小时）' ],
    [ 'bar', [], "Year,Rate\n2023,95%\n2024,\"97.25%\"\n" => [qw(Year % 2023 95 2024 97.25)], 'T (%)' ],
    [ 'bar', [], "Item,Balance (yuan)\nA,-12\nB,0\n" => [qw(Item yuan A -12 B 0)], 'T (yuan)' ],
    [ 'stacked', [qw(堆叠图 堆积图)], "年度,按期,逾期\n2023,10,2\n" => [qw(年度 按期 逾期 2023 10 2)], 'T' ],
    [ 'line', [qw(折线图 曲线图)], "年度,居民（人）,户数（户）\n2023,7812,2946\n2024,,2951\n" =>
        [ qw(年度 居民（人） 户数（户） 2023), '7,812', '2,946', 2024, '', '2,951' ], 'T' ],
    [ 'donut', [qw(环形图 圆环图 饼图 pie)], "级别,数量\n省级,1\n市级,2\n" => [qw(级别 T % 省级 1 33.3% 市级 2 66.7%)], 'T' ],
    [ 'timeline', [qw(时间轴 时间线)], "开始,结束,内容\n2024/3/1,2024年9月30日,施工\n2023-12-01,,<开工>\n" =>
        [ '内容', '', '&lt;开工&gt;', '2023年12月1日', '施工', '2024年3月1日至2024年9月30日' ], 'T' ],
);
for my $case (@kinds) {
    my ($kind, $others, $csv, $cells, $label) = @$case;
    for my $word ($kind, @$others) {
        my ($page, $err) = page_of("```chart $word T\n$csv```\n", 'zh-Hans');
        is($err, '', "$word: no messages");
        like($page, qr{<figure class="chart chart-$kind">\n<figcaption>T}, "$word: a figure of its kind, with its title");
        like($page, qr{role="img" aria-label="\Q$label\E"}, "$word: an image with its name");
        is_deeply(cells($page), $cells, "$word: the table") or diag($page);
    }
}

subtest 'English' => sub {
    my ($page) = page_of("```chart timeline T\nfrom,to,what\n2024-03-01,2024-09-30,Works\n```\n");
    is_deeply(cells($page), [ 'what', '', 'Works', 'March 1, 2024 – September 30, 2024' ]);
};

subtest 'numbers beside the line of zero' => sub {
    my ($page) = page_of("```chart line T\nYear,Visits,Teams\n2023,875,4463\n2024,1102,4964\n2025,1908,5016\n```\n");
    my %y = reverse $page =~ m{<text [^>]*y="([\d.]+)em"[^>]*>([\d,]+)</text>}g;
    ok($y{875} < 9.4, 'none stands on it') or diag($y{875});
    ok($y{'1,908'} > $y{'1,102'}, 'the others stand below their points');
};

subtest 'many on a page' => sub {
    my $text = join "\n", map { my (undef, undef, $csv) = @$_; "```chart $_->[0] T\n$csv```\n" } @kinds;
    my ($page) = page_of($text, 'zh-Hans');
    my @figures = $page =~ m{(<figure class="chart.*?</figure>)}gs;
    is(scalar @figures, scalar @kinds, 'all are there');
    unlike("@figures", qr/\s(?:id|style|on\w+)=/, 'no ids, no styles, no scripts');
    unlike("@figures", qr/<(?:style|script)|url\(/, 'and nothing from elsewhere');
    unlike($page, qr/class="scroll"/, 'no table for the eye is made of the tables for screen readers');
    my ($again) = page_of($text, 'zh-Hans');
    is($again, $page, 'the same bytes again');
};

# What is wrong, what is said.
my @slips = (
    [ 'pei T', "a,b\nx,1\n", qr/no picture 'pei'/ ],
    [ '', "a,b\nx,1\n", qr/no picture ''/ ],
    [ 'bar', "a,b\nx,1\n", qr/needs a title/ ],
    [ 'bar T', "a,b\n", qr/'T' needs a row of heads/ ],
    [ 'bar T', '', qr/'T' needs a row of heads/ ],
    [ 'bar T', "a\nx\n", qr/'T' needs a row of heads/ ],
    [ 'bar T', "a,b,c\nx,1,2\n", qr/takes one column/ ],
    [ 'donut T', "a,b,c\nx,1,2\n", qr/takes one column/ ],
    [ 'bar T', "a,b\nx,1\ny,many\n", qr/'many' in row 2 is no number/ ],
    [ 'bar T', "a,b\nx,0x10\n", qr/'0x10' in row 1 is no number/ ],
    [ 'bar T', "a,b\nx,\n", qr/'' in row 1 is no number/ ],
    [ 'timeline T', "a,b\n2024-03-01,x\n", qr/three columns/ ],
    [ 'timeline T', "a,b,c\nMarch,,x\n", qr/'March' in row 1 is no date/ ],
    [ 'timeline T', "a,b,c\n2024-02-30,,x\n", qr/'2024-02-30' in row 1 is no date/ ],
    [ 'timeline T', "a,b,c\n2024-03-02,2024-03-01,x\n", qr/ends before it begins/ ],
    [ 'donut T', "a,b\nx,-1\n", qr/'T' has '-1', which is below zero/ ],
    [ 'stacked T', "a,b\nx,-1\n", qr/'T' has '-1', which is below zero/ ],
    [ 'donut T', "a,b\n" . join('', map { "r$_,1\n" } 1 .. 7), qr/'T' has too many rows.* takes 6;/ ],
    [ 'bar T', "a,b\n" . join('', map { "r$_,1\n" } 1 .. 101), qr/'T' has too many rows.* takes 100;/ ],
    [ 'line T', "a,b,c,d,e,f\nx,1,2,3,4,5\n", qr/'T' has too many columns.* takes 4\b/ ],
    [ 'stacked T', 'a,' . join(',', 'b' .. 'h') . "\nx,1,2,3,4,5,6,7\n", qr/'T' has too many columns.* takes 6\b/ ],
);
for my $slip (@slips) {
    my ($arguments, $csv, $words) = @$slip;
    my ($page, $err) = page_of("```chart $arguments\n$csv```\n");
    is($page, '', "'$arguments': no page");
    like($err, $words, "'$arguments': what is wrong");
    like($err, qr{content/pages/about\.md:4}, "'$arguments': and where");
}

done_testing();
