package crawl_test

import (
	"cmp"
	"slices"
	"strings"

	"hearth/internal/apptest"
)

// policy says who may see what: the kinds of field, and for each the relations to its object that may read it. It is written by hand from the
// sentences of the product and from nothing else; when it and the product differ, one of them is wrong.
//
// A customer's side is by, for, representative, about (where the service shows requests to those they are about) and manager (likewise). HR's side
// is worker: who may work on the case and read its texts; and knower: who may know of a case with health data, without its words. Whoever takes concerns
// is a worker of cases that name them or were given to them, and nothing else: they have none of HR's other relations. Of people there are
// self, and directory: agents, the head of HR and administrators at the desk.
var policy = map[string]string{
	"number": "by for about representative manager worker knower",
	"id":     "by for about representative manager worker knower officer", // the record of openings holds ids

	"subject": "by for about representative manager worker",
	"message": "by for about representative manager worker",
	"file":    "by for about representative manager worker", // name and content
	"step":    "by for about representative manager worker",
	"reason":  "by for about representative manager worker", // of a pause, of a new time, of what holds a step up
	"needed":  "by for about representative manager worker", // what is needed from the one for whom it waits
	"handed":  "by for about representative manager worker",
	"note":    "worker",

	"decision": "by for about representative manager worker", // the answer in the conversation says the same
	"appeal":   "by for representative worker",               // never a manager

	"cause": "worker",

	"figures": "by for representative worker", // how something was worked out: never a manager
	"letter":  "by for representative worker", // never a manager

	"heard":     "by for representative worker", // what HR understood: never a manager
	"sealed":    "by for worker",                // what worries, what is not to be shared, corrections, whom HR would ask
	"statement": "by for representative worker", // steps, causes and notes: never a manager
	"asked":     "by for worker",                // what was chosen and questioned

	"exception":  "by for representative worker", // why one was asked for and decided so, what was done once, and thanks: never a manager
	"aside":      "worker",                       // what somebody else was asked: never the requester
	"comparison": "worker",                       // how it compares with those of others, and what HR learned

	"given":    "by for representative worker", // in the fields of the service: never a manager
	"given_hr": "worker",

	"tag":  "by for worker", // HR reads them, and whose it is takes them along
	"dial": "by worker",     // at which they are called: never who stands by them

	"private":  "self",          // a view, a macro and a batch of one's own
	"shared":   "sorter",        // a view and a macro of team payroll
	"round":    "sorter head",   // of payroll, whose service is open to the whole of HR: what is written to many, also as the last word until that is sent, and what was typed and fits nobody
	"spike":    "reader",        // what is asked unusually often, and why one was put away
	"news":     "everybody",     // who may ask
	"template": "reader",        // of letters: why one is kept
	"form":     "reader writer", // what a template is called and says: whoever may write letters in some case chooses one, and reads it there

	"agreement": "head officer",  // what was agreed on with the works council
	"outbox":    "administrator", // mails and jobs, by their ids

	"draft":  "self",
	"rating": "self", // and the agent to whom it was shown
	"token":  "self",
	"device": "self", // where somebody is signed in
	"own":    "self", // what a person told HR for letters: their address, which those who work on a case print on what did not arrive; what is protected about them

	"directory":    "self directory handler", // a handler: of the people whose cases they have, who they are
	"outsider":     "reader",                 // who wrote to HR from elsewhere: HR alone
	"calendar":     "directory",
	"rule":         "reader",  // of a policy that holds for nobody here: HR at the desk
	"sorting":      "adviser", // a rule by which the team advice sorts its cases
	"import":       "keeper",  // the head of HR and administrators
	"terminal":     "administrator",
	"mailbox":      "administrator",
	"system":       "administrator",        // that is told of cases
	"mailbox_name": "administrator sorter", // whose mails wait
	"envelope":     "administrator sorter", // of a mail that waits
	"waiting":      "sorter",               // what it says: the team of its mailbox
	"finding":      "holder",               // what was found out about a finding of the fairness audit
	"hold":         "holder",               // the head of HR and the data-protection officer: whoever is held may be the subject of an inquiry
}

// relations returns the kinds of relation that a viewer has to everything, by roles and face.
func (v *viewer) relations() []string {
	if v.gone {
		return nil
	}
	var all []string
	if v.key != "" {
		all = append(all, "everybody")
	}
	for relation, roles := range map[string]string{"directory": "agent hr_head admin", "keeper": "hr_head admin", "reader": "agent hr_head", "administrator": "admin", "officer": "dpo", "holder": "hr_head dpo", "head": "hr_head"} {
		if v.desk && slices.ContainsFunc(v.roles, func(r string) bool { return holds(roles, r) }) {
			all = append(all, relation)
		}
	}
	if v.desk && slices.Contains(v.teams, "payroll") && slices.Contains(v.roles, "agent") {
		all = append(all, "sorter") // of the mails of the mailbox that is planted
	}
	if v.handles != "" {
		all = append(all, "writer")
	}
	if v.desk && (slices.Contains(v.teams, "advice") && slices.Contains(v.roles, "agent") || slices.Contains(v.roles, "hr_head")) {
		all = append(all, "adviser")
	}
	return all
}

// mayCase reports whether v may see a field of this kind of a case, given everybody's side in it.
func (v *viewer) mayCase(kind string, side map[string]string) bool {
	rel := side[v.key]
	if v.gone || (rel == "worker" || rel == "knower") && !v.desk {
		rel = ""
	}
	return rel != "" && holds(policy[kind], rel) || slices.ContainsFunc(v.relations(), func(r string) bool { return holds(policy[kind], r) })
}

