package search

import (
	"hash/fnv"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
)

// language is one whose words are found by their stems.
type language struct {
	tag  string
	stem func(*snowballstem.Env) bool
}

// languages are the languages with stems. A language keeps its place: the index holds it as a bit.
var languages = []language{
	{"en", english.Stem}, {"de", german.Stem}, {"fr", french.Stem}, {"es", spanish.Stem}, {"it", italian.Stem}, {"pt", portuguese.Stem}, {"nl", dutch.Stem}, {"sv", swedish.Stem},
	{"da", danish.Stem}, {"no", norwegian.Stem}, {"fi", finnish.Stem}, {"hu", hungarian.Stem}, {"ro", romanian.Stem}, {"ru", russian.Stem}, {"tr", turkish.Stem},
}

// stems returns the stems of a word as it is looked for, without accents, each with the languages that give it. They say nothing of the text that it stands in: whether a word is found by
// another one must never depend on a text that the reader may not read, such as one that tells in which languages the word is used.
func stems(word string) map[string]int {
	all := map[string]int{}
	for i, l := range languages {
		all[l.of(word)] |= 1 << i
	}
	return all
}

// accentStems returns the stems, without accents, that a word has besides because of how it was written, and in German also with ae for ä. There are none without accents.
func accentStems(t token) map[string]int {
	all := map[string]int{}
	if !accented(t) {
		return all
	}
	plain := stems(t.word)
	add := func(i int, word string) {
		if s := foldWord(languages[i].of(word)); plain[s]>>i&1 == 0 {
			all[s] |= 1 << i
		}
	}
	for i := range languages {
		add(i, t.raw)
	}
	if typed := umlauts.Replace(t.raw); typed != t.raw {
		add(deutsch, foldWord(typed))
	}
	return all
}

// stemmed reports whether a word is found by its stems. Words with digits, and those of scripts without spaces, are looked for as they are.
func stemmed(word string) bool { return len(word) >= 2 && !isUnspaced(word) && !numbered(word) }

// accented reports whether a word that is stemmed was written otherwise than it is looked for.
func accented(t token) bool {
	return t.raw != t.word && t.raw != "" && utf8.RuneCountInString(t.raw) <= longestWord
}

func (l language) of(word string) string {
	env := snowballstem.NewEnv(word)
	l.stem(env)
	return env.Current()
}

// umlauts writes German letters as people do who lack them.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")

// deutsch is the place of German in languages.
const deutsch = 1

// The two kinds of keys under which a word is kept.
const (
	byStem     = 's'
	bySpelling = 'n'
)

// key is what a word is kept under: a short number for a stem or a spelling.
func key(kind byte, s string) int64 {
	h := fnv.New64a()
	h.Write([]byte{kind}) //nolint:errcheck // a hash takes everything
	h.Write([]byte(s))    //nolint:errcheck // as above
	return int64(h.Sum64())
}

// The words that are found by how they are spelt: shorter ones are like too many others.
const (
	shortestSpelt = 4
	longestSpelt  = 24
)

// spellings returns a word, and it without each of its letters: two words that one slip tells apart have one of them in common.
func spellings(w string) []string {
	runes := []rune(w)
	if len(runes) < shortestSpelt || len(runes) > longestSpelt || isUnspaced(w) || numbered(w) {
		return nil
	}
	all := []string{w}
	for i := range runes {
		if i == 0 || runes[i] != runes[i-1] {
			all = append(all, string(runes[:i])+string(runes[i+1:]))
		}
	}
	return all
}
