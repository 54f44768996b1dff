package app_test

import (
	"fmt"
	"slices"
	"testing"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Three oracles say who sees which case: the check for one case, the condition in SQL, and the one in this file, which is written from the sentences of the
// rule and uses nothing of the product to decide. The sentence stands beside each branch.

// The sentences, by which the test can forget one: then the oracles must disagree, or the organisations would not exercise it.
const (
	goneSentence       = "Somebody who may not sign in any more is nobody."                                                // auth.Fresh
	againstSentence    = "A person against whom a case is never sees it."                                                  // package desk
	excludedSentence   = "A person whom its requester excluded never sees it."                                             // package desk
	keptOutSentence    = "manager stands in NotTo for whoever leads the person that it is for, now or later."              // desk.Open
	customerSentence   = "by, for or representative: who asked, for whom it was asked, who was invited by the requester."  // package authz
	aboutSentence      = "About may see the case where the service says so."                                               // ADR 8
	managerSentence    = "Manager leads the person it is for; counts where the service says so."                           // package authz
	leadsSentence      = "People whom a person leads directly, by latest employments that are not over."                   // people.Reports
	ownSentence        = "Whoever a case is by, for or about has none of HR's relations to it."                            // ADR 13
	faceSentence       = "In the portal face an HR person has an employee's rights."                                       // package authz
	roleSentence       = "The relations that belong to work count for holders of an HR role; others do not read cases."    // package authz
	handlerSentence    = "A concern handler has cases that name them or were given to them, and no others."                // package authz
	openSentence       = "HR is in HR, and it is open to the HR team."                                                     // package authz
	teamSentence       = "Team is in the team that works on it, unless it is open to named people alone."                  // package authz, sight.go
	assigneeSentence   = "Assignee works on it."                                                                           // package authz
	namedSentence      = "Named is one of the people named for it."                                                        // package authz
	healthSentence     = "The texts open only to the requester, the assignee and the people named for it."                 // ADR 7
	healthOwnSentence  = "The requester of a health case is by and for; nobody else on their side reads its texts."        // ADR 7
	representedTooWork = "One's own case is never one's work: a representative's too, who stands on the requester's side." // desk.sight
)

// naive is the third oracle. What it forgets is a sentence that it leaves out.
type naive struct {
	*organisation
	forgets string
}

func (n naive) holds(sentence string) bool { return n.forgets != sentence }

// leads reports whether a person leads another.
func (n naive) leads(manager, person string) bool {
	i := slices.IndexFunc(n.people, func(s soul) bool { return s.id == person })
	return i >= 0 && n.people[i].manager == manager && (!n.people[i].left || !n.holds(leadsSentence))
}

// sees says whether somebody in a face sees a case.
func (n naive) sees(who soul, face authz.Face, m matter) bool {
	switch {
	case who.left && n.holds(goneSentence):
		return false
	case m.is("against", who.id) && n.holds(againstSentence), m.is("excluded", who.id) && n.holds(excludedSentence):
		return false
	case m.notTo && n.leads(who.id, m.forPerson) && n.holds(keptOutSentence):
		return false
	case (m.is("by", who.id) || m.is("for", who.id) || m.is("representative", who.id)) && n.holds(customerSentence):
		return true
	case m.is("about", who.id) && (m.aboutSees || !n.holds(aboutSentence)):
		return true
	case n.leads(who.id, m.forPerson) && (m.managerSees || !n.holds(managerSentence)):
		return true
	}
	return n.works(who, face, m)
}

// works says whether somebody is on HR's side of a case, the denials apart.
func (n naive) works(who soul, face authz.Face, m matter) bool {
	if face != authz.Desk && n.holds(faceSentence) {
		return false
	}
	inHR := slices.Contains(who.roles, authz.Agent) || slices.Contains(who.roles, authz.HRHead)
	handler := slices.Contains(who.roles, authz.ConcernHandler) && !inHR
	if !inHR && !handler && n.holds(roleSentence) {
		return false
	}
	if (m.is("by", who.id) || m.is("for", who.id) || m.is("about", who.id)) && n.holds(ownSentence) || m.is("representative", who.id) && n.holds(representedTooWork) {
		return false
	}
	switch {
	case handler && n.holds(handlerSentence):
		return m.assignee == who.id && n.holds(assigneeSentence) || m.is("named", who.id) && n.holds(namedSentence)
	case m.sensitivity == "open" && n.holds(openSentence):
		return true
	case m.sensitivity == "team" && slices.Contains(who.teams, m.team) && n.holds(teamSentence):
		return true
	case m.assignee == who.id && n.holds(assigneeSentence):
		return true
	}
	return m.is("named", who.id) && n.holds(namedSentence)
}

// hides says whether somebody who sees a case does not see its texts.
func (n naive) hides(who soul, face authz.Face, m matter) bool {
	if !m.health || !n.holds(healthSentence) || m.is("by", who.id) || m.is("for", who.id) {
		return false
	}
	if !n.holds(healthOwnSentence) && (m.is("representative", who.id) || m.is("about", who.id)) {
		return false
	}
	return !n.works(who, face, m) || m.assignee != who.id && !m.is("named", who.id)
}

// verdict is what the product says of a person in a face and a case.
type verdict struct {
	who                           soul
	face                          authz.Face
	matter                        matter
	checked, listed, hidden, mine bool
}

// verdicts asks the product about everybody and everything.
func (o *organisation) verdicts(t *testing.T, by *desk.Service) (all []verdict) {
	t.Helper()
	for _, who := range o.people {
		for _, face := range []authz.Face{authz.Portal, authz.Desk} {
			actor := o.Auth.Watching(t.Context(), authz.Actor{PersonID: who.id, Face: face})
			listed := map[string]desk.Case{}
			for _, c := range o.listed(t, by, actor) {
				listed[c.ID] = c
			}
			for _, m := range o.matters {
				may, err := by.MaySee(t.Context(), o.DB, actor, m.id)
				if err != nil {
					t.Fatal(err)
				}
				c, ok := listed[m.id]
				all = append(all, verdict{who, face, m, may, ok, c.Hidden, c.Mine})
			}
		}
	}
	return all
}

// listed is every page of the list.
func (o *organisation) listed(t *testing.T, by *desk.Service, actor authz.Actor) (all []desk.Case) {
	t.Helper()
	in := desk.List{Limit: 7}
	for {
		page, err := by.List(t.Context(), actor, in)
		if fault.KindOf(err) == fault.SignIn {
			return nil
		}
		if err != nil {
			t.Fatal(err)
		}
		if all = append(all, page.Items...); page.Next == "" {
			return all
		}
		in.After = page.Next
	}
}

// disagreements compares the product's two oracles with the third.
func (n naive) disagreements(all []verdict) (wrong []string) {
	for _, v := range all {
		sees := n.sees(v.who, v.face, v.matter)
		at := fmt.Sprintf("%s at %s, case %s", v.who.id, v.face, v.matter.number)
		if v.checked != sees || v.listed != sees {
			wrong = append(wrong, fmt.Sprintf("%s: the check says %v, the list %v, the sentences %v", at, v.checked, v.listed, sees))
			continue
		}
		if sees && v.hidden != n.hides(v.who, v.face, v.matter) {
			wrong = append(wrong, fmt.Sprintf("%s: its texts are hidden: %v", at, v.hidden))
		}
		if sees && v.mine == n.works(v.who, v.face, v.matter) {
			wrong = append(wrong, fmt.Sprintf("%s: it is the customer's side: %v", at, v.mine))
		}
	}
	return wrong
}

var sentences = []string{goneSentence, againstSentence, excludedSentence, keptOutSentence, customerSentence, aboutSentence, managerSentence, leadsSentence, ownSentence,
	faceSentence, roleSentence, handlerSentence, openSentence, teamSentence, assigneeSentence, namedSentence, healthSentence, healthOwnSentence, representedTooWork}

func TestRightsOfThreeOraclesAgree(t *testing.T) {
	t.Parallel()
	for dialect, runs := range map[store.Dialect]int{store.SQLite: 2, store.Postgres: 1} {
		if long() {
			runs *= 10
		}
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			missed := slices.Clone(sentences)
			pairs, seen := 0, 0
			for seed := range uint64(runs) {
				seed += 20261117
				o := newOrganisation(t, dialect, seed)
				all := o.verdicts(t, o.App.App.Desk)
				for _, wrong := range (naive{o, ""}).disagreements(all) {
					t.Errorf("seed %d: %s", seed, wrong)
				}
				for _, v := range all {
					pairs, seen = pairs+1, seen+map[bool]int{true: 1}[v.listed]
				}
				missed = slices.DeleteFunc(missed, func(sentence string) bool { return len(naive{o, sentence}.disagreements(all)) > 0 })
				o.countsAgree(t, seed)
			}
			t.Logf("seeds from 20261117: %d organisations, %d pairs of a person in a face and a case, %d seen", runs, pairs, seen)
			if seen < pairs/10 || seen > pairs*9/10 {
				t.Error("they see nearly nothing or nearly all: it proves little")
			}
			for _, sentence := range missed {
				t.Errorf("without the sentence %q nothing changes: it is not exercised", sentence)
			}
		})
	}
}

