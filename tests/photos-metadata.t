#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Nothing that a camera, a telephone or an editor has written into a photo leaves with it, however it is shown.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode encode);
use File::Find ();
use MIME::Base64 qw(encode_base64);
use Photos;
use Test::More;

# What says how a picture is stored, and nothing of where it comes from.
my $harmless = qr{^(?:
    (?:ExifTool|System|File):\w+ |
    Composite:(?:ImageSize|Megapixels) |
    JFIF:\w+ |
    Adobe:(?:DCTEncodeVersion|APP14Flags[01]|ColorTransform) |
    PNG:(?:ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|Palette|Transparency|BackgroundColor|Gamma|SRGBRendering) |
    PNG-pHYs:\w+ |
    Meta:PrimaryItemReference |
    QuickTime:(?:MajorBrand|MinorVersion|CompatibleBrands|HandlerType|\w+ConfigurationVersion|Chroma\w+|Color\w+|ImagePixelDepth|ImageSpatialExtent|
        InitialDelaySamples|MatrixCoefficients|TransferCharacteristics|Seq\w+|Media\w+|QuickTime_ColorRep\w*|Free|General\w+|Min\w+|Parallelism\w+|
        BitDepth\w+|AverageFrameRate|ConstantFrameRate|NumTemporalLayers|TemporalIDNested|ImageWidth|ImageHeight|Rotation|CompatibilityFlags|ConstraintIndicatorFlags) |
    RIFF:(?:ImageWidth|ImageHeight|VP8Version|HorizontalScale|VerticalScale|WebP_Flags|AlphaIsUsed|Alpha\w+|AnimationLoopCount|BackgroundColor|FrameCount|Duration|ANMF\w*) |
    GIF:(?:GIFVersion|ImageWidth|ImageHeight|HasColorMap|ColorResolutionDepth|BitsPerPixel|BackgroundColor|AnimationIterations|FrameCount|Duration|TransparentColor|PixelAspectRatio) |
    IFD0:(?:ImageWidth|ImageHeight|BitsPerSample|Compression|PhotometricInterpretation|StripOffsets|Orientation|SamplesPerPixel|
        RowsPerStrip|StripByteCounts|[XY]Resolution|PlanarConfiguration|ResolutionUnit|Predictor|SampleFormat|ExtraSamples|TileWidth|TileLength|TileOffsets|TileByteCounts)
)$}x;

# What colours mean, in files of static/, which keep their points as they are; the words in it are looked for.
my $colours = qr/^(?:ICC-header:\w+|ICC_Profile:\w+|PNG:ProfileName)$/;

sub utf8_of { return encode('UTF-8', $_[0]) }

my @shown = qw(one.jpg two.jpg three.png four.webp five.jpg portrait.jpg certificate.jpg scan.jpg linked.jpg tiff.tif moves.gif);
my @strange = qw(odd.jpg odd.png odd.webp odd.gif);
my @static = qw(free.jpg free.png free.webp free.gif free.tif strange.jpg strange.png strange.webp strange.gif);
if (eval { photo_bytes('heic', 64, 48, 'compression=hevc') }) {
    push @strange, qw(odd.heic odd.avif);
    push @static, qw(strange.heic strange.avif);
}
push @shown, @strange;

