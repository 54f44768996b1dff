package intake_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/mail/postbox"
	"hearth/internal/platform/store"
)

// public reads the files of a public test set that a pattern finds; none without HEARTH_TEST_DATA.
func public(t *testing.T, pattern string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	dir := os.Getenv("HEARTH_TEST_DATA")
	if dir == "" {
		return all
	}
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if all[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// odd are mails of our own with what is odd about public ones.
func odd() [][]byte {
	all := [][]byte{{}, []byte("\x00\x01\xff"), []byte("no fields at all"), []byte("From: \xe9@\xff\r\nSubject: \x00\r\n\r\n\x00\xfe body"), bytes.Repeat([]byte("X: y\r\n"), 5000),
		[]byte("From: a@b.example\r\nContent-Type: multipart/mixed; boundary=\"\r\n\r\n--\r\n"), []byte("From: a@b.example\nSubject: =?utf-8?b?////?=\n\n"),
		[]byte("From: MAILER-DAEMON@x.example\r\nReturn-Path: <>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nSorry\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; c@d.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"),
		[]byte("From: c@d.example\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nAway\r\n"), []byte("From: l@d.example\r\nList-Id: <l.d.example>\r\n\r\nNews\r\n"),
		[]byte("From big@d.example Tue Nov 17\r\nFrom: big@d.example\r\nSubject: long\r\n\r\n" + strings.Repeat("A line of a long mail.\r\n", 8000))}
	deep := "From: deep@d.example\r\n"
	for i := range 60 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	all = append(all, []byte(deep))
	for i := range 20 {
		all = append(all, []byte(fmt.Sprintf("From: Person %d <p%d@d.example>\r\nTo: hr@ferrow-lund.example\r\nSubject: Question %d\r\nContent-Type: text/plain; charset=x-unknown-%d\r\n\r\nHow many days? \xe4\xf6\r\n", i, i, i, i)))
	}
	return all
}

// received are the fields that servers on the way write.
var received = regexp.MustCompile(`(?m)^Received: .*\n([ \t].*\n)*`)

// corpus are the mails of all public sets, each once, the texts of the answers as mails, and our own.
func corpus(t *testing.T) [][]byte {
	t.Helper()
	all, known := odd(), map[string]bool{}
	for _, pattern := range []string{"mail-gem-emails/spec/fixtures/emails/*/*.eml", "bounces-sample/maildir/*.eml"} {
		for _, raw := range public(t, pattern) {
			if same := strings.TrimSpace(received.ReplaceAllString(strings.ReplaceAll(string(raw), "\r\n", "\n"), "")); !known[same] {
				all, known[same] = append(all, raw), true
			}
		}
	}
	for name, text := range public(t, "email-reply-parser/test/emails/*.txt") {
		all = append(all, append([]byte("From: "+name+" <reader@elsewhere.example>\r\nTo: hr@ferrow-lund.example\r\nSubject: "+name+"\r\n\r\n"), text...))
	}
	return all
}

// copyOf is a mail with another id.
func copyOf(raw []byte, n int) []byte {
	id := fmt.Sprintf("Message-ID: <copy-%d@copies.example>\n", n)
	if line, rest, found := bytes.Cut(raw, []byte("\n")); found && bytes.HasPrefix(line, []byte("From ")) {
		return bytes.Join([][]byte{line, append([]byte(id), rest...)}, []byte("\n"))
	}
	return append([]byte(id), raw...)
}

// hurried is the product with two mailboxes on a database that does not wait for the disk.
func hurried(t *testing.T, dialect store.Dialect) *apptest.App {
	t.Helper()
	a := apptest.Configured(t, dialect, func(c *config.Config) { c.SMTP.From, c.MailReply = sender, pattern })
	if err := a.DB.Hurry(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"hr@ferrow-lund.example", "pay@ferrow-lund.example"} {
		if _, err := a.Intake.SaveMailbox(t.Context(), authz.System(intake.CLI), intake.SaveMailbox{Name: address, Address: address, Team: "advice", Kind: intake.Direct}); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func takeIn(t *testing.T, a *apptest.App, raw []byte, to string) {
	t.Helper()
	if err := a.Intake.Take(t.Context(), postbox.Envelope{From: "x@elsewhere.example", To: []string{to}, Via: postbox.ViaLMTP}, raw); err != nil {
		t.Fatalf("%v:\n%.200q", err, raw)
	}
}

// TestEachMailIsStoredOnceAndEndsSomewhere hands in many mails, some of them twice, by other servers, with other ends of lines and in another mailbox.
func TestEachMailIsStoredOnceAndEndsSomewhere(t *testing.T) {
	t.Parallel()
	for dialect, n := range map[store.Dialect]int{store.SQLite: counts(10_000), store.Postgres: counts(2000)} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			a, all := hurried(t, dialect), corpus(t)
			var sums [][32]byte
			for i := range n {
				raw := all[i%len(all)]
				if i >= len(all) {
					raw = copyOf(raw, i)
				}
				sums = append(sums, sha256.Sum256(raw))
				takeIn(t, a, raw, "hr@ferrow-lund.example")
				switch i % 20 {
				case 0:
					takeIn(t, a, raw, "pay@ferrow-lund.example")
				case 1:
					takeIn(t, a, append([]byte("Received: from x by y\r\n\twith z\r\nX-Original-To: pay@ferrow-lund.example\r\n"), raw...), "hr@ferrow-lund.example")
				}
				if i%100 == 99 {
					a.Clock.Advance(time.Hour)
				}
			}
			began := time.Now()
			if err := a.Intake.Pass(t.Context()); err != nil {
				t.Fatal(err)
			}
			took := time.Since(began)
			holds(t, a, sums)
			t.Logf("%d mails of %d, read in %v", n, len(all), took.Round(time.Millisecond))
		})
	}
}

// A mail that is taken in while the database refuses each transaction once, at a statement that differs from one to the next, is taken in once and needs no second pass.
func TestARefusedTransactionTakesTheMailIn(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			a := hurried(t, dialect)
			var sums [][32]byte
			for i, raw := range odd() {
				sums = append(sums, sha256.Sum256(raw))
				takeIn(t, a, raw, "hr@ferrow-lund.example")
				var asked atomic.Int64
				a.DB.Refuse(func(query string) bool { return query == "COMMIT" || int(asked.Add(1))%(1+i%9) == 0 })
				if err := a.Intake.Pass(t.Context()); err != nil {
					t.Fatalf("mail %d: %v", i, err)
				}
				a.DB.Refuse(nil)
			}
			holds(t, a, sums)
		})
	}
}

