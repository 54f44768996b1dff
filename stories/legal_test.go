package stories

import (
	"testing"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Ingrid says that a law gives a month. Amina asks, and reads by when it has to be decided and why it is that day; Marta lets it wait, and that time does not; then she
// prolongs it, as the law allows, and Amina reads until when and why.
func TestALawGivesAMonth(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		ingrid := open(t, w.App, screen)
		ingrid.be("ingrid", authz.Desk)
		ingrid.visit("/admin/services/hours")
		ingrid.fill("The law, as people write it", "one month, Art. 12(3) GDPR")
		ingrid.fill("Decided within", "1")
		ingrid.fill("So many more, if the law lets it be prolonged", "2")
		ingrid.axe()
		ingrid.picture("service")
		ingrid.goes("Save the service")
		ingrid.reads("By law: one month, Art. 12(3) GDPR")
		ingrid.axe()
		w.ask("copy", "amina", desk.Open{Subject: "A copy of my hours", Body: "Please send me what you keep about my hours.", Service: "hours"})
		w.Drain()
		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit("/ask/hours")
		amina.reads("A law gives a time too: one month, Art. 12(3) GDPR")
		amina.visit(w.path("/requests/{copy}"))
		amina.reads("By law it has to be decided by", "one month, Art. 12(3) GDPR")
		amina.click("Why the end of Thu 17 Dec")
		amina.reads("A law gives this time: one month, Art. 12(3) GDPR.", "It came in on Tue 17 Nov, and that day does not count.", "1 month later is Thu 17 Dec.")
		amina.picture("portal")
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{copy}"))
		marta.reads("Legal date by", "one month, Art. 12(3) GDPR")
		marta.click("Why the end of Thu 17 Dec")
		marta.reads("It does not stop while the request waits, and can be prolonged once, before it ends and with a reason.")
		marta.picture("desk")
		marta.click("Prolong the time by law")
		marta.reads("The law allows it once: until the end of Wed 17 Feb 2027.")
		marta.axe()
		marta.picture("prolong")
		marta.fill("Why it takes longer; the requester reads it", "Three archives have to be asked, and one of them is on paper.")
		marta.goes("Prolong it")
		marta.reads("Three archives have to be asked")
		amina.visit(w.path("/requests/{copy}"))
		amina.reads("By law it has to be decided by the end of Wed 17 Feb 2027", "Three archives have to be asked, and one of them is on paper.")
		amina.click("Why the end of Wed 17 Feb")
		amina.reads("It was prolonged, as this law allows once: Three archives have to be asked", "3 months later is Wed 17 Feb 2027.")
		amina.picture("prolonged")
	})
}
