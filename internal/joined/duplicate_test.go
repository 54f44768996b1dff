package joined_test

import (
	"net/url"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/joined"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *joined.Service
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{App: a, s: a.Joined}) })
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

// ask opens a case of somebody.
func (w *world) ask(key string, in desk.Open) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), in)
	w.ok(err)
	return c.Number
}

// night asks for the same thing in other words each time.
func (w *world) night(key, service string) string {
	w.T.Helper()
	return w.ask(key, desk.Open{Service: service, Subject: "Night allowance", Body: "It is not on my payslip of November."})
}

func numbers(all joined.Likes) string {
	var out []string
	for _, l := range all.Items {
		out = append(out, l.Number)
	}
	return strings.Join(out, " ")
}

// like is what somebody of HR reads of the duplicates of a case.
func (w *world) like(key, number string) string {
	w.T.Helper()
	all, err := w.s.Duplicates(w.T.Context(), w.Actor(authz.Desk, key), joined.ReadOf{Number: number})
	w.ok(err)
	return numbers(all)
}

// asking is what somebody is told who asks.
func (w *world) asking(key string, in joined.Asking) string {
	w.T.Helper()
	all, err := w.s.Alike(w.T.Context(), w.Actor(authz.Desk, key), in)
	w.ok(err)
	return numbers(all)
}

func TestWhoAsksAgainIsToldOfTheirOwnOpenRequest(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		again := joined.Asking{Service: "hours", Subject: "night allowance", Body: "Where is it?"}
		w.night("hanna", "hours")
		w.want(w.asking("amina", again), "")
		open := w.night("amina", "hours")
		w.want(w.asking("amina", again), open)
		w.want(w.asking("amina", joined.Asking{Service: "hours", Subject: "Parking", Body: "Where may I leave my car?"}), "")
		w.want(w.asking("amina", joined.Asking{Service: "hours", Subject: "night allowance", For: apptest.Email("hanna")}), "")
		w.want(w.asking("marta", again), "") // of HR: it is none of her own
		w.want(w.asking("amina", joined.Asking{Service: "hours", Subject: "night allowance", For: "nobody@x.example"}), "")
		if _, err := w.s.Alike(w.T.Context(), authz.Actor{Face: authz.Portal}, again); fault.KindOf(err) != fault.SignIn {
			w.T.Errorf("nobody: got %v", err)
		}
		_, err := w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: open, Answer: "It comes.", Outcome: desk.OutcomeDone, Cause: "information"})
		w.ok(err)
		w.want(w.asking("amina", again), "")
	})
}

// A request against somebody is never shown to them, also where they asked it for the person.
func TestWhoIsKeptFromARequestIsNotToldOfIt(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.ask("amina", desk.Open{Service: "fairness", Subject: "Night allowance", Body: "Hanna takes my nights.", Against: []string{apptest.Email("hanna")}})
		w.want(w.asking("hanna", joined.Asking{Service: "fairness", Subject: "Night allowance", For: apptest.Email("amina")}), "")
		w.want(w.asking("jonas", joined.Asking{Service: "fairness", Subject: "Night allowance", For: apptest.Email("amina")}), "")
	})
}

// Nothing typed is lost, and the same words can be sent all the same.
func TestTheFormAsksFirst(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		open := w.night("amina", "hours")
		amina := w.Portal("amina")
		form := url.Values{"subject": {"Night allowance"}, "body": {"Still missing, since October."}, "not_manager": {"on"}}
		amina.Send("/ask/hours", form).Is(409).Shows("Have you asked this already?", open, "Still missing, since October.", "Send it all the same", "/requests/"+open)
		amina.Get("/ask/hours").Shows("Still missing, since October.")
		if n := w.count(`SELECT count(*) FROM desk_case`); n != 1 {
			w.T.Errorf("%d cases", n)
		}
		form.Set("anyway", "on")
		amina.Send("/ask/hours", form).Is(303)
		amina.Get("/ask/hours").Hides("Still missing, since October.")
		if n := w.count(`SELECT count(*) FROM desk_case`); n != 2 {
			w.T.Errorf("%d cases", n)
		}
		amina.Send("/ask/hours", url.Values{"subject": {"Night allowance"}, "body": {""}}).Is(422).Hides("Have you asked this already?")
	})
}

func (w *world) count(sql string) int {
	w.T.Helper()
	n, err := store.One[int](w.T.Context(), w.DB, sql)
	w.ok(err)
	return n
}

func TestHRIsToldOfCasesThatMayBeTheSame(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		a, b := w.night("amina", "hours"), w.night("amina", "hours")
		w.night("hanna", "hours")
		w.ask("amina", desk.Open{Service: "hours", Subject: "Parking", Body: "Where may I leave my car?"})
		w.want(w.like("marta", a), b)
		w.want(w.like("theo", b), a)
		w.Desk("marta").Get("/desk/cases/"+a).Shows("May be the same", "Not the same")
		for range 2 {
			_, err := w.s.Distinct(ctx, w.Actor(authz.Desk, "theo"), joined.Distinct{Number: b, Other: a})
			w.ok(err)
		}
		w.want(w.like("marta", a)+w.like("marta", b), "")
		w.Desk("marta").Get("/desk/cases/" + a).Hides("May be the same")

		c := w.night("amina", "hours")
		w.want(w.like("marta", c), b+" "+a)
		_, err := w.App.App.Desk.Close(ctx, w.Actor(authz.Desk, "marta"), desk.Close{Number: b, Answer: "It comes.", Outcome: desk.OutcomeDone, Cause: "information"})
		w.ok(err)
		w.want(w.like("marta", c), a)
		w.want(w.like("marta", b), "")
	})
}

// A protected case is not named on one that is less protected, and to nobody who does not see it.
func TestDuplicatesAreForThoseWhoSeeThem(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		open, team := w.night("amina", "hours"), w.night("amina", "review")
		w.want(w.like("marta", open), "")
		w.want(w.like("marta", team), open)
		w.Desk("theo").Get("/desk/cases/" + open).Hides(team)
		if _, err := w.s.Duplicates(w.T.Context(), w.Actor(authz.Desk, "theo"), joined.ReadOf{Number: team}); fault.KindOf(err) != fault.NotFound {
			w.T.Errorf("theo: got %v", err)
		}
		if _, err := w.s.Duplicates(w.T.Context(), w.Actor(authz.Portal, "amina"), joined.ReadOf{Number: open}); fault.KindOf(err) != fault.Forbidden {
			w.T.Errorf("amina: got %v", err)
		}
		var said []string
		for _, number := range []string{team, "HR-999999", "nonsense"} {
			_, err := w.s.Distinct(w.T.Context(), w.Actor(authz.Desk, "theo"), joined.Distinct{Number: open, Other: number})
			if fault.KindOf(err) != fault.Invalid {
				w.T.Fatalf("%s: got %v", number, err)
			}
			said = append(said, fault.As(err).Fields[0].Key)
		}
		w.want(said[0], said[1])
		w.want(said[2], said[1])
		if _, err := w.s.Distinct(w.T.Context(), w.Actor(authz.Desk, "theo"), joined.Distinct{Number: open, Other: open}); fault.KindOf(err) != fault.Invalid {
			w.T.Errorf("itself: got %v", err)
		}
		w.want(w.like("marta", team), open)
	})
}
