package safehtml

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxQuotes is how deep quotations are marked with ">".
const maxQuotes = 9

// Text reads HTML as plain text: a line for a line, "> " before what is quoted, "- " before the items of a list, and the address of a link behind
// its words when they do not say it. It ends soon after MaxBytes, which HTML made for it can reach by quotations alone.
func Text(s string) string {
	if len(s) > MaxBytes {
		s = s[:MaxBytes]
	}
	w := &writer{}
	walk(s, w)
	w.link()
	return strings.Trim(w.out.String(), "\n ")
}

type writer struct {
	out     strings.Builder
	quotes  int
	pre     int
	began   bool // the line has text
	blank   bool // a blank waits to be written
	breaks  int  // line ends that wait to be written
	href    string
	linked  strings.Builder
	started bool
}

func (w *writer) text(s string) {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if w.pre > 0 {
		for i, line := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
			if i > 0 {
				w.newline(1)
			}
			if line != "" {
				w.write(strings.TrimRight(line, "\r"))
			}
		}
		return
	}
	for i, word := range strings.FieldsFunc(s, breaking) {
		if i > 0 || breaking(rune(s[0])) {
			w.blank = true
		}
		w.write(word)
	}
	if s != "" && breaking(rune(s[len(s)-1])) {
		w.blank = true
	}
}

// breaking tells whether a line of HTML may be broken at r; a no-break space is text.
func breaking(r rune) bool { return r != '\u00A0' && unicode.IsSpace(r) }

// write writes a word, after the line ends and the blank that wait.
func (w *writer) write(word string) {
	if w.out.Len() > MaxBytes {
		return
	}
	if w.breaks > 0 || !w.started {
		mark := strings.Repeat(">", w.quotes)
		for i := range w.breaks {
			if w.started {
				w.out.WriteString("\n")
			}
			if i < w.breaks-1 && w.started {
				w.out.WriteString(mark)
			}
		}
		if mark != "" {
			w.out.WriteString(mark + " ")
		}
		w.breaks, w.blank, w.began, w.started = 0, false, false, true
	}
	if w.blank && w.began {
		w.out.WriteString(" ")
	}
	w.blank, w.began = false, true
	w.out.WriteString(word)
	if w.href != "" && w.linked.Len() < maxURL {
		w.linked.WriteString(word)
	}
}

// newline asks for a line end before the next word; n of 2 for an empty line between.
func (w *writer) newline(n int) { w.breaks = max(w.breaks, n) }

func (w *writer) start(t html.Token) {
	switch t.DataAtom {
	case atom.Br:
		w.breaks = min(w.breaks+1, 3)
	case atom.Hr:
		w.newline(1)
		w.write("----------")
		w.newline(1)
	case atom.Blockquote:
		w.newline(1)
		w.quotes = min(w.quotes+1, maxQuotes)
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.newline(2)
	case atom.Li:
		w.newline(1)
		w.write("- ")
		w.began = false
	case atom.Pre:
		w.newline(1)
		w.pre++
	case atom.Img:
		w.picture(t)
	case atom.A:
		w.link()
		for _, a := range t.Attr {
			if a.Key == "href" {
				w.href = link(strings.TrimSpace(a.Val))
			}
		}
	default:
		w.part(t.DataAtom)
	}
}

func (w *writer) picture(t html.Token) {
	for _, a := range t.Attr {
		if alt := strings.TrimSpace(a.Val); a.Key == "alt" && alt != "" {
			w.text("[" + alt + "]")
		}
	}
}

func (w *writer) part(a atom.Atom) {
	switch {
	case blocks[a]:
		w.newline(1)
	case separates(a):
		w.blank = true
	}
}

func (w *writer) end(t html.Token) {
	switch t.DataAtom {
	case atom.Blockquote:
		w.newline(1)
		w.quotes = max(w.quotes-1, 0)
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.newline(2)
	case atom.Pre:
		w.newline(1)
		w.pre = max(w.pre-1, 0)
	case atom.A:
		w.link()
	default:
		w.part(t.DataAtom)
	}
}

// link ends a link: its address is written when the words do not say it.
func (w *writer) link() {
	href, words := w.href, w.linked.String()
	w.href = ""
	w.linked.Reset()
	if href == "" || words == "" || strings.HasPrefix(href, "mailto:") || strings.HasPrefix(href, "tel:") {
		return
	}
	if same := strings.NewReplacer("https://", "", "http://", "", "www.", "", "/", ""); same.Replace(href) == same.Replace(words) {
		return
	}
	w.blank = true
	w.write("<" + href + ">")
}
