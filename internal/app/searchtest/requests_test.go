package searchtest

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed testdata/requests.txt
var requestTexts string

// passages are what people write in one language, by kind; those of a topic begin with its subject.
type passages map[string][]string

// topics are what requests are about, in the order of requests.txt.
var topics = []string{"pay", "leave", "parental", "sick", "certificate", "contract", "benefits", "relocation", "complaint"}

var readPassages = sync.OnceValue(func() map[string]passages {
	all := map[string]passages{}
	var now passages
	for line := range strings.Lines(requestTexts) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			now = passages{}
			all[strings.Trim(line, "[]")] = now
		default:
			parts := strings.Split(line, " | ")
			for _, p := range parts[1:] {
				now[parts[0]] = append(now[parts[0]], strings.TrimSpace(p))
			}
		}
	}
	return all
})

// written are the languages of requests, the frequent ones more than once.
var written = strings.Fields("en en en de de de fr fr es es it it pt pt nl nl sv sv pl tr ja zh")

// draft is a request before it is anybody's: texts alone.
type draft struct {
	lang, topic, subject string
	talk                 []words
}

// words is a message with the language that it was written in.
type words struct {
	lang, body string
	files      []string
	hr, note   bool
}

// writer makes texts from a seed.
type writer struct {
	*rand.Rand
}

func newWriter(seed, stream uint64) *writer {
	return &writer{rand.New(rand.NewPCG(seed, stream))} //nolint:gosec // a seed that can be told
}

func (w *writer) chance(percent int) bool { return w.IntN(100) < percent }

func oneOf[T any](r *writer, all []T) T { return all[r.IntN(len(all))] }

// draft writes a request and what was said about it, up to six messages.
func (w *writer) draft() draft {
	d := draft{lang: oneOf(w, written), topic: oneOf(w, topics)}
	of := readPassages()[d.lang][d.topic]
	d.subject = w.fill(of[0], d.lang)
	if w.chance(2) { // somebody writes everything into the subject
		d.subject = cutAt(d.subject+" – "+w.fill(of[1], d.lang)+" "+w.fill(of[2], d.lang), 200)
	}
	d.talk = append(d.talk, w.message(d.lang, "hello", d.topic, "thanks"))
	for i := range w.IntN(4) {
		m := words{lang: d.lang, hr: i%2 == 0}
		if m.hr && w.chance(15) {
			m.lang = "en"
		}
		switch {
		case m.hr && w.chance(25):
			m.note, m.body = true, w.passage(m.lang, "note")
		case m.hr:
			m.body = w.passage(m.lang, "reply") + "\n" + w.passage(m.lang, "thanks")
		default:
			m = w.message(d.lang, d.topic)
		}
		d.talk = append(d.talk, m)
	}
	if last := &d.talk[len(d.talk)-1]; last.note {
		d.talk = append(d.talk, words{lang: d.lang, hr: true, body: w.passage(d.lang, "reply")})
	}
	return d
}

// message is passages of some kinds, as a customer sends them.
func (w *writer) message(lang string, kinds ...string) words {
	var all []string
	for _, kind := range kinds {
		all = append(all, w.passage(lang, kind))
	}
	if w.chance(30) {
		all = append(all, w.fill(map[bool]string{true: "{firm}, {ref}.", false: "{ref}: {given} {family}, {firm}"}[w.chance(50)], lang))
	}
	m := words{lang: lang, body: w.spoil(strings.Join(all, "\n"))}
	return m
}

func (w *writer) passage(lang, kind string) string {
	of := readPassages()[lang][kind]
	switch kind {
	case "hello", "thanks", "reply", "note":
		return w.fill(oneOf(w, of), lang)
	}
	switch w.IntN(3) { // the first is the subject
	case 0:
		return w.fill(of[1], lang)
	case 1:
		return w.fill(of[2], lang)
	}
	return w.fill(of[1], lang) + " " + w.fill(of[2], lang)
}

// spoil does to a text what keyboards and programs do.
func (w *writer) spoil(s string) string {
	switch n := w.IntN(100); {
	case n < 6:
		return w.slip(s)
	case n < 9:
		return norm.NFD.String(s)
	case n < 10:
		return strings.ToUpper(s)
	case n < 12: // a hyphen that shows only where a line ends
		return strings.Replace(s, "ung", "u\u00adng", 1)
	case n < 14:
		return strings.ReplaceAll(s, " ", "\u00a0")
	case n < 16:
		return s + " " + oneOf(w, []string{"👩‍👧", "🚲💨", "¯\\_(ツ)_/¯", "➡️ FYI", "№ 7", "½ day", "Straße 5b", "ＨＲ　２０２６"})
	}
	return s
}

