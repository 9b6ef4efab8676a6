#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The language of messages: which environment gives which, everywhere that messages come from; and that nothing of what
# is made depends on it.
use strict;
use warnings;
use Broadside;
use JSON::PP;
use Test::More;

# Everything that says something of the language, unless it is given.
sub speaking { return { env => { LC_ALL => '', LC_MESSAGES => '', LANG => '', LANGUAGE => '', @_ } } }

my %chinese = %{ speaking(LC_ALL => 'zh_CN.UTF-8') };

my @environments = (
    [ 'zh', LC_ALL => 'zh_CN.UTF-8' ],
    [ 'zh', LC_MESSAGES => 'zh_CN.UTF-8', LANG => 'en_US.UTF-8' ],
    [ 'zh', LANG => 'zh_CN.UTF-8' ],
    [ 'zh', LANG => 'zh_CN' ],
    [ 'zh', LC_ALL => 'zh_CN.GB18030' ],
    [ 'zh', LC_ALL => 'zh_SG.UTF-8' ],
    [ 'zh', LC_ALL => 'zh' ],
    [ 'zh', LC_ALL => 'zh_CN.UTF-8@pinyin' ],
    [ 'zh', LC_ALL => 'zh-Hans-CN' ],
    [ 'en' ],
    [ 'en', LC_ALL => 'C' ],
    [ 'en', LC_ALL => 'POSIX' ],
    [ 'en', LC_ALL => 'C.UTF-8' ],
    [ 'en', LC_ALL => 'en_US.UTF-8' ],
    [ 'en', LC_ALL => 'de_DE.UTF-8' ],
    [ 'en', LC_ALL => 'nonsense' ],
    [ 'en', LC_ALL => '/../..' ],
    [ 'en', LC_ALL => 'zhx_CN.UTF-8' ],
    # The first one that is set and not empty counts.
    [ 'en', LC_ALL => 'C', LC_MESSAGES => 'zh_CN.UTF-8', LANG => 'zh_CN.UTF-8' ],
    [ 'en', LC_ALL => 'en_US.UTF-8', LANG => 'zh_CN.UTF-8' ],
    [ 'en', LC_MESSAGES => 'en_US.UTF-8', LANG => 'zh_CN.UTF-8' ],
    [ 'zh', LC_ALL => 'zh_CN.UTF-8', LC_MESSAGES => 'en_US.UTF-8', LANG => 'en_US.UTF-8' ],
    # Other categories say nothing.
    [ 'en', LC_CTYPE => 'zh_CN.UTF-8', LC_TIME => 'zh_CN.UTF-8', LANG => 'en_US.UTF-8' ],
    # LANGUAGE is a list, and counts unless the locale is "C".
    [ 'zh', LC_ALL => 'C.UTF-8', LANGUAGE => 'zh_CN' ],
    [ 'zh', LANG => 'en_US.UTF-8', LANGUAGE => 'zh_CN:en' ],
    [ 'zh', LANG => 'C.UTF-8', LANGUAGE => 'zh' ],
    [ 'zh', LANG => 'de_DE.UTF-8', LANGUAGE => 'de:zh_CN' ],
    [ 'en', LANG => 'zh_CN.UTF-8', LANGUAGE => 'en:zh_CN' ],
    [ 'en', LANG => 'zh_CN.UTF-8', LANGUAGE => 'en_GB' ],
    [ 'en', LC_ALL => 'C', LANGUAGE => 'zh_CN' ],
);
for my $case (@environments) {
    my ($language, %env) = @$case;
    my $name = join(' ', map { "$_=$env{$_}" } sort keys %env) || 'nothing set';
    my ($status, $out, $err) = broadside(speaking(%env), 'bild');
    is($err, $language eq 'zh' ? "错误：没有命令“bild”，是不是“build”？\n" : "error: there is no command 'bild'; did you mean 'build'?\n", $name);
}

# A locale that was generated on this machine, and writes Chinese in other bytes than UTF-8.
SKIP: {
    my $locales = folder();
    my $made = !system "localedef -i zh_CN -f GB18030 '$locales/zh_CN.gb18030' >/dev/null 2>&1";
    $made &&= !system "localedef -i de_DE -f UTF-8 '$locales/de_DE.utf8' >/dev/null 2>&1";
    skip 'no localedef, or no sources of locales', 2 if !$made;
    my $environment = speaking(LOCPATH => $locales, LC_ALL => 'zh_CN.GB18030');
    is((broadside($environment, 'bild'))[2], "错误：没有命令“bild”，是不是“build”？\n", 'GB 18030: messages are in UTF-8 all the same');
    my $root = site('content/pages/one.md' => "---\ntitle: One\n---\n");
    my ($status, $out) = broadside(speaking(LOCPATH => $locales, LC_ALL => 'de_DE.UTF-8'), '-C', $root, 'build', '--date', $DATE);
    like($out, qr/ in \d+\.\d\d s$/, 'numbers have a point where the locale has a comma');
}

