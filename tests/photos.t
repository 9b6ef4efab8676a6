#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Copies of photos: upright, in their sizes, of every form, and as pages promise them. How they are kept: photos-kept.t; what
# leaves with them: photos-metadata.t; what harms: hostile-photos.t.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Compress::Zlib qw(crc32);
use Encode qw(decode);
use Photos;
use Test::More;

my $UPRIGHT = 'red green blue white';

sub build { my ($root, @more) = @_; return broadside('-C', $root, 'build', '--date', $DATE, @more) }

sub builds {
    my ($root, $what, @more) = @_;
    my ($status, $out, $err) = build($root, @more);
    is($status, 0, $what) or diag(decode('UTF-8', $err));
    return decode('UTF-8', $err . $out);
}

subtest 'however the camera was held' => sub {
    my $root = photo_site({
        (map { my $held = $_; ("held-$held.jpg" => sub { photo($_[0], 701, 500); held_as($_[0], $held) }) } 1 .. 8),
        'wide.jpg' => sub { photo($_[0], 2500, 500); held_as($_[0], 6) },
        'none.jpg' => sub { photo($_[0], 701, 500); run_tool('exiftool', '-q', '-overwrite_original', '-n', '-Orientation=9', $_[0]) },
    }, map { ("static/held-$_.jpg" => photo_bytes('jpg', 64, 48)) } 1 .. 8);
    held_as("$root/static/held-$_.jpg", $_) for 1 .. 8;
    builds($root, 'is built');
    for my $name (pictures($root)) {
        is(corners("$root/public/$name"), $UPRIGHT, "$name is upright");
    }
    my $size = sizes_of($root, map { ("news/a/held-$_-480.jpg", "news/a/held-$_-701.webp", "held-$_.jpg") } 1 .. 8);
    is_deeply([ @$size{ map { "news/a/held-$_-701.webp" } 1 .. 8 } ], [ ('701x500') x 8 ], 'as wide as it is upright');
    is_deeply([ @$size{ map { "held-$_.jpg" } 1 .. 8 } ], [ ('64x48') x 8 ], 'those of static/ as well');
    is_deeply([ broken_promises($root) ], [], 'as the page has it');
};

subtest 'sizes' => sub {
    my %widths = (300 => [300], 480 => [480], 500 => [480], 700 => [ 480, 700 ], 1000 => [ 480, 960 ], 1200 => [ 480, 960, 1200 ],
        1600 => [ 480, 960, 1600 ], 4000 => [ 480, 960, 1600 ]);
    my $root = photo_site(
        { (map { ("w$_.jpg" => of_size($_, 200)) } keys %widths), 'crop.jpg' => of_size(1000, 800), 'thin.png' => of_size(3, 20000),
            'flat.png' => of_size(20000, 3) },
        'content/news/b/index.md' => "---\ntitle: B\ndate: 2025-03-02\ncover: ../a/crop.jpg\n---\nText\n",
        'themes/small/layouts/entry.html' => <<'HTML',
<!DOCTYPE html>
<title>t</title>
{{ page.content }}
{% if page.cover then %}
{{ image(page.cover, { alt = "c", ratio = "1:1", focus = { x = 0, y = 50 } }) }}
{{ image(page.cover, { alt = "c", ratio = "4:5", focus = { x = 100, y = 50 } }) }}
{{ image(page.cover, { alt = "c", ratio = "100:1" }) }}
<a href="{{ file(page.cover) }}">all</a>
{% end %}
HTML
    );
    builds($root, 'is built');
    my @pictures = pictures($root);
    for my $width (sort { $a <=> $b } keys %widths) {
        my @wanted = sort map { my $copy = $_; map { "news/a/w$width-$copy.$_" } qw(jpg webp) } @{ $widths{$width} };
        is_deeply([ sort grep { m{/w$width-} } @pictures ], \@wanted, "one of $width: never larger");
    }
    my $size = sizes_of($root, @pictures);
    is($size->{'news/a/w4000-1600.webp'}, '1600x80', 'in its proportions');
    is_deeply([ broken_promises($root) ], [], 'all are as pages say');
    is_deeply([ map { $size->{"news/a/crop-$_.jpg"} } '1x1-0-50-480', '1x1-0-50-800', '4x5-100-50-480', '4x5-100-50-640' ],
        [ '480x480', '800x800', '480x600', '640x800' ], 'parts of one');
    is(colour_at("$root/public/news/a/crop-1x1-0-50-800.jpg", 100, 100), 'red', 'the left of it');
    is(colour_at("$root/public/news/a/crop-1x1-0-50-800.jpg", 600, 100), 'green', 'not its edge');
    is(colour_at("$root/public/news/a/crop-4x5-100-50-640.webp", 100, 100), 'red', 'the right of it: as much of the left as there is room');
    is(colour_at("$root/public/news/a/crop-4x5-100-50-640.webp", 200, 600), 'white', 'and below');
    is_deeply([ map { corners("$root/public/$_") } grep { m{/w(?:700|4000)-.*webp$} } @pictures ], [ ($UPRIGHT) x 5 ], 'and show it all');
};

