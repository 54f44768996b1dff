package desk

import (
	"context"
	"errors"
	"strings"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// MayWatch reports whether by may be told that something at a topic of live updates changed. The events themselves say nothing more.
func (s *Service) MayWatch(ctx context.Context, by authz.Actor, topic string) bool {
	if topic == QueueTopic {
		return by.Works()
	}
	id, ok := strings.CutPrefix(topic, CaseTopic(""))
	if !ok {
		return false
	}
	may, err := s.MaySee(ctx, s.db, by, id)
	return err == nil && may
}

// MaySee reports whether by may see the case with an id at this moment; false where there is none.
func (s *Service) MaySee(ctx context.Context, q store.Querier, by authz.Actor, id string) (bool, error) {
	_, rel, err := s.related(ctx, q, by, store.Cond(`c.id = ?`, id))
	if fault.KindOf(err) == fault.NotFound {
		return false, nil
	}
	return err == nil && s.policy.May(by, ReadCase, rel) == nil, err
}

// Somebody is a colleague who looks at a case now.
type Somebody struct {
	Name   string
	Writes bool // and not only reads
}

// here notes that by, on HR's side, is at a case.
func (s *Service) here(ctx context.Context, by authz.Actor, caseID, what string) error {
	p, err := people.ByID(ctx, s.db, by.PersonID)
	if err != nil {
		return err
	}
	s.live.Here(CaseTopic(caseID), by.PersonID, p.DisplayName(), what)
	return nil
}

// The words of presence at a case.
const (
	reads  = "reads"
	writes = "writes"
)

// others lists the colleagues on HR's side who are at a case, by without.
func (s *Service) others(ctx context.Context, by authz.Actor, caseID string) ([]Somebody, error) {
	var all []Somebody
	for _, p := range s.live.Who(CaseTopic(caseID)) {
		if p.PersonID == by.PersonID {
			continue
		}
		if p.Name == "" { // at another node
			found, err := people.ByID(ctx, s.db, p.PersonID)
			if err != nil && !errors.Is(err, store.ErrNone) {
				return nil, err
			}
			p.Name = found.DisplayName()
		}
		all = append(all, Somebody{Name: p.Name, Writes: p.What == writes})
	}
	return all, nil
}
