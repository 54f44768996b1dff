// Package paper draws the printable copy of a page, such as a letter, as a PDF with a title, a language and real text.
package paper

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
)

// font holds the typeface, which tools/assets puts there; in a tree without it nothing can be printed.
//
//go:embed all:font
var font embed.FS

// Page is what is printed.
type Page struct {
	Language  string
	From      string // whose paper it is
	Reference string
	Day       string
	Title     string
	Text      string  // paragraphs with an empty line between them
	Blocks    []Block // below the text
	Notice    string  // above it all, such as that it was replaced; "" for none
	Sign      string  // below a line for a signature; "" for no such line
	Foot      string
	Undrawn   string // in front of the letters that the typeface does not have
	At        time.Time
}

const (
	margin = 25.0 // in millimetres, as all lengths here
	width  = 210 - 2*margin
	line   = 5.8
	bottom = 297 - 32 // where a page ends
	family = "paper"
)

// absent stands in the text where a letter cannot be drawn.
const absent = '?'

// face is the typeface.
type face struct {
	regular, bold []byte
	has           func(rune) bool
}

var typeface = sync.OnceValues(func() (face, error) {
	regular, err := font.ReadFile("font/regular.ttf")
	bold, err2 := font.ReadFile("font/bold.ttf")
	if err := errors.Join(err, err2); err != nil {
		return face{}, fmt.Errorf("the typeface of printed papers is not built in, run `npm ci && npm run build`: %w", err)
	}
	has, err := covers(regular)
	return face{regular, bold, has}, err
})

// Print draws a page. A letter of the text that the typeface lacks is drawn as a question mark, and named at the end.
func Print(p Page) ([]byte, error) {
	f, err := typeface()
	if err != nil {
		return nil, err
	}
	d := &sheet{Fpdf: fpdf.New("P", "mm", "A4", ""), drawing: drawing{has: f.has}}
	d.AddUTF8FontFromBytes(family, "", f.regular)
	d.AddUTF8FontFromBytes(family, "B", f.bold)
	d.SetTitle(p.Title, true)
	d.SetAuthor(p.From, true)
	d.SetSubject(p.Reference, true)
	d.SetCreator("Hearth", true)
	d.SetLang(p.Language)
	d.SetCreationDate(p.At)
	d.SetModificationDate(p.At)
	d.SetCatalogSort(true)
	d.SetMargins(margin, 22, margin)
	d.SetAutoPageBreak(true, 297-bottom)
	d.SetFooterFunc(func() { d.foot(p) })
	d.AddPage()
	d.head(p)
	d.body(p)
	for _, b := range p.Blocks {
		b.draw(d)
	}
	d.end(p)
	var out bytes.Buffer
	if err := d.Output(&out); err != nil {
		return nil, fmt.Errorf("print: %w", err)
	}
	return out.Bytes(), nil
}

// Lacks returns the letters of what a page says that Print cannot draw, with a space between them: "" is none. Whoever prints can be told before.
func (p Page) Lacks() (string, error) {
	f, err := typeface()
	if err != nil {
		return "", err
	}
	d := drawing{has: f.has}
	for _, text := range []string{p.From, p.Notice, p.Reference, p.Day, p.Title, p.Text, p.Foot} {
		d.drawable(text)
	}
	for _, b := range p.Blocks {
		for _, text := range b.texts() {
			d.drawable(text)
		}
	}
	var all []string
	for _, r := range d.undrawn {
		all = append(all, string(r))
	}
	return strings.Join(all, " "), nil
}

// sheet is a document being drawn.
type sheet struct {
	*fpdf.Fpdf
	drawing
}

// drawing knows what can be drawn, and what could not.
type drawing struct {
	has     func(rune) bool
	undrawn []rune
}

// drawable is a text with question marks for the letters that cannot be drawn, which it remembers.
func (d *drawing) drawable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || d.has(r):
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1 // it has no form of its own
		}
		if !slices.Contains(d.undrawn, r) {
			d.undrawn = append(d.undrawn, r)
		}
		return absent
	}, text)
}

func (d *sheet) head(p Page) {
	d.ink(182, 74, 18)
	d.SetFont(family, "B", 15)
	d.MultiCell(width, 7, d.drawable(p.From), "", "L", false)
	d.SetDrawColor(182, 74, 18)
	d.SetLineWidth(0.5)
	d.Line(margin, d.GetY()+2, margin+width, d.GetY()+2)
	d.Ln(12)
	if p.Notice != "" {
		d.ink(140, 40, 30)
		d.SetFont(family, "B", 11)
		d.MultiCell(width, line, d.drawable(p.Notice), "", "L", false)
		d.Ln(4)
	}
	d.ink(90, 90, 90)
	d.SetFont(family, "", 10)
	d.CellFormat(width/2, line, d.drawable(p.Reference), "", 0, "L", false, 0, "")
	d.CellFormat(width/2, line, d.drawable(p.Day), "", 1, "R", false, 0, "")
	d.Ln(9)
	d.ink(25, 25, 25)
	d.SetFont(family, "B", 17)
	d.MultiCell(width, 8, d.drawable(p.Title), "", "L", false)
	d.Ln(5)
}

func (d *sheet) body(p Page) {
	d.SetFont(family, "", 11)
	for _, paragraph := range Paragraphs(p.Text) {
		d.MultiCell(width, line, d.drawable(paragraph), "", "L", false)
		d.Ln(3.4)
	}
}

// end is the line for a signature, and what could not be drawn.
func (d *sheet) end(p Page) {
	if p.Sign != "" {
		if d.GetY() > 235 {
			d.AddPage()
		}
		d.Ln(17)
		d.SetDrawColor(120, 120, 120)
		d.SetLineWidth(0.2)
		d.Line(margin, d.GetY(), margin+75, d.GetY())
		d.Ln(1.5)
		d.ink(90, 90, 90)
		d.SetFont(family, "", 9)
		d.MultiCell(width, 4.5, p.Sign, "", "L", false)
	}
	if len(d.undrawn) > 0 {
		d.Ln(6)
		d.ink(140, 40, 30)
		d.SetFont(family, "", 9)
		d.MultiCell(width, 4.5, p.Undrawn+" "+codes(d.undrawn), "", "L", false)
	}
}

func (d *sheet) foot(p Page) {
	d.SetY(-24)
	d.ink(90, 90, 90)
	d.SetFont(family, "", 8)
	d.MultiCell(width, 4, d.drawable(p.Foot), "", "L", false)
}

func (d *sheet) ink(r, g, b int) { d.SetTextColor(r, g, b) }

// codes names letters by their numbers in Unicode, since they cannot be drawn.
func codes(all []rune) string {
	var out []string
	for _, r := range all {
		out = append(out, fmt.Sprintf("U+%04X", r))
	}
	return strings.Join(out, ", ")
}

// Paragraphs are the parts of a text between empty lines.
func Paragraphs(text string) (all []string) {
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.Trim(part, "\n"); part != "" {
			all = append(all, part)
		}
	}
	return all
}
