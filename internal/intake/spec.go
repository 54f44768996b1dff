package intake

import (
	"context"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
)

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "intake", Migrations: Schema(), Rules: Rules(), Personal: s.personal(), ToDo: s.toDo,
		Subscriptions: []jobs.Subscription{jobs.On("intake.moved", s.moved)},
		Periodic:      []jobs.Periodic{{Kind: "intake.reconcile", Every: time.Hour, Run: s.Reconcile}, {Kind: Retention, Every: 24 * time.Hour, Run: s.Expire}}}
}

// toDo lists, for administrators, mailboxes that are not reached or that do not add up, and, for HR, the mails that wait.
func (s *Service) toDo(ctx context.Context, by authz.Actor) (all []spec.ToDo, err error) {
	if s.Policy.May(by, ReadLog, 0) == nil {
		rows, err := mailboxes(ctx, s.DB)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if b := r.shown(); b.Problem.Key != "" && !b.Paused {
				all = append(all, spec.ToDo{Title: b.Name, Text: b.Problem, Link: "/admin/mailboxes", Action: locale.M("Look at the mailbox"), Since: b.ReachedAt})
			}
		}
		checks, err := s.lastChecks(ctx)
		if err != nil {
			return nil, err
		}
		for _, c := range checks {
			if c.Problem.Key != "" {
				all = append(all, spec.ToDo{Title: c.Mailbox, Text: c.Problem, Link: "/admin/mailboxes", Action: locale.M("Look at the mailbox"), Since: c.At})
			}
		}
	}
	if s.Policy.May(by, SortMail, 0) != nil {
		return all, nil
	}
	n, err := s.Count(ctx, by)
	if err == nil && n > 0 {
		all = append(all, spec.ToDo{Title: locale.N(ctx, n, "%d mail waits", "%d mails wait", n), Text: locale.M("They may belong to a request. Decide where they go."), Link: "/desk/mail",
			Action: locale.M("Look at the mails")})
	}
	return all, err
}
