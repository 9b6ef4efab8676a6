#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# A site in English in the default theme: no word of another language on any page, dates and numbers as its readers
# write them, one and many told apart. Also for `en` alone, and for a language that the theme does not speak.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode);
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

sub pages {
    my ($language) = @_;
    my $root = folder();
    copy_tree('tests/english-site', $root);
    put("$root/broadside.yaml", get("$root/broadside.yaml") =~ s/^language: .*/language: $language/mr);
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 0, "$language: it builds");
    is($err =~ s/^\d+ pages.*\n//r, '', "$language: without a warning");
    my $tree = tree("$root/public");
    return { map { $_ => decode('UTF-8', $tree->{$_}) } grep !/\.(?:png|manifest)$/, keys %$tree };
}

# Words of Chinese: the name of a Chinese font is none.
# Nor signs of Chinese, nor their wide space.
sub chinese {
    my ($pages) = @_;
    return join "\n", map { "$_: $&" } grep { !/\.css$/ && $pages->{$_} =~ /.{0,30}[\p{Han}\x{3000}-\x{303f}\x{ff01}-\x{ff60}].{0,30}/ } sort keys %$pages;
}

my $british = pages('en-GB');
is(chinese($british), '', 'no Chinese on any page');
like($british->{'index.html'}, qr/18 November 2025/, 'dates as they are written there');

# What stands on a page: without the marks, with single spaces.
sub words {
    my ($html) = @_;
    return $html =~ s/<script.*?<\/script>//gsr =~ s/<[^>]*>//gr =~ s/\s+/ /gr;
}
sub says {
    my ($pages, $path, @wanted) = @_;
    my $words = words($pages->{$path} // '');
    for my $text (@wanted) {
        ok(index($words, $text) >= 0, "$path says: $text") or diag($words);
    }
}

says($british, 'index.html', 'Thursday, 20 November 2025', '3 of 4 commitments that fell due have been kept (75%).', 'One has been withdrawn.',
    'Finance, July to September 2025', 'Residents’ affairs, August 2025', 'Open for objections until 22 Nov', 'First aid for grandparents Community House');
says($british, 'archive/2024/index.html', '1 of 1 commitment that fell due has been kept (100%).', 'Everything from 2024');
says($british, 'reports/index.html', '1 entry');
says($british, 'commitments/index.html', '6 entries');
says($british, 'commitments/2025/03-01-ramp.html', '31 October 2025 (overdue)');
says($british, 'notices/2025/11-16-hall-rules.html', '17 November 2025 to 21 November 2025 (5 days)', '1 day left', 'Residents’ Committee Public review');
says($british, 'notices/2025/11-17-good-neighbours.html', '2 days left');
says($british, 'events/2025/11-08-lantern-walk.html', 'Saturday, 8 November 2025, 17:00–18:30', '60 lanterns', '214 pounds');
says($british, 'events/2025/07-05-fete.html', 'Saturday, 5 July 2025 to Sunday, 6 July 2025');
says($british, 'events/index.html', '8 Nov 2025');
says($british, 'models/index.html', 'People 3 entries');
says($british, 'models/2025/2025-rosa-whitfield.html', 'Rosa Whitfield Block 2 Person');
says($british, 'archive/2025/index.html', 'People 2', 'Attendance at events');
says($british, 'about/index.html', 'Residents and temporary residents', 'Sessions and turnout in 2025.', 'Blocks 3 to 5');
says($british, 'reports/2024/2024-report.html', '2024 · Full year');
says($british, 'news/2024.html', 'the soup was gone by one o’clock.');
unlike(words($british->{'disclosure/index.html'}), qr/Party affairs/, 'no column for what there is in China only');
like($british->{'slogans.txt'}, qr/^No water in blocks 3 to 5 on Saturday 22 November · Until 22 Nov\r$/m, 'a line for boards of lights');
like($british->{'honours/2025/03-20-green-court.html'}, qr/alt="Certificate: Green Courtyard Award"/, 'what a certificate is');
is_deeply([grep { words($british->{$_}) =~ /(?<=\w)'(?=\w)/ } grep /\.html$/, sort keys %$british], [], 'no typewriter’s apostrophe');
is_deeply([grep { words($british->{$_}) =~ /\{\w+\}/ } grep /\.html$/, sort keys %$british], [], 'no word is left to be filled in');

my $english = pages('en');
is(chinese($english), '', 'nor for `en`');
like($english->{'index.html'}, qr/November 18, 2025/, 'whose dates begin with the month');
says($english, 'events/2025/11-08-lantern-walk.html', 'Saturday, November 8, 2025, 5:00 PM–6:30 PM');
says($english, 'events/index.html', 'Nov 8, 2025');
is(chinese(pages('fr')), '', 'a language that the theme lacks gets English');
done_testing();
