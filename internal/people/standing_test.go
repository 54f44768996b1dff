package people_test

import (
	"slices"
	"testing"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
)

// A team of HR that somebody is in still does not count while they take concerns: what a team shares is not for them. With a role in HR it counts again.
func TestWhoeverTakesConcernsIsInNoTeam(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		p := f.add(people.SavePerson{GivenName: "Cora", FamilyName: "Lindqvist", PersonnelNumber: "7"})
		if _, err := f.SaveTeam(f.ctx, admin, people.SaveTeam{ID: "payroll", Name: "Payroll", Members: []string{"7"}}); err != nil {
			f.t.Fatal(err)
		}
		for _, step := range []struct {
			role authz.Role
			take bool
			want []string
		}{{authz.Agent, false, []string{"payroll"}}, {authz.Agent, true, []string{"payroll"}}, {authz.ConcernHandler, false, nil}, {authz.ConcernHandler, true, []string{"payroll"}}} {
			save := f.GrantRole
			if step.take {
				save = f.RevokeRole
			}
			if _, err := save(f.ctx, admin, people.SaveRole{PersonID: p.ID, Role: step.role}); err != nil {
				f.t.Fatal(err)
			}
			if _, teams, err := people.Standing(f.ctx, f.db, p.ID); err != nil || !slices.Equal(teams, step.want) {
				f.t.Errorf("%s, taken away %v: got teams %v (%v), want %v", step.role, step.take, teams, err, step.want)
			}
		}
	})
}
