package desk

import (
	"context"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Rateable is what package rating needs of a case.
type Rateable struct {
	ID, Number, Subject string
	TeamID, ServiceID   string
	AnsweredBy          string
	Health              bool
}

// ForRating returns a case to whoever asked it, once it is answered; it is for package rating, in its own transaction. It refuses everybody else, and a
// case without an answer with Conflict.
func (s *Service) ForRating(ctx context.Context, q store.Querier, by authz.Actor, number string) (Rateable, error) {
	r, _, err := s.load(ctx, q, by, number, RateCase)
	if err != nil {
		return Rateable{}, err
	}
	if r.State != Answered && r.State != Closed {
		return Rateable{}, fault.New(fault.Conflict, "You can rate this once it is answered.")
	}
	return Rateable{ID: r.ID, Number: Number(r.Number), Subject: r.Subject, TeamID: r.TeamID, ServiceID: r.ServiceID, AnsweredBy: r.AnsweredBy, Health: r.Health}, nil
}
