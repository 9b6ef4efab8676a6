#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Values that try to get out of the place where they are printed, through the program. tests/escaping/vectors.json:
# a template, a value, and what must not come out of it ("reject": whether the place may be refused instead).
# tests/escaping/own.json: one or more values, and the whole text that must come out, or what is said instead.
# UPDATE=1 writes the latter anew: read the diff.
use strict;
use warnings;
use Broadside;
use JSON::PP;
use Test::More;

my $json = JSON::PP->new->utf8->canonical->pretty->indent_length(2);

sub lua_string { my ($bytes) = @_; return '"' . join('', map { sprintf '\\%03d', ord } split //, $bytes) . '"' }

sub bytes { my ($text) = @_; utf8::encode($text); return $text }

# Builds a site of one page with the layout; the exit status, the page, and the messages.
sub render {
    my ($layout, $template, %values) = @_;
    my $locals = join '', map { "{% local $_ = " . lua_string(bytes($values{$_})) . " %}\n" } sort keys %values;
    my $root = site(
        'themes/small/theme.lua' => "return { outputs = { { path = \"out/$layout\", layout = \"$layout\" } } }\n",
        "themes/small/layouts/$layout" => $locals . bytes($template),
        'themes/small/partials/word.html' => '{{ word }}',
    );
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE, '-j', 1);
    my $page = get("$root/public/out/$layout");
    utf8::decode($page) if defined $page;
    return ($status, $page, $err);
}

sub name_of { my ($vector) = @_; return JSON::PP->new->ascii->canonical->encode([ $vector->{template}, $vector->{value} // $vector->{values} ]) }

for my $vector (@{ $json->decode(get('tests/escaping/vectors.json')) }) {
    my $name = name_of($vector);
    my ($status, $page, $err) = render('index.html', $vector->{template}, value => $vector->{value});
    if ($status == 1 && $vector->{reject} eq 'may') {
        like($err, qr{^themes/small/layouts/index\.html:\d+:\d+: error: .*\n.*\n.*\^\n      = .*}m, "$name: refused");
        ok(!defined $page, "$name: nothing is published");
        next;
    }
    is($status, 0, "$name: builds") or diag $err;
    unlike($page // '', qr/\Q$_\E/, "$name: nothing that must not be there") for @{ $vector->{must_not_contain} };
}

my $own = $json->decode(get('tests/escaping/own.json'));
for my $vector (@$own) {
    my $name = name_of($vector);
    my ($status, $page, $err) = render($vector->{layout} // 'index.html', $vector->{template}, %{ $vector->{values} });
    my ($said) = $err =~ /^(?:[^ ].*?: )?((?:error|warning): .*)$/m;
    utf8::decode($said) if defined $said;
    if ($ENV{UPDATE}) {
        delete @$vector{qw(expected said)};
        $vector->{expected} = $page if $status == 0;
        $vector->{said} = $said if defined $said;
    }
    is($page, $vector->{expected}, "$name: page");
    is($said, $vector->{said}, "$name: message");
    is($status, defined $vector->{expected} ? 0 : 1, "$name: exit status");
}
put('tests/escaping/own.json', $json->encode($own)) if $ENV{UPDATE};
done_testing();
