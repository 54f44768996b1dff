package stories

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// Amina, on a phone that runs no scripts, wants to hear once a day. In the morning one mail tells her what happened; by the link in it she ends that, without signing in.
func TestAminaWantsOneMailADay(t *testing.T) {
	t.Parallel()
	w := &world{apptest.New(t, store.SQLite), map[string]string{}}
	w.ask("pay", "amina", desk.Open{Subject: "Night allowance is missing", Body: "Where is it?", Service: "pay"})
	b := open(t, w.App, phone)
	b.be("amina", authz.Portal)
	b.theme("light")
	b.visit("/me")
	b.reads("How we write to you", "An answer and a new time always reach you")
	b.axe()
	b.scripting(false)
	b.visit("/me")
	b.choose("HR writes to you", "E-mail, once a day at 8:00")
	b.choose("HR answers your request", "E-mail, once a day at 8:00")
	b.choose("Your request waits for something", "Not at all; I look here")
	b.goes("Save how to write to me")
	b.reads("How we write to you", "E-mail, once a day at 8:00")
	b.picture("chosen")
	for _, words := range []string{"I look into it.", "The clock was down. It comes in November."} {
		w.post("theo", "/api/v1/cases/"+w.values["pay"]+"/messages", map[string]any{"body": words})
	}
	before := len(w.lettersTo("amina"))
	w.Advance(time.Hour)
	if n := len(w.lettersTo("amina")); n != before {
		t.Fatalf("%d mails came at once", n-before)
	}
	w.Advance(24 * time.Hour)
	all := w.lettersTo("amina")
	if len(all) != before+1 || strings.Count(all[0].TextBody, "HR wrote to you.") != 2 || !strings.Contains(all[0].TextBody, "Night allowance is missing") {
		t.Fatalf("%d mails came, the last one says: %s", len(all)-before, all[0].TextBody)
	}
	_, link, _ := strings.Cut(all[0].TextBody, "Stop these summaries:")
	b.nobody()
	b.visit(strings.TrimPrefix(strings.Fields(link)[0], "http://hearth.example"))
	b.reads("Stop these mails?", "HR writes to you", "This comes at once instead of once a day", "HR answers your request")
	b.picture("stop")
	b.goes("Stop these mails")
	b.reads("You get no more of these mails")
	b.scripting(true)
	b.axe()
	b.be("amina", authz.Portal)
	b.visit("/me")
	b.theme("dark")
	b.reads("How we write to you")
	b.picture("dark")
	if got := eval[string](b, `['message', 'answer', 'waiting'].map((n) => document.querySelector('[name=' + n + ']').value).join()`); got != "none,email,none" {
		t.Errorf("afterwards she has %s", got)
	}
}

// lettersTo are the mails to somebody, the newest first.
func (w *world) lettersTo(key string) []mail.Letter {
	w.T.Helper()
	all, err := mail.ForPerson(w.T.Context(), w.DB, apptest.ID(key), 50)
	if err != nil {
		w.T.Fatal(err)
	}
	return all
}

// What Theo wrote to Amina came back. He sees it where he works, calls her and keeps what was said; another time he prints the letter.
func TestTheoSeesThatAminaHasNotReceivedIt(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("pay", "amina", desk.Open{Subject: "Night allowance is missing", Body: "Where is it?", Service: "pay"})
		w.ask("tax", "amina", desk.Open{Subject: "Tax card", Body: "Do you need it?", Service: "pay"})
		for _, name := range []string{"pay", "tax"} {
			w.post("theo", "/api/v1/cases/"+w.values[name]+"/assign", map[string]any{"assignee": "me"})
			w.post("theo", "/api/v1/cases/"+w.values[name]+"/messages", map[string]any{"body": "The clock was down. It comes in November."})
			w.comesBack(name, "amina", "case.message", "5.1.1", "The mailbox of this address does not exist")
		}
		b := open(t, w.App, screen)
		b.be("theo", authz.Desk)
		b.visit("/desk")
		b.reads("In 2 cases of yours, somebody has not received what HR wrote.", "Not received")
		b.axe()
		b.picture("queue")
		b.visit("/desk/cases/" + w.values["pay"])
		b.reads("Amina Yusuf has not received this.", "It came back: 5.1.1 The mailbox of this address does not exist")
		b.picture("case")
		b.theme("dark")
		b.picture("dark")
		b.axe()
		b.theme("light")
		b.visit("/desk/cases/" + w.values["pay"])
		b.click("Told by phone")
		b.goes("Keep that I called")
		b.reads("Write in a few words what was said, for whoever opens this case next.")
		b.picture("refused")
		b.axe()
		b.fill("What was said; it is kept as a note", "She has a new address and will tell the directory.")
		b.goes("Keep that I called")
		b.reads("The mail did not arrive. Amina Yusuf was told by phone", "She has a new address", "Theo Brandt told Amina Yusuf by phone, because the mail did not arrive.")
		b.picture("told")
		b.visit("/desk/cases/" + w.values["tax"])
		b.goes("Print a letter")
		b.reads("Letter to print", "Hello Amina,", "The clock was down. It comes in November.", "We wrote this to you by e-mail")
		b.axe()
		b.picture("letter")
		b.goes("The letter is on its way")
		b.reads("Amina Yusuf was sent a letter")
		b.visit("/desk")
		b.hides("Not received")
		b.be("amina", authz.Portal)
		b.visit("/requests/" + w.values["pay"])
		b.hides("did not arrive", "not received", "new address")
		w.Portal("amina").Get("/desk/cases/" + w.values["tax"] + "/letter?mail=x").Is(http.StatusForbidden)
	})
}
