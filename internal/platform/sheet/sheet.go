// Package sheet writes a table as CSV and as XLSX, row by row: what a table takes in memory does not grow with its rows. Every cell is text unless its maker says that
// it is a number or an instant; no text becomes a formula.
//
// CSV is RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know the encoding, and every text in quotation marks. Where a text could begin a
// formula it gets an apostrophe; Plain takes that away again. Instants are RFC 3339.
//
// XLSX holds texts as texts, numbers and instants as what they are, and nothing else: no formula, link or macro. It is written here and not by the library that reads
// what people import, as that one keeps a whole table in a temporary file and cuts long texts without a word.
package sheet

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Format is a kind of file.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// ContentType is the media type of a format.
func (f Format) ContentType() string {
	if f == XLSX {
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "text/csv; charset=utf-8"
}

// Table is what is written. Rows is read once, until it ends or yields an error; a row has a cell for each column.
type Table struct {
	Name    string // of the file, without its ending, and of the sheet: letters, digits and hyphens, at most 31
	Columns []Column
	Rows    iter.Seq2[[]Cell, error]
	Zone    *time.Location // in which XLSX, which knows no zones, has instants; nil: UTC

	// Done, unless it is nil, is told at last how many rows were written, none while nothing had left the buffer, and whether the file is whole. Write returns its error.
	Done func(rows int, whole bool) error

	most int // rows of an XLSX sheet; 0: what a spreadsheet holds
}

// Column is a column. Where it holds instants, XLSX has the zone in its title.
type Column struct {
	Title   string
	Instant bool
}

type kind byte

const (
	text kind = iota
	number
	instant
)

// Cell is what stands in a row and a column; the zero value is empty.
type Cell struct {
	kind kind
	text string // of a number: its digits
	at   time.Time
}

// Text is a cell that holds a text, whatever it looks like.
func Text(s string) Cell { return Cell{text: s} }

// Number is a cell that holds a number; one that is not finite is empty.
func Number(n float64) Cell {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return Cell{}
	}
	return Cell{kind: number, text: strconv.FormatFloat(n, 'f', -1, 64)}
}

var decimal = regexp.MustCompile(`^-?[0-9]{1,30}(\.[0-9]{1,30})?$`)

// Exact is a cell that holds the decimal number that s writes, such as -38.50, digit by digit; whatever else s says is a text.
func Exact(s string) Cell {
	if !decimal.MatchString(s) {
		return Text(s)
	}
	return Cell{kind: number, text: s}
}

// Instant is a cell that holds a moment; the zero time is empty.
func Instant(at time.Time) Cell {
	if at.IsZero() {
		return Cell{}
	}
	return Cell{kind: instant, at: at}
}

// Write writes t to w as a file of a format. When it returns an error the file is not whole, and must not pass for one.
func Write(ctx context.Context, w io.Writer, f Format, t Table) error {
	if t.Zone == nil {
		t.Zone = time.UTC
	}
	sent := &sending{w: w}
	n, err := writeRows(ctx, sent, f, t)
	if t.Done == nil {
		return err
	}
	if !sent.begun {
		n = 0
	}
	return errors.Join(err, t.Done(n, err == nil))
}

// sending knows whether anything was sent.
type sending struct {
	w     io.Writer
	begun bool
}

// Write implements io.Writer.
func (s *sending) Write(b []byte) (int, error) {
	n, err := s.w.Write(b)
	s.begun = s.begun || n > 0
	return n, err
}

// writeRows returns how many rows it wrote.
func writeRows(ctx context.Context, w io.Writer, f Format, t Table) (n int, err error) {
	buffer := bufio.NewWriterSize(w, 32<<10)
	var to writer = &csvFile{w: buffer, zone: t.Zone}
	if f == XLSX {
		to = newXLSX(ctx, buffer, t)
	}
	if err := to.header(t.Columns); err != nil {
		return n, err
	}
	for row, err := range t.Rows {
		if err != nil {
			return n, err
		}
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if len(row) != len(t.Columns) {
			return n, fmt.Errorf("sheet: a row has %d cells, and there are %d columns", len(row), len(t.Columns))
		}
		if err := to.row(row); err != nil {
			return n, err
		}
		n++
	}
	if err := to.end(); err != nil {
		return n, err
	}
	return n, buffer.Flush()
}

// writer is a format.
type writer interface {
	header(columns []Column) error
	row(cells []Cell) error
	end() error
}

// put writes parts of a row.
func put(w *bufio.Writer, parts ...string) {
	for _, p := range parts {
		w.WriteString(p) //nolint:errcheck // the error stays, and the last write of a row returns it
	}
}

// csvFile writes CSV.
type csvFile struct {
	w    *bufio.Writer
	zone *time.Location
}

func (c *csvFile) header(columns []Column) error {
	if _, err := c.w.WriteString("\ufeff"); err != nil {
		return err
	}
	cells := make([]Cell, len(columns))
	for i := range columns {
		cells[i] = Text(columns[i].Title)
	}
	return c.row(cells)
}

func (c *csvFile) row(cells []Cell) error {
	for i, cell := range cells {
		if i > 0 {
			put(c.w, ",")
		}
		switch cell.kind {
		case number:
			put(c.w, cell.text)
		case instant:
			put(c.w, cell.at.In(c.zone).Format(time.RFC3339))
		case text:
			if cell.text != "" {
				put(c.w, `"`, strings.ReplaceAll(Harmless(sound(cell.text)), `"`, `""`), `"`)
			}
		}
	}
	_, err := c.w.WriteString("\r\n")
	return err
}

func (c *csvFile) end() error { return nil }

// sound returns s with what no text file holds made visible: bytes that are no UTF-8 as U+FFFD, the zero byte as its picture.
func sound(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	return strings.ReplaceAll(s, "\x00", "\u2400")
}
