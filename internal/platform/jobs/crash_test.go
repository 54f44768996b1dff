package jobs_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// tables are what the processes of these tests leave behind: what was committed, what took effect, each attempt that committed, and each that was taken for dead.
const tables = `CREATE TABLE test_marker (n text PRIMARY KEY);
CREATE TABLE test_effect (n text PRIMARY KEY);
CREATE TABLE test_try (id text PRIMARY KEY, n text NOT NULL, attempt bigint NOT NULL);
CREATE TABLE test_dead (id text NOT NULL, n text NOT NULL, attempt bigint NOT NULL);`

// rounds is n for the full counts and a tenth of it otherwise.
func rounds(n int) int {
	if os.Getenv("HEARTH_LONG") != "" {
		return n
	}
	return n / 10
}

// child is the test binary started as a process of its own, to be killed or frozen. Its role is to write, to write jobs apart from what asks for them, to run jobs, to run them without the fence, or to begin them and never end.
func child(role, address string) {
	ctx := context.Background()
	db, err := store.Open(ctx, address, nil)
	if err != nil {
		panic(err)
	}
	work := jobs.Do("test.effect", func(ctx context.Context, n note) error {
		if role == "endless" {
			fmt.Println("began", n.Text)
			select {}
		}
		return effect(ctx, db, n.Text, role == "unfenced")
	})
	r, err := jobs.New(ctx, db, slog.New(slog.DiscardHandler), []jobs.Work{work}, nil, nil)
	if err != nil {
		panic(err)
	}
	if role == "write" || role == "write apart" {
		write(ctx, db, r, role == "write apart")
	}
	if err := r.Start(ctx); err != nil {
		panic(err)
	}
	fmt.Println("ready")
	select {}
}

var errUndone = errors.New("undone")

// write commits transactions that ask for a job each, and undoes three of ten, from four sides until it is killed. Apart, it asks in a transaction of its own, as nobody should.
func write(ctx context.Context, db *store.DB, r *jobs.Runner, apart bool) {
	for w := range 4 {
		go func() {
			for i := 0; ; i++ {
				n := note{ident.New()}
				ask := func(tx *store.Tx) error {
					if (i+w)%2 == 0 {
						return r.Enqueue(ctx, tx, "test.effect", n, store.Time{})
					}
					return jobs.Later(tx, "test.effect", n, store.Time{})
				}
				if apart && db.Tx(ctx, ask) != nil {
					continue
				}
				err := db.Tx(ctx, func(tx *store.Tx) error {
					_, err := tx.Exec(ctx, `INSERT INTO test_marker (n) VALUES ($1)`, n.Text)
					if err == nil && !apart {
						err = ask(tx)
					}
					if err == nil && rand.IntN(10) < 3 {
						err = errUndone
					}
					return err
				})
				if errors.Is(err, errUndone) {
					fmt.Println("undone", n.Text)
				}
			}
		}()
	}
	fmt.Println("ready")
	select {}
}

// effect takes a while, and then keeps its effect and that it was tried, in one transaction. Without the fence it does so as no job would.
func effect(ctx context.Context, db *store.DB, n string, unfenced bool) error {
	args, err := json.Marshal(note{n})
	if err != nil {
		return err
	}
	query := `SELECT attempt FROM river_job WHERE json(args) = $1`
	if db.Dialect() == store.Postgres {
		query = `SELECT attempt FROM river_job WHERE args = CAST($1 AS jsonb)`
	}
	attempt, err := store.One[int](ctx, db, query, string(args))
	if err != nil {
		return err
	}
	time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
	if unfenced {
		ctx = context.Background()
	}
	err = db.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO test_effect (n) VALUES ($1) ON CONFLICT (n) DO NOTHING`, n); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO test_try (id, n, attempt) VALUES ($1, $2, $3)`, ident.New(), n, attempt)
		return err
	})
	if err != nil && strings.Contains(err.Error(), "given to another worker") {
		fmt.Println("refused", n)
	}
	return err
}

// process is a running child.
type process struct {
	*exec.Cmd
	mu   sync.Mutex
	said []string
	gone chan struct{}
}

