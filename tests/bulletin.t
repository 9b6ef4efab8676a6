#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The pages of the theme bulletin in every state of a site: with nothing, with one entry of each type that says the
# least, with a type of its own, in English, with ten years of entries. Filters lead to what they say; a page stays
# below 60 KB.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode_utf8 encode_utf8);
use Test::More;
use URI::Escape qw(uri_unescape);

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

# Builds a site of these files in the theme; returns path => text of what came of it, and what was said.
sub build {
    my ($yaml, %files) = @_;
    my $root = folder();
    mkdir "$root/content";
    put("$root/broadside.yaml", encode_utf8("theme: bulletin\n$yaml"));
    put("$root/$_", encode_utf8($files{$_})) for keys %files;
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    my $tree = tree("$root/public");
    return { map { decode_utf8($_) => decode_utf8($tree->{$_}) } grep /\.(?:html|xml)$/, keys %$tree }, $status, decode_utf8($err);
}

sub builds {
    my ($name, $yaml, %files) = @_;
    my ($pages, $status, $err) = build($yaml, %files);
    is($status, 0, "$name: builds") or diag($err);
    unlike($err =~ s/^.*there is no news of it\n//mgr, qr/warning:/, "$name: without a warning of the theme");
    for my $path (sort grep /\.html$/, keys %$pages) {
        my $html = $pages->{$path};
        is(scalar(() = $html =~ /<h1[ >]/g), 1, "$name: $path has one h1");
        unlike($html, qr{<(h\d|ul|ol|dl|p|table|tbody|nav|section)(?: [^>]*)?>\s*</\1>}, "$name: $path has no empty part")
            if $path ne 'search/index.html'; # a script fills its parts
        unlike($html, qr{ style=|<[^>]* on[a-z]+=}, "$name: $path has no style and no handler of its own");
        my @levels = $html =~ /<h([1-6])[ >]/g;
        my @skipped = grep { $levels[$_] > $levels[ $_ - 1 ] + 1 } 1 .. $#levels;
        is("@skipped", '', "$name: $path skips no level of headings (@levels)");
        my %ids;
        my @twice = grep { $ids{$_}++ } $html =~ / id="([^"]+)"/g;
        is("@twice", '', "$name: $path has no id twice");
        is(join(' ', links_broken($pages, $path)), '', "$name: the links of $path lead to pages");
    }
    return $pages;
}

# Where a link of a page leads: a path, and a fragment.
sub target {
    my ($path, $href) = @_;
    my ($to, $fragment) = decode_utf8(uri_unescape($href)) =~ /^([^#]*)#?(.*)$/;
    return ($path, $fragment) if $to eq '';
    my @parts = split m{/}, $path;
    pop @parts;
    for my $part (split m{/}, $to) {
        if ($part eq '..') { pop @parts }
        else { push @parts, $part }
    }
    return (join('/', @parts), $fragment);
}

sub links_broken {
    my ($pages, $path) = @_;
    my @broken;
    for my $href ($pages->{$path} =~ /<a [^>]*href="([^"]*)"/g) {
        next if $href =~ /^(?:https?|tel|mailto):/;
        $href =~ s{^/(?:lane/)?}{} if $path eq '404.html';
        my ($to, $fragment) = target($path, $href);
        next if $to !~ /\.(?:html|xml)$/;
        push @broken, $href if !$pages->{$to} || $fragment ne '' && $pages->{$to} !~ / id="\Q$fragment\E"/;
    }
    return @broken;
}

# The links of the filter bar: address, count, whether it is the page itself.
sub filters {
    my ($pages, $path) = @_;
    my ($bar) = $pages->{$path} =~ m{<nav class="filters"(.*?)</nav>}s;
    return () if !$bar;
    my @links;
    push @links, { to => (target($path, $1))[0], here => $2 ? 1 : 0, words => $3, count => $4 }
        while $bar =~ m{<a href="([^"]*)"( aria-current="page")?>([^<]*?) ?(?:<span class="quiet">([\d,]+)</span>)?</a>}g;
    return @links;
}

