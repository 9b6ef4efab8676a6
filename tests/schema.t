#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The JSON Schemas of types: they are schemas, take what `check` takes, and refuse what it refuses for its form. Held by
# a validator that is not ours (python3-jsonschema).
use strict;
use warnings;
use Broadside;
use Test::More;

my @types = qw(news model commitment honour notice event report page);
my %folder = (map({ $_ => $_ . 's' } @types), news => 'news');

# path => what is wrong with it ('' for nothing)
sub validate {
    my ($schema, @paths) = @_;
    my $folder = folder();
    put("$folder/schema.json", $schema);
    put("$folder/paths", join "\n", @paths);
    my $out = `tests/lib/validate-schema '$folder/schema.json' <'$folder/paths' 2>&1`;
    is($?, 0, 'a JSON Schema') or diag($out);
    return map { split /\t/, $_, 2 } split /\n/, $out;
}

sub schema {
    my ($status, $out, $err) = broadside(@_);
    is($status, 0, "@_[-2, -1]") or diag($err);
    return $out;
}

subtest 'the sample site' => sub {
    for my $root ('.', 'tests/docs-site') {
        for my $type (@types) {
            my @paths = split /\n/, `find $root/content/$folder{$type} -name '*.md'`;
            my %found = validate(schema('-C', $root, 'schema', $type), @paths);
            is($found{$_}, '', $_) for @paths;
        }
        for my $path (split /\n/, `ls $root/data/*.yaml`) {
            my ($type) = $path =~ m{([^/]+)\.yaml$};
            next if (broadside('-C', $root, 'schema', $type))[0];    # a file in a form of its own
            my %found = validate(schema('-C', $root, 'schema', $type), $path);
            is($found{$path}, '', $path);
        }
        my %found = validate(schema('-C', $root, 'schema', 'site'), "$root/broadside.yaml");
        is($found{"$root/broadside.yaml"}, '', "$root/broadside.yaml");
    }
};

# Type, lines besides the required ones, whether that is right. `check` says the same.
my %required = (
    news => "title: A\n", notice => "title: A\n", page => "title: A\n", event => "title: A\nstart: 2025-01-01\n",
    model => "title: A\nname: B\nkind: person\nyear: 2025\n", report => "title: A\nyear: 2025\n",
    commitment => "title: A\nby: B\ngroup: other\nmade: 2025-01-01\nstatus: pledged\n",
    honour => "title: A\nlevel: district\nawarded: 2025-01-01\nawarded_by: B\n",
);
my @cases = (
    map({ [notice => "date: $_\n", 1] } '2025-11-18', '2025-11-18 19:30', '2025-11-18T19:30:15', '2025-3-1', '2025/3/1', '2025.3.1',
        '20250301', '2025年3月1日', '2025 年 3 月 1 日', '２０２５年３月１日', '二〇二五年十二月二十五日', '二零二五年三月一日',
        '2025年3月1日（星期六）下午2:30', '“2025-03-01”', '"2025-03-01"', '2025-03-01 19：30', '二〇二五年元月廿五日'),
    map({ [notice => "date: $_\n", 0] } '明天', '3月1日', '1/3/2025', 'true', '[2025-01-01]', '2025', '二○二五年三月一日', '25年3月1日'),
    map({ [event => "capacity: $_\n", 1] } '12', '"12"', '5,750', '５７５０', '0x10', '', '~'),
    map({ [event => "capacity: $_\n", 0] } '12人', '约十二', '1.5', 'true', '[1]'),
    map({ [event => "attendance: $_\n", 1] } '{ people: 3 }', '{}', ''),
    map({ [event => "attendance: $_\n", 0] } '3', '{ poeple: 3 }', '[{ people: 3 }]'),
    map({ [event => "outcomes: $_\n", 1] } '[{ what: a, amount: 1.5 }]', '{ what: a, amount: "1,000" }'),
    map({ [event => "outcomes: $_\n", 0] } '[{ what: a }]', '[{ what: a, amount: x }]', '[a]'),
    map({ [notice => "draft: $_\n", 1] } 'true', 'False', '是', '否', '"true"'),
    map({ [notice => "pinned: $_\n", 0] } 'yes', '1', 'no'),
    map({ [notice => "kind: $_\n", 1] } 'review', '公示', '“公示”', 'Public review', ''),
    map({ [notice => "kind: $_\n", 0] } 'reveiw', '公式', '1', '[review]'),
    map({ [notice => "covers: $_\n", 1] } '2025', '2025-Q3', '2025-06', '2025年第三季度', '二〇二五年六月', '2025.06'),
    map({ [notice => "covers: $_\n", 0] } '第三季度', '25', 'true'),
    map({ [notice => "tags: $_\n", 1] } '[a, 2, true]', 'a', '消防、安全', ''),
    map({ [notice => "tags: $_\n", 0] } '{ a: b }', '[[a]]', '[~]'),
    map({ [notice => "aliases: $_\n", 1] } 'old.html', '[a/b.html]'),
    map({ [news => "source_url: $_\n", 1] } 'https://example.org/', 'HTTP://example.org'),
    map({ [news => "source_url: $_\n", 0] } 'example.org', '12'),
    map({ [report => "span: $_\n", 1] } 'half', '半年'), [report => "span: 2\n", 0],
    map({ [page => "order: $_\n", 1] } '1', '-1'), [page => "ordre: 1\n", 0], [page => "order: 1.5\n", 0],
    [commitment => "progress: [{ date: 2025-02-01, note: x }]\n", 1], [commitment => "progress: [{ note: x }]\n", 0],
    [commitment => "due: 2025年3月1日\n", 1], [honour => "valid_until: 2026\n", 0], [honour => "document_no: 12\n", 1],
    [model => "stages: [{ what: a, date: 2025-01-01 }]\n", 1], [model => "consent: maybe\n", 0],
);

