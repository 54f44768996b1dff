package crawl_test

import (
	"slices"
	"strings"
	"time"

	"hearth/internal/apptest"
	written "hearth/internal/letters"
	"hearth/internal/macro"
	"hearth/internal/macro/many"
	"hearth/internal/outreach"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/routing"
	"hearth/internal/spike"
	"hearth/internal/views"
)

// thing is something that is in no case and not for everybody.
type thing struct {
	name, id string          // name is the wildcard of its id, or the part of the address before it
	readers  map[string]bool // the viewers who may know of it
}

// keep notes the id of a thing that those may know of who may see a field of a kind of it; self is whose it is.
func (w *world) keep(name, kind, self, id string) {
	w.ids[name] = append(w.ids[name], id)
	w.things = append(w.things, thing{name, id, w.whoOfPerson(kind, self)})
}

// thingOf returns the thing that a path leads to, or nil.
func (w *world) thingOf(route, path string) *thing {
	name := wildcard(settled(route))
	for i, t := range w.things {
		if t.name == name && slices.Contains(strings.Split(path, "/"), t.id) {
			return &w.things[i]
		}
	}
	return nil
}

// plantKept plants what people of HR keep for themselves and with their team, and what they tell many.
func (w *world) plantKept() {
	marta, theo := w.Actor(authz.Desk, "marta"), w.Actor(authz.Desk, "theo")
	w.plantViews(marta, "private", "marta", "")
	w.plantViews(theo, "shared", "", "payroll")
	w.plantMacro(marta, "private", "marta", "")
	w.plantMacro(theo, "shared", "", "payroll")
	batch, err := many.New(w.Macro).Plan(w.t.Context(), marta, many.Change{Numbers: []string{w.cases[0].number}, Reply: "Dear {first name}, it is " + w.plant("private", "batch", w.whoOfPerson("private", "marta"))}, "")
	w.must(err)
	w.keep("{batch}", "private", "marta", batch)
	w.plantRound()
	w.plantSpike()
	who, chosen := w.whoOfPerson("template", ""), w.whoOfPerson("form", "")
	_, err = w.Letters.SaveTemplate(w.t.Context(), w.Actor(authz.Desk, "ingrid"), written.SaveTemplate{ID: "unused", Name: w.plant("form", "template: name", chosen), Kind: "employment", RetentionMonths: 12,
		RetentionReason: "To " + w.plant("template", "template: why it is kept", who), Signer: "agent",
		Versions: []written.Version{{Language: "en", Title: w.plant("form", "template: title", chosen), Body: w.plant("form", "template: text", chosen)}}})
	w.must(err)
	w.keep("/letters/", "form", "", "unused")
	w.keep("/letter-templates/", "template", "", "unused")
	first := w.DB.Now().AddDate(0, 1, 0)
	away, err := w.Routing.Away(w.t.Context(), marta, routing.Away{FirstDay: first.Format(time.DateOnly), BackDay: first.AddDate(0, 0, 7).Format(time.DateOnly)})
	w.must(err)
	w.keep("{away}", "private", "marta", away.ID)
	_, err = w.Routing.SaveSkills(w.t.Context(), theo, routing.Skills{Sites: []string{w.site}})
	w.must(err)
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) plantViews(by authz.Actor, kind, self, team string) {
	word := func(what string) string { return w.plant(kind, kind+" view: "+what, w.whoOfPerson(kind, self)) }
	v, err := w.Views.Keep(w.t.Context(), by, views.Keep{Name: word("name"), Query: "view=all&q=" + word("query"), Team: team})
	w.must(err)
	w.keep("{view}", kind, self, v.ID)
	if team != "" {
		v, err = w.Views.Keep(w.t.Context(), by, views.Keep{Name: "All of payroll", Query: "view=all&team=payroll", Team: team}) // each finds in it what they see
		w.must(err)
		w.keep("{view}", kind, self, v.ID)
	}
}

func (w *world) plantMacro(by authz.Actor, kind, self, team string) {
	word := func(what string) string { return w.plant(kind, kind+" macro: "+what, w.whoOfPerson(kind, self)) }
	m, err := w.Macro.Keep(w.t.Context(), by, macro.Keep{Name: word("name"), Team: team, Texts: []macro.Text{{Language: "en", Body: "Dear {first name}, it is " + word("text")}}, Besides: macro.Besides{Tag: word("tag")}})
	w.must(err)
	w.keep("{macro}", kind, self, m.ID)
}

