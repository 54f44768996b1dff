package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk/cut"
	"hearth/internal/desk/joint"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// readParts adds what was written in the parts of a case to its conversation, in its place in time: of each part as far as by may see it and reads its texts, which is an opening of it. Messages that
// became a case of their own say which.
func (s *Service) readParts(ctx context.Context, by authz.Actor, r row, w *Whole) error {
	joints, err := s.joins.Of(ctx, s.db, r.ID)
	if err != nil {
		return err
	}
	for i, e := range w.Talk {
		if id := joints.Became[e.ID]; id != "" {
			if w.Talk[i].Now, err = s.NumberOf(ctx, by, id); err != nil {
				return err
			}
		}
	}
	for _, id := range joints.Parts {
		part, rel, err := s.related(ctx, s.db, by, store.Cond(`c.id = ?`, id))
		if err != nil {
			return err
		}
		if s.policy.May(by, ReadCase, rel) != nil || s.hidesTexts(by, part, rel) {
			continue
		}
		entries, err := joint.Entries(ctx, s.db, id, s.works(by, rel))
		if err != nil {
			return err
		}
		talk, err := s.presentEntries(ctx, s.db, by, entries)
		if err = errors.Join(err, s.opened(ctx, by, part, rel)); err != nil {
			return err
		}
		talk = slices.DeleteFunc(talk, func(e Entry) bool { return joints.Copies[e.ID] })
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

// With runs f upon another case in the transaction of c, and then saves it and tells of it as Within does: c first, as it stands, since what one is part of the other it follows. It refuses what Look refuses.
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
	c.tx.Publish(CaseChanged{CaseID: r.ID})
	if err := errors.Join(c.s.put(ctx, c.tx, &c.row), c.s.save(ctx, c.tx, c.by, action, &other.row)); err != nil {
		return err
	}
	c.row, err = record.ByID(ctx, c.tx, c.row.ID)
	return err
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
	if record.Stir(c.tx, &whole.row, c.row.NewReply); whole.row.LastAt.Before(c.row.LastAt) {
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
	if err := errors.Join(c.placed(ctx), whole.placed(ctx)); err != nil {
		return err
	}
	if whole.row.State == Waiting { // what waited with the other goes on
		if err := c.s.clocks.Resume(ctx, c.tx, c.ID); err != nil {
			return err
		}
	}
	_, runs, err := c.s.promises.Next(ctx, c.tx, OwnerKind, c.ID)
	if err == nil && !runs {
		err = c.s.promiseAnew(ctx, c.tx, c.row)
	}
	return errors.Join(err, record.Stand(ctx, c.tx, &c.row), record.Stand(ctx, c.tx, &whole.row))
}

// placed lets what the case is promised count by the hours that are its own.
func (c *Upon) placed(ctx context.Context) error {
	return c.s.clocks.Follow(ctx, c.tx, c.row, ident.New())
}

// CutOff opens a case of the same customers with messages of this one and their files, by message; here they stay too. It acknowledges it to them, and returns the ids of the messages there, in
// the order given. It refuses what cut.Row refuses.
func (c *Upon) CutOff(ctx context.Context, service, subject string, all []cut.Message, staged map[string][]files.Staged) (at Placed, copies []string, err error) {
	known, err := catalogue.Find(ctx, c.tx, service)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return at, nil, err
	}
	r, err := cut.Row(c.row, known, subject, MaxSubject)
	if err != nil {
		return at, nil, err
	}
	if r.OpenedBy = cmp.Or(c.by.PersonID, r.ByPerson); len(all) > 0 {
		r.Channel = all[0].Channel
	}
	received := c.tx.Now()
	if len(all) > 0 { // before the law it came in when it was written
		if received = all[0].At; received.Equal(c.row.OpenedAt) { // its opening words: they came when it came
			r.CameOn = c.row.CameOn
		}
	}
	promised, err := c.s.begin(ctx, c.tx, &r, known, received)
	if err = errors.Join(err, cut.Parties(ctx, c.tx, c.ID, r.ID), record.BeginWaiting(ctx, c.tx, r.ID, sideHR)); err != nil {
		return at, nil, err
	}
	for i, m := range all {
		id, err := c.s.write(ctx, c.tx, r, entry{Kind: "message", Side: sideCustomer, AuthorPerson: m.AuthorPerson, Body: m.Body, Channel: m.Channel, First: i == 0}, staged[m.ID])
		if err != nil {
			return at, nil, err
		}
		copies = append(copies, id)
	}
	by, errBy := people.ByID(ctx, c.tx, r.ByPerson)
	whom, errFor := people.ByID(ctx, c.tx, r.ForPerson)
	if err := errors.Join(errBy, errFor, c.s.record(ctx, c.tx, c.by, OpenCase, r), c.s.changed(ctx, c.tx, r)); err != nil {
		return at, nil, err
	}
	c.tx.Publish(CaseOpened{CaseID: r.ID})
	return Placed{CaseID: r.ID, Number: Number(r.Number), New: true}, copies, c.s.notices.Acknowledge(ctx, c.tx, letters(r), []people.Person{by, whom}, promised, "")
}
