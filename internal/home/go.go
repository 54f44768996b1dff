package home

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
)

// GoTo asks where one can go by some words.
type GoTo struct {
	Q string `query:"q" json:"-"` // the beginnings of words of a name, or a number; "": all pages and views
}

// Place is somewhere that its reader can go to.
type Place struct {
	Kind  string `json:"kind"` // page, view, case, person and the like, in the reader's language
	Label string `json:"label"`
	Link  string `json:"link"`

	written bool // Label is what a person wrote
}

// Places are where one can go: pages and views first, then what a search finds.
type Places struct {
	Q     string  `json:"q"`
	Items []Place `json:"items"`
	More  bool    `json:"more"` // there are more than Items
}

const (
	mostPlaces = 20
	hitsBeside = 6 // of each kind
)

// goTo returns where by can go on the desk. It is what the menus, the modules and the search show by anyway, and no more.
func (h *Home) goTo(ctx context.Context, by authz.Actor, in GoTo) (Places, error) {
	out := Places{Q: in.Q, Items: []Place{}}
	if err := h.policy.May(by, GoAnywhere, 0); err != nil {
		return out, err
	}
	all, err := h.allPlaces(ctx, by)
	if err != nil {
		return out, err
	}
	words := strings.Fields(strings.ToLower(in.Q))
	for _, p := range all {
		if begins(p.Label, words) {
			out.Items = append(out.Items, p)
		}
	}
	if len(words) == 0 {
		return out, nil
	}
	found, err := h.find(ctx, by, Search{Q: in.Q, Limit: hitsBeside}, false)
	if err != nil {
		return out, err
	}
	for _, hit := range found.Items {
		p := Place{Kind: locale.T(ctx, kindOf[hit.Kind]), Label: hit.Title, Link: hit.Link, written: true}
		if hit.Number != "" {
			p.Label = hit.Number + " · " + p.Label
		}
		out.Items = append(out.Items, p)
	}
	if out.More = found.More || len(out.Items) > mostPlaces; len(out.Items) > mostPlaces {
		out.Items = out.Items[:mostPlaces]
	}
	return out, nil
}

// kindOf names one hit of a kind, as a message key.
var kindOf = map[string]string{"case": "Case", "policy": "Rule", "tag": "Tag", person: "Person"}

// allPlaces are the menus of the desk, what the modules add, and the administration pages, as far as by sees them.
func (h *Home) allPlaces(ctx context.Context, by authz.Actor) ([]Place, error) {
	var all []Place
	add := func(kind string, links []webspec.Link) {
		for _, l := range links {
			if l.Key == "go" || l.Face != "" && l.Face != authz.Desk || len(l.Roles) > 0 && !by.Has(l.Roles...) {
				continue
			}
			all = append(all, Place{Kind: kind, Label: l.Label.In(ctx), Link: l.Href})
		}
	}
	add(locale.T(ctx, "Page"), h.menu)
	for _, places := range h.places {
		more, err := places(ctx, by)
		if err != nil {
			return nil, err
		}
		for _, p := range more {
			one := Place{Kind: p.Kind.In(ctx), Label: p.Name, Link: p.Href, written: true}
			if p.Name == "" {
				one.Label, one.written = p.Label.In(ctx), false
			}
			all = append(all, one)
		}
	}
	all = append(all, Place{Kind: locale.T(ctx, "Page"), Label: locale.T(ctx, "Your page"), Link: "/me"})
	if by.Has(authz.Admin, authz.HRHead, authz.DPO) {
		add(locale.T(ctx, "Administration"), h.admin)
	}
	return all, nil
}

// begins reports whether each of words is the beginning of a word of text.
func begins(text string, words []string) bool {
	have := strings.Fields(strings.ToLower(text))
	for _, w := range words {
		found := false
		for _, x := range have {
			found = found || strings.HasPrefix(x, w)
		}
		if !found {
			return false
		}
	}
	return true
}

func goPage(ctx context.Context, p Places) templ.Component {
	keys := []ui.Key{{Keys: "J K", Label: locale.T(ctx, "next, previous")}, {Keys: "Enter", Label: locale.T(ctx, "open")}}
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Go to"), Active: "go", Keys: keys}, goBody(p))
}
