#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Artwork, sheet.lua, pictures and texts that are made to harm, or broken: each a message that names its file, in
# bounded time and memory; the other sheets of the command are written, and a build publishes nothing.
use strict;
use warnings;
use Broadside qw(:DEFAULT !png);
use Compress::Zlib qw(compress crc32);
use Test::More;

# Seconds of processor time that any of the processes may take.
my $SECONDS = 5;

my $artwork = <<'SVG';
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="210mm" height="297mm" viewBox="0 0 210 297">
<rect width="210" height="297" fill="#fff"/>
EXTRA
<rect id="frame-title" x="20" y="20" width="170" height="30" visibility="hidden"/>
<rect id="frame-body" x="20" y="60" width="170" height="200" visibility="hidden"/>
<rect id="frame-photo" x="20" y="265" width="40" height="25" visibility="hidden"/>
</svg>
SVG

sub artwork_with { my ($extra, $text) = ($_[0], $artwork); $text =~ s/EXTRA/$extra/; return $text }

sub sheet_lua {
    my ($type, %more) = @_;
    my $before = $more{before} // '';
    my $frames = $more{frames} // '';
    return <<"LUA";
return {
  title = "A sheet", each = { "$type" }, sizes = { "A4" },
  frames = function(page, paper)
    $before
    return {
      title = { text = page.title, smallest = 10 },
      body = { markdown = page, smallest = 9, largest = 14 },
      $frames
    }
  end,
}
LUA
}

# A site with a good sheet for notices and another, that files replace, for news.
sub sheets_site {
    return site(
        'broadside.yaml' => "title: 测试\nlanguage: zh-CN\ntheme: small\nbase_url: https://example.org/\n",
        'themes/small/sheets/good/sheet.lua' => sheet_lua('notices'),
        'themes/small/sheets/good/artwork.svg' => artwork_with(''),
        'themes/small/sheets/other/sheet.lua' => sheet_lua('news'),
        'themes/small/sheets/other/artwork.svg' => artwork_with(''),
        'content/notices/good.md' => "---\ntitle: 停水通知\ndate: 2025-11-03\n---\n\n请提前储水。\n",
        'content/news/other.md' => "---\ntitle: 快讯\ndate: 2025-11-03\n---\n\n一切都好。\n",
        @_,
    );
}

# The program, which no more than so many seconds of processor time are given to.
sub limited {
    return finish(start({ program => '/bin/sh' }, '-c', "ulimit -t $SECONDS; exec \"\$0\" \"\$@\"", program(), @_));
}

sub poster { my ($root, @words) = @_; return limited('-C', $root, 'poster', '--date', $DATE, '-d', 'posters', @words) }

# `file`: what the message names.
sub refused {
    my ($what, $files, $file, $message) = @_;
    subtest $what => sub {
        my $root = sheets_site(%$files);
        my ($status, $out, $err) = poster($root, 'good', 'other');
        is($status, 1, 'exit status') or diag($err);
        like($err, qr/^\Q$file\E[^\n]*: error: [^\n]*$message/m, 'the file and what is wrong with it');
        unlike($err, qr/internal|bug|assert|signal/i, 'in words for people');
        ok(gone("$root/posters/other-A4.pdf"), 'no sheet');
        is(-e "$root/posters/good-A4.pdf" ? 1 : 0, 1, 'the other sheet of the command');
        put("$root/public/mine.html", "mine\n");
        put("$root/public/.broadside.manifest", '');
        my $before = tree("$root/public");
        ($status, $out, $err) = limited('-C', $root, 'build', '--posters', '--date', $DATE);
        is($status, 1, 'build --posters: exit status') or diag($err);
        like($err, qr/^\Q$file\E[^\n]*: error: /m, 'build --posters: the file');
        is_deeply(tree("$root/public"), $before, 'build --posters: nothing has changed');
    };
}

subtest 'a good one' => sub {
    my $root = sheets_site();
    my ($status, $out, $err) = poster($root, 'good', 'other');
    is($status, 0, 'exit status') or diag($err);
    ok(-s "$root/posters/$_-A4.pdf", $_) for qw(good other);
    ($status, $out, $err) = limited('-C', $root, 'build', '--posters', '--date', $DATE);
    is($status, 0, 'build --posters: exit status') or diag($err);
    is(scalar(grep { /\.pdf$/ } keys %{ tree("$root/public") }), 2, 'build --posters: both are there');
};

