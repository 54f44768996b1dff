package desk_test

import (
	"context"
	"testing"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// waiting loads cases of Amina's that wait for her until a moment.
func (w world) waiting(n int, until store.Time) (ids []string) {
	w.Helper()
	service, err := catalogue.Find(w.Context(), w.db, "pay")
	if err != nil {
		w.Fatal(err)
	}
	asked := w.db.Now().Add(-time.Hour)
	var all []desk.Past
	for range n {
		ids = append(ids, ident.New())
		all = append(all, desk.Past{ID: ids[len(ids)-1], Service: service, Subject: "Pay", Language: "en", By: "amina", Site: "Malmby", Sensitivity: "open", WaitingSince: asked, WaitingUntil: until,
			Talk: []desk.PastMessage{{ID: ident.New(), At: asked, Author: "amina", Body: "Is it right?"}}})
	}
	if err := w.db.Tx(w.Context(), func(tx *store.Tx) error { return w.desk.LoadPast(w.Context(), tx, all) }); err != nil {
		w.Fatal(err)
	}
	return ids
}

// A round of many ends at one moment: one pass lets all of them go on, tries one that fails once, and holds up nothing with it. How late it is is told until then.
func TestAPassGoesOnUntilNothingIsLeft(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		const n = 520
		ids := w.waiting(n, w.db.Now().Add(time.Hour))
		w.exec(`UPDATE promise_promise SET calendar_version = calendar_version + 99 WHERE owner_id = $1`, ids[0])
		late := func(want time.Duration) {
			w.Helper()
			if got, err := w.desk.Late(w.Context()); err != nil || got != want {
				w.Errorf("it is late by %s, %v; want %s", got, err, want)
			}
		}
		late(0)
		w.clock(time.Hour + 20*time.Second)
		late(20 * time.Second)
		if done, err := w.desk.Pass(w.Context()); err == nil || done.Resumed != n-1 {
			w.Errorf("a pass let %d go on, %v", done.Resumed, err)
		}
		w.exec(`UPDATE promise_promise SET calendar_version = calendar_version - 99 WHERE owner_id = $1`, ids[0])
		if done, err := w.desk.Pass(w.Context()); err != nil || done.Resumed != 1 {
			w.Errorf("another one let %d go on, %v", done.Resumed, err)
		}
		late(0)
	})
}

// A pass whose time is over ends there: what it did stays, and the next one goes on.
func TestAPassEndsWithItsTime(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.waiting(3, w.db.Now().Add(time.Hour))
		w.clock(2 * time.Hour)
		ctx, stop := context.WithCancel(w.Context())
		stop()
		if done, err := w.desk.Pass(ctx); err == nil || done.Resumed != 0 {
			w.Errorf("after its time it let %d go on, %v", done.Resumed, err)
		}
		if done, err := w.desk.Pass(w.Context()); err != nil || done.Resumed != 3 {
			w.Errorf("the next one let %d go on, %v", done.Resumed, err)
		}
	})
}
