#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# `broadside archive YEAR --from FOLDER`: what becomes of old files, what is left out, that nothing is shown before
# somebody has looked at it, that nothing is overwritten or left half made, and that it can be run again.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode decode_utf8 encode encode_utf8);
use Fcntl qw(LOCK_EX);
use JSON::PP;
use POSIX ();
use Test::More;

my $config = "title: 荷花社区\nlanguage: zh-Hans\ntimezone: Asia/Shanghai\ntheme: bulletin\n";

sub board { my $root = folder(); put("$root/broadside.yaml", encode_utf8($_[0] // $config)); mkdir "$root/content"; return $root }

# A folder of these files, by names in UTF-8.
sub old {
    my (%files) = @_;
    my $root = folder() . '/2014';
    mkdir $root;
    put(encode_utf8("$root/") . (utf8::is_utf8($_) ? encode_utf8($_) : $_), utf8::is_utf8($files{$_}) ? encode_utf8($files{$_}) : $files{$_}) for keys %files;
    return $root;
}

# Runs it; status, the paths it printed, and all that it said.
sub adopt {
    my ($root, $from, @arguments) = @_;
    my ($status, $out, $err) = broadside('-C', $root, 'archive', 2014, '--from', $from, @arguments);
    return ($status, [ grep { /^content\// } split /\n/, decode_utf8($out) ], decode_utf8($out . $err));
}

sub text { return decode_utf8(get(encode_utf8($_[0])) // '') }

# What an entry says: field => value, with the lists as text.
sub fields {
    my ($path) = @_;
    my ($front) = text($path) =~ /\A---\n(.*?)^---$/ms;
    my %fields;
    while (($front // '') =~ /^(\w+):[ ]?(.*(?:\n[ ]+.*)*)/mg) {
        my ($name, $value) = ($1, $2);
        $fields{$name} = $value =~ s/\s+# .*//r =~ s/\n\s+/ /gr;
    }
    return \%fields;
}

# A photo of the day "2014:03:05", in either order of bytes; no more of it than a camera's head.
sub jpeg {
    my ($day, $big) = @_;
    my ($n, $N, $mark) = $big ? ('n', 'N', 'MM') : ('v', 'V', 'II');
    my $taken = "$day 10:11:12\0";
    my $tiff = $mark . pack("$n$N", 42, 8)
        . pack($n, 1) . pack("$n$n$N$N", 0x8769, 4, 1, 26) . pack($N, 0)
        . pack($n, 1) . pack("$n$n$N$N", 0x9003, 2, length $taken, 44) . pack($N, 0) . $taken;
    my $exif = "Exif\0\0$tiff";
    return "\xff\xd8\xff\xe1" . pack('n', 2 + length $exif) . $exif
        . "\xff\xc0" . pack('nCnnC', 8, 8, 40, 60, 0) . "\xff\xd9";
}

sub word {
    my ($markdown) = @_;
    my $folder = folder();
    put("$folder/a.md", encode_utf8($markdown));
    system('pandoc', '--from', 'markdown', '-o', "$folder/a.docx", "$folder/a.md") == 0 or die 'pandoc';
    return get("$folder/a.docx");
}

my $compound = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
my $report = word("荷花社区2014年工作总结\n\n一、文明创建\n\n全年开展活动20次。\n\n荷花社区居委会\n\n2014年12月20日\n");

subtest 'what becomes of what' => sub {
    my %files = (
        '总结.docx' => $report,
        '总结.pdf' => "%PDF-1.4 signed\n",
        '停水.txt' => encode('cp936', "关于元宵节停水的通知\n\n各位居民：2月14日停水一天。\n\n荷花社区居委会\n2014年2月12日\n"),
        '名单.txt' => encode_utf8("志愿者名单\n\n参加活动的有张三、李四、王五。\n"),
        '网页.html' => encode_utf8("<html><body><h1>社区新闻</h1><p>社区开展了活动。</p><img src=\"网页_files/a.png\"></body></html>"),
        '网页_files/a.png' => png(60, 40, 'web'), '网页_files/x.js' => 'var x',
        '03.2014年度文明创建工作总结.doc' => $compound . 'a',
        '工作计划.wps' => $compound . 'b',
        '评优评先公示.pdf' => "%PDF-1.4 b\n",
        '统计.xls' => $compound . 'c',
        '2014年元宵活动照片/2.png' => png(60, 40, 2), '2014年元宵活动照片/10.png' => png(60, 40, 10), '2014年元宵活动照片/猜谜 (一)[&copy;].png' => png(60, 40, 3),
        '会议/2月14日/a.png' => png(60, 40, 4), '会议/扫描件/20141103120000.tif' => "II*\0", '会议/扫描件/假.jpg' => 'no picture',
    );
    my ($root, $from) = (board(), old(%files));
    my $before = hashes($from);
    my ($status, $paths, $said) = adopt($root, $from);
    is($status, 0, 'done') or diag($said);
    is_deeply([ sort @$paths ], [ sort map { "content/$_/index.md" } qw(
        reports/2014/he-hua-she-qu2014nian-gong-zuo-zong-jie reports/2014/2014nian-du-wen-ming-chuang-jian-gong-zuo-zong-jie
        notices/2014/2014-02-12-guan-yu-yuan-xiao-jie-ting-shui-de-tong-zhi
        pages/2014/2014-zhi-yuan-zhe-ming-dan pages/2014/2014-she-qu-xin-wen pages/2014/2014-gong-zuo-ji-hua
        pages/2014/2014-ping-you-ping-xian-gong-shi pages/2014/2014nian-dang-an-zi-liao
        pages/2014/2014nian-yuan-xiao-huo-dong-zhao-pian pages/2014/2014-hui-yi-2yue14ri pages/2014/2014-hui-yi-sao-miao-jian) ],
        'entries by what the files are, in pinyin');
    my $at = "$root/content";
    my $found = fields("$at/reports/2014/he-hua-she-qu2014nian-gong-zuo-zong-jie/index.md");
    is("$found->{year} $found->{date} $found->{signatory}", '2014 2014-12-20 荷花社区居委会', 'a report, as import reads it');
    is($found->{attachments}, ' - 总结.docx - 总结.pdf', 'with the document, and what is called like it');
    like(text("$at/reports/2014/he-hua-she-qu2014nian-gong-zuo-zong-jie/index.md"), qr/^## 一、文明创建$/m, 'and its text');
    $found = fields("$at/notices/2014/2014-02-12-guan-yu-yuan-xiao-jie-ting-shui-de-tong-zhi/index.md");
    is("$found->{title} $found->{date}", '关于元宵节停水的通知 2014-02-12', 'a notice in GB 18030');
    $found = fields("$at/pages/2014/2014-zhi-yuan-zhe-ming-dan/index.md");
    is("$found->{title} $found->{date}", '志愿者名单 2014-12-31', 'a text without a day: the last of the year');
    $found = fields("$at/reports/2014/2014nian-du-wen-ming-chuang-jian-gong-zuo-zong-jie/index.md");
    is("$found->{title} $found->{year}", '2014年度文明创建工作总结 2014', 'an old Word file by its name');
    like($said, qr/2 documents were taken over without their text.*03\.2014年度文明创建工作总结\.doc.*工作计划\.wps/, 'which is said');
    my $photos = text("$at/pages/2014/2014nian-yuan-xiao-huo-dong-zhao-pian/index.md");
    like($photos, qr/\n!\[2\]\(2\.png\)\n\n!\[10\]\(10\.png\)\n/, 'pictures in the order of their numbers');
    $found = fields("$at/pages/2014/2014nian-yuan-xiao-huo-dong-zhao-pian/index.md");
    is($found->{title}, '2014年元宵活动照片', 'under the name of the folder');
    is($found->{archive}, ' own_title: true', 'which is a title of our own');
    is(fields("$at/pages/2014/2014-hui-yi-2yue14ri/index.md")->{date}, '2014-02-14', 'the day of a folder');
    is(fields("$at/pages/2014/2014-hui-yi-2yue14ri/index.md")->{title}, '会议 2月14日', 'a name that says little, with the one around it');
    $found = fields("$at/pages/2014/2014-hui-yi-sao-miao-jian/index.md");
    is("$found->{date}$found->{attachments}", '2014-11-03 - 20141103120000.tif - 假.jpg', 'the day of a file; what is no picture is not shown');
    unlike(text("$at/pages/2014/2014-hui-yi-sao-miao-jian/index.md"), qr/!\[/, 'not even one that is called so');
    my %held = map { $_ => 1 } values %{ hashes($at) };
    my %gone = map { decode_utf8($_) => 1 } grep { !$held{ $before->{$_} } } keys %$before;
    is(join(' ', sort keys %gone), '网页_files/x.js', 'every file is there, byte by byte, but for the script of a web page');
    is_deeply(hashes($from), $before, 'and the old files are as they were');

    my $all = hashes($root);
    ($status, $paths, $said) = adopt($root, $from);
    is("$status @$paths", '0 ', 'again: nothing more');
    like($said, qr/15 files were left out: the site holds them already/, 'which is said');
    delete $all->{$_} for my @locks = grep { /^\.broadside/ } keys %$all;
    my $again = hashes($root);
    delete $again->{$_} for @locks;
    is_deeply($again, $all, 'nor is anything changed');
    put(encode_utf8("$from/2014年元宵活动照片/11.png"), png(60, 40, 11));
    ($status, $paths) = adopt($root, $from);
    is_deeply($paths, ['content/pages/2014/2014nian-yuan-xiao-huo-dong-zhao-pian-2/index.md'], 'a new photo is a page of its own');

    (my $checked, undef, my $err) = broadside('-C', $root, 'check', '--date', '2015-03-01');
    is($checked, 0, 'the site has no mistakes') or diag(decode_utf8($err));
    my $public = folder();
    is((broadside('-C', $root, 'build', '--date', '2015-03-01', '-d', $public))[0], 0, 'and can be built');
    is((grep { /2014/ && !/^archive/ } keys %{ tree($public) }), 0, 'nothing of it is on the website');
    for my $path (grep { /index\.md$/ } keys %{ tree($at) }) {
        put("$at/$path", get("$at/$path") =~ s/^(?:expires|after):.*\n//mgr);
    }
    ($status, undef, $err) = broadside('-C', $root, 'build', '--date', '2015-03-01', '-d', $public);
    is($status, 1, 'released: photos that are none are named');
    my @broken = decode_utf8($err) =~ /^(\S+): error: this photo cannot be read/mg;
    is(join(' ', map { s{.*/}{}r } @broken), '20141103120000.tif 假.jpg', 'both of them');
    for my $path (@broken) {
        put("$root/$path" =~ s{[^/]*$}{index.md}r, get("$root/$path" =~ s{[^/]*$}{index.md}r) =~ s/^  - \Q@{[ encode_utf8($path =~ s{.*\/}{}r) ]}\E\n//mr);
    }
    is((broadside('-C', $root, 'build', '--date', '2015-03-01', '-d', $public))[0], 0, 'without them it is built');
    my %shown = map { $_ => 1 } values %{ hashes($public) };
    my @files = grep { !/x\.js|\.(?:png|jpg|tif)$/ } sort keys %$before;
    is_deeply([ grep { !$shown{ $before->{$_} } } @files ], [], 'every file is published');
    is((grep { /\.png$/ && $shown{ $before->{$_} } } keys %$before), 0, 'but for photos, of which there are copies');
    like(decode_utf8(get("$public/pages/2014nian-yuan-xiao-huo-dong-zhao-pian.html")), qr/<img [^>]*alt="猜谜 \(一\)\[&amp;copy;\]"/,
        'pictures have their names as words');
    is((grep { /foot-links">(.*?)<\/ul>/s && $1 =~ /2014/ } values %{ tree($public) }), 0, 'and no paper of a year stands at the foot of each page');
    like(decode_utf8(get("$public/archive/2014/all.html")), qr/志愿者名单/, 'but among what there is of its year');
};

subtest 'names' => sub {
    my $root = board();
    my $from = old('CON.txt/a.png' => png(60, 40, 1), 'CON.txt/A.PNG' => png(60, 40, 2), 'CON.txt/b?:*.bin' => 'b', 'CON.txt/nul.bin' => 'n',
        'CON.txt/index.md' => "# no entry\n", 'CON.txt/' . '长' x 80 . '.pdf' => '%PDF-', 'CON.txt/身份证110101199003070011.png' => png(60, 40, 3),
        'CON.txt/.hidden' => 'h', 'Thumbs.db' => 't', 'desktop.ini' => 'd', '~$a.docx' => '~', '.DS_Store' => 's', 'x.tmp' => 'x', 'a.lnk' => 'l',
        'image-1.bin' => 'i', 'A/x.bin' => 'x1', 'a/x.bin' => 'x2');
    put("$from/" . encode('cp936', '旧表') . '.bin', 'gbk');
    put(encode_utf8("$from/奇\x{202e}\x{8a}\n\x{1}怪 \"'#: [x], {y}\\/\x{feff}.bin"), 'strange');
    my ($status, $paths, $said) = adopt($root, $from);
    is($status, 0, 'done') or diag($said);
    is_deeply([ grep { /warning/ } split /\n/, $said ], [], 'without a word of what systems leave behind');
    my @names = map { decode_utf8($_) } grep { !/index\.md$/ } sort keys %{ tree("$root/content") };
    is((grep { m{(?:^|/)(?:con|nul)(?:\.|/|$)}i || /[<>:"\\|?*]/ || (grep { length encode_utf8($_) > 120 } split m{/}) } @names), 0, 'Windows can have them') or diag(@names);
    my %folded;
    is((grep { $folded{ lc $_ }++ } @names), 0, 'no two differ only in case');
    is((grep { /110101199003070011/ } @names, map { text("$root/$_") } @$paths), 0, 'no number of a person in a name');
    is(scalar(@names), 12, 'all of them') or diag("@names");
    is((grep { /旧表/ } @names), 1, 'a name in GBK');
    (my $checked, undef, my $err) = broadside('-C', $root, 'check', '--date', '2015-03-01');
    is($checked, 0, 'the site has no mistakes') or diag(decode_utf8($err));
    is((adopt($root, $from))[2] =~ /12 files were left out/, 1, 'again: nothing more');
};

subtest 'titles' => sub {
    my %titles = ('关于文明祭扫的通知（终稿）修改2.doc' => '关于文明祭扫的通知', '2014年工作总结 - 副本 (2).doc' => '2014年工作总结', '最终版.doc' => '最终版',
        '公约（征求意见稿）.doc' => '公约（征求意见稿）', '楼道修改.doc' => '楼道修改', '张三110101199003070011.doc' => '张三**************0011');
    my $root = board();
    my $number = 0;
    my ($status, $paths, $said) = adopt($root, old(map { ($_ => $compound . $number++) } sort keys %titles));
    is($status, 0, 'done') or diag($said);
    my %found = map { (fields("$root/$_")->{title} =~ s/^"|"$//gr => $_) } @$paths;
    is_deeply([ sort keys %found ], [ sort values %titles ], 'without what says which draft it was');
    like($found{'关于文明祭扫的通知'}, qr{^content/notices/}, 'a notice is one whatever the draft');
    is((grep { text("$root/$_") =~ /110101199003070011/ } @$paths), 0, 'no number of a person is taken out of a name');
};

subtest 'days' => sub {
    my %days = ('2014-03-05.png' => '2014-03-05', '20140306.png' => '2014-03-06', 'IMG_20140307_101112.png' => '2014-03-07',
        '2014年3月8日 植树.png' => '2014-03-08', '植树3月9日.png' => '2014-03-09', '2014.3.10.png' => '2014-03-10', '2014年2月简报.png' => '2014-02-28',
        '三月份.png' => '2014-03-31', '20150101.png' => '2014-12-31', '20141301.png' => '2014-12-31', '第3次.png' => '2014-12-31', '２０１４年３月１１日.png' => '2014-03-11');
    my $root = board();
    my %folders = map { ("文件夹$_" => [ sort keys %days ]->[$_]) } 0 .. keys(%days) - 1;
    my ($status, undef, $said) = adopt($root, old(map { ("$_/$folders{$_}" => png(60, 40, $_)) } keys %folders));
    is($status, 0, 'done') or diag($said);
    for my $number (0 .. keys(%days) - 1) {
        my $name = $folders{"文件夹$number"};
        is(fields("$root/content/pages/2014/2014-wen-jian-jia$number/index.md")->{date}, $days{$name}, $name);
    }
    $root = board();
    adopt($root, old('甲组/a.jpg' => jpeg('2014:03:05', 0), '甲组/b.jpg' => jpeg('2014:03:07', 1), '乙组/c.jpg' => jpeg('2013:03:05', 0),
        '丙组/d.jpg' => jpeg('2014:13:45', 0), '丁组/e.jpg' => substr(jpeg('2014:03:05', 0), 0, 40)));
    is(fields("$root/content/pages/2014/2014-jia-zu/index.md")->{date}, '2014-03-07', 'what cameras wrote: the last of them');
    is(fields("$root/content/pages/2014/2014-$_-zu/index.md")->{date}, '2014-12-31', "$_: of another year, no day, or torn") for qw(yi bing ding);
};

subtest 'another year' => sub {
    my $root = board();
    my ($status, $paths, $said) = adopt($root, old('旧.txt' => encode_utf8("关于拜年的通知\n\n大家拜年。\n\n荷花社区居委会\n2015年1月8日\n"),
        '2013年工作总结.doc' => $compound, '计划总结.txt' => encode_utf8("年终工作总结\n\n今年很好，明年更好。\n\n荷花社区居委会\n2015年1月5日\n")));
    like($said, qr/旧\.txt: warning: by what the document says it belongs to 2015, not to 2014/, 'its own day counts, and that is said');
    like($said, qr/2013年工作总结\.doc: warning: .*2013/, 'so does the year of a summary');
    my ($summary) = grep { /nian-zhong/ } @$paths;
    is_deeply([ @{ fields("$root/$summary") }{qw(year date expires)} ], [ 2014, '2015-01-05', '2015-01-05' ], 'a summary of the year that was signed in the next is of the year')
        or diag(text("$root/$summary"));
};

subtest 'a year that is not over' => sub {
    my ($root, $from) = (board(), old('名单.txt' => encode_utf8("志愿者名单\n\n有张三、李四、王五。\n"), '照片/a.png' => png(60, 40, 1)));
    my (undef, $paths) = adopt($root, $from, '--date', '2014-12-31');
    is(join(' ', map { my $found = fields("$root/$_"); ($found->{draft} // '') . ($found->{expires} // '') } @$paths), 'true true', 'is drafts: nothing is shown till its end');
    my $public = folder();
    broadside('-C', $root, 'build', '--date', '2014-12-31', '-d', $public);
    is((grep { /2014/ && !/^archive/ } keys %{ tree($public) }), 0, 'so that nothing is on the website');
    $root = board();
    (undef, $paths) = adopt($root, $from, '--date', '2015-01-01');
    is(join(' ', map { my $found = fields("$root/$_"); ($found->{draft} // '') . ($found->{expires} // '') } @$paths), '2014-12-31 2014-12-31', 'a day later it is over');
};

subtest 'what is left out' => sub {
    my $from = old('a.png' => png(60, 40, 1), 'leer.txt' => '', 'sub/b.png' => png(60, 40, 2));
    symlink('/etc/passwd', "$from/secret.txt");
    symlink($from, "$from/sub/circle");
    POSIX::mkfifo("$from/pipe", 0600);
    my $root = board();
    my ($status, $paths, $said) = adopt($root, $from);
    is("$status " . @$paths, '0 2', 'the rest is taken over');
    like($said, qr/secret\.txt: warning: left out: it is a symbolic link/, 'a link out of the folder');
    like($said, qr/circle: warning: left out/, 'a link around');
    like($said, qr/pipe: warning: left out: it is no regular file/, 'a pipe is not waited for');
    like($said, qr/leer\.txt: warning: left out: there is nothing in the file/, 'an empty file');
    is((grep { /root:/ } values %{ tree("$root/content") }), 0, 'nothing came in by a link');
};

subtest 'where it cannot be' => sub {
    my $root = board();
    put("$root/content/news/2014-01-01-a.md", "---\ntitle: A\n---\n");
    for my $case ([ "$root/none", 'there is no folder' ], [ "$root/content/news", 'is among the entries of the site' ],
        [ $root, 'the site lies in' ], [ "$root/broadside.yaml", 'there is no folder' ],
        [ old('bagit.txt' => "BagIt-Version: 1.0\n"), 'is a record or a website' ], [ old('.broadside.manifest' => "x\n"), 'is a record or a website' ]) {
        my ($status, undef, $said) = adopt($root, $case->[0]);
        is($status, 2, "$case->[1]: refused") or diag($said);
        like($said, qr/\Q$case->[1]\E/, 'and why');
    }
    is((broadside('-C', $root, 'archive', '--from', $root))[0], 2, 'without a year');
};

subtest 'without pandoc' => sub {
    my ($root, $from, $empty) = (board(), old('总结.docx' => $report, 'a.png' => png(60, 40, 1), '网.html' => '<p>页</p>', '名单.txt' => encode_utf8("志愿者名单\n\n有张三、李四、王五。\n")), folder());
    my ($status, $out, $err) = finish(start({ env => { PATH => $empty } }, '-C', $root, 'archive', 2014, '--from', $from));
    is($status, 1, 'a mistake');
    like(decode_utf8($err), qr/2 Word documents and web pages were left out, because pandoc, which reads them, is not installed/, 'said once');
    is(() = decode_utf8($out) =~ /^content/mg, 2, 'the rest is taken over');
    my (undef, $paths) = adopt($root, $from);
    is(@$paths, 2, 'with it the others follow');
};

subtest '--dry-run, --message-format json' => sub {
    my ($root, $from) = (board(), old('总结.docx' => $report, 'a/b.png' => png(60, 40, 1), 'a/c.png' => png(60, 40, 2)));
    my $before = hashes($root);
    my ($status, $paths) = adopt($root, $from, '--dry-run');
    is("$status " . @$paths, '0 2', 'says what it would make');
    is_deeply(hashes($root), $before, 'and makes nothing');
    my (undef, $out) = broadside('-C', $root, 'archive', 2014, '--from', $from, '--message-format', 'json');
    my @lines = map { decode_json($_) } split /\n/, $out;
    is_deeply([ @{ $lines[-1] }{qw(entries files known passed)} ], [ 2, 3, 0, 0 ], 'the sum') or diag($out);
};

subtest 'a failure leaves nothing half made' => sub {
    my ($root, $from) = (board(), old(map { ("p$_/a.png" => png(60, 40, $_)) } 1 .. 3));
    put("$root/content/pages/2014", 'in the way');
    my ($status, undef, $said) = adopt($root, $from);
    is($status, 3, 'a file where a folder should be') or diag($said);
    is_deeply([ sort keys %{ tree("$root/content") } ], ['pages/2014'], 'nothing was made');
    unlink "$root/content/pages/2014";

    # What a run that was killed has left is cleared away by the next.
    my $dead = fork // die;
    POSIX::_exit(0) unless $dead;
    waitpid $dead, 0;
    put("$root/content/pages/2014/.broadside-new-$dead-0/half.png", 'half');
    put("$root/content/pages/2014/.broadside-new-$$-0/other.png", 'of one that runs');
    is((adopt($root, $from))[0], 0, 'then it goes');
    my @hidden = grep { /\.broadside-new/ } keys %{ tree("$root/content") };
    is_deeply(\@hidden, ["pages/2014/.broadside-new-$$-0/other.png"], 'what was left half made is gone, what is at work is not');
    is((grep { m{p\d/a\.png$} } keys %{ tree("$root/content") }), 3, 'and all is there');

    $root = board();
    symlink(folder(), "$root/content/pages");
    ($status, undef, $said) = adopt($root, $from);
    isnt($status, 0, 'nothing is written through a link out of the site');
    like($said, qr/leads out of the site/, 'which is said');
};

subtest 'killed at any moment' => sub {
    my $from = old(map { my $folder = $_; map { ("第${folder}次活动/$_.png" => png(60, 40, "$folder-$_") . 'x' x 20_000) } 1 .. 8 } 1 .. 25);
    my $root = board();
    for my $turn (1 .. 6) {
        my $process = start('-C', $root, 'archive', 2014, '--from', $from);
        select undef, undef, undef, 0.004 * $turn;
        kill 'KILL', $process->{pid};
        finish($process);
        my $tree = tree("$root/content");
        my @entries = grep { m{(?:^|/)index\.md$} && !m{/\.} } keys %$tree;
        my @torn = grep { my $entry = $_; grep { !defined $tree->{ $entry =~ s/index\.md$/$_/r } } $tree->{$entry} =~ /^  - (\S+\.png)$/mg } @entries;
        is("@torn", '', "turn $turn: every entry that is there is whole");
    }
    is((adopt($root, $from))[0], 0, 'it can go on');
    my $tree = tree("$root/content");
    is((grep { /\.png$/ } keys %$tree), 200, 'and in the end all is there, once');
    is((grep { m{/\.} } keys %$tree), 0, 'and nothing else');
};

subtest 'while another one is at work in the site' => sub {
    my ($root, $from) = (board(), old('a.png' => png(60, 40, 1)));
    mkdir "$root/.broadside";
    open my $lock, '>', "$root/.broadside/lock" or die;
    flock $lock, LOCK_EX or die;
    my $process = start('-C', $root, 'archive', 2014, '--from', $from);
    my $said = sub { get($process->{err}->filename) // '' };
    select undef, undef, undef, 0.02 until $said->() =~ /waiting/ || waitpid($process->{pid}, POSIX::WNOHANG()) != 0;
    like($said->(), qr/^waiting: another broadside/m, 'it says that it waits');
    is_deeply([ keys %{ tree("$root/content") } ], [], 'and writes nothing');
    close $lock;
    my ($status, $out) = finish($process);
    is($status, 0, 'then it goes on');
    like($out, qr/^content\//m, 'and takes the files over');
};

subtest 'the record of the year' => sub {
    my ($root, $from) = (board(), old('总结.docx' => $report, '元宵照片/a.png' => png(60, 40, 1)));
    adopt($root, $from);
    my ($status, undef, $err) = broadside('-C', $root, 'archive', 2014, '--date', '2015-05-01');
    is($status, 0, 'is made') or diag(decode_utf8($err));
    my $csv = text("$root/archive/2014/data/catalogue.csv");
    like($csv, qr/荷花社区2014年工作总结/, 'with the report');
    like($csv, qr/\[元宵照片\]/, 'and with the photos, whose title is our own');
    my %held = map { $_ => 1 } values %{ hashes("$root/archive/2014/data/originals") };
    is((grep { !$held{$_} } values %{ hashes($from) }), 0, 'and all files, unchanged');
    my %site = map { $_ => 1 } values %{ hashes("$root/archive/2014/data/site") };
    is((grep { $site{$_} } values %{ hashes($from) }), 0, 'but not in the website that is in it');
};

subtest 'in English' => sub {
    my $root = board("title: Board\nlanguage: en\ntheme: bulletin\n");
    my (undef, $paths) = adopt($root, old('photos/a.png' => png(60, 40, 1), 'b.bin' => 'b'));
    is(join(' ', sort map { fields("$root/$_")->{title} } @$paths), 'Files of 2014 Files of 2014 photos', 'titles of our own');
    like(text("$root/$paths->[0]"), qr/See the attachments\./, 'and the text') ;
};

done_testing();
