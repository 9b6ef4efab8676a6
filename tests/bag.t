#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Bags (RFC 8493), section by section: of each rule a bag that keeps it and one that does not. The bags are made by tests/lib/Bag.pm.
use strict;
use warnings;
use Bag qw(bag digest line manifest retag files_below);
use Broadside;
use Encode qw(encode decode);
use File::Glob qw(bsd_glob);
use POSIX ();
use Test::More;
use Unicode::Normalize qw(NFC);

my @versions = ('0.93', '0.94', '0.95', '0.96', '0.97', '1.0');

# What --verify says of it: the status, the messages.
sub verify {
    my ($status, $out, $err) = broadside('archive', '--verify', @_);
    return ($status, $err, $out);
}

sub edit { my ($path, $change) = @_; local $_ = get($path); $change->(); put($path, $_) }

# Puts something before, in or behind a tag file.
sub add { my ($path, $text) = @_; edit($path, sub { $_ .= $text }) }
sub change { my ($path, $from, $to) = @_; edit($path, sub { s/$from/$to/ or die "$path: no $from" }) }

my $manifest = 'manifest-sha512.txt';

# section, rule, what makes the bag so; then version => undef (nothing is said), or [status, message].
my @rules = (
    ['2', 'any name of the base directory', sub { rename $_[0], "$_[0] x" or die; $_[0] .= ' x' }, '1.0' => undef],
    ['2', 'tag directories, if no manifest lists tag files', sub { unlink bsd_glob "$_[0]/tagmanifest*"; put("$_[0]/meta/a.xml", 'x') }, '0.97' => undef, '1.0' => undef],
    ['2', 'tag directories that manifests list', sub { put("$_[0]/meta/a.xml", 'x') }, '1.0' => undef, '0.97' => undef],

    ['2.1.1', 'bagit.txt', sub { unlink "$_[0]/bagit.txt" }, '1.0' => [1, qr/no file 'bagit.txt'/], '0.97' => [1, qr/no file 'bagit.txt'/]],
    ['2.1.1', 'every version', sub { }, map { $_ => undef } @versions],
    ['2.1.1', 'a version that there is', sub { change("$_[0]/bagit.txt", qr/: \S+/, ": $_[2]") }, map({ $_ => [1, qr/no version '\Q$_\E' of BagIt/] } qw(0.92 0.98 1.1 2.0 1 x 01.0 1.00 1.0.0))],
    ['2.1.1', 'the version in digits', sub { change("$_[0]/bagit.txt", qr/: \S+/, ': one') }, '1.0' => [1, qr/no version 'one'/]],
    ['2.1.1', 'a version', sub { put("$_[0]/bagit.txt", "Tag-File-Character-Encoding: UTF-8\n") }, '1.0' => [1, qr/line 1 is not 'BagIt-Version: …'/]],
    ['2.1.1', 'an encoding', sub { put("$_[0]/bagit.txt", "BagIt-Version: $_[1]\n") }, map { $_ => [1, qr/line 2 is not 'Tag-File-Character-Encoding: …'/] } '1.0', '0.97'],
    ['2.1.1', 'in this order', sub { put("$_[0]/bagit.txt", "Tag-File-Character-Encoding: UTF-8\nBagIt-Version: $_[1]\n") }, map { $_ => [1, qr/line 1 is not 'BagIt-Version: …'/] } '1.0', '0.97'],
    ['2.1.1', 'exactly two lines', sub { add("$_[0]/bagit.txt", "Comment: x\n") }, map { $_ => [1, qr/bagit.txt:3: error: 'bagit.txt' has more than two lines/] } '1.0', '0.97'],
    ['2.1.1', 'exactly two lines, none empty', sub { add("$_[0]/bagit.txt", "\n") }, '1.0' => [1, qr/more than two lines/], '0.97' => [0, qr/more than two lines/]],
    ['2.1.1', 'the last line end may be missing', sub { edit("$_[0]/bagit.txt", sub { s/\n\z// }) }, '1.0' => undef, '0.97' => undef],
    ['2.1.1', 'one space after the colon', sub { change("$_[0]/bagit.txt", qr/: /, ':  ') }, '1.0' => [1, qr/bagit.txt:1: error: line 1 is not exactly/], '0.97' => [0, qr/warning: line 1 is not exactly/]],
    ['2.1.1', 'no space before the colon', sub { change("$_[0]/bagit.txt", qr/: /, ' : ') }, '1.0' => [1, qr/line 1 is not exactly/], '0.96' => [0, qr/line 1 is not exactly/]],
    ['2.1.1', 'labels as they are written, but for the examples of the RFC', sub { change("$_[0]/bagit.txt", qr/Version/, 'version') }, '1.0' => [0, qr/warning: line 1 is not exactly/], '0.97' => [0, qr/not exactly/]],
    ['2.1.1', 'no byte order mark', sub { edit("$_[0]/bagit.txt", sub { $_ = "\xef\xbb\xbf$_" }) }, map { $_ => [1, qr/bagit.txt: error: it begins with a byte order mark/] } '1.0', '0.97'],
    ['2.1.1', 'UTF-8', sub { change("$_[0]/bagit.txt", qr/UTF-8/, "UTF-8\xff") }, '1.0' => [1, qr/bagit.txt:2: error: the bytes here are not UTF-8/]],
    ['2.1.1', 'an encoding that there is', sub { change("$_[0]/bagit.txt", qr/UTF-8/, 'UTF-77') }, '1.0' => [1, qr/no encoding 'UTF-77'/], '0.97' => [1, qr/no encoding 'UTF-77'/]],
    ['2.1.1', 'no options of iconv in it', sub { change("$_[0]/bagit.txt", qr/UTF-8/, 'UTF-8//IGNORE') }, '1.0' => [1, qr{no encoding 'UTF-8//IGNORE'}]],
    ['2.1.1', 'the encoding in any case', sub { change("$_[0]/bagit.txt", qr/UTF-8/, 'utf-8') }, '1.0' => undef],
    (map {
        my $name = $_;
        ['2.1.1', "tag files in $name", sub {
            change("$_[0]/bagit.txt", qr/UTF-8/, $name);
            edit($_, sub { $_ = encode($name eq 'GB18030' ? 'GBK' : $name, decode('UTF-8', $_)) }) for "$_[0]/bag-info.txt", "$_[0]/$manifest";
            unlink "$_[0]/tagmanifest-sha512.txt";
        }, '1.0' => undef, '0.97' => undef]
    } 'GB18030', 'GBK', 'UTF-16', 'UTF-16LE', 'UTF-16BE', 'UTF-32'),
    ['2.1.1', 'tag files in ISO-8859-1', sub {
        change("$_[0]/bagit.txt", qr/UTF-8/, 'ISO-8859-1');
        put("$_[0]/data/Núñez.txt", 'x');
        unlink "$_[0]/data/会议/照片 1.jpg", "$_[0]/tagmanifest-sha512.txt";
        manifest($_[0], 'sha512');
        put("$_[0]/bag-info.txt", "Contact-Name: N\xfa\xf1ez\n");
        edit("$_[0]/$manifest", sub { $_ = encode('ISO-8859-1', decode('UTF-8', $_)) });
    }, '1.0' => undef, '0.97' => undef],
    ['2.1.1', 'tag files in the encoding that is said', sub { change("$_[0]/bagit.txt", qr/UTF-8/, 'UTF-16') }, '1.0' => [1, qr/error: the bytes here are not UTF-16/]],

    ['2.1.2', 'data/', sub { system 'rm', '-r', "$_[0]/data" }, map { $_ => [1, qr/no folder 'data'/] } '1.0', '0.97'],
    ['2.1.2', 'data/ in lower case', sub { rename "$_[0]/data", "$_[0]/Data" }, '1.0' => [1, qr/no folder 'data'/]],
    ['2.1.2', 'data/ is a folder', sub { system 'rm', '-r', "$_[0]/data"; put("$_[0]/data", 'x') }, '1.0' => [1, qr/no folder 'data'/]],
    ['2.1.2', 'an empty payload', sub { system 'rm', '-r', "$_[0]/data"; mkdir "$_[0]/data"; manifest($_[0], 'sha512'); change("$_[0]/bag-info.txt", qr/Oxum: .*/, 'Oxum: 0.0'); retag($_[0]) }, '1.0' => undef, '0.97' => undef],
    ['2.1.2', 'folders within it, also empty ones', sub { mkdir "$_[0]/data/empty" }, '1.0' => undef],
    ['2.1.2', 'a bag in a bag', sub { my $inner = bag('1.0'); system 'cp', '-r', $inner, "$_[0]/data/inner"; unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); retag($_[0]) }, '1.0' => undef, '0.97' => undef],

    ['2.1.3', 'a manifest of the payload', sub { unlink "$_[0]/$manifest"; retag($_[0]) }, map { $_ => [1, qr/no manifest of the payload/] } '1.0', '0.97'],
    ['2.1.3', 'several manifests', sub { manifest($_[0], 'md5', 'sha1', 'sha256', 'sha384'); retag($_[0]) }, '1.0' => undef, '0.97' => undef],
    (map { my $algorithm = $_; ['2.4', $algorithm, sub { unlink "$_[0]/$manifest", "$_[0]/tagmanifest-sha512.txt"; manifest($_[0], $algorithm) }, '1.0' => ($algorithm =~ /^(md5|sha1)$/ ? [0, qr/no manifest stronger than/] : undef)],
           ['2.4', "$algorithm of a changed file", sub { unlink "$_[0]/$manifest", "$_[0]/tagmanifest-sha512.txt"; manifest($_[0], $algorithm); put("$_[0]/data/a.txt", "b\n") }, '1.0' => [1, qr{data/a.txt: error: changed: its \S+ is not that of line 1 of 'manifest-$algorithm.txt'}]] } qw(md5 sha1 sha256 sha384 sha512)),
    ['2.1.3', 'all manifests agree', sub { manifest($_[0], 'sha256'); edit("$_[0]/manifest-sha256.txt", sub { s/^(.)/$1 eq '0' ? '1' : '0'/e }); retag($_[0]) }, '1.0' => [1, qr{changed: its SHA-256 is not that of line 1 of 'manifest-sha256.txt'}]],
    ['2.1.3', 'every file in every manifest', sub { put("$_[0]/manifest-md5.txt", line($_[0], 'md5', 'data/a.txt')); retag($_[0]) }, '1.0' => [1, qr{照片 1.jpg: error: 'manifest-md5.txt' does not list it}], '0.97' => undef],
    ['2.1.3', 'in one at least', sub { put("$_[0]/$manifest", line($_[0], 'sha512', 'data/a.txt')); retag($_[0]) }, map { $_ => [1, qr{照片 1.jpg: error: extra: no manifest}] } '1.0', '0.97', '0.93'],
    ['2.1.3', 'each in another one', sub { my @files = map { "data/$_" } files_below("$_[0]/data"); put("$_[0]/$manifest", line($_[0], 'sha512', $files[0])); put("$_[0]/manifest-sha256.txt", line($_[0], 'sha256', $files[1])); retag($_[0]) }, '1.0' => [1, qr/does not list it/], '0.97' => undef],
    ['2.1.3', 'exactly once', sub { add("$_[0]/$manifest", line($_[0], 'sha512', 'data/a.txt')); retag($_[0]) }, '1.0' => [1, qr{manifest-sha512.txt:3: error: 'data/a.txt' is listed in line 1, too}], '0.97' => [0, qr/listed in line 1, too/]],
    ['2.1.3', 'not with two checksums', sub { add("$_[0]/$manifest", ('0' x 128) . "  data/a.txt\n"); retag($_[0]) }, map { $_ => [1, qr/too, with another checksum/] } '1.0', '0.97'],
    ['2.1.3', 'names of manifests', sub { rename "$_[0]/$manifest", "$_[0]/manifest-SHA-512.txt"; retag($_[0]) }, '1.0' => [1, qr/manifest-SHA-512.txt: error: the name of a manifest/], '0.97' => [0, qr/the name of a manifest/]],
    ['2.1.3', 'checksums in capitals', sub { edit("$_[0]/$manifest", sub { s/^(\S+)/\U$1/mg }); retag($_[0]) }, '1.0' => undef, '0.97' => undef],
    ['2.1.3', 'one space between', sub { edit("$_[0]/$manifest", sub { s/  / / }); retag($_[0]) }, '1.0' => undef],
    ['2.1.3', 'tabs between', sub { edit("$_[0]/$manifest", sub { s/  /\t \t/ }); retag($_[0]) }, '1.0' => undef],
    ['2.1.3', 'something between', sub { edit("$_[0]/$manifest", sub { s/  // }); retag($_[0]) }, '1.0' => [1, qr/manifest-sha512.txt:1: error: not a checksum, a space and a path/]],
    ['2.1.3', 'a path', sub { add("$_[0]/$manifest", ('0' x 128) . "  \n"); retag($_[0]) }, '1.0' => [1, qr/:3: error: not a checksum/]],
    ['2.1.3', 'hexadecimal digits', sub { edit("$_[0]/$manifest", sub { s/^./g/ }); retag($_[0]) }, '1.0' => [1, qr/not a checksum/]],
    ['2.1.3', 'as many as the algorithm has', sub { edit("$_[0]/$manifest", sub { s/^.// }); retag($_[0]) }, '1.0' => [1, qr/the checksum has 127 digits: SHA-512 has 128/]],
    ['2.1.3', 'no comments', sub { add("$_[0]/$manifest", "# x\n"); retag($_[0]) }, '1.0' => [1, qr/not a checksum/], '0.97' => [0, qr/no comments/]],
    ['2.1.3', 'no empty lines', sub { add("$_[0]/$manifest", "\n"); retag($_[0]) }, '1.0' => [0, qr/:3: warning: the line is empty/]],
    ['2.1.3', 'slashes', sub { edit("$_[0]/$manifest", sub { s{会议/}{会议\\} }); retag($_[0]) }, '1.0' => [1, qr/separated by/], '0.97' => [1, qr/separated by/]],
    ['2.1.3', 'long paths', sub { my $long = join '/', map { 'x' x 200 } 1 .. 8; put("$_[0]/data/$long", 'x'); manifest($_[0], 'sha512'); unlink "$_[0]/bag-info.txt"; retag($_[0]) }, '1.0' => [0, qr/longer than 255/]],
    ['2.1.3', 'paths below data/', sub { add("$_[0]/$manifest", line($_[0], 'sha512', 'bag-info.txt')); retag($_[0]) }, map { $_ => [1, qr{'bag-info.txt' is not below 'data/'}] } '1.0', '0.97'],
    ['2.1.3', 'no folders', sub { add("$_[0]/$manifest", ('0' x 128) . "  data/会议\n"); retag($_[0]) }, map { $_ => [1, qr{会议: error: a folder, and is listed as a file}] } '1.0', '0.97'],
    ['2.1.3', 'no folders, with a slash', sub { add("$_[0]/$manifest", ('0' x 128) . "  data/会议/\n"); retag($_[0]) }, '1.0' => [1, qr{'data/会议/' is a folder}]],
    ['2.1.3', '%0A, %0D and %25', sub { put("$_[0]/data/$_", 'x') for "50%.txt", "a\nb", "c\rd", "e\r\nf", "%0A", "%2525"; unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); retag($_[0]) }, '1.0' => [0, qr/Windows has no such file/]],
    ['2.1.3', 'in small letters, too', sub { put("$_[0]/data/a\nb", 'x'); unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); change("$_[0]/$manifest", qr/%0A/, '%0a'); retag($_[0]) }, '1.0' => [0, qr/Windows/]],
    ['2.1.3', 'these and only these', sub { put("$_[0]/data/a b", 'x'); unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); change("$_[0]/$manifest", qr/a b/, 'a%20b'); retag($_[0]) }, '1.0' => [1, qr/percent sign that is not '%25'/]],
    ['2.1.3', 'a percent sign as %25', sub { put("$_[0]/data/50%.txt", 'x'); unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); change("$_[0]/$manifest", qr/50%25/, '50%'); retag($_[0]) }, '1.0' => [1, qr/percent sign that is not '%25'/], '0.97' => undef],
    ['2.1.3', '%25 for itself, before 1.0', sub { put("$_[0]/data/50%25.txt", 'x'); unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); change("$_[0]/$manifest", qr/50%2525/, '50%25'); retag($_[0]) }, '0.97' => undef, '1.0' => [1, qr/missing/]],

    ['2.2.1', 'none', sub { unlink "$_[0]/tagmanifest-sha512.txt" }, '1.0' => undef, '0.97' => undef],
    ['2.2.1', 'in other algorithms', sub { put("$_[0]/tagmanifest-$_.txt", '') for qw(md5 sha1 sha256); retag($_[0]) }, '1.0' => undef, '0.97' => undef],
    ['2.2.1', 'every manifest of the payload', sub { edit("$_[0]/tagmanifest-sha512.txt", sub { s/.* manifest-sha512.txt\n// }) }, '1.0' => [1, qr/does not list 'manifest-sha512.txt'/], '0.97' => [0, qr/does not list 'manifest-sha512.txt'/]],
    ['2.2.1', 'the other tag files, if it can be', sub { edit("$_[0]/tagmanifest-sha512.txt", sub { s/.* bag-info.txt\n// }) }, '1.0' => [0, qr{bag-info.txt: warning: 'tagmanifest-sha512.txt' does not list it}]],
    ['2.2.1', 'the same ones in each', sub { put("$_[0]/tagmanifest-md5.txt", ''); retag($_[0]); edit("$_[0]/tagmanifest-md5.txt", sub { s/.* bag-info.txt\n// }) }, '1.0' => [0, qr{bag-info.txt: warning: 'tagmanifest-md5.txt' does not list it}]],
    ['2.2.1', 'no such manifests', sub { put("$_[0]/tagmanifest-md5.txt", ''); retag($_[0]); add("$_[0]/tagmanifest-sha512.txt", line($_[0], 'sha512', 'tagmanifest-md5.txt')) }, '1.0' => [1, qr/does not list such manifests: 'tagmanifest-md5.txt'/], '0.97' => [0, qr/does not list such manifests/]],
    ['2.2.1', 'no payload', sub { add("$_[0]/tagmanifest-sha512.txt", line($_[0], 'sha512', 'data/a.txt')) }, map { $_ => [1, qr{does not list the payload: 'data/a.txt'}] } '1.0', '0.97'],
    ['2.2.1', 'files that are there', sub { add("$_[0]/tagmanifest-sha512.txt", ('0' x 128) . "  x.txt\n") }, map { $_ => [1, qr{x.txt: error: missing: line 4 of 'tagmanifest-sha512.txt'}] } '1.0', '0.97'],
    ['2.2.1', 'files that have not changed', sub { add("$_[0]/bag-info.txt", "Contact-Name: x\n") }, map { $_ => [1, qr{bag-info.txt: error: changed}] } '1.0', '0.97', '0.96'],

    ['2.2.2', 'none', sub { unlink "$_[0]/bag-info.txt"; retag($_[0]) }, '1.0' => undef],
    ['2.2.2', 'repeated elements', sub { add("$_[0]/bag-info.txt", "Contact-Name: a\nContact-Name: b\nX: 1\nX: 2\n"); retag($_[0]) }, '1.0' => undef],
    ['2.2.2', 'values that go on', sub { add("$_[0]/bag-info.txt", "External-Description: 说明\n  第二行\n\tthree\n"); retag($_[0]) }, '1.0' => undef],
    ['2.2.2', 'a label', sub { add("$_[0]/bag-info.txt", "nothing\n"); retag($_[0]) }, map { $_ => [1, qr{bag-info.txt:4: error: the line has no label}] } '1.0', '0.97'],
    ['2.2.2', 'a label that is not empty', sub { add("$_[0]/bag-info.txt", ": x\n"); retag($_[0]) }, '1.0' => [1, qr/no label/]],
    ['2.2.2', 'nothing goes on before the first', sub { edit("$_[0]/bag-info.txt", sub { $_ = "  x\n$_" }); retag($_[0]) }, '1.0' => [1, qr/bag-info.txt:1: error: the line is indented/]],
    ['2.2.2', 'a space after the colon', sub { add("$_[0]/bag-info.txt", "X:y\n"); retag($_[0]) }, '1.0' => [1, qr/no space after the colon/], '0.97' => [0, qr/no space after the colon/]],
    ['2.2.2', 'a tab after it', sub { add("$_[0]/bag-info.txt", "X:\ty\n"); retag($_[0]) }, '1.0' => undef],
    ['2.2.2', 'no space before it', sub { add("$_[0]/bag-info.txt", "X : y\n"); retag($_[0]) }, '1.0' => [1, qr/a space before the colon/], '0.96' => [0, qr/a space before the colon/]],
    ['2.2.2', 'a value', sub { add("$_[0]/bag-info.txt", "X:\n"); retag($_[0]) }, '1.0' => [0, qr/no value/]],
    ['2.2.2', 'Bagging-Date once', sub { add("$_[0]/bag-info.txt", "bagging-date: 2025-12-31\n"); retag($_[0]) }, '1.0' => [0, qr/'bagging-date' stands in line 2, too/]],
    ['2.2.2', 'Bagging-Date as a date', sub { change("$_[0]/bag-info.txt", qr/2025-12-31/, '2025年12月'); retag($_[0]) }, '1.0' => [0, qr/not of the form 'YYYY-MM-DD'/]],
    ['2.2.2', 'Bag-Count', sub { add("$_[0]/bag-info.txt", "Bag-Count: 1 of ?\nBag-Group-Identifier: x\nBag-Size: 1 MB\n"); retag($_[0]) }, '1.0' => undef],
    ['2.2.2', 'Bag-Count as it should be', sub { add("$_[0]/bag-info.txt", "Bag-Count: one\n"); retag($_[0]) }, '1.0' => [0, qr/not of the form 'N of T'/]],
    ['2.2.2', 'Payload-Oxum once', sub { edit("$_[0]/bag-info.txt", sub { /(Payload-Oxum.*\n)/; $_ .= $1 }); retag($_[0]) }, '1.0' => [1, qr/Payload-Oxum stands in line 3, too/], '0.97' => [0, qr/Payload-Oxum stands in line 3, too/]],
    ['2.2.2', 'Payload-Oxum in any case', sub { change("$_[0]/bag-info.txt", qr/Payload-Oxum: .*/, 'payload-oxum: 1.1'); retag($_[0]) }, '1.0' => [1, qr/bag-info.txt:3: error: the payload has 258.2 bytes and files, not 1.1/]],
    ['2.2.2', 'Payload-Oxum: bytes', sub { change("$_[0]/bag-info.txt", qr/258.2/, '259.2'); retag($_[0]) }, map { $_ => [1, qr/258.2 bytes and files, not 259.2/] } '1.0', '0.97'],
    ['2.2.2', 'Payload-Oxum: files', sub { change("$_[0]/bag-info.txt", qr/258.2/, '258.3'); retag($_[0]) }, '1.0' => [1, qr/258.2 bytes and files, not 258.3/]],
    (map { my $oxum = $_; ['2.2.2', "Payload-Oxum: $oxum", sub { change("$_[0]/bag-info.txt", qr/258.2/, $oxum); retag($_[0]) }, '1.0' => [1, qr/is no Payload-Oxum/]] } '258', '258.', '.2', '258.2.1', '258,2', '-258.2', 'x'),
    ['2.2.2', 'Payload-Oxum beyond all numbers', sub { change("$_[0]/bag-info.txt", qr/258.2/, '9' x 40 . '.2'); retag($_[0]) }, '1.0' => [1, qr/the payload has 258.2/]],
    ['2.2.2', 'package-info.txt up to 0.95', sub { my $info = -e "$_[0]/package-info.txt" ? 'package-info.txt' : 'bag-info.txt'; change("$_[0]/$info", qr/258.2/, '1.1'); retag($_[0]) }, map { $_ => [1, qr/the payload has 258.2 bytes and files, not 1.1/] } @versions],

    ['2.2.3', 'fetched, and still listed', sub { put("$_[0]/fetch.txt", "https://example.org/a%20b.txt 2 data/a.txt\nhttps://example.org/b - data/会议/照片 1.jpg\n"); retag($_[0]) }, '1.0' => undef, '0.97' => undef],
    ['2.2.3', 'to be fetched', sub { put("$_[0]/fetch.txt", "https://example.org/a.txt 2 data/a.txt\n"); unlink "$_[0]/data/a.txt"; unlink "$_[0]/bag-info.txt"; retag($_[0]) }, map { $_ => [1, qr{data/a.txt: error: missing.*\n.*fetch it from https://example.org/a.txt}] } '1.0', '0.97'],
    ['2.2.3', 'listed in a manifest', sub { put("$_[0]/fetch.txt", "https://example.org/b 2 data/b.txt\n"); retag($_[0]) }, map { $_ => [1, qr{fetch.txt:1: error: 'data/b.txt' is to be fetched, but 'manifest-sha512.txt' does not}] } '1.0', '0.97'],
    ['2.2.3', 'listed in every manifest', sub { put("$_[0]/fetch.txt", "https://example.org/a 2 data/a.txt\n"); put("$_[0]/manifest-md5.txt", line($_[0], 'md5', 'data/会议/照片 1.jpg')); retag($_[0]) }, '1.0' => [1, qr{fetch.txt:1: error: 'data/a.txt' is to be fetched, but 'manifest-md5.txt'}], '0.97' => undef],
    ['2.2.3', 'no tag files', sub { put("$_[0]/fetch.txt", "https://example.org/a 2 bag-info.txt\n"); retag($_[0]) }, '1.0' => [1, qr{'bag-info.txt' is not below 'data/'}]],
    ['2.2.3', 'an absolute address', sub { put("$_[0]/fetch.txt", "a.txt 2 data/a.txt\n"); retag($_[0]) }, '1.0' => [1, qr/'a.txt' is no absolute address/]],
    ['2.2.3', 'a length', sub { put("$_[0]/fetch.txt", "https://example.org/a data/a.txt\n"); retag($_[0]) }, '1.0' => [1, qr/not an address, a number of bytes and a path/]],
    ['2.2.3', 'a length in digits', sub { put("$_[0]/fetch.txt", "https://example.org/a 2k data/a.txt\n"); retag($_[0]) }, '1.0' => [1, qr/not an address, a number of bytes/]],
    ['2.2.3', 'a path', sub { put("$_[0]/fetch.txt", "https://example.org/a 2\n"); retag($_[0]) }, '1.0' => [1, qr/not an address, a number of bytes/]],
    ['2.2.3', 'spaces in the address encoded', sub { put("$_[0]/fetch.txt", "https://example.org/a b 2 data/a.txt\n"); retag($_[0]) }, '1.0' => [1, qr/write '%20' for a space/]],
    ['2.2.3', 'a length that is true, though nobody promises it', sub { put("$_[0]/fetch.txt", "https://example.org/a 3 data/a.txt\n"); retag($_[0]) }, '1.0' => [0, qr/has 2 bytes, not 3/]],
    ['2.2.3', 'a length beyond all disks', sub { put("$_[0]/fetch.txt", 'https://example.org/a ' . '9' x 40 . " data/a.txt\n"); retag($_[0]) }, '1.0' => [0, qr/has 2 bytes, not 9/]],
    ['2.2.3', 'a file once', sub { put("$_[0]/fetch.txt", "https://example.org/a 2 data/a.txt\n" x 2); retag($_[0]) }, '1.0' => [0, qr/fetch.txt:2: warning: the file is listed before/]],
    ['2.2.3', 'paths in the bag', sub { put("$_[0]/fetch.txt", "https://example.org/a 2 data/../../a.txt\n"); retag($_[0]) }, '1.0' => [1, qr/leads out of the bag/]],

    ['2.2.4', 'other tag files, of any kind', sub { put("$_[0]/picture.jpg", "\xff\xd8\0"); put("$_[0]/x.txt", "\xff\xfe\0a"); retag($_[0]) }, '1.0' => undef, '0.97' => undef],
    ['2.2.4', 'which are checked if they are listed', sub { put("$_[0]/x.txt", 'a'); retag($_[0]); put("$_[0]/x.txt", 'b') }, '1.0' => [1, qr{x.txt: error: changed}]],

    (map { my ($name, $end) = @$_; ['2.3', "lines that end in $name", sub { for my $path (bsd_glob "$_[0]/*.txt") { edit($path, sub { s/\n/$end/g }) } retag($_[0]) if $name ne 'LF'; edit("$_[0]/tagmanifest-sha512.txt", sub { s/\n/$end/g }) }, '1.0' => undef, '0.97' => undef] } ['LF', "\n"], ['CR', "\r"], ['CRLF', "\r\n"]),
    ['2.3', 'no end of the last line', sub { edit("$_[0]/$manifest", sub { s/\n\z// }); retag($_[0]) }, '1.0' => undef],
    ['2.3', 'no byte order mark before UTF-8', sub { edit("$_[0]/$manifest", sub { $_ = "\xef\xbb\xbf$_" }); retag($_[0]) }, '1.0' => [1, qr/manifest-sha512.txt: error: it begins with a byte order mark/], '0.97' => [0, qr/warning: it begins with a byte order mark/]],
    ['2.3', 'the encoding', sub { add("$_[0]/bag-info.txt", "X: \xff\n"); retag($_[0]) }, '1.0' => [1, qr/bag-info.txt:4: error: the bytes here are not UTF-8/]],
    ['2.3', 'no NUL', sub { add("$_[0]/bag-info.txt", "X: a\0b\n"); add("$_[0]/$manifest", ('0' x 128) . "  data/a\0b\n"); retag($_[0]) }, '1.0' => [1, qr/manifest-sha512.txt:3: error: not a checksum/]],

    ['2.4', 'an algorithm that is not known, beside one that is', sub { put("$_[0]/manifest-sha3256.txt", "ab  data/a.txt\nab  data/会议/照片 1.jpg\n"); retag($_[0]) }, '1.0' => [0, qr/there is no algorithm 'sha3256' here/]],
    ['2.4', 'an algorithm that is not known, alone', sub { unlink "$_[0]/$manifest"; put("$_[0]/manifest-sha3256.txt", "ab  data/a.txt\nab  data/会议/照片 1.jpg\n"); retag($_[0]) }, '1.0' => [1, qr/not checked: no checksum of it could be computed/]],

    ['3', 'files that are there', sub { unlink "$_[0]/data/a.txt"; }, map { $_ => [1, qr{data/a.txt: error: missing: line 1 of 'manifest-sha512.txt' lists it}] } @versions],
    ['3', 'no others', sub { put("$_[0]/data/b.txt", 'x') }, map { $_ => [1, qr{data/b.txt: error: extra: no manifest}] } @versions],
    ['3', 'unchanged', sub { put("$_[0]/data/a.txt", 'b') }, map { $_ => [1, qr{data/a.txt: error: changed: its SHA-512 is not that of line 1}] } @versions],
    ['3', 'by their names', sub { rename "$_[0]/data/a.txt", "$_[0]/data/A.txt" }, '1.0' => [1, qr{data/a.txt: error: missing.*\n.*there is 'data/A.txt', which differs in the case}]],
    ['3', 'system files', sub { put("$_[0]/data/$_", 'x') for '.DS_Store', 'Thumbs.db' }, '1.0' => [1, qr{Thumbs.db: error: extra.*\n.*macOS or Windows made it}]],
    ['3', 'system files that are listed', sub { put("$_[0]/data/.DS_Store", 'x'); manifest($_[0], 'sha512'); unlink "$_[0]/bag-info.txt"; retag($_[0]) }, '1.0' => [0, qr/left behind/]],

    (map { my $path = $_; ['5.1', "no path such as $path", sub { add("$_[0]/$manifest", ('0' x 128) . "  $path\n"); retag($_[0]) }, map { $_ => [1, qr/error: (?:the path '.*' (?:leads out of|does not begin at) the bag|'.*' is not below 'data\/')/] } '1.0', '0.97'] }
        '/etc/passwd', '../../etc/passwd', 'data/../../etc/passwd', 'data/../bagit.txt', '~/x', '~root/x', 'C:\\x', 'C:/x', '\\\\?\\C:\\x', '//host/x'),
    (map { my $path = $_; ['5.1', "no path of a tag file such as $path", sub { add("$_[0]/tagmanifest-sha512.txt", digest('sha512', get('/etc/hostname') // '') . "  $path\n") }, '1.0' => [1, qr/error: (?:the path '.*' (?:leads out of|does not begin at) the bag|missing)/]] }
        '/etc/hostname', '../../../../../../etc/hostname', '~/x', 'x/../../../../../../../etc/hostname'),
    ['5.1', 'no links out of the bag', sub { unlink "$_[0]/data/a.txt"; symlink '/etc/hostname', "$_[0]/data/a.txt" }, '1.0' => [1, qr{data/a.txt: error: a link, which is not followed}]],
    ['5.1', 'no folders that are links', sub { symlink '/etc', "$_[0]/data/etc" }, '1.0' => [1, qr{data/etc: error: a link, which is not followed}]],
    ['5.1', 'data/ is no link', sub { rename "$_[0]/data", "$_[0]/x"; symlink 'x', "$_[0]/data" }, '1.0' => [1, qr/no folder 'data'/]],
    ['5.1', 'no devices', sub { POSIX::mkfifo("$_[0]/data/pipe", 0644) }, '1.0' => [1, qr{data/pipe: error: neither a file nor a folder}]],
    ['5.1', 'no control characters on the terminal', sub { put("$_[0]/data/\e[31m", 'x') }, '1.0' => [1, qr{data/\\x1B\[31m: error: extra}]],

    ['6.1.1', 'names in another normalisation', sub { put("$_[0]/data/Nu\xcc\x81n\xcc\x83ez.txt", 'x'); unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); edit("$_[0]/$manifest", sub { $_ = encode('UTF-8', NFC(decode('UTF-8', $_))) }); retag($_[0]) }, '1.0' => [0, qr/which look the same/], '0.97' => [0, qr/which look the same/]],
    ['6.1.1', 'names that differ in case only', sub { put("$_[0]/data/A.TXT", 'x'); unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); retag($_[0]) }, '1.0' => [0, qr/many systems take it for the same file/]],
    (map { my $name = $_; ['6.1.2', "Windows has no $name", sub { put("$_[0]/data/$name", 'x'); unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); retag($_[0]) }, '1.0' => [0, qr/Windows has no such file/]] } 'a?b', 'a:b', 'con', 'LPT1.txt', 'a.', 'a\\b', 'a '),
    ['6.1.3', 'asterisks of md5sum', sub { edit("$_[0]/$manifest", sub { s/  / */g }); retag($_[0]) }, '1.0' => [0, qr/a '\*' before the path/], '0.97' => [0, qr/a '\*' before the path/]],
    ['6.1.3', 'asterisks of names', sub { put("$_[0]/*.xml", 'x'); retag($_[0]) }, '1.0' => [0, qr/\*.xml: warning: Windows has no such file/]],
    ['6.1.3', 'backslashes of md5sum', sub { put("$_[0]/data/a\\b", 'x'); unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); edit("$_[0]/$manifest", sub { s/^(\S+  data\/a)\\b/\\$1\\\\b/m or die }); retag($_[0]) }, '1.0' => [0, qr/a '\\' before the checksum/]],
    ['6.1.3', "paths with './'", sub { edit("$_[0]/$manifest", sub { s{  data}{  ./data}g }); retag($_[0]) }, '1.0' => [0, qr{'\./' in it}], '0.97' => [0, qr{'\./' in it}]],
    ['6.1.3', "paths with '//'", sub { edit("$_[0]/$manifest", sub { s{data/a}{data//a} }); retag($_[0]) }, '1.0' => [0, qr{'//' in it}]],
    ['6.1.3', "paths with '..' that stay in the payload", sub { edit("$_[0]/$manifest", sub { s{data/a}{data/x/../a} }); retag($_[0]) }, '1.0' => [0, qr{'\.\.' in it}]],

    # Odd, but sound.
    ['2', 'tag files that are called nearly as others', sub { put("$_[0]/$_", 'x') for 'manifest.txt', 'manifest-md5.csv', 'tagmanifest.txt', 'manifest-sha512.txt~', 'old/manifest-md5.txt', 'old/bagit.txt', 'my-manifest-md5.txt', 'fetch.txt.bak', 'data.txt', 'data-old/x', '.data/x', 'manifest-md5.txt/x' }, '1.0' => undef, '0.97' => undef],
    ['2.1.2', 'payload that is called as tag files', sub { put("$_[0]/data/$_", 'x') for 'bagit.txt', 'manifest-sha512.txt', 'fetch.txt', 'data/x', '.keep', '..a', '...b', '-dash', '#c', '$d', '~e'; unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); retag($_[0]) }, '1.0' => undef, '0.97' => undef],
    ['2.1.2', 'payload of no bytes', sub { put("$_[0]/data/.keep", ''); unlink "$_[0]/bag-info.txt"; manifest($_[0], 'sha512'); retag($_[0]) }, '1.0' => undef],
    ['2.2.2', 'labels with spaces, in other letters', sub { add("$_[0]/bag-info.txt", "My Label: b\n名称: 值\nX: a: b:c\n  http://example.org/: d\n"); retag($_[0]) }, '1.0' => undef, '0.97' => undef],
    ['2.2.2', 'no element at all', sub { put("$_[0]/bag-info.txt", ''); retag($_[0]) }, '1.0' => undef, '0.97' => undef],
    (map { my $line = $_; ['2.2.3', "as $line", sub { put("$_[0]/fetch.txt", "$line\n"); retag($_[0]) }, '1.0' => undef, '0.97' => undef] }
        "https://example.org/a\t2\tdata/a.txt", 'ftp://example.org/a  02   data/a.txt', 'urn:isbn:123 - data/a.txt', 'http://[::1]:80/a?b=%20#c 2 data/a.txt', 'data:,a - data/a.txt'),
    ['2.2.3', 'no file at all', sub { put("$_[0]/fetch.txt", ''); retag($_[0]) }, '1.0' => undef, '0.97' => undef],
    (map { my $name = $_; ['2.1.1', "encodings such as $name", sub { change("$_[0]/bagit.txt", qr/UTF-8/, $name); unlink "$_[0]/data/会议/照片 1.jpg"; put("$_[0]/bag-info.txt", "Payload-Oxum: 2.1\n"); manifest($_[0], 'sha512') }, '1.0' => undef, '0.97' => undef] }
        'US-ASCII', 'windows-1252', 'Shift_JIS', 'Big5', 'KOI8-R', 'latin1', 'utf8'),
);

for my $rule (@rules) {
    my ($section, $name, $make, %expected) = @$rule;
    for my $version (sort keys %expected) {
        my $known = grep { $_ eq $version } @versions;
        my $bag = bag($known ? $version : '1.0');
        $make->($bag, $version, $version);
        retag($bag) if $section eq '2.1.1' || $section eq '2';
        my ($status, $messages) = verify($bag);
        my ($wanted, $message) = @{ $expected{$version} // [0, undef] };
        my $label = "$section ($version): $name";
        is($status, $wanted, $label) or diag($messages);
        if ($message) {
            like($messages, $message, "$label: message");
        } else {
            is($messages, '', "$label: nothing is said");
        }
    }
}

done_testing();
