package stories

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Pavel asks to be called after the early shift, on a phone that runs no scripts. Marta calls at lunchtime: that does not count, and he sees it. She has no mouse. At his time she calls
// again and reaches him.
func TestACallAtLunchtimeDoesNotGoUnseen(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("shifts", "pavel", desk.Open{Subject: "My shifts in December", Body: "I would rather talk about it than write.", Service: "hours"})
		w.Drain()
		pavel := open(t, w.App, phone)
		pavel.be("pavel", authz.Portal)
		pavel.scripting(false)
		pavel.visit(w.path("/requests/{shifts}"))
		pavel.goes("Ask to be called")
		pavel.reads("When may we call you?", "You need no reason.")
		pavel.scripted()
		pavel.picture("asks")
		pavel.goes("Ask for the call")
		pavel.reads("Give at least one time at which we may call.", "Everything you wrote is kept.")
		pavel.puts("windows", "2026-11-17")
		pavel.puts("from", "15:30")
		pavel.puts("to", "15:35")
		pavel.puts("last", "2026-11-19")
		pavel.puts("except", "2026-11-18")
		pavel.fill("Telephone number", "+46 70 555 01 87")
		pavel.goes("Ask for the call")
		pavel.reads("Each time needs at least 10 minutes, so that we can reach you in it.")
		pavel.holds("from", "15:30")
		pavel.holds("phone", "+46 70 555 01 87")
		pavel.holds("last", "2026-11-19")
		pavel.holds("except", "2026-11-18")
		pavel.scripted()
		pavel.picture("too short")
		pavel.puts("to", "16:00")
		pavel.goes("Ask for the call")
		pavel.reads("Your call", "Planned", "Tue 17 Nov, 15:30 to 16:00", "Thu 19 Nov, 15:30 to 16:00", "+46 70 555 01 87", "For your calendar")
		pavel.scripted()
		pavel.hides("Wed 18 Nov, 15:30")
		pavel.picture("planned")
		w.Drain()
		w.invited("pavel@ferrow-lund.example", "METHOD:REQUEST", "DTSTART:20261117T143000Z", "SEQUENCE:0")

		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk/callbacks")
		marta.reads("Pavel Dvořák", "My shifts in December", "+46 70 555 01 87", "15:30")
		marta.axe()
		marta.picture("agenda")
		marta.presses("I call then")
		marta.reads("You call at 15:30")
		marta.visit(w.path("/desk/cases/{shifts}"))
		marta.reads("This is none of their times.")
		marta.presses("No answer")
		marta.reads("HR tried on Tue 17 Nov, 13:00, outside the hours given. Nobody answered. It does not count.")
		marta.axe()
		marta.picture("at lunchtime")
		w.Drain()

		pavel.visit(w.path("/requests/{shifts}"))
		pavel.hides("Would you rather talk?")
		pavel.reads("Planned", "HR tried on Tue 17 Nov, 13:00, outside the hours given. Nobody answered. It does not count.")
		pavel.scripted()
		pavel.picture("seen")

		w.Advance(2*time.Hour + 35*time.Minute)
		marta.visit("/desk/callbacks")
		marta.reads("Now", "Pavel Dvořák", "You call at 15:30")
		marta.axe()
		marta.picture("now")
		marta.leaves(func() { marta.keys("o") })
		marta.reads("Reached", "within the hours given, and got through.")
		marta.axe()
		marta.picture("reached")
		w.Drain()
		pavel.visit(w.path("/requests/{shifts}"))
		pavel.reads("Reached", "We talked on Tue 17 Nov, 15:35.", "HR called on Tue 17 Nov, 15:35, within the hours given, and got through.", "It does not count.")
		pavel.scripted()
		pavel.picture("talked")
	})
}

// Nobody calls Amina at the times she gave. It is booked against the desk, which says so and offers new times; she takes them with one press, and then gives others. The invitation changes with them.
func TestAMissedCallIsTheDesksOwn(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("pay", "amina", desk.Open{Subject: "My payslip", Body: "May I ask something?", Service: "pay"})
		from := w.DB.Now().Add(time.Hour)
		w.post("amina", w.path("/api/v1/cases/{pay}/callbacks"), map[string]any{"windows": []any{map[string]any{"from": from, "to": from.Add(30 * time.Minute)}}})
		w.Drain()
		w.Advance(91 * time.Minute)
		if _, err := w.Callback.Pass(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.Drain()
		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit("/")
		amina.reads("We did not call at the times you gave. We are sorry. When may we call?")
		amina.visit(w.path("/requests/{pay}"))
		amina.reads("We did not call", "That is our fault, and we are sorry.", "We did not call between Tue 17 Nov, 14:00 and Tue 17 Nov, 14:30, as we had promised.")
		amina.scripted()
		amina.picture("missed")
		amina.reads("We can call you at the same hours:", "Give other times")
		amina.goes("Call me then")
		amina.reads("Planned", "14:00 to 14:30")
		amina.scripted()
		amina.picture("offer taken")
		w.invited("amina@ferrow-lund.example", "METHOD:REQUEST", "DTSTART:20261118T130000Z", "SEQUENCE:1")
		amina.goes("Change the times")
		amina.puts("windows", "2026-11-18")
		amina.puts("last", "")
		amina.puts("from", "12:00")
		amina.puts("to", "12:20")
		amina.goes("Send the new times")
		amina.reads("Planned", "12:00 to 12:20", "We did not call")
		amina.scripted()
		amina.picture("new times")
		w.invited("amina@ferrow-lund.example", "METHOD:REQUEST", "DTSTART:20261118T110000Z", "SEQUENCE:2")
		amina.goes("I do not need the call any more")
		amina.reads("This call is not planned any more.")
		amina.picture("cancelled")
		w.invited("amina@ferrow-lund.example", "METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:3")
	})
}

// scripted is axe on a page that ran no scripts: the test needs them itself.
func (b *tab) scripted() {
	b.t.Helper()
	b.scripting(true)
	defer b.scripting(false)
	b.axe()
}

// puts sets a field of a day or a time, as a chooser does.
func (b *tab) puts(id, value string) {
	b.t.Helper()
	eval[bool](b, `document.getElementById(`+quoted(id)+`).value = `+quoted(value)+`, true`)
	b.holds(id, value)
}

// presses goes to a button by the tab key and presses it.
func (b *tab) presses(text string) {
	b.t.Helper()
	b.reaches(func() string { return `document.activeElement.textContent.trim() === ` + quoted(text) })
	b.leaves(func() { b.keys(kb.Enter) })
}

// invited fails unless the last invitation to an address says what it should.
func (w *world) invited(address string, wants ...string) {
	w.T.Helper()
	object, err := store.One[string](w.T.Context(), w.DB, `SELECT calendar FROM mail_outbox WHERE recipient = $1 AND kind = 'callback.invitation' ORDER BY id DESC LIMIT 1`, address)
	if err != nil {
		w.T.Fatal(err)
	}
	for _, want := range wants {
		if !strings.Contains(object, want+"\r\n") {
			w.T.Errorf("the invitation does not say %s:\n%s", want, object)
		}
	}
}
