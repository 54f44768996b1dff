package apptest

import (
	"github.com/google/uuid"

	"hearth/internal/catalogue"
	"hearth/internal/decision"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Member is somebody of the organisation that New makes. Key is what tests call the person, and the first part of the e-mail address.
type Member struct {
	Key, Given, Family, Manager, Number string
	Roles, Teams                        []string
	NoEmail                             bool
}

// Cast is who works there: Jonas leads Amina, Stefan leads Pavel and Rosa, who has no e-mail address. Marta and Priya answer in team advice, Theo
// in payroll. Ingrid is head of HR, Noor administers, Lena is the data-protection officer.
func Cast() []Member {
	return []Member{
		{Key: "jonas", Given: "Jonas", Family: "Eklund", Number: "1001"},
		{Key: "stefan", Given: "Stefan", Family: "Lang", Number: "1002"},
		{Key: "amina", Given: "Amina", Family: "Yusuf", Number: "1003", Manager: "jonas"},
		{Key: "pavel", Given: "Pavel", Family: "Dvořák", Number: "1004", Manager: "stefan"},
		{Key: "rosa", Given: "Rosa", Family: "Lindgren", Number: "1005", Manager: "stefan", NoEmail: true},
		{Key: "hanna", Given: "Hanna", Family: "Virtanen", Number: "1006"},
		{Key: "marta", Given: "Marta", Family: "Kowalczyk", Number: "2001", Roles: []string{"agent"}, Teams: []string{"advice"}},
		{Key: "priya", Given: "Priya", Family: "Raman", Number: "2002", Roles: []string{"agent"}, Teams: []string{"advice"}},
		{Key: "theo", Given: "Theo", Family: "Brandt", Number: "2003", Roles: []string{"agent"}, Teams: []string{"payroll"}},
		{Key: "ingrid", Given: "Ingrid", Family: "Salo", Number: "2004", Roles: []string{"hr_head"}, Teams: []string{"advice"}},
		{Key: "noor", Given: "Noor", Family: "Haddad", Number: "3001", Roles: []string{"admin"}},
		{Key: "lena", Given: "Lena", Family: "Berg", Number: "3002", Roles: []string{"dpo"}},
	}
}

// Email is the address of the member that tests call key.
func Email(key string) string { return key + "@ferrow-lund.example" }

// ID is the id of the member that tests call key.
func ID(key string) string { return uuid.NewSHA1(uuid.NameSpaceDNS, []byte(Email(key))).String() }

// Services are what HR offers there. hours is seen by managers, health holds health data, fairness opens to named people only, review is seen by
// the people it is about, grade needs a decision before it can be closed as answered or done.
func Services() []catalogue.SaveService {
	all := []catalogue.SaveService{
		{ID: "pay", Name: "Pay and payslip", TeamID: "payroll"},
		{ID: "hours", Name: "Working hours", TeamID: "advice", ManagerSees: true},
		{ID: "health", Name: "Health at work", TeamID: "advice", Health: true},
		{ID: "fairness", Name: "Something is not right", TeamID: "advice", Sensitivity: catalogue.Named},
		{ID: "review", Name: "Team review", TeamID: "advice", AboutSees: true, Sensitivity: catalogue.Team},
		{ID: "grade", Name: "Pay grade", TeamID: "advice", NeedsDecision: true},
	}
	for i := range all {
		all[i].FirstAnswerMinutes, all[i].DecisionMinutes, all[i].Active = 240, 1080, true
	}
	return all
}

// Clauses are what decisions there may cite.
func Clauses() decision.Book {
	return decision.Book{
		{VersionID: "pay-4-2-v3", Ref: "pay 4.2", Title: "Working time", Text: "A shift that begins between 20:00 and 02:00 earns the night allowance.", Version: "3"},
		{VersionID: "pay-6-3-v1", Ref: "pay 6.3", Title: "Pay review", Text: "Weeks of absence come out of the window.", Version: "1"},
		{VersionID: "leave-2-3-v1", Ref: "leave 2.3", Title: "Leave", Text: "Leave is asked for two weeks before it begins.", Version: "1"},
	}
}

func (a *App) populate() {
	a.T.Helper()
	a.exec(`INSERT INTO people_site (name, folded, time_zone) VALUES ('Malmby', 'malmby', 'Europe/Stockholm')`)
	for id, name := range map[string]string{"advice": "HR advice", "payroll": "Payroll"} {
		a.exec(`INSERT INTO people_team (id, name, folded) VALUES ($1, $2, $3)`, id, name, people.Fold(name))
	}
	for _, m := range Cast() {
		a.Add(m)
	}
	for _, s := range Services() {
		if _, err := a.Catalogue.SaveService(a.T.Context(), authz.System(catalogue.Demo), s); err != nil {
			a.T.Fatalf("service %s: %v", s.ID, err)
		}
	}
}

// Add makes one more person of the organisation, after the person's manager.
func (a *App) Add(m Member) {
	a.T.Helper()
	id, email := ID(m.Key), Email(m.Key)
	if m.NoEmail {
		email = ""
	}
	folded := people.Fold(m.Given + " " + m.Family)
	a.exec(`INSERT INTO people_person (id, given_name, family_name, preferred_name, pronouns, language, time_zone, email, phone, postal_address, theme,
		keys, own, sort_name, search, created_at, updated_at, undo_seconds) VALUES ($1, $2, $3, '', '', 'en', 'Europe/Stockholm', $4, '', '', '', $5, '', $6, $7, $8, $8, 0)`, // what they send is sent
		id, m.Given, m.Family, email, true, people.Fold(m.Family+" "+m.Given), folded+" "+email+" "+m.Number, a.DB.Now())
	var manager any
	if m.Manager != "" {
		manager = ID(m.Manager)
	}
	a.exec(`INSERT INTO people_employment (id, person_id, personnel_number, site, position, manager_id, started, ended, weekly_hours, latest)
		VALUES ($1, $1, $2, 'Malmby', 'Assembly worker', $3, '2020-01-01', '', 40, $4)`, id, m.Number, manager, true)
	if err := a.DB.Tx(a.T.Context(), func(tx *store.Tx) error { return people.ReindexPerson(a.T.Context(), tx, id) }); err != nil {
		a.T.Fatal(err)
	}
	for _, r := range m.Roles {
		a.exec(`INSERT INTO people_role (person_id, role) VALUES ($1, $2)`, id, r)
	}
	for _, t := range m.Teams {
		a.exec(`INSERT INTO people_team_member (team_id, person_id) VALUES ($1, $2)`, t, id)
	}
}

func (a *App) exec(sql string, args ...any) {
	a.T.Helper()
	if err := a.DB.Tx(a.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(a.T.Context(), sql, args...); return err }); err != nil {
		a.T.Fatalf("%s: %v", sql, err)
	}
}

// actor is the member in a face, with the roles and teams of the directory when at the desk.
func (a *App) actor(face authz.Face, key string) (authz.Actor, error) {
	ctx := a.T.Context()
	p, err := people.ByID(ctx, a.DB, ID(key))
	by := authz.Actor{PersonID: p.ID, Face: face}
	if err != nil || face != authz.Desk {
		return by, err
	}
	by.Roles, by.Teams, err = people.Standing(ctx, a.DB, p.ID)
	return by, err
}

// Actor is the member in a face, for calling a use case without HTTP.
func (a *App) Actor(face authz.Face, key string) authz.Actor {
	a.T.Helper()
	by, err := a.actor(face, key)
	if err != nil {
		a.T.Fatal(err)
	}
	return by
}
