package mailing_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/mailing"
	"hearth/internal/desk/paper"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// bounce lets the last mail to a person come back.
func (w world) bounce(key string) letter {
	w.t.Helper()
	all := w.letters(key)
	last := all[len(all)-1]
	w.exec(`UPDATE mail_outbox SET state = 'sent', attempts = 1 WHERE id = $1`, last.ID)
	w.need(w.DB.Tx(w.t.Context(), func(tx *store.Tx) error {
		_, found, err := mail.Bounced(w.t.Context(), tx, last.ID, mail.Bounce{Class: mail.Permanent, Status: "5.1.1", Diagnostic: "no such user"})
		if err == nil && !found {
			w.t.Error("the mail is not found")
		}
		return err
	}))
	return last
}

func (w world) whole(key, number string) desk.Whole {
	w.t.Helper()
	by := w.hr(key)
	if len(by.Roles) == 0 {
		by = w.portal(key)
	}
	out, err := w.desk.Read(w.t.Context(), by, desk.ReadOne{Number: number})
	w.need(err)
	return out
}

// What came back stands on the case, in the list and among what its assignee has to see to, until the person was told in another way. Other customers never hear of it.
func TestWhatDidNotArriveIsShownToHR(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open("amina", desk.Open{Service: "pay", For: "1004"})
		_, err := w.desk.Assign(t.Context(), w.hr("theo"), desk.Assign{Number: c.Number, Assignee: "me"})
		w.need(err)
		e := w.write("theo", c.Number, "Word")
		if got := w.whole("theo", c.Number).Missed; len(got) != 0 {
			t.Errorf("nothing came back: %+v", got)
		}
		w.bounce("amina")
		missed := w.whole("theo", c.Number).Missed
		if len(missed) != 1 || missed[0].Entry != e.ID || missed[0].Name != "Amina Yusuf" || missed[0].State != mailing.NotArrived || !strings.Contains(missed[0].Why, "no such user") || missed[0].Phone {
			t.Fatalf("%+v", missed)
		}
		w.marked(c.Number, true)
		for _, key := range []string{"amina", "pavel"} {
			if got := w.whole(key, c.Number); got.Missed != nil || got.Unheard {
				t.Errorf("%s reads %+v", key, got.Missed)
			}
		}
		tell := func(how, words string) error {
			_, err := w.desk.Tell(t.Context(), w.hr("theo"), mailing.Tell{Number: c.Number, Mail: missed[0].Mail, How: how, Words: words})
			return err
		}
		for how, field := range map[string]string{mailing.BySMS: "how", mailing.ByPhone: "words", "pigeon": "how"} {
			if e := fault.As(tell(how, " ")); e == nil || len(e.Fields) == 0 || e.Fields[0].Name != field {
				t.Errorf("%s: %v", how, e)
			}
		}
		_, err = w.desk.Tell(t.Context(), w.portal("amina"), mailing.Tell{Number: c.Number, Mail: missed[0].Mail, How: mailing.ByPost})
		if fault.KindOf(err) != fault.Forbidden {
			t.Errorf("Amina may say that she was told: %v", err)
		}
		w.need(tell(mailing.ByPhone, "She writes the date down."))
		if err := tell(mailing.ByPost, ""); fault.KindOf(err) != fault.Conflict {
			t.Errorf("told twice: %v", err)
		}
		page := w.whole("theo", c.Number)
		if page.Missed[0].Told != mailing.ByPhone || page.Missed[0].Open() || page.Talk[len(page.Talk)-2].Body != "She writes the date down." || !page.Talk[len(page.Talk)-2].Internal {
			t.Errorf("%+v %+v", page.Missed, page.Talk)
		}
		w.marked(c.Number, false)
		if talk := w.whole("pavel", c.Number).Talk; strings.Contains(talk[len(talk)-1].Body, "phone") || talk[len(talk)-1].Kind != "message" {
			t.Errorf("Pavel reads %+v", talk[len(talk)-1])
		}
	})
}

// marked fails unless the case is marked in the queue, and among what Theo has to see to.
func (w world) marked(number string, want bool) {
	w.t.Helper()
	page, err := w.desk.Queue(w.t.Context(), w.hr("theo"), desk.List{View: desk.ViewOpen})
	w.need(err)
	mine, err := w.desk.Unheard(w.t.Context(), w.hr("theo"))
	w.need(err)
	if len(page.Items) != 1 || page.Items[0].Unheard != want || (len(mine) == 1 && mine[0].Number == number) != want {
		w.t.Errorf("in the queue %v, to see to %v; want %v", page.Items[0].Unheard, mine, want)
	}
	if all, err := w.desk.Unheard(w.t.Context(), w.hr("marta")); err != nil || len(all) > 0 {
		w.t.Errorf("Marta has to see to %v, %v", all, err)
	}
}

