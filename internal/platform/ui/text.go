package ui

import (
	"context"
	"io"
	"regexp"
	"strings"
	"unicode"

	"github.com/a-h/templ"

	"hearth/internal/platform/locale"
)

// Rich renders a message of the catalogue in which *stars* mark what is bold and does not break, mostly a time:
// Rich(ctx, "We will answer by *%s*", due). Everything else is escaped, also stars within the arguments.
func Rich(ctx context.Context, key string, args ...any) templ.Component {
	return marked(ctx, boldMark, key, args)
}

// Linked renders a message of the catalogue in which [brackets] mark a link to href:
// Linked(ctx, "tel:4400", "Call HR on [%s]", "4400"). Everything else is escaped, also brackets within the arguments.
// A message without brackets is shown without a link.
func Linked(ctx context.Context, href, key string, args ...any) templ.Component {
	link := `<a class="lnk-quiet" href="` + templ.EscapeString(string(templ.URL(href))) + `">`
	return marked(ctx, mark{open: '[', shut: ']', before: link, after: `</a>`}, key, args)
}

// mark is a pair of characters in a message and the elements they stand for.
type mark struct {
	open, shut    byte
	before, after string
}

var boldMark = mark{open: '*', shut: '*', before: `<b class="whitespace-nowrap text-base-content font-semibold">`, after: `</b>`}

// Characters of no script keep the marks within an argument apart from the message's own.
var (
	hideMarks = strings.NewReplacer("*", "\ue02a", "[", "\ue05b", "]", "\ue05d")
	showMarks = strings.NewReplacer("\ue02a", "*", "\ue05b", "[", "\ue05d", "]")
)

func marked(ctx context.Context, m mark, key string, args []any) templ.Component {
	safe := make([]any, len(args))
	for i, a := range args {
		safe[i] = a
		if s, ok := a.(string); ok {
			safe[i] = hideMarks.Replace(s)
		}
	}
	return templ.Raw(markedText(m, locale.T(ctx, key, safe...)))
}

// markedText escapes text and puts the elements of m where its marks stand.
func markedText(m mark, text string) string {
	plain := func(s string) string { return templ.EscapeString(showMarks.Replace(s)) }
	var b strings.Builder
	for {
		open := strings.IndexByte(text, m.open)
		if open < 0 {
			break
		}
		length := strings.IndexByte(text[open+1:], m.shut)
		if length < 0 {
			break
		}
		b.WriteString(plain(text[:open]) + m.before + plain(text[open+1:open+1+length]) + m.after)
		text = text[open+length+2:]
	}
	b.WriteString(plain(text))
	return b.String()
}

// Person shows text that a person wrote or that names a person, so that it is never taken for one of our own words.
func Person(text string) templ.Component {
	return templ.Raw(`<bdi data-person>` + templ.EscapeString(text) + `</bdi>`)
}

// Prose shows plain text that a person wrote as paragraphs, with line breaks kept and web addresses, mail addresses
// and nothing else as links. It is safe for any input.
func Prose(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
		for _, paragraph := range paragraphBreak.Split(strings.TrimSpace(text), -1) {
			if strings.TrimSpace(paragraph) == "" {
				continue
			}
			b.WriteString(`<p data-person dir="auto" class="whitespace-pre-line break-words">`)
			writeLinked(&b, paragraph)
			b.WriteString(`</p>`)
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

var (
	paragraphBreak = regexp.MustCompile(`\n[ \t]*\n\s*`)
	address        = regexp.MustCompile(`https?://[^\s<>"]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
)

func writeLinked(b *strings.Builder, text string) {
	for {
		at := address.FindStringIndex(text)
		if at == nil {
			b.WriteString(templ.EscapeString(text))
			return
		}
		link := strings.TrimRight(text[at[0]:at[1]], ".,;:!?'’”)]}")
		b.WriteString(templ.EscapeString(text[:at[0]]))
		if href := "mailto:" + link; strings.HasPrefix(link, "http") {
			b.WriteString(`<a class="lnk" rel="noreferrer noopener nofollow" href="` + templ.EscapeString(link) + `">` + templ.EscapeString(link) + `</a>`)
		} else {
			b.WriteString(`<a class="lnk" href="` + templ.EscapeString(href) + `">` + templ.EscapeString(link) + `</a>`)
		}
		text = text[at[0]+len(link):]
	}
}

// Initials returns up to two letters that stand for a name: "AY" for "Amina Yusuf". It is empty for an empty name.
func Initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '-'
	})
	switch len(words) {
	case 0:
		return ""
	case 1:
		return firstLetter(words[0])
	}
	return firstLetter(words[0]) + firstLetter(words[len(words)-1])
}

func firstLetter(word string) string {
	for _, r := range word {
		if unicode.IsLetter(r) {
			return string(unicode.ToUpper(r))
		}
	}
	return ""
}
