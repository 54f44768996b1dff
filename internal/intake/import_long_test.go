package intake_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/mail/mailtest"
	"hearth/internal/platform/store"
)

// longTalk is one conversation of n mails of Amina, an hour apart.
func longTalk(n int, write func(i int) (fields []string, body string)) (all []string) {
	for i := range n {
		fields, body := write(i)
		if i > 0 {
			fields = append(fields, fmt.Sprintf("In-Reply-To: <t%d@old.example>", i-1))
		}
		mail := old(fmt.Sprint("t", i), amina, hrBox, "A long matter", body, 1, fields...)
		all = append(all, strings.Replace(mail, time.Date(2020, 3, 1, 9, 0, 0, 0, time.UTC).Format(time.RFC1123Z), time.Date(2020, 3, 1, 9+i, 0, 0, 0, time.UTC).Format(time.RFC1123Z), 1))
	}
	return all
}

func plainly(i int) ([]string, string) { return nil, text(i) }

func text(i int) string { return fmt.Sprintf("Text %d of it.", i) }

// scan is a mail of 3 MB with a file that no other has.
func scan(i int) (fields []string, body string) {
	random, source := make([]byte, 2_250_000), rand.NewPCG(uint64(i), 7)
	for at := 0; at < len(random); at += 4 {
		n := source.Uint64()
		random[at], random[at+1], random[at+2], random[at+3] = byte(n), byte(n>>8), byte(n>>16), byte(n>>24)
	}
	var b strings.Builder
	b.WriteString("--b\r\nContent-Type: text/plain\r\n\r\n" + text(i) + "\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=scan.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	for line := range slices.Chunk(append([]byte("%PDF-1.4\n"), random...), 57) {
		b.WriteString(base64.StdEncoding.EncodeToString(line) + "\r\n")
	}
	return []string{"MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b"}, b.String() + "--b--"
}

// A conversation is not held in memory, however long it is: one of 72 MB, or in the long run of 720, takes no more than 64 MiB of the heap, garbage counted. It does not run beside other tests,
// whose heap it would measure.
func TestALongConversationTakesLittleMemory(t *testing.T) {
	n := max(24, counts(240))
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		a := apptest.New(t, dialect)
		boxed(t, a)
		if err := a.DB.Hurry(t.Context()); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "old.mbox")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			mail := longTalk(i+1, func(j int) ([]string, string) {
				if j < i {
					return nil, ""
				}
				return scan(i)
			})[i]
			if _, err := f.WriteString("From x@y.example Tue Nov 17 10:00:00 2020\n" + mail + "\n"); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		var got intake.Imported
		most := mailtest.HeapGrowth(func() { got = brought(t, a, path, false) })
		t.Logf("%s, %d mails of 3 MB in one conversation: the heap grew by %d MiB, within %s", dialect, n, most>>20, time.Since(began).Round(time.Millisecond))
		if most > 64<<20 {
			t.Errorf("the heap grew by %d MiB", most>>20)
		}
		if got.Cases != 1 || got.Outcomes["case"] != 1 || got.Outcomes["reply"] != n-1 || len(got.LeftOut) > 0 {
			t.Errorf("got %+v", got)
		}
		whole(t, a, n)
		if files := counted(t, a, `SELECT count(DISTINCT sha256) FROM files_file WHERE name = 'scan.pdf'`); files != n {
			t.Errorf("%d files", files)
		}
	}
}

