#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The preview: what it answers, whom it refuses, when pages reload, what they are told, and what is left of it at the end.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(encode);
use Fcntl qw(:flock);
use JSON::PP qw(decode_json);
use POSIX ();
use Preview;
use Test::More;

my $entry = "---\ntitle: One\n---\n\nText.\n";
my $policy = q{<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">};
my %theme = (
    'themes/small/layouts/entry.html' => "<!DOCTYPE html>\n<html><head>$policy<title>{{ page.title }}</title></head>\n"
        . "<body><h1>{{ page.title }}</h1>\n{{ page.content }}\n</body></html>\n",
    'themes/small/theme.lua' => <<'LUA',
return {
  outputs = {
    { path = "index.html", layout = "list.html" },
    { path = "404.html", layout = "404.html" },
    { each = "entries", path = ":type/:slug.html", layout = "entry.html" },
  },
}
LUA
    'themes/small/layouts/404.html' => "<p>Not here.</p>\n",
);

# A page of this site; more files as given.
sub pages { return site(%theme, 'content/pages/one.md' => $entry, 'content/pages/two.md' => $entry =~ s/One/Two/r, @_) }

sub children {
    my ($pid) = @_;
    return split ' ', get("/proc/$pid/task/$pid/children") // '';
}

sub figure {
    my ($pid, $name) = @_;
    return (get("/proc/$pid/status") // '') =~ /^$name:\s+(\d+)/m ? $1 : 0;
}

subtest 'what it answers' => sub {
    my $video = join '', map { chr($_ % 251) } 0 .. 9999;
    my $name = encode('UTF-8', '停水通知');
    my $root = pages('content/pages/draft.md' => "---\ntitle: Draft\ndraft: true\n---\n\nHidden.\n",
        'content/pages/later.md' => "---\ntitle: Later\npublish: 2030-05-01\n---\n\nLater.\n",
        "content/pages/$name.md" => $entry, 'static/video.mp4' => $video, 'static/.well-known/security.txt' => "x\n",
        'static/plain.xyz' => "?\n");
    my $preview = Preview->new($root, {}, '--date', $DATE);
    my $page = $preview->ask('/pages/one.html');
    is($page->{status}, 200, 'a page');
    is($page->{head}{'content-type'}, 'text/html; charset=utf-8', 'its type');
    is($page->{head}{'cache-control'}, 'no-store', 'never kept');
    is($page->{head}{'x-content-type-options'}, 'nosniff', 'never taken for something else');
    is($page->{head}{'cross-origin-resource-policy'}, 'same-origin', 'not for other sites');
    like($page->{body}, qr{<script src="http://127\.0\.0\.1:\d+/\.broadside/live\.js" data-version="[0-9a-f-]+"></script>\n</body></html>\n\z}, 'with the script at its end');
    my $host = "127.0.0.1:$preview->{port}";
    like($page->{body}, qr{content="default-src &apos;none&apos;; style-src &apos;self&apos;; script-src-elem http://$host/\.broadside/live\.js; style-src-elem &apos;self&apos; http://$host/\.broadside/live\.css; connect-src ws://$host/\.broadside/socket"},
        'which its policy lets through, and nothing else');
    my $file = get("$root/.broadside/preview/pages/one.html");
    unlike($file, qr/live\.js/, 'the file has nothing of it');
    like($preview->ask('/pages/draft.html')->{body}, qr/Hidden/, 'a draft');
    like($preview->ask('/pages/later.html')->{body}, qr/Later/, 'what is not yet to be shown');
    ok(gone("$root/public"), 'public/ is not touched');
    is_deeply(decode_json($preview->page('/')->{state})->{hidden},
        { 'pages/draft.html' => 'draft', 'pages/later.html' => 'shown from 2030-05-01' }, 'pages are told which');
    is($preview->ask('/')->{status}, 200, 'the front page');
    is($preview->ask('/pages')->{head}{location}, '/pages/', 'a folder without its slash');
    is($preview->ask('/pages')->{status}, 302, 'leads to it');
    is($preview->ask('/pages?a=b')->{head}{location}, '/pages/?a=b', 'with its query');
    (my $encoded = $name) =~ s/(.)/sprintf '%%%02X', ord $1/ges;
    is($preview->ask("/pages/$encoded.html")->{status}, 200, 'a Chinese name');
    is($preview->ask('/plain.xyz')->{head}{'content-type'}, 'application/octet-stream', 'what nobody knows');
    is($preview->ask('/.well-known/security.txt')->{status}, 200, '.well-known');
    my $missing = $preview->ask('/pages/none.html');
    is($missing->{status}, 404, 'what is not there');
    like($missing->{body}, qr{\A<p>Not here\.</p>\n<script [^>]* data-missing></script>}, 'is the page of the site for that');
    is($preview->ask('/none.png')->{body}, "There is no such file.\n", 'but not for a picture');
    my $head = $preview->ask('/pages/one.html', method => 'HEAD');
    is("$head->{status} $head->{head}{'content-length'} $head->{body}", '200 ' . length($page->{body}) . ' ', 'HEAD');
    my $part = $preview->ask('/video.mp4', lines => ['Range: bytes=100-199']);
    is("$part->{status} $part->{head}{'content-range'}", '206 bytes 100-199/10000', 'a range');
    is($part->{body}, substr($video, 100, 100), 'its bytes');
    is($preview->ask('/video.mp4')->{body}, $video, 'all of it');
    is($preview->ask('/.broadside/live.js')->{head}{'content-type'}, 'text/javascript; charset=utf-8', 'the script');
    is($preview->ask('/.broadside/live.css')->{head}{'content-type'}, 'text/css; charset=utf-8', 'the style');
    is(($preview->end)[0], 0, 'ended');
    $preview = Preview->new($root, {}, '--date', $DATE);
    is(scalar keys %{ decode_json($preview->page('/')->{state})->{hidden} }, 2, 'and begun again, where nothing is new');
};

subtest 'pages of any kind' => sub {
    my %odd = (
        none => '', open => '<', unquoted => '<meta http-equiv=Content-Security-Policy content=default-src>', cut => '<meta http-equiv=\'Content',
        references => "<META content='img-src &#39;self&#39;' HTTP-EQUIV='content-security-policy'>", wide => "\xff\xfe<\0", bytes => "\xff<b>",
        aside => '<!-- <meta http-equiv="Content-Security-Policy" content="default-src x"> --><body></body><body></BODY > <!-- end -->',
    );
    my $preview = Preview->new(pages(map { ("static/$_.html" => $odd{$_}) } keys %odd));
    my %body = map { $_ => $preview->ask("/$_.html")->{body} } keys %odd;
    my $script = qr{<script src="http://127\.0\.0\.1:\d+/\.broadside/live\.js" data-version="[0-9a-f-]+"></script>\n};
    like($body{$_}, qr{\A\Q$odd{$_}\E$script\z}, "$_: the script is at the end") for qw(none open cut bytes);
    like($body{unquoted}, qr{ content="default-src; script-src-elem http://[^"]*">$script\z}, 'a policy without quotes has some');
    like($body{references}, qr{<META content='img-src &apos;self&apos;' HTTP}, 'a policy that forbids nothing of it stays');
    is($body{wide}, $odd{wide}, 'UTF-16 stays');
    like($body{aside}, qr{content="default-src x"> --><body></body><body>$script</BODY > <!-- end -->\z}, 'in a comment there is no policy');
};

subtest 'below the path of the address' => sub {
    my $root = pages('broadside.yaml' => "title: T\nlanguage: en\ntheme: small\nbase_url: https://example.org/board/%E6%9D%BF/\n",
        'themes/small/layouts/404.html' => '<base href="{{ permalink("index.html") }}"><a href="pages/one.html">One</a>');
    my $preview = Preview->new($root);
    is($preview->ask('/board/%E6%9D%BF/pages/one.html')->{status}, 200, 'as 404.html links to it');
    is($preview->ask('/pages/one.html')->{status}, 200, 'and without');
    my $missing = $preview->ask('/board/pages/one.html');
    is($missing->{status}, 404, 'but not below half of it');
    like($missing->{body}, qr{<base href="/board/%E6%9D%BF/index\.html">}, 'a <base> leads to the preview');
};

subtest 'refused' => sub {
    my $root = pages();
    my $preview = Preview->new($root, { env => { LANGUAGE => '' } });
    my $port = $preview->{port};
    my $preview_folder = "$root/.broadside/preview";
    symlink '../../broadside.yaml', "$preview_folder/link.txt" or die;
    symlink '../..', "$preview_folder/up" or die;
    put("$preview_folder/.secret", "secret\n");
    for my $path ('/../../broadside.yaml', '/%2e%2e/%2e%2e/broadside.yaml', '/..%2f..%2fbroadside.yaml', '/pages/..%2f..%2f..%2fbroadside.yaml',
        '/pages/../../../broadside.yaml', '/.broadside.manifest', '/pages/../.broadside.manifest', '/%2ebroadside.manifest', '/.secret', '/link.txt',
        '/up/broadside.yaml', '/up/', '/pages%00.html', '/pages/one.html%00.txt', '/%ff%fe', '/\\..\\..\\broadside.yaml', '//broadside.yaml',
        '/pages//one.html', '/.broadside/preview/index.html', '/.broadside/../broadside.yaml', '/.broadside/live.js/..',
        '/etc/passwd', 'file:///etc/passwd', "/$root/broadside.yaml", '*', '/%2fetc%2fpasswd', '/pages/one.html/', '/pages/one.html/../../x') {
        my $answer = $preview->ask($path);
        like($answer->{status}, qr/^(?:400|403|404)$/, "$path: $answer->{status}");
        unlike($answer->{whole}, qr/title: T|secret|root:/, "$path: nothing of it");
    }
    for my $host ('evil.example', "evil.example:$port", '127.0.0.1', 'localhost', "127.0.0.1:1$port", "localhost.evil.example:$port", "127.0.0.1:$port.evil.example",
        "evil.example\@127.0.0.1:$port", '', "127.0.0.1:$port, evil.example", undef, "0.0.0.0:$port", "127.1:$port", "localhost.:$port", "[::1]:$port") {
        my $answer = $preview->ask('/', host => $host);
        like($answer->{status}, qr/^(?:400|403)$/, 'Host: ' . ($host // '(none)') . ": $answer->{status}");
        unlike($answer->{whole}, qr/One|live\.js/, 'and no page');
        like($preview->ask('/.broadside/live.js', host => $host)->{status}, qr/^(?:400|403)$/, 'nor the script');
    }
    is($preview->ask('/', lines => ['Host: evil.example'])->{status}, 403, 'two of them');
    is($preview->ask("http://evil.example/pages/one.html")->{status}, 403, 'another one in the first line');
    is($preview->ask('/', host => "LOCALHOST:$port")->{status}, 200, 'localhost');
    SKIP: {
        skip 'no IPv6', 2 if !IO::Socket::IP->new(PeerHost => '::1', PeerPort => $port);
        is($preview->ask('/', to => '::1', host => "[::1]:$port")->{status}, 200, '::1');
        is($preview->ask('/', to => '::1', host => "127.0.0.1:$port")->{status}, 403, 'but not by another name');
    }
    for my $method (qw(POST PUT DELETE OPTIONS TRACE CONNECT PATCH PROPFIND BREW get)) {
        my $answer = $preview->ask('/', method => $method, lines => ['Content-Length: 3'], body => 'a=b');
        like($answer->{status}, qr/^(?:400|403|405)$/, "$method: $answer->{status}");
    }
    is($preview->ask('/', method => 'POST')->{head}{allow}, 'GET, HEAD', 'it says which');
    like($preview->raw("GET / HTTP/1.1\r\nHost : x\r\n\r\n")->{status}, qr/^(?:400|403)$/, 'a broken head');
    like($preview->raw("\0\1\2\r\n\r\n")->{status}, qr/^(?:400|none)$/, 'no HTTP at all');
    for my $origin (undef, 'null', 'http://evil.example', 'https://127.0.0.1:' . $port, 'http://127.0.0.1', "http://localhost:$port", "http://127.0.0.1:$port.evil.example") {
        is($preview->socket(origin => $origin)->{status}, 403, 'a socket from ' . ($origin // 'nowhere'));
    }
    is($preview->socket(host => "evil.example:$port")->{status}, 403, 'a socket of another host');
    is($preview->socket->{status}, 101, 'a socket of its own');
    # Sockets that say what no page says.
    for my $nonsense ("page", "page x", "asset ../../broadside.yaml", "page 1 /%00", "\n\n\n", 'x' x 300_000, "asset /\n" x 5000) {
        my $socket = $preview->socket;
        $socket->say(substr $nonsense, 0, 60_000);
    }
    is($preview->ask('/pages/one.html')->{status}, 200, 'it is still there');
    is(($preview->end)[0], 0, 'and ends');
};

subtest 'pages reload' => sub {
    my $root = pages('static/style.css' => "a {}\n");
    my $preview = Preview->new($root, {}, '--date', $DATE);
    my ($one, $two, $styled) = ($preview->page('/pages/one.html'), $preview->page('/pages/two.html'), $preview->page('/pages/two.html', '/style.css', '/none.png'));
    put("$root/content/pages/one.md", $entry =~ s/Text/Changed/r);
    is($one->hear, 'reload', 'a page whose entry has changed');
    like($preview->ask('/pages/one.html')->{body}, qr/Changed/, 'is another one');
    like($two->hear, qr/^\{"words"/, 'another page stays');
    like($styled->hear, qr/^\{"words"/, 'and stays');
    put("$root/static/style.css", "a { color: red }\n");
    is($styled->hear, 'reload', 'a page whose style has changed');
    like($two->hear, qr/^\{"words"/, 'not the same page without it');
    $styled = $preview->page('/pages/two.html', '/none.png');
    put("$root/static/none.png", "x");
    is($styled->hear, 'reload', 'a page whose picture has come');
    $two->hear;
    rename "$root/content/pages/two.md", "$root/content/pages/three.md" or die;
    is($two->hear, 'reload', 'a page that is gone');
    my $gone = $preview->page('/pages/two.html');
    is($preview->ask('/pages/two.html')->{status}, 404, 'is not there');
    put("$root/content/pages/two.md~", $entry);
    put("$root/content/pages/.two.md.swp", $entry);
    put("$root/content/pages/two.md.new.tmp", $entry);
    rename "$root/content/pages/two.md.new.tmp", "$root/content/pages/two.md" or die;
    is($gone->hear, 'reload', 'and comes back, by renaming');
    my $new = $preview->page('/pages/deep.html');
    put("$root/content/pages/a/b/c/deep.md", $entry);
    is($new->hear, 'reload', 'in a new folder');
    $new = $preview->page('/pages/deep.html');
    put("$root/content/pages/a/b/c/deep.md", $entry =~ s/Text/Deep/r);
    is($new->hear, 'reload', 'which is watched from then on');
    rename "$root/content/pages/a", "$root/content/pages/z" or die;
    $new = $preview->page('/pages/deep.html');
    put("$root/content/pages/z/b/c/deep.md", $entry =~ s/Text/Deeper/r);
    is($new->hear, 'reload', 'and under its new name');
    $new = $preview->page('/pages/deep.html');
    put("$root/themes/small/layouts/entry.html", "<p>{{ page.title }}</p>\n");
    is($new->hear, 'reload', 'a layout');
    is($preview->ask('/pages/deep.html')->{body} =~ s/<script.*//sr, "<p>One</p>\n", 'without </body>, the script is at the end');
    $new = $preview->page('/pages/deep.html');
    put("$root/theme/layouts/entry.html", "<p>Mine: {{ page.title }}</p>\n");
    is($new->hear, 'reload', 'theme/, which is new');
    $new = $preview->page('/index.html');
    put("$root/types/thing.yaml", "name: thing\nfolder: things\nlabel: { en: Thing, zh-Hans: thing }\nfields: {}\n");
    put("$root/content/things/x.md", $entry =~ s/One/Thing/r);
    is($new->hear, 'reload', 'types/');
    my $socket = $preview->socket;
    $socket->say('page 0-0 /pages/one.html');
    is($socket->hear, 'reload', 'a page of before the last change');
    is(($preview->end)[0], 0, 'ended');
};

subtest 'mistakes' => sub {
    my $root = pages('content/pages/one.md' => "---\ntitle: One\ntitel: One\n---\n\n<b>Text.\n");
    my $preview = Preview->new($root, {}, '--date', $DATE);
    my $page = $preview->page('/pages/one.html');
    my $state = decode_json($page->{state});
    is($state->{messages}{errors}{title}, '1 error', 'from the first build on');
    my ($error) = @{ $state->{messages}{errors}{items} };
    is("$error->{file}:$error->{line}:$error->{column}", 'content/pages/one.md:3:1', 'the place');
    like($error->{message}, qr/titel/, 'the message');
    like($error->{hint}, qr/did you mean 'title'/, 'the hint');
    like($error->{quote}, qr/3 \| titel: One\n +\| \^/, 'the line');
    like($preview->err, qr/^content\/pages\/one\.md:3:1: error: .*titel/m, 'the same in the terminal');
    like($preview->err, qr/^The pages stay as they were/m, 'and what becomes of them');
    put("$root/content/pages/one.md", "$entry\n[x](nowhere.html)\n");
    is($page->hear, 'reload', 'mended');
    $page = $preview->page('/pages/one.html');
    $state = decode_json($page->{state})->{messages};
    ok(!$state->{errors}, 'no errors any more');
    is($state->{warnings}{title}, '1 warning', 'but a warning');
    put("$root/content/pages/one.md", "---\ntitle: [\n---\n\nLost.\n");
    $state = decode_json($page->hear)->{messages};
    ok($state->{errors}, 'another one');
    like($preview->ask('/pages/one.html')->{body}, qr/nowhere\.html/, 'the last good version stays');
    put("$root/content/pages/one.md", "$entry\n[x](nowhere.html)\n");
    ok(!decode_json($page->hear)->{messages}{errors}, 'mended again: what is the same stays');
    my $said = () = $preview->err =~ /nowhere/g;
    put("$root/content/pages/two.md", $entry);
    $page->hear;
    is(scalar(() = $preview->err =~ /nowhere/g), $said, 'a message that is known is not said again');
    is($preview->out =~ /(\d+ pages?, \d+ files?: (?:\d+ rendered, )?\d+ written, \d+ unchanged, 0 removed in [\d.]+ s)\n\z/ ? 'said' : $preview->out, 'said', 'a line for each build');
    my $long = join '', map { "[x$_](nowhere$_.html)\n" } 1 .. 45;
    put("$root/content/pages/one.md", "$entry\n$long");
    my $many = decode_json($preview->page('/')->hear)->{messages}{warnings};
    cmp_ok(scalar @{ $many->{items} }, '<=', 30, 'as many as anybody reads');
    like($many->{more}, qr/^\d+ more are in the terminal$/, 'and how many more');
    put("$root/themes/small/layouts/entry.html", "{{ page.title\n");
    like(decode_json($preview->page('/')->hear)->{messages}{errors}{items}[0]{file}, qr{themes/small/layouts/entry\.html}, 'in a template');
    unlink "$root/broadside.yaml";
    ok($preview->until(sub { decode_json($preview->page('/')->{state})->{messages}{errors}{items}[0]{message} =~ /broadside\.yaml/ }), 'no site any more');
    is(($preview->end)[0], 0, 'ended');
};

subtest 'in a program' => sub {
    my $preview = Preview->new(pages('content/pages/bad.md' => "x\n"), {}, '--message-format', 'json');
    my @lines = map { decode_json($_) } split /\n/, $preview->out;
    is($lines[0]{file}, 'content/pages/bad.md', 'messages');
    is($lines[-1]{address}, "http://127.0.0.1:$preview->{port}/", 'the address');
    is($preview->err, '', 'and nothing else');
};

subtest 'one at a time' => sub {
    my $root = pages();
    my $preview = Preview->new($root);
    my ($status, $out, $err) = broadside('-C', $root, 'serve', '--port', 0);
    is("$status $err", "2 error: this site is shown already, at http://127.0.0.1:$preview->{port}/\n", 'a second preview of the site');
    ($status, $out, $err) = broadside('-C', pages(), 'serve', '--port', $preview->{port});
    is($status, 2, 'a second one at the port');
    like($err, qr/^error: port $preview->{port} is taken, .*--port 0/, 'says what to do');
    is((broadside('-C', $root, 'build'))[0], 0, 'a build beside it');
    open my $lock, '+<', "$root/.broadside/lock" or die;
    ok(flock($lock, LOCK_EX | LOCK_NB), 'the site is not locked while nothing is built');
    my $page = $preview->page('/pages/one.html');
    put("$root/content/pages/one.md", $entry =~ s/Text/Changed/r);
    ok($preview->until(sub { $preview->err =~ /^waiting: / }), 'a build of the preview waits for others');
    close $lock;
    is($page->hear, 'reload', 'and goes on after them');
    is(($preview->end)[0], 0, 'ended');
    is(($preview = Preview->new($root))->ask('/pages/one.html')->{status}, 200, 'another one after it');
    like($preview->out, qr/: 0 written, \d+ unchanged/, 'finds what the last one has made');
};

subtest 'options' => sub {
    my $root = pages();
    my %said = (
        '--port x' => qr/--port takes a number from 0 to 65535, not 'x'/,
        '--port 65536' => qr/--port takes a number from 0 to 65535/,
        '--host nowhere.example' => qr/--host takes an address of this computer.*not 'nowhere\.example'/,
        '--host 192.0.2.1 --port 0' => qr/cannot be reached at '192\.0\.2\.1', which may be no address of this computer/,
        '--drafts' => qr/'serve' takes no option '--drafts'/,
    );
    for my $line (sort keys %said) {
        my ($status, $out, $err) = broadside('-C', $root, 'serve', split / /, $line);
        is($status, 2, "$line: exit status");
        like($err, $said{$line}, "$line: what it says");
    }
    my ($status, $out, $err) = broadside('-C', folder(), 'serve', '--port', 0);
    is($status, 2, 'no site: exit status');
    my $preview = Preview->new($root, {}, '--host', '0.0.0.0', '--date', '2020-02-02');
    is($preview->ask('/')->{status}, 200, 'for everybody: also here');
    is($preview->ask('/', host => "evil.example:$preview->{port}")->{status}, 403, 'but under no other name');
    is($preview->ask('/', host => "0.0.0.0:$preview->{port}")->{status}, 403, 'nor that of all');
    my @others = $preview->out =~ m{^  (http://\S+)}mg;
    like($preview->out, qr/Everybody in this network can see it, drafts and all/, 'says what that means') if @others;
    for my $address (@others) {
        my ($host) = $address =~ m{//(.*):\d+/};
        is($preview->ask('/', to => $host, host => "$host:$preview->{port}")->{status}, 200, "at $host");
        is($preview->ask('/', to => $host, host => "127.0.0.1:$preview->{port}")->{status}, 403, 'under its own name only');
    }
    my $quiet = start('-C', pages(), 'serve', '--port', 0, '--quiet');
    $preview->until(sub { children($quiet->{pid}) == 1 });
    kill 'TERM', $quiet->{pid};
    ($status, $out, $err) = finish($quiet);
    is("$status $out$err", '0 ', '--quiet says nothing');
    my $chinese = Preview->new(pages(), { env => { LANGUAGE => 'zh_CN' } });
    is(decode_json($chinese->page('/')->{state})->{words}{language}, 'zh-Hans', 'in the language of who writes');
    my $bin = folder();
    put("$bin/xdg-open", "#!/bin/sh\necho \"\$1\" >'$bin/opened'\n");
    chmod 0755, "$bin/xdg-open";
    $preview = Preview->new(pages(), { env => { PATH => "$bin:$ENV{PATH}" } }, '--open');
    ok($preview->until(sub { (get("$bin/opened") // '') eq "http://127.0.0.1:$preview->{port}/\n" }), '--open');
    $preview = Preview->new(pages(), { env => { PATH => '/nowhere' } }, '--open');
    ok($preview->until(sub { $preview->err =~ /^note: the browser could not be opened/ }), 'a browser that cannot be opened is a note');
    is($preview->ask('/')->{status}, 200, 'the preview is there');
};

subtest 'what is left' => sub {
    for my $signal (qw(INT TERM HUP)) {
        my $preview = Preview->new(pages());
        my @started = children($preview->{pid});
        is(scalar @started, 1, 'one process beside it while nothing is built');
        is(($preview->end($signal))[0], 0, "$signal ends it");
        ok(!kill(0, $started[0]), 'and that');
    }
    my $preview = Preview->new(pages());
    my ($server) = children($preview->{pid});
    kill 'KILL', $preview->{pid};
    finish($preview);
    ok($preview->until(sub { !kill 0, $server }), 'killed, it takes the other one along');
    $preview = Preview->new(pages());
    ($server) = children($preview->{pid});
    kill 'KILL', $server;
    my ($status, $out, $err) = finish($preview);
    is($status, 3, 'without the other one, it cannot go on');
    like($err, qr/^error: the server of the preview was killed by signal 9/m, 'and says so');
    my $root = pages();
    open my $lock, '>', do { mkdir "$root/.broadside"; "$root/.broadside/lock" } or die;
    flock $lock, LOCK_EX or die;
    my $process = start({ group => 1 }, '-C', $root, 'serve', '--port', 0);
    Preview::until(undef, sub { children($process->{pid}) == 2 });
    my @started = children($process->{pid});
    kill 'INT', -$process->{pid};
    is((finish($process))[0], 0, 'Ctrl-C while it builds');
    ok(!(grep { kill 0, $_ } @started), 'no process is left');
};

subtest 'a build that dies' => sub {
    my $root = pages();
    my $preview = Preview->new($root);
    my $page = $preview->page('/pages/one.html');
    open my $lock, '+<', "$root/.broadside/lock" or die;
    flock $lock, LOCK_EX or die;
    put("$root/content/pages/one.md", $entry =~ s/Text/Changed/r);
    my ($build, $server) = (0, children($preview->{pid}));
    $preview->until(sub { ($build) = grep { $_ != $server } children($preview->{pid}); $preview->err =~ /waiting/ && $build });
    kill 'KILL', $build;
    like(decode_json($page->hear)->{messages}{errors}{items}[0]{message}, qr/^the build was killed by signal 9/, 'is said in the page');
    like($preview->err, qr/^error: the build was killed by signal 9/m, 'and in the terminal');
    close $lock;
    put("$root/content/pages/one.md", $entry =~ s/Text/Again/r);
    is($page->hear, 'reload', 'the next one is as any other');
};

subtest 'more folders than the system watches' => sub {
    my $limited = folder();
    put("$limited/serve", "#!/bin/sh\nexec unshare -Ur sh -c 'echo 3 >/proc/sys/user/max_inotify_watches && exec \"\$0\" \"\$@\"' '" . program() . "' \"\$@\"\n");
    chmod 0755, "$limited/serve";
    plan skip_all => 'no name space of our own' if system("unshare -Ur sh -c 'echo 3 >/proc/sys/user/max_inotify_watches' 2>/dev/null") != 0;
    my $root = pages('content/pages/deep/three.md' => $entry);
    my $preview = Preview->new($root, { program => "$limited/serve" });
    like($preview->err, qr/^note: the system cannot watch '.*' as well, so all files are looked at once a second/m, 'it says so');
    my $page = $preview->page('/pages/three.html');
    put("$root/content/pages/deep/three.md", $entry =~ s/Text/Changed/r);
    is($page->hear, 'reload', 'and looks itself');
    is(($preview->end)[0], 0, 'ended');
};

subtest 'midnight' => sub {
    # A zone in which the day ends in three seconds; they reach from -12 to +14 hours.
    my $now = time;
    my $left = 86400 - 3 - $now % 86400;
    my $offset = $left <= 14 * 3600 ? $left : $left - 86400;
    my $before = POSIX::strftime('%Y-%m-%d', gmtime($now + $offset));
    my $zone = sprintf '%s%02d:%02d:%02d', $offset < 0 ? '-' : '+', abs($offset) / 3600, abs($offset) / 60 % 60, abs($offset) % 60;
    my $root = pages('broadside.yaml' => "title: T\nlanguage: en\ntheme: small\ntimezone: '$zone'\nbase_url: https://example.org/\n",
        'themes/small/layouts/list.html' => "<p>{{ site.today }}</p>\n");
    my $preview = Preview->new($root);
    ok($preview->until(sub { $preview->ask('/')->{body} =~ m{<p>(.*?)</p>} && $1 gt $before }), "after $before, the next day");
};

# The same by the thousand is tests/bench/serve.
subtest 'many edits' => sub {
    my $root = pages();
    my $preview = Preview->new($root, {}, '--date', $DATE);
    my ($server) = children($preview->{pid});
    my @pages = map { $preview->page('/pages/one.html') } 1 .. 5;
    my @before;
    for my $edit (1 .. 50) {
        put("$root/content/pages/one.md", $entry =~ s/Text/Edit $edit/r);
        is(join(' ', map { $_->hear } @pages), 'reload reload reload reload reload', "edit $edit") or last;
        @pages = map { $preview->page('/pages/one.html') } @pages;
        @before = map { figure($_, 'VmRSS') } $preview->{pid}, $server if $edit == 10;
    }
    my @after = map { figure($_, 'VmRSS') } $preview->{pid}, $server;
    cmp_ok($after[$_], '<', $before[$_] + 2000, ('the first process', 'the server')[$_] . ' has not grown by 2 MB') for 0, 1;
    $preview->ask('/none.png') for 1 .. 500;
    my $asked = figure($server, 'RssAnon');
    $preview->ask('/none.png') for 1 .. 3000;
    cmp_ok(figure($server, 'RssAnon'), '<', $asked + 500, 'nothing is left of a request');
    is(scalar(grep { (get("/proc/$_/status") // '') =~ /^State:\s+Z/m } children($preview->{pid})), 0, 'no zombie');
    is(scalar children($preview->{pid}), 1, 'no child left');
    is(scalar(() = glob "/proc/$server/fd/*") <= 30, 1, 'no open file left');
};

done_testing();
