package mail_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/mail"
)

// What an awkward server does instead of answering.
const (
	stalls = "stalls" // it says nothing until the client leaves
	resets = "resets" // it drops the connection as a crash would
)

// awkward is a mail server that answers as its script says, and counts who is connected.
type awkward struct {
	address string
	rate    int // bytes a second that it reads; 0 is as fast as it can

	mu     sync.Mutex
	script func(verb, line string) string // "": the usual answer
	taken  []arrival
	open   int
	came   int // connections
}

func newAwkward(t *testing.T, script func(verb, line string) string) *awkward {
	t.Helper()
	a := &awkward{script: script}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	a.address = l.Addr().String()
	var work sync.WaitGroup
	work.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			a.count(1)
			work.Go(func() {
				defer a.count(-1)
				a.serve(c.(*net.TCPConn))
			})
		}
	})
	t.Cleanup(func() {
		_ = l.Close() // the test is over
		work.Wait()
	})
	return a
}

func (a *awkward) count(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.open += n
	if n > 0 {
		a.came++
	}
}

func (a *awkward) acts(script func(verb, line string) string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.script = script
}

func (a *awkward) letters() []arrival {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]arrival(nil), a.taken...)
}

// connected waits until the server has seen the connections end, and returns how many have not.
func (a *awkward) connected() int {
	for range 100 {
		a.mu.Lock()
		n := a.open
		a.mu.Unlock()
		if n == 0 {
			return 0
		}
		time.Sleep(20 * time.Millisecond)
	}
	return a.open
}

func (a *awkward) config() *mail.SMTP {
	return &mail.SMTP{Address: a.address, From: "HR <hr@ferrow-lund.example>", Timeout: 2 * time.Second, TLS: mail.TLSNone}
}

// slow reads as slowly as the line is.
type slow struct {
	io.Reader
	rate int
}

func (s slow) Read(p []byte) (int, error) {
	if s.rate == 0 {
		return s.Reader.Read(p)
	}
	n, err := s.Reader.Read(p[:min(len(p), s.rate/10)])
	time.Sleep(time.Duration(n) * time.Second / time.Duration(s.rate))
	return n, err
}

func (a *awkward) serve(c *net.TCPConn) {
	defer c.Close() //nolint:errcheck // of a test
	in := textproto.NewReader(bufio.NewReader(slow{c, a.rate}))
	// answer reports whether the dialogue goes on: not after a refusal of the content, which is not kept.
	answer := func(verb, line, usual string) bool {
		a.mu.Lock()
		s := a.script(verb, line)
		a.mu.Unlock()
		switch s {
		case stalls:
			_, _ = io.Copy(io.Discard, c) // until the client has enough
			return false
		case resets:
			_ = c.SetLinger(0) // so that Close resets
			return false
		case "":
			s = usual
		}
		_, err := fmt.Fprintf(c, "%s\r\n", s)
		return err == nil && !strings.HasPrefix(s, "421") && (verb != "." || s == usual)
	}
	if !answer("", "", "220 awkward.example") {
		return
	}
	var l arrival
	for {
		line, err := in.ReadLine()
		if err != nil {
			return
		}
		verb, _, _ := strings.Cut(strings.ToUpper(line), " ")
		usual := "250 ok"
		switch verb {
		case "MAIL", "RCPT":
			if at := line[strings.IndexByte(line, '<')+1 : strings.LastIndexByte(line, '>')]; verb == "MAIL" {
				l.from = at
			} else {
				l.to = at
			}
		case "DATA":
			usual = "354 go on"
		case "QUIT":
			_, _ = fmt.Fprint(c, "221 bye\r\n") // it leaves anyhow
			return
		case "STARTTLS":
			usual = "454 no"
		}
		if !answer(verb, line, usual) {
			return
		}
		if verb != "DATA" {
			continue
		}
		data, err := in.ReadDotBytes()
		if err != nil {
			return
		}
		if !answer(".", l.to, "250 taken") {
			return
		}
		l.data = string(data)
		a.mu.Lock()
		a.taken = append(a.taken, l)
		a.mu.Unlock()
	}
}
