package many_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
)

// givesUp lets the job of a batch fail for a reason of ours until it gives up.
func (w *world) givesUp() {
	w.T.Helper()
	w.change(`ALTER TABLE macro_batch_case RENAME TO away`)
	for n := range 12 {
		n := time.Duration(n)
		w.Clock.Advance(time.Minute + n*n*n*n*time.Second)
		if w.Jobs.Drain(w.T.Context()) == nil {
			w.T.Fatal("nothing failed")
		}
	}
	w.change(`ALTER TABLE away RENAME TO macro_batch_case`)
	if n := w.count(`SELECT count(*) FROM river_job WHERE kind = 'macro.batch' AND state = 'discarded'`); n != 1 {
		w.T.Fatalf("%d jobs gave up", n)
	}
}

// A batch whose job gave up, as when the database was away, ends with the reason, waits for whoever confirmed it alone, and goes on with the cases that are left.
func TestABatchWhoseJobGaveUpGoesOn(t *testing.T) {
	each(t, func(w *world) {
		w.ten("marta")
		a, b := w.open("amina", "hours"), w.open("pavel", "hours")
		at := w.confirmed(url.Values{"numbers": {a, b}, "reply": {"It is out."}})
		id := strings.TrimPrefix(at, "/desk/bulk/")
		w.change(`INSERT INTO macro_batch_case (batch_id, person_id, case_number, done, why, at) VALUES ($1, $2, $3, $4, '', $5)`, id, apptest.ID("marta"), a, true, w.DB.Now()) // as far as it came
		w.givesUp()
		marta := w.Desk("marta")
		for range 2 {
			w.later(61)
		}
		marta.Get(at).Is(200).Shows("It was not done when its time had come", "Hearth tried it for hours and failed each time, by no fault of yours.", "1 case was done before that, and is not done again:", "Do it for 1 case").Hides("in a few seconds")
		w.API("marta").Get("/api/v1/todo").Is(200).Shows("What you confirmed was not done. Hearth tried it for hours", at)
		w.API("priya").Get("/api/v1/todo").Is(200).Hides("What you confirmed")

		w.confirm(at) // the job that gave up is still listed, and does not end it once more
		w.ok(w.Macro.GiveUp(w.T.Context()))
		marta.Get(at).Is(200).Shows("in a few seconds")
		for range 2 {
			w.later(61)
		}
		w.saidOnce("It is out.", b)
		if said, _ := w.talk(a); len(said) > 0 {
			w.T.Errorf("it is done again: %q", said)
		}
		marta.Get(at).Is(200).Shows("2 cases are done.")
		w.API("marta").Get("/api/v1/todo").Is(200).Hides("What you confirmed")
	})
}

// One that was done with each case before its job gave up is done, and one that an administrator has tried again is under way.
func TestABatchWhoseJobGaveUpAfterTheLastCaseIsDone(t *testing.T) {
	each(t, func(w *world) {
		w.ten("marta")
		a, b := w.open("amina", "hours"), w.open("pavel", "hours")
		full, again := w.confirmed(url.Values{"numbers": {a}, "reply": {"It is out."}}), ""
		w.change(`INSERT INTO macro_batch_case (batch_id, person_id, case_number, done, why, at) VALUES ($1, $2, $3, $4, '', $5)`, strings.TrimPrefix(full, "/desk/bulk/"), apptest.ID("marta"), a, true, w.DB.Now())
		w.givesUp()
		w.ok(w.Macro.GiveUp(w.T.Context()))
		w.Desk("marta").Get(full).Is(200).Shows("1 case is done.")
		w.API("marta").Get("/api/v1/todo").Is(200).Hides("What you confirmed")

		w.change(`DELETE FROM river_job WHERE kind = 'macro.batch' AND state = 'discarded'`)
		again = w.confirmed(url.Values{"numbers": {b}, "reply": {"It is out."}})
		w.givesUp()
		w.change(`UPDATE river_job SET state = 'available', finalized_at = NULL, max_attempts = 13 WHERE kind = 'macro.batch' AND state = 'discarded'`)
		w.ok(w.Macro.GiveUp(w.T.Context()))
		w.Desk("marta").Get(again).Is(200).Hides("It was not done")
		w.later(1)
		w.saidOnce("It is out.", b)
		w.Desk("marta").Get(again).Is(200).Shows("1 case is done.")
	})
}
