// Package tnef reads the format into which Outlook puts a mail that it believes only Outlook will read: a stream of attributes, mostly called winmail.dat
// ([MS-OXTNEF]). Read never fails: it returns what it understood and says whether that was all.
package tnef

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"hearth/internal/platform/letter/charset"
	"hearth/internal/platform/letter/rtf"
)

// The limits of what is read. What goes beyond them is left out, and Message.Whole is false.
const (
	MaxText     = 2 << 20 // bytes of a text
	MaxFiles    = 200
	maxDepth    = 3      // mails within mails
	maxProperty = 10_000 // properties of one list
)

// Message is what a stream holds.
type Message struct {
	Subject string
	Text    string // the plain text, also as it is read from rich text; "" where there is only HTML
	HTML    string // "" where it has none
	Files   []File
	Whole   bool // all of it was understood, and nothing cut
}

// File is a file in a stream. Data is a piece of the stream: it must not be changed.
type File struct {
	Name string // as it stands there: it may be a path
	Type string // of its content, as declared; mostly ""
	Data []byte
}

const signature = 0x223E9F78

// Is reports whether b begins as a stream does.
func Is(b []byte) bool { return len(b) >= 6 && binary.LittleEndian.Uint32(b) == signature }

// Read reads a stream.
func Read(b []byte) Message { return read(b, 0) }

// The attributes that are read.
const (
	attrSubject     = 0x00018004
	attrBody        = 0x0002800C
	attrProperties  = 0x00069003
	attrCodePage    = 0x00069007
	attrFileBegins  = 0x00069002
	attrFileTitle   = 0x00018010
	attrFileData    = 0x0006800F
	attrFileProp    = 0x00069005
	messageLevel    = 1
	attachmentLevel = 2
)

type reader struct {
	Message
	page  string // of texts that are not Unicode
	depth int
	file  File
	begun bool // file is one
}

func read(b []byte, depth int) Message {
	r := &reader{page: "windows-1252", depth: depth}
	if !Is(b) {
		return r.Message
	}
	r.Whole = true
	for b = b[6:]; len(b) > 0; {
		if len(b) < 11 { // level, id, length, checksum
			r.Whole = false
			break
		}
		level, id, n := b[0], binary.LittleEndian.Uint32(b[1:]), binary.LittleEndian.Uint32(b[5:])
		if b = b[9:]; uint64(n)+2 > uint64(len(b)) {
			r.Whole = false
			break
		}
		r.attribute(level, id, b[:n])
		b = b[n+2:]
	}
	r.keep()
	return r.Message
}

// attribute reads one attribute of the message or of the file that was begun last.
func (r *reader) attribute(level byte, id uint32, data []byte) {
	switch {
	case id == attrCodePage && len(data) >= 4:
		r.page = codePage(binary.LittleEndian.Uint32(data))
	case level == messageLevel && id == attrSubject:
		r.Subject = r.narrow(data)
	case level == messageLevel && id == attrBody && r.Text == "":
		r.Text = r.narrow(data)
	case level == messageLevel && id == attrProperties:
		r.message(data)
	case level == attachmentLevel && id == attrFileBegins:
		r.keep()
		r.file, r.begun = File{}, true
	case level == attachmentLevel && !r.begun:
	case id == attrFileTitle && r.file.Name == "":
		r.file.Name = r.narrow(data)
	case id == attrFileData:
		r.file.Data = data
	case id == attrFileProp:
		r.attached(data)
	}
}

// keep ends the file that was begun.
func (r *reader) keep() {
	begun := r.begun
	if r.begun = false; !begun || r.file.Data == nil {
		return
	}
	if len(r.Files) >= MaxFiles {
		r.Whole = false
		return
	}
	r.Files = append(r.Files, r.file)
}

// The properties that are read.
const (
	propSubject = 0x0037
	propBody    = 0x1000
	propRTF     = 0x1009
	propHTML    = 0x1013
	propData    = 0x3701
	propName    = 0x3704
	propLong    = 0x3707
	propMIME    = 0x370E
	propDisplay = 0x3001
)

// message reads the properties of the message: they are newer than its attributes, and count more.
func (r *reader) message(data []byte) {
	formatted := ""
	r.properties(data, func(p property) {
		switch p.id {
		case propSubject:
			r.Subject = r.text(p)
		case propBody:
			if text := r.text(p); text != "" {
				r.Text = text
			}
		case propHTML:
			r.HTML = r.text(p)
		case propRTF:
			source, whole := rtf.Decompress(p.value, 2*MaxText)
			r.Whole = r.Whole && whole
			formatted = source
		}
	})
	if formatted == "" || r.Text != "" && r.HTML != "" {
		return
	}
	out := rtf.Read(formatted, MaxText)
	if r.HTML == "" {
		r.HTML = out.HTML
	}
	if r.Text == "" {
		r.Text = out.Text
	}
}

