package hostile

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
)

// Whatever a step and its note are called, the statement as a file says it as a text and never as a formula, and its printed copy is made.
func TestTheLinesOfAStatementAreTexts(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		all := append(formulas(), arsenal(t)...)
		all = slices.DeleteFunc(all, func(s string) bool {
			return !utf8.ValidString(s) || strings.ContainsRune(s, 0) || strings.TrimSpace(s) == "" || utf8.RuneCountInString(s) > 100
		})
		if !long() || w.DB.Dialect() == store.Postgres {
			all = all[:len(formulas())+40]
		}
		number := w.open()
		w.Clock.Advance(60 * 24 * time.Hour)
		want := map[string]bool{}
		for _, s := range all {
			e, err := w.Statement.Log(t.Context(), w.Actor(authz.Desk, "marta"), statement.Log{Number: number, Minutes: 1, Step: s, Note: s})
			if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			want[e.Step] = true
		}
		for _, path := range []string{"/requests/" + number + "/statement", "/api/v1/cases/" + number + "/statement"} {
			who := map[bool]string{true: "amina portal", false: "amina api"}[strings.HasPrefix(path, "/requests")]
			rows, complaints, err := cellsOf(w.as(who).Get(path + ".csv").Is(http.StatusOK).Text)
			if err != nil || len(complaints) > 0 {
				t.Fatalf("%s: %v %q", path, err, complaints)
			}
			for _, column := range []string{"Line", "Note"} {
				got := map[string]bool{}
				for _, row := range rows {
					got[row[slices.Index(rows[0], column)]] = true
				}
				for s := range want {
					if !got[s] && !got[strings.ReplaceAll(s, "\r\n", "\n")] { // which is how the library reads CSV
						t.Errorf("%s: %s: %q is missing", path, column, s)
					}
				}
			}
			if pdf := w.as(who).Get(path + ".pdf").Is(http.StatusOK).Text; !strings.HasPrefix(pdf, "%PDF-") {
				t.Errorf("%s: no PDF: %.20q", path, pdf)
			}
		}
	})
}
