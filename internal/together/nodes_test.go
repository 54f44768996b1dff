package together_test

import (
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/beside"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/live"
	"hearth/internal/platform/store"
)

// until looks again until it is so, or half a minute is over.
func (w *world) until(what string, is func() bool) {
	w.T.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if is() {
			return
		}
	}
	w.T.Fatalf("not within half a minute: %s", what)
}

// Two work on one case, each at another server: each sees that the other is there and writes, by name; its requester, at either, hears nothing.
func TestColleaguesAtAnotherServerAreThere(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.Postgres)
	w := &world{App: a}
	c, err := a.App.Desk.Open(t.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Service: "hours", Subject: "My shifts", Body: "May I swap?"})
	w.ok(err)
	w.number = c.Number
	other := &world{App: a.Beside(), number: c.Number}
	var requesters []<-chan live.Event
	for _, x := range []*world{w, other} {
		events, end := x.Live.Subscribe(desk.CaseTopic(c.ID))
		defer end()
		requesters = append(requesters, events)
	}
	colleague, end := other.Live.Subscribe(beside.Topic(c.ID))
	defer end()
	there := func(x *world, does string) func() bool {
		return func() bool {
			w.page("priya") // said again until the other server listens
			for _, p := range x.Live.Who(beside.Topic(c.ID)) {
				if p.PersonID == apptest.ID("priya") && p.What == does {
					return true
				}
			}
			return false
		}
	}
	w.until("Priya reads, at the other server", there(other, beside.Reads))
	for _, events := range requesters { // that the case was opened comes late to the other server, and before this
		for hears(events) {
		}
	}
	other.page("marta").Shows("Priya Raman", "is reading this too.")
	if !hears(colleague) {
		t.Error("the page of a colleague at the other server did not hear that somebody came")
	}
	w.until("Marta reads, at the first server", func() bool { return len(w.Live.Who(beside.Topic(c.ID))) == 2 })
	w.page("priya").Shows("Marta Kowalczyk", "is reading this too.")
	w.writes("priya", "reply")
	w.until("Priya writes, at the other server", there(other, beside.Writes))
	other.page("marta").Shows("Priya Raman", "is writing an answer.")
	// the common text too: what one saves at a server, the page at the other hears
	for hears(colleague) {
	}
	w.begin("You may.")
	w.until("the text reached the other server", func() bool { return hears(colleague) })
	other.page("priya").Shows("An answer is being written together.", "Marta Kowalczyk")
	for i, events := range requesters {
		if hears(events) {
			t.Errorf("the requester's page at server %d heard that somebody read or wrote", i)
		}
	}
	w.Clock.Advance(16 * time.Second)
	other.page("marta").Hides("Priya Raman is writing")
}
