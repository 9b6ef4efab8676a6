#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# archive.lock.yaml as people meet it: numbers in it, what check and build say of a year that is closed, and what of
# the records goes onto the website.
use strict;
use warnings;
use Broadside;
use Test::More;

my %files = (
    'broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\nbase_url: https://example.org/\narchive: { fonds: 0194 }\n",
    'content/news/2024-05-01-old.md' => "---\ntitle: Old\n---\nText.\n",
    'content/news/2025-05-01-a.md' => "---\ntitle: A\n---\nText.\n",
    'content/news/b/index.md' => "---\ntitle: B\ndate: 2025-06-01\n---\nText.\n",
    'content/news/b/photo.jpg' => 'photo',
    'themes/small/layouts/list.html' => <<'HTML',
{% for year = 2023, 2025 do %}
{% local made = record(year) %}
{% if made then %}
{{ made.year }} {{ made.closed }} {{ made.documents }}/{{ made.withdrawn }} {{ made.yearbook or "-" }} {{ made.catalogue or "-" }} {{ made.evidence or "-" }}
{% end %}
{% end %}
{% for entry in site.entries do %}
<a href="{{ url(entry) }}">{{ entry.title }}</a>
{% end %}
HTML
);

# A site whose 2024 and 2025 have been archived; in place of the records' PDFs texts that are told apart.
sub archived {
    my $root = site(%files, @_);
    my ($status, $out, $err) = broadside('-C', $root, 'archive', '--years', '2024-2025', '--date', '2026-01-10');
    is($status, 0, 'archived') or diag($err);
    for my $year (2024, 2025) {
        put("$root/archive/$year/data/$_.pdf", "%PDF $_ $year") for qw(yearbook catalogue evidence);
    }
    return $root;
}

sub build { my ($root, @more) = @_; return broadside('-C', $root, 'build', '--date', '2026-01-11', @more) }

subtest 'published' => sub {
    my $root = archived();
    my $record = get("$root/archive.lock.yaml");
    like($record, qr/^      - number: "0194-WS\x{c2}\x{b7}2025-D10-BGS-0002"$/m, 'numbers stand in the file');
    my ($status, $out, $err) = build($root);
    is($status, 0, 'built') or diag($err);
    unlike($err, qr/archived/, 'nothing has changed');
    my $tree = tree("$root/public");
    is($tree->{'archive/2025/yearbook.pdf'}, '%PDF yearbook 2025', 'the yearbook is on the website');
    is($tree->{'archive/2024/yearbook.pdf'}, '%PDF yearbook 2024', 'that of the year before as well');
    is_deeply([ grep { m{^archive/} && !/yearbook/ } keys %$tree ], [], 'and nothing else');
    like($tree->{'index.html'}, qr{^2024 2026-01-10 1/0 archive/2024/yearbook.pdf - -$}m, 'templates know');
    like($tree->{'index.html'}, qr{^2025 2026-01-10 2/0 archive/2025/yearbook.pdf - -$}m, 'of both');
    unlike($tree->{'index.html'}, qr{^2023}m, 'a year that is not archived has no record');
    like(get("$root/archive/2025/data/site/index.html"), qr/^<a/, 'a frozen website knows of none');

    put("$root/broadside.yaml", "$files{'broadside.yaml'}" =~ s/0194/0194, publish: [catalogue, evidence]/r);
    build($root);
    is_deeply([ sort grep { m{^archive/} } keys %{ tree("$root/public") } ],
        [ map { ("archive/$_/catalogue.pdf", "archive/$_/evidence.pdf") } 2024, 2025 ], 'what publish says, and no more');
    put("$root/broadside.yaml", "$files{'broadside.yaml'}" =~ s/0194/0194, publish: []/r);
    build($root);
    is_deeply([ grep { m{^archive/} } keys %{ tree("$root/public") } ], [], 'an empty list: nothing');
};

