package safehtml

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// placeholder is the class of what stands in for a picture that is not shown.
const placeholder = "mail-picture"

var pictureClass = regexp.MustCompile(`^` + placeholder + `$`)

// shown are the elements that are shown as themselves, besides pictures, breaks and lines.
var shown = setOf(atom.A, atom.Abbr, atom.B, atom.Big, atom.Blockquote, atom.Caption, atom.Center, atom.Cite, atom.Code, atom.Dd, atom.Del, atom.Div,
	atom.Dl, atom.Dt, atom.Em, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.I, atom.Ins, atom.Kbd, atom.Li, atom.Ol, atom.P, atom.Pre,
	atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Table, atom.Tbody, atom.Td, atom.Tfoot,
	atom.Th, atom.Thead, atom.Tr, atom.Tt, atom.U, atom.Ul, atom.Var)

// silent are the elements whose content is not for readers.
var silent = setOf(atom.Script, atom.Style, atom.Title, atom.Head, atom.Template, atom.Object, atom.Embed, atom.Applet, atom.Iframe, atom.Frame,
	atom.Frameset, atom.Noframes, atom.Noscript, atom.Noembed, atom.Svg, atom.Math, atom.Canvas, atom.Audio, atom.Video, atom.Map, atom.Select,
	atom.Textarea, atom.Datalist, atom.Xmp, atom.Plaintext)

// lone are silent elements that have no end.
var lone = setOf(atom.Embed, atom.Frame, atom.Plaintext)

func setOf(names ...atom.Atom) map[atom.Atom]bool {
	set := make(map[atom.Atom]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
}

// blocks are elements that stand on lines of their own.
var blocks = setOf(atom.Blockquote, atom.Caption, atom.Center, atom.Dd, atom.Div, atom.Dl, atom.Dt, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
	atom.Li, atom.Ol, atom.P, atom.Pre, atom.Table, atom.Tr, atom.Ul, atom.Article, atom.Section, atom.Header, atom.Footer, atom.Main, atom.Aside,
	atom.Form, atom.Fieldset, atom.Address, atom.Figure, atom.Nav, atom.Body, atom.Html)

// separates tells whether an element parts the words before it from those in it.
func separates(a atom.Atom) bool { return blocks[a] || a == atom.Td || a == atom.Th }

// visitor is told what is for readers.
type visitor interface {
	text(s string)
	start(t html.Token)
	end(t html.Token)
}

// walk goes over HTML, leaving out what is not for readers. A head that is never closed ends with the first block, and any other silent element
// with the body.
func walk(s string, v visitor) {
	z := html.NewTokenizer(strings.NewReader(s))
	quiet, depth := atom.Atom(0), 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if quiet == 0 {
				v.text(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch {
			case quiet != 0 && t.DataAtom == quiet && quiet != atom.Head:
				depth++
			case quiet == atom.Head && (t.DataAtom == atom.Body || blocks[t.DataAtom]):
				quiet = 0
				v.start(t)
			case quiet != 0:
			case silent[t.DataAtom]:
				if t.Type == html.StartTagToken && !lone[t.DataAtom] {
					quiet, depth = t.DataAtom, 1
				}
			default:
				v.start(t)
			}
		case html.EndTagToken:
			t := z.Token()
			switch {
			case quiet != 0 && t.DataAtom == quiet:
				if depth--; depth <= 0 || quiet == atom.Head {
					quiet = 0
				}
			case quiet != 0 && (t.DataAtom == atom.Html || t.DataAtom == atom.Body):
				quiet = 0
			case quiet == 0:
				v.end(t)
			}
		}
	}
}
