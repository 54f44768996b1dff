package people_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// writes makes or finds the person whom a mail came from.
func (f *fixture) writes(name, address, language string) (people.Person, error) {
	var p people.Person
	err := f.db.Tx(f.ctx, func(tx *store.Tx) (err error) {
		p, err = people.Outsider(f.ctx, tx, name, address, language)
		return err
	})
	return p, err
}

func (f *fixture) outsider(name, address, language string) people.Person {
	f.t.Helper()
	p, err := f.writes(name, address, language)
	if err != nil {
		f.t.Fatal(err)
	}
	return p
}

func TestWhoWritesIsFoundOrBecomesAnOutsider(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		amina := f.add(people.SavePerson{GivenName: "Amina", FamilyName: "Diallo", Email: "amina@ferrow-lund.example", PersonnelNumber: "1"})
		if p := f.outsider("Somebody Else", "AMINA@ferrow-lund.example", "de"); p.ID != amina.ID || p.Outside || !p.Active || p.Language != "en" {
			t.Errorf("a member who writes is %+v", p)
		}
		mara := f.outsider("Mara  Lindqvist\r\n", "Mara.Lindqvist@mail.example", "sv")
		if !mara.Outside || mara.Active || mara.DisplayName() != "Mara Lindqvist" || mara.Email != "mara.lindqvist@mail.example" || mara.Language != "sv" {
			t.Errorf("a candidate is %+v", mara)
		}
		if again := f.outsider("M. L.", "mara.lindqvist@MAIL.example", "de"); again.ID != mara.ID || again.DisplayName() != "Mara Lindqvist" || again.Language != "sv" {
			t.Errorf("the same candidate is %+v", again)
		}
		n := 0
		for given, want := range map[string]string{"": "b", " \u200b\x00": "b", "…": "b", strings.Repeat("é", 500): strings.Repeat("é", 120),
			"Tom\u202egnp.exe\u2069": "Tomgnp.exe", "A\tB\u2028C\x7f": "A B C", "bad \xff bytes": "bad bytes", "می\u200cخواهم": "می\u200cخواهم"} {
			n++
			address := fmt.Sprintf("b@x%d.example", n)
			if p := f.outsider(given, address, "no language at all"); p.DisplayName() != want || p.Language != "en" {
				t.Errorf("the name %q became %q in %q", given, p.DisplayName(), p.Language)
			}
		}
	})
}

// TestAnAddressIsNobodyElses gives addresses that fold to a member's and are another mailbox.
func TestAnAddressIsNobodyElses(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		amina := f.add(people.SavePerson{GivenName: "Amina", FamilyName: "Kovac", Email: "kim@ferrow-lund.example", PersonnelNumber: "1"})
		if folded := people.FoldEmail("\u212aim@ferrow-lund.example"); folded != amina.Email {
			t.Fatalf("the attack does not fold to the member's address any more, but to %s: this test shows nothing", folded)
		}
		for _, address := range []string{"\u212aim@ferrow-lund.example", "ｋim@ferrow-lund.example", "kim@ferrow-lund.exampl\u24d4", "kim@ferrow\u2010lund.example\u200b",
			"kim", "", "@x.example", "kim@", "a@b@c", "k im@x.example", "kim@x.example, other@x.example", "kim@x.example\r\nBcc: y@x.example",
			strings.Repeat("k", 250) + "@x.example", "k\xff@x.example"} {
			p, err := f.writes("Kim", address, "")
			if err == nil && (p.ID == amina.ID || !p.Outside) {
				t.Errorf("%q is taken for %s", address, p.Email)
			}
			f.kind(err, fault.Invalid)
		}
		// The letters of one's own script are an address like any other.
		if p := f.outsider("Юлия", "ЮЛИЯ@почта.example", "ru"); p.Email != "юлия@почта.example" {
			t.Errorf("got %s", p.Email)
		}
	})
}

