#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# docs/handbook.zh-CN.md, read from top to bottom: its commands are run and its files written, and the site that comes of
# it has no mistakes. What its last table says is so.
use strict;
use warnings;
use Broadside;
use Test::More;

my $text = get('docs/handbook.zh-CN.md');
my $home = folder();
mkdir "$home/bin";
symlink program(), "$home/bin/broadside" or die;
my $environment = "PATH='$home/bin':\$PATH LANGUAGE=zh_CN";

my ($commands, $files) = (0, 0);
while ($text =~ /^(?:```sh\n(.*?)^```$|文件 `([^`]+)`：\n\n```(?:markdown|csv)\n(.*?)^```$)/gms) {
    if (defined $2) {
        put("$home/$2", $3);
        $files++;
        next;
    }
    for my $line (split /\n/, $1) {
        my $output = qx{cd '$home' && $environment && export PATH LANGUAGE && $line 2>&1};
        is($?, 0, $line) or diag($output);
        unlike($output, qr/错误：|警告：|error:|warning:/, "$line: no mistakes") if $line =~ / (?:check|build) /;
        $commands++;
    }
}
cmp_ok($commands, '>', 8, 'commands');
cmp_ok($files, '>', 3, 'files');
my $page = join '', map { get($_) } glob "$home/board/public/notices/2025/*gong-shi.html";
like($page, qr/2025年11月24日/, 'the review ends on its fifth working day');
like(get("$home/board/public/slogans.txt"), qr/^天冷路滑，出门慢走\r\n楼道不停电动车，消防通道不占一寸\r\n周四停水通知（至11月21日）\r\n/, 'slogans on the boards of lights');
like(get("$home/board/public/screen/index.html"), qr/<section class="slide slogan[^>]*data-from="2025-11-15" data-until="2026-02-28">/, 'and on the screen');

# Front matter, what the message says.
my @slips = (
    [ "title: 通知: 停水\n" => qr/title: "通知: 停水"/ ],
    [ "title: #1楼停水\n" => qr/注释.*#1楼停水/ ],
    [ "title: A\ndate: 2025-2-30\n" => qr/2025-02-28/ ],
    [ "title: A\nposting:\n\tdays: 5\n" => qr/空格/ ],
    [ "title: A\nisuer: 居委会\n" => qr/是不是“issuer”/ ],
    [ "标题：停水通知\n日期：2025年3月1日\n置顶：是\ntags: 消防、安全\n" => qr/\A\z/ ],
);
for my $slip (@slips) {
    my $root = site('content/notices/a.md' => "---\n" . ($slip->[0] =~ /date|日期/ ? '' : "date: 2025-11-20\n") . "$slip->[0]---\n\n正文。\n");
    my ($status, $out, $err) = broadside({ env => { LANGUAGE => 'zh_CN' } }, '-C', $root, 'check', '--date', $DATE);
    (my $name = $slip->[0]) =~ s/\n/ /g;
    like(join(' ', split /\n/, $err), $slip->[1], $name);
}
my $root = site('content/notices/2025-11-20-a.md' => "---\ntitle: A\n\n正文。\n");
like((broadside({ env => { LANGUAGE => 'zh_CN' } }, '-C', $root, 'check', '--date', $DATE))[2], qr/---/, 'no second ---');
$root = site('content/notices/2025-11-20-a.md' => "---\ntitle: \xb9\xd8\xd3\xda\n---\n");
like((broadside({ env => { LANGUAGE => 'zh_CN' } }, '-C', $root, 'check', '--date', $DATE))[2], qr/UTF-8/, 'GBK');
done_testing();
