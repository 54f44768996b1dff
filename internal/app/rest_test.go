package app

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestMemoryIsGivenBackOnceAfterEachLoad(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var asked int64
		var rests int
		ctx, stop := context.WithCancel(t.Context())
		go resting(ctx, func() int64 { return asked }, func() { rests++ })
		after := func(d time.Duration, want int) {
			t.Helper()
			time.Sleep(d)
			synctest.Wait()
			if rests != want {
				t.Fatalf("rested %d times, want %d", rests, want)
			}
		}
		after(20*time.Second, 0)
		after(time.Hour, 1) // nobody has asked yet: after the start alone
		for range 20 {
			asked++
			after(10*time.Second, 1) // no rest in the midst of it
		}
		after(time.Minute, 2)
		after(time.Hour, 2)
		asked++
		after(time.Minute, 3)
		stop()
		synctest.Wait()
	})
}
