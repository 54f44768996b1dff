package routing_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/routing"
)

// Whoever takes concerns looks after no site: they are offered none, and to say one is refused like one that is not there.
func TestWhoeverTakesConcernsIsToldOfNoSites(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.Add(apptest.Member{Key: "cora", Given: "Cora", Family: "Lindqvist", Number: "4001", Roles: []string{"concern"}})
		for who, want := range map[string]bool{"cora": false, "theo": true} {
			by := w.Actor(authz.Desk, who)
			out, err := w.s.Choices(w.T.Context(), by)
			if err != nil || len(out.Sites) > 0 != want {
				w.T.Errorf("%s chooses among %v, %v", who, out.Sites, err)
			}
			if _, err := w.s.SaveSkills(w.T.Context(), by, routing.Skills{Sites: []string{"Malmby"}}); (err == nil) != want {
				w.T.Errorf("%s looks after Malmby: %v", who, err)
			}
		}
	})
}
