package desk

import (
	"context"
	"time"

	"hearth/internal/desk/index"
	"hearth/internal/desk/narrow"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
)

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "desk", Migrations: Schema(), Rules: Rules(), Personal: s.personal(), ToDo: s.toDo, Search: s.finder.Search, Suggest: s.finder.Suggest, Filters: s.finder.Filters,
		Kinds: func(authz.Actor) []string { return []string{index.Texts} }, Reindex: index.Next,
		Periodic: []jobs.Periodic{{Kind: Tick, Every: passesEvery, Run: func(ctx context.Context) error { _, err := s.Pass(ctx); return err }},
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
		case c.Asked:
			all = append(all, c.awaits())
		case c.State == Answered:
			all = append(all, spec.ToDo{Title: c.Subject, Text: locale.M("HR answered. Does that answer it?"), Link: link, Action: locale.M("Read the answer"), At: c.AnsweredAt.Add(Settling)})
		}
	}
	if mine.Next != "" {
		all = append(all, spec.ToDo{Text: locale.M("You have more requests than are looked at here."), Link: "/requests", Action: locale.M("See all of them")})
	}
	led, err := s.Beside(ctx, by, List{View: ViewReports, State: string(Waiting), More: narrow.More{Waits: WaitManager}, Limit: spec.MostToDo + 1})
	if err != nil {
		return nil, err
	}
	var asked []spec.ToDo
	for _, c := range led.Items {
		if c.Asked {
			asked = append(asked, c.awaits())
		}
	}
	return append(all, spec.Cut(asked, locale.M("HR waits for your word on more requests of people you lead."), "/requests?tab=team")...), nil
}

// awaits is the thing to do of one for whom a case waits.
func (c Case) awaits() spec.ToDo {
	t := spec.ToDo{Title: c.Subject, Text: locale.M("HR waits for your reply."), Link: "/requests/" + c.Number, Action: locale.M("Reply"), At: c.WaitingUntil}
	if c.Needed != "" {
		t.Text = locale.M("HR needs this from you: %s", c.Needed)
	}
	return t
}
