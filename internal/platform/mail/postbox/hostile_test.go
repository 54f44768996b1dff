package postbox

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"hearth/internal/platform/fault"
)

// smuggling are ways to end a mail which some server takes for the end and another does not. Only the last is one: the control.
var smuggling = []string{
	"\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\n\n.\n\n", "\r\n\x00.\r\n", "\r\n.\x00\r\n", "\r\n. \r\n", "\r\n.\r\r\n", "\r\n..\r\n",
	"\n.\r\n.\n", "\r\n.\n.\r", "\x85.\x85", "\u2028.\u2028", "\x0b.\x0b",
	"\r\n.\r\n",
}

func TestAMailIsNeverSplitInTwo(t *testing.T) {
	t.Parallel()
	r := start(t, Options{})
	for i, end := range smuggling {
		control := i == len(smuggling)-1
		before := len(r.all())
		p := r.peer(t)
		p.begin("EHLO", ours)
		p.do("DATA", "354")
		p.send("From: a@out.example\r\n\r\nx" + end + "MAIL FROM:<boss@ours.example>\r\nRCPT TO:<" + ours + ">\r\nDATA\r\nsmuggled\r\n.\r\n")
		p.want("250 2.0.0")
		if control {
			p.want("250")
			p.want("250")
			p.want("354")
			p.want("250 2.0.0")
		}
		p.do("NOOP", "250")
		all := r.all()[before:]
		if len(all) != map[bool]int{false: 1, true: 2}[control] {
			t.Errorf("%q: %d mails", end, len(all))
		}
		if !control && !bytes.Contains(all[0].raw, []byte("smuggled\r\n")) {
			t.Errorf("%q: the mail is %q", end, all[0].raw)
		}
	}
}

// A command with a bare LF is where smuggling into commands begins.
func TestCommandsAreWholePrintableLines(t *testing.T) {
	t.Parallel()
	r := start(t, Options{})
	for line, want := range map[string]string{
		"NOOP\n":                            "500 5.5.2 Lines",
		"NOOP\nMAIL FROM:<a@b.example>\r\n": "500 5.5.2 Lines",
		strings.Repeat("x", 5000):           "500 5.5.2 This line is too long",
		strings.Repeat("x", 100_000):        "500 5.5.2 This line is too long",
		strings.Repeat("x", 4096) + "\r\n":  "500 5.5.2 This line is too long",
	} {
		p := r.peer(t)
		p.send(line)
		if len(line) == 5000 {
			p.send("\r\n")
		}
		p.gone(want)
	}
	p := r.peer(t)
	for _, line := range []string{"RCPT TO:<a\rb@ours.example>", "NOOP \x00", "NOOP \x1b[2J", "NOOP \xff", "EHLO a\tb"} {
		p.do(line, "500 5.5.2 A command")
	}
	p.do("EHLO "+strings.Repeat("x", 4089), "250") // with its end 4,096 bytes
}

// A peer that pipelines does not lose what it sent ahead, and one that goes on after QUIT finds nobody.
func TestPipelining(t *testing.T) {
	t.Parallel()
	r := start(t, Options{})
	p := r.peer(t)
	p.do("EHLO peer.example", "250")
	one := "MAIL FROM:<a@out.example>\r\nRCPT TO:<" + ours + ">\r\nDATA\r\n" + mailOf(1) + ".\r\n"
	p.send(strings.Repeat(one, 50) + "QUIT\r\nMAIL FROM:<a@out.example>\r\n")
	for range 50 {
		p.want("250")
		p.want("250")
		p.want("354")
		p.want("250")
	}
	p.gone("221")
	if all := r.all(); len(all) != 50 || string(all[49].raw) != mailOf(1) {
		t.Errorf("%d mails", len(all))
	}
}

// A mail that is taken begins the counts again, one that is not does not.
func TestAPeerWithManyMailsIsWelcome(t *testing.T) {
	t.Parallel()
	fails := false
	k := &keeper{take: func(context.Context, Envelope, []byte) error {
		if fails {
			return errors.New("disk full")
		}
		return nil
	}}
	p := start(t, Options{Taker: k, Limits: Limits{Commands: 10, Refusals: 2}}).peer(t)
	p.do("EHLO peer.example", "250")
	one := func(want string) {
		p.do("MAIL FROM:<a@out.example>", "250")
		p.do("RCPT TO:<eve@evil.example>", "550")
		p.do("RCPT TO:<"+ours+">", "250")
		p.do("DATA", "354")
		p.do(mailOf(1)+".", want)
	}
	for range 10 {
		one("250")
	}
	fails = true
	one("451")
	p.do("NOOP", "250")
	p.do("EXPN", "502")
	p.gone("421 4.7.0")
}

