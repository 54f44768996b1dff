package snooze

import (
	"context"
	"fmt"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// ReadOwn asks for one's own cases that are put away.
type ReadOwn struct{}

// Own is somebody's own cases that are put away, the one that comes back first before the others.
type Own struct {
	Items []OwnCase `json:"items"`
}

// OwnCase is a case and when it comes back.
type OwnCase struct {
	desk.Case
	Until store.Time `json:"until"`
}

const mostOwn = 200

// Own returns what is put away of the cases that by works on: at most 200, of those that by may see. Nobody reads another's.
func (s *Service) Own(ctx context.Context, by authz.Actor, _ ReadOwn) (Own, error) {
	out := Own{Items: []OwnCase{}}
	if err := s.Policy.May(by, desk.ListCases, 0); err != nil {
		return out, err
	}
	if !by.Works() {
		return out, fault.New(fault.Forbidden, "The queue is for HR. If you work there, go to the desk first.")
	}
	type row struct {
		CaseID  string
		UntilAt store.Time
	}
	rows, err := store.All[row](ctx, s.DB, `SELECT z.case_id, z.until_at FROM snooze_case z WHERE z.person_id = $1 AND z.until_at > $2 ORDER BY z.until_at, z.case_id`, by.PersonID, s.DB.Now())
	if err != nil {
		return out, fmt.Errorf("read snoozes: %w", err)
	}
	if len(rows) == 0 {
		return out, nil
	}
	page, err := s.Desk.Queue(ctx, by, desk.List{View: desk.ViewOpen, Assigned: by.PersonID, Limit: mostOwn, Among: Away(by.PersonID, s.DB.Now())})
	if err != nil {
		return out, err
	}
	byID := map[string]desk.Case{}
	for _, c := range page.Items {
		byID[c.ID] = c
	}
	for _, r := range rows {
		if c, sees := byID[r.CaseID]; sees {
			out.Items = append(out.Items, OwnCase{c, r.UntilAt})
		}
	}
	return out, nil
}
