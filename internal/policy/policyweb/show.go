package policyweb

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/policy"
)

func rulesPage(ctx context.Context, p policy.Policies) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "Our rules"), Active: "policies"}, rulesBody(p))
}

func readPage(ctx context.Context, r reading) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "Our rules"), Active: "policies", Error: r.Err != nil}, readBody(r))
}

func historyPage(ctx context.Context, t told) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "Clause %s over time", t.Clause.Number), Active: "policies", Error: t.Err != nil}, portalHistoryBody(t))
}

func allPage(ctx context.Context, e everything) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Policies"), Active: "policies"}, allBody(e))
}

func wholePage(ctx context.Context, s shown) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: s.Policy.Title, Written: true, Active: "policies"}, wholeBody(s))
}

func describePage(ctx context.Context, f form) templ.Component {
	title := locale.T(ctx, "A new policy")
	if !f.In.New {
		title = locale.T(ctx, "What the policy is called")
	}
	return shell.Desk(ctx, shell.Page{Title: title, Active: "policies", Error: f.Err != nil}, describeBody(f))
}

func publishPage(ctx context.Context, d drafted) templ.Component {
	title := locale.T(ctx, "Publish a clause")
	if d.There {
		title = locale.T(ctx, "Publish a new version of %s", d.In.Number)
	}
	return shell.Desk(ctx, shell.Page{Title: title, Active: "policies", Error: d.Err != nil}, publishBody(d))
}

func deskHistoryPage(ctx context.Context, k known) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Clause %s over time", k.Clause.Number), Active: "policies", Error: k.Err != nil}, deskHistoryBody(k))
}

// day writes a date for the reader.
func day(ctx context.Context, d calendar.Date) string {
	year, month, n := d.YearMonthDay()
	return locale.Day(ctx, year, month, n)
}

// kindNames are the kinds of employment as message keys.
var kindNames = map[string]string{people.FullTime: "Full-time", people.PartTime: "Part-time"}

func kinds(ctx context.Context, all []string) string {
	out := make([]string, len(all))
	for i, k := range all {
		out[i] = locale.T(ctx, kindNames[k])
	}
	return strings.Join(out, ", ")
}

// current returns the versions of a clause that are in force on a day, for whomever.
func current(all []policy.Version, on calendar.Date) []policy.Version {
	return slices.DeleteFunc(slices.Clone(all), func(v policy.Version) bool { return !v.On(on) || v.Withdrawn })
}

// planned returns those that begin later.
func planned(all []policy.Version, on calendar.Date) []policy.Version {
	return slices.DeleteFunc(slices.Clone(all), func(v policy.Version) bool { return !v.From.After(on) || v.Replaced() })
}

// newestFirst returns versions the other way round.
func newestFirst(all []policy.Version) []policy.Version {
	out := slices.Clone(all)
	slices.Reverse(out)
	return out
}

// state says in a chip how a version stands on a day.
func state(ctx context.Context, v policy.Version, today calendar.Date) templ.Component {
	switch {
	case v.Replaced():
		return ui.Chip(ui.Quiet, "repeat", locale.T(ctx, "Replaced before it began"))
	case v.From.After(today):
		return ui.Chip(ui.Tide, "clock", locale.T(ctx, "Begins %s", day(ctx, v.From)))
	case !v.On(today):
		return ui.Chip(ui.Quiet, "pause", locale.T(ctx, "Over"))
	case v.Withdrawn:
		return ui.Chip(ui.Quiet, "pause", locale.T(ctx, "The rule has ended"))
	}
	return ui.Chip(ui.OK, "circle-check", locale.T(ctx, "Holds now"))
}

// span says from when until when a version holds. Until is a day later than the last one.
func span(ctx context.Context, v policy.Version) string {
	switch {
	case v.Until.IsZero():
		return locale.T(ctx, "From %s on", day(ctx, v.From))
	case v.Replaced():
		return locale.T(ctx, "Was to begin on %s", day(ctx, v.From))
	}
	return locale.T(ctx, "From %s to %s", day(ctx, v.From), day(ctx, v.Until.AddDays(-1)))
}

func versionOptions(ctx context.Context, all []policy.Version, chosen string) []ui.Option {
	out := make([]ui.Option, 0, len(all))
	for _, v := range all {
		n := decimal(v.N)
		out = append(out, ui.Option{Value: n, Label: locale.T(ctx, "Version %d, %s", v.N, day(ctx, v.From)), Selected: n == chosen})
	}
	return out
}

func siteOptions(all, chosen []string) []ui.Option {
	out := make([]ui.Option, 0, len(all))
	for _, site := range all {
		out = append(out, ui.Option{Value: site, Label: site, Person: true, Selected: slices.Contains(chosen, site)})
	}
	return out
}

func kindOptions(ctx context.Context, chosen []string) []ui.Option {
	var out []ui.Option
	for _, k := range policy.EmploymentKinds() {
		out = append(out, ui.Option{Value: k, Label: locale.T(ctx, kindNames[k]), Selected: slices.Contains(chosen, k)})
	}
	return out
}

func teamOptions(ctx context.Context, all []people.Team) []ui.Option {
	out := []ui.Option{{Value: "", Label: locale.T(ctx, "No team")}}
	for _, t := range all {
		out = append(out, ui.Option{Value: t.ID, Label: t.Name, Person: true})
	}
	return out
}