func TestAMillionRecipients(t *testing.T) {
	t.Parallel()
	r := start(t, Options{})
	p := r.peer(t)
	p.begin("EHLO")
	rcpt := "RCPT TO:<" + ours + ">"
	for range 100 {
		p.do(rcpt, "250")
	}
	for range 200 {
		p.do(rcpt, "452 4.5.3")
	}
	p.send(rcpt + "\r\n")
	p.gone("452", "421 4.7.0")

	var asked atomic.Int64
	k := &keeper{accept: func(string) error { asked.Add(1); return fault.New(fault.NotFound, "No.") }}
	p = start(t, Options{Taker: k}).peer(t)
	p.begin("EHLO")
	p.send(strings.Repeat(rcpt+"\r\n", 1_000_000)) // fails when the server has gone
	for p.answer() != "" {
	}
	if n := asked.Load(); n != 201 {
		t.Errorf("asked %d times for an address", n)
	}

	p = r.peer(t)
	for range 10_000 {
		p.do("NOOP", "250")
	}
	p.send("NOOP\r\n")
	p.gone("421 4.7.0")
	if len(r.all()) != 0 {
		t.Error("a mail came")
	}
}

// The largest mail passes, one byte more does not, whether or not it is said before; far more is not even thrown away.
func TestSize(t *testing.T) {
	t.Parallel()
	const most = 200_000
	r := start(t, Options{MaxBytes: most})
	text := strings.Repeat(strings.Repeat("x", 98)+"\r\n", most/100)
	p := r.peer(t)
	if a := p.do("EHLO peer.example", "250"); !strings.Contains(a, "SIZE 200000") {
		t.Errorf("offers %q", a)
	}
	for _, more := range []string{"", "y"} {
		for _, says := range []string{"", " SIZE=1", " SIZE=100000", " SIZE=199000", " SIZE=200000"} {
			p.do("MAIL FROM:<a@out.example>"+says, "250")
			p.do("RCPT TO:<"+ours+">", "250")
			p.do("DATA", "354")
			p.send(more + text)
			p.do(".", map[bool]string{true: "250", false: "552 5.3.4"}[more == ""])
		}
	}
	p.do("MAIL FROM:<a@out.example> SIZE=200001", "552 5.3.4")
	all := r.all()
	if len(all) != 5 || slices.ContainsFunc(all, func(k kept) bool { return string(k.raw) != text }) {
		t.Errorf("%d mails", len(all))
	}
	p.do("MAIL FROM:<a@out.example>", "250")
	p.do("RCPT TO:<"+ours+">", "250")
	p.send("BDAT 4000000000\r\n")
	p.gone("552 5.3.4")

	p = r.peer(t)
	p.begin("EHLO", ours)
	p.do("DATA", "354")
	p.send(strings.Repeat("x", 3*most)) // the beginning of a line of a gigabyte
	p.gone("552 5.3.4")
}

func TestChunks(t *testing.T) {
	t.Parallel()
	for _, protocol := range []Protocol{SMTP, LMTP} {
		r := start(t, Options{Protocol: protocol, MaxBytes: 50_000})
		hello := map[Protocol]string{SMTP: "EHLO", LMTP: "LHLO"}[protocol]
		begin := func() *peer {
			p := r.peer(t)
			p.begin(hello, ours, ours)
			return p
		}
		taken := func(p *peer) {
			for range map[Protocol]int{SMTP: 1, LMTP: 2}[protocol] {
				p.want("250 2.0.0")
			}
		}
		long := strings.Repeat("\x00.\r\n\n", 4000)
		p := begin()
		p.send("BDAT 0\r\nBDAT 3\r\n\r\n.BDAT 20000\r\n" + long + "BDAT 2\r\n\r\nBDAT 0 LAST\r\n")
		p.want("250")
		p.want("250")
		p.want("250")
		p.want("250")
		taken(p)
		p.do("MAIL FROM:<a@out.example>", "250")
		p.do("RCPT TO:<"+ours+">", "250")
		p.send("BDAT 5 LAST\r\nabcde")
		p.want("250")
		p.do("MAIL FROM:<a@out.example>", "250")
		p.do("RCPT TO:<"+ours+">", "250")
		p.send("BDAT 50001 LAST\r\n" + strings.Repeat("x", 50_001))
		p.want("552 5.3.4")
		p.do("RSET", "250")
		p.do("NOOP", "250")
		p = begin()
		p.do("BDAT 0", "250") // begins nothing
		p.do("RSET", "250")
		for _, then := range []string{"RSET", "EHLO x", "LHLO x"} {
			p = begin()
			p.send("BDAT 3\r\nabc")
			p.want("250")
			p.send(then + "\r\n")
			p.gone("421 4.5.0")
		}
		p = begin()
		p.send("BDAT 3\r\nabc")
		p.want("250")
		p.send("BDAT 50000\r\n" + strings.Repeat("x", 50_000))
		p.gone("552", "421 4.5.0")
		all := r.all()
		if len(all) != 2 || string(all[0].raw) != "\r\n."+long+"\r\n" || string(all[1].raw) != "abcde" {
			t.Errorf("%s: got %d mails", protocol, len(all))
		}
	}
}

