package audit_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// large is a record of many honest entries of five years, each with its MAC and its link: people are asked about by Zipf's law, by agents of six teams.
type large struct {
	db      *store.DB
	log     *audit.Log
	n       int
	persons int
	keys    []string
	random  *rand.Rand
	fill    audit.Filler
	at      time.Time
	step    time.Duration
}

const (
	agents = 200
	years  = 5
)

// newLarge prepares a record of n entries without any.
func newLarge(b *testing.B, dialect store.Dialect, n int) *large {
	db := dbtest.Open(b, dialect, []store.Migrations{audit.Migrations()}, clock.Fake(dbtest.Noon))
	l := &large{db: db, log: audit.New(db, []byte("a key"), slog.New(slog.DiscardHandler)), n: n, persons: max(agents+1, n/1000), random: rand.New(rand.NewPCG(1, 2)),
		at: dbtest.Noon.AddDate(-years, 0, 0)}
	l.fill.Log, l.step = l.log, dbtest.Noon.Sub(l.at)/time.Duration(n)
	if err := db.Hurry(b.Context()); err != nil {
		b.Fatal(err)
	}
	rows := make([][]any, l.persons)
	for i := range rows {
		l.keys = append(l.keys, ident.Secret())
		rows[i] = l.log.Subject(l.keys[i], "person-"+strconv.Itoa(i))
	}
	l.tx(b, func(ctx context.Context, tx *store.Tx) error {
		return tx.InsertAll(ctx, "audit_subject", []string{"key", "person_id", "mac"}, rows)
	})
	return l
}

func (l *large) tx(b *testing.B, f func(context.Context, *store.Tx) error) {
	b.Helper()
	if err := l.db.Tx(b.Context(), func(tx *store.Tx) error { return f(b.Context(), tx) }); err != nil {
		b.Fatal(err)
	}
}

// write appends entries until the record holds upTo; from says how many it holds.
func (l *large) write(b *testing.B, from, upTo int) {
	b.Helper()
	const atOnce = 20_000
	zipf := rand.NewZipf(l.random, 1.2, 50, uint64(l.persons-1))
	for ; from < upTo; from += atOnce {
		some := make([]audit.Old, 0, atOnce)
		for range min(atOnce, upTo-from) {
			l.at = l.at.Add(l.step)
			agent := l.random.IntN(agents)
			o := audit.Old{ID: idAt(l.at, l.random), At: store.At(l.at), Actor: l.keys[agent], Face: "desk", Action: "case.work", Kind: "case",
				Object: idAt(l.at, l.random), Subject: l.keys[zipf.Uint64()], Team: "team-" + strconv.Itoa(agent%6)}
			if l.random.IntN(10) < 7 {
				o.Action, o.Opening = "case.read", true
			}
			some = append(some, o)
		}
		l.tx(b, func(ctx context.Context, tx *store.Tx) error { return l.fill.Write(ctx, tx, some) })
	}
}

// idAt is an identifier as package ident made it at an instant.
func idAt(at time.Time, random *rand.Rand) string {
	var u uuid.UUID
	binary.BigEndian.PutUint64(u[:8], uint64(at.UnixMilli())<<16|uint64(random.Uint32N(1<<12)))
	binary.BigEndian.PutUint64(u[8:], random.Uint64())
	u[6], u[8] = u[6]&0x0f|0x70, u[8]&0x3f|0x80
	return u.String()
}

// indexes returns the statements that make the indexes again, and drops these: filling them row by row takes long.
func (l *large) indexes(b *testing.B) (again []string) {
	b.Helper()
	definition := `SELECT indexdef FROM pg_indexes WHERE indexname = $1`
	if l.db.Dialect() == store.SQLite {
		definition = `SELECT sql FROM sqlite_master WHERE name = $1`
	}
	l.tx(b, func(ctx context.Context, tx *store.Tx) error {
		for _, name := range []string{"subject", "unsealed", "record"} {
			create, err := store.One[string](ctx, tx, definition, "audit_entry_"+name)
			if err != nil {
				return err
			}
			again = append(again, create)
			if _, err := tx.Exec(ctx, `DROP INDEX audit_entry_`+name); err != nil {
				return err
			}
		}
		return nil
	})
	return again
}

