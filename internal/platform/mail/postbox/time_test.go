package postbox

import (
	"context"
	"errors"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener whose connections are pipes in memory, so that the clock may be a false one.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), done: make(chan struct{})} }

// Accept implements net.Listener.
func (l *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (l *pipes) Close() error {
	l.once.Do(func() { close(l.done) })
	return nil
}

// Addr implements net.Listener.
func (l *pipes) Addr() net.Addr { return &net.UnixAddr{} }

// from is a pipe with an address.
type from struct {
	net.Conn
	host string
}

// RemoteAddr implements net.Conn.
func (f from) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.ParseIP(f.host), Port: 1025} }

// connect returns the client's end of a connection from host.
func (l *pipes) connect(host string) net.Conn {
	client, server := net.Pipe()
	l.conns <- from{server, host}
	return client
}

// inFalseTime runs a test with a server on a false clock.
func inFalseTime(t *testing.T, o Options, test func(t *testing.T, r *running, l *pipes)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		l := newPipes()
		test(t, startOn(t, o, l, func() net.Conn { return l.connect("192.0.2.1") }), l)
	})
}

func TestASlowPeerIsSentAway(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do     func(p *peer)
		after  time.Duration
		answer []string
	}{
		"says nothing": {func(p *peer) { p.want("220") }, 5 * time.Minute, []string{"421 4.4.2"}},
		"a byte a second in a command": {func(p *peer) {
			p.want("220")
			trickle(p, "NOOP ")
		}, 5 * time.Minute, []string{"421 4.4.2"}},
		"between commands": {func(p *peer) {
			p.want("220")
			p.begin("EHLO")
		}, 5 * time.Minute, []string{"421 4.4.2"}},
		"stalls in DATA": {func(p *peer) {
			p.want("220")
			p.begin("EHLO", ours)
			p.do("DATA", "354")
			p.send("From: a@out.example\r\n")
		}, 3 * time.Minute, []string{"421 4.4.2"}},
		"a byte a second in DATA": {func(p *peer) {
			p.want("220")
			p.begin("EHLO", ours)
			p.do("DATA", "354")
			trickle(p, "")
		}, 15 * time.Minute, []string{"421 4.4.2"}},
		"stalls in a chunk": {func(p *peer) {
			p.want("220")
			p.begin("EHLO", ours)
			p.send("BDAT 5 LAST\r\nab")
		}, 3 * time.Minute, []string{"421 4.4.2"}},
		"before a chunk": {func(p *peer) {
			p.want("220")
			p.begin("EHLO", ours)
			p.send("BDAT 5 LAST\r\n")
		}, 3 * time.Minute, []string{"421 4.4.2"}},
		"a byte a second in a chunk": {func(p *peer) {
			p.want("220")
			p.begin("EHLO", ours)
			p.send("BDAT 5000 LAST\r\n")
			trickle(p, "")
		}, 15 * time.Minute, []string{"421 4.4.2"}},
		"keeps itself awake": {func(p *peer) {
			p.want("220")
			for range 59 {
				time.Sleep(time.Minute)
				p.do("NOOP", "250")
			}
		}, time.Hour, []string{"421 4.4.2"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inFalseTime(t, Options{}, func(t *testing.T, r *running, _ *pipes) {
				began := time.Now()
				p := newPeer(t, r.dial())
				c.do(p)
				p.gone(c.answer...)
				if took := time.Since(began); took < c.after || took > c.after+time.Second {
					t.Errorf("it was waited for %s", took)
				}
				if len(r.all()) != 0 {
					t.Error("a mail came")
				}
			})
		})
	}
}

// trickle sends a byte a second for as long as anybody reads it.
func trickle(p *peer, first string) {
	p.send(first)
	for {
		if _, err := p.conn.Write([]byte("x")); err != nil {
			return
		}
		time.Sleep(time.Second)
	}
}

