package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Piece is a part of a text that is shown; Hit says that it is what was searched for.
type Piece struct {
	Text string
	Hit  bool
}

// Plain returns pieces as one text.
func Plain(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// Marker finds in texts what a query asks for, to show it. It serves one goroutine.
type Marker struct {
	query Query
	words map[string]uint32 // the parts that a word alone is, as bits
	raws  map[string]uint32 // the parts that a word is as it was written
	runs  []int             // the parts of several words
	all   uint32
}

// Marker returns the marker of q.
func (q Query) Marker() *Marker {
	m := &Marker{query: q, words: map[string]uint32{}, raws: map[string]uint32{}}
	for i, p := range q.parts {
		m.all |= 1 << i
		if len(p.words) > 1 {
			m.runs = append(m.runs, i)
			continue
		}
		for _, w := range append(p.like, p.words[0].word) {
			if raw, written := strings.CutPrefix(w, accentMark); written {
				m.raws[raw] |= 1 << i
				continue
			}
			m.words[w] |= 1 << i
		}
	}
	return m
}

// span is a stretch of a text that is what was searched for, and the parts of the query that it is.
type span struct {
	start, end int
	parts      uint32
}

// spans returns what of a text, which is normal, is searched for, in order, and the parts of the query that are there.
func (m *Marker) spans(s string) (all []span, there uint32) {
	var before []token // as many as a run needs
	scan(s, func(t token) bool {
		parts := m.alone(t.word) | m.raws[t.raw]
		start := t.start
		if len(m.runs) > 0 {
			before = append(before, t)
			for _, i := range m.runs {
				words := m.query.parts[i].words
				if n := len(words); len(before) >= n && m.ends(i, before[len(before)-n:]) {
					parts |= 1 << i
					start = min(start, before[len(before)-n].start)
				}
			}
			if len(before) > 2*MaxAsked {
				before = append(before[:0], before[MaxAsked:]...)
			}
		}
		if parts == 0 {
			return true
		}
		there |= parts
		for len(all) > 0 && all[len(all)-1].end >= start {
			last := all[len(all)-1]
			start, parts, all = min(start, last.start), parts|last.parts, all[:len(all)-1]
		}
		all = append(all, span{start, t.end, parts})
		return true
	})
	return all, there
}

// alone returns the parts that a word is.
func (m *Marker) alone(word string) uint32 {
	parts := m.words[word]
	for i, p := range m.query.parts {
		if len(p.words) == 1 && m.open(i) && strings.HasPrefix(word, p.words[0].word) {
			parts |= 1 << i
		}
	}
	return parts
}

// open reports whether the last word of a part stands for those that begin with it.
func (m *Marker) open(i int) bool {
	return m.query.parts[i].begin || m.query.begun && i == len(m.query.parts)-1
}

func (m *Marker) ends(i int, at []token) bool {
	words := m.query.parts[i].words
	for j, t := range at {
		if t.word != words[j].word && (j < len(at)-1 || !m.open(i) || !strings.HasPrefix(t.word, words[j].word)) {
			return false
		}
	}
	return true
}

// Whole reports whether all that is searched for is in a text.
func (m *Marker) Whole(text string) bool {
	_, there := m.spans(normal(text))
	return there == m.all && m.all != 0
}

// Mark returns a text in pieces.
func (m *Marker) Mark(text string) []Piece {
	s := normal(text)
	all, _ := m.spans(s)
	return pieces(s, all)
}

func pieces(s string, all []span) (out []Piece) {
	at := 0
	for _, x := range all {
		if x.start > at {
			out = append(out, Piece{Text: s[at:x.start]})
		}
		out, at = append(out, Piece{s[x.start:x.end], true}), x.end
	}
	if at < len(s) {
		out = append(out, Piece{Text: s[at:]})
	}
	return out
}

// The size of a snippet in bytes: so much before what was found, and so much in all.
const (
	snippetBefore = 60
	snippetLength = 220
)

// Snippet returns what stands around what was found first in the text that has most of it, and false when none of the texts has any.
func (m *Marker) Snippet(texts []string) ([]Piece, bool) {
	var best string
	var marks []span
	most := 0
	for _, text := range texts {
		s := normal(text)
		all, there := m.spans(s)
		if n := ones(there); n > most {
			best, marks, most = s, all, n
		}
		if there == m.all {
			break
		}
	}
	if most == 0 {
		return nil, false
	}
	start, end := window(best, marks[0].start)
	shown := slices.DeleteFunc(slices.Clone(marks), func(x span) bool { return x.start < start || x.end > end })
	for i := range shown {
		shown[i].start -= start
		shown[i].end -= start
	}
	out := pieces(best[start:end], shown)
	if start > 0 {
		out = append([]Piece{{Text: "…"}}, out...)
	}
	if end < len(best) {
		out = append(out, Piece{Text: "…"})
	}
	for i := range out {
		out[i].Text = strings.Map(oneLine, out[i].Text)
	}
	return out, true
}

// Beginning returns how the last of texts begins, for what was not found in them.
func Beginning(texts []string) []Piece {
	if len(texts) == 0 {
		return nil
	}
	s := normal(texts[len(texts)-1])
	_, end := window(s, 0)
	out := strings.Map(oneLine, s[:end])
	if end < len(s) {
		out += "…"
	}
	return []Piece{{Text: out}}
}

func ones(bits uint32) (n int) {
	for ; bits != 0; bits &= bits - 1 {
		n++
	}
	return n
}

// window returns the ends of a stretch of s around what begins at at, at ends of words where there are some near.
func window(s string, at int) (start, end int) {
	start, end = max(0, at-snippetBefore), len(s)
	if start > 0 {
		if i := strings.IndexFunc(s[start:at], unicode.IsSpace); i >= 0 {
			start += i + 1
		}
	}
	for start > 0 && !utf8.RuneStart(s[start]) {
		start--
	}
	if start+snippetLength >= len(s) {
		return start, end
	}
	end = start + snippetLength
	for !utf8.RuneStart(s[end]) {
		end--
	}
	if i := strings.LastIndexFunc(s[at:end], unicode.IsSpace); i > snippetLength/3 {
		end = at + i
	}
	return start, end
}

// oneLine makes line breaks and other characters without a shape spaces.
func oneLine(r rune) rune {
	if unicode.IsSpace(r) || unicode.IsControl(r) {
		return ' '
	}
	return r
}
