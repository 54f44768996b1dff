package calculation_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

func TestACalculationIsWrittenAndReadAndTold(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := open(t, a, "pay")
		before, _ := mail.ForPerson(t.Context(), a.DB, apptest.ID("amina"), 50)
		c := write(t, a, nights(number))
		if again := write(t, a, nights(number)); again.ID != c.ID {
			t.Error("the same twice is not one")
		}
		for _, key := range []string{"amina", "marta"} {
			face := authz.Portal
			if key == "marta" {
				face = authz.Desk
			}
			all, err := a.Calculation.Read(t.Context(), a.Actor(face, key), calculation.ReadOne{Number: number})
			if err != nil || len(all.Items) != 1 || all.Items[0].Total != "139.50" || len(all.Items[0].Lines) != 2 || all.Items[0].Lines[1].Amount != "-12.50" {
				t.Fatalf("%s reads %+v, %v", key, all, err)
			}
		}
		after, err := mail.ForPerson(t.Context(), a.DB, apptest.ID("amina"), 50)
		if err != nil || len(after) != len(before)+1 {
			t.Errorf("%d letters instead of one: %v", len(after)-len(before), err)
		}
		last, err := a.Calculation.ReadLast(t.Context(), a.Actor(authz.Portal, "amina"), calculation.ReadOne{Number: number})
		if err != nil || last.ID != c.ID {
			t.Errorf("%+v, %v", last, err)
		}
		_, err = a.Calculation.ReadLast(t.Context(), a.Actor(authz.Portal, "amina"), calculation.ReadOne{Number: open(t, a, "pay")})
		kind(t, err, fault.NotFound)
	})
}

func TestWhatDoesNotAddUpLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := open(t, a, "pay")
		in := nights(number)
		in.Lines[0].Amount, in.Total = "150.00", "137.50"
		_, err := a.Calculation.Write(t.Context(), a.Actor(authz.Desk, "marta"), in)
		kind(t, err, fault.Invalid)
		if got := sentences(err)["lines[0].amount"]; got != "Line 1: 4 × 38.00 is 152.00, not 150.00." {
			t.Error(got)
		}
		w, err := a.Calculation.Check(t.Context(), a.Actor(authz.Desk, "marta"), nights(number))
		if err != nil || w.Total != "139.50" {
			t.Errorf("%+v, %v", w, err)
		}
		in = nights(number)
		in.Title = strings.Repeat("x", 121)
		_, err = a.Calculation.Write(t.Context(), a.Actor(authz.Desk, "marta"), in)
		kind(t, err, fault.Invalid)
		if n := count(t, a, "calculation_line"); n != 0 {
			t.Errorf("%d lines are kept", n)
		}
	})
}

