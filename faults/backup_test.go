package faults

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// empty returns an installation with nothing in it, to restore into.
func (s *site) empty() *site {
	s.t.Helper()
	e := &site{t: s.t, data: filepath.Join(s.t.TempDir(), "restored"), token: s.token}
	if s.database == "" {
		return e
	}
	e.database = dbtest.Address(s.t, store.Postgres, nil)
	db, err := sql.Open("pgx", e.database)
	if err != nil {
		s.t.Fatal(err)
	}
	_, err = db.Exec(`DROP TABLE store_schema, store_fact, store_once`)
	if err := errors.Join(err, db.Close()); err != nil {
		s.t.Fatal(err)
	}
	return e
}

// refuses runs the binary, which must refuse with a sentence that has these words.
func (s *site) refuses(words string, args ...string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, binary, append(args, s.where()...)...).CombinedOutput()
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != 1 || !strings.Contains(string(out), words) {
		s.t.Errorf("hearth %v: %v, want a refusal with %q:\n%s", args, err, words, out)
	}
}

// The drill: back up beside a server that is written to, lose the machine, restore on another, go on.
func TestABackupBesideAServerBringsItBack(t *testing.T) {
	on(t, both, func(t *testing.T, s *site) {
		v := s.start()
		file := filepath.Join(t.TempDir(), "hearth.tar.gz")
		var mu sync.Mutex
		var acknowledged, before []string
		backedUp := make(chan struct{})
		var clients sync.WaitGroup
		for w := range 4 {
			clients.Go(func() {
				for i := 0; i < 2000; i++ {
					key := fmt.Sprintf("%d-%d", w, i)
					if status, _ := s.open(v.base, key); status == 201 {
						mu.Lock()
						acknowledged = append(acknowledged, key)
						mu.Unlock()
					}
					select {
					case <-backedUp:
						return
					default:
					}
				}
			})
		}
		count := func() int { mu.Lock(); defer mu.Unlock(); return len(acknowledged) }
		for end := time.Now().Add(30 * time.Second); count() < 40 && time.Now().Before(end); {
			time.Sleep(5 * time.Millisecond)
		}
		mu.Lock()
		before = append(before, acknowledged...)
		mu.Unlock()
		out := s.command("backup", file)
		tables, torn := s.oneByOne(t)
		s.tornCopy(t, func() []string { mu.Lock(); defer mu.Unlock(); return append([]string(nil), acknowledged...) })
		s.sealsMore(t)
		close(backedUp)
		clients.Wait()
		v.kill(t)
		if len(before) < 40 {
			t.Fatalf("only %d requests were acknowledged: nothing is proved", len(before))
		}
		t.Logf("%d acknowledged before, %d after; %s", len(before), len(acknowledged), out)

		e := s.empty()
		if body, err := os.ReadFile(filepath.Join(s.data, "audit.log")); err == nil { // what could be saved of the lost machine
			if err := errors.Join(os.MkdirAll(e.data, 0o700), os.WriteFile(filepath.Join(e.data, "audit.log"), body, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		e.refusesDamaged(file)
		e.command("restore", file)
		if said := e.command("audit", "verify"); !strings.Contains(said, "was restored on") || !strings.Contains(said, "; at least ") {
			t.Errorf("the record does not name the restore:\n%s", said)
		}
		e.compare(t, &ledger{}, "the restore")
		e.refuses("not empty", "restore", file)
		r := e.start()
		there := e.subjects(r.base)
		for _, key := range before {
			if there["Payslip "+key] != 1 {
				t.Errorf("request %s was acknowledged before the backup and is there %d times", key, there["Payslip "+key])
			}
		}
		e.refuses("A server already runs", "restore", file)
		r.kill(t)
		if torn != nil && len(e.tornTables(t, tables, torn)) == 0 { // the control
			t.Error("a copy of one table after the other is whole: the comparison would not find a torn backup")
		}
	})
}

// sealsMore waits until the server has written down one more head of its record: sealing happens once a second, and a fast machine is through with everything else before.
func (s *site) sealsMore(t *testing.T) {
	t.Helper()
	size := func() int64 {
		i, err := os.Stat(filepath.Join(s.data, "audit.log"))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if i == nil {
			return 0
		}
		return i.Size()
	}
	was := size()
	for end := time.Now().Add(20 * time.Second); size() == was; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("audit.log got no further head within 20 s of writing")
		}
	}
}

// refusesDamaged tries to restore a backup that is cut off, and one in which a bit of what it holds is changed: each is refused with a sentence, and nothing is written. Whole as an archive is the last one, so that
// only the sums inside tell.
func (s *site) refusesDamaged(file string) {
	s.t.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, damaged := range [][]byte{body[:len(body)/2], body[:len(body)-1], flipped(s.t, body), changed(s.t, body)} {
		broken := filepath.Join(s.t.TempDir(), "broken.tar.gz")
		if err := os.WriteFile(broken, damaged, 0o600); err != nil {
			s.t.Fatal(err)
		}
		s.refuses("is damaged or not whole", "restore", broken)
	}
	if _, err := os.Stat(filepath.Join(s.data, "key")); err == nil {
		s.t.Error("a damaged backup was written in part")
	}
}

// flipped returns the archive with one bit near its middle changed. Not every bit tells: what says how far back a repetition is copied from may say another place with the same bytes, and the backup is as whole as before.
func flipped(t *testing.T, body []byte) []byte {
	t.Helper()
	want, err := unzip(body)
	if err != nil {
		t.Fatal(err)
	}
	for at := len(body) / 2; at < len(body); at++ {
		flipped := slices.Clone(body)
		flipped[at] ^= 0x20
		if got, err := unzip(flipped); err != nil || !bytes.Equal(got, want) {
			return flipped
		}
	}
	t.Fatal("no bit of the backup matters")
	return nil
}

func unzip(body []byte) ([]byte, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unzipped)
}

