package stats

import (
	"math"
	"testing"
)

// The examples are those of Wilson's interval in Newcombe 1998, and the ends of the scale.
func TestWilsonIsAsPublished(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{81, 263, 0.255289, 0.366210}, {15, 148, 0.062386, 0.160529}, {45, 50, 0.786398, 0.956524}, {7, 8, 0.529112, 0.977583}, {0, 10, 0, 0.277533}, {10, 10, 0.722467, 1}, {0, 0, 0, 1}} {
		low, high := Wilson(c.k, c.n)
		if math.Abs(low-c.low) > 1e-4 || math.Abs(high-c.high) > 1e-4 {
			t.Errorf("%d of %d: %.6f to %.6f, want %.6f to %.6f", c.k, c.n, low, high, c.low, c.high)
		}
	}
}
