#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The command poster and `build --posters`, with a theme that has four small sheets: which sheets are made, on which
# paper, in which files, and what becomes of the good ones when others are bad. What a sheet looks like is not looked at.
use strict;
use warnings;
use utf8;
use Broadside;
use JSON::PP;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

sub svg {
    my ($width, $height, @frames) = @_;
    my $shapes = join '', map { qq(<rect id="frame-$_->[0]" visibility="hidden" x="$_->[1]" y="$_->[2]" width="$_->[3]" height="$_->[4]"/>\n) } @frames;
    return qq(<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 $width $height">\n)
        . qq(<rect width="$width" height="$height" fill="#fff"/>\n$shapes</svg>\n);
}

sub entry_sheet {
    my ($where) = @_;
    return <<"LUA";
return {
  each = { "notices" },
  $where
  sizes = { "A3", "A4" },
  stretch = 0.5,
  artwork = { "artwork.svg", "landscape.svg" },
  frames = function(page, paper)
    return {
      title = { text = page.title, smallest = 20, largest = 60 },
      body = { markdown = page, smallest = 12, largest = 24 },
      qr = { qr = site.base_url and permalink(page) or nil },
    }
  end,
}
LUA
}

my $upright = svg(297, 420, [ title => 20, 20, 257, 50 ], [ body => 20, 80, 257, 220 ], [ qr => 210, 320, 70, 70 ]);
my $across = svg(420, 297, [ title => 20, 20, 380, 40 ], [ body => 20, 70, 260, 200 ], [ qr => 310, 180, 80, 80 ]);
my %sheets = (
    'themes/small/sheets/notice/sheet.lua' => entry_sheet(''),
    'themes/small/sheets/review/sheet.lua' => entry_sheet('where = { kind = "review" },'),
    'themes/small/sheets/honours/sheet.lua' => <<'LUA',
return {
  list = "honours",
  sizes = { "A4" },
  frames = function(page)
    local names = {}
    for honour in page.entries do names[#names + 1] = honour.title end
    return { title = { text = page.year and tostring(page.year) or "every year" }, list = { text = table.concat(names, "\n") } }
  end,
}
LUA
    'themes/small/sheets/honours/artwork.svg' => svg(210, 297, [ title => 20, 20, 170, 40 ], [ list => 20, 80, 170, 150 ]),
    'themes/small/sheets/banner/sheet.lua' => <<'LUA',
return {
  rows = "slogans",
  sizes = { "600x80" },
  frames = function(page) return { text = { text = page.row.text } } end,
}
LUA
    'themes/small/sheets/banner/artwork.svg' => svg(600, 80, [ text => 20, 10, 560, 60 ]),
    'data/slogans.yaml' => <<'YAML',
- text: Mind the stairs
- text: Snow is coming
  from: 2025-12-01
  to: 2026-02-01
- text: Lights off at ten
  from: 2025-11-01
  to: 2025-11-30
YAML
    'themes/small/layouts/entry.html' =>
        "<h1>{{ page.title }}</h1>\n{% local poster = sheet(page) %}\n{% if poster then %}<a href=\"{{ url(poster) }}\">poster</a>{% end %}\n",
);
for my $sheet (qw(notice review)) {
    $sheets{"themes/small/sheets/$sheet/artwork.svg"} = $upright;
    $sheets{"themes/small/sheets/$sheet/landscape.svg"} = $across;
}

sub notice {
    my ($title, $day, $more, $text) = @_;
    return "---\ntitle: $title\ndate: $day\n" . ($more // '') . "---\n\n" . ($text // "The water is off from *eight* to five.\n");
}

my %notices = (
    'content/notices/2025/2025-11-18-water.md' => notice('Water off', '2025-11-18'),
    'content/notices/2025/2025-11-19-lift/index.md' => notice('Lift repaired', '2025-11-19', "expires: 2025-11-25\n"),
    'content/notices/2025/2025-09-01-bins.md' => notice('Old bins', '2025-09-01'),
    'content/notices/2025/2025-09-02-bikes.md' => notice('Bikes', '2025-09-02', "expires: 2025-12-31\n"),
    'content/notices/2025/2025-11-17-models.md' => notice('Models', '2025-11-17', "kind: review\nposting: { days: 5, unit: day, start: next-day }\n"),
    'content/notices/2024/2025-11-18-draft.md' => notice('Draft', '2025-11-18', "draft: true\n"),
    'content/honours/2025-clean.md' => "---\ntitle: Clean Street\nawarded: 2025-05-01\nlevel: municipal\nawarded_by: The City\nrecipient: community\n---\n",
    'content/honours/2025-quiet.md' => "---\ntitle: Quiet Street\nawarded: 2025-06-01\nlevel: district\nawarded_by: The District\nrecipient: community\n---\n",
    'content/honours/2024-green.md' => "---\ntitle: Green Street\nawarded: 2024-06-01\nlevel: municipal\nawarded_by: The City\nrecipient: community\n---\n",
);

sub poster_site { return site(%sheets, %notices, @_) }

# The exit status, and what is said, of the command in the site.
sub poster {
    my ($root, @arguments) = @_;
    return broadside('-C', $root, 'poster', '--date', $DATE, @arguments);
}

sub names { my ($folder) = @_; return join ' ', sort keys %{ tree($folder) } }

sub pdf_text {
    my ($path) = @_;
    my $text = qx{pdftotext -layout '$path' - 2>&1};
    $text =~ s/\s+/ /g;
    return $text;
}

sub millimetres {
    my ($path) = @_;
    return join 'x', map { sprintf '%.0f', $_ * 25.4 / 72 } qx{pdfinfo '$path'} =~ /^Page size:\s+([\d.]+) x ([\d.]+)/m;
}

subtest 'an entry' => sub {
    my $root = poster_site();
    my ($status, $out, $err) = poster($root, '2025-11-18-water');
    is("$status $err", '0 ', 'exit status, and nothing to say');
    is($out =~ s/in \d+\.\d\d s/in a moment/r, "public/sheets/2025-11-18-water-A3.pdf\n1 sheet in public/sheets, in a moment\n", 'what is printed');
    is(names("$root/public"), 'sheets/2025-11-18-water-A3.pdf', 'what is there');
    my $pdf = "$root/public/sheets/2025-11-18-water-A3.pdf";
    is(millimetres($pdf), '297x420', 'on A3');
    like(pdf_text($pdf), qr/Water off The water is off from eight to five\./, 'with its text');
    is(system("pdftoppm -r 100 -png -singlefile '$pdf' '$root/page'"), 0, 'drawn');
    is(qx{zbarimg -q --raw '$root/page.png' 2>/dev/null}, "https://example.org/notices/water.html\n", 'its QR code leads to its page')
        or diag(qx{ls '$root'});
    my $bytes = get($pdf);
    is((poster($root, 'water'))[0], 0, 'again, by another end of its id');
    is(get($pdf), $bytes, 'the same bytes');
    is((poster($root, '-q', 'water'))[1], '', 'quiet');
    like(qx{pdfdetach -list '$pdf'}, qr/2025-11-18-water\.md/, 'its source goes with it');
};

subtest 'how an entry is named' => sub {
    my $root = poster_site('content/news/2025-11-18-water.md' => "---\ntitle: Water\ndate: 2025-11-18\n---\n");
    my $file = '2025-11-19-lift-A3.pdf';
    for my $word ('notices/2025/2025-11-19-lift', '2025-11-19-lift', 'lift', 'content/notices/2025/2025-11-19-lift/index.md', 'content/notices/2025/2025-11-19-lift',
        'content/notices/2025/2025-11-19-lift/', './content/notices/2025/../2025/2025-11-19-lift/index.md', "$root/content/notices/2025/2025-11-19-lift", 'lift.md', 'some/where/content/notices/2025/2025-11-19-lift/index.md', 'Lift repaired', 'notices/lift.html', 'https://example.org/notices/lift.html') {
        is((poster($root, $word, '-d', 'out'))[0], 0, $word);
        is(names("$root/out"), $file, "$word: its file");
        unlink "$root/out/$file";
    }
    my %said = (
        'watr' => qr/there is no entry 'watr'/,
        '2025-11-18-watr' => qr/there is no entry '2025-11-18-watr'; did you mean '2025-11-18-water'\?/,
        'notices/2025/2025-11-19-lfit' => qr{did you mean 'notices/2025/2025-11-19-lift'\?},
        'water' => qr{'water' may be several entries: .*news/2025-11-18-water},
        'content/notices' => qr/there is no entry/,
        '' => qr/there is no entry ''/,
    );
    for my $word (sort keys %said) {
        my ($status, $out, $err) = poster($root, $word, 'lift', '-d', 'others');
        is("$status " . $out =~ s/, in .*//sr, "1 others/$file\n1 sheet in others", "'$word': exit status, and the others are made");
        like($err, qr/\Aerror: .*$said{$word}.*^1 sheet was not made/ms, "'$word': message");
        is("@{[(poster($root, $word))[0, 1]]}", '1 ', "'$word': alone");
    }
    ok(gone("$root/public"), 'nothing else was made');
    my ($status, $out, $err) = poster($root, 'draft', 'news/2025-11-18-water', 'lift', '-d', 'good');
    is($status, 1, 'what cannot be printed');
    like($err, qr{^content/notices/2024/2025-11-18-draft\.md: error: it is a draft.*^      = --drafts}ms, 'a draft');
    like($err, qr{^content/news/2025-11-18-water\.md: error: the theme has no sheet for it$}m, 'what has no sheet');
    like($err, qr{^2 sheets were not made}m, 'how many');
    is(names("$root/good"), $file, 'keeps nothing else from being printed');
    is((poster($root, 'draft', '--drafts', '-d', 'out'))[2], '', 'a draft, with --drafts');
    ($status, $out, $err) = poster($root, 'draft', '--drafts');
    is($status, 0, 'into the website');
    like($err, qr/warning: it is not for readers yet, but its sheet in 'public\/sheets' goes out with the website/, 'which is said');
    ($status, $out, $err) = broadside('-C', $root, 'poster', 'models', '--date', '2026-01-01');
    is($status, 1, 'a review that is over');
    like($err, qr/it has ended/, 'is not put up');
    is((poster($root, 'lift', 'lift', 'content/notices/2025/2025-11-19-lift', '-d', 'once'))[1] =~ s/, in .*//r,
        "once/$file\n1 sheet in once\n", 'one that is named thrice is made once');
};

subtest 'words that make no sense together' => sub {
    my $root = poster_site();
    my %said = (
        '' => qr/say what to make/,
        'water --all' => qr/--all/,
        'water --list honours' => qr/--list/,
        '--all --list honours' => qr/--all/,
        '--all --year 2025' => qr/--all/,
        'water --width 500' => qr/--width is for PNG/,
        'water --tile A4 --format png' => qr/--tile is for PDF/,
        'water --marks --format svg' => qr/--marks is for PDF/,
        'water --marks --tile A4' => qr/--marks.*--tile/,
        'water --format gif' => qr/--format takes pdf, png and svg, not 'gif'/,
        'water --format pdf,' => qr/not ''/,
        'water --size A9' => qr/--size .*not 'A9'/,
        'water --size 10x10' => qr/--size/,
        'water --tile letter' => qr/--tile/,
        'water --width 10' => qr/--width .*not '10'/,
        'water --format png --width many' => qr/--width .*not 'many'/,
        'water --sheet notise' => qr/there is no sheet 'notise'; did you mean 'notice'\?/,
        'water --sheet xyzzy' => qr/there is no sheet 'xyzzy'; there are: .*banner.*notice/,
        'water --sheet honours' => qr/of the entries that are named, or of a list/,
        'water --year 2025' => qr/--year/,
        'water --where kind=notice' => qr/--where/,
        'water --text x' => qr/--text/,
        "--sheet banner --text Stairs --text \x{200b}" => qr/--text wants the words/,
        '--sheet notice' => qr/'notice' is for one entry/,
        '--list honors' => qr/there is no type 'honors'; did you mean 'honours'\?/,
        '--list notices' => qr/no sheet that lists 'notices'/,
        '--list honours --sheet banner' => qr/'banner' does not list 'honours'/,
        '--list honours --year soon' => qr/'soon' is no year/,
        '--list honours --year 1999' => qr/nothing of 1999 in 'honours'/,
        '--list honours --where levl=municipal' => qr/no field 'levl'; did you mean 'level'\?/,
        '--list honours --where city' => qr/--where takes a field and its value/,
        '--list honours --where level=moon' => qr/'level' has no value 'moon'; there are: .*municipal/,
        '--list honours --where level=national' => qr/nothing in 'honours'/,
        'water -d content' => qr/'content' cannot be the destination/,
        'water -d .' => qr/cannot be the destination/,
        'water --strict' => qr/'poster' takes no option '--strict'/,
        'water --date yesterday' => qr/'yesterday' is no date/,
    );
    for my $line (sort keys %said) {
        my ($status, $out, $err) = $line =~ /--date/ ? broadside('-C', $root, 'poster', split ' ', $line) : poster($root, split ' ', $line);
        is("$status $out", '2 ', "$line: exit status");
        like($err, qr/\Aerror: .*$said{$line}/, "$line: message");
    }
    ok(gone("$root/public"), 'nothing was made');
    my ($status, $out, $err) = broadside('-C', folder(), 'poster', 'x');
    is($status, 2, 'no site');
};

subtest 'paper and formats' => sub {
    my $root = poster_site();
    my ($status, $out, $err) = poster($root, 'water', '--size', 'A4,500×700', '--format', 'pdf,PNG,svg', '--width', '300', '-d', 'out');
    is("$status $err", '0 ', 'several of each');
    is(names("$root/out"), join(' ', map { my $size = $_; map { "2025-11-18-water-$size.$_" } qw(pdf png svg) } qw(500x700 A4)), 'all files');
    is(millimetres("$root/out/2025-11-18-water-500x700.pdf"), '500x700', 'a size in millimetres');
    like(get("$root/out/2025-11-18-water-A4.png"), qr/\A\x89PNG.{8}IHDR\0\0\x01\x2c/s, 'a PNG, 300 pixels wide');
    like(get("$root/out/2025-11-18-water-A4.svg"), qr/<svg/, 'an SVG');
    is((poster($root, 'water', '--size', 'A4,210x297,a4', '-d', 'one'))[0], 0, 'one paper under three names');
    is(names("$root/one"), '2025-11-18-water-A4.pdf', 'is one sheet');
    is((poster($root, 'water', '--landscape', '-d', 'wide'))[0], 0, '--landscape');
    is(names("$root/wide"), '2025-11-18-water-A3-landscape.pdf', 'its name');
    is(millimetres("$root/wide/2025-11-18-water-A3-landscape.pdf"), '420x297', 'its page');
    is((poster($root, 'water', '--size', '210x297', '--grey', '-d', 'grey'))[0], 0, '--grey');
    is(names("$root/grey"), '2025-11-18-water-A4-grey.pdf', 'its name');
    is((poster($root, 'water', '--size', 'A2', '--tile', 'A4', '-d', 'tiles'))[0], 0, '--tile');
    is(names("$root/tiles"), '2025-11-18-water-A2-tiles-A4.pdf', 'its name');
    my ($pages) = qx{pdfinfo '$root/tiles/2025-11-18-water-A2-tiles-A4.pdf'} =~ /^Pages:\s+(\d+)/m;
    cmp_ok($pages, '>=', 5, 'pages');
    is((poster($root, 'water', '--marks', '-d', 'marks'))[0], 0, '--marks');
    is(names("$root/marks"), '2025-11-18-water-A3-marks.pdf', 'its name');
    my ($box) = qx{pdfinfo -box '$root/marks/2025-11-18-water-A3-marks.pdf'} =~ /^TrimBox:\s+(.*)/m;
    my @box = split ' ', $box // '0 0 0 0';
    is(sprintf('%.0fx%.0f', ($box[2] - $box[0]) * 25.4 / 72, ($box[3] - $box[1]) * 25.4 / 72), '297x420', 'the trimmed sheet');
    is((poster($root, 'water', '--sheet', 'review', '-d', 'other'))[0], 0, 'on another sheet');
    is(names("$root/other"), '2025-11-18-water-review-A3.pdf', 'its name');
    is((poster($root, 'models', '-d', 'own'))[0], 0, 'a review');
    is(names("$root/own"), '2025-11-17-models-A3.pdf', 'has its own sheet');
};

subtest 'two of one name' => sub {
    my $root = poster_site('content/notices/2024/2025-11-18-water.md' => notice('Other water', '2025-11-18', "slug: other\n"));
    my ($status, $out, $err) = poster($root, 'notices/2024/2025-11-18-water', 'notices/2025/2025-11-18-water', 'lift', '-d', 'out');
    is("$status $err", '0 ', 'exit status') or diag($err);
    is(names("$root/out"), '2025-11-19-lift-A3.pdf notices-2024-2025-11-18-water-A3.pdf notices-2025-2025-11-18-water-A3.pdf', 'their whole ids');
    like(pdf_text("$root/out/notices-2024-2025-11-18-water-A3.pdf"), qr/Other water/, 'each its own');
};

subtest 'lists and rows' => sub {
    my $root = poster_site();
    is((poster($root, '--list', 'honours', '-d', 'out'))[0], 0, 'a list');
    is(names("$root/out"), 'honours-2025-A4.pdf', 'of this year');
    my $text = pdf_text("$root/out/honours-2025-A4.pdf");
    like($text, qr/2025.*(Clean.*Quiet|Quiet.*Clean)/, 'with its entries');
    unlike($text, qr/Green/, 'and no other');
    is((broadside('-C', $root, 'poster', '--list', 'honour', '--date', '2027-01-05', '-d', 'later'))[0], 0, 'in a year without any, by the name of the type');
    is(names("$root/later"), 'honours-2025-A4.pdf', 'the last one with some');
    is((poster($root, '--sheet', 'honours', '--year', 'all', '--where', '级别=市级', '-d', 'city'))[0], 0, 'by its sheet, with a condition');
    is(names("$root/city"), 'honours-municipal-A4.pdf', 'its name');
    $text = pdf_text("$root/city/honours-municipal-A4.pdf");
    like($text, qr/every year.*Clean/, 'those that meet it');
    like($text, qr/Green/, 'of every year');
    unlike($text, qr/Quiet/, 'and no other');
    is((poster($root, '--list', 'honours', '--where', 'level=municipal', '--where', 'level=district', '--where', 'awarded=2025-06-01', '-d', 'both'))[0], 0, 'several conditions');
    $text = pdf_text((glob "$root/both/*.pdf")[0]);
    like($text, qr/Quiet/, 'one of a field, and all fields');
    unlike($text, qr/Clean/, 'are to be met');
    is((poster($root, '--list', 'honours', '--year', '2024', '-d', 'old'))[0], 0, 'another year');
    like(pdf_text("$root/old/honours-2024-A4.pdf"), qr/2024 Green/, 'its entry');
    is((poster($root, '--sheet', 'banner', '-d', 'rows'))[0], 0, 'slogans');
    is(names("$root/rows"), 'banner-01-600x80.pdf banner-03-600x80.pdf', 'those of today');
    like(pdf_text("$root/rows/banner-03-600x80.pdf"), qr/Lights off at ten/, 'each its own');
    is((poster($root, '--sheet', 'banner', '--text', 'Welcome home', '--text', '节约用水', '-d', 'words'))[0], 0, 'of words');
    is(names("$root/words"), 'banner-text-01-600x80.pdf banner-text-02-600x80.pdf', 'one each');
    like(pdf_text("$root/words/banner-text-01-600x80.pdf"), qr/Welcome home/, 'with them');
    is((poster($root, '--sheet', 'banner', '--text', '节约用水', '--size', '6000x800', '-d', 'huge'))[0], 0, 'a banner of six metres');
    is(system("pdftoppm -r 2 -gray -singlefile '$root/huge/banner-text-01-6000x800.pdf' '$root/huge'"), 0, 'drawn');
    my @ink = grep { $_ < 100 } unpack 'C*', substr get("$root/huge.pgm"), 20;
    cmp_ok(scalar @ink, '>', 1000, 'its letters, of a height at which a renderer gives up text, have ink');
};

subtest 'what is running' => sub {
    my $root = poster_site('content/events/fair.md' => "---\ntitle: Fair\nstart: 2025-11-01\nend: 2025-11-20\n---\n",
        'content/events/dance.md' => "---\ntitle: Dance\nstart: 2025-11-19\nexpires: 2025-12-31\n---\n",
        'content/events/feast.md' => "---\ntitle: Feast\nstart: 2026-08-01\n---\n",
        'themes/small/sheets/event/sheet.lua' => entry_sheet('') =~ s/notices/events/r,
        'themes/small/sheets/events/sheet.lua' => $sheets{'themes/small/sheets/honours/sheet.lua'} =~ s/list = "honours"/list = "events", year = "all"/r,
        'themes/small/sheets/events/artwork.svg' => $sheets{'themes/small/sheets/honours/artwork.svg'},
        'themes/small/sheets/event/artwork.svg' => $upright, 'themes/small/sheets/event/landscape.svg' => $across);
    my ($status, $out, $err) = poster($root, '--all', '-d', 'out');
    is("$status $err", '0 ', 'exit status');
    is(names("$root/out"), join(' ', sort qw(2025-11-18-water-A3.pdf 2025-11-19-lift-A3.pdf 2025-09-02-bikes-A3.pdf 2025-11-17-models-A3.pdf
        events-A4.pdf fair-A3.pdf feast-A3.pdf honours-2025-A4.pdf banner-01-600x80.pdf banner-03-600x80.pdf)), 'what is made');
    like(pdf_text("$root/out/events-A4.pdf"), qr/every year .*(Fair|Feast)/, 'the list of events, which are of two years');
    is((poster($root, '--list', 'events', '--year', '2026', '-d', 'year'))[0], 0, 'events of a year');
    is(names("$root/year"), 'events-2026-A4.pdf', 'by their year');
    broadside('-C', $root, 'poster', '--all', '--date', '2026-08-02', '-d', 'after');
    ok(gone("$root/after/events-A4.pdf"), 'no list of events when none is to come');
    is((broadside('-C', $root, 'build', '--posters', '--date', $DATE))[0], 0, 'on the website');
    ok(!gone("$root/public/sheets/events.pdf"), 'without a year, too');
    my %days = ('2025-11-25' => 1, '2025-11-26' => 0, '2025-12-17' => 1, '2025-12-18' => 0);
    for my $day (sort keys %days) {
        my $name = $day lt '2025-12' ? '2025-11-19-lift-A3.pdf' : '2025-11-18-water-A3.pdf';
        broadside('-C', $root, 'poster', '--all', '--date', $day, '-d', "on-$day");
        is(-e "$root/on-$day/$name" ? 1 : 0, $days{$day}, "$name on $day");
    }
    is((poster($root, '--all', '--sheet', 'review', '-d', 'reviews'))[0], 0, 'of one sheet');
    is(names("$root/reviews"), '2025-11-17-models-A3.pdf', 'what is running of it');
    my $empty = site(%sheets, 'data/slogans.yaml' => undef, 'content/pages/one.md' => "---\ntitle: One\n---\n");
    ($status, $out, $err) = poster($empty, '--all');
    is("$status $err", '0 ', 'nothing is running');
    like($out, qr/nothing that has a sheet is running/, 'which is said');
};

subtest 'one bad among good ones' => sub {
    my $root = poster_site('content/notices/2025/2025-11-20-long.md' => notice('Long', '2025-11-20', '', 'Words that go on and on. ' x 4000),
        'content/notices/2025/2025-11-20-slip.md' => "---\ntitle: Slip\ndate: 2025-11-20\nisuer: Nobody\n---\n",
        'content/news/2025-11-01-other.md' => "---\ntitel: Other\n---\n");
    for my $jobs (1, 4) {
        my ($status, $out, $err) = poster($root, 'long', 'water', 'slip', 'lift', '-d', "out$jobs", '-j', $jobs);
        is($status, 1, "$jobs processes: exit status");
        is(names("$root/out$jobs"), '2025-11-18-water-A3.pdf 2025-11-19-lift-A3.pdf', 'the good ones are there');
        like($err, qr{^content/notices/2025/2025-11-20-long\.md:.*error: .*body}m, 'the one that does not fit, with its frame');
        like($err, qr{^content/notices/2025/2025-11-20-slip\.md:\d+:\d+: error: }m, 'the one with a mistake');
        is(scalar(() = $err =~ /slip\.md:/g), 1, 'said once');
        unlike($err, qr/other\.md/, 'mistakes elsewhere are left to check');
        like($err, qr/^2 sheets were not made/m, 'how many');
        like($out, qr/^2 sheets in out$jobs/m, 'and how many were');
    }
    is_deeply(hashes("$root/out1"), hashes("$root/out4"), 'the same bytes with one process and with four');
    my ($status, $out, $err) = poster($root, 'long', 'water', '-d', 'json', '--message-format', 'json');
    my @said = map { JSON::PP->new->utf8->decode($_) } split /\n/, $out;
    is("$status $err", '1 ', 'as JSON');
    is_deeply([ map { $_->{path} // $_->{severity} // "$_->{sheets} $_->{failed}" } @said ], [ 'error', 'json/2025-11-18-water-A3.pdf', '1 1' ], 'objects');
};

subtest 'a list with a mistake in an entry' => sub {
    my $root = poster_site('content/honours/2025-slip.md' => "---\ntitle: Slip\nawarded: 2025-07-01\nlevel: galactic\nawarded_by: X\nrecipient: community\n---\n");
    my ($status, $out, $err) = poster($root, '--list', 'honours');
    is($status, 1, 'exit status');
    like($err, qr{^content/honours/2025-slip\.md:4:8: error: }m, 'where it is');
    ok(gone("$root/public"), 'no sheet is made');
    is((poster($root, '--list', 'honours', '--year', '2024'))[0], 0, 'other years are no worse for it');
};

subtest 'a sheet that does not end, or eats all memory' => sub {
    my $root = poster_site('themes/small/sheets/notice/sheet.lua' => entry_sheet('') =~ s/return \{\n      title/if page.title == "Bikes" then while true do end end\n    return {\n      title/r);
    my ($status, $out, $err) = poster($root, 'bikes', 'water', '-d', 'out');
    is($status, 1, 'exit status');
    like($err, qr/bikes\.md.*|sheet\.lua/, 'it is named');
    is(names("$root/out"), '2025-11-18-water-A3.pdf', 'the other is there');
};

subtest 'sheets with mistakes' => sub {
    my $root = poster_site('themes/small/sheets/broken/sheet.lua' => 'return { each = ', 'themes/small/sheets/broken/artwork.svg' => $upright,
        'themes/small/sheets/bomb/sheet.lua' => entry_sheet('') =~ s/ \{ "artwork.svg", "landscape.svg" \}/ { "artwork.svg" }/r,
        'themes/small/sheets/bomb/artwork.svg' => $upright =~ s{</svg>}{<image href="file:///etc/passwd" width="9" height="9"/></svg>}r);
    my ($status, $out, $err) = poster($root, 'water', '-d', 'out', '--sheet', 'notice');
    is($status, 1, 'one that is broken');
    like($err, qr{^themes/small/sheets/broken/sheet\.lua:1: error: }m, 'is said with its place');
    is(names("$root/out"), '2025-11-18-water-notice-A3.pdf', 'and the others are made');
    ($status, $out, $err) = poster($root, 'water', '-d', 'bomb', '--sheet', 'bomb');
    is($status, 1, 'an artwork that loads a file');
    like($err, qr{themes/small/sheets/bomb/artwork\.svg}, 'is said with its place');
    ok(gone("$root/bomb"), 'and not drawn');
    ($status, $out, $err) = poster(site('content/notices/a.md' => notice('A', '2025-11-20')), 'a');
    is($status, 1, 'a theme without sheets');
    like($err, qr{^content/notices/a\.md: error: the theme has no sheets$}m, 'message');
    put("$root/fonts.conf", '<?xml version="1.0"?><fontconfig><dir>/nonexistent</dir></fontconfig>');
    ($status, $out, $err) = broadside({ env => { FONTCONFIG_FILE => "$root/fonts.conf" } }, '-C', $root, 'poster', 'water', '--date', $DATE, '-d', 'fonts');
    is($status, 1, 'without fonts');
    like($err, qr{^themes/small/theme\.lua: error: .*'sans'}m, 'which are named');
    ok(gone("$root/fonts"), 'nothing is made');
};

subtest 'what is there already' => sub {
    my $root = poster_site();
    my $path = "$root/out/2025-11-18-water-A3";
    put("$path.pdf", "%PDF-1.4\nof somebody else\n");
    put("$path.png", "a shopping list");
    my ($status, $out, $err) = poster($root, 'water', 'lift', '-d', 'out');
    is($status, 1, 'what somebody else made');
    like($err, qr{^out/2025-11-18-water-A3\.pdf: error: it is there already}m, 'is not overwritten');
    is(get("$path.pdf"), "%PDF-1.4\nof somebody else\n", 'it is as it was');
    ok(-e "$root/out/2025-11-19-lift-A3.pdf", 'the other sheet is there');
    is((poster($root, 'water', '-d', 'out', '--force'))[0], 0, 'with --force');
    like(get("$path.pdf"), qr/\A%PDF-1\.[5-7]/, 'it is');
    is((poster($root, 'water', '-d', 'out', '--base-url', 'https://other.example/'))[0], 0, 'one of its own is overwritten');
    is((poster($root, 'water', '-d', 'out', '--format', 'pdf,png', '--base-url', 'https://third.example/'))[0], 1, 'in two formats, of which one is in the way');
    is(get("$path.png"), 'a shopping list', 'neither');
    my $bytes = get("$path.pdf");
    is((poster($root, 'water', '-d', 'again', '--base-url', 'https://other.example/'))[0], 0, 'is');
    is($bytes, get("$root/again/2025-11-18-water-A3.pdf"), 'written');
    for my $format (qw(png svg)) {
        is((poster($root, 'water', '-d', 'own', '--format', $format))[0], 0, "$format: made");
        is((poster($root, 'water', '-d', 'own', '--format', $format, '--base-url', 'https://other.example/'))[0], 0, "$format: and overwritten");
    }
    mkdir "$root/folders";
    mkdir "$root/folders/2025-11-18-water-A3.pdf";
    is((poster($root, 'water', '-d', 'folders', '--force'))[0], 1, 'a folder is in the way');
    symlink '/etc/hostname', "$root/folders/2025-11-19-lift-A3.pdf" or die;
    is((poster($root, 'lift', '-d', 'folders'))[0], 1, 'a link is not followed');
    is(readlink "$root/folders/2025-11-19-lift-A3.pdf", '/etc/hostname', 'and stays');
    SKIP: {
        skip 'only root can become somebody else, who can run the program', 3 if !can_be_nobody();
        mkdir "$root/locked";
        chmod 0755, $root;
        system('chmod', '-R', 'a+rX', $root);
        mkdir "$root/.broadside";
        chmod 0777, "$root/.broadside";
        system("chmod -R a+rwX '$root/.broadside'");
        ($status, $out, $err) = broadside({ nobody => 1 }, '-C', $root, 'poster', 'water', '--date', $DATE, '-d', 'locked');
        is($status, 3, 'a folder that cannot be written in');
        like($err, qr{locked/2025-11-18-water-A3\.pdf|locked}, 'is named');
        is(names("$root/locked"), '', 'and empty');
    }
    is(names("$root/.broadside") =~ s/\block\b//r, '', 'no half files');
};

subtest 'interrupted' => sub {
    my $root = poster_site('themes/small/sheets/notice/sheet.lua' => "local sum = 0\n" . entry_sheet('') =~ s/return \{\n      title/if page.title == "Bikes" then while true do sum = sum + 1 end end\n    return {\n      title/r);
    my $process = start('-C', $root, 'poster', 'water', 'bikes', '--date', $DATE, '-d', 'out', '-j1');
    for (1 .. 200) {
        last if grep { /staging/ } keys %{ tree("$root/.broadside") };
        select undef, undef, undef, 0.02;
    }
    kill INT => $process->{pid};
    my ($status) = finish($process);
    is($status, 'signal 2', 'it ends by the signal');
    ok(gone("$root/out"), 'nothing is written');
    is(join(' ', grep { $_ ne 'lock' } keys %{ tree("$root/.broadside") }), '', 'and nothing left behind');
};

subtest 'an entry that cannot be read' => sub {
    my $root = poster_site('content/notices/2025/2025-11-20-open.md' => "---\ntitle: Open\n", 'content/news/2025-11-20-open2.md' => "---\ntitle: [\n---\n");
    for my $name (qw(open open2)) {
        my ($status, $out, $err) = poster($root, $name);
        is($status, 1, "$name: exit status");
        like($err, qr{^content/.*-$name\.md:\d+:\d+: error: }m, 'what is wrong with it, rather than that it has no sheet');
    }
};

subtest 'without an address' => sub {
    my $root = poster_site('broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\n");
    my ($status, $out, $err) = poster($root, 'water', '--format', 'png', '--width', '1000', '-d', 'out');
    is($status, 0, 'made all the same');
    like($err, qr{^broadside\.yaml: warning: 'base_url' is not set: the sheets have no QR code$}m, 'which a warning says');
    is(qx{zbarimg -q --raw '$root/out/2025-11-18-water-A3.png' 2>/dev/null}, '', 'without a QR code');
    is((poster($root, 'water', '--format', 'png', '--width', '1000', '-d', 'out', '--base-url', 'https://board.example/x/'))[0], 0, 'with --base-url');
    is(qx{zbarimg -q --raw '$root/out/2025-11-18-water-A3.png' 2>/dev/null}, "https://board.example/x/notices/water.html\n", 'with one');
};

subtest 'build --posters' => sub {
    my $root = poster_site();
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is("$status $err", '0 ', 'without');
    is_deeply([ grep { /^sheets/ } keys %{ tree("$root/public") } ], [], 'no sheets');
    unlike(get("$root/public/notices/water.html"), qr/poster/, 'and no link');
    ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE, '--posters', '-j1');
    is("$status $err", '0 ', 'with');
    is(join(' ', sort grep { /^sheets/ } keys %{ tree("$root/public") }),
        'sheets/honours-2025.pdf sheets/notices/bikes.pdf sheets/notices/lift.pdf sheets/notices/models.pdf sheets/notices/water.pdf',
        'what is running') or diag(join ' ', sort keys %{ tree("$root/public") });
    like(get("$root/public/notices/water.html"), qr{<a href="../sheets/notices/water.pdf">}, 'linked');
    like(pdf_text("$root/public/sheets/notices/water.pdf"), qr/Water off/, 'with its text');
    like(qx{pdfdetach -list '$root/public/sheets/notices/water.pdf'}, qr/\A0 /, 'sources never leave the site');
    is((broadside('-C', $root, 'build', '--date', $DATE, '--posters', '-j4', '-d', 'four'))[0], 0, 'with four processes');
    is_deeply(hashes("$root/public"), hashes("$root/four"), 'the same bytes');
    like((broadside('-C', $root, 'build', '--date', $DATE, '--posters'))[1], qr/: 0 written/, 'nothing to do the second time');

    my $before = hashes("$root/public");
    put("$root/content/notices/2025/2025-11-20-long.md", notice('Long', '2025-11-20', '', 'Words that go on and on. ' x 4000));
    ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE, '--posters');
    is($status, 1, 'one that does not fit is an error');
    like($err, qr{^content/notices/2025/2025-11-20-long\.md:.*error: .*body}m, 'with its place');
    is_deeply(hashes("$root/public"), $before, 'and nothing changes');
    is((broadside('-C', $root, 'check', '--date', $DATE, '--posters'))[0], 1, 'check finds it, too');
    is((broadside('-C', $root, 'check', '--date', $DATE))[0], 0, 'where it is to look');
    unlink "$root/content/notices/2025/2025-11-20-long.md";

    put("$root/broadside.yaml", get("$root/broadside.yaml") . "posters: true\n");
    my ($s, $json) = broadside('-C', $root, 'status', '--date', '2025-12-10', '--message-format', 'json');
    my $next = JSON::PP->new->utf8->decode($json);
    like($next->{next_change}, qr/^2025-12-18T00:00/, 'status knows when the next one comes down');
    is($next->{changes}[0]{kind}, 'run', 'and why');
    is((broadside('-C', $root, 'build', '--date', '2025-12-18'))[0], 0, 'by the configuration, a month later');
    is(join(' ', sort grep { /^sheets/ } keys %{ tree("$root/public") }), 'sheets/honours-2025.pdf sheets/notices/bikes.pdf', 'what runs no longer is removed');
};

subtest 'the sample site' => sub {
    my $folder = folder();
    my ($status, $out, $err) = broadside('poster', '--all', '--date', $DATE, '-d', "$folder/one", '-j1');
    is("$status $err", '0 ', 'all that is running') or diag($err);
    cmp_ok(scalar keys %{ tree("$folder/one") }, '>=', 20, 'sheets');
    is((broadside('poster', '--all', '--date', $DATE, '-d', "$folder/four", '-j4'))[0], 0, 'with four processes');
    is_deeply(hashes("$folder/one"), hashes("$folder/four"), 'the same bytes');
    ($status, $out, $err) = broadside('build', '--posters', '--date', $DATE, '-d', "$folder/public");
    is("$status $err", '0 ', 'built with its posters');
    my $tree = tree("$folder/public");
    my @sheets = grep { m{^sheets/.*\.pdf$} } keys %$tree;
    cmp_ok(scalar @sheets, '>=', 15, 'sheets');
    for my $path (grep { m{^notices/2025/.*\.html$} } keys %$tree) {
        my ($name) = $path =~ m{^(.*)\.html$};
        my $linked = $tree->{$path} =~ m{<a href="\.\./\.\./sheets/\Q$name\E\.pdf"};
        is($linked ? 1 : 0, exists $tree->{"sheets/$name.pdf"} ? 1 : 0, "$path: links to its sheet, if there is one");
    }
};

subtest 'docs/print.md' => sub {
    my @lines = map { split /\n/ } get('docs/print.md') =~ /^```sh\n(.*?)^```/gms;
    cmp_ok(scalar @lines, '>=', 5, 'commands');
    my ($program, $folder) = (program(), folder());
    for my $line (@lines) {
        my $output = qx{@{[ $line =~ s/^broadside/'$program'/r ]} --date $DATE -d '$folder' 2>&1};
        is($?, 0, $line) or diag($output);
    }
};

subtest 'where it is not installed' => sub {
    my $root = poster_site();
    my $home = folder();
    system('cp', program(), "$home/broadside");
    my ($status, $out, $err) = broadside({ program => "$home/broadside" }, '-C', $root, 'poster', 'water', '--date', $DATE);
    is($status, 3, 'without its module: exit status');
    like($err, qr/the typesetter cannot be loaded/, 'message');
    is((broadside({ program => "$home/broadside" }, '-C', $root, 'build', '--date', $DATE))[0], 0, 'a build does without');
};
done_testing();
