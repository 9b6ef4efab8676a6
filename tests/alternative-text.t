#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Images without words that say what they show: warnings with their places, few of them where there are thousands, told
# again by each build; accepted, counted by `status`, errors with --strict.
use strict;
use warnings;
use Broadside;
use Test::More;

my $news = 'content/news/2025-06-01-a';
sub entry { my ($body, $front) = @_; return "---\ntitle: T\n" . ($front // '') . "---\n\n$body\n" }
sub check { my ($root, @more) = @_; return broadside('-C', $root, 'check', '--date', $DATE, @more) }
sub files { return map { ("$news/$_" => png(3, 2)) } @_ }

my ($status, $out, $err);

subtest 'what says nothing' => sub {
    my %silent = (
        '![](a.png)' => '5:5', 'x ![ ](a.png)' => '5:7', '![图片](a.png)' => '5:7', '![照片（三）](a.png)' => '5:11',
        '![IMG_2031](IMG_2031.png)' => '5:13', '![a.png](a.png)' => '5:10', '![&nbsp;](a.png)' => '5:11', '![**](a.png)' => '5:7',
        '[![](a.png)](a.png)' => '5:6', "![][r]\n\n[r]: a.png" => '7:6', "1\n\n2 ![](a.png)" => '7:7',
        "```gallery\na.png 茶\nb.png\n```" => '7:1', "```gallery\na.png 照片\n```" => '6:1', "```gallery\n![](a.png)\n```" => '6:1',
    );
    for my $text (sort keys %silent) {
        my $root = site("$news/index.md" => entry($text), files('a.png', 'b.png', 'IMG_2031.png'));
        ($status, $out, $err) = check($root);
        my ($line) = split /:/, $silent{$text};
        like($err, qr{^\Q$news\E/index\.md:$line:\d+: warning: the image '\w+\.png' has no words that say what it shows\n}, $text =~ s/\n/ /gr);
        is(scalar(() = $err =~ /warning:/g), 1, 'once');
        is($status, 0, 'no error');
    }
    my $root = site("$news/index.md" => entry('A ![](a.png)'), files('a.png'));
    like((check($root))[2], qr{index\.md:5:7: warning}, 'the place is that of the file');
    is((check($root, '--strict'))[0], 1, '--strict');
};

subtest 'what says something' => sub {
    my @texts = (
        '![居民在浇树](a.png)', '![a tree](a.png)', '![`code`](a.png)', '![A [b] c](a.png)', '`![](a.png)`', "    ![](a.png)", "![Water][r]\n\n[r]: a.png",
        "```gallery\na.png 茶\nb.png: tea\n![tea](a.png)\n```", '<!-- ![](a.png) -->', '\![](a.png)',
    );
    my $root = site((map { ("content/news/2025-06-0$_/index.md" => entry($texts[$_])) } 0 .. $#texts),
        map { ("content/news/2025-06-0$_/a.png" => png(3, 2), "content/news/2025-06-0$_/b.png" => png(3, 2)) } 0 .. $#texts);
    unlike((check($root))[2], qr/has no words/, 'silent');
};

subtest 'covers' => sub {
    my %fronts = ("cover: a.png\n" => 1, "cover: a.png\nalt: 照片\n" => 1, "alt: ''\ncover: a.png\n" => 1, "cover: a.png\nalt: Water\n" => 0, "cover: a.svg\n" => 1, '' => 0);
    for my $front (sort keys %fronts) {
        my $root = site("$news/index.md" => entry('Text.', $front), files('a.png'), "$news/a.svg" => '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>');
        ($status, $out, $err) = check($root);
        like($err, qr{^\Q$news\E/index\.md:[34]:8: warning: the cover 'a\.\w+' has no words.*\n(?:.*\n){2} *= write them as 'alt'}, $front) if $fronts{$front};
        is($err, '', $front || 'none') if !$fronts{$front};
        ($status, $out, $err) = broadside('-C', $root, 'status', '--date', $DATE);
        is($out =~ /Images without alternative text/ ? 1 : 0, $fronts{$front}, 'and status counts it as the warning does');
    }
};

subtest 'accepted' => sub {
    my $accept = "accept:\n" . join '', map { "  - { finding: image-without-text, text: $_, reason: an ornament }\n" } 'a.png', 'c.png';
    my $root = site("$news/index.md" => entry("![](a.png) ![](b.png)", "cover: c.png\n$accept"), files('a.png', 'b.png', 'c.png'));
    ($status, $out, $err) = check($root);
    is(scalar(() = $err =~ /warning:/g), 1, 'but one');
    like($err, qr/the image 'b\.png'/, 'the other');
};

subtest 'thousands of them' => sub {
    my $many = join "\n\n", map { "![](a.png)" } 1 .. 30;
    my $root = site(map { my $path = sprintf 'content/news/2025-%02d-%02d-n%d', 1 + int($_ / 20), 1 + $_ % 20, $_; ("$path/index.md" => entry($many), "$path/a.png" => png(3, 2)) } 0 .. 99);
    ($status, $out, $err) = check($root);
    is(scalar(() = $err =~ /: warning: the image/g), 50, 'so many are told one by one');
    like($err, qr/^warning: 2950 more images have no words that say what they show\n *= 'broadside status'/m, 'the others in one message');
    like($err, qr{2025-05-20-n99/index\.md}, 'the newest');
    unlike($err, qr{2025-01-}, 'not the oldest');
};

subtest 'a later build, and status' => sub {
    my $root = site("$news/index.md" => entry('![](a.png)'), files('a.png'), 'content/news/2025-05-05-b.md' => entry("```gallery\n2025-06-01-a/a.png\n```"),
        'content/news/2025-05-06-c.md' => entry('Text.', "cover: 2025-06-01-a/a.png\n"), 'content/news/2025-05-07-d.md' => entry('Text.'));
    my $build = sub { return (broadside('-C', $root, 'build', '--date', $DATE))[2] };
    my $said = $build->();
    is(scalar(() = $said =~ /warning:/g), 3, 'warnings');
    is($build->(), $said, 'told again when nothing changed');
    put("$root/content/news/2025-05-07-d.md", entry('Another text.'));
    is($build->(), $said, 'and when something did');
    put("$root/$news/index.md", entry('![A tree](a.png)'));
    is(scalar(() = $build->() =~ /warning:/g), 2, 'one is mended');
    ($status, $out, $err) = broadside('-C', $root, 'status', '--date', $DATE);
    like($out, qr/Images without alternative text \(2\)/, 'status counts galleries and covers');
};

done_testing();
