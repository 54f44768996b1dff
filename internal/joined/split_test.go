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
	"hearth/internal/platform/store"
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
		w.ok(w.restrict("marta", a, "team", "ingrid"))
		c, err := w.split("marta", a, "review", w.message(a, "one"))
		w.ok(err)
		now := w.read(authz.Desk, "marta", c)
		if now.Sensitivity != "team" || len(now.Excluded) == 0 || now.ManagerSees || len(now.Named) != 1 {
			w.T.Errorf("got %s, kept from %v, manager %v", now.Sensitivity, now.Excluded, now.ManagerSees)
		}
		w.Desk("theo").Get("/desk/cases/" + c).Is(404)
		w.Portal("jonas").Get("/requests/" + c).Is(404)

		b := w.night("amina", "hours") // open, and what becomes of its part is not
		body := "It is not on my payslip of November."
		d, err := w.split("marta", b, "hours", w.message(b, body))
		w.ok(err)
		w.ok(w.restrict("marta", d, "team"))
		w.Desk("theo").Get("/desk/cases/" + b).Hides(d)
		w.Desk("marta").Get("/desk/cases/" + b).Shows(d)
		w.write(authz.Desk, "marta", d, "for one team", false)
		w.stays("marta", d, b, "not open to the same people in HR") // what she writes to it from then on would stand in the open one
		_, err = w.App.App.Desk.Restrict(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Restrict{Number: d, Sensitivity: "open"})
		w.ok(err)
		w.Desk("marta").Get("/desk/cases/" + d).Shows("Put it back").Hides("It cannot be put back now.")
		w.ok(w.join("marta", d, b))
		w.want(w.talk(authz.Desk, "theo", b), body+"; for one team "+d)

		team := w.night("amina", "review")
		if _, err := w.split("marta", team, "pay", w.message(team, body)); fault.KindOf(err) != fault.Invalid {
			w.T.Errorf("another team: got %v", err)
		}
	})
}

// What is split off is as protected as the case out of which it comes, so that it is never read there by more people than here, and can always be put back. The page says which services are not among those
// of the form, and why.
func TestNoSplitCrossesClasses(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		body := "It is not on my payslip of November."
		crosses := func(number, service, why string) {
			w.T.Helper()
			id := w.message(number, body)
			_, err := w.split("marta", number, service, id)
			f := fault.As(err)
			if fault.KindOf(err) != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Name != "service" || !strings.Contains(f.Fields[0].Key, why) {
				w.T.Errorf("%s: got %v, want %q", service, err, why)
			}
			w.API("marta").Post("/api/v1/cases/"+number+"/split", map[string]any{"messages": []string{id}, "subject": "Parking", "service": service}).Is(422).Shows(why)
			w.Desk("marta").Send("/desk/cases/"+number+"/split", url.Values{"messages": {id}, "subject": {"Kept words"}, "service": {service}}).Is(422).Shows(why, "Kept words")
			w.Desk("marta").Get("/desk/cases/" + number + "/split").Hides(`value="` + service + `"`).Shows("Services whose cases fewer people see are not among them")
		}
		a := w.night("amina", "hours")
		crosses(a, "review", "“Change who sees it”")
		crosses(a, "health", "“Case by phone or visit”")
		crosses(a, "fairness", "“Case by phone or visit”")
		w.API("theo").Post("/api/v1/cases/"+a+"/assign", map[string]any{"team": "payroll"}).Is(200)
		crosses(a, "review", "“Case by phone or visit”") // its own team is another one
		w.API("theo").Post("/api/v1/cases/"+a+"/assign", map[string]any{"team": "advice"}).Is(200)

		w.ok(w.restrict("marta", a, "team")) // as the sentence says
		for _, service := range []string{"review", "hours"} {
			c, err := w.split("marta", a, service, w.message(a, body))
			w.ok(err)
			w.gone("theo", a, c)
			w.ok(w.join("marta", c, a)) // put back
		}
		crosses(a, "health", "holds health data")

		ill := w.night("amina", "health")
		w.API("marta").Post("/api/v1/cases/"+ill+"/assign", map[string]any{"assignee": "me"}).Is(200)
		c, err := w.split("marta", ill, "hours", w.message(ill, body))
		w.ok(err)
		if now := w.read(authz.Desk, "marta", c); !now.Health {
			w.T.Error("what was split off a case with health data holds none")
		}
		w.ok(w.join("marta", c, ill))
		if n := w.count(`SELECT count(*) FROM joined_cut`); n != 3 {
			w.T.Errorf("%d cut", n)
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

// stays asks for a case to be put back, and wants page, API and use case to say why it is not.
func (w *world) stays(key, number, whole, why string) {
	w.T.Helper()
	if err := w.join(key, number, whole); fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), why) {
		w.T.Errorf("put back: got %v, want %q", err, why)
	}
	now, err := w.s.OfCase(w.T.Context(), w.Actor(authz.Desk, key), joined.ReadOf{Number: number})
	w.ok(err)
	if !strings.Contains(now.Reason, why) {
		w.T.Errorf("it stays because %q, want %q", now.Reason, why)
	}
	w.Desk(key).Get("/desk/cases/"+number).Shows("It cannot be put back now.", why).Hides("Put it back")
}

