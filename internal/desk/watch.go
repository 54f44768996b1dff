package desk

import (
	"context"
	"strings"

	"hearth/internal/desk/beside"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/live"
	"hearth/internal/platform/store"
)

// Watched returns the topics that a page with some topics listens to: the lists of HR hear at a topic of the reader's own too, see QueueTopic.
func Watched(by authz.Actor, topics []string) (all []string) {
	for _, topic := range topics {
		lists := topic == QueueTopic && by.Works()
		if lists {
			all = append(all, live.To(topic, by.PersonID))
		}
		if !lists || by.Has(authz.Agent, authz.HRHead) {
			all = append(all, topic)
		}
	}
	return all
}

// MayWatch reports whether by may be told that something at a topic of live updates changed. The events themselves say nothing more. What those of HR do at a case is told to those who work on it.
func (s *Service) MayWatch(ctx context.Context, by authz.Actor, topic string) bool {
	switch topic {
	case QueueTopic: // what a concern handler does not see is the rule, not the exception
		return by.Has(authz.Agent, authz.HRHead)
	case live.To(QueueTopic, by.PersonID):
		return by.Works()
	}
	if id, ok := strings.CutPrefix(topic, beside.Topic("")); ok {
		r, rel, err := s.related(ctx, s.db, by, store.Cond(`c.id = ?`, id))
		return err == nil && s.works(by, rel) && s.policy.May(by, WorkCase, rel) == nil && !s.hidesTexts(by, r, rel)
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
