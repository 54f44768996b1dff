package catalogueweb

import (
	"hearth/internal/catalogue"
	"hearth/internal/platform/fault"
	"hearth/internal/promise/terms"
)

// typed is a service as people type it: how long it takes in minutes or in hours of working time. Without a unit a number is of minutes. There are no working days, because they are not
// of one length at all sites; a promise policy counts in them.
type typed struct {
	catalogue.SaveService
	FirstUnit    terms.Unit `json:"first_answer_unit"`
	DecisionUnit terms.Unit `json:"decision_unit"`
}

// service is what was typed, in minutes. It refuses other units.
func (t typed) service() (catalogue.SaveService, error) {
	var f fault.Fields
	var first, decision bool
	t.FirstAnswerMinutes, first = terms.Within(t.FirstAnswerMinutes, t.FirstUnit)
	t.DecisionMinutes, decision = terms.Within(t.DecisionMinutes, t.DecisionUnit)
	f.Need(first, "first_answer_unit", "Choose hours or minutes.")
	f.Need(decision, "decision_unit", "Choose hours or minutes.")
	return t.SaveService, f.Err()
}

// inUnits is a service in the units in which its form shows it.
func inUnits(s catalogue.SaveService) typed {
	first, decision := terms.Shortly(s.FirstAnswerMinutes), terms.Shortly(s.DecisionMinutes)
	s.FirstAnswerMinutes, s.DecisionMinutes = first.N, decision.N
	return typed{s, first.Unit, decision.Unit}
}