// A peer that does not read its answers is given a minute.
func TestAPeerThatDoesNotRead(t *testing.T) {
	t.Parallel()
	inFalseTime(t, Options{}, func(t *testing.T, r *running, _ *pipes) {
		began, conn := time.Now(), r.dial()
		defer func() { _ = conn.Close() }()
		if _, err := conn.Write([]byte("NOOP\r\n")); err == nil {
			t.Error("read before the greeting was sent")
		}
		if took := time.Since(began); took != time.Minute {
			t.Errorf("it was waited for %s", took)
		}
	})
}

// Slow peers do not hold up others, and leave nothing behind when they are gone.
func TestSlowPeersHoldUpNobody(t *testing.T) {
	before := runtime.NumGoroutine()
	r := start(t, Options{Limits: Limits{Grace: 50 * time.Millisecond}})
	for i := range 39 { // one less than one address may have
		p := r.peer(t)
		p.begin("EHLO", ours)
		switch i % 3 {
		case 0:
			p.do("DATA", "354")
			p.send("From: a")
		case 1:
			p.send("BDAT 1000\r\nab")
		}
	}
	began := time.Now()
	p := r.peer(t)
	p.begin("EHLO", ours)
	for range 50 {
		p.do("DATA", "354")
		p.do(mailOf(1)+".", "250")
		p.do("MAIL FROM:<a@out.example>", "250")
		p.do("RCPT TO:<"+ours+">", "250")
	}
	if took := time.Since(began); took > 30*time.Second { // the slow ones never end
		t.Errorf("50 mails took %s beside the slow ones", took)
	}
	within := runtime.NumGoroutine()
	if err := r.stop(); err != nil {
		t.Error(err)
	}
	if left := leftOver(before); within-before < 80 || left > 0 {
		t.Errorf("%d goroutines during, %d left", within-before, left)
	}
}