func start(t *testing.T, role, address string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(os.Args[0]), gone: make(chan struct{})}
	p.Env = append(os.Environ(), "HEARTH_JOBS_CHILD="+role, "HEARTH_JOBS_ADDRESS="+address)
	p.Stderr = os.Stderr
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	ready := make(chan struct{})
	go func() {
		defer close(p.gone)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if lines.Text() == "ready" {
				close(ready)
			}
			p.mu.Lock()
			p.said = append(p.said, lines.Text())
			p.mu.Unlock()
		}
		_ = p.Wait() // it is killed
	}()
	t.Cleanup(p.kill)
	select {
	case <-ready:
	case <-time.After(20 * time.Second):
		t.Fatal("the process does not come up")
	}
	return p
}

func (p *process) kill() {
	_ = p.Process.Kill() // it may have ended
	<-p.gone
}

// count returns how many lines begin with word.
func (p *process) count(word string) (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, line := range p.said {
		if strings.HasPrefix(line, word) {
			n++
		}
	}
	return n
}

// crashing opens an empty database for the processes of a test.
func crashing(t *testing.T, dialect store.Dialect) (string, *store.DB) {
	t.Helper()
	address := dbtest.Address(t, dialect, schema(t))
	db, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // a test's database
	for _, sql := range strings.Split(strings.TrimSuffix(tables, ";"), ";") {
		if err := db.Tx(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(t.Context(), sql); return err }); err != nil {
			t.Fatal(err)
		}
	}
	return address, db
}

func all(t *testing.T, db *store.DB, query string, args ...any) []string {
	t.Helper()
	found, err := store.All[string](t.Context(), db, query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// A writer is killed again and again: there is a job for each transaction that committed, once, and for no other.
func TestAJobIsThereIfItsTransactionCommitted(t *testing.T) {
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			k := killWriters(t, dialect, "write", rounds(60))
			t.Logf("%d transactions committed, %d undone, %d kills", k.committed, k.undone, rounds(60))
			if k.without > 0 || k.alone > 0 {
				t.Errorf("%d transactions committed, and their job did not run once; %d jobs ran whose transaction did not commit", k.without, k.alone)
			}
			if k.committed < 100 || k.undone < 20 {
				t.Error("too few: nothing is proved")
			}
		})
	}
	t.Run("asked for apart", func(t *testing.T) { // the control
		t.Parallel()
		if k := killWriters(t, store.SQLite, "write apart", 2); k.alone == 0 {
			t.Errorf("of %d transactions that were undone no job ran: the comparison could not find one", k.undone)
		}
	})
}

// outcome is what killed writers left: transactions that committed and were undone, those whose job did not run exactly once, and jobs without a transaction.
type outcome struct{ committed, undone, without, alone int }

func killWriters(t *testing.T, dialect store.Dialect, role string, kills int) (k outcome) {
	t.Helper()
	address, db := crashing(t, dialect)
	for range kills {
		p := start(t, role, address)
		time.Sleep(time.Duration(100+rand.IntN(300)) * time.Millisecond)
		p.kill()
		k.undone += p.count("undone")
	}
	ran := map[string]int{}
	r := runner(t, db, []jobs.Work{jobs.Do("test.effect", func(_ context.Context, n note) error { ran[n.Text]++; return nil })}, nil)
	drain(t, r)
	committed := all(t, db, `SELECT n FROM test_marker`)
	k.committed, k.alone = len(committed), len(ran)
	for _, n := range committed {
		if ran[n] != 1 {
			k.without++
		}
		if ran[n] > 0 {
			k.alone--
		}
	}
	return k
}

// nodes are several processes that run jobs.
type nodes struct {
	t                *testing.T
	db               *store.DB
	role, address    string
	pause            time.Duration // between two that are hurt
	running          []*process
	refused, hurt, n int
}

