package mailing_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/mailing"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// What has to reach a person cannot be switched off, nor put off; what is not possible is refused by name.
func TestChoicesThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for _, c := range []struct {
			set   mailing.Set
			field string
		}{
			{mailing.Set{Event: mailing.Answer, Channel: mailing.None}, "answer"}, {mailing.Set{Event: mailing.NewTime, Channel: mailing.None}, "new_time"},
			{mailing.Set{Event: mailing.NewTime, Channel: mailing.Email, Daily: true}, "new_time"}, {mailing.Set{Event: mailing.Message, Channel: mailing.SMS}, "message"},
			{mailing.Set{Event: mailing.Message, Channel: mailing.Usual, Daily: true}, "message"}, {mailing.Set{Event: mailing.Message, Channel: "pigeon"}, "message"},
			{mailing.Set{Event: "lottery", Channel: mailing.None}, "event"},
		} {
			_, err := w.desk.Notices().SetNotices(t.Context(), w.portal("amina"), mailing.SetNotices{Items: []mailing.Set{{Event: mailing.Waiting, Channel: mailing.None}, c.set}})
			e := fault.As(err)
			if e == nil || e.Kind != fault.Invalid || len(e.Fields) == 0 || e.Fields[0].Name != c.field || !strings.HasSuffix(e.Fields[0].Key, ".") {
				t.Errorf("%+v: %v", c.set, err)
			}
		}
		all, err := w.desk.Notices().Show(t.Context(), w.portal("amina"), mailing.Nothing{})
		w.need(err)
		for _, n := range all.Items {
			if n.Channel != mailing.Usual || n.Now != mailing.Email {
				t.Errorf("a refused form changed %+v", n)
			}
		}
		if _, err := w.desk.Notices().Show(t.Context(), authz.Actor{}, mailing.Nothing{}); fault.KindOf(err) != fault.SignIn {
			t.Errorf("nobody gets %v", err)
		}
	})
}

// Each event comes by the way that was chosen for it, and the others as before.
func TestEachEventComesAsChosen(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.exec(`UPDATE people_person SET phone = '+46700000001' WHERE id = $1`, apptest.ID("amina"))
		w.set("amina", mailing.Set{Event: mailing.Acknowledgement, Channel: mailing.None}, mailing.Set{Event: mailing.Message, Channel: mailing.SMS},
			mailing.Set{Event: mailing.Answer, Channel: mailing.Email, Daily: true}, mailing.Set{Event: mailing.Reopened, Channel: mailing.Email})
		c := w.open("amina", desk.Open{Service: "pay", For: "1004"})
		w.everything(w.hr("theo"), c.Number, "Word")
		w.told("amina", "message sms", "waiting email", "new_time email", "reopened email", "reopened email")
		w.told("pavel", "acknowledgement email", "message email", "waiting email", "new_time email", "answer email", "reopened email", "answer email", "reopened email")
		// Whoever loses the number gets mail, and whoever gives up the choice is told as usual.
		w.exec(`UPDATE people_person SET phone = '' WHERE id = $1`, apptest.ID("amina"))
		w.exec(`DELETE FROM mail_outbox`)
		w.write("theo", c.Number, "Word")
		w.told("amina", "message email")
		w.exec(`DELETE FROM mail_outbox`)
		w.exec(`UPDATE people_person SET email = '', phone = '+46700000001' WHERE id = $1`, apptest.ID("amina"))
		_, err := w.desk.Close(t.Context(), w.hr("theo"), desk.Close{Number: c.Number, Answer: "Word", Outcome: desk.OutcomeDone, Cause: "information"})
		w.need(err)
		w.told("amina", "answer sms") // a summary would have come by mail
	})
}

// told fails unless these letters were written to a person, in this order.
func (w world) told(key string, want ...string) {
	w.t.Helper()
	var got []string
	for _, l := range w.letters(key) {
		got = append(got, strings.TrimPrefix(l.Kind, "case.")+" "+string(l.Channel))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		w.t.Errorf("%s was told %v, want %v", key, got, want)
	}
}

// until moves the clock to a time in Stockholm and sends the summaries that are due, from several servers at once.
func (w world) until(day, hour, minute int) {
	w.t.Helper()
	zone, err := time.LoadLocation("Europe/Stockholm")
	w.need(err)
	w.Clock.Set(time.Date(2026, 11, day, hour, minute, 0, 0, zone))
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			if _, err := w.desk.Notices().Pass(w.t.Context()); err != nil {
				w.t.Error(err)
			}
		})
	}
	all.Wait()
}

