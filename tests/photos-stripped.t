#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Of HEIC, AVIF and TIFF in static/, all that does not show the picture goes, wherever in the file it is: films behind a
# photo, smaller pictures, boxes and tags that nobody knows, names of items, and bytes that nothing leads to.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode);
use Photos;
use Test::More;

# What must not leave; each has its number, so that one sees which did.
my $secrets = 0;
sub secret { return sprintf 'Geheim%03d', ++$secrets }

sub box { my ($type, @parts) = @_; my $body = join '', @parts; return pack('N', 8 + length $body) . $type . $body }

# [type, body], one after the other.
sub boxes {
    my ($bytes) = @_;
    my @found;
    while (length $bytes >= 8) {
        my ($length, $type) = unpack 'N a4', $bytes;
        push @found, [ $type, substr $bytes, 8, $length - 8 ];
        substr($bytes, 0, $length) = '';
    }
    return @found;
}

sub joined { return join '', map { box(@$_) } @_ }
sub in { my ($list, $type) = @_; my ($one) = grep { $_->[0] eq $type } @$list; return $one }

# A photo with all that phones and editors put beside the picture. Its list of items goes to the end: the places of pictures
# are counted from the beginning of the file.
sub crowded {
    my ($bytes, $brand) = @_;
    my @file = boxes($bytes);
    my $ftyp = in(\@file, 'ftyp');
    substr($ftyp->[1], 0, 4) = $brand if $brand;
    $ftyp->[1] .= 'Gehe' . ($brand // 'mif1');    # all else is by eight bytes farther back
    my $meta = in(\@file, 'meta');
    my @parts = boxes(substr $meta->[1], 4);
    die 'the picture is not where it is looked for' if $file[1][0] ne 'meta';
    $file[1] = [ free => substr secret() x 999, 0, length $meta->[1] ];
    in(\@file, 'mdat')->[1] .= secret();
    my $small = secret() x 9;
    push @file, [ uuid => 'sixteen bytes 16' . secret() ], [ udta => secret() ], [ free => secret() ];
    my $small_at = length(joined(@file)) + 8;
    push @file, [ mdat => $small ];

    in(\@parts, 'hdlr')->[1] .= secret() . "\0";
    my $iinf = in(\@parts, 'iinf');
    my ($version, $count) = unpack 'N n', $iinf->[1];
    my @items = map { [ $_->[0], substr($_->[1], 0, 12) . secret() . "\0" ] } boxes(substr $iinf->[1], 6);
    push @items, [ infe => pack('N n n', 2 << 24, 900, 0) . substr($items[0][1], 8, 4) . secret() . "\0" ],
        [ infe => pack('N n n', 2 << 24, 901, 0) . 'mime' . secret() . "\0text/" . secret() . "\0" ],
        [ infe => pack('N n n', 2 << 24, 902, 0) . 'uri ' . secret() . "\0http://" . secret() . "\0" ];
    $iinf->[1] = pack('N n', $version, $count + 3) . joined(@items, [ what => secret() ]);
    my $iloc = in(\@parts, 'iloc');
    my ($head, $sizes, @places) = unpack 'N n n/(n n N n N N)', $iloc->[1];
    die 'no places of that form' if $head != 0 || $sizes != 0x4440;
    $places[ 6 * $_ + 2 ] += 8 for 0 .. $#places / 6;
    push @places, $_, 0, $small_at, 1, 0, length $small for 900 .. 902;
    $iloc->[1] = pack 'N n n (n n N n N N)*', $head, $sizes, @places / 6, @places;
    my ($primary) = unpack 'x4 n', in(\@parts, 'pitm')->[1];
    my $iref = in(\@parts, 'iref');
    push @parts, $iref = [ iref => "\0" x 4 ] if !$iref;
    $iref->[1] .= box('thmb', pack 'n n n', 900, 1, $primary) . box('cdsc', pack 'n n n', 901, 1, $primary);
    my @lists = boxes(in(\@parts, 'iprp')->[1]);
    my @properties = (boxes(in(\@lists, 'ipco')->[1]), [ udes => "\0" x 4 . 'en' . "\0" . secret() . "\0" ], [ uuid => 'sixteen bytes 16' . secret() ],
        [ auxC => "\0" x 4 . 'urn:' . secret() . "\0" ]);
    in(\@lists, 'ipco')->[1] = joined(@properties);
    my $ipma = in(\@lists, 'ipma');
    substr($ipma->[1], 4, 4) = pack 'N', 1 + unpack 'x4 N', $ipma->[1];
    $ipma->[1] .= pack 'n C C*', 900, 3, 1, 2, scalar @properties;
    in(\@parts, 'iprp')->[1] = joined(@lists);
    push @parts, [ udta => secret() ], [ uuid => 'sixteen bytes 16' . secret() ], [ grpl => box('altr', pack('N3', 0, 7, 3) . secret() . 'abc') ], [ 'xml ' => secret() ],
        [ dinf => box('dref', pack('N N', 0, 1), box('url ', "\0" x 4, secret(), "\0")) ];
    return joined(@file) . box('meta', "\0" x 4, joined(@parts)) . box('moov', box('udta', box("\xa9xyz", secret()))) . box('mpvd', box('mdat', secret())) . box('mdat', secret() x 50)
        . box('sefd', secret()) . secret();
}

sub tiff {
    my ($pages, $data, $rest) = @_;
    # Each page: its tags, [tag, type, count, value or text]; what is longer than four bytes lies behind the tags.
    my $at = 8 + length $data;
    my $bytes = "II*\0" . pack('V', $at) . $data;
    for my $i (0 .. $#$pages) {
        my @tags = sort { $a->[0] <=> $b->[0] } @{ $pages->[$i] };
        my $behind = '';
        my $values_at = length($bytes) + 2 + 12 * @tags + 4;
        my $list = pack 'v', scalar @tags;
        for my $tag (@tags) {
            my ($name, $type, $count, $value) = @$tag;
            my $long = !ref $value ? undef : $$value;
            $list .= pack 'v v V V', $name, $type, $count, defined $long ? $values_at + length $behind : $value;
            $behind .= $long if defined $long;
        }
        $bytes .= $list . pack('V', $i < $#$pages ? $values_at + length $behind : 0) . $behind;
    }
    return $bytes . $rest;
}

# Grey, 64 × 48: tags of a page whose points lie at `at`.
sub page { my ($at, @more) = @_; return [ [ 256, 4, 1, 64 ], [ 257, 4, 1, 48 ], [ 258, 3, 1, 8 ], [ 259, 3, 1, 1 ], [ 262, 3, 1, 1 ], [ 273, 4, 1, $at ], [ 277, 3, 1, 1 ], [ 278, 4, 1, 48 ], [ 279, 4, 1, 64 * 48 ], @more ] }

sub text { my $text = secret() . "\0"; return (2, length $text, \$text) }

my $points = pack 'C*', map { $_ * 7 % 251 } 1 .. 64 * 48;
my $small = substr secret() x 999, 0, 64 * 48;
my $between = secret();
my $data = $points . $between . $small . $small;
my $second = 8 + length $points . $between;
my $below = 8 + length($data);
my $sub = pack('v', 2) . pack('v v V V', 256, 4, 1, 64) . pack('v v V V', 273, 4, 1, $second) . pack 'V', 0;
my @said = ([ 270, text() ], [ 305, text() ], [ 37724, text() ], [ 65000, text() ], [ 330, 4, 1, $below ]);
my %photos = (
    'crowded.tif' => tiff([ page(8, @said), page($second, [ 254, 4, 1, 1 ], [ 270, text() ]), page(8, [ 285, text() ]) ], $data . $sub, secret()),
    # Nothing says how long its points are.
    'old.tif' => tiff([ [ grep { $_->[0] != 279 } @{ page(8, @said) } ] ], $data . $sub, secret()),
    'black.tif' => tiff([ page(200, [ 270, text() ]) ], '', '') =~ s/\A(.*)\z/$1 . "\0" x (200 - length $1) . "\x70" x 64 . "\0" x (64 * 47)/ser,
);
for my $form (qw(heic avif)) {
    my $bytes = eval { photo_bytes($form, 120, 90, $form eq 'heic' ? 'compression=hevc' : ()) } or next;
    $photos{"crowded.$form"} = crowded($bytes);
    my $clear = folder() . "/clear.$form";
    by_vips(120, 90, $form eq 'heic' ? 'compression=hevc' : undef, [ 'bandjoin_const', 100 ])->($clear);
    $photos{"clear.$form"} = crowded(get($clear));
    $photos{'moves.avif'} = crowded($bytes, 'avis') if $form eq 'avif';
}

# What moves, with texts within the parts of which something stays.
my $more = sub { my $text = secret(); return chr(length $text) . $text . "\0" };
my ($head, $shown, $rest) = photo_bytes('gif', 40, 80, 'page-height=40') =~ /\A(.*?)(\x21\xf9\x04....)\0(.*)\z/s;
$photos{'moves.gif'} = $head . "\x21\xff\x0bNETSCAPE2.0\3\1\0\0" . $more->() . $shown . $more->() . $rest;
my ($before, $length, $after) = photo_bytes('webp', 40, 80, 'page-height=40') =~ /\A(.*?)ANMF(.{4})(.*)\z/s;
substr($after, unpack('V', $length), 0) = 'what' . pack('V', 12) . secret() . 'abc';
$photos{'moves.webp'} = $before . 'ANMF' . pack('V', 20 + unpack 'V', $length) . $after;
substr($photos{'moves.webp'}, 4, 4) = pack 'V', length($photos{'moves.webp'}) - 8;

# The points, in three colours, with what can be seen through.
sub decoded {
    my ($path) = @_;
    my ($flat, $raw) = map { folder() . "/decoded.$_" } qw(v raw);
    run_tool('vips', 'colourspace', $path, $flat, 'srgb');
    run_tool('vips', 'rawsave', $flat, $raw);
    return get($raw);
}

my $root = photo_site({}, map { ("static/$_" => $photos{$_}) } keys %photos);
my %shown = map { $_ => decoded("$root/static/$_") } grep { $_ ne 'moves.avif' } keys %photos;
$shown{'moves.avif'} = $shown{'crowded.avif'};    # vips does not know its brand
for my $round (1, 2) {
    my ($status, undef, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 0, 'it is built') or diag(decode('UTF-8', $err));
    for my $name (sort keys %photos) {
        my $bytes = get("$root/public/$name");
        is(join(' ', $bytes =~ /(Geheim\d+)/g), '', "$name: nothing is left of what was said");
        ok(decoded("$root/public/$name") eq $shown{$name}, "$name: it shows the same");
    }
}
is(run_tool('vipsheader', '-f', 'n-pages', "$root/public/crowded.tif"), "2\n", 'pages stay, but for the smaller picture');
is(run_tool('vipsheader', '-f', 'n-pages', "$root/public/$_"), "2\n", "$_ goes on moving") for qw(moves.gif moves.webp);
for my $name (grep { /heic|avif/ } sort keys %photos) {
    my @left = boxes(get("$root/public/$name"));
    is(join(' ', map { $_->[0] } @left), 'ftyp free mdat free free free mdat meta', "$name: a photo without its film");
    my $brands = $left[0][1] =~ s/^....\K.{4}//sr;
    like($brands, qr/^(?:heic|avif)(?:mif1|miaf|heic|avif|MA1A|MA1B|MiH.)+$/, "$name: of forms of still pictures: $brands");
}

subtest 'photos of a theme' => sub {
    my $photo = add_metadata(photo(folder() . '/roof.jpg', 80, 60));
    like(get($photo), qr/Geheim/, 'there is something to find');
    my $root = photo_site({}, 'themes/small/assets/roof.jpg' => get($photo), 'themes/small/assets/more/text.png' => "no picture\n",
        'themes/small/layouts/entry.html' => qq(<!DOCTYPE html>\n<title>t</title>\n<img src="{{ asset("roof.jpg") }}" alt="A roof">\n));
    my ($status, undef, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 0, 'it is built') or diag(decode('UTF-8', $err));
    my $published = get("$root/public/assets/roof.jpg");
    unlike($published, qr/Geheim/, 'they say nothing either');
    is(corners("$root/public/assets/roof.jpg"), 'red green blue white', 'and show the same');
    is(get("$root/public/assets/more/text.png"), "no picture\n", 'what is none stays as it is');
    my $page = get("$root/public/news/a.html");
    like($page, qr{assets/roof\.jpg\?v=[0-9a-f]{8}"}, 'at an address of this version');
    photo("$root/themes/small/assets/roof.jpg", 90, 60);
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'another one');
    isnt(get("$root/public/news/a.html"), $page, 'has another address');
    isnt(get("$root/public/assets/roof.jpg"), $published, 'and is published');
    done_testing;
};

done_testing;