// What is put back never comes to people from whom it was kept, and never out of the care for health data.
func TestWhatIsPutBackStaysAsProtected(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a := w.night("amina", "hours")
		body := "It is not on my payslip of November."
		c, err := w.split("marta", a, "pay", w.message(a, body))
		w.ok(err)
		id := w.read(authz.Desk, "marta", c).ID
		change := func(sql string, args ...any) {
			w.T.Helper()
			w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
				_, err := tx.Exec(w.T.Context(), sql, args...)
				return err
			}))
		}
		change(`UPDATE desk_case SET health = $2, assignee_person = $3 WHERE id = $1`, id, true, apptest.ID("marta"))
		w.stays("marta", c, a, "One of the two holds health data")
		change(`UPDATE desk_case SET health = $2, not_to_manager = $3 WHERE id = $1`, id, false, true)
		w.stays("marta", c, a, "Somebody is kept from this case")
		change(`UPDATE desk_case SET not_to_manager = $2 WHERE id = $1`, id, false)
		change(`INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'excluded')`, id, apptest.ID("theo"))
		w.stays("marta", c, a, "Somebody is kept from this case")
		change(`INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'excluded')`, w.read(authz.Desk, "marta", a).ID, apptest.ID("theo"))
		w.ok(w.join("marta", c, a)) // her manager sees the first alone, as before the split
	})
}

// Work on the first case stays there; work on what was cut out of it is taken back before that goes back.
func TestWhatWasWorkedOnIsPutBack(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a := w.night("amina", "hours")
		c, err := w.split("marta", a, "pay", w.message(a, "It is not on my payslip of November."))
		w.ok(err)
		log := func(number string) string {
			w.T.Helper()
			return apptest.Decode[struct {
				ID string `json:"id"`
			}](w.T, w.API("marta").Post("/api/v1/cases/"+number+"/effort", map[string]any{"minutes": 10, "step": "Look it up"}), 201).ID
		}
		log(a)
		w.ok(w.join("marta", c, a))
		w.ok(w.apart("marta", c))
		entry := log(c)
		w.stays("marta", c, a, "Take that work back here")
		w.API("marta").Post("/api/v1/cases/"+c+"/effort/"+entry+"/reverse", map[string]any{}).Is(200)
		w.Desk("marta").Get("/desk/cases/" + c).Shows("Put it back")
		w.ok(w.join("marta", c, a))
		w.ok(w.apart("marta", c))
		_, err = w.App.App.Desk.AddStep(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.AddStep{Number: c, Title: "Look it up"})
		w.ok(err)
		w.stays("marta", c, a, "steps that are not done")
		_, err = w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: a, Answer: "It comes.", Outcome: desk.OutcomeDone, Cause: "information"})
		w.ok(err)
		w.stays("marta", c, a, a+" is answered")
	})
}

// What was put back can become a case once more: a new one, of the service that is chosen then. The first one stays part of the whole for as long.
func TestWhatWasPutBackIsSplitAgain(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a := w.night("amina", "hours")
		w.write(authz.Portal, "amina", a, "Where may I park?", false)
		before := w.talk(authz.Portal, "amina", a)
		parked := w.message(a, "Where may I park?")
		first, err := w.split("marta", a, "pay", parked)
		w.ok(err)
		w.ok(w.join("marta", first, a))
		second, err := w.split("marta", a, "grade", parked)
		w.ok(err)
		if c := w.read(authz.Desk, "marta", second); second == first || c.State != desk.StateOpen || c.ServiceID != "grade" {
			w.T.Fatalf("it became %s, as %s before, %s of %s", second, first, c.State, c.ServiceID)
		}
		twice, err := w.split("marta", a, "grade", parked)
		w.ok(err)
		w.want(twice, second)
		w.want(w.talk(authz.Portal, "amina", a), before)
		w.Desk("marta").Get("/desk/cases/"+a).Shows("Now <a", second)
		if err := w.apart("marta", first); fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "Put that back first") {
			w.T.Errorf("the first beside the second: got %v", err)
		}
		w.ok(w.join("marta", second, a))
		w.want(w.talk(authz.Portal, "amina", a), before)
		w.ok(w.apart("marta", first))
		w.want(w.talk(authz.Portal, "amina", first), "Where may I park?")
		if err := w.apart("marta", second); fault.KindOf(err) != fault.Conflict {
			w.T.Errorf("the second beside the first: got %v", err)
		}
	})
}
