#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# A sheet has the same bytes whatever else is made with it, in whatever order, in however many processes, and on whatever
# machine.
use strict;
use warnings;
use Broadside;
use Test::More;

my @parts = grep { -e $_ } qw(broadside.yaml content data static theme types);
plan skip_all => 'no sample site' if !-e 'broadside.yaml';

sub sample {
    my $root = folder();
    for my $part (@parts) { -d $part ? copy_tree($part, "$root/$part") : put("$root/$part", get($part)) }
    return $root;
}

# One of each kind of sheet that is made of one entry; some with photos, some with long texts.
my @entries = qw(2025-11-18-tingshui 2025-11-17-xianjin-dianxing-gongshi 2025-10-15-caiwu-q3 2025-he-guifang 2025-11-05-liugan-yimiao
    2025-11-19-dongji-yongdian);
my @formats = ('--format', 'pdf,png,svg', '--size', 'A4', '--width', 400);
my $root = sample();

# The files that a command makes, in a folder of their own.
sub made {
    my ($what, $options, @words) = @_;
    my $to = folder();
    my ($status, $out, $err) = broadside($options, '-C', $options->{root} // $root, 'poster', '--date', $DATE, '-d', $to, @words);
    is($status, 0, "$what: exit status") or diag($err);
    my $hashes = hashes($to);
    return { map { $_ => $hashes->{$_} } grep { /\.(pdf|png|svg)$/ } keys %$hashes };
}

my $expected = made('together', {}, @formats, '--jobs', 1, @entries);
is(scalar keys %$expected, 3 * @entries, 'each in three formats');

sub same { my ($what, @rest) = @_; is_deeply(made($what, @rest), $expected, "$what: bytes") }

same('a second time', {}, @formats, '--jobs', 1, @entries);
same('in another order', {}, @formats, '--jobs', 1, reverse @entries);
same('in several processes', {}, @formats, '--jobs', $_, @entries) for 2, 4;
same("TZ=$_", { env => { TZ => $_ } }, @formats, @entries) for 'America/Los_Angeles', 'Pacific/Kiritimati';
same("LC_ALL=$_", { env => { LC_ALL => $_, LANGUAGE => '' } }, @formats, @entries) for qw(C zh_CN.UTF-8 de_DE.UTF-8);
same('another day of making', { env => { SOURCE_DATE_EPOCH => 1 } }, @formats, @entries);
same('another folder', { root => sample() }, @formats, @entries);
{
    my %alone = map { %{ made("$_ alone", {}, @formats, $_) } } @entries;
    is_deeply(\%alone, $expected, 'alone: bytes');
    my %each = map { %{ made("as $_ alone", {}, '--format', $_, '--size', 'A4', $_ eq 'png' ? ('--width', 400) : (), @entries) } } qw(pdf png svg);
    is_deeply(\%each, $expected, 'a format alone: bytes');
}

# The ways in which a PDF is finished, and sheets of many entries.
for my $words ([ '--marks', @entries[0, 2] ], [ '--tile', 'A4', $entries[0] ], [ '--grey', $entries[0], $entries[3] ],
    [ '--list', 'honours', '--year', 2025 ], [ '--list', 'commitments', '--year', 2025 ], [ '--sheet', 'banner' ]) {
    my $first = made("@$words", {}, '--jobs', 1, @$words);
    cmp_ok(scalar keys %$first, '>', 0, "@$words: there are files");
    is_deeply(made("@$words again", { env => { TZ => 'Asia/Shanghai', LC_ALL => 'tr_TR.UTF-8' } }, @$words), $first, "@$words: bytes");
}

# Built into the site, they are the same files.
subtest 'build --posters' => sub {
    my (@trees, $site);
    for my $jobs (1, 3) {
        $site = sample();
        my ($status, $out, $err) = broadside('-C', $site, 'build', '--posters', '--date', $DATE, '-j', $jobs);
        is($status, 0, "-j $jobs: exit status") or diag($err);
        push @trees, hashes("$site/public");
    }
    is_deeply($trees[1], $trees[0], 'bytes');
    my @sheets = sort grep { /\.pdf$/ } keys %{ $trees[0] };
    cmp_ok(scalar @sheets, '>', 3, 'and there are sheets');
    my $pages = join '', map { get("$site/public/$_") } grep { /\.html$/ } keys %{ $trees[0] };
    is_deeply([ grep { $pages !~ m{ href="[./]*\Q$_\E" } } @sheets ], [], 'to each of which a page leads');
};

done_testing();
