package deskweb

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// recorded is when a person's record was opened.
type recorded struct {
	Items []openedOnce `json:"items"`
	Next  string       `json:"next"`
}

// openedOnce is one opening as the person reads it: never by whom.
type openedOnce struct {
	At     store.Time `json:"at"`
	Why    string     `json:"why"` // a message key
	Team   string     `json:"team"`
	Number string     `json:"number,omitempty"`
}

// readOpenings asks for a page of them.
type readOpenings struct {
	After string `query:"after" json:"-"`
}

// openingsPerPage is how many openings one page shows.
const openingsPerPage = 50

func (w *Web) openings(ctx context.Context, by authz.Actor, in readOpenings) (recorded, error) {
	return w.openingsOf(ctx, by, in.After, openingsPerPage)
}

func (w *Web) openingsOf(ctx context.Context, by authz.Actor, after string, limit int) (recorded, error) {
	out := recorded{Items: []openedOnce{}}
	if by.PersonID == "" {
		return out, fault.New(fault.SignIn, "Please sign in first.")
	}
	all, err := audit.OpeningsOf(ctx, w.DB, by.PersonID, after, w.Desk.OpeningsShown(portalFace(by)), limit+1)
	if err != nil {
		return out, err
	}
	if len(all) > limit {
		all = all[:limit]
		out.Next = all[limit-1].ID
	}
	teams, err := people.Teams(ctx, w.DB)
	if err != nil {
		return out, err
	}
	for _, o := range all {
		one := openedOnce{At: o.At, Why: audit.Reason(o.Action), Team: o.Team}
		if i := slices.IndexFunc(teams, func(t people.Team) bool { return t.ID == o.Team }); i >= 0 {
			one.Team = teams[i].Name
		}
		if one.Number, err = w.Desk.NumberOf(ctx, portalFace(by), o.Object); err != nil {
			return out, err
		}
		out.Items = append(out.Items, one)
	}
	return out, nil
}

// openingsOnMe is how many openings one's own page shows before the link to all.
const openingsOnMe = 5

func (w *Web) openingsSection(ctx context.Context, by authz.Actor) (templ.Component, error) {
	out, err := w.openingsOf(ctx, by, "", openingsOnMe)
	if err != nil {
		return nil, err
	}
	return openingsPart(out), nil
}
