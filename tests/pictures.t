#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Pictures say how large they are: those of texts and those of image(), wherever their files lie, turned as the camera was
# held; and what is no picture, or a damaged one, says nothing.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode encode);
use Test::More;

my %pictures = map { $_ => bytes("tests/fuzz/corpus/picture/$_") } qw(jpeg-turned png gif webp-vp8 svg-units);

sub bytes { open my $file, '<:raw', $_[0] or die "$_[0]: $!\n"; local $/; return scalar <$file> }
sub text { return encode('UTF-8', $_[0]) }

my %files = (
    'content/news/2025-03-01-walk.md'        => text(<<'MD'),
---
title: 散步
cover: 2025/upright.jpg
---
![合影 "一"](2025/upright.jpg "题")

![图](2025/plan.png) ![坏](2025/cut.png) ![表](/map.gif) ![远](https://other.example/a.jpg) ![径](../pages/own/a.svg) [照片](2025/upright.jpg)
MD
    'content/news/2025/upright.jpg'          => $pictures{'jpeg-turned'},
    'content/news/2025/plan.png'             => $pictures{png},
    'content/news/2025/cut.png'              => substr($pictures{png}, 0, 20),
    'content/news/2025/名.webp'              => $pictures{'webp-vp8'},
    'content/pages/own/index.md'             => text("---\ntitle: 自\n---\n文\n"),
    'content/pages/own/a.svg'                => $pictures{'svg-units'},
    'static/map.gif'                         => $pictures{gif},
    'static/letter.txt'                      => "no picture\n",
    'themes/small/layouts/entry.html'        => text(<<'HTML'),
<!DOCTYPE html>
<title>t</title>
{{ page.content }}
{% if page.cover then %}
<p>{{ image(page.cover, { alt = [["<b>" & 'b']], class = 'a "b"', lazy = true }) }}</p>
<p>{{ image("static/map.gif", { alt = "" }) }}</p>
<p>{{ image("/content/news/2025/名.webp", { alt = 3, lazy = false }) }}</p>
<p>{{ image("static/letter.txt", { alt = "x" }) }}</p>
{% end %}
HTML
);
my $root = site(%files);
my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
is($status, 0, 'build') or diag($err);
my ($file) = grep { m{walk} } sort keys %{ hashes("$root/public") };
my $page = decode('UTF-8', get("$root/public/$file"));

like($page, qr{<img src="[./]*2025/upright\.jpg" alt="合影 &quot;一&quot;" title="题" width="300" height="400" loading="lazy" />}, 'a photo is turned as it was held');
like($page, qr{<img src="[./]*2025/plan\.png" alt="图" width="640" height="480" loading="lazy" />}, 'a plan');
like($page, qr{<img src="[./]*2025/cut\.png" alt="坏" />}, 'a damaged file says nothing');
like($page, qr{<img src="[./]*map\.gif" alt="表" width="320" height="200" loading="lazy" />}, 'a file of static/');
like($page, qr{<img src="https://other\.example/a\.jpg" alt="远" />}, 'what lies elsewhere says nothing');
like($page, qr{<img src="[./]*pages/own/a\.svg" alt="径" width="96" height="96" loading="lazy" />}, 'a drawing in the folder of an entry');
like($page, qr{<a href="[./]*2025/upright\.jpg">照片</a>}, 'a link is left alone');
like($page, qr{<p><img class="a &quot;b&quot;" src="[./]*2025/upright\.jpg" alt="&quot;&lt;b&gt;&quot; &amp; &(?:apos|\#39);b&(?:apos|\#39);" width="300" height="400" loading="lazy"></p>}, 'image() escapes what it is given');
like($page, qr{<p><img src="[./]*map\.gif" alt="" width="320" height="200"></p>}, 'an empty alternative text');
like($page, qr{<p><img src="[./]*2025/%E5%90%8D\.webp" alt="3" width="550" height="368"></p>}, 'a name in Chinese');
like($page, qr{<p><img src="[./]*letter\.txt" alt="x"></p>}, 'what is no picture says nothing');
ok(-f encode('UTF-8', "$root/public/news/2025/名.webp"), 'the file is published');

# As many processes as one likes.
my $before = hashes("$root/public");
is((broadside('-C', $root, 'build', '--date', $DATE, '-j', $_))[0], 0, "with $_ processes") for 1, 7;
is_deeply(hashes("$root/public"), $before, 'the pages are the same');

# What image() does not take.
my %wrong = (
    'image(page.cover)'                                => qr/image\(\) needs an 'alt'/,
    'image(page.cover, "text")'                        => qr/image\(\) needs an 'alt'/,
    'image(page.cover, { class = "a" })'               => qr/image\(\) needs an 'alt'/,
    'image(page.cover, { alt = "", clas = "a" })'      => qr/image\(\) takes no 'clas'\n(?:.*\n)*.*did you mean 'class'/,
    'image(page.cover, { "text" })'                    => qr/needs names: alt = …/,
    'image(page.cover, { alt = {} })'                  => qr/'alt' of image\(\) is no text/,
    'image(page.cover, { alt = "", class = true })'    => qr/'class' of image\(\) is no text/,
    'image(page.cover, { alt = "\\xff" })'             => qr/'alt' of image\(\) is no text/,
    'image("content/news/2025/uprigt.jpg", { alt = "" })' => qr/the site has no file .*\n(?:.*\n)*.*did you mean/,
    'image(nil, { alt = "" })'                         => qr/string expected, got nil/,
);
for my $call (sort keys %wrong) {
    my $site = site(%files, 'themes/small/layouts/entry.html' => text("<!DOCTYPE html>\n<title>t</title>\n{% if page.cover then %}{{ $call }}{% end %}\n"));
    my ($failed, undef, $said) = broadside('-C', $site, 'build', '--date', $DATE);
    is($failed, 1, $call);
    like(decode('UTF-8', $said), $wrong{$call}, '… says why');
}
done_testing();
