// Package authz decides who may do what. Modules ask; only this package answers. A right follows from roles, or from how
// a person is related to the thing in question; a denying relation beats every right.
package authz

import (
	"context"
	"slices"

	"hearth/internal/platform/fault"
)

// Face is the side of Hearth that an actor is using. In the portal face an HR person has an employee's rights.
type Face string

// The two faces.
const (
	Portal Face = "portal"
	Desk   Face = "desk"
)

// Role is something that a person may be besides an employee.
type Role string

// The roles. Administrators administer; they do not read cases.
const (
	Agent          Role = "agent"   // answers cases
	HRHead         Role = "hr_head" // an agent who also sets services, promises and calendars
	Admin          Role = "admin"   // people, roles, mail, jobs; no cases
	DPO            Role = "dpo"     // data-protection officer: the record of who opened what, no cases
	ConcernHandler Role = "concern" // takes concerns outside of the teams of HR: cases that name them, and no others
)

// Actor is whoever is acting: a person in one face, or a named system task. The zero value is nobody.
type Actor struct {
	PersonID string
	Face     Face
	Roles    []Role   // none in the portal face
	Teams    []string // the HR teams of the person; none in the portal face
	Task     string   // set for system tasks, e.g. "mail"
	Scopes   []string // of an API token; nil means no token is involved
	Session  string   // the session's or token's id, for the record
	Terminal bool     // signed in by PIN: portal face only
	Shared   bool     // at a shared terminal, whose session ends when it rests
}

// System returns the actor for a background task.
func System(task string) Actor { return Actor{Task: task} }

// Anonymous reports whether nobody is signed in and no task is acting.
func (a Actor) Anonymous() bool { return a.PersonID == "" && a.Task == "" }

// Has reports whether a holds any of roles in its present face.
func (a Actor) Has(roles ...Role) bool {
	return a.Face == Desk && slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(a.Roles, r) })
}

// Action names one thing that can be permitted, e.g. "case.reply".
type Action string

// Relation is a way of being related to a thing. Values combine to a set.
type Relation uint32

// The relations. Those from Assignee on belong to work and count in the desk face only, for holders of an HR role.
const (
	By             Relation = 1 << iota // asked
	For                                 // it was asked for
	About                               // it concerns; counts where the service says so
	Representative                      // was invited by the requester
	Manager                             // leads the person it is for; counts where the service says so
	Assignee                            // works on it
	Team                                // is in the team that works on it
	HR                                  // is in HR, and it is open to the HR team
	Named                               // is one of the people named for it
	Self                                // is the person themselves
	Against                             // is complained of: never sees it
	Excluded                            // was excluded by the requester: never sees it
)

const (
	working = Assignee | Team | HR | Named
	denying = Against | Excluded
)

// Has reports whether r contains any of s.
func (r Relation) Has(s Relation) bool { return r&s != 0 }

// Rule says who may do an action. The zero value lets nobody.
type Rule struct {
	Anyone    bool     // every signed-in person
	Roles     []Role   // any of these roles, in the desk face
	Relations Relation // any of these relations to the thing
	Tasks     []string // these system tasks
	Sees      Action   // the action that must be permitted for the thing to exist at all for the actor
}

// Policy holds every rule of every module. It is filled at start and only read afterwards.
type Policy struct{ rules map[Action]Rule }

// NewPolicy returns a policy without rules.
func NewPolicy() *Policy { return &Policy{rules: map[Action]Rule{}} }

// Add registers a module's rules; a second rule for an action is a defect and panics at start.
func (p *Policy) Add(rules map[Action]Rule) {
	for action, rule := range rules {
		if _, twice := p.rules[action]; twice {
			panic("authz: two rules for " + string(action))
		}
		p.rules[action] = rule
	}
}

// Actions returns every action that has a rule, sorted.
func (p *Policy) Actions() []Action {
	var all []Action
	for a := range p.rules {
		all = append(all, a)
	}
	slices.Sort(all)
	return all
}

// Rule returns the rule of action; an unknown action lets nobody.
func (p *Policy) Rule(action Action) Rule { return p.rules[action] }

// May reports whether by may do action to a thing that it is related to by relation (zero: no particular thing, or no relation). The
// answer is nil, a SignIn fault for nobody, NotFound where the thing must not exist for by, or Forbidden.
func (p *Policy) May(by Actor, action Action, relation Relation) error {
	if by.Anonymous() {
		return fault.New(fault.SignIn, "Please sign in first.")
	}
	rule := p.rules[action]
	if rule.Sees != "" && !p.allows(by, p.rules[rule.Sees], relation) {
		return Hidden()
	}
	if p.allows(by, rule, relation) {
		return nil
	}
	if rule.Sees == "" && rule.Relations != 0 {
		return Hidden()
	}
	return fault.New(fault.Forbidden, "This is not yours to do.")
}

// Hidden is the answer for what is absent and for what an actor may not see: the two cannot be told apart.
func Hidden() error {
	return fault.New(fault.NotFound, "There is nothing here, or it is not open to you.")
}

func (p *Policy) allows(by Actor, rule Rule, relation Relation) bool {
	switch {
	case by.Task != "":
		return slices.Contains(rule.Tasks, by.Task)
	case by.PersonID == "" || !InScope(by, rule):
		return false
	case relation.Has(denying):
		return false
	case rule.Anyone || by.Has(rule.Roles...):
		return true
	}
	return rule.Relations.Has(relation & by.counts())
}

// counts returns the relations that count for a in its face.
func (a Actor) counts() Relation {
	switch {
	case a.Has(Agent, HRHead):
		return ^Relation(0)
	case a.Has(ConcernHandler):
		return ^working | Named | Assignee
	}
	return ^working
}

// Works reports whether a is somebody who works on cases: of HR, or a concern handler.
func (a Actor) Works() bool { return a.Has(Agent, HRHead, ConcernHandler) }

// InScope is the place where an API token's scopes narrow its person's rights: today a token holds either everything
// ("all") or reading ("read"), which httpx enforces by method.
func InScope(by Actor, _ Rule) bool {
	return by.Scopes == nil || slices.Contains(by.Scopes, "all") || slices.Contains(by.Scopes, "read")
}

// Counting returns the relations by which by may do action, for a list that is limited in SQL. The list must also
// leave out the things to which by stands in a denying relation.
func (p *Policy) Counting(by Actor, action Action) Relation {
	rule := p.rules[action]
	if by.PersonID == "" || !InScope(by, rule) {
		return 0
	}
	return rule.Relations & by.counts()
}

type key struct{}

// WithActor puts the actor into ctx, for the HTTP edge only.
func WithActor(ctx context.Context, a Actor) context.Context { return context.WithValue(ctx, key{}, a) }

// FromContext returns the actor of ctx. It is for the HTTP edge; use cases take the actor as an argument.
func FromContext(ctx context.Context) Actor {
	a, _ := ctx.Value(key{}).(Actor)
	return a
}
