package crawl_test

import (
	"fmt"
	"regexp"
	"strings"
)

// random is what differs between any two answers: ids, nonces, case numbers, places in lists, and references of errors.
var random = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|HR-\d{4,}|E-[0-9A-F]{4}-[0-9A-F]{4}|eyJ[\w-]{20,}`)

// masked returns text with each such thing replaced by its place among them, so that which of them are the same still counts; its length stays.
func masked(text string) string {
	names := map[string]string{}
	return random.ReplaceAllStringFunc(text, func(found string) string {
		name, known := names[found]
		if !known {
			name = fmt.Sprintf("<%d>", len(names))
			name += strings.Repeat("*", max(0, len(found)-len(name)))
			names[found] = name
		}
		return name
	})
}

// difference says where two texts part.
func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, i-60):min(len(s), i+60)] }
	return fmt.Sprintf("at %d, %q and %q", i, cut(a), cut(b))
}
