#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# "Never lose anything": what publishing may change in a destination, and what it must not.
use strict;
use warnings;
use Broadside;
use File::Path qw(remove_tree);
use Test::More;

my $page = "---\ntitle: One\n---\n\nText.\n";

sub build { return broadside('-C', shift, 'build', '--date', $DATE, @_) }

# A site that was built once.
sub built {
    my $root = site('content/pages/one.md' => $page, @_);
    my ($status, $out, $err) = build($root);
    is($status, 0, 'the first build passes') or diag($err);
    return $root;
}

subtest 'an error in the last page rendered changes nothing' => sub {
    my $root = built(map { ("content/news/2025-01-$_-x$_.md" => "---\ntitle: N$_\n---\n") } '01' .. '28');
    my $before = tree("$root/public");
    put("$root/themes/small/layouts/last.html", "{{ site.nothing }}\n");
    put("$root/content/news/2025-01-01-x01.md", "---\ntitle: Changed\n---\n");
    my $lua = get("$root/themes/small/theme.lua");
    $lua =~ s/  },\n}/    { path = "zzz.html", layout = "last.html" },\n  },\n}/;
    put("$root/themes/small/theme.lua", $lua);
    for my $jobs (1, 2, 7) {
        my ($status, $out, $err) = build($root, '-j', $jobs);
        is($status, 1, "exit status with -j $jobs");
        like($err, qr{last\.html:1:\d+: error: }, 'the message names the template and its line');
        is_deeply(tree("$root/public"), $before, 'not a byte has changed');
    }
    ok(gone("$root/.broadside/staging"), 'nothing is left in the stage');
};

subtest 'an error before rendering changes nothing' => sub {
    my $root = built();
    my $before = tree("$root/public");
    put("$root/content/pages/two.md", "---\ntitle: Two\nunknown: 1\n---\n");
    is((build($root))[0], 1, 'exit status');
    is_deeply(tree("$root/public"), $before, 'not a byte has changed');
};

subtest 'an entry that is removed, renamed or expired leaves no file' => sub {
    my $root = built('content/pages/two/index.md' => "---\ntitle: Two\n---\n![x](x.txt)\n", 'content/pages/two/x.txt' => 'x',
        'content/notices/2025-01-01-soon.md' => "---\ntitle: Soon\nexpires: 2025-11-20\nafter: remove\n---\n");
    ok(!gone("$root/public/pages/two/x.txt"), 'its files are published');
    remove_tree("$root/content/pages/two");
    rename "$root/content/pages/one.md", "$root/content/pages/uno.md";
    my ($status, $out) = build($root);
    like($out, qr/2 written, 1 unchanged, 3 removed/, 'the summary');
    ok(gone("$root/public/pages/one.html") && gone("$root/public/pages/two.html"), 'the pages are gone');
    ok(gone("$root/public/pages/two"), 'the folder that became empty as well');
    ok(!gone("$root/public/notices/soon.html"), 'shown on its last day');
    broadside('-C', $root, 'build', '--date', '2025-11-21');
    ok(gone("$root/public/notices"), 'removed on the next');
    is_deeply([ sort keys %{ hashes("$root/public") } ], [ 'index.html', 'pages/uno.html' ], 'nothing else is left');
};

subtest "a file of somebody else's survives" => sub {
    my $root = built();
    put("$root/public/CNAME", 'www.example.org');
    put("$root/public/pages/mine.html", 'mine');
    unlink "$root/content/pages/one.md";
    is((build($root))[0], 0, 'exit status');
    is(get("$root/public/CNAME"), 'www.example.org', 'beside the website');
    is(get("$root/public/pages/mine.html"), 'mine', 'in a folder of which all else is gone');
    ok(gone("$root/public/pages/one.html"), 'what was published is gone');
};

subtest 'a foreign file in the way' => sub {
    my $root = site('content/pages/one.md' => $page);
    put("$root/public/index.html", 'mine');
    put("$root/public/pages/one.html", 'mine too');
    my $before = tree("$root/public");
    my ($status, $out, $err) = build($root);
    is($status, 1, 'exit status');
    like($err, qr{^public/index.html: error: .*\n.*--force\n}m, 'named');
    like($err, qr{^public/pages/one.html: error: }m, 'and the other one');
    is_deeply(tree("$root/public"), $before, 'not a byte has changed, no manifest was written');
    is((build($root, '--force'))[0], 0, '--force overwrites');
    like(get("$root/public/pages/one.html"), qr/Text/, 'with the page');
};

