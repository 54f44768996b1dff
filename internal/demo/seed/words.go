package seed

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"hearth/internal/demo/content"
)

// Vocabulary is how many different words the texts are made of.
const Vocabulary = 24_000

// flat makes the first few words of the distribution a little less common: the r-th word has the weight 1/(r+flat).
const flat = 2.7

type words struct {
	all []string
	cum []float64 // the weights up to a word, added up
}

// Words returns the vocabulary, the most common word first: those that the stories of the demo use, as often as they use them, then made ones.
func Words() []string { return newWords().all }

func newWords() *words {
	w := &words{all: known()}
	seen := map[string]bool{}
	for _, x := range w.all {
		seen[x] = true
	}
	rng := rand.New(rand.NewPCG(random, 1))
	for len(w.all) < Vocabulary {
		if x := syllables(rng); !seen[x] {
			seen[x] = true
			w.all = append(w.all, x)
		}
	}
	sum := 0.0
	for r := range w.all {
		sum += 1 / (float64(r+1) + flat)
		w.cum = append(w.cum, sum)
	}
	return w
}

// known returns the words of the demo's stories, the most used first.
func known() []string {
	count := map[string]int{}
	for _, c := range content.Cases(content.Seed) {
		texts := []string{c.Subject, c.Body, c.Closing}
		for _, t := range c.Turns {
			texts = append(texts, t.Text)
		}
		for _, x := range strings.FieldsFunc(strings.ToLower(strings.Join(texts, " ")), func(r rune) bool { return !unicode.IsLetter(r) }) {
			count[x]++
		}
	}
	all := make([]string, 0, len(count))
	for x := range count {
		all = append(all, x)
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	return all
}

func syllables(rng *rand.Rand) string {
	const onsets, vowels, ends = "bdfghjklmnprstvz", "aeiou", "lmnrstk"
	var b strings.Builder
	for range 2 + rng.IntN(3) {
		b.WriteByte(onsets[rng.IntN(len(onsets))])
		b.WriteByte(vowels[rng.IntN(len(vowels))])
	}
	b.WriteByte(ends[rng.IntN(len(ends))])
	return b.String()
}

// one draws a word.
func (w *words) one(rng *rand.Rand) string {
	i, _ := slices.BinarySearch(w.cum, rng.Float64()*w.cum[len(w.cum)-1])
	return w.all[min(i, len(w.all)-1)]
}

// text draws n words as sentences.
func (w *words) text(rng *rand.Rand, n int) string {
	var b strings.Builder
	left := 0
	for i := range n {
		x := w.one(rng)
		if left == 0 {
			left = 6 + rng.IntN(10)
			r := []rune(x)
			x = string(unicode.ToUpper(r[0])) + string(r[1:])
		}
		left--
		b.WriteString(x)
		switch {
		case i == n-1 || left == 0:
			left = 0
			b.WriteString(". ")
		default:
			b.WriteString(" ")
		}
	}
	return strings.TrimSpace(b.String())
}