subtest 'as check says' => sub {
    for my $type (@types) {
        my @mine = grep { $_->[0] eq $type } @cases;
        my $root = site();
        my $n = 0;
        my %wanted;
        for my $case (@mine, [$type, '', 1]) {
            my $path = "content/$folder{$type}/" . ($type =~ /news|notice/ ? '2025-06-29-' : '') . ++$n . '.md';
            put("$root/$path", "---\n$required{$type}$case->[1]---\n");
            $wanted{$path} = $case;
        }
        my ($status, $out, $err) = broadside('-C', $root, 'check', '--date', '2025-06-29', '--drafts');
        my %found = validate(schema('-C', $root, 'schema', $type), map { "$root/$_" } sort keys %wanted);
        for my $path (sort keys %wanted) {
            (my $line = "$type: $wanted{$path}[1]") =~ s/\n//;
            is($err =~ /^\Q$path\E:\d+:\d+: error/m ? 0 : 1, $wanted{$path}[2], "check: $line");
            is($found{"$root/$path"} ? 0 : 1, $wanted{$path}[2], "schema: $line") or diag($found{"$root/$path"});
        }
    }
};

subtest 'what a type wants' => sub {
    my $root = site('content/events/a.md' => "---\ntitle: A\n---\n", 'content/events/b.md' => "---\nstart: 2025-01-01\n---\n");
    my %found = validate(schema('-C', $root, 'schema', 'event'), "$root/content/events/a.md", "$root/content/events/b.md");
    like($found{"$root/content/events/a.md"}, qr/'start' is a required property/, 'start');
    like($found{"$root/content/events/b.md"}, qr/'title' is a required property/, 'title');
};

subtest 'data files' => sub {
    my %files = (
        boards => [ "- { name: A, interval: 30 }\n" => 1, "- { nam: A }\n" => 0, "- { name: A, changed: 昨天 }\n" => 0 ],
        indicators => [ "- { id: A, wording: B, items: [{ id: A-1, wording: C, points: 2 }] }\n" => 1,
            "- { id: A, wording: B, items: [{ id: A-1, wordin: C }] }\n" => 0 ],
    );
    for my $type (sort keys %files) {
        my @cases = @{ $files{$type} };
        my $root = site();
        while (my ($text, $right) = splice @cases, 0, 2) {
            put("$root/data/$type.yaml", $text);
            my %found = validate(schema('-C', $root, 'schema', $type), "$root/data/$type.yaml");
            is($found{"$root/data/$type.yaml"} ? 0 : 1, $right, "schema: $type: $text");
            is((broadside('-C', $root, 'check', '--date', '2025-06-29'))[0], $right ? 0 : 1, "check: $type: $text");
        }
    }
};

subtest 'types and fields of its own' => sub {
    my $root = site(
        'types/course.yaml' => "name: course\nfolder: courses\nlabel: { zh-Hans: 课程, en: Courses }\nfields:\n"
            . "  size: { kind: choice, values: [1, 2, 'a.b'], help: How large }\n  more: { kind: any }\n",
        'broadside.yaml' => "title: T\nlanguage: zh-Hans\ntheme: small\nfields:\n  news: { photographer: { kind: text, label: 摄影 } }\n",
        'content/courses/a.md' => "---\ntitle: A\nsize: 1\nmore: { a: [1, ~] }\n---\n",
        'content/courses/b.md' => "---\ntitle: A\nsize: 3\n---\n",
    );
    my $course = schema('-C', $root, 'schema', 'course');
    my %found = validate($course, map { "$root/content/courses/$_.md" } qw(a b));
    is($found{"$root/content/courses/a.md"}, '', 'a number that is the name of a choice');
    isnt($found{"$root/content/courses/b.md"}, '', 'another');
    like($course, qr/"title": "课程"/, "in the site's language");
    like(schema('-C', $root, 'schema', 'news'), qr/"photographer": \{\s*"title": "摄影"/, 'a field of its own');
    like((broadside('-C', $root, 'schema'))[1], qr/^news +新闻\n(.*\n)*course +课程\nboards +宣传阵地\n(.*\n)*site /m, 'the types are listed');
};

subtest 'outside a site' => sub {
    my $folder = folder();
    my ($status, $out, $err) = broadside({ in => $folder }, 'schema', 'notice');
    is($status, 0, 'the built-in types') or diag($err);
    like($out, qr/"title": "Notices"/, 'in the language of messages');
    like((broadside({ in => $folder, env => { LANGUAGE => 'zh_CN' } }, 'schema', 'notice'))[1], qr/"title": "公告"/, 'which may be Chinese');
    like((broadside({ in => $folder }, 'schema', 'notices'))[1], qr/urn:broadside:schema:notice/, 'by its folder');
    ($status, $out, $err) = broadside({ in => $folder }, 'schema', 'notise');
    is($status, 2, 'no type');
    like($err, qr/there is no type 'notise'; did you mean 'notice'\?/, 'the nearest one');
};

done_testing();
