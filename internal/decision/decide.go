package decision

import (
	"cmp"
	"context"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Decide is a decision as HR writes it. Of an outcome that is not granted, Clause, Alternatives and Appeal are parts that nobody can leave out.
type Decide struct {
	Number       string   `path:"number" json:"-"`
	Outcome      string   `json:"outcome"` // one of Outcomes
	Reason       string   `json:"reason"`
	Clause       string   `json:"clause,omitempty"` // such as “pay 4.2”
	Facts        []string `json:"facts"`            // what the decision relies on
	Alternatives []string `json:"alternatives,omitempty"`
	Next         Next     `json:"next"`
	Recur        string   `json:"recur,omitempty"` // what changes so that it does not happen again
	Appeal       Way      `json:"appeal,omitzero"`
	Cause        string   `json:"cause,omitempty"` // a cause's id; the usual one of the service when empty
	CauseText    string   `json:"cause_text,omitempty"`
	Seen         string   `json:"seen,omitempty"`  // the id of the last entry of the conversation that whoever decides saw; "" skips the check
	Aware        string   `json:"aware,omitempty"` // as that of desk.Write
}

// Decide sends a decision: it answers the case, in words that are composed of its parts in the language of who asked. It refuses one with a part missing, naming
// each; one of an answered case; one while what we heard waits to be confirmed, or while a figure does not add up; and one of whoever decided before where
// somebody disagreed with that. It refuses with Conflict as desk.Write does what would go past a colleague's word, and past an answer that is written together.
func (s *Service) Decide(ctx context.Context, by authz.Actor, in Decide) (Decision, error) {
	var out Decision
	if in.Aware != "" {
		checked, err := s.checked(ctx, by, in.Number, in.Aware)
		if err != nil {
			return out, err
		}
		ctx = checked
	}
	err := s.desk.Within(ctx, by, in.Number, DecideCase, func(tx *store.Tx, c *desk.Upon) error {
		if err := c.Fresh(ctx, in.Seen); err != nil {
			return err
		}
		if c.State == desk.Answered || c.State == desk.Closed {
			return fault.New(fault.Conflict, "This case is answered already. Correct its decision, or wait until somebody disagrees with it.")
		}
		r := row{ID: ident.New(), CaseID: c.ID, Kind: kindDecision, ByPerson: c.ByPerson, ForPerson: c.ForPerson, DecidedBy: by.PersonID, DecidedAt: tx.Now()}
		if err := s.follow(ctx, tx, &r); err != nil {
			return err
		}
		if err := s.fill(ctx, tx, c.Of, parts(in), &r); err != nil {
			return err
		}
		if err := s.ready(ctx, tx, &r); err != nil {
			return err
		}
		if err := insert(ctx, tx, r); err != nil {
			return err
		}
		if err := keepFacts(ctx, tx, c.Of); err != nil {
			return err
		}
		if err := s.send(ctx, tx, c, r, in); err != nil {
			return err
		}
		tx.Publish(Decided{r.CaseID, r.ID})
		var err error
		out, err = s.presentOne(ctx, tx, r)
		return err
	})
	return out, err
}

// follow makes r the next version of what was decided in its case, and the answer to an appeal that waits. It refuses whoever decided before in answer to one.
func (s *Service) follow(ctx context.Context, q store.Querier, r *row) error {
	before, err := versions(ctx, q, r.CaseID)
	if err != nil {
		return err
	}
	r.Version = 1
	if n := len(before); n > 0 {
		r.Version, r.ReplacesID = before[n-1].Version+1, before[n-1].ID
	}
	a, waits, err := waiting(ctx, q, r.CaseID)
	if err != nil || !waits {
		return err
	}
	r.AppealID = a.ID
	return notAgain(before, *r)
}

// notAgain refuses somebody who decided in the case before the appeal that r answers.
func notAgain(before []row, r row) error {
	for _, b := range before {
		if b.AppealID != r.AppealID && b.DecidedBy == r.DecidedBy {
			return fault.New(fault.Conflict, "You decided this before, so somebody else takes the second look. Give the case to a colleague.")
		}
	}
	return nil
}

// ready refuses a decision that comes too early, and notes what we heard and what was calculated.
func (s *Service) ready(ctx context.Context, q store.Querier, r *row) error {
	heard, err := s.summary(ctx, q, r.CaseID)
	if err != nil {
		return err
	}
	figure, err := s.figure(ctx, q, r.CaseID)
	switch {
	case err != nil:
		return err
	case heard.Blocks:
		return fault.New(fault.Conflict, "What we heard waits to be confirmed. Decide when the person has answered, or has been reminded twice.")
	case figure.There && !figure.Stands:
		return unsettled()
	case heard.Confirmed:
		r.Heard = heardConfirmed
	case heard.Asked:
		r.Heard = heardUnconfirmed
	}
	if figure.There {
		r.Total = figure.Total
	}
	return nil
}

// unsettled refuses to rest something on figures that do not add up, or that somebody questions.
func unsettled() error {
	return fault.New(fault.Conflict, "The calculation does not stand yet. Mend it or answer the question about it first, then decide.")
}

// send answers the case with the decision, and keeps the promise of the appeal that it answers.
func (s *Service) send(ctx context.Context, tx *store.Tx, c *desk.Upon, r row, in Decide) error {
	service, err := catalogue.Find(ctx, tx, c.ServiceID)
	if err != nil {
		return err
	}
	text, err := s.letter(ctx, tx, r)
	if err != nil {
		return err
	}
	if err := c.Answer(ctx, desk.Decided{Answer: text, Cause: cmp.Or(in.Cause, service.CauseID), CauseText: in.CauseText}); err != nil {
		return err
	}
	if r.AppealID == "" {
		return nil
	}
	return s.promises.Keep(ctx, tx, AppealKind, r.AppealID, promise.Appeal)
}
