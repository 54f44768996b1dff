package audit_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
)

// flawed returns the flaw within err, or an empty one.
func flawed(err error) *audit.Flaw {
	if f, ok := errors.AsType[*audit.Flaw](err); ok {
		return f
	}
	return &audit.Flaw{}
}

const (
	isSealed = 60
	isLoose  = 6
)

// sealedRecord is a record of isSealed entries, sealed in parts, whose heads stand in a file, and isLoose that are not sealed.
func sealedRecord(t *testing.T, db *store.DB, clk *clock.Clock) (l *audit.Log, file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "audit.log")
	l = audit.New(db, []byte("a key"), slog.New(slog.DiscardHandler)).AnchorAt(file)
	write := func(n int) {
		for i := range n {
			clk.Advance(time.Second)
			run(t, db, func(ctx context.Context, tx *store.Tx) error {
				return l.Record(ctx, tx, audit.Entry{By: theo, Action: "case.work", Kind: "case", Object: fmt.Sprint("c", i%7), Person: fmt.Sprint("p", i%3), Team: "payroll"})
			})
		}
	}
	for left := isSealed; left > 0; left -= 12 {
		write(12)
		seal(t, l)
	}
	write(isLoose)
	return l, file
}

func seal(t *testing.T, l *audit.Log) {
	t.Helper()
	if err := l.Seal(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// tampering is a random manipulation of the record by somebody who may write to the database but does not hold the key. It returns the first entry that
// is no longer as it was, or 0 where that cannot be said beforehand.
type tampering struct {
	what string
	do   func(x *tamper) int64
}

// tamper runs statements in a transaction that is never committed.
type tamper struct {
	*testing.T
	rand *rand.Rand
	tx   *store.Tx
}

func (x *tamper) exec(sql string, args ...any) {
	x.Helper()
	n, err := x.tx.Exec(x.Context(), sql, args...)
	if err != nil || (n == 0 && !strings.HasPrefix(sql, "DROP")) {
		x.Fatalf("%s %v: %d rows, %v", sql, args, n, err)
	}
}

// any is a random sealed entry; two are in their order.
func (x *tamper) any() int64 { return 1 + x.rand.Int64N(isSealed) }

func (x *tamper) two() (a, b int64) {
	a = 1 + x.rand.Int64N(isSealed-1)
	return a, a + 1 + x.rand.Int64N(isSealed-a)
}

// other is a value that the column does not hold there.
func (x *tamper) other(column string) any {
	switch column {
	case "at":
		return x.tx.Now().Add(time.Duration(1+x.rand.IntN(1e6)) * time.Microsecond)
	case "opening":
		return true
	}
	return fmt.Sprintf("%x", x.rand.Uint64())
}

var columns = []string{"id", "at", "actor", "task", "face", "action", "kind", "object", "subject", "team", "opening", "mac"}

func (x *tamper) column() string { return columns[x.rand.IntN(len(columns))] }

var tamperings = []tampering{
	{"edit", func(x *tamper) int64 {
		n, c := x.any(), x.column()
		x.exec(`UPDATE audit_entry SET `+c+` = $2 WHERE seq = $1`, n, x.other(c))
		return n
	}},
	{"edit the link", func(x *tamper) int64 {
		n := x.any()
		x.exec(`UPDATE audit_entry SET link = $2 WHERE seq = $1`, n, x.other("link"))
		return n
	}},
	{"remove", func(x *tamper) int64 {
		n := x.any()
		x.exec(`DELETE FROM audit_entry WHERE seq = $1`, n)
		return n
	}},
	{"remove and close the gap", func(x *tamper) int64 {
		n := 1 + x.rand.Int64N(isSealed-1)
		x.exec(`DELETE FROM audit_entry WHERE seq = $1`, n)
		x.exec(`UPDATE audit_entry SET seq = seq - 1 WHERE seq > $1`, n)
		return n
	}},
	{"cut off the end", func(x *tamper) int64 {
		n := x.any()
		x.exec(`DELETE FROM audit_entry WHERE seq >= $1`, n)
		return n
	}},
	{"take the seal off the end", func(x *tamper) int64 {
		n := x.any()
		x.exec(`UPDATE audit_entry SET seq = NULL, link = NULL WHERE seq >= $1`, n)
		return n
	}},
	{"cut off the beginning", func(x *tamper) int64 {
		n := x.any()
		x.exec(`DELETE FROM audit_entry WHERE seq <= $1`, n)
		return 1
	}},
	{"cut off the beginning and number anew", func(x *tamper) int64 {
		n := 1 + x.rand.Int64N(isSealed-1)
		x.exec(`DELETE FROM audit_entry WHERE seq <= $1`, n)
		x.exec(`UPDATE audit_entry SET seq = seq - $1`, n)
		return 1
	}},
	{"change places", func(x *tamper) int64 {
		a, b := x.two()
		x.exec(`UPDATE audit_entry SET seq = $1 + $2 - seq WHERE seq IN ($1, $2)`, a, b)
		return a
	}},
	{"change places and links", func(x *tamper) int64 {
		a, b := x.two()
		x.exec(`UPDATE audit_entry SET seq = $1 + $2 - seq, link = (SELECT o.link FROM audit_entry o WHERE o.seq = $1 + $2 - audit_entry.seq)
			WHERE seq IN ($1, $2)`, a, b)
		return a
	}},
	{"move to the end", func(x *tamper) int64 {
		n := 1 + x.rand.Int64N(isSealed-1)
		x.exec(`UPDATE audit_entry SET seq = $2 WHERE seq = $1`, n, isSealed+1)
		x.exec(`UPDATE audit_entry SET seq = seq - 1 WHERE seq > $1`, n)
		return n
	}},
	{"copy over another", func(x *tamper) int64 {
		a, b := x.two()
		x.exec(`UPDATE audit_entry SET action = 'x', object = 'y', mac = (SELECT o.mac FROM audit_entry o WHERE o.seq = $1) WHERE seq = $2`, a, b)
		return b
	}},
	{"put in a copy", func(x *tamper) int64 {
		n := x.any()
		x.exec(`INSERT INTO audit_entry (id, at, actor, task, face, action, kind, object, subject, team, opening, mac, seq, link)
			SELECT 'ffffffff', at, actor, task, face, action, kind, object, subject, team, opening, mac, seq, link FROM audit_entry WHERE seq = $1`, n)
		return n
	}},
	{"add a copy", func(x *tamper) int64 {
		n := x.any()
		x.exec(`INSERT INTO audit_entry (id, at, actor, task, face, action, kind, object, subject, team, opening, mac, seq, link)
			SELECT 'ffffffff', at, actor, task, face, action, kind, object, subject, team, opening, mac, $2, link FROM audit_entry WHERE seq = $1`, n, isSealed+1)
		return isSealed + 1
	}},
	{"edit what is not sealed", func(x *tamper) int64 {
		c := x.column()
		id, err := store.One[string](x.Context(), x.tx, `SELECT id FROM audit_entry WHERE seq IS NULL ORDER BY id LIMIT 1 OFFSET $1`, x.rand.IntN(isLoose))
		if err != nil {
			x.Fatal(err)
		}
		x.exec(`UPDATE audit_entry SET `+c+` = $2 WHERE id = $1`, id, x.other(c))
		return 0
	}},
	{"say that somebody else did it", func(x *tamper) int64 {
		p := x.person()
		x.exec(`UPDATE audit_subject SET person_id = 'mallory' WHERE person_id = $1`, p)
		return first[p]
	}},
	{"swap two people", func(x *tamper) int64 {
		a, b := x.person(), x.person()
		for b == a {
			b = x.person()
		}
		for _, step := range [][2]string{{a, "between"}, {b, a}, {"between", b}} {
			x.exec(`UPDATE audit_subject SET person_id = $2 WHERE person_id = $1`, step[0], step[1])
		}
		return min(first[a], first[b])
	}},
	{"make somebody nobody", func(x *tamper) int64 {
		p := x.person()
		x.exec(`DELETE FROM audit_subject WHERE person_id = $1`, p)
		return first[p]
	}},
	{"give somebody another key", func(x *tamper) int64 {
		p := x.person()
		x.exec(`UPDATE audit_subject SET key = $2 WHERE person_id = $1`, p, x.other("key"))
		return first[p]
	}},
	{"take away or change what ties somebody to their key", func(x *tamper) int64 {
		p := x.person()
		x.exec(`UPDATE audit_subject SET mac = $2 WHERE person_id = $1`, p, []any{"", x.other("mac")}[x.rand.IntN(2)])
		return first[p]
	}},
	{"put in somebody", func(x *tamper) int64 {
		x.exec(`INSERT INTO audit_subject (key, person_id, mac) SELECT 'made up', 'mallory', mac FROM audit_subject WHERE person_id = $1`, x.person())
		return 0
	}},
	{"bring back whom nobody knows any more as somebody else", func(x *tamper) int64 {
		x.exec(`INSERT INTO audit_subject (key, person_id, mac) SELECT subject, 'mallory', '' FROM audit_entry WHERE seq = $1`, first[erased])
		return first[erased]
	}},
	{"deny that somebody was erased", func(x *tamper) int64 {
		x.exec(`DELETE FROM audit_gone`)
		return first[erased]
	}},
	{"remove everything", func(x *tamper) int64 {
		x.exec(`DELETE FROM audit_entry`)
		return 1
	}},
}

// first is the first entry of each person of sealedRecord; erased is the one whom TestEveryTamperingIsFound erases.
var first = map[string]int64{"theo": 1, "p0": 1, "p1": 2, erased: 3}

const erased = "p2"

// person is somebody who is in the record, and was not erased.
func (x *tamper) person() string { return []string{"theo", "p0", "p1"}[x.rand.IntN(3)] }

var errUndo = errors.New("undo")

func TestEveryTamperingIsFound(t *testing.T) {
	times := 100
	if os.Getenv("HEARTH_LONG") != "" {
		times = 1000
	}
	each(t, func(t *testing.T, db *store.DB, _ *audit.Log, clk *clock.Clock) {
		l, _ := sealedRecord(t, db, clk)
		run(t, db, func(ctx context.Context, tx *store.Tx) error { return l.Personal(nil)[0].Erase(ctx, tx, erased) })
		found, err := l.Verify(t.Context(), db)
		if err != nil || found.Sealed != isSealed || found.Unsealed != isLoose || found.Heads != 1+isSealed/12 {
			t.Fatalf("untouched: %+v, %v", found, err)
		}
		db.Refuse(nil) // the statements below are the test's own
		seed := uint64(time.Now().UnixNano())
		t.Logf("seed %d", seed)
		random := rand.New(rand.NewPCG(seed, 1))
		for i := range times {
			kind := tamperings[i%len(tamperings)]
			err := db.Tx(t.Context(), func(tx *store.Tx) error {
				x := &tamper{t, random, tx}
				x.exec(`DROP INDEX audit_entry_seq`)
				want := kind.do(x)
				_, err := l.Verify(t.Context(), tx)
				if got := flawed(err); err == nil || got.Seq != want {
					t.Errorf("%s: entry %d, found %v", kind.what, want, err)
				}
				return errUndo
			})
			if !errors.Is(err, errUndo) {
				t.Fatal(err)
			}
		}
		if _, err := l.Verify(t.Context(), db); err != nil {
			t.Errorf("after all: %v", err)
		}
	})
}

// A running server that goes on sealing does not cover up what was removed before.
func TestSealingOnHidesNothing(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, _ *audit.Log, clk *clock.Clock) {
		l, _ := sealedRecord(t, db, clk)
		run(t, db, func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.Exec(ctx, `DELETE FROM audit_entry WHERE seq > $1`, isSealed-3)
			return err
		})
		seal(t, l)
		if _, err := l.Verify(t.Context(), db); flawed(err).Seq != isSealed {
			t.Errorf("%v", err)
		}
	})
}

