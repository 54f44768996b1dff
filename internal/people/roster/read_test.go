package roster_test

import (
	"os"
	"strings"
	"testing"

	"hearth/internal/people/roster"
	"hearth/internal/platform/fault"
)

func file(t *testing.T, name string) []byte {
	t.Helper()
	body, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestFilesOfEveryKindAreRead(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		rows, line int // of the last row
		given      string
		started    string
		mapped     []roster.Field
	}{
		"semicolon-1252.csv": {4, 6, "Åsa", "2020-04-03", []roster.Field{roster.Number, roster.GivenName, roster.FamilyName, roster.Started, roster.Manager, roster.Hours, roster.Email}},
		"utf16le.csv":        {2, 3, "Noor", "2020-01-02", []roster.Field{roster.Number, roster.GivenName, roster.FamilyName, roster.Manager, roster.Started}},
		"french-sep.csv":     {2, 4, "Zoé", "2020-02-01", []roster.Field{roster.Number, roster.GivenName, roster.FamilyName, roster.Started, roster.Manager}},
		"polish.csv":         {1, 2, "Łucja", "2020-12-31", []roster.Field{roster.Number, roster.FullName, roster.Position, roster.Manager, roster.Started}},
		"portuguese.csv":     {1, 2, "João", "2020-12-31", []roster.Field{roster.Number, roster.FullName, roster.Position, roster.Manager, roster.Started}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table, err := roster.Read(file(t, name))
			if err != nil {
				t.Fatal(err)
			}
			m := roster.Guess(table.Header)
			for _, f := range want.mapped {
				if _, ok := m[f]; !ok {
					t.Errorf("no column for %s in %q", f, table.Header)
				}
			}
			if len(m) != len(want.mapped) {
				t.Errorf("mapped %v, want %v", m, want.mapped)
			}
			all := roster.Parse(table, m, roster.Unsaid).All
			if len(all) != want.rows {
				t.Fatalf("%d rows, want %d", len(all), want.rows)
			}
			last := all[len(all)-1]
			if last.Line != want.line || last.Wrong.Key != "" || last.Values[roster.GivenName] != want.given || last.Values[roster.Started] != want.started {
				t.Errorf("last row %+v, want line %d, %s, %s", last, want.line, want.given, want.started)
			}
		})
	}
}

func TestABrokenFileSaysWhere(t *testing.T) {
	t.Parallel()
	_, err := roster.Read(file(t, "broken-quote.csv"))
	f := fault.As(err)
	if f == nil || len(f.Args) != 1 || f.Args[0] != 2 {
		t.Errorf("got %v, want a fault that names line 2", err)
	}
}

func TestOnlyWhoeverImportsMaySayTheOrder(t *testing.T) {
	t.Parallel()
	table, err := roster.Read([]byte("number,name,start\n1,A,03/04/2024\n2,B,5/6/2024\n3,C,7/7/2024"))
	if err != nil {
		t.Fatal(err)
	}
	m := roster.Guess(table.Header)
	for order, want := range map[roster.Order]string{roster.Unsaid: "", roster.DayFirst: "2024-04-03", roster.MonthFirst: "2024-03-04"} {
		got := roster.Parse(table, m, order)
		if got.All[0].Values[roster.Started] != want || (want == "") != (got.All[0].Wrong.Key != "") || (want == "") != (len(got.Ask) == 1) {
			t.Errorf("order %q: %+v, want %q", order, got, want)
		}
	}
}

func TestMappingsAreCorrected(t *testing.T) {
	t.Parallel()
	header := []string{"Nr", "Wer", "Wo"}
	m, err := roster.Guess(header).With(header, map[string]string{"personnel_number": "nr", "name": "Wer", "site": "Wo"})
	if err != nil || m[roster.Number] != 0 || m[roster.FullName] != 1 || m[roster.Site] != 2 {
		t.Errorf("%v, %v", m, err)
	}
	if _, err := m.With(header, map[string]string{"site": "Nowhere", "colour": "Nr"}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("got %v, want a refusal", err)
	}
}

func TestFirstAndLastDaysHaveManyNames(t *testing.T) {
	t.Parallel()
	for field, headers := range map[roster.Field][]string{roster.Started: {"starts", "Start date", "Hire Date", "hired", "First day"}, roster.Ended: {"ends", "End date", "Last day", "Leaves"}} {
		for _, h := range headers {
			if got := roster.Guess([]string{"number", "name", h}); got[field] != 2 {
				t.Errorf("%q is taken for %v, want %s", h, got, field)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"semicolon-1252.csv", "utf16le.csv", "broken-quote.csv", "french-sep.csv"} {
		body, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		table, err := roster.Read(body)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatalf("not a sentence: %v", err)
			}
			return
		}
		got := roster.Parse(table, roster.Guess(table.Header), roster.Unsaid)
		if len(got.All) != len(table.Rows) {
			t.Fatalf("%d rows became %d records", len(table.Rows), len(got.All))
		}
		sheet := strings.HasPrefix(string(body), "PK")
		lines := strings.Count(string(body), "\n") + strings.Count(string(body), "\r") + 1
		for i, r := range got.All {
			if r.Line < 2 || i > 0 && r.Line <= got.All[i-1].Line || !sheet && r.Line > lines {
				t.Fatalf("record %d is said to be on line %d of %d", i, r.Line, lines)
			}
		}
	})
}
