package link_test

import (
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/link"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *link.Service
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{App: a, s: a.Link}) })
}

func (w *world) open(key, service string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), desk.Open{Service: service, Subject: "Of " + key, Body: "May I ask?"})
	if err != nil {
		w.T.Fatal(err)
	}
	return c.Number
}

func (w *world) link(key, number, other, kind string) error {
	_, err := w.s.Link(w.T.Context(), w.Actor(authz.Desk, key), link.Link{Number: number, Other: other, Kind: kind})
	return err
}

// of is what somebody reads of the links of a case.
func (w *world) of(key, number string) string {
	w.T.Helper()
	all, err := w.s.OfCase(w.T.Context(), w.Actor(authz.Desk, key), link.ReadOf{Number: number})
	if err != nil {
		w.T.Fatal(err)
	}
	var said []string
	for _, l := range all.Items {
		text := l.Kind + " " + l.Number
		if l.Reverse {
			text = "reverse " + text
		}
		said = append(said, text)
	}
	return strings.Join(said, ", ")
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) want(got, want string) {
	w.T.Helper()
	if got != want {
		w.T.Errorf("got %q, want %q", got, want)
	}
}

func TestALinkStandsAtBothEnds(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a, b := w.open("amina", "hours"), w.open("pavel", "hours")
		w.ok(w.link("marta", a, b, link.FollowsFrom))
		w.ok(w.link("marta", a, b, link.FollowsFrom))
		w.want(w.of("theo", a), "follows_from "+b)
		w.want(w.of("theo", b), "reverse follows_from "+a)
		w.ok(w.link("marta", b, a, link.SameCause))
		w.want(w.of("theo", a), "reverse same_cause "+b)
		all, err := w.s.OfCase(w.T.Context(), w.Actor(authz.Desk, "theo"), link.ReadOf{Number: a})
		w.ok(err)
		for range 2 {
			_, err = w.s.Unlink(w.T.Context(), w.Actor(authz.Desk, "theo"), link.Unlink{Number: a, Link: all.Items[0].ID})
			w.ok(err)
		}
		w.want(w.of("marta", a)+w.of("marta", b), "")
	})
}

// The other end is absent without a gap for who does not see it, and a protected case is never named on one that is less protected.
func TestTheOtherEndIsForThoseWhoSeeIt(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		open, team, other := w.open("amina", "hours"), w.open("amina", "review"), w.open("pavel", "hours")
		w.ok(w.link("marta", open, team, link.BelongsTo))
		w.ok(w.link("marta", open, other, link.SameCause))
		w.want(w.of("marta", open), "same_cause "+other)
		w.want(w.of("marta", team), "reverse belongs_to "+open)
		w.want(w.of("theo", open), "same_cause "+other)
		w.Desk("marta").Get("/desk/cases/"+team).Shows("Has as a part", open)
		w.Desk("theo").Get("/desk/cases/" + open + "/links").Hides(team)

		_, err := w.App.App.Desk.Restrict(ctx, w.Actor(authz.Desk, "marta"), desk.Restrict{Number: open, Sensitivity: "team"})
		w.ok(err)
		w.want(w.of("marta", open), "same_cause "+other+", belongs_to "+team)
		w.want(w.of("theo", other), "")
		all, err := w.s.OfCase(ctx, w.Actor(authz.Desk, "marta"), link.ReadOf{Number: open})
		w.ok(err)
		for _, l := range all.Items { // Theo ends none that he does not see
			_, err = w.s.Unlink(ctx, w.Actor(authz.Desk, "theo"), link.Unlink{Number: other, Link: l.ID})
			w.ok(err)
		}
		w.want(w.of("marta", open), "same_cause "+other+", belongs_to "+team)
	})
}

func TestALinkIsRefused(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		open, team, own := w.open("amina", "hours"), w.open("amina", "review"), w.open("theo", "hours")
		var said []string
		for _, number := range []string{team, "HR-999999", "nonsense", own} {
			err := w.link("theo", open, number, link.SameCause)
			if fault.KindOf(err) != fault.Invalid {
				w.T.Fatalf("%s: got %v", number, err)
			}
			said = append(said, fault.As(err).Fields[0].Key)
		}
		for _, s := range said {
			w.want(s, said[1])
		}
		if k := fault.KindOf(w.link("theo", team, open, link.SameCause)); k != fault.NotFound {
			w.T.Errorf("got %v", k)
		}
		for _, x := range [][2]string{{open, link.SameCause}, {team, "cousin"}} {
			if k := fault.KindOf(w.link("marta", open, x[0], x[1])); k != fault.Invalid {
				w.T.Errorf("got %v", k)
			}
		}
		_, err := w.s.OfCase(w.T.Context(), w.Actor(authz.Portal, "amina"), link.ReadOf{Number: open})
		if k := fault.KindOf(err); k != fault.Forbidden {
			w.T.Errorf("got %v", k)
		}
	})
}

// Of a case that is linked to one that they do not see, its other readers can tell nothing: it is as it was, and nobody's page hears of it.
func TestALinkLeavesNoTraceOnTheCase(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a, b := w.open("amina", "hours"), w.open("pavel", "hours")
		before := w.API("priya").Get("/api/v1/cases/" + a).Is(200).Text
		id, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM desk_case WHERE number = CAST($1 AS bigint)`, strings.TrimPrefix(a, "HR-"))
		w.ok(err)
		events, end := w.Live.Subscribe(desk.CaseTopic(id), desk.QueueTopic)
		defer end()
		w.ok(w.link("marta", a, b, link.SameCause))
		if after := w.API("priya").Get("/api/v1/cases/" + a).Is(200).Text; after != before {
			w.T.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
		select {
		case e := <-events:
			w.T.Errorf("told: %v", e)
		default:
		}
	})
}
