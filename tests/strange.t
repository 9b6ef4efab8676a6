#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Sites that nobody has foreseen: types of their own, a menu that leads nowhere, tags that differ in spelling only. In each
# theme they can be built, and every link within them leads somewhere.
use strict;
use warnings;
use utf8;
use Broadside;
use Encode qw(decode encode);
use Test::More;
use URI;
use URI::Escape qw(uri_escape uri_unescape);

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

my $settings = "title: 社区\nlanguage: zh-Hans\nbase_url: https://www.example.org/\n";

sub bytes { return encode('UTF-8', $_[0]) }

sub built {
    my ($theme, %files) = @_;
    my $root = folder();
    put("$root/broadside.yaml", bytes("${settings}theme: $theme\n" . (delete $files{settings} // '')));
    put("$root/" . bytes($_), bytes($files{$_})) for keys %files;
    my ($status, undef, $err) = broadside('-C', $root, 'build', '--date', $DATE);
    my $tree = -d "$root/public" ? tree("$root/public") : {};
    return ($status, decode('UTF-8', $err), { map { decode('UTF-8', $_) => decode('UTF-8', $tree->{$_}) } grep /\.html$/, keys %$tree });
}

# Links of pages that lead to no file.
sub broken {
    my ($tree) = @_;
    my $base = 'http://host.invalid/some/';
    my @broken;
    for my $page (grep { $_ ne '404.html' } sort keys %$tree) {
        my $here = $base . join '/', map { uri_escape(bytes($_)) } split m{/}, $page;
        for my $link ($tree->{$page} =~ /<a [^>]*href="([^":#?]+\.html)/g) {
            my $path = substr decode('UTF-8', uri_unescape(URI->new_abs($link, $here)->as_string)), length $base;
            push @broken, "$page: $link" if !$tree->{$path};
        }
    }
    return \@broken;
}

my %duties = (
    'types/duty.yaml' => "name: duty\nfolder: duties\nlabel: { zh-Hans: 值班 }\nfields: { shift: { kind: text } }\n",
    'content/duties/first.md' => "---\ntitle: 国庆值班\ndate: 2025-10-01\ntags: [WiFi]\n---\n谁在。\n",
    'content/duties/second.md' => "---\ntitle: 平时值班\n---\n",
);
my %tags = map {
    my ($number, $tags) = @$_;
    ("content/notices/2025-11-0$number-tags.md" => "---\ntitle: 通知$number\ntags: [$tags]\n---\n内容。\n")
} ([ 1, '"WiFi", "a/b"' ], [ 2, '"wifi"' ], [ 3, '"a b", "a-b"' ], [ 4, '"消防 安全", "消防　安全"' ], [ 5, '".", "..", "🔥", "CON"' ]);

for my $theme (qw(bulletin plain)) {
    my ($status, $err, $tree) = built($theme, %duties, %tags);
    is($status, 0, "$theme: it can be built") or diag($err);
    ok($tree->{'duties/first.html'} && $tree->{'duties/second.html'}, "$theme: entries of a type of one's own have pages");
    like($tree->{'duties/index.html'} // '', qr/国庆值班/, "$theme: and a list");
    like($tree->{'index.html'} // '', qr{<nav[^>]*>(?:(?!</nav>).)*<a href="duties/index\.html">值班</a>}s, "$theme: in the menu");
    is_deeply(broken($tree), [], "$theme: every link leads to a page");
    my ($wifi) = grep m{^tags/WiFi(?:/index)?\.html$}, keys %$tree;
    is(scalar(grep m{^tags/wifi}i, keys %$tree), 1, "$theme: tags that differ in capitals are one");
    like($tree->{ $wifi // '' } // '', qr/通知1.*通知2|通知2.*通知1/s, "$theme: with the entries of all");

    ($status, $err) = built($theme, %duties, settings => "menu:\n  - { title: 公告, path: notices/index.html }\n  - { title: 值班, path: dutys/index.html }\n");
    is($status, 1, "$theme: a menu that leads nowhere is an error");
    like($err, qr{'dutys/index\.html'.*in the menu, in line 7 of broadside\.yaml: did you mean 'duties/index\.html'}s, "$theme: and says where it is written");
    ($status, $err) = built($theme, %duties, settings => "menu:\n  - { title: 值班, path: duties/index.html#main }\n  - { title: 街道, path: 'https://www.example.org/' }\n");
    is($status, 0, "$theme: a place on a page and another site are none") or diag($err);
}

my (undef, undef, $contacts) = built('bulletin', %duties,
    settings => "contacts: [ '窗口：0519-55501201', '公众号：wtl_5550120188', 'QQ群abc1234567', '55501202转8003' ]\n");
is_deeply([ sort $contacts->{'pages/index.html'} =~ /href="tel:([^"]+)"/g ], [ '051955501201', '55501202' ], 'telephone numbers can be called, names of accounts cannot');

my %many = map { ("content/notices/2025/2025-10-01-n$_.md" => "---\ntitle: 通知$_\ntags: [安全]\n---\n内容。\n") } 1 .. 70;
my ($status, $err, $tree) = built('plain', %many);
is($status, 0, 'plain: seventy notices of one day');
ok($tree->{'tags/安全/page-3.html'} && $tree->{'archive/2025/page-2.html'}, 'plain: long lists are in pages');
is_deeply(broken($tree), [], 'plain: every link leads to a page');
is_deeply([ grep { $tree->{$_} =~ m{<([duo]l|nav|h\d)[^>]*>\s*</\1>} } sort keys %$tree ], [], 'plain: no list is empty');
done_testing();
