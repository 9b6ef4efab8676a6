#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The review: what stops a build, what is accepted, that no channel shows a number whole, and links to other hosts (of
# servers on this machine). Numbers are made here; they are nobody's.
use strict;
use warnings;
use Broadside;
use Encode qw(encode);
use IO::Socket::INET;
use POSIX ();
use Test::More;

my @weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
sub id_of {
    my ($first) = @_;
    my $sum = 0;
    $sum += substr($first, $_, 1) * $weights[$_] for 0 .. 16;
    return $first . substr '10X98765432', $sum % 11, 1;
}
sub card_of {
    my ($first) = @_;
    my ($sum, $double) = (0, 1);
    for my $digit (reverse split //, $first) {
        my $value = $double ? $digit * 2 : $digit;
        $sum += $value > 9 ? $value - 9 : $value;
        $double = !$double;
    }
    return $first . (10 - $sum % 10) % 10;
}
my $id = id_of('11010119900307123');
my $other = id_of('32050519851123456');
my $card = card_of('622202100011223344');
my $mobile = '13812345678';
(my $id_masked = $id) =~ s/^\d{14}/'*' x 14/e;
(my $card_masked = $card) =~ s/^\d{15}/'*' x 15/e;

sub entry { my ($body, $front) = @_; return "---\ntitle: T\n" . ($front // '') . "---\n\n$body\n" }
sub check { my ($root, @more) = @_; return broadside('-C', $root, 'check', '--date', $DATE, @more) }

# Where a number may stand: path => text. It must be found there, and shown nowhere.
my $utf16 = encode('UTF-16', "name $id\n");
my %places = (
    'body' => { 'content/news/2025-01-01-a.md' => entry("text $id text") },
    'long line' => { 'content/news/2025-01-01-a.md' => entry(('x' x 70) . " $id " . ('y' x 200)) },
    'comment' => { 'content/news/2025-01-01-a.md' => entry("<!-- $id -->") },
    'code' => { 'content/news/2025-01-01-a.md' => entry("```\n$id\n```") },
    'link' => { 'content/news/2025-01-01-a.md' => entry("[x](https://example.org/$id)") },
    'dangling link' => { 'content/news/2025-01-01-a.md' => entry("[x]($id.md)") },
    'alternative text' => { 'content/news/2025-01-01-a.md' => entry("![$id](a.png)"), 'content/news/a.png' => "\x89PNG\0" },
    'front matter' => { 'content/news/2025-01-01-a.md' => entry('Text.', "author: $id\n") },
    'escaped' => { 'content/news/2025-01-01-a.md' => entry('Text.', 'author: "' . join('', map { sprintf '\x%02x', ord } split //, $id) . "\"\n") },
    'draft' => { 'content/news/2025-01-01-a.md' => entry($id, "draft: true\n") },
    'unknown key' => { 'content/news/2025-01-01-a.md' => entry('Text.', "$id: x\nauthor: $id\n") },
    'bad date' => { 'content/news/2025-01-01-a.md' => entry($id, "expires: $id\n") },
    'broken YAML' => { 'content/news/2025-01-01-a.md' => entry($id, "tags: [$id\n") },
    'not UTF-8' => { 'content/news/2025-01-01-a.md' => entry("$id \xff"), 'content/pages/b.md' => entry($id) },
    'accept' => { 'content/news/2025-01-01-a.md' => entry('Text.', "accept:\n  - { finding: resident-id, text: '$id', reason: mine }\n") },
    'file name' => { "content/news/2025-01-01-$id.md" => entry('Text.') },
    'data' => { 'data/list.yaml' => "- name: x\n  number: '$id'\n" },
    'table' => { 'data/list.csv' => "name,number\nx,$id\n" },
    'text beside an entry' => { 'content/news/2025-01-01-a/index.md' => entry('Text.'), 'content/news/2025-01-01-a/list.txt' => "x $id\n" },
    'GB 18030' => { 'content/news/2025-01-01-a/index.md' => entry('Text.'), 'content/news/2025-01-01-a/list.csv' => encode('gbk', "\x{59d3}\x{540d},\x{53f7}\x{7801}\nx,$id\n") },
    'UTF-16' => { 'static/list.txt' => $utf16 },
    'other encoding' => { 'static/list.txt' => "na\xefve $id \xff" },
    'hidden' => { 'static/.well-known/list.txt' => $id },
    'kept copy' => { 'static/list.txt.bak' => $id },
    'override of the theme' => { 'theme/layouts/list.html' => "<p>$id</p>" },
    'words of the theme' => { 'themes/small/locales/en.yaml' => "word: $id\n" },
    'asset of the theme' => { 'themes/small/assets/a.js' => "// $id" },
    'type' => { 'types/skill.yaml' => "name: skill\nfolder: skills\nlabel: { en: '$id' }\n" },
    'name of data' => { "data/l$id.yaml" => "- 1\n" },
    'broken UTF-8' => { 'static/list.txt' => encode('UTF-8', "\x{59d3}\x{540d}") . " $id \xff\n" },
    'broken GB 18030' => { 'static/list.txt' => encode('gbk', "\x{59d3}\x{540d}\x{53f7}\x{7801}") . " $id \xff\n" },
    'static' => { 'static/a/list.svg' => "<svg><text>$id</text></svg>" },
    'name in static' => { "static/$id.pdf" => "%PDF-1.4 \0" },
    'settings' => { 'broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\nbase_url: https://example.org/\ndescription: $id\ncontacts: ['$id']\n" },
);
for my $name (sort keys %places) {
    my $root = site('content/pages/one.md' => entry('Text.'), %{ $places{$name} });
    my ($status, $out, $err) = check($root, '--drafts');
    is($status, 1, "$name: exit status");
    like($err, qr/error: a whole resident ID number: '\Q$id_masked\E'/, "$name: found");
    my ($json_status, $json) = check($root, '--message-format', 'json');
    my ($built, $build_out, $build_err) = broadside('-C', $root, 'build', '--date', $DATE, '-v');
    is($built, 1, "$name: it stops a build");
    ok(gone("$root/public"), "$name: nothing is published");
    my $all = join '', $out, $err, $json, $build_out, $build_err;
    my $first = substr $id, 0, 14;
    ok($all !~ /\Q$id\E|\Q$first\E/, "$name: shown nowhere") or diag($all);
}

subtest 'errors, warnings, --strict' => sub {
    my $root = site('content/news/2025-01-01-a.md' => entry("call $mobile"));
    my ($status, $out, $err) = check($root);
    is($status, 0, 'a mobile number is a warning');
    like($err, qr/:5:6: warning: a mobile number: '138\*\*\*\*5678'\n.*call 138\*\*\*\*5678\n/, 'with its mask, also in the line');
    ($status, $out, $err) = check($root, '--strict');
    is($status, 1, '--strict: an error');
    like($err, qr/^With --strict, /m, 'which is said');
    ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE, '--strict');
    is($status, 1, 'build --strict: exit status');
    ok(gone("$root/public/index.html"), 'nothing is published');
    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'without it all is');
    ok(!gone("$root/public/index.html"), 'published');
    put("$root/content/news/2025-01-01-a.md", entry('Text.'));
    is((broadside('-C', $root, 'build', '--date', $DATE, '--strict'))[0], 0, 'without warnings --strict publishes');
    put("$root/content/news/2025-01-01-a.md", entry("Bank card $card"));
    ($status, $out, $err) = check($root);
    is($status, 1, 'a bank card is an error');
    like($err, qr/error: a whole bank card number: '\Q$card_masked\E'/, 'masked');
    unlike($err, qr/\Q$card\E/, 'everywhere');
    put("$root/content/news/2025-01-01-a.md", "---\ntitel: x\n---\n\n$id\n");
    ($status, $out, $err) = check($root);
    like($err, qr/'titel'.*resident ID/s, 'it is reviewed with other errors in it');
};

subtest 'a roster' => sub {
    my $root = site('content/pages/one.md' => entry('Text.'),
        'static/roster.csv' => "no,room,number\n" . join '', map({ sprintf "%d,301,138%08d\n", $_, 12345000 + $_ } 1 .. 300), "301,302,$id\n");
    my ($status, $out, $err) = check($root);
    is($status, 1, 'many mobile numbers hide no ID below them');
    like($err, qr{roster\.csv:302:9: error: a whole resident ID number}, 'it is named');
    like($err, qr{roster\.csv:2:7: warning: a mobile number}, 'and the numbers, also behind a column of digits');
};

subtest 'contacts' => sub {
    my $config = "title: Test\nlanguage: en\ntheme: small\nbase_url: https://example.org/\n";
    my $root = site('broadside.yaml' => $config . "contacts:\n  - 'duty: 138-1234-5678'\n  - 'account: $card'\n",
        'content/news/2025-01-01-a.md' => entry("call +86 $mobile, bank card $card"));
    my ($status, $out, $err) = check($root);
    is($status, 0, 'official numbers are allowed');
    is($err, '', 'in any form');
};

subtest 'accept' => sub {
    my $root = site('content/news/2025-01-01-a.md' => '');
    my $last = substr $id, -4;
    for my $text ("'$last'", "'$id_masked'") {
        put("$root/content/news/2025-01-01-a.md", entry("one $id two $id", "accept:\n  - { finding: resident-id, text: $text, reason: court notice }\n"));
        my ($status, $out, $err) = check($root);
        is("$status$err", 0, "$text: accepted");
    }
    put("$root/content/news/2025-01-01-a.md", entry("one $id two $other", "accept:\n  - { finding: resident-id, text: '$last', reason: court notice }\n"));
    my ($status, $out, $err) = check($root);
    is($status, 1, 'only that one');
    is(scalar(() = $err =~ /resident ID/g), 1, 'the other is found');
    put("$root/content/news/2025-01-01-a.md", entry('none', "accept:\n  - { finding: resident-id, text: '$last', reason: court notice }\n"));
    ($status, $out, $err) = check($root);
    is($status, 0, 'one that is not there');
    like($err, qr/:4:5: warning: 'accept' names a finding that there is not: resident-id\n/, 'is a warning');
    put("$root/content/news/2025-01-01-a.md", entry("$id", "accept:\n  - { finding: resident-id, text: '$last' }\n"));
    is((check($root))[0], 1, 'not without a reason');
    put("$root/content/news/2025-01-01-a.md", entry("$id", "accept:\n  - { finding: resident-id, text: '$last', reason: $id }\n"));
    ($status, $out, $err) = check($root);
    like($err, qr/:4:\d+: error: a whole resident ID/, 'the reason is no place for it either');
};

# A server of one kind of answer each; gone with the test.
my @children;
sub serve {
    my ($answer) = @_;
    my $server = IO::Socket::INET->new(Listen => 20, LocalAddr => '127.0.0.1', ReuseAddr => 1) or die "socket: $!";
    my $pid = fork // die "fork: $!";
    if (!$pid) {
        my @open;    # those that get no answer
        $SIG{PIPE} = 'IGNORE';
        while (my $client = $server->accept) {
            my $request = '';
            while (defined(my $line = <$client>)) { $request .= $line; last if $line eq "\r\n" }
            my ($method, $path) = $request =~ /^(\w+) (\S+)/ or next;
            my $reply = $answer->($method, $path, $server->sockport);
            if (defined $reply) { print $client $reply; close $client }
            else { push @open, $client }
        }
        POSIX::_exit(0);
    }
    push @children, $pid;
    return $server->sockport;
}
END { my $status = $?; kill 'KILL', @children if @children; waitpid $_, 0 for @children; $? = $status }

sub reply { my ($status, @headers) = @_; return join("\r\n", "HTTP/1.1 $status", 'Content-Length: 0', 'Connection: close', @headers, '', '') }
my $port = serve(sub {
    my ($method, $path, $own) = @_;
    return reply('200 OK') if $path =~ m{^/(ok|final)};
    return reply('404 Not Found') if $path eq '/gone';
    return reply('301 Moved Permanently', 'Location: /final') if $path eq '/moved';
    return reply('302 Found', 'Location: /final') if $path eq '/elsewhere';
    return reply('302 Found', "Location: http://127.0.0.1:$own/round") if $path eq '/round';
    return reply('302 Found', 'Location: file:///etc/passwd') if $path eq '/local';
    return reply($method eq 'HEAD' ? '405 Method Not Allowed' : '200 OK') if $path eq '/head';
    return "\0\1\2 garbage\r\n\r\n" if $path eq '/garbage';
    return undef if $path eq '/never';
    return reply('500 Oops');
});

subtest 'broadside-links' => sub {
    (my $helper = program()) =~ s{[^/]*$}{broadside-links};
    my $input = folder() . '/addresses';
    my %wanted = (ok => 'ok', gone => "status\t404", moved => "moved\thttp://127.0.0.1:$port/final", elsewhere => 'ok',
        round => 'round', local => 'astray', head => 'ok', garbage => 'failed', never => 'late');
    put($input, join '', map { "http://127.0.0.1:$port/$_\n" } sort keys %wanted);
    my %said = map { my ($url, $rest) = split /\t/, $_, 2; $url =~ s{.*/}{}; ($url => $rest) } split /\n/, qx{'$helper' 1 <'$input'};
    like($said{$_}, qr/\A\Q$wanted{$_}\E/, $_) for sort keys %wanted;
    is(scalar keys %said, scalar keys %wanted, 'each once');
    put($input, "file:///etc/passwd\nftp://127.0.0.1/\njavascript:1\n");
    is(scalar(() = qx{'$helper' 1 <'$input'} =~ /\tinvalid\t/g), 3, 'nothing but http and https');
};

subtest 'check --external' => sub {
    my $at = "http://127.0.0.1:$port";
    my $root = site('content/news/2025-01-01-a.md' => entry("[a]($at/ok) [b]($at/gone)\n\n[c]($at/moved#x)", "source_url: $at/gone\n"),
        'content/news/2025-01-02-b.md' => entry("[a]($at/gone)"));
    my ($status, $out, $err) = check($root);
    is($err, '', 'a plain check asks nobody');
    ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE, '--external');
    is($status, 2, 'nor can a build');
    ($status, $out, $err) = check($root, '--external');
    is($status, 0, 'what is wrong is a warning');
    like($err, qr{^content/news/2025-01-01-a.md:3:13: warning: the link '$at/gone' leads nowhere: its host answers 404$}m, 'gone');
    like($err, qr{= also in content/news/2025-01-01-a.md:6\n +=.*content/news/2025-01-02-b.md:5\n}, 'with all its places');
    like($err, qr{warning: '$at/moved' has moved for good\n.*\n.*\n +. write $at/final\n}, 'moved');
    is(scalar(() = $err =~ /warning:/g), 2, 'and nothing else');
    is((check($root, '--external', '--strict'))[0], 1, '--strict');
    put("$root/content/news/2025-01-01-a.md", entry("[a]($at/oops)"));
    unlink "$root/content/news/2025-01-02-b.md";
    like((check($root, '--external'))[2], qr{warning: the link '$at/oops' could not be checked: its host answers 500\n.*\n.*\n +. open it in a browser}, 'who answers otherwise may mean us');
    put("$root/content/news/2025-01-01-a.md", entry('[a](http://a.invalid/) [b](http://b.invalid/)'));
    ($status, $out, $err) = check($root, '--external');
    is($err, "warning: links to other hosts were not checked: no host can be reached\n      = check again with a network\n", 'offline');

    my $bin = folder();
    put("$bin/broadside", get(program()));
    put("$bin/broadside-links", "#!/bin/sh\nexit 1\n");
    chmod 0755, "$bin/broadside", "$bin/broadside-links";
    put("$root/content/news/2025-01-01-a.md", entry(join "\n\n", map { "[a](http://a.invalid/$_/" . 'x' x 100 . ')' } 1 .. 1000));
    my $said = qx{'$bin/broadside' -C '$root' check --date $DATE --external 2>&1};
    is($?, 0, 'a helper that fails before it has read its input');
    like($said, qr/^warning: links to other hosts were not all checked: broadside-links has failed$/m, 'is said');
};

subtest 'numbers in names' => sub {
    my $root = site("content/news/2025-01-01-$mobile.md" => entry('Text.'), 'list.txt' => $id);
    symlink '../list.txt', "$root/linked.txt";
    mkdir "$root/static";
    rename "$root/linked.txt", "$root/static/linked.txt" or die $!;
    symlink '.', "$root/static/circle";
    my ($status, $out, $err) = check($root);
    like($err, qr/warning: a mobile number: '138\*\*\*\*5678'/, 'behind a date');
    like($err, qr/static\/linked.txt:1:1: error: a whole resident ID/, 'what a symbolic link leads to');
};

subtest 'other commands show none' => sub {
    my $root = site('types/skill.yaml' => "name: skill\nfolder: skills\nlabel: { en: 'Skill $id' }\n",
        "content/commitments/$mobile.md" => "---\ntitle: T\nby: B\ngroup: other\nmade: 2025-01-01\ndue: 2025-02-01\nstatus: pledged\n---\n");
    put("$root/in.txt", "Notice $id\n\nText $id.\n");
    for my $arguments (['schema'], ['schema', 'skill'], ['status', '--date', $DATE], ['status', '--date', $DATE, '--message-format', 'json'],
        ['import', '--dry-run', "$root/in.txt"], ['import', '--dry-run', '--message-format', 'json', "$root/in.txt"], ['import', "$root/in.txt"], ['new', 'news', "About $id"], ['new', 'news', $id, '--message-format', 'json']) {
        my ($status, $out, $err) = broadside('-C', $root, @$arguments);
        my $first = substr $id, 0, 14;
        ok("$out$err" !~ /$first|$mobile/, "@$arguments[0, -1]") or diag("$out$err");
    }
};

subtest 'the same messages from any number of threads' => sub {
    my $same = 'The same paragraph stands in every entry of this site, and is longer than sixty characters.';
    my %entries = map {
        my $front = $_ % 7 ? '' : "accept:\n  - { finding: mobile, text: '5678', reason: mine }\n";
        sprintf('content/news/2025-%02d-%02d-%d.md', 1 + $_ % 10, 1 + $_ % 28, $_) => entry("call $mobile\n\n$same\n\nTODO $_", $front)
    } 1 .. 400;
    my $root = site(%entries);
    my ($status, $out, $one) = check($root, '-j', 1);
    cmp_ok(scalar(() = $one =~ /warning/g), '>', 1000, 'many');
    for my $jobs (2, 3, 8) {
        my ($again, $printed, $err) = check($root, '-j', $jobs);
        ok($again == $status && $err eq $one, "$jobs threads");
    }
};

subtest 'no false alarms' => sub {
    my $root = folder();
    is(system($^X, 'tests/bench/corpus', $root, 300), 0, '300 entries of the corpus');
    my ($status, $out, $err) = check($root, '-q');
    is($status, 0, 'no error');
    is($err, '', 'and no warning');
};

# Texts are looked through by blocks.
subtest 'marks are found wherever they begin' => sub {
    my %entries = map { ("content/news/2025-01-01-n$_.md"
        => entry("Of $_.\n\n" . 'a' x $_ . ' 于X月举行，待补充。二○二五年。你,好' . '字' x $_)) } 0 .. 69;
    my (undef, undef, $err) = check(site(%entries));
    is(scalar(() = $err =~ /looks like a placeholder/g), 140, 'placeholders');
    is(scalar(() = $err =~ /the zero in the year/g), 70, 'zeros');
    is(scalar(() = $err =~ /between Chinese characters/g), 70, 'punctuation');
};

done_testing();