# A yearbook stays as it was made; the website does not.
subtest 'what has ended since' => sub {
    my $notice = "---\ntitle: N\ndate: 2025-07-01\nexpires: %s\nafter: %s\nkind: notice\nissuer: X\n%s---\nText.\n";
    my $model = "---\ntitle: M\nname: M\nkind: person\nunit: U\ncategory: 敬业奉献\nyear: 2025\ndate: 2025-08-01\nphoto: m.svg\nconsent: %s\n---\nText.\n";
    my %more = (
        'content/notices/n.md' => sprintf($notice, '2026-01-20', 'remove', ''),
        'content/notices/kept.md' => sprintf($notice, '2026-01-20', 'keep', ''),
        'content/notices/before.md' => sprintf($notice, '2026-01-05', 'remove', ''),
        'content/models/m.md' => sprintf($model, 'true'),
        'content/models/m.svg' => '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    );
    my $root = archived(%more);
    my $is_online = sub {
        my ($date, $what, $expected, @entries) = @_;
        my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $date);
        is($status, 0, "$what: built") or diag($err);
        my ($said) = $err =~ m{^archive/2025/data/yearbook.pdf: warning: (.*\n.*)}m;
        is(-e "$root/public/archive/2025/yearbook.pdf" ? 1 : 0, $expected, "$what: " . ($expected ? 'online' : 'not online'));
        is($said, $expected ? undef : sprintf("this is not published any more: it shows %s that the website has withheld since: %s\n"
                    . "  = run 'broadside archive 2025' again without '--date': the new one shows what the website shows",
                @entries == 1 ? '1 entry' : @entries . ' entries', join ', ', @entries) =~ s/\n  =/\n      =/r, "$what: what is said");
        ok(-e "$root/public/archive/2024/yearbook.pdf", "$what: that of another year is");
        like(get("$root/public/index.html"), qr{^2025 \S+ \S+ - - -$}m, "$what: templates know") if !$expected;
    };
    $is_online->('2026-01-20', 'its last day', 1);
    $is_online->('2026-01-21', 'the day after', 0, 'notices/n');
    $is_online->('2026-01-01', 'a day before it was made', 1);
    put("$root/content/notices/n.md", sprintf $notice, '2026-01-20', 'tombstone', '');
    $is_online->('2026-01-21', 'a sign is left', 0, 'notices/n');
    put("$root/content/notices/n.md", sprintf $notice, '2026-01-02', 'remove', '');
    $is_online->('2026-01-12', 'ended by hand, backdated', 0, 'notices/n');
    put("$root/content/notices/n.md", sprintf $notice, '2026-01-20', 'remove', "draft: true\n");
    $is_online->('2026-01-12', 'a draft', 0, 'notices/n');
    unlink "$root/content/notices/n.md";
    $is_online->('2026-01-12', 'removed', 0, 'notices/n');
    put("$root/content/models/m.md", $model =~ s/consent.*\n//r);
    $is_online->('2026-01-12', 'and without consent', 0, 'models/m', 'notices/n');
    put("$root/content/models/m.md", sprintf $model, 'false');
    $is_online->('2026-01-12', 'nor with its contrary', 0, 'models/m', 'notices/n');
    my ($status, $out, $err) = broadside('-C', $root, 'archive', '2025', '--date', '2026-01-13', '--force');
    is($status, 0, 'made again') or diag($err);
    put("$root/archive/2025/data/yearbook.pdf", 'new');
    $is_online->('2026-02-01', 'made again', 1);
};

subtest 'what spans years has ended' => sub {
    my $root = archived('content/commitments/c.md' =>
            "---\ntitle: C\nby: X\ngroup: organisation\nstatus: pledged\nmade: 2024-06-01\ndue: 2025-06-01\nexpires: 2026-01-15\nafter: remove\n---\nText.\n");
    my ($status, $out, $err) = broadside('-C', $root, 'check', '--date', '2026-01-16');
    like($err, qr{^archive/$_/data/yearbook.pdf: warning: this is not published any more: .*: commitments/c$}m, "in the record of $_")
        for 2024, 2025;
};

subtest 'what spans years is removed' => sub {
    my $commitment = "---\ntitle: C\nby: X\ngroup: organisation\nstatus: pledged\nmade: 2024-06-01\ndue: 2025-06-01\n---\nText.\n";
    my $root = archived('content/commitments/c.md' => $commitment);
    my $outlived = sub {
        my ($status, $out, $err) = broadside('-C', $root, 'check', '--date', '2026-01-16');
        return join ' ', $err =~ m{^archive/(\d+)/data/yearbook.pdf: warning: this is not published any more: .*: commitments/\w+$}mg;
    };
    rename "$root/content/commitments/c.md", "$root/content/commitments/d.md" or die;
    is($outlived->(), '', 'it is known under another name');
    unlink "$root/content/commitments/d.md";
    is($outlived->(), '2024 2025', 'both records show it');
    broadside('-C', $root, 'archive', '2024', '--date', '2026-01-16', '--force', '-q');
    is($outlived->(), '2025', 'one was made again');
    broadside('-C', $root, 'archive', '2025', '--date', '2026-01-16', '--force', '-q');
    is($outlived->(), '', 'and the other');
};

# What it shows is compared with what archive.lock.yaml knows of a later record.
subtest 'a later record elsewhere' => sub {
    my $root = archived();
    is((broadside('-C', $root, 'archive', '2025', '--date', '2026-02-01', '-d', folder()))[0], 0, 'archived elsewhere');
    my ($status, $out, $err) = build($root, '--date', '2026-02-02');
    is($status, 0, 'built') or diag($err);
    like($err, qr{^archive/2025/data/yearbook.pdf: warning: this is not published any more: it is of 2026-01-10, and 2025 was archived again on 2026-02-01 in another folder$}m,
        'the older one is not published');
    is_deeply([ grep { m{^archive/} } keys %{ tree("$root/public") } ], ['archive/2024/yearbook.pdf'], 'that of another year is');
};

subtest 'titles that the website withholds' => sub {
    my $root = archived('content/notices/n.md' => "---\ntitle: N\ndate: 2025-07-01\nexpires: 2025-07-10\nafter: remove\nkind: notice\nissuer: X\n---\nText.\n");
    put("$root/broadside.yaml", $files{'broadside.yaml'} =~ s/0194/0194, publish: [catalogue]/r);
    my ($status, $out, $err) = build($root);
    like($err, qr{^archive/2025/data/catalogue.pdf: warning: this is published, and may name 1 document of 2025 that the website does not show$}m,
        'the catalogue names them');
    unlike($err, qr{archive/2024/data/catalogue}, 'that of another year does not');
};

subtest 'where' => sub {
    my $lua = "return { outputs = {\n{ path = \"index.html\", layout = \"list.html\" },\n"
        . "{ each = \"entries\", path = \":type/:slug.html\", layout = \"entry.html\" },\n%s} }\n";
    my $root = archived('themes/small/theme.lua' => sprintf $lua, '{ record = "yearbook", path = "books/:year.pdf" },');
    build($root);
    my $tree = tree("$root/public");
    is($tree->{'books/2025.pdf'}, '%PDF yearbook 2025', 'a row of theme.lua says where');
    like($tree->{'index.html'}, qr{ books/2025.pdf }, 'templates are told');
    ok(!exists $tree->{'archive/2025/yearbook.pdf'}, 'and only there');
    my @wrong = (
        [ '{ record = "yearbok", path = "books/:year.pdf" }', "a record has no 'yearbok'", "did you mean 'yearbook'?" ],
        [ '{ record = "yearbook", path = "books/book.pdf" }', "'record' needs a 'path' with ':year' in it that ends in '.pdf'" ],
        [ '{ record = "yearbook", path = "books/:year.html" }', "'record' needs a 'path' with ':year' in it that ends in '.pdf'" ],
        [ '{ record = "yearbook", path = "books/:year-:slug.pdf" }', "':slug' means nothing in 'books/:year-:slug.pdf'" ],
        [ '{ record = "yearbook", path = "books/:year.pdf", layout = "list.html" }', "beside 'record' there can be 'path' only" ],
    );
    for my $case (@wrong) {
        my ($row, $message, $hint) = @$case;
        put("$root/themes/small/theme.lua", sprintf $lua, "$row,");
        my ($status, $out, $err) = build($root);
        is($status, 1, "$row: an error");
        like($err, qr/^themes\/small\/theme.lua: error: output 3: \Q$message\E$/m, 'that says so');
        like($err, qr/\Q$hint\E/, 'with a hint') if $hint;
    }
    put("$root/themes/small/theme.lua", sprintf $lua, '{ path = "archive/2025/yearbook.pdf", layout = "list.html" },');
    my ($status, $out, $err) = build($root);
    is($status, 0, 'a page of the theme may stand there');
    like($err, qr{^archive/2025/data/yearbook.pdf: warning: this is not published: there is a page at 'archive/2025/yearbook.pdf' already}m,
        'and is not written over');
    isnt(get("$root/public/archive/2025/yearbook.pdf"), '%PDF yearbook 2025', 'it is the page');
};

subtest 'only what Broadside made, within the site' => sub {
    my $root = archived();
    my $info = get("$root/archive/2025/bag-info.txt");
    put("$root/archive/2025/bag-info.txt", $info =~ s/^Bag-Software-Agent: .*\n//mr);
    unlink "$root/archive/2024/data/yearbook.pdf";
    my ($status, $out, $err) = build($root);
    is($status, 0, 'built');
    is_deeply([ grep { m{^archive/} } keys %{ tree("$root/public") } ], [], 'a bag of somebody else stays where it is');
    put("$root/archive/2025/bag-info.txt", $info);
    my $outside = folder();
    put("$outside/secret.pdf", 'secret');
    unlink "$root/archive/2025/data/yearbook.pdf";
    symlink "$outside/secret.pdf", "$root/archive/2025/data/yearbook.pdf" or die;
    build($root);
    is_deeply([ grep { m{^archive/} } keys %{ tree("$root/public") } ], [], 'a link leads nowhere outside');
    rename "$root/archive", "$outside/archive" or die;
    unlink "$outside/archive/2025/data/yearbook.pdf";
    put("$outside/archive/2025/data/yearbook.pdf", 'secret');
    symlink "$outside/archive", "$root/archive" or die;
    build($root);
    is_deeply([ grep { m{^archive/} } keys %{ tree("$root/public") } ], [], 'nor does that of the folder');
    unlink "$root/archive";
    rename "$outside/archive", "$root/$_" or die for 'elsewhere';
    put("$root/broadside.yaml", "$files{'broadside.yaml'}" =~ s/0194/0194, folder: elsewhere/r);
    build($root);
    is(get("$root/public/archive/2025/yearbook.pdf"), 'secret', 'the folder that broadside.yaml names');
};

subtest 'a year that is closed' => sub {
    my $root = archived();
    my $again = "      = run 'broadside archive 2025' again, or undo this\n";
    put("$root/content/news/2025-05-01-a.md", "---\ntitle: A2\n---\nText.\n");
    put("$root/content/news/b/photo.jpg", 'PHOTO');
    my ($status, $out, $err) = broadside('-C', $root, 'check', '--date', '2026-01-11');
    is($status, 0, 'a warning is no error');
    like($err, qr/^content\/news\/2025-05-01-a.md:2:8: warning: the title was 'A' when 2025 was archived on 2026-01-10\n.*\n.*\n\Q$again\E/m,
        'check says what has changed');
    like($err, qr/^content\/news\/b\/index.md: warning: 'content\/news\/b\/photo.jpg' has changed since 2025 was archived on 2026-01-10\n\Q$again\E/m,
        'in files, too');
    ($status, $out, $err) = build($root);
    like($err, qr/the title was 'A' when 2025/, 'build says it');
    unlike($err, qr/photo.jpg/, 'but does not read all photos each time');
    put("$root/content/news/b/photo.jpg", 'larger photo');
    like((build($root))[2], qr/'content\/news\/b\/photo.jpg' has changed/, 'it sees that one is larger');
    system('rm', '-rf', "$root/archive") == 0 or die;
    ($status, $out, $err) = broadside('-C', $root, 'archive', '2025', '--date', '2026-02-01');
    is($status, 0, 'archived again');
    unlike($err, qr/archived on/, 'which says nothing of it');
    unlike((broadside('-C', $root, 'check', '--date', '2026-02-02'))[2], qr/archived on/, 'nor does check any more');
    like(get("$root/archive.lock.yaml"), qr/closed: 2026-01-10.*closed: 2026-02-01/s, 'each year has its day');
};

subtest 'a damaged file' => sub {
    my $root = archived();
    my $good = get("$root/archive.lock.yaml");
    (my $cut = $good) =~ s/^      - number: \S+2025\S+0002"\n.*\z//ms;
    put("$root/archive.lock.yaml", $cut);
    unlink "$root/public/index.html";
    for my $command ([ 'check' ], [ 'build' ], [ 'archive', '2025' ]) {
        my ($status, $out, $err) = broadside('-C', $root, @$command, '--date', '2026-01-11');
        is($status, 1, "@$command: an error");
        my @said = $err =~ /^(archive.lock.yaml: error: the document 0002 of 2025-D10-BGS is missing)$/mg;
        is(scalar @said, 1, 'that is said once');
        is(get("$root/archive.lock.yaml"), $cut, 'and the file is left as it is');
    }
    put("$root/archive.lock.yaml", $good);
    is((broadside('-C', $root, 'check', '--date', '2026-01-11'))[0], 0, 'the backup is good again');
};

subtest 'a lost file' => sub {
    my $root = archived();
    system('rm', '-rf', "$root/archive") == 0 or die;
    is((broadside('-C', $root, 'archive', '2025', '--date', '2026-01-10'))[0], 0, 'archived');
    my $good = get("$root/archive.lock.yaml");
    my $record = hashes("$root/archive");
    unlink "$root/archive.lock.yaml";
    put("$root/content/news/2025-01-01-late.md", "---\ntitle: Late\n---\nText.\n");
    my ($status, $out, $err) = broadside('-C', $root, 'archive', '2025', '--date', '2026-01-11');
    is($status, 1, 'numbers are not given anew');
    like($err, qr/^archive.lock.yaml: error: it has no numbers of 2025, though there is a record of that year$/m, 'which is said');
    for my $command ([ 'check' ], [ 'build' ]) {
        ($status, $out, $err) = broadside('-C', $root, @$command, '--date', '2026-01-11');
        is($status, 0, "@$command: no error");
        like($err, qr/^archive.lock.yaml: warning: it has no numbers of 2025,/m, 'but a warning');
    }
    is((broadside('-C', $root, 'archive', '2024', '--date', '2026-01-11'))[0], 1, 'nor of another year');
    ok(gone("$root/archive.lock.yaml"), 'no file is begun that would hold less than the lost one');
    ok(gone("$root/archive.lock.yaml"), 'no file is made');
    is_deeply(hashes("$root/archive"), $record, 'and the record is what it was');
    put("$root/archive.lock.yaml", $good);
    is((broadside('-C', $root, 'archive', '2025', '--date', '2026-01-11'))[0], 0, 'with the backup it goes on');
    like(get("$root/archive.lock.yaml"), qr/2025-D10-BGS-0003"\n\s+entry: "news\/2025-01-01-late"/, 'and the late one is the next');
    unlink "$root/archive.lock.yaml";
    is((broadside('-C', $root, 'archive', '2025', '--date', '2026-01-11', '--force'))[0], 1, 'not with --force, either');
    rename "$root/archive/2025", "$root/moved" or die;
    is((broadside('-C', $root, 'archive', '2025', '--date', '2026-01-11'))[0], 0, 'who moves the record away has everything numbered anew');
    like(get("$root/archive.lock.yaml"), qr/2025-D10-BGS-0001"\n\s+entry: "news\/2025-01-01-late"/, 'from the beginning');
};

# A site that was put back to an older state, while the record, which is in no version control, stayed.
subtest 'an older file' => sub {
    my $root = archived();
    my $older = get("$root/archive.lock.yaml");
    put("$root/content/news/2025-12-01-late.md", "---\ntitle: Late\n---\nText.\n");
    system('rm', '-rf', "$root/archive") == 0 or die;
    is((broadside('-C', $root, 'archive', '2025', '--date', '2026-01-11'))[0], 0, 'a late entry is numbered');
    my $newer = get("$root/archive.lock.yaml");
    put("$root/archive.lock.yaml", $older);
    put("$root/content/news/2025-11-01-later.md", "---\ntitle: Later\n---\nText.\n");
    my $said = "it is older than the record of 2025: it has no number '0194-WS\x{c2}\x{b7}2025-D10-BGS-0003', which is given there";
    for my $option ('-q', '--force') {
        my ($status, $out, $err) = broadside('-C', $root, 'archive', '2025', '--date', '2026-01-12', $option);
        is($status, 1, "its number is given to nobody else, $option");
        like($err, qr/^archive.lock.yaml: error: \Q$said\E$/m, 'which is said');
    }
    is(get("$root/archive.lock.yaml"), $older, 'the file is left as it is');
    my ($status, $out, $err) = broadside('-C', $root, 'check', '--date', '2026-01-12');
    is($status, 0, 'check: no error');
    like($err, qr/^archive.lock.yaml: warning: \Q$said\E$/m, 'but a warning');
    put("$root/archive.lock.yaml", $newer);
    ($status, $out, $err) = broadside('-C', $root, 'archive', '2025', '--date', '2026-01-12');
    is($status, 0, 'with the newer one it goes on') or diag($err);
    unlike($err, qr/older/, 'and nothing is said');
    like(get("$root/archive.lock.yaml"), qr/2025-D10-BGS-0004"\n\s+entry: "news\/2025-11-01-later"/, 'with the next number');
};

subtest 'settings' => sub {
    my $root = site(%files);
    my @cases = (
        [ 'fonds: "0194 x"', "'0194 x' is no number of a fonds: letters and digits" ],
        [ 'departments: { 办公室: BGS }', "'办公室' is no code of a department: letters and digits", '{ BGS: 办公室 }' ],
        [ 'departments: { BGS: 办公室, XX: 办公室 }', "the department '办公室' has two codes" ],
        [ 'departments: [BGS]', "'departments' takes lines of a name and a value" ],
        [ 'terms: { novels: Y }', "there are no entries called 'novels'" ],
        [ 'terms: { news: D15 }', "'retention' cannot be 'D15'" ],
        [ 'department: 居委会', "'居委会' is no code of a department: letters and digits" ],
        [ 'folder: content/records', "records cannot lie in 'content/records', which holds something else" ],
        [ 'folder: ../records', "'../records' cannot be an address of this site" ],
        [ 'publish: [originals]', "'publish' cannot be 'originals'" ],
        [ 'fond: "0194"', "unknown field 'fond'", "did you mean 'fonds'?" ],
    );
    for my $case (@cases) {
        my ($line, $message, $hint) = @$case;
        put("$root/broadside.yaml", "title: T\ntheme: small\narchive: { $line }\n");
        my ($status, $out, $err) = broadside('-C', $root, 'check', '--date', $DATE);
        is($status, 1, "$line: an error");
        like($err, qr/^broadside.yaml:3:\d+: error: \Q$message\E/m, 'that says so');
        like($err, qr/\Q$hint\E/, 'with a hint') if $hint;
    }
    for my $line ('全宗号: 0194, 机构代码: { BGS: 办公室 }, 保管期限: { 公示: 永久, 新闻: 30年 }, 公开: [年册]', 'publish:', 'terms: {}') {
        put("$root/broadside.yaml", "title: T\ntheme: small\narchive: { $line }\n");
        my ($status, $out, $err) = broadside('-C', $root, 'check', '--date', $DATE);
        is($status, 0, "$line: good") or diag($err);
    }
};

done_testing();
