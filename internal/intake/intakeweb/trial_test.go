package intakeweb_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/platform/mail/mailtest"
	"hearth/internal/platform/store"
)

// An administrator tests a mailbox on a real mail server, in and out, and reads on the administration page that one is silent or does not let Hearth in.
func TestAMailboxIsTried(t *testing.T) {
	t.Parallel()
	mailtest.Need(t)
	server := mailtest.StartDovecot(t)
	const hr = "hr@ferrow-lund.example"
	server.AddMailbox(t, hr, "right-secret")
	server.Deliver(t, hr, []byte("From: a@b.example\r\nSubject: x\r\n\r\nx\r\n"))
	a := apptest.New(t, store.SQLite)
	box := func(password string) map[string]any {
		return map[string]any{"name": "HR", "address": hr, "team": "advice", "kind": "imap", "server": server.IMAP, "tls": "none", "user": hr, "password": password, "silent_hours": 24}
	}
	made := apptest.Decode[struct{ ID string }](t, a.API("noor").Post("/api/v1/mailboxes", box("wrong-secret")), 201)
	path := "/admin/mailboxes/" + made.ID
	a.Desk("noor").Send(path+"/test-in", url.Values{}).Shows("user name or password").Hides("wrong-secret")
	body, err := json.Marshal(box("right-secret"))
	if err != nil {
		t.Fatal(err)
	}
	a.API("noor").Do("PUT", "/api/v1/mailboxes/"+made.ID, "application/json", strings.NewReader(string(body))).Is(200)
	answer := a.Desk("noor").Send(path+"/test-in", url.Values{}).Is(303)
	a.Desk("noor").Get(answer.Header.Get("Location")).Is(200).Shows("1 mail").Hides("right-secret")
	a.Desk("noor").Send(path+"/test-out", url.Values{}).Is(303)
	n, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM mail_outbox WHERE recipient = $1`, apptest.Email("noor"))
	if err != nil || n != 1 {
		t.Errorf("%d mails to the administrator, %v", n, err)
	}
	a.Desk("noor").Get("/admin").Is(200).Hides("No mail came")
	a.Clock.Advance(48 * time.Hour)
	if err := a.Intake.Reconcile(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.Desk("noor").Get("/admin").Is(200).Shows("No mail came for 48 hours.")
	a.Desk("ingrid").Get("/admin").Is(200).Hides("No mail came")
}
