package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/desk/moving"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Joins tells which cases are parts of others. A module above keeps it; nothing of it is shown to anybody who may not see the part.
type Joins interface {
	// Parts returns the ids of the cases that are part of one.
	Parts(ctx context.Context, q store.Querier, caseID string) ([]string, error)
	// Whole returns the id of the case that one is part of, or "".
	Whole(ctx context.Context, q store.Querier, caseID string) (string, error)
}

// apart are no Joins: every case stands by itself.
type apart struct{}

func (apart) Parts(context.Context, store.Querier, string) ([]string, error) { return nil, nil }

func (apart) Whole(context.Context, store.Querier, string) (string, error) { return "", nil }

// readParts adds what was written in the parts of a case to its conversation, in its place in time: of each part as far as by may see it and reads its texts, which is an opening of it.
func (s *Service) readParts(ctx context.Context, by authz.Actor, r row, w *Whole) error {
	ids, err := s.joins.Parts(ctx, s.db, r.ID)
	if err != nil || len(ids) == 0 {
		return err
	}
	for _, id := range ids {
		part, rel, err := s.related(ctx, s.db, by, store.Cond(`c.id = ?`, id))
		if err != nil {
			return err
		}
		if s.policy.May(by, ReadCase, rel) != nil || s.hidesTexts(by, part, rel) {
			continue
		}
		entries, err := store.All[entry](ctx, s.db, record.SelectEntry+` WHERE e.case_id = $1 AND e.kind <> 'event' AND (NOT e.internal OR $2) ORDER BY e.id`, id, s.works(by, rel))
		if err != nil {
			return fmt.Errorf("read part: %w", err)
		}
		talk, err := s.presentEntries(ctx, s.db, by, entries)
		if err = errors.Join(err, s.opened(ctx, by, part, rel)); err != nil {
			return err
		}
		for i := range talk {
			talk[i].From = Number(part.Number)
		}
		w.Talk = append(w.Talk, talk...)
	}
	slices.SortFunc(w.Talk, func(a, b Entry) int { return cmp.Compare(a.ID, b.ID) })
	return nil
}

// inWhole returns the case in which a message to r belongs: the one that it is part of, or r itself.
func (s *Service) inWhole(ctx context.Context, q store.Querier, by authz.Actor, r row, rel authz.Relation) (row, authz.Relation, error) {
	id, err := s.joins.Whole(ctx, q, r.ID)
	if err != nil || id == "" {
		return r, rel, err
	}
	whole, rel, err := s.related(ctx, q, by, store.Cond(`c.id = ?`, id))
	return whole, rel, errors.Join(err, s.policy.May(by, ReadCase, rel))
}

// With runs f upon another case in the transaction of c, and then saves it and tells of it as Within does. It refuses what Look refuses.
func (c *Upon) With(ctx context.Context, number string, action authz.Action, f func(other *Upon) error) error {
	r, rel, err := c.s.load(ctx, c.tx, c.by, number, action)
	if err == nil {
		err = c.s.mayText(c.by, action, r, rel)
	}
	if err != nil {
		return err
	}
	other := &Upon{Of: c.s.of(c.by, r, rel), s: c.s, tx: c.tx, by: c.by}
	if err := f(other); err != nil {
		return err
	}
	c.tx.Publish(CaseChanged{r.ID})
	return errors.Join(c.s.save(ctx, c.tx, &other.row), c.s.record(ctx, c.tx, c.by, action, other.row))
}

// GoOnIn ends an open case as a duplicate whose conversation goes on in another open one: it is no answer, and nobody is written to. A pause of either ends. Its promises hold for the other
// from now on, as promise.Merge says.
func (c *Upon) GoOnIn(ctx context.Context, whole *Upon) ([]promise.Held, error) {
	if err := errors.Join(c.Resume(ctx), whole.Resume(ctx)); err != nil {
		return nil, err
	}
	held, err := c.s.promises.Merge(ctx, c.tx, OwnerKind, c.ID, whole.ID)
	if err = errors.Join(err, record.WaitFor(ctx, c.tx, c.ID, "")); err != nil {
		return nil, err
	}
	if whole.row.NewReply = whole.row.NewReply || c.row.NewReply; whole.row.LastAt.Before(c.row.LastAt) {
		whole.row.LastAt, whole.row.LastSide = c.row.LastAt, c.row.LastSide
	}
	c.row.State, c.row.ClosedAt, c.row.Outcome, c.row.NewReply, c.row.Unread = Closed, c.tx.Now(), OutcomeDuplicate, false, false
	return held, nil
}

// ComeBackFrom undoes GoOnIn: the case is open again, with what it was promised as promise.Unmerge says, or with new promises where everything was kept meanwhile. What was written in the other case
// stays there.
func (c *Upon) ComeBackFrom(ctx context.Context, whole *Upon, held []promise.Held) error {
	if c.row.State != Closed {
		return fault.New(fault.Conflict, "This case is not part of another one.")
	}
	c.row.State, c.row.ClosedAt, c.row.Outcome = StateOpen, store.Time{}, ""
	if err := errors.Join(c.s.promises.Unmerge(ctx, c.tx, c.ID, held), record.WaitFor(ctx, c.tx, c.ID, sideHR)); err != nil {
		return err
	}
	if whole.row.State == Waiting { // what waited with the other goes on
		if err := c.s.promises.Resume(ctx, c.tx, OwnerKind, c.ID); err != nil {
			return err
		}
	}
	_, runs, err := c.s.promises.Next(ctx, c.tx, OwnerKind, c.ID)
	if err == nil && !runs {
		err = c.s.promiseAnew(ctx, c.tx, c.row)
	}
	return errors.Join(err, c.stands(ctx), whole.stands(ctx))
}

// stands sets who wrote last, as the conversation of the case alone has it.
func (c *Upon) stands(ctx context.Context) error {
	stands, err := moving.Stands(ctx, c.tx, c.ID)
	if err != nil || c.row.State != StateOpen && c.row.State != Waiting {
		return err
	}
	c.row.LastAt, c.row.LastSide, c.row.NewReply = stands.At, sideHR, stands.Fresh
	if stands.Customer {
		c.row.LastSide = sideCustomer
	}
	return nil
}
