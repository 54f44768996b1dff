package crawl_test

import (
	"fmt"
	"strings"
	"testing"
)

// masked returns text with what differs between any two answers replaced by its place among such things, so that which of them are the same still counts: ids,
// nonces, case numbers, places in lists, marks of lists and references of errors. The length stays.
func masked(text string) string {
	var out strings.Builder
	names := map[string]string{}
	from := 0
	for i := 0; i < len(text); {
		n := random(text, i)
		if n == 0 {
			i++
			continue
		}
		found := text[i : i+n]
		name, known := names[found]
		if !known {
			name = fmt.Sprintf("<%d>", len(names))
			name += strings.Repeat("*", max(0, len(found)-len(name)))
			names[found] = name
		}
		out.WriteString(text[from:i])
		out.WriteString(name)
		i += n
		from = i
	}
	out.WriteString(text[from:])
	return out.String()
}

// random returns the length of the random thing that stands at i, or 0.
func random(text string, i int) int {
	switch c := text[i]; {
	case c == 'H' || c == '"':
		for _, before := range []string{"HR-", `"Number":`} {
			if digits, ok := strings.CutPrefix(text[i:], before); ok {
				if n := run(digits, isDigit); n >= 4 {
					return len(before) + n
				}
			}
		}
	case c == 'E' && len(text) >= i+11 && text[i+1] == '-' && text[i+6] == '-' && run(text[i+2:], isHex) == 4 && run(text[i+7:], isHex) >= 4:
		return 11
	case c == 'd':
		if mark, ok := strings.CutPrefix(text[i:], `data-known="`); ok && run(mark, isHex) == 16 { // of a list: a digest of its ids
			return len(`data-known="`) + 16
		}
	case c == 'e' && strings.HasPrefix(text[i:], "eyJ"):
		if n := run(text[i:], isBase64); n > 20 {
			return n
		}
	}
	if len(text) < i+36 || text[i+8] != '-' || text[i+13] != '-' || text[i+18] != '-' || text[i+23] != '-' {
		return 0
	}
	for k, n := 0, 0; k < 36; k += n + 1 {
		if n = run(text[i+k:i+36], isHex); k+n != 8 && k+n != 13 && k+n != 18 && k+n != 23 && k+n != 36 {
			return 0
		}
	}
	return 36
}

// withoutNumber returns text with a number's digits replaced wherever they are the whole of a number, and not a part of a longer one.
func withoutNumber(text, digits string) string {
	var out strings.Builder
	from := 0
	for i := 0; i < len(text); {
		n := run(text[i:], isDigit)
		if n == len(digits) && text[i:i+n] == digits {
			out.WriteString(text[from:i])
			out.WriteString(strings.Repeat("#", n))
			from = i + n
		}
		i += max(n, 1)
	}
	out.WriteString(text[from:])
	return out.String()
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' }

// difference says where two texts part.
func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, i-60):min(len(s), i+60)] }
	return fmt.Sprintf("at %d, %q and %q", i, cut(a), cut(b))
}

func TestMaskedHidesWhatIsRandomAlone(t *testing.T) {
	t.Parallel()
	id := "019ab000-0000-7000-8000-000000000001"
	star := func(n, length int) string {
		s := fmt.Sprintf("<%d>", n)
		return s + strings.Repeat("*", length-len(s))
	}
	for text, want := range map[string]string{
		"a " + id + " b " + id: "a " + star(0, 36) + " b " + star(0, 36), "see HR-1234, HR-12345": "see " + star(0, 7) + ", " + star(1, 8),
		`{"Number":4711}`: "{" + star(0, 13) + "}", "E-0AF1-99BC is its name": star(0, 11) + " is its name", `"next":"eyJhIjoiMjAyNi0xMS0xN1QxMjow"`: `"next":"` + star(0, 28) + `"`,
		`data-known="0123456789abcdef" x`: star(0, 28) + `" x`, `data-known=""`: `data-known=""`,
		"HR-1": "HR-1", "count 12 of 999": "count 12 of 999", "2026-11-17T12:00:00Z": "2026-11-17T12:00:00Z", id[:35] + "g": id[:35] + "g", "": "",
	} {
		if got := masked(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestANumberIsHiddenWhereItIsWhole(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"no row such as 12345678": "no row such as 12345678", "q=5678&x": "q=####&x", "5678": "####", "see HR-5678, 5678 or 56780": "see HR-####, #### or 56780", "": "",
	} {
		if got := withoutNumber(text, "5678"); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
