#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# The commands: help, options, exit statuses, init, new; and every command line of docs/commands.md.
use strict;
use warnings;
use Broadside;
use File::Basename qw(dirname);
use JSON::PP;
use Test::More;

my $entry = "---\ntitle: One\n---\n\nText.\n";

subtest 'help and version' => sub {
    my ($status, $out, $err) = broadside('help');
    is($status, 0, 'help: exit status');
    my @names = $out =~ /^  ([a-z]+)  +\S/mg;
    is("@names", 'build check serve poster archive init new import photos schema status version help', 'it lists the commands');
    for my $name (@names) {
        my ($one, $text) = broadside('help', $name);
        is($one, 0, "help $name: exit status");
        like($text, qr/\AUsage: broadside $name /, "$name: usage");
        like($text, qr/^Example:\n  broadside.* $name/m, "$name: example");
        is((broadside($name, '--help'))[1], $text, "$name --help is the same");
        like(get('docs/commands.md'), qr/^## .*\b$name\b/m, "$name: in docs/commands.md");
        for my $option ($text =~ /(--[a-z-]+)/g) {
            ok(index(get('docs/commands.md'), "`$option") >= 0, "$name: $option in docs/commands.md");
        }
    }
    is((broadside('--help'))[1], $out, '--help is help');
    like((broadside('version'))[1], qr/\Abroadside \d+\.\d+\.\d+\n\z/, 'version');
    is((broadside('--version'))[1], (broadside('version'))[1], '--version');
    ($status, $out, $err) = broadside();
    is($status, 2, 'no command: exit status');
    is($out, '', 'nothing on standard output');
    like($err, qr/\AUsage: /, 'help on standard error');
};

subtest 'misspelt' => sub {
    my $root = site('content/pages/one.md' => $entry);
    my %said = (
        'buidl' => qr/there is no command 'buidl'; did you mean 'build'\?/,
        'xyzzy' => qr/there is no command 'xyzzy'; 'broadside help' lists them/,
        'build --destinaton x' => qr/there is no option '--destinaton'; did you mean '--destination'\?/,
        'build --bass-url=x' => qr/there is no option '--bass-url'; did you mean '--base-url'\?/,
        'build -x' => qr/there is no option '-x'/,
        'build extra' => qr/'build' takes no arguments/,
        'new page' => qr/'new' wants TYPE TITLE/,
        'check --force' => qr/'check' takes no option '--force'/,
        'status --drafts' => qr/'status' takes no option '--drafts'/,
        'statsu' => qr/did you mean 'status'\?/,
        'init' => qr/'init' wants DIR/,
        'help buidl' => qr/did you mean 'build'\?/,
        'build -j many' => qr/many/,
        'build -j 1000' => qr/--jobs/,
        'build --message-format xml' => qr/there is no message format 'xml'/,
        'build --date yesterday' => qr/'yesterday' is no date/,
        'build --date 2025-02-30' => qr/'2025-02-30' is no date/,
        'build --base-url nowhere' => qr/'nowhere' is no address/,
        'new notise X' => qr/there is no type 'notise'; did you mean 'notice'\?/,
        'build -C nowhere' => qr/cannot enter the folder 'nowhere'/,
        'build --destination' => qr/'--destination' wants a value/,
        'build -j' => qr/'-j' wants a value/,
        'build -j -1' => qr/not '-1'/,
    );
    for my $line (sort keys %said) {
        my ($status, $out, $err) = broadside({ in => $root }, split ' ', $line);
        is($status, 2, "$line: exit status");
        like($err, qr/\Aerror: .*$said{$line}/, "$line: message");
        is($out, '', "$line: nothing on standard output");
    }
    ok(gone("$root/public"), 'nothing was made');
};

subtest 'options before and after, -C as in git' => sub {
    my $root = site('content/pages/one.md' => $entry, 'content/pages/two.md' => "---\ntitle: Two\ndraft: true\n---\n");
    my $above = dirname($root);
    (my $name = $root) =~ s{.*/}{};
    my $elsewhere = folder();
    for my $line ("-C $name build -d out1 --date $DATE", "build --date=$DATE -d out2 --site=$name", "--destination out3 -C$name build --date $DATE",
        "-q --date $DATE build -dout4 -C $name -j1", "-qC $name build -d $root/out5 --date $DATE") {
        my ($status, $out, $err) = broadside({ in => $above }, split ' ', $line);
        is($status, 0, "$line: exit status") or diag($err);
        my ($number) = $line =~ /out(\d)/;
        ok(!gone("$root/out$number/pages/one.html"), "$line: the destination is relative to the site");
        is($out, '', "$line: quiet") if $line =~ /(?:^| )-q/;
    }
    is((broadside({ in => $root }, 'build', '-D', '-d', 'drafts', '--date', $DATE))[0], 0, 'with drafts');
    ok(!gone("$root/drafts/pages/two.html") && gone("$root/out1/pages/two.html"), 'which are shown only then');
};

subtest 'the date, as in front matter' => sub {
    my $root = site('content/pages/one.md' => "---\ntitle: One\nexpires: 2025-03-01\n---\n");
    for my $date ('2025年3月2日', '2025/3/2', '二〇二五年三月二日') {
        my ($status, $out, $err) = broadside('-C', $root, 'status', '--date', $date, '--message-format', 'json');
        is($status, 0, $date) or diag($err);
        like($out, qr/"date":"2025-03-02"/, "$date: the day");
    }
    for my $date ('2025年2月30日', '3月2日', 'tomorrow') {
        is((broadside('-C', $root, 'status', '--date', $date))[0], 2, $date);
    }
};

subtest 'messages' => sub {
    my $root = site('content/pages/one.md' => "---\ntitel: One\n---\n");
    my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    is($status, 1, 'exit status');
    is($out, '', 'text is on standard error');
    like($err, qr{^content/pages/one.md:2:1: error: }m, 'with its place');
    unlike($err, qr/\033/, 'and no colours in a file');
    ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE, '--message-format', 'json');
    is($status, 1, 'exit status with json');
    is($err, '', 'json is on standard output');
    my @messages = map { JSON::PP->new->utf8->decode($_) } split /\n/, $out;
    is_deeply([ @{ $messages[0] }{qw(severity file line column)} ], [ 'error', 'content/pages/one.md', 2, 1 ], 'with its place')
        or diag($out);
    put("$root/content/pages/one.md", $entry);
    ($status, $out) = broadside('-C', $root, 'build', '--date', $DATE, '--message-format', 'json');
    is($status, 0, 'exit status');
    my $summary = JSON::PP->new->utf8->decode($out);
    is_deeply([ @{$summary}{qw(pages files written unchanged removed)} ], [ 2, 0, 2, 0, 0 ], 'the summary is an object too');
    ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE, '-v');
    is(join(' ', $err =~ /^(\w+) +[\d.]+ ms$/mg), 'ledger content site plan review render publish save', '--verbose tells the stages and their times');
    like($err, qr/^the theme is kept from: \w/m, 'and what the theme cannot reach');
};