my $svg = 'themes/small/sheets/other/artwork.svg';
sub svg_refused { my ($what, $text, $message) = @_; refused($what, { $svg => $text }, $svg, $message // '') }

svg_refused("an image in $_->[0]", artwork_with("<image width='10' height='10' xlink:href='$_->[1]'/>"))
    for [ 'a file', '../good/artwork.svg' ], [ 'a file by its path', '/etc/passwd' ], [ 'a file by address', 'file:///etc/passwd' ],
    [ 'another host', 'http://127.0.0.1:9/a.png' ], [ 'another host without a scheme', '//127.0.0.1:9/a.png' ];
svg_refused('an image by the newer attribute', artwork_with("<image width='10' height='10' href='photo.png'/>"));
svg_refused('a use of a file', artwork_with("<use xlink:href='../good/artwork.svg#frame-title'/>"));
svg_refused('a filter of a file', artwork_with("<filter id='f'><feImage xlink:href='http://127.0.0.1:9/a.svg'/></filter>"));
svg_refused('an import in a style', artwork_with("<style>\@import url('http://127.0.0.1:9/a.css');</style>"));
svg_refused('an address in a style', artwork_with("<style>rect { fill: url(http://127.0.0.1:9/a.svg#p); }</style>"));
svg_refused('an escaped address in a style', artwork_with("<style>rect { fill: \\75rl(http://127.0.0.1:9/a.svg#p); }</style>"));
svg_refused('an address in an attribute', artwork_with("<rect width='9' height='9' fill='url(file:///etc/passwd#p)'/>"));
svg_refused('a style sheet beside it', "<?xml-stylesheet href='http://127.0.0.1:9/a.css' type='text/css'?>\n" . artwork_with(''));
svg_refused('an included file', artwork_with("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd' parse='text'/>"));
svg_refused('an external entity', "<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n" . artwork_with('<desc>&e;</desc>'));
svg_refused('a document type elsewhere', "<!DOCTYPE svg SYSTEM 'http://127.0.0.1:9/svg.dtd' [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'> %p;]>\n" . artwork_with(''));
my $laughs = join '', map { my $before = $_ - 1; "<!ENTITY e$_ '" . "&e$before;" x 10 . "'>" } 1 .. 9;
svg_refused('entities that multiply', "<!DOCTYPE svg [<!ENTITY e0 'ha'>$laughs]>\n" . artwork_with('<desc>&e9;</desc>'));
svg_refused('uses that multiply', artwork_with('<defs><rect id="u0" width="1" height="1"/>'
    . join('', map { my $before = $_ - 1; "<g id='u$_'>" . "<use xlink:href='#u$before'/>" x 10 . '</g>' } 1 .. 9) . '</defs><use xlink:href="#u9"/>'));
svg_refused('a use of itself', artwork_with('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'));
svg_refused('patterns that multiply', artwork_with('<defs>' . join('', map {
    my $next = $_ + 1;
    "<pattern id='p$_' width='0.01' height='0.01'>" . "<rect width='9' height='9' fill='url(#p$next)'/>" x 10 . '</pattern>'
} 0 .. 8) . "<pattern id='p9' width='1' height='1'><rect width='1' height='1'/></pattern></defs><rect width='210' height='297' fill='url(#p0)'/>"));
svg_refused('elements in each other, without end', artwork_with('<g>' x 100_000 . '</g>' x 100_000));
svg_refused('text', artwork_with('<text x="10" y="10">字</text>'), 'text');
svg_refused('a script', artwork_with('<script>while (true) {}</script>'));
svg_refused('HTML', artwork_with('<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>'));
svg_refused('no SVG', "\x89PNG\r\n\x1a\n" . "\0" x 100);
svg_refused('other XML', '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>');
svg_refused('an empty file', '');
svg_refused('half a file', substr artwork_with(''), 0, 200);
svg_refused('a wide file', artwork_with('') =~ s/width="210mm" height="297mm" viewBox="0 0 210/viewBox="0 0 3000/r);

subtest 'a large path costs what it is long' => sub {
    my $path = 'M0 0' . join '', map { 'L' . $_ % 210 . ' ' . $_ * 7 % 297 } 1 .. 200_000;
    my $root = sheets_site($svg => artwork_with("<path d='$path' fill='none' stroke='#eee'/>"));
    my ($status, $out, $err) = poster($root, 'good', 'other');
    like($status, qr/^[01]$/, 'it is drawn, or refused') or diag($err);
    like($err, qr/^(\Q$svg\E|content\/news\/other\.md): error: /m, 'with a message') if $status;
    is(-e "$root/posters/other-A4.pdf" ? 0 : 1, $status, 'there is a sheet, or an error');
    ok(-s "$root/posters/good-A4.pdf", 'the other sheet of the command');
};

# What people write.
my $entry = 'content/news/other.md';
my $front = "---\ntitle: 快讯\ndate: 2025-11-03\n---\n\n";
sub text_refused { my ($what, $text, $message) = @_; refused($what, { $entry => $text }, $entry, $message) }

text_refused('50,000 characters', $front . '请各位居民提前做好储水准备，' x 3572 . "\n", q{'?body'?.*\d});
text_refused('50,000 characters without a place to break', $front . 'a' x 50_000 . "\n", q{'?body'?.*\d});
text_refused('50,000 paragraphs', $front . "甲\n\n" x 50_000, q{'?body'?.*\d});
text_refused('a title of 5,000 characters', $front =~ s/快讯/'长' x 5000/er . "甲\n", q{'?title'?.*\d});
text_refused('a character that no font has', $front . "泰文\x{e0}\x{b8}\x{81}在这里。\n", 'U\+0E01');
text_refused('one in the title', $front =~ s/快讯/快\x{e0}\x{b8}\x{81}讯/r . "甲。\n", 'U\+0E01');
refused('quotes in quotes', { $entry => $front . '> ' x 2000 . "甲\n" }, $entry, '');
refused(
    'a table of a hundred thousand cells',
    {
        'themes/small/sheets/other/sheet.lua' => sheet_lua(
            'news',
            before => 'local rows = {} for i = 1, 5000 do local row = {} for j = 1, 20 do row[j] = "a" .. i end rows[i] = row end',
            frames => 'body = { table = rows, smallest = 1 },',
        ),
    },
    'content/news/other.md',
    "rows too many are in frame 'body'",
);

# Pictures.
sub chunk { my ($name, $data) = @_; return pack('N', length $data) . $name . $data . pack('N', crc32($name . $data)) }
sub png {
    my ($width, $height, $rows) = @_;
    return "\x89PNG\r\n\x1a\n" . chunk('IHDR', pack('NNC5', $width, $height, 1, 0, 0, 0, 0)) . chunk('IDAT', compress($rows, 9)) . chunk('IEND', '');
}
# Grey all over: every block is two codes of one bit.
sub jpeg {
    my ($width, $height) = @_;
    my $blocks = int(($width + 7) / 8) * int(($height + 7) / 8);
    my $segment = sub { "\xff" . chr($_[0]) . pack('n', 2 + length $_[1]) . $_[1] };
    return "\xff\xd8" . $segment->(0xdb, "\0" . "\1" x 64) . $segment->(0xc0, pack('CnnCC3', 8, $height, $width, 1, 1, 0x11, 0))
        . $segment->(0xc4, "\x00\1" . "\0" x 15 . "\0") . $segment->(0xc4, "\x10\1" . "\0" x 15 . "\0")
        . $segment->(0xda, "\1\1\0\0\x3f\0") . "\0" x int(($blocks * 2 + 7) / 8) . "\xff\xd9";
}

my $photo = 'content/news/photo';
sub photo_site {
    my ($name, $bytes) = @_;
    return ('themes/small/sheets/other/sheet.lua' => sheet_lua('news', frames => "photo = { image = page.cover, fit = 'cover' },"),
        "content/news/$name" => $bytes, $entry => $front =~ s/---\n\n/cover: $name\n---\n\n/r . "甲。\n");
}
refused('half a photo', { photo_site('photo.jpg', substr jpeg(800, 600), 0, 100) }, 'content/news/', '');
refused('half a picture', { photo_site('photo.png', substr png(800, 600, join '', map { chr($_ * 7919 >> 3 & 255) } 1 .. 101 * 600), 0, 1000) }, 'content/news/', '');
refused('a picture that is another', { photo_site('photo.png', 'GIF89a' . "\0" x 40) }, 'content/news/', '');
refused('a picture of 1,600 megapixels in 200 kB', { photo_site('photo.png', png(40_000, 40_000, "\0" x 5001 x 40_000)) }, 'content/news/', '');

subtest 'a photo of 100 megapixels' => sub {
    my $root = sheets_site(photo_site('photo.jpg', jpeg(10_000, 10_000)));
    my ($status, $out, $err) = poster($root, 'other', '--format', 'pdf,png');
    is($status, 0, 'exit status') or diag($err);
    my ($image) = grep { /image/ } split /\n/, qx(pdfimages -list '$root/posters/other-A4.pdf');
    my (undef, undef, undef, $width, $height) = split ' ', $image // '';
    cmp_ok($width || 10_000, '<', 2000, 'it is scaled to what paper shows') or diag($image);
    cmp_ok(-s "$root/posters/other-A4.pdf", '<', 500_000, 'and so is the file');
    ok(-s "$root/posters/other-A4.png", 'as PNG');
};

subtest 'a photo of few pixels' => sub {
    for my $width (110, 200) {
        my $root = sheets_site(photo_site('photo.jpg', jpeg($width, $width)));
        my ($status, $out, $err) = poster($root, 'other', '--format', 'pdf,png');
        is($status, 0, "$width pixels: exit status") or diag($err);
        is($err, $width == 200 ? '' : <<"TEXT", "$width pixels: what is said");
$entry: warning: picture 'photo.jpg' has only 70 pixels an inch on this paper: it will look coarse
      = take one of 472 × 295 pixels, or half of that, if there is one
TEXT
        is((poster($root, 'other', '--format', 'png'))[2], '', "$width pixels: nothing for the screen");
    }
};

# Fonts.
subtest 'a font that is not there' => sub {
    my $theme = get(sheets_site() . '/themes/small/theme.lua') =~ s/return \{/return {\n  fonts = { sans = { "No Such Hei" }, serif = { "Noto Serif CJK SC" } },/r;
    my $root = sheets_site('themes/small/theme.lua' => $theme);
    my ($status, $out, $err) = poster($root, 'good', 'other');
    is($status, 1, 'exit status');
    like($err, qr/^themes\/small\/theme\.lua[^\n]*: error: [^\n]*No Such Hei/m, 'the file and the font');
    is(join(' ', keys %{ tree("$root/posters") }), '', 'no sheets');
    is((limited('-C', $root, 'build', '--date', $DATE))[0], 0, 'a build without sheets passes');
    my $before = tree("$root/public");
    ($status, $out, $err) = limited('-C', $root, 'build', '--posters', '--date', $DATE);
    is($status, 1, 'build --posters: exit status');
    like($err, qr/No Such Hei/, 'build --posters: the font');
    is_deeply(tree("$root/public"), $before, 'build --posters: nothing has changed');
};

# sheet.lua.
my $lua = 'themes/small/sheets/other/sheet.lua';
sub lua_refused { my ($what, $text, $message, %more) = @_; refused($what, { $lua => $text, 'broadside.yaml' =>
    "title: 测试\nlanguage: zh-CN\ntheme: small\nbase_url: https://example.org/\nlimits: { time: 2, memory: 100 }\n" }, $more{file} // $lua, $message) }

# What ends it from outside knows for which entry it was asked.
lua_refused('an endless loop in frames', sheet_lua('news', before => 'while true do end'), "'other'.*2 s", file => $entry);
lua_refused('memory without end in frames', sheet_lua('news', before => 'local t = {} while true do t[#t + 1] = ("x"):rep(100000) .. #t end'), '');
lua_refused('a roster of ten million', sheet_lua('news', before => 'local names = {} for i = 1, 1e7 do names[i] = "a" end', frames => 'photo = { roster = names },'), '');
lua_refused('a read of another file', sheet_lua('news', frames => 'photo = { image = "../../../../../../etc/passwd" },'), '');
lua_refused('input and output', sheet_lua('news', before => 'io.open("/etc/passwd")'), '');
# What such a sheet is for, nobody knows: an entry without a sheet may be it.
lua_refused('an endless loop in the file', "while true do end\n" . sheet_lua('news'), '');
lua_refused('no Lua', "return {\n", '');

done_testing();
