package joined_test

import (
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/number"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// quinces are two requests of Amina of a service, the second joined into the first and holding a word that stands nowhere else.
func (w *world) quinces(service string) (whole, part string) {
	w.T.Helper()
	whole = w.night("amina", service)
	part = w.ask("amina", desk.Open{Service: service, Subject: "Quittenmarmelade", Body: "Mirabellen"})
	w.ok(w.join("marta", part, whole))
	return whole, part
}

// open wants somebody of HR to read both cases, on the page, by the API and in what they search, and gone, neither.
func (w *world) open(key string, both ...string) {
	w.T.Helper()
	for _, number := range both {
		w.Desk(key).Get("/desk/cases/" + number).Is(200)
		w.API(key).Get("/api/v1/cases/" + number).Is(200)
	}
	w.API(key).Get("/api/v1/search?q=Quittenmarmelade").Is(200).Shows(both[1])
}

func (w *world) gone(key string, both ...string) {
	w.T.Helper()
	for _, number := range both {
		w.Desk(key).Get("/desk/cases/" + number).Is(404)
		w.API(key).Get("/api/v1/cases/" + number).Is(404)
		w.API(key).Get("/api/v1/cases?view=all").Hides(number)
	}
	for _, word := range []string{"Quittenmarmelade", "Mirabellen"} {
		w.API(key).Get("/api/v1/search?q=" + word).Is(200).Hides(both[1])
	}
}

func (w *world) restrict(key, number, sensitivity string, named ...string) error {
	var refs []string
	for _, n := range named {
		refs = append(refs, apptest.Email(n))
	}
	_, err := w.App.App.Desk.Restrict(w.T.Context(), w.Actor(authz.Desk, key), desk.Restrict{Number: number, Sensitivity: sensitivity, Named: refs})
	return err
}

// id is the id of a case, whoever may see it.
func (w *world) id(name string) string {
	w.T.Helper()
	id, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM desk_case WHERE number = $1`, number.Parse(name))
	w.ok(err)
	return id
}

// recorded is how many entries the record holds of what was done with a case.
func (w *world) recorded(number string) int {
	w.T.Helper()
	w.ok(w.Audit.Flush(w.T.Context()))
	n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM audit_entry WHERE object = $1 AND action = 'case.work'`, w.id(number))
	w.ok(err)
	return n
}

// Who sees the whole sees its parts, and nobody else does, whoever changes that and in whatever way.
func TestAPartIsSeenByThoseWhoSeeTheWhole(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		whole, part := w.quinces("hours")
		w.open("theo", whole, part)
		recorded := w.recorded(part)
		w.ok(w.restrict("marta", whole, "named", "marta"))
		w.gone("theo", whole, part)
		w.gone("ingrid", whole, part)
		w.open("marta", whole, part)
		if n := w.recorded(part); n != recorded+1 {
			w.T.Errorf("the record holds %d entries of the part, want %d", n, recorded+1)
		}
		w.ok(w.restrict("marta", whole, "named", "marta", "theo"))
		w.open("theo", whole, part)
		w.gone("ingrid", whole, part)
		w.ok(w.restrict("marta", whole, "named", "marta"))
		w.gone("theo", whole, part)
		w.ok(w.restrict("marta", whole, "team"))
		w.open("priya", whole, part)
		w.gone("theo", whole, part)
		w.ok(w.restrict("marta", whole, "team", "theo"))
		w.open("theo", whole, part)
		w.ok(w.restrict("marta", whole, "team"))
		w.gone("theo", whole, part)

		w.ok(w.apart("marta", part)) // it stays as protected as the whole was
		w.gone("theo", whole, part)
		w.open("priya", whole, part)
	})
}

// A case of one team that goes to another team, or to somebody of another one, takes its parts along.
func TestAPartGoesToTheTeamOfTheWhole(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		whole, part := w.quinces("review")
		w.gone("theo", whole, part)
		w.API("marta").Post("/api/v1/cases/"+whole+"/assign", map[string]any{"assignee": apptest.ID("theo")}).Is(200)
		w.open("theo", whole, part)
		w.API("marta").Post("/api/v1/cases/"+whole+"/assign", map[string]any{"assignee": "me"}).Is(200)
		w.gone("theo", whole, part)
		w.API("marta").Post("/api/v1/cases/"+whole+"/assign", map[string]any{"team": "payroll"}).Is(200)
		w.gone("marta", whole, part)
		w.open("theo", whole, part)
		w.ok(w.apart("theo", part))
		w.gone("marta", whole, part)
	})
}

