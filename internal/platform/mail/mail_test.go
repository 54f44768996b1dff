package mail_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var schema = []store.Migrations{mail.Migrations()}

var receipt = mail.Message{
	To: "amina@ferrow-lund.example", PersonID: "p1", Kind: "case.acknowledgement", Subject: "We have your request: Überstunden",
	Text: "Hello Amina,\n\nwe will answer by Tue 14:00.\nSee https://hr.example/requests/1?a=1&b=2.\n\n<b>HR</b>", About: "c1", Lang: "en",
}

func enqueue(t *testing.T, db *store.DB, all ...mail.Message) {
	t.Helper()
	err := db.Tx(t.Context(), func(tx *store.Tx) error {
		for _, m := range all {
			if err := mail.Enqueue(t.Context(), tx, m); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func list(t *testing.T, db *store.DB) []mail.Envelope {
	t.Helper()
	all, err := mail.List(t.Context(), db, "", "", 100)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// one returns the only message there is, and fails unless it is in state.
func one(t *testing.T, db *store.DB, state mail.State) mail.Envelope {
	t.Helper()
	all := list(t, db)
	if len(all) != 1 || all[0].State != state {
		t.Fatalf("got %+v; want one message that is %s", all, state)
	}
	return all[0]
}

func pass(t *testing.T, s *mail.Sender) mail.Summary {
	t.Helper()
	sum, err := s.Pass(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestAMessageArrivesAsItWasWritten(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		personal := receipt
		personal.Personal = true
		enqueue(t, db, receipt, personal)
		if got := pass(t, mail.NewSender(db, s.config(), nil)); got.Sent != 2 {
			t.Fatalf("got %+v, want 2 sent", got)
		}
		all := s.letters()
		if len(all) != 2 || all[0].from != "hr@ferrow-lund.example" || all[0].to != receipt.To {
			t.Fatalf("got %+v", all)
		}
		m, err := netmail.ReadMessage(strings.NewReader(all[0].data))
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{
			"Auto-Submitted": "auto-generated", "To": "<amina@ferrow-lund.example>", "Date": "Tue, 17 Nov 2026 12:00:00 +0000",
			"Subject": "=?UTF-8?q?We_have_your_request:_=C3=9Cberstunden?=",
		} {
			if got := m.Header.Get(name); got != want {
				t.Errorf("%s: got %q, want %q", name, got, want)
			}
		}
		if got := m.Header.Get("Message-Id"); !strings.HasSuffix(got, "@ferrow-lund.example>") {
			t.Errorf("Message-ID: got %q", got)
		}
		for _, want := range []string{`href=3D"https://hr.example/requests/1?a=3D1&amp;b=3D2"`, "&lt;b&gt;HR&lt;/b&gt;", `lang=3D"en"`} {
			if !strings.Contains(strings.ReplaceAll(all[0].data, "=\r\n", ""), want) {
				t.Errorf("no %s in\n%s", want, all[0].data)
			}
		}
		if strings.Contains(all[1].data, "Auto-Submitted") {
			t.Error("what a person wrote is marked as automatic")
		}
	})
}

func TestARolledBackMessageIsNotSent(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		boom := errors.New("boom")
		err := db.Tx(t.Context(), func(tx *store.Tx) error {
			return errors.Join(mail.Enqueue(t.Context(), tx, receipt), boom)
		})
		if !errors.Is(err, boom) || len(list(t, db)) != 0 {
			t.Errorf("got %v and %d messages", err, len(list(t, db)))
		}
	})
}

func TestOneEventMakesOneMessage(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		m := receipt
		m.EventKey = "case.opened/1/p1"
		other := m
		other.EventKey = "case.opened/2/p1"
		enqueue(t, db, m, m, other, receipt, receipt)
		enqueue(t, db, m)
		if got := len(list(t, db)); got != 4 {
			t.Errorf("got %d messages, want 2 for the events and 2 without one", got)
		}
	})
}

func TestHeadersCannotBeInjected(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		m := receipt
		m.Subject = "Hello\r\nBcc: eve@evil.example\u2028X-Evil: 1"
		enqueue(t, db, m)
		for _, to := range []string{"", "nobody", "a@b.example\r\nBcc: eve@evil.example", "a@b.example, eve@evil.example",
			"Eve <eve@evil.example>", "a@b.example\n", `"a b"@b.example`} {
			m.To = to
			enqueue(t, db, m)
		}
		if got := pass(t, mail.NewSender(db, s.config(), nil)); got.Sent != 1 {
			t.Fatalf("got %+v, want the usable one sent", got)
		}
		read, err := netmail.ReadMessage(strings.NewReader(s.letters()[0].data))
		if err != nil || read.Header.Get("Bcc") != "" || read.Header.Get("X-Evil") != "" || !strings.Contains(read.Header.Get("Subject"), "Bcc:") {
			t.Errorf("got %v, %v", read.Header, err)
		}
		n, err := mail.Count(t.Context(), db)
		if err != nil || n[mail.Failed] != 7 {
			t.Errorf("got %v, %v; want 7 that failed at once", n, err)
		}
	})
}

