package desk_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// upon runs f upon a case as what HR does with it.
func (w world) upon(by authz.Actor, number string, f func(c *desk.Upon) error) error {
	w.Helper()
	return w.desk.Within(w.Context(), by, number, desk.WorkCase, func(_ *store.Tx, c *desk.Upon) error { return f(c) })
}

func TestModulesAboveFindWhatTheirActorMay(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "health", Subject: "Zebra"})
		if _, err := w.desk.Look(w.Context(), w.db, w.hr("theo"), c.Number, desk.WorkCase); fault.KindOf(err) != fault.Forbidden {
			w.Errorf("who may not read the texts of a health case found it: %v", err)
		}
		if _, err := w.desk.Look(w.Context(), w.db, w.portal("pavel"), c.Number, desk.ReadCase); fault.KindOf(err) != fault.NotFound {
			w.Errorf("somebody else found it: %v", err)
		}
		of, err := w.desk.Look(w.Context(), w.db, w.portal("amina"), c.Number, desk.ReadCase)
		if err != nil || of.ID != c.ID || of.Subject != "Zebra" || of.HR || !of.Quiet || !of.Rel.Has(authz.By) {
			w.Errorf("%+v, %v", of, err)
		}
	})
}

func TestModulesAboveWorkUponACase(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "pay"})
		err := w.upon(w.hr("marta"), c.Number, func(c *desk.Upon) error {
			return errors.Join(c.Happened(w.Context(), true, history.Happened("%s took this case.", history.Whom("marta"))), c.Tell(w.Context(), "HR wrote to you about your request %s.", c.Number),
				c.Pause(w.Context(), desk.WaitCustomer, "", c.OpenedAt.Add(24*time.Hour)))
		})
		if err != nil {
			w.Fatal(err)
		}
		seen := w.read(w.portal("amina"), c.Number)
		if seen.State != desk.Waiting || len(seen.Talk) != 2 {
			w.Errorf("%s with %d entries", seen.State, len(seen.Talk))
		}
		letters, err := mail.ForPerson(w.Context(), w.db, "amina", 10)
		if err != nil || len(letters) != 3 {
			w.Errorf("%d letters, %v", len(letters), err)
		}
		w.clock(time.Hour)
		if err := w.upon(w.hr("marta"), c.Number, func(c *desk.Upon) error {
			_, err := c.Write(w.Context(), "We look at it.")
			return errors.Join(c.Resume(w.Context()), c.Resume(w.Context()), err)
		}); err != nil {
			w.Fatal(err)
		}
		waited, err := desk.WaitedFor(w.Context(), w.db, c.ID)
		if err != nil || len(waited) != 3 || waited[1].For != "customer" || waited[1].To.Sub(waited[1].From.Time) != time.Hour || !waited[2].To.IsZero() {
			w.Errorf("%+v, %v", waited, err)
		}
		// What f refuses, leaves nothing behind.
		refused(w.TB, w.upon(w.hr("marta"), c.Number, func(c *desk.Upon) error {
			return errors.Join(c.Happened(w.Context(), false, history.Happened("The clock runs again.")), fault.New(fault.Conflict, "No."))
		}), fault.Conflict)
		if again := w.read(w.portal("amina"), c.Number); len(again.Talk) != 4 {
			w.Errorf("%d entries", len(again.Talk))
		}
	})
}

func TestADecisionAloneEndsWhatNeedsOne(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "grade"})
		for _, outcome := range append(desk.Outcomes(), desk.OutcomeDecided) {
			if outcome == desk.OutcomeWithdrawn || outcome == desk.OutcomeDuplicate {
				continue
			}
			_, err := w.desk.Close(w.Context(), w.hr("marta"), desk.Close{Number: c.Number, Answer: "No", Outcome: outcome, Cause: "information"})
			refused(w.TB, err, fault.Invalid)
			if outcome == desk.OutcomeDecided {
				continue
			}
			err = w.db.Tx(w.Context(), func(tx *store.Tx) error {
				_, err := tx.Exec(w.Context(), `UPDATE desk_case SET outcome = $1 WHERE id = $2`, outcome, c.ID)
				return err
			})
			if err == nil || !strings.Contains(err.Error(), "desk_case_decided") {
				w.Errorf("the database took %s: %v", outcome, err)
			}
		}
		decided := desk.Decided{Answer: "You get it.", Cause: "information"}
		refused(w.TB, w.upon(w.hr("marta"), c.Number, func(c *desk.Upon) error { return c.Answer(w.Context(), desk.Decided{Answer: "Yes", Cause: "nonsense"}) }), fault.Invalid)
		if err := w.upon(w.hr("marta"), c.Number, func(c *desk.Upon) error { return c.Answer(w.Context(), decided) }); err != nil {
			w.Fatal(err)
		}
		if seen := w.read(w.portal("amina"), c.Number); seen.State != desk.Answered || seen.Outcome != desk.OutcomeDecided {
			w.Errorf("%s, %s", seen.State, seen.Outcome)
		}
		refused(w.TB, w.upon(w.hr("marta"), c.Number, func(c *desk.Upon) error { return c.Answer(w.Context(), decided) }), fault.Conflict)
	})
}

func TestWhoIsKeptFromACaseLaterSeesNothingOfIt(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "hours"})
		must(w.TB, w.desk.Assign, w.hr("marta"), desk.Assign{Number: c.Number, Assignee: "theo"})
		w.read(w.portal("jonas"), c.Number)
		for _, wrong := range []string{"nobody@ferrow-lund.example", "amina"} {
			refused(w.TB, w.upon(w.hr("marta"), c.Number, func(c *desk.Upon) error { return c.Exclude(w.Context(), []string{wrong}) }), fault.Invalid)
		}
		for range 2 {
			if err := w.upon(w.hr("marta"), c.Number, func(c *desk.Upon) error { return c.Exclude(w.Context(), []string{"manager", "theo"}) }); err != nil {
				w.Fatal(err)
			}
		}
		for _, by := range []authz.Actor{w.portal("jonas"), w.hr("theo")} {
			_, err := w.desk.Read(w.Context(), by, desk.ReadOne{Number: c.Number})
			refused(w.TB, err, fault.NotFound)
			if page, err := w.desk.List(w.Context(), by, desk.List{View: desk.ViewReports}); err != nil || len(page.Items) > 0 {
				w.Errorf("%s lists %v, %v", by.PersonID, page.Items, err)
			}
		}
		if seen := w.read(w.hr("marta"), c.Number); seen.Assignee != nil || len(seen.Excluded) != 2 {
			w.Errorf("%v works on it, %d are kept from it", seen.Assignee, len(seen.Excluded))
		}
		// Who leads her next is kept from it too.
		w.exec(`UPDATE people_employment SET manager_id = 'stefan' WHERE person_id = 'amina'`)
		_, err := w.desk.Read(w.Context(), w.portal("stefan"), desk.ReadOne{Number: c.Number})
		refused(w.TB, err, fault.NotFound)
	})
}