subtest 'in full size' => sub {
    my %made = map { ($_ => of_size((split /[x.]/)[0, 1])) } qw(300x200.jpg 500x400.jpg 700x500.jpg 2000x1500.jpg 4000x300.jpg 500x400.png 2000x1500.png 2000x1500.webp 500x400.tif);
    my $root = photo_site(\%made);
    change_text($root, 'broadside.yaml', sub { s/$/\npublish_originals: true\n/ });
    change_text($root, 'content/news/a/index.md', sub { s/^!(\[.*)/!$1 $1/mg });
    builds($root, 'is built');
    is_deeply([ broken_promises($root) ], [], 'links lead there');
    my %whole = map { my $as = /(?:jpg|png)$/ ? $_ : s/\.(\w+)$/-$1.jpg/r; ("news/a/$as" => /^(\d+x\d+)/ ? $1 : '') } keys %made;
    my $size = sizes_of($root, grep { $whole{$_} } pictures($root));
    is_deeply($size, \%whole, 'each is there, as large as it is');
    is(corners("$root/public/$_"), $UPRIGHT, "$_ shows all") for sort keys %$size;
};

subtest 'every form' => sub {
    my %made = (
        'cmyk.jpg' => by_vips(500, 400, 'Q=95', [ 'colourspace', 'cmyk' ]),
        'grey.jpg' => by_vips(500, 400, '', [ 'colourspace', 'b-w' ]),
        'progressive.jpg' => of_size(500, 400, 'interlace'),
        'sampled.jpg' => of_size(500, 400, 'subsample-mode=off'),
        'deep.png' => by_vips(500, 400, '', [ 'colourspace', 'rgb16' ]),
        'palette.png' => of_size(500, 400, 'palette'),
        'interlaced.png' => of_size(500, 400, 'interlace'),
        'grey-deep.png' => by_vips(500, 400, '', [ 'colourspace', 'grey16' ]),
        'grey-alpha.png' => by_vips(500, 400, '', [ 'colourspace', 'b-w' ], [ 'bandjoin_const', '128' ]),
        'alpha.png' => by_vips(500, 400, '', [ 'bandjoin_const', '255' ]),
        'alpha.webp' => by_vips(500, 400, 'lossless', [ 'bandjoin_const', '255' ]),
        'still.gif' => of_size(500, 400),
        'plain.webp' => of_size(500, 400),
        'plain.tif' => of_size(500, 400),
        'packed.tiff' => of_size(500, 400, 'compression=lzw,predictor=horizontal'),
        'tiled.tif' => of_size(500, 400, 'tile,compression=deflate'),
        'deep.tif' => by_vips(500, 400, '', [ 'colourspace', 'rgb16' ]),
        'cmyk.tif' => by_vips(500, 400, 'compression=jpeg', [ 'colourspace', 'cmyk' ]),
        'one.png' => of_size(2, 2), 'one-high.jpg' => of_size(1, 300), 'dot.gif' => sub { run_tool('vips', 'black', $_[0], 1, 1) },
        'dot.jpg' => sub { run_tool('vips', 'black', $_[0], 1, 1) }, 'dot.png' => sub { run_tool('vips', 'black', $_[0], 1, 1) },
        'jpeg-in-truth.png' => sub { photo("$_[0].jpg", 500, 400); rename "$_[0].jpg", $_[0] },
        'png-in-truth.jpg' => sub { photo("$_[0].png", 500, 400); rename "$_[0].png", $_[0] },
        'moves.gif' => sub { animation($_[0]) }, 'moves.webp' => sub { animation($_[0]) },
    );
    my $heif = heif_works();
    %made = (%made, 'telephone.heic' => of_size(500, 400, 'compression=hevc'), 'new.avif' => of_size(500, 400)) if $heif;
    my $root = photo_site(\%made);
    builds($root, 'is built');
    is_deeply([ broken_promises($root) ], [], 'all are as the page says');
    my %greys = map { $_ => 1 } qw(grey.jpg grey-deep.png grey-alpha.png);
    for my $name (grep { !/^(?:one|dot)/ } sort keys %made) {
        my $stem = $name =~ s/\.jpg$//r =~ s/\.(\w+)$/-$1/r;
        for my $ending (qw(webp jpg)) {
            my $path = "$root/public/news/a/$stem-480.$ending";
            next if $name eq 'grey-alpha.png' && $ending eq 'webp';
            next if $greys{$name} && is_grey($path, "$name is grey as $ending");
            is(corners($path), $UPRIGHT, "$name as $ending");
        }
    }
    is(run_tool('vipsheader', '-f', 'bands', "$root/public/news/a/grey-alpha-png-480.webp") + 0, 4, 'what can be seen through stays so');
    like(run_tool('vipsheader', "$root/public/news/a/cmyk-480.$_"), qr/, 3 bands, srgb, /, "CMYK becomes sRGB as $_") for qw(jpg webp);
};

sub heif_works {
    my $path = folder() . '/probe.heic';
    return eval { photo($path, 64, 48, 'compression=hevc'); 1 } && -s $path;
}

# Two pictures, the upright one first.
sub animation {
    my ($path) = @_;
    my $kept = folder();
    photo("$kept/a.v", 500, 400);
    run_tool('vips', 'flip', "$kept/a.v", "$kept/b.v", 'vertical');
    run_tool('vips', 'join', "$kept/a.v", "$kept/b.v", "$kept/c.v", 'vertical');
    run_tool('vips', 'copy', "$kept/c.v", $path . '[page-height=400]');
}

# Grey from dark above on the left to light below on the right, as the four colours are.
sub is_grey {
    my ($path, $what) = @_;
    my (undef, undef, $at) = points($path);
    my @points = map { [ $at->(@$_) ] } [ 50, 50 ], [ 430, 50 ], [ 50, 330 ], [ 430, 330 ];
    my $grey = !grep { abs($_->[0] - $_->[1]) > 3 || abs($_->[0] - $_->[2]) > 3 } @points;
    my ($red, $green, $blue, $white) = map { $_->[0] } @points;
    return ok($grey && $blue < $red && $red < $green && $green < $white && $white > 240, $what) || diag(join ' ', $path, map { "@$_" } @points);
}

# As one of another size, which its head says and its points are not.
sub boasting {
    my ($bytes, $width, $height) = @_;
    substr($bytes, 16, 13) = my $head = pack('NN', $width, $height) . substr $bytes, 24, 5 if $bytes =~ /^\x89PNG/;
    substr($bytes, 29, 4) = pack 'N', crc32("IHDR$head") if $head;
    $bytes =~ s/(\xff\xc0..\x08)..../$1 . pack 'nn', $height, $width/es if $bytes =~ /^\xff\xd8/;
    return $bytes;
}

subtest 'large ones' => sub {
    my $root = photo_site({ map { my $ending = $_; ("huge.$ending" => sub { run_tool('vips', 'black', $_[0], 20000, 20000) }) } qw(jpg png) });
    builds($root, 'of 20,000 points across and down are made');
    is_deeply([ broken_promises($root) ], [], 'in their sizes');
    put("$root/content/news/a/huge.$_", boasting(photo_bytes($_, 500, 400), 40000, 30000)) for qw(jpg png);
    my $before = hashes("$root/public");
    my ($status, undef, $err) = build($root);
    is($status, 1, 'larger ones are refused');
    like($err, qr{^content/news/a/\Q$_\E[^\n]*: error: this photo is too large}m, "by name: $_") for 'huge.jpg', 'huge.png';
    is_deeply(hashes("$root/public"), $before, 'nothing is changed');
};

subtest 'names' => sub {
    my @names = ('夜巡 01.jpg', 'a#b.jpg', '50%.jpg', 'a%20b.jpg', "it's.jpg", 'a&b.jpg', 'a+b.jpg', 'UPPER.JPG', 'x.jpeg', 'no.dots.jpg',
        '全角（一）.png', 'tree.png', 'tree.jpg', 'tree.webp', 'TREE-1.JPG');
    my $root = photo_site({ map { ($_ => of_size(500, 400)) } @names });
    builds($root, 'any are taken');
    is_deeply([ broken_promises($root) ], [], 'pages find the copies');
    my @pictures = pictures($root);
    is(scalar @pictures, 2 * @names, 'each has its own') or diag(explain \@pictures);

    for my $case ([ 'tree.jpg', 'tree.JPG' ], [ 'tree.jpg', 'tree-480.jpg', "publish_originals: true\n" ], [ 'tree.jpg', 'tree-480.webp', "publish_originals: true\n" ]) {
        my ($one, $other, $setting) = @$case;
        $root = photo_site({ $one => of_size(500, 400), $other => of_size(490, 400) });
        change_text($root, 'broadside.yaml', sub { s/$/\n$setting/ }) if $setting;
        my ($status, undef, $err) = build($root);
        if ($status == 0) {
            is_deeply([ broken_promises($root) ], [], "$one beside $other: each page finds what it means");
        } else {
            is($status, 1, "$one beside $other: an error");
            like($err, qr/\Q$one\E/, 'that names the one');
            like($err, qr/\Q$other\E/, 'and the other');
            is(scalar(() = $err =~ /error:/g), scalar(() = $err =~ /= give the photo another name/g), 'each time with what to do');
            ok(gone("$root/public"), 'nothing is published');
        }
    }
};

subtest 'a name that Windows cannot have' => sub {
    my $root = photo_site({ '8:30.jpg' => of_size(1000, 800) });
    my ($status, undef, $err) = build($root);
    is($status, 1, 'is an error');
    is(scalar(() = $err =~ /error:/g), 1, 'said once') or diag($err);
    like($err, qr/= give the photo another name/, 'with what to do');
};

subtest 'forms of cameras, which nobody shows' => sub {
    my $root = photo_site({ 'good.jpg' => photo_bytes('jpg', 60, 40), 'raw.dng' => photo_bytes('tif', 60, 40), 'many.mpo' => photo_bytes('jpg', 64, 40) });
    put("$root/static/sub/raw.CR2", photo_bytes('tif', 60, 40));
    my ($status, undef, $err) = build($root);
    is($status, 1, 'refused');
    like($err, qr{^\Q$_\E: error: photos of this form cannot be read on this machine}m, "$_ is named") for 'static/sub/raw.CR2', 'content/news/a/raw.dng';
    unlink "$root/static/sub/raw.CR2";
    put("$root/content/news/a/index.md", "---\ntitle: A\ndate: 2025-03-01\n---\n![A lamp](many.mpo)\n");
    builds($root, 'not shown');
    is_deeply([ grep { /raw/ } keys %{ hashes("$root/public") } ], [], 'it is not published');
    ok(-f "$root/public/news/a/many-mpo-64.webp", 'several pictures in one file: the first');
};

subtest 'without consent' => sub {
    my $root = photo_site({ 'good.jpg' => photo_bytes('jpg', 60, 40) },
        'content/models/n/index.md' => "---\ntitle: N\nname: N\nkind: person\nyear: 2025\nphoto: hidden.jpg\n---\n\n![N](hidden.jpg)\n",
        'content/models/n/hidden.jpg' => photo_bytes('jpg', 62, 40), 'content/models/n/hidden.jpg_original' => 'x', 'content/models/n/hidden.XMP' => 'x');
    put("$root/content/news/a/index.md", "---\ntitle: A\ndate: 2025-03-01\n---\n![A lamp](good.jpg) ![N](../../models/n/hidden.jpg) [N](../../models/n/hidden.jpg)\n\n"
        . "```gallery\n../../models/n/hidden.jpg N at work\ngood.jpg A lamp\n```\n");
    builds($root, 'built');
    my $tree = tree("$root/public");
    is_deeply([ grep { /hidden/ } keys %$tree ], [], 'a portrait is not published, wherever a text shows it');
    is_deeply([ grep { $tree->{$_} =~ /hidden/ } grep { /html$/ } keys %$tree ], [], 'nor named');
    ok(-f "$root/public/news/a/good-60.webp", 'another photo is');
};

# A picture that lies in no folder of an entry is of the people whose entries name it.
subtest 'without consent, in a folder of many' => sub {
    my $person = sub { my ($says) = @_; return "---\ntitle: N\nname: N\nkind: person\nyear: 2025\nphoto: n.jpg\n$says---\n" };
    my @cases = (
        [ 'nobody has been asked', '', undef, 0 ],
        [ 'agreed', "consent: true\n", undef, 1 ],
        [ 'refused', "consent: false\n", undef, 0 ],
        [ 'asked the second time', '', "consent: true\n", 1 ],
        [ 'agreed, and refused since', "consent: true\n", "consent: false\n", 0 ],
    );
    my $root;
    for my $case (@cases) {
        my ($name, $says, $later, $shown) = @$case;
        my %files = ('content/models/n.md' => $person->($says), 'content/models/n.jpg' => photo_bytes('jpg', 62, 40), $later ? ('content/models/m.md' => $person->($later)) : ());
        my $text = "---\ntitle: A\ndate: 2025-03-01\ncover: ../../models/n.jpg\nalt: N\n---\n![A lamp](good.jpg) ![N](../../models/n.jpg)\n";
        my $fresh = photo_site({ 'good.jpg' => photo_bytes('jpg', 60, 40) }, %files);
        # The first site goes through all cases, each of which is built upon the one before.
        $root //= $fresh;
        put("$root/$_", $files{$_}) for keys %files;
        unlink "$root/content/models/m.md" if !$later;
        for my $site ($root, $fresh) {
            put("$site/content/news/a/index.md", $text);
            my ($status, undef, $err) = broadside('-C', $site, 'build', '--date', $DATE);
            is($status, 0, "$name: it is built") or diag($err);
            is(scalar(grep { m{^models/n-} } keys %{ tree("$site/public") }) ? 1 : 0, $shown, "$name: " . ($shown ? 'shown' : 'not shown'));
            like($err, qr{^content/news/a/index\.md:\d+:\d+: warning: '../../models/n\.jpg' is not shown: 'content/models/[nm]\.md' has no consent for it$}m, "$name: it is said where") if !$shown;
        }
        is_deeply(tree("$root/public"), tree("$fresh/public"), "$name: as if built at once");
    }
    my $linked = photo_site({ 'good.jpg' => photo_bytes('jpg', 60, 40) }, 'content/models/n.jpg' => photo_bytes('jpg', 62, 40), 'content/models/n.md' => $person->(''));
    symlink '../../models/n.jpg', "$linked/content/news/a/other.jpg" or die;
    put("$linked/content/news/a/index.md", "---\ntitle: A\ndate: 2025-03-01\n---\n![N](other.jpg)\n");
    my ($refused, undef, $why) = broadside('-C', $linked, 'build', '--date', $DATE);
    is($refused, 1, 'a link to it is an error');
    like($why, qr{^content/news/a/other\.jpg: error: a symbolic link to a photo that is not published$}m, 'that says so');

    my $own = photo_site({ 'good.jpg' => photo_bytes('jpg', 60, 40) }, 'content/models/n/n.jpg' => photo_bytes('jpg', 62, 40), 'content/models/n/index.md' => $person->(''),
        'content/models/later/index.md' => $person->("consent: true\n") =~ s{n\.jpg}{../n/n.jpg}r);
    put("$own/content/news/a/index.md", "---\ntitle: A\ndate: 2025-03-01\n---\n![N](../../models/n/n.jpg)\n");
    is((broadside('-C', $own, 'build', '--date', $DATE))[0], 0, 'a photo in the folder of an entry');
    ok((grep { m{^models/n/n-} } keys %{ tree("$own/public") }), 'is shown once the person has agreed in another');
    my $static = photo_site({ 'good.jpg' => photo_bytes('jpg', 60, 40) }, 'static/n.jpg' => photo_bytes('jpg', 62, 40), 'content/models/n.md' => $person->('') =~ s{n\.jpg}{/static/n.jpg}r);
    my (undef, undef, $err) = broadside('-C', $static, 'build', '--date', $DATE);
    like($err, qr{^content/models/n\.md:6:8: warning: 'static/n\.jpg' is published without consent}m, 'what is in static/ is warned of');
};

done_testing;
