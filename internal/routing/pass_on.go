package routing

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/routing/choose"
)

// OfCase names a case.
type OfCase struct {
	Number string `path:"number" json:"-"`
}

// Routed is how a case came to whom it is with. Reasons are message keys, and for whoever has it alone.
type Routed struct {
	Number  string     `json:"case"`
	On      bool       `json:"on"`      // the rule gives cases
	ByRule  bool       `json:"by_rule"` // it gave this one to whom it is with
	Mine    bool       `json:"mine"`    // whoever reads has it
	GivenAt store.Time `json:"given_at,omitzero"`
	Reasons []string   `json:"reasons"`
	Waits   bool       `json:"waits"` // nobody had room; the rule looks again by itself
}

// Reasons are the sentences for whoever was chosen, as message keys by what is stored.
var reasons = map[choose.Why]string{
	choose.Service:  "You take cases of this service.",
	choose.Only:     "Nobody else of the team who takes such cases had room.",
	choose.Language: "You speak the language in which it was written.",
	choose.Nobody:   "Nobody who had room speaks the language in which it was written.",
	choose.AtWork:   "You were at work when it came.",
	choose.First:    "Nobody who had room was at work when it came, and your hours began first.",
	choose.Site:     "You look after the site from which it came.",
	choose.Least:    "Of those left, nobody had less to carry, for the hours that they work. Among equals the case's number decides.",
}

// Why says how a case came to whom it is with. It refuses whoever does not work on it; why a colleague was chosen is theirs to read.
func (s *Service) Why(ctx context.Context, by authz.Actor, in OfCase) (Routed, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, ReadWhy)
	if err != nil {
		return Routed{Reasons: []string{}}, err
	}
	return s.why(ctx, s.DB, by, c)
}

// OnPage is Why for a part of a page of the case, which by reads already.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (Routed, error) {
	of := desk.Of{ID: c.ID, Number: c.Number}
	if c.Assignee != nil {
		of.Assignee = c.Assignee.ID
	}
	return s.why(ctx, s.DB, by, of)
}

func (s *Service) why(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of) (Routed, error) {
	out := Routed{Number: c.Number, Mine: c.Assignee != "" && c.Assignee == by.PersonID, Reasons: []string{}}
	var err error
	if _, out.On, err = on(ctx, q); err != nil {
		return out, err
	}
	type row struct {
		PersonID, Why string
		GivenAt       store.Time
	}
	g, err := store.One[row](ctx, q, `SELECT person_id, why, given_at FROM routing_given WHERE case_id = $1`, c.ID)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return out, fmt.Errorf("read who was given a case: %w", err)
	}
	if g.PersonID != "" && g.PersonID == c.Assignee && g.Why != "" {
		out.ByRule, out.GivenAt = true, g.GivenAt
		for _, w := range strings.Split(g.Why, ",") {
			if text, known := reasons[choose.Why(w)]; known && out.Mine {
				out.Reasons = append(out.Reasons, text)
			}
		}
	}
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM routing_waiting WHERE case_id = $1`, c.ID)
	out.Waits = n > 0 && c.Assignee == ""
	return out, err
}

// PassedOn is what became of a case that was passed on.
type PassedOn struct {
	Number string `json:"case"`
	Waits  bool   `json:"waits"` // in the queue of its team; else somebody has it
}

// PassOn gives a case that by has to the next whom the rule finds, and to the queue of its team where it is off or nobody has room. No reason is asked for, and the case does not come back.
// The same twice is once. It refuses whoever does not have the case, and one that is answered.
func (s *Service) PassOn(ctx context.Context, by authz.Actor, in OfCase) (PassedOn, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, PassOn)
	if err != nil {
		return PassedOn{}, err
	}
	out := PassedOn{Number: c.Number, Waits: c.Assignee == ""}
	if c.Assignee != by.PersonID {
		return out, notTheirs(ctx, s.DB, c, by.PersonID)
	}
	_, agreed, err := on(ctx, s.DB)
	if err != nil {
		return out, err
	}
	err = s.Desk.Within(ctx, by, in.Number, PassOn, func(tx *store.Tx, c *desk.Upon) error {
		if !unanswered(c.Of) {
			return fault.New(fault.Conflict, "This case is answered already.")
		}
		if c.Assignee != by.PersonID { // since it was looked at
			out.Waits = c.Assignee == ""
			return notTheirs(ctx, tx, c.Of, by.PersonID)
		}
		if _, err := tx.Exec(ctx, `INSERT INTO routing_passed (case_id, person_id) VALUES ($1, $2) ON CONFLICT (case_id, person_id) DO NOTHING`, c.ID, by.PersonID); err != nil {
			return fmt.Errorf("pass on: %w", err)
		}
		if _, err := tx.Exec(ctx, `DELETE FROM routing_given WHERE case_id = $1`, c.ID); err != nil {
			return fmt.Errorf("pass on: %w", err)
		}
		before := history.Happened("It was passed on. No reason is needed.")
		if !agreed {
			out.Waits = true
			_, err := c.Give(ctx, "")
			return errors.Join(err, c.Happened(ctx, true, before))
		}
		to, err := s.give(ctx, tx, c, []string{by.PersonID}, before)
		out.Waits = to == ""
		return err
	})
	return out, err
}

// notTheirs refuses to pass on a case that a person does not have and did not pass on before, and says who has it.
func notTheirs(ctx context.Context, q store.Querier, c desk.Of, personID string) error {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM routing_passed WHERE case_id = $1 AND person_id = $2`, c.ID, personID)
	if err != nil || n > 0 {
		return err
	}
	if c.Assignee == "" {
		return fault.New(fault.Conflict, "You do not have this case, so that you cannot pass it on. It waits in the queue of its team.")
	}
	name, since, err := meanwhile.Given(ctx, q, c.ID, c.Assignee)
	switch {
	case err != nil:
		return err
	case since.IsZero():
		return fault.New(fault.Conflict, "You do not have this case, so that you cannot pass it on: it is with %s.", name)
	}
	return fault.New(fault.Conflict, "You do not have this case, so that you cannot pass it on: %s has it since %s.", name, locale.DateTime(ctx, since.Time))
}
