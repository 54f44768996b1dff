package mime

import (
	"bytes"
	"encoding/base64"
	"io"
)

// base64Reader decodes what stands in a body, passing over bytes that are not of the alphabet, and over padding in the middle: some programs
// join several encoded pieces.
type base64Reader struct {
	rest []byte
	out  []byte
	buf  [3072]byte
}

func newBase64(body []byte) io.Reader { return &base64Reader{rest: body} }

func (r *base64Reader) Read(b []byte) (int, error) {
	for len(r.out) == 0 {
		if len(r.rest) == 0 {
			return 0, io.EOF
		}
		r.fill()
	}
	n := copy(b, r.out)
	r.out = r.out[n:]
	return n, nil
}

func (r *base64Reader) fill() {
	var quads [4096]byte
	n, i := 0, 0
	for i < len(r.rest) && n < len(quads) {
		c := r.rest[i]
		i++
		if c == '=' {
			break
		}
		if isBase64[c] {
			quads[n] = c
			n++
		}
	}
	for i < len(r.rest) && r.rest[i] == '=' {
		i++
	}
	r.rest = r.rest[i:]
	if n%4 == 1 {
		n--
	}
	decoded, _ := base64.RawStdEncoding.Decode(r.buf[:], quads[:n]) // only letters of the alphabet are left
	r.out = r.buf[:decoded]
}

var isBase64 = func() (table [256]bool) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		table[c] = true
	}
	return table
}()

// quotedPrintable decodes line by line; what is no escape stands for itself.
type quotedPrintable struct {
	rest []byte
	out  []byte
}

// qpChunk is how much of a line that does not end is decoded at once.
const qpChunk = 8 << 10

func (r *quotedPrintable) Read(b []byte) (int, error) {
	for len(r.out) == 0 {
		if len(r.rest) == 0 {
			return 0, io.EOF
		}
		r.fill()
	}
	n := copy(b, r.out)
	r.out = r.out[n:]
	return n, nil
}

func (r *quotedPrintable) fill() {
	window := r.rest[:min(len(r.rest), qpChunk)]
	n := bytes.IndexByte(window, '\n')
	if n < 0 {
		cut := len(window)
		if len(window) < len(r.rest) { // an escape is not cut in two
			for i := 1; i <= 3 && cut > 3; i++ {
				if window[len(window)-i] == '=' {
					cut = len(window) - i
				}
			}
		}
		r.out, r.rest = unescape(window[:cut]), r.rest[cut:]
		if len(r.rest) == 0 {
			r.out = bytes.TrimSuffix(r.out, []byte("="))
		}
		return
	}
	line := bytes.TrimRight(window[:n], " \t\r")
	eol := window[n : n+1]
	if n > 0 && window[n-1] == '\r' {
		eol = window[n-1 : n+1]
	}
	r.rest = r.rest[n+1:]
	if soft, ok := bytes.CutSuffix(line, []byte("=")); ok {
		r.out = unescape(soft)
		return
	}
	r.out = append(unescape(line), eol...)
}

func unescape(line []byte) []byte {
	out := make([]byte, 0, len(line)+2)
	for i := 0; i < len(line); i++ {
		if line[i] == '=' && i+2 < len(line) && hex[line[i+1]] > 0 && hex[line[i+2]] > 0 {
			out = append(out, (hex[line[i+1]]-1)<<4|(hex[line[i+2]]-1))
			i += 2
			continue
		}
		out = append(out, line[i])
	}
	return out
}

// hex holds the value of each hexadecimal digit, plus one.
var hex = func() (table [256]byte) {
	for i, c := range []byte("0123456789abcdef") {
		table[c] = byte(i) + 1
	}
	for i, c := range []byte("ABCDEF") {
		table[c] = byte(i) + 11
	}
	return table
}()

// uuReader decodes the lines between "begin" and "end".
type uuReader struct {
	rest  []byte
	out   []byte
	begun bool
}

func newUU(body []byte) io.Reader {
	if !bytes.HasPrefix(body, []byte("begin ")) && !bytes.Contains(body, []byte("\nbegin ")) {
		return bytes.NewReader(body) // it only says that it is encoded
	}
	return &uuReader{rest: body}
}

func (r *uuReader) Read(b []byte) (int, error) {
	for len(r.out) == 0 {
		if len(r.rest) == 0 {
			return 0, io.EOF
		}
		line, after, _ := bytes.Cut(r.rest, []byte("\n"))
		r.rest = after
		r.line(bytes.TrimRight(line, "\r"))
	}
	n := copy(b, r.out)
	r.out = r.out[n:]
	return n, nil
}

func (r *uuReader) line(line []byte) {
	switch {
	case !r.begun:
		r.begun = bytes.HasPrefix(line, []byte("begin "))
	case string(line) == "end":
		r.rest = nil
	case len(line) > 0:
		size := int(line[0]-' ') & 63
		var out []byte
		for in := line[1:]; len(in) >= 2 && len(out) < size; in = in[min(4, len(in)):] {
			var q [4]byte
			for i := range min(4, len(in)) {
				q[i] = (in[i] - ' ') & 63
			}
			out = append(out, q[0]<<2|q[1]>>4, q[1]<<4|q[2]>>2, q[2]<<6|q[3])
		}
		r.out = out[:min(size, len(out))]
	}
}
