package outreach

import (
	"context"
	"fmt"
	"strings"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// May reports whether by may have rounds at all.
func (s *Service) May(by authz.Actor) error { return s.Policy.May(by, RunRounds, 0) }

// Again returns a round as it would be made again, with its people by address or number and what was typed and fits nobody: for changing a draft, and for the next round to the same people. It refuses a
// round that by may not read.
func (s *Service) Again(ctx context.Context, by authz.Actor, in Find) (Make, error) {
	r, err := s.find(ctx, s.DB, by, in.ID)
	if err != nil {
		return Make{}, err
	}
	out := Make{Service: r.ServiceID, Team: r.TeamID, Asks: r.Asks, Until: r.UntilDay}
	if out.Texts, err = texts(ctx, s.DB, r.ID); err != nil {
		return out, err
	}
	type one struct{ PersonID, Typed string }
	all, err := store.All[one](ctx, s.DB, `SELECT l.person_id, l.typed FROM outreach_line l WHERE l.round_id = $1 AND (l.state <> 'left' OR l.typed <> '') ORDER BY l.n`, r.ID)
	if err != nil {
		return out, fmt.Errorf("read lines of a round: %w", err)
	}
	ids := make([]string, len(all))
	for i, x := range all {
		ids[i] = x.PersonID
	}
	known, err := people.ByIDs(ctx, s.DB, ids)
	var lines []string
	for _, x := range all {
		switch p := known[x.PersonID]; {
		case x.Typed != "":
			lines = append(lines, x.Typed)
		case p.PersonnelNumber != "":
			lines = append(lines, p.PersonnelNumber)
		case p.Email != "":
			lines = append(lines, p.Email)
		}
	}
	out.List = strings.Join(lines, "\n")
	return out, err
}
