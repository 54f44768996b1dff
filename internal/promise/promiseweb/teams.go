package promiseweb

import (
	"context"
	"slices"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
	"hearth/internal/promise"
)

// team is an HR team that can be given a calendar.
type team struct {
	people.Team
	Other string // the name of another calendar that it has, "" for none
}

// teams returns the HR teams by name, and which of them have another calendar than the one with an id. With no id it is for a new one, and who may not make one sees none.
func (w *Web) teams(ctx context.Context, by authz.Actor, id string) ([]team, error) {
	if w.promises.MayEdit(by) != nil && id == "" {
		return nil, nil
	}
	cals, err := w.promises.Calendars(ctx, by, promise.ReadAll{})
	if err != nil {
		return nil, err
	}
	all, err := people.Teams(ctx, w.db)
	out := make([]team, len(all))
	for i, t := range all {
		out[i].Team = t
		for _, c := range cals.Items {
			if c.ID != id && slices.Contains(c.Teams, t.ID) {
				out[i].Other = c.Name
			}
		}
	}
	return out, err
}

// options are the teams of the form.
func (p page) options(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, t := range p.Teams {
		o := ui.Option{Value: t.ID, Label: t.Name, Selected: slices.Contains(p.In.Teams, t.ID), Disabled: !p.MayEdit, Person: true}
		if t.Other != "" {
			o.Hint = locale.T(ctx, "It has the hours of “%s” now.", t.Other)
		}
		all = append(all, o)
	}
	return all
}

// names are those of the teams that use a calendar.
func (l list) names(c promise.KeptCalendar) []string {
	var all []string
	for _, t := range l.Teams {
		if slices.Contains(c.Teams, t.ID) {
			all = append(all, t.Name)
		}
	}
	return all
}
