package postbox

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/fault"
)

// keeper is a Taker that keeps mails in memory.
type keeper struct {
	mu     sync.Mutex
	mails  []kept
	accept func(address string) error
	take   func(context.Context, Envelope, []byte) error // before the mail is kept
}

type kept struct {
	Envelope
	raw []byte
}

// Accepts implements Taker: it knows everybody at ours.example.
func (k *keeper) Accepts(_ context.Context, address string) error {
	if k.accept != nil {
		return k.accept(address)
	}
	if strings.HasSuffix(address, "@ours.example") {
		return nil
	}
	return fault.New(fault.NotFound, "secret: %s is not among 17 mailboxes.", address)
}

// Take implements Taker.
func (k *keeper) Take(ctx context.Context, e Envelope, raw []byte) error {
	if k.take != nil {
		if err := k.take(ctx, e, raw); err != nil {
			return err
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.mails = append(k.mails, kept{e, raw})
	return nil
}

func (k *keeper) all() []kept {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.mails)
}

// running is a server that a test talks to.
type running struct {
	*keeper
	log     *journal
	address string
	dial    func() net.Conn
	stop    func() error // waits for Serve
}

// journal is a log as text.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write implements io.Writer.
func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) text() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

// start serves on a port of this machine.
func start(t testing.TB, o Options) *running {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return startOn(t, o, l, func() net.Conn {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		return c
	})
}

func startOn(t testing.TB, o Options, l net.Listener, dial func() net.Conn) *running {
	t.Helper()
	r := &running{keeper: &keeper{}, log: &journal{}, address: l.Addr().String(), dial: dial}
	if k, ok := o.Taker.(*keeper); ok {
		r.keeper = k
	}
	if o.Taker == nil {
		o.Taker = r.keeper
	}
	o.Domain, o.Log = "hearth.example", slog.New(slog.NewTextHandler(r.log, nil))
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- New(o).Serve(ctx, l) }()
	r.stop = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() {
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		if strings.Contains(r.log.text(), "panic") {
			t.Error(r.log.text())
		}
	})
	return r
}

// peer is a mail server that speaks to ours. Its answers are read all the time, so that it can send whatever it likes.
type peer struct {
	t       testing.TB
	conn    net.Conn
	answers chan string // each with all its lines; closed at the end of the connection
}

func (r *running) peer(t testing.TB) *peer {
	t.Helper()
	p := newPeer(t, r.dial())
	p.want("220")
	return p
}

func newPeer(t testing.TB, conn net.Conn) *peer {
	p := &peer{t: t, conn: conn, answers: make(chan string, 100_000)}
	go p.listen(conn)
	t.Cleanup(func() {
		_ = conn.Close()
		for range p.answers { // until listen is gone
		}
	})
	return p
}

func (p *peer) listen(conn net.Conn) {
	defer close(p.answers)
	in, whole := bufio.NewReader(conn), ""
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		if whole += line; len(line) > 3 && line[3] != '-' {
			p.answers <- strings.TrimRight(whole, "\r\n")
			whole = ""
		}
	}
}

// send writes bytes as they are; that the other side no longer listens is no fault of the test.
func (p *peer) send(s string) { _, _ = p.conn.Write([]byte(s)) }

// answer returns the next answer, or "" at the end of the connection.
func (p *peer) answer() string {
	p.t.Helper()
	timer := time.NewTimer(24 * time.Hour) // in real time the test's own limit comes first
	defer timer.Stop()
	select {
	case a := <-p.answers:
		return a
	case <-timer.C:
		p.t.Fatal("no answer")
		return ""
	}
}

// want fails unless the next answer begins so.
func (p *peer) want(begins string) string {
	p.t.Helper()
	a := p.answer()
	if !strings.HasPrefix(a, begins) || a == "" && begins != "" {
		p.t.Fatalf("got %q, want %s", a, begins)
	}
	return a
}

// gone fails unless the connection ends after no more than the given answers.
func (p *peer) gone(last ...string) {
	p.t.Helper()
	for _, l := range last {
		p.want(l)
	}
	if a := p.answer(); a != "" {
		p.t.Fatalf("got %q, want the end", a)
	}
}

// do sends a line and waits for an answer that begins so.
func (p *peer) do(line, begins string) string {
	p.t.Helper()
	p.send(line + "\r\n")
	return p.want(begins)
}

// begin greets and starts a mail to the recipients.
func (p *peer) begin(greeting string, to ...string) {
	p.t.Helper()
	p.do(greeting+" peer.example", "250")
	p.do("MAIL FROM:<amina@out.example>", "250")
	for _, a := range to {
		p.do("RCPT TO:<"+a+">", "250")
	}
}

const ours = "hr@ours.example"

func mailOf(id int) string {
	return fmt.Sprintf("From: amina@out.example\r\nMessage-ID: <%d@out.example>\r\n\r\nHello\r\n", id)
}
