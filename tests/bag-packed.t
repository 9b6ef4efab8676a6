#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Bags as one file: ZIP and tar, of Broadside's own and of others, also of those who mean harm.
use strict;
use warnings;
use Bag qw(bag line manifest retag files_below zip_of tar_of);
use Broadside;
use Encode qw(encode decode);
use Test::More;

sub verify {
    my ($status, $out, $err) = broadside('archive', '--verify', @_);
    return ($status, $err, $out);
}

# [path in the bag, bytes] of each file.
sub entries { my ($bag) = @_; return map { [$_, get("$bag/$_")] } files_below($bag) }
sub below { my ($top, @entries) = @_; return map { ["$top/$_->[0]", @$_[1 .. $#$_]] } @entries }

my $folder = folder();
my $bag = bag('1.0');
my @entries = entries($bag);
my @old = entries(bag('0.97'));

sub check {
    my ($name, $bytes, $wanted, $message) = @_;
    my ($ending) = $name =~ /^(\S+)/;
    put("$folder/bag.$ending", $bytes);
    my ($status, $messages) = verify("$folder/bag.$ending");
    is($status, $wanted, $name) or diag($messages);
    $message ? like($messages, $message, "$name: message") : is($messages, '', "$name: nothing is said");
}

sub packed {
    my ($program, $bytes) = @_;
    put("$folder/raw", $bytes);
    my $out = `$program -c $folder/raw`;
    return $? == 0 ? $out : undef;
}

check('zip', zip_of(below('bag', @entries)), 0);
check('tar', tar_of(below('bag', @entries)), 0);
for my $program (qw(gzip bzip2 xz zstd)) {
    my $bytes = packed("$program -q 2>/dev/null", tar_of(below('bag', @entries)));
    SKIP: {
        skip "there is no $program", 2 if !defined $bytes || !length $bytes;
        check("tar.$program", $bytes, 0);
    }
}
check('tar in any order', tar_of(below('bag', reverse @entries)), 0);
check('tar with ./', tar_of(below('./bag', @entries)), 0);
check('tar with folders', tar_of(['bag/', '', '5'], ['bag/data/', '', '5'], below('bag', @entries)), 0);
check('tar of 0.97', tar_of(below('bag', @old)), 0);
check('tar by another name than the folder', tar_of(below('2025', @entries)), 0);

# A tag file of no bytes; names that are not NFC, of which libarchive makes NFC where the archive says UTF-8.
{
    my $hollow = bag('1.0');
    put("$hollow/fetch.txt", '');
    retag($hollow);
    my $accents = bag('1.0', { "Nu\xcc\x81n\xcc\x83ez.txt" => "x\n" });
    for my $pack ([zip => \&zip_of], [tar => \&tar_of]) {
        my ($kind, $make) = @$pack;
        check("$kind with an empty tag file", $make->(below('bag', entries($hollow))), 0);
        check("$kind with names in NFD", $make->(below('bag', entries($accents))), 0);
    }
}

# 0.97, 4: one bag, in its own folder.
check('tar without a folder', tar_of(@entries), 0, qr/warning: the archive has no top folder/);
check('zip without a folder', zip_of(@entries), 0, qr/warning: the archive has no top folder/);
check('tar without a folder, 0.97', tar_of(@old), 1, qr/error: the archive has no top folder/);
check('tar with two bags', tar_of(below('a', @entries), below('b', @entries)), 1, qr/holds more than one bag/);
check('tar with a file beside', tar_of(below('a', @entries), ['x', 'y']), 1, qr/error: extra: 'x' lies beside the bag/);
check('zip with a file beside', zip_of(below('a', @entries), ['b/x', 'y']), 1, qr{error: extra: 'b/x' lies beside the bag});
check('zip of macOS', zip_of(below('a', @entries), ['__MACOSX/a/._x', 'y']), 0, qr/macOS added '__MACOSX'/);
check('tar without a bag', tar_of(['a/x', 'y'], ['b/x', 'y']), 1, qr/the archive holds no bag/);
check('tar with nothing', tar_of(), 1, qr/not an archive that can be read|holds no bag/);
check('txt', "BagIt-Version: 1.0\n", 1, qr/not an archive that can be read/);
check('empty', '', 1, qr/not an archive that can be read/);

# Of whoever packs in China: names in GBK, without the flag that says UTF-8.
check('zip with names in GBK', zip_of(map { [encode('GBK', decode('UTF-8', $_->[0])), $_->[1], 0] } below('bag', @entries)), 0,
    qr/the name of the file '.*' is in another encoding/);

# To do harm.
my $marker = "$folder/outside.txt";
put($marker, "secret\n");
for my $pack ([zip => \&zip_of], [tar => \&tar_of]) {
    my ($kind, $make) = @$pack;
    check("$kind with ..", $make->(below('bag', @entries), ['bag/../../outside.txt', 'x']), 1, qr/leads out of the archive/);
    check("$kind with /", $make->(below('bag', @entries), [$marker, 'x']), 1, qr/leads out of the archive/);
    check("$kind with a file twice", $make->(below('bag', @entries), ['bag/data/a.txt', "b\n"]), 1, qr{two entries 'bag/data/a.txt'});
    check("$kind with a file twice, in other words", $make->(below('bag', @entries), ['bag/./data//a.txt', "b\n"]), 1, qr{two entries});
    check("$kind with an extra file", $make->(below('bag', @entries), ['bag/data/b.txt', "b\n"]), 1, qr{data/b.txt: error: extra});
    for my $i (0 .. $#entries) {
        my @others = @entries[grep { $_ != $i } 0 .. $#entries];
        my $name = $entries[$i][0];
        next if $name eq 'tagmanifest-sha512.txt';
        check("$kind without $name", $make->(below('bag', @others)), 1, qr/error: /);
        check("$kind with $name changed", $make->(below('bag', @others, [$name, "$entries[$i][1]x"])), 1, qr/error: /);
        check("$kind with $name renamed", $make->(below('bag', @others, ["$name.x", $entries[$i][1]])), 1, qr/error: /);
    }
    my $whole = $make->(below('bag', @entries));
    check("$kind cut off", substr($whole, 0, length($whole) / 3), 1, qr/error: /);
    for my $n (1 .. 40) {
        my $broken = $whole;
        substr($broken, ($n * 7919) % length $broken, 1) ^= chr(1 + $n % 255);
        put("$folder/bag.$kind", $broken);
        my ($status) = verify("$folder/bag.$kind");
        ok($status eq '0' || $status eq '1', "$kind with byte $n changed ends as it should") or diag($status);
    }
}
is(get($marker), "secret\n", 'nothing was unpacked');
check('tar with a link', tar_of(below('bag', @entries), ['bag/data/l', '', '2', '/etc/hostname']), 1, qr{data/l: error: a link});
check('tar with a hard link', tar_of(below('bag', @entries), ['bag/data/l', '', '1', '/etc/hostname']), 1, qr{data/l: error: a link});
{
    my $twin = bag('1.0', { map { $_ => "twins\n" } qw(a.txt b.txt c.txt) });
    my @links = map { $_->[0] eq 'data/b.txt' ? [$_->[0], '', '1', 'bag/data/a.txt'] : $_ } entries($twin);
    check('tar with a file that is there twice', tar_of(below('bag', @links)), 0);
    $_->[1] = "changed\n" for grep { $_->[0] eq 'data/a.txt' } @links;
    check('tar with a file that is there twice, changed', tar_of(below('bag', @links)), 1, qr{a.txt: error: changed.*b.txt: error: changed}s);
    $_->[3] = 'bag/data/none.txt' for grep { $_->[0] eq 'data/b.txt' } @links;
    check('tar with a link to nothing', tar_of(below('bag', @links)), 1, qr{b.txt: error: a link});
}
check('tar with a device', tar_of(below('bag', @entries), ['bag/data/l', '', '3']), 1, qr{data/l: error: neither a file});
check('tar with a size that is not true', tar_of(below('bag', @entries), ['bag/data/b.txt', 'x', '0', '', 2**32]), 1, qr/error: /);
check('tar with a size beyond all disks', tar_of(below('bag', @entries), ['bag/data/b.txt', 'x', '0', '', 8**11 - 1]), 1, qr/error: /);

# A ZIP whose one file unpacks to 20 GB of nothing, as it says: it is not read.
check('zip that says too much', do {
    my $zip = zip_of(below('bag', @entries), ['bag/data/b.bin', '']);
    my $at = rindex $zip, 'bag/data/b.bin';
    substr($zip, $at - 46 + 24, 4) = pack 'V', 0xfffffff0;
    $zip;
}, 1, qr/error: /);

# What Broadside packs itself.
my $nfd = "Nu\xcc\x81n\xcc\x83ez.txt";
my $root = site('content/news/2025-03-01-a.md' => "---\ntitle: A\nattachments: [会议.txt, $nfd]\n---\n\nText.\n",
    'content/news/会议.txt' => "x\n");
rename "$root/content/news/2025-03-01-a.md", "$root/content/news/x";
mkdir "$root/content/news/2025-03-01-a";
rename "$root/content/news/x", "$root/content/news/2025-03-01-a/index.md";
rename "$root/content/news/会议.txt", "$root/content/news/2025-03-01-a/会议.txt";
put("$root/content/news/2025-03-01-a/$nfd", "y\n");
my ($status, undef, $err) = broadside({ in => $root }, 'archive', '2025', '--zip', '--tar', '--date', '2026-01-10');
is($status, 0, 'archive --zip --tar') or diag($err);
for my $kind (qw(zip tar)) {
    my ($ended, $messages, $out) = verify("$root/archive/2025.$kind");
    is($ended, 0, "$kind: whole") or diag($messages);
    like($out, qr{2025.$kind: whole: \d+ files}, "$kind: said so");
}
my $package = get("$root/archive/2025.zip");
like($package, qr/PK\x01\x02..\x14\0.\x08.{36}2025\/data\/originals\/[^\0]*会议.txt/s, 'names are marked as UTF-8');
like(get("$root/archive/2025.$_"), qr{2025/data/originals/[^\0]*/\Q$nfd\E}, "$_: names as they are, in no other normalisation") for qw(zip tar);
my %first = map { $_ => get("$root/archive/2025.$_") } qw(zip tar);
system 'rm', '-r', "$root/archive";
($status, undef, $err) = broadside({ in => $root, env => { TZ => 'Asia/Shanghai', LC_ALL => 'C' } }, 'archive', '2025', '--zip', '--tar', '--date', '2026-01-10');
is($status, 0, 'again, elsewhere') or diag($err);
ok(get("$root/archive/2025.$_") eq $first{$_}, "$_: the same bytes in another time zone and locale") for qw(zip tar);

# One byte of any file of the record, one file more, less or called otherwise.
my $record = "$root/archive/2025";
my @files = files_below($record);
cmp_ok(scalar @files, '>', 8, 'files of the record');
is((verify($record))[0], 0, 'the record is whole');
for my $path (@files) {
    my $bytes = get("$record/$path");
    my $length = length $bytes;
    for my $at ($length ? (0, int($length / 2), $length - 1) : ()) {
        for my $bits (0x01, 0x20, 0xff) {
            my $changed = $bytes;
            substr($changed, $at, 1) ^= chr $bits;
            put("$record/$path", $changed);
            is((verify($record))[0], 1, sprintf '%s: byte %d with %02x', $path, $at, $bits);
        }
    }
    put("$record/$path", "${bytes}x");
    is((verify($record))[0], 1, "$path: longer");
    unlink "$record/$path";
    is((verify($record))[0], 1, "$path: removed");
    put("$record/$path.x", $bytes);
    is((verify($record))[0], 1, "$path: renamed");
    put("$record/$path", $bytes);
    is((verify($record))[0], 1, "$path: and a copy beside it");
    unlink "$record/$path.x";
}
is((verify($record))[0], 0, 'the record is whole again');
my ($tag) = get("$record/tagmanifest-sha512.txt");
for my $at (0 .. length($tag) - 1) {
    next if $at % 7;
    my $changed = $tag;
    substr($changed, $at, 1) = substr($tag, $at, 1) =~ /[a-f]/ ? uc substr($tag, $at, 1) : substr($tag, $at, 1) eq "\n" ? "\r" : "\t";
    put("$record/tagmanifest-sha512.txt", $changed);
    is((verify($record))[0], 1, "tagmanifest-sha512.txt: byte $at as others would read it, too");
}
put("$record/tagmanifest-sha512.txt", $tag);
put("$record/notes.txt", "Checked by the district archive.\n");
like((verify($record))[1], qr{notes.txt: error: extra: 'tagmanifest-sha512.txt' does not list it}, 'a tag file that somebody added');
retag($record);
is((verify($record))[0], 0, 'one that an archive added as it should');
put("$record/tagmanifest-x.txt", "0  manifest-sha512.txt\n0  notes.txt\n0  bagit.txt\n0  bag-info.txt\n");
like((verify($record))[1], qr{tagmanifest-x.txt: error: extra}, 'a manifest that nobody can check');
unlink "$record/notes.txt", "$record/tagmanifest-x.txt";
put("$record/tagmanifest-sha512.txt", $tag);
for my $list (qw(manifest tagmanifest)) {
    is(system("cd '$record' && sha512sum --quiet --strict -c $list-sha512.txt >/dev/null 2>&1"), 0, "sha512sum -c $list-sha512.txt");
}

# Several at once, and what the status says.
my ($several, $messages, $out) = verify($record, "$record.zip");
is($several, 0, 'two bags');
is(() = $out =~ /: whole:/g, 2, 'each once');
is((verify($record, '/nowhere/at/all'))[0], 2, 'one that is not there');
($several, $out) = broadside('archive', '--verify', $record, '--message-format', 'json');
like($out, qr/^\{"path":"\Q$record\E","valid":true,"files":\d+,"bytes":\d+,"algorithm":"sha512","bagit":"1.0"\}$/, 'as JSON');

done_testing();