for my $language ('zh-Hans', 'en') {
    subtest "init in $language" => sub {
        my $root = folder();
        my ($status, $out) = broadside({ in => $root }, 'init', 'new/board', '--date', $DATE, '--language', $language);
        is($status, 0, 'exit status');
        like(get("$root/new/board/broadside.yaml"), qr/^language: $language$/m, 'the language');
        my @notices = glob "$root/new/board/content/notices/2025/$DATE-*.md";
        is(scalar @notices, 1, 'a notice of the day');
        ok(-d "$root/new/board/content/$_", "$_/") for qw(news models commitments honours notices events reports pages);
        ok(!gone("$root/new/board/.gitignore"), '.gitignore');
        ($status, $out, my $err) = broadside('-C', "$root/new/board", 'build', '--date', $DATE);
        is($status, 0, 'it builds');
        is($err, '', 'without a warning');
        ok(!gone("$root/new/board/public/index.html"), 'into public/');
        my $before = tree("$root/new/board");
        ($status, $out, $err) = broadside('init', "$root/new/board");
        is($status, 2, 'not twice');
        is_deeply(tree("$root/new/board"), $before, 'nothing was touched');
    };
}
is((broadside('init', folder() . '/x', '--language', 'tlh'))[0], 2, 'init in no language of ours');

