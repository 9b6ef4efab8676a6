#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# `broadside archive`: what is in the record of a year, what it is made of, and what it may replace.
use strict;
use warnings;
use utf8;
use Bag ();
use Broadside;
use File::Basename qw(dirname);
use File::Path qw(make_path remove_tree);
use JSON::PP;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

# The sample site, in a folder of its own.
sub sample {
    my $root = folder();
    system('cp', '-R', 'content', 'data', 'broadside.yaml', $root) == 0 or die;
    return $root;
}

# A small site with entries of two years, one that spans both, and a page of none.
my $photo = "\x89PNG\r\n\x1a\n" . 'x' x 100;
sub small {
    return site(
        'content/news/2024-03-01-old.md' => "---\ntitle: Old\n---\n\nOf 2024.\n",
        'content/news/2025-03-01-new.md' =>
            "---\ntitle: New\n---\n\nSee [the old](2024-03-01-old.md), [a form](/form.txt) and ![a tree](tree.svg).\n",
        'content/news/2025-04-01-own/index.md' => "---\ntitle: Own\nattachments: [plan.txt]\n---\n\nText.\n",
        'content/news/2025-04-01-own/plan.txt' => "plan\r\n",
        'content/news/2025-04-01-own/unnamed.bin' => "\0\1\2",
        'content/news/2025-05-01-draft.md' => "---\ntitle: Draft\ndraft: true\n---\n\nSecret.\n",
        'content/news/tree.svg' => "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n",
        'content/news/loose.txt' => "nobody's\n",
        'content/commitments/path.md' =>
            "---\ntitle: Path\nby: A\ngroup: employed\nmade: 2024-11-01\ndue: 2025-06-01\nstatus: fulfilled\nclosed: 2025-02-01\n---\n\nText.\n",
        'content/pages/about.md' => "---\ntitle: About\n---\n\nFor ever.\n",
        'static/form.txt' => "form\n",
        'static/other.txt' => "other\n",
        'data/facts.yaml' => "one: 1\n",
        '.broadside-not' => "x\n",
        @_,
    );
}