func TestTheFileOfHeads(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, _ *audit.Log, clk *clock.Clock) {
		l, file := sealedRecord(t, db, clk)
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		verify := func(name, text string, ok bool) {
			t.Helper()
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := l.Verify(t.Context(), db); (err == nil) != ok {
				t.Errorf("%s: %v", name, err)
			}
		}
		lines := strings.SplitAfter(string(body), "\n")
		verify("a changed number", strings.Replace(string(body), "seal 24", "seal 25", 1), false)
		verify("a lost part of a line", string(body)[:len(lines[0])-9]+"\n"+strings.Join(lines[1:], ""), false)
		verify("a line that is being written", string(body)+"seal 6", true)
		seal(t, l)
		if _, err := l.Verify(t.Context(), db); err != nil {
			t.Errorf("after a crash: %v", err)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Verify(t.Context(), db); err == nil {
			t.Error("the file is gone")
		}
	})
}

func TestARestoreIsNamed(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, _ *audit.Log, clk *clock.Clock) {
		l, file := sealedRecord(t, db, clk)
		run(t, db, func(ctx context.Context, tx *store.Tx) error { // what a backup of an hour ago looks like
			_, err := tx.Exec(ctx, `DELETE FROM audit_entry WHERE seq > $1 OR seq IS NULL`, 30)
			return err
		})
		again := audit.New(db, []byte("a key"), slog.New(slog.DiscardHandler)).AnchorAt(file)
		if err := again.Restored(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 40 {
			run(t, db, func(ctx context.Context, tx *store.Tx) error {
				return again.Record(ctx, tx, audit.Entry{By: theo, Action: "case.work", Kind: "case", Object: "c"})
			})
		}
		seal(t, again)
		found, err := l.Verify(t.Context(), db)
		if err != nil || len(found.Breaks) != 1 || found.Breaks[0].After != 30 || found.Breaks[0].Sealed != isSealed || found.Sealed != 70 {
			t.Errorf("%+v, %v", found, err)
		}
	})
}

// What is recorded is sealed within a second, at the quickest of several times: at others the machine may be busy.
func TestRunSealsWithinASecond(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, l *audit.Log, _ *clock.Clock) {
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); l.Run(ctx) }()
		defer func() { stop(); <-ended }()
		const times = 5
		var took []time.Duration
		for i := range times {
			began := time.Now()
			run(t, db, func(ctx context.Context, tx *store.Tx) error {
				return l.Record(ctx, tx, audit.Entry{By: theo, Action: "case.work", Kind: "case", Object: "c1"})
			})
			l.Opened(audit.Entry{By: theo, Action: "case.read", Kind: "case", Object: fmt.Sprint("c", i)})
			for sealed := int64(0); sealed < int64(2*(i+1)); time.Sleep(20 * time.Millisecond) {
				found, err := l.Verify(t.Context(), db)
				if err != nil {
					t.Fatal(err)
				}
				if sealed = found.Sealed; time.Since(began) > time.Minute {
					t.Fatalf("%+v after %v", found, time.Since(began))
				}
			}
			took = append(took, time.Since(began))
		}
		if slices.Sort(took); took[1] > time.Second { // each but the first began just after something was sealed
			t.Errorf("sealed after %v", took)
		}
	})
}
