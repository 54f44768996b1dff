package locale

import (
	"strings"
	"unicode"
)

const (
	plainLetters    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	accentedLetters = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"
	growth          = "ōñé ţŵö ţĥŕéé ƒöûŕ ƒîṽé šîẋ šéṽéñ éîĝĥţ ñîñé ţéñ "
)

// accented replaces each ASCII letter of s, so that it can still be read but is seen to come from the catalogue.
func accented(s string) string {
	letters := []rune(accentedLetters)
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(plainLetters, r); i >= 0 {
			return letters[i]
		}
		return r
	}, s)
}

// padding returns 30 % more text for a message: as much as its own letters call for, at least one.
func padding(text string) string {
	letters := 0
	for _, p := range pieces(text) {
		if p.verb != 0 {
			continue
		}
		for _, r := range p.text {
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	want := (letters*3 + 9) / 10
	if want == 0 {
		return ""
	}
	source := []rune(growth)
	out := make([]rune, 0, want+1)
	out = append(out, ' ')
	for i := range want {
		out = append(out, source[i%len(source)])
	}
	return strings.TrimRight(string(out), " ")
}
