package searchtest

import (
	"slices"
	"strings"
	"time"
)

// text is what is found together: the subject with all messages and names of files of a case, or with all notes.
type text struct {
	note  bool
	at    time.Time
	lines [][]place // the subject, and each message and name
	words []int32   // those of all lines, once each
}

// place is a word of a line, by its place in the lexicon.
type place struct {
	word   int32
	joined bool
}

// lexicon is every word that was ever written, each way of writing it apart.
type lexicon struct {
	places map[atom]int32
	words  []string // as they are looked for
	far    []bool
	stems  map[string]map[string][]int32 // by language and stem
}

func newLexicon() *lexicon {
	l := &lexicon{places: map[atom]int32{}, stems: map[string]map[string][]int32{}}
	for lang := range stemmers {
		l.stems[lang] = map[string][]int32{}
	}
	return l
}

// place returns where a word is, and learns it if it is new.
func (l *lexicon) place(a atom) int32 {
	a.joined = false
	at, known := l.places[a]
	if known {
		return at
	}
	at = int32(len(l.words))
	l.places[a] = at
	l.words, l.far = append(l.words, a.word), append(l.far, a.far)
	for lang := range stemmers {
		for _, s := range a.stems(lang) {
			l.stems[lang][s] = append(l.stems[lang][s], at)
		}
	}
	return at
}

// stems are what a word is found by in a language: none, where it is looked for as it is.
func (a atom) stems(lang string) []string {
	if a.far || a.numbered() || len(a.word) < 2 {
		return nil
	}
	return stemsIn(lang, a.word, a.raw)
}

// line reads one text.
func (l *lexicon) line(s string) []place {
	all := atoms(s)
	out := make([]place, len(all))
	for i, a := range all {
		out[i] = place{l.place(a), a.joined}
	}
	return out
}

// read makes what of a case is found, from its subject and what was said and not withdrawn. Of a health case nothing is.
func (l *lexicon) read(m *matter) {
	m.texts = nil
	if m.health {
		return
	}
	subject := l.line(m.subject)
	for _, note := range []bool{false, true} {
		t := &text{note: note, at: m.openedAt, lines: [][]place{subject}}
		for _, s := range m.talk {
			if s.note != note || s.gone {
				continue
			}
			t.at = s.at
			t.lines = append(t.lines, l.line(s.body))
			for _, name := range s.files {
				t.lines = append(t.lines, l.line(name))
			}
		}
		if note && len(t.lines) == 1 {
			continue
		}
		for _, line := range t.lines {
			for _, p := range line {
				t.words = append(t.words, p.word)
			}
		}
		slices.Sort(t.words)
		t.words = slices.Compact(t.words)
		m.texts = append(m.texts, t)
	}
}

// question is a search as the oracle understands it: what its documentation says, read again.
type question struct {
	parts []*wanted
}

// wanted is one word, or several that stand together.
type wanted struct {
	all   []place
	exact bool   // between quotation marks: no other words count for it
	last  string // its last word
	alone []bool // for one word: whether each word of the lexicon counts for it
	begun []bool // the same, were the word unfinished
	far   bool
	whole bool // there is nothing that it could be an unfinished form of
}

// mostAsked is how many words of a search count. Characters that are written without spaces count one each, and the last one then stands with the next.
const mostAsked = 32

func first(all []atom, left *int) []atom {
	if *left >= len(all) {
		*left -= len(all)
		return all
	}
	n := *left
	if *left = 0; n > 0 && all[n-1].joined {
		n++
	}
	return all[:n]
}

// question reads what somebody asks for.
func (l *lexicon) question(s string) question {
	var q question
	left := mostAsked
	for _, mark := range "“”„‟«»「」『』＂" {
		s = strings.ReplaceAll(s, string(mark), `"`)
	}
	for i, piece := range strings.Split(s, `"`) {
		if i%2 == 1 {
			q.add(l, first(atoms(piece), &left), true)
			continue
		}
		for _, chunk := range strings.Fields(piece) {
			q.chunk(l, first(atoms(chunk), &left), strings.Contains(chunk, "@"))
		}
	}
	for _, p := range q.parts {
		p.count(l)
	}
	return q
}

// chunk reads what stands between two spaces: words each for itself, but together with a number or in an address. Characters of scripts without spaces stand together.
func (q *question) chunk(l *lexicon, all []atom, address bool) {
	together := address || slices.ContainsFunc(all, func(a atom) bool { return !a.far && a.numbered() })
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].far == all[0].far && (all[0].far || together) {
			n++
		}
		q.add(l, all[:n], false)
		all = all[n:]
	}
}

func (q *question) add(l *lexicon, all []atom, exact bool) {
	if len(all) == 0 {
		return
	}
	end := all[len(all)-1]
	p := &wanted{exact: exact, last: end.word, far: end.far}
	for _, a := range all {
		p.all = append(p.all, place{l.place(a), a.joined})
	}
	if len(all) == 1 && !end.far {
		p.alone = make([]bool, len(l.words))
		if !exact {
			l.like(end, p)
		}
	}
	p.whole = exact || end.far || len([]rune(end.word)) < 3
	q.parts = append(q.parts, p)
}

// like finds the words that count for one because they have a stem in common with it in one language.
func (l *lexicon) like(a atom, p *wanted) {
	for lang := range stemmers {
		for _, s := range a.stems(lang) {
			for _, at := range l.stems[lang][s] {
				p.alone[at] = true
			}
		}
	}
}

// count finishes what counts for a word, when the whole lexicon is known.
func (p *wanted) count(l *lexicon) {
	if p.alone == nil {
		return
	}
	p.alone = append(p.alone, make([]bool, len(l.words)-len(p.alone))...)
	p.begun = make([]bool, len(l.words))
	for at, w := range l.words {
		p.alone[at] = p.alone[at] || !l.far[at] && w == p.last
		p.begun[at] = p.alone[at] || !l.far[at] && strings.HasPrefix(w, p.last)
	}
}

// in says whether a part is found in some lines; unfinished says that its last word stands for those that begin with it.
func (p *wanted) in(l *lexicon, words []int32, lines [][]place, unfinished bool) bool {
	if p.alone != nil {
		counts := p.alone
		if unfinished {
			counts = p.begun
		}
		return slices.ContainsFunc(words, func(at int32) bool { return counts[at] })
	}
	for _, line := range lines {
		for i := range line {
			if p.stands(l, line[i:], unfinished) {
				return true
			}
		}
	}
	return false
}

// stands says whether words that stand together are the beginning of a line.
func (p *wanted) stands(l *lexicon, line []place, unfinished bool) bool {
	if len(line) < len(p.all) {
		return false
	}
	for i, want := range p.all {
		got, last := line[i], i == len(p.all)-1
		switch {
		case last && unfinished:
			return !l.far[got.word] && strings.HasPrefix(l.words[got.word], p.last)
		case l.words[got.word] != l.words[want.word]:
			return false
		case !last && got.joined != want.joined: // a text without spaces may only go on after its end
			return false
		}
	}
	return true
}

// in says whether all parts are found in some lines.
func (q question) in(l *lexicon, words []int32, lines [][]place, unfinished bool) bool {
	for i, p := range q.parts {
		if !p.in(l, words, lines, unfinished && i == len(q.parts)-1) {
			return false
		}
	}
	return len(q.parts) > 0
}

// unfinished reports whether the last word may be unfinished.
func (q question) unfinished() bool { return len(q.parts) > 0 && !q.parts[len(q.parts)-1].whole }