// changed returns the archive with one bit of its longest entry changed, packed anew: its form is whole.
func changed(t *testing.T, body []byte) []byte {
	t.Helper()
	plain, err := unzip(body)
	if err != nil {
		t.Fatal(err)
	}
	at, longest := 0, int64(0)
	in := bytes.NewReader(plain)
	for all := tar.NewReader(in); ; {
		entry, err := all.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if entry.Size > longest {
			at, longest = len(plain)-in.Len(), entry.Size
		}
	}
	plain[at+int(longest)/2] ^= 1
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	_, err = zipped.Write(plain)
	if err := errors.Join(err, zipped.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tornCopy is the control of the drill: a copy of the database's file alone, taken beside the server, lacks something of what was acknowledged before it was begun, or cannot be read.
func (s *site) tornCopy(t *testing.T, acknowledged func() []string) {
	t.Helper()
	if s.database != "" {
		return
	}
	for range 10 { // just after a checkpoint the file holds everything
		if before := acknowledged(); s.tornNow(t, before) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("a copy of the file alone holds everything that was acknowledged: the comparison would not find a torn backup")
}

// oneByOne copies the tables of a PostgreSQL beside the server, each as it is when its turn comes.
func (s *site) oneByOne(t *testing.T) (tables []store.Table, rows map[string]*bytes.Buffer) {
	t.Helper()
	if s.database == "" {
		return nil, nil
	}
	db := s.db(t)
	defer db.Close() //nolint:errcheck // of a test
	copied := func(f func(p *store.Snapshot) error) {
		if err := db.Snapshot(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	copied(func(p *store.Snapshot) (err error) { tables, err = p.Tables(t.Context()); return err })
	rows = map[string]*bytes.Buffer{}
	for _, table := range tables {
		rows[table.Name] = new(bytes.Buffer)
		copied(func(p *store.Snapshot) error { _, err := p.CopyOut(t.Context(), table, rows[table.Name]); return err })
		time.Sleep(10 * time.Millisecond) // so that something is written between any two that belong together
	}
	return tables, rows
}

// tornTables puts tables into the database in place of what is there, and returns what is not whole then.
func (s *site) tornTables(t *testing.T, tables []store.Table, rows map[string]*bytes.Buffer) []string {
	t.Helper()
	db := s.db(t)
	defer db.Close() //nolint:errcheck // of a test
	err := db.Tx(t.Context(), func(tx *store.Tx) error {
		if err := tx.Clear(t.Context()); err != nil {
			return err
		}
		for _, table := range tables {
			if _, err := tx.CopyIn(t.Context(), table, rows[table.Name]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return []string{err.Error()} // it does not even fit together
	}
	return flaws(t, db, s.data)
}

// tornNow reports whether a copy of the database's file of this moment lacks one of the requests.
func (s *site) tornNow(t *testing.T, before []string) bool {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(s.data, "hearth.db"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "hearth.db")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), path, nil)
	if err != nil {
		return true
	}
	defer db.Close() //nolint:errcheck // of a test
	subjects, err := store.All[string](t.Context(), db, `SELECT subject FROM desk_case`)
	return err != nil || slices.ContainsFunc(before, func(key string) bool { return !slices.Contains(subjects, "Payslip "+key) })
}

// A server on PostgreSQL is brought back into another database with its own data directory, as whoever has lost a database does.
func TestARestoreTakesTheDirectoryOfTheServer(t *testing.T) {
	on(t, []store.Dialect{store.Postgres}, func(t *testing.T, s *site) {
		v := s.start()
		for i := range 5 {
			if status, _ := s.open(v.base, fmt.Sprint(i)); status != 201 {
				t.Fatalf("status %d", status)
			}
		}
		file := filepath.Join(t.TempDir(), "hearth.tar.gz")
		s.command("backup", file)
		if status, _ := s.open(v.base, "after"); status != 201 {
			t.Fatalf("status %d", status)
		}
		again := &site{t: t, data: s.data, database: s.empty().database, token: s.token}
		again.refuses("A server already runs", "restore", file)
		v.kill(t)
		again.command("restore", file)
		if said := again.command("audit", "verify"); !strings.Contains(said, "was restored on") {
			t.Errorf("the record does not name the restore:\n%s", said)
		}
		v = again.start()
		there := again.subjects(v.base)
		if len(there) != 5 || there["Payslip after"] > 0 {
			t.Errorf("after the restore there are %v", there)
		}
		if status, _ := again.open(v.base, "on"); status != 201 {
			t.Errorf("it does not go on: %d", status)
		}
	})
}

func TestARestoreThatIsKilledIsNotServed(t *testing.T) {
	on(t, both, func(t *testing.T, s *site) {
		v := s.start()
		for i := range 20 {
			if status, _ := s.open(v.base, fmt.Sprint(i)); status != 201 {
				t.Fatalf("status %d", status)
			}
		}
		file := filepath.Join(t.TempDir(), "hearth.tar.gz")
		s.command("backup", file)
		v.kill(t)
		killed, whole, partly := 0, 0, 0
		for i := range 12 {
			e := s.empty()
			c := exec.Command(binary, append([]string{"restore", file}, e.where()...)...)
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			if i%3 == 0 { // whatever the pace of the machine, some are killed just after the mark stands
				awaitMark(t, e.data, time.Duration(i)*time.Millisecond)
			} else {
				time.Sleep(time.Duration(10+15*i) * time.Millisecond)
			}
			_ = c.Process.Kill() // it may have ended
			_ = c.Wait()         // as above
			left, _ := filepath.Glob(filepath.Join(e.data, "*"))
			_, marked := os.Stat(filepath.Join(e.data, "restoring"))
			switch {
			case marked == nil:
				killed++
				e.refuses("was interrupted", "serve", "--listen", free(t))
				e.refuses("was interrupted", "restore", file)
				if partly == 0 && e.servedInPart(20) {
					partly++
				}
			case len(left) <= 1: // it had not begun
			default:
				whole++
				if there := e.subjects(e.start().base); len(there) != 20 {
					t.Errorf("%d requests of 20 after a restore that ended", len(there))
				}
			}
		}
		t.Logf("%d killed in the middle, %d whole", killed, whole)
		if killed == 0 {
			t.Error("no restore was killed in the middle: nothing is proved")
		}
		if partly == 0 { // the control
			t.Error("without its mark what a killed restore left is refused or whole all the same: that the mark is heeded is not proved")
		}
	})
}

// awaitMark returns when it has been seen for the time after that a restore into dir has begun.
func awaitMark(t *testing.T, dir string, after time.Duration) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(filepath.Join(dir, "restoring")); err == nil {
			time.Sleep(after)
			return
		}
		if time.Now().After(end) {
			t.Fatal("a restore set no mark in ten seconds")
		}
	}
}

// servedInPart takes away the mark of a restore that was killed, and reports whether a server then serves what it left, which is not all of so many cases.
func (s *site) servedInPart(cases int) bool {
	s.t.Helper()
	if err := os.Remove(filepath.Join(s.data, "restoring")); err != nil {
		s.t.Fatal(err)
	}
	v, err := s.tryBy()
	if err != nil {
		return false
	}
	v.kill(s.t)
	db := s.db(s.t)
	defer db.Close() //nolint:errcheck // of a test
	return count(s.t, db, `SELECT count(*) FROM desk_case`) < cases
}
