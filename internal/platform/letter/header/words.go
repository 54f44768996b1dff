package header

import (
	"encoding/base64"
	"strings"
	"unicode"

	"hearth/internal/platform/letter/charset"
)

// word is one encoded word of RFC 2047, not yet turned into text: two in a row may share a character between them.
type word struct {
	label string
	bytes []byte
}

// Decode returns a value as people read it: the encoded words of RFC 2047 in it decoded, also those that are broken in the usual ways, and
// cleaned as Clean does.
func Decode(s string) string {
	var out strings.Builder
	var run word // encoded words of one set in a row
	flush := func() {
		if run.label != "" {
			text, _ := charset.Decode(run.label, run.bytes)
			out.WriteString(text)
			run = word{}
		}
	}
	for s != "" {
		at := strings.Index(s, "=?")
		if at < 0 {
			flush()
			out.WriteString(plain(s))
			break
		}
		w, n, ok := encodedWord(s[at:])
		if !ok {
			flush()
			out.WriteString(plain(s[:at+2]))
			s = s[at+2:]
			continue
		}
		if run.label == "" || strings.TrimSpace(s[:at]) != "" {
			flush()
			out.WriteString(plain(s[:at]))
		}
		if !strings.EqualFold(w.label, run.label) {
			flush()
			run.label = w.label
		}
		run.bytes = append(run.bytes, w.bytes...)
		s = s[at+n:]
	}
	flush()
	return Clean(out.String())
}

// plain reads text outside encoded words, which may hold bytes of no declared set.
func plain(s string) string {
	text, _ := charset.Decode("", []byte(s))
	return text
}

// maxWord is the longest encoded word that is read as one; RFC 2047 allows 75 characters, some programs write a whole subject.
const maxWord = 8 << 10

// encodedWord reads =?set?B?…?= or =?set?Q?…?= at the beginning of s and returns its length in s.
func encodedWord(s string) (w word, n int, ok bool) {
	in := s[2:min(len(s), maxWord)]
	q := strings.IndexByte(in[:min(len(in), 100)], '?')
	if q <= 0 || q+3 > len(in) || in[q+2] != '?' {
		return word{}, 0, false
	}
	label, _, _ := strings.Cut(in[:q], "*") // RFC 2231 puts a language behind the set
	if label == "" || strings.ContainsAny(label, " \t\"<>@,;:") {
		return word{}, 0, false
	}
	text := in[q+3:]
	end := strings.Index(text, "?=")
	if end < 0 {
		return word{}, 0, false
	}
	n = 2 + q + 3 + end + 2
	switch in[q+1] {
	case 'b', 'B':
		return word{label, fromBase64(text[:end])}, n, true
	case 'q', 'Q':
		return word{label, fromQ(text[:end])}, n, true
	}
	return word{}, 0, false
}

func fromBase64(s string) []byte {
	s = strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' || r == '/') {
			return r
		}
		return -1
	}, s)
	if len(s)%4 == 1 {
		s = s[:len(s)-1]
	}
	b, _ := base64.RawStdEncoding.DecodeString(s) // what was decoded before an error is kept
	return b
}

func fromQ(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '_':
			out = append(out, ' ')
		case c == '=' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		default:
			out = append(out, c)
		}
	}
	return out
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}

// Clean returns s in one line of valid text: control characters, line and paragraph separators, and the marks that turn the direction of
// writing become blanks, and blanks in a row become one.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || Control(r) }), " ")
}

// Control tells whether r is a character that no name and no subject may contain: a control character, a separator of lines, a mark that
// turns the direction of writing.
func Control(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\uFEFF' || '\u202A' <= r && r <= '\u202E' || '\u2066' <= r && r <= '\u2069' ||
		r == '\u200E' || r == '\u200F' || r == '\u061C'
}
