#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Yearbooks as their designers meet them: the steps of docs/yearbook.md, every name that it has, and that of bulletin for a
# year without anything but one entry and for those of the sample site.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode_utf8 encode_utf8);
use Steps;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

my $document = get('docs/yearbook.md');

sub part {
    my ($heading) = @_;
    my ($part) = $document =~ /^##+ \Q$heading\E\n(.*?)(?=^##|\z)/ms;
    return $part;
}

# The pages of a book.
sub pages {
    my ($file) = @_;
    my @pages = split /\f/, decode_utf8(`pdftotext -layout '$file' -`);
    return @pages;
}

subtest 'a yearbook from scratch' => sub {
    my ($steps) = $document =~ /^## A yearbook from scratch\n(.*?)(?=^## )/ms;
    my ($home, $written, $run) = follow($steps);
    is($written, 4, 'it writes files');
    is($run, 2, 'it runs commands');
    my @pages = pages("$home/board/archive/2025/data/yearbook.pdf");
    like($pages[0], qr/2025/, 'the cover');
    like($pages[1], qr/目录/, 'the contents');
    like($pages[2], qr/大事记.*6 ?月 ?29 ?日\s+停水通知/s, 'the chronicle');
    like($pages[3], qr/全文.*停水通知.*请提前储水/s, 'the text');
};

