// Package given is how the desk hears of what services ask for besides words: a module above knows which fields they have, and what cases hold in them.
package given

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/desk/narrow"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// New is what a new request was given in the fields of its service, by key.
type New struct {
	Service string
	Asks    bool // the service asks for something
	Values  map[string]any
	Must    bool // its sender fills in what is required
	HR      bool // its sender is somebody of HR, who fills in HR's fields too
}

// Case is the request, once it is there.
type Case struct{ ID, ByPerson, ForPerson string }

// Keep keeps what was given.
type Keep func(ctx context.Context, tx *store.Tx, c Case) error

// Fields are those of all services. All parts are needed.
type Fields struct {
	// Check adds to f what is wrong with a new request, and returns what keeps what it was given. It reads nothing where the service asks for nothing.
	Check func(ctx context.Context, q store.Querier, in New, f *fault.Fields) (Keep, error)
	// Among is the condition on c.id that a list is narrowed by, as m names a field and what stands in it. What is wrong with that, or not for by, is added to f, and is met by no case.
	Among func(ctx context.Context, q store.Querier, by authz.Actor, m narrow.More, f *fault.Fields) (store.Where, error)
	// Tagged is Among for the word that m asks for, which another module puts on cases, and Watched for those that who asks watches.
	Tagged, Watched func(ctx context.Context, q store.Querier, by authz.Actor, m narrow.More, f *fault.Fields) (store.Where, error)
}

// Narrowed is the condition for what m asks for that its words alone do not tell: days, which are those of who asks, and what HR alone knows of a case. What is wrong with that, or not for by, is added to f,
// and is met by no case.
func (g *Fields) Narrowed(ctx context.Context, q store.Querier, by authz.Actor, m narrow.More, f *fault.Fields) (store.Where, error) {
	all := []store.Where{m.Days(q.Now(), locale.From(ctx).Zone())}
	if m.Cause != "" {
		f.Need(by.Works(), "cause", "HR alone narrows a list by a cause. Leave it out.")
		all = append(all, record.NotOwn(by, "c.id"))
	}
	few := false // one set of cases is gathered: each of it is asked for the rest
	gather := func(which store.Where, order string) (err error) {
		if few {
			return nil
		}
		var where store.Where
		if where, few, err = gathered(ctx, q, which, order); few {
			all = append(all, where)
		}
		return err
	}
	for _, x := range []struct{ column, value string }{{"cause_id", m.Cause}, {"outcome", m.Outcome}} {
		if x.value == "" {
			continue
		}
		all = append(all, store.Cond(`c.`+x.column+` || '' = ?`, x.value)) // no index: a list of what many have goes in its own order, so that it ends after a page
		if err := gather(store.Cond(`x.`+x.column+` BETWEEN ? AND ?`, x.value, x.value), `x.`+x.column+`, x.id`); err != nil {
			return store.Never, err
		}
	}
	if opened := m.OpenedDays(q.Now(), locale.From(ctx).Zone()); !opened.From.IsZero() {
		if err := gather(opened.Where("x.opened_at"), `x.opened_at, x.id`); err != nil {
			return store.Never, err
		}
	}
	if answered := m.AnsweredDays(q.Now(), locale.From(ctx).Zone()); !answered.From.IsZero() {
		if err := gather(store.And(store.Cond(`x.answered_at IS NOT NULL`), answered.Where("x.answered_at")), `x.answered_at`); err != nil {
			return store.Never, err
		}
	}
	for _, x := range []struct {
		asked string
		among func(context.Context, store.Querier, authz.Actor, narrow.More, *fault.Fields) (store.Where, error)
	}{{m.Field, g.Among}, {m.Tag, g.Tagged}, {m.Watched, g.Watched}} {
		if x.asked == "" {
			continue
		}
		where, err := x.among(ctx, q, by, m, f)
		if err != nil {
			return store.Never, err
		}
		all = append(all, where)
	}
	return store.And(all...), nil
}

// fewHave are so many cases that a list gathers them all. Of more, it asks of each case whether it is one.
const fewHave = 5000

// gathered is the condition that c is one of the few cases x that an index finds in an order; few is false where they are many. The order is all of the index, and which
// is a range of it: PostgreSQL reads the whole table, or along its key, without these, because it guesses, for a statement that serves everybody, that there are many.
func gathered(ctx context.Context, q store.Querier, which store.Where, order string) (where store.Where, few bool, err error) {
	found := store.Cond(`SELECT x.id FROM desk_case x WHERE `+which.SQL+` ORDER BY `+order+` LIMIT ?`, append(slices.Clip(which.Args), fewHave+1)...)
	n, err := store.Row[int](ctx, q, new(store.Q).Add(`SELECT count(*) FROM (`+found.SQL+`) counted`, found.Args...))
	if err != nil {
		return store.Never, false, fmt.Errorf("count what a list is narrowed to: %w", err)
	}
	return store.Few(q.Dialect(), "c.id", found), n <= fewHave, nil
}

// With returns g with other modules' Tagged and Watched.
func (g *Fields) With(tagged, watched func(context.Context, store.Querier, authz.Actor, narrow.More, *fault.Fields) (store.Where, error)) *Fields {
	g.Tagged, g.Watched = tagged, watched
	return g
}

// None is Fields where no service has any: what is given is refused.
func None() *Fields {
	return &Fields{
		Check: func(_ context.Context, _ store.Querier, in New, f *fault.Fields) (Keep, error) {
			f.Need(len(in.Values) == 0, "fields", "This service asks for no fields.")
			return func(context.Context, *store.Tx, Case) error { return nil }, nil
		},
		Among: func(_ context.Context, _ store.Querier, _ authz.Actor, _ narrow.More, f *fault.Fields) (store.Where, error) {
			f.Need(false, "field", "There is no such field. Choose one of the list.")
			return store.Never, nil
		},
		Tagged: func(_ context.Context, _ store.Querier, _ authz.Actor, _ narrow.More, f *fault.Fields) (store.Where, error) {
			f.Need(false, "tag", "There are no tags. Leave it out.")
			return store.Never, nil
		},
		Watched: func(_ context.Context, _ store.Querier, _ authz.Actor, _ narrow.More, f *fault.Fields) (store.Where, error) {
			f.Need(false, "watched", "Nobody watches cases. Leave it out.")
			return store.Never, nil
		},
	}
}
