package desk

import (
	"context"
	"time"

	"hearth/internal/desk/index"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
)

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "desk", Migrations: Schema(), Rules: Rules(), Personal: s.personal(), ToDo: s.toDo, Search: s.finder.Search, Suggest: s.finder.Suggest, Filters: s.finder.Filters,
		Kinds: func(authz.Actor) []string { return []string{index.Texts} }, Reindex: index.Next,
		Periodic: []jobs.Periodic{{Kind: Tick, Every: time.Minute, Run: func(ctx context.Context) error { _, err := s.Pass(ctx); return err }},
			{Kind: "desk.summaries", Every: time.Minute, Run: func(ctx context.Context) error { _, err := s.notices.Pass(ctx); return err }}}}
}

// toDo lists what waits for somebody: in the portal, their own requests that were answered or that wait for them; at the desk, their cases that are at risk.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	all, err := s.unheardToDo(ctx, by)
	if err != nil {
		return nil, err
	}
	mine, err := s.Beside(ctx, by, List{View: ViewCurrent, Limit: spec.MostToDo})
	if err != nil {
		return nil, err
	}
	for _, c := range mine.Items {
		link := "/requests/" + c.Number
		switch {
		case c.State == Waiting && c.WaitingFor == WaitCustomer:
			all = append(all, spec.ToDo{Title: c.Subject, Text: locale.M("HR waits for your reply."), Link: link, Action: locale.M("Reply"), At: c.WaitingUntil})
		case c.State == Answered:
			all = append(all, spec.ToDo{Title: c.Subject, Text: locale.M("HR answered. Does that answer it?"), Link: link, Action: locale.M("Read the answer"), At: c.AnsweredAt.Add(Settling)})
		}
	}
	if mine.Next != "" {
		all = append(all, spec.ToDo{Text: locale.M("You have more requests than are looked at here."), Link: "/requests", Action: locale.M("See all of them")})
	}
	return all, nil
}
