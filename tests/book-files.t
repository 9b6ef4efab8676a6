#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The PDFs of a record as viewers and other programs find them: sound, tagged, their fonts within, and every link, bookmark and
# page number where it says.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode_utf8);
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

my $root = folder();
system('cp', '-R', 'content', 'data', 'broadside.yaml', $root) == 0 or die;
my ($status, $out, $err) = broadside('-C', $root, 'archive', '2025', '--date', '2026-01-20');
is($status, 0, 'the sample site has a record') or diag($err);
my $data = "$root/archive/2025/data";

sub said { return decode_utf8(`LC_ALL=C.UTF-8 $_[0] 2>&1`) }

# Words as they are compared: without what stands between them.
sub bare { my ($text) = @_; $text =~ s/[\s·]+//g; return $text }

# The text of each page, from 1, and where its bookmarks and the links of it lead.
sub pages {
    my ($file) = @_;
    return (undef, map { bare($_) } split /\f/, said("pdftotext '$file' -"));
}

for my $name (qw(yearbook catalogue evidence)) {
    my $file = "$data/$name.pdf";
    subtest $name => sub {
        like(said("qpdf --check '$file'"), qr/No syntax or stream encoding errors/, 'sound');
        is(said("mutool draw -N -q -r 10 -o /dev/null '$file'"), '', 'drawn without a warning');
        my $info = said("pdfinfo '$file'");
        like($info, qr/^Tagged: +yes$/m, 'tagged');
        like($info, qr/^CreationDate: .*2026/m, 'of its day');
        my @fonts = grep { /\byes|\bno\b/ } split /\n/, said("pdffonts '$file'");
        cmp_ok(scalar @fonts, '>', 0, 'it has fonts');
        is_deeply([ grep { !/\byes +yes +yes\b/ } @fonts ], [], 'in it, of what is used, with their characters');
        my @pages = pages($file);
        my @bookmarks = said("mutool show '$file' outline") =~ /^[|+-]\t+"(.*)"\t#page=(\d+)/mg;
        cmp_ok(scalar @bookmarks, '>', 0, 'it has bookmarks');
        my @wrong;
        while (my ($title, $page) = splice @bookmarks, 0, 2) {
            # Words that are set over their width come one by one, and what stands beside others comes between them.
            my %there = map { $_ => 1 } split //, $pages[$page] // '';
            push @wrong, "$title: $page" if grep { !$there{$_} } split //, bare($title);
        }
        is_deeply(\@wrong, [], 'each leads to the page on which its words stand');
        # Named places that links lead to are on pages that there are.
        my %places = map { /^ *(\d+) .*"(\w+)"/ ? ($2 => $1) : () } split /\n/, said("pdfinfo -dests '$file'");
        my $plain = said("qpdf --qdf --object-streams=disable '$file' -");
        my %wanted = map { $_ => 1 } $plain =~ m{/Dest \((\w+)\)}g;
        is_deeply([ grep { !$places{$_} } sort keys %wanted ], [], 'no link leads nowhere');
        unlike($plain, qr/Exif|GPSLatitude/, 'nothing of what cameras write');
    };
}

subtest 'the contents tell the pages' => sub {
    my $file = "$data/yearbook.pdf";
    my @pages = pages($file);
    my ($first) = grep { $pages[$_] =~ /目录/ } 1 .. 3;
    my @lines = split /\n/, said("pdftotext -layout -f $first -l $first '$file' -");
    my ($checked, @wrong) = 0;
    for (@lines) {
        my ($title, $page) = /^\s*(\S.*?)[\s.·…]+(\d+)\s*$/ or next;
        next if $page == $first;
        $checked++;
        push @wrong, "$title: $page" if index($pages[$page] // '', bare($title)) < 0;
    }
    cmp_ok($checked, '>', 10, 'there are lines');
    is_deeply(\@wrong, [], 'each title stands on its page');
    my $labels = said("qpdf --json --json-key=pagelabels '$file'");
    like($labels, qr{"index": 0,\s+"label": \{\s+"/S": "/D"}, 'numbers count from the cover');
};

done_testing;
