#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The search index: every word of two characters is found in every entry that has it, and nothing is found that no page
# shows; how much a query loads; the same bytes on each run. Read by SearchIndex.pm, which knows the form from the docs only.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(encode_utf8 decode_utf8);
use List::Util qw(max sum uniq);
use SearchIndex;
use Test::More;

my $seed = 20251120;
sub random { my ($below) = @_; $seed = $seed * 48271 % 2147483647; return $seed % $below }

sub theme {
    my ($search) = @_;
    return encode_utf8(<<"END");
return { outputs = {
  { each = "entries", path = ":type/:slug.html", layout = "entry.html" },
  { path = "index.html", layout = "list.html" },
  $search
} }
END
}
my $row = '{ search = true, path = "find/" },';

sub entry { my ($front, $body) = @_; return encode_utf8("---\n$front---\n\n$body\n") }

sub build {
    my ($root, @options) = @_;
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE, @options);
    is($status, 0, 'it builds') or diag($err);
    return $out;
}

# Words of any two characters, out of everything that a keyboard gives.
my @han = map { chr } (0x4e00 .. 0x4e60, 0x9fa0 .. 0x9fa5, 0x3007, 0x3400, 0x20000 .. 0x20003, 0x3105, 0x3042, 0x30ab, 0xac00, 0x43a, 0x3b1);
my @other = ((map { chr } 0x30 .. 0x39, 0x41 .. 0x5a, 0x61 .. 0x7a), qw(Ａ ｚ ９ é Ü ß ① ㎡ ﬁ));
my @marks = split //, '，。、《》：·…—〔〕“”()-:/,. 　';
sub letters {
    return join '', map { random(8) ? $han[ random(scalar @han) ] : random(3) ? $other[ random(scalar @other) ] : $marks[ random(scalar @marks) ] } 1 .. $_[0];
}

