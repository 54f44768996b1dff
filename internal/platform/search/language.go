package search

import (
	"hash/fnv"
	"slices"
	"strings"
	"sync"

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

// language is one whose words are found by their stems. Its function words tell what is written in it.
type language struct {
	tag   string
	stem  func(*snowballstem.Env) bool
	words string
}

// languages are the languages with stems. A language keeps its place: the index holds it as a bit.
var languages = []language{
	{"en", english.Stem, "the and of to is that it for was with you are this not have but be my from we at on will would your has do what when how please which been can there their our"},
	{"de", german.Stem, "der die und das ist nicht ich ein eine mit auf fur den dem des zu von im wir sie bitte auch es sich mein meine haben hat bei nach oder wie wird werden noch uber aus einen habe kann"},
	{"fr", french.Stem, "le la les des et est une pour dans que qui pas je vous nous sur avec mon ma mes ne du au aux ce cette sont votre par plus bonjour merci il elle ai"},
	{"es", spanish.Stem, "el la los las y es una para por que no en mi con del se su lo como pero esta este tengo gracias hola muy mas me al ha sobre cuando"},
	{"it", italian.Stem, "il la di che e un una per non con del della sono mi ho gli nel alla come questo questa buongiorno grazie anche le dei dal piu mio mia ha lo"},
	{"pt", portuguese.Stem, "o a os as de que e um uma para nao com do da em no na por meu minha se mas como mais ao foi esta obrigado ola seu sua dos das eu tenho"},
	{"nl", dutch.Stem, "de het een en van is ik dat niet op te voor met zijn mijn er aan om ook als maar bij graag heb heeft nog wij naar uit kan dit deze wordt"},
	{"sv", swedish.Stem, "och att det som en ett jag inte for med av ar till har pa om den min mitt vi kan fran hej tack men nar ska eller mina var skulle"},
	{"da", danish.Stem, "og at det som en et jeg ikke for med af er til har pa om den min mit vi kan fra hej tak men nar skal eller mine hvad hvor skulle"},
	{"no", norwegian.Stem, "og at det som en et jeg ikke for med av er til har pa om den min mitt vi kan fra hei takk men nar skal eller mine hva hvor skulle"},
	{"fi", finnish.Stem, "ja on ei se etta en olen han oli mutta kun niin minun mita ole tai myos voi ovat hei kiitos jos joka tama minulla olisi voin"},
	{"hu", hungarian.Stem, "a az es hogy nem egy is meg van ez de csak volt kell mar mint vagy akkor koszonom szeretnem kerem lehet nekem ha"},
	{"ro", romanian.Stem, "si de la in cu nu este pe un o sa ca din am pentru ce mai sunt multumesc buna imi va fost care mea meu"},
	{"ru", russian.Stem, "и в не на что я с как это по но из у за от мне для мы вы бы был к есть или моя мои пожалуиста"},
	{"tr", turkish.Stem, "ve bir bu icin ile da de ne cok var ben mi gibi daha degil olarak benim kadar merhaba tesekkurler lutfen bana olan"},
}

// every is all languages, a bit each.
var every = 1<<len(languages) - 1

// functionWords maps a folded word to the languages that it is frequent in.
var functionWords = sync.OnceValue(func() map[string]int {
	all := map[string]int{}
	for i, l := range languages {
		for _, w := range strings.Fields(l.words) {
			all[w] |= 1 << i
		}
	}
	return all
})

// spoken returns the languages that a text is written in, told by its function words: those that have nearly as many as the one with most. Every language, where there are too
// few to tell.
func spoken(text []token) int {
	known := functionWords()
	counts := make([]int, len(languages))
	for _, t := range text {
		for langs, i := known[t.word], 0; langs != 0; langs, i = langs>>1, i+1 {
			counts[i] += langs & 1
		}
	}
	most := slices.Max(counts)
	if most < 3 {
		return every
	}
	langs := 0
	for i, n := range counts {
		if 3*n >= 2*most {
			langs |= 1 << i
		}
	}
	return langs
}

// stems returns the stems of a word in langs, folded, each with the languages that give it.
func stems(t token, langs int) map[string]int {
	all := map[string]int{}
	for i, l := range languages {
		if langs>>i&1 == 0 {
			continue
		}
		all[l.of(t.word)] |= 1 << i
		if t.raw != t.word {
			all[foldWord(l.of(t.raw))] |= 1 << i
		}
	}
	if langs>>deutsch&1 == 1 {
		if typed := umlauts.Replace(t.raw); typed != t.raw {
			all[languages[deutsch].of(foldWord(typed))] |= 1 << deutsch
		}
	}
	return all
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
