package people_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hearth/internal/people"
	"hearth/internal/platform/fault"
)

var update = flag.Bool("update", false, "write the golden files anew")

func (f *fixture) load(in people.ImportPeople) people.ImportReport {
	f.t.Helper()
	r, err := f.ImportPeople(f.ctx, head, in)
	if err != nil {
		f.t.Fatal(err)
	}
	f.whole(r)
	return r
}

// whole fails unless every row is accounted for.
func (f *fixture) whole(r people.ImportReport) {
	f.t.Helper()
	if sum := r.Created + r.Updated + r.Unchanged + len(r.Refused); sum != r.Rows {
		f.t.Errorf("%d rows, but %d created + %d updated + %d unchanged + %d refused", r.Rows, r.Created, r.Updated, r.Unchanged, len(r.Refused))
	}
	for _, x := range r.Refused {
		if x.Line < 2 || x.Reason == "" {
			f.t.Errorf("refused without line or sentence: %+v", x)
		}
	}
}

func csv(lines ...string) people.ImportPeople {
	return people.ImportPeople{Name: "people.csv", File: []byte(strings.Join(lines, "\n"))}
}

func TestImportingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		body, err := os.ReadFile("roster/testdata/semicolon-1252.csv")
		if err != nil {
			f.t.Fatal(err)
		}
		in := people.ImportPeople{Name: "semicolon-1252.csv", File: body}
		first := f.load(in)
		if first.Created != 4 || len(first.Refused) != 0 {
			f.t.Fatalf("first %+v", first)
		}
		again := f.load(in)
		if again.Unchanged != 4 || again.Created+again.Updated+len(again.Refused) != 0 {
			f.t.Errorf("again %+v", again)
		}
		p, err := people.Find(f.ctx, f.db, "1003")
		if err != nil {
			f.t.Fatal(err)
		}
		card, err := people.CardOf(f.ctx, f.db, p.ID)
		if err != nil || card.Name != "Jürgen Groß" || card.Manager != "Zoë Müller" || card.Since != "2019-03-15" || card.WeeklyHours != 37.5 {
			f.t.Errorf("card %+v, %v", card, err)
		}
	})
}

func TestADryRunTellsAndChangesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		f.load(csv("number,name,position,manager", "1,Ada Boss,Head,", "2,Bo Lund,Fitter,1", "3,Cy Gone,Fitter,1"))
		in := csv("number,name,position,manager", "1,Ada Boss,Head,", "2,Bo Lund,Foreman,1", "4,Di New,Fitter,Bo Lund", "5,Ed Bad,Fitter,Nobody Here")
		in.DryRun = true
		r := f.load(in)
		got, err := json.MarshalIndent(r, "", "  ")
		if err != nil {
			f.t.Fatal(err)
		}
		golden(f.t, "preview.json", append(got, '\n'))
		if _, err := people.Find(f.ctx, f.db, "4"); fault.KindOf(err) != fault.NotFound {
			f.t.Errorf("the dry run added somebody: %v", err)
		}
		in.DryRun = false
		done := f.load(in)
		if done.Created != r.Created || done.Updated != r.Updated || len(done.Refused) != len(r.Refused) {
			f.t.Errorf("the dry run said %+v, the import did %+v", r, done)
		}
		if _, err := people.Find(f.ctx, f.db, "3"); err != nil {
			f.t.Errorf("who is missing from a file stays: %v", err)
		}
	})
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs:\n%s", name, got)
	}
}

func TestTheWrongFileChangesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		for _, in := range []people.ImportPeople{csv("article,price", "screw,1"), csv(""), csv("number", "1"), csv("name,city", "Bo,Malmö"),
			{File: []byte("%PDF-1.7 …")}, {File: []byte("PK\x03\x04 no workbook")}} {
			_, err := f.ImportPeople(f.ctx, head, in)
			f.kind(err, fault.Invalid)
		}
		page, err := f.ListPeople(f.ctx, head, people.ListPeople{})
		if err != nil || len(page.Items) != 0 {
			f.t.Errorf("%d people, %v", len(page.Items), err)
		}
	})
}

