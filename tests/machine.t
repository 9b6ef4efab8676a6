#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Machines that fail: a full disk, missing permission, several file systems. Exit status 3, and nothing changed.
use strict;
use warnings;
use Broadside;
use File::Path qw(remove_tree);
use POSIX ();
use Test::More;

my $nobody = 65534;

# A file system of its own with so many KiB; undef without the right to mount one.
my @mounted;
sub small_disk {
    my ($size) = @_;
    my $folder = folder();
    return undef if $> != 0 || system("mount -t tmpfs -o size=${size}k tmpfs $folder 2>/dev/null") != 0;
    push @mounted, $folder;
    return $folder;
}
END { my $status = $?; system('umount', $_) for @mounted; $? = $status }

sub build { return broadside('-C', shift, 'build', '--date', $DATE, @_) }
sub pages { my ($text) = @_; return map { ("content/pages/p$_.md" => "---\ntitle: P$_\n---\n\n$text\n") } 1 .. 8 }

for my $where ('the destination', 'the whole site') {
    subtest "a full disk with $where" => sub {
        my $disk = small_disk(400) or plan skip_all => 'no right to mount';
        my $root = site(pages('short'));
        if ($where eq 'the whole site') {
            copy_tree($root, "$disk/site");
            $root = "$disk/site";
        }
        my $public = $where eq 'the whole site' ? "$root/public" : "$disk/public";
        is((build($root, '-d', $public))[0], 0, 'a small build passes');
        my $before = tree($public);
        my $big = "content/pages/p3.md";
        put("$disk/filler", 'x' x 280_000);
        my @long = pages('long ' x 1500);
        while (my ($path, $text) = splice @long, 0, 2) { put("$root/$path", $text) if $where ne 'the whole site' || $path eq $big }
        put("$root/themes/small/layouts/entry.html", "{{ page.content }}{{ page.content }}{{ page.content }}{{ page.content }}");
        my ($status, $out, $err) = build($root, '-d', $public);
        is($status, 3, 'exit status');
        like($err, qr/^error: .*No space left on device$/m, 'says why');
        is_deeply(tree($public), $before, 'nothing has changed');
        ok(gone("$public/.broadside.staging") && gone("$root/.broadside/staging"), 'the stage is gone');
        unlink "$disk/filler";
        is((build($root, '-d', $public))[0], 0, 'with room it passes');
    };
}

subtest 'a full disk with the sheets' => sub {
    my $disk = small_disk(64) or plan skip_all => 'no right to mount';
    my $root = site();
    broadside('init', "$root/board", '--date', $DATE);
    my @poster = ('-C', "$root/board", 'poster', '--all', '--date', $DATE, '--format', 'pdf,png,svg');
    my ($status, $out, $err) = broadside(@poster, '-d', "$disk/sheets");
    is($status, 3, 'exit status');
    like($err, qr/^error: cannot write '[^']+': No space left on device$/m, 'says which, and why');
    is_deeply(tree($disk), {}, 'no half files, and no stage');
    is((broadside(@poster, '-d', "$root/sheets"))[0], 0, 'with room they are made');
};

subtest 'a destination on another file system' => sub {
    my $disk = small_disk(2000) or plan skip_all => 'no right to mount';
    my $root = site(pages('text'));
    is((build($root, '-d', "$disk/new/public"))[0], 0, 'is made');
    is((build($root))[0], 0, 'as one beside the site');
    is_deeply(tree("$disk/new/public"), tree("$root/public"), 'with the same files, and no stage');
    put("$root/content/pages/p1.md", "---\nmistake\n");
    is((build($root, '-d', "$disk/other"))[0], 1, 'with an error');
    ok(gone("$disk/other"), 'it is not even made');
    put("$root/content/pages/p1.md", "---\ntitle: P1\n---\n");
    put("$root/themes/small/layouts/list.html", "{{ page.nothing }}\n");
    is((build($root, '-d', "$disk/other"))[0], 1, 'nor with one in a template');
    ok(gone("$disk/other"), 'it is not there');
};

# As somebody without rights, who cannot do what the test is about by being root.
sub build_as_nobody {
    my ($root) = @_;
    return build($root) if $> != 0;
    my $process = start({ nobody => 1 }, '-C', $root, 'build', '--date', $DATE);
    return finish($process);
}

sub hand_over { my ($root) = @_; return if $> != 0; system('chown', '-R', $nobody, $root) == 0 or die }

subtest 'without permission' => sub {
    plan skip_all => 'root may write everywhere' if $> == 0 && !can_be_nobody();
    my $root = site(pages('text'));
    hand_over($root);
    my ($status, $out, $err) = build_as_nobody($root);
    is($status, 0, 'with permission it passes') or diag($err);
    my $before = tree("$root/public");
    put("$root/content/pages/p1.md", "---\ntitle: Changed\n---\n");
    hand_over($root);
    chmod 0555, "$root/public/pages";
    ($status, $out, $err) = build_as_nobody($root);
    is($status, 3, 'in a folder that cannot be written in');
    like($err, qr{^error: .*'public/pages/p1.html'.*Permission denied$}m, 'which is named');
    is_deeply(tree("$root/public"), $before, 'nothing has changed');
    chmod 0755, "$root/public/pages";
    chmod 0555, $root;
    remove_tree("$root/.broadside");
    chmod 0555, $root;
    ($status, $out, $err) = build_as_nobody($root);
    is($status, 0, 'in a site that cannot be written in, whose destination can') or diag($err);
    like(get("$root/public/pages/p1.html"), qr/Changed/, 'the pages are there');
    ok(gone("$root/public/.broadside.staging"), 'and nothing else is left');
    mkdir "$root/.broadside" or die;
    chmod 0555, "$root/.broadside";
    put("$root/content/pages/p1.md", "---\ntitle: Other\n---\n");
    is((build_as_nobody($root))[0], 0, 'with what somebody else left there');
    rmdir "$root/.broadside";
    chmod 0555, "$root/public";
    put("$root/content/pages/p1.md", "---\ntitle: Again\n---\n");
    is((build_as_nobody($root))[0], 3, 'a destination that cannot be written in');
    chmod 0755, $root, "$root/public";
    is((build_as_nobody($root))[0], 0, 'with permission again');
};

subtest 'a full disk for what is printed' => sub {
    plan skip_all => 'no /dev/full' if !-c '/dev/full';
    my $root = site(pages('short'));
    for my $command ('schema news', 'help', 'status', 'check', 'check --message-format json') {
        my $said = `LC_ALL=C.UTF-8 ${\program()} -C '$root' $command 2>&1 >/dev/full`;
        is($? >> 8, 3, "$command: the exit status") or diag($said);
        like($said, qr/^error: cannot write the output: No space left on device$/m, "$command: the message")
            if $command !~ /json/;
    }
};

done_testing();
