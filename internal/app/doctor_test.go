package app_test

import (
	"errors"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"hearth/internal/app"
	"hearth/internal/apptest"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// unsafe returns what the doctor says is unsafe, the mail server left out.
func unsafe(t *testing.T, a *apptest.App) []string {
	t.Helper()
	c := a.Config
	c.PublicURL, c.SMTP = "https://hr.example.org", config.SMTP{Address: "mail.example.org:587", From: "hr@example.org", TLS: "auto"}
	var all []string
	for _, f := range app.Doctor(t.Context(), c, a.Clock) {
		if f.Unsafe {
			all = append(all, f.Text)
		}
	}
	return all
}

func TestTheDoctorNamesWhatIsLeftLying(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		if err := os.Chmod(a.Config.Data, 0o700); err != nil {
			t.Fatal(err)
		}
		a.Drain()
		says := func(want string) {
			t.Helper()
			found := unsafe(t, a)
			for _, f := range found {
				if strings.Contains(f, want) {
					return
				}
			}
			t.Errorf("got %q, want %q", found, want)
		}
		quiet := func(words ...string) {
			t.Helper()
			for _, f := range unsafe(t, a) {
				for _, word := range words {
					if strings.Contains(f, word) {
						t.Errorf("it says %q", f)
					}
				}
			}
		}
		exec := func(sql string, args ...any) {
			t.Helper()
			if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(t.Context(), sql, args...); return err }); err != nil {
				t.Fatal(err)
			}
		}
		quiet("administrator", "have not left", "gave up", "clock of this", "could not", "newer release", "Others")
		if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
			return mail.Enqueue(t.Context(), tx, mail.Message{Kind: "test", PersonID: apptest.ID("amina"), Channel: mail.Email, To: "amina@ferrow-lund.example",
				Subject: "Waiting", Text: "It waits."})
		}); err != nil {
			t.Fatal(err)
		}
		quiet("have not left")
		a.Clock.Advance(2 * time.Hour)
		says("Mails and text messages that have not left for more than an hour: 1")
		problem, err := locale.M("The permission to use the mailbox has ended or was taken back. It says: %s", "no").MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		exec(`UPDATE intake_mailbox SET problem = '' WHERE problem <> ''`)
		quiet("mailbox")
		exec(`INSERT INTO intake_mailbox (id, name, address, team_id, service_id, kind, strangers, server, tls, username, folder, done_folder, trusted, silent_hours, paused, validity, uid, lay_before, doubles,
			problem, created_at, sign_in, permission_until, reached_at) VALUES ('ailing', 'Payroll', 'ailing@ferrow-lund.example', 'payroll', 'general', 'imap', 'open', 'm:993', 'auto', 'u', 'INBOX', '', '', 0, $1, 0, 0, 0, 0,
			$2, $3, 'oauth', $4, $3)`, false, string(problem), a.DB.Now(), store.At(a.DB.Now().AddDate(0, 0, 10)))
		says("The mailbox Payroll is not fetched as it should be since 2026-11-17 14:00 UTC; see /admin/mailboxes. The permission to use the mailbox has ended or was taken back. It says: no")
		says("The certificate by which the mailbox Payroll signs in ends on 2026-11-27. Renew it.")
		a.Clock.Advance(11 * 24 * time.Hour)
		says("The certificate by which the mailbox Payroll signs in ended on 2026-11-27. Renew it.")
		exec(`UPDATE intake_mailbox SET paused = $1 WHERE id = 'ailing'`, true)
		quiet("mailbox")
		a.Clock.Advance(-11 * 24 * time.Hour)
		if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
			return a.Jobs.Enqueue(t.Context(), tx, "app.forget_answers", struct{}{}, tx.Now())
		}); err != nil {
			t.Fatal(err)
		}
		exec(`UPDATE river_job SET state = 'discarded', finalized_at = CURRENT_TIMESTAMP`)
		says("Jobs that gave up after their last attempt: ")
		if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
			return a.Audit.Record(t.Context(), tx, audit.Entry{By: a.Actor(authz.Portal, "amina"), Action: "case.work", Kind: "case", Object: "c"})
		}); err != nil {
			t.Fatal(err)
		}
		a.Clock.Advance(-time.Hour)
		says("The clock of this machine shows")
		exec(`DELETE FROM people_role WHERE role = $1`, string(authz.Admin))
		says("There is no administrator")
		exec(`UPDATE store_version_mail SET version_id = 999 WHERE version_id = (SELECT max(version_id) FROM store_version_mail)`)
		says("newer release")
	})
}

// What PostgreSQL may lose is named, and at a start it is in the log. The server of these tests syncs nothing.
func TestTheDoctorNamesASettingThatLosesWrites(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.Postgres)
	asked := a.Config.Database
	for more, want := range map[string]bool{"": false, "&synchronous_commit=off": true} {
		a.Config.Database = asked + more
		found := strings.Join(unsafe(t, a), "\n")
		if !strings.Contains(found, "fsync = off") || strings.Contains(found, "synchronous_commit = off") != want {
			t.Errorf("with %q in the address: %s", more, found)
		}
	}
	var log strings.Builder
	c := nowhere(t, store.Postgres)
	c.Database += "&synchronous_commit=off"
	started, err := app.Open(t.Context(), app.Options{Config: c, Clock: a.Clock, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(started.Prepare(t.Context(), io.Discard), started.Close()); err != nil {
		t.Fatal(err)
	}
	if said := log.String(); !strings.Contains(said, "fsync = off") || !strings.Contains(said, "synchronous_commit = off") {
		t.Errorf("the start says %s", said)
	}
}

func TestTheDoctorMakesNothing(t *testing.T) {
	t.Parallel()
	c := nowhere(t, store.SQLite)
	found := app.Doctor(t.Context(), c, nil)
	if last := found[len(found)-1]; last.Unsafe || !strings.Contains(last.Text, "no installation") {
		t.Errorf("got %v", found)
	}
	if _, err := os.Stat(c.Data); err == nil {
		t.Error("it made the data directory")
	}
}
