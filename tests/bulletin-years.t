#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The pages across years of the theme bulletin: what the years came to side by side, and the records of those that
# are in the archive; and that nothing hides itself in a frozen website.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode_utf8 encode_utf8);
use Test::More;

my $config = "title: 梧桐里社区\nlanguage: zh-Hans\ntimezone: Asia/Shanghai\ntheme: bulletin\n";

sub made {
    my (%files) = @_;
    my $root = folder();
    $files{'broadside.yaml'} //= $config;
    put(encode_utf8("$root/$_"), encode_utf8($files{$_})) for keys %files;
    return $root;
}

sub pages {
    my ($root, @arguments) = @_;
    my $into = folder();
    my ($status, undef, $err) = broadside('-C', $root, 'build', '--date', '2025-11-20', '-d', $into, @arguments);
    is($status, 0, 'builds') or diag(decode_utf8($err));
    my $tree = tree($into);
    return { map { $_ => decode_utf8($tree->{$_}) } grep { /\.html$/ } keys %$tree };
}

# The table that compares years: group -> row -> the cells, as text.
sub compared {
    my ($page) = @_;
    my ($table) = $page =~ m{(<table class="data">.*?</table>)}s or return {};
    my ($years) = $table =~ m{<thead>(.*?)</thead>}s;
    my %groups = ('' => [ $years =~ m{>(\d{4})</a>}g ]);
    while ($table =~ m{<tbody>(.*?)</tbody>}gs) {
        my @rows = map { [ map { s/<[^>]+>//gr } /<t[hd][^>]*>(.*?)<\/t[hd]>/gs ] } $1 =~ m{<tr[^>]*>(.*?)</tr>}gs;
        my $head = shift @rows;
        $groups{ $head->[0] } = { map { my ($name, @cells) = @$_; $name => join '|', @cells } @rows };
    }
    return \%groups;
}

sub honour { "---\ntitle: $_[0]\nlevel: $_[1]\nawarded: $_[2]\nawarded_by: 区文明办\n---\n" }
sub commitment { "---\ntitle: $_[0]\nby: 居委会\ngroup: organisation\nmade: $_[1]-03-01\ndue: $_[1]-06-01\nstatus: $_[2]\n$_[3]---\n" }
sub event { "---\ntitle: $_[0]\nstart: $_[1]\n$_[2]---\n" }

my %three = (
    'content/honours/a.md' => honour('文明社区', 'municipal', '2025-05-01'),
    'content/honours/b.md' => honour('示范社区', 'district', '2025-06-01'),
    'content/honours/c.md' => honour('平安社区', 'district', '2023-06-01'),
    'content/commitments/a.md' => commitment('修路', 2025, 'fulfilled', "closed: 2025-05-01\n"),
    'content/commitments/b.md' => commitment('修灯', 2025, 'pledged', ''),
    'content/commitments/c.md' => commitment('栽树', 2023, 'fulfilled', "closed: 2023-05-01\n"),
    'content/events/a.md' => event('植树', '2025-03-12', "attendance: { people: 40, visits: 1200 }\n"),
    'content/events/b.md' => event('巡逻', '2025-04-12', "attendance: { visits: 34 }\n"),
    'content/events/c.md' => event('讲座', '2024-04-12', ''),
    'data/teams.yaml' => "- { name: 甲队, years: [ { year: 2024, sessions: 4, visits: 9 }, { year: 2025, sessions: 6, visits: 19 } ] }\n"
        . "- { name: 乙队, years: [ { year: 2025, sessions: 3 } ] }\n",
);

subtest 'what three years came to' => sub {
    my $pages = pages(made(%three));
    my $table = compared($pages->{'archive/index.html'});
    is_deeply($table->{''}, [ 2025, 2024, 2023 ], 'the newest first');
    is_deeply($table->{'条目'}, { 承诺 => '2|0|1', 活动 => '2|1|0', 荣誉 => '2|0|1', 合计 => '6|1|2' }, 'entries by type');
    is_deeply($table->{'荣誉'}, { 市级 => '1|0|0', 区级 => '1|0|1', 合计 => '2|0|1' }, 'honours by level, the levels that there are');
    is_deeply($table->{'承诺'}, { '已兑现／应兑现' => '1 / 2|—|1 / 1', 兑现率 => '50%|—|100%' }, 'rates, with what they are of');
    is_deeply($table->{'活动'}, { 参加人次 => '1,234|—|—', 参加人数 => '40|—|—' },
        'visits and people apart; what is not known is not 0');
    is_deeply($table->{'志愿服务队'}, { 队数 => '2|1|—', 场次 => '9|4|—', 人次 => '19|9|—' }, 'teams');
    is($table->{'档案'}, undef, 'no record, no row of records');
    like($pages->{'archive/index.html'}, qr{href="2024/index\.html">2024</a></th>}, 'a year leads to its page');
    like($pages->{'archive/index.html'}, qr/历年参加人次/, 'a chart of attendances');
    unlike($pages->{'archive/2025/index.html'}, qr/档案</, 'nor on the page of a year');
};

subtest 'what there is not has no row; a single year is not compared' => sub {
    my $pages = pages(made('content/news/2024-01-01-a.md' => "---\ntitle: 甲\n---\n", 'content/news/2025-01-01-a.md' => "---\ntitle: 乙\n---\n"));
    is_deeply(compared($pages->{'archive/index.html'}), { '' => [ 2025, 2024 ], '条目' => { 新闻 => '1|1', 合计 => '1|1' } },
        'only what there is');
    $pages = pages(made('content/news/2025-01-01-a.md' => "---\ntitle: 乙\n---\n"));
    unlike($pages->{'archive/index.html'}, qr/历年对比/, 'one year');
};

subtest 'what has expired counts in its year' => sub {
    my $pages = pages(made('content/news/2025-01-01-a.md' => "---\ntitle: 乙\n---\n",
        map { ("content/notices/2024-0$_-01-a.md" => "---\ntitle: 停水$_\nexpires: 2024-12-0$_\n---\n\n停水。\n") } 1 .. 3));
    is_deeply(compared($pages->{'archive/index.html'})->{'条目'}, { 公告 => '0|3', 新闻 => '1|0', 合计 => '1|3' }, 'as on the page of the year');
    like($pages->{'archive/2024/index.html'}, qr{公告</dt><dd><b>3</b>}, 'which says the same');
};

subtest 'thirty years' => sub {
    my $pages = pages(made(map { ("content/news/$_-01-01-a.md" => "---\ntitle: 新闻$_\n---\n") } 1996 .. 2025));
    my $page = $pages->{'archive/index.html'};
    is_deeply(compared($page)->{''}, [ reverse 2016 .. 2025 ], 'the newest ten');
    like($page, qr/只列最近10年/, 'which is said');
    like($page, qr{href="1996/index\.html">1996</a>}, 'all of them have their place above');
};

subtest 'records' => sub {
    my %record = (
        'archive.lock.yaml' => "version: 1\ngiven:\n  2023: { Y-BGS: 1 }\nyears:\n  2023:\n    fonds: \"0194\"\n    closed: 2024-03-15\n    documents:\n"
            . "      - number: 0194-WS·2023-Y-BGS-0001\n        entry: \"honours/c\"\n        title: \"平安社区\"\n        date: 2023-06-01\n        responsible: \"区文明办\"\n",
        'archive/2023/bagit.txt' => "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        'archive/2023/bag-info.txt' => "Bagging-Date: 2024-03-15\nBag-Software-Agent: Broadside 0.1.0\n",
        'archive/2023/data/yearbook.pdf' => "%PDF-1.7\n%%EOF\n",
    );
    my $pages = pages(made(%three, %record));
    is_deeply(compared($pages->{'archive/index.html'})->{'档案'}, { 归档文件 => '—|—|1', 年册 => '—|—|PDF' }, 'side by side');
    like($pages->{'archive/index.html'}, qr{href="2023/yearbook\.pdf"[^>]* aria-label="2023年年册（PDF）"}, 'a link that says what it leads to');
    my $year = $pages->{'archive/2023/index.html'};
    like($year, qr{<h2>2023年档案</h2>.*href="yearbook\.pdf"[^>]*>2023年年册（PDF）</a>.*1件.*2024年3月15日}s, 'on the page of the year');
    unlike($pages->{'archive/2025/index.html'}, qr/2025年档案/, 'not on that of another');
    my $quiet = pages(made(%three, %record, 'broadside.yaml' => $config . "archive: { publish: [] }\n"));
    unlike($quiet->{'archive/2023/index.html'}, qr/yearbook/, 'what is not published is not linked to');
    like($quiet->{'archive/2023/index.html'}, qr/归档日期/, 'but the year is closed');
};

subtest 'a frozen website' => sub {
    my $root = made(%three,
        'content/notices/2025-11-18-review.md' => "---\ntitle: 拟表彰名单公示\nkind: review\nposting: { days: 7 }\ncontact: 0519-55501201\n---\n\n正文。\n",
        'content/notices/2025-11-19-notice.md' => "---\ntitle: 停水通知\nexpires: 2025-12-01\npinned: true\n---\n\n正文。\n",
        'content/events/d.md' => event('晚会', '2025-12-20', ''), 'data/slogans.yaml' => "- { text: 平安 }\n");
    my $live = pages($root);
    ok((grep { /data-until/ } values %$live) > 3 && (grep { /data-today/ } values %$live) > 3, 'what is online hides itself');
    my ($status, undef, $err) = broadside('-C', $root, 'archive', '2025', '--date', '2025-11-20');
    is($status, 0, 'the record is made') or diag(decode_utf8($err));
    my $tree = tree("$root/archive/2025/data/site");
    my @pages = grep { /\.html$/ } sort keys %$tree;
    ok(@pages > 10, 'with pages');
    is(join(' ', grep { $tree->{$_} =~ /data-(?:until|today|days-left)/ } @pages), '', 'in the record nothing does');
    my @mute = grep { $_ !~ /^(?:screen|404)/ && decode_utf8($tree->{$_}) !~ /这里是2025年的存档，网站内容截至2025年11月20日/ } @pages;
    is("@mute", '', 'and each page says whose record it is');
    is((grep { /这里是/ } values %$live), 0, 'which no page online does');
};

done_testing();
