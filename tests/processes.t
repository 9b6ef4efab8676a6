#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Builds that are killed, interrupted, crash, or run at the same time.
use strict;
use warnings;
use Broadside;
use POSIX ();
use Test::More;

plan skip_all => 'needs /proc to see processes' if !-d '/proc/self';
use Time::HiRes qw(sleep time);

# The endless loop of these tests is ended by them, not by the limit of time.
my $patient = "title: Test\nlanguage: en\ntheme: small\nbase_url: https://example.org/\nlimits: { time: 600 }\n";
my $endless = "{% while true do %}{% end %}\n";

# Until the condition holds, for at most 20 seconds.
sub wait_for {
    my ($condition) = @_;
    my $end = time + 20;
    while (time < $end) {
        my $value = $condition->();
        return $value if $value;
        sleep 0.01;
    }
    return undef;
}

sub children { my ($pid) = @_; return split ' ', get("/proc/$pid/task/$pid/children") // '' }
sub is_gone { my ($pid) = @_; my $stat = get("/proc/$pid/stat"); return !defined $stat || $stat =~ /\) [ZX] / }

# A site whose second build never ends, that build, and its first worker.
sub hanging {
    my ($jobs) = @_;
    my $root = site('broadside.yaml' => $patient, 'content/pages/one.md' => "---\ntitle: One\n---\n");
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'the first build passes');
    my $layout = get("$root/themes/small/layouts/list.html");
    put("$root/themes/small/layouts/list.html", $endless);
    my $process = start('-C', $root, 'build', '--date', $DATE, '-j', $jobs);
    # One worker is left once the other has found nothing to do.
    my $worker = wait_for(sub { -d "$root/.broadside/staging" and (children($process->{pid}))[0] });
    ok($worker, 'the second one renders');
    sleep 0.2;
    ($worker) = children($process->{pid});
    put("$root/themes/small/layouts/list.html", $layout);
    return ($root, $process, $worker);
}

subtest 'a worker that crashes' => sub {
    my ($root, $process, $worker) = hanging(1);
    my $before = tree("$root/public");
    kill 'SEGV', $worker;
    my ($status, $out, $err) = finish($process);
    is($status, 1, 'exit status');
    like($err, qr{^themes/small/layouts/list.html: error: .*'index.html'.*'list.html'.*signal 11}m, 'the output and its layout are named');
    is_deeply(tree("$root/public"), $before, 'nothing has changed');
    ok(gone("$root/.broadside/staging"), 'the stage is gone');
};

for my $signal (qw(INT TERM HUP)) {
    subtest "SIG$signal" => sub {
        my ($root, $process, $worker) = hanging(2);
        my $before = tree("$root/public");
        kill $signal, $process->{pid};
        my ($status) = finish($process);
        like($status, qr/^signal /, 'ends it');
        ok(is_gone($worker), 'and its workers');
        is_deeply(tree("$root/public"), $before, 'nothing has changed');
        ok(gone("$root/.broadside/staging"), 'the stage is gone');
        is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'the next build passes');
    };
}

subtest 'workers die with their parent' => sub {
    my ($root, $process, $worker) = hanging(1);
    kill 'KILL', $process->{pid};
    finish($process);
    ok(wait_for(sub { is_gone($worker) }), 'gone');
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'the next build passes');
    ok(gone("$root/.broadside/staging"), 'and clears the stage');
};

