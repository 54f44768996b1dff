package ui

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/platform/locale"
)

// Name is an argument of Said that a person wrote, or that names one: it is marked as theirs within our sentence.
type Name string

// Said renders a message of the catalogue with the arguments of type Name marked as written by a person, and *stars* as in Rich:
// Said(ctx, "How can we help, %s?", ui.Name("Amina")). Everything is escaped.
func Said(ctx context.Context, key string, args ...any) templ.Component {
	plain := make([]any, len(args))
	var names []string
	for i, a := range args {
		plain[i] = a
		if n, ok := a.(Name); ok {
			// characters of no script stand for the names until the sentence is escaped
			place := string(rune(0xE100 + len(names)))
			names = append(names, place, `<bdi data-person>`+templ.EscapeString(string(n))+`</bdi>`)
			plain[i] = place
		} else if s, ok := a.(string); ok {
			plain[i] = hideMarks.Replace(s)
		}
	}
	return templ.Raw(strings.NewReplacer(names...).Replace(markedText(boldMark, locale.T(ctx, key, plain...))))
}

// Quoting renders m as Said does, with every text among its arguments marked as written by somebody: a reason that another system gave.
func Quoting(ctx context.Context, m locale.Msg) templ.Component {
	args := make([]any, len(m.Args))
	for i, a := range m.Args {
		if text, ok := a.(string); ok {
			a = Name(text)
		}
		args[i] = a
	}
	return Said(ctx, m.Key, args...)
}
