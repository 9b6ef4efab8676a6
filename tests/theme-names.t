#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The names that a theme's files share: every word of locales/ is there in both languages and asked for, every word that
# is asked for is there, and every class and custom property of the style sheets is used. A name that is put together
# ("menu." .. folder, size-{{ n }}) counts by what it begins with.
use strict;
use warnings;
use Broadside;
use Test::More;

# Printed by the program: pictures, Markdown, words that it takes from the theme.
my $program = join "\n", map { get($_) } sort glob 'generator/picture/*.c generator/markup/*.c generator/template/*.c';

# Whether the beginning of a name, up to one of its `$part`s, stands somewhere with what `$follows`.
sub put_together {
    my ($all, $name, $part, $follows) = @_;
    while ($name =~ s/^(.*\Q$part\E)[^\Q$part\E]+$/$1/s) {
        return 1 if $all =~ /(?<![\w-])\Q$name\E$follows/;
        chop $name;
    }
    return 0;
}

for my $theme (qw(bulletin plain)) {
    my $tree = tree("themes/$theme");
    my @sources = grep { /\.(?:html|xml|json|ics|txt|js|lua|webmanifest)$/ } sort keys %$tree;
    cmp_ok(scalar @sources, '>', 5, "$theme: there are files to look at");
    my $all = join "\n", map { $tree->{$_} } @sources;
    my $whole = join "\n", $all, $program, $all =~ s/\{%.*?%\}//gsr;

    my %languages;
    for my $language (qw(zh-Hans en)) {
        $languages{$_}{$language} = 1 for $tree->{"locales/$language.yaml"} =~ /^([\w.-]+):/mg;
    }
    is(join(' ', grep { keys %{ $languages{$_} } != 2 } sort keys %languages), '', "$theme: every word is in both languages");
    is(join(' ', grep { $whole !~ /["']\Q$_\E["']/ && !put_together($whole, $_, '.', '"\s*\.\.') } sort keys %languages),
        '', "$theme: every word is used");
    my %asked = map { $_ => 1 } $all =~ /\bt\("([^"]+)"\s*[,)]/g;
    cmp_ok(scalar keys %asked, '>=', 5, "$theme: words are asked for");
    is(join(' ', grep { !$languages{$_} } sort keys %asked), '', "$theme: every word that is asked for is there");

    my %sheets = map { $_ => $tree->{$_} =~ s{/\*.*?\*/}{}gsr } grep /\.css$/, sort keys %$tree;
    my $sheets = join "\n", map { $sheets{$_} } sort keys %sheets;
    my %set = map { $_ => 1 } $sheets =~ /(--[\w-]+)\s*:/g;
    my %used = map { $_ => 1 } "$sheets\n$all" =~ /(?:var\(\s*|["'])(--[\w-]+)/g;
    is(join(' ', grep { !$used{$_} } sort keys %set), '', "$theme: every custom property is used");
    is(join(' ', grep { !$set{$_} } sort keys %used), '', "$theme: every custom property that is used is set");
    for my $sheet (sort keys %sheets) {
        my $css = $sheets{$sheet};
        $css =~ s/"[^"]*"|url\([^)]*\)//g;
        my %classes = map { $_ => 1 } $css =~ /\.([a-zA-Z][\w-]*)/g;
        cmp_ok(scalar keys %classes, '>', 0, "$theme: $sheet: it has classes");
        is(join(' ', grep { $whole !~ /(?<![\w-])\Q$_\E(?![\w-])/ && !put_together($whole, $_, '-', '(?:\{\{|["\'%])') } sort keys %classes),
            '', "$theme: $sheet: every class is in some page");
    }
}
done_testing();