// rescue takes running jobs for dead that have run for longer than age, as river does after minutes, and keeps which. It passes over what somebody has locked: whoever is frozen in the
// midst of a transaction would have to wake up first, and waits to be woken by who asks here. On SQLite, where the one process meets its own jobs again, what waits for its next attempt
// is given it at once.
func (s *nodes) rescue(age time.Duration) {
	s.t.Helper()
	query, args := `UPDATE river_job SET state = 'available', scheduled_at = created_at WHERE state IN ('running', 'retryable') RETURNING json(args) ->> 'Text' AS n, attempt`, []any(nil)
	if s.db.Dialect() == store.Postgres {
		query, args = `UPDATE river_job SET state = 'available' WHERE id IN
			(SELECT id FROM river_job WHERE state = 'running' AND attempted_at < $1 FOR UPDATE SKIP LOCKED) RETURNING args ->> 'Text' AS n, attempt`, []any{time.Now().Add(-age)}
	}
	type row struct {
		N       string
		Attempt int
	}
	err := s.db.Tx(s.t.Context(), func(tx *store.Tx) error {
		dead, err := store.All[row](s.t.Context(), tx, query, args...)
		for _, d := range dead {
			if err == nil {
				_, err = tx.Exec(s.t.Context(), `INSERT INTO test_dead (id, n, attempt) VALUES ($1, $2, $3)`, ident.New(), d.N, d.Attempt)
			}
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// hurtOne kills a process and starts another in its place, or freezes it until its jobs were taken for dead, and lets it go on.
func (s *nodes) hurtOne(i int) {
	const lease = 300 * time.Millisecond
	p := s.running[i%len(s.running)]
	s.hurt++
	if i%2 == 0 {
		p.kill()
		s.refused += p.count("refused")
		s.rescue(lease)
		s.running[i%len(s.running)] = start(s.t, s.role, s.address)
		return
	}
	p.freeze(s.t)
	if s.db.Dialect() == store.Postgres {
		time.Sleep(2 * lease)
		s.rescue(lease)
		time.Sleep(4 * lease) // the others take what it had: they look for it every second
	} else {
		s.rescue(0) // nobody else is there to take it
	}
	if err := p.Process.Signal(syscall.SIGCONT); err != nil {
		s.t.Fatal(err)
	}
}

// freeze stops the process in a moment in which it does not write to a SQLite file: whoever would take its jobs for dead could not either.
func (p *process) freeze(t *testing.T) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); {
		if err := p.Process.Signal(syscall.SIGSTOP); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Millisecond) // the signal is delivered to every thread
		if !p.writes(t) {
			return
		}
		if err := p.Process.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.IntN(10)) * time.Millisecond)
	}
	t.Fatal("the process writes all the time")
}

// writes reports whether a process that is stopped has the lock of SQLite for writing: a byte of the index of the log. The system is asked, not the file, whose closing would give up the locks of this process.
func (p *process) writes(t *testing.T) bool {
	t.Helper()
	const byWriter = "120 120"
	locks, err := os.ReadFile("/proc/locks")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(locks)) {
		if strings.Contains(line, fmt.Sprintf(" WRITE %d ", p.Process.Pid)) && strings.HasSuffix(strings.TrimSpace(line), byWriter) {
			return true
		}
	}
	return false
}

// run enqueues n jobs and hurts processes until all are done.
func (s *nodes) run(n, processes int) {
	s.t.Helper()
	s.n, s.running = n, nil
	effects := func() int { return len(all(s.t, s.db, `SELECT n FROM test_effect`)) }
	before := effects()
	writer := runner(s.t, s.db, []jobs.Work{jobs.Do("test.effect", func(context.Context, note) error { return nil })}, nil)
	var asked atomic.Int64
	for range processes {
		s.running = append(s.running, start(s.t, s.role, s.address))
	}
	var enqueuing sync.WaitGroup
	enqueuing.Go(func() {
		for ; asked.Load() < int64(n); asked.Add(1) {
			enqueue(s.t, s.db, writer, "test.effect", note{ident.New()}, store.Time{})
		}
	})
	for i, end := 0, time.Now().Add(2*time.Minute); ; i++ {
		if effects()-before == n && asked.Load() == int64(n) {
			break
		}
		if time.Now().After(end) {
			s.t.Errorf("only %d of %d jobs took effect", effects()-before, n)
			break
		}
		time.Sleep(s.pause)
		s.hurtOne(i)
	}
	enqueuing.Wait()
	time.Sleep(200 * time.Millisecond) // what was thawed last comes to its end
	for _, p := range s.running {
		p.kill()
		s.refused += p.count("refused")
	}
}

