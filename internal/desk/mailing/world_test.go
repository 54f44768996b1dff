package mailing_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/mailing"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var keys = thread.New([]byte("key"), "hr+*@cases.example")

// world is the product, with cases to whose mails people can answer.
type world struct {
	*apptest.App
	t    testing.TB
	desk *desk.Service
}

func each(t *testing.T, f func(w world)) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		f(world{a, t, desk.New(desk.Options{DB: a.DB, Policy: a.Policy, Promises: a.Promise, Files: a.Files, Audit: a.Audit, Live: a.Live,
			Numbers: ident.NewNumbers([]byte("key")), PublicURL: "https://hearth.example", OrgName: "Ferrow & Lund", Keys: keys, Secret: []byte("secret")})})
	})
}

// letter is a row of the outbox.
type letter struct {
	ID, MessageID, Kind, PersonID, About, Subject, TextBody, HTMLBody, EventKey, ReplyTo, Refs, Unsubscribe string
	Channel                                                                                                 mail.Channel
	Personal, AutoReply                                                                                     bool
}

// letters returns what was written to a person, oldest first.
func (w world) letters(key string) []letter {
	w.t.Helper()
	all, err := store.All[letter](w.t.Context(), w.DB, `SELECT id, message_id, kind, person_id, about, subject, text_body, html_body, COALESCE(event_key, '') AS event_key, reply_to, refs,
		unsubscribe, channel, personal, auto_reply FROM mail_outbox WHERE person_id = $1 ORDER BY id`, apptest.ID(key))
	w.need(err)
	return all
}

func (w world) need(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w world) exec(sql string, args ...any) {
	w.t.Helper()
	w.need(w.DB.Tx(w.t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(w.t.Context(), sql, args...); return err }))
}

func (w world) portal(key string) authz.Actor { return w.Actor(authz.Portal, key) }
func (w world) hr(key string) authz.Actor     { return w.Actor(authz.Desk, key) }

func (w world) open(key string, in desk.Open) desk.Case {
	w.t.Helper()
	if in.Subject == "" {
		in.Subject = "Night allowance"
	}
	if in.Body == "" {
		in.Body = "It is missing."
	}
	c, err := w.desk.Open(w.t.Context(), w.portal(key), in)
	w.need(err)
	return c
}

func (w world) write(key, number, body string) desk.Entry {
	w.t.Helper()
	e, err := w.desk.Write(w.t.Context(), w.hr(key), desk.Write{Number: number, Body: body})
	w.need(err)
	return e
}

// everything brings about every event of a case once, with the word in all that HR writes, and closes it.
func (w world) everything(by authz.Actor, number, word string) {
	w.t.Helper()
	ctx := w.t.Context()
	_, err := w.desk.Write(ctx, by, desk.Write{Number: number, Body: word})
	w.need(err)
	_, err = w.desk.Pause(ctx, by, desk.Pause{Number: number, Reason: word, Until: w.DB.Now().Add(48 * time.Hour)})
	w.need(err)
	_, err = w.desk.Resume(ctx, by, desk.Resume{Number: number})
	w.need(err)
	_, err = w.desk.Renegotiate(ctx, by, desk.Renegotiate{Number: number, DueAt: w.DB.Now().Add(96 * time.Hour), Reason: word})
	w.need(err)
	for range 2 {
		w.Clock.Advance(time.Minute)
		_, err = w.desk.Close(ctx, by, desk.Close{Number: number, Answer: word, Outcome: desk.OutcomeWithdrawn, Cause: "information"})
		w.need(err)
		_, err = w.desk.Reopen(ctx, w.portal("amina"), desk.Reopen{Number: number, Missing: word})
		w.need(err)
	}
}

func (w world) set(key string, items ...mailing.Set) {
	w.t.Helper()
	_, err := w.desk.Notices().SetNotices(w.t.Context(), w.portal(key), mailing.SetNotices{Items: items})
	w.need(err)
}

// stopToken is the token of the link in a mail that switches it off.
func stopToken(t testing.TB, l letter) mailing.Stop {
	t.Helper()
	u, err := url.Parse(l.Unsubscribe)
	token, ok := strings.CutPrefix(u.Path, "/notices/")
	if err != nil || !ok {
		t.Fatalf("the link is %q", l.Unsubscribe)
	}
	return mailing.Stop{Token: token}
}
