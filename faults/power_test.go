package faults

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"hearth/internal/platform/store"
)

// recording is what the server did to its files while it was written to, and what was there before.
type recording struct {
	s      *site
	before string // a copy of the data directory as it was
	events []event
	acts   int
	sent   []act
	ended  time.Time // when the server had ended
	said   string
}

// record runs the server under strace, has stories written, and ends it as signal does.
func record(t *testing.T, s *site, stories int64, signal syscall.Signal, more ...string) *recording {
	t.Helper()
	agent := s.staff()
	r := &recording{s: s, before: filepath.Join(t.TempDir(), "before")}
	if err := os.CopyFS(r.before, os.DirFS(s.data)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "trace")
	v := s.startBy(strace(t, file, more...)...)
	var told atomic.Int64
	l := &load{ledger: &ledger{}, s: s, agent: agent, base: v.base, run: "r", once: func() bool { return told.Add(1) <= stories }}
	wait := l.write(8)
	wait()
	sent, acked := l.copies()
	r.acts, r.sent = len(acked), sent
	if signal == 0 { // it ends by itself
		<-v.gone
	} else {
		v.end(t, signal)
	}
	r.ended, r.said = time.Now(), v.log.String()
	r.events = readTrace(t, file, s.data)
	return r
}

// cuts are moments at which the power fails, in their order: how many events have ended.
func (r *recording) cuts(n int, random *rand.Rand) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = 1 + random.IntN(len(r.events))
	}
	slices.Sort(all)
	return all
}

// inMemory is where what a cut left is looked at: quickly where the system keeps a directory in memory.
func inMemory() string {
	if _, err := os.Stat("/dev/shm"); err == nil {
		return "/dev/shm"
	}
	return ""
}

// outcome is what cuts at many moments came to.
type outcome struct {
	cuts, lost int // lost: cuts after which something acknowledged was gone
	flawed     int
	firsts     []string // what was wrong, a few of them
	checked    int      // acknowledged acts that were looked for
}

func (o *outcome) wrong(counter *int, format string, args ...any) {
	*counter++
	if len(o.firsts) < 5 {
		o.firsts = append(o.firsts, fmt.Sprintf(format, args...))
	}
}

// cut cuts the power at n moments, starts anew from what is left each time, and compares. A deaf disk ignores syncs of the files that deaf names. started is
// called for each installation that a cut left, before it is looked at.
func (r *recording) cut(t *testing.T, n int, seed uint64, deaf func(string) bool, started func(dir string, i int)) (o outcome) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 2))
	d := loadDisk(t, r.before, random)
	if deaf != nil {
		d.deaf = deaf
	}
	left, err := os.MkdirTemp(inMemory(), "hearth-left")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(left) //nolint:errcheck // it is temporary
	var acked []act
	done := 0
	for i, moment := range r.cuts(n, random) {
		for ; done < moment; done++ {
			e := r.events[done]
			if e.act != (act{}) {
				acked = append(acked, e.act)
			}
			d.apply(e)
		}
		dir := filepath.Join(left, fmt.Sprint(i))
		d.cut(t, dir)
		if started != nil {
			started(dir, i)
		}
		o.look(t, dir, acked, moment)
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// look opens what a cut left, and compares it with what was acknowledged until then.
func (o *outcome) look(t *testing.T, dir string, acked []act, moment int) {
	t.Helper()
	o.cuts++
	db, err := store.Open(t.Context(), filepath.Join(dir, "hearth.db"), nil)
	if err != nil {
		o.wrong(&o.flawed, "cut %d: it does not open: %v", moment, err)
		return
	}
	defer db.Close() //nolint:errcheck // of a test
	if damaged := pages(t, db); len(damaged) > 0 {
		o.wrong(&o.flawed, "cut %d: %s", moment, damaged)
		return
	}
	o.checked += len(acked)
	if gone := missing(kept(t, db), acked); len(gone) > 0 {
		o.wrong(&o.lost, "cut %d: of %d acknowledged acts %d are gone: %v", moment, len(acked), len(gone), gone[:min(len(gone), 3)])
	}
	if found := flaws(t, db, dir); len(found) > 0 {
		o.wrong(&o.flawed, "cut %d: %s", moment, strings.Join(found, "; "))
	}
}

// Whatever a power cut leaves of what was not synced, everything that was acknowledged is there, and nothing is there in part.
func TestAcknowledgedActsSurvivePowerCuts(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	on(t, []store.Dialect{store.SQLite}, func(t *testing.T, s *site) {
		r := record(t, s, 24, syscall.SIGTERM)
		n := rounds(1200)
		again := 0
		o := r.cut(t, n, seed, nil, func(dir string, i int) {
			if i%(n/4) == 0 { // the product itself starts on some of them
				again++
				(&site{t: t, data: dir}).start().kill(t)
			}
		})
		t.Logf("shown: %d events with %d acts; %d cuts, %d acknowledged acts looked for; started %d times", len(r.events), r.acts, o.cuts, o.checked, again)
		if o.lost > 0 || o.flawed > 0 {
			t.Errorf("after %d cuts something acknowledged was gone, after %d something was not whole:\n%s", o.lost, o.flawed, strings.Join(o.firsts, "\n"))
		}
		if o.checked < 10*n || r.acts < 80 {
			t.Error("too little was acknowledged before the cuts: nothing is proved")
		}
		r.sabotage(t, seed)
	})
}

// sabotage plants faults into the disk, each of which the comparison must find.
func (r *recording) sabotage(t *testing.T, seed uint64) {
	for what, c := range map[string]struct {
		deaf func(string) bool
		sees func(outcome) int
	}{
		"nothing is synced":         {func(string) bool { return true }, func(o outcome) int { return o.lost }},
		"the log is not synced":     {func(path string) bool { return path == "hearth.db-wal" }, func(o outcome) int { return o.lost }},
		"attachments are not":       {func(path string) bool { return strings.HasPrefix(path, "files/") }, func(o outcome) int { return o.flawed }},
		"the data directory is not": {func(path string) bool { return path == "" }, func(o outcome) int { return o.flawed }},
		"the database is not":       {func(path string) bool { return path == "hearth.db" }, func(o outcome) int { return o.flawed + o.lost }},
	} {
		o := r.cut(t, 15, seed, c.deaf, nil)
		t.Logf("sabotage, %s: of %d cuts %d lost something, %d left something in part", what, o.cuts, o.lost, o.flawed)
		if c.sees(o) == 0 {
			t.Errorf("%s, and the comparison does not find it", what)
		}
	}
}