var daily = []mailing.Set{{Event: mailing.Message, Channel: mailing.Email, Daily: true}, {Event: mailing.Answer, Channel: mailing.Email, Daily: true}}

// A summary comes once a day at eight in the person's morning, tells what happened, and is sent once, whatever stops it. When nothing happened, none comes.
func TestASummaryComesOnceADay(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.exec(`UPDATE people_person SET time_zone = 'Europe/Stockholm' WHERE id = $1`, apptest.ID("amina"))
		w.set("amina", daily...)
		c, health := w.open("amina", desk.Open{Service: "pay", Subject: "Night allowance"}), w.open("amina", desk.Open{Service: "health", Subject: secret})
		w.exec(`UPDATE desk_case SET assignee_person = $2 WHERE id = $1`, health.ID, apptest.ID("marta"))
		w.exec(`DELETE FROM mail_outbox`)
		w.write("theo", c.Number, "First")
		withdrawn := w.write("theo", c.Number, "Second")
		_, err := w.desk.WithdrawEntry(t.Context(), w.hr("theo"), desk.Withdraw{Number: c.Number, Entry: withdrawn.ID})
		w.need(err)
		w.write("marta", health.Number, secret)
		w.until(18, 7, 59)
		w.told("amina")
		stopped := store.WithCheck(t.Context(), func(context.Context, *store.Tx) error { return errors.New("the machine stops") })
		w.Clock.Advance(time.Minute)
		if n, err := w.desk.Notices().Pass(stopped); err == nil || n != 0 {
			t.Errorf("%d sent although every transaction failed, %v", n, err)
		}
		w.told("amina")
		w.until(18, 8, 0)
		w.told("amina", "digest email")
		l := w.letters("amina")[0]
		for _, want := range []string{c.Number + ", “Night allowance”", "17 Nov", "HR wrote to you.", health.Number, "https://hearth.example/requests/" + health.Number, "Stop these summaries:"} {
			if !strings.Contains(l.TextBody, want) {
				t.Errorf("the summary does not say %q: %s", want, l.TextBody)
			}
		}
		if strings.Contains(l.Subject+l.TextBody, secret) || strings.Count(l.TextBody, "HR wrote to you.") != 2 || l.Unsubscribe == "" {
			t.Errorf("the summary says: %s", l.TextBody)
		}
		w.until(18, 8, 1)
		w.until(19, 8, 0)
		w.told("amina", "digest email") // nothing has happened since
		w.write("theo", c.Number, "Third")
		w.Clock.Advance(26*time.Hour + 30*time.Minute) // half past ten: nobody was there at eight
		w.write("theo", c.Number, "Fourth")
		w.until(20, 11, 0)
		w.told("amina", "digest email", "digest email")
		if l := w.letters("amina")[1]; strings.Count(l.TextBody, "HR wrote to you.") != 1 {
			t.Errorf("the late summary tells of what belongs to the next: %s", l.TextBody)
		}
		w.until(21, 8, 0)
		w.told("amina", "digest email", "digest email", "digest email")
	})
}

// What HR needs from a manager stands in their summary as that, and of their own requests as what it is.
func TestTheSummaryOfAManagerSaysWhatHRNeeds(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.set("jonas", mailing.Set{Event: mailing.Waiting, Channel: mailing.Email, Daily: true})
		c := w.open("amina", desk.Open{Service: "hours"})
		_, err := w.desk.Pause(t.Context(), w.hr("marta"), desk.Pause{Number: c.Number, Reason: desk.WaitManager, Needed: "Can line 3 be staffed?", Until: w.DB.Now().Add(72 * time.Hour)})
		w.need(err)
		w.until(18, 8, 0)
		w.told("jonas", "digest email")
		l := w.letters("jonas")[0].TextBody
		if !strings.Contains(l, "HR needs something from you. The page says what.") || strings.Contains(l, "It waits") || strings.Contains(l, "Night allowance") || strings.Contains(l, "line 3") {
			t.Errorf("the summary says: %s", l)
		}
	})
}

