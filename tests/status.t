#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# What `status` says: of the sample site on five days (tests/status/sample), of a small site with each kind of item
# at its borders (tests/status/kinds), in English and Chinese and as JSON; and that the next change is the next
# change: the day before it a build gives the same bytes as today, on the day itself others. UPDATE=1 writes what is
# expected anew: read the diff.
use strict;
use warnings;
use Broadside;
use File::Path qw(remove_tree);
use JSON::PP;
use POSIX qw(mktime strftime);
use Test::More;

my @days = qw(2024-06-05 2025-02-28 2025-11-20 2025-11-24 2026-02-10);

sub check_expected {
    my ($file, $text, $name) = @_;
    put($file, $text) if $ENV{UPDATE};
    is($text, get($file), $name);
}

# Text in both languages, and JSON, of the site at $root on $day, as they stand in $folder.
sub check_status {
    my ($root, $day, $folder) = @_;
    my %forms = (
        "$day" => [ '', [] ],
        "$day.zh" => [ 'zh_CN', [] ],
        "$day.json" => [ '', [ '--message-format', 'json' ] ],
    );
    for my $form (sort keys %forms) {
        my ($language, $options) = @{ $forms{$form} };
        my ($status, $out, $err) = broadside({ env => { LANGUAGE => $language } }, 'status', '-C', $root, '--date', $day, @$options);
        is($status, 0, "$folder, $form: exit status");
        is($err, '', "$folder, $form: nothing on standard error");
        $out =~ s/(?<=[}\]]),(?=")|(?<=\}),(?=\{)/,\n/g if @$options;
        check_expected("$folder/$form", $out, "$folder, $form");
    }
}

sub status_of {
    my ($root, $day) = @_;
    my ($status, $out) = broadside('status', '-C', $root, '--date', $day, '--message-format', 'json');
    return JSON::PP->new->utf8->decode($out);
}

# The day $count days after $day.
sub day_after {
    my ($day, $count) = @_;
    my ($year, $month, $date) = split /-/, $day;
    return strftime('%Y-%m-%d', gmtime(mktime(0, 0, 12, $date + $count, $month - 1, $year - 1900)));
}

sub build_of {
    my ($root, $day) = @_;
    my $public = folder() . '/public';
    my ($status, $out, $err) = broadside('build', '-C', $root, '--date', $day, '-d', $public);
    die $err if $status;
    my $hashes = hashes($public);
    remove_tree($public);
    return $hashes;
}

# The next change of the site at $root after $day is the one that builds show. Returns its day.
sub check_change {
    my ($root, $day, $what) = @_;
    my $said = status_of($root, $day)->{next_change} or return;
    like($said, qr/^\d{4}-\d\d-\d\dT00:00:00\+08:00$/, "$what, $day: a midnight in the zone of the site") or return;
    my $next = substr $said, 0, 10;
    cmp_ok($next, 'gt', $day, "$what, $day: it is to come");
    is_deeply(build_of($root, day_after($next, -1)), build_of($root, $day), "$what, $day: the day before $next all is as today");
    my ($before, $on) = (build_of($root, $day), build_of($root, $next));
    isnt(join(' ', map { "$_ $before->{$_}" } sort keys %$before), join(' ', map { "$_ $on->{$_}" } sort keys %$on),
        "$what, $day: on $next it is not");
    return $next;
}

sub sample_with {
    my ($theme) = @_;
    my $root = folder();
    copy_tree($_, "$root/$_") for qw(content data);
    (my $config = get('broadside.yaml')) =~ s/^theme: .*$/theme: $theme/m;
    put("$root/broadside.yaml", $config);
    return $root;
}

subtest 'the sample site' => sub {
    check_status('.', $_, 'tests/status/sample') for @days;
};

subtest 'each kind at its borders' => sub {
    check_status('tests/status/kinds/site', $DATE, 'tests/status/kinds');
};

subtest 'the next change with the theme bulletin, which shows the date' => sub {
    ok(check_change('.', $_, 'bulletin'), "bulletin, $_: something changes") for @days;
};

subtest 'the next change with the theme plain, which looks at no date' => sub {
    my $root = sample_with('plain');
    for my $day (@days) {
        my $next = check_change($root, $day, 'plain');
        ok($next, "plain, $day: something changes");
        check_change($root, $next, 'plain');
    }
    is(status_of($root, '2026-03-01')->{next_change}, undef, 'in the end nothing changes any more');
    is_deeply(build_of($root, '2036-03-01'), build_of($root, '2026-03-01'), 'in ten years either');
};

