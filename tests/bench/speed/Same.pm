# SPDX-License-Identifier: MIT
# Whether two folders hold the same website: the same pages, and on each the same title, the same text and the same links
# in the same order. Tags, white space and how an address is written (relative or not, with a hash of a file's content or
# not) may differ.
package Same;
use strict;
use warnings;
use Exporter qw(import);
use File::Find ();

our @EXPORT_OK = qw(differences same_files);

sub get {
    my ($path) = @_;
    open my $file, '<:raw', $path or return undef;
    local $/;
    return scalar <$file>;
}

sub files {
    my ($root) = @_;
    my %files;
    File::Find::find({ no_chdir => 1, wanted => sub { $files{ substr $_, length($root) + 1 } = 1 if -f } }, $root);
    delete $files{'.broadside.manifest'};
    return \%files;
}

my %named = (amp => '&', lt => '<', gt => '>', quot => '"', apos => "'");
sub plain {
    my ($text) = @_;
    return $text =~ s/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/$1 ? chr hex $1 : $2 ? chr $2 : $named{$3} \/\/ "&$3;"/gier;
}

# The path of an address that stands in a page, from the root of the site.
sub resolved {
    my ($page, $address) = @_;
    $address =~ s/[?#].*//s;
    return $address if $address =~ /^\w+:/;
    $address =~ s/%([0-9A-Fa-f]{2})/chr hex $1/ge;
    my @parts = $address =~ m{^/} ? () : split m{/}, $page;
    pop @parts;
    for my $part (split m{/}, $address) {
        if ($part eq '..') { pop @parts }
        elsif ($part ne '' && $part ne '.') { push @parts, $part }
    }
    return join '/', @parts;
}

sub facts {
    my ($root, $path) = @_;
    my $text = get("$root/$path");
    my ($title) = $text =~ m{<title>\s*(.*?)\s*</title>}s;
    my @links = map { resolved($path, plain($_)) } $text =~ /<(?:a|link)\b[^>]*?\bhref="([^"]*)"/g;
    $text =~ s/<[^>]*>/ /g;
    $text = join ' ', split ' ', plain($text);
    return { title => plain($title // ''), links => join("\n", @links), text => $text };
}

# What is not the same, in words, at most so many; `extra` says of a path whether only `b` may have it.
sub differences {
    my ($a, $b, $extra, $most) = @_;
    my ($ours, $theirs) = (files($a), files($b));
    my @found;
    for my $path (sort keys %$ours) {
        last if @found >= $most;
        push(@found, "$path: only in $a"), next if !$theirs->{$path};
        next if $path !~ /\.(?:html|xml)$/;
        my ($mine, $its) = (facts($a, $path), facts($b, $path));
        push @found, map { "$path: another $_" } grep { $mine->{$_} ne $its->{$_} } qw(title links text);
    }
    push @found, map { "$_: only in $b" } grep { !$ours->{$_} && !$extra->($_) } sort keys %$theirs;
    return splice @found, 0, $most;
}

# The same, of two builds by the same program: byte for byte.
sub same_files {
    my ($a, $b) = @_;
    my ($ours, $theirs) = (files($a), files($b));
    my %all = (%$ours, %$theirs);
    return grep { !$ours->{$_} || !$theirs->{$_} || get("$a/$_") ne get("$b/$_") } sort keys %all;
}

1;
