package views_test

import (
	"fmt"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/views"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *views.Service
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{a, a.Views}) })
}

func (w *world) open(key string, in desk.Open) string {
	w.T.Helper()
	in.Body = "May I ask something?"
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), in)
	if err != nil {
		w.T.Fatal(err)
	}
	return c.Number
}

func (w *world) keep(key, name, query, team string) views.View {
	w.T.Helper()
	v, err := w.s.Keep(w.T.Context(), w.Actor(authz.Desk, key), views.Keep{Name: name, Query: query, Team: team})
	if err != nil {
		w.T.Fatal(err)
	}
	return v
}

// holds are the numbers of the cases that somebody finds in a view.
func (w *world) holds(key, id string) string {
	w.T.Helper()
	page, err := w.s.Cases(w.T.Context(), w.Actor(authz.Desk, key), views.ReadCases{ID: id})
	if err != nil {
		w.T.Fatal(err)
	}
	var all []string
	for _, c := range page.Items {
		all = append(all, c.Number)
	}
	return strings.Join(all, " ")
}

func (w *world) counted(key, id string) string {
	w.T.Helper()
	all, err := w.s.List(w.T.Context(), w.Actor(authz.Desk, key), views.ReadViews{Counts: true})
	if err != nil {
		w.T.Fatal(err)
	}
	for _, v := range all.Items {
		if v.ID == id && v.Count != nil {
			return fmt.Sprint(*v.Count)
		}
	}
	return "none"
}

func TestEachFieldNarrows(t *testing.T) {
	each(t, func(w *world) {
		pay := w.open("amina", desk.Open{Subject: "Überstunden im Oktober", Service: "pay"})
		hours := w.open("jonas", desk.Open{Subject: "100% of my shifts", Service: "hours"})
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		if _, err := w.App.App.Desk.SetPriority(ctx, marta, desk.SetPriority{Number: pay, Priority: "high"}); err != nil {
			w.T.Fatal(err)
		}
		if _, err := w.App.App.Desk.Assign(ctx, marta, desk.Assign{Number: hours, Assignee: "me"}); err != nil {
			w.T.Fatal(err)
		}
		if _, err := w.App.App.Desk.Pause(ctx, marta, desk.Pause{Number: hours, Reason: desk.WaitCustomer, Needed: "Your plan.", Until: w.DB.Now().Add(48 * 3600e9)}); err != nil {
			w.T.Fatal(err)
		}
		w.API("marta").Post("/api/v1/cases/"+pay+"/watch", map[string]any{}).Is(200)
		for query, want := range map[string]string{
			"priority=high": pay, "priority=normal": hours, "service=hours": hours, "team=payroll": pay, "title=überstunden": pay, "title=100%25": hours, "title=0_": "",
			"owner=me": hours, "owner=nobody": pay, "owner=somebody": hours, "waits=customer": hours, "waits=hr": pay, "waits=manager": "", "group=employees": pay, "group=managers": hours,
			"group=hr": "", "due=late": "", "due=week": pay, "site=Malmby": pay + " " + hours, "site=Porto": "", "calls=asked": "", "law=runs": "", "watched=me": pay, "until_from=1d": hours, "until_from=today&until_to=1d": "", "answered=today": "", "sensitivity=open&sort=newest": hours + " " + pay,
			"sort=oldest": pay + " " + hours, "assignee=me": hours,
		} {
			v := w.keep("marta", query, query, "")
			if got := w.holds("marta", v.ID); got != want {
				w.T.Errorf("%s holds %q, want %q", query, got, want)
			}
			want := fmt.Sprint(len(strings.Fields(want)))
			if query == "owner=somebody" {
				want = "none"
			}
			if got := w.counted("marta", v.ID); got != want {
				w.T.Errorf("%s counts %s, want %s", query, got, want)
			}
		}
	})
}

func TestASharedViewShowsEachTheirOwn(t *testing.T) {
	each(t, func(w *world) {
		open := w.open("amina", desk.Open{Subject: "My payslip", Service: "hours"})
		closed := w.open("amina", desk.Open{Subject: "About Priya", Service: "hours", Against: []string{apptest.Email("priya")}})
		health := w.open("pavel", desk.Open{Subject: "Bandscheibe", Service: "health"})
		v := w.keep("marta", "Advice", "team=advice&sort=oldest", "advice")
		if got, want := w.holds("marta", v.ID), open+" "+closed+" "+health; got != want {
			w.T.Errorf("Marta finds %q, want %q", got, want)
		}
		if got, want := w.holds("priya", v.ID), open+" "+health; got != want || w.counted("priya", v.ID) != "2" {
			w.T.Errorf("Priya finds %q and counts %s, want %q", got, w.counted("priya", v.ID), want)
		}
		if hidden := w.keep("theo", "Title", "title=Bandscheibe", ""); w.holds("theo", hidden.ID) != "" || w.counted("theo", hidden.ID) != "0" {
			w.T.Error("a title that Theo may not read was found by its words")
		}
		theo := w.Actor(authz.Desk, "theo")
		if _, err := w.s.Cases(w.T.Context(), theo, views.ReadCases{ID: v.ID}); fault.KindOf(err) != fault.NotFound {
			w.T.Errorf("another team reads a shared view: %v", err)
		}
		mine := w.keep("marta", "Mine", "owner=me", "")
		for _, id := range []string{v.ID, mine.ID} {
			name, priya := "Taken", w.Actor(authz.Desk, "priya")
			_, changed := w.s.Change(w.T.Context(), priya, views.Change{ID: id, Name: &name})
			_, dropped := w.s.Drop(w.T.Context(), priya, views.Drop{ID: id})
			want := map[string]fault.Kind{v.ID: fault.Forbidden, mine.ID: fault.NotFound}[id]
			if fault.KindOf(changed) != want || fault.KindOf(dropped) != want {
				w.T.Errorf("Priya changes a view of Marta's: %v, %v", changed, dropped)
			}
		}
	})
}

