// Package paper draws the printable copy of a letter as a PDF with a title, a language and real text.
package paper

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
)

// font holds the typeface, which tools/assets puts there; in a tree without it no letter can be printed.
//
//go:embed all:font
var font embed.FS

// Page is what a letter says.
type Page struct {
	Language  string
	From      string // whose letter it is
	Reference string
	Day       string
	Title     string
	Text      string // paragraphs with an empty line between them
	Notice    string // above the letter, such as that it was replaced; "" for none
	Sign      string // below the line for a signature
	Author    string
	Foot      string
	Undrawn   string // in front of the letters that the typeface does not have
	At        time.Time
}

const (
	margin = 25.0 // in millimetres, as all lengths here
	width  = 210 - 2*margin
	line   = 5.8
	family = "letter"
)

// absent stands in the text where a letter cannot be drawn.
const absent = '?'

// Print draws a page. A letter of the text that the typeface lacks is drawn as a question mark, and named at the end.
func Print(p Page) ([]byte, error) {
	regular, err := font.ReadFile("font/regular.ttf")
	bold, err2 := font.ReadFile("font/bold.ttf")
	if err := errors.Join(err, err2); err != nil {
		return nil, fmt.Errorf("the typeface of letters is not built in, run `npm ci && npm run build`: %w", err)
	}
	has, err := covers(regular)
	if err != nil {
		return nil, err
	}
	d := &sheet{Fpdf: fpdf.New("P", "mm", "A4", ""), has: has}
	d.AddUTF8FontFromBytes(family, "", regular)
	d.AddUTF8FontFromBytes(family, "B", bold)
	d.SetTitle(p.Title, true)
	d.SetAuthor(p.From, true)
	d.SetSubject(p.Reference, true)
	d.SetCreator("Hearth", true)
	d.SetLang(p.Language)
	d.SetCreationDate(p.At)
	d.SetModificationDate(p.At)
	d.SetCatalogSort(true)
	d.SetMargins(margin, 22, margin)
	d.SetAutoPageBreak(true, 32)
	d.SetFooterFunc(func() { d.foot(p) })
	d.AddPage()
	d.head(p)
	d.body(p)
	var out bytes.Buffer
	if err := d.Output(&out); err != nil {
		return nil, fmt.Errorf("print letter: %w", err)
	}
	return out.Bytes(), nil
}

// sheet is a document being drawn.
type sheet struct {
	*fpdf.Fpdf
	has     func(rune) bool
	undrawn []rune
}

// drawable is a text with question marks for the letters that cannot be drawn, which it remembers.
func (d *sheet) drawable(text string) string {
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
	if len(d.undrawn) > 0 {
		d.Ln(6)
		d.ink(140, 40, 30)
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
