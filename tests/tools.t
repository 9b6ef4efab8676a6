#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# What the Makefile relies on: packages by group, and the rules of the code's structure.
use strict;
use warnings;
use Broadside;
use Test::More;

# A machine that is not Debian: the few commands that the script needs, and no dpkg-query.
my $bin = folder();
for my $name (qw(sh sed tr dirname head id env)) {
    my ($path) = grep { -x } map { "$_/$name" } split /:/, $ENV{PATH};
    symlink $path, "$bin/$name" or die $name;
}
my $out = qx{PATH='$bin' tools/install-packages build test 2>&1 </dev/null};
isnt($?, 0, 'elsewhere than on Debian, installing stops');
like($out, qr/ libglib2\.0-dev .* perl /, 'and names the packages');

# On Debian, with one package missing: what is asked of apt-get.
my %script = (
    'dpkg-query' => 'case $* in *libyaml-dev) exit 1;; esac; echo installed',
    'apt-get' => 'echo "apt-get $*" >> "$LOG"',
    'sudo' => 'echo "sudo" >> "$LOG"; exec "$@"',
);
for my $name (keys %script) {
    put("$bin/$name", "#!/bin/sh\n$script{$name}\n");
    chmod 0755, "$bin/$name";
}
for my $user (0, 1000) {
    unlink "$bin/id", "$bin/log";
    put("$bin/id", "#!/bin/sh\necho $user\n");
    chmod 0755, "$bin/id";
    $out = qx{LOG='$bin/log' PATH='$bin' tools/install-packages build 2>&1 </dev/null};
    is($?, 0, "user $user: exit status") or diag($out);
    like(get("$bin/log"), qr/^apt-get .*update\n.*^apt-get .*install -y .* libyaml-dev$/ms, "user $user: only what is missing");
    is(get("$bin/log") =~ /^sudo/m ? 1 : 0, $user ? 1 : 0, "user $user: sudo");
}
put("$bin/dpkg-query", "#!/bin/sh\necho installed\n");
unlink "$bin/log";
$out = qx{LOG='$bin/log' PATH='$bin' tools/install-packages build test lint 2>&1 </dev/null};
ok($? == 0 && $out eq '' && gone("$bin/log"), 'with nothing missing, nothing is done');

# A command that came from elsewhere stands for its package.
put("$bin/dpkg-query", "#!/bin/sh\ncase \$* in *npm|*nodejs) exit 1;; esac; echo installed\n");
qx{LOG='$bin/log' PATH='$bin' tools/install-packages test 2>&1 </dev/null};
like(get("$bin/log"), qr/ install -y .* nodejs npm$/m, 'what has neither package nor command is installed');
unlink "$bin/log";
put("$bin/npm", "#!/bin/sh\n");
chmod 0755, "$bin/npm";
qx{LOG='$bin/log' PATH='$bin' tools/install-packages test 2>&1 </dev/null};
like(get("$bin/log"), qr/ install -y --no-install-recommends nodejs$/m, 'a command from elsewhere stands for its package');

# The structure, of a tree with one mistake of each kind.
my $tree = folder();
my %files = (
    'text/a.h' => "/* SPDX-License-Identifier: MIT */\n#include \"site/b.h\"\n",
    'site/b.h' => "/* SPDX-License-Identifier: MIT */\n#include \"site/c.h\"\n",
    'site/c.h' => "/* SPDX-License-Identifier: MIT */\n#include \"site/b.h\"\n#include \"text/d.h\"\n",
    'text/d.h' => "#pragma once\n",
    'text/e.c' => "/* SPDX-License-Identifier: MIT */\n" . "int x;\n" x 600,
);
put("$tree/generator/$_", $files{$_}) for keys %files;
put("$tree/$_", "# SPDX-License-Identifier: MIT\n") for qw(Makefile tests/x.t tools/y .ci/run);
put("$tree/CONTRIBUTING.md", "| `site/` | what is shown | `text` |\n| `text/` | words | — |\n");
my $top = qx{pwd};
chomp $top;
$out = qx{cd '$tree' && perl '$top/tools/lint-structure' 2>&1};
isnt($?, 0, 'lint-structure fails');
is_deeply([ sort split /\n/, $out ], [
    'generator/site/c.h:2: headers in a circle: site/b -> site/c -> site/b',
    'generator/text/a.h:2: \'text\' may not use \'site\'',
    'generator/text/d.h:1: no SPDX-License-Identifier in the first lines',
    'generator/text/e.c: 601 lines, more than 600',
], 'and names each mistake');
is(qx{perl tools/lint-structure 2>&1}, '', 'the code itself has none');
# The translations, of a program with two messages.
$tree = folder();
my $source = "int main(void) { puts(_(\"one\")); printf(_(\"two %s\"), _(\"three\")); }\n";
my ($header) = get('po/zh_CN.po') =~ /^(msgid ""\n.*?\n)\n/ms;
sub translations {
    my ($what, $text, %po) = @_;
    put("$tree/generator/main.c", $text);
    put("$tree/tools/translations", get('tools/translations'));
    chmod 0755, "$tree/tools/translations";
    put("$tree/po/zh_CN.po", $header);
    qx{'$tree/tools/translations' update 2>&1} if $what ne 'update';
    my $po = get("$tree/po/zh_CN.po");
    $po =~ s/(?<=msgid "\Q$_\E"\nmsgstr ")"/$po{$_}"/ for keys %po;
    put("$tree/po/zh_CN.po", $po);
    my $said = qx{'$tree/tools/translations' check 2>&1};
    return ($? >> 8, $said);
}
my %whole = ('one' => '一', 'two %s' => '二%s', 'three' => '三');
my ($status, $said) = translations('check', $source, %whole);
ok($status == 0 && $said eq '', 'whole translations pass') or diag($said);
($status, $said) = translations('check', $source, 'one' => '一', 'two %s' => '二%s');
ok($status == 1 && $said eq "po/zh_CN.po: not translated: \"three\"\n", 'a message without a translation does not') or diag($said);
($status, $said) = translations('update', $source);
is($status, 1, 'nor a new message');
like($said, qr{^po/zh_CN.po: not as the sources have it: run 'make po'}m, 'and it says what to do');
($status, $said) = translations('check', $source, %whole, 'two %s' => '二');
is($status, 1, 'nor a translation with other formats');
like($said, qr{^po/zh_CN\.po:\d+: .*format specifications}m, 'and it says where');
put("$tree/po/zh_CN.po", get("$tree/po/zh_CN.po") =~ s/(?=msgid "one")/#, fuzzy\n/r =~ s/"二"/"二%s"/r);
$said = qx{'$tree/tools/translations' check 2>&1};
like($said, qr{^po/zh_CN\.po: marked as doubtful \(fuzzy\): "one"$}m, 'nor a doubtful one');
isnt($?, 0, 'it fails');
put("$tree/generator/main.c", "puts(_(\"from %\" PRId64));\n");
like(qx{'$tree/tools/translations' check 2>&1}, qr{^generator/main\.c:1: no translation can hold a macro}, 'nor a macro in a message');
put("$tree/generator/main.c", "int f(void)\n{\n    luaL_error(L,\n        _(\"one\"));\n    luaL_error(L, \"(\"); g(_(\"one\"));\n}\n");
is((grep /catch/, split /\n/, qx{'$tree/tools/translations' check 2>&1})[0], 'generator/main.c:3: a template can catch this: host_error() with N_()',
    'nor a translation that a template can catch');
done_testing();
