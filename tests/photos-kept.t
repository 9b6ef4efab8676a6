#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Copies of photos are made once: kept from one build to the next, made again where what is kept is of no use, and whole
# whatever ends a build.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode);
use File::Path qw(remove_tree);
use Photos;
use Test::More;
use Time::HiRes qw(sleep);

my $UPRIGHT = 'red green blue white';
my $nobody = 65534;

sub build { my ($root, @more) = @_; return broadside('-C', $root, 'build', '--date', $DATE, @more) }

sub builds {
    my ($root, $what, @more) = @_;
    my ($status, $out, $err) = build($root, @more);
    is($status, 0, $what) or diag(decode('UTF-8', $err));
    return decode('UTF-8', $err . $out);
}

# Photos as they lie in the cache: name => when it was made, and which file.
sub kept {
    my ($root) = @_;
    my %kept;
    for my $path (grep { !m{/sums$} } glob "$root/.broadside/photos/*") { $kept{ $path =~ s{.*/}{}r } = join ' ', (stat $path)[1, 9] if -f $path }
    return \%kept;
}

# Builds and tells whether what reads photos was loaded for it.
sub build_loads {
    my ($root, @more) = @_;
    my $log = folder();
    my ($status, $out, $err) = finish(start({ env => { LD_DEBUG => 'files', LD_DEBUG_OUTPUT => "$log/ld" } }, '-C', $root, 'build', '--date', $DATE, @more));
    is($status, 0, 'is built') or diag($err);
    my $said = join '', map { get($_) } glob "$log/ld.*";
    return $said =~ /broadside-photo\.so|libvips/ ? 1 : 0;
}

subtest 'a second build' => sub {
    my $root = photo_site({ (map { ("p$_.jpg" => of_size(500 + $_, 400)) } 1 .. 4), 'w.png' => of_size(490, 300) }, 'static/s.jpg' => photo_bytes('jpg', 64, 48));
    add_metadata("$root/static/s.jpg");
    is(build_loads($root), 1, 'the first one loads what reads photos');
    my ($kept, $made) = (kept($root), hashes("$root/public"));
    ok(keys %$kept >= 10, 'the copies are kept');
    is(build_loads($root), 0, 'the second does not');
    is_deeply(kept($root), $kept, 'nor makes a copy');
    is_deeply(hashes("$root/public"), $made, 'and gives the same');
    remove_tree("$root/public");
    is(build_loads($root), 0, 'nor where the destination has gone');
    is_deeply(hashes("$root/public"), $made, 'which is whole again');
    put("$root/content/news/b/index.md", "---\ntitle: B\ndate: 2025-03-02\n---\n![again](../a/p1.jpg)\n");
    is(build_loads($root), 0, 'nor where another page shows one of them');
    is(build_loads($root, '-d', 'elsewhere'), 0, 'nor for another destination');
    put("$root/content/news/a/p9.jpg", get("$root/content/news/a/p1.jpg"));
    put("$root/content/news/b/index.md", "---\ntitle: B\ndate: 2025-03-02\n---\n![again](../a/p9.jpg)\n");
    is(build_loads($root), 0, 'nor for one that has got another name');
    is(corners("$root/public/news/a/p9-480.webp"), $UPRIGHT, 'whose copies are there');
    unlink "$root/.broadside/$_" for grep { !m{^photos} } map { s{.*/}{}r } glob "$root/.broadside/*";
    is(build_loads($root), 0, 'nor where all else that is kept has gone');
};

subtest 'what is kept is of no use' => sub {
    my $root = photo_site({ map { ("p$_.jpg" => of_size(500, 400 + $_)) } 1 .. 3 });
    builds($root, 'is built');
    my $made = hashes("$root/public");
    my @copies = map { "$root/.broadside/photos/$_" } sort keys %{ kept($root) };
    my %spoilt = (
        'emptied' => sub { put($_, '') for @copies },
        'cut off' => sub { put($_, substr get($_), 0, 200) for @copies },
        'zeros at their ends' => sub { for (@copies) { my $text = get($_); substr($text, -100) = "\0" x 100; put($_, $text) } },
        'garbage in their middles' => sub { for (@copies) { my $text = get($_); substr($text, length($text) / 2, 4) = 'XXXX'; put($_, $text) } },
        'other pictures of their size' => sub {
            for (@copies) {
                my ($ending) = /\.(\w+)$/;
                run_tool('vips', 'rot', $_, "$root/other.$ending", 'd180');
                rename "$root/other.$ending", $_ or die;
            }
        },
        'what they were forgotten' => sub { unlink "$root/.broadside/photos/sums" or die },
        'what they were cut off' => sub { my $sums = "$root/.broadside/photos/sums"; put($sums, substr get($sums), 0, -20) },
        'what they were garbled' => sub { my $sums = "$root/.broadside/photos/sums"; put($sums, get($sums) =~ tr/0-7/8-9a-f/r . "\0\n\nx y") },
        'all zeros' => sub { put($_, "\0" x length get($_)) for @copies },
        'other text' => sub { put($_, "nothing of the kind\n" x 99) for @copies },
        'gone' => sub { unlink @copies },
        'gone with their folder' => sub { remove_tree("$root/.broadside/photos") },
        'links to elsewhere' => sub { for (@copies) { unlink; symlink '/etc/passwd', $_ } },
        'a file where their folder was' => sub { remove_tree("$root/.broadside/photos"); put("$root/.broadside/photos", "x\n") },
        'a link where their folder was' => sub { remove_tree("$root/.broadside/photos"); unlink "$root/.broadside/photos"; symlink folder(), "$root/.broadside/photos" },
    );
    for my $what ('emptied', 'cut off', 'zeros at their ends', 'garbage in their middles', 'other pictures of their size', 'what they were forgotten',
        'what they were cut off', 'what they were garbled', 'all zeros', 'other text', 'gone', 'gone with their folder', 'links to elsewhere',
        'a file where their folder was', 'a link where their folder was') {
        local $_;
        $spoilt{$what}->();
        remove_tree("$root/public");
        builds($root, "$what: it is built");
        is_deeply(hashes("$root/public"), $made, "$what: the same is published");
        next if $what =~ /folder was/;
        remove_tree("$root/public");
        is(build_loads($root), 0, "$what: and mended");
    }
    my $elsewhere = readlink "$root/.broadside/photos";
    is_deeply(tree($elsewhere), {}, 'nothing is written where the link leads') if defined $elsewhere;
};

