package crawl_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/live"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// A stream of somebody's own request is the same however much happens in a case that they do not see.
func TestStreamsOfTwoWorldsAreTheSame(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			if dbtest.Skips(string(dialect)) {
				t.Skip("HEARTH_SKIP names " + dialect)
			}
			var heard []string
			for _, hidden := range []bool{false, true} {
				u := newUniverse(t, dialect, 1, unlike{before: named, do: func(*universe, bool) {}}, hidden)
				first := u.listen("amina@portal", "")
				for range 5 {
					if hidden {
						u.write(u.Actor(authz.Desk, "marta"), desk.Case{Number: u.hidden}, "It is secretive", false)
					}
				}
				u.write(u.Actor(authz.Desk, "marta"), u.cases[3], "We look after the lamp", false)
				heard = append(heard, first())
			}
			if heard[0] != heard[1] || !strings.Contains(heard[0], "data: case:") {
				t.Errorf("a stream tells of a hidden case: %q and %q", heard[0], heard[1])
			}
		})
	}
}

// The lists of HR hear of a case from those alone who see it at work, and of its going from those from whom it goes.
func TestListsHearOfWhatTheirReadersSee(t *testing.T) {
	t.Parallel()
	write := func(key string) func(*universe) {
		return func(u *universe) {
			u.write(u.Actor(authz.Desk, key), desk.Case{Number: u.hidden}, "It is secretive", true)
		}
	}
	restrict := func(key, sensitivity string) func(*universe) {
		return func(u *universe) {
			_, err := u.App.App.Desk.Restrict(u.t.Context(), u.Actor(authz.Desk, key), desk.Restrict{Number: u.hidden, Sensitivity: sensitivity, Named: refs(key)})
			u.ok(err)
		}
	}
	give := func(key, to string) func(*universe) {
		return func(u *universe) {
			_, err := u.App.App.Desk.Assign(u.t.Context(), u.Actor(authz.Desk, key), desk.Assign{Number: u.hidden, Assignee: to})
			u.ok(err)
		}
	}
	cases := []struct {
		name        string
		before, do  func(*universe)
		hear, blind string
	}{
		{"to named people", named, write("marta"), "marta", "priya theo olga ingrid"},
		{"to a team", teams, write("olga"), "theo olga", "marta priya ingrid"},
		{"against an agent", secret("amina", desk.Open{Service: "pay", Against: refs("theo")}), write("olga"), "olga", "theo"},
		{"not to an agent", secret("amina", desk.Open{Service: "hours", NotTo: refs("priya")}), write("marta"), "marta ingrid", "priya"},
		{"to everybody", secret("amina", desk.Open{Service: "hours"}), write("marta"), "marta priya theo olga ingrid", ""},
		{"from everybody to one", secret("amina", desk.Open{Service: "hours"}), restrict("marta", "named"), "marta priya theo olga ingrid", ""},
		{"from a team to one", teams, restrict("olga", "named"), "theo olga", "marta priya ingrid"},
		{"from a team to everybody", teams, restrict("olga", "open"), "theo olga marta priya ingrid", ""},
		{"from a team to a colleague of another", teams, give("olga", "marta@ferrow-lund.example"), "theo olga marta", "priya ingrid"},
	}
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			if dbtest.Skips(string(dialect)) {
				t.Skip("HEARTH_SKIP names " + dialect)
			}
			for _, c := range cases {
				t.Run(c.name, func(t *testing.T) {
					u := newUniverse(t, dialect, 1, unlike{before: c.before, do: func(*universe, bool) {}}, false)
					first := map[string]func() string{}
					for key := range strings.FieldsSeq(c.hear + " " + c.blind) {
						first[key] = u.listen(key+"@desk", "desk,")
					}
					c.do(u)
					u.write(u.Actor(authz.Desk, "marta"), u.cases[3], "We look after the lamp", false)
					for key, first := range first {
						said := first()
						if hears := strings.Contains(said, "data: desk"); hears != slices.Contains(strings.Fields(c.hear), key) {
							t.Errorf("%s hears of it: %t, by %q", key, hears, said)
						}
					}
				})
			}
		})
	}
}

// What one reader is told nobody else hears, whatever they ask for.
func TestNobodyHearsWhatAnotherIsTold(t *testing.T) {
	t.Parallel()
	u := newUniverse(t, store.SQLite, 1, unlike{before: named, do: func(*universe, bool) {}}, false)
	for _, name := range []string{"priya@desk", "noor@desk", "marta@portal", "amina@portal"} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second) // a stream has no end
		defer cancel()
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/live?topics="+live.To(desk.QueueTopic, apptest.ID("marta")), nil)
		w := httptest.NewRecorder()
		if u.viewers[name].Serve(w, r); w.Code != http.StatusNotFound {
			t.Errorf("%s gets %d", name, w.Code)
		}
	}
}

// listen opens a viewer's stream of their request, and of other topics, and returns what it says first.
func (u *universe) listen(name, others string) (first func() string) {
	u.t.Helper()
	ctx, cancel := context.WithCancel(u.t.Context())
	f, ended := &flow{ResponseRecorder: httptest.NewRecorder()}, make(chan struct{})
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/live?topics="+others+"case:"+u.cases[3].ID, nil)
	go func() { defer close(ended); u.viewers[name].Serve(f, r) }()
	end := func() { cancel(); <-ended }
	u.t.Cleanup(end)
	said := func(what string) string {
		for range 1000 {
			if text := f.text(); strings.Contains(text, what) {
				return text
			}
			time.Sleep(10 * time.Millisecond) // a stream has no end to wait for
		}
		u.t.Fatalf("the stream does not say %q, but %q", what, f.text())
		return ""
	}
	said(": open\n\n")
	return func() string {
		text := said("data: ")
		end()
		before, _, _ := strings.Cut(text[strings.Index(text, "data: "):], "\n")
		return masked(text[:strings.Index(text, "data: ")] + before)
	}
}
