package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// explain fills in why each promise of the case is due when it is, and what is promised beside it, with the same.
func (s *Service) explain(ctx context.Context, by authz.Actor, r row, rel authz.Relation, w *Whole) (err error) {
	if w.Beside = []promise.View{}; !w.Hidden {
		w.Beside, err = s.clocks.Views(ctx, s.db, r.ID, func(action authz.Action) bool { return s.policy.May(by, action, rel) == nil })
	}
	reads := record.Reads(ctx, w.Hidden, w.mover)
	if err = errors.Join(err, s.promises.Explain(ctx, s.db, reads, w.Promises)); err != nil {
		return err
	}
	if err := s.promises.Explain(ctx, s.db, reads, w.Beside); err != nil {
		return err
	}
	for i := range w.Steps {
		w.Steps[i].Promise = cmp.Or(w.PromisedBeside(w.Steps[i].ID), w.Steps[i].Promise)
	}
	return nil
}

// Explains is how what is promised beside a case is explained by modules above: without what a person wrote as a reason, and without who moved it.
func Explains(ctx context.Context) promise.Reader {
	return record.Reads(ctx, true, func(store.Time) string { return "" })
}

// PromisedBeside is what still has to be kept of what beside the case has an id, such as a step; nil where there is nothing that the reader knows of.
func (w Whole) PromisedBeside(id string) *promise.View {
	i := slices.IndexFunc(w.Beside, func(v promise.View) bool { return v.Of != nil && v.Of.ID == id })
	if i < 0 {
		return nil
	}
	return &w.Beside[i]
}

// mover is who moved a promise at a moment, as the conversation says, or "".
func (w Whole) mover(at store.Time) string {
	i := slices.IndexFunc(w.Talk, func(e Entry) bool {
		return e.Event != nil && slices.Contains(meanwhile.NewTimes(), e.Event.Key) && e.At.Equal(at)
	})
	if i < 0 {
		return ""
	}
	return w.Talk[i].Author.Name
}
