package sink_test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"hearth/internal/platform/mail/postbox/sink"
)

// peer says one line at a time.
type peer struct {
	t    *testing.T
	conn net.Conn
	in   *bufio.Reader
}

func dial(t *testing.T, s *sink.Sink) *peer {
	t.Helper()
	conn, err := net.Dial("tcp", s.Address())
	if errors.Is(err, syscall.ECONNRESET) {
		return nil // before the greeting
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return &peer{t, conn, bufio.NewReader(conn)}
}

// answer returns the last line of an answer, "EOF", "reset" or "nothing" after a moment.
func (p *peer) answer(patience time.Duration) string {
	p.t.Helper()
	if err := p.conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		p.t.Fatal(err)
	}
	for {
		line, err := p.in.ReadString('\n')
		var timeout net.Error
		switch {
		case errors.Is(err, io.EOF):
			return "EOF"
		case errors.Is(err, syscall.ECONNRESET):
			return "reset"
		case errors.As(err, &timeout) && timeout.Timeout():
			return "nothing"
		case err != nil:
			p.t.Fatal(err)
		case len(line) < 4 || line[3] != '-':
			return strings.TrimSpace(line)
		}
	}
}

const mail = "Message-ID: <1@out.example>\r\n\r\n..a\r\n"

// deliver goes as far as the sink lets it, and returns how far that was and what it heard there.
func (p *peer) deliver(patience time.Duration) (at sink.Point, heard string) {
	if p == nil {
		return sink.Greeting, "reset"
	}
	p.t.Helper()
	for _, step := range []struct {
		at        sink.Point
		say, want string
	}{
		{sink.Greeting, "", "220"}, {"", "EHLO peer.example\r\n", "250"}, {sink.MailFrom, "MAIL FROM:<a@out.example>\r\n", "250"},
		{sink.RcptTo, "RCPT TO:<b@sink.example>\r\n", "250"}, {sink.Data, "DATA\r\n", "354"}, {sink.Content, mail, ""}, {sink.Dot, ".\r\n", "250"},
	} {
		if _, err := p.conn.Write([]byte(step.say)); err != nil {
			return step.at, "reset"
		}
		if step.want == "" {
			if heard := p.answer(20 * time.Millisecond); heard != "nothing" {
				return step.at, heard
			}
			continue
		}
		if heard := p.answer(patience); !strings.HasPrefix(heard, step.want) {
			return step.at, heard
		}
	}
	return "", ""
}

func TestEveryFaultAtEveryPoint(t *testing.T) {
	t.Parallel()
	for _, at := range []sink.Point{sink.Greeting, sink.MailFrom, sink.RcptTo, sink.Data, sink.Content, sink.Dot} {
		for _, f := range []sink.Fault{{Do: sink.Reset}, {Do: sink.Close}, {Do: sink.Stall}, {Do: sink.Say, Reply: "451 4.7.1 greylisted"}, {Do: sink.Say, Reply: "554 5.7.1 no"}} {
			for _, lies := range []bool{false, true} {
				f.At, f.Lies = at, lies
				t.Run(string(f.At)+" "+string(f.Do)+" "+f.Reply, func(t *testing.T) {
					t.Parallel()
					hold(t, f)
				})
			}
		}
	}
}

func hold(t *testing.T, f sink.Fault) {
	t.Helper()
	s := sink.New(t)
	s.Next(f)
	want := map[sink.Deed]string{sink.Reset: "reset", sink.Close: "EOF", sink.Stall: "nothing", sink.Say: f.Reply}[f.Do]
	at, heard := dial(t, s).deliver(100 * time.Millisecond)
	wantAt := f.At
	if f.At == sink.Content && f.Do == sink.Stall {
		wantAt = sink.Dot // the peer does not wait for anything before that
	}
	reset := f.Do == sink.Close && f.At == sink.Content && heard == "reset" // what is still under way then is answered so
	if at != wantAt || heard != want && !reset {
		t.Errorf("at %q it heard %q, want %q at %q", at, heard, want, f.At)
	}
	keeps := f.At == sink.Dot && (f.Do == sink.Say) == f.Lies
	if got := len(s.Mails()); got != map[bool]int{true: 1, false: 0}[keeps] {
		t.Errorf("%d mails were taken", got)
	}
	if at, heard := dial(t, s).deliver(time.Second); at != "" {
		t.Errorf("the next mail stops at %q with %q", at, heard)
	}
	copies := s.Copies()["<1@out.example>"]
	if len(copies) == 0 || string(copies[0]) != "Message-ID: <1@out.example>\r\n\r\n.a\r\n" || len(copies) > 1 != keeps {
		t.Errorf("got %q", copies)
	}
}

func TestLateSlowAndReleased(t *testing.T) {
	t.Parallel()
	s := sink.New(t)
	s.Always(sink.Fault{At: sink.Dot, Do: sink.Stall, After: 50 * time.Millisecond})
	began := time.Now()
	if at, heard := dial(t, s).deliver(20 * time.Second); at != "" || time.Since(began) < 50*time.Millisecond {
		t.Errorf("late: %s %s after %s", at, heard, time.Since(began))
	}
	s.Always(sink.Fault{})
	s.Next(sink.Fault{At: sink.MailFrom, Do: sink.Stall})
	p := dial(t, s)
	if at, heard := p.deliver(time.Second); at != sink.MailFrom || heard != "nothing" {
		t.Errorf("stalled: %s %s", at, heard)
	}
	s.Release()
	if heard := p.answer(20 * time.Second); !strings.HasPrefix(heard, "250") {
		t.Errorf("released: %s", heard)
	}
	s.Next(sink.Fault{At: sink.Content, Do: sink.Slow, After: 10 * time.Millisecond})
	seen := 0
	s.Before(func(m sink.Mail) { seen = len(m.Raw) })
	began, p = time.Now(), dial(t, s)
	p.answer(20 * time.Second)
	for _, say := range []string{"MAIL FROM:<a@out.example>", "RCPT TO:<b@sink.example>", "RCPT TO:<c@sink.example>", "DATA", strings.Repeat(strings.Repeat("x", 1022)+"\r\n", 10) + "."} {
		if _, err := p.conn.Write([]byte(say + "\r\n")); err != nil {
			t.Fatal(err)
		}
		p.answer(20 * time.Second)
	}
	if took := time.Since(began); took < 100*time.Millisecond || seen != 10<<10 {
		t.Errorf("slow: %d bytes in %s", seen, took)
	}
	if all := s.Mails(); len(all) != 2 || len(all[1].To) != 2 || all[1].From != "a@out.example" {
		t.Errorf("got %q", all)
	}
	if open, ever := s.Connections(); open == 0 || ever != 3 {
		t.Errorf("%d of %d connections are open", open, ever)
	}
}
