package demo

import (
	"context"
	"time"

	"hearth/internal/tag"
)

// tagged puts a word on the case, where there is one.
func (s *story) tagged(at time.Time, word string) {
	if word == "" {
		return
	}
	s.then(at, "tag", func(ctx context.Context) error {
		_, err := s.b.tags.Put(ctx, s.b.agents[s.agent], tag.Put{Number: s.number, Word: word})
		return err
	})
}
