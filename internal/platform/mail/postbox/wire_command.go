package postbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// What the wire says by itself. Those with 421 and those that hangUp is called with end the session.
const (
	reasonStop  = "421 4.3.2 This server is being restarted; please come back in a minute."
	reasonIdle  = "421 4.4.2 Nothing came for too long; please connect again."
	reasonMany  = "421 4.7.0 Too many commands without a mail; please connect again."
	reasonRSET  = "421 4.5.0 A mail in chunks cannot be given up and another begun; please connect again."
	reasonLine  = "500 5.5.2 This line is too long."
	reasonBare  = "500 5.5.2 Lines end with CR and LF."
	reasonText  = "500 5.5.2 A command is printable text in UTF-8."
	reasonSize  = "552 5.3.4 This mail is far too large."
	reasonEarly = "554 5.5.1 Nothing may be sent after STARTTLS before TLS has begun."
	reasonReady = "220 2.0.0 Ready to begin TLS."
)

func printable(line []byte) bool {
	return utf8.Valid(line) && !bytes.ContainsFunc(line, unicode.IsControl)
}

// dispatch notes what a command means for what comes next, and passes it on to go-smtp.
func (w *wire) dispatch(line []byte) {
	verb, arg, _ := strings.Cut(string(line[:len(line)-2]), " ")
	verb = strings.ToUpper(verb)
	w.mu.Lock()
	w.commands++
	many := w.commands > w.gate.o.Limits.Commands
	secure := w.peer != io.ReadWriter(w.Conn)
	chunked := w.chunked
	w.mu.Unlock()
	switch {
	case many:
		w.hangUp(reasonMany)
	case chunked && (verb == "RSET" || verb == "EHLO" || verb == "HELO" || verb == "LHLO"):
		// go-smtp would let the reader of the mail given up answer for the next one.
		w.hangUp(reasonRSET)
	case verb == "STARTTLS" && w.gate.o.TLS != nil && !secure:
		w.starttls()
	case verb == "BDAT":
		w.bdat(line, arg)
	default:
		w.pass(verb, line)
	}
}

// pass lets go-smtp read the line.
func (w *wire) pass(verb string, line []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.verb, w.rest = verb, bytes.Clone(line)
	switch verb {
	case "EHLO", "HELO", "LHLO":
		w.greeted, w.mailing = true, false
	case "MAIL":
		w.mailing = true
	case "RSET":
		w.mailing = false
	}
}

// starttls begins TLS. go-smtp is told of a RSET, whose answer becomes the one that the peer waits for.
func (w *wire) starttls() {
	if w.in.Buffered() > 0 {
		w.hangUp(reasonEarly)
		return
	}
	w.pass("STARTTLS", []byte("RSET\r\n"))
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mailing, w.upgrade = false, true
}

// bdat expects the bytes that follow a BDAT, as go-smtp does, whether or not it wants them.
func (w *wire) bdat(line []byte, arg string) {
	args := strings.Fields(arg)
	last := len(args) == 2 && strings.EqualFold(args[1], "LAST")
	size := uint64(0)
	if len(args) == 1 || last {
		size, _ = strconv.ParseUint(args[0], 10, 32) // what is no number has no bytes
	}
	switch {
	case size > uint64(2*w.gate.o.MaxBytes):
		w.hangUp(reasonSize)
	case len(args) == 1 && size == 0 && strings.Trim(args[0], "0") == "":
		// A chunk of nothing would begin go-smtp's reader without waiting for it.
		w.pass("NOOP", []byte("NOOP\r\n"))
	default:
		w.expect(line, int64(size), last)
	}
}

// expect lets go-smtp read a BDAT when the first of its bytes has come: it hands them to a reader of its own, which must not begin when the
// connection has ended.
func (w *wire) expect(line []byte, size int64, last bool) {
	line = bytes.Clone(line)
	w.mu.Lock()
	if !w.chunked {
		w.arriving = time.Now()
	}
	w.last, w.due = last, size
	if size > 0 {
		w.mode = chunk
	} else if last {
		w.mailing = false
	}
	w.mu.Unlock()
	if size > 0 {
		if _, err := w.in.Peek(1); err != nil {
			w.lost(err)
			return
		}
	}
	w.pass("BDAT", line)
}

// Write implements net.Conn. go-smtp writes one line of an answer at a time.
func (w *wire) Write(p []byte) (int, error) {
	line := string(bytes.TrimRight(p, "\r\n"))
	w.mu.Lock()
	verb, ended, upgrade := w.verb, w.mode == over, w.upgrade
	if line == "250-PIPELINING" && w.gate.o.TLS != nil && w.peer == io.ReadWriter(w.Conn) {
		line = "250-STARTTLS\r\n" + line
	}
	w.mu.Unlock()
	switch {
	case ended: // the peer has had its last answer
	case upgrade:
		if w.count(verb, reasonReady); !w.isOver() {
			w.secure()
		}
		w.mu.Lock()
		w.upgrade = false
		w.mu.Unlock()
	default:
		w.count(verb, line)
	}
	return len(p), nil
}

// count gives an answer, and ends the session when it is one refusal too many.
func (w *wire) count(verb, line string) {
	w.say(line)
	w.mu.Lock()
	if len(line) < 4 || line[3] == '-' {
		w.mu.Unlock()
		return
	}
	w.answered = time.Now()
	refuses, stop := line[0] == '4' || line[0] == '5', ""
	if refuses {
		w.refused++
	}
	switch {
	case line[:3] == "354":
		w.mode, w.arriving = content, w.answered
	case verb == "MAIL" && refuses:
		w.mailing = false
	case verb == "BDAT" && refuses && w.chunked: // as with RSET
		stop = reasonRSET
	case verb == "BDAT":
		w.chunked = !refuses && !w.last
	}
	if w.refused > w.gate.o.Limits.Refusals {
		stop = reasonMany
	}
	w.mu.Unlock()
	if stop != "" {
		w.hangUp(stop)
	}
}

// taken begins the counts of commands and refusals again.
func (w *wire) taken() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.commands, w.refused = 0, 0
}

// say writes a line of an answer. A peer that does not read it has lost its session.
func (w *wire) say(line string) {
	w.mu.Lock()
	peer, err := w.peer, w.Conn.SetWriteDeadline(time.Now().Add(w.gate.o.Limits.Answer))
	w.mu.Unlock()
	if err == nil {
		_, err = fmt.Fprintf(peer, "%s\r\n", line)
	}
	if err != nil {
		w.end()
	}
	if closer, ok := peer.(interface{ CloseWrite() error }); ok && strings.HasPrefix(line, "221 ") {
		_ = closer.CloseWrite() // TLS says its farewell; the connection ends in any case
	}
}

// lost ends a session whose peer is gone or too slow.
func (w *wire) lost(err error) {
	switch {
	case !errors.Is(err, os.ErrDeadlineExceeded):
		w.end()
	case w.isStopping():
		w.hangUp(reasonStop)
	default:
		w.hangUp(reasonIdle)
	}
}

// hangUp ends the session with a last answer.
func (w *wire) hangUp(reason string) {
	w.say(reason)
	w.gate.o.Log.Info("A session with a mail server was ended.", "remote", w.remote, "answer", reason)
	w.end()
}

func (w *wire) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mode, w.rest = over, nil
}

func (w *wire) isOver() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.mode == over
}

func (w *wire) isStopping() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.stopping.IsZero()
}

// hasGreeted reports whether the peer has said who it is since the connection, or its TLS, began.
func (w *wire) hasGreeted() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.greeted
}
