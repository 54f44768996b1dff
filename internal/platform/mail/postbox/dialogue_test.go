package postbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/fault"
)

func TestAMailIsHandedOverAsItWasSent(t *testing.T) {
	t.Parallel()
	for _, protocol := range []Protocol{SMTP, LMTP} {
		r := start(t, Options{Protocol: protocol})
		p := r.peer(t)
		greeting := map[Protocol]string{SMTP: "EHLO", LMTP: "LHLO"}[protocol]
		answers := map[Protocol]int{SMTP: 1, LMTP: 3}[protocol]
		p.begin(greeting, ours, "case@ours.example", ours)
		p.do("DATA", "354")
		p.send(sentOddly + ".\r\n")
		for range answers {
			p.want("250 2.0.0")
		}
		p.do("MAIL FROM:<> BODY=8BITMIME SMTPUTF8", "250")
		p.do("RCPT TO:<jürgen@ours.example>", "250")
		p.do("DATA", "354")
		p.do(".", "250") // a mail of no bytes
		p.do(`MAIL FROM:<"a\" b"@out.example>`, "250")
		p.do("RCPT TO:<"+ours+">", "250")
		p.do("DATA", "354")
		p.send("ends in CR\r\r\n.\r\n")
		p.want("250")
		p.do("QUIT", "221")
		p.gone()
		via := string(protocol)
		want := []kept{
			{Envelope{"amina@out.example", []string{ours, "case@ours.example"}, "127.0.0.1", "peer.example", via}, []byte(meantOddly)},
			{Envelope{"", []string{"jürgen@ours.example"}, "127.0.0.1", "peer.example", via}, nil},
			{Envelope{`"a\" b"@out.example`, []string{ours}, "127.0.0.1", "peer.example", via}, []byte("ends in CR\r\r\n")},
		}
		if got := r.all(); fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Errorf("got\n%q, want\n%q", got, want)
		}
	}
}

// What an honest peer sends, and what it means by that.
const (
	sentOddly  = "Subject: \xe4 \x00\r\n\r\n..a\r\nb\nc\rd\r\r\n..e\r\n...\r\n..\r\nno dot.\r\n\n.\r\n\r.\r\n"
	meantOddly = "Subject: \xe4 \x00\r\n\r\n.a\r\nb\nc\rd\r\r\n.e\r\n..\r\n.\r\nno dot.\r\n\n.\r\n\r.\r\n"
)

// A socket on this machine has no address.
func TestASocketOnThisMachine(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "lmtp")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	r := startOn(t, Options{Protocol: LMTP, Limits: Limits{PerHost: 1}}, l, func() net.Conn {
		c, err := net.Dial("unix", path)
		if err != nil {
			t.Fatal(err)
		}
		return c
	})
	for range 2 {
		p := r.peer(t)
		p.begin("LHLO", ours)
		p.do("DATA", "354")
		p.do(mailOf(1)+".", "250")
	}
	if all := r.all(); len(all) != 2 || all[0].Remote != "" {
		t.Errorf("got %q", all)
	}
}

// A recipient that nobody knows, and every way to make a relay of us.
func TestItIsNoRelay(t *testing.T) {
	t.Parallel()
	r := start(t, Options{})
	p := r.peer(t)
	ehlo := p.do("EHLO peer.example", "250")
	if strings.Contains(ehlo, "AUTH") || strings.Contains(ehlo, "STARTTLS") {
		t.Errorf("offers %q", ehlo)
	}
	p.do("AUTH PLAIN AGEAYg==", "504 5.7.4")
	p.do("AUTH LOGIN", "504 5.7.4")
	if known, unknown := p.do("VRFY hr", "252"), p.do("VRFY nobody", "252"); known != unknown {
		t.Errorf("VRFY tells: %q, %q", known, unknown)
	}
	p.do("EXPN hr", "502")
	p.do("MAIL FROM:<hr@ours.example>", "250")
	for to, want := range map[string]string{
		"<eve@evil.example>": "550 5.1.1", "<nobody@ours.example.evil.example>": "550 5.1.1", "<@ours.example:eve@evil.example>": "550 5.1.1",
		"<eve@evil.example@ours.example>": "553 5.1.3", `<"eve@evil.example"@ours.example>`: "553 5.1.3", "<ours.example!eve@evil.example>": "550 5.1.1",
		"<eve@evil.example,hr@ours.example>": "553 5.1.3", "<hr>": "501", "<>": "501", "eve@evil.example": "550 5.1.1", "<eve@[192.0.2.1]>": "553 5.1.3",
	} {
		if a := p.do("RCPT TO:"+to, want); strings.Contains(a, "secret") {
			t.Errorf("it tells %q", a)
		}
	}
	p.do("DATA", "502")
	p.send("BDAT 3 LAST\r\nabc")
	p.want("502")
	p.do("RCPT TO:<"+ours+">", "250")
	p.do("MAIL FROM:<eve@evil.example>", "503") // would keep the recipient, but not for us
	p.do("DATA", "354")
	p.do("x\r\n.", "250")
	if all := r.all(); len(all) != 1 || !slices.Equal(all[0].To, []string{ours}) || all[0].From != "hr@ours.example" || string(all[0].raw) != "x\r\n" {
		t.Errorf("got %q", all)
	}
}

