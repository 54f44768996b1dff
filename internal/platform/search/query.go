package search

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/platform/store"
)

// MaxAsked is how many words of a search count.
const MaxAsked = 32

// shortestBegun is how many characters of a word have to be there for it to stand for those that begin with it. In scripts without spaces it is one.
const shortestBegun = 3

// Query is a search as the index understands it. Its zero value has no word.
type Query struct {
	parts []part
	begun bool // the last word is unfinished
}

// part is one word of a query with those that count for it, or words that have to stand one after the other.
type part struct {
	words []token
	exact bool // between quotation marks: no other words count for it
	like  []string
	begin bool // it ends with one character of a script without spaces: that stands for the pairs that begin with it
	text  string
}

// Parse reads a search: words, which all have to be there, and "words that stand together". No text makes an error. A word with a digit or an @ in
// it, such as a number or an address, is words that stand together too.
func Parse(text string) Query {
	var q Query
	left := MaxAsked
	for i, piece := range strings.Split(quotes.Replace(normal(text)), `"`) {
		if i%2 == 1 {
			if words := tokens(piece, &left); len(words) > 0 {
				words = withoutLast(words)
				q.parts = append(q.parts, part{words: words, exact: true, begin: single(words[len(words)-1]), text: `"` + strings.TrimSpace(piece) + `"`})
			}
			continue
		}
		for chunk := range strings.FieldsSeq(piece) {
			q.addChunk(chunk, tokens(chunk, &left))
		}
	}
	return q
}

// quotes makes the quotation marks of many languages one.
var quotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`, "「", `"`, "」", `"`, "『", `"`, "』", `"`, "＂", `"`)

func (q *Query) addChunk(chunk string, words []token) {
	together := strings.Contains(chunk, "@") || slices.ContainsFunc(words, func(t token) bool { return numbered(t.word) })
	for len(words) > 0 {
		kind := isUnspaced(words[0].word)
		n := 1
		for n < len(words) && (kind || together) && isUnspaced(words[n].word) == kind {
			n++
		}
		run := words[:n]
		words = words[n:]
		text := chunk[run[0].start:run[n-1].end]
		if !kind {
			q.parts = append(q.parts, part{words: run, text: text})
			continue
		}
		run = withoutLast(run)
		q.parts = append(q.parts, part{words: run, text: text, begin: single(run[len(run)-1])})
	}
}

// withoutLast returns words without the last character alone of a script without spaces, where it is in the pair before it too: a text may go on there.
func withoutLast(words []token) []token {
	last := words[len(words)-1]
	if len(words) > 1 && single(last) && words[len(words)-2].end == last.end {
		return words[:len(words)-1]
	}
	return words
}

// single reports whether a word is one character of a script without spaces.
func single(t token) bool { return isUnspaced(t.word) && utf8.RuneCountInString(t.word) == 1 }

// Empty reports whether there is no word in it.
func (q Query) Empty() bool { return len(q.parts) == 0 }

// Begun returns the query whose last word may be unfinished. It is false where that changes nothing.
func (q Query) Begun() (Query, bool) {
	if q.Empty() || q.begun {
		return q, false
	}
	last := q.parts[len(q.parts)-1]
	word := last.words[len(last.words)-1].word
	if last.exact || last.begin || isUnspaced(word) || utf8.RuneCountInString(word) < shortestBegun {
		return q, false
	}
	q.begun = true
	return q, true
}

// Unfinished reports whether a word stands for all that begin with it.
func (q Query) Unfinished() bool {
	return q.begun || slices.ContainsFunc(q.parts, func(p part) bool { return p.begin })
}

// Size returns how many words are looked for, with those that count as others.
func (q Query) Size() (n int) {
	for _, p := range q.parts {
		n += len(p.words) + len(p.like)
	}
	return n
}

