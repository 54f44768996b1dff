package many

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/desk/stood"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
)

// giving is to whom a change gives cases: somebody, or the queue of a team. None is nobody.
type giving struct {
	person, name string
	why          *fault.Error // they are away or full: nothing is given to them
}

// giving finds to whom in gives cases. Who is away or full gets none from colleagues: only that is said of them, so that nobody learns how much they have. Whoever gives to themselves knows.
func (s *Service) giving(ctx context.Context, by authz.Actor, in Change) (giving, error) {
	switch in.Assignee {
	case "", "queue":
		if in.Team == "" {
			return giving{}, nil
		}
		name, err := people.TeamName(ctx, s.DB, in.Team)
		if fault.KindOf(err) == fault.NotFound {
			err = nil // each case says so
		}
		return giving{name: name}, err
	case "me":
		return giving{person: by.PersonID}, nil
	}
	p, err := people.Find(ctx, s.DB, in.Assignee)
	if fault.KindOf(err) == fault.NotFound {
		return giving{}, nil
	}
	to := giving{person: p.ID, name: p.DisplayName()}
	if err != nil || s.Free == nil || p.ID == by.PersonID {
		return to, err
	}
	until, away, full, err := s.Free(ctx, s.DB, p.ID)
	switch {
	case away && until.IsZero():
		to.why = fault.New(fault.Conflict, "%s does not work in HR any more. Choose somebody else.", to.name)
	case away:
		to.why = fault.New(fault.Conflict, "%s is away until %s. Choose somebody else.", to.name, locale.Date(ctx, until.Time))
	case full:
		to.why = fault.New(fault.Conflict, "%s is full. Choose somebody else.", to.name)
	}
	return to, err
}

// givable refuses what is not given: to whom is away, full, or has the case already and nothing else changes.
func (t *trial) givable() error {
	has := t.of.ID != "" && (t.to.person != "" && t.of.Assignee == t.to.person || t.in.Team != "" && t.of.Assignee == "" && t.of.TeamID == t.in.Team || t.in.Assignee == "queue" && t.of.Assignee == "")
	alone := !t.in.writes() && len(t.Tags) == 0 && t.in.Priority == ""
	switch {
	case has && alone && t.to.person == t.by.PersonID:
		return fault.New(fault.Conflict, "You have this case already.")
	case has && alone && t.to.person != "":
		return fault.New(fault.Conflict, "%s has this case already.", t.to.name)
	case has && alone:
		return fault.New(fault.Conflict, "It is in this queue already, and nobody works on it.")
	case t.to.why != nil && !has:
		return t.to.why
	}
	return nil
}

// give is to whom the case is given, unless a colleague did so since it was chosen.
func (t *trial) give() desk.Assign {
	was, _ := stood.In(t.in.Was, t.Number)
	if t.in.Assignee == "queue" {
		return desk.Assign{Number: t.Number, Team: t.of.TeamID, Was: was}
	}
	return desk.Assign{Number: t.Number, Assignee: t.in.Assignee, Team: t.in.Team, Was: was}
}

// sort is the priority that the case gets, unless a colleague set another one since it was chosen.
func (t *trial) sort() desk.SetPriority {
	_, was := stood.In(t.in.Was, t.Number)
	return desk.SetPriority{Number: t.Number, Priority: t.in.Priority, Was: was}
}
