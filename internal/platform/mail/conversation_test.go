package mail_test

import (
	"fmt"
	netmail "net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/notice"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

var keys = thread.New([]byte("key"), "hr+*@ferrow-lund.example")

func claim() thread.Claim {
	return thread.Claim{Case: 284712, Recipient: "p1", Expires: dbtest.Noon.Add(thread.Lifetime)}
}

func (s *sink) signing() *mail.SMTP {
	c := s.config()
	c.Origin, c.Keys = "this-installation", keys
	return c
}

// mails are what the sink took, read.
func (s *sink) mails(t *testing.T) (all []letter.Mail) {
	t.Helper()
	for _, l := range s.letters() {
		m := letter.Parse([]byte(l.data), letter.Options{})
		if len(m.Warnings) > 0 {
			t.Errorf("the mail is badly made: %v\n%s", m.Warnings, l.data)
		}
		all = append(all, m)
	}
	return all
}

func TestAMessageOfACaseCanBeAnswered(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		first := receipt
		first.Claim, first.Sign, first.ReplyTo = claim(), keys, keys.Address(claim())
		second := first
		second.Personal = true
		enqueue(t, db, first)
		ids, err := mail.Thread(t.Context(), db, "c1", "p1", 10)
		if err != nil || len(ids) != 1 {
			t.Fatalf("got %v, %v", ids, err)
		}
		second.References = append([]string{"<theirs@elsewhere.example>"}, ids...) // one of ours that waits still
		enqueue(t, db, second)
		if got := pass(t, mail.NewSender(db, s.signing(), nil)); got.Sent != 2 {
			t.Fatalf("got %+v", got)
		}
		all := s.mails(t)
		slices.SortFunc(all, func(a, b letter.Mail) int { return len(a.References) - len(b.References) })
		for _, m := range all {
			token, ok := keys.ReadMessageID(m.MessageID)
			if !ok || token.Case != 284712 || token.Check("p1", dbtest.Noon) != thread.Genuine || !strings.HasSuffix(m.MessageID, "@ferrow-lund.example") {
				t.Errorf("the Message-ID is %q", m.MessageID)
			}
			if len(m.ReplyTo) != 1 || m.ReplyTo[0].Address != first.ReplyTo {
				t.Errorf("answers go to %v", m.ReplyTo)
			}
			if got := m.Header.Get(notice.LoopMark); got != "this-installation" {
				t.Errorf("the origin is %q", got)
			}
		}
		want := []string{"theirs@elsewhere.example", all[0].MessageID}
		if !slices.Equal(all[1].References, want) || !slices.Equal(all[1].InReplyTo, want[1:]) {
			t.Errorf("got references %v and %v, want %v", all[1].References, all[1].InReplyTo, want)
		}
		if all[0].Header.Get("Auto-Submitted") != "auto-generated" || all[1].Header.Has("Auto-Submitted") || all[1].Header.Has("X-Auto-Response-Suppress") {
			t.Error("what a person wrote, and only that, carries no mark of a program")
		}
		ids, err = mail.Thread(t.Context(), db, "c1", "p1", 1)
		if err != nil || !slices.Equal(ids, []string{all[1].MessageID}) {
			t.Errorf("got %v, %v; want the newest", ids, err)
		}
	})
}

func TestTheEnvelopeLeadsABounceToItsMessage(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		auto := receipt
		auto.AutoReply = true
		send := func(c *mail.SMTP) string {
			enqueue(t, db, auto)
			if got := pass(t, mail.NewSender(db, c, nil)); got.Sent != 1 {
				t.Fatalf("got %+v", got)
			}
			all := s.letters()
			return all[len(all)-1].from
		}
		from := send(s.signing())
		if id, ok := keys.ReadBounce(from); !ok || id != list(t, db)[0].ID {
			t.Errorf("the sender of the envelope is %q", from)
		}
		if from := send(s.config()); from != "" {
			t.Errorf("without keys an automatic answer has the sender %q", from)
		}
		auto.AutoReply = false
		if from := send(s.config()); from != "hr@ferrow-lund.example" {
			t.Errorf("without keys a message has the sender %q", from)
		}
		all := s.mails(t)
		if got := all[0].Header.Get("Auto-Submitted"); got != "auto-replied" {
			t.Errorf("Auto-Submitted: %s", got)
		}
		if got := all[0].Header.Get("X-Auto-Response-Suppress"); strings.Contains(got, "All") || !strings.Contains(got, "OOF") {
			t.Errorf("X-Auto-Response-Suppress: %s; it has to let reports of failure through", got)
		}
	})
}

