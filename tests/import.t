#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Importing: each file of tests/import is imported into an empty site. NAME.expected: the output, the messages and the
# entries; NAME.expected.zh: what it says in Chinese. UPDATE=1 writes that anew; CASES='page.html' takes some.
# In source/: word.docx is what `pandoc word.md -o word.docx` makes there; office.docx is source/office/, zipped.
use strict;
use warnings;
use utf8;
use Broadside;
use Cwd qw(abs_path);
use Encode qw(decode encode);
use File::Basename qw(basename dirname);
use JSON::PP;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

my $have_pandoc = system('pandoc --version >/dev/null 2>&1') == 0;
my $folder = abs_path('tests/import');

# The files lie in the site's folder inbox/, where commands find them.
sub fresh {
    my $root = site('broadside.yaml' => "title: Test\nlanguage: zh-Hans\ntheme: small\n");
    copy_tree($folder, "$root/inbox");
    return $root;
}
sub import_in {
    my ($root, @arguments) = @_;
    return broadside({ in => "$root/inbox" }, 'import', '-C', '..', map { /\.(?:txt|html|docx)$/ ? "inbox/$_" : $_ } @arguments);
}
sub text_of { my $bytes = get(@_); return defined $bytes ? decode('UTF-8', $bytes) : undef }

# Without the fields that are only examples.
sub shown {
    my ($text) = @_;
    my ($matter, $body) = $text =~ /\A(---\n.*?^---\n)(.*)\z/ms or return $text;
    $matter =~ s/^#(?: {3,}| )(?:- )?[a-z_]+:(?: .*)?\n//mg;
    return $matter . $body;
}

sub entries { my ($root) = @_; my $tree = tree("$root/content"); return map { ("content/$_" => $tree->{$_}) } keys %$tree }

sub whole {
    my ($root, $out, $err) = @_;
    my %entries = entries($root);
    my $text = "$out\n$err";
    for my $path (sort keys %entries) {
        $text .= "\n=== $path\n";
        $text .= $path =~ /\.md$/ ? shown($entries{$path}) : length($entries{$path}) . " bytes\n";
    }
    return $text;
}

# What a clerk does with the fields that are marked.
sub fill_in {
    my ($root) = @_;
    my %entries = entries($root);
    for my $path (grep { /\.md$/ } keys %entries) {
        my $text = $entries{$path};
        $text =~ s/^date:  #.*$/date: 2025-01-05/m;
        $text =~ s/^year:  #.*$/year: 2024/m;
        $text =~ s/^(\w+):  #.*$/$1: filled/mg;
        put("$root/$path", $text);
    }
}

# The Chinese characters of a text and how often each stands in it.
sub han { my %count; $count{$_}++ for $_[0] =~ /\p{Script=Han}/g; return \%count }

# What the file says, by an eye that is not the program's.
sub source_text {
    my ($name) = @_;
    if ($name =~ /^(\w+)\.docx$/) {
        my $text = text_of("$folder/source/$1.md") // text_of("$folder/source/$1/word/document.xml");
        $text =~ s{<w:delText>.*?</w:delText>|<[^>]*>}{}gs;
        return $text;
    }
    my $bytes = get("$folder/$name");
    return decode('UTF-16LE', substr $bytes, 2) if $bytes =~ /\A\xff\xfe/;
    my $text = eval { decode('UTF-8', my $copy = $bytes, Encode::FB_CROAK) } // decode('GBK', $bytes);
    if ($name =~ /html$/) {
        $text =~ s{<(script|style|title)\b.*?</\1>}{}gs;
        $text =~ s{<div class="(?:nav|footer)">.*?</div>}{}gs;
        $text =~ s/alt="([^"]*)"/>$1</g;
        $text =~ s/<[^>]*>//g;
    }
    return $text;
}