func TestAnOutsiderIsNobodyToAllButHR(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		f.add(people.SavePerson{GivenName: "Amina", FamilyName: "Diallo", Email: "amina@ferrow-lund.example", PersonnelNumber: "1"})
		mara := f.outsider("Mara Lindqvist", "mara@mail.example", "sv")
		for _, ref := range []string{mara.ID, "mara@mail.example", "MARA@mail.example "} {
			_, err := people.Find(f.ctx, f.db, ref)
			f.kind(err, fault.NotFound)
			_, err = f.FindColleague(f.ctx, plain, people.FindPerson{Ref: ref})
			f.kind(err, fault.NotFound)
			if p, err := people.FindAnyone(f.ctx, f.db, ref); err != nil || p.ID != mara.ID {
				t.Errorf("HR finds %v by %s: %v", p, ref, err)
			}
		}
		_, unknown := people.Find(f.ctx, f.db, "nobody@mail.example")
		if _, err := people.Find(f.ctx, f.db, "mara@mail.example"); strings.ReplaceAll(err.Error(), "mara", "nobody") != unknown.Error() {
			t.Errorf("%q tells an outsider from nobody, who is %q", err, unknown)
		}
		for _, c := range []struct {
			by    authz.Actor
			meets bool
		}{{agent, true}, {head, true}, {admin, false}} {
			f.meets(c.by, mara, c.meets)
		}
		if n, err := people.Count(f.ctx, f.db); err != nil || n != 1 {
			t.Errorf("the workforce counts %d: %v", n, err)
		}
		f.holdsNothing(mara)
	})
}

// meets checks whether by sees an outsider in the directory, by every way into it.
func (f *fixture) meets(by authz.Actor, p people.Person, want bool) {
	f.t.Helper()
	for _, q := range []string{"", "lindq"} {
		page, err := f.ListPeople(f.ctx, by, people.ListPeople{Q: q})
		got := slices.ContainsFunc(page.Items, func(e people.Entry) bool { return e.ID == p.ID && e.Outside && !e.Active })
		if err != nil || got != want {
			f.t.Errorf("%v sees the outsider in the list: %v, %v", by.Roles, got, err)
		}
	}
	_, shown := f.ShowPerson(f.ctx, by, people.ReadPerson{ID: p.ID})
	if (shown == nil) != want || !want && fault.KindOf(shown) != fault.NotFound {
		f.t.Errorf("%v opens the outsider's page: %v", by.Roles, shown)
	}
	if by.Has(authz.Agent) {
		return
	}
	_, forForm := f.ShowEdit(f.ctx, by, people.ReadPerson{ID: p.ID})
	_, changed := f.EditPerson(f.ctx, by, people.SavePerson{ID: p.ID, GivenName: "Mara", FamilyName: "Lindqvist", Email: p.Email})
	for _, err := range []error{forForm, changed} {
		if (err == nil) != want || !want && fault.KindOf(err) != fault.NotFound {
			f.t.Errorf("%v changes the outsider: %v", by.Roles, err)
		}
	}
	if now, err := people.ByID(f.ctx, f.db, p.ID); err != nil || !now.Outside {
		f.t.Errorf("a name that HR put right made a member of the outsider: %v", err)
	}
}

// holdsNothing gives an outsider everything that only a member can hold.
func (f *fixture) holdsNothing(p people.Person) {
	f.t.Helper()
	for _, role := range people.AllRoles() {
		_, err := f.GrantRole(f.ctx, admin, people.SaveRole{PersonID: p.ID, Role: role})
		f.kind(err, fault.NotFound)
	}
	_, err := f.SaveTeam(f.ctx, head, people.SaveTeam{ID: "pay", Name: "Payroll", Members: []string{p.Email}})
	f.kind(err, fault.Invalid)
	_, err = f.AddPerson(f.ctx, head, people.SavePerson{GivenName: "Led", Email: "led@ferrow-lund.example", Manager: p.Email})
	f.kind(err, fault.Invalid)
	roles, teams, err := people.Standing(f.ctx, f.db, p.ID)
	if err != nil || len(roles)+len(teams) > 0 {
		f.t.Errorf("the outsider holds %v and %v: %v", roles, teams, err)
	}
}

