package people_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// BenchmarkImport100000 imports 100,000 new people, the same again, and a change of each.
func BenchmarkImport100000(b *testing.B) {
	const n = 100_000
	lines := roster(n)
	changed := make([]string, len(lines))
	copy(changed, lines)
	for i := range changed {
		changed[i] = strings.Replace(changed[i], ",Fitter,", ",Foreman,", 1)
	}
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		b.Run(string(dialect), func(b *testing.B) {
			for b.Loop() {
				db := dbtest.Open(b, dialect, []store.Migrations{people.Schema(), search.Migrations(), audit.Migrations()}, clock.Fake(dbtest.Noon))
				policy := authz.NewPolicy()
				policy.Add(people.Rules())
				s := people.New(db, policy, audit.New(db, []byte("key"), slog.New(slog.DiscardHandler)))
				for _, step := range []struct {
					name string
					in   people.ImportPeople
				}{{"new", csv(lines...)}, {"same", csv(lines...)}, {"changed", csv(changed...)}} {
					began := time.Now()
					r, err := s.ImportPeople(b.Context(), head, step.in)
					if err != nil || r.Rows != n || len(r.Refused) != 0 {
						b.Fatalf("%s: %d rows, %d refused, %v", step.name, r.Rows, len(r.Refused), err)
					}
					b.ReportMetric(time.Since(began).Seconds(), step.name+"-s")
				}
			}
		})
	}
}
