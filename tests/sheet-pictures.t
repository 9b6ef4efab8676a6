#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# SVG among the pictures of an entry, on its sheet: text in it is drawn with the fonts of the machine, by the confined
# process that makes the sheet, the same whatever the language of the machine.
use strict;
use warnings;
use Broadside;
use Test::More;

my $sheet = <<'LUA';
return {
  title = "A sheet", each = { "notices" }, sizes = { "A4" },
  frames = function(page) return { photo = { image = page.cover, alt = "drawing" } } end,
}
LUA
my $artwork = <<'SVG';
<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297">
<rect width="210" height="297" fill="#fff"/><rect id="frame-photo" x="5" y="8.5" width="200" height="280" visibility="hidden"/>
</svg>
SVG

sub drawing { return qq(<svg xmlns="http://www.w3.org/2000/svg" width="200" height="280" viewBox="0 0 200 280">\n$_[0]</svg>\n) }

# A site whose only notice has the drawing for its picture.
sub drawn_site {
    return site(
        'broadside.yaml' => "title: 测试\nlanguage: zh-CN\ntheme: small\nbase_url: https://example.org/\n",
        'themes/small/sheets/notice/sheet.lua' => $sheet,
        'themes/small/sheets/notice/artwork.svg' => $artwork,
        'content/notices/map/index.md' => "---\ntitle: Map\ndate: 2025-11-03\ncover: map.svg\n---\n\nSee the map.\n",
        'content/notices/map/map.svg' => drawing($_[0]),
    );
}

sub poster {
    my ($root, $options, @words) = @_;
    return broadside($options, '-C', $root, 'poster', 'map', '--date', $DATE, '-d', 'out', @words);
}

# Shares of black in the cells of a grid that a PDF has, as a string of digits.
sub cells {
    my ($path, $across, $down) = @_;
    open my $pipe, '-|:raw', 'pdftoppm', '-gray', '-r', '72', $path or die;
    local $/;
    my (undef, $width, $height, undef, $pixels) = <$pipe> =~ /\A(P5)\s+(\d+)\s+(\d+)\s+(\d+)\s(.*)\z/s;
    my @dark = (0) x ($across * $down);
    for my $y (0 .. $height - 1) {
        for my $x (0 .. $width - 1) {
            $dark[int($y * $down / $height) * $across + int($x * $across / $width)] += 255 - ord(substr $pixels, $y * $width + $x, 1);
        }
    }
    return map { $_ / 255 / ($width * $height / $across / $down) } @dark;
}

my $text = '<g font-family="Noto Sans CJK SC, sans-serif" font-size="90"><text x="10" y="115">如瘃<title>hidden</title></text>'
    . '<a href="https://a.example/"><text x="10" y="240"><a>纩</a><tspan>応</tspan></text></a></g><path id="frame-a" d="M0 270h200v10h-200z"/>';

subtest 'text in a picture' => sub {
    my $root = drawn_site($text);
    my ($status, $out, $err) = poster($root, {}, '--format', 'pdf,png,svg');
    is($status, 0, 'printed') or diag($err);
    is($err, '', 'without a word');
    my @dark = cells("$root/out/map-A4.pdf", 2, 2);
    cmp_ok($_, '>', 0.08, 'a character with ink') for @dark;
    my @bottom = cells("$root/out/map-A4.pdf", 1, 28);
    cmp_ok($bottom[26] + $bottom[27], '>', 0.8, 'what would be a frame in artwork is drawn');
    like(scalar(`pdfimages -list '$root/out/map-A4.pdf'`), qr/\s300\s+300\s/, 'as a picture of 300 dpi');
    is(scalar(`pdffonts '$root/out/map-A4.pdf' | tail -n +3`), '', 'no font goes into the file');
    my %made = map { $_ => get("$root/out/map-A4.$_") } qw(pdf png svg);
    ($status, $out, $err) = poster($root, { env => { LC_ALL => 'ja_JP.UTF-8', LANG => 'ja_JP.UTF-8', LANGUAGE => 'ja', PANGO_LANGUAGE => 'ja',
        FC_LANG => 'ja', HOME => '/nonexistent', XDG_CACHE_HOME => '/nonexistent' } }, '--format', 'pdf,png,svg', '--force');
    is($status, 0, 'in another language, where no cache can be written') or diag($err);
    ok(get("$root/out/map-A4.$_") eq $made{$_}, "the same bytes: $_") for qw(pdf png svg);
};

subtest 'a language of its own' => sub {
    my %made;
    for my $language ('', 'xml:lang="ja"', 'xml:lang="zh-CN"') {
        my $root = drawn_site(qq(<text $language x="10" y="115" font-size="90">直骨</text>));
        is((poster($root, {}))[0], 0, "printed: $language");
        $made{$language} = join ' ', cells("$root/out/map-A4.pdf", 20, 28);
    }
    is($made{''}, $made{'xml:lang="zh-CN"'}, "that of the site");
    isnt($made{''}, $made{'xml:lang="ja"'}, 'or what it says');
};

