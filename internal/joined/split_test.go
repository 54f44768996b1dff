package joined_test

import (
	"io"
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/joined"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
)

func (w *world) split(key, number, service string, messages ...string) (string, error) {
	out, err := w.s.Split(w.T.Context(), w.Actor(authz.Desk, key), joined.Split{Number: number, Messages: messages, Subject: "Parking", Service: service})
	return out.Number, err
}

// message is the id of a message of a case with a body.
func (w *world) message(number, body string) string {
	w.T.Helper()
	for _, e := range w.read(authz.Desk, "marta", number).Talk {
		if e.Body == body {
			return e.ID
		}
	}
	w.T.Fatalf("no message %q in %s", body, number)
	return ""
}

func TestMessagesBecomeACaseOfTheirOwn(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a := w.night("amina", "hours")
		w.Clock.Advance(time.Minute)
		_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Write{Number: a, Body: "Where may I park?", Files: []files.Upload{
			{Name: "map.txt", Size: 5, Open: func() (files.Reader, error) { return io.NopCloser(strings.NewReader("here?")), nil }}}})
		w.ok(err)
		w.write(authz.Portal, "amina", a, "The gate is shut at night.", false)
		before := w.talk(authz.Portal, "amina", a)
		parked, gate := w.message(a, "Where may I park?"), w.message(a, "The gate is shut at night.")
		c, err := w.split("marta", a, "pay", gate, parked)
		w.ok(err)
		twice, err := w.split("marta", a, "pay", parked, gate)
		w.ok(err)
		w.want(twice, c)
		w.want(w.talk(authz.Portal, "amina", a), before)
		w.want(w.talk(authz.Portal, "amina", c), "Where may I park?; The gate is shut at night.")
		now := w.read(authz.Portal, "amina", c)
		if len(now.Talk[0].Files) != 1 || now.Talk[0].Files[0].Name != "map.txt" || !now.Talk[0].Own || len(w.running(c)) != 2 || now.By.ID != apptest.ID("amina") {
			w.T.Errorf("the case: %+v", now)
		}
		w.Portal("amina").Get("/requests/" + c + "/files/" + now.Talk[0].Files[0].ID).Shows("here?")
		w.Portal("amina").Get("/requests/"+a).Shows("Now <a", c)
		w.Portal("amina").Get("/requests/"+c).Shows("You wrote this in", a)
		w.Desk("marta").Get("/desk/cases/"+a).Shows("Now <a", c)

		w.write(authz.Desk, "marta", c, "Behind hall 2.", false)
		w.ok(w.join("marta", c, a)) // put back
		w.want(w.talk(authz.Portal, "amina", a), before+"; Behind hall 2. "+c)
		w.Portal("amina").Get("/requests/" + a).Hides("Now <a")
		w.ok(w.apart("marta", c))
		w.want(w.talk(authz.Portal, "amina", a), before)
		w.want(w.talk(authz.Portal, "amina", c), "Where may I park?; The gate is shut at night.; Behind hall 2.")
	})
}

// What is split off is seen by nobody who does not see the case, and the number of it is told to those alone who may see it.
func TestASplitCaseIsSeenByNoMore(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a := w.ask("amina", desk.Open{Service: "hours", Subject: "Night allowance", Body: "one", NotTo: []string{apptest.Email("theo"), "manager"}})
		c, err := w.split("marta", a, "review", w.message(a, "one"))
		w.ok(err)
		now := w.read(authz.Desk, "marta", c)
		if now.Sensitivity != "team" || len(now.Excluded) == 0 || now.ManagerSees {
			w.T.Errorf("got %s, kept from %v, manager %v", now.Sensitivity, now.Excluded, now.ManagerSees)
		}
		w.Desk("theo").Get("/desk/cases/" + c).Is(404)
		w.Portal("jonas").Get("/requests/" + c).Is(404)

		b := w.night("amina", "hours") // open, its part is not
		body := "It is not on my payslip of November."
		d, err := w.split("marta", b, "review", w.message(b, body))
		w.ok(err)
		w.Desk("theo").Get("/desk/cases/" + b).Hides(d)
		w.Desk("marta").Get("/desk/cases/" + b).Shows(d)
		w.write(authz.Desk, "marta", d, "for one team", false)
		w.ok(w.join("marta", d, b))
		w.want(w.talk(authz.Desk, "theo", b), body)
		w.want(w.talk(authz.Desk, "marta", b), body+"; for one team "+d)

		team := w.night("amina", "review")
		if _, err := w.split("marta", team, "pay", w.message(team, body)); fault.KindOf(err) != fault.Invalid {
			w.T.Errorf("another team: got %v", err)
		}
	})
}

func TestSplittingIsRefused(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a := w.night("amina", "hours")
		w.write(authz.Desk, "marta", a, "We look into it.", false)
		w.write(authz.Desk, "marta", a, "a note", true)
		w.write(authz.Portal, "amina", a, "more", false)
		w.write(authz.Portal, "amina", a, "and more", false)
		body := "It is not on my payslip of November."
		refused := func(name string, kind fault.Kind, err error) {
			w.T.Helper()
			if fault.KindOf(err) != kind {
				w.T.Errorf("%s: got %v", name, err)
			}
		}
		for name, messages := range map[string][]string{"none": nil, "of HR": {w.message(a, "We look into it.")}, "a note": {w.message(a, "a note")}, "unknown": {"nonsense"},
			"of another case": {w.message(w.night("hanna", "hours"), body)}} {
			_, err := w.split("marta", a, "pay", messages...)
			refused(name, fault.Invalid, err)
		}
		_, err := w.split("marta", a, "nonsense", w.message(a, "more"))
		refused("no service", fault.Invalid, err)
		_, err = w.split("amina", a, "pay", w.message(a, "more"))
		refused("not of HR", fault.Forbidden, err)
		against := w.ask("amina", desk.Open{Service: "hours", Subject: "x", Body: "y", Against: []string{apptest.Email("pavel")}})
		_, err = w.split("marta", against, "hours", w.message(against, "y"))
		if k := fault.KindOf(err); k != fault.Conflict && k != fault.Invalid && k != fault.NotFound {
			w.T.Errorf("against somebody: got %v", err)
		}
		_, err = w.split("marta", a, "pay", w.message(a, "more"))
		w.ok(err)
		_, err = w.split("marta", a, "pay", w.message(a, "more"), w.message(a, "and more"))
		refused("one of them twice", fault.Invalid, err)
		if n := w.count(`SELECT count(*) FROM joined_cut`); n != 1 {
			w.T.Errorf("%d cut", n)
		}
		marta := w.Desk("marta")
		marta.Send("/desk/cases/"+a+"/split", url.Values{"subject": {"Kept words"}, "service": {"pay"}}).Is(422).Shows("Choose the messages", "Kept words", "and more")
	})
}
