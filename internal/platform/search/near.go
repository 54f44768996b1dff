package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/platform/store"
)

// Leads runs a query within what the viewer may see. It returns the texts of something found, in which words stand as people write them, and whether there is anything.
type Leads func(q Query) (texts []string, found bool, err error)

// Suggest returns a text like text that leads to something: with one of its words, or all, replaced by a word that one slip tells apart, or two. What it suggests is a word that the
// viewer finds, and nothing that the viewer cannot find bears on it. It returns "" when there is none.
func Suggest(ctx context.Context, from store.Querier, text string, leads Leads) (string, error) {
	asked, err := Parse(text).Like(ctx, from)
	if err != nil {
		return "", err
	}
	return suggest(ctx, from, asked, "", leads)
}

// SuggestName is Suggest for names: leads is asked with a text.
func SuggestName(ctx context.Context, from store.Querier, text string, leads func(text string) ([]string, bool, error)) (string, error) {
	return suggest(ctx, from, Parse(text), nameMark, func(q Query) ([]string, bool, error) {
		words := make([]string, len(q.parts))
		for i, p := range q.parts {
			if words[i] = p.words[0].word; len(p.like) > 0 {
				return nil, true, nil // one of several: each is tried
			}
			if len(p.words) > 1 {
				words[i] = p.text
			}
		}
		return leads(strings.Join(words, " "))
	})
}

func suggest(ctx context.Context, from store.Querier, asked Query, mark string, leads Leads) (string, error) {
	near := make([][]string, len(asked.parts))
	for i, p := range asked.parts {
		var err error
		if near[i], err = alike(ctx, from, p, mark); err != nil {
			return "", err
		}
	}
	for i := range near {
		if text, err := asked.replaced(near, i, leads); err != nil || text != "" {
			return text, err
		}
	}
	return "", nil
}

// replaced tries the words near to part i, with the other parts as they are and, where that leads nowhere, replaced too.
func (q Query) replaced(near [][]string, i int, leads Leads) (string, error) {
	if len(near[i]) == 0 {
		return "", nil
	}
	for _, others := range []bool{false, true} {
		try := Query{parts: slices.Clone(q.parts)}
		more := false
		for j := range try.parts {
			if j != i && others && len(near[j]) > 0 {
				try.parts[j].like, more = append(slices.Clone(try.parts[j].like), near[j]...), true
			}
		}
		if others && !more {
			break
		}
		try.parts[i] = among(near[i])
		if _, found, err := leads(try); err != nil || !found {
			if err != nil {
				return "", err
			}
			continue
		}
		for _, word := range near[i] {
			try.parts[i] = among([]string{word})
			if text, err := try.settle(near, i, others, leads); err != nil || text != "" {
				return text, err
			}
		}
	}
	return "", nil
}

// settle returns the text of a query whose part i was replaced by a word, if it leads somewhere, with one word for each of the other parts.
func (q Query) settle(near [][]string, i int, others bool, leads Leads) (string, error) {
	texts, found, err := leads(q)
	if err != nil || !found {
		return "", err
	}
	q.parts = slices.Clone(q.parts)
	q.parts[i].text = written(q.parts[i].words[0].word, texts)
	for j := range q.parts {
		if j == i || !others || len(near[j]) == 0 {
			continue
		}
		kept := q.parts[j]
		for _, word := range near[j] {
			q.parts[j] = among([]string{word})
			if texts, found, err = leads(q); err != nil {
				return "", err
			}
			if found {
				q.parts[j].text = written(word, texts)
				break
			}
			q.parts[j] = kept
		}
	}
	all := make([]string, len(q.parts))
	for j, p := range q.parts {
		all[j] = p.text
	}
	return strings.Join(all, " "), nil
}

// among is the part that is any of words.
func among(words []string) part {
	return part{words: []token{{word: words[0], raw: words[0]}}, like: words[1:], text: words[0]}
}

// written returns a word as it stands in texts, with its accents.
func written(word string, texts []string) string {
	out := word
	for _, t := range texts {
		scan(normal(t), func(t token) bool {
			if t.word == word && t.raw != "" {
				out = t.raw
				return false
			}
			return true
		})
	}
	return out
}

// alike returns the words that one slip tells apart from that of a part, or two, the nearest first.
func alike(ctx context.Context, from store.Querier, p part, mark string) ([]string, error) {
	word := p.words[0].word
	if len(p.words) > 1 || p.exact {
		return nil, nil
	}
	spelt := spellings(mark + word)
	if len(spelt) == 0 {
		return nil, nil
	}
	keys := make([]int64, len(spelt))
	for i, s := range spelt {
		keys[i] = key(bySpelling, s)
	}
	rows, err := store.Select[string](ctx, from, new(store.Q).Add(`SELECT DISTINCT word FROM search_word WHERE langs = 0 AND `).Where(store.In("key", keys)))
	if err != nil {
		return nil, fmt.Errorf("read words: %w", err)
	}
	type candidate struct {
		word  string
		slips int
		first bool // it begins as the word does
	}
	var all []candidate
	most := 1 + utf8.RuneCountInString(word)/7
	for _, r := range rows {
		w, ok := strings.CutPrefix(r, mark)
		if n := slips(word, w); ok && n > 0 && n <= most && (mark != "" || !strings.HasPrefix(w, nameMark)) {
			all = append(all, candidate{w, n, w[0] == word[0]})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		if a.first != b.first && a.slips == b.slips {
			if a.first {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.slips, b.slips), cmp.Compare(a.word, b.word))
	})
	words := make([]string, len(all))
	for i, c := range all {
		words[i] = c.word
	}
	return words, nil
}

// slips counts the letters that were left out, put in or mistaken for another, and neighbours that changed places, between two words.
func slips(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, last, row = last, row, before
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(y)]
}
