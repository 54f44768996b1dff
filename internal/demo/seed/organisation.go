package seed

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/demo"
	"hearth/internal/demo/content"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/promise"
)

// EmployeeNumber and AgentNumber are the personnel numbers of those who look in measurements, counted from 0.
func EmployeeNumber(i int) string { return fmt.Sprintf("S%07d", i) }

// AgentNumber is the personnel number of an agent.
func AgentNumber(i int) string { return fmt.Sprintf("H%03d", i) }

// teams are the six teams of HR; the first one is there from the start.
func teams() []content.HRTeam {
	return append([]content.HRTeam{{Key: "hr", Name: "HR"}}, content.HRTeams()...)
}

// memberOf returns the three teams of an agent: each combination comes in its turn.
func memberOf(agent int) []string {
	all := teams()
	var combinations [][]string
	for i := range all {
		for j := i + 1; j < len(all); j++ {
			for k := j + 1; k < len(all); k++ {
				combinations = append(combinations, []string{all[i].Key, all[j].Key, all[k].Key})
			}
		}
	}
	return combinations[agent*7%len(combinations)]
}

func (s *seeder) organisation(ctx context.Context) error {
	by := authz.System(demo.Task)
	for _, step := range []func(context.Context, authz.Actor) error{s.directory, s.humanResources, s.offer} {
		if err := step(ctx, by); err != nil {
			return err
		}
	}
	return nil
}

const units = 60

// directory makes the sites with their hours, then imports everybody from a file.
func (s *seeder) directory(ctx context.Context, by authz.Actor) error {
	for i, site := range content.Sites() {
		if _, err := s.People.AddPerson(ctx, by, people.SavePerson{GivenName: "Site", FamilyName: site.Name, PersonnelNumber: "SITE" + strconv.Itoa(i), Site: site.Name,
			SiteZone: site.TimeZone}); err != nil {
			return err
		}
		open := [][2]string{{content.Opens, content.Closes}}
		body, err := json.Marshal(map[string]any{"zone": site.TimeZone, "week": map[string]any{"mon": open, "tue": open, "wed": open, "thu": open, "fri": open}})
		if err != nil {
			return err
		}
		id := strings.ReplaceAll(strings.ToLower(site.Name), " ", "-")
		if _, err := s.Promises.SaveCalendar(ctx, by, promise.SaveCalendar{ID: id, Name: site.Name, Body: body, Sites: []string{site.Name}}); err != nil {
			return err
		}
	}
	file, rows, err := s.roster()
	if err != nil {
		return err
	}
	report, err := s.People.ImportPeople(ctx, by, people.ImportPeople{Name: "seed.csv", File: file})
	if err != nil {
		return err
	}
	if len(report.Refused) > 0 {
		return fmt.Errorf("import people: line %d: %s", report.Refused[0].Line, report.Refused[0].Reason)
	}
	ids, err := people.IDsByNumber(ctx, s.DB)
	if err != nil {
		return err
	}
	for _, r := range rows {
		e, err := people.EmploymentOf(ctx, s.DB, ids[r[0]])
		if err != nil {
			return err
		}
		s.employees = append(s.employees, person{ids[r[0]], e.UnitID, r[5]})
	}
	return nil
}

// roster writes the file: HR first, then the employees, each led by one of those before them.
func (s *seeder) roster() (file []byte, employees [][]string, err error) {
	known := content.People(content.Seed)
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"Personnel number", "Given name", "Family name", "Email", "Unit", "Site", "Position", "Manager number", "Start date"}}
	add := func(number, unit, position, manager string) []string {
		given, family := known[s.rng.IntN(len(known))].Given, known[s.rng.IntN(len(known))].Family
		site := content.Sites()[s.rng.IntN(len(content.Sites()))].Name
		rows = append(rows, []string{number, given, family, strings.ToLower(number) + "@seed.example", unit, site, position, manager, "2019-01-07"})
		return []string{number, given, family, "", unit, site}
	}
	for i := range Agents {
		add(AgentNumber(i), "Ferrow > Human resources", "HR advisor", "")
	}
	for i, number := range []string{"HEAD", "ADMIN", "DPO"} {
		add(number, "Ferrow > Human resources", []string{"Head of HR", "Administrator", "Data-protection officer"}[i], "")
	}
	const span = 12
	for i := range s.plan.People - Agents - 3 {
		manager := ""
		if i >= Employees { // those who look in measurements lead nobody
			if lead := Employees + (i-Employees-1)/span; i > Employees {
				manager = EmployeeNumber(lead)
			}
		}
		employees = append(employees, add(EmployeeNumber(i), fmt.Sprintf("Ferrow > Unit %02d", i%units), "Fitter", manager))
	}
	err = w.WriteAll(rows)
	return b.Bytes(), employees, err
}

// humanResources gives roles and fills the teams.
func (s *seeder) humanResources(ctx context.Context, by authz.Actor) error {
	ids, err := people.IDsByNumber(ctx, s.DB)
	if err != nil {
		return err
	}
	roles := map[string]authz.Role{"HEAD": authz.HRHead, "ADMIN": authz.Admin, "DPO": authz.DPO}
	for i := range Agents {
		roles[AgentNumber(i)] = authz.Agent
		for _, t := range memberOf(i) {
			s.agents[t] = append(s.agents[t], ids[AgentNumber(i)])
		}
	}
	for number, role := range roles {
		if _, err := s.People.GrantRole(ctx, by, people.SaveRole{PersonID: ids[number], Role: role}); err != nil {
			return fmt.Errorf("role of %s: %w", number, err)
		}
	}
	for _, t := range teams() {
		if _, err := s.People.SaveTeam(ctx, by, people.SaveTeam{ID: t.Key, Name: t.Name, Members: s.agents[t.Key]}); err != nil {
			return fmt.Errorf("team %s: %w", t.Key, err)
		}
	}
	return nil
}

// offer makes the services, one team for each. None is restricted by itself: which cases are is the seed's part.
func (s *seeder) offer(ctx context.Context, by authz.Actor) error {
	for i, x := range content.Services() {
		if x.Slug == catalogue.DefaultService {
			x.Team = "hr"
		}
		in := catalogue.SaveService{ID: x.Slug, Name: x.Name, Description: x.Description, Icon: x.Icon, TeamID: x.Team, Sensitivity: catalogue.Open,
			ManagerSees: x.ManagerSees, NeedsDecision: x.Decides, FirstAnswerMinutes: x.FirstAnswerMinutes, DecisionMinutes: x.DecisionMinutes, CauseID: "information", Position: 10 * (i + 1), Active: true}
		if _, err := s.Catalogue.SaveService(ctx, by, in); err != nil {
			return fmt.Errorf("service %s: %w", x.Slug, err)
		}
	}
	all, err := catalogue.Services(ctx, s.DB)
	s.services = slices.DeleteFunc(all, func(x catalogue.Service) bool { return !x.Active })
	return err
}
