#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# qr(): a reader that is not ours reads what was put into the code.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(encode);
use Test::More;

my $percent = join '', map { sprintf '%%%02X', ord } split //, encode('UTF-8', '关于梧桐里三号楼停水检修的通知');
my %texts = (
    address => 'https://wutongli.example/notices/2025/11-18-water.html',
    percent => "https://wutongli.example/tags/$percent/index.html?a=1&b=2#top",
    chinese => '梧桐里社区：值班电话',
    digits  => '051955501210' x 3,
    capitals => 'HTTPS://WUTONGLI.EXAMPLE/A-1',
    short   => 'a',
    mixed   => 'call 0519-5550-1210-0519-5550-1210 today, 0519-5550-1210-0519-5550-1210',
    longest => join('', map { ('a' .. 'z')[$_ * 7 % 26] } 1 .. 2331),
);
my $list = join ', ', map { "$_ = [==[$texts{$_}]==]" } sort keys %texts;
my $root = site(
    'themes/small/layouts/list.html' => encode('UTF-8', <<"HTML"),
<!DOCTYPE html>
<title>t</title>
{% for name, text in pairs { $list } do %}
<p id="{{ name }}">{{ qr(text) }}</p>
{% end %}
HTML
);
my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
is($status, 0, 'build') or diag($err);
my $page = get("$root/public/index.html");

# The path as a grid: strokes through the middle of modules, each a module wide.
sub picture {
    my ($svg, $scale) = @_;
    my ($side) = $svg =~ /viewBox="0 0 (\d+) \1"/ or return;
    my ($d) = $svg =~ /<path stroke="#000" d="([^"]+)"/ or return;
    my @rows = map { [(255) x $side] } 1 .. $side;
    my ($x, $y);
    while ($d =~ /\G([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?/g) {
        if ($1 eq 'M') { ($x, $y) = ($2, $3 - .5) }
        elsif ($1 eq 'm') { $x += $2; $y += $3 }
        else { $rows[$y][$x++] = 0 for 1 .. $2 }
    }
    my $data = join '', map { my $row = join '', map { chr($_) x $scale } @$_; $row x $scale } @rows;
    return ($side, \@rows, "P5 " . $side * $scale . ' ' . $side * $scale . " 255\n$data");
}

sub decoded {
    my ($pgm) = @_;
    my $folder = folder();
    put("$folder/code.pgm", $pgm);
    my $text = qx{zbarimg -q --nodbus --raw -Sdisable -Sqrcode.enable '$folder/code.pgm'};
    return $text =~ s{\n\z}{}r;
}

for my $name (sort keys %texts) {
    my ($svg) = $page =~ m{<p id="$name">(<svg.*?</svg>)</p>};
    ok($svg, "$name: a picture") or next;
    my ($side, $rows, $pgm) = picture($svg, 4);
    is(decoded($pgm), $texts{$name}, "$name: read");
    my $margin = grep { $_ < 4 || $_ >= $side - 4 ? grep { !$_ } @{ $rows->[$_] } : grep { !$_ } @{ $rows->[$_] }[0 .. 3, $side - 4 .. $side - 1] } 0 .. $side - 1;
    is($margin, 0, "$name: the margin is empty");
    like($svg, qr{^<svg class="qr" viewBox="0 0 $side $side" shape-rendering="crispEdges" aria-hidden="true"><path fill="#fff" d="M0 0h${side}v${side}H0z"/>}, "$name: on white");
    unlike($svg, qr/style|\bon\w+=|xlink|href/, "$name: nothing that a policy refuses");
}
my %side = map { $_ => $page =~ m{<p id="$_"><svg[^>]* viewBox="0 0 (\d+)} } keys %texts;
is($side{address}, 33 + 8, 'a usual address: version 4');
is($side{digits}, 25 + 8, 'digits are packed');
is($side{capitals}, 25 + 8, 'so are capitals');
is($side{percent}, 49 + 8, 'and percent-encoded names');

# What cannot be one.
sub message {
    my ($mark) = @_;
    my $site = site('themes/small/layouts/list.html' => "{{ $mark }}\n");
    return (broadside('-C', $site, 'check', '--date', $DATE))[2];
}
like(message('qr(("a"):rep(2332))'), qr/error: a QR code holds 2331 bytes at the most, and this text has 2332\n(?:.*\n)*.*= let it hold the address/, 'too long');
like(message('qr(("a"):rep(10000000))'), qr/this text has 10000000/, 'far too long');
like(message('qr("")'), qr/error: .*must not be empty/, 'empty');
like(message('qr(nil)'), qr/error: .*string expected, got nil/, 'nil, as without base_url');
like(message('qr("\\xff")'), qr/error: .*must be UTF-8/, 'not UTF-8');
done_testing();
