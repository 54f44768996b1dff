// Package lookalike finds names and addresses that look like others and are not: written with letters of another alphabet, or with signs that nobody sees.
package lookalike

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Oddity is what is odd about a text by itself.
type Oddity string

// The oddities.
const (
	None      Oddity = ""
	Mixed     Oddity = "mixed"     // letters of two alphabets in one word
	Invisible Oddity = "invisible" // signs that nobody sees
	Turned    Oddity = "turned"    // signs that turn the reading direction
)

// Of returns what is odd about a name or an address by itself. A name that is wholly of any alphabet is not odd, nor one with words of several.
func Of(text string) Oddity {
	if plain(text) {
		return None
	}
	var word alphabet
	var before rune
	oddity := None
	for _, r := range text {
		switch {
		case unicode.In(r, turning):
			return Turned
		case invisible(r, before, text):
			oddity = Invisible
		case unicode.IsLetter(r):
			if a := alphabetOf(r); a != 0 && word != 0 && a != word && oddity == None {
				oddity = Mixed
			} else if a != 0 {
				word = a
			}
		case !unicode.IsMark(r) && r != '\'' && r != '’':
			word = 0
		}
		before = r
	}
	return oddity
}

func plain(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// turning are the signs that embed, override or isolate a reading direction.
var turning = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x202a, Hi: 0x202e, Stride: 1}, {Lo: 0x2066, Hi: 0x2069, Stride: 1}}}

// blanks are letters and signs that show nothing although they are no spaces.
var blanks = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x034f, Hi: 0x034f, Stride: 1}, {Lo: 0x115f, Hi: 0x1160, Stride: 1}, {Lo: 0x17b4, Hi: 0x17b5, Stride: 1},
	{Lo: 0x2800, Hi: 0x2800, Stride: 1}, {Lo: 0x3164, Hi: 0x3164, Stride: 1}, {Lo: 0xffa0, Hi: 0xffa0, Stride: 1}}}

// invisible reports whether r shows nothing where it stands. Joiners belong into words of scripts that join, and marks of direction beside letters that are written
// from right to left.
func invisible(r, before rune, text string) bool {
	switch r {
	case '\u200c', '\u200d':
		return !unicode.IsLetter(before) && !unicode.IsMark(before) || alphabetOf(before) != 0
	case '\u200e', '\u200f':
		return !strings.ContainsFunc(text, func(r rune) bool {
			return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana)
		})
	}
	return unicode.In(r, unicode.Cf, blanks)
}

// alphabet is one of those whose letters are taken for each other's.
type alphabet int

var alphabets = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Coptic, unicode.Cherokee, unicode.Lisu}

func alphabetOf(r rune) alphabet {
	for i, table := range alphabets {
		if unicode.Is(table, r) {
			return alphabet(i + 1)
		}
	}
	return 0
}

// Name returns what a name looks like: two names that look alike have the same. It is for comparing only.
func Name(text string) string { return skeleton(text) }

// Address returns what an address looks like, likewise; there two letters may look like one, such as rn and m.
func Address(text string) string {
	return pairs.Replace(skeleton(strings.ToLower(text)))
}

var pairs = strings.NewReplacer("rn", "m", "vv", "w")

func skeleton(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r) || unicode.In(r, unicode.Cf, blanks, turning) || unicode.IsControl(r):
		case unicode.IsSpace(r):
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(looks(r))
		}
	}
	return b.String()
}

// looks returns the letter of ASCII that r looks like, small; another letter is what it is.
func looks(r rune) rune {
	switch {
	case r == 'I' || r == '1' || r == '|':
		return 'l'
	case r == '0':
		return 'o'
	case r < 0x80:
		return unicode.ToLower(r)
	}
	small := unicode.ToLower(r)
	for _, form := range []rune{r, small} {
		if like, ok := letters[form]; ok {
			return like
		}
	}
	return small
}

// letters is alike by the other letter.
var letters = func() map[rune]rune {
	all := map[rune]rune{}
	for like, others := range alike {
		for _, r := range others {
			all[r] = like
		}
	}
	return all
}()
