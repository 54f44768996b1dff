package app_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// A random organisation: people, who leads whom, roles, teams, leavers, and cases with parties in every relation, however unlikely together. It is written
// into the database row by row, so that no use case stands between the rule and what it has to decide.

type soul struct {
	id      string
	manager string // "" is none
	left    bool
	roles   []authz.Role
	teams   []string
}

type matter struct {
	id, number                            string
	byPerson, forPerson                   string
	sensitivity, team, assignee           string
	managerSees, aboutSees, notTo, health bool
	parties                               map[string]map[string]bool // relation, person
	state                                 string
}

// is reports whether somebody is in a relation that the case names.
func (m matter) is(relation, person string) bool { return m.parties[relation][person] }

type organisation struct {
	*apptest.App
	rand    *rand.Rand
	people  []soul
	matters []matter
}

// The organisation's size; every person in both faces meets every case.
const souls, mattersOf = 24, 48

// newOrganisation makes an organisation of its own from a seed.
func newOrganisation(t *testing.T, dialect store.Dialect, seed uint64) *organisation {
	t.Helper()
	o := &organisation{App: apptest.New(t, dialect), rand: rand.New(rand.NewPCG(seed, 1))} //nolint:gosec // a seed that can be told
	for i := range souls {
		o.people = append(o.people, o.soul(i))
	}
	for i := range mattersOf {
		o.matters = append(o.matters, o.matter(i))
	}
	err := o.DB.Tx(t.Context(), func(tx *store.Tx) error { return o.write(t, tx) })
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	return o
}

func (o *organisation) chance(percent int) bool { return o.rand.IntN(100) < percent }

func pickOf[T any](o *organisation, all []T) T { return all[o.rand.IntN(len(all))] }

// soul is the i-th person; whoever came before may lead them.
func (o *organisation) soul(i int) soul {
	s := soul{id: apptest.ID(fmt.Sprint("soul", i)), left: o.chance(15)}
	if i > 0 && o.chance(85) {
		s.manager = pickOf(o, o.people[:min(i, 6)]).id
	}
	if o.chance(55) {
		s.roles = append(s.roles, pickOf(o, []authz.Role{authz.Agent, authz.Agent, authz.Agent, authz.HRHead, authz.Admin, authz.DPO, authz.ConcernHandler}))
		if o.chance(20) {
			s.roles = append(s.roles, authz.Admin)
		}
	}
	if i%10 == 9 {
		s.roles = []authz.Role{authz.ConcernHandler} // rare elsewhere
	}
	for _, team := range []string{"advice", "payroll", "hr"} {
		if o.chance(35) {
			s.teams = append(s.teams, team) // whether they have a role or not
		}
	}
	return s
}

func (o *organisation) matter(i int) matter {
	m := matter{id: apptest.ID(fmt.Sprint("matter", i)), number: fmt.Sprint(700000 + i), sensitivity: pickOf(o, catalogue.Sensitivities()), team: pickOf(o, []string{"advice", "payroll", "hr"}),
		managerSees: o.chance(50), aboutSees: o.chance(50), notTo: o.chance(25), health: o.chance(30), parties: map[string]map[string]bool{},
		state: pickOf(o, []string{"open", "open", "waiting", "answered", "closed"})}
	m.byPerson, m.forPerson = pickOf(o, o.people).id, pickOf(o, o.people).id
	if o.chance(70) {
		m.forPerson = m.byPerson
	}
	if o.chance(50) {
		m.assignee = pickOf(o, o.people).id
	}
	add := func(relation, person string) {
		if m.parties[relation] == nil {
			m.parties[relation] = map[string]bool{}
		}
		m.parties[relation][person] = true
	}
	add("by", m.byPerson)
	add("for", m.forPerson)
	for _, r := range []struct {
		relation string
		percent  int
	}{{"about", 60}, {"against", 45}, {"excluded", 45}, {"named", 70}, {"representative", 45}} {
		for range 3 {
			if chance, who := o.chance(r.percent), pickOf(o, o.people).id; chance {
				add(r.relation, who)
			}
		}
	}
	return m
}

