package callback_test

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/callback"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// lines are the lines of the conversation that say that somebody called, as the database keeps them.
func (w *world) lines() []string {
	w.T.Helper()
	all, err := store.All[string](w.T.Context(), w.DB, `SELECT body FROM desk_entry WHERE kind = 'event' AND (body LIKE '%called on%' OR body LIKE '%tried on%') ORDER BY id`)
	if err != nil {
		w.T.Fatal(err)
	}
	return all
}

func (w *world) exec(sql string, args ...any) {
	w.T.Helper()
	if err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(w.T.Context(), sql, args...); return err }); err != nil {
		w.T.Fatal(err)
	}
}

// What the conversation keeps names nobody who called: else whoever reads closed cases counts the calls of each.
func TestTheConversationSaysThatHRCalled(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(60, 30))
		for _, result := range []string{callback.NoAnswer, callback.WrongNumber, callback.Reached} {
			w.call("marta", c.ID, result)
		}
		w.Advance(65 * time.Minute)
		for _, result := range []string{callback.NoAnswer, callback.WrongNumber, callback.Reached} {
			w.call("marta", c.ID, result)
		}
		said := w.lines()
		if all := strings.Join(said, "\n"); len(said) != 6 || strings.Contains(all, apptest.ID("marta")) {
			w.T.Errorf("got %s", all)
		}
		if page := w.Portal("amina").Get("/requests/" + number).Text; !strings.Contains(page, "HR called on") || strings.Contains(page, "Marta") {
			w.T.Error("the page of whom it is for says who called")
		}
		if page := w.Desk("priya").Get("/desk/cases/" + number).Text; !strings.Contains(page, "HR tried on") || !strings.Contains(page, "Marta") {
			w.T.Error("a colleague does not read who called")
		}
		if got := w.calls("amina", number, authz.Portal).Items[0]; len(got.Attempts) != 6 || got.Attempts[0].By != "" {
			w.T.Errorf("got %+v", got)
		}

		// Lines of releases that named who called.
		for _, body := range said {
			old := strings.Replace(body, `{"word":"HR"}`, `{"person":"`+apptest.ID("marta")+`"}`, 1)
			w.exec(`UPDATE desk_entry SET body = $2 WHERE body = $1`, body, old)
		}
		if all := w.lines(); strings.Count(strings.Join(all, "\n"), apptest.ID("marta")) != 6 {
			w.T.Fatalf("got %s", all)
		}
		text, err := fs.ReadFile(desk.Schema().Files, "migrations/0013_nameless_calls.sql")
		if err != nil {
			w.T.Fatal(err)
		}
		for range 2 {
			w.exec(string(text))
			if got := w.lines(); strings.Join(got, "\n") != strings.Join(said, "\n") {
				w.T.Errorf("got %s", strings.Join(got, "\n"))
			}
		}
	})
}