// plantRound prepares a round of payroll for Amina, and for a word that fits nobody. It is not started.
func (w *world) plantRound() {
	who := w.whoOfPerson("round", "")
	word := func(what string) string { return w.plant("round", "round: "+what, who) }
	to, err := store.One[string](w.t.Context(), w.DB, `SELECT email FROM people_person WHERE id = $1`, apptest.ID("amina"))
	w.must(err)
	r, err := w.Outreach.Make(w.t.Context(), w.Actor(authz.Desk, "olga"), outreach.Make{List: word("typed") + "\n" + to, Service: "pay",
		Texts: []outreach.Text{{Language: "en", Title: "About " + word("title"), Body: "Dear {first name}, it is " + word("text")}}})
	w.must(err)
	w.exec(`UPDATE outreach_round SET settle = 'stopped', settle_words = $2 WHERE id = $1`, r.ID, word("last words"))
	w.keep("{round}", "round", "", r.ID)
}

// plantSpike plants what is asked often, in a case that is open and one that is not, and what everybody is told about it.
func (w *world) plantSpike() {
	who := w.whoOfPerson("spike", "")
	w.exec(`INSERT INTO spike_spike (id, kind, name, service_id, words, hours, people, usual, first_at, last_at, ended_why) VALUES ('now', 'word', 'portal', 'pay', $2, 24, 31, 40, $1, $1, '')`, w.DB.Now(), w.plant("spike", "spike: words", who))
	w.exec(`INSERT INTO spike_spike (id, kind, name, service_id, words, hours, people, usual, first_at, last_at, ended_why, ended_at) VALUES ('away', 'word', 'portal', 'pay', 'portal', 24, 31, 40, $1, $1, $2, $1)`,
		w.DB.Now(), w.plant("spike", "spike: why it was put away", who))
	for _, c := range w.cases[:min(8, len(w.cases))] {
		w.exec(`INSERT INTO spike_case (spike_id, case_id, person_id) SELECT 'now', c.id, c.for_person FROM desk_case c WHERE c.id = $1`, c.id)
	}
	w.keep("{spike}", "spike", "", "now")
	w.keep("{spike}", "spike", "", "away")
	news := w.whoOfPerson("news", "")
	n, err := w.Spike.Make(w.t.Context(), w.Actor(authz.Desk, "ingrid"), spike.MakeNews{Service: "pay", Spike: "now", Until: w.DB.Now().AddDate(0, 0, 9).Format(time.DateOnly),
		Texts: []spike.Text{{Language: "en", Title: "It is " + w.plant("news", "announcement: title", news), Body: "Wait for " + w.plant("news", "announcement: text", news)}}})
	w.must(err)
	w.keep("{announcement}", "news", "", n.ID)
}

// nameOthers notes the ids of what was planted on the way.
func (w *world) nameOthers() {
	for _, x := range []struct{ name, kind, self, query string }{
		{"/terminals/", "terminal", "", `SELECT id FROM auth_terminal`},
		{"/sessions/", "device", "amina", `SELECT sid FROM auth_session WHERE person_id = $1 ORDER BY created_at LIMIT 1`},
		{"/tokens/", "token", "olga", `SELECT id FROM auth_token WHERE person_id = $1`},
		{"/agreements/", "agreement", "", `SELECT id FROM agreement_entry`},
		{"/outbox/", "outbox", "", `SELECT id FROM mail_outbox ORDER BY id LIMIT 2`},
		{"/jobs/", "outbox", "", `SELECT '1' AS id FROM people_person LIMIT 1`},
	} {
		var args []any
		if x.self != "" {
			args = append(args, apptest.ID(x.self))
		}
		all, err := store.All[string](w.t.Context(), w.DB, x.query, args...)
		w.must(err)
		if len(all) == 0 {
			w.t.Fatalf("%s: there is none", x.name)
		}
		for _, id := range all {
			w.keep(x.name, x.kind, x.self, id)
		}
	}
}