func TestRowsAreRefusedWithTheirLine(t *testing.T) {
	t.Parallel()
	const header = "number,name,email,manager,start,end"
	for name, c := range map[string]struct {
		rows []string
		want map[int]string // line to a part of the sentence
	}{
		"nobody":           {[]string{",Bo Lund,,,,"}, map[int]string{2: "neither a personnel number nor"}},
		"twice":            {[]string{"1,Bo Lund,,,,", "1,Bo Lund,,,,"}, map[int]string{3: "Line 2 is about the same person"}},
		"same address":     {[]string{"1,Bo Lund,b@x.example,,,", "2,Bea Lund,B@X.example,,,"}, map[int]string{3: "Line 2 is about"}},
		"no manager":       {[]string{"1,Bo Lund,,77,,"}, map[int]string{2: "“77”"}},
		"two managers":     {[]string{"1,Anna Berg,,,,", "2,Anna Berg,,,,", "3,Bo Lund,,Anna Berg,,"}, map[int]string{4: "Anna Berg (1); Anna Berg (2)"}},
		"self":             {[]string{"1,Bo Lund,,1,,"}, map[int]string{2: "themselves"}},
		"circle":           {[]string{"1,Ann A,,3,,", "2,Bob B,,1,,", "3,Cid C,,2,,", "4,Dan D,,3,,"}, map[int]string{2: " → ", 3: " → ", 4: " → ", 5: "is refused"}},
		"bad address":      {[]string{"1,Bo Lund,bo at home,,,"}, map[int]string{2: "e-mail"}},
		"end before start": {[]string{"1,Bo Lund,,,2024-02-03,2024-02-01"}, map[int]string{2: "before the first"}},
		"ambiguous":        {[]string{"1,Bo Lund,,,03/04/2024,", "2,Bea Lund,,,2024-01-31,"}, map[int]string{2: "day first or month first"}},
		"mixed":            {[]string{"1,Bo Lund,,,13/04/2024,", "2,Bea Lund,,,04/13/2024,"}, map[int]string{2: "day first (line 2)", 3: "month first (line 3)"}},
		"no such day":      {[]string{"1,Bo Lund,,,2023-02-29,"}, map[int]string{2: "2023-02-29"}},
		"short year":       {[]string{"1,Bo Lund,,,13.04.24,"}, map[int]string{2: "two digits"}},
		"quoted newline":   {[]string{"1,\"Bo\nLund\",,,,", ",x,,,,"}, map[int]string{4: "neither"}},
		"too many cells":   {[]string{"1,Bo Lund,,,,,what"}, map[int]string{2: "more cells"}},
		"new chain":        {[]string{"1,Ann A,bad,,,", "2,Bob B,,1,,", "3,Cid C,,2,,"}, map[int]string{2: "e-mail", 3: "line 2", 4: "line 3"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(f *fixture) {
				r := f.load(csv(append([]string{header}, c.rows...)...))
				if len(r.Refused) != len(c.want) {
					f.t.Errorf("refused %+v, want lines %v", r.Refused, c.want)
				}
				for _, x := range r.Refused {
					if part, ok := c.want[x.Line]; !ok || !strings.Contains(x.Reason, part) {
						f.t.Errorf("line %d: %q, want %q", x.Line, x.Reason, part)
					}
				}
			})
		})
	}
}

func TestManagersAreFoundEveryWay(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		r := f.load(csv("\ufeffmanager\tname\tnumber\temail", "BOSS@x.example\tA A\t1\t", "Big Boss\tB B\t2\t", "Boss, Big\tC C\t3\t", "9\tD D\t4\t", "\tBig Boss\t9\tboss@x.example"))
		if r.Created != 5 {
			f.t.Fatalf("%+v", r)
		}
		boss, err := people.Find(f.ctx, f.db, "9")
		if err != nil {
			f.t.Fatal(err)
		}
		led, err := people.Reports(f.ctx, f.db, boss.ID)
		if err != nil || len(led) != 4 {
			f.t.Errorf("leads %d, %v", len(led), err)
		}
		// an address alone names somebody too, a hyphen empties, an empty cell says nothing
		r = f.load(csv("email,name,manager,number", "boss@x.example,Bigger Boss,,"))
		if r.Updated != 1 {
			f.t.Errorf("%+v", r)
		}
		r = f.load(csv("number,name,manager", "1,,-"))
		if led, _ = people.Reports(f.ctx, f.db, boss.ID); r.Updated != 1 || len(led) != 3 {
			f.t.Errorf("%+v, leads %d", r, len(led))
		}
		// a circle through the directory, not only through the file
		r = f.load(csv("number,name,manager", "9,,2"))
		if len(r.Refused) != 1 || !strings.Contains(r.Refused[0].Reason, "circle: ") {
			f.t.Errorf("%+v", r)
		}
	})
}

func TestSomebodyComesBack(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		f.load(csv("number,name,email,start,end", "1,Bo Lund,b@x.example,2020-01-01,2022-01-01"))
		again := csv("number,name,email,start,end", "7,Bo Lund,b@x.example,2024-01-01,")
		if r := f.load(again); r.Updated != 1 {
			f.t.Fatalf("%+v", r)
		}
		if r := f.load(again); r.Unchanged != 1 {
			f.t.Errorf("%+v", r)
		}
		p, err := people.Find(f.ctx, f.db, "1")
		if err != nil || p.PersonnelNumber != "7" || !p.Active {
			f.t.Errorf("%+v, %v", p, err)
		}
		if r := f.load(csv("number,name", "1,Bo Lund")); len(r.Refused) != 1 {
			f.t.Errorf("%+v", r)
		}
	})
}

