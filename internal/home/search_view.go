package home

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/ui"
)

// searchPage says in its title what was found: that is what a screen reader says first.
func searchPage(ctx context.Context, f Found) templ.Component {
	title := locale.T(ctx, "Search")
	if f.searched() {
		title = locale.T(ctx, "Search for %s: %s", shortened(f.Q), counted(ctx, f.count))
	}
	keys := []ui.Key{{Keys: "J K", Label: locale.T(ctx, "next, previous")}, {Keys: "Enter", Label: locale.T(ctx, "open")}, {Keys: "/", Label: locale.T(ctx, "search")}}
	return shell.Faced(ctx, shell.Page{Title: title, Active: "search", Keys: keys, Error: f.wrong != nil}, searchBody(f))
}

// titleLength is how many characters of a search a title shows.
const titleLength = 60

func shortened(q string) string {
	if r := []rune(q); len(r) > titleLength {
		return string(r[:titleLength]) + "…"
	}
	return q
}

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
	if s.Limit != 0 {
		v.Set("limit", strconv.Itoa(s.Limit))
	}
	return "/search?" + v.Encode()
}

func (s Search) with(q string) string {
	s.Q = q
	return s.address()
}

func (s Search) longer() string {
	s.Limit = mostHits
	return s.address()
}

// inQueue is the address of the queue with all cases that have the words, where several can be changed at once.
func (s Search) inQueue() string {
	return "/desk?" + url.Values{"view": {"all"}, "q": {s.Q}}.Encode()
}

func (s Search) everything() string { return Search{Q: s.Q}.address() }

// kindNames are the kinds of hits as message keys, for the tabs.
var kindNames = map[string]string{"": "Everything", "case": "Requests", "policy": "Rules", "tag": "Tags", person: "People"}

// person is the kind of hits that are found by their names.
const person = "person"

func kindTabs(ctx context.Context, f Found) []ui.NavItem {
	all := []ui.NavItem{{Key: "", Label: locale.T(ctx, kindNames[""]), Href: Search{Q: f.Q}.address()}}
	for _, kind := range f.kinds {
		all = append(all, ui.NavItem{Key: kind, Label: locale.T(ctx, kindNames[kind]), Href: Search{Q: f.Q, Kind: kind}.address()})
	}
	return all
}

// searched reports whether something was looked for.
func (f Found) searched() bool { return strings.TrimSpace(f.Q) != "" && f.wrong == nil }

// labelled says what can be looked for.
func (f Found) labelled(ctx context.Context) string {
	if slices.Contains(f.kinds, person) {
		return locale.T(ctx, "Words, a name or a number")
	}
	return locale.T(ctx, "Words or a number")
}

// nothing is what stands where nothing was found, with what to do next.
func (f Found) nothing(ctx context.Context) ui.EmptyState {
	e := ui.EmptyState{Title: locale.T(ctx, "Nothing here has these words"), Text: locale.T(ctx, "Your own requests were looked through, those that others let you read, and the rules that hold for you. Requests about health are found by their number only. Try fewer or other words, or ask HR.")}
	everywhere := ui.Action{Label: locale.T(ctx, "Search everywhere"), Href: f.ask.everything()}
	ask := ui.Action{Label: locale.T(ctx, "Ask HR"), Href: "/ask?" + url.Values{"q": {f.Q}}.Encode()}
	atDesk := authz.FromContext(ctx).Face == authz.Desk
	if atDesk {
		e.Text = locale.T(ctx, "Everything that is open to you was looked through. Requests about health are found by their number only. Try fewer or other words.")
		ask = ui.Action{Label: locale.T(ctx, "Case by phone or visit"), Href: "/desk/new"}
	}
	if f.ask.narrowed() || f.ask.Kind != "" {
		e.Title = locale.T(ctx, "Nothing in this part has these words")
		everywhere.Look = ui.Primary
		e.Actions = append(e.Actions, everywhere)
	} else if f.DidYouMean == "" {
		ask.Look = ui.Primary
	}
	if !atDesk || f.agent {
		e.Actions = append(e.Actions, ask)
	}
	return e
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
