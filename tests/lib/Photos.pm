# SPDX-License-Identifier: MIT
# Photos for tests: of four colours, so that one sees how they are held, with all that cameras, telephones and editors
# write into them; and what is left of that in a file.
package Photos;
use strict;
use warnings;
use Broadside;
use Compress::Zlib qw(compress crc32);
use Encode qw(decode encode);
use Exporter qw(import);
use File::Basename qw(dirname);
use JSON::PP qw(decode_json);

our @EXPORT = qw(photo photo_bytes photo_of_telephone photo_site of_size by_vips change_text sizes_of pictures broken_promises secrets add_metadata add_segments add_strangers jpeg_segment png_chunk held_as points corners tags colour_at run_tool has_tool);

# Run without a shell; dies where it fails.
sub run_tool {
    my @command = map { utf8::is_utf8($_) ? encode('UTF-8', $_) : $_ } @_;
    my $pid = open(my $from, '-|') // die "fork: $!";
    if (!$pid) {
        open STDERR, '>&', \*STDOUT;
        exec { $command[0] } @command or die "$command[0]: $!";
    }
    my $said = do { local $/; <$from> } // '';
    close $from or die "@command: $said";
    return $said;
}

sub has_tool { my ($name) = @_; return grep { -x "$_/$name" } split /:/, $ENV{PATH} }

our %COLOURS = (red => [220, 30, 30], green => [30, 180, 30], blue => [30, 30, 220], white => [250, 250, 250]);

# Upright: red and green above, blue and white below.
sub ppm {
    my ($width, $height) = @_;
    my $left = int($width / 2);
    my $row = sub { pack('C3', @{ $COLOURS{ $_[0] } }) x $left . pack('C3', @{ $COLOURS{ $_[1] } }) x ($width - $left) };
    my $above = int($height / 2);
    return "P6\n$width $height\n255\n" . $row->('red', 'green') x $above . $row->('blue', 'white') x ($height - $above);
}

# Makes one at `path`, in the form that its ending says, with the options of vips ("Q=90,subsample-mode=off").
sub photo {
    my ($path, $width, $height, $options) = @_;
    my $raw = folder() . '/photo.ppm';
    put($raw, ppm($width, $height));
    mkdir $path =~ s{/[^/]*$}{}r;
    run_tool('vips', 'copy', $raw, $path . ($options ? "[$options]" : ''));
    return $path;
}

sub photo_bytes { my ($ending, @rest) = @_; return get(photo(folder() . "/photo.$ending", @rest)) }

sub iso_box { my ($type, @parts) = @_; my $inside = join '', @parts; return pack('N A4', 8 + length $inside, $type) . $inside }

# A HEIC of one colour: its tile, as HEVC, and the properties `hvcC` and `ispe`. All have the same properties.
sub tile {
    my ($colour) = @_;
    my $path = folder() . '/tile';
    put("$path.ppm", "P6\n512 512\n255\n" . pack('C3', @{ $COLOURS{$colour} }) x (512 * 512));
    run_tool('vips', 'copy', "$path.ppm", "$path.heic[compression=hevc]");
    my $bytes = get("$path.heic");
    my ($at, $length) = $bytes =~ /iloc.{12}(.{4}).{6}(.{4})/s or die 'no iloc';
    my @properties = map { my $start = index($bytes, $_) - 4; substr $bytes, $start, unpack('N', substr $bytes, $start, 4) } 'hvcC', 'ispe';
    return (substr($bytes, unpack('N', $at), unpack('N', $length)), @properties);
}