subtest 'fonts anywhere, by links' => sub {
    my $root = drawn_site($text);
    mkdir "$root/fonts";
    for my $file (split /\n/, `fc-list 'Noto Sans CJK SC' file && fc-list 'Noto Serif CJK SC' file`) {
        my ($path, $name) = $file =~ m{^(/.*/([^/]+)): *$} or next;
        symlink $path, "$root/fonts/$name";
    }
    put("$root/fonts.conf", "<fontconfig><dir>$root/fonts</dir><cachedir>$root/cache</cachedir></fontconfig>");
    my ($status, $out, $err) = poster($root, { env => { FONTCONFIG_FILE => "$root/fonts.conf" } });
    is($status, 0, 'printed') or diag($err);
    cmp_ok($_, '>', 0.08, 'a character with ink') for cells("$root/out/map-A4.pdf", 2, 2);
};

subtest 'what takes long' => sub {
    my $groups = join '', map { "<circle cx='" . $_ % 200 . "' cy='" . 7 * $_ % 280 . "' r='30' opacity='.5'/>" } 1 .. 500;
    my $root = drawn_site($groups . $text);
    my ($status, $out, $err) = poster($root, {});
    is($status, 0, 'printed') or diag($err);
    like(scalar(`pdfimages -list '$root/out/map-A4.pdf'`), qr/\s(1[5-9]\d|2\d\d)\s+(1[5-9]\d|2\d\d)\s/, 'in fewer pixels');
};

my $where = 'content/notices/map/map.svg';
sub refused {
    my ($what, $drawing, $message) = @_;
    subtest $what => sub {
        my $root = drawn_site($drawing);
        my ($status, $out, $err) = poster($root, {});
        is($status, 1, 'exit status');
        like($err, $message, 'the picture, and what is wrong with it');
        ok(!-e "$root/out/map-A4.pdf", 'no sheet');
        is(() = $err =~ /: error: /g, 1, 'one message') or diag($err);
    };
}

refused('a character that no font has', '<text y="50">a&#xE5F5;</text>', qr/^\Q$where\E: error: '[^']*' \(U\+E5F5\) in the picture is in no font/);
refused('another host', "<rect/>\n<text y='50'>a</text><image href='https://a.example/b.png'/>", qr/^\Q$where\E:3: error: the drawing refers to something outside/);
refused('text along a line', "<path id='a' d='M0 0h100'/>\n<text><textPath href='#a'>abc</textPath></text>", qr/^\Q$where\E:3: error: the picture has text along a line/);
refused('letters without end', '<defs><g id="a"><text>' . 'x' x 1000 . '</text></g></defs>' . '<use href="#a"/>' x 100, qr/^\Q$where\E: error: the drawing comes to more than/);
refused('letters larger than any font', '<text y="50" font-size="400000">a</text>', qr/^\Q$where\E: error: the text in the picture cannot be drawn/);

# How many pictures stand beside each other on the paper, at most. At 72 dpi a cell is 7 pixels wide.
sub across {
    my ($path) = @_;
    my @dark = cells($path, 85, 120);
    my $most = 0;
    for my $row (0 .. 119) {
        my $runs = () = join('', map { $_ > 0.5 ? 1 : 0 } @dark[ $row * 85 .. $row * 85 + 84 ]) =~ /1{5,}/g;    # no letters
        $most = $runs if $runs > $most;
    }
    return $most;
}

subtest 'the photos of a gallery' => sub {
    my %across;
    for my $count (1, 2, 24) {
        my $root = drawn_site('');
        put("$root/content/notices/map/black.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3"/></svg>');
        my $lines = join '', map { "black.svg" . ($count == 2 ? ' Words beneath it' : '') . "\n" } 1 .. $count;
        put("$root/content/notices/map/index.md", "---\ntitle: Map\ndate: 2025-11-03\n---\nWords.\n\n```gallery\n${lines}none.jpg\nno picture\n```\n");
        put("$root/themes/small/sheets/notice/sheet.lua", $sheet =~ s/photo = \{.*?\}/photo = { markdown = page, smallest = 8, largest = 30 }/r);
        my ($status, $out, $err) = poster($root, {});
        is($status, 0, "of $count") or diag($err);
        $across{$count} = across("$root/out/map-A4.pdf");
    }
    is($across{1}, 1, 'one');
    is($across{2}, 2, 'two beside each other');
    cmp_ok($across{24}, '>=', 3, 'many in rows');
};
done_testing();
