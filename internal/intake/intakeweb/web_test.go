package intakeweb_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/intake/intakeweb"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func receive(t *testing.T, a *apptest.App, raw string) intake.Received {
	t.Helper()
	got, err := a.Intake.Receive(t.Context(), authz.System(intake.CLI), intake.Receive{Raw: []byte(strings.ReplaceAll(raw, "\n", "\r\n"))})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

const stranger = `From: Somebody <somebody@elsewhere.example>
To: pay@ferrow-lund.example
Subject: Zebra reference
Message-ID: <1@elsewhere.example>
Content-Type: multipart/mixed; boundary=b

--b

Please write a giraffe.

On 1 Nov 2026, HR wrote:
> An ostrich was here.
--b
Content-Type: text/html
Content-Disposition: attachment; filename=page.html

<script>alert(1)</script>
--b--
`

const own = `From: Amina Yusuf <amina@ferrow-lund.example>
To: pay@ferrow-lund.example
Subject: Payslip
Message-ID: <2@ferrow-lund.example>

Two hours are missing.
`

// payroll has a mailbox to which mails of strangers wait.
func payroll(t *testing.T) *apptest.App {
	t.Helper()
	a := apptest.New(t, store.SQLite)
	apptest.Decode[any](t, a.API("noor").Post("/api/v1/mailboxes", map[string]any{"name": "Payroll", "address": "pay@ferrow-lund.example", "team": "payroll", "service": "pay", "kind": "direct",
		"strangers": "wait"}), http.StatusCreated)
	return a
}

func waiting(t *testing.T, a *apptest.App, key string) []intake.Waiting {
	t.Helper()
	return apptest.Decode[intake.WaitingPage](t, a.API(key).Get("/api/v1/mail"), http.StatusOK).Items
}

func TestAMailWaitsForItsTeamAlone(t *testing.T) {
	t.Parallel()
	a := payroll(t)
	if got := receive(t, a, stranger); got.Outcome != "quarantine" {
		t.Fatalf("it became %+v", got)
	}
	all := waiting(t, a, "theo")
	if len(all) != 1 || len(waiting(t, a, "marta")) != 0 {
		t.Fatalf("%d mails wait for payroll", len(all))
	}
	path := "/desk/mail/" + all[0].ID
	a.Desk("theo").Get("/desk/mail").Shows("Zebra reference", "somebody@elsewhere.example", "Nobody has checked the sender")
	a.Desk("theo").Get(path).Shows("Please write a giraffe.", "Quoted text", "An ostrich was here.", "page.html", "Open a request")
	for _, address := range []string{path, path + "/raw", path + "/files/0", "/api/v1" + strings.TrimPrefix(path, "/desk")} {
		a.Desk("marta").Get(address).Is(http.StatusNotFound)
		a.Desk("noor").Get(address).Is(http.StatusForbidden)
	}
	a.Desk("noor").Get("/admin/mail").Is(http.StatusOK).Shows("somebody@elsewhere.example", "Waits for a person").Hides("Zebra", "giraffe", "ostrich")
	a.API("noor").Get("/api/v1/mail/log").Is(http.StatusOK).Hides("Zebra", "giraffe")
	a.Desk("theo").Get(path + "/files/1").Is(http.StatusNotFound)
	for address, kind := range map[string]string{path + "/raw": "message/rfc822", path + "/files/0": "application/octet-stream"} {
		got := a.Desk("theo").Get(address).Is(http.StatusOK)
		if got.Header.Get("Content-Type") != kind || !strings.HasPrefix(got.Header.Get("Content-Disposition"), "attachment") || got.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", address, got.Header)
		}
	}
	c := apptest.Decode[intakeweb.Placed](t, a.API("theo").Post("/api/v1/mail/"+all[0].ID+"/accept", map[string]any{}), http.StatusCreated)
	a.Desk("theo").Get("/desk/cases/"+c.Case).Shows("Zebra reference", "E-mail", "Show the whole mail")
	if left := waiting(t, a, "theo"); len(left) != 0 {
		t.Errorf("%d mails wait after the decision", len(left))
	}
}

var wholeMail = regexp.MustCompile(`/desk/cases/[^"/]+/mail/[^"]+`)

// The mail behind a message is for those of HR who read the case, and at its own case alone.
func TestTheWholeMailBehindAMessage(t *testing.T) {
	t.Parallel()
	a := payroll(t)
	got := receive(t, a, own)
	if got.Outcome != "case" {
		t.Fatalf("it became %+v", got)
	}
	address := wholeMail.FindString(a.Desk("theo").Get("/desk/cases/" + got.Case).Text)
	if address == "" {
		t.Fatal("the case does not lead to the mail")
	}
	a.Desk("theo").Get(address).Is(http.StatusOK).Shows("Two hours are missing.", got.Case)
	a.Desk("theo").Get(strings.Replace(address, got.Case, "HR-2", 1)).Is(http.StatusNotFound)
	for _, key := range []string{"noor", "lena"} {
		if status := a.Desk(key).Get(address).Status; status != http.StatusNotFound && status != http.StatusForbidden {
			t.Errorf("%s: status %d", key, status)
		}
	}
	a.Portal("amina").Get(address).Is(http.StatusNotFound)
	a.Portal("amina").Get("/requests/" + got.Case).Is(http.StatusOK).Hides("Show the whole mail")
}

// Nothing that was typed is lost when a mailbox is refused, but the password, which is never shown.
func TestARefusedMailboxKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	a := payroll(t)
	page := a.Desk("noor").Send("/admin/mailboxes/new", map[string][]string{"name": {"Giraffe"}, "address": {"zebra"}, "kind": {"imap"}, "server": {"ostrich"}, "user": {"okapi"}, "password": {"secret-lemur"},
		"strangers": {"wait"}, "silent_hours": {"7"}})
	page.Is(http.StatusUnprocessableEntity).Shows(`value="Giraffe"`, `value="zebra"`, `value="ostrich"`, `value="okapi"`, `value="7"`, "Write its address", "host:port", "Choose the team").Hides("secret-lemur")
}
