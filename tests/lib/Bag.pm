# SPDX-License-Identifier: MIT
# Bags for the tests: made here, by nothing of Broadside's, and changed as a test likes.
package Bag;
use strict;
use warnings;
use Broadside qw(put get folder);
use Compress::Zlib qw(crc32);
use Digest::MD5 ();
use Digest::SHA ();
use Exporter qw(import);
use File::Find ();
use File::Glob qw(bsd_glob);

our @EXPORT_OK = qw(bag digest line manifest retag files_below zip_of tar_of);

# The checksum of these bytes, in hexadecimal digits.
sub digest {
    my ($algorithm, $bytes) = @_;
    return $algorithm eq 'md5' ? Digest::MD5::md5_hex($bytes) : Digest::SHA->new($algorithm)->add($bytes)->hexdigest;
}

# Every file below a folder, as paths from there, ordered.
sub files_below {
    my ($folder) = @_;
    my @found;
    File::Find::find({ wanted => sub { push @found, substr($_, length($folder) + 1) if -f && !-l }, no_chdir => 1 }, $folder) if -d $folder;
    return sort @found;
}

sub encode { my ($path) = @_; $path =~ s/([%\r\n])/sprintf '%%%02X', ord $1/ge; return $path }

# The line of a manifest for a file of the bag.
sub line {
    my ($bag, $algorithm, $path) = @_;
    return digest($algorithm, get("$bag/$path")) . '  ' . encode($path) . "\n";
}

# Writes the manifests of the payload.
sub manifest {
    my ($bag, @algorithms) = @_;
    for my $algorithm (@algorithms) {
        put("$bag/manifest-$algorithm.txt", join '', map { line($bag, $algorithm, "data/$_") } files_below("$bag/data"));
    }
}

# Writes those manifests of tag files anew that there are.
sub retag {
    my ($bag) = @_;
    for my $path (bsd_glob "$bag/tagmanifest-*.txt") {
        my ($algorithm) = $path =~ /tagmanifest-(\w+)\.txt$/;
        put($path, join '', map { line($bag, $algorithm, $_) } grep { !m{^data/|^tagmanifest-} } files_below($bag));
    }
}

# A sound bag in a new folder: version, a reference to its payload, algorithms.
sub bag {
    my ($version, $payload, @algorithms) = @_;
    my $bag = folder() . '/bag';
    @algorithms = ('sha512') if !@algorithms;
    $payload //= { 'a.txt' => "a\n", '会议/照片 1.jpg' => join('', map { chr } 0 .. 255) };
    put("$bag/data/$_", $payload->{$_}) for keys %$payload;
    mkdir $bag;
    mkdir "$bag/data";
    my ($bytes, $files) = (0, scalar keys %$payload);
    $bytes += length for values %$payload;
    put("$bag/bagit.txt", "BagIt-Version: $version\nTag-File-Character-Encoding: UTF-8\n");
    put($bag . ($version le '0.95' ? '/package-info.txt' : '/bag-info.txt'),
        "Source-Organization: 阳光花园社区居委会\nBagging-Date: 2025-12-31\nPayload-Oxum: $bytes.$files\n");
    manifest($bag, @algorithms);
    put("$bag/tagmanifest-$_.txt", '') for @algorithms;
    retag($bag);
    return $bag;
}

# A ZIP archive of [name, bytes, general flags] in this order, nothing of it compressed.
sub zip_of {
    my ($text, $directory, $count) = ('', '', 0);
    for my $entry (@_) {
        my ($name, $bytes, $flags) = (@$entry, 0x800);
        my @common = (20, $flags, 0, 0, 0x5821, crc32($bytes), length $bytes, length $bytes, length $name, 0);
        my $offset = length $text;
        $text .= pack('V v5 V3 v2', 0x04034b50, @common) . $name . $bytes;
        $directory .= pack('V v v5 V3 v5 V2', 0x02014b50, 0x31e, @common, 0, 0, 0, 0100644 << 16, $offset) . $name;
        $count++;
    }
    return $text . $directory . pack('V v4 V2 v', 0x06054b50, 0, 0, $count, $count, length $directory, length $text, 0);
}

# A tar archive of [name, bytes, type, target of a link, size to say].
sub tar_of {
    my $text = '';
    for my $entry (@_) {
        my ($name, $bytes, $type, $target, $size) = @$entry;
        my $header = pack 'a100 a8 a8 a8 a12 a12 a8 a1 a100 a6 a2 x247', $name, '0000644', '0000000', '0000000',
            sprintf('%011o', $size // length $bytes), '00000000000', ' ' x 8, $type // '0', $target // '', 'ustar', '00';
        substr($header, 148, 8) = sprintf "%06o\0 ", unpack '%32C*', $header;
        $text .= $header . $bytes . "\0" x (-length($bytes) % 512);
    }
    return $text . "\0" x 1024;
}

1;
