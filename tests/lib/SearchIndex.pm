# SPDX-License-Identifier: MIT
# The search index as docs/search.md describes it, read by a program that shares nothing with those that write and use it.
package SearchIndex;
use strict;
use warnings;
use utf8;
use JSON::PP;
use Unicode::Normalize qw(NFKC NFD);

my $letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
my %value = map { substr($letters, $_, 1) => $_ } 0 .. 63;

sub call_of {
    my ($path) = @_;
    open my $file, '<:raw', $path or die "$path: $!\n";
    my $text = do { local $/; <$file> };
    $text =~ s/\Abroadside_search\((.*)\)\n\z/[$1]/s or die "$path: no call\n";
    return JSON::PP->new->utf8->decode($text);
}

sub number {
    my ($text) = @_;    # a reference; what is read is taken off
    my ($number, $shift) = (0, 0);
    while ($$text =~ s/\A(.)//s) {
        my $digit = $value{$1} // die "'$1' is no digit\n";
        $number += ($digit & 31) << $shift;
        return $number if $digit < 32;
        $shift += 5;
    }
    die "a number ends early\n";
}

# The numbers in a posting.
sub posting {
    my ($text) = @_;
    my @numbers;
    if ($text =~ s/\A!//) {
        my $place = number(\$text);
        for my $digit (split //, $text) {
            for my $bit (0 .. 5) { push @numbers, $place + $bit if $value{$digit} >> $bit & 1 }
            $place += 6;
        }
    }
    elsif ($text =~ s/\A~//) {
        while (length $text) {
            my $skip = number(\$text);
            my $start = @numbers ? $numbers[-1] + 2 + $skip : $skip;
            push @numbers, $start .. $start + number(\$text);
        }
    }
    else {
        push @numbers, (@numbers ? $numbers[-1] + 1 : 0) + number(\$text) while length $text;
    }
    return @numbers;
}

# Everything below the folder.
sub load {
    my ($class, $folder) = @_;
    my $self = bless { folder => $folder, terms => {}, records => [] }, $class;
    my ($kind, $index) = @{ call_of("$folder/index.js") };
    die "no index\n" if $kind ne 'i';
    $self->{index} = $index;
    my @firsts = split / /, $index->{terms};
    $self->{shards} = @firsts;
    for my $number (0 .. $#firsts) {
        my ($t, $n, $list, $text) = @{ call_of("$folder/t$number.js") };
        die "t$number.js is not what it should be\n" if $t ne 't' || $n != $number || $list ne $index->{list};
        my $before = '';
        my @pieces = split / /, $text;
        while (my ($name, $postings) = splice @pieces, 0, 2) {
            my $shared = $value{ substr $name, 0, 1 };
            # UTF-16 units of what is shared: one character beyond the first plane is two.
            my ($kept, $units) = ('', 0);
            for my $character (split //, $before) {
                last if $units >= $shared;
                $kept .= $character;
                $units += ord $character > 0xFFFF ? 2 : 1;
            }
            $before = $kept . substr $name, 1;
            die "t$number.js does not begin with '$firsts[$number]'\n" if !%{ $self->{terms} } && $before ne $firsts[0];
            die "'$before' twice\n" if $self->{terms}{$before};
            $self->{terms}{$before} = [ map { [ posting($_) ] } split /,/, $postings ];
            $self->{shard_of}{$before} = $number;
        }
    }
    my @stretches = split / /, $index->{records};
    while (my ($stretch, $sizes) = splice @stretches, 0, 2) {
        for (my $n = 0; length $sizes; $n++) {
            my $block = "$stretch-$n";
            my $size = number(\$sizes);
            my ($r, $name, $records) = @{ call_of("$folder/r$block.js") };
            die "r$block.js is not what it should be\n" if $r ne 'r' || $name ne $block || @$records != $size;
            push @{ $self->{blocks} }, $block;
            push @{ $self->{records} }, @$records;
        }
    }
    die "not all records\n" if @{ $self->{records} } != $index->{count};
    return $self;
}

# Numbers of the documents that have a term.
sub with { my ($self, $term) = @_; return @{ ($self->{terms}{$term} || [ [] ])->[0] } }
sub with_title { my ($self, $term) = @_; return @{ ($self->{terms}{$term} || [])->[1] || [] } }

# A text as it is searched.
sub fold {
    my ($text) = @_;
    my $folded = '';
    for my $character (split //, $text) {
        for my $one (split //, NFKC($character)) {
            $one = substr lc $one, 0, 1;
            $one = substr NFD($one), 0, 1 if $one =~ /[\x{c0}-\x{24f}\x{1e00}-\x{1eff}]/;
            $folded .= $one;
        }
    }
    return $folded;
}

# The documents that a word of two characters, as it is searched, is found in.
sub pair {
    my ($self, $word) = @_;
    my $folded = fold($word);
    return $self->with($folded =~ /^[a-z0-9]+$/ ? "$folded*" : "~$folded");
}

1;