func count(t *testing.T, a *apptest.App, table string) int {
	t.Helper()
	n, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM `+table)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestALineIsCorrectedVisibly(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, marta := t.Context(), a.Actor(authz.Desk, "marta")
		c := write(t, a, nights(open(t, a, "pay")))
		in := corrected(c, "5")
		in.Reason = " "
		_, err := a.Calculation.Correct(ctx, marta, in)
		kind(t, err, fault.Invalid)
		in = corrected(c, "5")
		in.Amount = "152"
		_, err = a.Calculation.Correct(ctx, marta, in)
		if got := sentences(err)["amount"]; got != "Line 1: 5 × 38.00 is 190.00, not 152.00." {
			t.Error(got)
		}
		_, err = a.Calculation.Correct(ctx, marta, corrected(c, "4"))
		kind(t, err, fault.Invalid)
		var got calculation.Calculation
		for range 2 { // the same twice is one
			if got, err = a.Calculation.Correct(ctx, marta, corrected(c, "5")); err != nil {
				t.Fatal(err)
			}
		}
		l := got.Lines
		if len(l) != 3 || !l[0].Struck || l[0].ID != c.Lines[0].ID || l[0].Amount != "152.00" || l[1].Struck || l[1].Replaces != l[0].ID || l[1].Amount != "190.00" || l[1].Reason == "" || l[2].ID != c.Lines[1].ID || got.Total != "177.50" {
			t.Errorf("%+v", got)
		}
		if len(got.Standing()) != 2 {
			t.Errorf("%+v", got.Standing())
		}
		_, err = a.Calculation.Correct(ctx, marta, corrected(c, "6"))
		kind(t, err, fault.Conflict)
		second := corrected(got, "6")
		second.Line = l[1].ID
		if got, err = a.Calculation.Correct(ctx, marta, second); err != nil || got.Total != "215.50" || len(got.Lines) != 4 {
			t.Errorf("%+v, %v", got, err)
		}
		other := corrected(c, "7")
		other.Number = open(t, a, "pay")
		_, err = a.Calculation.Correct(ctx, marta, other)
		kind(t, err, fault.NotFound)
	})
}

func TestSeveralStandBesideEachOtherOrInstead(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, marta := t.Context(), a.Actor(authz.Desk, "marta")
		number := open(t, a, "pay")
		first := write(t, a, nights(number))
		more := nights(number)
		more.Lines, more.Total = more.Lines[:1], "152"
		_, err := a.Calculation.Write(ctx, marta, more)
		kind(t, err, fault.Invalid)
		beside := more
		beside.Title = "September"
		write(t, a, beside)
		more.InsteadOf = first.ID
		second := write(t, a, more)
		if again := write(t, a, more); again.ID != second.ID {
			t.Error("the same twice is not one")
		}
		all, err := a.Calculation.Read(ctx, marta, calculation.ReadOne{Number: number})
		if err != nil || len(all.Items) != 3 || all.Items[0].ReplacedBy != second.ID || second.InsteadOf != first.ID {
			t.Errorf("%+v, %v", all.Items, err)
		}
		_, err = a.Calculation.Correct(ctx, marta, corrected(first, "5"))
		kind(t, err, fault.Conflict)
		more.Lines = append(more.Lines, calculation.Entry{Text: "x", Amount: "1", Source: "Table B"})
		more.Total = ""
		_, err = a.Calculation.Write(ctx, marta, more) // it was replaced already
		kind(t, err, fault.Conflict)
		more.InsteadOf = "nothing"
		more.Title = "Other"
		_, err = a.Calculation.Write(ctx, marta, more)
		kind(t, err, fault.Invalid)
		elsewhere := nights(open(t, a, "pay"))
		elsewhere.InsteadOf = first.ID
		_, err = a.Calculation.Write(ctx, marta, elsewhere)
		kind(t, err, fault.Invalid)
	})
}

// A manager who may see the case does not see the pay of the person.
func TestOnlyThoseItIsBetweenRead(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx := t.Context()
		number := open(t, a, "hours")
		write(t, a, nights(number))
		if _, err := a.App.Desk.Invite(ctx, a.Actor(authz.Portal, "amina"), desk.Invite{Number: number, Person: apptest.Email("hanna")}); err != nil {
			t.Fatal(err)
		}
		if _, err := a.App.Desk.Read(ctx, a.Actor(authz.Portal, "jonas"), desk.ReadOne{Number: number}); err != nil {
			t.Fatal("her manager does not see the case", err)
		}
		for key, want := range map[string]fault.Kind{"amina": "", "hanna": "", "jonas": fault.Forbidden, "pavel": fault.NotFound} {
			_, err := a.Calculation.Read(ctx, a.Actor(authz.Portal, key), calculation.ReadOne{Number: number})
			if fault.KindOf(err) != want {
				t.Errorf("%s: %v", key, err)
			}
			_, err = a.Calculation.Write(ctx, a.Actor(authz.Portal, key), nights(number))
			if k := fault.KindOf(err); k != fault.Forbidden && k != fault.NotFound {
				t.Errorf("%s writes: %v", key, err)
			}
		}
		for _, path := range []string{"/requests/" + number, "/search?q=roster", "/api/v1/cases/" + number, "/api/v1/me/export"} {
			if text := a.Portal("jonas").Get(path).Text; strings.Contains(text, "139.50") || strings.Contains(text, "Shift roster") {
				t.Errorf("%s shows the figures to her manager", path)
			}
		}
	})
}

type book map[string]string

func (b book) Cite(_ context.Context, _ store.Querier, ref string, _ store.Time, _ string) (string, string, error) {
	if b[ref] == "" {
		return "", "", fault.New(fault.NotFound, "There is no such clause. Name one that the policies have.")
	}
	return ref + "-v3", b[ref], nil
}

func (b book) Standing(_ context.Context, _ store.Querier, versionIDs []string) (map[string]calculation.Standing, error) {
	return map[string]calculation.Standing{versionIDs[0]: {Edition: "3", Link: "/policies/pay"}}, nil
}

func TestARuleIsCitedAsItHolds(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s := calculation.New(calculation.Options{DB: a.DB, Policy: a.Policy, Desk: a.App.Desk, Clauses: book{"pay 4.2": "Night allowance"}})
		in := nights(open(t, a, "pay"))
		c, err := s.Write(t.Context(), a.Actor(authz.Desk, "marta"), in)
		if err != nil || c.Lines[0].ClauseTitle != "Night allowance" || c.Lines[0].ClauseVersion != "pay 4.2-v3" || c.Lines[1].ClauseVersion != "" {
			t.Errorf("%+v, %v", c, err)
		}
		read, err := s.ReadLast(t.Context(), a.Actor(authz.Portal, "amina"), calculation.ReadOne{Number: in.Number})
		if err != nil || read.Lines[0].ClauseLink != "/policies/pay" || read.Lines[0].ClauseEdition != "3" || read.Lines[1].ClauseLink != "" {
			t.Errorf("%+v, %v", read, err)
		}
		in = nights(open(t, a, "pay"))
		in.Lines[1].Clause = "pay 99"
		_, err = s.Write(t.Context(), a.Actor(authz.Desk, "marta"), in)
		if got := sentences(err)["lines[1].clause"]; !strings.Contains(got, "no such clause") {
			t.Error(got)
		}
	})
}

// The database refuses what the program does not do.
func TestALineThatStandsIsNeverChanged(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := open(t, a, "pay")
		c := write(t, a, nights(number))
		if _, err := a.Calculation.Correct(t.Context(), a.Actor(authz.Desk, "marta"), corrected(c, "5")); err != nil {
			t.Fatal(err)
		}
		other := write(t, a, nights(open(t, a, "pay")))
		insert := `INSERT INTO calculation_line SELECT 'new', calculation_id, %s, body, quantity, rate, amount, source, clause, clause_version, clause_title, %s, written_by, written_at, erased_at FROM calculation_line WHERE position = 1 AND calculation_id = '` + c.ID + `'`
		tries := []string{`DELETE FROM calculation_line`, `DELETE FROM calculation_calculation`, `UPDATE calculation_calculation SET unit = 'SEK'`, `UPDATE calculation_calculation SET rounding = 'up'`,
			`UPDATE calculation_calculation SET lines = 3`, `UPDATE calculation_calculation SET title = 'x'`, `UPDATE calculation_calculation SET person_id = 'x'`, `UPDATE calculation_calculation SET written_by = 'x'`,
			`UPDATE calculation_calculation SET instead_of = '` + c.ID + `' WHERE id = '` + other.ID + `'`, `UPDATE calculation_line SET amount = 0`, `UPDATE calculation_line SET written_by = 'x'`,
			fmt.Sprintf(insert, "2, 1", "''"), fmt.Sprintf(insert, "1, 3", "'x'"), fmt.Sprintf(insert, "1, 2", "''"), fmt.Sprintf(insert, "1, 1", "''"),
			`INSERT INTO calculation_calculation SELECT 'new', case_id, case_number, person_id, title, unit, rounding, lines, places, '` + c.ID + `', written_by, written_at, NULL FROM calculation_calculation WHERE id = '` + other.ID + `'`}
		for _, column := range strings.Fields("body quantity rate source clause clause_version clause_title reason id calculation_id") {
			tries = append(tries, `UPDATE calculation_line SET `+column+` = 'x'`)
		}
		for _, column := range strings.Fields("position revision") {
			tries = append(tries, `UPDATE calculation_line SET `+column+` = 7`)
		}
		for _, sql := range tries {
			if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(t.Context(), sql); return err }); err == nil {
				t.Errorf("the database took %s", sql)
			}
		}
		got, err := calculation.Of(t.Context(), a.DB, caseID(t, a, number))
		if err != nil || got[caseID(t, a, number)][0].Total != "177.50" {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func caseID(t *testing.T, a *apptest.App, number string) string {
	t.Helper()
	c, err := a.App.Desk.Look(t.Context(), a.DB, a.Actor(authz.Desk, "marta"), number, calculation.ReadCalculation)
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}

func TestItGoesWithThePersonItIsFor(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx := t.Context()
		number := open(t, a, "pay")
		c := write(t, a, nights(number))
		if _, err := a.Calculation.Correct(ctx, a.Actor(authz.Desk, "marta"), corrected(c, "5")); err != nil {
			t.Fatal(err)
		}
		source := a.Calculation.Spec().Personal[0]
		taken, err := source.Export(ctx, a.DB, apptest.ID("amina"))
		text, _ := json.Marshal(taken)
		for _, want := range []string{`"152.00"`, `"190.00"`, `"177.50"`, `"struck":true`, "Shift roster, 3 to 24 Oct", number} {
			if err != nil || !strings.Contains(string(text), want) {
				t.Errorf("%s is not in %s, %v", want, text, err)
			}
		}
		if none, err := source.Export(ctx, a.DB, apptest.ID("marta")); none != nil || err != nil {
			t.Errorf("%v, %v", none, err)
		}
		for _, key := range []string{"marta", "amina", "amina"} {
			if err := a.DB.Tx(ctx, func(tx *store.Tx) error { return source.Erase(ctx, tx, apptest.ID(key)) }); err != nil {
				t.Fatal(err)
			}
		}
		left, err := store.One[int](ctx, a.DB, `SELECT count(*) FROM calculation_line l JOIN calculation_calculation c ON c.id = l.calculation_id
			WHERE l.body <> '' OR l.amount <> 0 OR l.rate <> '0' OR l.source <> '' OR l.reason <> '' OR l.written_by IS NOT NULL OR c.person_id IS NOT NULL OR c.written_by IS NOT NULL`)
		if err != nil || left != 0 || count(t, a, "calculation_line") != 3 {
			t.Errorf("%d lines hold something, %v", left, err)
		}
		if all, err := calculation.Of(ctx, a.DB, caseID(t, a, number)); err != nil || len(all) != 0 {
			t.Errorf("%+v, %v", all, err)
		}
	})
}
