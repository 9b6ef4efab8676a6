#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Yearbooks as their designers meet them: the steps of docs/yearbook.md, every name that it has, and that of bulletin for a
# year without anything but one entry and for those of the sample site.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode_utf8);
use Steps;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

my $document = get('docs/yearbook.md');

sub part {
    my ($heading) = @_;
    my ($part) = $document =~ /^##+ \Q$heading\E\n(.*?)(?=^##|\z)/ms;
    return $part;
}

# The pages of a book.
sub pages {
    my ($file) = @_;
    my @pages = split /\f/, decode_utf8(`pdftotext -layout '$file' -`);
    return @pages;
}

subtest 'a yearbook from scratch' => sub {
    my ($steps) = $document =~ /^## A yearbook from scratch\n(.*?)(?=^## )/ms;
    my ($home, $written, $run) = follow($steps);
    is($written, 4, 'it writes files');
    is($run, 2, 'it runs commands');
    my @pages = pages("$home/board/archive/2025/data/yearbook.pdf");
    like($pages[0], qr/2025/, 'the cover');
    like($pages[1], qr/目录/, 'the contents');
    like($pages[2], qr/大事记.*6 ?月 ?29 ?日\s+停水通知/s, 'the chronicle');
    like($pages[3], qr/全文.*停水通知.*请提前储水/s, 'the text');
};

# The names in the first column of a table of the document.
sub names_of {
    my ($heading) = @_;
    return map { my $row = $_; $row =~ /^\| ([^|]*)/ ? $1 =~ /`(?:\{ )?(\w+)/g : () } split /\n/, part($heading);
}

sub known {
    my ($file, $array) = @_;
    my ($list) = get("generator/template/$file") =~ /\b$array\[\] = \{(.*?)\n?\};/s;
    return $list =~ /"(\w+)"/g;
}

subtest 'every name has its line' => sub {
    is_deeply([ sort(names_of('The book')) ], [ sort(known('book-style.c', 'KEYS')) ], 'of a book');
    my %pieces = map { $_ => 1 } known('book-pieces.c', 'KINDS');
    my ($text) = part('Pieces');
    my @missing = grep { $text !~ /`(?:[^`]*\b)?$_\b/ } keys %pieces;
    is_deeply([ sort @missing ], [], 'of a piece');
    is_deeply([ sort(names_of('Rows')) ], [qw(anchor group target)], 'of a row');
};

done_testing;