// Nothing can be counted by agent: no view asks for the cases of a colleague.
func TestNoViewCountsByAgent(t *testing.T) {
	each(t, func(w *world) {
		marta := w.Actor(authz.Desk, "marta")
		for _, query := range []string{"assignee=" + apptest.ID("priya"), "assignee=priya", "owner=" + apptest.ID("priya"), "view=all&assignee=" + apptest.Email("theo"), "assigned_to=priya", "view=theirs", "due=soon", "%zz"} {
			if _, err := w.s.Keep(w.T.Context(), marta, views.Keep{Name: "Theirs", Query: query}); fault.KindOf(err) != fault.Invalid {
				w.T.Errorf("%s was kept: %v", query, err)
			}
		}
		v := w.keep("marta", "Mine", "assignee="+apptest.ID("marta"), "")
		if strings.Contains(v.Query, apptest.ID("marta")) || v.Query != "owner=me&view=open" {
			w.T.Errorf("what is mine was kept as %q", v.Query)
		}
	})
}

func TestAViewIsKeptOnceRenamedSharedAndRemoved(t *testing.T) {
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		v := w.keep("marta", "Late pay", "service=pay&due=late", "")
		if again := w.keep("marta", "Late pay", "due=late&service=pay&dense=on", ""); again.ID != v.ID {
			w.T.Error("the same twice is two")
		}
		_, taken := w.s.Keep(ctx, marta, views.Keep{Name: "Late pay", Query: "service=hours"})
		_, nameless := w.s.Keep(ctx, marta, views.Keep{Query: "service=hours"})
		_, foreign := w.s.Keep(ctx, marta, views.Keep{Name: "Payroll's", Query: "service=pay", Team: "payroll"})
		_, outside := w.s.Keep(ctx, w.Actor(authz.Portal, "amina"), views.Keep{Name: "Mine"})
		for what, err := range map[string]error{"a taken name": taken, "no name": nameless, "a foreign team": foreign} {
			if fault.KindOf(err) != fault.Invalid {
				w.T.Errorf("%s: %v", what, err)
			}
		}
		if fault.KindOf(outside) != fault.Forbidden {
			w.T.Errorf("somebody of the portal keeps views: %v", outside)
		}
		name, team, place := "Pay, late", "advice", 7
		got, err := w.s.Change(ctx, marta, views.Change{ID: v.ID, Name: &name, Team: &team, Place: &place})
		if err != nil || got.Name != name || got.Team != team || got.Place != place || got.Query != v.Query {
			w.T.Fatalf("the view became %+v, %v", got, err)
		}
		if w.counted("priya", v.ID) == "none" {
			w.T.Error("Priya does not find the shared view")
		}
		none := ""
		if _, err := w.s.Change(ctx, marta, views.Change{ID: v.ID, Team: &none}); err != nil || w.counted("priya", v.ID) != "none" {
			w.T.Errorf("the view is still shared: %v", err)
		}
		if _, err := w.s.Drop(ctx, marta, views.Drop{ID: v.ID}); err != nil || w.counted("marta", v.ID) != "none" {
			w.T.Errorf("the view is still there: %v", err)
		}
	})
}

// A list that ends before all says so.
func TestMoreViewsThanAreListed(t *testing.T) {
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		if err := w.DB.Tx(ctx, func(tx *store.Tx) error {
			for i := range views.MostListed + 1 {
				if _, err := tx.Exec(ctx, `INSERT INTO views_view (id, owner_person, team_id, name, query, place, kept_at) VALUES ($1, 'somebody', 'advice', $1, 'due=late', 0, $2)`, fmt.Sprintf("v%03d", i), w.DB.Now()); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			w.T.Fatal(err)
		}
		if got, err := w.s.List(ctx, marta, views.ReadViews{}); err != nil || len(got.Items) != views.MostListed || !got.More {
			w.T.Errorf("%d views, more: %v, %v", len(got.Items), got.More, err)
		}
		w.API("marta").Get("/api/v1/views").Is(200).Shows(`"more":true`)
		w.Desk("marta").Get("/desk/views").Is(200).Shows("Your teams share more views than the 200 that are listed here.")
		if err := w.DB.Tx(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `DELETE FROM views_view WHERE id = 'v200'`)
			return err
		}); err != nil {
			w.T.Fatal(err)
		}
		if got, err := w.s.List(ctx, marta, views.ReadViews{}); err != nil || len(got.Items) != views.MostListed || got.More {
			w.T.Errorf("%d views, more: %v, %v", len(got.Items), got.More, err)
		}
	})
}
