package demo

import (
	"context"

	"hearth/internal/demo/content"
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
