package faults

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"hearth/internal/app"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
)

// perTalk is how many mails each conversation of an old mailbox has.
const perTalk = 3

// oldMailbox writes an mbox of so many conversations, and makes the mailbox that they become part of.
func (s *site) oldMailbox(talks int) (path string) {
	s.t.Helper()
	a, err := app.Open(s.t.Context(), app.Options{Config: config.Config{Place: config.Place{Data: s.data, Database: s.database}}})
	if err != nil {
		s.t.Fatal(err)
	}
	_, err = a.Intake.SaveMailbox(s.t.Context(), authz.System(intake.CLI), intake.SaveMailbox{Name: "HR", Address: "hr@ferrow-lund.example", Team: "hr", Kind: intake.Direct})
	if err != nil {
		s.t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		s.t.Fatal(err)
	}
	var b bytes.Buffer
	for m := range perTalk { // the mails of a conversation lie far from each other
		for i := range talks {
			from, to, answers := fmt.Sprintf("p%d@post.example", i%50), "hr@ferrow-lund.example", ""
			if m%2 == 1 {
				from, to = to, from
			}
			if m > 0 {
				answers = fmt.Sprintf("In-Reply-To: <%d-%d@old.example>\n", i, m-1)
			}
			fmt.Fprintf(&b, "From x@y.example Tue Nov 17 10:00:00 2020\nFrom: %s\nTo: %s\nSubject: Payslip %d\nMessage-ID: <%d-%d@old.example>\nDate: %s\n%s\nThis is text %d of talk %d.\n\n",
				from, to, i, i, m, time.Date(2020, 3, 1+m, 9, 0, i, 0, time.UTC).Format(time.RFC1123Z), answers, m, i)
		}
	}
	path = filepath.Join(s.t.TempDir(), "old.mbox")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

func count(t *testing.T, db *store.DB, sql string) int {
	t.Helper()
	n, err := store.One[int](t.Context(), db, sql)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// killedImport begins the import and kills it a random while after it wrote something new. It reports whether it was still running then.
func (s *site) killedImport(db *store.DB, path string, random *rand.Rand) bool {
	s.t.Helper()
	before := count(s.t, db, `SELECT count(*) FROM intake_mail`)
	c := exec.Command(binary, s.importing(path)...)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		s.t.Fatal(err)
	}
	gone := make(chan error, 1)
	go func() { gone <- c.Wait() }()
	for count(s.t, db, `SELECT count(*) FROM intake_mail`) == before {
		select {
		case err := <-gone:
			if err != nil {
				s.t.Fatalf("%v\n%s", err, out.String())
			}
			return false
		case <-time.After(2 * time.Millisecond):
		}
	}
	time.Sleep(time.Duration(random.IntN(40)) * time.Millisecond) // the moment is random
	_ = c.Process.Signal(syscall.SIGKILL)                         // it may have ended
	return <-gone != nil
}

func (s *site) importing(path string) []string {
	return append([]string{"mail", "import", "--mailbox", "HR", "--keep-until", time.Now().AddDate(1, 0, 0).Format(time.DateOnly), "--json", path}, s.where()...)
}

// An import that is killed again and again, and begun again each time, brings in each mail once, and its report adds up.
func TestAKilledImportBringsEachMailOnce(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	on(t, both, func(t *testing.T, s *site) {
		talks, random := 400, rand.New(rand.NewPCG(seed, 3))
		if long() {
			talks = 4000
		}
		path, db := s.oldMailbox(talks), s.db(t)
		defer db.Close() //nolint:errcheck // of a test
		kills := 0
		for range rounds(40) {
			if !s.killedImport(db, path, random) {
				break
			}
			kills++
			if n := count(t, db, `SELECT count(*) FROM intake_mail WHERE case_id NOT IN (SELECT id FROM desk_case)`); n > 0 {
				t.Errorf("after kill %d, %d mails are of no case", kills, n)
			}
		}
		before := count(t, db, `SELECT count(*) FROM intake_mail`)
		if kills < 2 {
			t.Fatalf("%d kills with %d of %d mails there: nothing is proved", kills, before, talks*perTalk)
		}
		var got intake.Imported
		c := exec.Command(binary, s.importing(path)...)
		if out, err := c.Output(); err != nil || json.Unmarshal(out, &got) != nil {
			t.Fatalf("%v: %s", err, out)
		}
		t.Logf("%d kills, after which %d of %d mails were there; then %v", kills, before, talks*perTalk, got.Outcomes)
		if sum := got.Outcomes["case"] + got.Outcomes["reply"] + before; got.Read != talks*perTalk || got.Outcomes["duplicate"] != before || sum != got.Read || got.Cases != talks-before/perTalk || len(got.LeftOut) > 0 {
			t.Errorf("the report does not add up: %+v", got)
		}
		for what, want := range map[string]int{
			`SELECT count(*) FROM intake_mail`:                                      talks * perTalk,
			`SELECT count(DISTINCT digest) FROM intake_mail`:                        talks * perTalk,
			`SELECT count(*) FROM desk_case`:                                        talks,
			`SELECT count(*) FROM intake_import`:                                    talks,
			`SELECT count(DISTINCT entry_id) FROM intake_mail WHERE entry_id <> ''`: talks * perTalk,
			`SELECT count(*) FROM desk_entry WHERE kind = 'message'`:                talks * perTalk,
			`SELECT count(DISTINCT body) FROM desk_entry WHERE kind = 'message'`:    talks * perTalk,
		} {
			if n := count(t, db, what); n != want {
				t.Errorf("%s: got %d, want %d", what, n, want)
			}
		}
		if db.Dialect() == store.SQLite {
			for _, f := range pages(t, db) {
				t.Error(f)
			}
		}
		if err := verify(t, db, s.data); err != nil {
			t.Errorf("the record: %v", err)
		}
	})
}
