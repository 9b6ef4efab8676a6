#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Photos of every form on a sheet: those of telephones (HEIC) and of WeChat and browsers (WebP, AVIF) as those of cameras.
use strict;
use warnings;
use Broadside;
use Photos;
use Test::More;

my $sheet = <<'LUA';
return {
  title = "A sheet", each = { "notices" }, sizes = { "A4" },
  frames = function(page) return { photo = { image = page.cover, alt = "photo" } } end,
}
LUA
my $artwork = <<'SVG';
<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297">
<rect width="210" height="297" fill="#fff"/><rect id="frame-photo" x="5" y="78.5" width="200" height="140" visibility="hidden"/>
</svg>
SVG

sub photo_on_sheet {
    my ($name, $bytes) = @_;
    return site(
        'broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\n",
        'themes/small/sheets/notice/sheet.lua' => $sheet,
        'themes/small/sheets/notice/artwork.svg' => $artwork,
        'content/notices/map/index.md' => "---\ntitle: Map\ndate: 2025-11-03\ncover: $name\nalt: Corners\n---\n\nSee the map.\n",
        "content/notices/map/$name" => $bytes,
    );
}

sub poster {
    my ($root) = @_;
    return broadside('-C', $root, 'poster', 'map', '--date', $DATE, '-d', 'out', '--format', 'pdf,png');
}

# The colours of the photo's corners on the paper.
sub corners_on_paper {
    my ($pdf) = @_;
    my $picture = folder() . '/page';
    run_tool('pdftoppm', '-r', '36', '-png', '-singlefile', $pdf, $picture);
    run_tool('vips', 'crop', "$picture.png", "$picture-photo.png", 9, 113, 279, 195);
    return corners("$picture-photo.png");
}

my $upright = corners(photo(folder() . '/upright.png', 400, 280));
my %forms = (
    'camera.jpg' => sub { photo_bytes('jpg', 1000, 700) },
    'screen.png' => sub { photo_bytes('png', 1000, 700) },
    'telephone.heic' => sub { photo_bytes('heic', 1000, 700, 'compression=hevc') },
    'TELEPHONE.HEIC' => sub { photo_bytes('heic', 1000, 700, 'compression=hevc') },
    'chat.webp' => sub { photo_bytes('webp', 1000, 700, 'Q=90') },
    'browser.avif' => sub { photo_bytes('avif', 1000, 700, 'Q=90') },
    'named.jpg' => sub { photo_bytes('webp', 1000, 700, 'Q=90') },
);
for my $name (sort keys %forms) {
    my $root = photo_on_sheet($name, $forms{$name}->());
    my ($status, $out, $err) = poster($root);
    is($status, 0, "$name is printed") or diag($err);
    unlike($err, qr/error|damaged/, 'without a word');
    my ($pdf) = glob "$root/out/*.pdf";
    is($pdf && corners_on_paper($pdf), $upright, 'as it is, upright');
}

subtest 'as the camera was held' => sub {
    for my $ending ('jpg', 'png', 'webp', 'tif') {
        my $path = folder() . "/held.$ending";
        run_tool('vips', 'rot', photo(folder() . '/upright.png', 1000, 700), $path, 'd270');
        run_tool('exiftool', '-q', '-overwrite_original', '-n', '-Orientation=6', $path);
        my $root = photo_on_sheet("held.$ending", get($path));
        is((poster($root))[0], 0, "$ending: is printed");
        is(corners_on_paper(glob "$root/out/*.pdf"), $upright, "$ending: upright");
    }
};

# What a colour is on the paper that is (220, 30, 30) in sRGB.
subtest 'colours of telephones' => sub {
    for my $ending ('jpg', 'png', 'heic') {
        my $plain = folder() . '/plain';
        run_tool('vips', 'black', "$plain.v", 600, 420, '--bands', 3);
        run_tool('vips', 'linear', "$plain.v", "$plain-red.v", '1 1 1', '220 30 30', '--uchar');
        run_tool('vips', 'icc_transform', "$plain-red.v", "$plain.png", 'p3', '--input-profile', 'srgb');
        run_tool('vips', 'copy', "$plain.png", "$plain.$ending" . ($ending eq 'heic' ? '[compression=hevc,Q=95]' : $ending eq 'jpg' ? '[Q=95]' : '')) if $ending ne 'png';
        my $root = photo_on_sheet("red.$ending", get("$plain.$ending"));
        is((poster($root))[0], 0, "$ending: is printed");
        run_tool('pdftoppm', '-r', '36', '-png', '-singlefile', glob("$root/out/*.pdf"), "$plain-page");
        my (undef, undef, $at) = points("$plain-page.png");
        my @point = $at->(148, 210);
        ok(abs($point[0] - 220) < 6 && abs($point[1] - 30) < 6 && abs($point[2] - 30) < 6, "$ending: the same red") or diag("@point");
    }
};

