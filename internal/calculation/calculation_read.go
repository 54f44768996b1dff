package calculation

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Of returns the calculations of cases, by the id of the case, the oldest first: for modules above, which have asked whether their actor may read them.
func Of(ctx context.Context, q store.Querier, caseIDs ...string) (map[string][]Calculation, error) {
	return shown(ctx, q, store.In("c.case_id", caseIDs))
}

// ReadOne names a case.
type ReadOne struct {
	Number string `path:"number" json:"-"`
}

// Calculations are those of a case, the oldest first.
type Calculations struct {
	Items     []Calculation `json:"items"`
	HR        bool          `json:"-"` // the reader is on HR's side of the case
	ServiceID string        `json:"-"`
}

// Read returns all calculations of a case. It refuses who only sees the case, such as a manager.
func (s *Service) Read(ctx context.Context, by authz.Actor, in ReadOne) (Calculations, error) {
	return s.read(ctx, by, in.Number, ReadCalculation)
}

// Open is Read for whoever may write one.
func (s *Service) Open(ctx context.Context, by authz.Actor, in ReadOne) (Calculations, error) {
	return s.read(ctx, by, in.Number, WriteCalculation)
}

func (s *Service) read(ctx context.Context, by authz.Actor, number string, action authz.Action) (Calculations, error) {
	c, err := s.desk.Look(ctx, s.db, by, number, action)
	if err != nil {
		return Calculations{}, err
	}
	if err := s.desk.Opened(ctx, by, c); err != nil {
		return Calculations{}, err
	}
	all, err := Of(ctx, s.db, c.ID)
	if err != nil {
		return Calculations{}, err
	}
	return Calculations{Items: append([]Calculation{}, all[c.ID]...), HR: c.HR, ServiceID: c.ServiceID}, s.Lead(ctx, s.db, all[c.ID])
}

// Lead puts into the lines of calculations where their rules stand: for modules above, which have them from Of.
func (s *Service) Lead(ctx context.Context, q store.Querier, all []Calculation) error {
	var ids []string
	for _, c := range all {
		for _, l := range c.Lines {
			if l.ClauseVersion != "" && !slices.Contains(ids, l.ClauseVersion) {
				ids = append(ids, l.ClauseVersion)
			}
		}
	}
	if len(ids) == 0 || s.clauses == nil {
		return nil
	}
	standing, err := s.clauses.Standing(ctx, q, ids)
	if err != nil {
		return fmt.Errorf("where rules stand: %w", err)
	}
	for _, c := range all {
		for i, l := range c.Lines {
			c.Lines[i].ClauseEdition, c.Lines[i].ClauseLink = standing[l.ClauseVersion].Edition, standing[l.ClauseVersion].Link
		}
	}
	return nil
}

// ReadLast returns the calculation of a case that was written last and stands. It refuses a case without one.
func (s *Service) ReadLast(ctx context.Context, by authz.Actor, in ReadOne) (Calculation, error) {
	all, err := s.Read(ctx, by, in)
	if err != nil {
		return Calculation{}, err
	}
	if c, there := last(all.Items); there {
		return c, nil
	}
	return Calculation{}, fault.New(fault.NotFound, "Nothing was worked out here.")
}

// Last is the calculation of a case that was written last and stands, or false where there is none: for modules above, which have asked whether their actor may read it.
func Last(ctx context.Context, q store.Querier, caseID string) (Calculation, bool, error) {
	all, err := Of(ctx, q, caseID)
	c, there := last(all[caseID])
	return c, there, err
}

func last(all []Calculation) (Calculation, bool) {
	for _, c := range slices.Backward(all) {
		if c.ReplacedBy == "" {
			return c, true
		}
	}
	return Calculation{}, false
}