func TestAnImportMakesAMemberOfAnOutsider(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		mara, tom := f.outsider("Mara Lindqvist", "mara@mail.example", "sv"), f.outsider("Tom Agency", "tom@agency.example", "")
		file := "Number,Given name,Family name,Email,Manager\n7,Mara,Lindqvist,Mara@mail.example,\n8,Bo,Lund,bo@ferrow-lund.example,\n"
		preview, err := f.ImportPeople(f.ctx, head, people.ImportPeople{File: []byte(file), DryRun: true})
		if err != nil || preview.Created != 1 || preview.Updated != 1 || !preview.Changes[0].Joins || preview.Changes[1].Joins {
			t.Fatalf("the preview says %+v: %v", preview, err)
		}
		if !slices.Contains(preview.Changes[0].Fields, people.FieldChange{Field: "outside", Old: "outside", New: "member"}) || len(preview.Missing) > 0 {
			t.Errorf("the preview does not say that she joins, or misses outsiders: %+v", preview)
		}
		if p, _ := people.ByID(f.ctx, f.db, mara.ID); !p.Outside {
			t.Error("looking at a file made a member")
		}
		refused := "Number,Given name,Family name,Email,Manager\n8,Bo,Lund,bo@ferrow-lund.example,tom@agency.example\n9,Cy,Lund,cy@ferrow-lund.example,Tom Agency\n" +
			"10,Di,Lund,di@ferrow-lund.example,mara@mail.example\n7,Mara,Lindqvist,mara@mail.example,Nobody Here\n"
		if report, err := f.ImportPeople(f.ctx, head, people.ImportPeople{File: []byte(refused)}); err != nil || len(report.Refused) != 4 {
			t.Errorf("outsiders lead members: %+v, %v", report, err)
		}
		if _, err := f.ImportPeople(f.ctx, head, people.ImportPeople{File: []byte(file)}); err != nil {
			t.Fatal(err)
		}
		p, err := people.Find(f.ctx, f.db, "7")
		if err != nil || p.ID != mara.ID || p.Outside || !p.Active || p.Language != "sv" {
			t.Errorf("she is now %+v: %v", p, err)
		}
		report, err := f.ImportPeople(f.ctx, head, people.ImportPeople{File: []byte(file)})
		if err != nil || report.Unchanged != 2 {
			t.Errorf("the second time changes %+v: %v", report, err)
		}
		if added := f.add(people.SavePerson{GivenName: "Tom", FamilyName: "Agency", Email: "TOM@agency.example", PersonnelNumber: "11"}); added.ID != tom.ID || added.Outside {
			t.Errorf("who was added with an outsider's address is %+v", added)
		}
	})
}

func TestALookalikeFromOutsideIsDoubtedAndDoubtsNobody(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		amina := f.add(people.SavePerson{GivenName: "Amina", FamilyName: "Diallo", Email: "amina@ferrow-lund.example", PersonnelNumber: "1"})
		false1 := f.outsider("Аmina Diallo", "amina@ferrow-1und.example", "") // a Cyrillic А, and a one for an l
		f.add(people.SavePerson{GivenName: "Bo", Email: "bo@ferrow-lund.example"})
		if d, err := f.DoubtOf(f.ctx, false1.ID); err != nil || d.Other != amina.ID {
			t.Errorf("the doubt of the look-alike is %+v: %v", d, err)
		}
		if d, err := f.DoubtOf(f.ctx, amina.ID); err != nil || d.Why != "" {
			t.Errorf("a stranger puts a member in doubt: %+v, %v", d, err)
		}
	})
}
