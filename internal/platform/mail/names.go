package mail

import (
	"context"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearth/internal/platform/store"
)

// instead stands in messages where the name of somebody stood who was erased.
const instead = "…"

// namesAtATime is how many messages EraseNames holds in memory.
const namesAtATime = 100

// EraseNames takes names out of the messages for which a condition on mail_outbox is true, whoever got them, those too that have not left: what else they say stays. A name
// of one word is taken where it is a word, and not within another one.
func EraseNames(ctx context.Context, tx *store.Tx, which store.Where, names ...string) error {
	var holds []store.Where
	for _, name := range names {
		holds = append(holds, store.Cond(`replace(subject || text_body, CAST(? AS text), '') <> subject || text_body`, name))
	}
	ids, err := store.Select[string](ctx, tx, new(store.Q).Add(`SELECT id FROM mail_outbox WHERE `).Where(store.And(which, store.Or(holds...))).Add(` ORDER BY id`))
	if err != nil {
		return fmt.Errorf("erase names: %w", err)
	}
	for some := range slices.Chunk(ids, namesAtATime) {
		type row struct{ ID, Subject, TextBody, HTMLBody string }
		rows, err := store.Select[row](ctx, tx, new(store.Q).Add(`SELECT id, subject, text_body, html_body FROM mail_outbox WHERE `).Where(store.In("id", some)))
		if err != nil {
			return fmt.Errorf("erase names: %w", err)
		}
		for _, r := range rows {
			subject, text, html := r.Subject, r.TextBody, r.HTMLBody
			for _, name := range names {
				subject, text, html = unnamed(subject, name), unnamed(text, name), unnamed(html, template.HTMLEscapeString(name))
			}
			if text == r.TextBody && subject == r.Subject {
				continue
			}
			if _, err := tx.Exec(ctx, `UPDATE mail_outbox SET subject = $2, text_body = $3, html_body = $4 WHERE id = $1`, r.ID, subject, text, html); err != nil {
				return fmt.Errorf("erase names: %w", err)
			}
		}
	}
	return nil
}

// unnamed is a text without a name.
func unnamed(text, name string) string {
	if name == "" {
		return text
	}
	word := !strings.Contains(name, " ")
	first, _ := utf8.DecodeRuneInString(name)
	last, _ := utf8.DecodeLastRuneInString(name)
	var b strings.Builder
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return b.String() + text[from:]
		}
		at, end := from+i, from+i+len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[end:])
		b.WriteString(text[from:at])
		if word && (oneWord(before, first) || oneWord(last, after)) {
			b.WriteString(name)
		} else {
			b.WriteString(instead)
		}
		from = end
	}
}

// oneWord reports whether two letters beside each other belong to one word. In scripts that part words by no space they never do.
func oneWord(a, b rune) bool {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }
	unparted := func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	}
	return inWord(a) && inWord(b) && !unparted(a) && !unparted(b)
}
