#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The pages of the default theme hold nothing that their Content-Security-Policy would have to make an exception for,
# and the policy stands before all that it is for.
use strict;
use warnings;
use utf8;
use Broadside;
use Digest::SHA qw(sha256_base64);
use Encode qw(encode_utf8);
use HTML::Parser;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

# What is wrong with a page, a line each.
sub faults {
    my ($html) = @_;
    my (@faults, $policy, $style, %data);
    my $start = sub {
        my ($tag, $attributes) = @_;
        if ($tag eq 'meta' && lc($attributes->{'http-equiv'} // '') eq 'content-security-policy') {
            $policy //= $attributes->{content};
        } elsif (!defined $policy && $tag =~ /^(?:link|script|style|body)$/) {
            push @faults, "<$tag> before the policy";
            $policy = '';
        }
        push @faults, "<$tag style>" if exists $attributes->{style};
        push @faults, "<$tag $_>" for grep { /^on/ } keys %$attributes;
        push @faults, "<$tag href=javascript:>" if ($attributes->{href} // '') =~ /^\s*javascript:/i;
        my $block = ($attributes->{type} // '') =~ m{^application/(?:ld\+)?json$};
        push @faults, 'a script in the page' if $tag eq 'script' && !defined $attributes->{src} && !$block;
        $style = 1 if $tag eq 'style';
    };
    my $text = sub {
        return if !$style;
        my $hash = sha256_base64($_[0]);
        $hash .= '=' while length($hash) % 4;
        push @faults, 'a style in the page that its policy does not name' if index($policy // '', "'sha256-$hash'") < 0;
        $style = 0;
    };
    my $parser = HTML::Parser->new(api_version => 3, start_h => [ $start, 'tagname,attr' ], text_h => [ $text, 'text' ]);
    $parser->unbroken_text(1);
    $parser->utf8_mode(1);
    $parser->parse($html);
    $parser->eof;
    if (!$policy) {
        push @faults, 'no policy';
    } else {
        $policy =~ s/(img-src [^;]*?) data:/$1/; # a picture that an entry carries in its own text
        push @faults, "the policy allows $1" if $policy =~ /('unsafe-[a-z-]+'|\*|\bhttps?:|\bdata:)/;
        push @faults, "the policy does not say $_" for grep { index($policy, $_) < 0 } "default-src 'none'", "base-uri 'none'", 'form-action';
    }
    return @faults;
}

my %bad = (
    'a handler'        => '<p onclick="x()">',
    'a style'          => '<p style="color: red">',
    'a script'         => '<script>x()</script>',
    'a style sheet'    => '<style>p { color: red }</style>',
    'a link'           => '<a href=" javascript:x()">',
);
my $good = qq{<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'self'">};
is_deeply([ faults("$good<p>") ], [], 'this test lets a good page pass');
isnt(scalar(faults("$good$bad{$_}")), 0, "and finds $_") for sort keys %bad;
isnt(scalar(faults("<script src=a></script>$good")), 0, 'and a script before the policy');
isnt(scalar(faults($good =~ s/'self'/'self' 'unsafe-inline'/r)), 0, 'and an unsafe policy');

# A copy of the sample: another test may be at work in it.
my $site = folder();
copy_tree($_, "$site/$_") for qw(content data);
put("$site/broadside.yaml", get('broadside.yaml'));
my ($status, $out, $err) = broadside('-C', $site, 'build', '--date', $DATE);
is($status, 0, 'the sample site builds') or diag($err);
my $tree = tree("$site/public");
my @pages = grep { /\.html$/ && $tree->{$_} !~ /http-equiv="refresh"/ } sort keys %$tree;
cmp_ok(scalar(@pages), '>', 100, 'it has many pages');
my @faults = map { my $path = $_; map { "$path: $_" } faults($tree->{$path}) } @pages;
is(join("\n", @faults), '', 'every page holds to a strict policy');
done_testing();
