package searchtest

import (
	"slices"
	"strings"
	"unicode"

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
	"golang.org/x/text/unicode/norm"
)

// stemmers are the languages with stems.
var stemmers = map[string]func(*snowballstem.Env) bool{"en": english.Stem, "de": german.Stem, "fr": french.Stem, "es": spanish.Stem, "it": italian.Stem, "pt": portuguese.Stem,
	"nl": dutch.Stem, "sv": swedish.Stem, "da": danish.Stem, "no": norwegian.Stem, "fi": finnish.Stem, "hu": hungarian.Stem, "ro": romanian.Stem, "ru": russian.Stem, "tr": turkish.Stem}

func stem(lang, word string) string {
	env := snowballstem.NewEnv(word)
	stemmers[lang](env)
	return env.Current()
}

// unfold takes off a text what search does not look at: case, accents, ligatures, widths and what has no shape. Two marks stay, that make other characters of Japanese ones.
func unfold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if keep := r == 0x3099 || r == 0x309a; keep || !unicode.In(r, unicode.Mn, unicode.Cf) {
			b.WriteRune(r)
		}
	}
	out := strings.ToLower(b.String())
	for _, pair := range [][2]string{{"ß", "ss"}, {"ø", "o"}, {"æ", "ae"}, {"œ", "oe"}, {"ł", "l"}, {"đ", "d"}, {"ð", "d"}, {"þ", "th"}, {"ı", "i"}, {"ς", "σ"}} {
		out = strings.ReplaceAll(out, pair[0], pair[1])
	}
	return norm.NFC.String(out)
}

// atom is a word, or one character of a script that is written without spaces: joined says that the next one follows it at once.
type atom struct {
	word   string // as it is looked for
	raw    string // as it was written, in lower case
	far    bool
	joined bool
}

func (a atom) numbered() bool { return strings.ContainsFunc(a.word, unicode.IsNumber) }

func isFar(r rune) bool {
	return r == 'ー' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// atoms reads a text character by character: letters and digits make words, and everything else ends them. An s after an apostrophe is no word.
func atoms(s string) (all []atom) {
	s = norm.NFC.String(s)
	runes := []rune(s)
	word := func(from, to int) {
		text := string(runes[from:to])
		if to-from == 1 && unicode.ToLower(runes[from]) == 's' && from >= 2 && (runes[from-1] == '\'' || runes[from-1] == '’') && belongs(runes[from-2]) {
			return
		}
		raw := norm.NFC.String(strings.ToLower(text))
		parts := strings.FieldsFunc(unfold(text), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N) })
		for _, p := range parts {
			if len(parts) > 1 {
				raw = p
			}
			all = append(all, atom{word: p, raw: raw})
		}
	}
	for i := 0; i < len(runes); {
		from := i
		if !begins(runes[i]) {
			i++
			continue
		}
		far := isFar(runes[i])
		for i++; i < len(runes) && (unicode.In(runes[i], unicode.M, unicode.Cf) || begins(runes[i]) && isFar(runes[i]) == far); i++ {
		}
		if !far {
			word(from, i)
			continue
		}
		run := []rune(strings.Map(func(r rune) rune {
			if unicode.In(r, unicode.L, unicode.N) {
				return r
			}
			return -1
		}, unfold(string(runes[from:i]))))
		for j, r := range run {
			all = append(all, atom{word: string(r), far: true, joined: j < len(run)-1})
		}
	}
	return all
}

func belongs(r rune) bool { return begins(r) || unicode.In(r, unicode.M, unicode.Cf) }

// begins reports whether a character is, or stands for, a letter or a digit.
func begins(r rune) bool {
	if unicode.In(r, unicode.L, unicode.N) {
		return true
	}
	first := []rune(norm.NFKD.String(string(r)))[0]
	return !unicode.In(r, unicode.M, unicode.Z) && unicode.In(first, unicode.L, unicode.N)
}

// stemsIn are the stems of a word in a language, without accents: of it as it was written, as it is typed without accents and, in German, with ae for ä.
func stemsIn(lang, word, raw string) []string {
	all := []string{stem(lang, word)}
	if raw != word && raw != "" {
		all = append(all, unfold(stem(lang, raw)))
	}
	if lang == "de" {
		if typed := strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue").Replace(raw); typed != raw {
			all = append(all, stem(lang, unfold(typed)))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// apart counts the slips between two words: letters left out, put in or mistaken, and neighbours that changed places.
func apart(a, b string) int {
	x, y := []rune(a), []rune(b)
	d := make([][]int, len(x)+1)
	for i := range d {
		d[i] = make([]int, len(y)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
				continue
			case x[i-1] == y[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + min(d[i-1][j-1], d[i-1][j], d[i][j-1])
			}
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d[i][j] = min(d[i][j], 1+d[i-2][j-2])
			}
		}
	}
	return d[len(x)][len(y)]
}
