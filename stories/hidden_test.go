package stories

import (
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// looked reads pages as somebody and returns what stands there.
func (b *tab) looked(paths []string) string {
	b.t.Helper()
	var all strings.Builder
	for _, path := range paths {
		b.visit(path)
		all.WriteString(path + ": " + b.text() + "\n")
	}
	return all.String()
}

// complain writes down Pavel's complaint of somebody, in the browser, and returns the case's number.
func complain(t *testing.T, w *world, screen width, of string) string {
	t.Helper()
	b := open(t, w.App, screen)
	b.be("pavel", authz.Portal)
	b.visit("/ask")
	b.goes("Something is not right")
	b.reads("They never see this request.")
	b.fill("In a few words", "Quittenmarmelade")
	b.fill("What would you like to know, or what happened?", "Zwiebelkuchen every Friday.")
	b.fill("Is it against somebody?", apptest.Email(of))
	b.goes("Send to HR")
	b.reads("We have your request. Its number is HR-", "Quittenmarmelade")
	w.Drain()
	_, path, _ := strings.Cut(b.path(), "/requests/")
	number, _, _ := strings.Cut(path, "?")
	return number
}

// Stefan leads Pavel, who complains of him. No page tells Stefan: each is what it was before, and the case's address is that of no case.
func TestStefanCannotLearnOfACaseAgainstHim(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("", "pavel", desk.Open{Subject: "Swap a shift", Body: "With Rosa.", Service: "hours"}) // which Stefan sees
		w.Drain()
		b := open(t, w.App, screen)
		b.be("stefan", authz.Portal)
		pages := []string{"/", "/requests", "/requests?tab=closed", "/requests?tab=reports", "/search?q=Quittenmarm", "/search?q=Zwiebel", "/me", "/me/openings", "/ask"}
		before := b.looked(pages)
		number := complain(t, w, screen, "stefan")
		unseen(t, b, pages, before, number, "/requests/")
	})
}

// Ingrid is head of HR, and the complaint is of her. She sees every other case, and this one nowhere.
func TestIngridCannotLearnOfACaseAgainstHer(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("", "pavel", desk.Open{Subject: "Swap a shift", Body: "With Rosa.", Service: "hours"})
		w.Drain()
		b := open(t, w.App, screen)
		b.be("ingrid", authz.Desk)
		pages := []string{"/desk", "/desk?view=open", "/desk?view=all", "/desk?view=all&q=Quittenmarm", "/desk?view=unassigned", "/desk?view=all&service=fairness",
			"/search?q=Zwiebel", "/desk/people/" + apptest.ID("pavel"), "/desk/satisfaction", "/admin", "/me"}
		before := b.looked(pages)
		if !strings.Contains(before, "Swap a shift") {
			t.Fatal("Ingrid sees no case at all, so nothing is proved")
		}
		number := complain(t, w, screen, "ingrid")
		unseen(t, b, pages, before, number, "/desk/cases/")
	})
}

// unseen fails unless the pages read as before, and the address of the case as one that no case has.
func unseen(t *testing.T, b *tab, pages []string, before, number, at string) {
	t.Helper()
	if now := b.looked(pages); now != before {
		for i, line := range strings.Split(now, "\n") {
			if was := strings.Split(before, "\n")[i]; was != line {
				t.Errorf("It was\n  %s\nand is\n  %s", was, line)
			}
		}
	}
	b.visit(at + number)
	b.reads("There is nothing here")
	b.hides("Quittenmarm", "Zwiebel")
	hidden := strings.ReplaceAll(b.text(), number, "HR-X")
	b.visit(at + "HR-9")
	if absent := strings.ReplaceAll(b.text(), "HR-9", "HR-X"); hidden != absent {
		t.Errorf("A case that is hidden reads\n  %s\nand one that is not there\n  %s", hidden, absent)
	}
	pavel := open(t, b.a, b.width)
	pavel.be("pavel", authz.Portal)
	pavel.visit("/requests")
	pavel.reads("Quittenmarmelade") // it is there
}
