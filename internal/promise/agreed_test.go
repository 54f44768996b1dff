package promise_test

import (
	"context"
	"testing"
	"time"

	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Nobody is told that a time passed which they agreed on, the second in which they answer: it stays, and what passed meanwhile moves by the time that was left.
func TestAnAgreedTimeIsNotDueTheMomentThatAPauseEnds(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.start("a", promise.Decision, 1200)
		w.in(func(ctx context.Context, tx *store.Tx) error {
			_, err := w.Renegotiate(ctx, tx, "case", "a", promise.Decision, tx.Now().Add(20*time.Hour), "We wait for a form.") // Wednesday at 08:00
			return err
		})
		waits := func(d time.Duration) {
			w.in(func(ctx context.Context, tx *store.Tx) error {
				return w.Pause(ctx, tx, "case", "a", "customer", tx.Now().Add(5*24*time.Hour))
			})
			w.db.Clock().Advance(d)
			w.in(func(ctx context.Context, tx *store.Tx) error { return w.Resume(ctx, tx, "case", "a") })
		}
		late := func() {
			t.Helper()
			told, err := again(w.db).Act(w.Context())
			if err != nil {
				w.Fatal(err)
			}
			for _, r := range told {
				if r.Share >= 100 {
					w.Error("told as late")
				}
			}
		}
		w.db.Clock().Advance(6 * time.Hour)
		waits(12 * time.Hour) // until 06:00
		w.want("a", "decision renegotiated 19 14:00", "decision at_risk 18 08:00")
		late()
		waits(10 * time.Hour) // until 16:00
		w.want("a", "decision renegotiated 19 14:00", "decision at_risk 18 18:00")
		late()
		waits(time.Hour)
		w.want("a", "decision renegotiated 19 14:00", "decision at_risk 18 18:00")
		late()
	})
}
