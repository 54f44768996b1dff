package audit_test

import (
	"fmt"
	"strings"
	"testing"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
)

// What was taken along is listed with how it ended, also where two take the same list at once and where nothing says how it ended, page by page.
func TestWhatWasTakenAlongIsListed(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, l *audit.Log, _ *clock.Clock) {
		var ended []func(int, bool) error
		for i := range 6 {
			end, err := l.Taking(t.Context(), audit.Take{By: theo, Action: "case.export", List: fmt.Sprint("list", i), Person: []string{"", "amina"}[i%2]})
			if err != nil {
				t.Fatal(err)
			}
			ended = append(ended, end)
		}
		for i, rows := range map[int]int{5: 17, 0: 3, 2: 0, 3: 12} { // in any order
			if err := ended[i](rows, rows != 12); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.OpenedNow(t.Context(), audit.Entry{By: authz.Actor{PersonID: "lena"}, Action: "audit.read", Kind: "downloads"}); err != nil { // of nobody's record too
			t.Fatal(err)
		}
		var said []string
		for before := ""; ; {
			some, err := audit.Takings(t.Context(), db, before, 2)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range some {
				said = append(said, fmt.Sprint(s.Actor, s.Action, s.List, s.Ended, s.Whole, s.Rows))
				before = s.ID
			}
			if len(some) < 2 {
				break
			}
		}
		want := `theocase.exportlist5true true 17; theocase.exportlist4false false 0; theocase.exportlist3true false 12; theocase.exportlist2true true 0; ` +
			`theocase.exportlist1false false 0; theocase.exportlist0true true 3`
		if got := strings.Join(said, "; "); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		seen, err := audit.SeenOf(t.Context(), db, "amina", audit.Asked{}, 10)
		if err != nil || len(seen) != 3 || seen[0].Action != "case.export" || seen[0].Opening {
			t.Errorf("in the record of Amina: %+v, %v", seen, err)
		}
		if found, err := l.Verify(t.Context(), db); err != nil || found.Unsealed != 14 {
			t.Errorf("%+v, %v", found, err)
		}
	})
}
