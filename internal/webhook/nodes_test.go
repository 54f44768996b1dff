package webhook_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Two servers deliver what happens to many cases at once: each message is delivered, those of a case in their order, and none twice while nobody dies.
func TestTwoServersDeliverEachMessageInItsOrder(t *testing.T) {
	t.Parallel()
	once(t, apptest.New(t, store.Postgres), func(w *world) {
		other := w.Beside()
		other.Webhook.Post.Hosts = w.s.Post.Hosts
		var numbers []string
		for range 8 {
			number := w.open("hours")
			w.say("marta", authz.Desk, number)
			w.answer(number)
			w.accept(number)
			numbers = append(numbers, number)
		}
		want := "opened replied answered closed"
		all := func() bool {
			for _, number := range numbers {
				if w.in.took(number) != want {
					return false
				}
			}
			return true
		}
		for range 20 {
			var both sync.WaitGroup
			for _, a := range []*apptest.App{w.App, other} {
				both.Go(func() { a.Drain() })
			}
			both.Wait()
			if all() {
				break
			}
			w.Clock.Advance(time.Minute) // as what one holds is not the other's at once
		}
		for _, number := range numbers {
			if told := w.in.took(number); told != want {
				t.Errorf("%s: told %q, want %q", number, told, want)
			}
		}
		ids := map[string]bool{}
		for _, g := range w.in.all {
			if id := g.Get("webhook-id"); ids[id] {
				t.Errorf("%s came twice", id)
			} else {
				ids[id] = true
			}
		}
	})
}

// One system posts an event at the same moment twice, as after a connection that broke: it has one effect, and both are told the same.
func TestTheSameEventAtTheSameMomentIsOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("hours")
		for n := range 6 {
			body := map[string]any{"key": fmt.Sprintf("run %d", n), "kind": "payroll.corrected", "text": fmt.Sprintf("The shift was paid with run %d.", n)}
			if body["case"] = number; n%2 == 1 { // of a person: a case is opened
				delete(body, "case")
				body["person"], body["service"] = "1003", "pay"
			}
			answers := make([]string, 2)
			var both sync.WaitGroup
			for i := range answers {
				both.Go(func() { answers[i] = w.API("marta").Post("/api/v1/events", body).Text })
			}
			both.Wait()
			if answers[0] != answers[1] || !strings.Contains(answers[0], "HR-") {
				w.T.Errorf("round %d: one is told %q, the other %q", n, answers[0], answers[1])
			}
			if got := w.count(fmt.Sprintf(`SELECT count(*) FROM desk_entry WHERE body LIKE '%%paid with run %d.%%'`, n)); got != 1 {
				w.T.Errorf("round %d: it stands there %d times", n, got)
			}
		}
		if n := w.count(`SELECT count(*) FROM desk_case`); n != 4 {
			w.T.Errorf("there are %d cases, want the first and three", n)
		}
	})
}