func TestLongConversationsAreCutInTheMiddle(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		m := receipt
		for i := range 300 {
			m.References = append(m.References, fmt.Sprintf("<%d.%s@elsewhere.example>", i, strings.Repeat("x", 60)))
		}
		m.References = append(m.References, "two words@x", "a@b\r\nBcc: eve@evil.example", "", "<>", "ä@b", strings.Repeat("y", 990), m.References[299])
		m.Unsubscribe = "https://hr.example/me/mails?stop=case.reply&" + strings.Repeat("z", 700)
		enqueue(t, db, m)
		if sum := pass(t, mail.NewSender(db, s.config(), nil)); sum.Sent != 1 {
			t.Fatalf("got %+v, want it sent", sum)
		}
		got := s.mails(t)[0]
		if n := len(got.References); n != 10 || !strings.HasPrefix(got.References[0], "0.") || !strings.HasPrefix(got.References[1], "291.") || !strings.HasPrefix(got.References[9], "299.") {
			t.Errorf("got %d references: %v", n, got.References)
		}
		if u := got.Header.Get("List-Unsubscribe"); u != "<"+m.Unsubscribe+">" {
			t.Errorf("List-Unsubscribe: %s", u)
		}
		if u := got.Header.Get("List-Unsubscribe-Post"); u != "List-Unsubscribe=One-Click" {
			t.Errorf("List-Unsubscribe-Post: %s", u)
		}
		for line := range strings.SplitSeq(s.letters()[0].data, "\r\n") {
			if len(line) > 998 {
				t.Errorf("a line has %d letters", len(line))
			}
		}
	})
}

func TestWhatIsBadlyMadeIsRefused(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		for name, spoil := range map[string]func(m *mail.Message){
			"answers to two":       func(m *mail.Message) { m.ReplyTo = "a@b.example, c@d.example" },
			"answers to nobody":    func(m *mail.Message) { m.ReplyTo = "Amina" },
			"a header in ReplyTo":  func(m *mail.Message) { m.ReplyTo = "a@b.example\r\nBcc: eve@evil.example" },
			"no address to end it": func(m *mail.Message) { m.Unsubscribe = "javascript:alert(1)" },
			"a header in it":       func(m *mail.Message) { m.Unsubscribe = "https://x.example/>\r\nBcc: eve@evil.example" },
			"a claim without keys": func(m *mail.Message) { m.Claim = claim() },
		} {
			m := receipt
			spoil(&m)
			if err := db.Tx(t.Context(), func(tx *store.Tx) error { return mail.Enqueue(t.Context(), tx, m) }); err == nil {
				t.Errorf("%s: it was taken", name)
			}
		}
		if got := list(t, db); len(got) != 0 {
			t.Errorf("kept %d", len(got))
		}
	})
}