# Wherever messages come from.
my ($status, $out, $err) = broadside(\%chinese, 'help');
like($out, qr/^用法：broadside .*^命令：\n  build     生成网站\n/ms, 'help');
for my $command (qw(build check init new version help)) {
    ($status, $out) = broadside(\%chinese, 'help', $command);
    unlike($out =~ s/^  broadside .*//mgr, qr/^ +[a-z]+ [a-z]+ [a-z]+/m, "help $command: nothing is left in English");
    my @columns = map { wide($1) } $out =~ /^(  +-.*?  +)(?=\S+)[^-]*$/mg;
    cmp_ok(scalar @columns, '>', 4, "help $command: options");
    is_deeply([ grep { $_ != 32 } @columns ], [], "help $command: what options do stands in one column");
}

# Columns on a terminal: characters of three bytes take two.
sub wide {
    my ($text) = @_;
    utf8::decode($text);
    return length($text) + (() = $text =~ /[^\x00-\x{2fff}]/g);
}

my $page = "---\ntitle: One\n---\nText.\n";
my $root = site('content/pages/one.md' => $page);
($status, $out, $err) = broadside(\%chinese, '-C', $root, 'build', '--date', $DATE, '-v');
like($out, qr/^2个页面，0个文件：写入2个，未变0个，删除0个，用时\d+\.\d\d秒$/, 'the summary');
like($err, qr/^渲染 +[\d.]+ ms$/m, 'the stages');
is((broadside(speaking(), '-C', $root, 'build', '--date', $DATE))[1] =~ s/[\d.]+ s$/… s/r,
    "2 pages, 0 files: 0 written, 2 unchanged, 0 removed in … s\n", 'and in English');
unlink "$root/content/pages/one.md";
like((broadside(speaking(), '-C', $root, 'check', '--date', $DATE))[1], qr/^1 page, 0 files: /, 'a single page');

put("$root/content/pages/one.md", "---\ntitel: One\n---\n");
($status, $out) = broadside(\%chinese, '-C', $root, 'check', '--date', $DATE, '--message-format', 'json');
my @messages = map { JSON::PP->new->utf8->decode($_) } split /\n/, $out;
is_deeply([ @{ $messages[-1] }{qw(severity file line column message hint)} ],
    [ 'error', 'content/pages/one.md', 2, 1, decoded('没有字段“titel”'), decoded('是不是“title”？') ],
    'JSON: what programs read stays, what people read is Chinese') or diag($out);
sub decoded { my ($text) = @_; utf8::decode($text); return $text }

# From a process that may not open a file: the translations are there before it is confined.
put("$root/content/pages/one.md", $page);
put("$root/themes/small/layouts/entry.html", "{{ page.titel }}\n");
($status, $out, $err) = broadside(\%chinese, '-C', $root, 'build', '--date', $DATE);
is($status, 1, 'a mistake in a layout');
like($err, qr/^themes\/small\/layouts\/entry\.html:1:1: 错误：“page”类型的条目没有“titel”$/m, 'is told in Chinese');
like($err, qr/^没有改动任何文件：请改正错误后重新生成。$/m, 'and what became of the build');
put("$root/themes/small/theme.lua", "return { outputs = nil + 1 }\n");
like((broadside(\%chinese, '-C', $root, 'build', '--date', $DATE))[2], qr/^themes\/small\/theme\.lua:1: 错误：/, 'theme.lua, too');

put("$root/themes/small/theme.lua", "return { outputs = { { path = 'index.html', layout = 'list.html' } } }\n");
put("$root/themes/small/layouts/list.html", "{% local done, what = pcall(date, 1, 2) %}{% done, what = pcall(t, 'x') %}{% error(what) %}\n");
like((broadside(\%chinese, '-C', $root, 'build', '--date', $DATE))[2], qr/: 错误：主题的 locales 里没有“x”$/m, 'and what was caught and raised again');

# What a template can catch is the same in every language, for it can print it.
my @mistakes = ('page.titel', 'site.news[1].titel', 'nothing', 'site:x()', 'date("x")', 'date(site.today, "shrot")', 'number(1e20)',
    'label("x")', 't("x")', 'url("x.html")', 'asset("x")', 'file("x")', 'site.entries:sort("x")', 'site.entries:where{ title = {} }',
    'site.entries:latest(-1)', 'excerpt(1)', 'string.x', 'string.format("%p", {})', '("x").y', 'markup("\xff")', 'markdown(("| "):rep(1e5))',
    'pairs({ [{}] = 1 })', 'setmetatable({}, { __gc = 1 })', 'nil + 1', 'error("own")', 'site.today.x', 'site.terms.x', 'page.x');
my $layout = join '', map { "<p>{{ select(2, pcall(function() local x = $_ end)) }}</p>\n" } @mistakes;
$root = site('content/pages/one.md' => $page, 'content/news/2025-06-29-a.md' => $page =~ s/One\n/One\ndate: 2025-06-29\n/r,
    'themes/small/layouts/list.html' => $layout);
my %made;
for my $locale ('C', 'zh_CN.UTF-8') {
    ($status, $out, $err) = broadside(speaking(LC_ALL => $locale), '-C', $root, 'build', '--date', $DATE, '-d', "public-$locale");
    is($status, 0, "$locale: errors are caught") or diag($err);
    $made{$locale} = tree("$root/public-$locale");
}
like($made{'C'}{'index.html'}, qr/this page has no &#39;titel&#39;|this page has no 'titel'/, 'a template prints what it has caught');
is_deeply($made{'zh_CN.UTF-8'}, $made{'C'}, 'in English: pages do not depend on the language of messages');

done_testing();
