package desk

import (
	"context"

	"hearth/internal/desk/audience"
	"hearth/internal/platform/store"
)

// The topics of live updates: QueueTopic for anything that changes a list of HR's, CaseTopic for one case. Of a case that is hidden from somebody in HR lists hear by live.To, each reader by themselves:
// that something happened in it is nothing that the others may know.
const QueueTopic = "desk"

// CaseTopic returns the topic of the case with an id.
func CaseTopic(id string) string { return "case:" + id }

// changed tells open pages that a case changed, once tx has committed.
func (s *Service) changed(ctx context.Context, tx *store.Tx, r row) error {
	tx.AfterCommit(func() { s.live.Publish(CaseTopic(r.ID)) })
	return s.tellLists(ctx, tx, r)
}

// tellLists tells the lists of those in HR who see r, as it stands in tx, that it changed, once tx has committed. Whoever takes the sight of a case from somebody calls it before that too:
// it leaves their list.
func (s *Service) tellLists(ctx context.Context, tx *store.Tx, r row) error {
	topics, err := audience.Topics(ctx, tx, r, QueueTopic)
	if err != nil {
		return err
	}
	tx.AfterCommit(func() {
		for _, topic := range topics {
			s.live.Publish(topic)
		}
	})
	return nil
}
