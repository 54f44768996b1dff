package search

import (
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"
)

// MaxWords is how many words of a search count.
const MaxWords = 32

// longestWord is how many characters of a word count; more are a key or a line of base64, and found by their beginning.
const longestWord = 40

// letters replaces letters that have no accent to take off, as people type them.
var letters = strings.NewReplacer("ß", "ss", "ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// fold returns s in lower case, without accents, widths and ligatures.
func fold(s string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) && r != '\u3099' && r != '\u309A' { // those two tell Japanese consonants apart
			return -1
		}
		return r
	}, norm.NFKD.String(strings.ToValidUTF8(s, " ")))
	return letters.Replace(norm.NFC.String(strings.ToLower(bare)))
}

// words returns the words of s, folded, in order. An apostrophe within a word ends it, and an s after it is dropped.
func words(s string) []string {
	s = strings.NewReplacer("'s ", " ", "’s ", " ").Replace(strings.ToLower(s) + " ")
	var all []string
	for _, w := range strings.FieldsFunc(fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		all = append(all, scripts(w)...)
	}
	return all
}

// scripts splits a word where writing without spaces begins or ends: "2026年税" has three parts.
func scripts(w string) []string {
	var parts []string
	start, before := 0, false
	for i, r := range w {
		if now := unspaced(r); i > 0 && now != before {
			parts = append(parts, w[start:i])
			start, before = i, now
		} else {
			before = now
		}
	}
	return append(parts, w[start:])
}

// unspaced reports whether r belongs to a script that is indexed by pairs of characters.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r == 'ー'
}

// pairs returns the pairs of neighbouring characters of w, or w itself when it is one character.
func pairs(w string) []string {
	runes := []rune(w)
	if len(runes) < 2 {
		return []string{w}
	}
	all := make([]string, len(runes)-1)
	for i := range all {
		all[i] = string(runes[i : i+2])
	}
	return all
}

func isUnspaced(w string) bool {
	for _, r := range w {
		return unspaced(r)
	}
	return false
}

func cut(w string) string {
	n := 0
	for i := range w {
		if n == longestWord {
			return w[:i]
		}
		n++
	}
	return w
}

// stem returns the English stem of a folded word; other words come back unchanged or shortened alike on both sides.
func stem(w string) string {
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	return env.Current()
}

// indexed returns the different terms of a text, up to most: each word, and its stem where that differs.
func indexed(s string, most int) []string {
	var all []string
	seen := map[string]bool{}
	add := func(t string) {
		if !seen[t] && len(all) < most {
			seen[t] = true
			all = append(all, t)
		}
	}
	for _, w := range words(s) {
		if isUnspaced(w) {
			for _, p := range pairs(w) {
				add(p)
			}
			last := []rune(w)
			add(string(last[len(last)-1])) // so that a single character is found at the end too
			continue
		}
		add(cut(w))
		add(cut(stem(w)))
	}
	return all
}

// term is one word of a search: the document has to hold exact, or a word that begins with prefix if that is set.
type term struct{ exact, prefix string }

// asked returns the terms of a search, at most MaxWords.
func asked(q string) []term {
	all := words(q)
	var terms []term
	for i, w := range all {
		last := i == len(all)-1
		switch {
		case len(terms) >= MaxWords:
			return terms[:MaxWords]
		case isUnspaced(w):
			for _, p := range pairs(w) {
				terms = append(terms, unspacedTerm(p, w))
			}
		case last:
			terms = append(terms, term{cut(stem(w)), cut(w)})
		default:
			terms = append(terms, term{cut(stem(w)), ""})
		}
	}
	return terms[:min(len(terms), MaxWords)]
}

func unspacedTerm(pair, word string) term {
	if pair == word { // a single character, or a pair: the index holds pairs
		return term{pair, pair}
	}
	return term{pair, ""}
}