subtest 'a lost manifest, a lost .broadside' => sub {
    my $root = built();
    my $before = tree("$root/public");
    unlink "$root/public/.broadside.manifest";
    remove_tree("$root/.broadside");
    my ($status, $out) = build($root);
    like($out, qr/0 written, 2 unchanged, 0 removed/, 'equal files are adopted');
    is_deeply(tree("$root/public"), $before, 'the manifest is back');
    unlink "$root/public/.broadside.manifest";
    put("$root/content/pages/one.md", "---\ntitle: Uno\n---\n");
    my ($again, $nothing, $err) = build($root);
    is($again, 1, 'others are errors');
    like($err, qr{^public/pages/one.html: error: }m, 'that are named');
    remove_tree("$root/public");
    is((build($root))[0], 0, 'a lost destination is made again');
};

subtest 'an output that somebody changed' => sub {
    my $root = built();
    put("$root/public/pages/one.html", 'touched');
    my ($status, $out) = build($root);
    like($out, qr/1 written, 1 unchanged/, 'one that is still made is mended');
    put("$root/public/pages/one.html", 'touched');
    unlink "$root/content/pages/one.md";
    ($status, $out, my $err) = build($root);
    is($status, 0, 'exit status');
    like($err, qr{^public/pages/one.html: warning: .*left where it is}m, 'one that is no longer made stays, with a warning');
    is(get("$root/public/pages/one.html"), 'touched', 'untouched');
    is((build($root))[2], '', 'said once');
};

subtest 'what a killed build left' => sub {
    my $root = built();
    my @left = ("$root/.broadside/staging", "$root/public/.broadside.staging");
    put("$_/pages/one.html", 'cut') for @left;
    my ($status, $out) = build($root);
    like($out, qr/0 written, 2 unchanged, 0 removed/, 'nothing has changed');
    ok(gone($_), "$_ is removed all the same") for @left;
};

subtest 'a damaged manifest leads nowhere else' => sub {
    my $root = built();
    put("$root/outside.txt", 'outside');
    my $manifest = get("$root/public/.broadside.manifest");
    # The hash of "outside", so that nothing but the path keeps it.
    put("$root/static/copy.txt", 'outside');
    build($root);
    my ($hash) = get("$root/public/.broadside.manifest") =~ /^([0-9a-f]{32})  copy.txt$/m;
    ok($hash, 'the manifest has a hash and a path on each line');
    unlink "$root/static/copy.txt";
    put("$root/public/.broadside.manifest", "$manifest$hash  ../outside.txt\n$hash  $root/outside.txt\nrubbish\n\0\n");
    is((build($root))[0], 0, 'exit status');
    is(get("$root/outside.txt"), 'outside', 'nothing outside is removed');
};

subtest 'symbolic links in the destination' => sub {
    my $root = built();
    my $outside = folder();
    put("$outside/kept.html", 'kept');
    remove_tree("$root/public/pages");
    symlink $outside, "$root/public/pages" or die;
    my ($status, $out, $err) = build($root);
    is($status, 1, 'a folder on the way');
    like($err, qr{^public/pages: error: .*symbolic link}m, 'is named');
    is((build($root, '--force'))[0], 1, 'even with --force');
    unlink "$root/content/pages/one.md";
    is((build($root))[0], 0, 'with nothing to write there');
    put("$root/content/pages/one.md", $page);
    unlink "$root/public/pages";
    unlink "$root/public/index.html";
    symlink "$outside/kept.html", "$root/public/index.html" or die;
    ($status, $out, $err) = build($root);
    is($status, 1, 'in the place of a file');
    like($err, qr{^public/index.html: error: }m, 'is named');
    is((build($root, '--force'))[0], 0, '--force replaces the link');
    is_deeply(tree($outside), { 'kept.html' => 'kept' }, 'and nothing was written through any');
};

subtest 'what systems leave behind in static/' => sub {
    my @left = ('Thumbs.db', 'a/.DS_Store', '~$list.docx', 'a/._x.txt', '__MACOSX/x.txt', 'a/x.txt~');
    my $root = site('content/pages/one.md' => $page, map { ("static/$_" => 'x') } @left, '.htaccess', '.well-known/x.txt', 'a/x.txt');
    is((build($root))[0], 0, 'built');
    my $tree = tree("$root/public");
    is(join(' ', grep { $tree->{$_} } @left), '', 'is not published');
    ok($tree->{$_}, "$_ is") for '.htaccess', '.well-known/x.txt', 'a/x.txt';
};

