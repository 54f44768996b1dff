package people

import (
	"context"

	"hearth/internal/platform/store"
)

// ConcernHandlers is to come.
func ConcernHandlers(context.Context, store.Querier) ([]Person, error) { return nil, nil }
