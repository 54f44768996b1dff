// Package finding finds cases by their number and by words, for the search page and for lists, within what package desk lets people see.
package finding

import (
	"context"
	"slices"

	"hearth/internal/desk/index"
	"hearth/internal/desk/label"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/search"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Sight is who sees what of cases, as package desk decides it. None of it may be nil.
type Sight struct {
	// Lists refuses a list of cases.
	Lists func(by authz.Actor) error
	// Sees is the condition that by may see the case c of the query.
	Sees func(by authz.Actor, now store.Time) store.Where
	// Relations returns how by is related to each case, by its id.
	Relations func(ctx context.Context, q store.Querier, by authz.Actor, rows []record.Row) (map[string]authz.Relation, error)
	// Works reports whether somebody related so is on HR's side.
	Works func(by authz.Actor, rel authz.Relation) bool
	// Hides reports whether somebody related so must not read the texts of r.
	Hides func(by authz.Actor, r record.Row, rel authz.Relation) bool
}

// Finder finds cases. It is safe for concurrent use.
type Finder struct {
	db    *store.DB
	sight Sight
}

// New returns a finder of what sight lets people see.
func New(db *store.DB, sight Sight) *Finder { return &Finder{db: db, sight: sight} }

// rankedCases is up to how many cases are put in the order of how well they fit. Of more, the newest come first.
const rankedCases = 50

// Search finds cases for the search page, within what by may see: by their number, and by words in the subject, in messages, in names of files and, for those who read them, in
// notes. Where by sees no case with the words as they are, the last one may be unfinished.
func (f *Finder) Search(ctx context.Context, by authz.Actor, ask spec.Ask) (spec.Found, error) {
	if err := f.sight.Lists(by); err != nil || ask.Kind != "" && ask.Kind != index.Texts {
		return spec.Found{}, err
	}
	asked, err := search.Parse(ask.Text).Like(ctx, f.db)
	if err != nil {
		return spec.Found{}, err
	}
	var out spec.Found
	for whole := true; ; {
		k, err := f.seek(ctx, by, asked, ask)
		if err == nil {
			out, err = k.answer(ctx, ask)
		}
		begun, ok := asked.Begun()
		if err != nil || len(out.Items) > 0 || !ok || !whole {
			return out, err
		}
		asked, whole = begun, false
	}
}

// answer finds what ask asks for.
func (k *seeking) answer(ctx context.Context, ask spec.Ask) (out spec.Found, err error) {
	all, err := k.numbered(ctx, ask.Text)
	if err != nil {
		return out, err
	}
	texts, complete, err := k.newest(ctx, max(ask.Limit, rankedCases)+1)
	if err != nil {
		return out, err
	}
	texts = slices.DeleteFunc(texts, func(f found) bool { return len(all) > 0 && f.ID == all[0].ID })
	marker := k.asked.Marker()
	if complete && len(texts) <= rankedCases {
		ranked(texts, marker)
	} else {
		out.Newest = true
	}
	all = append(all, texts...)
	out.Count = len(all)
	if ask.Page && !complete {
		if out.Count, err = k.count(ctx, spec.MaxCount); err != nil {
			return out, err
		}
	}
	if len(all) > ask.Limit {
		all, out.More = all[:ask.Limit], true
	}
	out.Items, err = k.present(ctx, all, marker, ask.Page)
	return out, err
}

// Suggest returns a text like that of ask that finds a case for by.
func (f *Finder) Suggest(ctx context.Context, by authz.Actor, ask spec.Ask) (string, error) {
	if err := f.sight.Lists(by); err != nil || ask.Kind != "" && ask.Kind != index.Texts {
		return "", err
	}
	return search.Suggest(ctx, f.db, ask.Text, func(asked search.Query) ([]string, bool, error) {
		k, err := f.seek(ctx, by, asked, ask)
		if err != nil {
			return nil, false, err
		}
		all, _, err := k.newest(ctx, 1)
		if err != nil || len(all) == 0 {
			return nil, false, err
		}
		texts, err := k.texts(ctx, all)
		return append([]string{all[0].Subject}, texts[all[0].ID]...), true, err
	})
}

// Filters are what somebody may narrow a search to: everybody by state and service, HR by team too.
func (f *Finder) Filters(ctx context.Context, by authz.Actor) ([]spec.Filter, error) {
	if err := f.sight.Lists(by); err != nil {
		return nil, nil
	}
	state := spec.Filter{Name: "state", Label: locale.M("State")}
	for _, x := range []record.State{record.Open, record.Waiting, record.Answered, record.Closed} {
		state.Choices = append(state.Choices, spec.Choice{Value: string(x), Label: locale.M(record.StateNames[x])})
	}
	all, err := label.Filters(ctx, f.db, by.Has(authz.Agent, authz.HRHead))
	return append([]spec.Filter{state}, all...), err
}
