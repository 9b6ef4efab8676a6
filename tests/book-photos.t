#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Photos of every form in a yearbook: those of telephones and of chats as those of cameras, the same bytes each time.
use strict;
use warnings;
use Broadside;
use Photos;
use Test::More;

# One to a page: by itself, and in a text.
my $book = <<'LUA';
return {
  book = function(page)
    local pieces = {}
    for entry in page.entries:sort("title") do
      pieces[#pieces + 1] = { { chapter = entry.title }, { pictures = { { entry.cover, caption = "Corners" } } }, { page = true }, { text = entry } }
    end
    return { title = "Year", pieces }
  end,
}
LUA

my %photos = (
    'camera.jpg' => photo_bytes('jpg', 1000, 700),
    'chat.webp' => photo_bytes('webp', 1000, 700, 'Q=90'),
    'browser.avif' => photo_bytes('avif', 1000, 700, 'Q=90'),
    'telephone.heic' => photo_bytes('heic', 1000, 700, 'compression=hevc'),
    'tiles.heic' => photo_of_telephone(4, 2),
    'turned.heic' => photo_of_telephone(2, 4, 3),
);

sub year_site {
    my %shown = @_;
    my %files = map {
        my $folder = 'content/notices/' . s/\W/-/gr;
        ("$folder/$_" => $shown{$_}, "$folder/index.md" => "---\ntitle: $_\ndate: 2025-11-03\ncover: $_\nalt: Corners\n---\n\n![Corners]($_)\n")
    } keys %shown;
    return site(%files, 'themes/small/yearbook/book.lua' => $book);
}

# The PDF, and what was said.
sub yearbook {
    my ($root) = @_;
    my ($status, $out, $err) = broadside('-C', $root, 'archive', '--date', $DATE, '2025');
    is($status, 0, 'the record is made') or diag($err);
    return ("$root/archive/2025/data/yearbook.pdf", $err);
}

# Where the middle of each colour is on a page: "red green/blue white" where that is how they lie.
sub lie {
    my ($width, $height, $at) = points($_[0]);
    my %middle;
    for my $y (map { $_ * 4 } 0 .. $height / 4 - 1) {
        for my $x (map { $_ * 4 } 0 .. $width / 4 - 1) {
            my ($red, $green, $blue) = $at->($x, $y);
            my $colour = $red > 180 && $green < 80 && $blue < 80 ? 'red' : $green > 140 && $red < 80 && $blue < 80 ? 'green' : $blue > 180 && $red < 80 && $green < 80 ? 'blue' : next;
            $middle{$colour}[$_] += (1, $x, $y)[$_] for 0 .. 2;
        }
    }
    my ($red, $green, $blue) = map { $middle{$_} ? [ $middle{$_}[1] / $middle{$_}[0], $middle{$_}[2] / $middle{$_}[0] ] : return "no $_" } qw(red green blue);
    return abs($red->[1] - $green->[1]) < 8 && abs($red->[0] - $blue->[0]) < 8 && $red->[0] < $green->[0] && $red->[1] < $blue->[1] ? 'upright' : "red @$red, green @$green, blue @$blue";
}

subtest 'photos of every form' => sub {
    my $root = year_site(%photos);
    my ($pdf, $err) = yearbook($root);
    unlike($err, qr/warning: picture|damaged/, 'without a word');
    run_tool('pdftoppm', '-r', '40', '-png', $pdf, "$root/page");
    my @pages = glob "$root/page-*.png";
    is(scalar @pages, 2 * keys %photos, 'a page for each, and one for its text');
    my $shown = 0;
    for my $name (sort keys %photos) {
        is(lie($pages[$shown++]), 'upright', "$name by itself");
        is(lie($pages[$shown++]), 'upright', "$name in a text");
    }
    my ($again) = yearbook(year_site(%photos));
    ok(get($pdf) eq get($again), 'the same bytes each time');
};

subtest 'a damaged one' => sub {
    my $root = year_site('cut.heic' => substr $photos{'telephone.heic'}, 0, 700);
    my ($status, $out, $err) = broadside('-C', $root, 'archive', '--date', $DATE, '2025');
    is($status, 1, 'stops the record as it stops the website');
    like($err, qr{content/notices/cut-heic/cut\.heic: error: this photo cannot be read}, 'with its name');
};

done_testing();
