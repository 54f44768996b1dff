package authz_test

import (
	"testing"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

const read, reply, admin authz.Action = "case.read", "case.reply", "people.import"

func policy() *authz.Policy {
	p := authz.NewPolicy()
	p.Add(map[authz.Action]authz.Rule{
		read:  {Relations: authz.By | authz.For | authz.Assignee | authz.HR},
		reply: {Relations: authz.By | authz.Assignee, Sees: read},
		admin: {Roles: []authz.Role{authz.Admin}},
	})
	return p
}

func TestRules(t *testing.T) {
	t.Parallel()
	agent := authz.Actor{PersonID: "m", Face: authz.Desk, Roles: []authz.Role{authz.Agent}}
	portal := authz.Actor{PersonID: "m", Face: authz.Portal}
	administrator := authz.Actor{PersonID: "n", Face: authz.Desk, Roles: []authz.Role{authz.Admin}}
	for _, c := range []struct {
		name     string
		by       authz.Actor
		action   authz.Action
		relation authz.Relation
		want     fault.Kind
	}{
		{"the asker replies", portal, reply, authz.By, ""},
		{"an agent reads an open case", agent, read, authz.HR, ""},
		{"an agent who only sees it may not reply as assignee", agent, reply, authz.HR, fault.Forbidden},
		{"in the portal face an agent is an employee", portal, read, authz.HR | authz.Assignee, fault.NotFound},
		{"against beats assignee", agent, read, authz.Assignee | authz.Against, fault.NotFound},
		{"against beats having asked", portal, read, authz.By | authz.Against, fault.NotFound},
		{"excluded beats HR", agent, read, authz.HR | authz.Excluded, fault.NotFound},
		{"administrators do not read cases", administrator, read, authz.HR | authz.Assignee, fault.NotFound},
		{"administrators administer", administrator, admin, 0, ""},
		{"agents do not", agent, admin, 0, fault.Forbidden},
		{"nobody is asked to sign in", authz.Actor{}, read, authz.By, fault.SignIn},
		{"a task needs to be named", authz.System("mail"), read, authz.By, fault.NotFound},
		{"an unknown action lets nobody", agent, "x", authz.By, fault.Forbidden},
	} {
		if got := fault.KindOf(policy().May(c.by, c.action, c.relation)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