// However a peer goes away within a mail, nothing is taken and nothing stays behind.
func TestAMailThatIsCutShortIsNotTaken(t *testing.T) {
	t.Parallel()
	r := start(t, Options{})
	for _, sent := range []string{"DATA\r\n", "DATA\r\nabc", "DATA\r\nabc\r\n", "DATA\r\nabc\r\n.", "DATA\r\nabc\r\n.\r", "BDAT 5 LAST\r\nabcd", "BDAT 5 LAST\r\n", "BDAT 3\r\nabc", "BDAT 3\r\nabcBDAT 3 LAST\r\nab"} {
		for _, reset := range []bool{false, true} {
			p := r.peer(t)
			p.begin("EHLO", ours)
			p.send(sent)
			tcp := p.conn.(*net.TCPConn)
			if reset {
				_ = tcp.SetLinger(0)
			} else {
				_ = tcp.CloseWrite()
				for p.answer() != "" { // until the server has gone as well
				}
			}
			_ = tcp.Close()
		}
	}
	if err := r.stop(); err != nil {
		t.Error(err)
	}
	if all := r.all(); len(all) != 0 {
		t.Errorf("took %q", all)
	}
}

// What the wire is there for: by itself go-smtp does otherwise. When this fails, the wire may have become needless.
func TestWhatGoSMTPLeavesOpen(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	taken, log := make(chan string, 1), &journal{}
	engine := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return bare(taken), nil }))
	engine.ErrorLog = complaints{slog.New(slog.NewTextHandler(log, nil))}
	ended := make(chan error, 1)
	go func() { ended <- engine.Serve(l) }()
	dial := func() *peer {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		p := newPeer(t, c)
		p.want("220")
		p.begin("EHLO", ours)
		return p
	}
	p := dial()
	p.do("DATA", "354")
	p.send("ends in CR\r\r\n.\r\n")
	select {
	case a := <-p.answers:
		t.Errorf("a mail that ends in CR has an end: %q", a)
	case <-time.After(200 * time.Millisecond):
		_ = p.conn.Close()
	}
	p = dial()
	p.send("BDAT 5 LAST\r\nabcd")
	_ = p.conn.(*net.TCPConn).CloseWrite()
	if got := <-taken; got != "abcd" {
		t.Errorf("of a mail cut short %q is taken", got)
	}
	p = dial()
	p.send("QUIT\r\nMAIL FROM:<a@out.example>\r\n")
	for p.answer() != "" {
	}
	_ = l.Close()
	<-ended
	_ = engine.Shutdown(t.Context()) // the listener is closed already
	if !strings.Contains(log.text(), "panic") {
		t.Error("no panic after QUIT")
	}
}

// bare is a session without anything around it.
type bare chan string

// Reset implements smtp.Session.
func (bare) Reset() {}

// Logout implements smtp.Session.
func (bare) Logout() error { return nil }

// Mail implements smtp.Session.
func (bare) Mail(string, *smtp.MailOptions) error { return nil }

// Rcpt implements smtp.Session.
func (bare) Rcpt(string, *smtp.RcptOptions) error { return nil }

// Data implements smtp.Session.
func (b bare) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return errors.New("cut short")
	}
	b <- string(raw)
	return nil
}
