package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord is how many characters of a word count; more are a key or a line of base64, and found by their beginning.
const longestWord = 40

// token is one word of a text: folded, as it was written but for upper case, and where.
type token struct {
	word, raw  string
	start, end int
}

// letters replaces letters that have no accent to take off, as people type them.
var letters = strings.NewReplacer("ß", "ss", "ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ς", "σ")

// fold returns s in lower case, without accents, widths and ligatures.
func fold(s string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) && r != '\u3099' && r != '\u309A' { // those two tell Japanese consonants apart
			return -1
		}
		return r
	}, norm.NFKD.String(s))
	return letters.Replace(norm.NFC.String(strings.ToLower(bare)))
}

// latin holds fold of the first characters, which are most of what is written.
var latin = func() (table [0x250]string) {
	for r := range rune(len(table)) {
		table[r] = fold(string(r))
	}
	return table
}()

func foldWord(s string) string {
	var b strings.Builder
	for _, r := range s {
		if int(r) >= len(latin) {
			return fold(s)
		}
		b.WriteString(latin[r])
	}
	return b.String()
}

// normal returns s as scan takes it: valid, and composed.
func normal(s string) string { return norm.NFC.String(strings.ToValidUTF8(s, " ")) }

// scan calls f for each word of s, which is normal, in order, until f returns false. An apostrophe within a word ends it, and an s after it is dropped.
// Scripts that are written without spaces give pairs of neighbouring characters, and the last one alone.
func scan(s string, f func(token) bool) {
	before := -1 // where the word before ended
	for i := 0; i < len(s); {
		end, plain := wordEnd(s, i)
		if end == i {
			_, n := utf8.DecodeRuneInString(s[i:])
			i += n
			continue
		}
		genitive := end-i == 1 && s[i]|0x20 == 's' && before >= 0 && (s[before:i] == "'" || s[before:i] == "’")
		if !genitive && !split(s, i, end, plain, f) {
			return
		}
		before, i = end, end
	}
}

// wordEnd returns where the word that begins at i ends, which is i when none does, and whether it is of ASCII alone. A word is of one kind of script.
func wordEnd(s string, i int) (end int, plain bool) {
	for end = i; end < len(s) && alphanumeric(s[end]); {
		end++
	}
	if end == len(s) || s[end] < utf8.RuneSelf {
		return end, true
	}
	first, kind := true, false
	for j := i; j < len(s); {
		r, n := utf8.DecodeRuneInString(s[j:])
		switch {
		case first && !begins(r):
			return i, false
		case first:
			kind = unspaced(r)
		case unicode.In(r, unicode.M, unicode.Cf): // belongs to what stands before
		case !begins(r) || unspaced(r) != kind:
			return j, j == end
		}
		first = false
		j += n
		if j == len(s) {
			return j, false
		}
	}
	return i, false
}

func alphanumeric(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }

// begins reports whether r is a letter or a number, or is another way to write some.
func begins(r rune) bool {
	if r < utf8.RuneSelf {
		return alphanumeric(byte(r))
	}
	if unicode.In(r, unicode.L, unicode.N) {
		return true
	}
	if unicode.In(r, unicode.M, unicode.Z) {
		return false
	}
	d := norm.NFKD.PropertiesString(string(r)).Decomposition()
	first, _ := utf8.DecodeRune(d)
	return len(d) > 0 && (unicode.IsLetter(first) || unicode.IsNumber(first))
}

// split calls f for the words of s between start and end.
func split(s string, start, end int, plain bool, f func(token) bool) bool {
	text := s[start:end]
	if plain {
		w := strings.ToLower(text)
		return f(token{cut(w), w, start, end})
	}
	if r, _ := utf8.DecodeRuneInString(text); unspaced(r) {
		return pairs(text, start, f)
	}
	raw := norm.NFC.String(strings.ToLower(text))
	parts := strings.FieldsFunc(foldWord(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	for _, w := range parts {
		if len(parts) > 1 {
			raw = w
		}
		if !f(token{cut(w), raw, start, end}) {
			return false
		}
	}
	return true
}

// pairs calls f for the pairs of characters of text, and for the last character, so that a single one is found at the end too.
func pairs(text string, at int, f func(token) bool) bool {
	var all []token // of one character each
	for i, r := range text {
		switch {
		case unicode.In(r, unicode.M, unicode.Cf) && len(all) > 0:
			all[len(all)-1].end = at + i + utf8.RuneLen(r)
			if r == '\u3099' || r == '\u309A' {
				all[len(all)-1].word = fold(text[all[len(all)-1].start-at : i+utf8.RuneLen(r)])
			}
		default:
			for _, c := range fold(string(r)) {
				if unicode.IsLetter(c) || unicode.IsNumber(c) {
					all = append(all, token{string(c), "", at + i, at + i + utf8.RuneLen(r)})
				}
			}
		}
	}
	for i, t := range all {
		if i+1 < len(all) {
			t.word, t.end = t.word+all[i+1].word, all[i+1].end
		}
		if !f(t) {
			return false
		}
	}
	return true
}

// unspaced reports whether r belongs to a script that is indexed by pairs of characters, because it is written without spaces between words or, as Korean, with endings
// that change.
func unspaced(r rune) bool {
	return r >= 0x0e00 && (r == 'ー' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar))
}

func isUnspaced(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unspaced(r)
}

// numbered reports whether a word has a digit: it is looked for as it is.
func numbered(w string) bool { return strings.IndexFunc(w, unicode.IsNumber) >= 0 }

func cut(w string) string {
	if len(w) <= longestWord {
		return w
	}
	n := 0
	for i := range w {
		if n == longestWord {
			return w[:i]
		}
		n++
	}
	return w
}