// mayPerson reports whether v may see a field of this kind that is of the person self.
func (v *viewer) mayPerson(kind, self string) bool {
	return !v.gone && v.key == self && self != "" && holds(policy[kind], "self") ||
		holds(v.handles, self) && holds(policy[kind], "handler") ||
		slices.ContainsFunc(v.relations(), func(r string) bool { return holds(policy[kind], r) })
}

// handled are the people whose cases somebody has who takes concerns.
func handled(m apptest.Member, all []scenario) string {
	var keys []string
	for _, s := range all {
		if slices.Contains(m.Roles, "concern") && s.side()[m.Key] == "worker" {
			keys = append(keys, cmp.Or(s.forWhom, s.by))
		}
	}
	return strings.Join(keys, " ")
}

func holds(list, name string) bool { return slices.Contains(strings.Fields(list), name) }

// scenario is a case and, by hand, on which side of it everybody stands. Whoever is on none must not know that it exists.
type scenario struct {
	name, service, sensitivity   string
	by, forWhom                  string
	about, against, named, notTo string // names
	invited, assignee, worker    string // worker does HR's part
	phone, comments              bool   // written down by worker; the rating's comment is shown to them
	managers, sideOfHR, knowers  string
	helper, former               string // somebody whom a step is given to; and who worked on it in HR until it was closed to them
	asks                         string // whom HR asks aside, at the portal; else nobody who looks
}

// everyHR is all of HR who work in this organisation.
const everyHR = "marta priya theo olga ingrid"

var scenarios = []scenario{
	{name: "open, and the manager sees it", service: "hours", by: "amina", worker: "marta", managers: "jonas", sideOfHR: everyHR, comments: true, asks: "vera"},
	{name: "not to the manager", service: "hours", by: "amina", notTo: "manager", worker: "priya", sideOfHR: everyHR},
	{name: "not to a colleague in HR", service: "hours", by: "amina", notTo: "priya", worker: "theo", managers: "jonas", sideOfHR: "marta theo olga ingrid"},
	{name: "against the head of HR", service: "hours", by: "pavel", against: "ingrid", worker: "marta", managers: "stefan", sideOfHR: "marta priya"},
	{name: "against the manager", service: "hours", by: "pavel", against: "stefan", worker: "priya", sideOfHR: "marta priya ingrid", comments: true},
	{name: "to a team, with a representative", service: "pay", sensitivity: "team", by: "amina", invited: "vera", assignee: "olga", worker: "olga", sideOfHR: "theo olga", helper: "hanna"},
	{name: "to named people", service: "fairness", sensitivity: "named", by: "pavel", named: "marta", worker: "marta", sideOfHR: "marta", helper: "theo"},
	{name: "first open, then to named people", service: "hours", by: "amina", worker: "marta", managers: "jonas", sideOfHR: "marta", former: "priya", helper: "theo"},
	{name: "health", service: "health", by: "amina", assignee: "priya", worker: "priya", sideOfHR: "priya", knowers: "marta theo olga ingrid"},
	{name: "about a colleague who sees it", service: "review", by: "jonas", about: "hanna", worker: "ingrid", sideOfHR: "marta priya ingrid"},
	{name: "about a colleague who does not", service: "hours", by: "jonas", about: "hanna", worker: "olga", sideOfHR: everyHR},
	{name: "by phone", service: "pay", by: "rosa", phone: true, worker: "marta", sideOfHR: everyHR},
	{name: "of somebody in HR", service: "pay", by: "marta", worker: "theo", sideOfHR: "priya theo olga ingrid"},
	{name: "health, to named people, against an agent", service: "health", sensitivity: "named", by: "hanna", named: "priya", against: "theo", assignee: "priya", worker: "priya", sideOfHR: "priya"},
	{name: "to a team, against one of it", service: "pay", sensitivity: "team", by: "amina", about: "pavel", against: "theo", worker: "olga", sideOfHR: "olga"},
	{name: "for a colleague", service: "hours", by: "amina", forWhom: "pavel", worker: "ingrid", managers: "stefan", sideOfHR: everyHR},
	{name: "of somebody who left", service: "pay", by: "greta", worker: "olga", sideOfHR: everyHR},
	{name: "about somebody in HR", service: "review", sensitivity: "team", by: "stefan", about: "priya", worker: "marta", sideOfHR: "marta ingrid"},
	{name: "health, seen by another team", service: "health", by: "pavel", assignee: "marta", worker: "marta", sideOfHR: "marta", knowers: "priya theo olga ingrid"},
	{name: "to whoever takes concerns", service: "fairness", sensitivity: "named", by: "pavel", against: "stefan", worker: "cora", sideOfHR: "cora"}, // who are named because nobody else is
	{name: "to an agent and to who takes concerns, who has it", service: "fairness", sensitivity: "named", by: "stefan", named: "marta cora", assignee: "cora", worker: "marta", sideOfHR: "marta cora", comments: true},
}

// side returns everybody's relation to the case.
func (s scenario) side() map[string]string {
	side := map[string]string{}
	put := func(names, relation string) {
		for _, key := range strings.Fields(names) {
			side[key] = relation
		}
	}
	put(s.sideOfHR, "worker")
	put(s.knowers, "knower")
	put(s.managers, "manager")
	if s.service == "review" {
		put(s.about, "about")
	}
	put(s.invited, "representative")
	put(s.forWhom, "for")
	put(s.by, "by")
	return side
}
