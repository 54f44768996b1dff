// Package mbox reads mailboxes that lie in files: one mail after the other from an mbox, of which it never holds more than one mail in memory.
//
// Four dialects of mbox go by the same name. They differ in what became of lines of a mail that begin with "From ": mboxo and mboxrd put ">" before them, mboxcl and mboxcl2 say with
// Content-Length how long each mail is. The reader takes all four, with either line end: a mail begins at a line "From " with a date in it that stands first in the file or after an
// empty line. A Content-Length counts only where such a line, or the end, follows it; so one that lies costs nothing but itself.
package mbox

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
)

// Mail is one mail of an mbox, without the line "From " before it. Skipped says that it is longer than the reader takes; Raw is then its beginning.
type Mail struct {
	At      int64 // where it begins in the file, in bytes
	Raw     []byte
	Size    int64
	Skipped bool
}

// Reader reads an mbox. It takes time in proportion to the bytes, whatever they are.
type Reader struct {
	in    *bufio.Reader
	most  int64
	at    int64 // how many bytes were read
	begun bool
	open  *part  // the mail that is being read
	ready []Mail // those that were
	err   error
}

// maxLine is up to which length a line is looked at: longer ones are taken in pieces.
const maxLine = 64 << 10

// New returns a reader of an mbox whose mails may have up to most bytes.
func New(r io.Reader, most int64) *Reader {
	return &Reader{in: bufio.NewReaderSize(r, maxLine), most: most}
}

// Next returns the next mail, and io.EOF after the last. A file that does not begin as an mbox does is ErrNoMbox.
func (r *Reader) Next() (Mail, error) {
	if !r.begun {
		r.begun = true
		if err := r.begin(); err != nil {
			return Mail{}, err
		}
	}
	for len(r.ready) == 0 {
		if r.open == nil {
			return Mail{}, r.end()
		}
		r.take()
	}
	m := r.ready[0]
	r.ready = r.ready[1:]
	return m, nil
}

// part is a mail that is being read.
type part struct {
	at    int64 // in the file
	raw   []byte
	size  int64
	inner []split // lines "From " in it that a Content-Length covers, until it has proved to be true

	bodyAt, length int64 // where the body begins, in the file, and how long it should be; -1 where that is not known
	inHead, blank  bool
	start          bool // of a line
}

// split is a place where another mail begins, unless the length of the one before covers it: in the mail, after that line, and in the file.
type split struct {
	raw, after int
	size, at   int64
}

func newPart(at int64) *part { return &part{at: at, bodyAt: -1, length: -1, inHead: true, start: true} }

// take reads one line, or a piece of a long one.
func (r *Reader) take() {
	p := r.open
	line, whole, err := r.line()
	if len(line) == 0 {
		r.err, r.open = err, nil
		if !p.covered(r.at) {
			p = r.uncover(p)
		}
		r.ready = append(r.ready, p.mail(r.most))
		return
	}
	at := r.at - int64(len(line))
	if p.start && p.blank && isFrom(line) {
		if p.inner == nil && (p.length < 0 || p.bodyAt < 0 || at >= p.bodyAt+p.length) || p.proved(at) {
			r.ready, r.open = append(r.ready, p.mail(r.most)), newPart(at)
			return
		}
		s := split{raw: len(p.raw), size: p.size, at: at}
		p.add(line, r.most)
		s.after = len(p.raw)
		p.inner = append(p.inner, s)
		p.blank = false
		return
	}
	if len(p.inner) > 0 && at > p.bodyAt+p.length+2 { // no mail began where the length says
		p = r.uncover(p)
		r.open = p
	}
	p.line(line, whole, r.at, r.most)
}

// line adds a line that ends at a place of the file.
func (p *part) line(line []byte, whole bool, end, most int64) {
	text := bytes.TrimRight(line, "\r\n")
	empty := p.start && whole && len(text) == 0
	switch {
	case p.inHead && empty:
		p.inHead, p.bodyAt = false, end
	case p.inHead && p.start:
		if n, ok := contentLength(text); ok && n <= most {
			p.length = n
		}
	case p.start && quoted(line):
		line = line[1:]
	}
	p.add(line, most)
	p.blank, p.start = empty, whole
}