// A text message stands in for the mail and says only that there is something; when it does not arrive either, the mail is open again, and no second one is offered.
func TestATextMessageStandsIn(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.exec(`UPDATE people_person SET phone = '+46700000001', postal_address = 'Kaivägen 3, Malmby' WHERE id = $1`, apptest.ID("amina"))
		c := w.open("amina", desk.Open{Service: "pay"})
		w.write("theo", c.Number, "Word")
		came := w.bounce("amina")
		_, err := w.desk.Tell(t.Context(), w.hr("theo"), mailing.Tell{Number: c.Number, Mail: came.EventKey, How: mailing.BySMS})
		w.need(err)
		all := w.letters("amina")
		sms := all[len(all)-1]
		if sms.Channel != mail.SMS || strings.Contains(sms.TextBody, "Word") || !strings.Contains(sms.TextBody, c.Number) {
			t.Errorf("%+v", sms)
		}
		if got := w.whole("theo", c.Number).Missed; len(got) != 1 || got[0].Open() {
			t.Errorf("%+v", got)
		}
		w.exec(`UPDATE mail_outbox SET state = 'failed' WHERE id = $1`, sms.ID)
		if got := w.whole("theo", c.Number).Missed; len(got) != 1 || !got[0].Open() || got[0].Phone || !got[0].Address || got[0].Mail != came.EventKey {
			t.Fatalf("%+v", got)
		}
		letter, err := paper.New(w.DB, w.desk).Letter(t.Context(), w.hr("theo"), paper.Read{Number: c.Number, Mail: came.EventKey})
		if err != nil || letter.Body != "Word" || letter.Address != "Kaivägen 3, Malmby" || letter.Name != "Amina Yusuf" {
			t.Errorf("%+v, %v", letter, err)
		}
		if _, err := paper.New(w.DB, w.desk).Letter(t.Context(), w.portal("amina"), paper.Read{Number: c.Number, Mail: came.EventKey}); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("Amina prints it: %v", err)
		}
		_, err = w.desk.Tell(t.Context(), w.hr("theo"), mailing.Tell{Number: c.Number, Mail: came.EventKey, How: mailing.ByPost})
		w.need(err)
		if got := w.whole("theo", c.Number).Missed; len(got) != 1 || got[0].Told != mailing.ByPost {
			t.Errorf("%+v", got)
		}
	})
}

// A summary that comes back is missed in each case that it told of. Whoever writes on the page afterwards has read there what it said, and what is withdrawn is missed by nobody.
func TestASummaryThatComesBackIsMissed(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.set("amina", daily...)
		c := w.open("amina", desk.Open{Service: "pay"})
		_, err := w.desk.Assign(t.Context(), w.hr("theo"), desk.Assign{Number: c.Number, Assignee: "me"})
		w.need(err)
		first, second := w.write("theo", c.Number, "One"), w.write("theo", c.Number, "Two")
		w.until(18, 8, 0)
		if l := w.bounce("amina"); l.Kind != "case.digest" {
			t.Fatalf("a %s came back", l.Kind)
		}
		missed := w.whole("theo", c.Number).Missed
		if len(missed) != 2 || missed[0].Entry != first.ID || missed[1].Entry != second.ID || missed[0].Event != mailing.Message {
			t.Fatalf("%+v", missed)
		}
		w.marked(c.Number, true)
		_, err = w.desk.WithdrawEntry(t.Context(), w.hr("theo"), desk.Withdraw{Number: c.Number, Entry: second.ID})
		w.need(err)
		if missed = w.whole("theo", c.Number).Missed; len(missed) != 1 || missed[0].Entry != first.ID || !missed[0].Open() {
			t.Fatalf("%+v", missed)
		}
		w.Clock.Advance(time.Hour)
		_, err = w.desk.Write(t.Context(), w.portal("amina"), desk.Write{Number: c.Number, Body: "Thank you."})
		w.need(err)
		if missed = w.whole("theo", c.Number).Missed; len(missed) != 1 || missed[0].Told != mailing.ByPage {
			t.Errorf("%+v", missed)
		}
		w.marked(c.Number, false)
	})
}
