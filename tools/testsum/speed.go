package main

import (
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"
)

// reference is what pace takes on the machine for which the budgets were set: two processors of a shared cloud host on a quiet day.
const reference = time.Second

// slowness says how many times as long as there the same work takes here, of which pace took a sample: 2 on a machine half as fast. It is at least 1,
// because a faster machine gets no less time, and at most 3: where it seems slower something else runs beside.
func slowness(sample time.Duration) float64 {
	return min(3, max(1, float64(sample)/float64(reference)))
}

// pace times fixed work on every processor at once, of the kind the tests do: strings are made, put into maps and sorted. Nothing else of the run may run beside it.
func pace() time.Duration {
	start := time.Now()
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for round := range 24 {
				seen := map[string]int{}
				for i := range 100_000 {
					seen[strconv.Itoa((i+round)*7919%1_000_003)] = i
				}
				words := make([]string, 0, len(seen))
				for word := range seen {
					words = append(words, word)
				}
				slices.Sort(words)
			}
		})
	}
	all.Wait()
	return time.Since(start)
}