// Of a case that its reader may not see any more, the summary says nothing; one that waits to leave is held back, and a case that is erased is erased from it.
func TestASummaryTellsOnlyWhatItsReaderMaySee(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.set("hanna", daily...)
		c, other := w.open("amina", desk.Open{Service: "pay"}), w.open("amina", desk.Open{Service: "pay"})
		for _, number := range []string{c.Number, other.Number} {
			_, err := w.desk.Invite(t.Context(), w.portal("amina"), desk.Invite{Number: number, Person: apptest.Email("hanna")})
			w.need(err)
			w.write("theo", number, "Word")
		}
		_, err := w.desk.Uninvite(t.Context(), w.portal("amina"), desk.Invite{Number: other.Number, Person: apptest.Email("hanna")})
		w.need(err)
		w.exec(`DELETE FROM mail_outbox`)
		w.until(18, 8, 0)
		w.told("hanna", "digest email")
		l := w.letters("hanna")[0]
		if !strings.Contains(l.TextBody, c.Number) || strings.Contains(l.TextBody, other.Number) || strings.Contains(l.TextBody, "Night allowance") {
			t.Errorf("the summary says: %s", l.TextBody)
		}
		for _, want := range []bool{false, false} { // it tells of both, as what waited for it did
			if may, err := w.desk.MayRead(t.Context(), w.DB, w.portal("hanna"), l.About); may != want || err != nil {
				t.Errorf("she may read it: %v, %v", may, err)
			}
		}
		w.need(w.DB.Tx(t.Context(), func(tx *store.Tx) error { return mailing.EraseCase(t.Context(), tx, c.ID) }))
		w.told("hanna")
	})
}

// The link in a mail switches off that kind of mail and nothing else. Looking at it changes nothing; a changed link does nothing.
func TestALinkStopsWhatItSays(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		n := w.desk.Notices()
		c := w.open("amina", desk.Open{Service: "pay"})
		link := stopToken(t, w.letters("amina")[0])
		for range 2 {
			if s, err := n.Peek(t.Context(), link); err != nil || s.Done || len(s.Events) != 1 {
				t.Errorf("%+v, %v", s, err)
			}
		}
		w.open("amina", desk.Open{Service: "pay"})
		w.told("amina", "acknowledgement email", "acknowledgement email")
		for i := range link.Token {
			forged := mailing.Stop{Token: link.Token[:i] + string(rune('a'+(link.Token[i]-'a'+1)%26)) + link.Token[i+1:]}
			if _, err := n.Stop(t.Context(), forged); forged != link && fault.KindOf(err) != fault.NotFound {
				t.Errorf("%s stops something: %v", forged.Token, err)
			}
		}
		for range 2 {
			_, err := n.Stop(t.Context(), link)
			w.need(err)
		}
		w.open("amina", desk.Open{Service: "pay"})
		w.write("theo", c.Number, "Word")
		w.told("amina", "acknowledgement email", "acknowledgement email", "message email")
		w.exec(`DELETE FROM mail_outbox`)
		w.set("amina", daily...)
		w.write("theo", c.Number, "Word")
		_, err := w.desk.Close(t.Context(), w.hr("theo"), desk.Close{Number: c.Number, Answer: "Word", Outcome: desk.OutcomeDone, Cause: "information"})
		w.need(err)
		w.until(18, 9, 0)
		w.exec(`UPDATE desk_digest SET digest_id = ''`) // as if both waited still
		s, err := n.Stop(t.Context(), stopToken(t, w.letters("amina")[0]))
		if err != nil || fmt.Sprint(s.Events, s.Always) != "[message] [answer]" {
			t.Errorf("%+v, %v", s, err)
		}
		w.until(18, 9, 1)
		w.told("amina", "digest email", "digest email")
		if last := w.letters("amina")[1].TextBody; strings.Contains(last, "HR wrote to you.") || !strings.Contains(last, "It is answered.") {
			t.Errorf("the last summary says: %s", last)
		}
		all, err := n.Show(t.Context(), w.portal("amina"), mailing.Nothing{})
		w.need(err)
		for _, x := range all.Items {
			want := map[mailing.Event]string{mailing.Acknowledgement: mailing.None, mailing.Message: mailing.None, mailing.Answer: mailing.Email}[x.Event]
			if x.Channel != want || x.Daily {
				t.Errorf("%+v", x)
			}
		}
	})
}

// What goes out of a summary is a mail like others.
func TestASummaryIsNoPersonalMail(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.set("amina", daily...)
		c := w.open("amina", desk.Open{Service: "pay"})
		w.write("theo", c.Number, "Word")
		w.until(18, 9, 0)
		all := w.letters("amina")
		if l := all[len(all)-1]; l.Kind != "case.digest" || l.Personal || l.Channel != mail.Email || l.ReplyTo != "" || strings.Contains(l.TextBody, "Word") {
			t.Errorf("%+v", l)
		}
	})
}
