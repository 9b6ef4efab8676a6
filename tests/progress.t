#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The progress line: on a terminal only, as script(1) of Debian's bsdutils makes one, and gone when the work is done. And
# what the summary says of pages that were rendered again.
use strict;
use warnings;
use Broadside;
use Test::More;

# Each page takes a processor much longer than the program waits before it says anything.
my $root = site(
    'themes/small/layouts/entry.html' => "{% for i = 1, 40000000 do end %}\n<h1>{{ page.title }}</h1>\n",
    map { ("content/news/2025-01-01-n$_.md" => "---\ntitle: N$_\n---\n\nText.\n") } 1 .. 9
);

# What a terminal so many columns wide is sent.
sub terminal {
    my ($columns, @arguments) = @_;
    my $log = folder() . '/log';
    my $program = program();
    system('rm', '-rf', "$root/public", "$root/.broadside");
    system('script', '-qec', "stty cols $columns; $program -C $root build --date $DATE --jobs 1 @arguments", '-O', $log) >> 8 and die "script: $?";
    my $text = get($log) =~ s/\r\n/\n/gr;
    $text =~ s/\AScript started.*?\n//s;
    $text =~ s/\n*Script done[^\n]*\n\z//s;
    return $text;
}

# The test's own standard streams stay out of it.
open my $out, '>&', \*STDOUT or die;
open STDIN, '<', '/dev/null' or die;
my $run = sub {
    open STDOUT, '>', '/dev/null' or die;
    my $text = terminal(@_);
    open STDOUT, '>&', $out or die;
    return $text;
};

$ENV{TERM} = 'xterm';
my $text = $run->(80);
my @lines = split /\r\e\[K/, $text, -1;
my $last = pop @lines;
is(shift @lines, '', 'each line clears the one before it');
like(pop @lines, qr/\Awriting the website\z/, 'the stage, where nothing is counted') or diag $text;
my @counts = map { /\Apages: (\d+) of 10\z/ ? $1 : "'$_'" } @lines;
ok(@counts > 0, 'pages are counted');
is_deeply(\@counts, [ sort { $a <=> $b } @counts ], 'never backwards');
like($last, qr/\A10 pages, 0 files: 10 written, 0 unchanged, 0 removed in [\d.]+ s\n?\z/, 'what is left is the summary');

my @narrow = split /\r\e\[K/, $run->(9), -1;
pop @narrow;
ok((grep { $_ eq 'pages: 1' || $_ eq 'pages: 9' } @narrow) > 0, 'a narrow terminal');
is_deeply([ grep { length > 8 } @narrow ], [], 'no line fills it');

unlike($run->(80, '--quiet'), qr/\e|pages/, '--quiet');
unlike($run->(80, '--message-format', 'json'), qr/\e|pages:/, 'JSON');
unlike($run->(80, '--verbose'), qr/\e/, '--verbose, which says how long each stage took');
put("$root/content/news/2025-01-01-n1.md", "---\ntitle: One\n---\n\nText.\n");
is((broadside('-C', $root, 'build', '--date', $DATE))[1] =~ s/[\d.]+ s$/… s/r, "10 pages, 0 files: 2 rendered, 2 written, 8 unchanged, 0 removed in … s\n",
    'how many pages were rendered anew is said');
is((broadside('-C', $root, 'build', '--date', $DATE))[1] =~ s/[\d.]+ s$/… s/r, "10 pages, 0 files: 0 written, 10 unchanged, 0 removed in … s\n",
    'nothing of it where there is none');

$ENV{TERM} = 'dumb';
unlike($run->(80), qr/\e|pages:/, 'a terminal that cannot clear a line');

done_testing;