func bounced(t *testing.T, db *store.DB, id string, b mail.Bounce) (to mail.Addressed, found bool) {
	t.Helper()
	err := db.Tx(t.Context(), func(tx *store.Tx) (err error) {
		to, found, err = mail.Bounced(t.Context(), tx, id, b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return to, found
}

func undelivered(t *testing.T, db *store.DB) []mail.Unreceived {
	t.Helper()
	all, err := mail.Undelivered(t.Context(), db, "c1")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestABounceFindsItsMessage(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		m := receipt
		m.EventKey = "e1"
		enqueue(t, db, m)
		id := one(t, db, mail.Queued).ID
		gone := mail.Bounce{Class: mail.Permanent, Recipient: m.To, Status: "5.1.1", Diagnostic: "no such user\r\nhere"}
		if _, found := bounced(t, db, id, gone); found {
			t.Error("what never left came back")
		}
		sender := mail.NewSender(db, s.config(), nil)
		if got := pass(t, sender); got.Sent != 1 {
			t.Fatalf("got %+v, want it sent", got)
		}
		if got := undelivered(t, db); len(got) != 0 {
			t.Errorf("undelivered: %+v", got)
		}
		messageID := s.mails(t)[0].MessageID
		db.Clock().Advance(time.Minute)
		for _, c := range []struct {
			id    string
			b     mail.Bounce
			state mail.State
			says  string
		}{
			{messageID, mail.Bounce{Class: mail.Transient, Status: "4.2.2"}, mail.Delayed, "4.2.2"},
			{"<" + messageID + ">", gone, mail.CameBack, "no such user here"},
			{id, gone, mail.CameBack, "5.1.1"},
			{id, mail.Bounce{Class: mail.Transient, Status: "4.2.2"}, mail.CameBack, "5.1.1"},
		} {
			to, found := bounced(t, db, c.id, c.b)
			if !found || to != (mail.Addressed{PersonID: "p1", About: "c1", Kind: "case.acknowledgement"}) {
				t.Fatalf("%s: got %+v, %v", c.id, to, found)
			}
			if e := one(t, db, c.state); !strings.Contains(e.Reason.In(t.Context()), c.says) {
				t.Errorf("it says %q, want %q", e.Reason.In(t.Context()), c.says)
			}
			got := undelivered(t, db)
			if len(got) != 1 || got[0].State != c.state || got[0].EventKey != "e1" || got[0].PersonID != "p1" || got[0].Reason.Key == "" || !got[0].At.Equal(db.Now()) {
				t.Errorf("undelivered: %+v", got)
			}
		}
		if _, found := bounced(t, db, "somebody.elses@elsewhere.example", gone); found {
			t.Error("a message of somebody else is found")
		}
		if n, err := mail.Count(t.Context(), db); err != nil || n[mail.CameBack] != 1 || n[mail.Sent] != 0 {
			t.Errorf("got %v, %v", n, err)
		}
		if all, err := mail.List(t.Context(), db, mail.CameBack, "", 10); err != nil || len(all) != 1 {
			t.Errorf("got %v, %v", all, err)
		}
		resend(t, db, id)
		pass(t, sender)
		if one(t, db, mail.Sent); len(undelivered(t, db)) != 0 {
			t.Errorf("undelivered after it was sent again: %+v", undelivered(t, db))
		}
		if all := s.letters(); len(all) != 2 || all[0] != all[1] {
			t.Error("the copies differ")
		}
	})
}

func TestUndeliveredTellsOfFailuresAndNotOfWhatWasWithdrawn(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		bad, other := receipt, receipt
		bad.To, bad.EventKey = "nobody", "e1"
		other.About, other.To = "c2", "nobody"
		enqueue(t, db, bad, other, receipt)
		if err := db.Tx(t.Context(), func(tx *store.Tx) error { return mail.GiveUp(t.Context(), tx, list(t, db)[0].ID) }); err != nil {
			t.Fatal(err)
		}
		got := undelivered(t, db)
		if len(got) != 2 || got[0].State != mail.Failed || got[0].Recipient != "nobody" || !strings.Contains(got[1].Reason.In(t.Context()), "gave it up") {
			t.Fatalf("got %+v", got)
		}
		retract(t, db, mail.Retraction{EventKey: "e1"})
		retract(t, db, mail.Retraction{About: "c1"})
		if got := undelivered(t, db); len(got) != 0 {
			t.Errorf("withdrawn, and still: %+v", got)
		}
		for _, e := range list(t, db) {
			if e.Recipient != "nobody" {
				if err := tryResend(t, db, e.ID); fault.KindOf(err) != fault.Conflict {
					t.Errorf("what was given up and withdrawn is sent again: %v", err)
				}
			}
		}
	})
}

// A bounce can come before the answer to the final dot is on the disk, and for what nobody knew to have left.
func TestABounceOfWhatIsLeavingIsKept(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		s := newSink(t)
		enqueue(t, db, receipt)
		id := one(t, db, mail.Queued).ID
		s.set(plan{before: func() { bounced(t, db, id, mail.Bounce{Class: mail.Permanent}) }})
		pass(t, mail.NewSender(db, s.config(), nil))
		one(t, db, mail.CameBack)
		db.Clock().Advance(time.Hour)
		if got := pass(t, mail.NewSender(db, s.config(), nil)); got != (mail.Summary{}) {
			t.Errorf("what came back is sent by itself: %+v", got)
		}
		if m, err := netmail.ReadMessage(strings.NewReader(s.letters()[0].data)); err != nil || m.Header.Get("To") == "" {
			t.Error(err)
		}
	})
}