subtest 'the next change with a theme that looks at commitments only' => sub {
    my $root = sample_with('watch');
    put("$root/themes/watch/theme.lua", "return { outputs = { { path = \"index.html\", layout = \"home.html\" } } }\n");
    put("$root/themes/watch/layouts/home.html", <<'HTML');
{% for entry in site.entries do %}
<p>{{ entry.title }} {{ entry.overdue }}</p>
{% end %}
<p>{{ site.commitments:rates().counted }}</p>
HTML
    my $next = '2025-01-01';
    my %kinds;
    for (1 .. 20) {
        my $said = status_of($root, $next);
        $kinds{ $_->{kind} }++ for @{ $said->{changes} };
        $next = check_change($root, $next, 'watch') or last;
        ok(@{ $said->{changes} }, "watch, $next: it says what");
    }
    is(join(' ', sort keys %kinds), 'due expired overdue shown', 'all kinds of changes were met');
};

subtest 'what a theme looks at' => sub {
    my %files = ('content/commitments/one.md' =>
            "---\ntitle: One\nby: B\ngroup: other\nmade: 2025-01-05\ndue: 2025-12-01\nstatus: pledged\n---\n");
    my %said = (
        '{{ 1 }}' => undef,
        '{{ site.today }}' => '2025-11-21',
        '{# today is a good day #}' => '2025-11-21',
        '{{ "todays" }} {{ "yesterday_today" }}' => undef,
        '{{ #site.commitments:where{ overdue = true } }}' => '2025-12-02',
        '{{ site.commitments:rates().counted }}' => '2025-12-01',
        '{{ #site.commitments:where{ counted = true } }}' => '2025-12-01',
    );
    for my $text (sort keys %said) {
        my $root = site(%files, 'themes/small/partials/deep/one.html' => $text);
        my $next = status_of($root, $DATE)->{next_change};
        is(defined $next ? substr($next, 0, 10) : undef, $said{$text}, $text);
    }
    my $root = site(%files, 'themes/small/assets/one.js' => 'var today;', 'themes/small/locales/en.yaml' => "today: Today\n");
    is(status_of($root, $DATE)->{next_change}, undef, 'not in assets and locales');
    $root = site(%files, 'theme/layouts/entry.html' => '{{ site.today }}');
    is(substr(status_of($root, $DATE)->{next_change}, 0, 10), '2025-11-21', "in the site's own files of the theme");
    $root = site(%files, 'broadside.yaml' => "title: T\ntheme: missing\n");
    is(substr(status_of($root, $DATE)->{next_change}, 0, 10), '2025-11-21', 'a theme that is not there may do anything');
};

subtest 'nothing to do, mistakes, wrong usage' => sub {
    my $root = site('content/pages/one.md' => "---\ntitle: One\n---\n");
    my ($status, $out, $err) = broadside('status', '-C', $root, '--date', $DATE);
    is($status, 0, 'exit status');
    is($out, "Test, on $DATE\n\nNothing needs anybody today.\n\nWithout a change to its files the site stays as it is.\n", 'one sentence');
    is((broadside('status', '-C', $root, '--date', $DATE, '-q'))[1], '', 'nothing with --quiet');
    is_deeply(
        status_of($root, $DATE),
        { date => $DATE, next_change => undef, next_content_change => undef, changes => [], errors => 0, warnings => 0, items => [] },
        'as JSON'
    );
    put("$root/content/pages/two.md", "---\ntitel: \"Two\\nlines\"\n---\n");
    put("$root/content/commitments/three.md", "---\ntitle: \"Two\\nlines\"\nby: B\ngroup: other\nmade: 2025-01-05\ndue: 2025-11-19\nstatus: pledged\n---\n");
    ($status, $out, $err) = broadside('status', '-C', $root, '--date', $DATE);
    is($status, 0, 'exit status with mistakes');
    like($out, qr/^The site has 1 error: 'broadside check' says where\.$/m, 'which it counts');
    like($out, qr/^  2025-11-19  1 day ago  Two lines \(B\)  content\/commitments\/three\.md$/m, 'a title is one line');
    is($err, '', 'and does not list');
    is(status_of($root, $DATE)->{errors}, 1, 'also as JSON');
    $root = site('broadside.yaml' => "titel: T\n");
    $out = (broadside('status', '-C', $root, '--date', $DATE))[1];
    like($out, qr/^$DATE\n\nThe site has /, 'a site without a title; and nobody knows what there is to do');
    ($status, $out, $err) = broadside('status', '-C', folder(), '--date', $DATE);
    is($status, 2, 'exit status without a site');
    like($err, qr/^error: /, 'and why');
    is((broadside('status', '-C', $root, '--date', 'tomorrow'))[0], 2, 'exit status with a wrong date');
    my $before = tree($root);
    broadside('status', '-C', $root);
    is_deeply(tree($root), $before, 'nothing is written');
};