// A concern takes its parts along, with their mails: away from HR, and from whoever leads its person.
func TestAConcernTakesItsPartsAlong(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		w.Add(apptest.Member{Key: "cora", Given: "Cora", Family: "Lindqvist", Number: "4001", Roles: []string{"concern"}})
		whole, part := w.quinces("hours")
		w.Portal("jonas").Get("/requests/" + part).Is(200)
		w.ok(w.DB.Tx(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE desk_case SET assignee_person = $2 WHERE id = $1`, w.id(part), apptest.ID("priya"))
			return err
		}))
		w.API("marta").Post("/api/v1/cases/"+part+"/concern", map[string]any{}).Is(409).Shows("part of another one")
		w.API("marta").Post("/api/v1/cases/"+whole+"/concern", map[string]any{}).Is(200)
		for _, key := range []string{"marta", "priya", "theo", "ingrid"} {
			w.gone(key, whole, part)
		}
		for _, number := range []string{whole, part} {
			w.Portal("jonas").Get("/requests/" + number).Is(404)
			w.Portal("amina").Get("/requests/" + number).Is(200)
		}
		w.open("cora", whole, part)
		w.Desk("cora").Get("/desk/cases/"+whole).Shows("Mirabellen", part)
		w.ok(w.apart("cora", part))
		for _, key := range []string{"marta", "priya", "theo", "ingrid"} {
			w.gone(key, whole, part)
		}
		w.Portal("jonas").Get("/requests/" + part).Is(404)
		w.open("cora", whole, part)
	})
}

// Who is kept from the whole from now on is kept from its parts, also from one on which they worked.
func TestWhoIsKeptFromTheWholeIsKeptFromItsParts(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		whole, part := w.night("amina", "hours"), w.ask("amina", desk.Open{Service: "hours", Subject: "Quittenmarmelade", Body: "Mirabellen"})
		w.API("marta").Post("/api/v1/cases/"+part+"/assign", map[string]any{"assignee": apptest.ID("theo")}).Is(200)
		w.ok(w.join("marta", part, whole))
		w.ok(w.App.App.Desk.Within(w.T.Context(), w.Actor(authz.Desk, "marta"), whole, desk.WorkCase, func(_ *store.Tx, c *desk.Upon) error {
			return c.Exclude(w.T.Context(), []string{apptest.Email("theo"), "manager"})
		}))
		w.gone("theo", whole, part)
		w.Portal("jonas").Get("/requests/" + part).Is(404)
		w.ok(w.apart("marta", part))
		w.gone("theo", whole, part)
		w.Portal("jonas").Get("/requests/" + part).Is(404)
		if c := w.read(authz.Desk, "marta", part); c.Assignee != nil {
			w.T.Errorf("it is with %s", c.Assignee.Name)
		}
	})
}

// Whom the requester invites to the whole, or does not any more, stands by them in its parts too.
func TestWhoIsInvitedToTheWholeIsInvitedToItsParts(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		whole, part := w.quinces("hours")
		amina, hanna := w.API("amina"), map[string]any{"person": apptest.Email("hanna")}
		see := func(status int) {
			w.T.Helper()
			for _, number := range []string{whole, part} {
				w.Portal("hanna").Get("/requests/" + number).Is(status)
			}
		}
		see(404)
		amina.Post("/api/v1/cases/"+part+"/invite", hanna).Is(409).Shows("another request")
		see(404)
		amina.Post("/api/v1/cases/"+whole+"/invite", hanna).Is(200)
		see(200)
		amina.Post("/api/v1/cases/"+whole+"/uninvite", hanna).Is(200)
		see(404)
	})
}

// refusedPart wants it said that a case is part of another one, and what to do.
func (w *world) refusedPart(name string, err error) {
	w.T.Helper()
	if fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "part of another one") || !strings.Contains(err.Error(), "apart") {
		w.T.Errorf("%s: got %v", name, err)
	}
}

// Who sees a part, and who works on it, is not changed by itself: not to more people, and not to fewer.
func TestWhoSeesAPartIsNotChangedByItself(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		whole, part := w.quinces("review")
		for _, sensitivity := range []string{"open", "named"} {
			w.refusedPart(sensitivity, w.restrict("marta", part, sensitivity, "marta"))
		}
		w.refusedPart("another name", w.restrict("marta", part, "team", "theo"))
		w.ok(w.restrict("marta", part, "team"))
		for _, in := range []desk.Assign{{Number: part, Assignee: apptest.ID("theo")}, {Number: part, Team: "payroll"}} {
			_, err := w.App.App.Desk.Assign(ctx, marta, in)
			w.refusedPart("given away", err)
		}
		w.refusedPart("excluded", w.App.App.Desk.Within(ctx, marta, part, desk.WorkCase, func(_ *store.Tx, c *desk.Upon) error {
			return c.Exclude(ctx, []string{apptest.Email("priya")})
		}))
		w.open("priya", whole, part)
		w.gone("theo", whole, part)
		w.API("marta").Post("/api/v1/cases/"+part+"/restrict", map[string]any{"sensitivity": "open"}).Is(409).Shows("part of another one")
	})
}

// Cases that are open to other people by name are not joined: one would be read by whom the other is not open to.
func TestCasesOfOtherNamedPeopleAreNotJoined(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		whole, part := w.night("amina", "review"), w.night("amina", "review")
		w.ok(w.restrict("marta", part, "team", "theo"))
		if err := w.join("marta", part, whole); fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "not open to the same people in HR") {
			w.T.Errorf("got %v", err)
		}
		w.ok(w.restrict("marta", whole, "team", "theo"))
		w.ok(w.join("marta", part, whole))
	})
}
