package burst

import (
	"strings"
	"unicode"
)

// longestTitle is how many words of a title are looked at.
const longestTitle = 16

// Words are the words of a title that may be looked at, folded by fold: those of letters alone. Whatever holds a digit, an @ or the like may name somebody, and is left out with what it is part of.
func Words(title string, fold func(string) string) (words []string) {
	for _, chunk := range strings.Fields(title) {
		if strings.ContainsFunc(chunk, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("@/\\#_=&+", r) }) {
			continue
		}
		for _, w := range strings.FieldsFunc(fold(chunk), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
			if words = append(words, w); len(words) == longestTitle {
				return words
			}
		}
	}
	return words
}