func (o *organisation) write(t *testing.T, tx *store.Tx) error {
	t.Helper()
	exec := func(sql string, args ...any) error { _, err := tx.Exec(t.Context(), sql, args...); return err }
	for i, s := range o.people {
		if err := o.writeSoul(exec, tx.Now(), i, s); err != nil {
			return err
		}
	}
	for _, m := range o.matters {
		if err := o.writeMatter(exec, tx.Now(), m); err != nil {
			return err
		}
	}
	return exec(`INSERT INTO desk_tally SELECT team_id, sensitivity, 0,
		SUM(CASE WHEN state IN ('open', 'waiting') THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END),
		SUM(CASE WHEN state IN ('open', 'waiting') AND assignee_person IS NULL THEN 1 ELSE 0 END), 0,
		SUM(CASE WHEN state = 'answered' THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'closed' THEN 1 ELSE 0 END)
		FROM desk_case GROUP BY team_id, sensitivity`)
}

func (o *organisation) writeSoul(exec func(string, ...any) error, now store.Time, i int, s soul) error {
	name := fmt.Sprint("soul", i)
	if err := exec(`INSERT INTO people_person (id, given_name, family_name, preferred_name, pronouns, language, time_zone, email, phone, postal_address, theme,
		keys, own, sort_name, search, created_at, updated_at) VALUES ($1, $2, $2, '', '', 'en', 'UTC', $3, '', '', '', $4, '', $2, $2, $5, $5)`,
		s.id, name, apptest.Email(name), true, now); err != nil {
		return err
	}
	ended := ""
	if s.left {
		ended = "2026-11-16" // the clock stands at noon of the 17th
	} else if o.chance(20) {
		ended = pickOf(o, []string{"2026-11-17", "2026-12-31"}) // the last day is a day
	}
	if o.chance(25) { // an employment that is over counts for nothing, whoever led it
		if err := exec(`INSERT INTO people_employment (id, person_id, personnel_number, position, manager_id, started, ended, weekly_hours, latest)
			VALUES ($1, $2, '', '', $3, '2010-01-01', '', 40, $4)`, s.id+"-old", s.id, o.people[0].id, false); err != nil {
			return err
		}
	}
	var manager any
	if s.manager != "" {
		manager = s.manager
	}
	if err := exec(`INSERT INTO people_employment (id, person_id, personnel_number, position, manager_id, started, ended, weekly_hours, latest)
		VALUES ($1, $1, '', '', $2, '2020-01-01', $3, 40, $4)`, s.id, manager, ended, true); err != nil {
		return err
	}
	for _, r := range s.roles {
		if err := exec(`INSERT INTO people_role (person_id, role) VALUES ($1, $2) ON CONFLICT DO NOTHING`, s.id, string(r)); err != nil {
			return err
		}
	}
	for _, team := range s.teams {
		if err := exec(`INSERT INTO people_team_member (team_id, person_id) VALUES ($1, $2)`, team, s.id); err != nil {
			return err
		}
	}
	return nil
}

func (o *organisation) writeMatter(exec func(string, ...any) error, now store.Time, m matter) error {
	var assignee any
	if m.assignee != "" {
		assignee = m.assignee
	}
	fields := []struct {
		column string
		value  any
	}{{"id", m.id}, {"number", m.number}, {"service_id", "pay"}, {"subject", "About " + m.number}, {"state", m.state}, {"channel", "portal"}, {"language", "en"}, {"by_person", m.byPerson},
		{"for_person", m.forPerson}, {"opened_by", m.byPerson}, {"unit_id", ""}, {"site", ""}, {"sensitivity", m.sensitivity}, {"manager_sees", m.managerSees},
		{"about_sees", m.aboutSees}, {"not_to_manager", m.notTo}, {"health", m.health}, {"quiet", false}, {"needs_decision", false}, {"team_id", m.team},
		{"assignee_person", assignee}, {"priority", 0}, {"opened_at", now}, {"last_at", now}, {"last_side", "customer"}, {"new_reply", false}, {"unread", false},
		{"queue_at", now}, {"due_kind", ""}, {"waiting_reason", ""}, {"outcome", ""}, {"cause_id", ""}, {"cause_text", ""}, {"handed_to", ""}, {"reopened", 0}, {"version", 1}}
	var names, marks []string
	var values []any
	for i, f := range fields {
		names, marks, values = append(names, f.column), append(marks, fmt.Sprint("$", i+1)), append(values, f.value)
	}
	if err := exec(`INSERT INTO desk_case (`+strings.Join(names, ", ")+`) VALUES (`+strings.Join(marks, ", ")+`)`, values...); err != nil {
		return err
	}
	for relation, all := range m.parties {
		for person := range all {
			if err := exec(`INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, $3)`, m.id, person, relation); err != nil {
				return err
			}
		}
	}
	return nil
}
