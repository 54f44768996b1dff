package people_test

import (
	"slices"
	"strings"
	"testing"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// ofHR adds somebody who has a role.
func (f *fixture) ofHR(name, number string, role authz.Role) people.Person {
	f.t.Helper()
	p := f.add(people.SavePerson{GivenName: name, PersonnelNumber: number})
	if _, err := f.GrantRole(f.ctx, admin, people.SaveRole{PersonID: p.ID, Role: role}); err != nil {
		f.t.Fatal(err)
	}
	return p
}

func TestATeamsIDFollowsFromItsName(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		for _, c := range []struct{ name, id string }{{"Lön & Tid", "lon-tid"}, {"  Lön   Tid ", "lon-tid-2"}, {"LÖN-TID!", "lon-tid-3"}, {"Кадры", "team"}, {"人事", "team-2"}, {"New", "new-one"},
			{"Кадры HR", "hr-2"}, {strings.Repeat("long ", 20), "long-long-long-long-long-long-long-long"}} {
			if got, err := f.AddTeam(f.ctx, head, people.AddTeam{Name: c.name}); err != nil || got.ID != c.id || got.Name != strings.Join(strings.Fields(c.name), " ") {
				f.t.Errorf("AddTeam(%q) = %+v, %v, want the ID %s", c.name, got, err, c.id)
			}
		}
	})
}

func TestATeamIsRefused(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		for field, in := range map[string]people.AddTeam{"name": {Name: " hr "}, "members": {Name: "Pay", Members: []string{"nobody@x.example"}}} {
			_, err := f.AddTeam(f.ctx, head, in)
			if wrong := fault.As(err); wrong == nil || len(wrong.Fields) != 1 || wrong.Fields[0].Name != field {
				f.t.Errorf("%+v: got %v, want a mistake of %s", in, err, field)
			}
		}
		for _, name := range []string{" ", strings.Repeat("x", 121)} {
			_, err := f.AddTeam(f.ctx, head, people.AddTeam{Name: name})
			f.kind(err, fault.Invalid)
		}
		_, err := f.SaveTeam(f.ctx, head, people.SaveTeam{ID: "new", Name: "Newcomers"})
		f.kind(err, fault.Invalid)
		for _, by := range []authz.Actor{agent, dpo, plain} {
			_, err := f.AddTeam(f.ctx, by, people.AddTeam{Name: "Pay"})
			f.kind(err, fault.Forbidden)
			_, err = f.ListTeams(f.ctx, by, people.Nothing{})
			f.kind(err, fault.Forbidden)
			_, err = f.ShowTeam(f.ctx, by, people.ReadTeam{ID: "hr"})
			f.kind(err, fault.Forbidden)
			_, err = f.TeamChoices(f.ctx, by, people.Nothing{})
			f.kind(err, fault.Forbidden)
		}
		list, err := f.ListTeams(f.ctx, admin, people.Nothing{})
		if err != nil || len(list.Items) != 1 {
			f.t.Errorf("got %+v, %v, want the team that there was", list, err)
		}
	})
}

func TestTeamsAreListedWithTheirMembers(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		bo, ann := f.ofHR("Bo", "1", authz.Agent), f.ofHR("Ann", "2", authz.HRHead)
		gone := f.add(people.SavePerson{GivenName: "Cy", PersonnelNumber: "3", Started: "2020-01-01", Ended: "2021-01-01"})
		if _, err := f.AddTeam(f.ctx, admin, people.AddTeam{Name: "Pay", Members: []string{"1", "2", gone.ID, "1"}}); err != nil {
			f.t.Fatal(err)
		}
		list, err := f.ListTeams(f.ctx, head, people.Nothing{})
		if err != nil || len(list.Items) != 2 || list.Items[0].ID != "hr" || list.Items[0].Members == nil || len(list.Items[0].Members) != 0 {
			f.t.Fatalf("got %+v, %v", list, err)
		}
		want := []people.Member{{ID: ann.ID, Name: "Ann", Active: true}, {ID: bo.ID, Name: "Bo", Active: true}, {ID: gone.ID, Name: "Cy"}}
		if got := list.Items[1]; got.ID != "pay" || !slices.Equal(got.Members, want) {
			f.t.Errorf("got %+v, want %+v", got, want)
		}
	})
}

func TestATeamShowsWhomItCanBeMadeOf(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		f.ofHR("Bo", "1", authz.Agent)
		f.ofHR("Ann", "2", authz.HRHead)
		f.ofHR("Ada", "3", authz.Admin)
		for _, p := range []people.SavePerson{{GivenName: "Cy", PersonnelNumber: "4"}, {GivenName: "Di", PersonnelNumber: "5"}} {
			f.add(p)
		}
		gone := f.ofHR("Ed", "6", authz.Agent)
		if _, err := f.EditPerson(f.ctx, head, people.SavePerson{ID: gone.ID, GivenName: "Ed", PersonnelNumber: "6", Ended: "2021-01-01"}); err != nil {
			f.t.Fatal(err)
		}
		names := func(all []people.Choice) (names []string) {
			for _, c := range all {
				names = append(names, c.Name)
			}
			return names
		}
		all, err := f.TeamChoices(f.ctx, head, people.Nothing{})
		if got := names(all); err != nil || !slices.Equal(got, []string{"Ann", "Bo"}) {
			f.t.Errorf("got %v, %v, want those of HR who work here", got, err)
		}
		if _, err := f.SaveTeam(f.ctx, head, people.SaveTeam{ID: "hr", Name: "HR", Members: []string{"4", "6"}}); err != nil {
			f.t.Fatal(err)
		}
		shown, err := f.ShowTeam(f.ctx, head, people.ReadTeam{ID: "hr"})
		if got := names(shown.Choices); err != nil || shown.Name != "HR" || len(shown.Members) != 2 || !slices.Equal(got, []string{"Ann", "Bo", "Cy", "Ed"}) {
			f.t.Errorf("got %+v, %v, want those of HR and the members", shown, err)
		}
		if c := shown.Choices[0]; !slices.Equal(c.Roles, []authz.Role{authz.HRHead}) || shown.Choices[2].Roles != nil || shown.Choices[3].Active {
			f.t.Errorf("got %+v", shown.Choices)
		}
		_, err = f.ShowTeam(f.ctx, head, people.ReadTeam{ID: "nowhere"})
		f.kind(err, fault.NotFound)
	})
}
