#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Rows of theme.lua that make icons: PNGs of an SVG, the site's own first; what a picture can do, and the cache.
use strict;
use warnings;
use Broadside;
use Test::More;

my $square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#b02a18" d="M0 0h8v8H0z"/></svg>';
sub themed {
    my ($rows, %files) = @_;
    return site(
        'themes/small/theme.lua' => "return { outputs = {\n{ path = 'index.html', layout = 'list.html' },\n{ each = 'entries', path = ':type/:slug.html', layout = 'entry.html' },\n$rows\n} }\n",
        'themes/small/layouts/list.html' => qq(<link rel="icon" href="{{ url("index.html") }}">\n),
        'themes/small/assets/icon.svg' => $square,
        %files);
}
my $row = '{ icon = "icon.svg", size = 192, path = "assets/icon-192.png" },';

# Width and height, as the first chunk has them.
sub size {
    my ($bytes) = @_;
    return 'no PNG' if !defined $bytes || substr($bytes, 0, 16) ne "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    return join 'x', unpack 'NN', substr $bytes, 16, 8;
}
sub kept { my ($root) = @_; my @kept = sort glob "$root/.broadside/icons/*"; return @kept }
sub build { my ($root, @options) = @_; return broadside('-C', $root, 'build', '--date', $DATE, @options) }

my $root = themed($row . '{ icon = "icon.svg", size = 16, path = "favicon.png" }, { icon = "icon.svg", size = 1024, path = "big/1024.png" },',
    'themes/small/layouts/list.html' => qq(<link rel="icon" href="{{ url("assets/icon-192.png") }}"> {{ permalink("favicon.png") }}\n));
