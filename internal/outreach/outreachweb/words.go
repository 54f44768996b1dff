package outreachweb

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/letters"
	"hearth/internal/outreach"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
)

// field is one text of the form.
type field struct{ Language, Title, Body string }

// fields are the texts of the form: those that were written, then the other languages of the product, English first.
func (f written) fields() (all []field) {
	for i, lang := range f.In.Languages {
		if i < len(f.In.Titles) && i < len(f.In.Bodies) {
			all = append(all, field{lang, f.In.Titles[i], f.In.Bodies[i]})
		}
	}
	for _, w := range letters.Languages() {
		if !slices.ContainsFunc(all, func(x field) bool { return x.Language == w.Language }) {
			all = append(all, field{Language: w.Language})
		}
	}
	return all
}

func (x field) empty() bool { return strings.TrimSpace(x.Title+x.Body) == "" }

func (x field) named(ctx context.Context, name, label string, f written, rows int) ui.Field {
	id := name + "_" + x.Language
	return ui.Field{Name: name, ID: id, Label: label, Value: map[string]string{"title": x.Title, "text": x.Body}[name], Rows: rows, Error: ui.FieldError(ctx, f.Err, id), Attrs: templ.Attributes{"dir": "auto", "lang": x.Language}}
}

func (f written) serviceOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: locale.T(ctx, "Choose one")}}
	for _, s := range f.Services {
		out = append(out, ui.Option{Value: s.ID, Label: s.Name, Selected: s.ID == f.In.Service, Person: true})
	}
	return out
}

func (f written) teamOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: locale.T(ctx, "The team of the service")}}
	for _, t := range f.Teams {
		out = append(out, ui.Option{Value: t.ID, Label: t.Name, Selected: t.ID == f.In.Team, Person: true})
	}
	return out
}

func (f written) unitOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: locale.T(ctx, "No unit")}}
	ids := slices.SortedFunc(maps.Keys(f.Units), func(a, b string) int { return strings.Compare(f.Units[a]+a, f.Units[b]+b) })
	for _, id := range ids {
		out = append(out, ui.Option{Value: id, Label: f.Units[id], Selected: id == f.In.Unit, Person: true})
	}
	return out
}

func (f written) siteOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: locale.T(ctx, "No site")}}
	for _, s := range f.Sites {
		out = append(out, ui.Option{Value: s, Label: s, Selected: s == f.In.Site, Person: true})
	}
	return out
}

func (f written) askOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "yes", Label: locale.T(ctx, "They are asked to answer"), Hint: locale.T(ctx, "Each case waits for its person. No first answer is promised."), Selected: f.In.Asks != "no"},
		{Value: "no", Label: locale.T(ctx, "They are only told"), Hint: locale.T(ctx, "Each case is answered as it begins. Who misses something opens it again."), Selected: f.In.Asks == "no"}}
}

// states are message keys.
var states = map[string]string{outreach.Draft: "A draft: nothing is sent", outreach.Running: "Under way", outreach.Paused: "Paused", outreach.Stopped: "Stopped", outreach.Done: "All cases are open"}

var stateKinds = map[string]ui.Kind{outreach.Draft: ui.Quiet, outreach.Running: ui.Ember, outreach.Paused: ui.Hold, outreach.Stopped: ui.Quiet, outreach.Done: ui.OK}

var stateIcons = map[string]string{outreach.Draft: "file-text", outreach.Running: "clock", outreach.Paused: "pause", outreach.Stopped: "x", outreach.Done: "circle-check"}

// until is the last day on which people can answer.
func until(ctx context.Context, r outreach.Round) string {
	at, err := time.Parse(time.DateOnly, r.Until)
	if err != nil {
		return ""
	}
	return locale.Day(ctx, at.Year(), at.Month(), at.Day())
}

// used is how much of a round is done, in percent.
func used(c outreach.Count) int {
	if c.People == 0 {
		return 0
	}
	return (c.Opened + c.Failed) * 100 / c.People
}

// group is one of the lists of people.
func group(r outreach.Round, of string) string {
	return roundPath(r.ID) + "/people?of=" + url.QueryEscape(of)
}

// groupNames are message keys.
var groupNames = map[string]string{"waiting": "Have not answered", "answered": "Have answered", "settled": "Settled", "failed": "Could not be opened", "left": "Left out"}

func (g groups) items(ctx context.Context) (all []ui.NavItem) {
	for _, of := range outreach.Groups() {
		all = append(all, ui.NavItem{Key: of, Label: locale.T(ctx, groupNames[of]), Href: group(g.Round, of)})
	}
	return all
}

type groups struct{ outreach.People }

// cut reports whether reminding or settling came to no end, so that somebody can go on with the rest.
func cut(stands string) bool { return stands == "stopped" || stands == "held" || stands == "failed" }

// begins is when reminding or settling begins, to the second.
func begins(ctx context.Context, at store.Time) string {
	return at.In(locale.From(ctx).Zone()).Format("15:04:05")
}