# The names in the first column of a table of the document.
sub names_of {
    my ($heading) = @_;
    return map { my $row = $_; $row =~ /^\| ([^|]*)/ ? $1 =~ /`(?:\{ )?(\w+)/g : () } split /\n/, part($heading);
}

sub known {
    my ($file, $array) = @_;
    my ($list) = get("generator/template/$file") =~ /\b$array\[\] = \{(.*?)\n?\};/s;
    return $list =~ /"(\w+)"/g;
}

subtest 'every name has its line' => sub {
    is_deeply([ sort(names_of('The book')) ], [ sort(known('book-style.c', 'KEYS')) ], 'of a book');
    my %pieces = map { $_ => 1 } known('book-pieces.c', 'KINDS');
    my ($text) = part('Pieces');
    my @missing = grep { $text !~ /`(?:[^`]*\b)?$_\b/ } keys %pieces;
    is_deeply([ sort @missing ], [], 'of a piece');
    is_deeply([ sort(names_of('Rows')) ], [qw(anchor group target)], 'of a row');
};

# The record of a year of the site at $root, made in there: the pages of its yearbook, and what was said.
sub yearbook {
    my ($root, $year) = @_;
    my ($status, $out, $err) = broadside('-C', $root, 'archive', '--date', $DATE, '-q', $year);
    is($status, 0, "$year is made") or diag($err);
    my $file = "$root/archive/$year/data/yearbook.pdf";
    is(system("qpdf --check '$file' >/dev/null"), 0, 'the file is sound');
    return ([ pages($file) ], decode_utf8($err));
}

# Without the spaces that a printer puts between Han and Latin.
sub closed { return $_[0] =~ s/(?<=\p{Han}) (?=\w)|(?<=\w) (?=\p{Han})//gr }

# The lines of the contents, { title, page, level }.
sub contents {
    my ($pages) = @_;
    my @lines;
    for my $page (grep { /\A\s*(?:.*年册|.*Yearbook.*)?\s*(?:目录|Contents)\n/ } @$pages[1 .. 3]) {
        for my $line (split /\n/, $page) {
            push @lines, { level => length $1 > 2 ? 2 : 1, title => closed($2), page => $3 }
                if $line =~ /^(\s*)(\S.*?)\s[\s.·…]{3,}(\d+)$/;
        }
    }
    return @lines;
}

sub chapters { return grep { $_->{level} == 1 } @_ }

my $root = folder();
system('cp', '-R', 'content', 'data', 'broadside.yaml', $root) == 0 or die;

subtest 'the sample site' => sub {
    for my $year (2023, 2024, 2025) {
        my ($pages) = yearbook($root, $year);
        my @lines = contents($pages);
        cmp_ok(scalar @lines, '>', 10, "$year: the contents");
        my @wrong = map { "$_->{title} $_->{page}" }
            grep { (closed($pages->[ $_->{page} - 1 ] // '') =~ s/\s//gr) !~ /\Q@{[ $_->{title} =~ s{\s}{}gr ]}\E/ } @lines;
        is_deeply(\@wrong, [], "$year: what they say is on the page that they say");
        for my $number (2 .. @$pages) {
            my ($printed) = $pages->[ $number - 1 ] =~ /(\d+)\s*\z/;
            is($printed, $number, "$year: page $number") if ($printed // '') ne $number;
        }
    }
    my ($pages) = yearbook($root, 2025);
    my $all = closed(join "\n", @$pages);
    my %said = (
        'the rate with its denominator' => qr/应兑现3项，已兑现2项，兑现率66\.7%/,
        'what spans years' => qr/明年上半年.*?跨年度/s,
        'evidence with its page' => qr/佐证.*?第\d+页/s,
        'an honour with its number' => qr/省文明办〔2025〕9号/,
        'what an event came to' => qr/活动成果：参加人数860，参加人次1,240/,
        'a table of a disclosure' => qr/219,274\.00/,
        'the steps of a commitment and what proves it' => qr/5月6日\s+开张，首日供餐71份[^\n]*\n\s*佐证\s+梧桐里老年助餐点开张（活动\s+5月6日）\s+第\d+页/,
        'honours of all levels, then their certificates' => qr/省级（共1项）.*社区级（共2项）.*\n\s*证书\n.*“全省最美志愿服务社区”/s,
        'a report in full' => qr/梧桐里社区居民委员会\s+二〇二五年七月八日/,
    );
    like($all, $said{$_}, $_) for sort keys %said;
};

subtest 'the index' => sub {
    my @pages = pages("$root/archive/2025/data/yearbook.pdf");
    my ($index) = grep { $pages[$_] =~ /人名索引\s*\n.*\bC\b/s } 3 .. $#pages;
    ok($index, 'there is one') or return;
    my $text = closed(join "\n", @pages[ $index .. $#pages ]);
    my %told;
    $told{$1} = [ split /、/, $2 ] while $text =~ /(\p{Han}{2,4})\s+第([\d、]+)页/g;
    cmp_ok(scalar keys %told, '>', 10, 'of persons');
    my @wrong;
    for my $name (sort keys %told) {
        for my $number (@{ $told{$name} }) {
            # News stand in the chronicle with their title, not with who wrote them.
            push @wrong, "$name $number" if $number < 2 || $number > @pages;
        }
    }
    is_deeply(\@wrong, [], 'on pages that there are');
    like(closed($pages[ $_ - 1 ]), qr/郑怀谦/, "郑怀谦 is on page $_") for $told{'郑怀谦'}[-1];
    unlike($text, qr/委员会|值班室/, 'of persons only');
};

subtest 'next to nothing' => sub {
    my %files = (
        'broadside.yaml' => "title: 小社区\nlanguage: zh-Hans\n",
        'content/news/2025-03-12-tree.md' => "---\ntitle: 种树\n---\n种了三棵树。\n",
        'content/notices/2025-03-01-old.md' => "---\ntitle: 公示一份名单\nkind: review\nposting: { days: 3 }\nissuer: 机密\n---\n机密。\n",
        'content/notices/2025-04-01-told.md' =>
            "---\ntitle: 公示另一份名单\nkind: review\nposting: { days: 3 }\nissuer: 机密\noutcome: 未收到异议\n---\n机密。\n",
        'content/models/2025-li.md' =>
            "---\ntitle: 李某\nname: 李某\nkind: person\nyear: 2025\nphoto: li.svg\n---\n好人。\n",
        'content/honours/2025-06-01-park.md' =>
            "---\ntitle: 美丽社区\ndate: 2025-06-01\nlevel: district\nawarded_by: 区政府\nawarded: 2025-06-01\nrecipient: community\ncertificate: park.pdf\n---\n好。\n",
        'content/honours/park.pdf' => "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n",
        'content/models/li.svg' => '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    );
    my $small = site(map { $_ => encode_utf8($files{$_}) } keys %files);
    my ($pages, $said) = yearbook($small, 2025);
    my $all = join "\n", @$pages;
    is_deeply([ map { $_->{title} } chapters(contents($pages)) ],
        [qw(年度数字 大事记 荣誉 先进典型 公告与公示 人名索引)], 'chapters without anything are left out');
    like(closed($all), qr/公示一份名单\s+3月1日至3月3日\s+公示期满/, 'a review that is over');
    like(closed($all), qr/公示另一份名单\s+4月1日至4月3日\s+未收到异议/, 'one with what came of it');
    unlike($all, qr/机密/, 'and nothing else of them');
    like(closed($all), qr/证书文件[^\n]*\n\s*美丽社区\s+park\.pdf/, 'a certificate that is no picture is named');
    unlike(join('', map { get("$small/archive/2025/data/site/$_") } qw(notices/index.html notices/2025/04-01-told.html)),
        qr/未收到异议/, 'which the website does not tell');
};

subtest 'what spans years' => sub {
    my %files = (
        'broadside.yaml' => "title: 小社区\nlanguage: zh-Hans\n",
        'content/commitments/lift.md' =>
            "---\ntitle: 装电梯\nby: 曾小红\ngroup: employed\nmade: 2024-11-01\ndue: 2025-06-01\nstatus: fulfilled\nclosed: 2025-02-01\n---\n正文。\n",
        'content/commitments/lamp.md' =>
            "---\ntitle: 修路灯\nby: 李四\ngroup: employed\nmade: 2025-01-01\ndue: 2025-06-01\nstatus: unfulfilled\nclosed: 2025-06-01\n---\n正文。\n",
    );
    my $spans = site(map { $_ => encode_utf8($files{$_}) } keys %files);
    my $all = closed(join "\n", @{ (yearbook($spans, 2025))[0] });
    like($all, qr/应兑现1项，已兑现0项，兑现率0%/, 'a commitment counts in its own year');
    like($all, qr/装电梯\s+曾小红\s[^\n]*跨年度/, 'and is told of in both, marked');
    unlike($all, qr/修路灯\s+李四\s[^\n]*跨年度/, 'one that does not is not');
    like($all, qr/跨年度的承诺计入/, 'as the table says');
    like($all, qr/L\s+Z\n\s*李四.*曾小红/, 'surnames are filed as they are read');
};

subtest 'in English' => sub {
    my $english = folder();
    copy_tree('tests/english-site', $english);
    my ($pages) = yearbook($english, 2025);
    my $all = join "\n", @$pages;
    like($all, qr/Yearbook/, 'a yearbook');
    like($all, qr/The year in numbers.*Chronicle.*Honours/s, 'in its words');
    unlike($all, qr/\p{Han}/, 'and no other');
};

subtest 'the same bytes' => sub {
    my $file = "$root/archive/2024/data/yearbook.pdf";
    my $before = get($file);
    yearbook($root, 2024);
    ok($before eq get($file), 'made again');
};

done_testing;
