package roster

import (
	"strings"
	"testing"
	"time"
)

// FuzzParse holds that a file gives one record for each row, and that what is taken as a date is one.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"Number,Name,Start\n1,Amina Yusuf,2020-01-02\n", "id;nom;prénom;email\n1;a;b;c@d.e\n", "Number,Name,Start\n1,a,03/04/2024\n2,b,13/04/2024\n",
		"Number,Name,Hours\n1,a,37.5\n2,b,x\n", "\"a\n", "Number,Name\n1,=1+1\n", "sep=;\na;b\n1;2\n", "Number\tName\n1\t\x00\n", "Number,Start\n1,45000\n"} {
		f.Add(s, "day")
	}
	f.Fuzz(func(t *testing.T, text, order string) {
		table, err := readText(text)
		if err != nil {
			return
		}
		records := Parse(table, Guess(table.Header), Order(order))
		if len(records.All) != len(table.Rows) {
			t.Fatalf("%d records of %d rows", len(records.All), len(table.Rows))
		}
		for _, r := range records.All {
			for _, field := range []Field{Started, Ended} {
				if v := r.Values[field]; v != "" && v != Clear && r.Wrong.Key == "" {
					if _, err := time.Parse(time.DateOnly, v); err != nil {
						t.Errorf("line %d: %q is taken as a date", r.Line, v)
					}
				}
			}
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026-11-26", "26.11.2026", "11/26/2026", "26 Nov 2026", "20261126", "45000", "1.1.26", "99999999999999999999", "2026-02-30", "", "31 décembre 2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range []column{{order: DayFirst}, {order: MonthFirst}, {ambiguous: true}, {mixed: true}, {order: DayFirst, from1904: true}} {
			day, wrong := c.date(text)
			if _, err := time.Parse(time.DateOnly, day); (err == nil) == (wrong.Key != "") {
				t.Errorf("%q: %q and %q", text, day, wrong.Key)
			}
		}
		given, family := split(text)
		if name := strings.Fields(strings.ReplaceAll(text, ",", " ")); len(name) > 0 && given+family == "" {
			t.Errorf("nothing is left of the name %q", text)
		}
	})
}
