package desk

import (
	"context"

	"hearth/internal/desk/audience"
	"hearth/internal/desk/number"
	"hearth/internal/desk/record"
	"hearth/internal/platform/store"
)

// Audience is at which topics lists hear of a case.
func (s *Service) Audience(ctx context.Context, name string) ([]string, error) {
	r, err := store.One[row](ctx, s.db, `SELECT `+record.Columns+` FROM desk_case c WHERE c.number = $1`, number.Parse(name))
	if err != nil {
		return nil, err
	}
	return audience.Topics(ctx, s.db, r, QueueTopic)
}
