#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Photos that are broken, or made to harm: each is made into copies that can be read, or refused by its name with nothing
# published; in bounded time, and never with a word of trouble of the program itself.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Compress::Zlib qw(compress crc32 deflateInit Z_OK Z_FULL_FLUSH MAX_WBITS);
use Encode qw(decode);
use Photos;
use Test::More;
use Time::HiRes qw(time);

# Seconds of processor time that any process may take, and those of a build.
my $SECONDS = 90;

# Numbers that do not depend on the perl: Park and Miller's.
my $state = 20251120;
sub roll { my ($below) = @_; $state = $state * 48271 % 2147483647; return int($state / 7) % $below }

sub build {
    my ($root) = @_;
    return finish(start({ program => '/bin/sh' }, '-c', "ulimit -t $SECONDS; exec \"\$0\" \"\$@\"", program(), '-C', $root, 'build', '--date', $DATE));
}

# Builds, leaves out what is refused, and builds again until it passes: name => "done" or what was said of it. `static`:
# they lie there, and no page shows them.
sub ends {
    my ($what, $photos, $static) = @_;
    my $folder = $static ? 'static' : 'content/news/a';
    my $root = photo_site($static ? {} : $photos);
    if ($static) { ref $photos->{$_} ? $photos->{$_}->("$root/static/$_") : put("$root/static/$_", $photos->{$_}) for sort keys %$photos }
    my %end = map { $_ => 'done' } keys %$photos;
    for my $round (1 .. 4) {
        my $began = time;
        my ($status, undef, $err) = build($root);
        $err = decode('UTF-8', $err);
        cmp_ok(time - $began, '<', $SECONDS, "$what: in bounded time");
        unlike($err, qr/internal|bug\b|assert|signal|Sanitizer|runtime error|vips|libjpeg/i, "$what: in words for people");
        if ($status eq '0') {
            is_deeply([ broken_promises($root) ], [], "$what: what is made can be read, and is as pages say") if !$static;
            return \%end;
        }
        is($status, 1, "$what: exit status") or diag($err);
        ok(gone("$root/public"), "$what: nothing is published");
        my %named = $err =~ m{^\Q$folder\E/([^\s:]+)[:\d]*: error: ([^\n]*)}mg;
        ok((!grep { !exists $photos->{$_} } keys %named) && keys %named, "$what: files are named") or diag($err), last;
        $end{$_} = $named{$_} for keys %named;
        unlink map { "$root/$folder/$_" } keys %named;
        change_text($root, 'content/news/a/index.md', sub { for my $name (keys %named) { s/!\[[^\n]*\(<\Q$name\E>\)\n// } });
    }
    fail("$what: it is built in the end");
    return \%end;
}

# A part of a file that unpacks to so many bytes of zeros, and is small: the same piece of a stream again and again.
sub zeros {
    my ($length) = @_;
    my $piece = 1 << 20;
    my ($deflater) = deflateInit(-WindowBits => -MAX_WBITS());
    my ($begin) = $deflater->deflate("\0" x $piece);
    ($begin) = ($begin . $deflater->flush(Z_FULL_FLUSH));
    my ($rest) = deflateInit(-WindowBits => -MAX_WBITS());
    my ($end) = $rest->deflate("\0" x ($length % $piece));
    $end .= $rest->flush();
    return "\x78\x9c" . $begin x int($length / $piece) . $end . pack 'N', ($length % 65521) << 16 | 1;
}

sub png_of { my ($width, $height, $depth, $colour, @parts) = @_; return "\x89PNG\r\n\x1a\n" . png_chunk('IHDR', pack 'NNC5', $width, $height, $depth, $colour, 0, 0, 0) . join('', @parts) . png_chunk('IEND', '') }

my %good = map { $_ => photo_bytes($_, 120, 90) } qw(jpg png webp gif tif);
$good{progressive} = photo_bytes('jpg', 120, 90, 'interlace');
for my $ending (qw(heic avif)) { my $bytes = eval { photo_bytes($ending, 120, 90, $ending eq 'heic' ? 'compression=hevc' : ()) }; $good{$ending} = $bytes if $bytes }
my $held = folder() . '/held.jpg';
put($held, $good{jpg});
$good{exif} = get(add_segments(add_metadata(held_as($held, 6))));
my %ending = (progressive => 'jpg', exif => 'jpg');

for my $static (0, 1) {
    my $where = $static ? ' in static/' : '';

    subtest "cut off$where" => sub {
        my %cut;
        for my $form (sort keys %good) {
            for my $part (0 .. 11) { $cut{"$form-$part." . ($ending{$form} // $form)} = substr $good{$form}, 0, int(length($good{$form}) * $part / 12) }
            $cut{"$form-last." . ($ending{$form} // $form)} = substr $good{$form}, 0, -3;
        }
        my $end = ends("cut off$where", \%cut, $static);
        if (!$static) { isnt($end->{"$_-6." . ($ending{$_} // $_)}, 'done', "half of a photo is none: $_") for grep { $_ ne 'exif' } sort keys %good }
        done_testing;
    };

    subtest "changed$where" => sub {
        my %changed;
        for my $form (sort keys %good) {
            for my $number (1 .. 16) {
                my $bytes = $good{$form};
                # Heads are what decides.
                my $reach = $number % 2 ? length $bytes : 200;
                substr($bytes, roll($reach), 1) = chr roll(256) for 1 .. 1 + roll(6);
                substr($bytes, roll($reach), 4) = pack 'N', (0, 0xffffffff, 0x7fffffff, 0x10000)[ roll(4) ] if $number % 3 == 0;
                $changed{"$form-$number." . ($ending{$form} // $form)} = $bytes;
            }
        }
        ends("changed$where", \%changed, $static);
        done_testing;
    };

    subtest "no photos$where" => sub {
        my %other = (
            'drawing.jpg' => '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/passwd"/></svg>',
            'commands.jpg' => "push graphic-context\nviewbox 0 0 640 480\nfill 'url(https://127.0.0.1/x.jpg\"|touch \"/tmp/owned)'\npop graphic-context\n",
            'script.png' => '<?xml version="1.0"?><image><read filename="/etc/passwd"/><write filename="/tmp/owned"/></image>',
            'paper.jpg' => "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n", 'printer.png' => "%!PS\n(/etc/passwd) (r) file\nshowpage\n",
            'packed.png' => "PK\3\4" . "\0" x 26, 'page.gif' => "<html><script>alert(1)</script>\n", 'none.webp' => '', 'one.png' => "\x89", 'text.tif' => "no picture\n",
            'flags.heic' => "\0\0\0\x18ftypheic\0\0\0\0mif1heic" . "\xff" x 500, 'dump.jpg' => "\x08\xf2\xa6\xb6" . "\0" x 60, 'film.heic' => "\0\0\0\x18ftypmp42\0\0\0\0mp42isom" . "\0" x 99,
            'bmp.jpg' => 'BM' . "\0" x 52, 'psd.jpg' => '8BPS' . "\0\1" . "\0" x 40, 'matrix.png' => "3 3\n1 2 3\n4 5 6\n7 8 9\n", 'polyglot.jpg' => "GIF89a/*<svg/onload=alert(1)>*/=1;",
        );
        my $end = ends("no photos$where", \%other, $static);
        if (!$static) { isnt($end->{$_}, 'done', "$_ is none") for sort keys %other }
        ok(!-e '/tmp/owned', 'no command in one is run');
        done_testing;
    };

    subtest "made to harm$where" => sub {
        my $ifd = sub { my ($order, @entries) = @_; return pack('v', scalar @entries) . join('', map { pack 'vvVV', @$_ } @entries) };
        my $tiff = sub { my ($next, @entries) = @_; return "II*\0" . pack('V', 8) . $ifd->('v', @entries) . pack('V', $next) };
        my @plain = ([ 256, 4, 1, 64 ], [ 257, 4, 1, 48 ], [ 258, 3, 1, 8 ], [ 259, 3, 1, 1 ], [ 262, 3, 1, 1 ], [ 273, 4, 1, 8 ], [ 277, 3, 1, 1 ], [ 278, 4, 1, 48 ], [ 279, 4, 1, 64 * 48 ]);
        my $frame = "\x21\xf9\4\0\0\0\0\0\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0";
        my $gif = sub { my ($width, $height, $frames) = @_; return 'GIF89a' . pack('vv', $width, $height) . "\x80\0\0\0\0\0\xff\xff\xff" . $frame x $frames . ';' };
        my ($scan) = $good{progressive} =~ /(\xff\xda.*?)(?=\xff[\xc4\xda])/s;
        my $head = $good{progressive} =~ s/(\xff\xc2..\x08)..../$1 . pack 'nn', 4000, 4000/ser;
        my $riff = sub { my ($text) = @_; return 'RIFF' . pack('V', 4 + length $text) . 'WEBP' . $text };
        my $part = sub { my ($name, $text) = @_; return $name . pack('V', length $text) . $text . "\0" x (length($text) % 2) };
        my $lossy = $good{webp} =~ s/^.{12}//sr;
        my %made = (
            'wide.png' => png_of(60_000, 60_000, 16, 6, png_chunk('IDAT', zeros(1 << 20))),
            'bomb.png' => png_of(21_000, 21_000, 16, 6, png_chunk('IDAT', zeros(21_000 * (21_000 * 8 + 1)))),
            'grey-bomb.png' => png_of(20_000, 20_000, 1, 0, png_chunk('IDAT', zeros(20_000 * 2501))),
            'profile.png' => png_of(64, 48, 8, 2, png_chunk('iCCP', "a\0\0" . zeros(1 << 30)), png_chunk('IDAT', zeros(48 * 193))),
            'texts.png' => png_of(64, 48, 8, 2, (png_chunk('zTXt', "a\0\0" . zeros(1 << 28))) x 20, png_chunk('IDAT', zeros(48 * 193))),
            'chunk.png' => substr($good{png}, 0, 33) . "\xff\xff\xff\xffIDAT" . substr($good{png}, 33), 'zero.png' => png_of(0, 48, 8, 2, png_chunk('IDAT', zeros(48))),
            'depth.png' => png_of(64, 48, 64, 9, png_chunk('IDAT', zeros(48 * 193))),
            'frames.gif' => $gif->(1, 1, 200_000), 'canvas.gif' => $gif->(65535, 65535, 2), 'tall.gif' => $gif->(20_000, 20_000, 300), 'no-end.gif' => substr($gif->(9, 9, 3), 0, -1),
            'loop.tif' => $tiff->(8, @plain) . "\0" x 4000, 'self.tif' => $tiff->(0, @plain, [ 330, 4, 1, 8 ], [ 34665, 4, 1, 8 ]) . "\0" x 4000, 'count.tif' => "II*\0\x08\0\0\0\xff\xff" . "\0" x 200,
            'strips.tif' => $tiff->(0, map { $_->[0] == 273 || $_->[0] == 279 ? [ $_->[0], 4, 0x3fffffff, 8 ] : $_ } @plain) . "\0" x 4000,
            'wide.tif' => $tiff->(0, map { $_->[0] < 258 ? [ $_->[0], 4, 1, 0xfffffff0 ] : $_ } @plain) . "\0" x 4000, 'outside.tif' => "II*\0\xf0\xff\xff\xff",
            'scans.jpg' => $head =~ s/\Q$scan\E/$scan x 400/er, 'side.jpg' => $good{jpg} =~ s/(\xff\xc0..\x08)..../$1\xff\xff\xff\xff/sr, 'none.jpg' => $good{jpg} =~ s/(\xff\xc0..\x08)..../$1\0\0\0\0/sr,
            'bands.jpg' => $good{jpg} =~ s/(\xff\xc0..\x08....)./$1\xff/sr, 'sampling.jpg' => $good{jpg} =~ s/(\xff\xc0..\x08.....\1.)./$1\xff/sr,
            'segments.jpg' => "\xff\xd8" . jpeg_segment(0xe1, "Exif\0\0MM\0*\0\0\0\x08" . "\0\1\x87\x69\0\4\0\0\0\1\0\0\0\x08" . "\0\0\0\x08") x 2000 . substr($good{jpg}, 2),
            'icc.jpg' => "\xff\xd8" . join('', map { jpeg_segment(0xe2, "ICC_PROFILE\0" . chr($_) . "\xff" . 'x' x 60000) } 1 .. 255) . substr($good{jpg}, 2),
            'orientation.jpg' => "\xff\xd8" . jpeg_segment(0xe1, "Exif\0\0II*\0\xff\xff\xff\x7f") . substr($good{jpg}, 2), 'no-scan.jpg' => $good{jpg} =~ s/\xff\xda.*/\xff\xd9/sr,
            'arithmetic.jpg' => $good{jpg} =~ s/\xff\xc0/\xff\xc9/r, 'lossless.jpg' => $good{jpg} =~ s/\xff\xc0/\xff\xc3/r,
            'canvas.webp' => $riff->($part->('VP8X', "\x02\0\0\0" . "\xff" x 6) . $part->('ANIM', "\0" x 6) . $part->('ANMF', "\0" x 6 . "\xff\x3f\0\xff\x3f\0" . "\0" x 4 . $lossy) x 2000),
            'frames.webp' => $riff->($part->('VP8X', "\x02\0\0\0" . pack('v C v C', 119, 0, 89, 0)) . $part->('ANIM', "\0" x 6) . $part->('ANMF', "\0" x 6 . pack('v C v C', 119, 0, 89, 0) . "\0" x 4 . $lossy) x 3000),
            'length.webp' => $good{webp} =~ s/^(RIFF)..../$1\xff\xff\xff\xff/sr, 'huge.webp' => $riff->($part->('VP8L', "\x2f\xff\xff\xff\x0f" . 'x' x 300)),
        );
        for my $form (grep { $good{$_} } qw(heic avif)) {
            $made{"wide.$form"} = $good{$form} =~ s/(ispe\0\0\0\0)......../$1\0\0\x75\x30\0\0\x75\x30/sgr;
            $made{"places.$form"} = $good{$form} =~ s/(iloc.{12})..../$1\xff\xff\xff\xf0/sr;
            $made{"nested.$form"} = $good{$form} =~ s/(....meta)/("\0\0\xff\xff" . "meta\0\0\0\0") x 500 . $1/ser;
        }
        my $end = ends("made to harm$where", \%made, $static);
        isnt($end->{$_}, 'done', "$_ is refused") for grep { exists $end->{$_} } $static ? qw(wide.png side.jpg) : qw(wide.png side.jpg zero.png canvas.gif wide.tif wide.heic wide.avif huge.webp);
        done_testing;
    };
}

subtest 'what is no file' => sub {
    my $root = photo_site({ 'good.jpg' => $good{jpg}, 'pipe.jpg' => sub { POSIX::mkfifo($_[0], 0600) }, 'folder.jpg' => sub { mkdir $_[0] }, 'device.jpg' => sub { symlink '/dev/zero', $_[0] },
        'out.jpg' => sub { symlink $held, $_[0] }, 'nowhere.jpg' => sub { symlink 'none.jpg', $_[0] }, 'loop.jpg' => sub { symlink 'loop.jpg', $_[0] } });
    my ($status, undef, $err) = build($root);
    is($status, 1, 'exit status');
    like($err, qr{^content/news/a/\Q$_\E.jpg[^\n]*: error: }m, "$_ is named") for qw(device out);
    ok(gone("$root/public"), 'nothing is published');
    unlink map { "$root/content/news/a/$_.jpg" } qw(pipe device out loop nowhere);
    change_text($root, 'content/news/a/index.md', sub { s/!\[[^\n]*<(?:pipe|device|out|loop|nowhere)\.jpg>[^\n]*\n//g });
    ($status, undef, $err) = build($root);
    is_deeply([ grep { /good/ } pictures($root) ], [ 'news/a/good-120.jpg', 'news/a/good-120.webp' ], 'without them a good one is published') or diag($err);
};

done_testing;
