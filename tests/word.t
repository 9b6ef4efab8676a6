#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# broadside-word: what Word counts and wraps up becomes plain text. Each case is the body of a document and the text
# of its paragraphs afterwards.
use strict;
use warnings;
use utf8;
use Broadside;
use Cwd qw(abs_path);
use Encode qw(decode encode);
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);
plan skip_all => 'python3 is not installed' if system('python3 -c "import zipfile" 2>/dev/null') != 0;

my $office = abs_path('tests/import/office.docx');
(my $helper = program()) =~ s{[^/]*$}{broadside-word};
my $main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
my $folder = folder();

sub part { my ($name, $inside) = @_; return qq{<?xml version="1.0"?><w:$name xmlns:w="$main">$inside</w:$name>} }

sub level {
    my ($index, $format, $text, $more) = @_;
    return qq{<w:lvl w:ilvl="$index"><w:start w:val="1"/><w:numFmt w:val="$format"/>} . ($more // '') . qq{<w:lvlText w:val="$text"/></w:lvl>};
}
sub scheme { my ($id, @levels) = @_; return qq{<w:abstractNum w:abstractNumId="$id">@levels</w:abstractNum>} }
sub num { my ($id, $scheme, @more) = @_; return qq{<w:num w:numId="$id"><w:abstractNumId w:val="$scheme"/>@more</w:num>} }
sub begin_at { my ($level, $value) = @_; return qq{<w:lvlOverride w:ilvl="$level"><w:startOverride w:val="$value"/></w:lvlOverride>} }
sub list { my ($num, $level) = @_; return '<w:numPr>' . (defined $level ? qq{<w:ilvl w:val="$level"/>} : '') . qq{<w:numId w:val="$num"/></w:numPr>} }
sub paragraph { my ($properties, $text) = @_; return "<w:p><w:pPr>$properties</w:pPr><w:r><w:t>$text</w:t></w:r></w:p>" }
sub style {
    my ($id, $properties, $name, $more) = @_;
    return qq{<w:style w:type="paragraph" w:styleId="$id"><w:name w:val="} . ($name // $id) . qq{"/>} . ($more // '') . "<w:pPr>$properties</w:pPr></w:style>";
}
sub based { return qq{<w:basedOn w:val="$_[0]"/>} }
sub styled { return qq{<w:pStyle w:val="$_[0]"/>} }

sub pack_up {
    my ($path, %parts) = @_;
    my $tree = folder();
    put("$tree/$_", encode('UTF-8', $parts{$_})) for keys %parts;
    unlink $path;
    system('python3', '-c', <<'PYTHON', $path, $tree) == 0 or die;
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as package:
    for folder, _, names in os.walk(sys.argv[2]):
        for name in sorted(names):
            path = os.path.join(folder, name)
            package.write(path, os.path.relpath(path, sys.argv[2]), zipfile.ZIP_DEFLATED if name.endswith('.bin') else zipfile.ZIP_STORED)
PYTHON
    return $path;
}
sub parts {
    my ($body, $numbering, $styles) = @_;
    return ('word/document.xml' => part('document', "<w:body>$body</w:body>"), 'word/numbering.xml' => part('numbering', $numbering // ''), 'word/styles.xml' => part('styles', $styles // ''));
}
sub run {
    my ($path) = @_;
    system("'$helper' <'$path' >'$folder/out.docx'");
    return $? & 127 ? 'signal ' . ($? & 127) : $? >> 8;
}
sub unpacked {
    my ($name) = @_;
    return decode('UTF-8', qx{python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' '$folder/out.docx' '$name'});
}
# The paragraphs that the document has then, with their numbers.
sub lines_of {
    my $text = unpacked('word/document.xml');
    return map { s/<w:delText>.*?<\/w:delText>|<[^>]*>//gr } $text =~ m{<w:p\b[^>]*>(.*?)</w:p>}gs;
}
sub numbered {
    my ($name, $wanted, @parts) = @_;
    my $status = run(pack_up("$folder/in.docx", @parts));
    is($status, 0, "$name: exit status");
    is_deeply([ lines_of() ], $wanted, $name);
}

my $han = level(0, 'chineseCounting', '%1、') . level(1, 'chineseCounting', '（%2）') . level(2, 'decimal', '%3.');
my $simple = scheme(0, $han) . num(1, 0);

numbered('levels', ['一、a', '（一）b', '（二）c', '1. d', '二、e', '（一）f'],
    parts(join('', paragraph(list(1, 0), 'a'), paragraph(list(1, 1), 'b'), paragraph(list(1, 1), 'c'), paragraph(list(1, 2), 'd'), paragraph(list(1, 0), 'e'), paragraph(list(1, 1), 'f')), $simple));
numbered('in nested tables', ['一、a', '二、b', '三、c', '四、d'],
    parts(paragraph(list(1, 0), 'a') . '<w:tbl><w:tr><w:tc>' . paragraph(list(1, 0), 'b') . '<w:tbl><w:tr><w:tc>' . paragraph(list(1, 0), 'c') . '</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>' . paragraph(list(1, 0), 'd'), $simple));
numbered('styles that are based on others', ['一、a', '二、b', '（一）c', 'd', 'e'],
    parts(join('', paragraph(styled('base'), 'a'), paragraph(styled('next'), 'b'), paragraph(styled('next') . '<w:numPr><w:ilvl w:val="1"/></w:numPr>', 'c'), paragraph(styled('next') . list(0), 'd'), paragraph(styled('off'), 'e')),
        $simple, style('base', list(1)) . style('next', '', 'next', based('base')) . style('off', list(0), 'off', based('base'))));
unlike(unpacked('word/styles.xml'), qr/numPr><w:numId w:val="1"/, 'a style whose numbers are text has no list');
numbered('levels that name their style', ['1 a', '1.1 b', '1.1.1 c', '2 d'],
    parts(join('', map { paragraph(styled($_->[0]), $_->[1]) } [ 'h1', 'a' ], [ 'h2', 'b' ], [ 'h3', 'c' ], [ 'h1', 'd' ]),
        scheme(0, level(0, 'decimal', '%1', '<w:pStyle w:val="h1"/>'), level(1, 'decimal', '%1.%2', '<w:pStyle w:val="h2"/>'), level(2, 'decimal', '%1.%2.%3', '<w:pStyle w:val="h3"/>')) . num(1, 0),
        join('', map { style("h$_", list(1), "heading $_") } 1 .. 3)));
numbered('a list that begins anew, and one that goes on', ['一、a', '二、b', '五、c', '六、d', '七、e'],
    parts(join('', map { paragraph(list($_->[0], 0), $_->[1]) } [ 1, 'a' ], [ 1, 'b' ], [ 2, 'c' ], [ 2, 'd' ], [ 1, 'e' ]), scheme(0, $han) . num(1, 0) . num(2, 0, begin_at(0, 5))));
numbered('a level of its own', ['（一）a', '①b'],
    parts(paragraph(list(1, 1), 'a') . paragraph(list(2, 0), 'b'), scheme(0, $han) . num(1, 0) . num(2, 0, '<w:lvlOverride w:ilvl="0">' . level(0, 'decimalEnclosedCircleChinese', '%1') . '</w:lvlOverride>')));
numbered('a style of lists', ['一、a', '二、b'],
    parts(paragraph(list(2, 0), 'a') . paragraph(list(1, 0), 'b'), scheme(0, $han) . scheme(1, '<w:numStyleLink w:val="link"/>') . num(1, 0) . num(2, 1),
        '<w:style w:type="numbering" w:styleId="link"><w:name w:val="link"/><w:pPr>' . list(1) . '</w:pPr></w:style>'));
numbered('a level that goes on, and one with plain digits', ['一、a', '（1）b', '二、c', '（2）d', '2.2.1 e'],
    parts(join('', paragraph(list(1, 0), 'a'), paragraph(list(1, 1), 'b'), paragraph(list(1, 0), 'c'), paragraph(list(1, 1), 'd'), paragraph(list(1, 2), 'e')),
        scheme(0, level(0, 'chineseCounting', '%1、'), level(1, 'decimal', '（%2）', '<w:lvlRestart w:val="0"/>'), level(2, 'decimal', '%1.%2.%3', '<w:isLgl/>')) . num(1, 0)));
numbered('paragraphs that are gone', [ '一、a', '二、b', 'c', '', 'row', '三、d' ],
    parts(join('', paragraph(list(1, 0), 'a'), paragraph(list(1, 0) . '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>', 'b'), paragraph(list(1, 0), 'c'),
            '<w:p><w:pPr>' . list(1, 0) . '<w:rPr><w:moveFrom w:id="3" w:author="x"/></w:rPr></w:pPr></w:p>',
            '<w:tbl><w:tr><w:trPr><w:del w:id="2" w:author="x"/></w:trPr><w:tc>' . paragraph(list(1, 0), 'row') . '</w:tc></w:tr></w:tbl>', paragraph(list(1, 0), 'd')), $simple));
numbered('many', [ map { "$_、a" } '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二' ], parts(paragraph(list(1, 0), 'a') x 12, $simple));
for my $case ([ 110, 'chineseCountingThousand', '一百一十' ], [ 101, 'chineseCounting', '一百零一' ], [ 20, 'chineseCounting', '二十' ], [ 21, 'ideographDigital', '二一' ], [ 5, 'chineseLegalSimplified', '伍' ],
    [ 20, 'decimalEnclosedCircle', '⑳' ], [ 21, 'decimalEnclosedCircle', '21' ]) {
    my ($value, $format, $wanted) = @$case;
    numbered("$value as $format", ["（$wanted）a"], parts(paragraph(list(1, 0), 'a'), scheme(0, level(0, $format, '（%1）')) . num(1, 0, begin_at(0, $value))));
}
for my $case ([ 4, 'upperRoman', 'IV. a' ], [ 28, 'lowerLetter', 'bb. a' ], [ 3, 'decimalZero', '03. a' ]) {
    my ($value, $format, $wanted) = @$case;
    numbered("$value as $format in a heading", [$wanted], parts(paragraph(styled('h') . list(1, 0), 'a'), scheme(0, level(0, $format, '%1.')) . num(1, 0, begin_at(0, $value)), style('h', '', 'heading 1')));
}

sub reading { my ($text) = @_; return "<w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>$text</w:t></w:r></w:rubyBase></w:ruby>" }
sub box { my ($inside) = @_; return "<w:r><w:pict><w:txbxContent>$inside</w:txbxContent></w:pict></w:r>" }
numbered('readings among other text', ['甲瞿乙明丙'], parts('<w:p><w:r><w:rPr/><w:t>甲</w:t>' . reading('瞿') . '<w:t>乙</w:t>' . reading('明') . '<w:t>丙</w:t></w:r></w:p>', $simple));
numbered('boxes in boxes, with numbers', [ '一、a', '二、b', '三、c', '四、d' ],
    parts('<w:p><w:pPr>' . list(1, 0) . '</w:pPr>' . box('<w:p><w:pPr>' . list(1, 0) . '</w:pPr>' . box(paragraph(list(1, 0), 'c')) . '<w:r><w:t>b</w:t></w:r></w:p>')
        . '<w:r><w:t>a</w:t></w:r></w:p>' . paragraph(list(1, 0), 'd'), $simple));

subtest 'any prefix' => sub {
    my %parts = parts(paragraph(list(1, 0), 'a') . paragraph(list(1, 1), 'b'), $simple);
    for my $prefix ('ns0', 'x') {
        my %other = map { $_ => $parts{$_} =~ s/xmlns:w=/xmlns:$prefix=/r =~ s/([ <\/])w:/$1$prefix:/gr } keys %parts;
        numbered("the prefix $prefix", [ '一、a', '（一）b' ], %other);
    }
    my %bare = map { $_ => $parts{$_} =~ s/xmlns:w=/xmlns="$main" xmlns:w=/r =~ s/(<\/?)w:/$1/gr } keys %parts;
    numbered('none, and another for attributes', [ '一、a', '（一）b' ], %bare);
    my %strict = map { $_ => $parts{$_} =~ s/\Q$main\E/http:\/\/purl.oclc.org\/ooxml\/wordprocessingml\/main/r } keys %parts;
    numbered('the strict form', [ '一、a', '（一）b' ], %strict);
};

subtest 'how it ends' => sub {
    my %plain = parts(paragraph('', 'a'), $simple);
    is(run(pack_up("$folder/in.docx", %plain)), 1, 'nothing to do');
    is(-s "$folder/out.docx", 0, 'and nothing written');
    is(run(pack_up("$folder/in.docx", %plain, 'word/document.xml' => '<a>')), 3, 'XML that is none');
    is(run(pack_up("$folder/in.docx", %plain, 'word/document.xml' => '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')), 3, 'entities');
    is(run(pack_up("$folder/in.docx", 'a.txt' => 'a')), 3, 'no document in it');
    put("$folder/in.docx", substr get(pack_up("$folder/in.docx", %plain)), 0, 400);
    is(run("$folder/in.docx"), 3, 'cut off');
    put("$folder/in.docx", '');
    is(run("$folder/in.docx"), 3, 'empty');
    is(run(pack_up("$folder/in.docx", %plain, 'word/media/a.bin' => "\0" x (30 << 20))), 5, 'one that bursts');
    is(run(pack_up("$folder/in.docx", %plain, 'word/styles.xml' => 'a' x (70 << 20))), 5, 'a part that is too large');
    system("'$helper' x </dev/null >/dev/null 2>&1");
    is($? >> 8, 2, 'an argument');
};

subtest 'not installed' => sub {
    plan skip_all => 'pandoc is not installed' if system('pandoc --version >/dev/null 2>&1') != 0;
    my $alone = folder();
    system('cp', program(), "$alone/broadside");
    my $root = site('broadside.yaml' => "title: Test\nlanguage: zh-Hans\ntheme: small\n");
    my ($status, $out, $err) = broadside({ program => "$alone/broadside" }, 'import', '-C', $root, '-n', '-t', 'page', $office);
    is($status, 0, 'exit status');
    like($err, qr/warning: numbers that Word counts by itself may be missing: broadside-word is not installed/, 'is said');
};

done_testing();