my (%files, @entries);
for my $number (0 .. 99) {
    my $name = sprintf 'n%03d', $number;
    my $day = sprintf '20%02d-%02d-%02d', 20 + random(6), 1 + random(11), 1 + random(28);
    # No mark that YAML or Markdown would take for its own.
    my ($title, $summary, $body, $place) = map { letters($_) =~ s/["\\]//gr } 12, 20, 300, 6;
    $files{"content/news/$name.md"} = entry(qq(title: "T$title"\ndate: $day\nsummary: "S$summary"\nplace: "P$place"\ntags: ["标签$number"]\n), "B$body");
    push @entries, { path => "news/$name.html", day => $day, title => "T$title", text => [ "T$title", "S$summary", "P$place", "标签$number", "B$body" ] };
}
my $root = site(%files, 'themes/small/theme.lua' => theme($row));
build($root);
my $index = SearchIndex->load("$root/public/find");
my @records = @{ $index->{records} };
is(scalar @records, scalar @entries, 'there is a record for each entry');

my %number = map { $records[$_][0] => $_ } 0 .. $#records;
$_->{number} = $number{ $_->{path} } // die "no $_->{path}\n" for @entries;
my @days = map { $records[$_][3] } 0 .. $#records;
is_deeply(\@days, [ sort @days ], 'numbers rise with the days');

# Words as people type them: two neighbours in the text, neither of them a mark or a space; of letters, the first two.
my ($looked, @missed) = (0);
my %all;
for my $entry (@entries) {
    for my $text (@{ $entry->{text} }) {
        my @characters = split //, $text;
        for my $i (0 .. $#characters - 1) {
            my $word = $characters[$i] . $characters[ $i + 1 ];
            next if $word !~ /\A[\p{L}\p{N}]{2}\z/;
            my $folded = SearchIndex::fold($word);
            next if length $folded > 2;    # one of them stands for several
            next if $folded =~ /\A[a-z0-9]+\z/ && $i > 0 && SearchIndex::fold($characters[ $i - 1 ]) =~ /[a-z0-9]\z/;
            $all{$folded} //= { map { $_ => 1 } $index->pair($word) };
            $looked++;
            push @missed, "$word in $entry->{path}" if !$all{$folded}{ $entry->{number} };
        }
    }
}
cmp_ok($looked, '>', 20_000, 'tens of thousands of words were looked for');
is(scalar @missed, 0, 'and every one was found') or diag(encode_utf8(join "\n", @missed[ 0 .. 9 ]));

# A pair is found nowhere else: only spaces may stand between the two.
my @wrong;
for my $word (sort keys %all) {
    next if $word =~ /\A[a-z0-9]{2}\z/;
    for my $number (keys %{ $all{$word} }) {
        my $record = $records[$number];
        my $text = SearchIndex::fold(join "\n", @$record[ 1, 4, 5 ]) =~ s/[\p{M}\p{Cf}]//gr;
        my ($first, $second) = split //, $word;
        push @wrong, "$word in $record->[0]" if $text !~ /\Q$first\E[^\S\n]*\Q$second\E/;
    }
}
is(scalar @wrong, 0, 'and nowhere else') or diag(encode_utf8(join "\n", @wrong[ 0 .. 9 ]));

my @titled = grep {
    my $pair = SearchIndex::fold(substr $_->{title}, 3, 2);
    my $number = $_->{number};
    $pair =~ /\A[\p{L}\p{N}]{2}\z/ && $pair =~ /[^a-z0-9]/ && !grep { $_ == $number } $index->with_title("~$pair");
} @entries;
is(scalar @titled, 0, 'what stands in titles is marked');
is_deeply([ map { [ $_->[0], SearchIndex::posting($_->[2]) ] } @{ $index->{index}{types} } ], [ [ 'news', 0 .. $#records ] ], 'all are news');
for my $year (@{ $index->{index}{years} }) {
    my ($name, $posting) = @$year;
    is_deeply([ SearchIndex::posting($posting) ], [ grep { $days[$_] =~ /^$name/ } 0 .. $#days ], "those of $name");
}

# Letters: whole words, beginnings, words within numbers and letters, long ones by what they begin with.
my $small = site(
    'themes/small/theme.lua' => theme($row),
    'content/news/a.md' => entry("title: 停水\ndate: 2025-01-01\n", "Bus 12 到 12号楼，SN123456-A，社区 Wi-Fi，Ｗｏｒｄｓｗｏｒｔｈ，张　三。停\n水？李\\\n四，**王**五"),
    'content/news/b.md' => entry("title: 停电\ndate: 2025-01-02\nexpires: 2025-12-01\n", "> 引文\n\n- 列表\n- 第二\n\n| 甲乙 | 丙丁 |\n|---|---|\n| 戊己 | 庚辛 |\n\n```csv\n子丑,寅卯\n```\n\n## 标题\n\n[链接](https://example.org/addr \"题外\")<b>粗体</b><!-- 暗语 -->\n\n<!-- 密语 -->\n\n脚注[^1]\n\n[^1]: 注文\n\n[定义]: https://example.org/x \"秘密\"\n\n![图说](x.svg)\n"),
    'content/news/x.svg' => '<svg xmlns="http://www.w3.org/2000/svg"/>',
);
build($small);
my $words = SearchIndex->load("$small/public/find");
sub found { my ($term) = @_; return join ' ', map { $words->{records}[$_][0] =~ /(\w)\.html/ } $words->with($term) }
for my $case (
    [ 'bus', 'a' ], [ 'bu*', 'a' ], [ 'bus*', 'a' ], [ 'us', '' ], [ '12', 'a' ], [ '~2号', 'a' ], [ '~到1', 'a' ], [ 'sn123456', 'a' ],
    [ '123456', 'a' ], [ 'a', 'a' ], [ 'wi', 'a' ], [ 'fi*', 'a' ], [ 'wordswor', 'a' ], [ '~张三', 'a' ], [ '~停水', 'a' ], [ '~李四', '' ],
    [ '~王五', 'a' ], [ '~楼s', '' ], [ '~引文', 'b' ], [ '~文列', '' ], [ '~列表', 'b' ], [ '~甲乙', 'b' ], [ '~乙丙', '' ], [ '~庚辛', 'b' ], [ '~子丑', 'b' ],
    [ '~寅卯', 'b' ], [ '~标题', 'b' ], [ '~链接', 'b' ], [ '~注文', 'b' ], [ '~图说', 'b' ], [ 'addr', '' ], [ '~题外', '' ], [ '~暗语', '' ], [ '~密语', '' ], [ '~秘密', '' ],
    [ '~停', 'a b' ], [ '~电', 'b' ],
) {
    my ($term, $wanted) = @$case;
    is(found($term), $wanted, encode_utf8("'$term'" . ($wanted ? " is found in $wanted" : ' is found nowhere')));
}
is_deeply([ map { [ $_->[0], SearchIndex::posting($_->[1]) ] } @{ $words->{index}{ends} } ], [ [ '2025-12-01', 1 ] ], 'what will end, and when');

# What authors type stays text: of JavaScript, of JSON, of HTML.
my $nasty = qq(</script><script>alert(1)</script> "'`\\ \${x} \x{2028}\x{2029} __proto__ constructor <img src=x onerror=alert(2)>);
my $hostile = site('themes/small/theme.lua' => theme($row), 'content/news/__proto__.md' => entry(qq(title: "__proto__ </script> \\" \\\\ '"\ndate: 2025-01-01\n), $nasty));
build($hostile);
my $odd = SearchIndex->load("$hostile/public/find");
is($odd->{records}[0][1], q(__proto__ </script> " \ '), 'a title with marks of its own');
like($odd->{records}[0][4], qr/proto constructor/, 'and a text');
is_deeply([ $odd->with('proto') ], [0], 'are found');

# Fields of the site's own may be meant for the office.
my $own = site('themes/small/theme.lua' => theme($row), 'types/finds.yaml' => "name: find\nfolder: finds\nlabel: Find\nfields:\n  contact: { kind: text }\n  by: { kind: text }\n",
    'content/finds/a.md' => entry("title: 雨伞\ndate: 2025-01-01\ncontact: 暗号\nby: 暗桩\n", '雨伞一把'));
build($own);
$own = SearchIndex->load("$own/public/find");
is_deeply([ $own->with('~雨伞') ], [0], 'an entry of a type of the site is found');
is_deeply([ $own->with('~暗号'), $own->with('~暗桩') ], [], 'but not by its fields');

# What is not shown is not in it, whatever it is that hides it.
my %hidden = (
    draft => "draft: true\n", later => "publish: 2025-12-01\n", gone => "expires: 2025-11-01\nafter: remove\n",
    tombstone => "expires: 2025-11-01\nafter: tombstone\n", kept => "expires: 2025-11-01\nafter: keep\n",
);
my $secret = site('themes/small/theme.lua' => theme($row), 'content/news/shown.md' => entry("title: 看得见\ndate: 2025-01-01\n", '看得见'),
    map { ("content/news/$_.md" => entry("title: 暗藏$_\ndate: 2025-01-01\nsummary: 暗藏\ntags: [暗藏]\n$hidden{$_}", '暗藏的话')) } keys %hidden);
build($secret);
my $bytes = join '', map { get("$secret/public/$_") } grep { m{^find/} } keys %{ tree("$secret/public") };
like(decode_utf8($bytes), qr/看得见/, 'what is shown is in the index');
unlike(decode_utf8($bytes), qr/暗藏|~暗|~藏/, 'a draft, what is to come, and what has ended are not');
build($secret, '--drafts');
like(decode_utf8(join '', map { get("$secret/public/$_") } grep { m{^find/} } keys %{ tree("$secret/public") }), qr/暗藏draft/, 'with --drafts the draft is');

# The same bytes; what is no longer needed goes; without the row there is none.
my $before = hashes("$root/public");
for my $jobs (1, 2, 7) {
    my $other = folder();
    build($root, '-j', $jobs, '-d', "$other/public");
    is_deeply(hashes("$other/public"), $before, "-j $jobs: the same bytes");
}
cmp_ok($index->{shards}, '>', 3, 'there are several shards');
for my $number (5 .. 99) { unlink sprintf('%s/content/news/n%03d.md', $root, $number) or die }
build($root);
my $fewer = SearchIndex->load("$root/public/find");
cmp_ok($fewer->{shards}, '<', $index->{shards}, 'fewer entries, fewer shards');
put("$root/themes/small/theme.lua", theme(''));
build($root);
is_deeply([ grep { m{^find/} } keys %{ tree("$root/public") } ], [], 'without the row there is no index');
my $empty = site('themes/small/theme.lua' => theme($row));
unlink glob "$empty/content/*/*";
build($empty);
is(SearchIndex->load("$empty/public/find")->{index}{count}, 0, 'a site without entries has an empty one');

# How it is written.
for my $case (
    [ '{ search = true, path = "find" },', qr/'search' needs the folder of its files in 'path'/ ],
    [ '{ search = true },', qr/'search' needs the folder of its files in 'path'/ ],
    [ '{ search = true, path = "find/", layout = "list.html" },', qr/beside 'search' there can be 'path' only/ ],
    [ '{ search = "yes", path = "find/", layout = "list.html" },', qr/'search' must be true or false/ ],
    [ '{ search = true, path = "find/:year/" },', qr/':year' means nothing in 'find\/:year\/'/ ],
    [ $row . '{ search = true, path = "other/" },', qr/only one row can have 'search'/ ],
    [ $row . '{ path = "find/index.js", layout = "list.html" },', qr/two outputs at 'find\/index.js'/ ],
    [ $row . '{ path = "find/t0.js", layout = "list.html" },', qr/'find\/t0\.js' of 'output 4 of theme\.lua' cannot be the path of an output: the search index has files of that name/ ],
    [ '{ path = "Find/R0V1A2B-99.js", layout = "list.html" },' . $row, qr/'Find\/R0V1A2B-99\.js' of 'output 3 of theme\.lua' cannot be the path/ ],
) {
    my ($rows, $message) = @$case;
    my $site = site('themes/small/theme.lua' => theme($rows), 'content/news/a.md' => entry("title: 停水\ndate: 2025-01-01\n", '停水'));
    for my $command (qw(check build)) {
        my ($status, $out, $err) = broadside('-C', $site, $command, '--date', $DATE);
        is($status, 1, "$command: $rows is an error");
        like($err, $message, 'and said to be one');
    }
}

# A corpus of 600 of the usual notices: as many entries as a query can name cost no more than their share of 300 KB at
# 10,000. Postings grow with the entries, shards and blocks do not.
my $bench = folder();
system('perl', 'tests/bench/corpus', $bench, 600) == 0 or die;
put("$bench/theme/theme.lua", get('themes/plain/theme.lua') =~ s/outputs = \{/outputs = {\n$row/r);
build($bench);
# More than a thread reads in one go: three of them, or two with one that has less, make the same files.
my $alone = hashes("$bench/public/find");
for my $jobs (1, 2, 3) {
    build($bench, '-j', $jobs, '-d', "$bench/other$jobs");
    is_deeply(hashes("$bench/other$jobs/find"), $alone, "600 entries, -j $jobs: the same bytes");
}
my $district = SearchIndex->load("$bench/public/find");
my $size = sub { return -s "$bench/public/find/$_[0]" };
my $shard = max map { $size->("t$_.js") } 0 .. $district->{shards} - 1;
my $block = max map { $size->("r$_.js") } @{ $district->{blocks} };
cmp_ok($shard, '<=', 12_100, 'no shard is longer than 12 KB');
cmp_ok($block, '<=', 15_100, 'no block is longer than 15 KB');
# Of the script: so many shards and blocks at the most.
my $script = get('themes/bulletin/assets/search.js');
my ($shards, $blocks) = map { $script =~ /const ${_}_MOST = (\d+);/ or die; $1 } qw(SHARDS BLOCKS);
my $bulletin = folder();
put("$bulletin/broadside.yaml", get("$bench/broadside.yaml") =~ s/^theme: .*$/theme: bulletin/mr);
put("$bulletin/content/notices/a.md", entry("title: 停水\ndate: 2025-01-01\n", '停水'));
build($bulletin);
my $index_size = $size->('index.js');
# With the page itself, and its style sheet.
my $page = length get("$bulletin/public/search/index.html");
my $assets = sum map { -s "themes/bulletin/assets/$_" } qw(search.js search-words.js style.css);
cmp_ok($shards * $shard + $blocks * $block + $index_size * 10_000 / 600 + $page + $assets, '<', 300_000, 'no query of 10,000 entries loads 300 KB');

done_testing;
