#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Files beside entries: numbers of people in PDF and Office documents are found, with their place; what nobody could look
# into is said; hostile documents end in a message; a second build starts no program.
use strict;
use warnings;
use Broadside;
use Test::More;

my $id = '11010119900307123X';
my $mobile = '13812345678';
my $card = '6222021001122334455';
{
    my @weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
    my $sum = 0;
    $sum += substr($id, $_, 1) * $weights[$_] for 0 .. 16;
    substr($id, 17) = substr '10X98765432', $sum % 11, 1;
    my ($luhn, $double) = (0, 1);
    for my $digit (reverse split //, substr $card, 0, 18) {
        my $value = $double ? $digit * 2 : $digit;
        $luhn += $value > 9 ? $value - 9 : $value;
        $double = !$double;
    }
    substr($card, 18) = (10 - $luhn % 10) % 10;
}

my $folder = 'content/news/2025-06-01-a';
sub entry { return ("$folder/index.md" => "---\ntitle: T\n" . ($_[0] // '') . "---\n\nText.\n") }
sub check { my ($root, @more) = @_; return broadside('-C', $root, 'check', '--date', $DATE, @more) }

# A PDF of the objects, the first of which is its root.
sub pdf_of {
    my (@objects) = @_;
    my ($out, @offsets) = ("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
    for my $i (0 .. $#objects) {
        push @offsets, length $out;
        $out .= $i + 1 . " 0 obj\n$objects[$i]\nendobj\n";
    }
    my $table = length $out;
    $out .= sprintf "xref\n0 %d\n0000000000 65535 f \n", @objects + 1;
    $out .= sprintf "%010d 00000 n \n", $_ for @offsets;
    return $out . sprintf "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", @objects + 1, $table;
}

# One with these texts on its pages; '' is a page without any.
sub pdf {
    my (@pages) = @_;
    my $kids = join ' ', map { 4 + 2 * $_ . ' 0 R' } 0 .. $#pages;
    my @objects = ('<< /Type /Catalog /Pages 2 0 R >>', "<< /Type /Pages /Kids [$kids] /Count " . @pages . ' >>',
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
    for my $i (0 .. $#pages) {
        my $stream = $pages[$i] eq '' ? '' : "BT /F1 12 Tf 72 720 Td ($pages[$i]) Tj ET";
        push @objects, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ' . (5 + 2 * $i)
            . ' 0 R /Resources << /Font << /F1 3 0 R >> >> >>', '<< /Length ' . length($stream) . " >>\nstream\n$stream\nendstream";
    }
    return pdf_of(@objects);
}

# A ZIP archive of files, in their order.
my $scratch = folder();
sub zip {
    my (@files) = @_;
    my $list = '';
    for (my $i = 0; $i < @files; $i += 2) {
        put("$scratch/part$i", $files[$i + 1]);
        $list .= "$files[$i]\n$scratch/part$i\n";
    }
    put("$scratch/list", $list);
    system 'python3', '-c', <<'PY', "$scratch/list", "$scratch/zip";
import sys, zipfile
lines = open(sys.argv[1]).read().splitlines()
with zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED) as archive:
    for name, path in zip(lines[::2], lines[1::2]):
        archive.write(path, name)
PY
    return get("$scratch/zip");
}
sub xml { return qq{<?xml version="1.0" encoding="UTF-8"?>\n$_[0]} }
sub docx { return zip('word/document.xml' => xml("<w:document xmlns:w=\"w\"><w:body>$_[0]</w:body></w:document>")) }
sub paragraph { return '<w:p>' . join('', map { "<w:r><w:t>$_</w:t></w:r>" } @_) . '</w:p>' }

sub xlsx {
    my ($cells, @strings) = @_;
    return zip(
        'xl/workbook.xml' => xml('<workbook xmlns:r="r"><sheets><sheet name="Cover" r:id="rId1"/><sheet name="List" r:id="rId2"/></sheets></workbook>'),
        'xl/_rels/workbook.xml.rels' => xml('<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>'),
        'xl/sharedStrings.xml' => xml('<sst>' . join('', map { "<si>$_</si>" } @strings) . '</sst>'),
        'xl/worksheets/sheet1.xml' => xml('<worksheet><sheetData/></worksheet>'),
        'xl/worksheets/sheet2.xml' => xml("<worksheet><sheetData>$cells</sheetData></worksheet>"),
    );
}

my ($status, $out, $err);

subtest 'numbers in documents' => sub {
    (my $split = $id) =~ s/^(.{6})(.{8})/$1<\/w:t><\/w:r><w:r><w:t>$2/;
    my %files = (
        'page.pdf' => [pdf('Hello', "ID $id", 'Bye'), 'error: a whole resident ID', 'on page 2'],
        'mobile.pdf' => [pdf("Tel $mobile"), "warning: a mobile number: '138\\*{4}5678'", 'on page 1'],
        'word.docx' => [docx(paragraph($split)), 'error: a whole resident ID', undef],
        'deleted.docx' => [docx("<w:p><w:del><w:r><w:delText>$id</w:delText></w:r></w:del></w:p>"), 'error: a whole resident ID', undef],
        'note.docx' => [zip('word/document.xml' => xml('<d/>'), 'word/footnotes.xml' => xml("<n><p>$id</p></n>")), 'error: a whole resident ID', undef],
        'table.docx' => [
            docx('<w:tbl><w:tr><w:tc>' . paragraph('Name') . '</w:tc><w:tc>' . paragraph('Bank account') . '</w:tc></w:tr>'
                . '<w:tr><w:tc>' . paragraph('X') . '</w:tc><w:tc>' . paragraph($card) . '</w:tc></w:tr></w:tbl>'),
            'error: a whole bank card', undef
        ],
        'cell.xlsx' => [
            xlsx('<row r="3"><c r="B3" t="s"><v>0</v></c></row><row r="5"><c r="AB5" t="s"><v>1</v></c></row>',
                '<t>Name</t>', "<r><t>110101</t></r><r><t>" . substr($id, 6) . '</t></r>'),
            'error: a whole resident ID', "on the sheet 'List', in cell AB5"
        ],
        'number.xlsx' => [xlsx("<row><c><v>Telephone</v></c></row><row><c><v>$mobile</v></c></row>"), 'warning: a mobile number', "on the sheet 'List', in cell A2"],
        'slide.pptx' => [
            zip('ppt/slides/slide1.xml' => xml('<s><a:p xmlns:a="a"><a:t>Hello</a:t></a:p></s>'), 'ppt/slides/slide12.xml' => xml("<s><p><t>$id</t></p></s>")),
            'error: a whole resident ID', 'on slide 12'
        ],
        'text.odt' => [zip('mimetype' => 'application/vnd.oasis.opendocument.text', 'content.xml' => xml("<o><p>$id</p></o>")), 'error: a whole resident ID', undef],
        'sheet.ods' => [
            zip('mimetype' => 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml' => xml("<o><table name=\"List\"><table-row><table-cell><p>$id</p></table-cell></table-row></table></o>")),
            'error: a whole resident ID', "on the sheet 'List'"
        ],
        'form.ofd' => [zip('Doc_0/Pages/Page_1/Content.xml' => xml("<ofd:Page xmlns:ofd=\"o\"><ofd:TextObject><ofd:TextCode>$id</ofd:TextCode></ofd:TextObject></ofd:Page>")), 'error: a whole resident ID', 'on page 2'],
        'properties.docx' => [
            zip('word/document.xml' => xml('<d><p>Text</p></d>'), 'docProps/core.xml' => xml("<c><lastModifiedBy>$mobile</lastModifiedBy></c>")),
            'warning: a mobile number', 'in its properties (File, Info)'
        ],
        'header.odt' => [
            zip('mimetype' => 'application/vnd.oasis.opendocument.text', 'content.xml' => xml('<o><p>Text</p></o>'), 'styles.xml' => xml("<s><header><p>$id</p></header></s>")),
            'error: a whole resident ID', undef
        ],
        'described.docx' => [docx(paragraph('Text') . "<w:p><w:drawing><docPr descr=\"$id\"/></w:drawing></w:p>"), 'error: a whole resident ID', undef],
        'link.docx' => [
            zip('word/document.xml' => xml('<d><p>Text</p></d>'),
                'word/_rels/document.xml.rels' => xml("<Relationships><Relationship Id=\"r1\" TargetMode=\"External\" Target=\"tel:$mobile\"/></Relationships>")),
            'warning: a mobile number', undef
        ],
        'pivot.xlsx' => [
            zip('xl/workbook.xml' => xml('<workbook><sheets/></workbook>'), 'word/document.xml' => xml('<d><p>Text</p></d>'),
                'xl/pivotCache/pivotCacheRecords1.xml' => xml("<pivotCacheRecords><r><s v=\"Name\"/><s v=\"$id\"/></r></pivotCacheRecords>")),
            'error: a whole resident ID', 'in the rows that a pivot table has kept: delete them in its options, under Data'
        ],
        'chooser.xlsx' => [xlsx("<row><c><v>1</v></c></row></sheetData><dataValidations><dataValidation><formula1>&quot;$id,B&quot;</formula1></dataValidation></dataValidations><sheetData>"), 'error: a whole resident ID', undef],
        'inside.docx' => [
            zip('word/document.xml' => xml('<d><p>Text</p></d>'), 'word/embeddings/roster.xlsx' => xlsx("<row><c><v>$id</v></c></row>")),
            'error: a whole resident ID', "in 'roster.xlsx', which is embedded in it"
        ],
        'names.WPS' => [docx(paragraph($id)), 'error: a whole resident ID', undef],
    );
    my $root = site(entry(), map { ("$folder/$_" => $files{$_}[0]) } keys %files);
    ($status, $out, $err) = check($root);
    is($status, 1, 'errors');
    for my $name (sort keys %files) {
        my (undef, $message, $notes) = @{ $files{$name} };
        my $place = defined $notes ? "\n      = \Q$notes\E" : '';
        like($err, qr{^\Q$folder/$name\E: $message.*\n      = .*$place\n}m, $name);
    }
    unlike("$out$err", qr/$id|$mobile|$card/, 'no number is shown whole');
    unlike($err, qr/could not be looked for/, 'all were read');
};

subtest 'what is right is silent' => sub {
    my $root = site(
        entry("accept:\n  - { finding: mobile, text: '5678', reason: agreed }\n"),
        'broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\ncontacts: [13900000000]\n",
        "$folder/a.pdf" => pdf("Tel $mobile"),
        "$folder/b.docx" => docx(paragraph('Call 13900000000')),
        "$folder/c.xlsx" => xlsx('<row><c><v>12</v></c></row>'),
        "$folder/d.csv" => "name,sum\nx,12\n",
    );
    ($status, $out, $err) = check($root, '--strict');
    is("$status $err", '0 ', 'official and accepted numbers');
};

my $old = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" . "\0" x 600;
my %unread = (
    'scan.pdf' => pdf('', ''),
    'partly.pdf' => pdf('Hello', '', 'Bye', ''),
    'old.doc' => $old,
    'old.wps' => $old,
    'locked.docx' => $old,
    'broken.pdf' => "%PDF-1.4\n\0none",
    'broken.docx' => "PK\3\4\0none",
    'drawing.docx' => zip('word/document.xml' => xml('<d><p><drawing><docPr descr="IMG_20250605_120000"/></drawing></p></d>'), 'docProps/core.xml' => xml('<c><creator>Li</creator></c>'),
        'word/_rels/settings.xml.rels' => xml('<Relationships><Relationship Id="r1" TargetMode="External" Target="file:///Normal.dotm"/></Relationships>')),
    'more.zip' => "PK\3\4\0none",
);
my %reasons = (
    'scan.pdf' => qr/in drawing\.docx, scan\.pdf: no text in it, only pictures/,
    'partly.pdf' => qr/in partly\.pdf \(page 2\): no text there, only pictures/,
    'old.doc' => qr/in old\.doc, old\.wps: an old form of Word/,
    'locked.docx' => qr/in locked\.docx, locked\.pdf: a password is asked for/,
    'broken.pdf' => qr/in broken\.docx, broken\.pdf: damaged, or too large/,
    'more.zip' => qr/in more\.zip: an archive of files/,
);

subtest 'what could not be read' => sub {
    put("$scratch/open.pdf", pdf('Hello'));
    system('qpdf', '--encrypt', 'secret', 'owner', '256', '--', "$scratch/open.pdf", "$scratch/locked.pdf") == 0 or die 'qpdf';
    my %files = (%unread, 'locked.pdf' => get("$scratch/locked.pdf"));
    my $root = site(entry(), map { ("$folder/$_" => $files{$_}) } keys %files);
    ($status, $out, $err) = check($root);
    is($status, 0, 'warnings only');
    like($err, qr/^\S+: warning: numbers of people could not be looked for $reasons{$_}.*\n      = \S/m, $_) for sort keys %reasons;
    is(scalar(() = $err =~ /warning:/g), scalar(keys %reasons), 'one for each reason');
    is((check($root, '--strict'))[0], 1, '--strict');
    ($status, $out, $err) = broadside('-C', $root, '--verbose', 'check', '--date', $DATE);
    like("$out$err", qr{\Q$folder/$_\E}, "--verbose names $_") for sort keys %files;

    put("$root/$folder/index.md", (entry("accept:\n" . join '', map { "  - { finding: unread-attachment, text: $_, reason: looked through }\n" } sort keys %files))[1]);
    ($status, $out, $err) = check($root, '--strict');
    is("$status $err", '0 ', 'all accepted');
};

subtest 'files of several folders' => sub {
    my $root = site(entry(), "$folder/a.zip" => "PK\3\4\0", "$folder/b.zip" => "PK\3\4\0", 'static/a.zip' => "PK\3\4\0");
    like((check($root))[2], qr{in a\.zip, b\.zip, static/a\.zip: an archive}, 'are told by their paths');
};

subtest 'without pdftotext' => sub {
    my $root = site(entry(), map { ("$folder/$_.pdf" => pdf("ID $id")) } 'a' .. 'l');
    local $ENV{PATH} = $scratch;
    ($status, $out, $err) = check($root);
    is($status, 0, 'no error');
    like($err, qr/in a\.pdf, b\.pdf, .*j\.pdf, 2 more: 'pdftotext' is not installed\n.*apt install poppler-utils/, 'the mend');
};

subtest 'programs and videos' => sub {
    my $box = sub { return pack('N', 8 + length $_[1]) . $_[0] . $_[1] };
    my $film = sub { return $box->('ftyp', "isom\0\0\0\0") . $box->('mdat', "\0\0\0\x20\xa9xyz" x 1000) . $box->('moov', $_[0]) };
    my $root = site(
        entry(),
        "$folder/setup.EXE" => "MZ\0",
        'static/link.lnk' => "L\0",
        "$folder/phone.mp4" => $film->($box->('udta', $box->("\xa9xyz", "\0\x12\x15\xc7+39.9042+116.4074/"))),
        "$folder/apple.mov" => $film->($box->('meta', $box->('keys', 'com.apple.quicktime.location.ISO6709'))),
        "$folder/xmp.mp4" => $film->('') . $box->('uuid', 'sixteen bytes 16<x exif:GPSLatitude="31,13.8N"/>'),
        "$folder/action.mp4" => $film->($box->('trak', $box->('stsd', "\0\0\0\0\0\0\0\1" . $box->('gpmd', "\0" x 8)))),
        "$folder/plain.mp4" => $film->($box->('udta', '')),
        "$folder/cut.mp4" => substr($film->(''), 0, 50),
        "$folder/~\$list.docx" => docx(paragraph($id)),
        "$folder/Thumbs.db" => $id,
        "$folder/.DS_Store" => $id,
    );
    ($status, $out, $err) = check($root);
    like($err, qr/^\Q$_\E: warning: readers cannot open this file/m, $_) for "$folder/setup.EXE", 'static/link.lnk';
    like($err, qr/^\Q$folder\E\/$_: warning: the video tells in its metadata where it was taken/m, $_) for 'phone.mp4', 'apple.mov', 'xmp.mp4', 'action.mp4';
    is(scalar(() = $err =~ /warning:|error:/g), 6, 'nothing else');
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'built');
    my @left = grep { /lock|~|Thumbs|DS_Store/ } sort keys %{ tree("$root/public") };
    is("@left", '', 'what systems leave behind is not published');
};

# A program in the place of pdftotext, and the folder that it lies in.
sub with_program {
    my ($script, $code) = @_;
    my $bin = folder();
    put("$bin/pdftotext", "#!/bin/sh\n$script\n");
    chmod 0755, "$bin/pdftotext";
    local $ENV{PATH} = "$bin:$ENV{PATH}";
    $code->($bin);
}

# The program says of each document what stands in a file: whether it was asked shows in what is reported.
subtest 'a second build reads nothing again' => sub {
    with_program('exec cat "${0%/*}/said"', sub {
        my ($bin) = @_;
        my $root = site(entry(), map { ("$folder/$_.pdf" => pdf($_)) } 'a' .. 'c');
        my $build = sub { return (broadside('-C', $root, 'build', '--date', $DATE, @_))[2] };
        my $found = sub { return join ' ', $_[0] =~ m{/(\w)\.pdf: warning: a mobile number}g };
        my $edits = 0;
        my $rewrite = sub { put("$root/$folder/index.md", "---\ntitle: T" . ++$edits . "\n---\n\nText.\n") };
        select undef, undef, undef, 0.1;    # what has just been written may change once more and look the same
        put("$bin/said", "Hello\f\f");
        my $said = $build->();
        like($said, qr/in a\.pdf \(page 2\), b\.pdf \(page 2\), c\.pdf \(page 2\): no text there/, 'all are read');
        put("$bin/said", "Tel $mobile\f");
        $rewrite->();
        is($build->(), $said, 'the same is said, and nothing read');
        put("$root/$folder/b.pdf", pdf('other'));
        $rewrite->();
        is($found->($build->()), 'b', 'what has changed is read');
        $rewrite->();
        is($found->($build->()), 'b', 'and what has a number, each time');
        is($found->($build->('--checksum')), 'a b c', '--checksum reads all of them');
        is($found->((check($root))[2]), 'a b c', 'and so does check');
        system 'grep', '-rqa', $mobile, "$root/.broadside";
        isnt($?, 0, 'no number is kept');
    });
};

subtest 'hostile documents' => sub {
    my $deep = join '', map { "<x>" } 1 .. 100000;
    my $count = 3000;
    my @nested = ('<< /Type /Catalog /Pages 2 0 R >>', map { "<< /Type /Pages /Kids [$_ 0 R] /Count 1 >>" } 3 .. $count);
    my %files = (
        'tree.pdf' => pdf_of(@nested, '<< /Type /Page /MediaBox [0 0 9 9] >>'),
        'circle.pdf' => pdf_of('<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 99999999 >>'),
        'nested.pdf' => pdf_of('<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
            '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 4 0 R >> >> >>',
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> /Length 8 >>\nstream\n/X Do   \nendstream"),
        'array.pdf' => pdf_of('[' x 200000),
        'deep.docx' => docx($deep),
        'laughs.docx' => zip('word/document.xml' => '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'),
        'outside.docx' => zip('word/document.xml' => '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'),
        'bomb.docx' => zip('word/document.xml' => '<d>' . ' ' x 50_000_000 . '</d>'),
        'russian.docx' => do {
            my $doll = docx(paragraph('Text'));
            $doll = zip('word/document.xml' => xml('<d><p>Text</p></d>'), map { ("word/embeddings/$_.docx" => $doll) } 1 .. 8) for 1 .. 4;
            $doll;
        },
        'rows.xlsx' => xlsx('<row r="4294967295"><c r="ZZZZZZZZ9"><v>1</v></c></row>' x 100),
        'strings.xlsx' => xlsx('<row>' . '<c t="s"><v>0</v></c>' x 10000 . '</row>', '<t>' . 'x' x 100000 . '</t>'),
    );
    my $root = site(entry(), map { ("$folder/$_" => $files{$_}) } keys %files);
    my $start = time;
    ($status, $out, $err) = check($root);
    is($status, 0, 'no error');
    for my $name (sort keys %files) {
        like($err, qr/could not be looked for in .*\b\Q$name\E/, $name) if $name !~ /rows|tree|russian/;
    }
    cmp_ok(time - $start, '<', 60, 'in time');

    SKIP: {
        my $secret = folder();
        put("$secret/secret", "Tel $mobile\n");
        my $probe = site(entry(), "$folder/a.pdf" => pdf('Hello'));
        with_program("read -r text <$secret/secret; echo x >$secret/written; echo \"x \$text\"; printf '\\f'", sub {
            ($status, $out, $err) = check($probe);
            skip 'no Landlock here', 2 if -e "$secret/written";
            unlike($err, qr/mobile/, 'a program that is taken over reads nothing else');
            ok(!-e "$secret/written", 'and writes nothing');
        });
    }

    my $victim = site(entry(), "$folder/a.pdf" => pdf('Hello'));
    for my $script ('exec yes', 'exec perl -e \'$_ = "x" x 4e9\'', 'kill -SEGV $$', 'exit 1', 'printf "\377\376"') {
        with_program($script, sub {
            ($status, $out, $err) = check($victim);
            is($status, 0, $script);
            like($err, qr/in a\.pdf: (?:damaged, or too large|no text in it)/, 'is said');
        });
    }
};

subtest 'type and size are shown' => sub {
    my %files = ('a.pdf' => pdf('Hello'), 'b.docx' => docx(paragraph('Hello')), 'c.csv' => "a,b\n" x 400_000, 'd.x' => 'x', 'e.png' => png(3, 3));
    for my $theme ('bulletin', 'plain') {
        my $root = site(
            entry('attachments: [' . join(', ', sort keys %files) . "]\n"),
            (map { ("$folder/$_" => $files{$_}) } keys %files),
            'broadside.yaml' => "title: T\nlanguage: zh-Hans\ntheme: $theme\nbase_url: https://example.org/\n",
        );
        ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
        is("$status $err", '0 ', "$theme: built");
        my ($page) = grep { />a\.pdf/ } values %{ tree("$root/public") };
        (my $text = $page) =~ s/<[^>]*>//g;
        like($text, qr/a\.pdf.*PDF，\S+ (?:KB|MB)/, "$theme: PDF");
        like($text, qr/b\.docx.*Word 文档，/, "$theme: Word");
        like($text, qr/c\.csv.*CSV 表格，1\.5 MB/, "$theme: CSV");
        like($text, qr/d\.x.*文件，/, "$theme: what is not known");
        like($text, qr/e\.png.*图片(?!，)/, "$theme: a photo, whose copies have other sizes");
    }
};

done_testing();
