package deskweb

import (
	"context"
	"time"

	"hearth/internal/desk/label"
	"hearth/internal/desk/narrow"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

// narrowed is one of the selects that the queue is narrowed by.
type narrowed struct {
	Name, Label string
	Options     []ui.Option
}

// more are the selects that fold.
func (q queued) more(ctx context.Context) []narrowed {
	now := q.Ask.Values()
	var all []narrowed
	for _, n := range label.Narrowing {
		one := narrowed{Name: n.Name, Label: locale.T(ctx, n.Label), Options: []ui.Option{{Label: locale.T(ctx, n.Any)}}}
		for _, v := range narrow.Choices(n.Name) {
			one.Options = append(one.Options, ui.Option{Value: v, Label: locale.T(ctx, n.Values[v]), Selected: now[n.Name] == v})
		}
		all = append(all, one)
	}
	cause := narrowed{Name: "cause", Label: locale.T(ctx, "Cause"), Options: []ui.Option{{Label: locale.T(ctx, "Any cause")}}}
	for _, c := range q.Causes {
		cause.Options = append(cause.Options, ui.Option{Value: c.ID, Label: c.Name, Selected: c.ID == q.Ask.Cause, Person: true})
	}
	site := narrowed{Name: "site", Label: locale.T(ctx, "Site"), Options: []ui.Option{{Label: locale.T(ctx, "All sites")}}}
	for _, s := range q.Sites {
		site.Options = append(site.Options, ui.Option{Value: s, Label: s, Selected: s == q.Ask.Site, Person: true})
	}
	language := narrowed{Name: "language", Label: locale.T(ctx, "Language"), Options: []ui.Option{{Label: locale.T(ctx, "All languages")}}}
	for _, tag := range languages {
		language.Options = append(language.Options, ui.Option{Value: tag, Label: locale.LanguageName(ctx, tag), Selected: tag == q.Ask.Language, Person: true})
	}
	return append(all, cause, site, language)
}

// between is a field for a day, and what stands in it. A day that is said from today on, such as -7d, is no date: it stays text.
type between struct{ Name, Label, Value, Type string }

// days are the fields for days.
func (q queued) days(ctx context.Context) (all []between) {
	now := q.Ask.Values()
	for _, d := range label.Days {
		one := between{d[0], locale.T(ctx, d[1]), now[d[0]], "date"}
		if _, err := time.Parse(time.DateOnly, one.Value); err != nil && one.Value != "" {
			one.Type = "text"
		}
		all = append(all, one)
	}
	return all
}

// languages are those that the queue can be narrowed to by a click; the address takes any.
var languages = []string{"en", "sv", "de", "pl", "pt", "fi", "fr", "es", "cs", "uk", "ar"}