// leftOver returns how many goroutines there are more than before, when those have gone that are about to.
func leftOver(before int) int {
	for range 200 {
		if runtime.NumGoroutine() <= before {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	return runtime.NumGoroutine() - before
}

func TestConnectionsAreLimited(t *testing.T) {
	t.Parallel()
	for _, protocol := range []Protocol{SMTP, LMTP} {
		inFalseTime(t, Options{Protocol: protocol, Limits: Limits{Connections: 50}}, func(t *testing.T, r *running, l *pipes) {
			connect := func(host, want string) *peer {
				p := newPeer(t, l.connect(host))
				p.want(want)
				return p
			}
			perHost := map[Protocol]int{SMTP: 40, LMTP: 50}[protocol]
			var last *peer
			for i := range perHost {
				last = connect(map[bool]string{true: "2001:db8::1", false: "2001:db8::ffff:2"}[i%2 == 0], "220")
			}
			connect("2001:db8::3", "421 4.7.0").gone()
			time.Sleep(29 * time.Second) // it is crowded
			for i := range 50 - perHost {
				connect("192.0.2."+string(rune('1'+i%5)), "220")
			}
			connect("198.51.100.1", "421 4.7.0").gone()
			last.do("QUIT", "221")
			last.gone()
			synctest.Wait()
			connect("2001:db8::3", "220")
			if n := strings.Count(r.log.text(), "turned away"); n != 1 {
				t.Errorf("%d lines in the log", n)
			}
		})
	}
}

// When it gets crowded, those who only sit there have to go, and those who wait outside come in.
func TestACrowdIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	for _, n := range []int{10, 11} {
		inFalseTime(t, Options{Limits: Limits{Connections: 20}}, func(t *testing.T, r *running, l *pipes) {
			var all []*peer
			for i := range n {
				p := newPeer(t, r.dial())
				p.want("220")
				if all = append(all, p); i%2 == 0 {
					p.begin("EHLO", ours)
					p.do("DATA", "354")
				}
			}
			began := time.Now()
			for _, p := range all {
				p.gone("421 4.4.2")
			}
			want := map[int]time.Duration{10: 5 * time.Minute, 11: 30 * time.Second}[n]
			if took := time.Since(began); took != want {
				t.Errorf("%d of 20: the last was gone after %s, want %s", n, took, want)
			}
		})
	}
}

func TestItStopsGracefully(t *testing.T) {
	t.Parallel()
	inFalseTime(t, Options{}, func(t *testing.T, r *running, l *pipes) {
		idle, under, slow := newPeer(t, r.dial()), newPeer(t, r.dial()), newPeer(t, r.dial())
		for _, p := range []*peer{idle, under, slow} {
			p.want("220")
		}
		idle.do("EHLO peer.example", "250")
		under.begin("EHLO", ours)
		slow.begin("EHLO", ours)
		slow.do("DATA", "354")
		synctest.Wait()
		began, ended := time.Now(), make(chan error, 1)
		go func() { ended <- r.stop() }()
		idle.gone("421 4.3.2")
		if time.Since(began) != 0 {
			t.Errorf("the idle one left after %s", time.Since(began))
		}
		time.Sleep(time.Second)
		under.do("DATA", "354")
		under.do(mailOf(1)+".", "250")
		under.gone("421 4.3.2")
		slow.gone("421 4.3.2")
		if err := <-ended; err != nil || time.Since(began) != 5*time.Second || len(r.all()) != 1 {
			t.Errorf("after %s: %v, %d mails", time.Since(began), err, len(r.all()))
		}
	})
}

// A Taker that hangs is told to give up; the peer does not hear 250 and sends its mail again.
func TestAHangingTakerDoesNotHoldUpTheEnd(t *testing.T) {
	t.Parallel()
	k := &keeper{take: func(ctx context.Context, _ Envelope, _ []byte) error {
		<-ctx.Done()
		return ctx.Err()
	}}
	inFalseTime(t, Options{Taker: k}, func(t *testing.T, r *running, l *pipes) {
		for _, stop := range []bool{false, true} {
			want := map[bool]time.Duration{false: 5 * time.Minute, true: 6 * time.Second}[stop]
			began, p := time.Now(), newPeer(t, r.dial())
			p.want("220")
			p.begin("EHLO", ours)
			p.do("DATA", "354")
			p.send(mailOf(1) + ".\r\n")
			if !stop {
				p.want("451")
			} else if err := r.stop(); err != nil {
				t.Error(err)
			}
			if took := time.Since(began); took != want {
				t.Errorf("stop %v: after %s", stop, took)
			}
		}
	})
}

// broken is a listener that fails.
type broken struct{ *pipes }

// Accept implements net.Listener.
func (broken) Accept() (net.Conn, error) { return nil, errors.New("no more sockets") }

func TestAListenerThatFailsIsReported(t *testing.T) {
	t.Parallel()
	if err := New(Options{Taker: &keeper{}}).Serve(t.Context(), broken{newPipes()}); err == nil || !strings.Contains(err.Error(), "no more sockets") {
		t.Errorf("got %v", err)
	}
}

// A panic of the Taker costs its own peer the session, and no other.
func TestAPanicIsOnePeersMatter(t *testing.T) {
	t.Parallel()
	for _, protocol := range []Protocol{SMTP, LMTP} {
		for _, transfer := range []string{"DATA\r\n", "BDAT 3 LAST\r\nabc"} {
			inFalseTime(t, Options{Protocol: protocol, Taker: &keeper{take: func(context.Context, Envelope, []byte) error { panic("boom") }}}, func(t *testing.T, r *running, l *pipes) {
				p := newPeer(t, r.dial())
				p.want("220")
				p.begin(map[Protocol]string{SMTP: "EHLO", LMTP: "LHLO"}[protocol], ours)
				if p.send(transfer); strings.HasPrefix(transfer, "DATA") {
					p.want("354")
					p.send("x\r\n.\r\n")
				}
				p.gone("421")
				newPeer(t, r.dial()).want("220")
				if err := r.stop(); err != nil {
					t.Error(err)
				}
				if !strings.Contains(r.log.text(), "boom") {
					t.Error("nobody hears of it")
				}
				r.log.b.Reset() // what startOn looks for
			})
		}
	}
}
