#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# What a Chinese keyboard makes of marks of Markdown: blocks and images that are none. `check` says so, and what to type.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode encode);
use Test::More;

# The warnings of a text: line:column and what they say.
sub said {
    my ($text) = @_;
    my $root = site('broadside.yaml' => "title: T\nlanguage: en\ntheme: plain\n", 'content/news/a.md' => encode('UTF-8', "---\ntitle: A\ndate: 2025-03-01\n---\n$text"),
        map { ("content/news/$_" => png(20, 20)) } 'a.png', 'b.png');
    my (undef, undef, $err) = broadside('-C', $root, 'check', '--date', $DATE);
    return [ decode('UTF-8', $err) =~ /^content\/news\/a\.md:(\d+:\d+: warning: (?:this begins|this is no image|a block of photos)[^\n]*(?:\n +\d* \|[^\n]*)*\n +=[^\n]*)/mg ];
}

my %slips = (
    "···gallery\na.png A lamp\n···\n" => qr/^5:1: warning: this begins no block: .*write ```gallery, and ``` at its end, with an English keyboard/s,
    "文\n\n  ｀｀｀gallery 夜巡\na.png A lamp\n" => qr/^7:3: warning: this begins no block/,
    "～～～图集\na.png A lamp\n～～～\n" => qr/^5:1: warning: this begins no block.*```gallery/s,
    "‘‘‘ chart 柱状图\na 1\n" => qr/^5:1: warning: this begins no block.*```chart/s,
    "```图集 夜巡\na.png A lamp\n```\n" => qr/^5:4: warning: a block of photos is called 'gallery'.*write ```gallery/s,
    "文！[合影](a.png)\n" => qr/^5:2: warning: this is no image.*write !\[what it shows\]\(photo\.jpg\)/s,
    "！【合影】（a.png）\n" => qr/^5:1: warning: this is no image/,
    "![合影]（a.png）\n" => qr/^5:1: warning: this is no image/,
);
for my $text (sort keys %slips) {
    my $found = said($text);
    is(scalar @$found, 1, encode('UTF-8', $text) =~ s/\n.*//sr);
    like($found->[0] // '', $slips{$text}, '… and what to type');
}
my @right = (
    "```gallery\na.png A lamp\nb.png A tree\n```\n",
    "![A lamp](a.png)（灯）！[表](a.png)好！\n" =~ s/！\[表\]\(a\.png\)//r,
    "他说：“好！”······然后走了。\n\n··· \n",
    "````\n···gallery\n！[合影](a.png)\n```图集\n````\n",
    "真好！【通知】明天停水。\n",
    "'''quoted'''\n",
);
is_deeply(said($_), [], "nothing: " . encode('UTF-8', $_) =~ s/\n.*//sr) for @right;
done_testing();
