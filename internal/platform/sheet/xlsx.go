package sheet

import (
	"archive/zip"
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/platform/locale"
)

// What a spreadsheet holds: rows of a sheet, and characters of a cell as UTF-16 counts them.
const (
	mostRows  = 1 << 20
	mostUnits = 32767
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// xlsxFile writes XLSX: each part as it comes, the list of sheets last. What does not fit on a sheet goes on on the next.
type xlsxFile struct {
	ctx     context.Context //nolint:containedctx // for the language of what is said of long texts; it lives for one Write
	t       Table
	zip     *zip.Writer
	sheet   *bufio.Writer
	columns []Column
	sheets  int
	rows    int // of this sheet
	most    int // rows of a sheet
}

func newXLSX(ctx context.Context, w io.Writer, t Table) *xlsxFile {
	return &xlsxFile{ctx: ctx, t: t, zip: zip.NewWriter(w), most: cmp.Or(t.most, mostRows)}
}

func (x *xlsxFile) header(columns []Column) error {
	x.columns = columns
	return x.begin()
}

// begin begins the next sheet with the titles.
func (x *xlsxFile) begin() error {
	x.sheets++
	x.rows = 0
	part, err := x.zip.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", x.sheets))
	if err != nil {
		return err
	}
	x.sheet = bufio.NewWriter(part)
	_, err = fmt.Fprintf(x.sheet, xmlHead+`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="%d" width="20" customWidth="1"/></cols><sheetData>`, len(x.columns))
	if err != nil {
		return err
	}
	titles := make([]Cell, len(x.columns))
	for i, c := range x.columns {
		titles[i] = Text(c.Title)
		if c.Instant {
			titles[i].text += " (" + x.t.Zone.String() + ")"
		}
	}
	return x.write(titles, bold)
}

func (x *xlsxFile) row(cells []Cell) error {
	if x.rows == x.most {
		if err := x.close(); err != nil {
			return err
		}
		if err := x.begin(); err != nil {
			return err
		}
	}
	return x.write(cells, plain)
}

// The styles, by their place in styles.xml. Texts have the format of texts, so that they stay texts when somebody edits them.
const (
	plain  = 1
	bold   = 2
	moment = 3
)

func (x *xlsxFile) write(cells []Cell, style int) error {
	x.rows++
	put(x.sheet, `<row r="`, strconv.Itoa(x.rows), `">`)
	for i, c := range cells {
		at := columnName(i) + strconv.Itoa(x.rows)
		serial, dated := 0.0, false
		if c.kind == instant {
			if serial, dated = days(c.at.In(x.t.Zone)); !dated {
				c = Text(c.at.In(x.t.Zone).Format(time.RFC3339))
			}
		}
		switch {
		case c.kind == number:
			put(x.sheet, `<c r="`, at, `"><v>`, c.text, `</v></c>`)
		case dated:
			put(x.sheet, `<c r="`, at, `" s="`, strconv.Itoa(moment), `"><v>`, strconv.FormatFloat(serial, 'f', -1, 64), `</v></c>`)
		case c.text != "":
			put(x.sheet, `<c r="`, at, `" s="`, strconv.Itoa(style), `" t="inlineStr"><is><t xml:space="preserve">`)
			x.escape(x.fitting(sound(c.text)))
			put(x.sheet, `</t></is></c>`)
		}
	}
	_, err := x.sheet.WriteString("</row>")
	return err
}

// fitting returns what of s fits into a cell: a text that is too long ends with a sentence that says how much is missing.
func (x *xlsxFile) fitting(s string) string {
	all := units(s)
	if all <= mostUnits {
		return s
	}
	said := func(n int) string {
		return " " + locale.T(x.ctx, "[%d more characters do not fit into a cell of a spreadsheet. The CSV file has them.]", n)
	}
	room, used := mostUnits-units(said(all)), 0
	for i, r := range s {
		n := 1 + b2i(r > 0xffff)
		if used+n > room {
			return s[:i] + said(all-used)
		}
		used += n
	}
	return s
}

// units counts as UTF-16 does.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += 1 + b2i(r > 0xffff)
	}
	return n
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// escape writes s as XML. What XML cannot hold, and what it would read otherwise, is written as _xHHHH_, as the format has it (ECMA-376, ST_Xstring); so is
// what could be read as the beginning of that.
func (x *xlsxFile) escape(s string) {
	for i, r := range s {
		switch {
		case r == '&':
			put(x.sheet, "&amp;")
		case r == '<':
			put(x.sheet, "&lt;")
		case r == '>':
			put(x.sheet, "&gt;")
		case r == '_' && escaped(s[i:]):
			put(x.sheet, "_x005F_")
		case r < ' ' && r != '\t' && r != '\n', r == 0xfffe, r == 0xffff:
			put(x.sheet, fmt.Sprintf("_x%04X_", r))
		default:
			var b [utf8.UTFMax]byte
			x.sheet.Write(b[:utf8.EncodeRune(b[:], r)]) //nolint:errcheck // the error stays, and the last write of a row returns it
		}
	}
}

// escaped reports whether s begins with _xHHHH: with what follows it may become _xHHHH_.
func escaped(s string) bool {
	return len(s) >= 6 && s[1] == 'x' && strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}

func (x *xlsxFile) close() error {
	put(x.sheet, "</sheetData></worksheet>")
	return x.sheet.Flush()
}

func (x *xlsxFile) end() error {
	if err := x.close(); err != nil {
		return err
	}
	var types, rels, list strings.Builder
	for n := 1; n <= x.sheets; n++ {
		name := x.t.Name
		if n > 1 {
			name = fmt.Sprintf("%.25s-%d", name, n)
		}
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, n)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, n+1, n)
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, name, n, n+1)
	}
	for _, part := range []struct{ name, body string }{
		{"xl/styles.xml", styles}, {"xl/workbook.xml", fmt.Sprintf(workbook, list.String())}, {"xl/_rels/workbook.xml.rels", fmt.Sprintf(relations, rels.String())},
		{"_rels/.rels", rootRelations}, {"[Content_Types].xml", fmt.Sprintf(contentTypes, types.String())},
	} {
		w, err := x.zip.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, xmlHead+part.body); err != nil {
			return err
		}
	}
	return x.zip.Close()
}

// columnName is A, B, …, Z, AA, …
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// days is a moment as spreadsheets count it: in days since the end of 1899, as the clocks of its zone show it. Before March 1900 and after 9999 they count wrong or not at all.
func days(at time.Time) (float64, bool) {
	if at.Year() > 9999 || at.Year() < 1900 || at.Year() == 1900 && at.Month() < time.March {
		return 0, false
	}
	_, offset := at.Zone()
	return float64(at.Unix()+int64(offset)-zero) / (24 * 60 * 60), true
}

var zero = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()