// whole looks whether one case holds n mails in their order, and each once.
func whole(t *testing.T, a *apptest.App, n int) {
	t.Helper()
	for what, want := range map[string]int{
		`SELECT count(*) FROM desk_case`:                                               1,
		`SELECT count(*) FROM intake_import`:                                           1,
		`SELECT count(*) FROM intake_mail WHERE case_id IN (SELECT id FROM desk_case)`: n,
		`SELECT count(*) FROM desk_entry WHERE kind = 'message'`:                       n,
		`SELECT count(DISTINCT body) FROM desk_entry`:                                  n,
		`SELECT count(*) FROM desk_waiting`:                                            1,
		`SELECT count(*) FROM desk_case c JOIN desk_waiting w ON w.case_id = c.id AND w.to_at = c.closed_at AND c.last_at = c.closed_at AND c.answered_at = c.closed_at`: 1,
		`SELECT COALESCE(SUM(closed), 0) FROM desk_tally`: 1,
	} {
		if got := counted(t, a, what); got != want {
			t.Errorf("%s: got %d, want %d", what, got, want)
		}
	}
	type entry struct {
		Body string
		At   store.Time
	}
	all, err := store.All[entry](t.Context(), a.DB, `SELECT body, at FROM desk_entry WHERE kind = 'message' ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range all {
		if e.Body != text(i) || i > 0 && !e.At.After(all[i-1].At) {
			t.Fatalf("message %d of %s says %.40q", i, e.At, e.Body)
		}
	}
	if _, err := a.Audit.Verify(t.Context(), a.DB); err != nil {
		t.Errorf("the record: %v", err)
	}
}

// The parts of a long conversation become one case, also when the import was ended between them.
func TestALongConversationGoesOnWhereItEnded(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		boxed(t, a)
		mails := longTalk(250, plainly)
		other := old("o", "Eva <eva@post.example>", hrBox, "Another", "Between.", 3)
		path := lay(t, append(mails, other)...)
		part := lay(t, mails[:120]...)
		if got := brought(t, a, part, false); got.Cases != 1 || got.Outcomes["reply"] != 119 {
			t.Errorf("the first part: %+v", got)
		}
		whole(t, a, 120)
		dry := brought(t, a, path, true)
		got := brought(t, a, path, false)
		if got.Cases != 1 || got.Outcomes["case"] != 1 || got.Outcomes["reply"] != 130 || got.Outcomes["duplicate"] != 120 {
			t.Errorf("the whole: %+v", got)
		}
		if dry.DryRun = false; fmt.Sprint(dry) != fmt.Sprint(got) {
			t.Errorf("the dry run said %+v, want %+v", dry, got)
		}
		if n := counted(t, a, `SELECT count(*) FROM desk_entry WHERE kind = 'message' AND case_id = (SELECT id FROM desk_case WHERE subject = 'A long matter')`); n != 250 {
			t.Errorf("%d messages", n)
		}
		a.Desk("marta").Get("/desk/cases/HR-"+fmt.Sprint(counted(t, a, `SELECT number FROM desk_case WHERE subject = 'A long matter'`))).Shows("Text 0 of it.", "Text 249 of it.")
		again := brought(t, a, path, false)
		if again.Cases != 0 || again.Outcomes["duplicate"] != 251 {
			t.Errorf("the second time %+v", again)
		}
	})
}

// What somebody has worked on since, what is kept for another time, and what is older than the last message there, becomes a case of its own.
func TestAnImportTouchesNoCaseThatSomebodyHas(t *testing.T) {
	t.Parallel()
	mails := longTalk(6, plainly)
	for name, between := range map[string]func(t *testing.T, a *apptest.App) (keep time.Duration, second []string){
		"worked on": func(t *testing.T, a *apptest.App) (time.Duration, []string) {
			number := fmt.Sprint("HR-", counted(t, a, `SELECT number FROM desk_case`))
			a.API("marta").Post("/api/v1/cases/"+number+"/restrict", map[string]any{"sensitivity": "team"}).Is(200)
			return 0, mails
		},
		"kept longer": func(*testing.T, *apptest.App) (time.Duration, []string) { return 24 * time.Hour, mails },
		"older":       func(*testing.T, *apptest.App) (time.Duration, []string) { return 0, mails },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := apptest.New(t, store.SQLite)
			boxed(t, a)
			first := mails[:3]
			if name == "older" {
				first = mails[2:5]
			}
			brought(t, a, lay(t, first...), false)
			longer, second := between(t, a)
			got, err := a.Intake.Import(t.Context(), authz.System(intake.CLI), intake.Import{Path: lay(t, second...), Mailbox: "hr", KeepUntil: a.DB.Now().AddDate(1, 0, 0).Add(longer)})
			if err != nil || got.Cases != 1 || got.Outcomes["duplicate"] != 3 || got.Outcomes["reply"] != 2 {
				t.Errorf("got %+v, %v", got, err)
			}
			if n := counted(t, a, `SELECT count(*) FROM desk_case`); n != 2 {
				t.Errorf("%d cases", n)
			}
		})
	}
}

// An import that is ended within a conversation leaves no mail without its case, and brings the rest into the same.
func TestAnImportEndedWithinAConversation(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		boxed(t, a)
		path := lay(t, longTalk(450, plainly)...)
		ctx, end := context.WithCancel(t.Context())
		defer end()
		go func() { // the end comes between two transactions
			for ctx.Err() == nil {
				if n, err := store.One[int](ctx, a.DB, `SELECT count(*) FROM intake_mail`); err != nil || n >= 100 {
					end()
				}
			}
		}()
		_, err := a.Intake.Import(ctx, authz.System(intake.CLI), intake.Import{Path: path, Mailbox: "HR", KeepUntil: a.DB.Now().AddDate(1, 0, 0)})
		before := counted(t, a, `SELECT count(*) FROM intake_mail`)
		t.Logf("ended %v at %d mails", errors.Is(err, context.Canceled), before)
		if before%100 != 0 && before != 450 {
			t.Errorf("it ended within a transaction, at %d mails", before)
		}
		if before < 450 {
			whole(t, a, before)
		}
		if got := brought(t, a, path, false); got.Cases != 0 || got.Outcomes["duplicate"] != before || got.Outcomes["reply"] != 450-before {
			t.Errorf("got %+v after %d", got, before)
		}
		whole(t, a, 450)
	})
}
