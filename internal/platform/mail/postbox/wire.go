package postbox

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"sync"
	"time"
)

// mode is what a wire expects next from its peer.
type mode int

const (
	command mode = iota // a line
	content             // a mail up to its final dot; it is read by wire.content, not by go-smtp
	chunk               // the bytes of a BDAT
	over                // nothing: the connection has ended for go-smtp
)

// wire is a connection as go-smtp sees it. It hands over one line at a time, so that nothing after a command is read before that command is
// answered, and it ends a session by saying so to the peer and io.EOF to go-smtp. Reading and answering may happen at once, each by one goroutine.
type wire struct {
	net.Conn // below TLS; for its deadlines, its addresses and its end
	gate     *gate
	remote   string
	host     string
	began    time.Time
	in       *bufio.Reader
	left     sync.Once

	mu       sync.Mutex
	peer     io.ReadWriter // Conn, or the TLS upon it
	mode     mode
	rest     []byte // of the line, for go-smtp's next read
	due      int64  // bytes of the chunk still to come
	verb     string // of the command that is not answered yet
	last     bool   // of BDAT: the chunk is the last
	chunked  bool   // chunks of a mail came, but not the last
	mailing  bool   // from MAIL to the end of the content
	greeted  bool   // since the connection, or its TLS, began
	upgrade  bool   // TLS begins after the next answer
	commands int
	refused  int
	answered time.Time // when the last answer was given
	arriving time.Time // when the content began
	stopping time.Time // when the peer has to be gone; zero while the server runs
}

func newWire(conn net.Conn, g *gate) *wire {
	w := &wire{Conn: conn, peer: conn, gate: g, began: time.Now(), answered: time.Now()}
	w.remote, w.host = addressOf(conn)
	w.in = bufio.NewReaderSize(fill{w}, 16<<10)
	return w
}

// Close implements net.Conn.
func (w *wire) Close() error {
	w.left.Do(func() { w.gate.leave(w) })
	w.end() // go-smtp reads on after QUIT, without a session
	return w.Conn.Close()
}

// SetReadDeadline does nothing: the limits are the wire's own.
func (w *wire) SetReadDeadline(time.Time) error { return nil }

// SetWriteDeadline does nothing, as SetReadDeadline.
func (w *wire) SetWriteDeadline(time.Time) error { return nil }

// SetDeadline does nothing, as SetReadDeadline.
func (w *wire) SetDeadline(time.Time) error { return nil }

// fill reads from the network within the limits.
type fill struct{ w *wire }

// Read implements io.Reader.
func (f fill) Read(p []byte) (int, error) {
	w := f.w
	w.mu.Lock()
	peer, err := w.peer, w.Conn.SetDeadline(w.deadline(time.Now())) // TLS may have to write to go on reading
	w.mu.Unlock()
	if err != nil {
		return 0, err
	}
	return peer.Read(p)
}

// deadline returns until when the peer may be waited for.
func (w *wire) deadline(now time.Time) time.Time {
	l := w.gate.o.Limits
	if w.gate.crowded.Load() {
		l.Command, l.Stall = l.Command/10, l.Stall/10
	}
	until := w.answered.Add(l.Command)
	if w.mode == command {
		until = earlier(until, w.began.Add(l.Session))
	} else {
		until = earlier(now.Add(l.Stall), w.arriving.Add(l.Mail))
	}
	switch {
	case w.stopping.IsZero():
		return until
	case w.mailing:
		return earlier(until, w.stopping)
	default:
		return now
	}
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// stop ends the wait for a next mail at once, and that for the mail under way at a time.
func (w *wire) stop(until time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stopping = until
	_ = w.Conn.SetReadDeadline(w.deadline(time.Now())) // a connection that is closed waits no more
}

// hurry shortens the wait under way.
func (w *wire) hurry() {
	w.mu.Lock()
	defer w.mu.Unlock()
	_ = w.Conn.SetReadDeadline(w.deadline(time.Now())) // as above
}

// Read implements net.Conn.
func (w *wire) Read(p []byte) (int, error) {
	for {
		w.mu.Lock()
		mode, n := w.mode, copy(p, w.rest)
		w.rest = w.rest[n:]
		w.mu.Unlock()
		switch {
		case n > 0:
			return n, nil
		case mode == over || mode == content: // content that was not read has an end for go-smtp only
			return 0, io.EOF
		case mode == chunk:
			return w.readChunk(p)
		}
		w.readCommand()
	}
}

// readCommand waits for a line and puts it, or what go-smtp is to read in its place, into rest.
func (w *wire) readCommand() {
	if w.idleAtStop() {
		w.hangUp(reasonStop)
		return
	}
	line, err := w.in.ReadSlice('\n')
	switch {
	case err == bufio.ErrBufferFull || len(line) > longestLine:
		w.hangUp(reasonLine)
	case err != nil:
		w.lost(err)
	case !bytes.HasSuffix(line, []byte("\r\n")):
		w.hangUp(reasonBare)
	case !printable(line[:len(line)-2]):
		w.count("", reasonText)
	default:
		w.dispatch(line)
	}
}

func (w *wire) idleAtStop() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.stopping.IsZero() && !w.mailing
}

// readChunk passes on the bytes of a chunk. Its end before the last of them is an error, not the end of the mail.
func (w *wire) readChunk(p []byte) (int, error) {
	w.mu.Lock()
	p = p[:min(int64(len(p)), w.due)]
	w.mu.Unlock()
	n, err := w.in.Read(p)
	w.mu.Lock()
	if w.due -= int64(n); w.due == 0 {
		w.mode, w.answered = command, time.Now()
		w.mailing = w.mailing && !w.last
	}
	done := w.due == 0
	w.mu.Unlock()
	if err != nil && !done {
		w.lost(err)
		return n, io.ErrUnexpectedEOF
	}
	return n, nil
}

// content reads a mail up to its final dot, and gives add its bytes as they were before the peer doubled dots. Only CR LF ends a line.
func (w *wire) content(add func([]byte)) error {
	atStart, afterCR := true, false
	for left := 2 * w.gate.o.MaxBytes; ; {
		part, err := w.in.ReadSlice('\n')
		if err != nil && err != bufio.ErrBufferFull {
			w.lost(err)
			return io.ErrUnexpectedEOF
		}
		if atStart && string(part) == ".\r\n" {
			w.endContent(part)
			return nil
		}
		if left -= int64(len(part)); left < 0 {
			w.hangUp(reasonSize)
			return errTooLarge
		}
		ends := bytes.HasSuffix(part, []byte("\r\n")) || afterCR && string(part) == "\n"
		afterCR = part[len(part)-1] == '\r'
		if atStart && part[0] == '.' {
			part = part[1:]
		}
		atStart = ends
		add(part)
	}
}

// endContent lets go-smtp, which has read nothing of the content, read its end.
func (w *wire) endContent(dot []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mode, w.mailing, w.rest = command, false, bytes.Clone(dot)
}

// secure begins TLS upon the connection.
func (w *wire) secure() {
	conn := tls.Server(w.Conn, w.gate.o.TLS)
	_ = w.Conn.SetDeadline(time.Now().Add(w.gate.o.Limits.Answer)) // a closed connection fails below
	if err := conn.Handshake(); err != nil {
		w.gate.o.Log.Info("A mail server could not begin TLS.", "remote", w.remote, "error", err)
		w.mu.Lock()
		w.mode = over
		w.mu.Unlock()
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.peer, w.greeted, w.answered = conn, false, time.Now()
	w.in.Reset(fill{w})
}