// Whether to try again, and what the person reads who wrote.
func TestWhatIsNotTakenIsAnswered(t *testing.T) {
	t.Parallel()
	var next error
	k := &keeper{take: func(context.Context, Envelope, []byte) error { return next }}
	r := start(t, Options{Taker: k, Protocol: LMTP})
	p := r.peer(t)
	p.do("LHLO peer.example", "250")
	for _, c := range []struct {
		err  error
		want string
	}{
		{errors.New("dial tcp 10.0.0.1:5432: connection refused"), "451 4.3.0 <a@ours.example> This mail could not be kept just now; please send it again later."},
		{fmt.Errorf("store: %w", fault.New(fault.Unavailable, "No.")), "451 4.3.0 <a@ours.example> This mail could not be kept just now; please send it again later."},
		{fault.New(fault.Conflict, "No."), "451 4.3.0"},
		{fault.New(fault.TooLarge, "No."), "552 5.3.4"},
		{fmt.Errorf("x: %w", fault.New(fault.Invalid, "We take no mail from %s,\r\n250 or so.", "ä")), "550 5.6.0 <a@ours.example> We take no mail from ?, 250 or so."},
		{nil, "250 2.0.0 <a@ours.example>"},
	} {
		next = c.err
		p.do("MAIL FROM:<amina@out.example>", "250")
		p.do("RCPT TO:<a@ours.example>", "250")
		p.do("RCPT TO:<b@ours.example>", "250")
		p.do("DATA", "354")
		p.do(mailOf(1)+".", c.want)
		p.want(c.want[:9] + " <b@ours.example>")
	}
	if all := k.all(); len(all) != 1 || !slices.Equal(all[0].To, []string{"a@ours.example", "b@ours.example"}) {
		t.Errorf("got %q, want one mail for both", all)
	}
	k.accept = func(string) error { return errors.New("database away") }
	p.do("MAIL FROM:<amina@out.example>", "250")
	p.do("RCPT TO:<a@ours.example>", "451 4.3.0")
}

// A peer that has 250 may forget the mail, so it must be kept by then. The control answers first.
func TestTheAnswerComesAfterTheMailIsKept(t *testing.T) {
	t.Parallel()
	for _, early := range []bool{false, true} {
		k := &keeper{}
		release := make(chan struct{})
		k.take = func(context.Context, Envelope, []byte) error { <-release; return nil }
		o := Options{Taker: k}
		if early {
			o.Taker = hasty{k}
		}
		r := start(t, o)
		p := r.peer(t)
		p.begin("EHLO", ours)
		p.do("DATA", "354")
		p.send(mailOf(1) + ".\r\n")
		if early {
			p.want("250")
		}
		if len(k.all()) != 0 {
			t.Fatal("kept while Take waits")
		}
		select {
		case a := <-p.answers:
			t.Errorf("answered %q before it was kept", a)
		default:
		}
		close(release)
		if !early {
			p.want("250")
			if len(k.all()) != 1 {
				t.Error("answered, but not kept")
			}
		}
	}
}

// hasty says that it has what it has not.
type hasty struct{ *keeper }

// Take implements Taker.
func (h hasty) Take(context.Context, Envelope, []byte) error { return nil }
