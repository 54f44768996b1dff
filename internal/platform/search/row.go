package search

import (
	"context"
	"strconv"
	"strings"

	"hearth/internal/platform/store"
)

// bulk is how many rows one statement writes.
const bulk = 16

// row is a Doc as the index takes it.
type row struct {
	Doc
	id          int64
	title, body string // the words between spaces; as a tsvector in body alone on PostgreSQL
}

// between stands between two texts of a Doc, so that no phrase runs from one into the next, and nameMark before each word of a name, so that it is found as a name alone. No word of a text has these
// characters. What is between comes last in the order of words: FTS5 walks over all places of the word before the first that begins as an unfinished one does, and nearly every text has a between. An index
// of earlier has another one, \ue000, which parts texts as well. Behind all texts stand the words that were written with accents, once each and with accentMark before them: what is looked for by
// the stem of such a word finds the texts that have it so, and no others.
const (
	nameMark   = "\ue001"
	between    = "\ue002"
	accentMark = "\ue003"
)

// mostAccented is how many words of one Doc are kept as they were written: PostgreSQL takes no tsvector above 1 MB.
const mostAccented = 5_000

// analyse returns the row of a Doc, and adds its words to heard.
func analyse(d Doc, dialect store.Dialect, heard vocabulary) row {
	left := MaxWords
	title := tokens(d.Title, &left)
	heard.add(title, d.Names)
	texts := make([][]token, 0, len(d.Texts))
	for _, t := range d.Texts {
		words := tokens(t, &left)
		texts = append(texts, words)
		heard.add(words, d.Names)
	}
	mark, accents := nameMark, []string(nil)
	if !d.Names {
		mark, accents = "", asWritten(append([][]token{title}, texts...))
	}
	r := row{Doc: d, id: place(d)}
	if dialect == store.Postgres {
		r.body = vector(title, texts, mark)
		if len(accents) > 0 {
			r.body += "'" + strings.Join(accents, "' '") + "'"
		}
		return r
	}
	r.title, r.body = spaced([][]token{title}, mark), spaced(texts, mark)
	if len(accents) > 0 {
		r.body += between + " " + strings.Join(accents, " ")
	}
	return r
}

// asWritten returns the words of texts that were written with accents, once each, marked.
func asWritten(texts [][]token) (all []string) {
	seen := map[string]bool{}
	for _, words := range texts {
		for _, t := range words {
			if !accented(t) || seen[t.raw] || !stemmed(t.word) {
				continue
			}
			if seen[t.raw] = true; len(all) == mostAccented {
				return all
			}
			all = append(all, accentMark+t.raw)
		}
	}
	return all
}

// tokens returns the words of a text, at most left of them.
func tokens(s string, left *int) []token {
	if s == "" || *left <= 0 {
		return nil
	}
	all := make([]token, 0, len(s)/5)
	scan(normal(s), func(t token) bool {
		all = append(all, t)
		*left--
		return *left > 0
	})
	return all
}

// place returns the id of a Doc: later ones have greater ids, and names stand before all texts. Two Docs of one millisecond may be given the same one: see insert.
func place(d Doc) int64 {
	h := uint64(key(bySpelling, d.Kind+"\x00"+d.Ref+"\x00"+d.Part))
	if d.Names {
		return int64(h >> 24)
	}
	return At(d.At) | int64(h>>43)
}

// insert writes rows that are not there and returns the epoch of the vocabulary.
func insert(ctx context.Context, tx *store.Tx, rows []row) (epoch string, err error) {
	epoch, missing, err := insertDocs(ctx, tx, rows)
	if err != nil {
		return "", err
	}
	for _, i := range missing { // its id is taken
		for again := []int{0}; len(again) > 0; {
			rows[i].id++
			if epoch, again, err = insertDocs(ctx, tx, rows[i:i+1]); err != nil {
				return "", err
			}
		}
	}
	if tx.Dialect() == store.Postgres {
		return epoch, nil
	}
	q := new(store.Q).Add(`INSERT INTO search_text (rowid, title, body) VALUES `)
	for i, r := range rows {
		if i > 0 {
			q.Add(`, `)
		}
		q.Add(`(?, ?, ?)`, r.id, r.title, r.body)
	}
	_, err = tx.Exec(ctx, q.SQL(), q.Args()...)
	return epoch, err
}

// insertDocs writes the rows of search_doc and returns the places of those whose ids are taken.
func insertDocs(ctx context.Context, tx *store.Tx, rows []row) (epoch string, missing []int, err error) {
	pg := tx.Dialect() == store.Postgres
	q := new(store.Q).Add(`INSERT INTO search_doc (id, kind, ref, part, size`)
	if pg {
		q.Add(`, terms`)
	}
	q.Add(`) VALUES `)
	for i, r := range rows {
		if i > 0 {
			q.Add(`, `)
		}
		q.Add(`(?, ?, ?, ?, ?`, r.id, r.Kind, r.Ref, r.Part, r.size())
		if pg {
			q.Add(`, CAST(? AS tsvector)`, r.body)
		}
		q.Add(`)`)
	}
	q.Add(` ON CONFLICT (id) DO NOTHING RETURNING id, (SELECT value FROM search_state WHERE name = 'epoch') AS epoch`)
	type written struct {
		ID    int64
		Epoch string
	}
	all, err := store.Select[written](ctx, tx, q)
	if err != nil {
		return "", nil, err
	}
	there := map[int64]bool{}
	for _, w := range all {
		there[w.ID], epoch = true, w.Epoch
	}
	for i, r := range rows {
		if !there[r.id] {
			missing = append(missing, i)
		}
		delete(there, r.id) // two rows may have asked for the same
	}
	return epoch, missing, nil
}

// spaced returns texts as the text that FTS5 splits again.
func spaced(texts [][]token, mark string) string {
	var b strings.Builder
	for i, words := range texts {
		if i > 0 {
			b.WriteString(between + " ")
		}
		for _, t := range words {
			b.WriteString(mark)
			b.WriteString(t.word)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// What a tsvector holds of a word: PostgreSQL drops further places, and takes those further on for the last one.
const (
	mostPlaces = 255
	lastPlace  = 16_383
)

// vector returns the words of a title, with weight A, and of texts as a tsvector. Where it cannot hold all places, it has the pairs of neighbours besides: see phrases.
func vector(title []token, texts [][]token, mark string) string {
	var b strings.Builder
	counts, at, clipped := map[string]int{}, 0, false
	all := append([][]token{title}, texts...)
	for i, words := range all {
		for _, t := range words {
			at++
			counts[t.word]++
			clipped = clipped || counts[t.word] > mostPlaces || at > lastPlace
			b.WriteString("'" + mark + t.word + "':" + strconv.Itoa(min(at, lastPlace)))
			if i == 0 {
				b.WriteByte('A')
			}
			b.WriteByte(' ')
		}
		at++ // no phrase runs from one text into the next
	}
	if !clipped {
		return b.String()
	}
	for _, words := range all {
		for i := 1; i < len(words); i++ {
			b.WriteString("'" + mark + words[i-1].word + " " + mark + words[i].word + "' ")
		}
	}
	return b.String()
}
