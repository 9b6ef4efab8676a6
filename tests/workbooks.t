#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Workbooks in data/: read through xlsx2csv, once each; what is wrong with them is said by row and column.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode_utf8 encode_utf8);
use IO::Compress::Zip qw($ZipError);
use Test::More;

binmode \*{ Test::More->builder->$_ }, ':utf8' for qw(output failure_output todo_output);

my ($real) = grep { -x } map {"$_/xlsx2csv"} split /:/, $ENV{PATH};

sub column { my ($index) = @_; return chr(ord('A') + $index) }

# The parts of a workbook with one sheet. A cell is a text, [number], [number, style], [date as Excel counts it, 1] or undef.
sub workbook {
    my (@rows) = @_;
    my ($sheet, $row) = ('', 0);
    for my $cells (@rows) {
        $row++;
        next if !@$cells;
        $sheet .= qq{<row r="$row">};
        for my $i (0 .. $#$cells) {
            my ($cell, $name) = ($cells->[$i], column($i) . $row);
            next if !defined $cell;
            if (ref $cell) {
                my $style = defined $cell->[1] ? qq{ s="$cell->[1]"} : '';
                $sheet .= qq{<c r="$name"$style><v>$cell->[0]</v></c>};
            } else {
                (my $text = $cell) =~ s/([<>&])/sprintf '&#%d;', ord $1/ge;
                $sheet .= qq{<c r="$name" t="inlineStr"><is><t>$text</t></is></c>};
            }
        }
        $sheet .= '</row>';
    }
    my $main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    my $office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    my $package = 'http://schemas.openxmlformats.org/package/2006';
    my $type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
    return zip(
        '[Content_Types].xml' =>
            qq{<Types xmlns="$package/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>}
            . qq{<Override PartName="/xl/workbook.xml" ContentType="$type.sheet.main+xml"/>}
            . qq{<Override PartName="/xl/styles.xml" ContentType="$type.styles+xml"/>}
            . qq{<Override PartName="/xl/worksheets/sheet1.xml" ContentType="$type.worksheet+xml"/></Types>},
        '_rels/.rels' => qq{<Relationships xmlns="$package/relationships"><Relationship Id="rId1" Type="$office/officeDocument" Target="xl/workbook.xml"/></Relationships>},
        'xl/workbook.xml' => qq{<workbook xmlns="$main" xmlns:r="$office"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>},
        'xl/_rels/workbook.xml.rels' => qq{<Relationships xmlns="$package/relationships"><Relationship Id="rId1" Type="$office/worksheet" Target="worksheets/sheet1.xml"/>}
            . qq{<Relationship Id="rId2" Type="$office/styles" Target="styles.xml"/></Relationships>},
        'xl/styles.xml' => qq{<styleSheet xmlns="$main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>},
        'xl/worksheets/sheet1.xml' => qq{<worksheet xmlns="$main"><sheetData>$sheet</sheetData></worksheet>},
    );
}

sub zip {
    my @parts = @_;
    my $zip;
    my $into;
    while (my ($name, $text) = splice @parts, 0, 2) {
        if ($zip) { $zip->newStream(Name => $name) }
        else { $zip = IO::Compress::Zip->new(\$into, Name => $name) or die $ZipError }
        $zip->print(encode_utf8(qq{<?xml version="1.0" encoding="UTF-8"?>\n$text}));
    }
    $zip->close;
    return $into;
}

# What `check` and `build` say, as characters.
sub run_in {
    my ($root, $command, %env) = @_;
    my ($status, $out, $err) = broadside({ env => \%env }, '-C', $root, $command, '--date', $DATE);
    return ($status, decode_utf8($err));
}

my $list = <<'HTML';
{% for _, board in ipairs(site.data.boards) do %}
{{ board.name }} {{ board.place or "" }} {{ board.changed }} {{ board.interval }}
{% end %}
HTML
my @boards = (
    [ '名称', '地点', '更换日期', '更换周期（天）' ],
    [ '门厅宣传栏', '18号，"门厅"', [ 45964, 1 ], [30] ],
    [],
    [ "北门\n黑板报", undef, '2025-11-02', [14] ],
);

SKIP: {
    skip 'xlsx2csv is not installed', 16 if !$real;
    my $root = site('themes/small/layouts/list.html' => encode_utf8($list), 'data/boards.xlsx' => workbook(@boards));
    my ($status, $err) = run_in($root, 'build');
    is($err, '', 'a workbook: no message');
    is($status, 0, 'a workbook: built');
    like(decode_utf8(get("$root/public/index.html")), qr{门厅宣传栏 18号，&quot;门厅&quot; 2025-11-03 30\n.*北门\n黑板报  2025-11-02 14\n}s, 'its values');
    my @kept = glob "$root/.broadside/xlsx/*.csv";
    is(scalar @kept, 1, 'the sheet is kept');

    my $sound = get($kept[0]);
    (my $damaged = $sound) =~ s/,30$/,31/m or die;
    put($kept[0], $damaged);
    is((run_in($root, 'build'))[0], 0, 'what is kept was damaged: built');
    is(get($kept[0]), $sound, '… and read from the workbook anew');

    my $before = tree($root);
    is((run_in($root, 'build', PATH => '/nonexistent'))[0], 0, 'the next build starts no program');
    put("$root/data/boards.xlsx", workbook(@boards[ 0, 1 ]));
    is((run_in($root, 'check'))[0], 0, 'check of another one');
    is_deeply([ glob "$root/.broadside/xlsx/*.csv" ], \@kept, 'check keeps nothing');
    run_in($root, 'build');
    isnt((glob "$root/.broadside/xlsx/*.csv")[0], $kept[0], 'build keeps the other one');
    is(scalar(my @now = glob "$root/.broadside/xlsx/*.csv"), 1, '… and only that');

    put("$root/data/boards.xlsx", workbook($boards[0], [ '门厅', '18号', [45964], ['三十'] ], [], [ undef, '19号', '#REF!', '30' ]));
    ($status, $err) = run_in($root, 'check');
    is($err, <<'TEXT', 'mistakes by row and column');
data/boards.xlsx:2: error: '45964' is not a date, as 'changed' must be
    2 | 门厅 | 18号 | 45964 | 三十 | 
      |               ^
      = this may be 2025-11-03: format the column as dates (yyyy-mm-dd), and save again
      = row 2, column C (更换日期)
data/boards.xlsx:2: error: '三十' is not a whole number, as 'interval' must be
    2 | 门厅 | 18号 | 45964 | 三十 | 
      |                       ^
      = write a whole number, such as 12
      = row 2, column D (更换周期（天）)
data/boards.xlsx:4: error: '#REF!' stands for a value that is not shown
    4 |  | 19号 | #REF! | 30 | 
      |           ^
      = mend the formula, or type the value itself, and save again
      = row 4, column C (更换日期)
data/boards.xlsx:4: error: the field 'name' is empty
    4 |  | 19号 | #REF! | 30 | 
      | ^
      = fill in this cell, or delete the whole row
      = row 4, column A (名称)
TEXT
    put("$root/data/boards.xlsx", zip('xl/workbook.xml' => '<a'));
    like((run_in($root, 'check'))[1], qr/^data\/boards\.xlsx: error: the program 'xlsx2csv' could not read this workbook\n/, 'a broken workbook');
    put("$root/data/boards.xlsx", zip('xl/workbook.xml' => ' ' x 40_000_000));
    like((run_in($root, 'check'))[1], qr/could not read this workbook\n/, 'a workbook that is all air');
    my $wide = workbook([ '名称', '备注' ], map { [ "x$_", 'a' x 1000 ] } 1 .. 20_000);
    cmp_ok(length $wide, '<', 8_000_000, 'a sheet of 20 MB in less than 8');
    put("$root/data/boards.xlsx", $wide);
    like((run_in($root, 'check'))[1], qr/could not read this workbook\n/, '… is refused');
}

# A program that stands for it shows what is asked of it.
my $root = site('data/boards.xlsx' => workbook(['x']));
my $bin = folder();
sub program_is { my ($text) = @_; put("$bin/xlsx2csv", "#!/bin/sh\n$text"); chmod 0755, "$bin/xlsx2csv" }

program_is(qq{for last; do :; done; printf '%s\\n' "\$@" >$bin/arguments; printf 'name,changed\\nA,2025-11-03 00:00\\n' >"\$last"\n});
my ($status, $err) = run_in($root, 'check', PATH => "$bin:/usr/bin:/bin");
is($err, '', 'another program is as good');
my @arguments = split /\n/, get("$bin/arguments");
is_deeply([ grep { !/^--/ && !m{^/} } @arguments ], [], 'nothing but options and absolute paths');
ok((grep { $_ eq "$root/data/boards.xlsx" } @arguments), 'the workbook is one of them');
program_is("exit 1\n");
like((run_in($root, 'check', PATH => "$bin:/usr/bin:/bin"))[1], qr/could not read this workbook/, 'one that fails');
program_is(qq{for last; do :; done; head -c 30000000 /dev/zero >"\$last"\n});
like((run_in($root, 'check', PATH => "$bin:/usr/bin:/bin"))[1], qr/could not read this workbook/, 'one that writes without end');
program_is(qq{for last; do :; done; printf 'name\\n\\377\\n' >"\$last"\n});
like((run_in($root, 'check', PATH => "$bin:/usr/bin:/bin"))[1], qr/could not read this workbook/, 'one that writes no UTF-8');
program_is(qq{for last; do :; done; { seq -s, 5000; seq 3000; } >"\$last"\n});
like((run_in($root, 'check', PATH => "$bin:/usr/bin:/bin"))[1], qr/: the table holds more than 1,000,000 values\n/, 'columns times rows');

($status, $err) = run_in($root, 'check', PATH => "/nonexistent");
is($status, 1, 'without the program: an error');
is($err, <<'TEXT', '… which says what to do');
data/boards.xlsx: error: a workbook cannot be read without the program 'xlsx2csv'
      = install it (on Debian: apt install xlsx2csv), or save the sheet as CSV UTF-8
TEXT
put("$root/data/boards.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" . "\0" x 512);
like((run_in($root, 'check'))[1], qr/^data\/boards\.xlsx: error: this is a workbook of the old form/, 'a workbook of 2003');
put("$root/data/boards.xlsx", 'name,place');
like((run_in($root, 'check'))[1], qr/^data\/boards\.xlsx: error: this is no workbook\n/, 'text by another name');
done_testing();
