package faults

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"hearth/internal/app"
	"hearth/internal/platform/config"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
)

// received is what `hearth mail receive` prints.
type received struct {
	Outcome, Case, Reason string
}

// receive hands a mail in at the command line. It fails the test unless the command ends well and prints these three fields.
func (s *site) receive(raw string, to ...string) (r received) {
	s.t.Helper()
	c := exec.CommandContext(s.t.Context(), binary, append(append([]string{"mail", "receive"}, s.where()...), to...)...)
	var out, complaints bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(raw), &out, &complaints
	if err := c.Run(); err != nil {
		s.t.Fatalf("%v\n%s", err, complaints.String())
	}
	var fields map[string]string
	if err := json.Unmarshal(out.Bytes(), &fields); err != nil || len(fields) != 3 {
		s.t.Fatalf("it printed %s: %v", out.String(), err)
	}
	return received{fields["outcome"], fields["case"], fields["reason"]}
}

// TestEachOutcomeOfAMailIsPrinted hands in a mail for each outcome at the command line.
func TestEachOutcomeOfAMailIsPrinted(t *testing.T) {
	on(t, []store.Dialect{store.SQLite}, func(t *testing.T, s *site) {
		status, c := s.open(s.start().base, "one") // the command works beside a running server
		if status != 201 {
			t.Fatal(status)
		}
		a, err := app.Open(t.Context(), app.Options{Config: config.Config{Place: config.Place{Data: s.data}}})
		if err != nil {
			t.Fatal(err)
		}
		amina, err := store.One[string](t.Context(), a.DB, `SELECT id FROM people_person WHERE email = 'amina@ferrow-lund.example'`)
		if err != nil {
			t.Fatal(err)
		}
		number := int64(0)
		if _, err := fmt.Sscanf(c.Number, "HR-%d", &number); err != nil {
			t.Fatal(err)
		}
		id := a.Threads.MessageID(ident.New(), thread.Claim{Case: number, Recipient: amina, Expires: time.Now().Add(thread.Lifetime)})
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
		mail := func(from string, fields ...string) string {
			return strings.Join(append([]string{"From: " + from, "To: hr@ferrow-lund.example", "Subject: Payslip", "Message-ID: <" + ident.New() + "@x.example>"}, fields...), "\r\n") + "\r\n\r\nTwo hours are missing.\r\n"
		}
		asked := mail("Amina <amina@ferrow-lund.example>")
		first := s.receive(asked)
		if first.Outcome != "case" || !strings.HasPrefix(first.Case, "HR-") || first.Reason != "" {
			t.Errorf("a question became %+v", first)
		}
		if got := s.receive(asked); got.Outcome != "duplicate" || got.Case != "" || got.Reason == "" {
			t.Errorf("the same again became %+v", got)
		}
		if got := s.receive(mail("amina@ferrow-lund.example", "In-Reply-To: <"+id+"@x.example>"), "hr@ferrow-lund.example"); got != (received{"reply", c.Number, ""}) {
			t.Errorf("an answer became %+v", got)
		}
		if got := s.receive(mail("eve@evil.example", "In-Reply-To: <"+id+"@x.example>")); got.Outcome != "quarantine" || got.Case != "" || got.Reason == "" {
			t.Errorf("a forged answer became %+v", got)
		}
		if got := s.receive(mail("amina@ferrow-lund.example", "Auto-Submitted: auto-replied")); got.Outcome != "record" || got.Reason == "" {
			t.Errorf("an absence became %+v", got)
		}
		for _, raw := range []string{"", "\x00\xff", "no mail at all"} {
			if got := s.receive(raw); got.Outcome != "quarantine" || got.Reason == "" {
				t.Errorf("%q became %+v", raw, got)
			}
		}
	})
}
