#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Photos become copies: upright, in three widths at most, never enlarged, and what pages say of them is so; they are made
# once, and heal.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode encode);
use Photos;
use Test::More;

sub utf8_of { return encode('UTF-8', $_[0]) }

my $layout = <<'HTML';
<!DOCTYPE html>
<title>{{ page.title }}</title>
{{ page.content }}
HTML

# A site with one entry, whose text shows these files: name (decoded) -> bytes.
sub board {
    my (%files) = @_;
    my $text = join "\n\n", map { "![Shows something](<$_>)" } sort grep { !m{/} } keys %files;
    return site(
        'broadside.yaml' => "title: T\nlanguage: en\ntheme: small\nbase_url: https://board.example/\n",
        'themes/small/theme.lua' => 'return { outputs = { { each = "news", path = "news/:slug.html", layout = "entry.html" } } }',
        'themes/small/layouts/entry.html' => $layout,
        'content/news/a/index.md' => utf8_of("---\ntitle: A\ndate: 2025-03-01\n---\n$text\n"),
        map { (utf8_of(m{/} ? $_ : "content/news/a/$_") => $files{$_}) } keys %files,
    );
}

sub build { my ($root, @more) = @_; my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE, @more); return ($status, $out, decode('UTF-8', $err)) }
sub built { my ($root, $what) = @_; my ($status, $out, $err) = build($root); is($status, 0, $what) or diag($err); return $out }
sub page { return decode('UTF-8', get("$_[0]/public/news/a.html")) }
sub copies { my ($root) = @_; return { map { decode('UTF-8', s{^news/a/}{}r) => 1 } grep { m{^news/a/} } keys %{ hashes("$root/public") } } }
sub size { my ($path) = @_; return join 'x', map { run_tool('vipsheader', '-f', $_, $path) =~ /(\d+)/ } qw(width height) }

subtest 'however the camera was held' => sub {
    my $plain = photo_bytes('jpg', 600, 400, 'Q=95');
    my %files = map {
        my $path = folder() . '/held.jpg';
        put($path, $plain);
        ("held-$_.jpg" => get(held_as($path, $_)))
    } 1 .. 8;
    my $root = board(%files);
    built($root, 'built');
    for my $held (1 .. 8) {
        for my $ending (qw(webp jpg)) {
            my $copy = "$root/public/news/a/held-$held-600.$ending";
            is(-f $copy ? size($copy) . ' ' . corners($copy) : 'missing', '600x400 red green blue white', "held as $held, $ending");
        }
        like(page($root), qr{<img [^>]*held-$held-600\.jpg"[^>]* width="600" height="400"}, "held as $held: room is kept for it");
    }
};

subtest 'sizes' => sub {
    my %widths = (1 => '1', 300 => '300', 480 => '480', 500 => '480', 700 => '480 700', 960 => '480 960', 1200 => '480 960 1200', 1600 => '480 960 1600', 2500 => '480 960 1600');
    my $root = board(map { ("w$_.jpg" => photo_bytes('jpg', $_, 20)) } keys %widths);
    built($root, 'built');
    my $copies = copies($root);
    for my $width (sort { $a <=> $b } keys %widths) {
        my @found = sort { $a <=> $b } map { /^w$width-(\d+)\.webp$/ ? $1 : () } keys %$copies;
        is("@found", $widths{$width}, "$width wide");
        is(join(' ', map { size("$root/public/news/a/w$width-$_.jpg") =~ /^(\d+)/ } @found), "@found", '... and so they are');
    }
    my $page = page($root);
    my @addresses = map { split /\s*,\s*/ } $page =~ /srcset="([^"]*)"/g;
    ok(@addresses > 20, 'pages offer them');
    for my $address (@addresses) {
        my ($path, $width) = $address =~ /^(\S+?)(?: (\d+)w)?$/;
        is(size("$root/public/news/$path") =~ /^(\d+)/ ? $1 : 0, $width, "$path is $width wide") if $width;
        ok(-f "$root/public/news/$path", "$path is there");
    }
};

