package mailing_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/thread"
)

// secret and secretService are what a mail about a case that is not open to everybody in HR must not show.
const secret, secretService = "Zebra", "Quagga"

func (w world) nameServices() {
	for _, s := range apptest.Services() {
		w.exec(`UPDATE catalogue_service SET name = $2 WHERE id = $1`, s.ID, secretService+" "+s.ID)
	}
}

// Whatever happens in a case that is not open to the whole of HR, no subject line says what it is about; of a quiet one nothing does. Nor does any text message. Of an
// open case its mails do say it: else nothing would be looked at here.
func TestGuardedCasesAreNotTold(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.nameServices()
		w.exec(`UPDATE people_person SET phone = '+46700000001' WHERE id = $1`, apptest.ID("rosa"))
		w.exec(`INSERT INTO people_channel (person_id, kind, rank) VALUES ($1, 'sms', 1)`, apptest.ID("rosa"))
		seen := map[string]int{}
		for name, in := range map[string]desk.Open{
			"open": {Service: "pay"}, "team": {Service: "pay", Sensitivity: catalogue.Team}, "of a team": {Service: "review"}, "named": {Service: "fairness", Named: []string{apptest.Email("theo")}},
			"health": {Service: "health"}, "against": {Service: "pay", Against: []string{apptest.Email("stefan")}},
			"named later": {Service: "pay"},
		} {
			in.Subject, in.Body, in.For = secret, secret, "1005"
			c := w.open("amina", in)
			w.exec(`UPDATE desk_case SET assignee_person = $2 WHERE id = $1`, c.ID, apptest.ID("theo"))
			if name == "named later" {
				_, err := w.desk.Restrict(t.Context(), w.hr("theo"), desk.Restrict{Number: c.Number, Sensitivity: catalogue.Named, Named: []string{apptest.Email("theo")}})
				w.need(err)
				w.exec(`DELETE FROM mail_outbox WHERE about = $1`, c.ID) // it was open when it was acknowledged
			}
			_, err := w.desk.Invite(t.Context(), w.portal("amina"), desk.Invite{Number: c.Number, Person: apptest.Email("hanna")})
			w.need(err)
			w.everything(w.hr("theo"), c.Number, secret)
			for _, key := range []string{"amina", "rosa", "hanna"} {
				for _, l := range w.letters(key) {
					if l.About == c.ID {
						seen[name+" "+key+" "+l.Kind]++
						checkSecrets(t, name, key, l)
					}
				}
			}
		}
		if n := len(seen); n != 7*(6+6+3)-2 { // each event to who asked and whom it is for; to who was invited that, and what is new
			t.Errorf("%d kinds of letters: %v", n, seen)
		}
	})
}

func checkSecrets(t *testing.T, name, key string, l letter) {
	t.Helper()
	tells := func(text string) bool { return strings.Contains(text, secret) || strings.Contains(text, secretService) }
	guarded := name != "open"
	quiet := name != "open" && name != "team" && name != "of a team"
	switch {
	case tells(l.Subject):
		t.Errorf("%s, to %s: the subject line of %s is %q", name, key, l.Kind, l.Subject)
	case guarded && l.Channel == mail.Email && l.Subject != "A message is waiting for you":
		t.Errorf("%s, to %s: the subject line of %s is %q", name, key, l.Kind, l.Subject)
	case (quiet || key == "hanna" || l.Channel == mail.SMS) && tells(l.TextBody+l.HTMLBody):
		t.Errorf("%s, to %s: %s says %s", name, key, l.Kind, l.TextBody)
	case !quiet && key == "amina" && l.Kind != "case.reopened" && !tells(l.TextBody):
		t.Errorf("%s, to %s: %s says nothing: %s", name, key, l.Kind, l.TextBody)
	case !strings.Contains(l.TextBody, "HR-"):
		t.Errorf("%s, to %s: %s does not say which request: %s", name, key, l.Kind, l.TextBody)
	}
}

// One event is one mail for one person, who may be both who asked and whom it is for, and however often it is told.
func TestOneEventIsOneMail(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open("amina", desk.Open{Service: "pay"})
		w.write("theo", c.Number, "One")
		w.write("theo", c.Number, "One")
		all := w.letters("amina")
		if len(all) != 3 {
			t.Fatalf("%d letters: %+v", len(all), all)
		}
		keys := map[string]bool{}
		for _, l := range all {
			keys[l.EventKey] = true
		}
		if len(keys) != 3 || keys[""] {
			t.Errorf("the keys are %v", keys)
		}
	})
}

