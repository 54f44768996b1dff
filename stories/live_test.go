package stories

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

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
	marta.click("Let it wait")
	marta.choose("For whom; the requester reads it", "Somebody outside: they have to answer first")
	marta.keys(kb.Escape)
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
	w.post("priya", "/api/v1/cases/"+number+"/renegotiate", map[string]any{"kind": "decision", "due_at": w.DB.Now().Add(72 * time.Hour), "reason": "Jonas is back on Friday."})
	marta.reads("Jonas is back on Friday.")
	if !eval[bool](marta, `(() => { const e = document.getElementById('pause-reason'); return e.value === 'outside' && e.closest('details').open })()`) {
		t.Error("what Marta chose is gone")
	}
	queue.reads("New replies 1")
	w.ask("", "pavel", desk.Open{Subject: "Another one", Body: "About my hours.", Service: "hours"})
	queue.reads("All open 2", "Another one")
	w.ask("", "hanna", desk.Open{Subject: "A third one", Body: "About my key.", Service: "hours"})
	queue.reads("All open 3", "A third one", "Another one") // of a list that it took anew before
	marta.reads("A third one")
}

// On a busy desk something changes all the time. A page does not wait for a quiet moment that never comes.
func TestAPageIsNewThoughTheDeskIsNeverQuiet(t *testing.T) {
	t.Parallel()
	browser(t)
	w := &world{apptest.New(t, store.SQLite), map[string]string{}}
	w.ask("case", "amina", desk.Open{Subject: "Swap on Friday", Body: "May I swap a shift?", Service: "hours"})
	queue := open(t, w.App, wide)
	queue.be("priya", authz.Desk)
	queue.visit("/desk?view=open")
	queue.reads("All open 1")
	w.ask("", "pavel", desk.Open{Subject: "Another one", Body: "About my hours.", Service: "hours"})
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	const most = 100
	for i := range most {
		if strings.Contains(queue.text(), "Another one") {
			return
		}
		w.post("amina", "/api/v1/cases/"+w.values["case"]+"/messages", map[string]any{"body": fmt.Sprintf("And another thing, number %d.", i)})
		<-tick.C
	}
	t.Errorf("after %d messages the page is as old as before the first", most)
}

// In the queue beside a case something changes all the time. What is said on the case does not wait for it, be it ever so slow.
func TestWhatIsSaidDoesNotWaitForTheQueueBesideIt(t *testing.T) {
	t.Parallel()
	browser(t)
	w := &world{apptest.New(t, store.SQLite), map[string]string{}}
	w.ask("case", "amina", desk.Open{Subject: "Swap on Friday", Body: "May I swap a shift?", Service: "hours"})
	marta := open(t, w.App, wide)
	marta.be("marta", authz.Desk)
	marta.visit("/desk/cases/" + w.values["case"])
	eval[bool](marta, `(() => { const ask = fetch; window.asked = 0; window.fetch = (from, ...how) => String(from).startsWith('/desk/beside') ? (window.asked++, new Promise(() => {})) : ask(from, ...how); return true })()`)
	w.ask("", "pavel", desk.Open{Subject: "Another one", Body: "About my hours.", Service: "hours"})
	if !marta.until(func() bool { return eval[bool](marta, `window.asked > 0`) }) {
		t.Fatal("the queue beside the case is not taken anew")
	}
	w.post("amina", "/api/v1/cases/"+w.values["case"]+"/messages", map[string]any{"body": "Nils would take mine."})
	marta.reads("Nils would take mine.")
}
