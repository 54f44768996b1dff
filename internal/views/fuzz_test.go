package views

import (
	"slices"
	"testing"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// FuzzQuery holds that what a view asks for is a list of the queue that both databases can be asked for, or is refused with a sentence about it.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{"", "view=all", "?view=open&q=a+b&service=pay&sort=due", "title=a%00b", "title=%ff", "%00=1", "site=%c3&%a9=1", "assignee=me&owner=nobody", "assignee=somebody", "state=x", "view=mine&view=all", "a;b", "tag=%E2%82%AC&team=hr", "%zz", "dense=1&limit=5&after=x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		list, err := read(authz.Actor{PersonID: "me"}, query)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Errorf("%q: %v", query, err)
			}
			return
		}
		if !slices.Contains(desk.DeskViews(), list.View) {
			t.Errorf("%q: view %q", query, list.View)
		}
		for name, value := range list.Values() {
			if !store.Sound(value) {
				t.Errorf("%q: %s is %q", query, name, value)
			}
		}
		for _, value := range []string{list.Q, list.Service, list.Team, list.Channel, list.Assigned} {
			if !store.Sound(value) {
				t.Errorf("%q: %q", query, value)
			}
		}
	})
}