// late are attempts that committed after they were taken for dead, or after a later one of the same job.
func (s *nodes) late() []string {
	return all(s.t, s.db, `SELECT a.n FROM test_try a WHERE EXISTS (SELECT 1 FROM test_dead d WHERE d.n = a.n AND d.attempt = a.attempt AND d.id < a.id)
		OR EXISTS (SELECT 1 FROM test_try b WHERE b.n = a.n AND b.id < a.id AND b.attempt > a.attempt)`)
}

// working returns processes that are about to run jobs in a role: one on SQLite, where one server owns the file.
func working(t *testing.T, dialect store.Dialect, role string) (s *nodes, processes int) {
	t.Helper()
	address, db := crashing(t, dialect)
	if dialect == store.SQLite {
		return &nodes{t: t, db: db, role: role, address: address, pause: 500 * time.Millisecond}, 1
	}
	return &nodes{t: t, db: db, role: role, address: address, pause: 300 * time.Millisecond}, 3
}

// Processes that run jobs are killed, and frozen until their jobs were taken for dead: every job takes effect once, and what wakes up keeps nothing.
func TestAJobTakesEffectOnceThoughWorkersDieOrFreeze(t *testing.T) {
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			s, processes := working(t, dialect, "node")
			for range 5 { // whether one of them is frozen in the midst of a job is chance
				if s.run(rounds(6000), processes); s.refused > 0 {
					break
				}
			}
			t.Logf("%d jobs, %d processes killed or frozen, %d attempts refused", s.n, s.hurt, s.refused)
			if late := s.late(); len(late) > 0 {
				t.Errorf("%d attempts committed after they were taken for dead", len(late))
			}
			if s.refused == 0 {
				t.Error("nothing that was frozen woke up to be refused: nothing is proved")
			}
		})
		t.Run(string(dialect)+", without the fence", func(t *testing.T) { // the control
			t.Parallel()
			s, processes := working(t, dialect, "unfenced")
			for range 5 { // chance, too
				if s.run(600, processes); len(s.late()) > 0 {
					return
				}
			}
			t.Error("no attempt committed late: the comparison could not find one")
		})
	}
}

// What a node ran when it was killed, another takes within seconds, or it itself does when it is started again: also what is periodic, of which no second one is begun while one runs. What a node runs that lives,
// busy or frozen, nobody takes.
func TestTheJobsOfADeadNodeAreTaken(t *testing.T) {
	t.Parallel()
	address, db := crashing(t, store.Postgres)
	asks := runner(t, db, []jobs.Work{jobs.Do("test.effect", func(context.Context, note) error { return nil })}, nil)
	until := func(what string, within time.Duration, holds func() bool) {
		t.Helper()
		for end := time.Now().Add(within); !holds(); time.Sleep(50 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("not within %v: %s", within, what)
			}
		}
	}
	done := func(n string) func() bool {
		return func() bool { return len(all(t, db, `SELECT n FROM test_effect WHERE n = $1`, n)) == 1 }
	}
	begins := func(n string) *process {
		t.Helper()
		p := start(t, "endless", address)
		enqueue(t, db, asks, "test.effect", note{n}, store.Time{})
		until(n+" is begun", 20*time.Second, func() bool { return p.count("began "+n) == 1 })
		return p
	}
	first := begins("alone")
	first.kill()
	other := start(t, "run", address)
	until("a node that starts takes what the dead one ran", 10*time.Second, done("alone"))
	other.kill()

	busy := begins("beside")
	other = start(t, "run", address)
	time.Sleep(5 * time.Second)
	busy.freeze(t)
	time.Sleep(5 * time.Second)
	if done("beside")() {
		t.Error("the job of a node that lives was taken")
	}
	busy.kill()
	until("another node takes what the dead one ran", 10*time.Second, done("beside"))
	if n := other.count("refused"); n != 0 {
		t.Errorf("%d attempts were refused", n)
	}
}