my @cases = map { basename($_) } grep { -f && !/\.expected(?:\.zh)?$/ } glob "tests/import/" . ($ENV{CASES} || '*');
for my $name (@cases) {
    my $pandoc = $name =~ /\.(?:docx|html)$/;
    subtest $name => sub {
        plan skip_all => 'pandoc is not installed' if $pandoc && !$have_pandoc;
        my $root = fresh();
        my ($status, $out, $err) = import_in($root, $name);
        is($status, 0, 'exit status') or diag($err);
        my $whole = whole($root, $out, $err);
        put("$folder/$name.expected", $whole) if $ENV{UPDATE};
        is(decode('UTF-8', $whole), text_of("$folder/$name.expected"), 'what it gives');

        my $chinese = fresh();
        (my $nothing, $out, $err) = broadside({ in => $chinese, env => { LANGUAGE => 'zh_CN' } }, 'import', "inbox/$name");
        put("$folder/$name.expected.zh", "$out\n$err") if $ENV{UPDATE};
        is(decode('UTF-8', "$out\n$err"), text_of("$folder/$name.expected.zh"), 'what it says in Chinese');

        my $source = han(source_text($name));
        my %entries = entries($root);
        my $found = han(join '', map { decode('UTF-8', shown($entries{$_})) } grep { /\.md$/ } keys %entries);
        is(join(' ', grep { $source->{$_} > ($found->{$_} // 0) } sort keys %$source), '', 'nothing is lost');
        my ($checked, $ignored, $messages) = broadside('-C', $root, 'check', '--date', $DATE);
        my @errors = grep { /error: / } split /\n/, $messages;
        is(scalar(grep { !/the field '\w+' is empty/ } @errors), 0, 'check asks for nothing but what is marked') or diag($messages);
        fill_in($root);
        ($checked, $ignored, $messages) = broadside('-C', $root, 'check', '--date', $DATE);
        is($checked, 0, 'and accepts it once that is filled in') or diag($messages);
        my $before = tree($root);
        ($status, $out, $err) = import_in($root, $name);
        is($status, 0, 'once more');
        is($out, '', 'it is not imported again');
        like($err, qr/warning: not imported: the same text stands in 'content/, 'and why');
        is_deeply(tree($root), $before, 'nothing was written');
    };
}

subtest 'a type that is asked for' => sub {
    my $root = fresh();
    put("$root/types/duty.yaml", "name: duty\nfolder: duties\nfields:\n  who: { kind: text, required: true }\n");
    my ($status, $out) = import_in($root, '--type', 'event', 'minutes.txt');
    is($status, 0, 'exit status');
    like($out, qr{^content/events/\S+\.md\n  type 'event', as asked for\n}, 'is taken');
    like($out, qr/^  not found, to be filled in: start$/m, 'with its own fields');
    ($status, $out) = import_in($root, '-t', 'duties', 'minutes.txt');
    like($out, qr{^content/duties/\S+\.md\n.*^  not found, to be filled in: who\n}ms, "one of the site's own, by its folder");
    my ($wrong, $nothing, $err) = import_in($root, '--type', 'notise', 'minutes.txt');
    is($wrong, 2, 'one that there is not');
    like($err, qr/there is no type 'notise'; did you mean 'notice'\?/, 'is said');
};

subtest 'dry run' => sub {
    my $root = fresh();
    my $before = tree($root);
    my ($status, $out, $err) = import_in($root, '-n', 'summary.txt');
    is($status, 0, 'exit status');
    like(decode('UTF-8', $out), qr/^## 一、一年来的主要工作$/m, 'the text is printed');
    is_deeply(tree($root), $before, 'nothing is written');
    my ($path) = $out =~ /^(content\S+)/;
    ($status, my $written) = import_in($root, 'summary.txt');
    like($written, qr/^\Q$path\E$/m, 'the path is the one that it then gets');
};

subtest 'as JSON' => sub {
    my ($status, $out, $err) = import_in(fresh(), '--message-format', 'json', 'notice.txt', 'summary.txt', 'none.txt');
    is($status, 1, 'exit status');
    is($err, '', 'all on standard output');
    my @objects = map { JSON::PP->new->utf8->decode($_) } split /\n/, $out;
    is($objects[0]{source}, 'inbox/notice.txt', 'the file');
    is($objects[0]{type}, 'notice', 'the type');
    is($objects[0]{fields}{document_no}, '和街〔2024〕12号', 'what was found');
    is_deeply($objects[0]{missing}, [], 'what was not');
    is(scalar(grep { ($_->{severity} // '') eq 'error' && $_->{file} eq 'inbox/none.txt' } @objects), 1, 'messages, too');
};

subtest 'several files, bad ones among them' => sub {
    my $root = fresh();
    my $bad = folder();
    put("$bad/empty.txt", '');
    put("$bad/blank.txt", " \n\xe3\x80\x80\n\n");
    put("$bad/binary.txt", join '', map { chr($_ * 37 % 256) } 0 .. 4000);
    put("$bad/picture.png", "\x89PNG\r\n\x1a\n\0\0");
    put("$bad/old.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" . "\0" x 600);
    put("$bad/secret.docx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" . "\0" x 600 . "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0");
    put("$bad/table.xlsx", "PK\003\004" . "xl/workbook.xml" x 10);
    put("$bad/scan.pdf", "%PDF-1.4\n");
    put("$bad/letter.rtf", "{\\rtf1 a}");
    my $archive = "From: <Saved by Blink>\r\nSubject: =?utf-8?B?56S+5Yy6?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"\r\n\r\n<html><p>a";
    put("$bad/$_", $archive) for 'page.mht', 'page.html', 'page.doc';
    put("$bad/entry.md", "---\ntitle: A\n---\n");
    mkdir "$bad/folder.txt";
    my %said = (
        'empty.txt' => qr/the file is empty/,
        'blank.txt' => qr/there is no text in the file/,
        'binary.txt' => qr/the file is no text in UTF-8 or GB 18030/,
        'picture.png' => qr/only \.txt, \.docx and \.html can be imported/,
        'old.doc' => qr/the file has the old format of Word or WPS\n.*save it as \.docx/,
        'secret.docx' => qr/the file is protected by a password\n.*remove the password/,
        'table.xlsx' => qr/the file is no Word document/,
        'scan.pdf' => qr/a PDF is not text any more/,
        'letter.rtf' => qr/the file has the format RTF/,
        (map { $_ => qr/the file is a web page in a single file \(MHTML\)\n.*save it as a complete web page/ } 'page.mht', 'page.html', 'page.doc'),
        'entry.md' => qr/only \.txt/,
        'folder.txt' => qr/this is no regular file/,
        'none.txt' => qr/cannot read the file: No such file/,
    );
    my ($status, $out, $err) = broadside('import', '-C', $root, (map { "$bad/$_" } sort keys %said), "$folder/notice.txt");
    is($status, 1, 'exit status');
    like($err, qr{^\Q$bad/$_\E: error: $said{$_}}m, $_) for sort keys %said;
    like($out, qr{\Acontent/notices/2024/\S+\.md$}m, 'the good one is imported');
    is(scalar(grep { /\.md$/ } keys %{ tree("$root/content") }), 1, 'and nothing else');
};

subtest 'nothing is overwritten' => sub {
    my $root = fresh();
    my $source = folder();
    put("$source/$_.txt", encode('UTF-8', "关于停水的通知\n\n今天第${_}次停水。\n\n幸福社区居委会\n2025年1月5日\n")) for 1 .. 3;
    my ($status, $out, $err) = broadside('import', '-C', $root, map { "$source/$_.txt" } 1 .. 3);
    is($status, 0, 'exit status');
    is_deeply([ $out =~ /^content\S+/mg ], [ map { "content/notices/2025/2025-01-05-guan-yu-ting-shui-de-tong-zhi$_.md" } '', '-2', '-3' ],
        'names of their own');
    is(scalar(() = $err =~ /warning: an entry with this title and date is there already: 'content/g), 2, 'and warnings');
    SKIP: {
        skip 'only root can become somebody else, who can run the program', 3 if !can_be_nobody();
        chmod 0555, "$root/content/notices/2025";
        chmod 0755, $root, $source;
        my $before = tree($root);
        put("$source/4.txt", encode('UTF-8', "第一篇 甲\n乙乙。\n第二篇 关于停电的通知\n停电。\n2025年2月1日\n"));
        ($status, $out, $err) = broadside({ nobody => 1 }, 'import', '-C', $root, "$source/4.txt");
        is($status, 3, 'no permission: exit status');
        like($err, qr/cannot write 'content/, 'said');
        is_deeply(tree($root), $before, 'nothing of the file is left');
        chmod 0755, "$root/content/notices/2025";
    }
    my $elsewhere = folder();
    my $leading = fresh();
    symlink $elsewhere, "$leading/content/notices" or die;
    ($status, $out, $err) = broadside('import', '-C', $leading, "$source/1.txt");
    is($status, 3, 'not out of the site');
    like($err, qr/is a symbolic link that leads out of the site/, 'said');
    is_deeply(tree($elsewhere), {}, 'nothing is there');
};

# What one text becomes: the object of --message-format json, in an empty site.
sub found_in {
    my ($name, $text) = @_;
    my $source = folder();
    put("$source/$name", encode('UTF-8', $text));
    my ($status, $out) = broadside('import', '-C', fresh(), '-n', '--message-format', 'json', "$source/$name");
    return map { JSON::PP->new->utf8->decode($_) } split /\n/, $out;
}

subtest 'numbers of people' => sub {
    my ($entry) = found_in('a.txt', "关于110105 19491231002X和13800138000的通知\n\n请来社区。\n");
    is($entry->{path}, 'content/notices/guan-yu-002x-he138-8000de-tong-zhi.md', 'are not in the name of a file');
};

subtest 'titles on several lines' => sub {
    my @cases = (
        ["社区居委会\n２００７年度工作总结", '社区居委会２００７年度工作总结', 'report', '2007'],
        ["和平社区\n2020年工作要点", '和平社区2020年工作要点', 'news'],
        ["2007年工作总结\n暨二〇〇八年工作思路", '2007年工作总结暨二〇〇八年工作思路', 'report', '2007'],
        ["凝心聚力谋发展\n——和平社区2015年工作总结", '凝心聚力谋发展——和平社区2015年工作总结', 'report', '2015'],
        ["关于开展\n“爱国卫生月”活动的\n通    知", '关于开展“爱国卫生月”活动的通知', 'notice'],
        ["★\n中共和平社区委员会文件\n和社党[2012]3号\n————\n关于停水的通知", '关于停水的通知', 'notice'],
        ["社区工作报告\n——在居民代表大会上", '社区工作报告——在居民代表大会上', 'report'],
        # and those that end on their line
        ["关于停水的通知\n各楼栋居民", '关于停水的通知', 'notice'],
        ["关于小区改造\n昨天开会\n大家都来了", '关于小区改造', 'news'],
        ["2007年工作总结\n及时发现问题的一年", '2007年工作总结', 'report', '2007'],
        ["文明养犬倡议书\n——出门牵绳\n——及时清理", '文明养犬倡议书', 'news'],
    );
    for my $case (@cases) {
        my ($text, $title, $type, $year) = @$case;
        my ($entry) = found_in('a.txt', "$text\n\n　　正文一段，后面还有。\n");
        is($entry->{fields}{title}, $title, $title);
        is($entry->{type}, $type, 'type');
        is($entry->{fields}{year}, $year, 'year');
    }
};

subtest 'slips of the pen' => sub {
    my ($entry) = found_in('a.txt', "2022年述职报告\n\n一、学习\n（1）、甲组。\n（2）、乙组。\n二、工作\n⒈丙组。\n⒉丁组。\n⑴戊组。\n⑵己组。\n㈠ 庚辛\n壬癸。\n㈡ 子丑\n寅卯。\n"
        . "（1）、（2）两条已办。\n\n            述 职 人： 王 建 国\n            二〇二二年十二月廿五日\n");
    like($entry->{text}, qr/^1\. 甲组。\n2\. 乙组。\n\n## 二、工作\n\n1\. 丙组。\n2\. 丁组。\n   1\. 戊组。\n   2\. 己组。\n\n### ㈠ 庚辛\n/m, 'numbers that are one character, or have a mark too many');
    my ($counted) = found_in('a.txt', "工作总结\n\n不足之处有以下几点，列在下面：\n一、活动少；二、经费少；三、人手少。\n以后改进，谢谢大家。\n");
    like($counted->{text}, qr/^一、活动少；二、经费少；三、人手少。$/m, 'a line that counts several things is no heading');
    like($entry->{text}, qr/^（1）、（2）两条已办。$/m, 'two numbers in the text stay there');
    is($entry->{fields}{signatory}, '王建国', 'a name that is spread out');
    my @found = found_in('a.txt', "总结汇编\n目录\n第一篇 党建总结…1\n第二篇 文明总结…5\n\n第一篇 党建总结\n甲。\n第三篇 卫生总结\n乙。\n第二篇 文明总结\n丙。\n");
    is_deeply([ map { $_->{fields}{title} } grep { $_->{path} } @found ], [ '党建总结', '文明总结' ], 'a table of contents is no entry');
    is_deeply([ map { [ $_->{line}, $_->{message} ] } grep { $_->{message} } @found ], [ [ 8, "'第三篇 卫生总结' does not count on, and begins no entry of its own" ] ], 'a paper out of order is reported');
};

subtest 'the title of a page' => sub {
    plan skip_all => 'pandoc is not installed' if !$have_pandoc;
    my $menu = '<ul><li><a href="/zwgk/">政务公开</a></li></ul>' . join '', map { "<div><a href=\"/$_\">栏目$_</a></div>" } 1 .. 12;
    my $info = '<p>发布时间：2018-06-15 浏览次数：<script>document.write(1)</script>123次 【字体：大 中 小】</p>';
    for my $tag ('h1', 'p') {
        my ($entry, @messages) = found_in('a.html', "<html><head><title>端午活动_和平区政府</title></head><body>$menu<$tag>端午活动</$tag>$info<p>包粽子。</p></body></html>");
        is($entry->{fields}{title}, '端午活动', "below a menu, as <$tag>");
        is($entry->{fields}{date}, '2018-06-15', 'and the day below it');
        like($entry->{text}, qr/^---\n\n包粽子。\n\z/m, 'the menu is not in the text');
        like($entry->{text}, qr/^#   .*政务公开\n(?:#   栏目\d+\n){12}/m, 'but stands above');
        is(scalar(grep { $_->{message} =~ /^menus and the like were left out of the page: '.*政务公开 栏目1 / } @messages), 1, 'and is reported');
    }
    my ($joined) = found_in('a.html', '<html><body><h1>端午活动</h1><div><span>来源：区融媒体中心</span><span>日期：2024-05-06 10:20</span><span>点击：35</span></div><p>包粽子。</p></body></html>');
    is_deeply([ @{ $joined->{fields} }{qw(source date)} ], [ '区融媒体中心', '2024-05-06' ], 'labels without a blank between them');
    my ($entry) = found_in('a.htm', '<html><head><meta name=Generator content="Microsoft Word 11"><title>和平社区</title></head>'
        . '<body><p><b>和平社区2009年工作总结</b></p><p>一年来，做了以下工作。</p></body></html>');
    is($entry->{fields}{title}, '和平社区2009年工作总结', "not the name that Word gave the page");
    for my $name ('', ' ', '无标题文档', 'Untitled Document', '新建网页 1') {
        my ($unnamed) = found_in('a.html', "<html><head><title>$name</title></head><body><p>端午活动</p><p>包粽子，吃粽子。</p></body></html>");
        is($unnamed->{fields}{title}, '端午活动', "nor '$name'");
    }
};

subtest 'titles that YAML takes for something else' => sub {
    my $root = fresh();
    my $source = folder();
    my @titles = ('通知: 停水', '# 通知', '"引号" 与 \'引号\'', '- 一', '[甲] {乙}', '2025', 'yes', '~', 'null', '100% 满意!', '& 与 *', '...', '---',
        "C:\\路径", '@所有人', '`代码`', '> 引', '| 竖', "甲\tb", '甲 # 乙', '😀 表情', '%YAML');
    my $number = 0;
    for my $title (@titles) {
        put(sprintf("$source/%02d.txt", ++$number), encode('UTF-8', "$title\n\n正文第${number}段，谢谢大家。\n"));
    }
    my ($status, $out, $err) = broadside('import', '-C', $root, '-t', 'page', glob "$source/*.txt");
    is($status, 0, 'exit status') or diag($err);
    fill_in($root);
    my ($checked, $nothing, $messages) = broadside('-C', $root, 'check', '--date', $DATE);
    is($checked, 0, 'check takes them') or diag($messages);
};

# The text that readers see of what was imported: nothing in it was a mark.
subtest 'what Markdown takes for marks' => sub {
    my @lines = ('# 号', '## 两个', '- 甲', '+ 乙', '* 丙', '> 丁', '1. 一', '1) 一', '2024. 年', '---', '***', '===', '- - -', '```', '~~~', '~~删~~',
        '**粗** *斜* __粗__ _斜_', '[链接](http://a.b)', '![图](a.png)', '[^1]: 注', '[甲]: /b', '<b>标签</b>', '&amp; &#20013; R&D', 'a\\b \\* c', '| 甲 | 乙 |',
        '`代码`', '甲  ', 'http', '5~10个，8~9个', '3*4*5', '甲#', '+86', '-5℃', '#话题#', '1.5倍', '（一）', '一、', '[ ] 任务', '{% lua %}', '{{ x }}', ':', '\\');
    my $source = folder();
    put("$source/a.txt", encode('UTF-8', join "\n\n", '标题一行', '开头的一段话，后面是各种符号。', @lines, ''));
    my $root = fresh();
    my ($status, $out, $err) = broadside('import', '-C', $root, '-t', 'page', "$source/a.txt");
    is($status, 0, 'exit status') or diag($err);
    ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 0, 'it builds') or diag($err);
    my ($page) = grep { /各种符号/ } map { decode('UTF-8', $_) } values %{ tree("$root/public") };
    $page =~ s{<h1>.*?</h1>}{}s;
    my %entity = (lt => '<', gt => '>', amp => '&', quot => '"', '#39' => "'");
    (my $text = $page) =~ s/<[^>]*>//g;
    $text =~ s/&(lt|gt|amp|quot|#39);/$entity{$1}/g;
    my @seen = map { s/\s+$//r } grep { /\S/ } split /\n/, $text;
    is_deeply([ @seen[ 1 .. $#seen ] ], [ map { s/\s+$//r } @lines ], 'each line reads as it was typed');
};

subtest 'random texts' => sub {
    my $seed = $ENV{SEED} || 20251120;
    srand $seed;
    my @pieces = ('一、', '（一）', '(二)', '1.', '1．', '2、', '（1）', '2)', '①', '②', '第一篇', '第二篇：', '【第三篇】', '关于', '通知', '2024年', '工作总结', '二○二四年十二月', '12月25日',
        '2024年12月25日', '2024-02-30', '幸福社区居委会', '　　', '    ', "\t", '。', '，', '：', '；', '“', '”', '*', '_', '#', '|', '`', '[', ']', '(', '<', '>', '\\', '-', '- 3 -', '发布时间：',
        '来源：', '作者:', '附件', '秘密', '和街〔2024〕1号', 'abc', '12', '三', '甲', '居民', "\x{200b}", "\x{3000}", '😀', '---', '...', ':', '"', "'", "\n", "\n", "\n\n", "\r\n");
    my $source = folder();
    my $root = fresh();
    for my $number (1 .. 150) {
        my $text = join '', map { $pieces[ rand @pieces ] } 1 .. 3 + rand 120;
        put("$source/$number.txt", $number % 3 ? encode('UTF-8', $text) : encode('GBK', $text));
    }
    for my $number (151 .. 200) {
        put("$source/$number.txt", join '', map { chr rand 256 } 1 .. rand 400);
    }
    my ($status, $out, $err) = broadside('import', '-C', $root, map { "$source/$_.txt" } 1 .. 200);
    like($status, qr/\A[01]\z/, 'exit status') or diag($err);
    fill_in($root);
    my ($checked, $nothing, $messages) = broadside('-C', $root, 'check', '--date', $DATE);
    my @bad = grep { /error: / && !/two outputs|same output|the same path/ } split /\n/, $messages;
    is("@bad", '', 'check reads every entry') or diag("SEED=$seed\n$messages");
};

subtest 'pandoc' => sub {
    my $root = fresh();
    my $bin = folder();
    my $run = sub {
        my ($script) = @_;
        put("$bin/pandoc", $script);
        chmod 0755, "$bin/pandoc";
        return broadside({ in => "$root/inbox", env => { PATH => "$bin:/usr/bin:/bin", BROADSIDE_PANDOC_SECONDS => 1 } }, 'import', '-C', '..', 'inbox/page.html');
    };
    my ($status, $out, $err) = broadside({ in => $root, env => { PATH => folder() } }, 'import', 'inbox/page.html', 'inbox/notice.txt');
    is($status, 1, 'not installed: exit status');
    like($err, qr{inbox/page\.html: error: pandoc, which reads Word documents and web pages, is not installed\n.*'pandoc'.*\.txt}, 'said, with the way out');
    like($out, qr{^content/notices/}, 'texts need none');
    ($status, $out, $err) = $run->("#!/bin/sh\necho 'no such thing' >&2\nexit 64\n");
    is($status, 1, 'it fails: exit status');
    like($err, qr/error: pandoc cannot read the file: no such thing$/m, 'said');
    ($status, $out, $err) = $run->("#!/bin/sh\nexit 251\n");
    like($err, qr/error: pandoc needs too much memory/, 'out of memory');
    ($status, $out, $err) = $run->("#!/bin/sh\nexec sleep 100\n");
    like($err, qr/error: pandoc was not done with the file within 1 s/, 'too slow');
    my $temporary = folder();
    put("$bin/pandoc", "#!/bin/sh\nkill -INT \$PPID\nexec sleep 100\n");
    my $began = time;
    ($status, $out, $err) = broadside({ in => $root, env => { PATH => "$bin:$ENV{PATH}", TMPDIR => $temporary } }, 'import', 'inbox/page.html');
    is($status, 'signal 2', 'interrupted: it ends by the signal');
    cmp_ok(time - $began, '<', 20, 'at once');
    is_deeply(tree($temporary), {}, 'and leaves nothing of the paper behind');
    ($status, $out, $err) = $run->("#!/bin/sh\nkill -SEGV \$\$\n");
    like($err, qr/error: pandoc cannot read the file$/m, 'a crash');
    ($status, $out, $err) = $run->("#!/bin/sh\necho \$* >>tried\n[ \$(wc -l <tried) -gt 1 ] || exit 64\nprintf 'para\\0370\\0370\\037x\\037' >blocks\n");
    is($status, 0, 'a page that it cannot read with all its marks is read without them') or diag($err);
    ($status, $out, $err) = $run->("#!/bin/sh\nexit 0\n");
    like($err, qr/error: pandoc gave nothing that can be read/, 'nothing');
    ($status, $out, $err) = $run->("#!/bin/sh\nprintf 'para\\0370\\0370\\037x\\036\\377' >blocks\n");
    like($err, qr/error: pandoc gave nothing that can be read/, 'nonsense');
    ($status, $out, $err) = $run->("#!/bin/sh\nprintf 'a\\037b\\036\\036heading\\03799\\0370\\037\\347\\224\\262\\037\\036para\\037x\\037-1\\037y\\037*y' >blocks\n");
    is($status, 0, 'half nonsense') or diag($err);
};

subtest 'damaged documents' => sub {
    plan skip_all => 'pandoc is not installed' if !$have_pandoc;
    my $seed = $ENV{SEED} || 20251120;
    srand $seed;
    my $root = fresh();
    my $whole = get("$folder/office.docx");
    for my $number (1 .. $ENV{DAMAGED} || 12) {
        my $bytes = $number == 1 ? substr($whole, 0, length($whole) / 2) : $whole;
        substr($bytes, $_ < 2 ? -rand(600) - 1 : rand length $bytes, 1) = chr rand 256 for 1 .. $number % 4;
        put("$root/inbox/$number.docx", $bytes);
    }
    my ($status, $out, $err) = import_in($root, map { "$_.docx" } 1 .. $ENV{DAMAGED} || 12);
    like($status, qr/\A[01]\z/, 'end in words') or diag("SEED=$seed\n$err");
};

subtest 'docs/import.md' => sub {
    plan skip_all => 'pandoc is not installed' if !$have_pandoc;
    my $above = folder();
    mkdir "$above/$_" for 'bin', encode('UTF-8', '通知');
    symlink program(), "$above/bin/broadside" or die;
    put(encode('UTF-8', "$above/总结.txt"), get("$folder/summary.txt"));
    put(encode('UTF-8', "$above/通知/1.docx"), get("$folder/word.docx"));
    broadside('init', "$above/board", '--date', $DATE);
    my ($block) = get('docs/import.md') =~ /^```sh\n(.*?)^```$/ms;
    my $output = qx{cd '$above' && PATH='$above/bin':\$PATH sh -e -c '$block' 2>&1};
    is($?, 0, 'its commands run') or diag($output);
    like($output, qr{^content/reports/2007/}m, 'and import');
};

done_testing();