sub zh { return "title: 梧桐里社区\nlanguage: zh-Hans\nbase_url: https://wutongli.example/\n$_[0]" }

my %least = (
    'content/notices/2025-11-01-a.md'     => "---\ntitle: 通知\n---\n",
    'content/news/2025-11-02-a.md'        => "---\ntitle: 新闻\n---\n",
    'content/events/a.md'                 => "---\ntitle: 活动\nstart: 2025-11-30\n---\n",
    'content/commitments/a.md'            => "---\ntitle: 承诺\nby: 党支部\ngroup: other\nmade: 2025-01-05\nstatus: pledged\n---\n",
    'content/honours/a.md'                => "---\ntitle: 荣誉\nlevel: city\nawarded: 2025-03-01\nawarded_by: 市文明办\n---\n",
    'content/models/a.md'                 => "---\ntitle: 榜样\nname: 老李\nkind: person\nyear: 2025\n---\n",
    'content/reports/a.md'                => "---\ntitle: 总结\nyear: 2024\n---\n",
    'content/pages/a.md'                  => "---\ntitle: 页面\n---\n",
);
$least{'content/honours/a.md'} =~ s/city/municipal/;

subtest 'a site with nothing' => sub {
    my $pages = builds('nothing', "title: 空站\nlanguage: zh-Hans\nbase_url: https://wutongli.example/lane/\n");
    like($pages->{'404.html'}, qr{href="/lane/assets/style\.css}, 'the page that is not there finds its style sheet at any depth');
    my ($plain, $status, $err) = build("title: 空站\nlanguage: zh-Hans\n");
    is($status, 0, 'without an address, too');
    unlike($plain->{'404.html'}, qr/href=/, 'where the page that is not there leads nowhere');
    like($pages->{'index.html'}, qr/公告栏还空着/, 'the board says that it is empty');
    unlike($pages->{'index.html'}, qr{href="(?:about|disclosure|archive)/}, 'the menu leads to nothing that is empty');
    like($pages->{$_}, qr/class="empty"/, "$_ says so, too") for 'about/index.html', 'disclosure/index.html', 'archive/index.html', 'tags/index.html';
};

subtest 'one entry of each type, which says the least' => sub {
    my $pages = builds('least', zh(''), %least);
    unlike($pages->{$_}, qr/class="filters"/, "$_: with one value there is nothing to choose") for 'notices/index.html', 'honours/index.html';
    like($pages->{'models/2025/a.html'}, qr/老李/, 'a model without a portrait');
    my ($shown) = $pages->{'commitments/2025/01-05-a.html'} =~ m{<ol class="timeline">(.*?)</ol>}s;
    like($shown, qr/2025年1月5日.*作出承诺/s, 'the way of a commitment begins with the day on which it was made');
    unlike($shown, qr/完成期限/, 'and has no end without one');
    my $each = builds('only news', zh(''), map { $_ => $least{$_} } grep m{/news/}, keys %least);
    unlike($each->{'index.html'}, qr/id="(?:board|events|commitments|honours|season)"/, 'the home page has no part for what is not there');
};

subtest 'a public review' => sub {
    my $pages = builds('review', zh(''), 'content/notices/2025-11-17-r.md' => <<'MD');
---
title: 拟表彰对象公示
kind: review
contact: 居务监督委员会，0519-55501216
posting: { days: 5, unit: working-day, start: next-day }
---
名单如下。
MD
    my $html = $pages->{'notices/2025/11-17-r.html'};
    like($html, qr{datetime="2025-11-18">2025年11月18日</time>至<time datetime="2025-11-24">2025年11月24日</time>（5个工作日）}, 'its period');
    like($html, qr{data-days-left="2025-11-24"[^>]*>还有4天<}, 'the days that are left, and for which day they are counted');
    like($html, qr{居务监督委员会，<a href="tel:051955501216">0519-55501216</a>}, 'a telephone number that can be called');
    like($html, qr{请在2025年11月24日前（含当天）}, 'how to object');
    like($pages->{$_}, qr{<li class="(?:sheet|item)[^>]* data-until="2025-11-24"}, "$_: a script can take it down") for 'index.html', 'notices/index.html';
};

subtest 'pinned notices and the board' => sub {
    my %many = map { sprintf('content/notices/2025-10-%02d-p.md', $_) => "---\ntitle: 置顶$_\npinned: true\n---\n" } 1 .. 20;
    my $pages = builds('pinned', zh(''), %many, 'content/notices/2025-09-01-r.md' =>
        "---\ntitle: 正在公示\nkind: review\nexpires: 2025-11-30\n---\n", 'content/notices/2025-11-01-long.md' => "---\ntitle: " . '关于进一步做好冬季安全生产和消防安全工作的' x 5 . "通知\n---\n");
    my @sheets = $pages->{'index.html'} =~ /<li class="sheet ([^"]*)"/g;
    is(scalar @sheets, 6, 'six sheets hang on the board');
    is(scalar(grep /pinned/, @sheets), 5, 'twenty that are pinned leave room');
    is(scalar(grep /review/, @sheets), 1, '… for a review that is running');
};

subtest 'commitments' => sub {
    my %files;
    my $n = 0;
    for my $year (2024, 2025) {
        for my $group (qw(organisation employed)) {
            for my $status (qw(fulfilled pledged)) {
                $files{"content/commitments/c" . ++$n . ".md"} = "---\ntitle: 承诺$n\nby: 党支部\ngroup: $group\nmade: $year-01-05\ndue: $year-06-30\nstatus: $status\n"
                    . ($status eq 'fulfilled' ? "closed: $year-07-02\nprogress:\n  - { date: $year-05-01, note: 动工, evidence: [news/2025-11-02-a] }\n" : '') . "---\n";
            }
        }
    }
    my $pages = builds('commitments', zh(''), %files, 'content/news/2025-11-02-a.md' => $least{'content/news/2025-11-02-a.md'});
    my $board = $pages->{'commitments/index.html'};
    my ($years) = $board =~ /历年兑现情况.*?<tbody>(.*?)<\/tbody>/s;
    is(join(' ', $years =~ m{>(\d{4})年</a>}g), '2025 2024', 'rates by year, the newest first');
    ok(index($board, '逾期未办结') < index($board, '历年兑现情况'), 'what is overdue comes first');
    like($pages->{'commitments/2025/01-05-c5.html'}, qr{2025年5月1日.*动工.*佐证.*新闻</a>.*2025年7月2日.*已兑现}s, 'the way of a commitment, with what proves it');
    like($pages->{'commitments/2025/01-05-c5.html'}, qr/2025年7月2日<\/time>（逾期办结）/, 'and that it came late');
    like($pages->{'commitments/2025/01-05-c6.html'}, qr/class="step-overdue".*到期未办结/s, 'or not at all');
    $pages = builds('overdue', zh(''), 'content/commitments/a.md' => "---\ntitle: 承诺\nby: 党支部\ngroup: organisation\nmade: 2025-01-05\ndue: 2025-06-30\nstatus: in-progress\nprogress:\n"
        . "  - { date: 2025-05-01, note: 动工 }\n  - { date: 2025-08-01, note: 复工 }\n---\n");
    like($pages->{'commitments/2025/01-05-a.html'}, qr/动工.*到期未办结.*复工/s, 'a day that is past stands before what came later');
};

subtest 'where titles break, and names in columns' => sub {
    my %titles = (
        a => ['2026年度城乡居民医保缴费提醒', '2026年度|城乡居民医保缴费|提醒', 'phrases-1'],
        b => ['某社区“好邻居”的故事，请您说', '某社区|“好邻居”的|故事，|请您说', 'phrases-1'],
        c => ['转发《意见》、《办法》的通知', '转发|《意见》、|《办法》的|通知', 'phrases-1'],
        d => ['关于棉纺新村南片雨污管道改造延期的说明', '关于|棉纺新村南片雨污管道改造延期的|说明', 'phrases-3'],
        f => ['下水道为什么还没修好：十问', '下水道为什么还没修好：|十问', 'phrases-2'],
        e => ['停水通告', '停水通告', ''],
    );
    my $pages = builds('titles', zh('') =~ s/^title:.*/title: 某某自治区某某市某某街道某某社区/r,
        (map { ("content/notices/2025-11-02-$_.md" => "---\ntitle: $titles{$_}[0]\n---\n") } keys %titles),
        'content/honours/h.md' => "---\ntitle: 某社区“好邻居”\nlevel: district\nawarded: 2025-03-01\nawarded_by: 某某\n---\n\n```roster\n买买提·阿不都热依木、王明、欧阳修远\n```\n");
    for my $name (sort keys %titles) {
        my ($title) = $pages->{'index.html'} =~ m{<h3 class="sheet-title"><a href="notices/2025/11-02-$name.html">(.*?)</a></h3>};
        my $class = $title =~ s{^<span class="([^"]+)">(.*)</span>$}{$2} ? $1 : '';
        is($class, $titles{$name}[2], "$titles{$name}[0]: says how long the longest part is");
        is($title =~ s/<wbr>/|/gr, $titles{$name}[1], "$titles{$name}[0]: breaks where a reader pauses");
    }
    like($pages->{'honours/index.html'}, qr{<span class="phrases-1">某社区<wbr>“好邻居”</span>}, 'on the wall, too');
    like($pages->{'honours/2025/03-01-h.html'}, qr{<li class="long">买买提·阿不都热依木</li>\n<li>王明</li>\n<li>欧阳修远</li>}, 'a long name takes two columns');
    like($pages->{'index.html'}, qr/<h1 class="masthead-name masthead-long">/, 'a long name of a community is set smaller');
};

subtest 'disclosures' => sub {
    my %files;
    my $add = sub { my ($covers, $matter, $date) = @_; $files{"content/notices/$date-$covers-$matter.md"} = "---\ntitle: $covers $matter\nkind: disclosure\nmatter: $matter\ncovers: $covers\n---\n" };
    $add->(@$_) for ['2025-Q1', 'finance', '2025-04-10'], ['2025-Q3', 'party', '2025-10-10'], ['2024', 'finance', '2025-01-10'], ['2024-H2', 'affairs', '2025-01-11'], ['2025-10', 'affairs', '2025-11-03'];
    my $pages = builds('disclosures', zh(''), %files, 'content/notices/2025-02-01-x.md' => "---\ntitle: 其他公开\nkind: disclosure\n---\n");
    my $html = $pages->{'disclosure/index.html'};
    my (%cells, $year);
    for my $row ($html =~ m{(<h2 id="y\d+">|<tr>\s*<th scope="row">.*?</tr>)}sg) {
        $year = $1, next if $row =~ /id="y(\d+)"/;
        my ($name) = $row =~ m{<th scope="row">(.*?)</th>}s;
        $cells{"$year $name"} = join '|', map { s/<[^>]*>//gr =~ s/^\s+|\s+$//gr } $row =~ m{<td>(.*?)</td>}sg;
    }
    is($cells{'2025 第一季度'}, '—|—|4月10日', 'a quarter, its gaps shown');
    is($cells{'2025 第二季度'}, '—|—|—', 'a quarter of which nothing was made public');
    is($cells{'2025 第三季度'}, '10月10日|—|—', 'the third');
    is($cells{'2025 第四季度'}, '—|10月 11月3日|—', 'a month stands in its quarter');
    is($cells{'2024 全年'}, '—|—|2025年1月10日', 'a year');
    is($cells{'2024 下半年'}, '—|2025年1月11日|—', 'half a year');
    ok(!exists $cells{'2024 第一季度'}, 'a year without quarters has no gaps for them');
    like($html, qr{其他公开事项.*其他公开}s, 'what covers no period stands below');
    like($pages->{'index.html'}, qr{<a href="disclosure/index.html">公开</a>}, 'the menu leads there');
};

subtest 'what data/ says of the community' => sub {
    my $pages = builds('data', zh(''),
        'data/profile.yaml'      => "- { year: 2025, residents: 7725, area_km2: 0.42 }\n",
        'data/contacts.yaml'     => "- { name: 综合窗口, phone: 0519-55501201 }\n",
        'data/organisation.yaml' => "- { name: 居委会, head: 周敏芝, staff: [ { name: 顾佳 } ], children: [ { name: 一组, children: [ { name: 二层 } ] } ] }\n",
        'data/grid.yaml'         => "- { name: 社区, children: [ { name: 第一网格, children: [ { name: 微网格 } ] } ] }\n",
        'data/teams.yaml'        => "- { name: 护学队 }\n",
        'data/boards.yaml'       => "- { name: 黑板报 }\n");
    my $html = $pages->{'about/index.html'};
    like($html, qr{<a href="tel:051955501201">}, 'telephone numbers can be called');
    like($html, qr{7,725.*0\.42}s, 'the numbers');
    like($html, qr{周敏芝.*顾佳.*一组.*二层}s, 'the organisation, with what lies below');
    like($html, qr{第一网格.*微网格}s, 'the grid, to its third level');
    unlike($html, qr{楼幢数}, 'no column for what nobody says');
    like($pages->{'index.html'}, qr{<a href="about/index.html">}, 'the menu leads there');
};

subtest 'a year' => sub {
    my $pages = builds('year', zh(''), %least,
        'content/events/b.md' => "---\ntitle: 植树\nstart: 2025-03-12\nattendance: { people: 20, visits: 30 }\noutcomes:\n  - { what: 种树, amount: 12, unit: 棵 }\n---\n",
        'content/events/c.md' => "---\ntitle: 又植树\nstart: 2025-04-12\nattendance: { visits: 5 }\noutcomes:\n  - { what: 种树, amount: 6, unit: 棵 }\n  - { what: 种树, amount: 3, unit: 亩 }\n---\n",
        'content/news/2025-03-13-b.md' => "---\ntitle: 树种下了\nevent: events/b\n---\n",
        'data/teams.yaml' => "- { name: 甲队, years: [ { year: 2025, sessions: 4, visits: 9 } ] }\n- { name: 乙队, years: [ { year: 2025, sessions: 3, visits: 8 } ] }\n");
    my $html = $pages->{'archive/2025/index.html'};
    like($html, qr{活动参加人次</dt><dd><b>35</b>}, 'attendances are added up');
    like($html, qr{种树</dt><dd><b>18</b> 棵.*种树</dt><dd><b>3</b> 亩}s, 'what was done, each unit by itself');
    like($html, qr{<b>7</b>场.*<b>17</b>人次}s, 'the volunteers');
    like($pages->{'archive/2025/all.html'}, qr{<h2 id="event">.*植树.*<h2 id="honour">}s, 'everything of the year, by type');
    my ($chronicle) = $pages->{'archive/2025/chronicle.html'} =~ m{<ol class="chronicle">(.*?)</ol>}s;
    is(join(' ', $chronicle =~ m{>([^<]+)</a>}g), '荣誉 树种下了 又植树 新闻', 'the chronicle goes by the day; news of an event tells it; what is to come is left out');
    is(join(' ', $chronicle =~ m{<b>([^<]+)</b>}g), '三月 四月 十一月', 'by month');
};

subtest 'filters' => sub {
    my %files = %least;
    for my $n (1 .. 45) {
        my $year = 2023 + $n % 3;
        $files{"content/news/$year-02-" . sprintf('%02d', 1 + $n % 28) . "-n$n.md"} = "---\ntitle: 新闻$n\n---\n";
        $files{"content/honours/h$n.md"} = "---\ntitle: 荣誉$n\nlevel: " . (qw(national provincial district))[ $n % 3 ] . "\nawarded: $year-03-01\nawarded_by: 某某\n---\n";
        $files{"content/models/m$n.md"} = "---\ntitle: 榜样$n\nname: 某$n\nkind: " . (qw(person group family))[ $n % 2 ] . "\nyear: $year\n---\n";
    }
    my $pages = builds('filters', zh(''), %files);
    for my $folder (qw(news honours models)) {
        my @links = filters($pages, "$folder/index.html");
        cmp_ok(scalar @links, '>=', 4, "$folder: there is a choice");
        is(join(' ', map { $_->{to} } grep { $_->{here} } @links), "$folder/index.html", "$folder: all of it is chosen");
        for my $link (grep { $_->{count} } @links) {
            my $page = $pages->{ $link->{to} } =~ s/<wbr>//gr =~ s{<span class="phrases-\d">(.*?)</span>}{$1}gr;
            like($page, qr{<p class="quiet">共$link->{count}条</p>}, "$link->{to}: as many as the link says");
            is(join(' ', map { $_->{to} } grep { $_->{here} } filters($pages, $link->{to})), $link->{to}, "$link->{to}: is marked as chosen");
            like($page, qr{<h1>[^<]*：\Q$link->{words}\E</h1>}, "$link->{to}: says what is chosen");
        }
    }
    my ($next) = grep m{^news/2025-page-2\.html$}, keys %$pages;
    is(!!$next, !!0, 'a year of news that fits onto a page has one');
};

subtest 'a tag of several types' => sub {
    my $pages = builds('tag', zh(''), map { $_ => $least{$_} =~ s/---\n\z/tags: [邻里]\n---\n/r } keys %least);
    my $html = $pages->{'tags/邻里/index.html'};
    for my $type (qw(notice news event commitment honour report page)) {
        like($html, qr{<a href="#$type">.*<h2 id="$type">}s, "a link to its part: $type");
    }
};

subtest 'a type of the site' => sub {
    my $pages = builds('own type', zh(''), %least, 'types/course.yaml' => <<'YAML', 'content/courses/2025-05-01-tai-chi.md' => "---\ntitle: 太极拳\nteacher: 老李\n---\n");
name: course
folder: courses
label: { zh-Hans: 课程, en: Courses }
fields:
  date: { kind: date, label: { zh-Hans: 日期, en: Date } }
  teacher: { kind: text, label: { zh-Hans: 老师, en: Teacher } }
YAML
    like($pages->{'archive/2025/index.html'}, qr{课程.*太极拳}s, 'it stands in its year');
};

subtest 'in English' => sub {
    my $pages = builds('English', "title: Plane Tree Court\nlanguage: en\nbase_url: https://court.example/\n",
        map { $_ => $least{$_} =~ s/[^\x00-\x7f]+/Words/gr } keys %least);
    for my $path (sort keys %$pages) {
        unlike($pages->{$path}, qr/\p{Han}/, "$path has no Chinese word");
        unlike($pages->{$path}, qr/>(?:[a-z]+\.)+[a-z-]+</, "$path shows no key in place of a word");
    }
};

subtest 'ten years of a busy community' => sub {
    my %files;
    my $text = '周六上午，社区在桐花路组织了一次便民服务，理发、磨刀、修伞、量血压都有，来了两百多位居民，大家说以后要常办。' x 3;
    for my $year (2016 .. 2025) {
        my $full = $year >= 2024;
        for my $n (1 .. ($full ? 150 : 5)) {
            my $day = sprintf '%d-%02d-%02d', $year, 1 + $n % 10, 1 + $n % 28;
            $files{"content/news/$day-bian-min-fu-wu-jin-xiao-qu-$n.md"} = "---\ntitle: 便民服务进小区，家门口就把事办了（第${n}次）\ntags: [邻里, 便民]\n---\n$text\n";
            $files{"content/notices/$day-guan-yu-ting-shui-$n.md"} = "---\ntitle: 关于梧桐里二村停水检修的通知（第${n}号）\nkind: " . ($n % 5 ? 'notice' : 'disclosure') . "\n---\n$text\n";
        }
        for my $n (1 .. ($full ? 100 : 3)) {
            $files{"content/events/$year-zhi-yuan-fu-wu-ri-$n.md"} = sprintf "---\ntitle: 志愿服务日第%d场：清理楼道和绿化带\nstart: %d-%02d-%02d 09:00\nplace: 桐花路党群服务中心门前\nattendance: { people: 20, visits: 31 }\noutcomes:\n  - { what: 清理卫生死角%d, amount: 13, unit: 处 }\n---\n%s\n", $n, $year, 1 + $n % 11, 1 + $n % 28, $n, $text;
        }
        for my $n (1 .. 20) {
            $files{"content/honours/$year-xian-jin-ji-ceng-$n.md"} = sprintf "---\ntitle: %d年度全市先进基层群众性自治组织（第%d批）\nlevel: %s\nawarded: %d-%02d-01\nawarded_by: 中共云州市南浦区委组织部\nrecipient: community\n---\n", $year, $n, (qw(national provincial municipal district subdistrict community))[ $n % 6 ], $year, 1 + $n % 11;
        }
        for my $n (1 .. ($full ? 300 : 10)) {
            $files{"content/commitments/$year-wei-lin-ju-ban-shi-$n.md"} = sprintf "---\ntitle: 第%d件为邻居办的实事：每月入户看望一次独居老人\nby: 第一党支部党员小组\ngroup: %s\nmade: %d-01-%02d\ndue: %d-12-31\nstatus: %s\nprogress:\n  - { date: %d-02-01, note: 已入户 }\n---\n", $n, (qw(organisation employed retired unemployed other))[ $n % 5 ], $year, 1 + $n % 28, $year, $n % 3 ? 'fulfilled' : 'in-progress', $year;
        }
        for my $n (1 .. ($full ? 40 : 4)) {
            $files{"content/models/$year-$n.md"} = "---\ntitle: 邻里榜样$n：十年如一日\nname: 某某$n\nkind: person\nyear: $year\ndate: $year-09-01\n---\n$text\n";
        }
        for my $quarter (1 .. 4) {
            for my $matter (qw(party affairs finance)) {
                my $day = sprintf '%d-%02d-10', $quarter == 4 ? $year + 1 : $year, $quarter == 4 ? 1 : $quarter * 3 + 1;
                next if $day gt $DATE;
                $files{"content/notices/$day-q$quarter-$matter.md"} = "---\ntitle: ${year}年第${quarter}季度公开\nkind: disclosure\nmatter: $matter\ncovers: $year-Q$quarter\n---\n";
            }
        }
    }
    my ($pages, $status, $err) = build(zh(''), %files);
    is($status, 0, 'builds') or diag($err);
    my @large = map { "$_: " . length encode_utf8($pages->{$_}) } grep { length encode_utf8($pages->{$_}) >= 60_000 } sort grep /\.html$/, keys %$pages;
    is("@large", '', 'no page has 60 KB');
    my @broken = map { my $path = $_; map { "$path: $_" } links_broken($pages, $path) }
        grep { /(?:^index|\/index|chronicle[^\/]*|20\d\d[^\/]*|page-\d+)\.html$/ } sort keys %$pages;
    is("@broken[0 .. ($#broken > 9 ? 9 : $#broken)]", '', 'every link of a list leads to a page');
    my %told;
    $told{$_}++ for map { $pages->{$_} =~ m{<li><time.*?<a href="([^"]+)"}g } grep m{^archive/2025/chronicle}, keys %$pages;
    is(scalar(grep m{/news/2025/}, keys %told), 150, 'the chronicle has all the news of the year, on several pages');
    is(scalar(grep { $_ > 1 } values %told), 0, 'and none twice');
};

subtest 'what browsers of 2020 can read' => sub {
    my $css = get('themes/bulletin/assets/style.css');
    cmp_ok(length $css, '<', 32_000, 'the style sheet is below 32,000 bytes');
    # An older browser passes over a whole rule for one selector that it does not know.
    my @old = grep /\[hidden\]|font-family:var\(--song\)|padding:0 var\(--edge\)/, $css =~ /^[^\n{}]+\{[^{}]*\}/mg;
    cmp_ok(scalar @old, '>=', 3, 'what hides, what sets the headings, and the edge of the page');
    is(join("\n", grep /:is\(|:has\(|:not\([^()]*,|margin-inline:|padding-inline:|inset:/, grep !/^[^{]*::before/, @old), '', 'hold in browsers of 2020');
    for my $script (glob 'themes/bulletin/assets/*.js') {
        my @new = grep !m{^\s*(?://|/?\*)}, grep m{[\w)\]]\?\.[\w(\[]|\?\?|\|\|=|&&=|\(\?<[=!]|\breplaceAll\(|\.at\(}, split /\n/, get($script);
        is("@new", '', "$script can be read by browsers of 2020");
    }
};
subtest 'an event with a time, as a list shows it' => sub {
    my $root = site('broadside.yaml' => "title: T\nlanguage: zh-Hans\ntheme: bulletin\nbase_url: https://a.example/\n",
        'content/events/patrol.md' => "---\ntitle: Patrol\nstart: 2025-06-29 19:00\n---\n\nText.\n");
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'is built');
    my $list = get("$root/public/events/index.html");
    like($list, qr{<time datetime="2025-06-29T19:00">2025-06-29</time>}, 'the day');
    like($list, qr{<span>19:00</span>|19:00}, 'and the time beside it');
};

subtest 'the cover of an event' => sub {
    my $root = site('broadside.yaml' => "title: T\nlanguage: zh-Hans\ntheme: bulletin\nbase_url: https://a.example/\n",
        'content/events/patrol/index.md' => "---\ntitle: Patrol\nstart: 2025-12-29 19:00\ncover: a.png\nalt: A street\n---\n\nText.\n", 'content/events/patrol/a.png' => png(600, 400));
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'is built');
    my ($page) = glob "$root/public/events/*patrol.html $root/public/events/*/*patrol.html";
    like(get($page), qr{<figure class="cover">.*alt="A street"}s, 'stands on its page');
};

subtest 'a panorama among the photos of a gallery' => sub {
    my %photos = ('a.png' => png(400, 300), 'b.png' => png(300, 400), 'wide.png' => png(1000, 200));
    my $built = sub {
        my (@names) = @_;
        my $root = site('broadside.yaml' => "title: T\nlanguage: zh-Hans\ntheme: bulletin\nbase_url: https://a.example/\n",
            'content/news/a/index.md' => "---\ntitle: A\ndate: 2025-03-01\n---\n\n```gallery\n" . join('', map { "$_ A view\n" } @names) . "```\n", map { ("content/news/a/$_" => $photos{$_}) } @names);
        my ($status, undef, $err) = broadside('-C', $root, 'build', '--date', $DATE);
        is($status, 0, "@names: built") or diag($err);
        return get((glob "$root/public/news/2025/*a.html")[0]);
    };
    my $page = $built->('a.png', 'wide.png', 'b.png');
    my ($rows, $below) = $page =~ m{<div class="gallery">(.*?)</div>\s*(<figure class="photo">.*?</figure>)}s;
    is(scalar(() = ($rows // '') =~ /<figure/g), 2, 'the others stand in a row');
    like($below // '', qr{wide-png-480\.jpg}, 'it stands below them, whole');
    is(scalar(() = $built->('a.png', 'wide.png') =~ /<figure class="photo">/g), 2, 'beside one other, both are whole');
    unlike($built->('wide.png'), qr/class="gallery"/, 'alone it is no row');
};

done_testing();