subtest 'symbolic links in the site' => sub {
    my $outside = folder();
    put("$outside/secret.txt", 'secret');
    my $root = site('content/pages/one.md' => $page, 'static/real.txt' => 'real', 'static/deep/x.txt' => 'x');
    symlink 'real.txt', "$root/static/inside.txt" or die;
    symlink 'deep', "$root/static/also" or die;
    is((build($root))[0], 0, 'inside the site they are followed');
    is(get("$root/public/inside.txt"), 'real', 'a file');
    is(get("$root/public/also/x.txt"), 'x', 'a folder');
    ok(!-l "$root/public/inside.txt", 'as a file of its own');
    symlink "$outside/secret.txt", "$root/static/secret.txt" or die;
    symlink $outside, "$root/static/folder" or die;
    symlink '..', "$root/static/deep/loop" or die;
    symlink "$outside/secret.txt", "$root/themes/small/assets" or die;
    my ($status, $out, $err) = build($root);
    is($status, 1, 'others are errors');
    like($err, qr{^static/secret.txt: error: .*symbolic link}m, 'a file outside');
    like($err, qr{^static/folder: error: .*symbolic link}m, 'a folder outside');
    ok(gone("$root/public/secret.txt"), 'nothing of it is published');
    unlink "$root/static/secret.txt", "$root/static/folder", "$root/themes/small/assets";
    ($status, $out, $err) = build($root);
    is($status, 1, 'a loop ends');
    like($err, qr{^static/deep/loop: error: .*around it}m, 'and is named');
    unlink "$root/static/deep/loop";
    mkdir "$root/themes/small/assets";
    symlink "$outside/secret.txt", "$root/themes/small/assets/secret.css" or die;
    build($root);
    ok(gone("$root/public/assets/secret.css"), 'a theme does not reach out either');
};

subtest 'a folder of work that is a link' => sub {
    my ($root, $elsewhere) = (site('content/pages/a.md' => "---\ntitle: A\n---\n"), folder());
    symlink $elsewhere, "$root/.broadside" or die;
    for my $command ([ 'build' ], [ 'poster', '--all' ]) {
        my ($status, $out, $err) = broadside('-C', $root, @$command, '--date', $DATE);
        is($status, 2, "@$command: exit status");
        like($err, qr/^error: '.*\.broadside' is a symbolic link/m, 'is named');
    }
    is_deeply(tree($elsewhere), {}, 'nothing is written there');
};

subtest 'what may not be published, by whatever name' => sub {
    my $root = site('content/pages/draft.md' => "---\ntitle: D\ndraft: true\n---\nSECRET\n",
        'content/pages/one.md' => "---\ntitle: One\n---\n[text](plain.txt)\n");
    symlink 'draft.md', "$root/content/pages/plain.txt" or die;
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 1, 'a link to the source of an entry');
    like($err, qr/'pages\/plain\.txt' is an entry/, 'is named');
    ok(gone("$root/public"), 'and nothing is made');
    rename "$root/content", "$root/texts" or die;
    symlink 'texts', "$root/content" or die;
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 1, 'nor where content/ is a link itself');
    ok(gone("$root/public"), 'is anything made');
    unlink "$root/content/pages/plain.txt";
    remove_tree("$root/.broadside");
    my $other = folder();
    put("$other/staging/mine", 'x');
    symlink $other, "$root/.broadside" or die;
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 2, 'a work folder that is a link');
    is(get("$other/staging/mine"), 'x', 'is not followed');
};

subtest 'files and folders that change places' => sub {
    my $root = built();
    my $lua = get("$root/themes/small/theme.lua");
    (my $other = $lua) =~ s{"index.html"}{"pages"};
    $other =~ s{":type/:slug.html"}{"index.html/:slug.html"};
    put("$root/themes/small/theme.lua", $other);
    my ($status, $out, $err) = build($root);
    is($status, 0, 'a file in the place of a folder, and the other way round') or diag($err);
    is_deeply([ sort keys %{ hashes("$root/public") } ], [ 'index.html/one.html', 'pages' ], 'both are there');
    put("$root/public/index.html/mine.txt", 'mine');
    put("$root/themes/small/theme.lua", $lua);
    ($status, $out, $err) = build($root);
    is($status, 1, 'not if something of somebody else is in the folder');
    like($err, qr{^public/index.html: error: .*folder}m, 'which is named');
    is(get("$root/public/index.html/mine.txt"), 'mine', 'and survives');
};

