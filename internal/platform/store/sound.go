package store

import (
	"strings"
	"unicode/utf8"
)

// Sound reports whether text is Unicode that both databases keep: valid UTF-8 without the NUL character, which PostgreSQL refuses as an argument, too. Whoever decodes a text that came from outside asks it of what was in it.
func Sound(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }
