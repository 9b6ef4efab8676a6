#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The commands by which documents bring photos from a stick, run as they stand there, with a folder of made photos for
# the stick.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode_utf8 encode_utf8);
use Photos;
use Test::More;

plan skip_all => 'no vips' if !has_tool('vips');

my $stick = '/media/usb/DCIM/100APPLE';
my $usb = folder();
photo("$usb/IMG_1.jpg", 400, 300);
photo("$usb/IMG_2.jpg", 300, 400);

# A command that goes on until it is stopped: it is, as soon as it has opened the browser.
sub serve {
    my ($home, @words) = @_;
    unlink "$home/opened";
    my $process = start({ in => "$home/board", env => { PATH => "$home/bin:$ENV{PATH}" } }, @words, '--port', 0);
    for (1 .. 1500) {
        last if -s "$home/opened" || !-e "/proc/$process->{pid}";
        select undef, undef, undef, 0.02;
    }
    kill 'INT', $process->{pid};
    finish($process);
    return get("$home/opened") // '';
}

sub run {
    my ($home, $folder, $line) = @_;
    my $command = encode_utf8($line =~ s/\Q$stick\E/$usb/r);
    my $said = qx{cd '$folder' && PATH='$home/bin':\$PATH && export PATH && $command 2>&1};
    is($?, 0, $line) or diag($said);
    return $said;
}

# What lies in the folders of the entries, and the names in their galleries.
sub photos_in { return sort map { m{([^/]+\.jpg)$} ? $1 : () } keys %{ tree("$_[0]/board/content") } }
sub named_in { return sort map { /^```gallery\n(.*?)^```/ms ? split /\n/, $1 : () } values %{ tree("$_[0]/board/content") } }

for my $document ('docs/photos.md', 'docs/commands.md', 'docs/handbook.zh-CN.md') {
    my $text = decode_utf8(get($document));
    my ($block) = $text =~ /^```(?:sh)?\n((?:broadside [^\n]+\n)*?broadside [^\n]*\bphotos [^\n]+--event (?:[^\n]+\n)+?)```$/m;
    ok($block, "$document shows how") or next;
    my @lines = split /\n/, $block;
    my $home = folder();
    symlink program(), "$home/bin/broadside" if mkdir "$home/bin";
    put("$home/bin/xdg-open", "#!/bin/sh\necho \"\$1\" >'$home/opened'\n");
    chmod 0755, "$home/bin/xdg-open";
    run($home, $home, 'broadside init board --language zh-Hans');
    my ($title) = $block =~ /--event (\S+)/;
    run($home, "$home/board", "broadside new event $title --date 2025-11-09") if $block !~ / new event /;
    my $folder = $block =~ / -C board / ? $home : "$home/board";
    for my $line (@lines) {
        if ($line =~ /^broadside (serve .*)/) {
            like(serve($home, split ' ', $1), qr{^http://127\.0\.0\.1:\d+/$}, $line);
            next;
        }
        my $said = run($home, $folder, $line);
        is_deeply([ photos_in($home) ], [], "$document: --dry-run writes nothing") if $line =~ /--dry-run/;
        like($said, qr/^IMG_1\.jpg → \S+-01\.jpg\nIMG_2\.jpg → \S+-02\.jpg$/m, "$document: photos are taken") if $line =~ / photos /;
    }
    my @there = photos_in($home);
    is(scalar @there, 2, "$document: they are there");
    is_deeply([ named_in($home) ], \@there, "$document: and in the text");
}
done_testing();