subtest 'a destination that is none' => sub {
    my $root = built('static/robots.txt' => '', 'data/profile.yaml' => "- year: 2025\n");
    my $before = tree($root);
    for my $bad ('.', '..', 'content', 'content/pages', 'data/out', 'themes', 'static/x', '.broadside/x', $root, '/', 'broadside.yaml', '') {
        my ($status, $out, $err) = build($root, '-d', $bad);
        is($status, 2, "'$bad' is refused") or diag($err);
        like($err, qr{^error: '\Q$bad\E' cannot be the destination: }, 'with a reason');
    }
    symlink 'content', "$root/link";
    is((build($root, '-d', 'link/out'))[0], 2, 'a link into the content as well');
    unlink "$root/link";
    is_deeply(tree($root), $before, 'nothing has changed');
};

subtest 'destinations elsewhere' => sub {
    my $root = built();
    my $elsewhere = folder();
    is((build($root, '-d', "$elsewhere/a/b"))[0], 0, 'folders are made');
    is_deeply(hashes("$elsewhere/a/b"), hashes("$root/public"), 'with the same files');
    is((build($root, '-d', 'out'))[0], 0, 'a relative one is below the site');
    is_deeply(hashes("$root/out"), hashes("$root/public"), 'with the same files');
    symlink "$elsewhere/a/b", "$root/www";
    is((build($root, '-d', 'www'))[0], 0, 'the destination itself may be a link');
};

subtest 'modes follow the umask' => sub {
    my $root = site('content/pages/one.md' => $page, 'static/run.sh' => "#!/bin/sh\n");
    chmod 0700, "$root/static/run.sh";
    my $old = umask 022;
    build($root);
    umask $old;
    is((stat "$root/public/$_")[2] & 07777, 0644, $_) for 'index.html', 'pages/one.html', 'run.sh', '.broadside.manifest';
    is((stat "$root/public/pages")[2] & 07777, 0755, 'folders');
};

subtest 'a page that needs base_url' => sub {
    my %feed = (
        'themes/small/layouts/feed.xml' => "{{ permalink(\"index.html\") }}\n",
        'themes/small/theme.lua' => "return { outputs = {\n  { path = \"index.html\", layout = \"list.html\" },\n"
            . "  { each = \"pages\", path = \":slug.html\", layout = \"entry.html\" },\n"
            . "  { path = \"feed.xml\", layout = \"feed.xml\" }, { path = \"map.xml\", layout = \"feed.xml\" },\n} }\n");
    my $root = built(%feed);
    ok(!gone("$root/public/feed.xml"), 'is made with one');
    put("$root/broadside.yaml", "title: Test\nlanguage: en\ntheme: small\n");
    my ($status, $out, $err) = build($root);
    is($status, 0, 'exit status without');
    like($err, qr{\Abroadside.yaml: warning: .*base_url.*: feed.xml, map.xml\n.*\n\z}, 'one warning');
    ok(gone("$root/public/feed.xml"), 'and it is removed');
    is((build($root, '--base-url', 'https://x.example/'))[2], '', 'the option does as well');
};

subtest 'check writes nothing' => sub {
    my $root = site('content/pages/one.md' => $page);
    my $before = tree($root);
    my ($status, $out) = broadside('-C', $root, 'check', '--date', $DATE);
    is($status, 0, 'exit status');
    like($out, qr/2 pages, 0 files: no errors in /, 'what it looked at');
    my $doubtful = site('content/pages/one.md' => "---\ntitle: One\n---\n\n[Gone](gone.md) [too](too.md)\n");
    like((broadside('-C', $doubtful, 'check', '--date', $DATE))[1], qr/no errors, 2 warnings, in /, 'and how many warnings there are');
    is_deeply(tree($root), $before, 'no file');
    ok(gone("$root/.broadside") && gone("$root/public"), 'no folder');
};

subtest 'a folder that is no site' => sub {
    my $root = folder();
    my ($status, $out, $err) = build($root);
    is($status, 2, 'exit status');
    like($err, qr/no broadside.yaml/, 'says so');
    is_deeply([ glob "$root/.* $root/*" ], [ "$root/.", "$root/.." ], 'nothing is left there');
};

done_testing();
