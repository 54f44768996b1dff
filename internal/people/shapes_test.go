package people_test

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"hearth/internal/people"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/mail/mailtest"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// many fills the directory with n people of odd names.
func (f *fixture) many(n int) {
	f.t.Helper()
	var rows [][]any
	for i := range n {
		given, family, email := fmt.Sprintf("Given%d", i), fmt.Sprintf("Family%d", i), fmt.Sprintf("person.%d@ferrow-lund.example", i)
		rows = append(rows, []any{ident.New(), given, family, "", "", "", "", email, "", "", "", true, "", family, email, f.db.Now(), f.db.Now(), false})
	}
	err := f.db.Tx(f.ctx, func(tx *store.Tx) error {
		return tx.InsertAll(f.ctx, "people_person", []string{"id", "given_name", "family_name", "preferred_name", "pronouns", "language", "time_zone", "email", "phone", "postal_address", "theme", "keys",
			"own", "sort_name", "search", "created_at", "updated_at", "outside"}, rows)
	})
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) resembles(name, address string) string {
	f.t.Helper()
	id, err := f.Resembles(f.ctx, name, address)
	if err != nil {
		f.t.Fatal(err)
	}
	return id
}

// A stranger is told from everybody without reading everybody: in a directory of many, each question goes by an index, and who was added since is read alone.
func TestAStrangerIsComparedWithoutReadingTheDirectory(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		f.many(3000)
		amina := f.add(people.SavePerson{GivenName: "Amina", FamilyName: "Diallo", Email: "amina@ferrow-lund.example", PersonnelNumber: "1"})
		if id := f.resembles("Amina Diallo", "amina@elsewhere.example"); id != amina.ID {
			t.Errorf("the name of a member leads to %q", id)
		}
		var mu sync.Mutex
		var asked []string
		f.db.Watch(func(query string) {
			mu.Lock()
			defer mu.Unlock()
			asked = append(asked, query)
		})
		for i := range 3 {
			p := f.outsider(fmt.Sprintf("Stranger %d", i), fmt.Sprintf("s%d@elsewhere.example", i), "")
			if _, err := people.FindAnyone(f.ctx, f.db, p.Email); err != nil {
				t.Error(err)
			}
			f.resembles("Nobody", "nobody@elsewhere.example")
		}
		if _, err := people.Find(f.ctx, f.db, "1"); err != nil {
			t.Error(err)
		}
		if _, err := people.FindMany(f.ctx, f.db, []string{"1", "amina@ferrow-lund.example"}); err != nil {
			t.Error(err)
		}
		f.add(people.SavePerson{GivenName: "Bo", FamilyName: "Lund", Email: "bo@ferrow-lund.example", PersonnelNumber: "2"})
		f.db.Watch(nil)
		if f.db.Dialect() != store.SQLite {
			return
		}
		seen := 0
		for _, query := range asked {
			if !strings.Contains(query, "people_person") && !strings.Contains(query, "people_employment") || !strings.HasPrefix(strings.TrimSpace(query), "SELECT") {
				continue
			}
			seen++
			if bad := f.scans(query); len(bad) > 0 {
				t.Errorf("%s: %q", query, bad)
			}
		}
		if seen < 10 {
			t.Errorf("%d questions were seen: %q", seen, asked)
		}
		if len(f.scans(`SELECT p.id FROM people_person p WHERE p.email = $1`)) == 0 {
			t.Error("a look at everybody is not noticed")
		}
	})
}

func (f *fixture) change(in people.SavePerson) {
	f.t.Helper()
	if _, err := f.EditPerson(f.ctx, admin, in); err != nil {
		f.t.Fatal(err)
	}
}

// scans are the steps of a query's plan that read all people.
func (f *fixture) scans(query string) (bad []string) {
	f.t.Helper()
	for _, step := range dbtest.Plan(f.t, f.db, query) {
		if strings.HasPrefix(step, "SCAN") && step != "SCAN CONSTANT ROW" {
			bad = append(bad, step)
		}
	}
	return bad
}

// What is known of how everybody looks follows the directory, and puts nobody in doubt for what somebody was called once, or who is not there any more.
func TestLooksFollowTheDirectory(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		amina := f.add(people.SavePerson{GivenName: "Amina", FamilyName: "Diallo", Email: "amina@ferrow-lund.example", PersonnelNumber: "1"})
		if id := f.resembles("Amina Diallo", "x@elsewhere.example"); id != amina.ID {
			t.Errorf("got %q", id)
		}
		f.change(people.SavePerson{ID: amina.ID, GivenName: "Amina", FamilyName: "Okafor", Email: "okafor@ferrow-lund.example", PersonnelNumber: "1"})
		for _, c := range []struct{ name, address, want string }{
			{"Amina Diallo", "x@elsewhere.example", ""}, {"Amina Okafor", "x@elsewhere.example", amina.ID}, {"Аmina 0kafor", "x@elsewhere.example", amina.ID},
			{"Nobody", "0kafor@ferrow-lund.example", amina.ID}, {"Nobody", "arnina@ferrow-lund.example", ""}, {"Nobody", "who@ferrow-1und.example", amina.ID}, {"Amina Okafor", "okafor@ferrow-lund.example", ""},
		} {
			if id := f.resembles(c.name, c.address); id != c.want {
				t.Errorf("%s <%s> leads to %q, want %q", c.name, c.address, id, c.want)
			}
		}
		bo := f.add(people.SavePerson{GivenName: "Bo", FamilyName: "Lund", Email: "bo@ferrow-1und.example", PersonnelNumber: "2"})
		if d, err := f.DoubtOf(f.ctx, amina.ID); err != nil || d.Other != bo.ID {
			t.Errorf("a domain that looks alike: %+v, %v", d, err)
		}
		f.change(people.SavePerson{ID: bo.ID, GivenName: "Bo", FamilyName: "Lund", Email: "bo@elsewhere.example", PersonnelNumber: "2"})
		if d, err := f.DoubtOf(f.ctx, amina.ID); err != nil || d.Why != "" {
			t.Errorf("a domain where nobody is any more: %+v, %v", d, err)
		}
		if err := f.db.Tx(f.ctx, func(tx *store.Tx) error {
			for _, sql := range []string{`DELETE FROM people_employment WHERE person_id = $1`, `DELETE FROM people_person WHERE id = $1`} {
				if _, err := tx.Exec(f.ctx, sql, amina.ID); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if id := f.resembles("Amina Okafor", "x@elsewhere.example"); id != "" {
			t.Errorf("who is gone is found as %q", id)
		}
	})
}

// What everybody looks like takes little memory, however many they are, kept and while it is read. It does not run beside other tests, whose heap it would measure.
func TestLooksTakeLittleMemory(t *testing.T) {
	const n = 20_000
	f := newFixture(t, dbtest.Open(t, store.SQLite, schema, nil))
	f.many(n)
	runtime.GC()
	before := mailtest.Heap()
	most := mailtest.HeapGrowth(func() { f.resembles("Nobody", "nobody@elsewhere.example") })
	runtime.GC()
	kept := mailtest.Heap() - before
	runtime.KeepAlive(f)
	t.Logf("%d bytes for each of %d people, at most %d while they were read", kept/n, n, most/n)
	if kept/n > 200 || most/n > 1200 {
		t.Errorf("%d bytes for each person, at most %d while they were read", kept/n, most/n)
	}
}
