#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# `broadside photos FOLDER --event ENTRY`: which photos are taken, in which order, under which names; what becomes of the
# entry's text; that nothing is overwritten, left half made or lost; and what it says.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Broadside;
use Encode qw(decode_utf8 encode_utf8);
use Fcntl qw(LOCK_EX);
use JSON::PP;
use Photos;
use POSIX ();
use Test::More;

plan skip_all => 'no exiftool' if !has_tool('exiftool');

my $patrol = "---\ntitle: 夜间巡逻\ndate: 2025-06-29\n---\n\n居民和社区民警一起巡逻。\n";
my $mine = 'content/news/2025/2025-06-29-night-patrol';

# A photo of a scene, which follows from a number: patches of colours that flow into each other, or, not so sharp, taken a
# moment later.
sub scene {
    my ($path, $number, %how) = @_;
    my $raw = folder() . '/scene.ppm';
    srand($number);
    put($raw, "P6\n12 9\n255\n" . join '', map { chr(20 + int rand 215) } 1 .. 12 * 9 * 3);
    my $large = "$raw.v";
    run_tool('vips', 'resize', $raw, $large, $how{scale} // 40, '--kernel', 'cubic');
    my $kept = $large;
    if ($how{shaken}) {
        $kept = "$raw.shaken.v";
        run_tool('vips', 'gaussblur', $large, $kept, $how{shaken});
    }
    my $bytes = encode_utf8($path);
    my ($ending) = $path =~ /\.(\w+)$/;
    my $file = "$raw." . lc $ending;
    run_tool('vips', 'copy', $kept, $file . ($ending =~ /^jpe?g$/i ? '[Q=90]' : ''));
    my @fields = (
        $how{taken} ? ("-EXIF:DateTimeOriginal=$how{taken}") : (), map({ "-$_" } @{ $how{fields} || [] }),
        $how{place} ? ('-GPSLatitude=31.2', '-GPSLatitudeRef=N', '-GPSLongitude=121.4', '-GPSLongitudeRef=E') : ());
    run_tool('exiftool', '-q', '-overwrite_original', @fields, $file) if @fields;
    put($bytes, get($file));
    utime $how{changed}, $how{changed}, $bytes if $how{changed};
    return $path;
}

sub board {
    my (%files) = @_;
    my %all = ("$mine/index.md" => $patrol, %files);
    return site(map { encode_utf8($_) => utf8::is_utf8($all{$_}) ? encode_utf8($all{$_}) : $all{$_} } keys %all);
}

# Runs it; status, what it printed, what it said of mistakes.
sub photos {
    my ($root, @arguments) = @_;
    my ($status, $out, $err) = broadside('-C', $root, 'photos', map { encode_utf8($_) } @arguments);
    return ($status, decode_utf8($out), decode_utf8($err));
}

sub text { return decode_utf8(get(encode_utf8($_[0])) // '') }

# The names of a gallery, and what stands behind them.
sub gallery { return $_[0] =~ /^```gallery\r?\n(.*?)^```/ms ? split /\r?\n/, $1 : () }

subtest 'from a stick to the page' => sub {
    my ($root, $usb) = (board(), folder());
    # In another order than by their names.
    scene("$usb/IMG_2.JPG", 1, taken => '2025:06:29 19:03:11', place => 1);
    scene("$usb/IMG_10.jpeg", 2, taken => '2025:06:29 19:03:11');
    scene("$usb/IMG_1.png", 3, taken => '2025:06:29 20:00:00');
    scene("$usb/mmexport1751194990000.jpg", 4, changed => 1_600_000_000);
    scene("$usb/微信图片_20250629190500.jpg", 5);
    scene("$usb/burst-1.jpg", 6, taken => '2025:06:29 19:10:00', shaken => 3);
    scene("$usb/burst-2.jpg", 6, taken => '2025:06:29 19:10:01', place => 1);
    scene("$usb/burst-3.jpg", 6, taken => '2025:06:29 19:10:02', shaken => 2);
    scene("$usb/mmexport1751999999000.jpg", 6, scale => 20);
    put("$usb/IMG_2 (1).JPG", get("$usb/IMG_2.JPG"));
    put("$usb/broken.jpg", substr get("$usb/IMG_2.JPG"), 0, 700);
    put("$usb/$_", 'x') for 'IMG_2.MOV', 'clip.mp4', 'IMG_2.AAE', 'plan.svg', 'list.xlsx', '.hidden.jpg', 'Thumbs.db', 'more/IMG_9.jpg';
    symlink "$usb/IMG_1.png", "$usb/link.jpg";
    chmod 0777, "$usb/IMG_2.JPG";
    utime 1_700_000_000, 1_700_000_000, "$usb/IMG_2.JPG";
    my $before = tree($usb);

    my ($status, $out, $err) = photos($root, $usb, '--event', 'night-patrol');
    is($status, 1, 'a damaged photo is an error');
    is($err, "broken.jpg: error: this photo cannot be read: it is damaged, or no picture\n" .
        "      = copy it from the camera or the telephone once more, or leave it out\n", 'which is named');
    is($out, <<"OUT", 'what was done');
mmexport1751194990000.jpg → night-patrol-01.jpg
IMG_2.JPG → night-patrol-02.jpg
  left out, the very same: IMG_2 (1).JPG
IMG_10.jpeg → night-patrol-03.jpg
微信图片_20250629190500.jpg → night-patrol-04.jpg
burst-2.jpg → night-patrol-05.jpg
  left out, nearly the same: burst-1.jpg, burst-3.jpg, mmexport1751999999000.jpg
IMG_1.png → night-patrol-06.png
left out, films of Live Photos, whose photos were taken: IMG_2.MOV
left out, videos: clip.mp4
left out, notes of an iPhone on changes to photos: IMG_2.AAE
left out, drawings, which are no photos: plan.svg
left out, folders: more
left out, symbolic links: link.jpg
left out, no photos: list.xlsx
1 photo could not be read, and was not taken
6 photos were copied to '$mine'
3 photos that are nearly the same as others were left out; '--all' takes them, too
2 photos say where they were taken. The website will not say so; the files in '$mine' still do.
Write behind each name what the photo shows: '$mine/index.md', lines 9 to 14. 'broadside serve' shows the page.
OUT
    is(text("$root/$mine/index.md"), "$patrol\n```gallery\n" . join('', map { "night-patrol-0$_.jpg\n" } 1 .. 5) . "night-patrol-06.png\n```\n",
        'the text, and nothing else of it');
    my $copy = "$root/$mine/night-patrol-02.jpg";
    is(get($copy), get("$usb/IMG_2.JPG"), 'a copy has the bytes of the photo');
    is((stat $copy)[9], 1_700_000_000, 'its time');
    is((stat $copy)[2] & 0111, 0, 'and is no program');
    is_deeply(tree($usb), $before, 'the stick is as it was');
    is_deeply([ grep { m{/\.|^\.} } keys %{ tree("$root/content") } ], [], 'nothing hidden stays');

    is((broadside('-C', $root, 'build', '--date', $DATE))[0], 0, 'the website is built');
    my @published = grep { /night-patrol-\d+.*\.(?:webp|jpg)$/ } keys %{ tree("$root/public") };
    ok(@published >= 12, 'with copies of each');
    is((grep { /GPS/ } map { @$_ } values %{ tags(map { "$root/public/$_" } @published) }), 0, 'none says where');
};

subtest 'again, with more' => sub {
    my ($root, $usb) = (board(), folder());
    scene("$usb/IMG_$_.jpg", $_, taken => "2025:06:29 19:0$_:00") for 1, 3;
    is((photos($root, $usb, '--event', 'night-patrol'))[0], 0, 'two photos');
    my $entry = "$root/$mine/index.md";
    my $written = text($entry) =~ s/(patrol-01\.jpg)/$1 门口/r . "\n之后的文字。\n";
    put($entry, encode_utf8($written));
    my $before = tree("$root/content");
    my ($status, $out) = photos($root, $usb, '--event', 'night-patrol');
    is($status, 0, 'the same once more');
    is($out, "IMG_1.jpg is there already: night-patrol-01.jpg\nIMG_3.jpg is there already: night-patrol-02.jpg\nno photo is new\n", 'is said');
    is_deeply(tree("$root/content"), $before, 'and changes nothing');

    scene("$usb/IMG_2.jpg", 2, taken => '2025:06:29 19:02:00');
    scene("$usb/IMG_4.jpg", 3, taken => '2025:06:29 19:03:01');
    ($status, $out) = photos($root, $usb, '--event', 'night-patrol', '--dry-run');
    like($out, qr/^IMG_2\.jpg → night-patrol-03\.jpg\n.*^1 photo would be copied to '\Q$mine\E'\n/ms, '--dry-run says what would be');
    is_deeply(tree("$root/content"), $before, 'and writes nothing');
    ($status, $out) = photos($root, $usb, '--event', 'night-patrol');
    like($out, qr/night-patrol-02\.jpg\n  left out, nearly the same: IMG_4\.jpg\n/, 'what is there is kept, and what is like it left out');
    is(text($entry), $written =~ s/(patrol-02\.jpg\n)/$1night-patrol-03.jpg\n/r, 'one line more, before the end of the gallery');
    like($out, qr/, line 11\. /, 'which is named');
    photos($root, $usb, '--event', 'night-patrol', '--all');
    is(get("$root/$mine/night-patrol-04.jpg"), get("$usb/IMG_4.jpg"), '--all takes it, too');

    # Somebody takes one out of the text, and leaves the file where it is.
    put($entry, encode_utf8($written));
    ($status, $out) = photos($root, $usb, '--event', 'night-patrol', '--all');
    like($out, qr/^IMG_2\.jpg is there already, but not in the text: night-patrol-03\.jpg$/m, 'a photo that was taken out is named');
    is(text($entry), $written, 'and stays out');
    # As if the last run had been killed before it came to the text.
    my $gone = fork // die;
    POSIX::_exit(0) if !$gone;
    waitpid $gone, 0;
    put("$root/$mine/.broadside-new-$gone-0/entry", '');
    put("$usb/IMG_2 (1).jpg", get("$usb/IMG_2.jpg"));
    photos($root, $usb, '--event', 'night-patrol', '--all');
    is_deeply([ gallery(text($entry)) ], ['night-patrol-01.jpg 门口', 'night-patrol-02.jpg', 'night-patrol-03.jpg', 'night-patrol-04.jpg'],
        'what a run that was killed did not write is written by the next');
};

subtest 'of a colleague' => sub {
    my ($root, $usb, $chat) = (board(), folder(), folder());
    scene("$usb/IMG_$_.jpg", $_, taken => "2025:06:29 19:0$_:00") for 1, 2;
    photos($root, $usb, '--event', 'night-patrol');
    put("$root/$mine/index.md", encode_utf8(text("$root/$mine/index.md") =~ s/^night-patrol-02\.jpg\n//mr));
    scene("$chat/mmexport1751999999000.jpg", 1, scale => 20);
    scene("$chat/mmexport1751999999001.jpg", 7, scale => 20);
    my ($status, $out) = photos($root, $chat, '--event', 'night-patrol');
    is($out =~ s/^1 photo was.*//msr, "night-patrol-01.jpg\n  left out, nearly the same: mmexport1751999999000.jpg\nmmexport1751999999001.jpg → night-patrol-03.jpg\n",
        'what the entry has is not taken once more from a chat');
    is_deeply([ gallery(text("$root/$mine/index.md")) ], ['night-patrol-01.jpg', 'night-patrol-03.jpg'], 'a line that somebody took out stays out');
};

subtest 'which photos a text names' => sub {
    my $usb = folder();
    scene("$usb/a.jpg", 1, taken => '2025:03:01 10:00:00');
    my $said = sub {
        my ($front, $text, $name) = @_;
        my $root = board("$mine/index.md" => "---\ntitle: A\n$front---\n$text", "$mine/" . ($name // 'night-patrol-1.jpg') => get("$usb/a.jpg"),
            map { $_ => 'x' } "$mine/x.jpg", "$mine/anight-patrol-1.jpg", "$mine/night-patrol-1.jpg.png");
        return (photos($root, $usb, '--event', 'night-patrol', '-n'))[1] =~ /^a\.jpg is there already(, but not in the text)?: / ? $1 ? 'not named' : 'named' : 'else';
    };
    my @named = (
        ['', "```gallery\nnight-patrol-1.jpg\n```\n"],
        ['', "~~~ gallery\n- night-patrol-1.jpg：门口\n~~~\n"],
        ['', "![words](night-patrol-1.jpg)\n"],
        ['', "![words][1]\n\n[1]: <./night-patrol-1.jpg> 'title'\n"],
        ['', "[large](../2025-06-29-night-patrol/night-patrol-1.jpg)\n"],
        ['', "![words](/news/2025/2025-06-29-night-patrol/night-patrol-1.jpg)\n"],
        ['', "![words](%E5%A4%9C%E5%B7%A1-01.jpg)\n", '夜巡-01.jpg'],
        ["cover: night-patrol-1.jpg\n", "Text.\n"],
    );
    my @not = (
        ['', "```gallery\nanight-patrol-1.jpg\n```\n"],
        ['', "![night-patrol-1.jpg](x.jpg)\n"],
        ['', "```gallery\nx.jpg 见 night-patrol-1.jpg\n```\n"],
        ['', "<!-- night-patrol-1.jpg -->\n"],
        ['', "<!--\n```gallery\nnight-patrol-1.jpg\n```\n-->\n"],
        ['', "```\n![words](night-patrol-1.jpg)\n```\n"],
        ['', "`![words](night-patrol-1.jpg)`\n"],
        ['', "![words](night-patrol-1.jpg.png)\n"],
        ['', "The file night-patrol-1.jpg is not shown.\n"],
        ["# cover: night-patrol-1.jpg\n", "Text.\n"],
        ["summary: night-patrol-1.jpg\n", "Text.\n"],
    );
    is($said->(@$_), 'named', "$_->[0]$_->[1]") for @named;
    is($said->(@$_), 'not named', "$_->[0]$_->[1]") for @not;
};

subtest 'which entry' => sub {
    my $loose = 'content/news/2025/2025-03-01-trees.md';
    my $root = board($loose => "---\ntitle: 植树\n---\n", 'content/news/2025/2025-03-02-trees.md' => "---\ntitle: 再植树\n---\n");
    my $usb = folder();
    scene("$usb/a.jpg", 1, taken => '2025:03:01 10:00:00');
    for my $word ('植树', $loose, '2025-03-01-trees', 'news/2025/2025-03-01-trees', 'news/2025-03-01-trees.html', 'news/trees.html') {
        my ($status, $out, $err) = photos($root, $usb, '--event', $word, '-n');
        next if $word =~ /html/ && $status == 1;    # one of the two is its address
        like($out, qr/^a\.jpg → 2025-03-01-trees-01\.jpg$/m, "'$word': named after its file, beside which it lies") or diag $err;
    }
    is((photos($root, $usb, '--event', $loose))[0], 0, 'a loose entry');
    ok(-f "$root/content/news/2025/2025-03-01-trees-01.jpg", 'has its photos beside it');
    like((photos($root, $usb, '--event', '再植树'))[1], qr/^a\.jpg → 2025-03-02-trees-01\.jpg$/m, 'those of its neighbour are not its own');
    my ($status, $out, $err) = photos($root, $usb, '--event', 'trees');
    is($status, 1, 'an end that two have');
    like($err, qr/^error: 'trees' may be several entries: news\/2025\/2025-03-01-trees(,| and)/m, 'is said');
    put("$root/content/news/2025/twin$_.md", encode_utf8("---\ntitle: 同名\ndate: 2025-03-0$_\n---\n")) for 1, 2;
    like((photos($root, $usb, '--event', '同名'))[2], qr/^error: '同名' may be several entries: news\/2025\/twin1, news\/2025\/twin2$/m, 'as is a title');
    put("$root/content/news/2025/draft.md", encode_utf8("---\ntitle: 草稿\ndraft: true\ndate: 2025-03-01\n---\n"));
    like((photos($root, $usb, '--event', '草稿'))[1], qr/^a\.jpg → draft-01\.jpg$/m, 'a draft is an entry, too');
    ($status, $out, $err) = photos($root, $usb, '--event', 'nihgt-patrol');
    is($status, 1, 'one that there is not');
    is($err, "error: there is no entry 'nihgt-patrol'; did you mean 'night-patrol'?\n" .
        "      = 'broadside new event TITLE' begins one ('broadside help new')\n", 'with the nearest, and how to begin one')
        or diag $err;
    put("$root/content/news/2025/open.md", encode_utf8("---\ntitle: \"义诊\ndate: 2025-03-01\n---\n"));
    like((photos($root, $usb, '--event', '义诊'))[2], qr/^error: there is no entry '义诊'.*\n      = the title of 'content\/news\/2025\/open\.md' cannot be read: 'broadside check' says what is wrong with it$/m,
        'one that has a mistake before its title may be meant');
};

# What a clock says that was never set, or was set wrong, is no time; nor is that of a satellite, which is of another zone.
subtest 'when photos were taken' => sub {
    my $usb = folder();
    my $name = sub { "$usb/$_[0].jpg" };
    my $evening = 1_751_194_991;    # 29 June 2025, 19:03:11 in Shanghai
    scene($name->('1-without-zone'), 1, taken => '2025:06:29 19:03:11');
    scene($name->('2-utc'), 2, taken => '2025:06:29 11:03:12', fields => ['EXIF:OffsetTimeOriginal=+00:00']);
    scene($name->('3-tokyo'), 3, taken => '2025:06:29 20:03:13', fields => ['EXIF:OffsetTimeOriginal=+09:00']);
    scene($name->('a-4'), 4, taken => '2025:06:29 19:03:14', fields => ['EXIF:SubSecTimeOriginal=250']);
    scene($name->('5'), 5, taken => '2025:06:29 19:03:14', fields => ['EXIF:SubSecTimeOriginal=3']);
    scene($name->('0-6'), 6, taken => '2025:06:29 19:03:14', fields => ['EXIF:SubSecTimeOriginal=999']);
    scene($name->('7-satellite'), 7, changed => $evening + 10, fields => ['EXIF:GPSDateStamp=2025:06:29', 'EXIF:GPSTimeStamp=01:00:00', 'EXIF:ModifyDate=2025:06:28 10:00:00']);
    scene($name->('8-unset'), 8, taken => '1970:01:01 00:00:00', changed => $evening + 11);
    scene($name->('9-2099'), 9, taken => '2099:01:01 00:00:00', changed => $evening + 12);
    scene($name->('10-20990101_000000'), 10, changed => $evening + 13);
    scene($name->('11-20250629_190325'), 11, taken => '2099:01:01 00:00:00', changed => $evening + 999);
    scene($name->('12-zeros'), 12, changed => $evening + 15, fields => ['EXIF:DateTimeOriginal#=0000:00:00 00:00:00']);
    my $root = board('broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\ntimezone: Asia/Shanghai\n");
    my @wanted = qw(1-without-zone 2-utc 3-tokyo a-4 5 0-6 7-satellite 8-unset 9-2099 10-20990101_000000 11-20250629_190325 12-zeros);
    for my $zone ('UTC', 'America/New_York') {
        local $ENV{TZ} = $zone;
        is_deeply([ (photos($root, $usb, '--event', 'night-patrol', '-n'))[1] =~ /^(\S+)\.jpg → /mg ], \@wanted, "in order, with the computer in $zone");
    }
};

subtest 'what lies about on a telephone' => sub {
    my ($root, $usb) = (board(), folder());
    my @names = ('IMG 0001 (1).jpg', "夜巡\n照片.jpg", '-n.jpg', '--event.jpg', 'a..b.jpg', "tab\there.jpg", 'x' x 240 . '.jpg', 'IMG_1.HEIC.jpg', '100%#?.jpg', "it's.jpg");
    scene("$usb/$names[$_]", $_ + 1, taken => sprintf '2025:06:29 19:%02d:00', $_) for 0 .. $#names;
    scene("$usb/burst$_.jpg", 50, taken => "2025:06:29 20:00:0$_", $_ == 7 ? () : (shaken => 2)) for 0 .. 9;
    put("$usb/$_", "\0\5\x16\7") for '._IMG_1.jpg', '.DS_Store', 'Thumbs.db', 'desktop.ini', '.trashed-1-a.jpg';
    put("$usb/$_", '') for 'empty.jpg', 'empty-2.jpg';
    put("$usb/WeChat/a.jpg", 'x');
    put("$usb/Screenshots/b.png", 'x');
    symlink '/etc/passwd', "$usb/passwd.jpg";
    POSIX::mkfifo("$usb/pipe.jpg", 0600);
    put("$usb/IMG_1.HEIC.MOV", 'x');
    my $before = tree($usb);
    my @run = ($root, $usb, '--event', 'night-patrol');
    my ($would, $plan) = photos(@run, '--dry-run');
    is_deeply([ keys %{ tree("$root/$mine") } ], ['index.md'], '--dry-run writes nothing');
    my ($status, $out, $err) = photos(@run);
    is("$would $status", '1 1', 'an empty file is an error');
    is($err, "empty-2.jpg: error: cannot be read, either: it is the very same file as 'empty.jpg'\n" .
        "empty.jpg: error: this photo cannot be read: it is damaged, or no picture\n      = copy it from the camera or the telephone once more, or leave it out\n", 'and so is each like it');
    my @shown = map { s/[\n\t]/ /gr } @names, 'burst7.jpg';
    is_deeply([ $out =~ /^(.*) → /mg ], \@shown, 'all are taken, each on one line');
    like($out, qr/^2 photos could not be read, and were not taken\n11 photos were copied/m, 'they are counted');
    is($plan =~ s/^11 photos would be.*//msr, $out =~ s/^11 photos were.*//msr, '--dry-run says what then happens');
    like($plan, qr/^Nothing was written\. Without '--dry-run' it is done\.$/m, 'and that it has not yet');
    like($out, qr/nearly the same: burst0\.jpg, burst1\.jpg, .*, burst9\.jpg$/m, 'of a burst one is taken');
    like($out, qr/^left out, folders: Screenshots, WeChat$/m, 'folders are named');
    like($out, qr/^left out, symbolic links: passwd\.jpg$/m, 'and links');
    like($out, qr/^left out, films of Live Photos, whose photos were taken: IMG_1\.HEIC\.MOV$/m, 'and films');
    is((grep { /passwd|root:/ } values %{ tree("$root/content") }), 0, 'nothing of them is copied');
    is_deeply([ gallery(text("$root/$mine/index.md")) ], [ map { sprintf 'night-patrol-%02d.jpg', $_ } 1 .. 11 ], 'the text has all');
    is_deeply(tree($usb), $before, 'the telephone is as it was');
    put("$root/$mine/broken.jpg", 'x');
    unlink "$usb/empty.jpg", "$usb/empty-2.jpg";
    ($status, $out, $err) = photos($root, $usb, '--event', 'night-patrol');
    is("$status $err", '0 ', 'a photo of the entry that is damaged is told by a build, not here');
    like($out, qr/^no photo is new$/m, 'a second time nothing is new');
    unlike($out, qr/copied|could not/, 'and nothing else is said of it');
};

subtest 'more than anybody looks at' => sub {
    my ($root, $usb) = (board(), folder());
    my $bytes = get(scene(folder() . '/a.jpg', 1));
    put(sprintf("%s/IMG_%02d.jpg", $usb, $_), $bytes . $_) for 1 .. 31;
    my ($status, $out) = photos($root, $usb, '--event', 'night-patrol', '--all');
    like($out, qr/^31 photos were copied.*^31 photos are more than most people look at: take out the lines/ms, 'is said');
    unlike((photos($root, $usb, '--event', 'night-patrol', '--all'))[1], qr/more than most/, 'once');
};

subtest 'how far it is' => sub {
    plan skip_all => 'no script(1)' if !has_tool('script');
    my $usb = folder();
    my $bytes = get(scene(folder() . '/a.jpg', 1, scale => 250));
    put("$usb/$_.jpg", $bytes . $_) for 1 .. 60;
    my ($root, $log, $program) = (board(), folder() . '/log', program());
    my %words = (en => [ '', qr/\r\e\[Kphotos: \d+ of 60/ ], 'zh_CN' => [ 'zh_CN', qr/\r\e\[K照片：\d+\/60/ ]);
    for my $language (sort keys %words) {
        local @ENV{qw(TERM LANGUAGE)} = ('xterm', $words{$language}[0]);
        open my $kept, '>&', \*STDOUT or die;
        open STDOUT, '>', '/dev/null' or die;
        system('script', '-qec', "stty cols 80; $program -C $root photos $usb --event night-patrol --all -n -j1", '-O', $log);
        open STDOUT, '>&', $kept or die;
        my $shown = decode_utf8(get($log));
        like($shown, $words{$language}[1], "$language: a line counts the photos on a terminal");
        like($shown, qr/\r\e\[K1\.jpg → /, "$language: and goes before the rest is said");
    }
};

subtest 'line ends, marks, blocks without an end' => sub {
    my $usb = folder();
    scene("$usb/a.jpg", 1, taken => '2025:03:01 10:00:00');
    my $dos = "\x{feff}" . $patrol =~ s/\n/\r\n/gr =~ s/\r\n\z//r;
    my $root = board("$mine/index.md" => $dos);
    is((photos($root, $usb, '--event', 'night-patrol'))[0], 0, 'a text of Windows');
    is(text("$root/$mine/index.md"), "$dos\r\n\r\n```gallery\r\nnight-patrol-01.jpg\r\n```\r\n", 'stays one');
    $root = board("$mine/index.md" => "$patrol\n```\ncode\n");
    my $before = tree("$root/content");
    my ($status, $out, $err) = photos($root, $usb, '--event', 'night-patrol');
    is($status, 1, 'a block without an end');
    like($err, qr{^\Q$mine\E/index\.md:8: error: a block of the text begins here and never ends}m, 'is named');
    is_deeply(tree("$root/content"), $before, 'and nothing is written');
};

subtest 'names made to deceive' => sub {
    my $usb = folder();
    scene("$usb/\e[31mred.jpg", 1);
    put("$usb/\e[2Jclear.txt", 'x');
    my ($status, $out, $err) = photos(board(), $usb, '--event', 'night-patrol');
    is($status, 0, 'are taken as they are');
    like($out, qr/red\.jpg.*clear\.txt/s, 'and told');
    unlike("$out$err", qr/\e/, 'but reach no terminal');
};

subtest 'what makes no sense' => sub {
    my ($root, $usb) = (board(), folder());
    put("$usb/$_", 'x') for 'DCIM/100APPLE/a.jpg', 'DCIM/Empty/a.txt', 'DCIM/deep/101APPLE/a.jpg', 'far/1/2/3/a.jpg';
    symlink "$root/content", "$usb/link";
    my @cases = (
        ["$usb/far", "there are no photos in '$usb/far'"],
        ["$usb/DCIM", "there are no photos in '$usb/DCIM', only in folders inside it: give one of those ($usb/DCIM/100APPLE, $usb/DCIM/deep/101APPLE)"],
        ["$usb/DCIM/100APPLE/a.jpg", "'$usb/DCIM/100APPLE/a.jpg' is a file: give the folder in which it lies"],
        ["$usb/none", "there is no folder '$usb/none'"],
        [$mine, "'$mine' is among the entries of the site: name its photos in the text"],
        ["$usb/link", "'$usb/link' is among the entries of the site: name its photos in the text"],
    );
    for my $case (@cases) {
        my ($folder, $message) = @$case;
        my ($status, $out, $err) = photos($root, $folder, '--event', 'night-patrol');
        is($status, 2, "$message: exit status");
        is($err, "error: $message\n", 'message');
    }
    my ($status, $out, $err) = photos($root, $usb);
    is($status, 2, 'no entry');
    is($err, "error: say which entry the photos belong to: --event ENTRY\n", 'message');
    is((photos(folder(), $usb, '--event', 'x'))[0], 2, 'no site');
    put("$usb/a.jpg", 'no photo');
    ($status, $out, $err) = photos($root, $usb, '--event', 'night-patrol');
    is($status, 1, 'nothing that can be read');
    is(text("$root/$mine/index.md"), $patrol, 'leaves the text alone');
};

subtest 'help' => sub {
    my $help = (broadside('help', 'photos'))[1];
    like($help, qr/--all +take photos that are nearly the same as others, too$/m, '--all has its own words');
    like($help, qr/--jobs N +processes that look at photos /m, 'and --jobs');
    like($help, qr/--dry-run +print what would be done; write nothing$/m, 'and --dry-run');
    unlike($help, qr/sheets|render/, 'none of those of others');
    like((broadside('help', 'poster'))[1], qr/--all +the sheets of everything that is running today$/m, 'which have their own');
};

subtest 'JSON' => sub {
    my ($root, $usb) = (board(), folder());
    scene("$usb/a.jpg", 1, taken => '2025:03:01 10:00:00', place => 1);
    put("$usb/b.jpg", get("$usb/a.jpg"));
    my ($status, $out) = photos($root, $usb, '--event', 'night-patrol', '--message-format', 'json');
    is_deeply([ map { decode_json(encode_utf8($_)) } split /\n/, $out ], [
        { photo => 'a.jpg', fate => 'copied', path => "$mine/night-patrol-01.jpg" },
        { photo => 'b.jpg', fate => 'twin', kept => 'a.jpg' },
        { entry => "$mine/index.md", copied => 1, places => 1, first_line => 9, last_line => 9, written => JSON::PP::true },
    ], 'an object for each photo, and one in the end');
};

# Enough to be interrupted: photos that differ in a few bytes behind their end, so that they need not be drawn.
sub crowd {
    my ($usb, $count) = @_;
    my @bytes = map { get(scene(folder() . "/a$_.jpg", $_)) } 1 .. $count;
    put(sprintf("%s/IMG_20250629_19%02d00.jpg", $usb, $_), $bytes[$_ - 1] . 'x' x 3_000_000) for 1 .. $count;
}

# What becomes of a run in which something happens as soon as it copies. One that was too fast for it is done again.
sub while_copying {
    my ($root, $usb, $happen) = @_;
    my @ended;
    for (1 .. 20) {
        unlink glob("$root/$mine/*.jpg");
        put("$root/$mine/index.md", encode_utf8($patrol));
        my $process = start('-C', $root, 'photos', $usb, '--event', 'night-patrol');
        my $over = 0;
        until ($over || (() = glob("$root/$mine/.broadside-new-*"))) {
            select undef, undef, undef, 0.002;
            $over = !-e "/proc/$process->{pid}" || get("/proc/$process->{pid}/stat") =~ /\) Z /;
        }
        $happen->($process->{pid});
        @ended = finish($process);
        last if $ended[0] ne '0';
    }
    return @ended;
}

subtest 'interrupted, and killed at any moment' => sub {
    my $usb = folder();
    crowd($usb, 12);
    my $root = board();
    my $before = tree("$root/content");
    my $entry = "$root/$mine/index.md";
    my ($status, $out, $err) = while_copying($root, $usb, sub { kill 'INT', $_[0] });
    is($status, 'signal 2', 'Ctrl-C ends it');
    is_deeply(tree("$root/content"), $before, 'with everything as it was');
    ($status, $out, $err) = while_copying($root, $usb, sub { put($entry, encode_utf8("$patrol\n后来写的。\n")) });
    is($status, 3, 'a text that is saved in an editor meanwhile');
    like($err, qr{^error: '\Q$mine\E/index\.md' was changed meanwhile, and nothing was written}m, 'is not overwritten');
    is_deeply([ keys %{ tree("$root/$mine") } ], ['index.md'], 'and no photo stays');
    put($entry, encode_utf8($patrol));
    for my $turn (1 .. 8) {
        my $process = start('-C', $root, 'photos', $usb, '--event', 'night-patrol');
        my $until = 0.1 + 0.08 * $turn;
        select undef, undef, undef, $until;
        kill 'KILL', $process->{pid};
        finish($process);
        my @torn = grep { !-f "$root/$mine/$_" } gallery(text($entry));
        is("@torn", '', "turn $turn: no photo is named that is not there");
        my $whole = text($entry) =~ /\A\Q$patrol\E(?:\n```gallery\n(?:.*\n)+```\n)?\z/;
        ok($whole, "turn $turn: the text is whole");
    }
    is((photos($root, $usb, '--event', 'night-patrol'))[0], 0, 'it can go on');
    is((gallery(text($entry))), 12, 'and in the end all are in the text, once');
    my @files = keys %{ tree("$root/$mine") };
    is((grep { /\.jpg$/ } @files), 12, 'and in the folder');
    is((grep { /^\./ } @files), 0, 'and nothing else');
};

subtest 'a full disk' => sub {
    my $disk = folder();
    plan skip_all => 'no right to mount' if $> != 0 || system("mount -t tmpfs -o size=8m tmpfs $disk 2>/dev/null") != 0;
    my $usb = folder();
    crowd($usb, 4);
    copy_tree(board(), "$disk/site");
    my $before = tree("$disk/site/content");
    my ($status, $out, $err) = photos("$disk/site", $usb, '--event', 'night-patrol');
    is($status, 3, 'exit status');
    like($err, qr/^error: cannot copy 'IMG_20250629_190300\.jpg': No space left on device$/m, 'says which, and why');
    is_deeply(tree("$disk/site/content"), $before, 'everything is as it was');
    system('umount', $disk);
};

subtest 'without permission' => sub {
    plan skip_all => 'only root can become somebody else, who can run the program' if !can_be_nobody();
    my ($root, $usb) = (board(), folder());
    scene("$usb/$_.jpg", $_, taken => "2025:03:01 10:0$_:00") for 1, 2;
    chmod 0755, $root, $usb;
    system('chown', '-R', '65534', $root) == 0 or die;
    chmod 0600, "$usb/2.jpg";
    my @command = ('-C', $root, 'photos', $usb, '--event', 'night-patrol');
    chmod 0444, "$root/$mine/index.md";
    my $before = tree("$root/content");
    my ($status, $out, $err) = broadside({ nobody => 1 }, @command);
    is($status, 3, 'an entry that cannot be written');
    like($err, qr{^error: cannot write '\Q$mine\E/index\.md': Permission denied$}m, 'is named');
    is_deeply(tree("$root/content"), $before, 'and no photo stays');
    chmod 0644, "$root/$mine/index.md";
    ($status, $out, $err) = broadside({ nobody => 1 }, @command);
    is($status, 1, 'a photo that cannot be read');
    like($err, qr/^2\.jpg: error: cannot be read: Permission denied$/m, 'is named');
    is_deeply([ gallery(text("$root/$mine/index.md")) ], ['night-patrol-01.jpg'], 'the other is taken');
};

subtest 'while another one is at work in the site' => sub {
    my ($root, $usb) = (board(), folder());
    scene("$usb/a.jpg", 1);
    mkdir "$root/.broadside";
    open my $lock, '>', "$root/.broadside/lock" or die;
    flock $lock, LOCK_EX or die;
    my $process = start('-C', $root, 'photos', $usb, '--event', 'night-patrol');
    my $said = sub { get($process->{err}->filename) // '' };
    select undef, undef, undef, 0.02 until $said->() =~ /waiting/ || waitpid($process->{pid}, POSIX::WNOHANG()) != 0;
    like($said->(), qr/^waiting: another broadside/m, 'it says that it waits');
    is(text("$root/$mine/index.md"), $patrol, 'and writes nothing');
    close $lock;
    is((finish($process))[0], 0, 'then it goes on');
};

done_testing();
