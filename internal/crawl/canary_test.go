package crawl_test

import (
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// canary is a word, a number or a date that stands in one field of one object and nowhere else.
type canary struct {
	word    string
	kind    string            // a line of the policy
	at      string            // which field of which object, for messages
	readers map[string]bool   // the viewers who may see it
	seen    map[string]string // by whom it was seen, and where first
}

// The beginning and the length of every word. Words are made of letters alone, so that no page writes them in another way.
const (
	begins  = "zqx"
	letters = 13 // of which nine are free: with six there was no other word left after some thousands
)

// cage holds all canaries.
type cage struct {
	words   map[string]*canary
	order   []*canary
	numbers map[string]*canary // case numbers and ids: to know them is to know that the case exists
	forms   map[string][]form  // dates, phones and hours, by what all of a kind begin with
	random  *rand.Rand
}

// form is one way in which a canary that is no word may be written.
type form struct {
	text string
	of   *canary
}

func newCage() *cage {
	return &cage{words: map[string]*canary{}, numbers: map[string]*canary{}, forms: map[string][]form{}, random: rand.New(rand.NewPCG(1, 2))}
}

// word returns a new word: none is so like another that a search for the one would offer the other.
func (c *cage) word() string {
	const alphabet = "bdfgklmnprtv"
	for {
		out := []byte(begins)
		for range letters - len(begins) - 1 {
			out = append(out, alphabet[c.random.IntN(len(alphabet))])
		}
		word := string(append(out, 'k'))
		if !slices.ContainsFunc(c.order, func(k *canary) bool { return len(k.word) == letters && changes(k.word, word) <= 2 }) {
			return word
		}
	}
}

// changes is how many letters have to be added, taken away or replaced to make b of a (Levenshtein 1966).
func changes(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		above := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := above
			if a[i] != b[j] {
				cost++
			}
			above = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func (c *cage) add(kind, at, word string, readers map[string]bool) *canary {
	k := &canary{word: word, kind: kind, at: at, readers: readers, seen: map[string]string{}}
	c.order = append(c.order, k)
	return k
}

// plant returns a new word that readers may see.
func (c *cage) plant(kind, at string, readers map[string]bool) string {
	k := c.add(kind, at, c.word(), readers)
	c.words[k.word] = k
	return k.word
}

// plantForms plants what is no word; every form of it begins with prefix.
func (c *cage) plantForms(kind, at, prefix string, readers map[string]bool, forms ...string) {
	k := c.add(kind, at, forms[0], readers)
	for _, text := range forms {
		c.forms[prefix] = append(c.forms[prefix], form{text, k})
	}
}

// plantNumber plants a case's number or id.
func (c *cage) plantNumber(kind, at, text string, readers map[string]bool) {
	c.numbers[text] = c.add(kind, at, text, readers)
}

// found returns the canaries in a text; what was asked for is no find, because pages repeat it.
func (c *cage) found(text, asked string) []*canary {
	var all []*canary
	all = append(all, c.foundWords(text, asked)...)
	for prefix, forms := range c.forms {
		if !strings.Contains(text, prefix) {
			continue
		}
		for _, f := range forms {
			if standsWhole(text, f.text) && !strings.Contains(asked, f.text) {
				all = append(all, f.of)
			}
		}
	}
	all = append(all, c.foundNumbers(text, asked)...)
	for _, mark := range []string{"after=", `"next":"`} {
		for rest := text; ; {
			i := strings.Index(rest, mark)
			if i < 0 {
				break
			}
			rest = rest[i+len(mark):]
			token := rest[:run(rest, isBase64)]
			if inside, err := base64.RawURLEncoding.DecodeString(token); err == nil && len(token) > 0 {
				all = append(all, c.foundWords(string(inside), asked)...)
			}
		}
	}
	return all
}

// standsWhole reports whether a form stands in a text, and not as a part of a longer number: a second and its fraction may begin as somebody's weekly hours do.
func standsWhole(text, form string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], form)
		if i < 0 {
			return false
		}
		i, from = from+i, from+i+len(form)
		if (i == 0 || !isDigit(text[i-1])) && (from == len(text) || !isDigit(text[from])) {
			return true
		}
	}
}