// attached reads the properties of a file.
func (r *reader) attached(data []byte) {
	long, short, display := "", "", ""
	var within []byte
	r.properties(data, func(p property) {
		switch p.id {
		case propLong:
			long = r.text(p)
		case propName:
			short = r.text(p)
		case propDisplay:
			display = r.text(p)
		case propMIME:
			r.file.Type = r.text(p)
		case propData:
			if p.kind == kindObject && len(p.value) > 16 {
				within = p.value[16:] // after the id of its interface
			} else if len(p.value) > 0 {
				r.file.Data = p.value
			}
		}
	})
	for _, name := range []string{long, r.file.Name, short, display} {
		if name != "" {
			r.file.Name = name
			break
		}
	}
	if within != nil {
		r.mail(within)
	}
}

// mail takes the text and the files out of a mail that is attached, or keeps what it cannot read.
func (r *reader) mail(stream []byte) {
	title := strings.TrimSpace(r.file.Name)
	if title == "" {
		title = "mail"
	}
	if !Is(stream) || r.depth+1 >= maxDepth {
		r.file.Name, r.file.Data, r.Whole = title+".dat", stream, false
		return
	}
	m := read(stream, r.depth+1)
	r.Whole = r.Whole && m.Whole
	r.file.Name, r.file.Type, r.file.Data = title+".txt", "text/plain; charset=utf-8", []byte(strings.TrimSpace(m.Subject+"\n\n"+m.Text))
	r.keep()
	for _, f := range m.Files {
		r.file, r.begun = f, true
		r.keep()
	}
}

// The kinds of values.
const (
	kindObject  = 0x000D
	kindNarrow  = 0x001E
	kindUnicode = 0x001F
	kindBinary  = 0x0102
	several     = 0x1000
)

type property struct {
	kind, id uint16
	value    []byte
}

// fixed are the bytes of values of a fixed length, padded.
var fixed = map[uint16]int{0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8, 0x0040: 8, 0x0048: 16}

// properties gives each property of a list with its first value to see. A list that cannot be read on ends there.
func (r *reader) properties(b []byte, see func(property)) {
	c := cursor{b: b, ok: true}
	n := c.number()
	if n > maxProperty {
		n, r.Whole = maxProperty, false
	}
	for range n {
		kind, id := c.short(), c.short()
		if id >= 0x8000 {
			c.named()
		}
		values := uint32(1)
		size, known := fixed[kind&^several]
		if kind&several != 0 || !known {
			values = c.number()
		}
		for i := range values {
			if !known {
				size = int(min(c.number(), uint32(len(b)))) // more than there is ends the reading
			}
			value := c.take(size)
			if !c.ok {
				r.Whole = false
				return
			}
			if i == 0 {
				see(property{kind, id, value})
			}
		}
	}
}

// text is a value as text.
func (r *reader) text(p property) string {
	switch p.kind {
	case kindUnicode:
		units := make([]uint16, min(len(p.value), 2*MaxText)/2)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(p.value[2*i:])
		}
		return r.clean(string(utf16.Decode(units)), true)
	case kindNarrow:
		return r.narrow(p.value)
	case kindBinary: // HTML says itself in what it is written, mostly
		label := r.page
		if at := strings.Index(strings.ToLower(string(p.value[:min(len(p.value), 1024)])), "charset=utf-8"); at >= 0 {
			label = "utf-8"
		}
		return r.clean(charset.Decode(label, p.value[:min(len(p.value), MaxText)]))
	}
	return ""
}

func (r *reader) narrow(b []byte) string {
	return r.clean(charset.Decode(r.page, b[:min(len(b), MaxText)]))
}

func (r *reader) clean(s string, _ bool) string {
	if len(s) >= MaxText {
		r.Whole = false
	}
	return strings.TrimRight(s, "\x00")
}

// codePage is the name of a Windows code page.
func codePage(n uint32) string { return rtf.CodePage(int(min(n, 100_000))) }

// cursor reads from bytes; once they end it is no longer ok, and gives zeros.
type cursor struct {
	b  []byte
	ok bool
}

// take gives n bytes, after which it stands at a multiple of four.
func (c *cursor) take(n int) []byte {
	padded := (n + 3) &^ 3
	if !c.ok || n > len(c.b) {
		c.ok = false
		return nil
	}
	out := c.b[:n]
	c.b = c.b[min(padded, len(c.b)):]
	return out
}

func (c *cursor) number() uint32 {
	b := c.take(4)
	if !c.ok {
		return 0
	}
	return binary.LittleEndian.Uint32(b)
}

func (c *cursor) short() uint16 {
	if !c.ok || len(c.b) < 2 {
		c.ok = false
		return 0
	}
	n := binary.LittleEndian.Uint16(c.b)
	c.b = c.b[2:]
	return n
}

// named passes the name of a property that has one.
func (c *cursor) named() {
	c.take(16)
	if c.number() == 0 {
		c.number()
		return
	}
	c.take(int(min(c.number(), uint32(len(c.b)+1))))
}
