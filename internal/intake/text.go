package intake

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearth/internal/desk"
	"hearth/internal/platform/files"
	"hearth/internal/platform/letter"
)

// smallPicture is the size under which a picture within the text is taken for the ornament of a signature. It stays in the whole mail.
const smallPicture = 10 << 10

// goesOn ends a message of which the whole mail has more.
const goesOn = "\n\n[…]"

// subjectOf is what a case of a mail is called: its subject without the signs of answering, or the first words of its text.
func subjectOf(m letter.Mail) string {
	text := strings.TrimSpace(m.Subject)
	for again := true; again; {
		again = false
		for _, sign := range []string{"re:", "aw:", "sv:", "antw:", "vs:", "fwd:", "fw:", "wg:", "tr:", "rv:", "r:", "ref:", "odp:", "ynt:", "回复:", "回覆:"} {
			if len(text) >= len(sign) && strings.EqualFold(text[:len(sign)], sign) {
				text, again = strings.TrimSpace(text[len(sign):]), true
			}
		}
	}
	if text == "" {
		text = strings.Join(strings.Fields(m.Visible), " ")
	}
	if text == "" {
		text = m.From.Address
	}
	return cut(clean(text), desk.MaxSubject, "…")
}

// bodyOf is what the person wrote, as a message: without quotation and signature, which the whole mail has. A mail that has nothing else is shown with them.
func bodyOf(m letter.Mail) string {
	for _, text := range []string{m.Visible, m.Text, m.Subject} {
		if text = clean(text); strings.TrimSpace(text) != "" {
			return cut(strings.TrimSpace(text), desk.MaxBody, goesOn)
		}
	}
	return goesOn[2:]
}

func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r == 0 || unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "\uFFFD"))
}

func cut(text string, most int, sign string) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	r := []rune(text)
	return string(r[:most-utf8.RuneCountInString(sign)]) + sign
}

// uploads are the attachments of a mail as files of a message.
func uploads(m letter.Mail) (all []files.Upload) {
	for _, a := range m.Attachments {
		if a.Inline && strings.HasPrefix(a.Type, "image/") && a.Size < smallPicture {
			continue
		}
		name := a.Name
		if name == "" {
			name = "attachment"
		}
		all = append(all, files.Upload{Name: name, Type: a.Type, Size: a.Size, Open: func() (files.Reader, error) { return attached{a.Open(), a.Size}, nil }})
	}
	return all
}

// attached is an attachment that is read as files.Reader wants it, decoded as it is read.
type attached struct {
	io.Reader
	size int64
}

// Len is how many bytes there are in all, so that room for them is taken once.
func (a attached) Len() int { return int(a.size) }

// Close implements io.Closer.
func (attached) Close() error { return nil }
