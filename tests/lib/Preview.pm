# SPDX-License-Identifier: MIT
# `broadside serve` in tests: started at a free port, asked by plain sockets, listened to by WebSockets.
package Preview;
use strict;
use warnings;
use Broadside;
use Digest::SHA qw(sha1_base64);
use IO::Select;
use IO::Socket::IP;
use Time::HiRes qw(sleep time);

# So long nothing may take: no test waits for a time, but none waits for ever either.
my $patience = 60;

# Preview->new($root, {options of start()}, @arguments): waits until the first build is over.
sub new {
    my ($class, $root, $options, @arguments) = @_;
    my $process = start({ %{ $options || {} } }, '-C', $root, 'serve', '--port', 0, @arguments);
    my $self = bless { %$process, root => $root }, $class;
    $self->until(sub { ($self->{port}) = $self->out =~ m{http://127\.0\.0\.1:(\d+)/} })
        or die 'no preview: ' . $self->out . $self->err;
    return $self;
}

sub out { return get($_[0]{out}->filename) }
sub err { return get($_[0]{err}->filename) }

# Whether that comes true.
sub until {
    my ($self, $true) = @_;
    for (my $end = time + $patience; time < $end; sleep 0.01) {
        return 1 if $true->();
    }
    return 0;
}

sub end {
    my ($self, $signal) = @_;
    kill $signal || 'TERM', $self->{pid};
    return finish($self);
}

sub DESTROY { my ($self) = @_; local $?; kill 'KILL', $self->{pid} if kill 0, $self->{pid} }

sub connect {
    my ($self, $host) = @_;
    return IO::Socket::IP->new(PeerHost => $host || '127.0.0.1', PeerPort => $self->{port}, Type => SOCK_STREAM, Timeout => $patience)
        || die "connect: $@";
}

# Sends these bytes and reads until the other end closes: { status, head (lower-case names), body, whole }.
sub raw {
    my ($self, $bytes, $host) = @_;
    my $socket = $self->connect($host);
    local $SIG{PIPE} = 'IGNORE';
    local $SIG{ALRM} = sub { die "no answer\n" };
    alarm $patience;
    print $socket $bytes;
    $socket->flush;
    my $answer = do { local $/; <$socket> } // '';
    alarm 0;
    my ($head, $body) = split /\r\n\r\n/, $answer, 2;
    my ($status) = ($head // '') =~ m{^HTTP/1\.\d (\d+)};
    my %head = map { /^([^:]+): *(.*)/ ? (lc $1, $2) : () } split /\r\n/, $head // '';
    return { status => $status // 'none', head => \%head, body => $body // '', whole => $answer };
}

# A request of one path, with these header lines ("Name: value"; undef in place of Host's leaves it out).
sub ask {
    my ($self, $path, %more) = @_;
    my $host = exists $more{host} ? $more{host} : "127.0.0.1:$self->{port}";
    my @lines = ((defined $host ? "Host: $host" : ()), 'Connection: close', @{ $more{lines} || [] });
    return $self->raw(join("\r\n", ($more{method} || 'GET') . " $path HTTP/1.1", @lines, '', $more{body} // ''), $more{to});
}

# A WebSocket as a page opens it; undef where it is refused.
sub socket {
    my ($self, %more) = @_;
    my $host = $more{host} || "127.0.0.1:$self->{port}";
    my $origin = exists $more{origin} ? $more{origin} : "http://$host";
    my $socket = $self->connect;
    print $socket join "\r\n", "GET /.broadside/socket HTTP/1.1", "Host: $host", 'Upgrade: websocket', 'Connection: Upgrade',
        'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', (defined $origin ? "Origin: $origin" : ()), '', '';
    $socket->flush;
    my $page = bless { socket => $socket, read => '' }, 'Preview::Socket';
    $page->more while $page->{read} !~ /\r\n\r\n/ && !$page->{over};
    $page->{read} =~ s/\A(.*?)\r\n\r\n//s;
    $page->{head} = $1 // '';
    ($page->{status}) = $page->{head} =~ m{^HTTP/1\.1 (\d+)};
    return $page;
}

# A page as its script makes itself known, sent as it is now; with what it has been told: the state.
sub page {
    my ($self, $path, @assets) = @_;
    my ($version) = $self->ask($path)->{body} =~ /data-version="([^"]+)"/ or die "$path: no page";
    my $page = $self->socket;
    $page->say(join "\n", "page $version $path", map { "asset $_" } @assets);
    $page->{state} = $page->hear;
    return $page;
}

package Preview::Socket;
use strict;
use warnings;

sub more {
    my ($self) = @_;
    $self->{over} ||= !IO::Select->new($self->{socket})->can_read($patience)
        || !sysread $self->{socket}, $self->{read}, 65536, length $self->{read};
}

# A text frame, masked as those of clients are (RFC 6455, 5.3).
sub say {
    my ($self, $text) = @_;
    my $length = length $text;
    my $head = $length < 126 ? pack('CC', 0x81, 0x80 | $length) : pack('CCn', 0x81, 0x80 | 126, $length);
    syswrite $self->{socket}, $head . "\0\0\0\0" . $text;
}

# The next message, or undef at the end.
sub hear {
    my ($self) = @_;
    for (;;) {
        my ($kind, $short) = unpack 'CC', $self->{read};
        my $at = 2;
        my $length = $short;
        if (defined $short && $short == 126) { ($length, $at) = (unpack('x2n', $self->{read}), 4) }
        elsif (defined $short && $short == 127) { ($length, $at) = (unpack('x2Q>', $self->{read}), 10) }
        if (defined $length && length $self->{read} >= $at + $length) {
            my $text = substr $self->{read}, $at, $length;
            substr($self->{read}, 0, $at + $length) = '';
            return undef if ($kind & 15) == 8;
            next if ($kind & 15) != 1;
            return $text;
        }
        return undef if $self->{over};
        $self->more;
    }
}

1;
