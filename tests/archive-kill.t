#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# `broadside archive` killed at many moments, and on a full disk: a whole record stands there, the last one or the next,
# and the next run leaves nothing of the other.
use strict;
use warnings;
use Broadside;
use Test::More;
use Time::HiRes qw(sleep time);

# Two states of a site, of which each makes another record.
sub entry { return "---\ntitle: $_[0]\n---\n\n" . "Text of $_[0].\n" x 20 }
my $root = site(
    'themes/small/layouts/entry.html' => "<h1>{{ page.title }}</h1>\n{{ page.content }}\n",
    (map { ("content/news/2025-01-01-n$_/index.md" => entry("N$_"), "content/news/2025-01-01-n$_/plan.txt" => 'x' x 20000) } 1 .. 40));
my @states = map { "title: State $_" } 'one', 'two';
my $file = "$root/content/news/2025-02-01-changes.md";
sub set_state { put($file, "---\n$states[ $_[0] ]\n---\n\nText.\n") }

my @archive = ('-C', $root, 'archive', '2025', '--date', $DATE, '--zip', '-j2', '--quiet');
my @records;
for my $state (0, 1) {
    set_state($state);
    my ($status, $out, $err) = broadside(@archive);
    is($status, 0, "state $state can be made") or BAIL_OUT($err);
    $records[$state] = hashes("$root/archive/2025");
}
my %packages = (hashes("$root/archive")->{'2025.zip'} => 1);
isnt($records[0]{'manifest-sha512.txt'}, $records[1]{'manifest-sha512.txt'}, 'they differ');

sub same { my ($a, $b) = @_; return keys %$a == keys %$b && !grep { ($a->{$_} // '') ne $b->{$_} } keys %$b }
sub others { opendir my $folder, "$root/archive" or return; return grep { !/^(?:\.\.?|2025|2025\.zip)$/ } readdir $folder }
sub strays { opendir my $folder, $root or return; return grep { !/^(?:\.\.?|\.broadside|archive|archive\.lock\.yaml|broadside\.yaml|content|themes)$/ } readdir $folder }
sub numbers { return (get("$root/archive.lock.yaml") // '') =~ /number: (\S+)/g }

# Kills a run when `moment` says so, and looks at what is left.
sub run_killed {
    my ($name, $moment) = @_;
    my $now = same(hashes("$root/archive/2025"), $records[0]) ? 1 : 0;
    my %given = map { $_ => 1 } numbers();
    set_state($now);
    my $process = start(@archive);
    my $start = time;
    my $killed = 0;
    until ((get("/proc/$process->{pid}/stat") // ') Z ') =~ /\) Z /) {
        if ($moment->(time - $start)) {
            $killed = kill 'KILL', $process->{pid};
            last;
        }
    }
    my ($status) = finish($process);
    my $record = hashes("$root/archive/2025");
    ok(same($record, $records[0]) || same($record, $records[1]), "$name: a whole record stands there ($status)");
    is((broadside('archive', '--verify', "$root/archive/2025"))[0], 0, "$name: --verify");
    is((broadside('archive', '--verify', "$root/archive/2025.zip"))[0], 0, "$name: --verify of the package");
    my %left = map { $_ => 1 } numbers();
    is_deeply([ grep { !$left{$_} } keys %given ], [], "$name: no number is lost");
    is((broadside(@archive))[0], 0, "$name: the next run");
    ok(same(hashes("$root/archive/2025"), $records[$now]), "$name: it makes the next record");
    is_deeply([ others() ], [], "$name: and leaves nothing beside it");
    is_deeply([ strays() ], [], "$name: nor in the site");
    return $killed;
}

# At what can be seen from outside.
my $new = "$root/archive/.2025.broadside-new";
my %moments = (
    'the folder is there' => sub { -e $new },
    'the website is begun' => sub { -e "$new/data/site" },
    'the originals are begun' => sub { -e "$new/data/originals" },
    'a book is there' => sub { -e "$new/data/catalogue.pdf" },
    'the manifest is there' => sub { -e "$new/manifest-sha512.txt" },
    'the bag is complete' => sub { -e "$new/tagmanifest-sha512.txt" },
    'it is packed' => sub { -e "$root/archive/.2025.zip.broadside-new" },
    'the other one goes' => sub { -e "$new/tagmanifest-sha512.txt" && !-e "$new/bagit.txt" },
);
my $killed = 0;
$killed += run_killed($_, $moments{$_}) for sort keys %moments;
cmp_ok($killed, '>=', 1, 'some of them were met');

# And at any time: a whole run's, in forty steps.
my $start = time;
broadside(@archive);
my $whole = time - $start;
$killed = 0;
for my $step (0 .. 39) {
    my $after = $whole * $step / 40;
    $killed += run_killed("after step $step", sub { sleep 0.001; return $_[0] >= $after });
}
cmp_ok($killed, '>=', 1, 'some of them were killed');

subtest 'interrupted' => sub {
    my $process = start(@archive);
    sleep 0.001 until -e $new || (get("/proc/$process->{pid}/stat") // ') Z ') =~ /\) Z /;
    kill 'TERM', $process->{pid};
    my ($status) = finish($process);
    is($status, 'signal 15', 'it ends by the signal');
    is_deeply([ others() ], [], 'and has cleared up');
    is((broadside('archive', '--verify', "$root/archive/2025"))[0], 0, 'a whole record stands there');
};

subtest 'a full disk' => sub {
    plan skip_all => 'only root can mount one' if $> != 0 || system('unshare -m true 2>/dev/null') != 0;
    my $disk = folder();
    # In name spaces of its own, so that nothing stays mounted: make one record, then a larger one.
    my $script = <<"SH";
mount -t tmpfs -o size=\$2 tmpfs $disk || exit 99
\$1 -C $root archive 2025 --date $DATE -d $disk/r -q 2>/dev/null || exit 98
(cd $disk/r/2025 && sha512sum --quiet -c manifest-sha512.txt) || exit 97
sha512sum $disk/r/2025/tagmanifest-sha512.txt >$disk/before
head -c \$3 /dev/zero >$disk/filler
\$1 -C $root archive 2025 --date $DATE -d $disk/r --zip 2>&1
echo "status \$?"
ls -A $disk/r
sha512sum --quiet -c $disk/before && (cd $disk/r/2025 && sha512sum --quiet -c manifest-sha512.txt) && echo whole
SH
    for my $free (20, 200, 500, 900, 1300, 1700) {
        my $size = 6000;
        my $filler = $size - 2300 - $free;
        my $said = do {
            open my $pipe, '-|', 'unshare', '-m', 'sh', '-c', $script, 'sh', program(), "${size}k", "${filler}k" or die;
            local $/;
            <$pipe> // '';
        };
        like($said, qr/^status (?:0|3)$/m, "$free kB: the machine fails, or it has room") or diag($said);
        like($said, qr/^whole$/m, "$free kB: the last record is whole") if $said =~ /status 3/;
        like($said, qr/^status 3\n2025\n(?!2025|\.)/m, "$free kB: nothing is beside it") if $said =~ /status 3/;
    }
};

done_testing;