// countsAgree holds the number that a view shows against the length of its list.
func (o *organisation) countsAgree(t *testing.T, seed uint64) {
	t.Helper()
	for _, who := range o.people {
		actor := o.Auth.Watching(t.Context(), authz.Actor{PersonID: who.id, Face: authz.Desk})
		if actor.Anonymous() {
			continue
		}
		views, err := o.App.App.Desk.Views(t.Context(), actor, desk.ReadViews{})
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range views.Items {
			page, err := o.App.App.Desk.List(t.Context(), actor, desk.List{View: v.ID, Limit: 200})
			if err != nil {
				t.Fatal(err)
			}
			if len(page.Items) != v.Count {
				t.Errorf("seed %d: %s: the view %s counts %d and lists %d", seed, who.id, v.ID, v.Count, len(page.Items))
			}
		}
	}
}

// A product whose rule was changed disagrees with the sentences.
func TestRightsOfAChangedRuleDisagree(t *testing.T) {
	t.Parallel()
	o := newOrganisation(t, store.SQLite, 20261117)
	for relation := authz.By; relation <= authz.Named; relation <<= 1 {
		rules := desk.Rules()
		rule := rules[desk.ReadCase]
		if !rule.Relations.Has(relation) {
			continue
		}
		rule.Relations &^= relation
		rules[desk.ReadCase] = rule
		policy := authz.NewPolicy()
		policy.Add(rules)
		changed := desk.New(desk.Options{DB: o.DB, Policy: policy, Promises: o.Promise, Files: o.Files, Audit: o.Audit, Live: o.Live})
		if len(naive{o, ""}.disagreements(o.verdicts(t, changed))) == 0 {
			t.Errorf("without relation %b in the rule nothing disagrees", relation)
		}
	}
}
