#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Hostile themes, each in a site of its own, built by the program itself: whatever they do, the build is over soon, names
# the output and the layout, leaves what is published as it was, and no process behind.
use strict;
use warnings;
use Broadside;
use File::Path qw(remove_tree);
use POSIX qw(WNOHANG);
use Test::More;
use Time::HiRes qw(sleep time);

my $at_once = 3;
my $patience = 300;    # seconds for one build: limits are of processor time, and other programs may want it, too

my $config = "title: T\nlanguage: en\ntheme: t\nlimits: { time: 1, memory: 64 }\n";
my $theme = <<'LUA';
return { outputs = { { each = "pages", path = ":slug.html", layout = "attack.html" }, { path = "z.html", layout = "after.html" } } }
LUA
my %base = (
    'broadside.yaml' => $config,
    'content/pages/a.md' => "---\ntitle: a\n---\n\nText.\n\n```csv\na,b\n1,2\n```\n",
    'themes/t/theme.lua' => $theme,
    'themes/t/layouts/attack.html' => "first\n",
    'themes/t/layouts/after.html' => "second\n",
    'themes/t/partials/empty.html' => '',
    'themes/t/assets/style.css' => "p {}\n",
    'themes/t/locales/en.yaml' => "n: \"{n}\"\n",
);

sub write_all { my ($root, $files) = @_; put("$root/$_", $files->{$_}) for sort keys %$files }

# What the first build publishes; every case begins with it.
my $first = folder();
write_all($first, \%base);
is((broadside('-C', $first, 'build', '--date', $DATE))[0], 0, 'the first build passes');
my $published = tree("$first/public");
my $outside = tree($first);

# Builds each case, several at once, and calls its {check}(status, messages).
sub run_all {
    my @waiting = @_;
    my (@running, @done);
    while (@waiting || @running) {
        while (@waiting && @running < $at_once) {
            my $case = shift @waiting;
            $case->{root} = folder();
            copy_tree($first, $case->{root});
            write_all($case->{root}, $case->{files});
            my @jobs = @{ $case->{jobs} || ['-j1'] };
            $case->{process} = start({ group => 1 }, '-C', $case->{root}, 'build', '--date', $DATE, @jobs);
            $case->{began} = time;
            push @running, $case;
        }
        my @still;
        for my $case (@running) {
            my $pid = $case->{process}{pid};
            my $over = waitpid($pid, WNOHANG) == $pid;
            my $wait = $?;
            if (!$over && time - $case->{began} > $patience) {
                fail("$case->{name}: it ends");
                kill 'KILL', -$pid;
                waitpid $pid, 0;
                ($over, $wait) = (1, 9);
            }
            if (!$over) { push @still, $case; next }
            check($case, $wait & 127 ? 'signal ' . ($wait & 127) : $wait >> 8);
        }
        @running = @still;
        sleep 0.01;
    }
}

# What holds for each of them.
sub check {
    my ($case, $status) = @_;
    my ($name, $process) = @$case{qw(name process)};
    my $messages = get($process->{err}->filename);
    my @wrong;
    push @wrong, "exit status $status" if $status !~ /^[01]$/;
    push @wrong, 'processes are left' if kill 0, -$process->{pid};
    push @wrong, 'the stage is left' if !gone("$case->{root}/.broadside/staging");
    push @wrong, 'it worked' if $messages =~ /ATTACK WORKED/;
    push @wrong, 'a control character' if $messages =~ /[\x00-\x08\x0b-\x1f\x7f]/;
    push @wrong, 'very long' if length $messages > 20_000;
    push @wrong, 'no message' if $status eq '1' && $messages !~ /^\S.*: error: /m;
    push @wrong, 'a crash' if $messages =~ /died|signal/;
    my $now = tree($case->{root});
    push @wrong, 'what is published has changed' if $status eq '1' && !same(tree("$case->{root}/public"), $published);
    my @strange = grep { !exists $outside->{$_} && !exists $case->{files}{$_} && !m{^(?:public|\.broadside)/} } keys %$now;
    push @wrong, "files outside: @strange" if @strange;
    push @wrong, $case->{check}->($status, $messages) if $case->{check};
    is(join('; ', @wrong), '', $name) or diag(substr $messages, 0, 2000);
    remove_tree($case->{root});
}

sub same {
    my ($one, $other) = @_;
    return 0 if join("\0", sort keys %$one) ne join("\0", sort keys %$other);
    return !grep { $one->{$_} ne $other->{$_} } keys %$one;
}