subtest 'on the website as well' => sub {
    my $root = photo_on_sheet('telephone.heic', photo_bytes('heic', 1000, 700, 'compression=hevc'));
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--posters', '--date', $DATE);
    is($status, 0, 'both are made in one run') or diag($err);
    put("$root/content/notices/map/index.md", "---\ntitle: Map\ndate: 2025-11-03\n---\n\n![Corners](telephone.heic)\n");
    ($status, $out, $err) = broadside('-C', $root, 'build', '--posters', '--date', $DATE);
    is($status, 0, 'and in a text') or diag($err);
    ok(-f "$root/public/notices/map/telephone-heic-480.webp", 'readers get copies');
};

# How a photo is turned is one of its properties (ISO/IEC 23008-12, 6.5.10): here in place of the one that says how many bits
# a point has, which nobody misses.
subtest 'a photo that lies on its side' => sub {
    my $lying = folder() . '/lying';
    run_tool('vips', 'rot', photo(folder() . '/upright.png', 1000, 700), "$lying.png", 'd90');
    run_tool('vips', 'copy', "$lying.png", "$lying.heic[compression=hevc]");
    my $bytes = get("$lying.heic");
    is($bytes =~ s/pixi..../irot\x01\x00\x00\x00/s, 1, 'a photo is turned') or return;
    my $root = photo_on_sheet('lying.heic', $bytes);
    is((poster($root))[0], 0, 'is printed');
    is(corners_on_paper(glob "$root/out/*.pdf"), $upright, 'upright');
};

subtest 'as telephones write it' => sub {
    for my $turns (0, 1, 3) {
        my $root = photo_on_sheet('tiles.heic', photo_of_telephone($turns ? (3, 4) : (4, 3), $turns));
        is((poster($root))[0], 0, "$turns quarters: is printed");
        is(corners_on_paper(glob "$root/out/*.pdf"), $upright, 'upright') if !$turns;
        next if !$turns;
        run_tool('pdftoppm', '-r', '36', '-png', '-singlefile', glob("$root/out/*.pdf"), "$root/page");
        is(join(' ', map { colour_at("$root/page.png", @$_) } [140, 140], [156, 140], [140, 280], [156, 280]), $upright, 'upright');
    }
};

# HEIC cannot be read at a smaller size: each of them takes a third of a second or more.
subtest 'a board of large photos' => sub {
    my $root = photo_on_sheet('1.heic', my $photo = photo_of_telephone(8, 6));
    put("$root/content/notices/map/$_.heic", $photo) for 2 .. 6;
    put("$root/content/notices/map/index.md", "---\ntitle: Map\ndate: 2025-11-03\n---\n\n" . join '', map { "![Photo $_]($_.heic)\n\n" } 1 .. 6);
    put("$root/themes/small/sheets/notice/sheet.lua", $sheet =~ s/frames = .*/frames = function(page) return { photo = { markdown = page, smallest = 1 } } end,/r);
    put("$root/broadside.yaml", get("$root/broadside.yaml") . "limits: { time: 1 }\n");
    my ($status, $out, $err) = poster($root);
    is($status, 0, 'has the time that they need') or diag($err);
};

subtest 'a panorama' => sub {
    my $root = photo_on_sheet('wide.heic', photo_of_telephone(32, 8));
    is((poster($root))[0], 0, 'is printed');
    $root = photo_on_sheet('wide.heic', photo_of_telephone(60, 12));
    my ($status, $out, $err) = poster($root);
    is($status, 1, 'one beyond all measure is not');
    like($err, qr/error: picture 'wide\.heic' is too large to be printed: 30720 × 6144 pixels/, 'and says so');
};

subtest 'without what reads it' => sub {
    my $none = folder() . '/loaders.cache';
    put($none, '');
    for my $form (['heic', 'HEIC', 'heif-gdk-pixbuf', 'compression=hevc'], ['webp', 'WebP', 'webp-pixbuf-loader', 'Q=90']) {
        my ($ending, $called, $package, $options) = @$form;
        my $root = photo_on_sheet("photo.$ending", photo_bytes($ending, 1000, 700, $options));
        my ($status, $out, $err) = broadside({ env => { GDK_PIXBUF_MODULE_FILE => $none } }, '-C', $root, 'poster', 'map', '--date', $DATE, '-d', 'out');
        is($status, 1, "$called is an error");
        like($err, qr/error: picture 'photo\.$ending' cannot be printed on this machine: it is a $called file.*\n(?:.*\n)*?\s+= save it as JPEG, or install what reads it \(on Debian: apt install $package\)/, 'with what to install');
    }
};

# One of VVC, for which nobody has a decoder yet.
subtest 'without what decodes it' => sub {
    my $root = photo_on_sheet('photo.heic', photo_bytes('heic', 1000, 700, 'compression=hevc') =~ s/hvc1/vvc1/gr);
    my ($status, $out, $err) = poster($root);
    is($status, 1, 'is an error');
    like($err, qr/error: picture 'photo\.heic' cannot be printed on this machine: it is a HEIC file\n(?:.*\n)*?\s+= save it as JPEG \(on an iPhone/, 'with what to do');
};

subtest 'a damaged one' => sub {
    my $root = photo_on_sheet('cut.heic', substr photo_bytes('heic', 1000, 700, 'compression=hevc'), 0, 700);
    my ($status, $out, $err) = poster($root);
    is($status, 1, 'is an error');
    like($err, qr/error: picture 'cut\.heic' is damaged/, 'that names it');
};

done_testing();
