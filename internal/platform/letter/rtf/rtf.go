// Package rtf reads text, and HTML that Outlook wrapped, out of rich text ([MS-OXRTFEX], RTF 1.9.1). It reads no layout, no pictures and no objects. It never fails.
package rtf

import (
	"html"
	"strconv"
	"strings"

	"hearth/internal/platform/letter/charset"
)

// Document is what a source says.
type Document struct {
	Text string // without empty lines at its ends; "" where there is HTML
	HTML string // "" unless the source was made of HTML
}

// CodePage is the name of a Windows code page as mails would name it; windows-1252 for one that is not known.
func CodePage(n int) string {
	switch {
	case n >= 1250 && n <= 1258 || n == 874:
		return "windows-" + strconv.Itoa(n)
	case n == 65001:
		return "utf-8"
	case n == 932:
		return "shift_jis"
	case n == 936:
		return "gbk"
	case n == 949:
		return "euc-kr"
	case n == 950:
		return "big5"
	}
	return "windows-1252"
}

// maxDepth is how many groups may stand within each other; deeper ones are left out.
const maxDepth = 200

// group is what holds within a pair of braces.
type group struct {
	skipped bool // it is no text
	tag     bool // it is HTML
	hidden  bool // it stands for HTML that is there too
	after   int  // characters after a Unicode one that stand for it in older programs
}

type reader struct {
	src    string
	out    strings.Builder
	limit  int
	page   string
	html   bool
	open   []group
	now    group
	deep   int    // groups beyond maxDepth
	star   bool   // the next word may be passed over by who does not know it
	narrow []byte // bytes of the code page that wait for their neighbours
	pass   int    // characters to leave out
}

// Read reads a source, and returns at most limit bytes of what it says.
func Read(source string, limit int) Document {
	r := &reader{src: source, limit: limit, page: "windows-1252", now: group{after: 1}}
	r.html = strings.Contains(source[:min(len(source), 4096)], `\fromhtml`)
	for len(r.src) > 0 && r.out.Len() < limit {
		r.step()
	}
	r.flush()
	out := r.out.String()
	out = strings.ToValidUTF8(out[:min(len(out), limit)], "")
	if r.html {
		return Document{HTML: out}
	}
	return Document{Text: strings.Trim(out, "\n ")}
}

// step reads a brace, a control or a character.
func (r *reader) step() {
	c := r.src[0]
	switch c {
	case '{':
		r.flush()
		r.src = r.src[1:]
		if len(r.open) >= maxDepth {
			r.deep++
			return
		}
		r.open = append(r.open, r.now)
	case '}':
		r.flush()
		r.src = r.src[1:]
		switch n := len(r.open); {
		case r.deep > 0:
			r.deep--
		case n > 0:
			r.now, r.open = r.open[n-1], r.open[:n-1]
		}
		r.star = false
	case '\\':
		r.control()
	case '\r', '\n':
		r.src = r.src[1:]
	default:
		r.src = r.src[1:]
		r.byte(c)
	}
}