subtest 'years that are to be archived' => sub {
    my $root = site(
        'content/pages/one.md' => "---\ntitle: One\n---\n",
        (map { ("content/news/$_.md" => "---\ntitle: N\ndate: $_-12-05\n---\nText.\n") } 2022 .. 2026),
        'content/news/draft.md' => "---\ntitle: D\ndate: 2021-12-05\ndraft: true\n---\nText.\n",
    );
    my $years = sub { return [ map { "$_->{title} $_->{date} $_->{file}" } grep { $_->{kind} eq 'year-due' } @{ status_of($root, $_[0])->{items} } ] };
    is_deeply($years->('2024-12-31'), [ '2023 2024-06-30 archive/2023' ], 'until a year after it was due');
    is_deeply($years->('2025-01-01'), [ map { "$_ " . ($_ + 1) . "-06-30 archive/$_" } 2023, 2024 ], 'from the first day of the next year');
    is_deeply($years->('2025-07-01'), [ '2024 2025-06-30 archive/2024' ], 'no longer');
    my ($status, $out, $err) = broadside('-C', $root, 'archive', '2024', '--date', '2024-12-01');
    is($status, 0, 'a record to look at') or diag($err);
    is_deeply($years->('2025-01-01'), [ map { "$_ " . ($_ + 1) . "-06-30 archive/$_" } 2023, 2024 ], 'is none of the year');
    ($status, $out, $err) = broadside('-C', $root, 'archive', '2024', '--date', '2025-01-10');
    is_deeply($years->('2025-01-10'), [ '2023 2024-06-30 archive/2023' ], 'what is archived is not listed');
    put("$root/archive.lock.yaml", "version: x\n");
    is_deeply($years->('2025-01-10'), [], 'nor anything when nobody knows');
    is(status_of($root, '2025-01-10')->{errors}, 1, 'which is a mistake');
};

subtest 'numbers of people are masked' => sub {
    my $root = site('content/pages/one.md' => "---\ntitle: 张三 11010519491231002X 的公告\nexpires: $DATE\n---\n",
        'data/slogans.yaml' => "- { text: 请打 13912345678, from: $DATE }\n");
    for my $options ([], [ '--message-format', 'json' ]) {
        my ($status, $out) = broadside('status', '-C', $root, '--date', $DATE, @$options);
        unlike($out, qr/11010519491231002X|13912345678/, "@$options: not as they are");
        like($out, qr/002X.*138\*|002X.*139\*/s, "@$options: but so that they can be told");
    }
};

subtest 'data as people write it' => sub {
    my $root = site(
        'data/boards.csv' => "name,keeper,changed,due,interval\nA,B,2025-10-20,2025/11/19,\nC,D,2025-10-20,,30\nE,,x,,y\n,,,2025-11-01,\n",
        'data/slogans.yaml' => "just: a record\n",
    );
    my @items = map { "$_->{kind} $_->{title} $_->{file}:$_->{line} $_->{date}" } @{ status_of($root, $DATE)->{items} };
    is_deeply(\@items, [ 'board-overdue A data/boards.csv:2 2025-11-19', 'board-overdue C data/boards.csv:3 2025-11-19' ], 'CSV')
        or diag(join "\n", @items);
    $root = site('data/boards.yaml' => "- 1\n- [x]\n- { name: 5, due: 2025-11-01 }\n- { name: A, due: [2025-11-01], interval: -5, changed: 9999-12-31 }\n- { name: B, changed: 0001-01-01, interval: 99999999999999999999 }\n");
    is((broadside('status', '-C', $root, '--date', $DATE))[0], 0, 'what is no board is passed over');
};
done_testing();
