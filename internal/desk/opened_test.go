package desk_test

import (
	"strings"
	"sync"
	"testing"

	"hearth/internal/desk"
	"hearth/internal/platform/audit"
)

// Whoever asks, for whom, about whom and against whom a case is, the officer reads of each that it was opened. They themselves read it where they may see the case, and whom it is against never does.
func TestAnOpeningStandsWithAllWhomTheCaseConcerns(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		all, own := map[string]int{}, map[string]int{}
		for _, c := range []struct {
			service         string // review is read by those it is about, hours is not
			against         []string
			concerned, tell []string
		}{
			{"review", []string{"jonas"}, []string{"stefan", "pavel", "amina", "jonas"}, []string{"stefan", "pavel", "amina"}},
			{"hours", []string{"jonas"}, []string{"stefan", "pavel", "amina", "jonas"}, []string{"stefan", "pavel"}},
			{"hours", nil, []string{"stefan", "pavel", "amina"}, []string{"stefan", "pavel"}}, // an ordinary one
		} {
			of := w.open(w.portal("stefan"), desk.Open{Service: c.service, For: "pavel", About: []string{"amina"}, Against: c.against})
			var mu sync.Mutex
			recorded := 0
			w.db.Watch(func(query string) {
				mu.Lock()
				defer mu.Unlock()
				if strings.Contains(query, "audit_") {
					recorded++
				}
			})
			w.read(w.hr("marta"), of.Number)
			w.db.Watch(nil)
			if c.against == nil && recorded > 0 {
				w.Errorf("the page of an ordinary case has %d statements of the record", recorded)
			}
			if err := w.log.Flush(w.Context()); err != nil {
				w.Fatal(err)
			}
			for _, id := range c.concerned {
				all[id]++
			}
			for _, id := range c.tell {
				own[id]++
			}
			for _, id := range []string{"stefan", "pavel", "amina", "jonas"} {
				seen, err := audit.SeenOf(w.Context(), w.db, id, audit.Asked{}, 50)
				opened := 0
				for _, s := range seen {
					if s.Opening && s.Actor == "marta" && s.Team == "advice" {
						opened++
					}
				}
				if err != nil || opened != all[id] {
					w.Errorf("%s: the officer reads of %s %d times, want %d: %v", c.service, id, opened, all[id], err)
				}
				mine, err := audit.OpeningsOf(w.Context(), w.db, id, "", w.desk.OpeningsShown(w.portal(id)), 50)
				if err != nil || len(mine) != own[id] {
					w.Errorf("%s: %s reads %d openings, want %d: %v", c.service, id, len(mine), own[id], err)
				}
			}
		}
	})
}
