package desk_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/store"
)

// miscounts holds the tally against the cases, and what everybody of HR is told about their views against the lists themselves. Each test of this package ends with it.
func (w world) miscounts() (found []string) {
	w.Helper()
	type sums struct {
		TeamID, Sensitivity                                     string
		Working, Waiting, Unassigned, Replies, Answered, Closed int
	}
	kept, err := store.All[sums](w.Context(), w.db, `SELECT team_id, sensitivity, SUM(working) AS working, SUM(waiting) AS waiting, SUM(unassigned) AS unassigned,
		SUM(replies) AS replies, SUM(answered) AS answered, SUM(closed) AS closed FROM desk_tally GROUP BY team_id, sensitivity
		HAVING SUM(working + answered + closed) > 0 ORDER BY team_id, sensitivity`)
	if err != nil {
		w.Fatal(err)
	}
	want, err := store.All[sums](w.Context(), w.db, `SELECT team_id, sensitivity, SUM(CASE WHEN state IN ('open', 'waiting') THEN 1 ELSE 0 END) AS working,
		SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END) AS waiting,
		SUM(CASE WHEN state IN ('open', 'waiting') AND assignee_person IS NULL THEN 1 ELSE 0 END) AS unassigned,
		SUM(CASE WHEN state = 'open' AND new_reply THEN 1 ELSE 0 END) AS replies, SUM(CASE WHEN state = 'answered' THEN 1 ELSE 0 END) AS answered,
		SUM(CASE WHEN state = 'closed' THEN 1 ELSE 0 END) AS closed FROM desk_case GROUP BY team_id, sensitivity ORDER BY team_id, sensitivity`)
	if err != nil {
		w.Fatal(err)
	}
	if !slices.Equal(kept, want) {
		found = append(found, fmt.Sprintf("the tally holds %v,\nthe cases are %v", kept, want))
	}
	for _, by := range []string{"marta", "theo", "ingrid"} {
		views, err := w.desk.Views(w.Context(), w.hr(by), desk.ReadViews{})
		if err != nil {
			w.Fatal(err)
		}
		for _, v := range views.Items {
			if got := len(all(w, w.hr(by), desk.List{View: v.ID, Limit: 200})); got != v.Count && !v.More {
				found = append(found, fmt.Sprintf("%s is told %d in %s and reads %d", by, v.Count, v.ID, got))
			}
		}
	}
	return found
}

func (w world) checkTally() {
	w.Helper()
	for _, f := range w.miscounts() {
		w.Error(f)
	}
}

func TestAWrongTallyIsFound(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.open(w.portal("amina"), desk.Open{Service: "pay"})
		for wrong, right := range map[string]string{
			`UPDATE desk_tally SET working = working + 1`:                                                 `UPDATE desk_tally SET working = working - 1`,
			`UPDATE desk_tally SET unassigned = unassigned - 1`:                                           `UPDATE desk_tally SET unassigned = unassigned + 1`,
			`INSERT INTO desk_tally_risk VALUES ('2020-01-01T00:00:00.000000Z', 'payroll', 'open', 0, 1)`: `DELETE FROM desk_tally_risk WHERE at < '2021-01-01T00:00:00.000000Z'`,
		} {
			w.exec(wrong)
			if len(w.miscounts()) == 0 {
				w.Errorf("%s went unseen", wrong)
			}
			w.exec(right)
		}
	})
}

// What comes to be at risk by the clock alone, and what was swept together since, is counted.
func TestCountsFollowTheClock(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		due := func() int { return len(all(w, w.hr("theo"), desk.List{View: desk.ViewDue})) } // checkTally holds the count against it
		first := w.open(w.portal("amina"), desk.Open{Service: "pay"})
		if n := due(); n != 0 {
			w.Errorf("%d are at risk at once", n)
		}
		for range 60 {
			w.clock(4 * time.Hour)
			w.checkTally()
			if due() == 1 {
				break
			}
		}
		for range 2 {
			if _, err := w.desk.Pass(w.Context()); err != nil {
				w.Fatal(err)
			}
		}
		w.checkTally()
		if n := due(); n != 1 {
			w.Errorf("%d are at risk, not one", n)
		}
		must(w.TB, w.desk.Close, w.hr("theo"), desk.Close{Number: first.Number, Answer: "Done.", Outcome: desk.OutcomeDone, Cause: "other", CauseText: "The clock."})
		if n := due(); n != 0 {
			w.Errorf("%d are at risk after the answer", n)
		}
	})
}

// Somebody with a thousand cases in a view reads that there are more than that, and fewer than a thousand are counted exactly.
func TestCountsBeyondAThousand(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.open(w.portal("amina"), desk.Open{Service: "pay"})
		w.exec(`UPDATE desk_tally SET working = working + 1200, closed = 999`)
		defer w.exec(`UPDATE desk_tally SET working = working - 1200, closed = 0`)
		views, err := w.desk.Views(w.Context(), w.hr("theo"), desk.ReadViews{})
		if err != nil {
			w.Fatal(err)
		}
		for _, v := range views.Items {
			if beyond := v.ID == desk.ViewOpen || v.ID == desk.ViewTeam || v.ID == desk.ViewAll; v.More != beyond || beyond && v.Count != 999 {
				w.Errorf("%s: %d, more %v", v.ID, v.Count, v.More)
			}
		}
	})
}