// Nothing that a queue, a page or a figure asks of the outbox reads what was sent: it is never forgotten.
func TestWhatWasSentCostsNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		ok := func(err error) {
			if err != nil {
				t.Error(err)
			}
		}
		dbtest.Goes(t, db, "FROM mail_outbox", "mail_outbox_missed", func() {
			_, err := mail.UndeliveredOf(t.Context(), db, []string{"c1", "c2"})
			ok(err)
		})
		dbtest.Goes(t, db, "FROM mail_outbox", "mail_outbox_state (state=? AND report=?)", func() {
			_, err := mail.Oldest(t.Context(), db)
			ok(err)
		})
		dbtest.Goes(t, db, "FROM mail_outbox", "mail_outbox_state (state=? AND report=?)", func() {
			_, err := mail.Count(t.Context(), db)
			ok(err)
		})
		ok(db.Tx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10100)
				INSERT INTO mail_outbox (id, message_id, kind, person_id, about, channel, recipient, sender, subject, text_body, html_body, once, personal, withdrawn, state, reason, attempts, fence, holder, next_at, created_at)
				SELECT 'i' || i, 'i' || i, 'case.message', 'p1', 'c1', 'email', 'amina@ferrow-lund.example', '', '', '', '', FALSE, TRUE, FALSE, CASE WHEN i <= 50 THEN 'failed' ELSE 'sent' END, '', 1, 0, '', $1, $1 FROM n`, tx.Now())
			return err
		}))
		if n, err := mail.Count(t.Context(), db); err != nil || n[mail.Sent] != mail.MostCounted+1 || n[mail.Failed] != 50 || len(n) != 2 {
			t.Errorf("counted are %v, %v", n, err)
		}
	})
}

func TestWithoutAMailServerMessagesStayQueued(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		text := mail.Message{To: "+49 (170) 123-4567", Channel: mail.SMS, Kind: "auth.code", Text: "Your code is 1234"}
		enqueue(t, db, receipt, text)
		rec := &mail.Recorder{}
		if got := pass(t, mail.NewSender(db, &mail.SMTP{}, rec)); got.Sent != 1 {
			t.Errorf("got %+v, want the text message sent", got)
		}
		if got := rec.Texts(); len(got) != 1 || got[0].To != "+491701234567" || got[0].Text != text.Text {
			t.Errorf("got %+v", got)
		}
		queued, err := mail.List(t.Context(), db, mail.Queued, "", 10)
		if err != nil || len(queued) != 1 || queued[0].Channel != mail.Email || queued[0].Attempts != 0 {
			t.Errorf("got %+v, %v", queued, err)
		}
	})
}

func TestATemporaryRefusalIsTriedAgainForThreeDays(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		s.set(plan{rcpt: &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted"}})
		enqueue(t, db, receipt)
		sender := mail.NewSender(db, s.config(), nil)
		if got := pass(t, sender); got.Retry != 1 {
			t.Fatalf("got %+v", got)
		}
		e := one(t, db, mail.Queued)
		if !strings.Contains(e.Reason.In(t.Context()), "greylisted") || !e.NextAt.Equal(db.Now().Add(time.Minute)) {
			t.Errorf("got %q, next at %s", e.Reason.In(t.Context()), e.NextAt)
		}
		if got := pass(t, sender); got != (mail.Summary{}) {
			t.Errorf("tried before its time: %+v", got)
		}
		tries := 1
		for list(t, db)[0].State == mail.Queued && tries < 100 {
			db.Clock().Set(list(t, db)[0].NextAt.Time)
			pass(t, sender)
			tries++
		}
		e = one(t, db, mail.Failed)
		if waited := db.Now().Sub(dbtest.Noon); waited < 66*time.Hour || waited > 72*time.Hour || tries < 15 || tries > 40 {
			t.Errorf("gave up after %s and %d tries", waited, tries)
		}
		if !strings.Contains(e.Reason.In(t.Context()), "three days") {
			t.Errorf("got %q", e.Reason.In(t.Context()))
		}
		s.set(plan{})
		resend(t, db, e.ID)
		pass(t, sender)
		one(t, db, mail.Sent)
	})
}

func TestARefusalForGoodIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		sender := mail.NewSender(db, s.config(), nil)
		no := &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user " + strings.Repeat("x", 400)}
		for i, p := range []plan{{rcpt: no}, {data: no}} {
			s.set(p)
			enqueue(t, db, receipt)
			if got := pass(t, sender); got.Failed != 1 {
				t.Fatalf("plan %d: got %+v", i, got)
			}
			why := list(t, db)[0].Reason.In(t.Context())
			if !strings.Contains(why, "no such user") || !strings.HasSuffix(why, " …") {
				t.Errorf("got %q, want what the server said, visibly cut", why)
			}
		}
		s.set(plan{})
		db.Clock().Advance(24 * time.Hour)
		if got := pass(t, sender); got != (mail.Summary{}) {
			t.Errorf("got %+v", got)
		}
	})
}

func TestAnUnreachableServerLosesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		enqueue(t, db, receipt, receipt)
		dead := &mail.SMTP{Address: "127.0.0.1:1", From: "hr@ferrow-lund.example", Timeout: time.Second}
		if sum, err := mail.NewSender(db, dead, nil).Pass(t.Context()); err == nil || sum.Retry != 1 {
			t.Errorf("got %+v, %v; want an error and one message put back", sum, err)
		}
		s := newSink(t)
		db.Clock().Advance(time.Minute)
		if got := pass(t, mail.NewSender(db, s.config(), nil)); got.Sent != 2 {
			t.Errorf("got %+v", got)
		}
	})
}

func TestAnUnconfirmedMessageIsSentAgainWithTheSameBytes(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]plan{"hang": {hang: true}, "cut": {cut: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
				s := newSink(t)
				s.set(p)
				enqueue(t, db, receipt)
				if got := pass(t, mail.NewSender(db, s.config(), nil)); got.Unknown != 1 {
					t.Fatalf("got %+v", got)
				}
				if one(t, db, mail.Unknown).Asks() {
					t.Error("an ordinary message asks the administrator")
				}
				s.set(plan{})
				db.Clock().Advance(time.Minute)
				other := s.config()
				other.From = "somebody.else@ferrow-lund.example"
				if got := pass(t, mail.NewSender(db, other, nil)); got.Sent != 1 {
					t.Fatalf("got %+v", got)
				}
				all := s.letters()
				if len(all) != 2 || all[0] != all[1] {
					t.Errorf("the copies differ:\n%s\n%s", all[0].data, all[1].data)
				}
			})
		})
	}
}

func TestALinkOfUnknownFateWaitsForTheAdministrator(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		s.set(plan{cut: true})
		link := receipt
		link.Once, link.Kind = true, "auth.link"
		enqueue(t, db, link)
		sender := mail.NewSender(db, s.config(), nil)
		pass(t, sender)
		s.set(plan{})
		db.Clock().Advance(48 * time.Hour)
		pass(t, sender)
		e := one(t, db, mail.Unknown)
		if !e.Asks() || len(s.letters()) != 1 {
			t.Fatalf("sent %d times, asks %v; want once, and the administrator asked", len(s.letters()), e.Asks())
		}
		resend(t, db, e.ID)
		pass(t, sender)
		one(t, db, mail.Sent)
		mine, err := mail.ForPerson(t.Context(), db, "p1", 10)
		if err != nil || len(mine) != 1 || mine[0].TextBody != "" {
			t.Errorf("got %+v, %v; want the body of a sent link wiped", mine, err)
		}
		if err := tryResend(t, db, e.ID); fault.KindOf(err) != fault.Conflict {
			t.Errorf("resend of a sent message: got %v", err)
		}
		if err := tryResend(t, db, "none"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("resend of nothing: got %v", err)
		}
	})
}

func TestGivingUpEndsAMessage(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		enqueue(t, db, receipt)
		id := one(t, db, mail.Queued).ID
		giveUp := func() error {
			return db.Tx(t.Context(), func(tx *store.Tx) error { return mail.GiveUp(t.Context(), tx, id) })
		}
		if err := giveUp(); err != nil {
			t.Fatal(err)
		}
		if err := giveUp(); fault.KindOf(err) != fault.Conflict {
			t.Errorf("giving up twice: got %v", err)
		}
		pass(t, mail.NewSender(db, s.config(), nil))
		one(t, db, mail.Failed)
		if len(s.letters()) != 0 {
			t.Error("it was sent all the same")
		}
	})
}

func resend(t *testing.T, db *store.DB, id string) {
	t.Helper()
	if err := tryResend(t, db, id); err != nil {
		t.Fatal(err)
	}
}

func tryResend(t *testing.T, db *store.DB, id string) error {
	t.Helper()
	return db.Tx(t.Context(), func(tx *store.Tx) error { return mail.Resend(t.Context(), tx, id) })
}

func retract(t *testing.T, db *store.DB, which mail.Retraction) (n int) {
	t.Helper()
	err := db.Tx(t.Context(), func(tx *store.Tx) (err error) {
		n, err = mail.Retract(t.Context(), tx, which)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWithdrawnMessagesDoNotLeave(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		otherCase, otherPerson := receipt, receipt
		otherCase.About, otherPerson.PersonID = "c2", "p2"
		enqueue(t, db, receipt, otherCase, otherPerson)
		if n := retract(t, db, mail.Retraction{PersonID: "p1", About: "c1"}); n != 1 {
			t.Errorf("held %d, want 1", n)
		}
		err := db.Tx(t.Context(), func(tx *store.Tx) error {
			_, err := mail.Retract(t.Context(), tx, mail.Retraction{})
			return err
		})
		if err == nil {
			t.Error("a retraction that names nothing was taken")
		}
		if got := pass(t, mail.NewSender(db, s.config(), nil)); got.Sent != 2 {
			t.Errorf("got %+v, want the other two sent", got)
		}
		failed, err := mail.List(t.Context(), db, mail.Failed, "", 10)
		if err != nil || len(failed) != 1 || !strings.Contains(failed[0].Reason.In(t.Context()), "withdrawn") {
			t.Fatalf("got %+v, %v", failed, err)
		}
		if err := tryResend(t, db, failed[0].ID); fault.KindOf(err) != fault.Conflict {
			t.Errorf("resend of a withdrawn message: got %v", err)
		}
	})
}

func TestAMessageWithdrawnWhileItLeavesIsNotRepeated(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		s.set(plan{cut: true, before: func() { retract(t, db, mail.Retraction{About: "c1"}) }})
		enqueue(t, db, receipt)
		sender := mail.NewSender(db, s.config(), nil)
		pass(t, sender)
		s.set(plan{})
		db.Clock().Advance(time.Hour)
		pass(t, sender)
		one(t, db, mail.Failed)
		if len(s.letters()) != 1 {
			t.Errorf("it left %d times", len(s.letters()))
		}
	})
}

func TestAnExpiredLinkIsNotSent(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		link := receipt
		link.Once, link.Expires = true, db.Now().Add(15*time.Minute)
		enqueue(t, db, link)
		db.Clock().Advance(15 * time.Minute)
		pass(t, mail.NewSender(db, s.config(), nil))
		e := one(t, db, mail.Failed)
		if len(s.letters()) != 0 || e.Reason.Key == "" {
			t.Errorf("sent %d, reason %q", len(s.letters()), e.Reason.Key)
		}
		mine, err := mail.ForPerson(t.Context(), db, "p1", 1)
		if err != nil || mine[0].TextBody != "" {
			t.Errorf("the link is still kept: %+v, %v", mine, err)
		}
	})
}

func TestTheListIsPagedNewestFirst(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		for i := range 5 {
			m := receipt
			m.Kind = fmt.Sprint("k", i)
			enqueue(t, db, m)
		}
		first, err := mail.List(t.Context(), db, mail.Queued, "", 3)
		if err != nil || len(first) != 3 || first[0].Kind != "k4" {
			t.Fatalf("got %+v, %v", first, err)
		}
		rest, err := mail.List(t.Context(), db, mail.Queued, first[2].ID, 3)
		if err != nil || len(rest) != 2 || rest[1].Kind != "k0" {
			t.Fatalf("got %+v, %v", rest, err)
		}
	})
}

func TestErasingAPersonLeavesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		other := receipt
		other.PersonID = "p2"
		enqueue(t, db, receipt, other)
		source := mail.Personal()
		data, err := source.Export(ctx, db, "p1")
		if err != nil || len(data.([]mail.Letter)) != 1 {
			t.Fatalf("got %v, %v", data, err)
		}
		if err := db.Tx(ctx, func(tx *store.Tx) error { return source.Erase(ctx, tx, "p1") }); err != nil {
			t.Fatal(err)
		}
		if got := list(t, db); len(got) != 1 {
			t.Errorf("got %d messages, want the other person's", len(got))
		}
	})
}

func TestTheGatewaySaysWhetherItTookAText(t *testing.T) {
	t.Parallel()
	var status int
	var seen *http.Request
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r
		w.Header().Set("Location", "https://elsewhere.example/")
		w.WriteHeader(status)
	}))
	t.Cleanup(server.Close)
	gateway := mail.HTTPGateway{URL: server.URL, Token: "secret"}
	for _, c := range []struct {
		status int
		want   string
	}{{200, "taken"}, {202, "taken"}, {429, "later"}, {503, "later"}, {400, "never"}, {307, "never"}, {500, "open"}} {
		status = c.status
		err := gateway.Send(t.Context(), mail.SMSText{ID: "m1", To: "+491701234567", Text: "Hello"})
		if got := kind(err); got != c.want {
			t.Errorf("%d: got %s (%v), want %s", c.status, got, err, c.want)
		}
	}
	if seen.Header.Get("Authorization") != "Bearer secret" || seen.Header.Get("Idempotency-Key") != "m1" {
		t.Errorf("got headers %v", seen.Header)
	}
	server.Close()
	if got := kind(gateway.Send(t.Context(), mail.SMSText{})); got != "later" {
		t.Errorf("no gateway there: got %s, want later", got)
	}
}

func kind(err error) string {
	refusal, ok := errors.AsType[*mail.Refusal](err)
	switch {
	case err == nil:
		return "taken"
	case !ok:
		return "open"
	case refusal.Permanent:
		return "never"
	}
	return "later"
}