# The links of a folder of pages that lead nowhere in it, "PAGE -> URL".
sub dead_links {
    my ($root) = @_;
    my $tree = tree($root);
    my @dead;
    for my $page (grep { /\.html$/ } sort keys %$tree) {
        while ($tree->{$page} =~ /\s(?:href|src)="([^"#?]+)[^"]*"/g) {
            my $url = $1 =~ s/&amp;/&/gr;
            next if $url =~ m{^(?:[a-z][a-z0-9+.-]*:|//)};
            (my $target = (dirname($page) eq '.' ? '' : dirname($page) . '/') . $url) =~ s/%([0-9A-F]{2})/chr hex $1/gie;
            1 while $target =~ s{(^|/)\./}{$1} || $target =~ s{[^/]+/\.\./}{};
            push @dead, "$page -> $url" unless exists $tree->{$target};
        }
    }
    return @dead;
}

sub archive { return broadside('-C', shift, 'archive', '--date', $DATE, @_) }

subtest 'each year of the sample site is a complete record' => sub {
    my $root = sample();
    my ($status, $out, $err) = archive($root, '--years', '2023-2025', '--message-format', 'json');
    is($status, 0, 'exit status') or diag($err, $out);
    my @said = map { decode_json($_) } split /\n/, $out;
    is_deeply([ map { $_->{year} } grep { defined $_->{files} } @said ], [ 2023, 2024, 2025 ], 'a summary of each');
    for my $year (2023 .. 2025) {
        my $bag = "$root/archive/$year";
        ok(-s "$bag/data/$_", "$year: $_")
            for qw(yearbook.pdf catalogue.pdf catalogue.csv evidence.pdf evidence.html evidence.csv site/index.html originals/broadside.yaml);
        is(system("cd $bag && sha512sum --quiet --strict -c manifest-sha512.txt tagmanifest-sha512.txt >/dev/null 2>&1"), 0,
            "$year: sha512sum -c");
        is((broadside('archive', '--verify', $bag))[0], 0, "$year: --verify");
        is_deeply([ dead_links("$bag/data") ], [], "$year: no link of the website or the evidence leads nowhere");
        ok(!-e "$bag/data/site/.broadside.manifest", "$year: no manifest of a build");
        ok(!-e "$bag/data/site/feed.xml", "$year: no feed");
        my @books = grep { !/^originals/ && /\.pdf$/ } keys %{ tree("$bag/data") };
        is(system('qpdf', '--check', "$bag/data/$_") >> 8, 0, "$year: qpdf --check $_") for @books;
        my ($summary) = grep { ($_->{year} // 0) == $year } @said;
        is($summary->{files}, scalar keys %{ tree("$bag/data") }, "$year: files");
        my ($oxum) = get("$bag/bag-info.txt") =~ /^Payload-Oxum: (\d+)\./m;
        is($summary->{bytes}, $oxum, "$year: bytes");
        like(get("$bag/bag-info.txt"), qr/^External-Identifier: 0194-$year$/m, "$year: an identifier of its own");
    }
    ok(!-e "$root/archive/.2025.broadside-new", 'nothing is left beside them');
    my $text = `pdftotext $root/archive/2025/data/yearbook.pdf -`;
    utf8::decode($text);
    like($text, qr/跨年/, 'what spans years is marked in the yearbook');
    my $drafts = join ' ', grep { /^draft: true/m } values %{ tree("$root/archive/2025/data/originals/content") };
    is($drafts, '', 'no draft is among the originals');
};

subtest 'the same bytes, wherever, whenever and however it is made' => sub {
    my ($one, $two) = (sample(), sample());
    is((archive($one, '2025', '--zip', '--tar'))[0], 0, 'made');
    my $umask = umask 077;
    is((broadside({ env => { TZ => 'America/New_York', LC_ALL => 'zh_CN.UTF-8', LANGUAGE => 'zh_CN' } }, '-C', $two, 'archive',
        '2025', '--date', $DATE, '-j1', '--zip', '--tar'))[0], 0, 'made elsewhere');
    umask $umask;
    is_deeply(hashes("$two/archive"), hashes("$one/archive"), 'the same');
    is(get("$two/archive.lock.yaml"), get("$one/archive.lock.yaml"), 'the same numbers');
    my ($before, $lock) = (hashes("$one/archive"), get("$one/archive.lock.yaml"));
    is((archive($one, '2025'))[0], 0, 'made again');
    is_deeply(hashes("$one/archive"), $before, 'the same');
    is(get("$one/archive.lock.yaml"), $lock, 'the same numbers');
};

subtest 'originals' => sub {
    my $root = small();
    my ($status, $out, $err) = archive($root, '2025');
    is($status, 0, 'exit status') or diag($err);
    my $originals = tree("$root/archive/2025/data/originals");
    is_deeply([ sort grep { !/^themes/ } keys %$originals ], [ sort qw(
        broadside.yaml content/commitments/path.md content/news/2025-03-01-new.md content/news/2025-04-01-own/index.md
        content/news/2025-04-01-own/plan.txt content/news/2025-04-01-own/unnamed.bin content/news/tree.svg data/facts.yaml
        static/form.txt) ], 'the entries of the year, what goes with them, and what a site needs');
    ok($originals->{'themes/small/theme.lua'}, "the site's own theme");
    is($originals->{$_}, get("$root/$_"), "$_: byte for byte") for sort keys %$originals;

    my %record = %{ tree("$root/archive/2025") };
    is_deeply([ grep { $record{$_} =~ /Secret\./ } sort keys %record ], [], 'of a draft there is nothing');

    # What is built of them is that year's website.
    my $rebuilt = folder();
    copy_tree("$root/archive/2025/data/originals", $rebuilt);
    is((broadside('-C', $rebuilt, 'build', '--date', $DATE))[0], 0, 'they build');
    ok(-e "$rebuilt/public/news/new.html", 'with its pages');
};

subtest 'the website of the year' => sub {
    my $root = small(
        'themes/small/layouts/list.html' => "frozen={{ site.frozen or 'no' }} url={{ site.base_url or 'none' }}\n"
            . "{% for entry in site.entries do %}<a href=\"{{ url(entry) }}\">{{ entry.title }}</a>\n{% end %}");
    is((archive($root, '2025'))[0], 0, 'made');
    my $site = tree("$root/archive/2025/data/site");
    like($site->{'index.html'}, qr/^frozen=2025 url=none$/m, 'it knows that it is frozen, and has no address');
    my @pages = sort grep { /\.html$/ } keys %$site;
    is("@pages", 'commitments/path.html index.html news/new.html news/own.html pages/about.html',
        'what is of the year, what reaches into it, and what is of none; no drafts');
    unlike($site->{'news/new.html'}, qr/old\.html/, 'a link to another year is its text');
    like($site->{'news/new.html'}, qr/See .*the old/, '… which stays');
    is_deeply([ dead_links("$root/archive/2025/data/site") ], [], 'no link leads nowhere');
    is((archive($root, '2024'))[0], 0, 'the year before');
    @pages = sort grep { /\.html$/ } keys %{ tree("$root/archive/2024/data/site") };
    is("@pages", 'commitments/path.html index.html news/old.html pages/about.html', 'what spans two years is in both');
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'built');
    like(get("$root/public/index.html"), qr/frozen=no url=https/, 'the website itself is not frozen');
};

subtest 'numbers' => sub {
    my $root = small();
    archive($root, '2025');
    my %first = map { $_ => 1 } get("$root/archive.lock.yaml") =~ /number: (\S+)/g;
    ok(keys %first, 'given') or diag(get("$root/archive.lock.yaml"));
    put("$root/content/news/2025-01-01-late.md", "---\ntitle: Late\n---\n\nText.\n");
    my ($status, $out) = archive($root, '2025', '--message-format', 'json');
    my ($summary) = grep { defined $_->{numbers_given} } map { decode_json($_) } split /\n/, $out;
    is($summary->{numbers_given}, 1, 'a late entry gets one');
    my %second = map { $_ => 1 } get("$root/archive.lock.yaml") =~ /number: (\S+)/g;
    is_deeply([ grep { !$second{$_} } keys %first ], [], 'the others keep theirs');
};

subtest 'with an error nothing changes' => sub {
    my $root = small();
    is((archive($root, '2025', '--zip'))[0], 0, 'made');
    my ($before, $lock) = (hashes("$root/archive"), get("$root/archive.lock.yaml"));
    my %faults = (
        'a fault in an entry of another year' => [ 'content/news/2024-05-01-bad.md', "---\ntitel: X\n---\n", qr/titel/ ],
        'a reference that leads nowhere' => [ 'content/news/2025-06-01-bad.md', "---\ntitle: X\npeople: [models/nobody]\n---\n", qr/nobody/ ],
        'a fault in the theme' => [ 'themes/small/layouts/entry.html', "{{ nothing.at_all }}\n", qr/nothing/ ],
        'a fault in what stands in the yearbook' => [ 'themes/small/yearbook/book.lua', "return nothing_at_all.there\n", qr/book\.lua/ ],
        'a fault that only the frozen website has' =>
            [ 'themes/small/layouts/list.html', "{% if site.frozen then %}{{ nil }}{% end %}\n", qr/list\.html.*in the website that is frozen in the record of 202[45]/s ],
        'the file of the numbers' => [ 'archive.lock.yaml', "nonsense: [\n", qr/archive\.lock\.yaml/ ],
    );
    for my $fault (sort keys %faults) {
        my ($path, $text, $said) = @{ $faults{$fault} };
        my $kept = get("$root/$path");
        put("$root/$path", $text);
        my ($status, $out, $err) = archive($root, '2025', '2024');
        isnt($status, 0, "$fault: exit status");
        like($err, $said, "$fault: it is said");
        is(get("$root/$path"), $text, "$fault: the file is as it was");
        defined $kept ? put("$root/$path", $kept) : unlink("$root/$path");
        is_deeply(hashes("$root/archive"), $before, "$fault: the record is as it was, and there is no other");
        is(get("$root/archive.lock.yaml"), $lock, "$fault: so are the numbers");
    }
    my $new = small('content/news/2025-06-01-bad.md' => "---\ntitel: X\n---\n");
    is((archive($new, '2025'))[0], 1, 'the first time');
    ok(gone("$new/archive") && gone("$new/archive.lock.yaml"), 'nothing is made');
};

subtest 'what is in the way' => sub {
    my %states = (
        'a folder of somebody else' => [ sub { remove_tree("$_[0]/2025"); put("$_[0]/2025/mine.txt", 'mine') }, qr/2025: error: .*did not make/ ],
        'a file' => [ sub { remove_tree("$_[0]/2025"); put("$_[0]/2025", 'mine') }, qr/2025: error: .*did not make/ ],
        'a link' => [ sub { rename "$_[0]/2025", "$_[0]/there"; symlink 'there', "$_[0]/2025" }, qr/2025: error: .*did not make/ ],
        'a bag of somebody else' => [ sub { my $info = get("$_[0]/2025/bag-info.txt"); put("$_[0]/2025/bag-info.txt", $info =~ s/^Bag-Software-Agent:.*/Bag-Software-Agent: Bagger/mr) }, qr/2025: error: .*did not make/ ],
        'the record of another site' => [ sub { my $info = get("$_[0]/2025/bag-info.txt"); put("$_[0]/2025/bag-info.txt", $info =~ s/^Source-Organization:.*/Source-Organization: Another/mr) }, qr/another site/ ],
        'a file that somebody added' => [ sub { put("$_[0]/2025/data/originals/extra.txt", 'mine') }, qr/extra\.txt/ ],
        'a file that somebody changed' => [ sub { put("$_[0]/2025/data/catalogue.csv", 'mine') }, qr/catalogue\.csv/ ],
        'a note beside the payload' => [ sub { put("$_[0]/2025/note.txt", 'mine') }, qr/note\.txt/ ],
        'a note that is listed' => [ sub { put("$_[0]/2025/note.txt", 'mine'); Bag::retag("$_[0]/2025") }, qr/somebody has changed this record/ ],
        'a package of somebody else' => [ sub { put("$_[0]/2025.zip", 'mine') }, qr/2025\.zip: error: .*did not make/, '--zip' ],
    );
    my $made = small();
    is((archive($made, '2025'))[0], 0, 'made');
    for my $state (sort keys %states) {
        my ($change, $said, @more) = @{ $states{$state} };
        my $root = folder();
        copy_tree($made, $root);
        $change->("$root/archive");
        my ($before, $lock) = (tree("$root/archive"), get("$root/archive.lock.yaml"));
        my ($status, $out, $err) = archive($root, '2025', @more);
        is($status, 1, "$state: exit status");
        like($err, $said, "$state: it is said");
        like($err, qr/--force/, "$state: and what to do");
        is_deeply(tree("$root/archive"), $before, "$state: it stays");
        is(get("$root/archive.lock.yaml"), $lock, "$state: and so do the numbers");
        ($status, $out, $err) = archive($root, '2025', '--force', @more);
        is($status, 0, "$state: --force") or diag($err);
        is((broadside('archive', '--verify', "$root/archive/2025"))[0], 0, "$state: replaced");
        ok(-d "$root/archive/2025" && !-l "$root/archive/2025", "$state: by a folder");
        is(get("$root/archive/there/bagit.txt"), $before->{'there/bagit.txt'}, "$state: what a link leads to stays") if $state eq 'a link';
    }
    my $root = small();
    make_path("$root/archive/2025");
    is((archive($root, '2025'))[0], 0, 'an empty folder is in nobody\'s way');
};

subtest 'packages' => sub {
    my $root = small();
    my ($status, $out, $err) = archive($root, '2025', '--zip', '--tar');
    is($status, 0, 'exit status') or diag($err);
    like($out, qr{^archive/2025\narchive/2025\.zip\narchive/2025\.tar\n}, 'their paths are printed');
    is((broadside('archive', '--verify', "$root/archive/2025.$_"))[0], 0, "$_: --verify") for qw(zip tar);
    my $before = hashes("$root/archive");
    put("$root/content/news/2025-07-01-more.md", "---\ntitle: More\n---\n\nText.\n");
    is((archive($root, '2025'))[0], 0, 'made anew, without a word of packages');
    my $after = hashes("$root/archive");
    isnt($after->{$_}, $before->{$_}, "$_ is made anew, too") for qw(2025.zip 2025.tar);
    my $unpacked = folder();
    system("cd $unpacked && tar xf $root/archive/2025.tar") == 0 or die;
    is_deeply(hashes("$unpacked/2025"), hashes("$root/archive/2025"), 'it holds the same');
};

subtest 'several at once' => sub {
    my $root = small();
    my $records = folder();
    my @runs = map { start('-C', $root, 'archive', '2025', '--date', $DATE, '-d', $records) } 1 .. 3;
    is_deeply([ map { (finish($_))[0] } @runs ], [ 0, 0, 0 ], 'of one site: one after the other');
    is((broadside('archive', '--verify', "$records/2025"))[0], 0, 'and the record is whole');
    my $before = hashes($records);
    my $another = small('broadside.yaml' => "title: Another\nlanguage: en\ntheme: small\n");
    @runs = map { start('-C', $_, 'archive', '2025', '--date', $DATE, '-d', $records) } $root, $another;
    my @ends = map { [ finish($_) ] } @runs;
    is_deeply([ map { $_->[0] } @ends ], [ 0, 1 ], 'of two sites: one of them');
    like($ends[1][2], qr/the record of another site/, 'the other is told why');
    unlike($ends[1][2], qr/archive\.lock\.yaml/, 'and of no numbers that it would have lost');
    is_deeply(hashes($records), $before, 'the record of the first stays');
};

subtest 'links and rights' => sub {
    my $root = small();
    put("$root/common/plan.txt", "shared\n");
    unlink "$root/content/news/2025-04-01-own/plan.txt";
    symlink '../../../common/plan.txt', "$root/content/news/2025-04-01-own/plan.txt" or die;
    my ($status, $out, $err) = archive($root, '2025');
    is($status, 0, 'a link within the site') or diag($err);
    my $copy = "$root/archive/2025/data/originals/content/news/2025-04-01-own/plan.txt";
    ok(!-l $copy && get($copy) eq "shared\n", 'is the file that it leads to');
    my $before = hashes("$root/archive");
    unlink "$root/content/news/2025-04-01-own/plan.txt";
    symlink '/etc/hostname', "$root/content/news/2025-04-01-own/plan.txt" or die;
    ($status, $out, $err) = archive($root, '2025');
    isnt($status, 0, 'a link out of it is an error');
    is_deeply(hashes("$root/archive"), $before, 'the record is as it was');
  SKIP: {
        skip 'only root can become somebody else, who can run the program', 3 if !can_be_nobody();
        my $site = small();
        my $closed = folder();
        system("chmod -R a+rwX $site; chmod 755 $closed") == 0 or die;
        ($status, $out, $err) = broadside({ nobody => 1 }, '-C', $site, 'archive', '2025', '--date', $DATE, '-d', "$closed/records");
        is($status, 3, 'a folder that cannot be written in') or diag($out, $err);
        like($err, qr/\Q$closed\E.*Permission denied/, 'is named');
        ok(gone("$closed/records") && gone("$site/archive.lock.yaml"), 'nothing is made');
    }
};

subtest 'where records go' => sub {
    my $root = small('broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\narchive: { folder: records }\n");
    is((archive($root, '2025'))[0], 0, 'made');
    ok(-e "$root/records/2025/bagit.txt", 'where the configuration says');
    is((archive($root, '2025', '-d', '../else'))[0], 0, '-d');
    ok(-e "$root/../else/2025/bagit.txt", 'elsewhere');
    remove_tree("$root/../else");
    for my $folder ('content', 'content/2025', '.', '..', 'data', 'static/archive') {
        my ($status, $out, $err) = archive($root, '2025', '-d', $folder);
        is($status, 2, "-d $folder: refused");
    }
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'built');
    my ($status, $out, $err) = archive($root, '2025', '-d', 'public/archive');
    is($status, 2, 'not within the website');
    like($err, qr/everybody sees/, 'for a reason');
    ok(gone("$root/public/archive"), 'nothing is there');
};

subtest 'a year that others only reach into has no record' => sub {
    my $root = site('content/events/eve.md' => "---\ntitle: Eve\nstart: 2025-12-31\nend: 2026-01-01\n---\n\nText.\n");
    for my $words (['2026'], ['--years', '2026-2027']) {
        my ($status, $out, $err) = archive($root, @$words);
        is($status, 2, "@$words: exit status");
        like($err, qr/there is nothing of .*; there are entries of 2025/, "@$words: message");
    }
    ok(gone("$root/archive"), 'nothing is there');
    is((archive($root, '2025'))[0], 0, 'the year in which it began has one');
    ok(unlink("$root/content/events/eve.md"), 'the only entry is removed');
    my ($status, undef, $err) = archive($root, '2025');
    is($status, 0, 'its number stays in a record of what was withdrawn') or diag $err;
    like(tree("$root/archive/2025")->{"data/catalogue.csv"}, qr/Eve/, 'and says so');
};

subtest 'words that make no sense' => sub {
    my $root = small();
    my %said = (
        'archive' => qr/say which year, as in 'broadside archive 2025'; there are entries of 2024(?:, | and )2025/,
        'archive 2019' => qr/nothing of 2019; there are entries of 2024/,
        'archive --years 2001-2009' => qr/nothing of these years; there are entries of 2024/,
        'archive twenty' => qr/'twenty' is no year: write it as 2025/,
        'archive 25' => qr/'25' is no year/,
        'archive --years 2025-2020' => qr/--years takes/,
        'archive 2025 --years 2024-2025' => qr/not both/,
        'archive 2025 --verify x' => qr/--verify only checks/,
        'archive --verify x --zip' => qr/--verify only checks/,
        'archive --from x' => qr/say which/,
        'archive 2024 2025 --from x' => qr/one year/,
        'archive 2024 --from x --zip' => qr/then 'broadside archive 2024'/,
        'archive 2025 --dry-run' => qr/--dry-run is for --from/,
        'archive 2025 --drafts' => qr/takes no option '--drafts'/,
        'archive 2025 --date 2010-01-01' => qr/2025 has not begun on 2010-01-01: set the clock right/,
        'archive 2025 --date never' => qr/'never' is no date/,
    );
    for my $words (sort keys %said) {
        my ($status, $out, $err) = broadside('-C', $root, split / /, $words);
        is($status, 2, "$words: exit status");
        like($err, $said{$words}, "$words: message");
    }
    ok(gone("$root/archive"), 'nothing is made');
    my ($status, $out, $err) = broadside({ in => folder() }, 'archive', '2025');
    is($status, 2, 'no site');
    for my $form ('2025年', '二〇二五年', '２０２５', '2025年度') {
        my ($status, $out, $err) = archive($root, do { my $bytes = $form; utf8::encode($bytes); $bytes });
        is($status, 0, $form) or diag($err);
    }
    for my $form ('2020-2025', '2024,2025', '2024、2025', '2024年至2025年', '2025—2025') {
        my ($status, $out, $err) = archive($root, '--years', do { my $bytes = $form; utf8::encode($bytes); $bytes });
        is($status, 0, "--years $form") or diag($err);
    }
    is((archive($root, '2025', '--quiet'))[1], '', '--quiet');
};

done_testing;
