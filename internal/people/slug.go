package people

import (
	"slices"
	"strconv"
	"strings"
)

// mostSlug is how long a name in an address gets.
const mostSlug = 40

// Slug is what stands for a name in addresses: its letters and digits without accents, beginning with a letter, and hyphens for what is between, to 40 characters. It is "" for a
// name without a Latin letter, and never "new", which is the address of a page for making one.
func Slug(name string) string {
	var b strings.Builder
	for _, r := range Fold(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() == mostSlug {
			break
		}
	}
	slug := strings.Trim(b.String(), "-")
	if slug == "new" {
		slug = "new-one"
	}
	return slug
}

// FreeSlug is the Slug of a name, or otherwise where that is shorter than two letters; with a number where it is taken, still within 40 characters.
func FreeSlug(name, otherwise string, taken []string) string {
	slug := Slug(name)
	if len(slug) < 2 {
		slug = otherwise
	}
	id := slug
	for n := 2; slices.Contains(taken, id); n++ {
		number := "-" + strconv.Itoa(n)
		id = strings.TrimRight(slug[:min(len(slug), mostSlug-len(number))], "-") + number
	}
	return id
}
