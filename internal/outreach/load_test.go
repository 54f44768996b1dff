package outreach_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/outreach"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// crowd adds n people whose numbers follow each other from 50000 on, and returns a list of them.
func (w *world) crowd(n int) string {
	w.T.Helper()
	now := w.DB.Now()
	var all []string
	for from := 0; from < n; from += 500 {
		var persons, jobs [][]any
		for i := from; i < min(from+500, n); i++ {
			id, number := apptest.ID(fmt.Sprint("crowd", i)), fmt.Sprint(50000+i)
			all = append(all, number)
			persons = append(persons, []any{id, "P", number, "", "", "en", "Europe/Stockholm", "p" + number + "@ferrow-lund.example", "", "", "", true, "", people.Fold(number + " p"), "p " + number, now, now, 0})
			jobs = append(jobs, []any{id, id, number, "Malmby", "", "2020-01-01", "", 40, true})
		}
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			if err := tx.InsertAll(w.T.Context(), "people_person", []string{"id", "given_name", "family_name", "preferred_name", "pronouns", "language", "time_zone", "email", "phone", "postal_address", "theme", "keys", "own", "sort_name", "search", "created_at", "updated_at", "undo_seconds"}, persons); err != nil {
				return err
			}
			return tx.InsertAll(w.T.Context(), "people_employment", []string{"id", "person_id", "personnel_number", "site", "position", "started", "ended", "weekly_hours", "latest"}, jobs)
		}))
	}
	return strings.Join(all, "\n")
}

// percentile returns the p-th percentile of times.
func percentile(all []time.Duration, p int) time.Duration {
	slices.Sort(all)
	return all[min(len(all)-1, len(all)*p/100)]
}

// A round of many people, at the pace of the product, while others read the queue and a person asks: their pages are not held up, and each has one case. With HEARTH_LONG=1 there are ten thousand.
func TestManyPeopleHoldUpNobody(t *testing.T) {
	t.Parallel()
	n := 60
	if os.Getenv("HEARTH_LONG") != "" {
		n = outreach.Max
	}
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w := &world{a, nil}
		list := w.crowd(n)
		w.s = outreach.New(outreach.Options{DB: a.DB, Policy: a.Policy, Desk: a.App.Desk, Audit: a.Audit, Fresh: a.Auth.Fresh, Live: a.Live})
		in := w.question()
		in.List = list
		began := time.Now()
		r := w.make("marta", in)
		preview := time.Since(began)
		if r.Count.People != n {
			t.Fatalf("it goes to %d people", r.Count.People)
		}
		theo, amina := w.Desk("theo"), w.API("amina")
		reads := func(times int) (pages, asks []time.Duration) {
			for range times {
				began := time.Now()
				theo.Get("/desk").Is(200)
				pages = append(pages, time.Since(began))
				began = time.Now()
				amina.Post("/api/v1/cases", map[string]any{"subject": "Swap", "body": "May I?", "service": "hours"}).Is(201)
				asks = append(asks, time.Since(began))
			}
			return pages, asks
		}
		calmPages, calmAsks := reads(30)
		w.steer("marta", r.ID, outreach.Start)
		began = time.Now()
		ended := make(chan error, 1)
		go func() {
			for {
				err := w.s.Pass(t.Context())
				state, failed := store.One[string](t.Context(), w.DB, `SELECT state FROM outreach_round WHERE id = $1`, r.ID)
				if err != nil || failed != nil || state != outreach.Running {
					ended <- err
					return
				}
			}
		}()
		var pages, asks []time.Duration
		for over := false; !over; {
			p, q := reads(1)
			pages, asks = append(pages, p...), append(asks, q...)
			select {
			case err := <-ended:
				w.ok(err)
				over = true
			case <-time.After(100 * time.Millisecond):
			}
		}
		took := time.Since(began)
		began = time.Now()
		got := w.show("marta", r.ID)
		shown := time.Since(began)
		began = time.Now()
		_, err := w.s.People(t.Context(), w.Actor(authz.Desk, "marta"), outreach.ReadPeople{ID: r.ID})
		w.ok(err)
		listed := time.Since(began)
		if got.Count.Opened != n || got.Count.Waiting != n || w.count(`SELECT count(*) FROM desk_case WHERE channel = 'hr'`) != n || w.count(`SELECT count(DISTINCT for_person) FROM desk_case WHERE channel = 'hr'`) != n {
			t.Errorf("got %+v", got.Count)
		}
		t.Logf("%d people: preview %v, cases %v (%v each), page %v, list %v; others' p95 meanwhile: queue %v (before %v), asking %v (before %v), of %d",
			n, preview.Round(time.Millisecond), took.Round(time.Millisecond), (took / time.Duration(n)).Round(time.Microsecond), shown.Round(time.Millisecond), listed.Round(time.Millisecond),
			percentile(pages, 95).Round(time.Millisecond), percentile(calmPages, 95).Round(time.Millisecond), percentile(asks, 95).Round(time.Millisecond), percentile(calmAsks, 95).Round(time.Millisecond), len(pages))
	})
}
