package people

import "strings"

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