// whoSaw asks who saw a person's record in a year and reads every page of the answer. It returns the entries and how long that took.
func (l *large) whoSaw(b *testing.B, person int, from time.Time) (seen int, took time.Duration) {
	b.Helper()
	asked, began := audit.Asked{From: store.At(from), To: store.At(from.AddDate(1, 0, 0))}, time.Now()
	for {
		page, err := audit.SeenOf(b.Context(), l.db, "person-"+strconv.Itoa(person), asked, 100)
		if err != nil {
			b.Fatal(err)
		}
		seen += len(page)
		if len(page) < 100 {
			return seen, time.Since(began)
		}
		asked.After = page[99].ID
	}
}

// verify reads the whole record.
func (l *large) verify(b *testing.B, want int) {
	b.Helper()
	began := time.Now()
	found, err := l.log.Verify(b.Context(), l.db)
	if err != nil || found.Sealed != int64(want) {
		b.Fatalf("%+v, %v", found, err)
	}
	took := time.Since(began)
	b.Logf("verify: %d entries in %v, %.0f a second", want, took.Round(time.Millisecond), float64(want)/took.Seconds())
}

// BenchmarkLargeRecord prints how long it takes to answer who saw somebody's record in a year, and to verify, among HEARTH_ENTRIES entries: 100,000 when it
// is not set. The answer among ten million has to be whole within a minute.
func BenchmarkLargeRecord(b *testing.B) {
	n := 100_000
	if text := os.Getenv("HEARTH_ENTRIES"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			b.Fatal(err)
		}
	}
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		b.Run(string(dialect), func(b *testing.B) {
			began, tenth := time.Now(), n/10
			l := newLarge(b, dialect, n)
			again := l.indexes(b)
			l.write(b, 0, tenth)
			l.verify(b, tenth)
			l.write(b, tenth, n)
			l.tx(b, func(ctx context.Context, tx *store.Tx) error {
				for _, create := range again {
					if _, err := tx.Exec(ctx, create); err != nil {
						return err
					}
				}
				return nil
			})
			if dialect == store.Postgres {
				l.tx(b, func(ctx context.Context, tx *store.Tx) error { _, err := tx.Exec(ctx, `ANALYZE`); return err })
			}
			b.Logf("%d honest entries about %d people made in %v", n, l.persons, time.Since(began).Round(time.Second))
			l.answers(b)
			l.verify(b, n)
		})
	}
}

// answers asks about the busiest record and about a hundred others.
func (l *large) answers(b *testing.B) {
	b.Helper()
	const limit = time.Minute
	from := dbtest.Noon.AddDate(-2, 0, 0)
	seen, worst := l.whoSaw(b, 0, from)
	b.Logf("who saw the busiest record in a year: %d entries, all pages in %v", seen, worst.Round(time.Microsecond))
	var all []time.Duration
	for range 100 {
		_, took := l.whoSaw(b, l.random.IntN(l.persons), from.AddDate(0, 0, -l.random.IntN(3*365)))
		all = append(all, took)
	}
	slices.Sort(all)
	b.Logf("who saw one of a hundred others: p50 %v, p95 %v, slowest %v", all[49], all[94], all[99])
	began := time.Now()
	if _, err := audit.OpeningsOf(b.Context(), l.db, "person-0", "", store.Always, 50); err != nil {
		b.Fatal(err)
	}
	b.Log(fmt.Sprint("the first page of the busiest person's own openings: ", time.Since(began)))
	if seen == 0 || max(worst, all[99]) > limit {
		b.Errorf("%d entries, the slowest answer in %v; at most %v", seen, max(worst, all[99]), limit)
	}
}