my ($status, $out, $err) = build($root);
is($status, 0, 'build') or diag($err);
is(size(get("$root/public/assets/icon-192.png")), '192x192', '192 pixels');
is(size(get("$root/public/favicon.png")), '16x16', '16 pixels');
is(size(get("$root/public/big/1024.png")), '1024x1024', '1024 pixels');
is(get("$root/public/index.html"), qq(<link rel="icon" href="assets/icon-192.png"> https://example.org/favicon.png\n), 'its address');
is(scalar(my @all = kept($root)), 3, 'they are kept');
my $first = get("$root/public/assets/icon-192.png");
my @files = map { [(stat)[1, 9]] } @all;
($status, $out) = build($root);
like($out, qr/ 0 written, /, 'the same bytes again');
is_deeply([map { [(stat)[1, 9]] } kept($root)], \@files, 'the cache is left as it is');

# Only a program that is not there can tell whether it is started: one without its helpers.
my $alone = folder();
system('cp', program(), "$alone/broadside") == 0 or die;
my $without = { program => "$alone/broadside" };
($status, $out, $err) = broadside($without, '-C', $root, 'build', '--date', $DATE);
is($status, 0, 'with all of them kept, the program that draws is not started') or diag($err);
my $fresh = themed($row);
($status, $out, $err) = broadside($without, '-C', $fresh, 'check', '--date', $DATE);
is($status, 1, 'without it, and nothing kept, it is an error');
like($err, qr{themes/small/theme\.lua: error: output 3: 'assets/icon\.svg' cannot be drawn: broadside-icon is not installed\n.*= install all programs}, 'that names the row and the mend');

# The cache is not trusted.
my ($one) = grep { /-192-1$/ } @all;
my $sound = get($one);
(my $swapped = $sound) =~ s{(?<=\n.{60}).}{ $& eq 'A' ? 'B' : 'A' }se;
my ($other) = grep { /-16-1$/ } @all;
my %damaged = (
    'cut' => substr($sound, 0, length($sound) - 9), 'empty' => '', 'one letter' => $swapped, 'of another' => get($other),
    'no picture' => "0\nAAAA", 'bytes' => "\0\xff" x 100,
);
for my $how (sort keys %damaged) {
    put($one, $damaged{$how});
    ($status, $out, $err) = build($root, '--checksum');
    is($status, 0, "damaged, $how: build") or diag($err);
    is(get("$root/public/assets/icon-192.png"), $first, "damaged, $how: drawn anew");
    is(get($one), $sound, "damaged, $how: kept anew");
}
put("$root/.broadside/icons/foreign", 'x');
build($root, '--checksum');
ok(gone("$root/.broadside/icons/foreign"), 'what is of no use is removed');
my $elsewhere = folder();
put("$elsewhere/letter.txt", 'x');
system('rm', '-rf', "$root/.broadside/icons");
symlink $elsewhere, "$root/.broadside/icons" or die;
is((build($root))[0], 0, 'a link to elsewhere: build');
is_deeply(tree($elsewhere), { 'letter.txt' => 'x' }, 'what is there is left alone');
system('rm', '-rf', "$root/.broadside");
build($root);
is(get("$root/public/assets/icon-192.png"), $first, 'without the cache the same bytes');

# The site's own.
put("$root/theme/assets/icon.svg", $square =~ s/#b02a18/#1d6249/r);
is((build($root))[0], 0, "with the site's own icon");
my $own = get("$root/public/assets/icon-192.png");
is(size($own), '192x192', 'its size');
isnt($own, $first, 'it has taken the place of the theme\'s');
is(scalar(kept($root)), 3, 'the others are no longer kept');

# What a picture can try.
my $open = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 8">';
my $laugh = join '', map { sprintf '<!ENTITY %s "%s">', chr(98 + $_), join '', ('&' . chr(97 + $_) . ';') x 10 } 0 .. 8;
my $deep = '<g id="g0"><path d="M0 0h1v1H0z"/></g>' . join '', map { my $n = $_ - 1; qq{<g id="g$_">} . qq{<use xlink:href="#g$n"/>} x 10 . '</g>' } 1 .. 9;
my %hostile = (
    'a file of the machine' => qq{<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>$open<text>&x;</text></svg>},
    'a billion laughs' => qq{<!DOCTYPE svg [<!ENTITY a "lol">$laugh]>$open<text>&j;</text></svg>},
    'a billion shapes' => "$open<defs>$deep</defs><use xlink:href=\"#g9\"/></svg>",
    'no SVG' => '<html></html>', 'nothing' => '', 'cut' => substr($square, 0, 60),
    'bytes' => join('', map { chr(($_ * 37) % 256) } 1 .. 999),
);
for my $what (sort keys %hostile) {
    my $site = themed($row, 'themes/small/assets/icon.svg' => $hostile{$what});
    ($status, $out, $err) = build($site);
    is($status, 1, "$what: an error");
    # The library counts shapes up to a limit; on a slow machine its time is over before that.
    my $says = $what eq 'a billion shapes' ? qr{cannot be drawn: it is no sound SVG picture|takes too long to draw}
        : qr{cannot be drawn: it is no sound SVG picture};
    like($err, qr{theme\.lua: error: output 3: 'assets/icon\.svg' (?:$says)}, "$what: which says so");
    ok(gone("$site/public/assets/icon-192.png"), "$what: nothing is published");
}
my $endless = qq{$open<filter id="f" x="0" y="0" width="1" height="1">} . '<feTurbulence baseFrequency="0.9" numOctaves="99999"/>' x 50 . '</filter><path filter="url(#f)" d="M0 0h8v8H0z"/></svg>';
my $site = themed('{ icon = "icon.svg", size = 1024, path = "a.png" },', 'themes/small/assets/icon.svg' => $endless);
($status, $out, $err) = build($site);
is($status, 1, 'without end: an error');
like($err, qr{output 3: 'assets/icon\.svg' takes too long to draw\n.*= make it simpler}, 'without end: it is stopped');

# Pictures that it refers to are not fetched: the square alone is drawn.
put("$root/theme/assets/icon.svg", $square);
put("$root/theme/assets/other.svg", $square =~ s/#b02a18/#000/r);
build($root);
my $plain = get("$root/public/assets/icon-192.png");
for my $address ("file://$root/theme/assets/other.svg", 'other.svg', "$root/theme/assets/other.svg", 'http://127.0.0.1:9/x.svg') {
    (my $with = $square) =~ s{</svg>}{<image width="8" height="8" href="$address"/></svg>};
    put("$root/theme/assets/icon.svg", $with);
    is((build($root))[0], 0, "$address: build");
    is(get("$root/public/assets/icon-192.png"), $plain, "$address: not fetched");
}

# Rows that say something else.
sub message {
    my ($rows, %files) = @_;
    my ($code, undef, $errors) = broadside('-C', themed($rows, %files), 'check', '--date', $DATE);
    return "$code $errors";
}
like(message('{ icon = "icon.svg", path = "a.png" },'), qr/^1 .*output 3: 'size' must be a whole number from 16 to 1024\n.*= write size = 192/, 'no size');
like(message("{ icon = 'icon.svg', size = $_, path = 'a.png' },"), qr/^1 .*'size' must be a whole number from 16 to 1024/, "size $_") for 15, 1025, '1.5', '"64"';
like(message('{ icon = "icon.svg", size = 64 },'), qr/^1 .*output 3: it has no 'path'/, 'no path');
like(message('{ icon = "icon.svg", size = 64, path = "a.jpg" },'), qr/^1 .*must end in '\.png'/, 'no PNG');
like(message('{ icon = "icon.svg", size = 64, path = ":year.png" },'), qr/^1 .*':year' means nothing/, 'words in the path');
like(message('{ icon = "icno.svg", size = 64, path = "a.png" },'), qr{^1 .*the theme has no 'assets/icno\.svg'\n.*did you mean}, 'no such file');
like(message('{ icon = "../layouts/list.html", size = 64, path = "a.png" },'), qr/^1 .*'icon' must be an SVG file/, 'no SVG');
like(message('{ icon = "../../../x.svg", size = 64, path = "a.png" },'), qr/^1 .*cannot be a file of assets/, 'out of assets');
like(message('{ icon = "icon.svg", size = 64, path = "a.png", layout = "list.html" },'), qr/^1 .*'layout' is not for icons/, 'a layout');
like(message('{ path = "a.html", layout = "list.html", size = 64 },'), qr/^1 .*'size' is for icons only/, 'a size without an icon');
like(message($row . $row), qr/^1 .*two outputs at 'assets\/icon-192\.png'/, 'twice');
like(message(join '', map { "{ icon = 'icon.svg', size = 16, path = 'i$_.png' }," } 1 .. 33), qr/^1 .*more than 32 icons/, 'too many');
my $refused = message(join('', map { "{ icon = 'icon.svg', size = 16, path = 'i$_.png' }," } 1 .. 35), 'themes/small/assets/icon.svg' => '<svg');
is(scalar(() = $refused =~ /cannot be drawn/g), 32, 'too many that cannot be drawn: no more are tried');
is(scalar(() = $refused =~ /more than 32 icons/g), 1, 'which is said once');
like(message($row, 'themes/small/assets/icon.svg' => $square . ' ' x 1_048_576), qr/^1 .*is larger than 1 MB/, 'too large');
my $linked = themed($row, 'themes/small/assets/icon.svg' => undef);
mkdir "$linked/themes/small/assets";
my $outside = folder();
put("$outside/icon.svg", $square);
symlink "$outside/icon.svg", "$linked/themes/small/assets/icon.svg" or die;
($status, $out, $err) = build($linked);
is($status, 1, 'a link out of the site');
ok(gone("$linked/public"), 'is not followed');
done_testing();
