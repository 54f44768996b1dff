package stories

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Marta has a case open while Amina writes: Marta reads it without a reload, and keeps what she was typing. The queue counts anew by itself.
func TestNewMessagesAndCountsComeWithoutReload(t *testing.T) {
	t.Parallel()
	browser(t)
	w := &world{apptest.New(t, store.SQLite), map[string]string{}}
	w.ask("case", "amina", desk.Open{Subject: "Swap on Friday", Body: "May I swap a shift?", Service: "hours"})
	number := w.values["case"]
	marta, queue := open(t, w.App, wide), open(t, w.App, wide)
	marta.be("marta", authz.Desk)
	marta.visit("/desk/cases/" + number)
	marta.keys("r")
	marta.types("I ask Jonas")
	queue.be("priya", authz.Desk)
	queue.visit("/desk?view=open")
	queue.reads("New replies 0", "All open 1")
	w.post("amina", "/api/v1/cases/"+number+"/messages", map[string]any{"body": "Nils would take mine."})
	marta.reads("Nils would take mine.")
	if typed := eval[string](marta, `document.querySelector('#body').value`); typed != "I ask Jonas" {
		t.Errorf("what Marta typed became %q", typed)
	}
	queue.reads("New replies 1")
	w.ask("", "pavel", desk.Open{Subject: "Another one", Body: "About my hours.", Service: "hours"})
	queue.reads("All open 2", "Another one")
}
