#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The catalogue of a year's record: what it lists of each document, as CSV and on paper.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode_utf8 encode_utf8);
use JSON::PP;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

sub rows {
    my ($root, $year) = @_;
    open my $reader, '-|', 'tests/lib/read-table', "$root/archive/$year/data/catalogue.csv" or die;
    local $/;
    my $rows = decode_json(<$reader> // '[]');
    close $reader or fail('catalogue.csv is a sound table');
    my $heads = shift @$rows;
    return map { my %row; @row{@$heads} = @$_; \%row } @$rows;
}

sub archive {
    my ($root, @arguments) = @_;
    my ($status, $out, $err) = broadside({ in => $root }, 'archive', '2025', '--date', $DATE, @arguments);
    is($status, 0, 'the record is made') or diag(decode_utf8("$out$err"));
    return decode_utf8($err);
}

# Without white space, and as it was written: what stands in a cell on several lines is together.
sub text_of { return decode_utf8(scalar `pdftotext -raw '$_[0]' -`) =~ s/\s+//gr }

# A long text in messages helps nobody.
sub has { my ($text, $part, $name) = @_; return ok(index($text, $part) >= 0, $name) || diag("there is no '$part'") }

sub entry { my ($title, $more) = @_; return encode_utf8("---\ntitle: $title\ndate: 2025-03-01\n$more---\n\nText.\n") }

my %site = (
    'broadside.yaml' => encode_utf8("title: 梧桐里社区\nlanguage: zh-Hans\ntheme: small\n"
            . "archive:\n  fonds: \"0194\"\n  organisation: 梧桐里社区居民委员会\n  departments: { BGS: 办公室, DW: 党委 }\n"),
    'content/news/2025-03-01-a.md' => entry('夜间巡逻', "archive: { retention: D30, document_no: 梧社〔2025〕1号, responsible: 综合办, secrecy: 内部, pages: 12 }\n"),
    'content/news/2025-03-01-b.md' => entry('路灯', "archive: { retention: D30 }\nattachments: [table.xlsx]\n"),
    'content/news/table.xlsx' => 'x',
    'content/news/2025-03-01-c.md' => entry('党课', "archive: { retention: D30, department: DW }\n"),
    'content/news/2025-03-01-d.md' => entry('旧照片', "archive: { retention: Y, own_title: true }\n"),
    'content/news/2025-03-01-e.md' => entry('"=cmd|\'/C calc\'!A0"', "archive: { retention: D10, document_no: '=1+1' }\n"),
    'content/news/2025-03-01-f.md' => entry('"a, \"b\"\nc\u202e<script>"', "archive: { retention: D10, document_no: '0194' }\n"),
    'content/news/2025-03-01-g.md' => entry('长' x 400, "archive: { retention: D10, document_no: '2025-1' }\n"),
    'content/news/2024-03-01-old.md' => encode_utf8("---\ntitle: 去年\ndate: 2024-03-01\n---\n"),
);

# Columns are those of the form, in its order.
{
    my $root = site(%site);
    archive($root);
    my @rows = rows($root, 2025);
    is(@rows, 7, 'a row for each document of the year');
    my %by_entry = map { $_->{条目} =~ s{.*-}{}r => $_ } @rows;
    is(join('|', @{ $by_entry{a} }{qw(序号 档号 文号 责任者 题名 日期 密级 页数 备注 状态 保管期限 机构（问题） 条目 原件)}),
        '1|0194-WS·2025-D30-BGS-0001|梧社〔2025〕1号|综合办|夜间巡逻|20250301|内部|12||在档|30年|办公室|news/2025-03-01-a|originals/content/news/2025-03-01-a.md',
        'everything that is said of a document');
    is($by_entry{b}{页数}, 1, 'the pages are counted where they are not given');
    is($by_entry{b}{备注}, '附件页数未计', 'and it is said that those of a workbook are not');
    is($by_entry{b}{序号}, 2, 'lines are counted');
    is($by_entry{c}{序号}, 1, 'anew in each volume');
    is($by_entry{c}{'机构（问题）'}, '党委', 'of a department');
    is($by_entry{d}{题名}, '[旧照片]', 'a title of one\'s own stands in brackets');
    is($by_entry{d}{保管期限}, '永久', 'and of a term');
    is($rows[0]{保管期限}, '永久', 'the longest first');
    is($by_entry{e}{题名}, q('=cmd|'/C calc'!A0), 'no formula in a title');
    is($by_entry{e}{文号}, q('=1+1), 'nor in a number');
    is($by_entry{f}{题名}, "a, \"b\"\nc\x{202e}<script>", 'commas, quotes and line ends break nothing');
    is($by_entry{f}{文号}, '0194', 'a number stays as it is written');
    is($by_entry{g}{文号}, '2025-1', 'and what looks like a day');
    is($by_entry{g}{题名}, '长' x 400, 'however long');
    ok(-e "$root/archive/2025/data/$_->{原件}", "$_->{原件} is there") for @rows;
}

# A late one gets the next number; one that is gone keeps its place and says so.
{
    my $root = site(%site);
    archive($root);
    my %before = map { $_->{条目} => $_->{档号} } rows($root, 2025);
    unlink "$root/content/news/2025-03-01-a.md" or die;
    put("$root/content/news/2025-01-01-late.md", entry('迟到', "archive: { retention: D30 }\n"));
    archive($root);
    my %after = map { $_->{条目} => $_ } rows($root, 2025);
    is($after{$_}{档号}, $before{$_}, "$_ keeps its number") for sort keys %before;
    my $gone = $after{'news/2025-03-01-a'};
    is("$gone->{题名}|$gone->{备注}|$gone->{状态}|$gone->{原件}", '夜间巡逻|撤出20251120|撤出|', 'what is gone says so');
    is($after{'news/2025-01-01-late'}{档号}, '0194-WS·2025-D30-BGS-0003', 'what is late comes last');
    has(text_of("$root/archive/2025/data/catalogue.pdf"), '撤出1件，件号0001', 'the remarks sheet says so, too');
}

# On paper.
{
    my $root = site(%site);
    archive($root);
    my $pdf = "$root/archive/2025/data/catalogue.pdf";
    is(system("qpdf --check '$pdf' >/dev/null 2>&1"), 0, 'qpdf finds nothing wrong');
    my $text = text_of($pdf);
    for my $row (rows($root, 2025)) {
        has($text, $row->{档号}, "$row->{档号} is in the list");
        has($text, substr($row->{题名} =~ s/^'|\s+|\x{202e}.*//gr, 0, 100), '… with its title');
    }
    has($text, '全宗号0194全宗名称梧桐里社区居民委员会年度2025保管期限永久', 'a cover says whose archive it is');
    ok($text =~ /备考表.*盒内文件情况说明：.*整理人：.*整理日期：.*检查人：.*检查日期：/, 'the remarks sheet waits for signatures');
    has($text, '本盒有归档文件2件，件号0001至0002，共13页（其中1件的页数未全部计入', 'and knows what is in the box');
    my @outline = map { decode_utf8($_) =~ /"(.*?)"/ } `mutool show '$pdf' outline`;
    is_deeply([grep { /^归档文件目录/ } @outline],
        [map { "归档文件目录（$_）" } '永久，办公室', '30年，办公室', '30年，党委', '10年，办公室'],
        'each volume is in the outline') or diag(join "\n", @outline);
    is(scalar(grep { /^备考表/ } @outline), 4, 'with its remarks sheet');
    is(scalar(grep { /^盒脊标签/ } @outline), 4, 'and its labels');
    my @sizes = grep { /^Page +\d+ size/ } `pdfinfo -f 1 -l 99 '$pdf'`;
    like($sizes[0], qr/841\.\d+ x 595/, 'the cover lies');
}

# Names that no form has room for, and no font letters: there is a catalogue all the same.
{
    my $root = site(%site, 'broadside.yaml' => encode_utf8("title: \x{1F3E0}\nlanguage: zh-Hans\ntheme: small\n"
            . "archive:\n  fonds: '0194'\n  organisation: \x{1F3E0}" . '很长的名字' x 60 . "\n  departments: { BGS: " . 'x' x 200 . ", DW: \x{1F600}组 }\n"));
    my $said = archive($root);
    like($said, qr/U\+1F3E0.*'catalogue'.*〓/, 'what has no letter is told');
    has(text_of("$root/archive/2025/data/catalogue.pdf"), '夜间巡逻', 'and the rest is there');
}

# English words for a site in English.
{
    my $root = site('content/news/2025-03-01-a.md' => "---\ntitle: A\ndate: 2025-03-01\n---\n\nText.\n");
    archive($root);
    like(get("$root/archive/2025/data/catalogue.csv"), qr/^\xef\xbb\xbfNo\.,Archive number,Document no\.,Responsible,Title,Date,Secrecy,Pages,Remarks,/, 'English');
}

done_testing();