subtest 'kinds of pictures' => sub {
    my $folder = folder();
    my $rgb = photo("$folder/rgb.png", 600, 400);
    run_tool('vips', 'icc_transform', photo("$folder/rgb.jpg", 600, 400), "$folder/cmyk.jpg", 'cmyk', '--input-profile', 'srgb');
    run_tool('vips', 'cast', $rgb, "$folder/wide.v", 'ushort');
    run_tool('vips', 'linear', "$folder/wide.v", "$folder/wide2.v", '257', '0');
    run_tool('vips', 'copy', "$folder/wide2.v", "$folder/sixteen.png", '--interpretation', 'rgb16');
    run_tool('vips', 'copy', $rgb, "$folder/palette.png[palette]");
    run_tool('vips', 'copy', $rgb, "$folder/interlaced.png[interlace]");
    run_tool('vips', 'copy', $rgb, "$folder/progressive.jpg[Q=95,interlace]");
    run_tool('vips', 'colourspace', $rgb, "$folder/grey.png", 'b-w');
    run_tool('vips', 'bandjoin_const', "$folder/grey.png", "$folder/greyalpha.png", '128');
    run_tool('vips', 'copy', $rgb, "$folder/tiff.tif[compression=lzw]");
    run_tool('vips', 'arrayjoin', "$rgb $rgb", "$folder/two.v", '--across', 1);
    run_tool('vips', 'gifsave', "$folder/two.v", "$folder/moves.gif", '--page-height', 400);
    run_tool('vips', 'webpsave', "$folder/two.v", "$folder/moves.webp", '--page-height', 400);
    my @names = qw(cmyk.jpg sixteen.png palette.png interlaced.png progressive.jpg tiff.tif moves.gif moves.webp);
    my $root = board(map { ($_ => get("$folder/$_")) } @names, 'greyalpha.png');
    built($root, 'built');
    for my $name (@names) {
        my $stem = $name =~ s/\.jpg$//r =~ s/\.(\w+)$/-$1/r;
        for my $ending (qw(webp jpg)) {
            my $copy = "$root/public/news/a/$stem-600.$ending";
            is(-f $copy ? size($copy) . ' ' . corners($copy) : 'missing', '600x400 red green blue white', "$name as $ending");
        }
    }
    is(size("$root/public/news/a/greyalpha-png-600.$_"), '600x400', "grey that can be seen through, $_") for qw(webp jpg);
};

subtest 'names' => sub {
    my @bytes = map { photo_bytes('jpg', 40 + $_, 30) } 0 .. 5;
    my $root = board('a b.jpg' => $bytes[0], '元宵 灯会.jpg' => $bytes[1], 'a#b%20.jpg' => $bytes[2], 'tree.jpg' => $bytes[3],
        'tree.png' => photo_bytes('png', 50, 30), 'tree-40.jpg' => $bytes[4], 'UP.JPG' => $bytes[5]);
    (my $text = get("$root/content/news/a/index.md")) =~ s/<a#b%20\.jpg>/a%23b%2520.jpg/;
    put("$root/content/news/a/index.md", $text);
    built($root, 'built');
    my $copies = copies($root);
    ok($copies->{$_}, $_) for 'a b-40.webp', '元宵 灯会-41.jpg', 'a#b%20-42.jpg', 'tree-43.webp', 'tree-png-50.webp', 'tree-40-44.jpg', 'UP-45.jpg';
    my $same = board('tree.jpg' => $bytes[0], 'Tree.JPG' => $bytes[0]);
    my ($status, undef, $err) = build($same);
    is($status, 1, 'names that are the same on other systems');
    like($err, qr/tree.*Tree|Tree.*tree/, 'are named');
};