// slip makes a typing error in a word of at least six letters, if one of some tries finds any.
func (w *writer) slip(s string) string {
	fields := strings.Split(s, " ")
	for range 5 {
		i := w.IntN(len(fields))
		if wrong, ok := w.mistyped(fields[i]); ok {
			fields[i] = wrong
			break
		}
	}
	return strings.Join(fields, " ")
}

// mistyped returns a word with a letter left out, doubled or changed with its neighbour; false when it is short or no word.
func (w *writer) mistyped(word string) (string, bool) {
	r := []rune(word)
	if len(r) < 6 || strings.ContainsFunc(word, func(c rune) bool { return !unicode.IsLetter(c) || c > 0x2000 }) {
		return word, false
	}
	i := 1 + w.IntN(len(r)-2)
	switch w.IntN(3) {
	case 0:
		r = append(r[:i:i], r[i+1:]...)
	case 1:
		r = append(r[:i:i], r[i-1:]...)
	default:
		r[i], r[i+1] = r[i+1], r[i]
	}
	return string(r), string(r) != word
}

// fill puts names, amounts and days into a passage.
func (w *writer) fill(s, lang string) string {
	for {
		from := strings.IndexByte(s, '{')
		if from < 0 {
			return s
		}
		to := from + strings.IndexByte(s[from:], '}')
		s = s[:from] + w.value(s[from+1:to], lang) + s[to+1:]
	}
}

func (w *writer) value(slot, lang string) string {
	far := lang == "ja" || lang == "zh"
	switch slot {
	case "given", "family", "city":
		all := readPassages()["all"][slot]
		for {
			if v := oneOf(w, all); far == (v[0] >= 0xe3 && v[0] <= 0xe9) || w.chance(3) {
				return v
			}
		}
	case "file":
		return oneOf(w, readPassages()["all"][slot])
	case "month":
		return oneOf(w, readPassages()[lang]["month"])
	case "n":
		return fmt.Sprint(1 + w.IntN(24))
	case "amount":
		return w.amount(lang)
	case "date":
		return w.day(lang)
	case "ref":
		return fmt.Sprintf(oneOf(w, []string{"GH-%d", "AZ %d/26", "PV.2026.%d", "K%d", "#%d"}), 1000+w.IntN(30_000))
	case "mail":
		return fmt.Sprintf("%s.%s@example.org", oneOf(w, []string{"zoe", "j.garcia", "mueller", "anne-marie", "o_brien"}), oneOf(w, []string{"home", "private", "x7", "lund"}))
	case "firm":
		return w.firm()
	}
	panic("no such slot: " + slot)
}

func (w *writer) amount(lang string) string {
	euros, cents := 20+w.IntN(4000), w.IntN(100)
	switch lang {
	case "en":
		return fmt.Sprintf("€%d.%02d", euros, cents)
	case "ja":
		return fmt.Sprintf("%d円", 100*euros)
	case "zh":
		return fmt.Sprintf("%d元", euros)
	case "pl":
		return fmt.Sprintf("%d,%02d zł", euros, cents)
	case "sv":
		return fmt.Sprintf("%d kr", euros)
	}
	if euros >= 1000 {
		return fmt.Sprintf("%d.%03d,%02d €", euros/1000, euros%1000, cents)
	}
	return fmt.Sprintf("%d,%02d €", euros, cents)
}

func (w *writer) day(lang string) string {
	y, m, d := 2021+w.IntN(7), w.IntN(12), 1+w.IntN(28)
	month := readPassages()[lang]["month"][m]
	switch {
	case lang == "ja" || lang == "zh":
		return fmt.Sprintf("%d年%s%d日", y, month, d)
	case w.chance(25):
		return fmt.Sprintf("%d-%02d-%02d", y, m+1, d)
	case lang == "fr" || lang == "it":
		return fmt.Sprintf("%d/%02d/%d", d, m+1, y)
	case lang == "de" || lang == "pl":
		return fmt.Sprintf("%d.%d.%d", d, m+1, y)
	}
	return fmt.Sprintf("%d %s %d", d, month, y)
}

// firm is a name that few others have.
func (w *writer) firm() string {
	const begins, ends = "Bro Kva Len Mö Tri Sal Wen Gra Ost Pim Fel Dor Hül Jas Nor Våg Zel Cra", "vental dinger mark sson berg quist tham wick lund feld ova tern stad grove dyk"
	return oneOf(w, strings.Fields(begins)) + oneOf(w, strings.Fields("a e i o u er an il om")) + oneOf(w, strings.Fields(ends)) + oneOf(w, strings.Fields(" AB & GmbH Ltd SA &"))
}

// cutAt returns the first n characters of s.
func cutAt(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return strings.TrimSpace(string(r[:n]))
	}
	return s
}
