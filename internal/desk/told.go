package desk

import (
	"context"

	"hearth/internal/catalogue"
	"hearth/internal/desk/mailing"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// letters is what a letter may have to know of a case. How it is now counts, and how it was when it was opened.
func (r row) letters() mailing.Case {
	return mailing.Case{ID: r.ID, Number: r.Number, Name: Number(r.Number), Subject: r.Subject, By: r.ByPerson, For: r.ForPerson,
		Guarded: r.Health || r.Sensitivity != catalogue.Open, Quiet: r.Quiet || r.Health || r.Sensitivity == catalogue.Named}
}

// customerSees reports whether a person may see a case as a customer.
func (s *Service) customerSees(ctx context.Context, q store.Querier, personID, caseID string) (bool, error) {
	return s.MaySee(ctx, q, authz.Actor{PersonID: personID, Face: authz.Portal}, caseID)
}

// MayRead reports whether by may read a mail about a thing: a case, or a summary, all of whose cases they must be able to see.
func (s *Service) MayRead(ctx context.Context, q store.Querier, by authz.Actor, about string) (bool, error) {
	ids, err := mailing.CasesOf(ctx, q, about)
	if err != nil {
		return false, err
	}
	for _, id := range ids {
		if may, err := s.MaySee(ctx, q, by, id); !may || err != nil {
			return false, err
		}
	}
	return true, nil
}