// control reads what follows a backslash.
func (r *reader) control() {
	r.src = r.src[1:]
	if r.src == "" {
		return
	}
	c := r.src[0]
	if !letter(c) {
		r.src = r.src[1:]
		r.symbol(c)
		return
	}
	n := 1
	for n < len(r.src) && n < 32 && letter(r.src[n]) {
		n++
	}
	word := r.src[:n]
	r.src = r.src[n:]
	value, has := r.number()
	r.src = strings.TrimPrefix(r.src, " ")
	r.word(word, value, has)
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// number reads the number that may follow a word.
func (r *reader) number() (value int, has bool) {
	n := 0
	if strings.HasPrefix(r.src, "-") {
		n = 1
	}
	for n < len(r.src) && n < 11 && r.src[n] >= '0' && r.src[n] <= '9' {
		n++
	}
	value, err := strconv.Atoi(r.src[:n])
	if err != nil {
		return 0, false
	}
	r.src = r.src[n:]
	return value, true
}

// symbol is a control of one character.
func (r *reader) symbol(c byte) {
	switch c {
	case '\'':
		if len(r.src) < 2 {
			r.src = ""
			return
		}
		b, err := strconv.ParseUint(r.src[:2], 16, 8)
		if r.src = r.src[2:]; err == nil {
			r.byte(byte(b))
		}
	case '*':
		r.star = true
	case '~':
		r.write("\u00a0")
	case '_':
		r.write("\u2011")
	case '\\', '{', '}':
		r.byte(c)
	case '\r', '\n':
		r.write("\n")
	}
}

// nothing are the groups that hold no text of the document.
var nothing = map[string]bool{"fonttbl": true, "colortbl": true, "stylesheet": true, "info": true, "pict": true, "object": true, "header": true, "footer": true, "headerl": true,
	"headerr": true, "footerl": true, "footerr": true, "listtable": true, "listoverridetable": true, "rsidtbl": true, "themedata": true, "generator": true, "fldinst": true}

// written are the words that stand for text.
var written = map[string]string{"par": "\n", "line": "\n", "row": "\n", "sect": "\n", "page": "\n", "cell": "\t", "tab": "\t", "lquote": "‘", "rquote": "’", "ldblquote": "“",
	"rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—", "emspace": "\u2003", "enspace": "\u2002"}

func (r *reader) word(word string, value int, has bool) {
	star := r.star
	r.star = false
	if text, ok := written[word]; ok {
		r.write(text)
		return
	}
	r.flush()
	switch {
	case word == "htmltag" && star:
		r.now.tag = true
	case word == "htmlrtf":
		r.now.hidden = !has || value != 0
	case star || nothing[word]:
		r.now.skipped = true
	case word == "ansicpg":
		r.page = CodePage(value)
	case word == "uc":
		r.now.after = max(0, min(value, 16))
	case word == "u" && has:
		r.unicode(value)
	case word == "bin":
		r.src = r.src[min(len(r.src), max(0, value)):]
	}
}

// unicode is a character by its number, of which those above 32767 are written as negative ones, after which some others stand for it.
func (r *reader) unicode(value int) {
	if value < 0 {
		value += 65536
	}
	n := rune(value)
	if n >= 0xD800 && n < 0xDC00 { // half a character: the other half follows
		if rest, ok := strings.CutPrefix(strings.TrimLeft(skip(r.src, r.now.after), " "), `\u`); ok {
			was := r.src
			r.src = rest
			if low, has := r.number(); has {
				if n = (n-0xD800)<<10 + (rune(low+65536)&0xFFFF - 0xDC00) + 0x10000; n < 0x10000 || n > 0x10FFFF {
					n = '\uFFFD'
				}
				r.src = strings.TrimPrefix(r.src, " ")
			} else {
				r.src = was
			}
		}
	}
	r.write(string(n))
	r.pass = r.now.after
}

// skip is s without its first n characters, of which an escaped byte is one.
func skip(s string, n int) string {
	for ; n > 0 && s != ""; n-- {
		if strings.HasPrefix(s, `\'`) {
			s = s[min(4, len(s)):]
		} else if s[0] != '\\' {
			s = s[1:]
		}
	}
	return s
}

// byte is a character of the code page, or a part of one.
func (r *reader) byte(c byte) {
	if r.pass > 0 {
		r.pass--
		return
	}
	r.narrow = append(r.narrow, c)
}

func (r *reader) flush() {
	r.pass = 0
	if len(r.narrow) == 0 {
		return
	}
	text := string(r.narrow)
	for _, c := range r.narrow {
		if c >= 0x80 {
			text, _ = charset.Decode(r.page, r.narrow)
			break
		}
	}
	r.narrow = r.narrow[:0]
	r.put(text)
}

func (r *reader) write(text string) {
	r.flush()
	r.put(text)
}

// put writes text, unless it is none of the document.
func (r *reader) put(text string) {
	switch {
	case r.now.skipped || r.deep > 0 || r.html && r.now.hidden:
	case r.html && !r.now.tag:
		r.out.WriteString(html.EscapeString(text))
	default:
		r.out.WriteString(text)
	}
}