// Like returns the query with the words that have a stem in common with its own in one language, as they are in the index. Which of them count depends on the query and on each word alone, so
// that what a reader finds in their texts tells nothing of others.
func (q Query) Like(ctx context.Context, from store.Querier) (Query, error) {
	asked := map[int64]int{} // the languages in which a word of the query has this stem
	for _, p := range q.parts {
		for k, langs := range p.keys() {
			asked[k] |= langs
		}
	}
	if len(asked) == 0 {
		return q, nil
	}
	rows, err := store.Select[vocabularyRow](ctx, from, new(store.Q).Add(`SELECT key, word, langs FROM search_word WHERE `).
		Where(store.In("key", slices.Sorted(maps.Keys(asked)))))
	if err != nil {
		return q, fmt.Errorf("read words: %w", err)
	}
	q.parts = slices.Clone(q.parts)
	for i := range q.parts {
		p := &q.parts[i]
		p.like = nil
		keys := p.keys()
		for _, r := range rows {
			if keys[r.Key]&r.Langs != 0 && r.Word != p.words[0].word {
				p.like = append(p.like, r.Word)
			}
		}
		slices.Sort(p.like)
		all := part{words: p.words, like: slices.Compact(p.like)}
		p.like = slices.DeleteFunc(slices.Clone(all.like), all.finds)
	}
	return q, nil
}

// finds reports whether like is a word as it was written and p finds every text that has it without accents too.
func (p part) finds(like string) bool {
	raw, written := strings.CutPrefix(like, accentMark)
	if !written {
		return false
	}
	plain := cut(foldWord(raw))
	return plain == p.words[0].word || slices.Contains(p.like, plain)
}

// keys returns the keys of the stems of a part that is one word, each with the languages that give it.
func (p part) keys() map[int64]int {
	all := map[int64]int{}
	word := p.words[0].word
	if len(p.words) > 1 || p.exact || p.begin || !stemmed(word) {
		return all
	}
	for _, found := range []map[string]int{stems(word), accentStems(p.words[0])} {
		for s, langs := range found {
			all[key(byStem, s)] |= langs
		}
	}
	return all
}

// fts returns the query as an FTS5 expression. Words hold letters and digits only, so they need no escaping; they are quoted all the same.
func (q Query) fts(mark string) string {
	return q.expression(expression{and: " AND ", or: " OR ", mark: mark,
		phrase: func(words []string) string { return `"` + strings.Join(words, " ") + `"` },
		begun:  func(words []string) string { return `"` + strings.Join(words, " ") + `" *` }})
}

// tsquery returns the query as PostgreSQL's tsquery.
func (q Query) tsquery(mark string) string {
	phrase := func(words []string, end string) string {
		near := "'" + strings.Join(words, "' <-> '") + "'" + end
		if len(words) == 1 {
			return near
		}
		pairs := make([]string, len(words)-1) // see vector
		for i := range pairs {
			pairs[i] = "'" + words[i] + " " + words[i+1] + "'"
		}
		pairs[len(pairs)-1] += end
		return "((" + near + ") | (" + strings.Join(pairs, " & ") + "))"
	}
	return q.expression(expression{and: " & ", or: " | ", mark: mark,
		phrase: func(words []string) string { return phrase(words, "") },
		begun:  func(words []string) string { return phrase(words, ":*") }})
}

// expression is how a language of queries is written.
type expression struct {
	and, or, mark string
	phrase, begun func(words []string) string
}

func (q Query) expression(e expression) string {
	all := make([]string, len(q.parts))
	for i, p := range q.parts {
		words := make([]string, len(p.words))
		for j, t := range p.words {
			words[j] = e.mark + t.word
		}
		any := []string{e.phrase(words)}
		if p.begin || q.begun && i == len(q.parts)-1 {
			any[0] = e.begun(words)
		}
		for _, w := range p.like {
			any = append(any, e.phrase([]string{w}))
		}
		all[i] = any[0]
		if len(any) > 1 {
			all[i] = "(" + strings.Join(any, e.or) + ")"
		}
	}
	return strings.Join(all, e.and)
}

// TooLong reports whether a text has more words than count.
func TooLong(text string) bool {
	left := MaxAsked + 1
	tokens(text, &left)
	return left <= 0
}
