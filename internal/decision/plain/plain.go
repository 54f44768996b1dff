// Package plain helps somebody in HR to write so that everybody understands it: it finds long sentences, hard words and phrases that say nothing. It is pure,
// and it is about the words, never about who wrote them.
//
// Hard words and phrases are those of English. Of other languages it knows only how long a sentence may be.
package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// LongSentence is how many words a sentence may have before it is a long one.
const LongSentence = 25

// enough is how many words beside phrases that say nothing make a reason.
const enough = 6

// maxHints is how many hints of one kind are given at once: the writer checks again when those are mended.
const maxHints = 5

// Hint is something that a reader may stumble over. Key is a sentence and message key for the writer; Args are its places.
type Hint struct {
	Kind Kind
	Key  string
	Args []any
}

// Kind is what a hint is about.
type Kind string

// The kinds of hint.
const (
	Long   Kind = "long"   // a sentence
	Hard   Kind = "hard"   // a word with a plain one
	Canned Kind = "canned" // a phrase that says nothing
)

// Hints returns what may be hard to read in a text of a language, such as "en" or "de-AT"; "" is English. Each word and phrase is named once, in the order
// of the text; at most five of a kind.
func Hints(language, text string) []Hint {
	all := longSentences(text)
	if !english(language) {
		return all
	}
	all = append(all, hardWords(text)...)
	for _, p := range first(found(text)) {
		all = append(all, Hint{Canned, "“%s” gives no reason. Say what counts in this case.", []any{p}})
	}
	return all
}

// Empty reports whether a text gives no reason: it has no words, or hardly any but phrases such as “as per policy” or “not eligible”, and then the first of those
// phrases as it was written. The phrases are looked for whatever the language is: they are English, and in another language there are none.
func Empty(text string) (phrase string, empty bool) {
	if len(words(text)) == 0 {
		return "", true
	}
	all := found(text)
	if len(all) == 0 {
		return "", false
	}
	rest := hush.ReplaceAllString(tidy(text), " ")
	if len(words(filler.ReplaceAllString(rest, " "))) >= enough {
		return "", false
	}
	return all[0], true
}

// Bare reports whether a text is one word or two, such as “No.” or “Request refused”: an outcome, and no reason for it. A text with a letter of a script that is written
// without spaces is never bare.
func Bare(text string) bool {
	return len(words(text)) < 3 && !strings.ContainsFunc(text, func(c rune) bool {
		return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

func english(language string) bool {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	return base == "" || base == "en"
}

// tidy makes typographic marks plain and every space one, so that phrases are found however they were typed.
func tidy(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("’", "'", "‘", "'", "\u00a0", " ", "\u2011", "-").Replace(text)), " ")
}

// hush finds the phrases that say nothing by themselves.
var hush = regexp.MustCompile(`(?i)\b(?:` + strings.Join([]string{
	`as per (?:the |our |company |hr )*polic(?:y|ies)`,
	`(?:in accordance with|according to|due to|because of|per|in line with) (?:the |our |company |hr )*(?:policy|policies|guidelines|rules|regulations)`,
	`(?:unfortunately,? )?(?:this|that|it)(?: i|')s (?:just |simply |the way |how )*(?:how )?(?:things|it|this|the company|the system)? ?(?:works?|(?:it )?is|goes)`,
	`(?:this|that|it)(?: i|')s (?:our |the |company )?policy`,
	`(?:you are|you're|he is|she is|they are|is|are) not (?:eligible|entitled)`,
	`not eligible|ineligible|not entitled`,
	`(?:does|do) not meet (?:the |our )?(?:criteria|requirements)`,
	`(?:your |the )?(?:request|application) (?:has been|was|is|had to be) (?:denied|refused|rejected|declined)`,
	`(?:we are|we're|i am|i'm) (?:unable|not able) to (?:approve|grant|process|accommodate)(?: (?:this request|your request|this|it|that))?`,
	`(?:we|i) (?:cannot|can't|can not) (?:approve|grant|process|accommodate)(?: (?:this request|your request|this|it|that))?`,
	`(?:this|that|it)(?: i|')s not (?:possible|allowed|permitted)`,
	`(?:for )?(?:operational|business|budgetary) reasons`,
	`(?:the )?(?:payroll )?system (?:says|said) so`,
	`no exceptions? (?:can|could|will) be made`,
}, "|") + `)\b`)

// filler is what people put around such a phrase.
var filler = regexp.MustCompile(`(?i)\b(?:unfortunately|sorry|please|note|that|this|is|we|you|your|regret|to|inform|the|a|an|at|time|therefore|because|and|i|am|are|it|request|thank|thanks|for|understanding|kindly|be|patient|as|so)\b`)

// found returns the phrases of a text that say nothing, each once, as they were written.
func found(text string) (all []string) {
	for _, p := range hush.FindAllString(tidy(text), -1) {
		if !slices.ContainsFunc(all, func(q string) bool { return strings.EqualFold(p, q) }) {
			all = append(all, p)
		}
	}
	return all
}

func longSentences(text string) (all []Hint) {
	for _, s := range sentences(text) {
		if n := len(words(s)); n > LongSentence {
			all = append(all, Hint{Long, "The sentence that begins “%s …” has %d words. Make two of it.", []any{opening(s), n}})
		}
	}
	return first(all)
}

// sentences takes a text apart at the ends of sentences and of lines.
func sentences(text string) []string {
	var all []string
	for _, line := range strings.Split(text, "\n") {
		from := 0
		runes := []rune(line)
		for i, c := range runes {
			end := strings.ContainsRune(".!?。؟", c) && (i+1 == len(runes) || unicode.IsSpace(runes[i+1]))
			if end || i+1 == len(runes) {
				all = append(all, string(runes[from:i+1]))
				from = i + 1
			}
		}
	}
	return all
}

func opening(sentence string) string {
	w := strings.Fields(sentence)
	return strings.Join(w[:min(4, len(w))], " ")
}

// words returns the words of a text: what stands between spaces and has a letter or a digit.
func words(text string) []string {
	return slices.DeleteFunc(strings.Fields(text), func(w string) bool {
		return !strings.ContainsFunc(w, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
	})
}

func hardWords(text string) (all []Hint) {
	seen := map[string]bool{}
	for _, w := range hard.FindAllString(tidy(text), -1) {
		key := strings.ToLower(w)
		if !seen[key] {
			seen[key] = true
			all = append(all, Hint{Hard, "Instead of “%s” write “%s”.", []any{w, easy[key]}})
		}
	}
	return first(all)
}

func first[T any](all []T) []T { return all[:min(len(all), maxHints)] }