func TestSpreadsheetsAreRead(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		book := excelize.NewFile()
		for cell, v := range map[string]any{"A3": "Eintritt", "B3": "Personal-Nr", "C3": "Nachname", "D3": "Vorname", "A4": 45366, "B4": 1042, "C4": "=1+1", "D4": "Eva",
			"A6": "2024-03-15", "B6": 46401234567, "C6": "Lund", "D6": "Bo"} {
			if err := book.SetCellValue("Sheet1", cell, v); err != nil {
				f.t.Fatal(err)
			}
		}
		body, err := book.WriteToBuffer()
		if err != nil {
			f.t.Fatal(err)
		}
		r := f.load(people.ImportPeople{Name: "people.xlsx", File: body.Bytes()})
		if r.Created != 2 {
			f.t.Fatalf("%+v", r)
		}
		p, err := people.Find(f.ctx, f.db, "1042")
		if err != nil || p.FamilyName != "=1+1" {
			f.t.Errorf("%+v, %v", p, err)
		}
		for _, number := range []string{"1042", "46401234567"} {
			p, err := people.Find(f.ctx, f.db, number)
			if err != nil {
				f.t.Fatal(err)
			}
			if e, err := people.EmploymentOf(f.ctx, f.db, p.ID); err != nil || e.Started != "2024-03-15" {
				f.t.Errorf("%+v, %v", e, err)
			}
		}
	})
}

// Whatever rows a file has, each is counted once, a dry run foretells the import, and the same file again changes nothing.
func TestEveryRowIsAccountedFor(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		r := rand.New(rand.NewPCG(7, 11))
		pick := func(all ...string) string { return all[r.IntN(len(all))] }
		for range 60 {
			lines := []string{"number,name,email,manager,start,unit,site"}
			for range r.IntN(25) {
				n := fmt.Sprint(r.IntN(12))
				lines = append(lines, strings.Join([]string{pick("", n, n, n), pick("Anna Berg", "Bo Lund", "\"Lund, Bo\"", "Zoë", ""),
					pick("", "", "a"+n+"@x.example", "bad"), pick("", "", fmt.Sprint(r.IntN(12)), "Anna Berg", "-"),
					pick("", "2024-01-02", "2025-05-06", "3/4/2024", "soon"), pick("", "Hall 1", "Works > Hall 1", "Plant > Hall 1"), pick("", "Malmby", "MALMBY")}, ","))
			}
			in := csv(lines...)
			in.DryRun = true
			said := f.load(in)
			in.DryRun = false
			did := f.load(in)
			if said.Created != did.Created || said.Updated != did.Updated || said.Unchanged != did.Unchanged {
				f.t.Fatalf("said %+v, did %+v:\n%s", said, did, in.File)
			}
			if again := f.load(in); again.Created+again.Updated != 0 {
				f.t.Fatalf("again %+v after %+v:\n%s", again, did, in.File)
			}
		}
	})
}

func TestAKilledRunCanBeRepeated(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		in := csv(roster(2500)...)
		in.Progress = func(done, _ int) {
			if done >= 800 {
				panic("killed")
			}
		}
		func() {
			defer func() { _ = recover() }() // the kill
			_, _ = f.ImportPeople(f.ctx, head, in)
		}()
		in.Progress = nil
		if r := f.load(in); r.Created != 2500 {
			f.t.Errorf("%d created, %d refused", r.Created, len(r.Refused))
		}
	})
}

// roster is the lines of a file of n people.
func roster(n int) []string {
	lines := []string{"personnel number,given name,family name,email,manager,start date,unit,site,position,weekly hours"}
	for i := range n {
		lines = append(lines, fmt.Sprintf("P%06d,Given%d,Family%d,p%d@big.example,%s,2020-02-%02d,Org > Division %d > Team %d,Site %d,Fitter,37.5",
			i, i%997, i%4999, i, map[bool]string{true: fmt.Sprintf("P%06d", i/10), false: ""}[i > 0], i%28+1, i%20, i%300, i%5))
	}
	return lines
}

func TestColumnsThatNobodyReadsAreTold(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		in := csv("number,name,shoe size,,name,starts", "1,Bo Lund,44,x,Bo,2024-01-02")
		in.DryRun = true
		if got, want := f.load(in).Unread(), []string{"shoe size", "name"}; !slices.Equal(got, want) {
			f.t.Errorf("got %q, want %q", got, want)
		}
	})
}
