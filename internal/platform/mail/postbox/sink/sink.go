// Package sink is a mail server for tests that keeps what it takes, and stalls, resets and lies where a test wants it to. It imitates the servers
// of others, so it shares nothing with the listener of ours.
package sink

import (
	"bytes"
	"net"
	netmail "net/mail"
	"slices"
	"sync"
	"testing"
	"time"
)

// Point is a place in the dialogue: what the sink does there it does in place of its answer.
type Point string

// The points, in their order.
const (
	Greeting Point = "greeting" // when a peer has connected, before MAIL
	MailFrom Point = "mail"     // when MAIL came
	RcptTo   Point = "rcpt"     // when RCPT came
	Data     Point = "data"     // when DATA came
	Content  Point = "content"  // when the first line of the content came
	Dot      Point = "dot"      // when the final dot came
)

// Deed is what the sink does at a point.
type Deed string

// The deeds.
const (
	Say   Deed = "say"   // answer with Fault.Reply
	Stall Deed = "stall" // wait for Fault.After, or until the sink is released when that is zero, then go on as if nothing had been
	Reset Deed = "reset" // reset the connection, which throws away what is under way
	Close Deed = "close" // close the connection
	Slow  Deed = "slow"  // at Content: read the rest at a KiB for each Fault.After
)

// Fault is how the sink misbehaves with one mail. The zero value takes it and says so.
//
// At Dot a mail counts as taken before its fault, unless the sink says 4xx or 5xx: so a peer that is stalled, reset or closed there cannot know. With
// Lies it is the other way round: what was refused is kept, what was taken is lost.
type Fault struct {
	At    Point
	Do    Deed
	Reply string // "451 4.7.1 greylisted"
	After time.Duration
	Lies  bool
}

// Mail is what arrived: the envelope and the bytes, without the dots that SMTP doubles.
type Mail struct {
	From string
	To   []string
	Raw  []byte
}

// MessageID returns the mail's Message-ID with its brackets, or "".
func (m Mail) MessageID() string {
	read, err := netmail.ReadMessage(bytes.NewReader(m.Raw))
	if err != nil {
		return ""
	}
	return read.Header.Get("Message-Id")
}

// Sink is a mail server on a port of this machine. It is safe for concurrent use.
type Sink struct {
	listener net.Listener
	wait     sync.WaitGroup
	done     chan struct{}

	mu       sync.Mutex
	taken    []Mail
	always   Fault
	next     []Fault
	before   func(Mail)
	released chan struct{}
	open     map[net.Conn]bool
	count    int
}

// New starts a sink that takes everything until the test ends.
func New(t testing.TB) *Sink {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Sink{listener: l, done: make(chan struct{}), released: make(chan struct{}), open: map[net.Conn]bool{}}
	s.wait.Go(s.serve)
	t.Cleanup(s.stop)
	return s
}

// Address returns host:port.
func (s *Sink) Address() string { return s.listener.Addr().String() }

// Always makes the sink misbehave with every mail from now on. Fault{} ends that.
func (s *Sink) Always(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.always = f
}

// Next makes the sink misbehave with the next mails, each with one fault in turn, before what Always said. A fault at Greeting counts for a
// connection.
func (s *Sink) Next(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next = append(s.next, faults...)
}

// Before is called with each mail at its final dot, before anything is answered or done.
func (s *Sink) Before(f func(Mail)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.before = f
}

// Release lets those go on that are stalled without an end.
func (s *Sink) Release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.released)
	s.released = make(chan struct{})
}

// Mails returns what was taken, in its order.
func (s *Sink) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.taken)
}

// Copies returns the bytes of every copy that was taken, by Message-ID.
func (s *Sink) Copies() map[string][][]byte {
	all := map[string][][]byte{}
	for _, m := range s.Mails() {
		id := m.MessageID()
		all[id] = append(all[id], m.Raw)
	}
	return all
}

// Connections returns how many are open, and how many there have been.
func (s *Sink) Connections() (open, ever int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.open), s.count
}

func (s *Sink) stop() {
	close(s.done)
	_ = s.listener.Close() // the test is over
	s.mu.Lock()
	for c := range s.open {
		_ = c.Close()
	}
	s.mu.Unlock()
	s.wait.Wait()
}

func (s *Sink) serve() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		s.open[conn] = true
		s.count++
		s.mu.Unlock()
		s.wait.Go(func() {
			newDialogue(s, conn).run()
			_ = conn.Close()
			s.mu.Lock()
			delete(s.open, conn)
			s.mu.Unlock()
		})
	}
}

// pick returns the fault of a connection, or of the next mail.
func (s *Sink) pick(connection bool) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.next) == 0 {
		return s.always
	}
	f := s.next[0]
	if connection == (f.At == Greeting) {
		s.next = s.next[1:]
		return f
	}
	if connection {
		return Fault{}
	}
	return s.always
}

func (s *Sink) take(m Mail) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken = append(s.taken, m)
}

// stall waits for d, or until Release when d is zero. It returns false when the test is over.
func (s *Sink) stall(d time.Duration) bool {
	s.mu.Lock()
	released := s.released
	s.mu.Unlock()
	var late <-chan time.Time
	if d > 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		late, released = timer.C, nil
	}
	select {
	case <-late:
		return true
	case <-released:
		return true
	case <-s.done:
		return false
	}
}
