#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Every example of docs/templates.md is run, and prints what stands there. How the examples are written:
#
#   - A fenced block, a line `gives`, a fenced block: a template, and exactly what it prints (blank lines around it and
#     the CR of line ends aside). Instead of `gives`, or after it, `says`: the messages, all of them.
#   - "On `PATH`:" before the block: the page that it makes, in the place of that page's layout; without that line it is
#     index.html. The site is tests/docs-site; its theme.lua says which pages there are.
#   - "In `FILE`:" before a block: no example, but a file that the following ones up to the next heading use: below
#     broadside.yaml, content/, data/, static/ of the site, else of its theme.
#   - A block of Lua: rows of theme.lua; it gives the paths of the pages.
#   - A block without a language is only shown.
#
# UPDATE=1 writes into the document what the examples give: read the diff.
use strict;
use warnings;
use Broadside;
use Test::More;

my $document = 'docs/templates.md';
my $theme = 'themes/board';

# The fenced blocks: { first, last (lines of the text between the fences), lang, lead (the line before), heading }.
sub blocks {
    my @lines = @_;
    my (@blocks, $open, $fence, $lead, $heading);
    for my $i (0 .. $#lines) {
        if ($open) {
            if ($lines[$i] eq $fence) {
                push @blocks, { %$open, last => $i - 1 };
                ($open, $lead) = (undef, '');
            }
        } elsif ($lines[$i] =~ /^(`{3,})(\w*)$/) {
            $fence = $1;
            $open = { first => $i + 1, lang => $2, lead => $lead, heading => $heading };
        } elsif ($lines[$i] ne '') {
            $lead = $lines[$i];
            $heading = $i if $lead =~ /^#/;
        }
    }
    die "$document: a fenced block is not closed\n" if $open;
    return @blocks;
}

sub trimmed {
    my ($text) = @_;
    $text =~ s/\r\n/\n/g;
    $text =~ s/\A\n+|\n+\z//g;
    return $text;
}

# path => layout, of the pages of the site at $root: each layout of it holds its own name.
sub layouts {
    my ($root) = @_;
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    die $err if $status;
    my ($tree, %layouts) = tree("$root/public");
    for my $path (keys %$tree) {
        my ($name) = $tree->{$path} =~ /([\w.]+)\s*\z/;
        $layouts{$path} = $name if defined $name && -e "$root/$theme/layouts/$name";
    }
    return %layouts;
}

# Where the example goes, and what is written there: of pages that share a layout, the others stay empty.
sub layout_of {
    my ($page, $text, %layouts) = @_;
    my $layout = $layouts{$page} // die "$document: there is no page '$page'\n";
    my $shared = grep { $_ eq $layout } values %layouts;
    $text = "{% if page.path ~= \"$page\" then return end %}$text" if $shared > 1 && $text !~ /^\{% extends/;
    return ("$theme/layouts/$layout", $text);
}

# Builds the site at $root with the files of an example, and takes them away again; what it gives and says.
sub run {
    my ($example, $root, %layouts) = @_;
    my %files = %{ $example->{files} };
    if ($example->{lang} eq 'lua') {
        my $rows = $example->{text};
        $files{"$theme/theme.lua"} = $rows =~ /^\{/ ? "return { outputs = {\n$rows} }\n" : $rows;
    } else {
        my ($path, $text) = layout_of($example->{page}, $example->{text}, %layouts);
        $files{$path} = $text;
    }
    my %before = map { $_ => get("$root/$_") } keys %files;
    put("$root/$_", $files{$_}) for keys %files;
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE, '-j', 1);
    for my $path (keys %before) {
        defined $before{$path} ? put("$root/$path", $before{$path}) : unlink "$root/$path";
    }
    $err =~ s/^Nothing was changed: .*\n\z//m;
    return (says => $err) if $status;
    my $tree = tree("$root/public");
    # A record is published without a row, too: what it does then is no page of the example.
    my @pages = grep { !m{^archive/\d+/\w+\.pdf$} } grep { $tree->{$_} =~ /^(?:(?:COMMENT:)?\w+\.\w+\s*\z|broadside_search\(|\x89PNG|%PDF-)/ } sort keys %$tree;
    return (says => $err, gives => $example->{lang} eq 'lua' ? join("\n", @pages) : $tree->{ $example->{page} });
}

my @lines = split /\n/, get($document);
my @blocks = blocks(@lines);
my $root = folder();
copy_tree('tests/docs-site', $root);
my %layouts = layouts($root);
my ($example, @examples, %files);
my $heading = 0;
for my $block (@blocks) {
    my $text = join '', map { "$_\n" } @lines[ $block->{first} .. $block->{last} ];
    my $place = "$document:$block->{first}";
    %files = () if $heading != $block->{heading};
    $heading = $block->{heading};
    if ($block->{lead} =~ /^(gives|says)$/) {
        ok($example, "$place: it follows an example") or next;
        $example->{expects}{$1} = { %$block, text => $text };
        next;
    }
    undef $example;
    if ($block->{lead} =~ /\bIn `([^`]+)`:$/) {
        my $path = $1;
        $files{ $path =~ m{^(?:broadside\.yaml$|content/|data/|static/)} ? $path : "$theme/$path" } = $text;
    } elsif ($block->{lang}) {
        my $page = $block->{lead} =~ /\bOn `([^`]+)`:$/ ? $1 : 'index.html';
        $example = { %$block, text => $text, place => $place, page => $page, files => {%files}, expects => {} };
        push @examples, $example;
    }
}
cmp_ok(scalar @examples, '>=', 50, "$document: there are examples");

my @mended;
for my $example (@examples) {
    my ($place, $expects) = @$example{qw(place expects)};
    ok(%$expects, "$place: an example says what it gives") or next;
    my %result = run($example, $root, %layouts);
    for my $kind (qw(gives says)) {
        my $shown = $expects->{$kind} ? trimmed($expects->{$kind}{text}) : $kind eq 'says' ? '' : undef;
        my $got = defined $result{$kind} ? trimmed($result{$kind}) : undef;
        push @mended, [ $expects->{$kind}, $got ] if $expects->{$kind} && defined $got;
        is($got, $shown, "$place: what it $kind") or diag($example->{text}, $result{says});
    }
}

if ($ENV{UPDATE}) {
    for my $mended (sort { $b->[0]{first} <=> $a->[0]{first} } @mended) {
        my ($block, $text) = @$mended;
        splice @lines, $block->{first}, $block->{last} - $block->{first} + 1, split /\n/, $text;
    }
    put($document, join '', map { "$_\n" } @lines);
}
done_testing();
