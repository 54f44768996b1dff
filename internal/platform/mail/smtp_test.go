package mail_test

import (
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"hearth/internal/platform/mail"
)

// sink is a mail server that keeps what it takes, and answers as the test wants.
type sink struct {
	mu      sync.Mutex
	address string
	taken   []arrival
	plan    plan
	done    chan struct{}
}

// arrival is what arrived: the envelope and the bytes.
type arrival struct{ from, to, data string }

// plan says how the server behaves.
type plan struct {
	rcpt, data error // replies to RCPT and after the final dot
	hang       bool  // no reply after the final dot
	cut        bool  // the connection is closed after the final dot
	before     func()
}

func newSink(t *testing.T) *sink {
	t.Helper()
	s := &sink{done: make(chan struct{})}
	server := smtp.NewServer(s)
	server.Domain = "sink.example"
	server.ErrorLog = quiet{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = l.Addr().String()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(l) // ends with Close
	}()
	t.Cleanup(func() {
		close(s.done)
		_ = server.Close() // the test is over
		_ = l.Close()      // a server that was closed before it began knows no listener
		<-ended
	})
	return s
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func (s *sink) set(p plan) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plan = p
}

func (s *sink) now() plan {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.plan
}

func (s *sink) letters() []arrival {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]arrival(nil), s.taken...)
}

// config has one connection, so that messages come in their order.
func (s *sink) config() *mail.SMTP {
	return &mail.SMTP{Address: s.address, From: "Ferrow & Lund HR <hr@ferrow-lund.example>", Timeout: 400 * time.Millisecond, Connections: 1}
}

// NewSession implements smtp.Backend.
func (s *sink) NewSession(c *smtp.Conn) (smtp.Session, error) { return &session{sink: s, conn: c}, nil }

type session struct {
	sink *sink
	conn *smtp.Conn
	arrival
}

func (s *session) Reset()        { s.arrival = arrival{} }
func (s *session) Logout() error { return nil }

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return s.sink.now().rcpt
}

func (s *session) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	p := s.sink.now()
	if p.before != nil {
		p.before()
	}
	if p.data != nil {
		return p.data
	}
	s.data = string(b)
	s.sink.mu.Lock()
	s.sink.taken = append(s.sink.taken, s.arrival)
	s.sink.mu.Unlock()
	if p.hang {
		<-s.sink.done
	}
	if p.cut {
		return s.conn.Conn().Close()
	}
	return nil
}