subtest 'new' => sub {
    my $root = folder() . '/site';
    broadside('init', $root, '--date', $DATE);
    my @names = qw(news model commitment honour notice event report page);
    for my $type (@names) {
        my ($status, $out, $err) = broadside('-C', $root, 'new', $type, '邻里: "互助" 100%', '--date', '2025-06-29');
        is($status, 0, "$type: exit status") or diag($err);
        chomp $out;
        like($out, qr{\Acontent/[a-z]+/(2025/)?(2025-06-29-)?lin-li-hu-zhu-100\.md\z}, "$type: the path");
        like(get("$root/$out"), qr/\A---\ntitle: /, "$type: the title comes first");
    }
    my ($status, $out) = broadside('-C', $root, 'new', 'notices', '停水', '--date', '2025-06-29');
    is($out, "content/notices/2025/2025-06-29-ting-shui.md\n", 'a folder names a type as well');
    my $text = get("$root/content/notices/2025/2025-06-29-ting-shui.md");
    like($text, qr/^# kind: notice  # 种类（notice 通知，review 公示，disclosure 公开）/m, 'other fields are comments with their meaning');
    put("$root/content/notices/2025/2025-06-29-ting-shui.md", 'mine');
    is((broadside('-C', $root, 'new', 'notice', '停水', '--date', '2025-06-29'))[1],
        "content/notices/2025/2025-06-29-ting-shui-$_.md\n", "never over a file: -$_") for 2, 3;
    is(get("$root/content/notices/2025/2025-06-29-ting-shui.md"), 'mine', 'which stays');
    unlink "$root/content/notices/2025/2025-06-29-ting-shui.md";
    my ($checked, $nothing, $messages) = broadside('-C', $root, 'check', '--date', $DATE);
    is($checked, 1, 'what nobody wrote is not claimed');
    my @errors = grep { /error: / } split /\n/, $messages;
    is(scalar(grep { !/error: the field '\w+' is empty$/ } @errors), 0, 'it is to be filled in');
    for my $file (glob "$root/content/*/*/*.md $root/content/*/*.md") {
        (my $filled = get($file)) =~ s/^(\w+):  # .*?(?:（([\w-]+) .*)?$/"$1: " . ($2 || 'filled')/gem;
        put($file, $filled);
    }
    ($checked, $nothing, $messages) = broadside('-C', $root, 'check', '--date', '2025-07-01');
    is($checked, 0, 'then the new entries load');
    is($messages, '', 'without a warning');
    is((broadside('-C', $root, 'new', 'notice', $_))[0], 2, 'a title that is none') for '', ' ', "\xc4\xe3";
    is((broadside('-C', $root, 'new', 'notice', 'a', 'b'))[0], 2, 'a title without quotes');
    put("$root/types/duty.yaml", "name: duty\nfolder: duties\nlabel: { en: Duties }\nfields:\n  who: { kind: text, required: true }\n");
    is((broadside('-C', $root, 'new', 'duty', 'Night'))[0], 0, "a type of the site's own");
};

subtest 'a tag of several words' => sub {
    for my $theme (qw(bulletin plain)) {
        my $root = site('broadside.yaml' => "title: Test\ntheme: $theme\n",
            'content/news/2025-01-01-a.md' => "---\ntitle: A\ntags: [streets & lamps, 'a:b/c']\n---\n");
        my ($status, $out, $err) = broadside('-C', $root, 'build', '--date', $DATE);
        is($status, 0, "$theme builds") or diag($err);
        like(join('', values %{ tree("$root/public") }), qr{href="[^"]*tags/streets-(?:&amp;|%26)-lamps}, "$theme links to its page");
    }
};

subtest 'docs/commands.md' => sub {
    my $folder = folder();
    mkdir "$folder/bin";
    symlink program(), "$folder/bin/broadside" or die;
    my $text = get('docs/commands.md');
    my @lines = map { grep /\S/, split /\n/ } $text =~ /^```sh\n(.*?)^```$/msg;
    cmp_ok(scalar @lines, '>', 10, 'it has command lines');
    for my $line (@lines) {
        my $output = qx{cd '$folder' && PATH='$folder/bin':\$PATH && $line 2>&1};
        is($?, 0, $line) or diag($output);
    }
};

done_testing();