// Each mail says where an answer goes, is bound to its case and to its reader, and follows the ones before it.
func TestMailsCanBeAnswered(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open("amina", desk.Open{Service: "pay", For: "1004", MessageID: "asked@outside.example"})
		w.write("theo", c.Number, "I look into it.")
		for _, key := range []string{"amina", "pavel"} {
			all := w.letters(key)
			if len(all) != 2 {
				t.Fatalf("%d letters", len(all))
			}
			for _, l := range all {
				token, ok := keys.Read(l.ReplyTo)
				id, signed := keys.ReadMessageID(l.MessageID)
				if !ok || !signed || desk.Number(token.Case) != c.Number || desk.Number(id.Case) != c.Number {
					t.Fatalf("%s goes to %q as %q", l.Kind, l.ReplyTo, l.MessageID)
				}
				now := w.DB.Now().Time
				for who, want := range map[string]thread.Verdict{key: thread.Genuine, "hanna": thread.Forged} {
					if got := token.Check(apptest.ID(who), now); got != want {
						t.Errorf("in the hands of %s the address is %s", who, got)
					}
					if got := id.Check(apptest.ID(who), now); got != want {
						t.Errorf("in the hands of %s the id is %s", who, got)
					}
				}
				if got := token.Check(apptest.ID(key), now.Add(thread.Lifetime+24*3600e9)); got != thread.Expired {
					t.Errorf("after its time the address is %s", got)
				}
				if !strings.Contains(l.TextBody, "You can simply answer this mail.") || !strings.Contains(l.TextBody, "https://hearth.example/requests/"+c.Number) {
					t.Errorf("%s says: %s", l.Kind, l.TextBody)
				}
			}
			if key == "amina" && (all[0].Refs != "asked@outside.example" || !all[0].AutoReply) || key == "pavel" && (all[0].Refs != "" || all[0].AutoReply) {
				t.Errorf("to %s: the acknowledgement answers %q, by itself %v", key, all[0].Refs, all[0].AutoReply)
			}
			if !strings.HasPrefix(all[1].Refs, all[0].MessageID) || !all[1].Personal || all[0].Personal || all[1].AutoReply {
				t.Errorf("to %s: the message refers to %q, personal %v", key, all[1].Refs, all[1].Personal)
			}
			if all[0].Unsubscribe == "" || all[1].Unsubscribe != "" {
				t.Errorf("to %s: unsubscribe %q, %q", key, all[0].Unsubscribe, all[1].Unsubscribe)
			}
		}
	})
}

// Letters are in the language and the zone of each reader.
func TestLettersAreInTheReadersLanguageAndZone(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.exec(`UPDATE people_person SET language = $2, time_zone = 'Asia/Tokyo' WHERE id = $1`, apptest.ID("pavel"), locale.Pseudo)
		w.exec(`UPDATE people_person SET time_zone = 'Europe/Stockholm' WHERE id = $1`, apptest.ID("amina"))
		w.open("amina", desk.Open{Service: "pay", For: "1004"})
		mine, his := w.letters("amina")[0], w.letters("pavel")[0]
		if !strings.Contains(mine.TextBody, "Tue 17 Nov, 17:00") {
			t.Errorf("to Amina: %s", mine.TextBody)
		}
		if strings.Contains(his.TextBody, "Hello") || !strings.Contains(his.TextBody, "01:00") {
			t.Errorf("to Pavel: %s", his.TextBody)
		}
		c := w.open("pavel", desk.Open{Service: "pay", For: "1003"})
		_, err := w.desk.Pause(t.Context(), w.hr("theo"), desk.Pause{Number: c.Number, Reason: desk.WaitCustomer, Needed: "Your plan.", Until: w.DB.Now().Add(48 * time.Hour)})
		w.need(err)
		all := w.letters("amina")
		if last := all[len(all)-1]; last.Kind != "case.waiting" || !strings.Contains(last.TextBody, "We need something from you.") {
			t.Errorf("to Amina: %s", last.TextBody)
		}
	})
}

// Who wrote from outside gets HR's words by mail, because there is no page for them: also of a quiet case, whose subject lines stay neutral. Nothing in their mails leads to a
// page, and nothing can be switched off.
func TestOutsidersGetTheWords(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.exec(`UPDATE people_person SET outside = $2 WHERE id = $1`, apptest.ID("pavel"), true)
		w.exec(`INSERT INTO desk_notice (person_id, event, channel, daily) VALUES ($1, 'message', 'none', $2)`, apptest.ID("pavel"), false) // of an earlier time
		c := w.open("pavel", desk.Open{Service: "health", Subject: secret, Body: secret})
		w.exec(`UPDATE desk_case SET assignee_person = $2 WHERE id = $1`, c.ID, apptest.ID("marta"))
		w.write("marta", c.Number, secret)
		_, err := w.desk.Close(t.Context(), w.hr("marta"), desk.Close{Number: c.Number, Answer: secret, Outcome: desk.OutcomeDone, Cause: "information"})
		w.need(err)
		_, err = w.desk.Reopen(t.Context(), w.portal("pavel"), desk.Reopen{Number: c.Number, Missing: secret})
		w.need(err)
		w.told("pavel", "acknowledgement email", "message email", "answer email", "reopened email")
		for _, l := range w.letters("pavel") {
			if strings.Contains(l.Subject, secret) || l.Kind != "case.reopened" && !strings.Contains(l.TextBody, secret) || strings.Contains(l.TextBody+l.HTMLBody, "https://hearth.example") || strings.Contains(l.TextBody, "page") ||
				l.Unsubscribe != "" || !strings.Contains(l.TextBody, "You can simply answer this mail.") || l.Personal != (l.Kind == "case.message" || l.Kind == "case.answer") {
				t.Errorf("%s, %q: %s", l.Kind, l.Subject, l.TextBody)
			}
		}
		if last := w.letters("pavel")[2]; !strings.Contains(last.TextBody, "answer this mail within ten days") {
			t.Errorf("the answer says: %s", last.TextBody)
		}
	})
}