sub make_site {
    my ($yaml) = @_;
    my $root = site(
        'broadside.yaml' => "title: T\nlanguage: en\ntheme: small\nbase_url: https://board.example/\n$yaml",
        'themes/small/theme.lua' => 'return { outputs = { '
            . join(', ', map { qq({ each = "$_", path = "$_/:slug.html", layout = "entry.html" }) } qw(news models honours notices)) . ' } }',
        'themes/small/layouts/entry.html' => utf8_of(<<'HTML'),
<!DOCTYPE html>
<title>{{ page.title }}</title>
{{ page.content }}
{% if page.cover then %}
{{ image(page.cover, { alt = "a" }) }}
{{ image(page.cover, { alt = "a", ratio = "4:5", focus = { x = 20, y = 30 } }) }}
<a href="{{ file(page.cover) }}">whole</a>
{% end %}
{% for _, attachment in ipairs(page.attachments or {}) do %}
<a href="{{ file(attachment) }}">{{ file_name(attachment) }}</a>
{% end %}
HTML
        'content/news/a/index.md' => utf8_of(<<'MD'),
---
title: A
date: 2025-03-01
cover: one.jpg
alt: A roof
attachments: [scan.jpg]
---
![A tree](two.jpg) ![A lamp](three.png) [all of it](linked.jpg) ![Free](/free.jpg) ![Sheet](tiff.tif) ![Moves](moves.gif)

```gallery
four.webp A lane
five.jpg A gate
```
MD
        'content/news/b.md' => join("\n\n", "---\ntitle: B\ndate: 2025-03-02\n---", map { "![b](a/$_)" } @strange) . "\n",
        'content/models/m/index.md' => "---\ntitle: M\nname: M\nkind: person\nyear: 2025\nphoto: portrait.jpg\nconsent: true\ncover: portrait.jpg\nalt: M\n---\nText\n",
        'content/models/n/index.md' => "---\ntitle: N\nname: N\nkind: person\nyear: 2025\nphoto: hidden.jpg\n---\nText\n",
        'content/honours/h/index.md' => "---\ntitle: H\nlevel: city\nlevel: municipal\nawarded: 2025-01-01\nawarded_by: X\ncertificate: certificate.jpg\ncover: certificate.jpg\nalt: H\n---\nText\n" =~ s/level: city\n//r,
        'content/news/draft/index.md' => "---\ntitle: D\ndate: 2025-03-01\ndraft: true\ncover: draft.jpg\nalt: D\n---\n![D](draft.jpg)\n",
        'content/news/later/index.md' => "---\ntitle: L\ndate: 2025-03-01\npublish: 2026-03-01\ncover: later.jpg\nalt: L\n---\nText\n",
        'content/notices/gone/index.md' => "---\ntitle: G\ndate: 2025-03-01\nexpires: 2025-03-05\nafter: tombstone\ncover: gone.jpg\nalt: G\n---\n![G](gone.jpg)\n",
    );
    my %at = ((map { ($_ => "content/news/a/$_") } @shown, 'unused.jpg'), 'portrait.jpg' => 'content/models/m/portrait.jpg',
        'hidden.jpg' => 'content/models/n/hidden.jpg', 'certificate.jpg' => 'content/honours/h/certificate.jpg',
        'draft.jpg' => 'content/news/draft/draft.jpg', 'later.jpg' => 'content/news/later/later.jpg', 'gone.jpg' => 'content/notices/gone/gone.jpg',
        (map { ($_ => "static/$_") } @static));
    mkdir "$root/static";
    for my $name (sort keys %at) {
        my $path = "$root/$at{$name}";
        photo($path, 700, 500, $name =~ /heic$/ ? 'compression=hevc' : ());
        add_metadata($path);
        add_segments($path) if $name =~ /^(?:two|five|free)\.jpg$/;
        add_strangers($path) if $name =~ /^(?:odd|strange)/;
    }
    return ($root, { map { $_ => get("$root/$at{$_}") } keys %at });
}

sub files { my ($folder) = @_; my @found; File::Find::find(sub { push @found, $File::Find::name if -f }, $folder); return sort @found }

# What all of the words begin with: as it is, in UTF-16 of both orders, and as base64 at each offset (7 characters of it do not
# depend on what stands beside it).
sub pattern {
    my $word = 'Geheim';
    my @forms = ($word, encode('UTF-16LE', $word), encode('UTF-16BE', $word),
        map { substr encode_base64('x' x $_ . $word . 'x', ''), int((8 * $_ + 5) / 6), 7 } 0 .. 2);
    my $any = join '|', map { quotemeta } @forms;
    return qr/$any/;
}