subtest 'a photo is replaced' => sub {
    my $root = photo_site({ 'p.jpg' => of_size(500, 400), 'q.jpg' => of_size(500, 400, 'Q=60') });
    my $path = "$root/content/news/a/p.jpg";
    my $when = (stat $path)[9];
    builds($root, 'is built');
    my $before = kept($root);
    # The same size, the same time, the same length: another picture.
    my $other = photo_bytes('jpg', 500, 400);
    run_tool('vips', 'rot', $path, "$root/other.jpg", 'd180');
    my ($length, $turned) = (-s $path, get("$root/other.jpg"));
    $turned .= "\0" x ($length - length $turned) if length $turned < $length;
    unlink "$root/other.jpg";
    put($path, $turned);
    utime $when, $when, $path;
    builds($root, 'with another picture of that name');
    is(corners("$root/public/news/a/p-480.webp"), 'white blue green red', 'which is shown');
    is(corners("$root/public/news/a/q-480.webp"), $UPRIGHT, 'the other is as it was');
    my $between = kept($root);
    is(scalar(grep { !exists $between->{$_} } keys %$before), 0, 'copies of the old one are kept');
    like(builds($root, '--gc', '--gc'), qr/^2 copies of photos that are not used any more were removed \(/m, 'says what it removes');
    my $after = kept($root);
    is_deeply([ sort keys %$after ], [ sort grep { exists $after->{$_} } keys %$between ], '--gc makes none');
    is(scalar keys %$after, 4, 'and removes what is not used');
    is(build_loads($root), 0, 'what is used is still there');
    unlink "$root/content/news/a/p.jpg";
    change_text($root, 'content/news/a/index.md', sub { s/!\[[^\n]*<p\.jpg>\)\n// });
    my $said = builds($root, 'with one photo less', '--gc');
    is_deeply([ pictures($root) ], [ 'news/a/q-480.jpg', 'news/a/q-480.webp' ], 'it leaves the website');
    is(scalar keys %{ kept($root) }, 2, 'and what is kept');
    like($said, qr/^2 copies of photos/m, 'as it says');
    put("$root/content/news/a/index.md", "---\ntitle: A\ndate: 2025-03-01\n---\nNone\n");
    like(builds($root, 'without any', '--gc'), qr/^2 copies of photos/m, 'none is kept');
    is_deeply([ pictures($root) ], [], 'none is published');
};

subtest 'a build is killed' => sub {
    my $root = photo_site({ map { ("p$_.jpg" => of_size(1700, 1200 + $_)) } 1 .. 24 });
    for my $wait (0.1, 0.3, 0.6) {
        my $process = start({ group => 1 }, '-C', $root, 'build', '--date', $DATE);
        sleep $wait;
        kill KILL => -$process->{pid};
        finish($process);
        is_deeply(tree("$root/public"), {}, "after $wait s: nothing is published") if gone("$root/public/.broadside.manifest");
    }
    builds($root, 'it is built afterwards');
    is_deeply([ broken_promises($root) ], [], 'all is there');
    my @left = grep { m{^photos/.+/} } keys %{ tree("$root/.broadside") };
    is_deeply(\@left, [], 'nothing half made is left');
    my $made = hashes("$root/public");
    remove_tree("$root/public", "$root/.broadside");
    builds($root, 'and once more from nothing');
    is_deeply(hashes("$root/public"), $made, 'it is the same');
};

# What is kept is named after the photo of which it was made.
subtest 'a photo is replaced while copies are made' => sub {
    my $root = photo_site({ map { ("p$_.jpg" => of_size(3000, 2000 + $_)) } 1 .. 9 });
    my $path = "$root/content/news/a/p9.jpg";
    my $old = get($path);
    run_tool('vips', 'rot', $path, "$root/other.jpg", 'd180');
    my $process = start('-C', $root, 'build', '--date', $DATE, '--jobs', '1');
    my $until = time + 60;
    sleep 0.005 while !glob("$root/.broadside/photos/new/*") && time < $until;
    rename "$root/other.jpg", $path or die;
    my ($status, undef, $err) = finish($process);
    is($status, 3, 'the build ends');
    like($err, qr{'content/news/a/p9\.jpg' has changed while the website was made}, 'and says why');
    builds($root, 'is built once more');
    is(corners("$root/public/news/a/p9-480.webp"), 'white blue green red', 'with what is there now');
    put($path, $old);
    builds($root, 'with the old one again');
    is(corners("$root/public/news/a/p9-480.webp"), $UPRIGHT, 'the old one is shown');
};

subtest 'two builds at once' => sub {
    my $root = photo_site({ map { ("p$_.jpg" => of_size(1700, 1200 + $_)) } 1 .. 8 });
    my @processes = map { start('-C', $root, 'build', '--date', $DATE) } 1 .. 2;
    my @ends = map { [ finish($_) ] } @processes;
    is(scalar(grep { $_->[0] ne '0' && $_->[0] ne '3' } @ends), 0, 'each is done, or says that there is another') or diag(explain \@ends);
    ok((grep { $_->[0] eq '0' } @ends), 'one of them is done');
    is_deeply([ broken_promises($root) ], [], 'all is there');
    is_deeply([ map { corners("$root/public/news/a/p$_-1600.jpg") } 1 .. 8 ], [ ($UPRIGHT) x 8 ], 'and whole');
    my $made = hashes("$root/public");
    my $other = photo_site({ map { ("p$_.jpg" => of_size(1700, 1200 + $_)) } 1 .. 8 });
    builds($other, 'alone', '--jobs', '1');
    is_deeply(hashes("$other/public"), $made, 'one worker gives the same');
};

my @mounted;
sub small_disk {
    my ($size) = @_;
    my $folder = folder();
    return undef if $> != 0 || system("mount -t tmpfs -o size=${size}k tmpfs $folder 2>/dev/null") != 0;
    push @mounted, $folder;
    return $folder;
}
END { my $status = $?; system('umount', $_) for @mounted; $? = $status }

subtest 'a full disk' => sub {
    my $disk = small_disk(1200) or plan skip_all => 'no right to mount';
    my $from = photo_site({ 'p.jpg' => of_size(500, 400) });
    copy_tree($from, "$disk/site");
    my $root = "$disk/site";
    builds($root, 'with room');
    my $before = tree("$root/public");
    put("$root/content/news/a/q$_.jpg", get(photo(folder() . '/q.jpg', 1700, 1200 + $_))) for 1 .. 8;
    change_text($root, 'content/news/a/index.md', sub { s/$/join '', map { "\n![q](q$_.jpg)\n" } 1 .. 8/e });
    my $free = (split ' ', (split /\n/, `df -k --output=avail $disk`)[1])[0];
    put("$disk/filler", 'x' x (($free - 40) * 1024));
    my ($status, undef, $err) = build($root);
    is($status, 3, 'without: exit status') or diag($err);
    like($err, qr/^error: .*No space left on device$/m, 'says why');
    is_deeply(tree("$root/public"), $before, 'nothing has changed');
    unlink "$disk/filler";
    builds($root, 'with room again');
    is_deeply([ broken_promises($root) ], [], 'all is there');
};

subtest 'where nothing can be kept' => sub {
    plan skip_all => 'root may write everywhere' if $> == 0 && !can_be_nobody();
    my $root = photo_site({ 'p.jpg' => of_size(500, 400) }, 'static/s.jpg' => photo_bytes('jpg', 64, 48));
    mkdir "$root/$_" for '.broadside', 'public';
    system('chown', '-R', $nobody, $root) if $> == 0;
    chmod 0555, "$root/.broadside";
    my $run = sub { return finish(start({ nobody => $> == 0 }, '-C', $root, 'build', '--date', $DATE)) };
    my ($status, undef, $err) = $run->();
    is($status, 0, 'it is built') or diag($err);
    is(corners("$root/public/news/a/p-480.webp"), $UPRIGHT, 'the copies are there');
    is_deeply([ grep { !m{^(?:news/|index|s\.jpg|\.broadside\.manifest$)} } keys %{ tree("$root/public") } ], [], 'and nothing else');
    chmod 0755, "$root/.broadside";
    chmod 0000, "$root/content/news/a/p.jpg";
    if ($> == 0 && (getpwuid $nobody)) {
        ($status, undef, $err) = $run->();
        like($status, qr/^[13]$/, 'a photo that may not be read');
        like($err, qr{content/news/a/p\.jpg}, 'is named');
    }
    chmod 0644, "$root/content/news/a/p.jpg";
};

done_testing;
