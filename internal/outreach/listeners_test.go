package outreach_test

import (
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/live"
)

// The lists of a team hear of a round whose cases it alone sees; those of the others do not.
func TestOnlyItsTeamHearsOfARound(t *testing.T) {
	each(t, func(w *world) {
		hears := func(topic string) func() bool {
			events, end := w.Live.Subscribe(topic)
			w.T.Cleanup(end)
			return func() bool {
				select {
				case <-events:
					return true
				case <-time.After(200 * time.Millisecond): // as soon as the others
					return false
				}
			}
		}
		for _, c := range []struct {
			service   string
			all, team bool
		}{{"hours", true, false}, {"review", false, true}} {
			everybody, priya, theo := hears(desk.QueueTopic), hears(live.To(desk.QueueTopic, apptest.ID("priya"))), hears(live.To(desk.QueueTopic, apptest.ID("theo")))
			in := w.question("amina@ferrow-lund.example")
			in.Service = c.service
			w.done("marta", in)
			if a, p, o := everybody(), priya(), theo(); a != c.all || p != c.team || o {
				w.T.Errorf("of a round of %s all hear %t, Priya of its team by herself %t, Theo of another %t", c.service, a, p, o)
			}
		}
	})
}
