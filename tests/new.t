#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# What `new` writes is a form: each line that is a comment becomes a field when its '# ' is taken away.
use strict;
use warnings;
use Broadside;
use Test::More;

# What the examples name, so that it is there.
my %named = (
    'content/models/li-xiulan.md' => "---\ntitle: A\nname: A\nkind: person\nyear: 2025\n---\n",
    'content/honours/volunteer.md' => "---\ntitle: A\nlevel: district\nawarded: 2025-01-01\nawarded_by: B\n---\n",
    'content/events/fire-drill.md' => "---\ntitle: A\nstart: 2025-06-20\n---\n",
    'content/news/handrails.md' => "---\ntitle: A\ndate: 2025-01-01\n---\n",
);
my $own = <<'YAML';
name: course
folder: courses
label: { en: Courses, zh-Hans: 课程 }
fields:
  teacher: { kind: text, required: true, label: { en: Teacher, zh-Hans: 老师 } }
  level: { kind: choice, values: { easy: { zh-Hans: 入门 }, hard: { zh-Hans: 提高 } } }
  free: { kind: any }
  rate: { kind: number, help: Yuan }
  days: { kind: date, list: true }
  sessions:
    kind: record
    list: true
    fields:
      at: { kind: date, required: true }
      topics: { kind: text, list: true, example: "one, two" }
      room:
        kind: record
        fields: { floor: { kind: integer }, name: { kind: text } }
YAML

# What is required, filled in: the first of the choices, or any text.
sub fill {
    my ($text) = @_;
    $text =~ s/^((?:  )?\w+):  # .*?(?:(?:（| \()([\w-]+) .*)?$/"$1: " . ($2 || ($1 eq '  days' ? 5 : 'filled'))/gem;
    return $text;
}

for my $language (qw(zh-Hans en)) {
    for my $type (qw(news model commitment honour notice event report page course)) {
        my $root = site(%named, 'broadside.yaml' => "title: T\nlanguage: $language\ntheme: small\nbase_url: https://example.org/\n",
            'types/course.yaml' => $own);
        my ($status, $path, $err) = broadside('-C', $root, 'new', $type, 'A: "b" #c', '--date', '2025-06-29');
        is($status, 0, "$language $type") or diag($err);
        chomp $path;
        my $text = fill(get("$root/$path"));
        put("$root/$path", $text);
        is((broadside('-C', $root, 'check', '--date', '2025-06-29'))[$_], $_ ? '' : 0, 'filled in, it is right') for 0, 2;
        (my $folder = "$root/$path") =~ s{/[^/]*$}{};
        put("$folder/$_", 'x') for qw(photo.jpg form.pdf certificate.jpg);
        (my $whole = $text) =~ s/^# //gm;
        unlike($whole, qr/^#/m, 'nothing is left as a comment');
        put("$root/$path", $whole);
        my ($checked, $out, $messages) = broadside('-C', $root, 'check', '--date', '2025-06-29', '--drafts');
        is($checked, 0, 'with every field too');
        unlike($messages, qr/error/, 'without an error') or diag($whole);
        # Each field alone: a record with the lines below it.
        while ($language eq 'zh-Hans' && $text =~ /^((?:# \w.*\n)(?:#  .*\n)*)/gm) {
            my ($from, $lines) = ($-[1], $1);
            (my $bare = $lines) =~ s/^# //gm;
            my $one = $text;
            substr($one, $from, length $lines) = $bare;
            put("$root/$path", $one);
            my ($alone, undef, $said) = broadside('-C', $root, 'check', '--date', '2025-06-29', '--drafts');
            is($alone, 0, 'alone: ' . ($bare =~ /^(\w+)/)[0]) or diag($said);
        }
    }
}

subtest 'by the names of the pages' => sub {
    my $root = site();
    my %names = (
        '新闻' => 'news', '公告' => 'notices', '通知' => 'notices', '公示' => 'notices', '公开' => 'notices', '活动' => 'events',
        '承诺' => 'commitments', '荣誉' => 'honours', '先进典型' => 'models', '总结' => 'reports', '页面' => 'pages', 'Events' => 'events',
        'Public review' => 'notices', 'events/' => 'events', '通知/' => 'notices',
    );
    for my $name (sort keys %names) {
        my ($status, $path, $err) = broadside('-C', $root, 'new', $name, 'A', '--date', '2025-06-29');
        is($status, 0, $name) or diag($err);
        like($path, qr{\Acontent/\Q$names{$name}\E/}, 'its folder');
        like(get("$root/$1"), qr/^kind: review .*\nposting:\n  days:  # .*\n  unit: day  # .*\n  start: same-day/m, 'its days')
            if $name eq '公示' && $path =~ /(.*)/;
    }
    for my $title ('', ' ', '　', "\xe2\x80\x8b") {
        is((broadside('-C', $root, 'new', '新闻', $title))[0], 2, "no title: '$title'");
    }
    my ($status, undef, $err) = broadside('-C', $root, 'new', '公式', 'A');
    is($status, 2, 'a name of nothing');
    like($err, qr/there is no type '公式'; possible: news \(新闻\), model \(先进典型\), .*notice \(公告\)/, 'the names that there are');
};

done_testing();
