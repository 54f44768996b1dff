package desk_test

import (
	"io/fs"
	"strings"
	"testing"

	"hearth/internal/desk"
	"hearth/internal/platform/store"
)

// What was promised before promises said whose hours they count by is placed where its case, or the team of its step, is.
func TestWhatWasPromisedBeforeIsPlaced(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "pay", Subject: "Night allowance", Body: "Is it right?"})
		if _, err := w.desk.AddStep(w.Context(), w.hr("theo"), desk.AddStep{Number: string(c.Number), Title: "Look it up", Team: "payroll", Minutes: 60}); err != nil {
			w.Fatal(err)
		}
		const read = `SELECT owner_kind || ' ' || site || ' ' || team FROM promise_promise ORDER BY owner_kind, kind`
		want, err := store.All[string](w.Context(), w.db, read)
		if err != nil || len(want) < 3 || !strings.HasSuffix(want[len(want)-1], "payroll") {
			w.Fatalf("%q, %v", want, err)
		}
		w.exec(`UPDATE promise_promise SET site = '', team = ''`)
		text, err := fs.ReadFile(desk.Schema().Files, "migrations/0010_placed.sql")
		if err != nil {
			w.Fatal(err)
		}
		for sql := range strings.SplitSeq(string(text), ";") {
			if strings.TrimSpace(sql) != "" {
				w.exec(sql)
			}
		}
		got, err := store.All[string](w.Context(), w.db, read)
		if err != nil || strings.Join(got, "; ") != strings.Join(want, "; ") {
			w.Errorf("got %q, want %q, %v", got, want, err)
		}
	})
}
