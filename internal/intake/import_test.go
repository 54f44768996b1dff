package intake_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
)

// lay writes mails into an mbox and returns its path.
func lay(t *testing.T, mails ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "old.mbox")
	var b strings.Builder
	for _, m := range mails {
		b.WriteString("From x@y.example Tue Nov 17 10:00:00 2020\n" + strings.ReplaceAll(m, "\r\n", "\n") + "\n")
		if !strings.HasSuffix(m, "\n") {
			b.WriteString("\n")
		}
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// old is a mail of the years before.
func old(id, from, to, subject, body string, day int, fields ...string) string {
	all := append([]string{"From: " + from, "To: " + to, "Subject: " + subject, "Message-ID: <" + id + "@old.example>",
		"Date: " + time.Date(2020, 3, day, 9, 0, 0, 0, time.UTC).Format(time.RFC1123Z)}, fields...)
	return strings.Join(all, "\r\n") + "\r\n\r\n" + body + "\r\n"
}

func boxed(t *testing.T, a *apptest.App) intake.Mailbox {
	t.Helper()
	box, err := a.Intake.SaveMailbox(t.Context(), authz.System(intake.CLI), intake.SaveMailbox{Name: "HR", Address: "hr@ferrow-lund.example", Team: "advice", Kind: intake.Direct})
	if err != nil {
		t.Fatal(err)
	}
	return box
}

func brought(t *testing.T, a *apptest.App, path string, dry bool) intake.Imported {
	t.Helper()
	got, err := a.Intake.Import(t.Context(), authz.System(intake.CLI), intake.Import{Path: path, Mailbox: "hr", KeepUntil: a.DB.Now().AddDate(1, 0, 0), DryRun: dry})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func counted(t *testing.T, a *apptest.App, sql string, args ...any) int {
	t.Helper()
	n, err := store.One[int](t.Context(), a.DB, sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

const hrBox, amina = "HR <hr@ferrow-lund.example>", "Amina <amina@ferrow-lund.example>"

// years is an old mailbox; what has to become of it was counted by hand.
func years() []string {
	return []string{
		old("a1", amina, hrBox, "Quitten", "Where is my payslip?", 1),
		old("a2", "Marta <marta@ferrow-lund.example>", amina, "Re: Quitten", "It is on its way.", 2, "In-Reply-To: <a1@old.example>"),
		old("a3", amina, hrBox, "Re: Quitten", "Thank you.\r\n>From here it works.", 3, "References: <a1@old.example> <a2@old.example>"),
		old("b1", "Eva Holm <eva@post.example>", hrBox, "Quitten", "Another person, the same subject.", 2),
		old("b2", hrBox, "eva@post.example", "Re: Quitten", "We answer by the shared address.", 4, "In-Reply-To: <b1@old.example>", "MIME-Version: 1.0",
			"Content-Type: multipart/mixed; boundary=b"), // a body without parts
		old("c1", "Mallory <mallory@evil.example>", hrBox, "Re: Quitten", "I name the mails of others.", 1, "References: <a1@old.example> <b1@old.example>"),
		old("d1", amina, hrBox, "Out of office", "I am away.", 5, "Auto-Submitted: auto-replied", "In-Reply-To: <a2@old.example>"),
		old("e1", "Mailer <MAILER-DAEMON@post.example>", hrBox, "Undelivered", "No such person.", 5, "Auto-Submitted: auto-replied"),
		old("f1", "nobody", hrBox, "x", "No sender.", 6),
		old("g1", hrBox, hrBox, "x", "To ourselves.", 6),
		old("h1", "Pavel <pavel@ferrow-lund.example>", hrBox, "List", "--b\r\nContent-Type: text/plain\r\n\r\nSee the list.\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=liste.txt\r\n\r\none\r\n--b--",
			7, "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b"),
	}
}

func TestAnOldMailboxBecomesCases(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		boxed(t, a)
		mails := years()
		path := lay(t, append(mails, mails[0])...)
		mailed := counted(t, a, `SELECT count(*) FROM mail_outbox`)
		dry := brought(t, a, path, true)
		if n := counted(t, a, `SELECT count(*) FROM intake_mail`); n != 0 {
			t.Errorf("a dry run wrote %d mails", n)
		}
		got := brought(t, a, path, false)
		want := map[string]int{"case": 4, "reply": 3, "record": 2, "duplicate": 1, "left out": 2}
		if got.Read != 12 || got.Cases != 4 || !reflect.DeepEqual(got.Outcomes, want) || len(got.LeftOut) != 2 || got.First.Day() != 1 || got.Last.Day() != 7 {
			t.Errorf("got %+v", got)
		}
		if dry.DryRun = false; !reflect.DeepEqual(dry, got) {
			t.Errorf("the dry run said %+v", dry)
		}
		name := func(subject, by string) string {
			n := counted(t, a, `SELECT number FROM desk_case WHERE subject = $1 AND by_person IN (SELECT id FROM people_person WHERE email = $2) AND state = 'closed' AND outcome = 'answered' AND channel = 'mail'`, subject, by)
			return fmt.Sprintf("HR-%d", n)
		}
		a.Desk("marta").Get("/desk/cases/"+name("Quitten", "amina@ferrow-lund.example")).Shows("Where is my payslip?", "It is on its way.", "From here it works.").Hides("Another person", "mails of others")
		a.Desk("marta").Get("/desk/cases/"+name("Quitten", "eva@post.example")).Shows("Another person", "shared address").Hides("payslip?")
		a.Desk("marta").Get("/desk/cases/"+name("Quitten", "mallory@evil.example")).Hides("payslip?", "Another person")
		a.Desk("marta").Get("/desk/cases/" + name("List", "pavel@ferrow-lund.example")).Shows("liste.txt")
		a.Portal("amina").Get("/requests/" + name("Quitten", "amina@ferrow-lund.example")).Shows("It is on its way.")
		a.API("marta").Get("/api/v1/search?q=liste").Shows(name("List", "pavel@ferrow-lund.example"))
		if n := counted(t, a, `SELECT count(*) FROM desk_entry WHERE side = 'hr' AND kind = 'message'`); n != 2 {
			t.Errorf("%d messages of HR", n)
		}
		if n := counted(t, a, `SELECT count(*) FROM promise_promise`); n != 0 {
			t.Errorf("%d promises", n)
		}
		a.Drain()
		if n := counted(t, a, `SELECT count(*) FROM mail_outbox`); n != mailed {
			t.Errorf("%d mails were written", n-mailed)
		}
		again := brought(t, a, path, false)
		if again.Cases != 0 || again.Outcomes["duplicate"] != 10 || again.Outcomes["left out"] != 2 || counted(t, a, `SELECT count(*) FROM desk_case`) != 4 {
			t.Errorf("the second time %+v", again)
		}
		comes(t, a, mails[3], "duplicate") // a mail that came by import does not come again
	})
}

func TestAnImportGoesOnWhereItEnded(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		boxed(t, a)
		var mails []string
		for i := range 450 {
			mails = append(mails, old(fmt.Sprint("m", i), fmt.Sprintf("p%d@post.example", i%90), hrBox, "Subject", fmt.Sprint("Text ", i), 1+i%28))
		}
		receive(t, a, mails[7]) // by the intake, before
		path := lay(t, mails...)
		ctx, end := context.WithCancel(t.Context())
		killed := false
		stop := make(chan struct{})
		go func() { // the end comes between two transactions
			defer close(stop)
			for ctx.Err() == nil {
				n, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM intake_mail`)
				if err != nil || n > 100 {
					end()
				}
				time.Sleep(2 * time.Millisecond)
			}
		}()
		_, err := a.Intake.Import(ctx, authz.System(intake.CLI), intake.Import{Path: path, Mailbox: "HR", KeepUntil: a.DB.Now().AddDate(1, 0, 0)})
		killed = errors.Is(err, context.Canceled)
		end()
		<-stop
		before := counted(t, a, `SELECT count(*) FROM intake_mail`)
		got := brought(t, a, path, false)
		t.Logf("killed %v at %d mails", killed, before)
		if n := counted(t, a, `SELECT count(*) FROM intake_mail`); n != 450 || got.Outcomes["duplicate"] != before {
			t.Errorf("%d mails, %+v after %d", n, got, before)
		}
		if n := counted(t, a, `SELECT count(*) FROM desk_case`); n != 450 {
			t.Errorf("%d cases", n)
		}
	})
}

func TestImportedCasesGoWhenTheirDateHasPassed(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		boxed(t, a)
		_, err := a.Intake.Import(t.Context(), authz.System(intake.CLI), intake.Import{Path: lay(t, years()...), Mailbox: "HR", KeepUntil: a.DB.Now().Time})
		if err == nil {
			t.Error("a date that is not in the future was taken")
		}
		brought(t, a, lay(t, years()...), false)
		mine := ask(t, a, "pavel")
		cli := authz.System(erasure.CLI)
		hold, err := a.Erasure.Place(t.Context(), cli, erasure.Place{Person: "amina@ferrow-lund.example", Reason: "A proceeding."})
		if err != nil {
			t.Fatal(err)
		}
		left := func() (cases, mails int) {
			if err := a.Intake.Expire(t.Context()); err != nil {
				t.Fatal(err)
			}
			return counted(t, a, `SELECT count(*) FROM desk_case WHERE subject <> ''`), counted(t, a, `SELECT count(*) FROM intake_mail WHERE content IS NOT NULL`)
		}
		if c, m := left(); c != 5 || m != 9 {
			t.Errorf("before the date: %d cases, %d mails", c, m)
		}
		a.DB.Clock().Advance(366 * 24 * time.Hour)
		if c, m := left(); c != 2 || m != 5 { // Amina's and what is no import; her four mails and the bounce of nobody's case
			t.Errorf("under a hold: %d cases, %d mails", c, m)
		}
		if _, err := a.Erasure.Lift(t.Context(), cli, erasure.Lift{ID: hold.ID}); err != nil {
			t.Fatal(err)
		}
		if c, m := left(); c != 1 || m != 1 {
			t.Errorf("after it: %d cases, %d mails", c, m)
		}
		if n := counted(t, a, `SELECT count(*) FROM audit_entry WHERE action = 'intake.retention' AND object IN ('1', '3')`); n != 2 {
			t.Errorf("%d entries in the record", n)
		}
		a.Portal("pavel").Get("/requests/" + mine.Number).Is(200)
	})
}

// A case that cannot be erased is named, and holds up none of those beside it.
func TestAnImportedCaseThatCannotGoHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		boxed(t, a)
		brought(t, a, lay(t, years()...), false)
		if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO intake_import (case_id, keep_until, person_id) VALUES ('0-lost', $1, '')`, a.DB.Now())
			return err
		}); err != nil {
			t.Fatal(err)
		}
		a.DB.Clock().Advance(366 * 24 * time.Hour)
		if err := a.Intake.Expire(t.Context()); err == nil || !strings.Contains(err.Error(), "imported case 0-lost") {
			t.Errorf("got %v", err)
		}
		if n := counted(t, a, `SELECT count(*) FROM desk_case WHERE subject <> ''`); n != 0 {
			t.Errorf("%d cases are left", n)
		}
		if n := counted(t, a, `SELECT count(*) FROM intake_import`); n != 1 {
			t.Errorf("%d imports are left, want the lost one", n)
		}
	})
}

