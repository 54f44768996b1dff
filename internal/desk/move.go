package desk

import (
	"context"
	"errors"

	"hearth/internal/catalogue"
	"hearth/internal/desk/history"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/moving"
	"hearth/internal/desk/narrow"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// MoveMessage names a message and the case where it belongs.
type MoveMessage struct {
	Number  string `path:"number" json:"-"`
	Entry   string `path:"entry" json:"-"`
	To      string `json:"to"`
	Confirm bool   `json:"confirm,omitempty"` // those who see that case may read it
}

// MoveMessage takes a customer's message with its files to another case, where by works too and reads the texts of both. There it is a reply: it ends a pause, and is new where it was. Both cases say
// so. It refuses as moving.Move does; so what went to a more protected case does not come back.
func (s *Service) MoveMessage(ctx context.Context, by authz.Actor, in MoveMessage) (Case, error) {
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, rel authz.Relation) error {
		to, toRel, err := s.load(ctx, tx, by, in.To, WorkCase)
		if fault.KindOf(err) == fault.NotFound {
			err = fault.ForField("to", "There is no such case that you work on. Write its number, such as HR-2847.")
		}
		if err = errors.Join(s.mayText(by, WorkCase, *r, rel), err); err != nil {
			return err
		}
		if err := s.mayText(by, WorkCase, to, toRel); err != nil {
			return err
		}
		if err := moving.Move(ctx, tx, in.Entry, r.Movable(), to.Movable(), in.Confirm); err != nil {
			return err
		}
		fresh, newer := r.NewReply, to.NewReply
		err = errors.Join(s.moved(ctx, tx, by, r, to, narrow.WentLine, "It is in %s now."), s.moved(ctx, tx, by, &to, *r, narrow.CameLine, "It was in %s."))
		if fresh && to.State == Waiting { // it may be what that one waits for
			err = errors.Join(err, s.goOn(ctx, tx, &to), record.Tell(ctx, tx, to, by, false, history.Happened(meanwhile.Resumed)))
		}
		record.Stir(tx, &to, fresh || newer)
		return errors.Join(err, s.save(ctx, tx, by, WorkCase, &to))
	})
}

// moved says in a case what happened, to HR also where the message was or is unless few may know of that case, and lets the marks follow.
func (s *Service) moved(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, other row, said, where string) error {
	err := record.Tell(ctx, tx, *r, by, false, history.Happened(said))
	if other.Sensitivity == catalogue.Open {
		err = errors.Join(err, record.Tell(ctx, tx, *r, by, true, history.Happened(where, history.Words(Number(other.Number)))))
	}
	if err = errors.Join(err, record.Stand(ctx, tx, r)); err == nil && r.State != Answered && r.State != Closed {
		tx.Publish(CaseChanged{CaseID: r.ID})
	}
	return err
}
