package home

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/search"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Search asks for what has some words. The filters are those of cases; with one set, nothing else is found.
type Search struct {
	Q       string `query:"q" json:"-"`
	Kind    string `query:"kind" json:"-"`    // case or person; "" for both
	Limit   int    `query:"limit" json:"-"`   // of each kind, 1 to 50; 0: 20
	State   string `query:"state" json:"-"`   // open, waiting, answered or closed
	Service string `query:"service" json:"-"` // a service's id
	Team    string `query:"team" json:"-"`    // a team's id
	From    string `query:"from" json:"-"`    // a day, as 2026-11-17: last written to on it or later
	To      string `query:"to" json:"-"`      // a day: last written to on it or earlier
}

// Found is what a search found. More says that a kind has more than is shown; Newest that there are so many that the newest come first, instead of those that fit best.
type Found struct {
	Q          string     `json:"q"`
	Items      []spec.Hit `json:"items"`
	More       bool       `json:"more"`
	Newest     bool       `json:"newest_first"`
	DidYouMean string     `json:"did_you_mean,omitempty"` // a text that finds something, where this one finds nothing
	Building   bool       `json:"building,omitempty"`     // the index is still being made: older things may be missing

	ask     Search
	wrong   *fault.Error // what is not right with the question
	count   int
	filters []spec.Filter
	kinds   []string // what there may be for the reader
	agent   bool     // the reader works at the desk
}

const (
	hitsShown = 20
	mostHits  = 50
)

// search finds in every module what by may see. It refuses a limit outside 1 to 50, an unknown state and days that are none.
func (h *Home) search(ctx context.Context, by authz.Actor, in Search) (Found, error) {
	return h.find(ctx, by, in, false)
}

// searchForPage is search with what the page shows besides. A question that is not right stands there again.
func (h *Home) searchForPage(ctx context.Context, by authz.Actor, in Search) (Found, error) {
	out, err := h.find(ctx, by, in, true)
	if fault.KindOf(err) == fault.Invalid {
		out.wrong, err = fault.As(err), nil
	}
	if err != nil {
		return out, err
	}
	out.agent = by.Face == authz.Desk && by.Has(authz.Agent, authz.HRHead)
	for _, m := range h.modules {
		if m.Kinds != nil {
			out.kinds = append(out.kinds, m.Kinds(by)...)
		}
		if m.Filters == nil {
			continue
		}
		all, err := m.Filters(ctx, by)
		if err != nil {
			return out, err
		}
		out.filters = append(out.filters, all...)
	}
	return out, nil
}

func (h *Home) find(ctx context.Context, by authz.Actor, in Search, page bool) (Found, error) {
	out := Found{Q: in.Q, Items: []spec.Hit{}, ask: in}
	if err := h.policy.May(by, Start, 0); err != nil {
		return out, err
	}
	ask, err := in.check(ctx, page)
	if err != nil || strings.TrimSpace(in.Q) == "" {
		return out, err
	}
	for _, m := range h.modules {
		if m.Search == nil {
			continue
		}
		found, err := m.Search(ctx, by, ask)
		if err != nil {
			return out, err
		}
		out.Items, out.More, out.Newest = append(out.Items, found.Items...), out.More || found.More, out.Newest || found.Newest
		out.count += found.Count
	}
	if out.Building, err = search.Building(ctx, h.db); err != nil {
		return out, err
	}
	if len(out.Items) == 0 {
		out.DidYouMean, err = h.suggest(ctx, by, ask)
	}
	return out, err
}

// suggest returns what the first module has that knows a text like that of ask.
func (h *Home) suggest(ctx context.Context, by authz.Actor, ask spec.Ask) (string, error) {
	for _, m := range h.modules {
		if m.Suggest == nil {
			continue
		}
		if text, err := m.Suggest(ctx, by, ask); err != nil || text != "" {
			return text, err
		}
	}
	return "", nil
}

// check returns what the modules are asked for.
func (in Search) check(ctx context.Context, page bool) (spec.Ask, error) {
	ask := spec.Ask{Text: in.Q, Kind: in.Kind, Limit: cmp.Or(in.Limit, hitsShown), Page: page, State: in.State, Service: in.Service, Team: in.Team}
	var f fault.Fields
	f.Need(ask.Limit >= 1 && ask.Limit <= mostHits, "limit", "Choose a limit between 1 and %d.", mostHits)
	f.Need(slices.Contains([]string{"", "open", "waiting", "answered", "closed"}, in.State), "state", "Choose open, waiting, answered or closed.")
	var known bool
	ask.From, known = dayIn(ctx, in.From, 0)
	f.Need(known, "from", "Write a day as 2026-11-17.")
	ask.To, known = dayIn(ctx, in.To, 1)
	f.Need(known, "to", "Write a day as 2026-11-17.")
	f.Need(ask.From.IsZero() || ask.To.IsZero() || ask.From.Before(ask.To), "to", "The last day has to be the first or come after it.")
	return ask, f.Err()
}

// dayIn returns when a day, or the one so many days later, begins where the reader is.
func dayIn(ctx context.Context, day string, later int) (store.Time, bool) {
	if day == "" {
		return store.Time{}, true
	}
	at, err := time.ParseInLocation(time.DateOnly, day, locale.From(ctx).Zone())
	if err != nil {
		return store.Time{}, false
	}
	return store.At(at.AddDate(0, 0, later)), true
}
