package decision

import (
	"context"
	"strings"

	"hearth/internal/decision/plain"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// usualDays is how long the page proposes to leave for disagreeing.
const usualDays = 30

// Desk is what the page shows on which HR decides, beside the case.
type Desk struct {
	Decisions
	Heard    Summary
	Figure   Figure
	Until    string   // the day until which the page proposes to let people disagree
	Last     Decide   // the version that holds, as it would be written; zero where nothing is decided
	Second   bool     // somebody waits for a second look, which the next decision is
	Barred   bool     // the reader decided before, so somebody else takes it
	Language string   // in which the person reads
	Others   []string // the names of those in HR who could take a second look
}

// Desk returns what the page shows on which HR decides or corrects. It refuses who may not.
func (s *Service) Desk(ctx context.Context, by authz.Actor, in ReadOne) (Desk, error) {
	c, err := s.desk.Look(ctx, s.db, by, in.Number, DecideCase)
	if err != nil {
		return Desk{}, err
	}
	var out Desk
	if out.Decisions, err = s.of(ctx, by, c); err != nil {
		return out, err
	}
	if out.Heard, err = s.summary(ctx, s.db, c.ID); err != nil {
		return out, err
	}
	if out.Figure, err = s.figure(ctx, s.db, c.ID); err != nil {
		return out, err
	}
	day, err := today(ctx, s.db, c.ByPerson)
	if err != nil {
		return out, err
	}
	out.Until = day.AddDays(usualDays).String()
	all, err := versions(ctx, s.db, c.ID)
	if err != nil {
		return out, err
	}
	if len(all) > 0 {
		out.Last = all[len(all)-1].written()
	}
	a, waits, err := waiting(ctx, s.db, c.ID)
	if err != nil {
		return out, err
	}
	out.Second = waits
	out.Barred = waits && notAgain(all, row{AppealID: a.ID, DecidedBy: by.PersonID}) != nil
	asker, err := people.ByID(ctx, s.db, c.ByPerson)
	if err != nil && fault.KindOf(err) != fault.NotFound { // who was erased is nobody
		return out, err
	}
	out.Language = asker.Language
	out.Others, err = s.others(ctx, by)
	return out, err
}

// others are the names of the people in HR but by.
func (s *Service) others(ctx context.Context, by authz.Actor) (names []string, err error) {
	all, err := people.HRPeople(ctx, s.db)
	for _, p := range all {
		if p.ID != by.PersonID {
			names = append(names, p.DisplayName())
		}
	}
	return names, err
}

// written is a version as HR would write it.
func (r row) written() Decide {
	return Decide{Outcome: r.Outcome, Reason: r.Reason, Clause: r.ClauseRef, Facts: lines(r.Facts), Alternatives: lines(r.Alternatives), Next: Next{r.NextText, r.NextOn},
		Recur: r.Recur, Appeal: Way{r.AppealUntil, r.AppealTo}}
}

// Hints is what may be hard to read in a decision, by the name of the field.
func Hints(language string, in Decide) map[string][]plain.Hint {
	all := map[string][]plain.Hint{}
	for name, text := range map[string]string{"reason": in.Reason, "facts": strings.Join(in.Facts, "\n"), "alternatives": strings.Join(in.Alternatives, "\n"), "next.text": in.Next.Text, "recur": in.Recur} {
		if hints := plain.Hints(language, text); len(hints) > 0 {
			all[name] = hints
		}
	}
	return all
}
