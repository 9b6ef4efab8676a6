#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Sheets as their designers meet them: the steps of docs/sheets.md, every key that it names, and what the program says of
# mistakes in sheet.lua and in the fonts of theme.lua.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode_utf8 encode_utf8);
use Steps;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

my $document = get('docs/sheets.md');

sub part {
    my ($heading) = @_;
    my ($part) = $document =~ /^## \Q$heading\E\n(.*?)(?=^## |\z)/ms;
    return $part;
}

sub text_of { return decode_utf8(`pdftotext -layout '$_[0]' -`) }

subtest 'a sheet from scratch' => sub {
    my ($home, $written, $run) = follow(part('A sheet from scratch'));
    cmp_ok($written, '>=', 5, 'it writes files');
    cmp_ok($run, '>=', 4, 'it runs commands');
    for my $size (qw(A3 A3-landscape A4-landscape)) {
        my ($file) = glob "$home/board/sheets/*-tip-$size.pdf";
        my $text = text_of($file // '');
        like($text, qr/社区公告栏上网了/, "$size: the title");
        like($text, qr/内容有误，请告诉居委会/, "$size: the text");
        like($text, qr/社区居民委员会/, "$size: who signs");
    }
    my ($picture) = glob "$home/board/sheets/*-tip-A3.png";
    like(get($picture // ''), qr/^\x89PNG/, 'and a picture');
};

# A site with a sheet for notices, "s"; `frames`: what its function returns.
my $artwork = '<svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="420mm" viewBox="0 0 297 420">'
    . '<rect id="frame-a" visibility="hidden" x="20" y="20" width="257" height="380"/></svg>';

sub sheet_site {
    my ($lua, %files) = @_;
    return site(
        'content/notices/water.md' => "---\ntitle: Water\ndate: 2025-11-03\nkind: notice\n---\nNo *water*.\n",
        'themes/small/sheets/s/sheet.lua' => $lua,
        'themes/small/sheets/s/artwork.svg' => $artwork,
        %files
    );
}

sub poster {
    my ($root, @more) = @_;
    my ($status, $out, $err) = broadside('-C', $root, 'poster', '--date', $DATE, '-q', 'water', @more);
    return ($status, decode_utf8($err));
}

sub frames { return "return {\n  each = \"notices\",\n  frames = function(page, paper)\n    return { a = { $_[0] } }\n  end,\n}\n" }

# The keys that a table of the document lists in its first column.
sub keys_of {
    my ($heading) = @_;
    my ($text) = $document =~ /^##+ \Q$heading\E\n(.*?)(?=^##|\z)/ms;
    return map { my $row = $_; $row =~ /^\| ([^|]*)/ ? $1 =~ /`([a-z]+)`/g : () } split /\n/, $text;
}

# The keys of an array in a source.
sub known {
    my ($file, $array) = @_;
    my ($list) = get("generator/template/$file") =~ /\b$array\[\] = \{(.*?)\}/s;
    return $list =~ /"(\w+)"/g;
}

subtest 'every key has its line' => sub {
    my @frame = (keys_of('What a frame holds'), keys_of('How it looks'), 'parts');
    is_deeply([ sort @frame ], [ sort(known('sheet-frames.c', 'KEYS')) ], 'of a frame');
    is_deeply([ sort(keys_of('Rows')) ], [ sort(known('sheet-items.c', 'PART_KEYS')) ], 'of a part');
    is_deeply([ sort(keys_of('sheet.lua')) ], [ sort(known('sheet-read.c', 'KEYS')) ], 'of a sheet');
};

subtest 'messages' => sub {
    my $file = 'themes/small/sheets/s/sheet.lua';
    my @cases = (
        [ frames('text = page.date'), <<"END" ],
$file:4:20: error: frame 'a': 'text' cannot be a date
    4 |     return { a = { text = page.date } }
      |                    ^
      = write date(page.date), or another form of it
END
        [ frames('text = page.title, color = "#fff"'), <<"END" ],
$file:4:39: error: frame 'a': there is no 'color' here
    4 |     return { a = { text = page.title, color = "#fff" } }
      |                                       ^
      = did you mean 'colour'?
END
        [ frames('text = page.titel'), <<"END" ],
$file:4: error: notice has no 'titel'
    4 |     return { a = { text = page.titel } }
      = did you mean 'title'?
      = while making the sheet 's'
END
        [ frames('text = "x", font = "serfi"'), <<"END" ],
$file:4:32: error: frame 'a': the theme has no font 'serfi'
    4 |     return { a = { text = "x", font = "serfi" } }
      |                                ^
      = did you mean 'serif'?
END
        [ frames('image = "content/notices/wter.jpg"'), <<"END", 'content/notices/water.jpg' => 'x' ],
$file:4:20: error: frame 'a': the site has no file 'content/notices/wter.jpg'
    4 |     return { a = { image = "content/notices/wter.jpg" } }
      |                    ^
      = did you mean 'content/notices/water.jpg'?
END
        [ "local name = site.title\nreturn {}\n", <<"END" ],
$file:1: error: there is no name 'site' here
    1 | local name = site.title
      = the site and its functions are there within frames() only
END
        [ "return { each = \"notices\", where = { kind = \"reviw\" }, frames = function() end }\n", <<"END" ],
$file:1:38: error: 'kind' cannot be 'reviw'
    1 | return { each = "notices", where = { kind = "reviw" }, frames = function() end }
      |                                      ^
      = did you mean 'review'?
END
        [ "return { each = \"notice\", frames = function() end }\n", <<"END" ],
$file:1:10: error: there is no type with the folder 'notice'
    1 | return { each = "notice", frames = function() end }
      |          ^
      = did you mean 'notices'?
END
        [ frames('text = "x"'), <<"END", 'theme/sheets/ss/artwork.svg' => $artwork ],
sheets/ss/sheet.lua: error: the sheet 'ss' has no sheet.lua
END
    );
    for my $case (@cases) {
        my ($lua, $expected, %files) = @$case;
        my ($status, $err) = poster(sheet_site($lua, %files));
        is($status, 1, 'exit status');
        $err =~ s/^\d+ sheets? .*\n//m;
        is($err, $expected, (split /\n/, $expected)[0]);
    }
};

# Which sheet an entry gets does not depend on whether it has a mistake, and the others are made.
subtest 'one bad sheet' => sub {
    my $root = sheet_site(
        frames('text = "x"'),
        'content/notices/posted.md' => "---\ntitle: Posted\ndate: 2025-11-03\nkind: review\nposting: { days: 30, unit: day, start: same-day }\n---\nText.\n",
        'themes/small/sheets/bad/sheet.lua' => "return { each = 'notices', where = { kind = 'review' }, szies = 'A3', frames = function() end }\n",
        'themes/small/sheets/bad/artwork.svg' => $artwork,
        'themes/small/sheets/worse/sheet.lua' => "return {\n",
    );
    my @common = ('-C', $root, 'poster', '--date', $DATE, '-d', "$root/out");
    my ($status, $out, $err) = broadside(@common, 'water', 'posted');
    is($status, 1, 'exit status');
    like($err, qr/bad\/sheet\.lua:1:57: error: there is no 'szies' in a sheet/, 'what is wrong with the one');
    like($err, qr/worse\/sheet\.lua:2: error: /, 'and with the other');
    is_deeply([ sort keys %{ tree("$root/out") } ], ['water-A3.pdf'], 'the good one is made, and no other in the place of the bad one');
    ($status, $out, $err) = broadside(@common, 'water', '--sheet', 'worse');
    is($status, 1, 'asked for: exit status');
    unlike($err, qr/there is no sheet/, 'it is there');
};

subtest 'fonts' => sub {
    my $theme = sub { "return { outputs = { { path = \"index.html\", layout = \"list.html\" } }, fonts = $_[0] }\n" };
    my @cases = (
        [ '3', "'fonts' must be a table" ],
        [ '{ sans = {} }', "fonts: 'sans' must be a list of 1 to 16 names of fonts" ],
        [ '{ sans = { 3 } }', "fonts: 'sans' must be a list of 1 to 16 names of fonts" ],
        [ '{ sans = "" }', "fonts: 'sans' must be a list of 1 to 16 names of fonts" ],
        [ '{ ["my font"] = "Noto Sans CJK SC" }', "fonts: 'my font' cannot be the name of a role" ],
        [ '{ "Noto Sans CJK SC" }', 'fonts: it takes names and values only' ],
    );
    for my $case (@cases) {
        my ($fonts, $message) = @$case;
        my $root = site('themes/small/theme.lua' => $theme->($fonts));
        my ($status, $out, $err) = broadside('-C', $root, 'check', '--date', $DATE);
        is($status, 1, "$fonts: exit status");
        like($err, qr/^themes\/small\/theme\.lua: error: \Q$message\E$/m, "$fonts: $message");
    }
    my $root = sheet_site(
        frames('text = "Water", font = "display"'),
        'themes/small/theme.lua' => $theme->('{ display = { "No Such Font", "Noto Serif CJK SC" } }')
    );
    my ($status, $err) = poster($root, '-d', 'out');
    is("$status $err", '0 ', 'a role of its own, whose first family is not there');
};

subtest 'hostile' => sub {
    my $root = sheet_site(frames('text = "x"'), 'broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\nlimits: { time: 1, memory: 64 }\n");
    my $file = 'themes/small/sheets/s/sheet.lua';
    my @cases = (
        [ 'while true do end', qr/\Q$file\E: error: sheet\.lua needed more than 1 s of processor time$/m ],
        [ 'local t = {} while true do t[#t + 1] = {} end', qr/\Q$file\E:1: error: sheet\.lua needs more than 64 MB of memory$/m ],
        [ frames('text = (function() while true do end end)()'), qr/error: .* needed more than 1 s of processor time/ ],
        [ frames('text = (function() local t = {} while true do t[#t + 1] = {} end end)()'), qr/\Q$file\E:4: error: sheet\.lua needs more than 64 MB of memory$/m ],
        [ frames('text = ("x"):rep(2000000)'), qr/\Q$file\E:4:20: error: frame 'a': the texts of a sheet have 1048576 bytes at the most$/m ],
        [ frames('text = io.open("/etc/passwd"):read("a")'), qr/\Q$file\E:4: error: there is no name 'io' here$/m ],
        [ frames('image = "/../../../../etc/passwd"'), qr/\Q$file\E:4:20: error: frame 'a': the site has no file/ ],
        [ frames('markdown = "![](/etc/passwd)"'), qr/the picture '[^']*passwd' in frame 'a' cannot be read/ ],
    );
    for my $case (@cases) {
        my ($lua, $expected) = @$case;
        put("$root/$file", $lua);
        my ($status, $err) = poster($root);
        is($status, 1, 'exit status');
        like($err, $expected, $lua);
    }
};

done_testing();
