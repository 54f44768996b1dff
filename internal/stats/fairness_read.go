package stats

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/platform/fault"
)

// maxBadRows is how many bad rows are told one by one before the reading stops.
const maxBadRows = 20

// maxName is how many characters the name of a cell or group may have.
const maxName = 200

// ReadDecisions reads CSV with a header that names the columns cell, group and outcome, in any order and case; other columns are ignored, and
// named in the report. The separator is the comma, or the semicolon or tab when the header has no comma. An outcome is granted, in_part, refused,
// out_of_scope, or 1, 0, yes, no. The rows are read one by one; only counts are kept.
//
// When a row cannot be used, the error is a fault with a sentence for each such line, of which the first 20 are told; there are no decisions then.
func ReadDecisions(in io.Reader) (*Decisions, error) {
	buffered := bufio.NewReaderSize(in, 64<<10)
	rows := csv.NewReader(buffered)
	rows.FieldsPerRecord, rows.ReuseRecord, rows.TrimLeadingSpace = -1, true, true
	rows.Comma = separator(buffered)
	header, err := rows.Read()
	if errors.Is(err, io.EOF) {
		return nil, fault.New(fault.Invalid, "There is nothing to read. Give CSV whose first line is cell,group,outcome.")
	}
	if err != nil {
		return nil, unreadable(err)
	}
	d := &Decisions{}
	columns, err := d.columns(header)
	if err != nil {
		return nil, err
	}
	width := len(header)
	var bad fault.Fields
	for len(bad) < maxBadRows {
		row, err := rows.Read()
		switch {
		case errors.Is(err, io.EOF) && len(bad) == 0:
			return d, nil
		case errors.Is(err, io.EOF):
			return nil, badRows(bad)
		case err != nil && len(bad) == 0:
			return nil, unreadable(err)
		case err != nil: // after broken quoting the lines cannot be told apart
			return nil, badRows(bad)
		}
		line, _ := rows.FieldPos(0)
		key, args := d.addRow(row, width, columns)
		bad.Need(key == "", fmt.Sprintf("line %d", line), key, args...)
	}
	return nil, badRows(bad)
}

// separator finds out what separates the columns, and passes over a byte order mark.
func separator(in *bufio.Reader) rune {
	if mark, _ := in.Peek(3); string(mark) == "\ufeff" {
		_, _ = in.Discard(3) // they were peeked at
	}
	start, _ := in.Peek(4 << 10) // an error is met again by the reader
	header, _, _ := bytes.Cut(start, []byte("\n"))
	switch {
	case bytes.ContainsRune(header, ','):
		return ','
	case bytes.ContainsRune(header, ';'):
		return ';'
	case bytes.ContainsRune(header, '\t'):
		return '\t'
	}
	return ','
}

// columns returns where cell, group and outcome stand.
func (d *Decisions) columns(header []string) (at [3]int, err error) {
	names := [3]string{"cell", "group", "outcome"}
	at = [3]int{-1, -1, -1}
	for i, h := range header {
		name := strings.ToLower(strings.TrimSpace(h))
		switch n := slices.Index(names[:], name); {
		case n < 0:
			d.ignored = append(d.ignored, shown(h))
		case at[n] >= 0:
			return at, fault.New(fault.Invalid, "The header names the column %s twice. Keep one of them.", name)
		default:
			at[n] = i
		}
	}
	for n, i := range at {
		if i < 0 {
			return at, fault.New(fault.Invalid, "The header has no column %s. The first line must name the columns cell, group and outcome.", names[n])
		}
	}
	return at, nil
}

// addRow counts a row, or says in a sentence why it cannot.
func (d *Decisions) addRow(row []string, width int, columns [3]int) (key string, args []any) {
	if len(row) != width {
		return "This line has %d columns and the header has %d.", []any{len(row), width}
	}
	cell, group, outcome := strings.TrimSpace(row[columns[0]]), strings.TrimSpace(row[columns[1]]), strings.TrimSpace(row[columns[2]])
	switch {
	case cell == "":
		return "The cell is empty. Name the cell, or take the line out.", nil
	case group == "":
		return "The group is empty. Name the group, or take the line out.", nil
	case !utf8.ValidString(cell) || !utf8.ValidString(group):
		return "The text is not UTF-8. Save the file as CSV in UTF-8.", nil
	case utf8.RuneCountInString(cell) > maxName || utf8.RuneCountInString(group) > maxName:
		return "The name of a cell or group has more than %d characters. Is a quotation mark missing?", []any{maxName}
	}
	switch strings.ToLower(outcome) {
	case "granted", "in_part", "1", "yes":
		d.Add(cell, group, true)
	case "refused", "0", "no":
		d.Add(cell, group, false)
	case "out_of_scope":
		d.AddOutOfScope()
	default:
		return "The outcome %q is not known. Write granted, in_part, refused or out_of_scope; or 1, 0, yes or no.", []any{shown(outcome)}
	}
	return "", nil
}

// shown returns text that fits into a sentence.
func shown(text string) string {
	text = strings.ToValidUTF8(text, "�")
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}

func badRows(bad fault.Fields) error {
	if len(bad) == maxBadRows {
		return &fault.Error{Kind: fault.Invalid, Key: "These lines cannot be used; reading stopped after %d of them.", Args: []any{maxBadRows}, Fields: bad}
	}
	return &fault.Error{Kind: fault.Invalid, Key: "These lines cannot be used:", Fields: bad}
}

func unreadable(err error) error {
	if syntax, ok := errors.AsType[*csv.ParseError](err); ok {
		return fault.New(fault.Invalid, "Line %d is no CSV: %s.", syntax.Line, syntax.Err.Error())
	}
	return fmt.Errorf("read decisions: %w", err)
}