# A HEIC as telephones write it: a grid of tiles that are 512 pixels wide and high (ISO/IEC 23008-12, 6.6.2.3), in the four
# colours. With `turns`, it lies on its side, and says by how many quarters to the left it is to be turned (6.5.10).
sub photo_of_telephone {
    my ($columns, $rows, $turns) = @_;
    my ($data, $config, $extent, %place) = ('');
    my @upright = qw(red green blue white);
    my @lying = $turns ? $turns == 3 ? qw(green white red blue) : qw(blue red white green) : @upright;
    for my $colour (@upright) {
        (my $tile, $config, $extent) = tile($colour);
        $place{$colour} = [length $data, length $tile];
        $data .= $tile;
    }
    my @tiles = map { my $row = $_; map { $place{ $lying[2 * ($row >= $rows / 2) + ($_ >= $columns / 2)] } } 0 .. $columns - 1 } 0 .. $rows - 1;
    my ($count, @size) = (scalar @tiles, 512 * $columns, 512 * $rows);
    push @tiles, [length $data, 8];
    $data .= pack 'C4 n2', 0, 0, $rows - 1, $columns - 1, @size;
    my $head = iso_box('ftyp', 'heic', "\0\0\0\0", 'mif1heic');
    my @parts = (
        iso_box('hdlr', pack 'N2 A4 x13', 0, 0, 'pict'), iso_box('pitm', pack 'N n', 0, $count + 1),
        iso_box('iinf', pack('N n', 0, $count + 1), map { iso_box('infe', pack 'N n2 A4 x', 2 << 24 | ($_ <= $count), $_, 0, $_ > $count ? 'grid' : 'hvc1') } 1 .. $count + 1),
        iso_box('iref', "\0\0\0\0", iso_box('dimg', pack 'n*', $count + 1, $count, 1 .. $count)),
        iso_box('iprp', iso_box('ipco', $config, $extent, iso_box('ispe', pack 'N3', 0, @size), iso_box('irot', pack 'C', $turns // 0)),
            iso_box('ipma', pack('N2', 0, $count + 1), (map { pack 'n C3', $_, 2, 0x81, 0x02 } 1 .. $count), pack 'n C3', $count + 1, 2, 0x03, 0x84)),
    );
    my $begin = length($head . join '', @parts) + 12 + 16 + 14 * @tiles + 8;
    push @parts, iso_box('iloc', pack('N C2 n', 0, 0x44, 0, scalar @tiles), map { pack 'n3 N2', $_ + 1, 0, 1, $begin + $tiles[$_][0], $tiles[$_][1] } 0 .. $#tiles);
    return $head . iso_box('meta', "\0\0\0\0", @parts) . iso_box('mdat', $data);
}

# Stores the photo as a camera does that was held like that, so that it is upright once it is turned (TIFF 6.0, section 2;
# 5 and 7 turn over the diagonals).
sub held_as {
    my ($path, $orientation) = @_;
    my $kept = folder();
    my @steps = ([], [['flip', 'horizontal']], [['rot', 'd180']], [['flip', 'vertical']], [['rot', 'd90'], ['flip', 'horizontal']],
        [['rot', 'd270']], [['rot', 'd270'], ['flip', 'horizontal']], [['rot', 'd90']])[ $orientation - 1 ]->@*;
    my $at = $path;
    for my $step (@steps) {
        my $next = "$kept/" . $step->[0] . '.v';
        run_tool('vips', $step->[0], $at, $next, $step->[1]);
        $at = $next;
    }
    run_tool('vips', 'copy', $at, "$kept/turned.jpg[Q=95]");
    put($path, get("$kept/turned.jpg"));
    run_tool('exiftool', '-q', '-overwrite_original', '-n', "-Orientation=$orientation", $path);
    return $path;
}

# Words that were put into photos by add_metadata() and add_segments(), each once.
my @secrets;
sub secrets { return @secrets }
sub secret { push @secrets, sprintf 'Geheim%04dWort', scalar @secrets; return $secrets[-1] }

# All that exiftool can write there: who, when, where, with what, and small copies of the picture.
sub add_metadata {
    my ($path) = @_;
    my $small = photo(folder() . '/small.jpg', 64, 48);
    run_tool('exiftool', '-q', '-overwrite_original', '-Comment=small ' . secret(), $small);
    my @fields = (
        (map { "-EXIF:$_=" . secret() } qw(Artist Copyright Make Model Software ImageDescription HostComputer UserComment OwnerName
            SerialNumber LensModel LensSerialNumber ImageUniqueID XPAuthor XPComment XPKeywords XPTitle XPSubject)),
        '-EXIF:DateTimeOriginal=2025:06:29 19:03:11', '-EXIF:OffsetTimeOriginal=+08:00', '-EXIF:ModifyDate=2025:06:29 19:03:11',
        '-GPSLatitude=31.2304', '-GPSLatitudeRef=N', '-GPSLongitude=121.4737', '-GPSLongitudeRef=E', '-GPSAltitude=12',
        '-GPSDateStamp=2025:06:29', '-GPSTimeStamp=11:03:11', '-GPSProcessingMethod=' . secret(), '-GPSAreaInformation=' . secret(),
        '-GPSDestLatitude=31.2', '-GPSImgDirection=271',
        (map { "-XMP-dc:$_=" . secret() } qw(Creator Title Description Rights Subject)),
        '-XMP-xmp:CreatorTool=' . secret(), '-XMP-exif:GPSLatitude=31.2304', '-XMP-exif:GPSLongitude=121.4737',
        '-XMP-photoshop:City=' . secret(), '-XMP-iptcCore:Location=' . secret(), '-XMP-xmpMM:DocumentID=' . secret(),
        '-XMP-xmp:ThumbnailImage<=' . $small,
        (map { "-IPTC:$_=" . secret() } qw(By-line City Sub-location Caption-Abstract Keywords ObjectName Credit)),
    );
    push @fields, '-Comment=' . secret(), "-ThumbnailImage<=$small", '-Photoshop:URL=' . secret() if $path =~ /\.jpe?g$/i;
    push @fields, map { "-PNG:$_=" . secret() } qw(Author Comment Title Software Source) if $path =~ /\.png$/i;
    push @fields, '-PNG:ModifyDate=2025:06:29 19:03:11' if $path =~ /\.png$/i;
    push @fields, '-Comment=' . secret() if $path =~ /\.gif$/i;
    run_tool('exiftool', '-q', '-m', '-overwrite_original', @fields, $path);
    return $path;
}

# What exiftool does not write into a JPEG: segments of makers, extended XMP, an index of more pictures, a second picture and
# a film behind the end, as telephones have them.
sub add_segments {
    my ($path) = @_;
    my $bytes = get($path);
    my $segment = sub { my ($marker, $text) = @_; return "\xff" . chr($marker) . pack('n', 2 + length $text) . $text };
    my $maker = secret() . "\0" x 40 . secret();
    my $tiff = "MM\0*\0\0\0\x08\0\1\x87\x69\0\4\0\0\0\1\0\0\0\x1a\0\0\0\0" .
        "\0\1\x92\x7c\0\7" . pack('NN', length $maker, 44) . "\0\0\0\0" . $maker;
    my $long = join ' ', map { secret() } 1 .. 3;
    my @segments = (
        $segment->(0xe1, "Exif\0\0$tiff"),
        $segment->(0xe1, "http://ns.adobe.com/xmp/extension/\0" . 'A' x 32 . pack('NN', length $long, 0) . $long),
        $segment->(0xe2, "MPF\0" . secret()), $segment->(0xec, 'Ducky' . secret()), $segment->(0xed, 'Photoshop 3.0' . "\0" . secret()),
        (map { $segment->($_, "Maker\0" . secret()) } 0xe3 .. 0xeb, 0xef), $segment->(0xfe, secret()),
    );
    my $second = photo_bytes('jpg', 40, 30);
    put($path, substr($bytes, 0, 2) . join('', @segments) . substr($bytes, 2) . $second .
        'MotionPhoto_Data' . "\0\0\0\x18ftypmp42" . secret() . 'SEFT');
    return $path;
}

# What neither exiftool nor cameras write, but editors, screens and messengers do: profiles of colours that name their maker,
# small copies in the head of a JPEG, texts in parts of a PNG, GIF or WebP that nobody reads, and bytes behind the end.
sub add_strangers {
    my ($path) = @_;
    my $bytes = get($path);
    if ($bytes =~ /^\xff\xd8/) {
        $bytes =~ s/^\xff\xd8(?:\xff\xe0(..))?/\xff\xd8/s;
        my $left = defined $1 ? substr $bytes, 2 + unpack('n', $1) - 2 : substr $bytes, 2;
        my $points = substr secret() . 'x' x 48, 0, 48;
        $bytes = "\xff\xd8" . jpeg_segment(0xe0, "JFIF\0\1\1\0\0\1\0\1\4\4" . $points) . jpeg_segment(0xe0, "JFXX\0\x13\4\4" . substr secret() . 'x' x 48, 0, 48)
            . jpeg_segment(0xe2, "ICC_PROFILE\0\1\1" . profile()) . jpeg_segment(0xee, "Adobe\0d\0\0\0\0\1" . secret()) . $left . secret();
    } elsif ($bytes =~ /^\x89PNG/) {
        my $icc = png_chunk('iCCP', substr(secret(), 0, 70) . "\0\0" . compress(profile()));
        my @parts = (png_chunk('tEXt', "Where\0" . secret()), png_chunk('zTXt', "Who\0\0" . compress(secret())),
            png_chunk('iTXt', "When\0\1\0\0\0" . compress(secret())), png_chunk('prVt', secret()), png_chunk('sPLT', secret() . "\0\x08" . "\0" x 6),
            png_chunk('tIME', pack 'nC5', 2025, 6, 29, 19, 3, 11));
        substr($bytes, 33, 0) = join '', $icc, @parts;
        $bytes .= secret();
    } elsif ($bytes =~ /^GIF8/) {
        my $said = sub { my $text = secret(); return chr(length $text) . $text . "\0" };
        my $at = 13 + (ord(substr $bytes, 10, 1) & 0x80 ? 3 << (ord(substr $bytes, 10, 1) & 7) + 1 : 0);
        substr($bytes, $at, 0) = "\x21\xfe" . $said->() . "\x21\xff\x0bXMP DataXMP" . $said->() . "\x21\xff\x0bICCRGBG1012" . $said->() . "\x21\xff\x0bMAKERNOTE01" . $said->()
            . "\x21\x01\x0c" . "\0" x 12 . $said->();
        $bytes .= secret();
    } elsif ($bytes =~ /^RIFF....WEBP/s) {
        my $part = sub { my ($name, $text) = @_; return $name . pack('V', length $text) . $text . "\0" x (length($text) % 2) };
        $bytes .= $part->('ABCD', secret()) . $part->('META', secret());
        substr($bytes, 4, 4) = pack 'V', length($bytes) - 8;
        $bytes .= secret();
    } else {
        my $text = secret();
        $bytes .= pack('N', 8 + 16 + length $text) . 'uuid' . 'sixteen bytes 16' . $text;
    }
    put($path, $bytes);
    return $path;
}

sub jpeg_segment { my ($marker, $text) = @_; return "\xff" . chr($marker) . pack('n', 2 + length $text) . $text }
sub png_chunk { my ($name, $text) = @_; return pack('N', length $text) . $name . $text . pack('N', crc32($name . $text)) }

# Of sRGB, by somebody: a profile of colours (ICC.1:2010) with its description, copyright and maker's notes.
sub profile {
    my $rgb = sub { pack 'A4 N N3', 'XYZ ', 0, map { int($_ * 65536 + 0.5) & 0xffffffff } @_ };
    my $said = sub { my $text = secret() . "\0"; return pack('A4 N N', 'desc', 0, length $text) . $text . "\0" x 78 };
    my $curve = "curv\0\0\0\0" . pack 'N n', 1, 563;
    my @tags = ([ desc => $said->() ], [ cprt => "text\0\0\0\0" . secret() . "\0" ], [ dmnd => $said->() ], [ mmod => "mmod\0\0\0\0" . secret() ], [ wtpt => $rgb->(0.9642, 1, 0.8249) ],
        [ rXYZ => $rgb->(0.4361, 0.2225, 0.0139) ], [ gXYZ => $rgb->(0.3851, 0.7169, 0.0971) ], [ bXYZ => $rgb->(0.1431, 0.0606, 0.7141) ],
        map { [ "${_}TRC" => $curve ] } qw(r g b));
    my $at = 132 + 12 * @tags;
    my ($table, $data) = (pack('N', scalar @tags), '');
    for my $tag (@tags) {
        my ($name, $text) = @$tag;
        $text .= "\0" x (-length($text) % 4);
        $table .= pack 'A4 N N', $name, $at + length $data, length $text;
        $data .= $text;
    }
    my $head = pack 'N A4 N A4 A4 A4 n6 A4 A4 N A4 A4 N2 N3 A4', 0, 'lcms', 0x02100000, 'mntr', 'RGB ', 'XYZ ', 2025, 6, 29, 19, 3, 11, 'acsp', 'APPL', 0, 'Gehe', 'imMo', 0, 0,
        0, 0xf6d6, 0x10000, 'Geh1';
    $head .= "\0" x (128 - length $head);
    substr($head, 76, 4) = pack 'N', 0xd32d;
    my $all = $head . $table . $data;
    substr($all, 0, 4) = pack 'N', length $all;
    return $all;
}

# The points of a picture, whatever its form: width, height, and what gives the three bytes of one.
sub points {
    my ($path) = @_;
    my $raw = folder() . '/points.ppm';
    run_tool('vips', 'copy', $path, $raw);
    my ($width, $height, $points) = get($raw) =~ /\AP[56]\s(?:#.*\s)*(\d+) (\d+)\s+\d+\s(.*)\z/s or die "$path: no picture of points\n";
    my $bands = length($points) / $width / $height;
    return ($width, $height, sub { my ($x, $y) = @_; my @point = unpack 'C*', substr $points, ($y * $width + $x) * $bands, $bands; return (@point) x (3 / $bands) });
}

sub name_of {
    my (@point) = @_;
    my ($best) = sort { $a->[1] <=> $b->[1] } map {
        my $name = $_;
        my $far = 0;
        $far += ($point[$_] - $COLOURS{$name}[$_])**2 for 0 .. 2;
        [$name, $far]
    } sort keys %COLOURS;
    return $best->[1] < 15_000 ? $best->[0] : "(@point)";
}

# What a photo shows in its corners: "red green blue white" where it is upright.
sub corners {
    my ($path) = @_;
    my ($width, $height, $at) = points($path);
    my ($left, $right, $top, $bottom) = (int($width / 8), $width - 1 - int($width / 8), int($height / 8), $height - 1 - int($height / 8));
    return join ' ', map { name_of($at->(@$_)) } [$left, $top], [$right, $top], [$left, $bottom], [$right, $bottom];
}

sub colour_at {
    my ($path, $x, $y) = @_;
    my (undef, undef, $at) = points($path);
    return name_of($at->($x, $y));
}

# Every tag that exiftool finds in a file, as "Group:Name", also those that it does not know.
sub tags {
    my (@paths) = @_;
    my $found = decode_json(run_tool('exiftool', '-q', '-j', '-a', '-u', '-U', '-G1', '-api', 'LargeFileSupport=1', @paths));
    return { map { my $file = $_; ($file->{SourceFile} => [ sort grep { $_ ne 'SourceFile' } keys %$file ]) } @$found };
}

# A site whose pages show photos: one entry "a", with these photos in its text; others by hand. `photos`: name => a
# sub that makes it at a path, or bytes.
sub photo_site {
    my ($photos, %files) = @_;
    my $text = join "\n\n", map { my $url = s/([%#?])/sprintf '%%%02X', ord $1/ger; "![Shows $_ well](<$url>)" } sort keys %$photos;
    my $root = site(
        'broadside.yaml' => "title: T\nlanguage: en\ntheme: small\nbase_url: https://board.example/\n",
        'themes/small/theme.lua' => qq(return { outputs = { { each = "entries", path = ":type/:slug.html", layout = "entry.html" } } }\n),
        'themes/small/layouts/entry.html' => "<!DOCTYPE html>\n<title>t</title>\n{{ page.content }}\n",
        'content/news/a/index.md' => encode('UTF-8', "---\ntitle: A\ndate: 2025-03-01\n---\n\n$text\n"),
        %files,
    );
    for my $name (sort keys %$photos) {
        my $path = encode('UTF-8', "$root/content/news/a/$name");
        ref $photos->{$name} ? $photos->{$name}->($path) : put($path, $photos->{$name});
    }
    return $root;
}

sub of_size { my ($width, $height, $options) = @_; return sub { photo($_[0], $width, $height, $options) } }

# Through further steps of vips, each a command with the words behind its two files.
sub by_vips {
    my ($width, $height, $options, @steps) = @_;
    return sub {
        my ($path) = @_;
        my $kept = folder();
        my $at = photo("$kept/0.v", $width, $height);
        for my $i (1 .. @steps) {
            my ($command, @words) = @{ $steps[ $i - 1 ] };
            run_tool('vips', $command, $at, "$kept/$i.v", @words);
            $at = "$kept/$i.v";
        }
        run_tool('vips', 'copy', $at, $path . ($options ? "[$options]" : ''));
    };
}

sub change_text {
    my ($root, $path, $change) = @_;
    local $_ = get("$root/$path");
    $change->();
    put("$root/$path", $_);
}

# Files that exist, with their sizes: path below public/ => "WIDTHxHEIGHT".
sub sizes_of {
    my ($root, @names) = @_;
    my %size;
    my $said = decode('UTF-8', run_tool('vipsheader', map { encode('UTF-8', "$root/public/$_") } @names));
    while ($said =~ m{^\Q$root\E/public/(.*): (\d+)x(\d+) }mg) { $size{$1} = "${2}x$3" }
    return \%size;
}

sub pictures { my ($root) = @_; return grep { /\.(?:jpg|png|webp|gif|avif)$/ } map { decode('UTF-8', $_) } sort keys %{ tree("$root/public") } }

sub address_path {
    my ($page, $url) = @_;
    my $path = (dirname($page) eq '.' ? '' : dirname($page) . '/') . $url;
    1 while $path =~ s{[^/]+/\.\./}{};
    $path =~ s/&amp;/&/g;
    $path = encode('UTF-8', $path);
    $path =~ s/%([0-9A-Fa-f]{2})/chr hex $1/ge;
    return decode('UTF-8', $path);
}

# What pages say of files, and is not so: an address that leads nowhere, a width that the file has not.
sub broken_promises {
    my ($root) = @_;
    my $tree = tree("$root/public");
    my $size = sizes_of($root, pictures($root));
    my @broken;
    for my $page (grep { /\.html$/ } sort keys %$tree) {
        my $html = decode('UTF-8', $tree->{$page});
        while ($html =~ /<(?:img|source|a)\s([^>]*)>/g) {
            my %with = "$1 " =~ /([a-z]+)="([^"]*)"\s/g;
            my @offered = $with{src} ? ($size->{ address_path($page, $with{src}) } // '') : ();
            for my $part (split /,\s*/, $with{srcset} // '') {
                my ($url, $width) = $part =~ /^(\S+?)(?: (\d+)w)?$/ or die "$page: srcset $part";
                push @offered, $size->{ address_path($page, $url) } // 'nothing';
                push @broken, "$page: $part is $offered[-1]" if $width ? $offered[-1] !~ /^${width}x/ : $offered[-1] eq 'nothing';
            }
            for my $url (grep { defined && !/^(?:[a-z]+:|#)/ } @with{qw(src href)}) {
                my $path = address_path($page, $url);
                push @broken, "$page: $url leads nowhere" if !exists $tree->{ encode('UTF-8', $path) };
            }
            push @broken, "$page: no room of $with{width}x$with{height}" if $with{width} && !grep { $_ eq "$with{width}x$with{height}" } @offered;
        }
    }
    return @broken;
}

1;
