package sheet

import (
	"strings"
	"unicode"
)

// formulas are what a spreadsheet takes for the beginning of a formula, in the forms of all widths.
const formulas = "=+-@" + "＝＋－＠" + "﹦﹢﹣﹫" + "−"

// quotes are what may stand before it.
const quotes = "'\"`´‘’‚‛“”„‟«»‹›＇＂"

// parts are where somebody's spreadsheet may begin another cell, although the text is in quotation marks: at the separator of other countries and at the end of a line.
const parts = ";\t\r\n"

// Harmless returns s with an apostrophe before everything that a spreadsheet could take for a formula when it opens a CSV file: at the beginning, and where a semicolon, a tabulator
// or the end of a line could begin another cell. A text that has nothing of the kind stays as it is.
func Harmless(s string) string {
	if !strings.ContainsAny(s, formulas+"\t\r\n") {
		return s
	}
	var out strings.Builder
	byParts(&out, s, func(rest string, first bool) string {
		if begins(rest, first) {
			out.WriteByte('\'')
		}
		return rest
	})
	return out.String()
}

// Plain undoes Harmless: of a text that Harmless did not write, it takes away only an apostrophe that stands as one of its would.
func Plain(s string) string {
	if !strings.Contains(s, "'") {
		return s
	}
	var out strings.Builder
	byParts(&out, s, func(rest string, first bool) string {
		if strings.HasPrefix(rest, "'") && begins(rest[1:], first) {
			return rest[1:]
		}
		return rest
	})
	return out.String()
}

// byParts writes s part by part. Each time it asks from, given what is left of s and whether that is the whole cell, where to go on.
func byParts(out *strings.Builder, s string, from func(rest string, first bool) string) {
	for first := true; ; first = false {
		s = from(s, first)
		i := strings.IndexAny(s, parts)
		if i < 0 {
			out.WriteString(s)
			return
		}
		out.WriteString(s[:i+1])
		s = s[i+1:]
	}
}

// begins reports whether s, as a cell or as the first part of one, could be taken for a formula. At the beginning of a cell a tabulator and the end of a line count too:
// some leave them out.
func begins(s string, first bool) bool {
	for _, r := range s {
		switch {
		case strings.ContainsRune(formulas, r):
			return true
		case strings.ContainsRune(parts, r):
			return first && r != ';'
		case strings.ContainsRune(quotes, r), unicode.IsSpace(r), unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r):
		default:
			return false
		}
	}
	return false
}
