package stories

import (
	"strings"
	"testing"

	"hearth/internal/platform/authz"
)

// HR asked every parent the same three questions by mail. Ingrid gives the service fields; Amina fills them in when she asks, is told what is missing and loses nothing, and corrects one later; Marta
// fills in what HR alone reads, sees what is missing in a request by phone, and finds the parents of spring together.
func TestAParentIsAskedOnceForWhatHRNeeds(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		ingrid := open(t, w.App, screen)
		ingrid.be("ingrid", authz.Desk)
		ingrid.visit("/admin/services/hours")
		ingrid.goes("What is asked for besides words")
		ingrid.reads("It asks for nothing yet")
		ingrid.axe()
		ingrid.picture("nothing asked")
		ingrid.goes("Add a field")
		ingrid.presses("Save the field")
		ingrid.reads("Give the field a name with at least one letter, for example Cost centre.")
		ingrid.axe()
		ingrid.picture("no name")
		ingrid.fill("Name", "Expected date of birth")
		ingrid.choose("What is written in it", "Date")
		ingrid.tick("required")
		ingrid.presses("Save the field")
		ingrid.reads("Expected date of birth", "Required")
		for key, in := range map[string]map[string]any{
			"weeks": {"kind": "whole", "label": "Weeks wished", "unit": "weeks", "least": "1", "most": "156", "place": 2}, "part-time": {"kind": "yes_no", "label": "Works part-time meanwhile", "place": 3},
			"kind": {"kind": "choice", "label": "Kind of leave", "choices": []string{"In one block", "Shared"}, "place": 4}, "centre": {"kind": "text", "label": "Cost centre", "side": "hr_only", "place": 5},
		} {
			w.putJSON("ingrid", "/api/v1/services/hours/fields/"+key, in)
		}
		ingrid.visit("/admin/services/hours/fields")
		ingrid.axe()
		ingrid.picture("asked")

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit("/ask/hours")
		amina.hides("Cost centre")
		amina.axe()
		amina.picture("asks")
		amina.scripting(false)
		amina.visit("/ask/hours")
		amina.fill("In a few words", "A child in spring")
		amina.fill("What would you like to know, or what happened?", "What do I have to do?")
		amina.fill("Weeks wished", "200")
		amina.presses("Send to HR")
		amina.reads("Fill in “Expected date of birth”.", "“Weeks wished” lies between 1 and 156.")
		amina.scripting(true)
		amina.axe()
		amina.picture("something is missing")
		amina.scripting(false)
		amina.date("Expected date of birth", "2027-04-02")
		amina.fill("Weeks wished", "20")
		amina.choose("Kind of leave", "In one block")
		amina.presses("Send to HR")
		amina.reads("We have your request.", "What was filled in", "20 weeks", "In one block")
		amina.scripting(true)
		amina.axe()
		amina.picture("sent")
		number, _, _ := strings.Cut(strings.TrimPrefix(amina.path(), "/requests/"), "?")
		amina.goes("Correct it")
		amina.fill("Weeks wished", "26")
		amina.axe()
		amina.picture("corrects")
		amina.presses("Save")
		amina.reads("26 weeks")

		phoned := w.post("marta", "/api/v1/cases", map[string]any{"service": "hours", "for": "pavel@ferrow-lund.example", "channel": "phone", "subject": "A child as well", "body": "He phoned."})["number"].(string)
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk/cases/" + phoned)
		marta.reads("1 still missing")
		marta.axe()
		marta.picture("by phone")
		marta.visit("/desk/cases/" + number)
		marta.reads("26 weeks", "changed “Weeks wished”.")
		marta.visit("/desk/cases/" + number + "/fields")
		marta.fill("Cost centre", "4410 Assembly")
		marta.axe()
		marta.picture("HR fills in")
		marta.presses("Save")
		marta.reads("4410 Assembly", "HR alone sees this.")
		marta.axe()
		marta.picture("on a case")
		marta.visit("/desk?view=all&service=hours&field=hours.expected-date-of-birth&field_from=2027-03-01&field_to=2027-05-31")
		marta.reads("A child in spring")
		marta.hides("A child as well")
		marta.axe()
		marta.picture("queue")
		marta.visit("/search?q=4410")
		marta.reads("A child in spring")

		amina.visit("/requests/" + number)
		amina.hides("4410", "Cost centre")
		amina.visit("/search?q=4410")
		amina.hides("A child in spring")
	})
}
