# SPDX-License-Identifier: MIT
# What the test scripts share: sites in temporary folders, the program run on them, folders compared.
package Broadside;
use strict;
use warnings;
use Compress::Zlib qw(compress crc32);
use Cwd qw(abs_path getcwd);
use Digest::MD5 qw(md5 md5_hex);
use Exporter qw(import);
use File::Find ();
use File::Path qw(make_path);
use File::Temp ();
use POSIX ();

our @EXPORT = qw(broadside broadside_bytes program can_be_nobody start finish folder site put get gone tree hashes copy_tree png $DATE);

our $DATE = '2025-11-20';

# Taken before any test changes its folder.
my $program = abs_path($ENV{BROADSIDE} || 'build/broadside') or die "no program: run 'make' first\n";
my $top = getcwd();

$ENV{TZ} = 'UTC';
$ENV{LC_ALL} = 'C.UTF-8';
delete @ENV{qw(LANGUAGE NO_COLOR MAKEFLAGS MAKELEVEL MFLAGS)};

sub program { return $program }

# Whether the tests may give up root's rights, and the program can be run without them: not below a home folder of root.
my $can;
sub can_be_nobody {
    return $can if defined $can;
    my $pid = $> == 0 ? fork : return $can = 0;
    if (!$pid) {
        POSIX::setgid(65534);
        POSIX::setuid(65534);
        POSIX::_exit(-x $program ? 0 : 1);
    }
    waitpid $pid, 0;
    return $can = $? == 0 ? 1 : 0;
}

# A new empty folder, removed at the end.
my @kept;
sub folder {
    my $folder = File::Temp->newdir('broadside-XXXXXX', TMPDIR => 1);
    push @kept, $folder;
    return abs_path("$folder");
}

sub put {
    my ($path, $text) = @_;
    (my $parent = $path) =~ s{/[^/]*$}{};
    make_path($parent) if $parent ne $path;
    open my $file, '>:raw', $path or die "$path: $!";
    print $file $text;
    close $file or die "$path: $!";
}

# A PNG of one colour, which follows from a word.
sub png {
    my ($width, $height, $word) = @_;
    utf8::encode($word //= "$width $height");
    my $chunk = sub { pack('N', length $_[1]) . $_[0] . $_[1] . pack('N', crc32($_[0] . $_[1])) };
    my $points = ("\0" . substr(md5($word), 0, 3) x $width) x $height;
    return "\x89PNG\r\n\x1a\n" . $chunk->('IHDR', pack 'NNCCCCC', $width, $height, 8, 2, 0, 0, 0) .
        $chunk->('IDAT', compress($points)) . $chunk->('IEND', '');
}

sub get {
    my ($path) = @_;
    open my $file, '<:raw', $path or return undef;
    local $/;
    return scalar <$file>;
}

sub gone { return !-e $_[0] && !-l $_[0] }

# The smallest theme that makes a page of every entry, and one of all of them.
my %small = (
    'broadside.yaml' => "title: Test\nlanguage: en\ntheme: small\nbase_url: https://example.org/\n",
    'themes/small/theme.lua' => <<'LUA',
return {
  outputs = {
    { path = "index.html", layout = "list.html" },
    { each = "entries", path = ":type/:slug.html", layout = "entry.html" },
  },
}
LUA
    'themes/small/layouts/entry.html' => "<h1>{{ page.title }}</h1>\n{{ page.content }}\n",
    'themes/small/layouts/list.html' =>
        "{% for entry in site.entries do %}\n<a href=\"{{ url(entry) }}\">{{ entry.title }}</a>\n{% end %}\n",
);

# A site in the small theme with these files besides; undef leaves one out. Returns its folder.
sub site {
    my %files = (%small, @_);
    my $root = folder();
    mkdir "$root/content";
    for my $path (sort keys %files) {
        put("$root/$path", $files{$path}) if defined $files{$path};
    }
    return $root;
}

# Starts the program with $options->{in} as its folder, {env} besides the environment; {nobody}: without root's
# rights; {group}: in a process group of its own.
sub start {
    my $options = ref $_[0] ? shift : {};
    my @arguments = @_;
    my ($out, $err) = (File::Temp->new, File::Temp->new);
    my $pid = fork // die "fork: $!";
    if (!$pid) {
        POSIX::setpgid(0, 0) if $options->{group};
        # Whoever runs the tests may ignore it.
        $SIG{$_} = 'DEFAULT' for qw(INT HUP TERM);
        chdir($options->{in} || '.') or die;
        $ENV{$_} = $options->{env}{$_} for keys %{ $options->{env} || {} };
        if ($options->{nobody}) {
            POSIX::setgid(65534);
            POSIX::setuid(65534);
        }
        open STDIN, '<', '/dev/null' or die;
        open STDOUT, '>&', $out or die;
        open STDERR, '>&', $err or die;
        exec { $options->{program} || $program } $options->{program} || $program, @arguments or POSIX::_exit(127);
    }
    return { pid => $pid, out => $out, err => $err };
}

# Waits for it: the exit status (or "signal N"), standard output, standard error.
sub finish {
    my ($process) = @_;
    waitpid $process->{pid}, 0;
    my $status = $? & 127 ? 'signal ' . ($? & 127) : $? >> 8;
    return ($status, get($process->{out}->filename), get($process->{err}->filename));
}

sub broadside { return finish(start(@_)) }

# Every file and link below a folder: path => text, or "-> target".
sub tree {
    my ($root) = @_;
    my %tree;
    return \%tree unless -d $root;
    File::Find::find({ no_chdir => 1, wanted => sub {
        (my $path = $File::Find::name) =~ s{^\Q$root\E/?}{};
        if (-l $File::Find::name) { $tree{$path} = '-> ' . readlink $File::Find::name }
        elsif (-f _) { $tree{$path} = get($File::Find::name) }
    } }, $root);
    return \%tree;
}

# The same with hashes for texts, and the manifest left out: what two builds of the same site must agree in.
sub hashes {
    my $tree = tree(@_);
    delete $tree->{'.broadside.manifest'};
    return { map { $_ => md5_hex($tree->{$_}) } keys %$tree };
}

sub copy_tree {
    my ($from, $to) = @_;
    make_path($to);
    system('cp', '-R', "$from/.", $to) == 0 or die "cp $from $to";
}

1;
