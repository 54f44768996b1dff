package stories

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Views and filters of the queue change in place: the page is not loaded anew, and its address can be shared and gone back to.
func TestTheQueueChangesInPlace(t *testing.T) {
	t.Parallel()
	browser(t)
	w := &world{apptest.New(t, store.SQLite), map[string]string{}}
	w.ask("", "amina", desk.Open{Subject: "Swap on Friday", Body: "May I?", Service: "hours"})
	w.ask("", "amina", desk.Open{Subject: "Payslip", Body: "Where is it?", Service: "pay"})
	b := open(t, w.App, wide)
	b.be("marta", authz.Desk)
	b.visit("/desk")
	b.reads("Swap on Friday", "Payslip")
	eval[bool](b, `window.still = true`)
	b.click("Closed 0")
	b.reads("Nothing is here")
	if !b.until(func() bool { return b.path() == "/desk?view=closed" }) || !eval[bool](b, `window.still === true`) {
		t.Errorf("the page was loaded anew, or its address is %s", b.path())
	}
	b.click("All open 2")
	b.reads("Swap on Friday", "Payslip")
	b.choose("Service", "Working hours")
	b.click("Apply")
	if !b.until(func() bool { return !eval[bool](b, `document.body.innerText.includes("Payslip")`) }) || !eval[bool](b, `window.still === true`) {
		t.Error("the filter does not change the queue in place")
	}
	b.axe()
	b.keys("j")
	b.leaves(func() { b.keys("\r") })
	b.reads("Swap on Friday", "May I?")
}
