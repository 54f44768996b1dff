// Package header reads the header of a mail, or of a part of one: its fields, and what they say in names, addresses, ids and dates. It reads
// whatever it is given; what cannot be read is empty, and no value it returns contains a control character.
package header

import (
	"bytes"
	"strings"
)

// What a header may hold. Beyond, fields are left out and the header says so.
const (
	MaxBytes  = 1 << 20  // of one header; what follows in it is passed over
	MaxFields = 2000     // in one header
	MaxValue  = 64 << 10 // bytes of one field
)

// Field is one field: its name as written and its value, unfolded but not decoded.
type Field struct {
	Name  string
	Value string
}

// Header is what stands above the empty line, in its order.
type Header struct {
	Fields    []Field
	Cut       bool // a limit left something out
	Malformed bool // a line was neither a field nor the continuation of one
}

// Parse reads the header that raw begins with and returns the offset at which the body begins. A line for which stop answers true ends the header
// as the end of raw does; stop may be nil. When the first line is no field, there is no header: all of raw is body.
func Parse(raw []byte, stop func(line []byte) bool) (h Header, body int) {
	pos, current, size := 0, []byte(nil), 0
	flush := func() {
		if current != nil {
			h.add(current)
			current = nil
		}
	}
	for pos < len(raw) {
		line, next := nextLine(raw, pos)
		if len(bytes.TrimSpace(line)) == 0 && !(len(line) > 0 && foldedBlank(raw, next)) {
			pos = next
			break
		}
		if stop != nil && stop(line) {
			break
		}
		size += next - pos
		first := pos == 0
		switch {
		case line[0] == ' ' || line[0] == '\t':
			if h.Cut = h.Cut || len(current) > MaxValue; current != nil && len(current) <= MaxValue {
				current = append(current, line...)
			}
		case isField(line):
			flush()
			current = append([]byte{}, line[:min(len(line), MaxValue)]...)
			h.Cut = h.Cut || len(line) > MaxValue
		case first && !isEnvelope(line):
			h.Malformed = true
			return h, 0
		case !first || !isEnvelope(line): // what continues the field above may still follow
			h.Malformed = true
		}
		pos = next
		if size > MaxBytes {
			h.Cut = true
			flush()
			return h, skip(raw, pos, stop)
		}
	}
	flush()
	return h, pos
}

// foldedBlank tells whether a line of blanks is followed by a continuation that is not blank, or by a field: some programs fold so, and the
// header goes on.
func foldedBlank(raw []byte, next int) bool {
	line, _ := nextLine(raw, next)
	return len(bytes.TrimSpace(line)) > 0 && (line[0] == ' ' || line[0] == '\t' || isField(line))
}

// skip passes over the rest of a header that is too long.
func skip(raw []byte, pos int, stop func([]byte) bool) int {
	for pos < len(raw) {
		line, next := nextLine(raw, pos)
		if len(line) == 0 {
			return next
		}
		if stop != nil && stop(line) {
			return pos
		}
		pos = next
	}
	return pos
}

func nextLine(raw []byte, pos int) (line []byte, next int) {
	rest := raw[pos:]
	n := bytes.IndexByte(rest, '\n')
	if n < 0 {
		return bytes.TrimSuffix(rest, []byte("\r")), len(raw)
	}
	return bytes.TrimSuffix(rest[:n], []byte("\r")), pos + n + 1
}

// isEnvelope tells whether a line is the one that mbox files put above a mail.
func isEnvelope(line []byte) bool {
	return bytes.HasPrefix(line, []byte("From ")) || bytes.HasPrefix(line, []byte(">From "))
}

// isField tells whether a line begins with a name and a colon.
func isField(line []byte) bool {
	n := bytes.IndexByte(line[:min(len(line), 200)], ':')
	if n <= 0 {
		return false
	}
	for _, c := range bytes.TrimRight(line[:n], " \t") {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}

func (h *Header) add(line []byte) {
	if len(h.Fields) >= MaxFields {
		h.Cut = true
		return
	}
	if len(line) > MaxValue {
		line, h.Cut = line[:MaxValue], true
	}
	name, value, _ := bytes.Cut(line, []byte(":"))
	h.Fields = append(h.Fields, Field{Name: strings.TrimSpace(string(name)), Value: strings.TrimSpace(string(value))})
}

// Get returns the first value of a field, whatever the case of its name; "" when it is missing.
func (h Header) Get(name string) string {
	for _, f := range h.Fields {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Has tells whether a field is there, be it empty.
func (h Header) Has(name string) bool {
	for _, f := range h.Fields {
		if strings.EqualFold(f.Name, name) {
			return true
		}
	}
	return false
}

// All returns the values of each field of that name, in their order.
func (h Header) All(name string) (values []string) {
	for _, f := range h.Fields {
		if strings.EqualFold(f.Name, name) {
			values = append(values, f.Value)
		}
	}
	return values
}

// Text returns the first value of a field as people read it: encoded words decoded, without control characters.
func (h Header) Text(name string) string {
	return Decode(h.Get(name))
}