subtest 'a second command waits' => sub {
    my ($root, $first, $worker) = hanging(1);
    is((broadside('-C', $root, 'check', '--date', $DATE))[0], 0, 'not check');
    is((broadside('-C', $root, 'new', 'page', 'Two', '--date', $DATE))[0], 0, 'nor new');
    my $second = start('-C', $root, 'build', '--date', $DATE);
    ok(wait_for(sub { (get($second->{err}->filename) // '') =~ /process $first->{pid}\)/ }), 'it says for whom');
    ok(!is_gone($second->{pid}), 'and waits');
    kill 'TERM', $first->{pid};
    finish($first);
    my ($status, $out) = finish($second);
    is($status, 0, 'then it builds');
    like($out, qr/3 pages/, 'everything');
};

subtest 'many builds at once' => sub {
    my $root = site(map { ("content/pages/p$_.md" => "---\ntitle: P$_\n---\n") } 1 .. 40);
    my @all = map { start('-C', $root, 'build', '--date', $DATE) } 1 .. 5;
    is((finish($_))[0], 0, 'exit status') for @all;
    is(scalar keys %{ hashes("$root/public") }, 41, 'all files are there');
    put("$root/content/pages/p7.md", "---\ntitle: Seven\n---\n");
    unlink "$root/content/pages/p9.md";
    @all = map { start('-C', $root, 'build', '--date', $DATE) } 1 .. 4;
    is((finish($_))[0], 0, 'exit status, after edits') for @all;
    my $other = folder();
    broadside('-C', $root, 'build', '--date', $DATE, '-d', $other);
    is_deeply(tree("$root/public"), tree($other), 'and what one build makes, by the ledger of the others');
};

# Where the next ledger is written first, there may be anything.
subtest 'what lies in the way of the ledger' => sub {
    my $root = site('content/pages/one.md' => "---\ntitle: One\n---\n");
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'the first build passes');
    my ($ledger) = glob "$root/.broadside/ledger-*";
    put("$root/mine", "mine\n");
    link("$root/mine", "$ledger.new") or die;
    put("$root/content/pages/one.md", "---\ntitle: Two\n---\n");
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'a file with another name');
    is(get("$root/mine"), "mine\n", 'which keeps what it holds');
    POSIX::mkfifo("$ledger.new", 0600) or die;
    put("$root/content/pages/one.md", "---\ntitle: Three\n---\n");
    my $process = start('-C', $root, 'build', '--date', $DATE);
    ok(wait_for(sub { is_gone($process->{pid}) }), 'a pipe is not waited for') or kill 'KILL', $process->{pid};
    is((finish($process))[0], 0, 'and the build passes');
    ok(-f $ledger && !-e "$ledger.new", 'the ledger is there');
};

# Whenever a build is killed, each file is whole: as it was, or as it is to be.
subtest 'kill -9 at any moment' => sub {
    my $root = site('themes/small/theme.lua' => <<'LUA');
return { outputs = { { each = "pages", path = ":slug/index.html", layout = "entry.html" } } }
LUA
    my $pages = 150;
    my $write = sub {
        my ($version) = @_;
        for my $i (1 .. $pages) {
            my $file = "$root/content/pages/p$i.md";
            $i % 5 == 0 && $version == 2 ? unlink $file
                : put($file, "---\ntitle: P$i\nslug: p" . ($i % 7 ? $i : "$i-$version") . "\n---\n" . "Version $version. " x 400 . "\n");
        }
    };
    my (%whole, @complete, $took);
    for my $version (1, 2) {
        $write->($version);
        my $other = folder();
        my $start = time;
        is((broadside('-C', $root, 'build', '--date', $DATE, '-d', $other))[0], 0, "version $version is built");
        $took = time - $start;
        my $hashes = hashes($other);
        $whole{"$_ $hashes->{$_}"} = 1 for keys %$hashes;
        $complete[$version] = $hashes;
    }
    my ($broken, $killed) = (0, 0);
    for my $round (1 .. 40) {
        $write->(1 + $round % 2);
        my $process = start('-C', $root, 'build', '--date', $DATE);
        sleep rand(1.2 * $took);
        kill 'KILL', $process->{pid};
        my ($status) = finish($process);
        # What was measured at a busy moment is too long later.
        $status eq 'signal 9' ? $killed++ : ($took *= 0.9);
        my $hashes = hashes("$root/public");
        $broken += grep { !$whole{"$_ $hashes->{$_}"} } keys %$hashes;
        next if $round % 4;
        is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, "round $round: the next build passes");
        is_deeply(hashes("$root/public"), $complete[ 1 + $round % 2 ], "round $round: and heals the rest");
    }
    is($broken, 0, 'no file was ever broken');
    cmp_ok($killed, '>', 5, 'builds were killed');
};

done_testing();
