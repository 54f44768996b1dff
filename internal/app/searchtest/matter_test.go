package searchtest

import (
	"slices"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/platform/authz"
)

// soul is a person of the organisation, as the oracle knows them.
type soul struct {
	apptest.Member
	id, manager string // "" is none
}

func (s *soul) email() string {
	if s.NoEmail {
		return ""
	}
	return apptest.Email(s.Key)
}

// said is a message or a note.
type said struct {
	id, author string
	at         time.Time
	words
	gone bool // withdrawn
}

// matter is a case, as the oracle knows it.
type matter struct {
	id, number                            string
	lang, subject, service, state         string
	sensitivity, team, assignee           string
	managerSees, aboutSees, notTo, health bool
	forPerson                             string
	parties                               map[string]map[string]bool // relation, person
	talk                                  []said
	openedAt, lastAt                      time.Time
	texts                                 []*text // what of it is found; see read
}

func (m *matter) is(relation, person string) bool { return m.parties[relation][person] }

func (m *matter) add(relation, person string) {
	if m.parties[relation] == nil {
		m.parties[relation] = map[string]bool{}
	}
	m.parties[relation][person] = true
}

// viewer is somebody in one face.
type viewer struct {
	*soul
	face   authz.Face
	client *apptest.Client
}

func (v *viewer) String() string { return v.Key + " at " + string(v.face) }

func (v *viewer) has(roles ...string) bool {
	return v.face == authz.Desk && slices.ContainsFunc(roles, func(r string) bool { return slices.Contains(v.Roles, r) })
}

// The rights, from the sentences of package desk and package authz, and nothing of the product.

// leads reports whether a person leads another.
func (w *world) leads(manager, person string) bool {
	p := w.souls[person]
	return p != nil && p.manager == manager
}

// sees says whether somebody sees a case.
func (w *world) sees(v *viewer, m *matter) bool {
	switch {
	case m.is("against", v.id), m.is("excluded", v.id):
		return false // they never see it
	case m.notTo && w.leads(v.id, m.forPerson):
		return false // it was asked that whoever leads the person does not
	case m.is("by", v.id), m.is("for", v.id), m.is("representative", v.id):
		return true // who asked, for whom it was asked, who stands by them
	case m.is("about", v.id) && m.aboutSees, w.leads(v.id, m.forPerson) && m.managerSees:
		return true // where the service says so
	}
	return w.works(v, m)
}

// works says whether somebody who is not kept from a case is on HR's side of it.
func (w *world) works(v *viewer, m *matter) bool {
	if !v.has("agent", "hr_head") {
		return false // in the portal an HR person is an employee
	}
	if m.is("by", v.id) || m.is("for", v.id) || m.is("about", v.id) || m.is("representative", v.id) {
		return false // one's own case is never one's work
	}
	switch {
	case m.sensitivity == catalogue.Open, m.assignee == v.id, m.is("named", v.id):
		return true
	}
	return m.sensitivity == catalogue.Team && slices.Contains(v.Teams, m.team)
}

// hides says whether somebody who sees a case does not see its texts: those of health cases open to the requester, the assignee and the people named.
func (w *world) hides(v *viewer, m *matter) bool {
	if !m.health || m.is("by", v.id) || m.is("for", v.id) {
		return false
	}
	return !w.works(v, m) || m.assignee != v.id && !m.is("named", v.id)
}

// reads says whether somebody who sees a case reads a text of it: notes are HR's alone.
func (w *world) reads(v *viewer, m *matter, t *text) bool { return !t.note || w.works(v, m) }
