#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The evidence for each assessment item of a year: the page, the table and the book, with their links into the record.
use strict;
use warnings;
use utf8;
use Broadside;
use Digest::SHA qw(sha256_base64);
use Encode qw(decode_utf8 encode_utf8);
use HTML::Parser;
use JSON::PP;
use Test::More;
use URI::Escape qw(uri_unescape);

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

sub archive {
    my ($root, $year) = @_;
    my ($status, $out, $err) = broadside({ in => $root }, 'archive', $year // 2025, '--date', $DATE);
    is($status, 0, 'the record is made') or diag(decode_utf8("$out$err"));
    return "$root/archive/" . ($year // 2025) . '/data';
}

sub rows {
    my ($data) = @_;
    open my $reader, '-|', 'tests/lib/read-table', "$data/evidence.csv" or die;
    local $/;
    my $rows = decode_json(<$reader> // '[]');
    close $reader or fail('evidence.csv is a sound table');
    my $heads = shift @$rows;
    return map { my %row; @row{@$heads} = @$_; \%row } @$rows;
}

# What a browser would make of the page: tags that are there, ids, links, the text in order.
sub page {
    my ($file) = @_;
    my %page = (text => '', links => [], ids => {}, tags => {}, style => '');
    my $in = '';
    my $parser = HTML::Parser->new(
        api_version => 3,
        start_h => [sub {
            my ($tag, $attributes) = @_;
            $in = $tag;
            $page{tags}{$tag}++;
            push @{ $page{links} }, $attributes->{href} if defined $attributes->{href};
            fail("the id '$attributes->{id}' is there twice") if defined $attributes->{id} && $page{ids}{ $attributes->{id} }++;
            $page{policy} = $attributes->{content} if ($attributes->{'http-equiv'} // '') eq 'Content-Security-Policy';
            $page{bad} .= "$tag $_ " for grep { /^on|^style$|^src$|^srcset$/ } keys %$attributes;
        }, 'tagname, attr'],
        end_h => [sub { $in = '' }, 'tagname'],
        text_h => [sub { $in eq 'style' ? ($page{style} .= $_[0]) : ($page{text} .= $_[0]) }, 'dtext'],
    );
    $parser->utf8_mode(0);
    $parser->parse(decode_utf8(get($file)));
    $parser->eof;
    return \%page;
}

# Every link of the page leads to a place in it, or to a file of the record.
sub check_links {
    my ($data, $page) = @_;
    my @dead = grep {
        !(/^#(.*)/ ? $page->{ids}{$1} : m{^(?:site|originals)/} && -f "$data/" . encode_utf8(uri_unescape($_)) || -f "$data/" . uri_unescape($_))
    } @{ $page->{links} };
    is("@dead", '', 'every link leads somewhere');
}

my $indicators = <<'YAML';
- id: "1"
  wording: One
  points: 25
  items:
    - { id: 1-1, wording: Proved, points: 10 }
    - { id: "1-2", wording: "Missing <script>alert(1)</script> & \u202emore", points: 15 }
- id: 二
  wording: Two
  items:
    - id: 二.1
      wording: Deep
      items:
        - { id: '"二" 1.10', wording: Deeper, points: 7.5 }
YAML

my $hostile = '</a></title><script>alert(1)</script>=cmd|" onx=\'\u202e';
my %site = (
    'broadside.yaml' => "title: 'A <Site>'\nlanguage: en\ntheme: small\narchive: { fonds: '0194' }\n",
    'data/indicators.yaml' => $indicators,
    'content/news/2025-03-01-a.md' => "---\ntitle: \"" . ($hostile =~ s/"/\\"/r) . "\"\nindicators: [1-1]\nattachments: ['b #1%&.pdf']\n---\n\nText.\n",
    'content/news/b #1%&.pdf' => 'x',
    'content/news/2024-03-01-old.md' => "---\ntitle: Last year\nindicators: [1-2]\n---\n\nText.\n",
    'content/news/2025-04-01-draft.md' => "---\ntitle: A draft\ndraft: true\nindicators: [1-2]\n---\n\nText.\n",
    'content/notices/2025-01-05-list/index.md' =>
        "---\ntitle: Review\nkind: review\nsummary: About Wang\nposting: { days: 5 }\nindicators: [1-1]\nattachments: [wang.pdf]\n---\n\nWang.\n",
    'content/notices/2025-01-05-list/wang.pdf' => 'x',
    'content/news/2025-12-20-party.md' => "---\ntitle: Party\nindicators: [1-2, 1-2]\n---\n\nText.\n",
    'content/commitments/path.md' =>
        "---\ntitle: Path\nby: A\ngroup: employed\nmade: 2024-11-01\ndue: 2025-06-01\nstatus: fulfilled\nclosed: 2025-02-01\nindicators: [1-1]\n---\n\nText.\n",
);

{
    my $root = site(map { $_ => encode_utf8($site{$_}) } keys %site);
    my $data = archive($root);
    my $page = page("$data/evidence.html");
    is($page->{bad}, undef, 'no scripts in attributes, no styles, nothing that is loaded');
    is(join(' ', grep { $page->{tags}{$_} } qw(script link img iframe object base form)), '', 'no elements that load anything');
    my $hash = sha256_base64($page->{style});
    $hash .= '=' while length($hash) % 4;
    is($page->{policy}, "default-src 'none'; style-src 'sha256-$hash'; base-uri 'none'; form-action 'none'", 'nothing but its own style is allowed');
    check_links($data, $page);
    my ($gaps, $items) = map { index $page->{text}, $_ } 'For these items', "Item by item\n";
    ok($gaps > 0 && $gaps < $items, 'the gaps come first');
    my $first = substr $page->{text}, $gaps, $items - $gaps;
    like($first, qr/1-2Missing <script>alert\(1\)<\/script> & \x{202e}more 1 One15/, 'an item without evidence of this year, with its points');
    like($first, qr/"二" 1\.10Deeper 二\.1 Deep7\.5/, 'at any depth');
    like($first, qr/Sum222\.5/, 'and what they add up to');
    unlike($first, qr/Proved/, 'no other');
    my $rest = substr $page->{text}, $items;
    ok(index($rest, '</a></title><script>alert(1)</script>=cmd|" onx=\'' . "\x{202e}") > 0, 'a title is shown as it is written');
    unlike($rest, qr/Last year|A draft/, 'nothing of another year, and no drafts');
    like($rest, qr/Path\s+2024-11-01\s+Commitments\s+goes over several years/, 'what goes on for two years says so');
    like($rest, qr/No evidence, see the gaps\s+Party\s+2025-12-20\s+News\s+Archive number: \S+\s+still to come/, 'what has not been yet proves nothing');
    like($rest, qr/Review\s+2025-01-05\s+Notices\s+Archive number: 0194-WS·2025-\S+\s+not on the website/, 'and what is withheld');
    unlike($page->{text}, qr/Wang|wang/, 'of which there is the title alone');
    ok((grep { /wang\.pdf$/ } @{ $page->{links} }), 'and the way to the originals');

    my @rows = rows($data);
    is(join('|', map {"$_->{Item} $_->{Status} $_->{Entry}"} @rows),
        q(1-1 proved news/2025-03-01-a|1-1 proved notices/2025-01-05-list|1-1 proved commitments/path|1-2 gap news/2025-12-20-party|"二" 1.10 gap ),
        'a row for each item and entry, and for gaps');
    is($rows[0]{Attachments}, 'originals/content/news/b #1%&.pdf', 'paths as they are');
    for my $row (grep { $_->{Status} eq 'proved' } @rows) {
        ok(-f "$data/$_", "$_ is there") for grep { $_ ne '' } $row->{Page}, $row->{Original}, split /\n/, $row->{Attachments};
    }

    my $pdf = "$data/evidence.pdf";
    is(system("qpdf --check '$pdf' >/dev/null 2>&1"), 0, 'qpdf finds nothing wrong with the book');
    my $text = decode_utf8(scalar `pdftotext -raw '$pdf' -`) =~ s/\s+//gr;
    like($text, qr/^Gaps.*1-2Missing<script>.*"二"1\.10Deeper.*Contents.*Itembyitem.*Proved/, 'gaps first, then contents, then items') or diag(substr $text, 0, 500);
    like($text, qr/0194-WS·2025-/, 'with numbers');
    my @outline = map { decode_utf8($_) =~ /"(.*?)"/ } `mutool show '$pdf' outline`;
    ok((grep {/1-2\s+Missing/} @outline), 'each item is in the outline') or diag(explain(\@outline));
    my @objects = `mutool show -g '$pdf' grep`;
    cmp_ok(scalar(grep { m{/Subtype */Link} } @objects), '>=', 4, 'links between gaps and items');
}

# A site that has no data/indicators is told how to write it; nothing else is wrong.
{
    my $root = site('content/news/2025-03-01-a.md' => "---\ntitle: A\n---\n\nText.\n",
        'broadside.yaml' => encode_utf8("title: 梧桐里\nlanguage: zh-Hans\ntheme: small\n"));
    my $data = archive($root);
    my $page = page("$data/evidence.html");
    like($page->{text}, qr/data\/indicators\.yaml.*\n- id: A\n  wording: /s, 'how it is written');
    check_links($data, $page);
    like(decode_utf8(scalar `pdftotext '$data/evidence.pdf' -`), qr/data\/indicators\.yaml/, 'on paper, too');
    is(scalar(rows($data)), 0, 'and no rows');
}

# Nothing is missing where everything is proved.
{
    my $root = site('content/news/2025-03-01-a.md' => "---\ntitle: A\nindicators: [A]\n---\n\nText.\n",
        'data/indicators.yaml' => "- { id: A, wording: One }\n");
    my $data = archive($root);
    my $page = page("$data/evidence.html");
    like($page->{text}, qr/There is evidence for every item/, 'it is said that there are no gaps');
    unlike($page->{text}, qr/Points/, 'and nothing of points, where there are none');
    is((rows($data))[0]{Points}, '', 'nor in the table');
}

done_testing();