func TestAPersonsImportedMailsAreFound(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		boxed(t, a)
		brought(t, a, lay(t, years()...), false)
		cli := authz.System(erasure.CLI)
		took, err := a.Erasure.Export(t.Context(), cli, erasure.Export{Person: "eva@post.example"})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := took.WriteJSON(t.Context(), &b); err != nil || !strings.Contains(b.String(), "Another person, the same subject.") || !strings.Contains(b.String(), "We answer by the shared address.") {
			t.Errorf("the export says %s, %v", b.String(), err)
		}
		if _, err := a.Erasure.Erase(t.Context(), cli, erasure.Erase{Person: "eva@post.example"}); err != nil {
			t.Fatal(err)
		}
		if n := counted(t, a, `SELECT count(*) FROM desk_entry WHERE body LIKE '%Another person%'`) + counted(t, a, `SELECT count(*) FROM intake_mail WHERE message_id = 'b2@old.example'`) + counted(t, a, `SELECT count(*) FROM intake_mail WHERE from_address = 'eva@post.example'`); n != 0 {
			t.Errorf("%d traces", n)
		}
	})
}

// Whatever lies in the files, the import ends, and counts every mail.
func TestHostileMailboxes(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	boxed(t, a)
	refs := strings.Repeat("<x@old.example> ", 5000)
	mails := []string{"", "\x00\xff", "Subject: no end of head", old("x", "a@b.example", hrBox, "x", "x", 1, "References: "+refs), old("x", "a@b.example", hrBox, "twice the id", "y", 1),
		old("y", "a@b.example", hrBox, strings.Repeat("s", 5000), strings.Repeat("t", 200_000), 1, "Content-Length: 99999999"), old("z", "c@d.example", hrBox, "no date", "x", 1), "Date: Tue, 17 Nov 2099 10:00:00 +0000\r\nFrom: e@f.example\r\n\r\nfuture"}
	got := brought(t, a, lay(t, mails...), false)
	sum := 0
	for _, n := range got.Outcomes {
		sum += n
	}
	if got.Read != len(mails) || sum != got.Read {
		t.Errorf("%+v for %d mails", got, len(mails))
	}
	dir := t.TempDir()
	for name, mail := range map[string]string{"cur/1:2,S": mails[3], "new/2": mails[6], "tmp/3": mails[4], ".Sent/cur/4": old("q", "g@h.example", hrBox, "x", "q", 2), "b.eml": old("r", "g@h.example", hrBox, "x", "r", 2)} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(mail), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if got := brought(t, a, dir, false); got.Read != 4 || got.Outcomes["duplicate"] != 2 || got.Outcomes["case"] != 2 {
		t.Errorf("the Maildir became %+v", got)
	}
}
