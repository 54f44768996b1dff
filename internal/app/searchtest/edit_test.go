package searchtest

import (
	"maps"
	"slices"
	"strings"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// edit changes something by a use case, and what the oracle knows with it. It returns a case that it bears on, and false where it could do nothing.
type edit struct {
	name   string
	rights bool // it changes nothing that is found, only who sees it
	do     func(r *asker) (*matter, bool)
}

var edits = []edit{
	{"reply", false, (*asker).reply},
	{"note", false, (*asker).note},
	{"withdraw a message", false, (*asker).withdraw},
	{"withdraw a file", false, (*asker).withdrawFile},
	{"a new request", false, func(r *asker) (*matter, bool) {
		m := r.open()
		r.read(m)
		return m, true
	}},
	{"another name", false, (*asker).rename},
	{"restrict", true, (*asker).restrict},
	{"another team", true, (*asker).toTeam},
	{"another assignee", true, (*asker).toPerson},
	{"invite", true, (*asker).invite},
	{"end an invitation", true, (*asker).uninvite},
	{"take or give a role", true, (*asker).role},
	{"into or out of a team", true, (*asker).member},
	{"another manager", true, (*asker).manager},
}

// some is a case that fits, if one of some tries finds any.
func (r *asker) some(fits func(m *matter) bool) (*matter, bool) {
	for range 300 {
		if m := oneOf(r.writer, r.matters); fits(m) {
			return m, true
		}
	}
	return nil, false
}

func (r *asker) adds(x words) (*matter, bool) {
	m, ok := r.some(func(m *matter) bool {
		return !m.health && m.lang == x.lang && (m.state == "open" || m.state == "waiting") && r.who(m, x.hr) != nil
	})
	if !ok || !r.say(m, x) {
		return nil, false
	}
	r.read(m)
	return m, true
}

func (r *asker) reply() (*matter, bool) {
	lang := oneOf(r.writer, written)
	x := r.message(lang, oneOf(r.writer, topics), "reply")
	x.body += "\n" + r.firm()
	x.hr = r.chance(50)
	if r.chance(40) {
		x.files = []string{oneOf(r.writer, readPassages()["all"]["file"])}
	}
	return r.adds(x)
}

func (r *asker) note() (*matter, bool) {
	lang := oneOf(r.writer, written)
	return r.adds(words{lang: lang, hr: true, note: true, body: r.passage(lang, "note") + " " + r.firm()})
}

// author is who wrote a message and still sees it; nil when nobody does.
func (r *asker) author(m *matter, s said) *viewer {
	v := &viewer{soul: r.souls[s.author], face: authz.Portal}
	if s.hr {
		v.face = authz.Desk
	}
	if s.gone || !r.sees(v, m) || r.hides(v, m) || s.note && !r.works(v, m) {
		return nil
	}
	return v
}

// withdrawn picks a message that its author can take back.
func (r *asker) withdrawn(fits func(s said) bool) (*matter, *said, *viewer) {
	var at int
	m, ok := r.some(func(m *matter) bool {
		at = slices.IndexFunc(m.talk, func(s said) bool { return fits(s) && r.author(m, s) != nil })
		return at >= 0
	})
	if !ok {
		return nil, nil, nil
	}
	return m, &m.talk[at], r.author(m, m.talk[at])
}

func (r *asker) withdraw() (*matter, bool) {
	notes := r.chance(30)
	m, s, v := r.withdrawn(func(s said) bool { return s.note == notes && r.chance(40) })
	if m == nil {
		return nil, false
	}
	_, err := r.App.App.Desk.WithdrawEntry(r.T.Context(), r.Actor(v.face, v.Key), desk.Withdraw{Number: m.number, Entry: s.id})
	r.must(err)
	s.gone = true
	r.read(m)
	return m, true
}

func (r *asker) withdrawFile() (*matter, bool) {
	m, s, v := r.withdrawn(func(s said) bool { return len(s.files) == 1 })
	if m == nil {
		return nil, false
	}
	file, err := store.One[string](r.T.Context(), r.DB, `SELECT file_id FROM desk_file WHERE entry_id = $1`, s.id)
	r.must(err)
	_, err = r.App.App.Desk.WithdrawFile(r.T.Context(), r.Actor(v.face, v.Key), desk.Withdraw{Number: m.number, File: file})
	r.must(err)
	s.files = nil
	r.read(m)
	return m, true
}

func (r *asker) must(err error) {
	r.T.Helper()
	if err != nil {
		r.T.Fatal(err)
	}
}

// rename gives somebody another name.
func (r *asker) rename() (*matter, bool) {
	ctx, by := r.T.Context(), r.Actor(authz.Desk, "ingrid")
	s := r.staff[r.changing+r.IntN(renamed)]
	in, err := r.People.ShowEdit(ctx, by, people.ReadPerson{ID: s.id})
	r.must(err)
	s.Given, s.Family = oneOf(r.writer, readPassages()["all"]["given"]), oneOf(r.writer, readPassages()["all"]["family"])
	in.GivenName, in.FamilyName = s.Given, s.Family
	_, err = r.People.EditPerson(ctx, by, in)
	r.must(err)
	return r.some(func(m *matter) bool { return m.forPerson == s.id })
}

// worked is a case that is not health's, and who works on it.
func (r *asker) worked(fits func(m *matter) bool) (*matter, authz.Actor, bool) {
	m, ok := r.some(func(m *matter) bool { return !m.health && fits(m) && r.who(m, true) != nil })
	if !ok {
		return nil, authz.Actor{}, false
	}
	return m, r.Actor(authz.Desk, r.who(m, true).Key), true
}

// able are the people of HR who could work on a case that were open.
func (r *asker) able(m *matter) (all []*soul) {
	free := *m
	free.sensitivity, free.assignee = catalogue.Open, ""
	for _, s := range r.hr() {
		if v := (&viewer{soul: s, face: authz.Desk}); r.sees(v, &free) && r.works(v, &free) {
			all = append(all, s)
		}
	}
	return all
}

func (r *asker) restrict() (*matter, bool) {
	m, by, ok := r.worked(func(m *matter) bool { return m.assignee == "" })
	if !ok {
		return nil, false
	}
	in := desk.Restrict{Number: m.number, Sensitivity: oneOf(r.writer, catalogue.Sensitivities())}
	delete(m.parties, "named")
	if in.Sensitivity == catalogue.Named {
		who := oneOf(r.writer, r.able(m))
		in.Named = []string{who.id}
		m.add("named", who.id)
	}
	_, err := r.App.App.Desk.Restrict(r.T.Context(), by, in)
	r.must(err)
	m.sensitivity = in.Sensitivity
	return m, true
}

func (r *asker) toTeam() (*matter, bool) {
	m, by, ok := r.worked(func(m *matter) bool { return true })
	if !ok {
		return nil, false
	}
	team := map[string]string{"advice": "payroll", "payroll": "advice"}[m.team]
	_, err := r.App.App.Desk.Assign(r.T.Context(), by, desk.Assign{Number: m.number, Team: team})
	r.must(err)
	m.team, m.assignee = team, ""
	return m, true
}

func (r *asker) toPerson() (*matter, bool) {
	m, by, ok := r.worked(func(m *matter) bool { return m.sensitivity != catalogue.Named })
	if !ok {
		return nil, false
	}
	who := oneOf(r.writer, r.able(m))
	_, err := r.App.App.Desk.Assign(r.T.Context(), by, desk.Assign{Number: m.number, Assignee: who.id})
	r.must(err)
	m.assignee = who.id
	return m, true
}

// theirs is a case with its requester, who sees it.
func (r *asker) theirs(fits func(m *matter) bool) (*matter, authz.Actor, bool) {
	m, ok := r.some(func(m *matter) bool { return m.state != "closed" && fits(m) && r.who(m, false) != nil })
	if !ok {
		return nil, authz.Actor{}, false
	}
	return m, r.Actor(authz.Portal, r.who(m, false).Key), true
}

func (r *asker) invite() (*matter, bool) {
	who := oneOf(r.writer, r.viewers)
	m, by, ok := r.theirs(func(m *matter) bool {
		return m.assignee != who.id && len(m.parties["representative"]) < 5 && !slices.ContainsFunc(slices.Collect(maps.Values(m.parties)), func(all map[string]bool) bool { return all[who.id] })
	})
	if !ok {
		return nil, false
	}
	_, err := r.App.App.Desk.Invite(r.T.Context(), by, desk.Invite{Number: m.number, Person: who.id})
	r.must(err)
	m.add("representative", who.id)
	return m, true
}

func (r *asker) uninvite() (*matter, bool) {
	m, by, ok := r.theirs(func(m *matter) bool { return len(m.parties["representative"]) > 0 })
	if !ok {
		return nil, false
	}
	who := oneOf(r.writer, slices.Sorted(maps.Keys(m.parties["representative"])))
	_, err := r.App.App.Desk.Uninvite(r.T.Context(), by, desk.Invite{Number: m.number, Person: who})
	r.must(err)
	delete(m.parties["representative"], who)
	return m, true
}

// role takes the role of somebody of HR, or gives it back.
func (r *asker) role() (*matter, bool) {
	s, by := r.souls[apptest.ID(oneOf(r.writer, strings.Fields("theo ilse mads")))], r.Actor(authz.Desk, "noor")
	in := people.SaveRole{PersonID: s.id, Role: authz.Agent}
	var err error
	if slices.Contains(s.Roles, "agent") {
		_, err = r.People.RevokeRole(r.T.Context(), by, in)
		s.Roles = nil
	} else {
		_, err = r.People.GrantRole(r.T.Context(), by, in)
		s.Roles = []string{"agent"}
	}
	r.must(err)
	return r.some(func(m *matter) bool { return m.sensitivity == catalogue.Open || m.assignee == s.id })
}

// member puts somebody into payroll, or out of it.
func (r *asker) member() (*matter, bool) {
	s, by := r.souls[apptest.ID(oneOf(r.writer, strings.Fields("priya ilse mads")))], r.Actor(authz.Desk, "noor")
	in := people.SaveTeam{ID: "payroll", Name: "Payroll"}
	if at := slices.Index(s.Teams, "payroll"); at >= 0 {
		s.Teams = slices.Delete(slices.Clone(s.Teams), at, at+1)
	} else {
		s.Teams = append(slices.Clone(s.Teams), "payroll")
	}
	for _, x := range r.staff {
		if slices.Contains(x.Teams, "payroll") {
			in.Members = append(in.Members, x.id)
		}
	}
	_, err := r.People.SaveTeam(r.T.Context(), by, in)
	r.must(err)
	return r.some(func(m *matter) bool { return m.sensitivity == catalogue.Team && m.team == "payroll" })
}

// manager gives somebody another manager, as the import from the payroll does.
func (r *asker) manager() (*matter, bool) {
	s, who := r.staff[r.changing+r.IntN(renamed)], oneOf(r.writer, strings.Fields("jonas stefan mads hanna"))
	s.manager = apptest.ID(who)
	r.exec(`UPDATE people_employment SET manager_id = $2 WHERE person_id = $1`, s.id, s.manager)
	return r.some(func(m *matter) bool { return m.forPerson == s.id && m.managerSees })
}

// pass moves the clock, mostly within a day.
func (r *asker) pass() {
	r.Clock.Advance(time.Duration(1+r.IntN(5000)) * time.Second)
}
