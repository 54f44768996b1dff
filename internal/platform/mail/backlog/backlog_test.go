package backlog_test

import (
	"os"
	"testing"
	"time"

	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/backlog"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// A mail server that was away for hours comes back to 5,000 messages; they have to be gone in a minute.
func TestABacklogDrainsInAMinute(t *testing.T) {
	n, limit := 500, time.Minute/2 // beside other tests time says little; what waits for something at each message takes minutes
	if os.Getenv("HEARTH_LONG") != "" {
		n, limit = 5000, time.Minute
	}
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			r, err := backlog.Drain(t.Context(), dbtest.Open(t, dialect, []store.Migrations{mail.Migrations()}, nil), n)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d messages in %v, %.0f a second", r.Messages, r.Took.Round(time.Millisecond), float64(r.Messages)/r.Took.Seconds())
			if r.Took > limit {
				t.Errorf("it took %v, more than %v", r.Took, limit)
			}
		})
	}
}

// How long the outbox takes to empty when 5,000 messages wait.
func BenchmarkBacklog(b *testing.B) {
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		b.Run(string(dialect), func(b *testing.B) {
			for b.Loop() {
				r, err := backlog.Drain(b.Context(), dbtest.Open(b, dialect, []store.Migrations{mail.Migrations()}, nil), 5000)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(r.Messages)/r.Took.Seconds(), "mails/s")
				b.ReportMetric(r.Took.Seconds(), "s/backlog")
			}
		})
	}
}