// foundWords finds whole words, also with tags in their middle, and beginnings of words that nobody asked for.
func (c *cage) foundWords(text, asked string) []*canary {
	var all []*canary
	for i := 0; ; {
		at := indexFold(text[i:])
		if at < 0 {
			return all
		}
		i += at
		word, end := spelled(text[i:])
		apart := (i == 0 || !alphanumeric(text[i-1])) && (i+end == len(text) || !alphanumeric(text[i+end]))
		i += len(begins)
		if strings.Contains(asked, word) {
			continue
		}
		if k := c.words[word]; k != nil {
			all = append(all, k)
		} else if k := c.beginning(word); k != nil && apart { // in the middle of what a machine wrote, such as the seal of a mail, five letters stand by chance
			all = append(all, k)
		}
	}
}

// indexFold returns where the next word begins.
func indexFold(text string) int {
	low, up := strings.Index(text, begins), strings.Index(text, strings.ToUpper(begins))
	if low < 0 || up >= 0 && up < low {
		return up
	}
	return low
}

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// spelled returns the letters of the word that text begins with, in small letters, without tags between them, and where they end.
func spelled(text string) (word string, end int) {
	var out []byte
	i := 0
	for ; i < len(text) && len(out) < letters; i++ {
		switch c := text[i] | 0x20; {
		case c >= 'a' && c <= 'z':
			out = append(out, c)
		case text[i] == '<' && len(out) > len(begins):
			end := strings.IndexByte(text[i:], '>')
			if end < 0 {
				return string(out), i
			}
			i += end
		default:
			return string(out), i
		}
	}
	return string(out), i
}

// beginning returns the canary that a cut word can only be.
func (c *cage) beginning(word string) *canary {
	var only *canary
	if len(word) < len(begins)+2 || len(word) >= letters {
		return nil
	}
	for full, k := range c.words {
		if strings.HasPrefix(full, word) {
			if only != nil {
				return nil
			}
			only = k
		}
	}
	return only
}

func (c *cage) foundNumbers(text, asked string) []*canary {
	var all []*canary
	for _, prefix := range []string{"HR-", ident.New()[:3]} {
		for rest := text; ; {
			i := strings.Index(rest, prefix)
			if i < 0 {
				break
			}
			rest = rest[i:]
			token := rest[:run(rest, isBase64)]
			rest = rest[len(prefix):]
			if len(token) > 36 {
				token = token[:36]
			}
			if k := c.numbers[token]; k != nil && !strings.Contains(asked, token) {
				all = append(all, k)
			}
		}
	}
	return all
}

func isBase64(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_'
}

func run(text string, is func(byte) bool) int {
	n := 0
	for n < len(text) && is(text[n]) {
		n++
	}
	return n
}

// A crawl that cannot find what is there proves nothing.
func TestTheCageFindsItsBirds(t *testing.T) {
	t.Parallel()
	c, id := newCage(), ident.New()
	for range 50 {
		c.plant("subject", "somewhere", nil)
	}
	w := c.order[7].word
	c.plantForms("directory", "a phone", "46991", nil, "46991000007")
	c.plantNumber("number", "a case", "HR-4711", nil)
	c.plantNumber("id", "a case", id, nil)
	for text, want := range map[string]string{
		"<p>" + w + "</p>": w, strings.ToUpper(w): w, w[:5] + "<mark>" + w[5:7] + "</mark>" + w[7:]: w, "…" + w[:8] + "…": "", w[:9] + "…": w, "cut: " + w[:9]: w,
		"<h.7" + w[:9] + "4f@example>": "", "seal" + strings.ToUpper(w[:9]) + "=": "",
		`{"next":"` + base64.RawURLEncoding.EncodeToString([]byte(w+"\nid")) + `"}`: w, "call +46991000007.": "46991000007", "see HR-4711": "HR-4711",
		"/live?topics=case:" + id: id, "HR-47110": "", "zqx": "", "plain": "",
	} {
		got := ""
		if all := c.found(text, ""); len(all) > 0 {
			got = all[0].word
		}
		if want == "" && strings.HasPrefix(got, begins) && strings.Contains(text, "…") {
			continue // eight letters may tell one word from all others
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
		if all := c.found(text, fmt.Sprint(text, w, want)); len(all) > 0 {
			t.Errorf("%q was asked for", text)
		}
	}
}

// A number is found where it is whole alone, wherever it stands.
func TestAFormIsFoundWhereItIsWhole(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"17.26": true, "at 17.26 hours": true, "17.261 and 17.26": true, "tel:+17.26": true,
		"2026-11-26T16:03:17.263110Z": false, "117.26": false, "17.2": false, "": false,
	} {
		if got := standsWhole(text, "17.26"); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
