package audit

import (
	"context"

	"hearth/internal/platform/store"
)

// Past is an entry of something that happened before it is written: where data comes from elsewhere, with its history.
type Past struct {
	Entry
	At      store.Time
	Opening bool
}

// RecordPast writes entries of the past in the transaction of what they tell of, in the order given.
func (l *Log) RecordPast(ctx context.Context, tx *store.Tx, all []Past) error {
	for _, p := range all {
		if err := l.write(ctx, tx, p.Entry, p.At, p.Opening); err != nil {
			return err
		}
	}
	return nil
}
