// Package near finds which of many earlier cases are most like a new one.
package near

import (
	"cmp"
	"math"
	"slices"
)

// Facts are what is compared: words that are equal or not, and numbers that are more or less close. What is missing in one of two is not compared.
type Facts struct {
	Words   map[string]string  // "" is missing
	Numbers map[string]float64 // NaN is missing, as is what is not there
}

// Ranges returns for each number the distance between the smallest and the largest of all: the scale on which Similarity measures closeness.
func Ranges(all ...Facts) map[string]float64 {
	low, high := map[string]float64{}, map[string]float64{}
	for _, f := range all {
		for name, x := range f.Numbers {
			if math.IsNaN(x) {
				continue
			}
			if _, seen := low[name]; !seen {
				low[name], high[name] = x, x
			}
			low[name], high[name] = min(low[name], x), max(high[name], x)
		}
	}
	for name := range low {
		high[name] -= low[name]
	}
	return high
}

// Similarity is the general coefficient of J. C. Gower, "A general coefficient of similarity and some of its properties", Biometrics 27 (1971), 857-871, with equal
// weights: the mean of the scores of all facts that both have, which is 1 or 0 for words and 1 - |x - y| / range for numbers. It is from 0 to 1, and 0 where nothing
// can be compared. A number whose range is 0 is alike in all.
func Similarity(a, b Facts, ranges map[string]float64) float64 {
	sum, n := 0.0, 0
	for name, x := range a.Words {
		y := b.Words[name]
		if x == "" || y == "" {
			continue
		}
		if n++; x == y {
			sum++
		}
	}
	for name, x := range a.Numbers {
		y, there := b.Numbers[name]
		if !there || math.IsNaN(x) || math.IsNaN(y) {
			continue
		}
		n++
		if r := ranges[name]; r > 0 {
			sum += 1 - math.Abs(x-y)/r
		} else {
			sum++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// Found is an earlier case, by its place in what Nearest was given.
type Found struct {
	Index      int
	Similarity float64
}

// Nearest returns up to n of the earlier facts that are most like those of the new case, the nearest first; of two that are equally near, the one that comes first in
// earlier.
func Nearest(now Facts, earlier []Facts, n int) []Found {
	ranges := Ranges(append(slices.Clone(earlier), now)...)
	all := make([]Found, 0, len(earlier))
	for i, f := range earlier {
		all = append(all, Found{i, Similarity(now, f, ranges)})
	}
	slices.SortStableFunc(all, func(a, b Found) int { return cmp.Compare(b.Similarity, a.Similarity) })
	return all[:min(n, len(all))]
}
