#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The sample site as a visitor meets it: every link and asset leads to a file of the site, from a folder of a host
# as from a USB stick, and nothing is loaded from elsewhere.
use strict;
use warnings;
use utf8;
use Broadside;
use HTML::Parser;
use Test::More;
use URI;
use URI::Escape qw(uri_unescape);

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

my $public = folder() . '/public';
my ($status, $out, $err) = broadside('build', '--date', '2025-11-20', '-d', $public);
is($status, 0, 'the sample site builds');
is($err =~ s/^\d+ pages.*\n//r, '', 'without a warning');
my $tree = tree($public);
cmp_ok(scalar(grep /\.html$/, keys %$tree), '>', 100, 'it has many pages');

# What a browser follows by itself, and what a reader may follow.
my %loads = map { $_ => 1 } qw(img/src script/src iframe/src source/src video/src audio/src embed/src object/data input/src);
my %loading_rel = map { $_ => 1 } qw(stylesheet icon preload manifest apple-touch-icon);

sub page_read {
    my ($html) = @_;
    my (@links, %ids, @twice);
    my $parser = HTML::Parser->new(
        api_version => 3,
        start_h     => [
            sub {
                my ($tag, $attributes) = @_;
                for my $name (qw(href src data poster action)) {
                    next if !defined $attributes->{$name} || $tag eq 'meta';
                    my $load = $loads{"$tag/$name"}
                        || ($tag eq 'link' && grep { $loading_rel{$_} } split ' ', lc($attributes->{rel} // ''));
                    push @links, [ $attributes->{$name}, $load, "$tag $name", $attributes->{rel} // '' ];
                }
                push @links, map { [ (split ' ', $_)[0], 1, "$tag srcset", '' ] } split /,/, $attributes->{srcset}
                    if $attributes->{srcset};
                push @links, [ $1, 0, 'refresh', '' ]
                    if $tag eq 'meta' && lc($attributes->{'http-equiv'} // '') eq 'refresh' && $attributes->{content} =~ /url=(.*)/i;
                push @twice, $attributes->{id} if defined $attributes->{id} && $ids{ $attributes->{id} }++;
            },
            'tagname,attr'
        ]);
    $parser->utf8_mode(1);
    $parser->parse($html);
    $parser->eof;
    return (\@links, \%ids, \@twice);
}

my $base = 'http://host.invalid/some/where/';
my %read = map { $_ => [ page_read($tree->{$_}) ] } grep /\.html$/, keys %$tree;
my (@absolute, @foreign, @broken, @fragments, @doubled);
my $checked = 0;

for my $path (sort keys %read) {
    my ($links, $ids, $twice) = @{ $read{$path} };
    push @doubled, "$path: $_" for @$twice;
    for my $link (@$links) {
        my ($url, $load, $where, $rel) = @$link;
        $checked++;
        # It is shown for addresses at any depth: from the root of the host, which is that of base_url.
        $url =~ s{^/}{} if $path eq '404.html';
        if ($url =~ m{^(?:[a-z][a-z0-9+.-]*:|//)}i) {
            push @foreign, "$path: $where $url" if $load && $url !~ /^data:/;
            next;
        }
        push @absolute, "$path: $where $url" if $url =~ m{^/};
        my $target = URI->new_abs($url, $base . join '/', map { URI::Escape::uri_escape($_) } split m{/}, $path);
        my $fragment = $target->fragment;
        $target->fragment(undef);
        $target->query(undef);
        my $file = uri_unescape("$target");
        if (index($file, $base) != 0 || !exists $tree->{ $file = substr $file, length $base }) {
            push @broken, "$path: $where $url";
        } elsif (defined $fragment && length $fragment && $read{$file}) {
            push @fragments, "$path: $url" if !$read{$file}[1]{ uri_unescape($fragment) };
        }
    }
}
cmp_ok($checked, '>', 2000, 'there are many links');
is("@absolute", '', 'no page holds an absolute path');
is("@foreign", '', 'no page loads anything from another host');
is("@broken", '', 'every link and asset leads to a file of the site');
is("@fragments", '', 'every fragment is there');
is("@doubled", '', 'no id stands twice on a page');

for my $path (grep /\.(?:xml|svg)$/, sort keys %$tree) {
    is(system('xmllint', '--noout', '--nonet', "$public/$path"), 0, "$path is well-formed XML");
}
my @in_feed = $tree->{'feed.xml'} =~ /(?:href|src)=(?:"|&quot;)(?!https?:|mailto:|tel:)([^"&]*)/g;
is("@in_feed", '', 'the addresses in the feed are absolute');

my $everything = join "\n", map { $tree->{$_} } sort keys %$tree;
for my $entry (grep { get($_) =~ /^(?:draft: true|after: remove)$/m } glob('content/notices/*/*.md')) {
    my ($title) = get($entry) =~ /^title: *["']?(.*?)["']?$/m;
    my $expires = get($entry) =~ /^expires: (\S+)/m ? $1 : '';
    next if $expires gt '2025-11-20';
    is(index($everything, $title), -1, "$entry is nowhere");
}
for my $entry (grep { get($_) =~ /^kind: review$/m && get($_) !~ /^after: keep$/m } glob('content/notices/*/*.md')) {
    my $text = get($entry);
    my ($expires) = $text =~ /^expires: (\S+)/m;
    next if !$expires || $expires ge '2025-11-20';
    my ($line) = $text =~ /\A---\n.*?\n---\n+(?:#.*\n+)*([^\n#|>*-]{12,})/s;
    is(index($everything, substr $line, 0, 36), -1, "the text of $entry, which has ended, is nowhere");
}
done_testing();