for my $whole (0, 1) {
    my $said = $whole ? 'in full size: ' : '';
    my ($root, $originals) = make_site($whole ? "publish_originals: true\n" : '');
    my ($status, undef, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 0, "${said}it is built") or diag(decode('UTF-8', $err));
    my @files = files("$root/public");
    like($originals->{'one.jpg'}, pattern(), "${said}there is something to find");
    my @pictures = grep { /\.(?:jpg|png|webp|gif|tiff?|avif)$/ } @files;
    my $tags = @pictures ? tags(@pictures) : {};
    ok(scalar @pictures, "${said}there are pictures");
    my @left = map { my $path = $_; map { "$path $_" } grep { $_ !~ $harmless && !($path =~ m{/public/strange\.} && $_ =~ $colours) } @{ $tags->{$path} } } sort keys %$tags;
    is(join("\n", map { s{.*/public/}{}r } @left), '', "${said}exiftool finds nothing in them");
    my $pattern = pattern();
    is(join("\n", map { s{.*/public/}{}r } grep { get($_) =~ $pattern } @files), '', "${said}no word of it is anywhere on the website");
    my %published = map { get($_) => $_ } @files;
    is_deeply([ grep { $published{ $originals->{$_} } } sort keys %$originals ], [], "${said}no photo is published as it is");
    for my $name (@shown) {
        my $stem = $name =~ s/\.jpg$//r =~ s/\.(\w+)$/-$1/r;
        # What is only linked to has one copy, for who follows the link.
        my $copy = $name !~ /^(?:scan|linked)\.jpg$/ ? '-480.webp' : $whole ? '.jpg' : '-700.jpg';
        ok((grep { m{/\Q$stem$copy\E$} } @pictures), "${said}$name is shown");
        my @found = grep { m{/\Q$stem\E\.(?:jpg|png)$} || m{/\Q$name\E$} } @pictures;
        is(scalar @found, $whole && $name =~ /^\w+\.jpg$/ && $name ne 'odd.jpg' ? 1 : scalar @found, "${said}$name is there once in its full size") if $whole;
        is("@found", '', "${said}$name is not there in its full size") if !$whole;
    }
    is_deeply([ map { s{.*/public/}{}r } grep { m{/(?:hidden|draft|later|gone|unused)-} } @files ], [], "${said}what nobody is to see is not there");
    ok(-f "$root/public/$_", "${said}$_ of static/ is there") for @static;
    is(corners("$root/public/free.jpg"), 'red green blue white', "${said}and shows the same");

    # Nor does it leave on paper, or in the record of the year.
    put("$root/broadside.yaml", get("$root/broadside.yaml") =~ s/small/bulletin/r);
    my ($made, undef, $why) = broadside('-C', $root, 'archive', '2025', '--date', '2026-01-10');
    is($made, 0, "${said}the record is made") or diag(decode('UTF-8', $why));
    ($made, undef, $why) = broadside('-C', $root, 'poster', '--all', '--format', 'pdf,png,svg', '--date', $DATE, '-d', 'sheets');
    is($made, 0, "${said}sheets are made") or diag(decode('UTF-8', $why));
    my @sheets = files("$root/sheets");
    cmp_ok(scalar @sheets, '>', 2, "${said}of entries with photos");
    is(join("\n", map { s{.*/sheets/}{}r } grep { get($_) =~ $pattern } @sheets), '', "${said}no word of them is on the sheets");
    my @record = grep { !m{/originals/} } files("$root/archive/2025");
    is(join("\n", map { s{.*/2025/}{}r } grep { get($_) =~ $pattern } @record), '', "${said}nor in the record, but for the originals");
}

# WeChat and browsers store photos under names of their own.
subtest 'names that do not say what it is' => sub {
    my @names = ('t.jpg!w700', '640', 'photo.jpg_large', 'scan.pdf', 'x.y/z', 'anim.apng');
    my $root = site('broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\n",
        'content/news/a/index.md' => "---\ntitle: A\ndate: 2025-03-01\n---\n![A lamp](t.jpg!w700) [All](640)\n");
    my @files = ((map { ("content/news/a/$_", "static/$_") } @names), 'themes/small/assets/hero');
    for my $at (@files) {
        my $plain = folder() . '/photo.jpg';
        photo($plain, 300, 200);
        add_metadata($plain);
        put("$root/$at", get($plain));
    }
    my ($status, undef, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 0, 'built') or diag($err);
    my $pattern = pattern();
    my @published = files("$root/public");
    is_deeply([ map { s{.*/public/}{}r } grep { get($_) =~ $pattern } @published ], [], 'nothing is left in any');
    is(scalar(grep { !-f "$root/public/" . s{^(?:content|static|themes/small)/}{}r } @files), 0, 'all are there');
    is(scalar(() = $err =~ m{^content/news/a/\S+: warning: this is a photo, and its name does not say so$}mg), scalar(grep { !/apng$/ } @names), 'those of the entry are warned of, once');
};

done_testing;