// proved reports whether a mail that begins at a place of the file stands where the length says, with the empty line between them or without.
func (p *part) proved(at int64) bool { return at >= p.bodyAt+p.length && at <= p.bodyAt+p.length+2 }

// covered reports whether what the length covers may stay together when the file ends at a place.
func (p *part) covered(end int64) bool { return len(p.inner) == 0 || p.proved(end) }

// uncover takes a mail apart whose length was not true, and returns the last of the mails in it, which goes on.
func (r *Reader) uncover(p *part) *part {
	all := p.raw
	last := &part{at: p.at, raw: all[:p.inner[0].raw:p.inner[0].raw], size: p.inner[0].size}
	for i, s := range p.inner {
		r.ready = append(r.ready, last.mail(r.most))
		end, size := len(all), p.size
		if i+1 < len(p.inner) {
			end, size = p.inner[i+1].raw, p.inner[i+1].size
		}
		last = newPart(s.at)
		last.raw, last.size = all[s.after:end:end], size-s.size-int64(s.after-s.raw)
	}
	last.inHead = !bytes.Contains(last.raw, []byte("\n\n")) && !bytes.Contains(last.raw, []byte("\n\r\n")) && !bytes.HasPrefix(last.raw, []byte("\n"))
	last.blank, last.start = p.blank, p.start
	return last
}

func (p *part) add(b []byte, most int64) {
	p.size += int64(len(b))
	if room := most + 4 - int64(len(p.raw)); room > 0 {
		p.raw = append(p.raw, b[:min(int64(len(b)), room)]...)
	}
}

// mail is what was read, without the empty line that separates it from the next.
func (p *part) mail(most int64) Mail {
	m := Mail{At: p.at, Raw: p.raw, Size: p.size, Skipped: p.size > most+2}
	if p.size == int64(len(p.raw)) {
		for _, end := range []string{"\n\r\n", "\n\n"} {
			if bytes.HasSuffix(m.Raw, []byte(end)) {
				m.Raw = m.Raw[:len(m.Raw)-len(end)+1]
				break
			}
		}
		m.Size = int64(len(m.Raw))
	}
	return m
}

func (r *Reader) begin() error {
	for {
		line, _, err := r.line()
		if len(line) == 0 {
			r.err = err
			return nil
		}
		if isFrom(line) {
			r.open = newPart(r.at - int64(len(line)))
			return nil
		}
		if len(bytes.TrimSpace(line)) > 0 {
			return ErrNoMbox
		}
	}
}

// ErrNoMbox tells that a file does not begin as an mbox does.
var ErrNoMbox = errors.New("mbox: the file does not begin with a line “From ”")

func (r *Reader) end() error {
	if r.err != nil && !errors.Is(r.err, io.EOF) {
		return r.err
	}
	return io.EOF
}

// line returns the next line with its end, or a piece of a long one; whole says that it ends it.
func (r *Reader) line() (line []byte, whole bool, err error) {
	line, err = r.in.ReadSlice('\n')
	r.at += int64(len(line))
	if errors.Is(err, bufio.ErrBufferFull) {
		return line, false, nil
	}
	return line, true, err
}

// quoted reports whether a line is one of mboxo or mboxrd that stood as "From ", ">From " and so on.
func quoted(line []byte) bool {
	rest := bytes.TrimLeft(line, ">")
	return len(rest) < len(line) && bytes.HasPrefix(rest, []byte("From "))
}

// isFrom reports whether a line separates mails: "From ", a sender, and a date that has a time and a year of four digits in it.
func isFrom(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("From ")) || len(line) > 1000 {
		return false
	}
	year, hour := false, false
	for _, w := range bytes.Fields(line[5:]) {
		year = year || len(w) == 4 && (w[0] == '1' || w[0] == '2') && digits(w)
		hour = hour || (len(w) == 5 || len(w) == 8) && w[2] == ':' && digits(w[:2]) && digits(w[3:5])
	}
	return year && hour
}

func digits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func contentLength(line []byte) (int64, bool) {
	const name = "content-length:"
	if len(line) < len(name) || !bytes.EqualFold(line[:len(name)], []byte(name)) {
		return 0, false
	}
	n, err := strconv.ParseInt(string(bytes.TrimSpace(line[len(name):])), 10, 64)
	return n, err == nil && n >= 0
}
