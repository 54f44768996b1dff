package calculation

import (
	"context"

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
	return Calculations{Items: append([]Calculation{}, all[c.ID]...), HR: c.HR, ServiceID: c.ServiceID}, err
}

// ReadLast returns the calculation of a case that was written last and stands. It refuses a case without one.
func (s *Service) ReadLast(ctx context.Context, by authz.Actor, in ReadOne) (Calculation, error) {
	all, err := s.Read(ctx, by, in)
	if err != nil {
		return Calculation{}, err
	}
	for i := len(all.Items) - 1; i >= 0; i-- {
		if all.Items[i].ReplacedBy == "" {
			return all.Items[i], nil
		}
	}
	return Calculation{}, fault.New(fault.NotFound, "Nothing was worked out here.")
}
