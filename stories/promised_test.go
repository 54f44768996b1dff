package stories

import (
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/promise"
)

// Ingrid promises an answer about working hours within two hours. She looks first at what would move, and has it counted anew; Amina reads the new time, and by which rule it is due.
func TestIngridPromisesAnAnswerSooner(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("shift", "amina", desk.Open{Subject: "Swap of a shift", Body: "May I swap with Pavel?", Service: "hours"})
		w.Drain()
		ingrid := open(t, w.App, screen)
		ingrid.be("ingrid", authz.Desk)
		ingrid.visit("/admin/promise-policies")
		ingrid.reads("the most specific one counts", "No promise policies yet")
		ingrid.axe()
		ingrid.picture("list")
		ingrid.visit("/admin/new-promise-policy")
		ingrid.choose("Service", "Working hours")
		ingrid.fill("Name", "Shifts are settled soon")
		ingrid.fill("First answer within", "2")
		ingrid.fill("Next word within", "2")
		ingrid.fill("Settled within", "3")
		ingrid.goes("Show what would move")
		ingrid.reads("What would move", "Nothing has changed yet.", w.path("{shift}"))
		ingrid.axe()
		ingrid.picture("trial")
		ingrid.tick("recount")
		ingrid.goes("Save the policy")
		ingrid.reads("Shifts are settled soon", "2 hours", "3 working days")
		ingrid.click("Shifts are settled soon")
		ingrid.reads("Versions", "50 and 80 percent")
		ingrid.axe()
		ingrid.picture("policy")
		w.Advance(10 * time.Second)
		w.Drain()
		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit(w.path("/requests/{shift}"))
		amina.reads("We changed how soon we promise an answer.")
		amina.click("Why")
		amina.reads("“Shifts are settled soon”, version 1")
		amina.picture("why")
	})
}

// Noor chooses the country of a calendar. She reads the days by name, leaves one out, and adds the day of the town and a week on which the house closes.
func TestNoorTakesHolidaysOver(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		noor := open(t, w.App, screen)
		noor.be("noor", authz.Desk)
		noor.visit("/admin/calendars/office")
		noor.click("Choose a country and its holidays")
		noor.reads("A country that is not in the list is not known here")
		noor.choose("Country", "Portugal")
		noor.goes("Show the days")
		noor.reads("Dia da Liberdade", "The day of the municipality")
		noor.axe()
		noor.picture("offered")
		noor.goes("Take these days over")
		noor.reads("Imaculada Conceição")
		noor.fill("Days of your own", "2027-06-24 São João")
		noor.fill("Closing days", "2026-12-28 – 2026-12-31 Between the years")
		noor.goes("Save the calendar")
		noor.reads("Natal")
		noor.axe()
		noor.picture("calendar")
		kept, err := w.Promise.Calendar(t.Context(), w.Actor(authz.Desk, "noor"), promise.ReadCalendar{ID: "office"})
		if err != nil || kept.Country != "PT" || len(kept.Days) != 26+1+4 {
			t.Errorf("%d days of %q, %v: %+v", len(kept.Days), kept.Country, err, kept.Days)
		}
	})
}
