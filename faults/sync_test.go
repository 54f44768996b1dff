package faults

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/store"
)

const endsIn = time.Second

// A sync fails at a random moment, and the system drops what was to be written: the server acknowledges nothing more and ends, and what it acknowledged
// before is there whatever of the rest came to the disk.
func TestAFailedSyncIsNeverAcknowledged(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 3))
	for i := range rounds(50) {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			on(t, []store.Dialect{store.SQLite}, func(t *testing.T, s *site) {
				nth := 12 + random.IntN(30) // of each thread
				r := record(t, s, 1000, 0, "-e", fmt.Sprintf("inject=fsync,fdatasync:error=EIO:when=%d", nth))
				r.endsAtOnce(t)
				o := r.cut(t, 10, seed, nil, nil)
				if o.lost > 0 || o.flawed > 0 {
					t.Errorf("something acknowledged was gone, or something not whole:\n%s", strings.Join(o.firsts, "\n"))
				}
				if r.unacknowledged(t, seed) == 0 { // the control
					t.Error("everything that was sent is there: a server that acknowledges in spite of the failure would not be found")
				}
			})
		})
	}
}

// endsAtOnce looks for the first failed sync, and for answers long after it.
func (r *recording) endsAtOnce(t *testing.T) {
	t.Helper()
	failed := -1
	late := 0
	for i, e := range r.events {
		switch {
		case failed < 0 && e.failed && strings.HasSuffix(e.call, "sync"):
			failed = i
		case failed >= 0 && e.act != (act{}) && e.begun > failed && e.when.Sub(r.events[failed].when) > endsIn/10:
			late++ // an answer to what was committed before may just be on its way
		}
	}
	if failed < 0 {
		t.Fatal("no sync failed: nothing is proved")
	}
	f := r.events[failed]
	t.Logf("the sync of %q failed after %d acts; the server ended %v later", f.path, r.acts, r.ended.Sub(f.when).Round(time.Millisecond))
	if late > 0 || r.ended.Sub(f.when) > endsIn || !strings.Contains(r.said, "sync failed") {
		t.Errorf("%d answers came later, it ended after %v and said:\n%s", late, r.ended.Sub(f.when), r.said)
	}
}

// unacknowledged is how many of the acts that were sent are not there after the end of the record.
func (r *recording) unacknowledged(t *testing.T, seed uint64) int {
	t.Helper()
	d := loadDisk(t, r.before, rand.New(rand.NewPCG(seed, 4)))
	for _, e := range r.events {
		d.apply(e)
	}
	dir := t.TempDir()
	d.cut(t, dir)
	db, err := store.Open(t.Context(), filepath.Join(dir, "hearth.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // of a test
	return len(missing(kept(t, db), r.sent))
}

// The same for the files whose syncs are rare: at a checkpoint, whose failure no caller of SQLite is told of, at the seal of the record, at an attachment.
func TestTheServerEndsWhicheverSyncFails(t *testing.T) {
	// Which sync fails first: late enough for some acts to be acknowledged before, of which each with an attachment syncs the files.
	for name, first := range map[string]int{"hearth.db": 4, "audit.log": 4, "files": 24} {
		t.Run(name, func(t *testing.T) {
			on(t, []store.Dialect{store.SQLite}, func(t *testing.T, s *site) {
				agent := s.staff()
				file := filepath.Join(t.TempDir(), "trace")
				v := s.startBy(append(strace(t, file), "-P", filepath.Join(s.data, name), "-e", fmt.Sprintf("inject=fsync,fdatasync:error=EIO:when=%d+", first))...)
				book := &ledger{}
				l := &load{ledger: book, s: s, agent: agent, base: v.base, run: "r"}
				wait := l.write(4)
				select {
				case <-v.gone:
				case <-time.After(30 * time.Second):
					t.Error("the server still runs")
					l.stop.Store(true)
				}
				wait()
				if _, acked := book.copies(); len(acked) < 4 || !strings.Contains(v.log.String(), "sync failed") {
					t.Errorf("%d acts, and it said:\n%s", len(acked), v.log)
				}
				r := recording{events: readTrace(t, file, s.data), ended: time.Now(), said: v.log.String()}
				r.endsAtOnce(t)
				s.start()
				s.compare(t, book, "a failed sync of "+name)
			})
		})
	}
}
