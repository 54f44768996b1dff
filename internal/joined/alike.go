package joined

import (
	"strings"
	"time"
	"unicode"

	"hearth/internal/people"
	"hearth/internal/platform/store"
)

// said is what a request says, and where it belongs.
type said struct {
	Subject, Body, Service string
	At                     store.Time
}

// sameSubjectWithin is how long after a request another one with the same subject is like it, whatever its service.
const sameSubjectWithin = 14 * 24 * time.Hour

// Two texts of one service are alike when so large a part of the words of the shorter one stands in the other, and at least so many do.
const (
	subjectShare, subjectWords = 0.6, 2
	textShare, textWords       = 0.5, 4
)

// alike reports whether two requests look like one that was sent twice: they have the same subject and lie within two weeks, or are of one service and their words are much the same.
func alike(a, b said) bool {
	same := people.Fold(a.Subject) == people.Fold(b.Subject)
	apart := a.At.Sub(b.At.Time).Abs()
	switch {
	case same && (a.Service == b.Service || apart <= sameSubjectWithin):
		return true
	case a.Service != b.Service:
		return false
	}
	whole, other := words(a.Subject+" "+a.Body), words(b.Subject+" "+b.Body)
	return shares(words(a.Subject), other, subjectShare, subjectWords) && shares(words(b.Subject), whole, subjectShare, subjectWords) || overlap(whole, other)
}

// overlap reports whether most words of the shorter text stand in the longer one.
func overlap(a, b map[string]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return shares(a, b, textShare, textWords)
}

// shares reports whether at least that share of the words of a, and that many, stand in b.
func shares(a, b map[string]bool, share float64, least int) bool {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n >= least && float64(n) >= share*float64(len(a))
}

// The letters of a word that count, and the fewest that make one: "the" and "and" tell nothing, and endings differ.
const beginning, shortest = 6, 4

// words returns the words of a text as they are compared: without accents and endings. Of scripts that write no spaces, it is each pair of letters.
func words(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(people.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.Mn, r) }) {
		letters := []rune(w)
		switch {
		case strings.ContainsFunc(w, unspaced):
			for i := range letters[1:] {
				out[string(letters[i:i+2])] = true
			}
		case len(letters) >= shortest:
			out[string(letters[:min(len(letters), beginning)])] = true
		}
	}
	return out
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
