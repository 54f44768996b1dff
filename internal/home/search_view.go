package home

import (
	"context"
	"net/url"

	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/ui"
)

func (s Search) narrowed() bool {
	return s.State != "" || s.Service != "" || s.Team != "" || s.From != "" || s.To != ""
}

// value is what a filter is set to.
func (s Search) value(name string) string {
	return map[string]string{"state": s.State, "service": s.Service, "team": s.Team}[name]
}

// address leads to the page with these values.
func (s Search) address() string {
	v := url.Values{"q": {s.Q}}
	for name, value := range map[string]string{"kind": s.Kind, "state": s.State, "service": s.Service, "team": s.Team, "from": s.From, "to": s.To} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return "/search?" + v.Encode()
}

func (s Search) with(q string) string {
	s.Q = q
	return s.address()
}

func (s Search) everything() string { return Search{Q: s.Q}.address() }

// kindNames are the kinds of hits as message keys, for the tabs.
var kindNames = map[string]string{"": "Everything", "case": "Requests", "person": "People"}

func kindTabs(ctx context.Context, f Found) []ui.NavItem {
	all := []ui.NavItem{{Key: "", Label: locale.T(ctx, kindNames[""]), Href: Search{Q: f.Q}.address()}}
	for _, kind := range f.kinds {
		all = append(all, ui.NavItem{Key: kind, Label: locale.T(ctx, kindNames[kind]), Href: Search{Q: f.Q, Kind: kind}.address()})
	}
	return all
}

// counted says how many results there are; counting stops at spec.MaxCount.
func counted(ctx context.Context, n int) string {
	if n > spec.MaxCount {
		return locale.T(ctx, "More than %s results", locale.Number(ctx, spec.MaxCount))
	}
	return locale.N(ctx, n, "%d result", "%d results")
}

func choices(ctx context.Context, f spec.Filter) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "All")}}
	for _, c := range f.Choices {
		o := ui.Option{Value: c.Value, Label: c.Text, Person: true}
		if c.Text == "" {
			o.Label, o.Person = c.Label.In(ctx), false
		}
		all = append(all, o)
	}
	return all
}