type keptMail struct {
	ID, State, Reason, FileID string
	Content                   []byte
}

// holds looks whether each mail is kept once, byte for byte, and ended somewhere.
func holds(t *testing.T, a *apptest.App, sums [][32]byte) {
	t.Helper()
	rows, err := store.All[keptMail](t.Context(), a.DB, `SELECT id, state, reason, file_id, content FROM intake_mail`)
	if err != nil {
		t.Fatal(err)
	}
	there, ends := map[[32]byte]int{}, map[string]int{}
	for _, r := range rows {
		ends[r.State]++
		if r.FileID != "" {
			f, _, err := a.Files.Open(t.Context(), a.DB, r.FileID)
			if err != nil {
				t.Fatal(err)
			}
			if r.Content, err = io.ReadAll(f); err != nil {
				t.Fatal(err)
			}
			_ = f.Close() // only read
		}
		there[sha256.Sum256(r.Content)]++
		if r.State == "stored" || r.State == "quarantine" && r.Reason == "" {
			t.Errorf("mail %s is %s, for the reason %q", r.ID, r.State, r.Reason)
		}
		if strings.Contains(r.Reason, "three times") || strings.Contains(r.Reason, "fault in Hearth") {
			t.Errorf("it could not be taken in: %.300q", r.Content)
		}
	}
	lost := 0
	for i, sum := range sums {
		if there[sum] != 1 {
			lost++
			t.Logf("mail %d is there %d times", i, there[sum])
		}
	}
	if lost > 0 || len(rows) != len(sums) {
		t.Errorf("of %d mails %d are not there once; %d are there in all", len(sums), lost, len(rows))
	}
	t.Logf("%d mails are kept: %v", len(rows), ends)
}

// panicking is a part of the product that fails with one name.
type panicking struct{ intake.Looks }

// Resembles implements intake.Looks.
func (p panicking) Resembles(ctx context.Context, name, address string) (string, error) {
	if name == "Pandora" {
		panic("planted")
	}
	return p.Looks.Resembles(ctx, name, address)
}

// TestAMailThatCannotBeReadHoldsNobodyUp plants a fault that one mail meets each time it is read.
func TestAMailThatCannotBeReadHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	a := hurried(t, store.SQLite)
	a.Intake.Looks = panicking{a.Intake.Looks}
	bad := []byte(written("Pandora <p@box.example>", "hr@ferrow-lund.example", "Box", "Open me."))
	takeIn(t, a, bad, "hr@ferrow-lund.example")
	takeIn(t, a, []byte(written("amina@ferrow-lund.example", "hr@ferrow-lund.example", "Next", "Two hours are missing.")), "hr@ferrow-lund.example")
	state := func() (bad, next string) {
		all, err := store.All[string](t.Context(), a.DB, `SELECT state FROM intake_mail ORDER BY id`)
		if err != nil || len(all) != 2 {
			t.Fatalf("%v, %v", all, err)
		}
		return all[0], all[1]
	}
	for i, wait := range []time.Duration{0, time.Minute, 2 * time.Minute} {
		if first, _ := state(); first != "stored" {
			t.Fatalf("after %d tries it is %s", i, first)
		}
		a.Clock.Advance(wait)
		if err := a.Intake.Pass(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, next := state(); next != "case" {
			t.Fatalf("after %d tries the next mail is %s", i+1, next)
		}
	}
	if first, _ := state(); first != "quarantine" {
		t.Errorf("after three tries it is %s", first)
	}
	raw, err := store.One[[]byte](t.Context(), a.DB, `SELECT content FROM intake_mail WHERE state = 'quarantine' AND reason <> ''`)
	if err != nil || !bytes.Equal(raw, bad) {
		t.Errorf("what is kept: %q, %v", raw, err)
	}
}
