package clock_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"hearth/internal/platform/clock"
)

func TestRestEndsWithItsTimeOrItsContext(t *testing.T) {
	t.Parallel()
	if err := clock.Rest(t.Context(), time.Millisecond); err != nil {
		t.Errorf("a rest that is over: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	began := time.Now()
	if err := clock.Rest(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("a rest that was ended: %v, want that it was cancelled", err)
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("it rested for %v although nobody waits any more", took)
	}
}
