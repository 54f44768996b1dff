package routingweb

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/desk"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
	"hearth/internal/promise"
	"hearth/internal/routing"
)

// day is a day without a time.
func day(ctx context.Context, d calendar.Date) string {
	year, month, n := d.YearMonthDay()
	return locale.Day(ctx, year, month, n)
}

// when says when a case needs something next.
func when(ctx context.Context, c desk.Case) (ui.Kind, string, string) {
	if c.State == desk.Waiting {
		return ui.Hold, "pause", locale.T(ctx, "Waits until %s", locale.WeekdayClock(ctx, c.WaitingUntil.Time))
	}
	p := c.Next()
	if p == nil {
		return ui.Quiet, "clock", locale.T(ctx, "No promise runs")
	}
	at := locale.DateTime(ctx, p.DueAt.Time)
	switch p.State {
	case promise.Late:
		return ui.Bad, "circle-alert", locale.T(ctx, "Was due on %s", at)
	case promise.AtRisk:
		return ui.Warn, "clock", at
	}
	return ui.Quiet, "clock", at
}

// soon splits the cases into those that need something by the end of today, and the others.
func soon(ctx context.Context, all []desk.Case, now time.Time) (soonest, later []desk.Case) {
	zone := locale.From(ctx).Zone()
	end := calendar.DateOf(now.In(zone)).AddDays(1).Start(zone)
	for _, c := range all {
		at := c.WaitingUntil
		if p := c.Next(); c.State != desk.Waiting && p != nil {
			at = p.DueAt
		}
		if c.NewReply || !at.IsZero() && at.Time.Before(end) {
			soonest = append(soonest, c)
		} else {
			later = append(later, c)
		}
	}
	return soonest, later
}

func options(all []routing.Choice, chosen []string) (out []ui.Option) {
	for _, x := range all {
		out = append(out, ui.Option{Value: x.ID, Label: x.Name, Person: true, Selected: slices.Contains(chosen, x.ID)})
	}
	return out
}

// picked lays out languages, whose names are short.
const picked = "grid grid-cols-2 sm:grid-cols-4 gap-2"

// common are the languages that are offered first, and others those behind them: what is asked in most houses of Europe. Any other is taken by the API.
var (
	common = []string{"en", "de", "pl", "pt", "sv"}
	others = []string{"ar", "bg", "bs", "ca", "cs", "da", "el", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "it", "ja", "ko", "lt", "lv", "mk", "nb", "nl", "ro", "ru", "sk", "sl", "so", "sq",
		"sr", "th", "ti", "tr", "uk", "ur", "vi", "zh"}
)

// spoken are the languages that are offered first, and those that are chosen.
func spoken(ctx context.Context, chosen []string) []ui.Option {
	return languages(ctx, append(slices.Clone(common), slices.DeleteFunc(slices.Clone(chosen), func(tag string) bool { return slices.Contains(common, tag) })...), chosen)
}

// spokenElse are the languages behind them that are not chosen.
func spokenElse(ctx context.Context, chosen []string) []ui.Option {
	return languages(ctx, slices.DeleteFunc(slices.Clone(others), func(tag string) bool { return slices.Contains(chosen, tag) }), nil)
}

func languages(ctx context.Context, tags, chosen []string) (out []ui.Option) {
	for _, tag := range tags {
		out = append(out, ui.Option{Value: tag, Label: locale.LanguageName(ctx, tag), Person: true, Selected: slices.Contains(chosen, tag)})
	}
	slices.SortFunc(out, func(a, b ui.Option) int { return strings.Compare(a.Label, b.Label) })
	return out
}

// levels are the words of a weight, from 1 on.
func levels(ctx context.Context, words []string, now string) (out []ui.Option) {
	for i, word := range words {
		n := strconv.Itoa(i + 1)
		out = append(out, ui.Option{Value: n, Label: n + " · " + locale.T(ctx, word), Selected: n == now})
	}
	return out
}

// line is a service in the form of a team: its name and what was chosen.
type line struct{ Service, Name, Effort, Emotion string }

func (t shownTeam) lines() (all []line) {
	for i, id := range t.Form.Service {
		l := line{Service: id, Name: id}
		for _, s := range t.Offered {
			if s.ID == id {
				l.Name = s.Name
			}
		}
		if i < len(t.Form.Effort) {
			l.Effort = t.Form.Effort[i]
		}
		if i < len(t.Form.Emotion) {
			l.Emotion = t.Form.Emotion[i]
		}
		all = append(all, l)
	}
	return all
}

// weight is the product of a line, "" for one that is not whole.
func (l line) weight() string {
	if n := number(l.Effort) * number(l.Emotion); n > 0 {
		return strconv.Itoa(n)
	}
	return ""
}

// serviceNames are names of services, with commas.
func (t shownTeam) serviceNames(ids []string) string {
	var all []string
	for _, s := range t.Offered {
		if slices.Contains(ids, s.ID) {
			all = append(all, s.Name)
		}
	}
	return strings.Join(all, ", ")
}

func (t shownTeam) colleagues(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "Choose")}}
	for _, p := range t.Absent {
		all = append(all, ui.Option{Value: p.ID, Label: p.DisplayName(), Person: true, Selected: t.Away.Person == p.ID})
	}
	return all
}

func (t shownTeam) tabs() (all []ui.NavItem) {
	for _, x := range t.Teams {
		all = append(all, ui.NavItem{Key: x.ID, Label: x.Name, Href: teamHref(x.ID)})
	}
	return all
}
