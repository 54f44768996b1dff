package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/sheet"
)

// Table is a file as it was read: its first row that is not empty, and the rows below that have something in them.
type Table struct {
	Header []string
	Rows   []Row
	From04 bool // dates that are numbers of days count from 1904
}

// Row is one row; Line is where it begins in the file, counted from 1.
type Row struct {
	Line  int
	Cells []string
}

// cell returns the text of a column without spaces at its ends; a ragged row has none beyond its end.
func (r Row) cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return strings.TrimSpace(strings.ReplaceAll(r.Cells[column], "\u00a0", " "))
}

func (r Row) empty() bool {
	for i := range r.Cells {
		if r.cell(i) != "" {
			return false
		}
	}
	return true
}

const longest = 20 // lines in one cell; more is a quotation mark that nobody closed

// Read reads a file by what is in it, whatever its name. It returns a fault with a sentence when it cannot be read as a table.
func Read(body []byte) (Table, error) {
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return Table{}, fault.New(fault.Invalid, "The file is empty.")
	case bytes.HasPrefix(body, []byte("PK\x03\x04")):
		return readXLSX(body)
	case bytes.HasPrefix(body, []byte("\xd0\xcf\x11\xe0")):
		return Table{}, fault.New(fault.Invalid, "This is a spreadsheet of the old kind. Save it as .xlsx or as CSV, and choose it again.")
	case bytes.HasPrefix(body, []byte("%PDF")):
		return Table{}, fault.New(fault.Invalid, "This is no table. Choose a CSV or XLSX file.")
	}
	text, err := decode(body)
	if err != nil {
		return Table{}, err
	}
	return readText(text)
}

// decode returns the text of body: UTF-8, UTF-16, or else Windows-1252.
func decode(body []byte) (string, error) {
	var err error
	switch order, wide := wideOrder(body); {
	case wide:
		body, err = unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(body)
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		body = body[3:]
	case !utf8.Valid(body):
		body, err = charmap.Windows1252.NewDecoder().Bytes(body)
	}
	if err != nil || bytes.IndexByte(body, 0) >= 0 || !utf8.Valid(body) {
		return "", fault.New(fault.Invalid, "This is no table. Choose a CSV or XLSX file.")
	}
	return string(body), nil
}

// wideOrder reports whether body is UTF-16, by its mark or by its zero bytes.
func wideOrder(body []byte) (unicode.Endianness, bool) {
	switch {
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		return unicode.BigEndian, true
	case len(body) < 4 || len(body)%2 != 0:
		return unicode.LittleEndian, false
	case body[1] == 0 && body[3] == 0 && body[0] != 0:
		return unicode.LittleEndian, true
	case body[0] == 0 && body[2] == 0 && body[1] != 0:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

func readText(text string) (Table, error) {
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	first, skipped := 0, text
	comma := separator(text)
	if line, rest, _ := strings.Cut(text, "\n"); len(strings.TrimSpace(line)) == 5 && strings.HasPrefix(strings.ToLower(line), "sep=") {
		comma, skipped, first = rune(line[4]), rest, 1
	}
	rows, err := records(skipped, comma, false)
	if errors.Is(err, csv.ErrBareQuote) {
		rows, err = records(skipped, comma, true)
	}
	if broken, ok := errors.AsType[*csv.ParseError](err); ok {
		return Table{}, fault.New(fault.Invalid, "Line %d: a quotation mark is not where it belongs, so we cannot tell where the row ends. Correct it and choose the file again.",
			broken.StartLine+first)
	}
	if err != nil {
		return Table{}, err
	}
	for i := range rows {
		rows[i].Line += first
	}
	return table(rows)
}

func records(text string, comma rune, lazy bool) ([]Row, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, lazy
	var rows []Row
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		for i, c := range cells {
			if strings.Count(c, "\n") > longest {
				return nil, &csv.ParseError{StartLine: line, Line: line, Err: csv.ErrQuote}
			}
			cells[i] = sheet.Plain(c) // "'+49 40 1" is how careful programs write "+49 40 1"
		}
		rows = append(rows, Row{Line: line, Cells: cells})
	}
}

// separator returns what parts the columns: the candidate that the first line holds most often outside quotation marks.
func separator(text string) rune {
	count, quoted := map[rune]int{}, false
	for _, r := range strings.TrimLeft(text, "\r\n ") {
		if r == '"' {
			quoted = !quoted
		}
		if r == '\n' && !quoted {
			break
		}
		if !quoted {
			count[r]++
		}
	}
	best := ','
	for _, r := range []rune{';', '\t', '|'} {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}

// table takes the first row with something in it as the header and leaves out empty rows.
func table(rows []Row) (Table, error) {
	var t Table
	for _, r := range rows {
		switch {
		case r.empty():
		case t.Header == nil:
			for i := range r.Cells {
				t.Header = append(t.Header, r.cell(i))
			}
		default:
			t.Rows = append(t.Rows, r)
		}
	}
	if t.Header == nil {
		return t, fault.New(fault.Invalid, "The file is empty.")
	}
	return t, nil
}
