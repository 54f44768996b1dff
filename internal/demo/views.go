package demo

import (
	"context"

	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/platform/fault"
	"hearth/internal/snooze"
	"hearth/internal/views"
)

// keepViews has people of HR keep the views of the queue that they look at each day. What is shared goes to the first team of who shares it.
func (b *builder) keepViews(ctx context.Context) error {
	for _, v := range content.Views() {
		by := b.agents[v.Agent]
		in := views.Keep{Name: v.Name, Query: v.Query}
		if v.Shared && len(by.Teams) > 0 {
			in.Team = by.Teams[0]
		}
		if _, err := b.kept.Keep(ctx, by, in); err != nil {
			return err
		}
	}
	return nil
}

// putAway has the first keeper of a view put one of the open cases away until Monday: one of which no promise warns.
func (b *builder) putAway(ctx context.Context) error {
	by := b.agents[content.Views()[0].Agent]
	mine, err := b.desk.Queue(ctx, by, desk.List{View: desk.ViewMine})
	if err != nil {
		return err
	}
	for _, c := range mine.Items {
		_, err := b.snoozes.Snooze(ctx, by, snooze.Snooze{Number: c.Number, When: snooze.Monday})
		if fault.KindOf(err) != fault.Conflict {
			return err
		}
	}
	return nil
}
