package stories

import (
	"testing"

	"hearth/internal/platform/authz"
)

// Ferrow & Lund lend bicycles from now on. Ingrid makes a team of two for that, a service with its times, and a cause that agents can name; Amina asks for one, and it waits for that team.
func TestTheHeadOfHRAddsATeamAServiceAndACause(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		ingrid := open(t, w.App, screen)
		ingrid.be("ingrid", authz.Desk)
		ingrid.visit("/admin")
		ingrid.goes("Teams")
		ingrid.reads("HR advice", "Marta Kowalczyk")
		ingrid.axe()
		ingrid.goes("Add a team")
		ingrid.presses("Save the team")
		ingrid.reads("Enter a name of at most")
		ingrid.axe()
		ingrid.picture("no name")
		ingrid.fill("Name", "Bicycles")
		ingrid.click("Marta Kowalczyk HR agent")
		ingrid.presses("Save the team")
		ingrid.reads("Bicycles", "Payroll")
		ingrid.picture("teams")

		ingrid.visit("/admin")
		ingrid.goes("Services")
		ingrid.goes("Add a service")
		ingrid.fill("Name", "Company bicycles")
		ingrid.fill("What it is for", "Borrow one, or hand one back")
		ingrid.choose("The team that works on it", "Bicycles")
		ingrid.choose("Its sign", "A swap")
		ingrid.fill("Settled within", "1")
		ingrid.presses("Save the service")
		ingrid.reads("It cannot be settled before it is first answered. Give more time.")
		ingrid.axe()
		ingrid.picture("too soon")
		ingrid.fill("Settled within", "18")
		ingrid.presses("Save the service")
		ingrid.reads("Company bicycles", "Bicycles", "18 h")
		ingrid.axe()
		ingrid.picture("services")

		ingrid.visit("/admin")
		ingrid.goes("Causes of requests")
		ingrid.goes("Add a cause")
		ingrid.fill("Why people had to ask", "Nobody knew of the bicycles")
		ingrid.presses("Save the cause")
		ingrid.reads("Nobody knew of the bicycles")
		ingrid.axe()

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit("/ask")
		amina.goes("Company bicycles")
		amina.fill("In a few words", "One for the winter")
		amina.fill("What would you like to know, or what happened?", "May I keep it over Christmas?")
		amina.presses("Send to HR")
		amina.reads("We have your request.")

		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk?view=team&service=company-bicycles")
		marta.reads("One for the winter")
	})
}
