package intake_test

import (
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/store"
)

// apart is how long after the one before each mail comes, so that no brake is what keeps it out.
const apart = 2 * time.Minute

// TestForgedMailsStayOutside writes mails that claim to belong to somebody's case: none gets in, opens it again or opens another, and each waits with a reason.
// With one check left out, at least one gets in: each check is needed, and each is tried.
func TestForgedMailsStayOutside(t *testing.T) {
	t.Parallel()
	f := newForger(t, 24)
	left := f.cases[len(f.cases)-1].owner
	if err := f.a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE people_employment SET ended = '2026-11-01' WHERE person_id = $1`, apptest.ID(left))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	before, all := f.state(t), forgeries()
	in := map[string]int{}
	for i := range counts(5000) {
		kind := all[i%len(all)]
		raw := kind.write(f)
		if i < 6*len(all) {
			for _, s := range intake.Sabotages {
				state, err := f.a.Intake.Judge(t.Context(), []byte(raw), "", s)
				if err != nil {
					t.Fatal(err)
				}
				if state == intake.Case || state == intake.Reply {
					in[s.Name]++
				}
			}
		}
		got := receive(t, f.a, raw)
		if got.Outcome != "quarantine" || got.Reason == "" {
			t.Errorf("%s: it became %+v:\n%s", kind.name, got, raw)
		}
		f.a.Clock.Advance(apart)
	}
	f.a.Drain()
	if after := f.state(t); after != before {
		t.Errorf("the cases, the people or the outbox are others than before:\n%s\n\n%s", before, after)
	}
	for _, s := range intake.Sabotages {
		if s.Name == "nothing" != (in[s.Name] == 0) {
			t.Errorf("without %s, %d forged mails got in", s.Name, in[s.Name])
		}
	}
	t.Logf("%d forged mails of %d kinds; of the first %d, this many get in without: %v", counts(5000), len(all), 6*len(all), in)
}