subtest 'once' => sub {
    my $root = board(map { ("p$_.jpg" => photo_bytes('jpg', 700 + $_, 500)) } 1 .. 3);
    built($root, 'first');
    my $cache = "$root/.broadside/photos";
    my $made = hashes($cache);
    is(scalar keys %$made, 12, 'copies are kept');
    my $stamps = sub { return join ' ', map { "$_ " . join ':', (stat "$cache/$_")[1, 9, 10] } sort keys %{ hashes($cache) } };
    my $before = $stamps->();
    my $public = hashes("$root/public");
    put("$root/content/news/a/index.md", get("$root/content/news/a/index.md") . "\nMore.\n");
    built($root, 'a changed text');
    is($stamps->(), $before, 'no copy is made again');
    my $other = folder();
    is((broadside('-C', $root, 'build', '--date', $DATE, '-d', $other))[0], 0, 'elsewhere');
    is($stamps->(), $before, 'nor for another destination');
    is((grep { /webp$/ } keys %{ hashes($other) }), 6, 'where they are all the same');

    unlink map { "$cache/$_" } keys %$made;
    put("$root/content/news/a/index.md", get("$root/content/news/a/index.md") . "\nMore.\n");
    built($root, 'without what was kept');
    is((grep { /webp$/ } keys %{ hashes("$root/public") }), 6, 'what is published stays');
    is((broadside('-C', $root, 'build', '--date', $DATE, '-d', folder()))[0], 0, 'elsewhere');
    is_deeply(hashes($cache), $made, 'they are made again where they are missing, and are the same bytes');

    # After a power failure: cut, empty, zeros.
    my @names = sort keys %$made;
    put("$cache/$names[0]", substr get("$cache/$names[0]"), 0, 300);
    put("$cache/$names[1]", '');
    put("$cache/$names[2]", "\0" x -s "$cache/$names[2]");
    my $third = folder();
    is((broadside('-C', $root, 'build', '--date', $DATE, '-d', $third))[0], 0, 'with damaged ones');
    is_deeply(hashes($cache), $made, 'which are made anew');
    my $strip = sub { my ($found) = @_; return { map { $_ => $found->{$_} } grep { /webp|jpg/ } keys %$found } };
    is_deeply($strip->(hashes($third)), $strip->($public), 'the website is as it should be');

    put("$root/content/news/a/p2.jpg", photo_bytes('jpg', 702, 500, 'Q=60'));
    built($root, 'another photo of that name');
    is(scalar keys %{ hashes($cache) }, 16, 'has copies of its own');
    isnt(hashes("$root/public")->{'news/a/p2-480.webp'}, $public->{'news/a/p2-480.webp'}, 'which are published');
    my ($status, $out) = build($root, '--gc');
    is($status, 0, '--gc');
    like(decode('UTF-8', $out), qr/^4 copies of photos that are not used any more were removed \(/m, 'says what it removes');
    is(scalar keys %{ hashes($cache) }, 12, 'and does');
    built($root, 'again');
    put("$root/content/news/a/index.md", "---\ntitle: A\ndate: 2025-03-01\n---\nNone\n");
    like((build($root, '--gc'))[1], qr/^12 copies/m, 'none is shown any more');
    is_deeply(copies($root), {}, 'none is published');
    is((build($root, '--gc'))[0], 0, 'nothing to remove');
};

subtest 'what cannot be' => sub {
    my $good = photo_bytes('jpg', 900, 600);
    my %bad = ('cut.jpg' => substr($good, 0, length($good) / 2), 'text.jpg' => 'no picture', 'empty.png' => '');
    my $root = board(%bad, 'good.jpg' => $good);
    my ($status, undef, $err) = build($root);
    is($status, 1, 'refused');
    like($err, qr{^content/news/a/\Q$_\E: error: this photo cannot be read.*\n.*\n\s+= shown by 'content/news/a/index.md'}m, "$_ is named") for qw(empty.png text.jpg);
    ok(!-e "$root/public", 'nothing is published');
    unlink "$root/content/news/a/$_" for qw(empty.png text.jpg);
    put("$root/content/news/a/index.md", "---\ntitle: A\ndate: 2025-03-01\n---\n![A](cut.jpg) ![B](good.jpg)\n");
    ($status, undef, $err) = build($root);
    is($status, 1, 'one that is cut off');
    like($err, qr{^content/news/a/cut\.jpg: error: this photo cannot be read}m, 'is named');
    unlike($err, qr{good\.jpg}, 'a good one is not');
    put("$root/content/news/a/cut.jpg", $good);
    built($root, 'mended');
};

done_testing;