# The entries of a file of vectors: they are data, but for the long strings of Lua.
sub vectors {
    my ($path) = @_;
    my $text = get($path) or die "$path: $!";
    my $pattern = qr/\{name="(\w+)",\s*expect="(\w+)",\s*(code|template)=\[\[(.*?)\]\](?:,\s*after=\[\[(.*?)\]\])?(?:,\s*says="([^"]*)")?\}/s;
    my @vectors;
    push @vectors, { name => $1, expect => $2, $3 => $4, after => $5, says => $6 } while $text =~ /$pattern/g;
    is(scalar @vectors, () = $text =~ /\bname="/g, "$path: all entries are read");
    return @vectors;
}

sub call { my ($code) = @_; return "{% local worked = (function() $code\nend)() %}\n" }

# A layout that runs the chunk, and one that is rendered later by the same process.
sub layouts {
    my ($vector) = @_;
    my $ok = $vector->{expect} eq 'ok';
    my $verdict = $ok ? '{% if worked ~= true then error("BROKEN") end %}' : '{% if worked == true then error("ATTACK WORKED") end %}';
    $verdict = '' if $vector->{expect} eq 'bound' || $vector->{template};
    $verdict = "\n{% error(\"ATTACK WORKED\") %}" if $vector->{expect} eq 'kill';
    my $after = $vector->{after} ? call($vector->{after}) . '{% if worked == true then error("ATTACK WORKED") end %}' : "second\n";
    $after = '{% error("NEXT PAGE") %}' if $vector->{expect} eq 'kill';
    return (
        'themes/t/layouts/attack.html' => ($vector->{template} // call($vector->{code})) . $verdict,
        'themes/t/layouts/after.html' => $after,
    );
}

sub case_of {
    my ($vector) = @_;
    my $expect = $vector->{expect};
    return {
        name => "$expect: $vector->{name}",
        files => { layouts($vector) },
        check => sub {
            my ($status, $messages) = @_;
            my @wrong;
            my $about = $messages =~ m{^themes/t/layouts/after\.html}m ? qr/z\.html/ : qr/a\.html/;
            push @wrong, 'it must pass' if $expect eq 'ok' && $status ne '0';
            push @wrong, 'it must be stopped' if $expect eq 'kill' && $status ne '1';
            push @wrong, 'the next page was not rendered' if $expect eq 'kill' && $messages !~ /NEXT PAGE/;
            push @wrong, 'neither output nor layout is named' if $status eq '1' && $messages !~ /$about|the theme has no 'layouts/;
            push @wrong, 'the layout is not named' if $status eq '1' && $messages !~ m{^themes/t/layouts/(?:attack|after)\.html}m;
            push @wrong, "it must say: $vector->{says}" if $vector->{says} && index($messages, $vector->{says}) < 0;
            return @wrong;
        },
    };
}

run_all(map { case_of($_) } map { vectors("tests/sandbox/$_.lua") } qw(vectors more));

# Whole files: what each build must say at the least, and its exit status (1 if not given).
sub theme_case {
    my ($name, $lua, $says, %more) = @_;
    return {
        name => "theme.lua: $name",
        files => { 'themes/t/theme.lua' => $lua, %{ $more{files} || {} } },
        check => sub {
            my ($status, $messages) = @_;
            return ($status eq ($more{status} // 1) ? () : "exit status $status", $messages =~ $says ? () : "it must say $says");
        },
    };
}

sub rows { return 'return { outputs = { ' . join(', ', @_) . ' } }' }

my $slow = qr{^themes/t/theme\.lua: error: theme\.lua needed more than 1 s of processor time\n.*limits: \{ time: 2 \}}m;
my $large = qr{^themes/t/theme\.lua:\d+: error: theme\.lua needs more than 64 MB of memory\n(?:.*\n)*?.*limits: \{ memory: 128 \}}m;
run_all(
    theme_case('endless', 'while true do end', $slow),
    theme_case('endless in pcall', 'while true do pcall(function() while true do end end) end', $slow),
    theme_case('endless in C', 'return ("x"):rep(1e6):find((".-"):rep(20) .. "y")', $slow),
    theme_case('memory', "local t = {}\nwhile true do t[#t + 1] = {} end", $large),
    theme_case('memory in pcall', "pcall(function()\nlocal s = 'x'\nwhile true do s = s .. s end end)\n" . rows('{ path = "b.html", layout = "after.html" }'), $large),
    theme_case('stack', 'local function f() return 1 + f() end f()', qr/^themes.t.theme\.lua:1: error: (?:stack overflow|theme\.lua needs more)/m),
    theme_case('deep source', 'return ' . '(' x 100_000, qr/^themes.t.theme\.lua: error: C stack overflow/m),
    theme_case('error object', 'error({})', qr/the error is no text/),
    theme_case('error that hangs', 'error(setmetatable({}, { __tostring = function() while true do end end }))', qr/the error is no text/),
    theme_case('error nil', 'error(nil)', qr/the error is no text/),
    theme_case('nothing', 'return nil', qr/it returns no table 'outputs'/),
    theme_case('a view', 'return { outputs = string }', qr/it returns no table 'outputs'/),
    theme_case('outputs by a metatable', 'return setmetatable({}, { __index = function() return {} end })', qr/it returns no table 'outputs'/),
    theme_case('rows by a metatable', 'return { outputs = setmetatable({}, { __index = function() return {} end, __len = function() return 1 << 40 end }) }', qr/^$/, status => 0),
    theme_case('members by a metatable', rows('setmetatable({}, { __index = function() return "x.html" end })'), qr/output 1: it has no 'path'/),
    theme_case('many rows', 'local t = {} for i = 1, 20000 do t[i] = {} end return { outputs = t }', qr/it has more than 10000 outputs/),
    theme_case('wide rows', 'local t = {} for i = 1, 1e5 do t["k" .. i] = 1 end return { outputs = { t } }', qr/output 1: there is no 'k\d+' in an output/),
    theme_case('a long list', 'local t = {} for i = 1, 1e6 do t[i] = "pages" end return { outputs = { { each = t, path = "x.html", layout = "after.html" } } }', qr/'each' takes folders of types/),
    theme_case('a long text', rows('{ path = ("x"):rep(1e7), layout = "after.html" }'), qr/'path' is too long/),
    theme_case('text that is no UTF-8', rows('{ path = "\xff.html", layout = "after.html" }'), qr/'path' must be a text/),
    theme_case('a function', rows('{ path = function() end, layout = "after.html" }'), qr/'path' must be a text/),
    theme_case('no row', rows('1', 'site', '"x"'), qr/^themes.t.theme\.lua/m),
    theme_case('keys that are no texts', rows('{ [1] = 2, [{}] = 3, path = "b.html", layout = "after.html" }'), qr/it takes names and values only/),
    theme_case('a limit of its own', rows('{ path = "b.html", layout = "after.html", limits = { time = 900 } }'), qr/there is no 'limits' in an output/),
    theme_case('layout outside', rows('{ path = "b.html", layout = "../../../content/pages/a.md" }'), qr/the theme has no 'layouts/),
    theme_case('layout with NUL', rows('{ path = "b.html", layout = "after.html\0.html" }'), qr/^themes.t.theme\.lua: error/m),
    (map { theme_case("path $_->[0]", rows("{ path = $_->[1], layout = \"after.html\" }"), qr/error: .*output/) }
        ['above', '"../b.html"'], ['absolute', '"/tmp/broadside-b.html"'], ['further above', '"x/../../../b.html"'], ['hidden', '".broadside.manifest"'],
        ['with a line end', '"b\nc.html"'], ['of Windows', '"con.html"'], ['empty', '""'], ['backslash', '"..\\\\b.html"']),
    (map { theme_case("reaches $_", "$_ return {}", qr/^themes.t.theme\.lua:1: error: there is no name/m) }
        'io.open("/etc/passwd")', 'os.exit(0)', 'require("x")', 'dofile("theme.lua")', 'load("x")', 'coroutine.create(1)', 'site.pages()', 'collectgarbage()'),
    # Templates that are no layouts.
    { name => 'an endless partial', files => { 'themes/t/layouts/attack.html' => '{% include "p.html" {} %}', 'themes/t/partials/p.html' => '{% while true do %}{% end %}' },
        check => sub { $_[1] =~ m{^themes/t/layouts/attack.html: error: the layout needed more than 1 s of processor time for 'a.html'}m ? () : 'it must say so' } },
    { name => 'a partial that includes itself', files => { 'themes/t/layouts/attack.html' => '{% include "p.html" {} %}', 'themes/t/partials/p.html' => '{% include "p.html" {} %}{% include "p.html" {} %}' },
        check => sub { $_[1] =~ m{^themes/t/partials/p.html:1:1: error: partials are nested too deeply}m ? () : 'it must say so' } },
    { name => 'partials that double', files => { 'themes/t/layouts/attack.html' => '{% for i = 1, 1e9 do pcall(function() %}{% include "p.html" {} %}{% end) end %}', 'themes/t/partials/p.html' => '{% include "p.html" {} %}' },
        check => sub { $_[0] eq '1' ? () : 'it must be stopped' } },
    { name => 'an endless block', files => { 'themes/t/layouts/attack.html' => '{{ page.content }}', 'themes/t/blocks/csv.html' => '{% while true do %}{% end %}' },
        check => sub { $_[1] =~ m{^themes/t/layouts/attack.html: error: the layout needed more than 1 s of processor time for 'a.html'}m ? () : 'it must say so' } },
    { name => 'a block without end', files => { 'themes/t/layouts/attack.html' => '{{ page.content }}', 'themes/t/blocks/csv.html' => "\n{% while true do %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% end %}" },
        check => sub { $_[1] =~ m{^themes/t/blocks/csv.html:2:1: error: the layout needs more than 64 MB of memory\n(?:.*\n)*?.*a\.html}m ? () : 'it must say so' } },
    { name => 'a block whose exhaustion is caught', files => { 'themes/t/layouts/attack.html' => '{% pcall(function() return page.content end) %}fine', 'themes/t/blocks/csv.html' => "{% local t = {} while true do t[#t + 1] = {} end %}" },
        check => sub { $_[1] =~ m{^themes/t/blocks/csv.html:1:1: error: the layout needs more than 64 MB of memory}m ? () : 'it must say so' } },
    { name => 'locales that multiply', files => { 'themes/t/locales/en.yaml' => join("\n", 'a0: &a0 {x: y}', map { my $below = $_ - 1; "a$_: &a$_ {" . join(', ', map { "k$_: *a$below" } 1 .. 3) . '}' } 1 .. 9) . "\n" },
        check => sub { $_[1] =~ m{^themes/t/locales/en.yaml:}m ? () : 'it must say so' } },
);

# Which messages there are does not depend on who rendered what: a layout that costs a worker its life is tried on no later
# page, and after four of them rendering is given up.
my %messages;
my $several = sub {
    my ($name, $files, @says) = @_;
    run_all(map {
        my $jobs = $_;
        { name => "$name, -j$jobs", jobs => ["-j$jobs"], files => $files, check => sub {
            my ($status, $messages) = @_;
            $messages{$name} //= $messages;
            return ($status eq '1' ? () : 'it must fail', $messages eq $messages{$name} ? () : "other messages than before:\n$messages{$name}",
                map { $messages =~ $_ ? () : "it must say $_" } @says);
        } }
    } 1, 3);
};
$several->('one deadly layout', {
    'themes/t/layouts/attack.html' => '{{ page.content }}{% if page.order == 4 then error("a mistake before") end if page.order == 20 then while true do end end %}{{ page.slug }}',
    'themes/t/layouts/after.html' => '{% error("a mistake after") %}',
    map { my $n = sprintf '%02d', $_; ("content/pages/p$n.md" => "---\ntitle: P\norder: $_\n---\n\n[n$n](none.md)\n") } 1 .. 60,
}, qr{^themes/t/layouts/attack.html: error: the layout needed more than 1 s of processor time for 'p20.html'}m, qr/a mistake before/, qr/a mistake after/,
    qr{^content/pages/p19.md:}m, qr{^(?!.*p2[1-9]\.md)}s);
$several->('one layout for which there is no memory', {
    'themes/t/layouts/attack.html' => "{% if page.order < 20 then error('a mistake before') end\nlocal t = {} while true do t[#t + 1] = {} end %}",
    map { my $n = sprintf '%02d', $_; ("content/pages/p$n.md" => "---\ntitle: P\norder: $_\n---\n") } 19 .. 60,
}, qr{^themes/t/layouts/attack.html:2:1: error: the layout needs more than 64 MB of memory\n.*\n.*\n.*\n.*while making p20\.html}m, qr/a mistake before/);
$several->('six deadly layouts', {
    'themes/t/theme.lua' => 'return { outputs = { ' . join(', ', map { "{ each = \"pages\", path = \"s$_/:slug.html\", layout = \"l$_.html\" }" } 1 .. 6) . ' } }',
    (map { ("themes/t/layouts/l$_.html" => '{% if page.order == 3 then error("a mistake") end if page.order == 7 then while true do end end %}{{ page.slug }}') } 1 .. 6),
    (map { ("content/pages/p$_.md" => "---\ntitle: P$_\norder: $_\n---\n") } 1 .. 9),
}, (map { qr{^themes/t/layouts/l$_.html:1:1: error: a mistake}m } 1 .. 4), (map { qr{^themes/t/layouts/l$_.html: error: the layout needed more than 1 s of processor time for 's$_/p7.html'}m } 1 .. 4),
    qr{^error: rendering was given up after 4 layouts: the pages after 's4/p7.html' were not looked at}m, qr{^(?!.*layouts/l[56]\.html)}s);

done_testing();
