package promiseweb

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/calendar"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

func listPage(ctx context.Context, l list) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Calendars"), Active: "admin"}, listBody(l))
}

func editPage(ctx context.Context, p page) templ.Component {
	title, written := p.In.Name, true
	switch {
	case p.New:
		title, written = locale.T(ctx, "New calendar"), false
	case title == "":
		title, written = locale.T(ctx, "Change a calendar"), false
	}
	return shell.Desk(ctx, shell.Page{Title: title, Written: written, Active: "admin", Error: p.Err != nil || p.Trial != nil && p.Trial.Err != nil}, editBody(p))
}

func (p page) action() string {
	if p.New {
		return "/admin/new-calendar"
	}
	return "/admin/calendars/" + p.ID
}

// field returns a question of the form, which only those who may save can answer.
func (p page) field(ctx context.Context, f ui.Field) ui.Field {
	if !p.MayEdit {
		f.Attrs = templ.Attributes{"readonly": true}
	}
	return f.With(ctx, p.Err)
}

// at writes a moment as the clocks at the site of the calendar show it.
func (t *trial) at(ctx context.Context, moment time.Time) string {
	return locale.DateTime(locale.With(ctx, locale.New(locale.Lang(ctx), t.Zone).At(t.Now)), moment)
}

// week says for each day when a calendar is open; closed days are left out.
func week(ctx context.Context, c calendar.Calendar) []string {
	var all []string
	open, days := c.Week(), new(hours).days()
	for i := 0; i < len(days); i++ {
		times := written(open[days[i].Weekday])
		if times == "" {
			continue
		}
		first := i
		for i+1 < len(days) && written(open[days[i+1].Weekday]) == times {
			i++
		}
		if name := locale.WeekdayName(ctx, days[first].Weekday); first == i {
			all = append(all, locale.T(ctx, "%s %s", name, times))
		} else {
			all = append(all, locale.T(ctx, "%s to %s %s", name, locale.WeekdayName(ctx, days[i].Weekday), times))
		}
	}
	return all
}
