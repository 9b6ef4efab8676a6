#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Pictures in pages: photos as copies to choose from, turned as the camera was held, in texts, galleries and by image();
# drawings as they are; how large each is; and what is no picture, or leads nowhere, says nothing.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode encode);
use Test::More;

my $svg = bytes('tests/fuzz/corpus/picture/svg-units');
my $scratch = folder();

sub bytes { open my $file, '<:raw', $_[0] or die "$_[0]: $!\n"; local $/; return scalar <$file> }
sub text { return encode('UTF-8', $_[0]) }

# A JPEG; `turned`: with what a camera notes that was held upright (Exif 2.32, 4.6.4: Orientation 6).
sub jpeg {
    my ($width, $height, $turned) = @_;
    system('vips', 'black', "$scratch/photo.jpg", $width, $height) == 0 or die "vips: $?\n";
    my $bytes = bytes("$scratch/photo.jpg");
    my $exif = "Exif\0\0MM\0*" . pack('NnnnNnnN', 8, 1, 0x0112, 3, 1, 6, 0, 0);
    substr($bytes, 2, 0) = "\xff\xe1" . pack('n', 2 + length $exif) . $exif if $turned;
    return $bytes;
}

my %files = (
    'broadside.yaml'                         => "title: t\nlanguage: zh-Hans\nbase_url: https://a.example/\ntheme: small\n",
    'content/news/2025-03-01-walk.md'        => text(<<'MD'),
---
title: 散步
cover: 2025/upright.jpg
---
![合影 "一"](2025/upright.jpg "题")

![图*甲*](2025/plan.png) ![表](/map.svg) ![远](https://other.example/a.jpg) ![径](../pages/own/a.svg) [照片](2025/upright.jpg) ![无](2025/none.jpg)

```gallery 一路上
2025/plan.png：一张图
../pages/own/a.svg
 ![大图](<2025/名 字.JPG> "晚上")
2025/none.jpg 没有
letter.txt 信
/letter.txt
```
MD
    'content/news/2025/upright.jpg'          => jpeg(2000, 1500, 1),
    'content/news/2025/plan.png'             => png(300, 200),
    'content/news/2025/名 字.JPG'            => jpeg(800, 600),
    'content/pages/own/index.md'             => text("---\ntitle: 自\n---\n文\n"),
    'content/pages/own/a.svg'                => $svg,
    'static/map.svg'                         => $svg,
    'static/letter.txt'                      => "no picture\n",
    'themes/small/theme.lua'                 => <<'LUA',
return { photos = { sizes = "50vw" }, outputs = { { each = "entries", path = ":type/:slug.html", layout = "entry.html" }, { path = "feed.xml", layout = "feed.xml" } } }
LUA
    'themes/small/layouts/entry.html'        => text(<<'HTML'),
<!DOCTYPE html>
<title>t</title>
{{ page.content }}
{% if page.cover then %}
<p>1{{ image(page.cover, { alt = [["<b>" & 'b']], class = 'a "b"', lazy = false, sizes = '"x"' }) }}</p>
<p>2{{ image(page.cover, { alt = "", ratio = "8:10", focus = { x = 20.4 }, priority = true }) }}</p>
<p>3{{ image("/content/news/2025/名 字.JPG", { alt = 3, focus = { x = 1, y = 2 } }) }}</p>
<p>4{{ image("static/letter.txt", { alt = "x", lazy = true }) }}</p>
<p>5{{ image("static/map.svg", { alt = "" }) }}</p>
<p>6{{ file(page.cover) }} {{ tostring(file_size(page.cover)) }} {{ file("content/pages/own/a.svg") }} {{ absolute(file(page.cover)) }}</p>
{% end %}
HTML
    'themes/small/layouts/feed.xml'          => <<'XML',
<feed>{% for entry in site.news do %}{{ image(entry.cover, { alt = "a" }) }} {{ entry.content }}{% end %}</feed>
XML
);
my $root = site(%files);
my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
is($status, 0, 'build') or diag($err);
my $page = decode('UTF-8', get("$root/public/news/walk.html"));

# What a photo is in HTML. `widths` of the copies at `stem`; `rest`: attributes behind those.
sub photo {
    my ($stem, $widths, $sizes, $middle, $rest, $class) = @_;
    my $choice = sub { my ($ending) = @_; join ', ', map { "$stem-$_.$ending" . (@$widths > 1 ? " ${_}w" : '') } @$widths };
    my $also = @$widths > 1 ? qq( sizes="$sizes") : '';
    return qq(<picture><source type="image/webp" srcset=") . $choice->('webp') . qq("$also><img) . ($class // '') . qq( src="$stem-$middle.jpg") .
        (@$widths > 1 ? ' srcset="' . $choice->('jpg') . qq("$also) : '') . qq( $rest decoding="async"></picture>);
}
sub has { my ($part, $name) = @_; ok(index($page, $part) >= 0, $name) or diag("no $part in\n$page") }

my $upright = photo('2025/upright', [480, 960, 1500], '50vw', 960, 'alt="合影 &quot;一&quot;" title="题" width="1500" height="2000" loading="lazy"');
has("<p>$upright</p>", 'a photo is turned as it was held');
my $plan = photo('2025/plan-png', [300], '', 300, 'alt="图甲" width="300" height="200" loading="lazy"');
has("<p>$plan <img", 'a small one has nothing to choose from');
has('<img src="../map.svg" alt="表" width="96" height="96" loading="lazy">', 'a drawing in static/');
has('<img src="https://other.example/a.jpg" alt="远" />', 'what lies elsewhere says nothing');
has('<img src="../pages/own/a.svg" alt="径" width="96" height="96" loading="lazy">', 'a drawing in the folder of an entry');
has('<a href="2025/upright-1500.jpg">照片</a>', 'a link leads to the largest copy');
has('<img src="2025/none.jpg" alt="无" />', 'a photo that is not there');

# The gallery, by a theme without a block for it.
my $name = '2025/%E5%90%8D%20%E5%AD%97';
has('<figure>' . ($plan =~ s/图甲/一张图/r) . "<figcaption>一张图</figcaption></figure>\n" .
    qq(<figure><img src="../pages/own/a.svg" alt="" width="96" height="96" loading="lazy"></figure>\n<figure>) .
    photo("$name", [480, 800], '50vw', 800, 'alt="大图" width="800" height="600" loading="lazy"') . '<figcaption>晚上</figcaption></figure>', 'a gallery');
like($err, qr/walk\.md:7:\d+: warning: there is no image '2025\/none\.jpg'.*walk\.md:13:1: warning: there is no image '2025\/none\.jpg'/s, 'a photo of it that is not there');
like($err, qr/walk\.md:14:1: warning: there is no image '/, 'a line that begins with no picture');

like($err, qr/walk\.md:15:1: warning: '\/letter\.txt' is no picture of this site\n.*\n.*\n.*write the name of a photo's file/, 'what is no picture');
unlike($page, qr/<figure><img src="[^"]*(?:none|letter)/, '… they are left out');

# image()
has('<p>1' . photo('2025/upright', [480, 960, 1500], '&quot;x&quot;', 960, 'alt="&quot;&lt;b&gt;&quot; &amp; &apos;b&apos;" width="1500" height="2000"', ' class="a &quot;b&quot;"') . '</p>', 'image() escapes what it is given');
has('<p>2' . photo('2025/upright-4x5-20-50', [480, 960, 1500], '50vw', 960, 'alt="" width="1500" height="1875" fetchpriority="high"') . '</p>', 'a part of a photo, before all others');
has('<p>3' . photo($name, [480, 800], '50vw', 800, 'alt="3" width="800" height="600" loading="lazy"') . '</p>', 'a focus without a ratio is all of it');
has('<p>4<img src="../letter.txt" alt="x"></p>', 'what is no picture says nothing');
has('<p>5<img src="../map.svg" alt="" width="96" height="96"></p>', 'a drawing waits only if it is told to');
has('<p>62025/upright-1500.jpg nil ../pages/own/a.svg https://a.example/news/2025/upright-1500.jpg</p>', 'addresses');
my $feed = decode('UTF-8', get("$root/public/feed.xml"));
like($feed, qr{<feed>(?:<!\[CDATA\[)?.*src=.{0,6}https://a\.example/news/2025/upright-1500\.jpg}s, 'a feed has the largest copy');
unlike($feed, qr/srcset|webp/, '… and no other');

# What the pages name is there, and nothing else.
my %there = map { decode('UTF-8', $_) => 1 } keys %{ hashes("$root/public") };
my %asked = map { $_ => 1 } ('news/walk.html', 'pages/own.html', 'feed.xml', 'pages/own/a.svg', 'map.svg', 'letter.txt',
    map({ ("news/2025/upright-$_.jpg", "news/2025/upright-$_.webp", "news/2025/upright-4x5-20-50-$_.jpg", "news/2025/upright-4x5-20-50-$_.webp") } 480, 960, 1500),
    map({ ("news/2025/名 字-$_.jpg", "news/2025/名 字-$_.webp") } 480, 800), map { "news/2025/plan-png-300.$_" } qw(jpg webp));
is_deeply(\%there, \%asked, 'the copies are published, the photos are not');

# The photo itself, where the site says so.
my $whole = site(%files, 'broadside.yaml' => "$files{'broadside.yaml'}publish_originals: true\n");
is((broadside('-C', $whole, 'build', '--date', $DATE))[0], 0, 'publish_originals');
like(decode('UTF-8', get("$whole/public/news/walk.html")), qr{<p>62025/upright\.jpg nil}, '… links lead to it');
ok(-f "$whole/public/news/2025/upright.jpg", '… it is there');

# As many processes as one likes.
my $before = hashes("$root/public");
is((broadside('-C', $root, 'build', '--date', $DATE, '-j', $_))[0], 0, "with $_ processes") for 1, 7;
is_deeply(hashes("$root/public"), $before, 'the pages are the same');

# Of a photo that is higher than wide the upper part is seen, where heads are, unless somebody says what must be.
{
    my $call = '{{ image(page.cover, { alt = "", ratio = "1:1" }) }}{{ image(page.cover, { alt = "", ratio = "3:2", focus = { y = 50 } }) }}{{ image("content/news/2025/plan.png", { alt = "", ratio = "1:1" }) }}';
    my $site = site(%files, 'themes/small/layouts/entry.html' => text("<!DOCTYPE html>\n<title>t</title>\n{% if page.cover then %}" . $call . "{% end %}\n"));
    is((broadside('-C', $site, 'build', '--date', $DATE))[0], 0, 'three parts');
    my $page = get("$site/public/news/walk.html");
    like($page, qr{/upright-1x1-50-20-480\.jpg}, 'heads stay on');
    like($page, qr{/upright-3x2-480\.jpg}, 'the middle, where it is asked for');
    like($page, qr{/plan-png-1x1-\d+\.jpg}, 'and of one that is wider than high');
}

# What image() does not take.
my %wrong = (
    'image(page.cover)'                                => qr/image\(\) needs an 'alt'/,
    'image(page.cover, "text")'                        => qr/image\(\) needs an 'alt'/,
    'image(page.cover, { class = "a" })'               => qr/image\(\) needs an 'alt'/,
    'image(page.cover, { alt = "", clas = "a" })'      => qr/image\(\) takes no 'clas'\n(?:.*\n)*.*did you mean 'class'/,
    'image(page.cover, { "text" })'                    => qr/needs names: alt = …/,
    'image(page.cover, { alt = {} })'                  => qr/'alt' of image\(\) is no text/,
    'image(page.cover, { alt = "", class = true })'    => qr/'class' of image\(\) is no text/,
    'image(page.cover, { alt = "", ratio = "4/5" })'   => qr/'ratio' of image\(\) is '4\/5'\n(?:.*\n)*.*write ratio = "4:5"/,
    'image(page.cover, { alt = "", ratio = "0:5" })'   => qr/'ratio' of image\(\) is '0:5'/,
    'image(page.cover, { alt = "", ratio = "101:5" })' => qr/'ratio' of image\(\) is '101:5'/,
    'image(page.cover, { alt = "", ratio = "4:5x" })'  => qr/'ratio' of image\(\) is '4:5x'/,
    'image(page.cover, { alt = "", focus = 50 })'      => qr/'focus' of image\(\) is no table\n(?:.*\n)*.*write focus = /,
    'image(page.cover, { alt = "", focus = { x = 101 } })' => qr/'x' of 'focus' is no number from 0 to 100/,
    'image(page.cover, { alt = "", focus = { y = "a" } })' => qr/'y' of 'focus' is no number from 0 to 100/,
    'image(page.cover, { alt = "\\xff" })'             => qr/'alt' of image\(\) is no text/,
    'image("content/news/2025/uprigt.jpg", { alt = "" })' => qr/the site has no file .*\n(?:.*\n)*.*did you mean/,
    'image(nil, { alt = "" })'                         => qr/image\(\) has got no picture.*\n(?:.*\n)*.*ask first/,
    'image("n.jpg", { alt = "" })'                     => qr/the site has no file 'n\.jpg'\n(?:.*\n)*.*from the site's root/,
    'image(page.cover, { alt = "", depth = 3 })'       => qr/image\(\) takes no 'depth'\n(?:.*\n)*.*it takes alt, class, focus, lazy, priority, ratio, sizes/,
    'image(page.cover, { alt = "", lazy = "no" })'     => qr/'lazy' of image\(\) is neither true nor false\n(?:.*\n)*.*write lazy = true/,
    'image(page.cover, { alt = "", priority = 1 })'    => qr/'priority' of image\(\) is neither true nor false/,
    'image(page.cover, { alt = "", sizes = "" })'      => qr/'sizes' of image\(\) is no text\n(?:.*\n)*.*write how wide/,
    'image(page.cover, { alt = "", sizes = 5 })'       => qr/'sizes' of image\(\) is no text/,
    'image(page.cover, { alt = "", focus = { 20, 30 } })' => qr/'focus' of image\(\) has neither 'x' nor 'y'\n(?:.*\n)*.*write focus = /,
);
for my $call (sort keys %wrong) {
    my $site = site(%files, 'themes/small/layouts/entry.html' => text("<!DOCTYPE html>\n<title>t</title>\n{% if page.cover then %}{{ $call }}{% end %}\n"));
    my ($failed, undef, $said) = broadside('-C', $site, 'build', '--date', $DATE);
    is($failed, 1, $call);
    like(decode('UTF-8', $said), $wrong{$call}, '… says why');
}

# What `photos` of theme.lua does not take.
my %no_theme = (
    '3'                      => qr/theme\.lua: error: 'photos' must be a table\n.*write photos = \{ sizes/,
    '{ size = "50vw" }'      => qr/photos: there is no 'size'\n.*did you mean 'sizes'/,
    '{ sizes = 3 }'          => qr/photos: 'sizes' must be a text in one line/,
    '{ sizes = " " }'        => qr/photos: 'sizes' must be a text in one line/,
    '{ sizes = "a\\nb" }'    => qr/photos: 'sizes' must be a text in one line/,
    '{ "50vw" }'             => qr/photos: it takes names and values only/,
);
for my $photos (sort keys %no_theme) {
    my $site = site(%files, 'themes/small/theme.lua' => "return { photos = $photos, outputs = {} }\n");
    like((broadside('-C', $site, 'build', '--date', $DATE))[2], $no_theme{$photos}, "photos = $photos");
}
done_testing();
