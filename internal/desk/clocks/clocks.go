// Package clocks stops what is promised beside a case, such as a step, a second look or the answer to a question, while the case waits, and lets it go on again.
//
// # What waits with a case
//
//   - While it waits for its requester, or until a date that was agreed with them, all that is owed to them there: nobody can be late with what needs a word of theirs first.
//   - While it waits for somebody else, its own promises alone: whom HR asks elsewhere holds up no second look, no answer that HR owes by itself, and no step. The conversation says when they are due.
//   - Never a call, whose moment is the customer's own, and never a legal time; see promise.Service.Pause.
//   - The next word only while it waits for its requester, who can let it go on at any time: whoever else is waited for, and until whatever date, they do not know how it stands unless HR says it.
package clocks

import (
	"context"
	"errors"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk/history"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Find returns what of a module hangs on a case and may have promises of its own, all of one kind. It asks nobody's rights.
type Find func(ctx context.Context, q store.Querier, caseID string) ([]promise.Owner, error)

// Beside is what of a module hangs on a case and may have promises of its own.
type Beside struct {
	Find  Find
	Known []authz.Action // who may do one of these in a case whose texts they read knows of it; none: whoever reads the texts
	Kind  string         // of the promise that Renegotiate may give another time; "": none
	// May refuses to let a person give what has an id another time; nil: whoever works on the case may.
	May func(ctx context.Context, q store.Querier, id, personID string) error
}

func (b Beside) known(may func(authz.Action) bool) bool {
	return len(b.Known) == 0 || slices.ContainsFunc(b.Known, may)
}

// Clocks are the promises of a case and those beside it. It is safe for concurrent use.
type Clocks struct {
	Promises *promise.Service
	Kind     string // of the owner of a case's own promises
	Beside   []Beside
}

// stops reports whether a reason for a pause stops also what is promised beside the case.
func stops(reason string) bool { return reason == record.WaitCustomer || reason == record.WaitDate }

// Pause stops the promises of a case, and those beside it as far as the reason says. It refuses what promise.Service.Pause refuses.
func (c Clocks) Pause(ctx context.Context, tx *store.Tx, caseID, reason string, until store.Time) error {
	goesOn := []string{promise.NextWord}
	if reason == record.WaitCustomer {
		goesOn = nil
	}
	if err := c.Promises.Pause(ctx, tx, c.Kind, caseID, reason, until, goesOn...); err != nil || !stops(reason) {
		return err
	}
	return c.each(ctx, tx, caseID, func(o promise.Owner) error { return c.Promises.Pause(ctx, tx, o.Kind, o.ID, reason, until) })
}

// Resume lets the promises of a case go on, and those beside it.
func (c Clocks) Resume(ctx context.Context, tx *store.Tx, caseID string) error {
	if err := c.Promises.Resume(ctx, tx, c.Kind, caseID); err != nil {
		return err
	}
	return c.each(ctx, tx, caseID, func(o promise.Owner) error { return c.Promises.Resume(ctx, tx, o.Kind, o.ID) })
}

// Follow lets what is promised in a case count by the hours of where it is from now on, and what is promised beside it too, but for what a team does by hours of its own. event is as that of promise.Service.Follow.
func (c Clocks) Follow(ctx context.Context, tx *store.Tx, r record.Row, event string) error {
	if err := c.Promises.Follow(ctx, tx, c.Kind, r.ID, r.Place(), event); err != nil {
		return err
	}
	return c.each(ctx, tx, r.ID, func(o promise.Owner) error {
		if o.Team != "" {
			return nil
		}
		return c.Promises.Follow(ctx, tx, o.Kind, o.ID, r.Place(), event)
	})
}

// Sort counts what is promised in a case anew that a policy for its priority gives, as promise.Service.Sort says.
func (c Clocks) Sort(ctx context.Context, tx *store.Tx, r record.Row) error {
	service, err := catalogue.Find(ctx, tx, r.ServiceID)
	if err != nil {
		return err
	}
	return c.Promises.Sort(ctx, tx, promise.Sorted{OwnerKind: c.Kind, OwnerID: r.ID, Asked: r.Asked(), First: service.FirstAnswerMinutes, Decision: service.DecisionMinutes, Event: ident.New()})
}

// Views returns what is promised beside a case and still has to be kept, as far as somebody knows of it who reads the texts of the case: may says what they may do there. Each says what it is of.
func (c Clocks) Views(ctx context.Context, q store.Querier, caseID string, may func(authz.Action) bool) ([]promise.View, error) {
	out := []promise.View{}
	for _, one := range c.Beside {
		if !one.known(may) {
			continue
		}
		all, err := one.Find(ctx, q, caseID)
		if err != nil {
			return nil, err
		}
		if len(all) == 0 {
			continue
		}
		ids := make([]string, len(all))
		for i, o := range all {
			ids[i] = o.ID
		}
		found, err := c.Promises.Views(ctx, q, all[0].Kind, ids, false) // with what Explain needs
		if err != nil {
			return nil, err
		}
		for _, o := range all {
			for _, v := range found[o.ID] {
				if v.Of = (&promise.Of{ID: o.ID, Title: o.Title}); v.Open() {
					out = append(out, v)
				}
			}
		}
	}
	return out, nil
}

// Renegotiate is another time for a promise of a case, or for one beside it.
type Renegotiate struct {
	Kind, Of string // of several of a kind beside the case which one, by its id
	By       string // who gives it, a person's id
	DueAt    store.Time
	Reason   string
}

// Renegotiate gives a promise of a case, or one beside it that may be given another time, another time, and returns what replaces it, with the title of a step; may is as that of Views. It refuses what promise.Service.Renegotiate refuses, as if nothing ran what
// whoever gives it does not know of, one of several that is not named, a name of what is a case's own, and what Beside.May refuses.
func (c Clocks) Renegotiate(ctx context.Context, tx *store.Tx, r record.Row, in Renegotiate, may func(authz.Action) bool) (p promise.Promise, title string, err error) {
	owner := promise.Owner{Kind: c.Kind, ID: r.ID}
	i := slices.IndexFunc(c.Beside, func(b Beside) bool { return b.Kind == in.Kind && b.known(may) })
	if i < 0 && in.Of != "" {
		return p, "", fault.ForField("of", "Only what is promised beside a case, such as the answer to a question, is named by an id. Leave it out.")
	}
	if i >= 0 {
		all, err := c.Beside[i].Find(ctx, tx, r.ID)
		if err != nil {
			return p, "", err
		}
		if in.Of != "" {
			all = slices.DeleteFunc(all, func(o promise.Owner) bool { return o.ID != in.Of })
		}
		if len(all) > 1 {
			return p, "", fault.ForField("of", "Several of these wait. Say which one, by its id.")
		}
		for _, owner = range all {
			if c.Beside[i].May != nil {
				err = c.Beside[i].May(ctx, tx, owner.ID, in.By)
			}
			if err != nil {
				return p, "", err
			}
		}
	}
	p, err = c.Promises.Renegotiate(ctx, tx, owner.Kind, owner.ID, in.Kind, in.DueAt, in.Reason)
	return p, owner.Title, err
}

// said are what the conversation says of a promise beside a case that waits, and of the time that a law gives for it: where it waits too, and where it goes on; message keys, the latter with the place of the moment.
var said = map[string]struct{ waits, goesOn string }{
	promise.Appeal:   {"The second look waits too, until this goes on.", "The second look does not wait for this: it is due on %s."},
	promise.Question: {"The answer to the question about the statement waits too, until this goes on.", "The answer to the question about the statement does not wait for this: it is due on %s."},
	promise.Legal:    {"", "The time that a law gives does not wait for this: it runs until %s."},
	promise.Step:     {"The steps that are not done wait too, until this goes on.", "The steps that are not done do not wait for this: the next is due on %s."},
}

// Explain says in the conversation of a case that waits what of the promises beside it waits too, and what goes on, such as the time that a law gives.
func (c Clocks) Explain(ctx context.Context, tx *store.Tx, r record.Row, by authz.Actor) error {
	first, order := map[string]promise.Promise{}, []string{}
	look := func(o promise.Owner) error {
		found, err := c.Promises.Running(ctx, tx, o.Kind, []string{o.ID})
		for _, p := range found[o.ID] {
			if o.Kind == c.Kind && p.Kind != promise.Legal {
				continue
			}
			was, known := first[p.Kind]
			if !known {
				order = append(order, p.Kind)
			}
			if !known || p.DueAt.Before(was.DueAt) {
				first[p.Kind] = p
			}
		}
		return err
	}
	if err := errors.Join(look(promise.Owner{Kind: c.Kind, ID: r.ID}), c.each(ctx, tx, r.ID, look)); err != nil {
		return err
	}
	for _, kind := range order {
		p := first[kind]
		e := history.Happened(said[kind].goesOn, history.Moment(p.DueAt))
		if p.State == promise.Paused {
			e = history.Happened(said[kind].waits)
		}
		if said[kind].goesOn == "" {
			continue
		}
		if err := record.Tell(ctx, tx, r, by, kind == promise.Appeal, e); err != nil { // of a second look not everybody who reads the conversation may know
			return err
		}
	}
	return nil
}

func (c Clocks) each(ctx context.Context, q store.Querier, caseID string, f func(promise.Owner) error) error {
	for _, one := range c.Beside {
		all, err := one.Find(ctx, q, caseID)
		if err != nil {
			return err
		}
		for _, o := range all {
			if err := f(o); err != nil {
				return err
			}
		}
	}
	return nil
}
