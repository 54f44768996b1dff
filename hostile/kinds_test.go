package hostile

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// oddities are the kinds of text that have broken other software, and how one is told. Our own lists have some of each, so that a machine without the public list tests no less.
var oddities = map[string]func(text string) bool{
	"words of programs":     matches(`(?i)^(undefined|null|nil|none|true|false|constructor|__proto__|select|void)$`),
	"numbers that are none": matches(`(?i)^[-+]?(nan|inf(inity)?|[0-9.,_']+e[-+]?[0-9]+|0x[0-9a-f]+|[0-9]+/[0-9]+|[0-9]{19,})$`),
	"signs of the keyboard alone": func(text string) bool {
		return text != "" && strings.Trim(text, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ") == ""
	},
	"signs and currencies":      has(unicode.Sc, unicode.Sm, unicode.So),
	"raised and lowered digits": has(unicode.No),
	"marks that combine":        has(unicode.Mn),
	"marks in heaps":            func(text string) bool { return strings.Count(mapped(text, unicode.Mn), "x") >= 5 },
	"Han, Kana and Hangul":      has(unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul),
	"letters beyond sixteen bits": func(text string) bool {
		return strings.ContainsFunc(text, func(r rune) bool { return r > 0xffff && unicode.IsLetter(r) })
	},
	"emoji that are joined":      func(text string) bool { return strings.Contains(text, "\u200d") && has(unicode.So)(text) },
	"another length in small":    func(text string) bool { return len(strings.ToLower(text)) != len(text) && utf8.ValidString(text) },
	"another length in capitals": func(text string) bool { return len(strings.ToUpper(text)) != len(text) && utf8.ValidString(text) },
	"digits of other scripts": func(text string) bool {
		return strings.ContainsFunc(text, func(r rune) bool { return r > 0x7f && unicode.IsDigit(r) })
	},
	"from right to left": has(unicode.Arabic, unicode.Hebrew),
	"marks of direction": func(text string) bool {
		return strings.ContainsAny(text, "\u202a\u202b\u202d\u202e\u2066\u2067\u200e\u200f\u061c")
	},
	"nothing but space": func(text string) bool {
		return text != "" && strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Cf) }) == ""
	},
	"a space of Ogham":   func(text string) bool { return strings.ContainsRune(text, 0x1680) },
	"nothing to be seen": func(text string) bool { return strings.ContainsAny(text, "\u200b\u2060\ufeff\u2800\u3164\u180e") },
	"controls": func(text string) bool {
		return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) })
	},
	"a zero":                     func(text string) bool { return strings.ContainsRune(text, 0) },
	"no characters, and private": func(text string) bool { return strings.ContainsAny(text, "\ufdd0\uffff\ue000\U000f0000\ufffd") },
	"letters of mathematics": func(text string) bool {
		return strings.ContainsFunc(text, func(r rune) bool { return r >= 0x1d400 && r <= 0x1d7ff })
	},
	"letters like others":          func(text string) bool { return has(unicode.Latin)(text) && has(unicode.Cyrillic)(text) },
	"quotation marks misplaced":    matches(`^['"` + "`" + `”“]{2,}$`),
	"script in markup":             matches(`(?i)<script|onerror|onload|javascript:`),
	"SQL":                          matches(`(?i)' or |union select|drop table|--`),
	"commands of a shell":          matches("\\$\\(|`[a-z]+ |; ?[a-z]+|\\| ?[a-z]+"),
	"code of a server":             matches(`<\?php|<%=|eval\(|system\(`),
	"templates":                    matches(`\{\{|\$\{|#\{`),
	"formats":                      matches(`%[sdnpx]`),
	"entities of XML":              matches(`<!ENTITY|<!DOCTYPE`),
	"ways out of a folder":         matches(`\.\./|\.\.\\`),
	"names of devices":             matches(`(?i)^(con|prn|aux|nul|com1|lpt1)(\.[a-z]*)?$`),
	"harmless words of bad repute": matches(`Scunthorpe|Penistone|Essex`),
	"requests to who reads":        matches(`(?i)ignore everything|please reply`),
	"escapes of a terminal":        func(text string) bool { return strings.Contains(text, "\u001b[") || strings.Contains(text, "\u009b") },
	"clusters that stop phones":    has(unicode.Telugu, unicode.Bengali),
	"lines in a header":            func(text string) bool { return strings.Contains(text, "\r\n") && strings.Contains(text, ": ") },
	"formulas":                     matches(`^[=@+-][A-Z0-9]`),
	"known holes":                  matches(`jndi:|\(\) \{ :;\}`),
	"long without a space":         func(text string) bool { return len(text) > 150 && !strings.ContainsFunc(text, unicode.IsSpace) },
	"many lines":                   func(text string) bool { return strings.Count(text, "\n") >= 2 },
}

func matches(expression string) func(string) bool { return regexp.MustCompile(expression).MatchString }

// has reports whether a character of some tables stands in a text.
func has(tables ...*unicode.RangeTable) func(string) bool {
	return func(text string) bool {
		return strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, tables...) })
	}
}

// mapped writes an x for each character of a table.
func mapped(text string, table *unicode.RangeTable) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(table, r) {
			return 'x'
		}
		return '.'
	}, text)
}

// Our own lists, without the public one, hold at least two texts of each kind that has broken other software.
func TestOurOwnTextsAreOfEveryKind(t *testing.T) {
	t.Parallel()
	all := own(t)
	if len(all) < 750 {
		t.Errorf("only %d texts of our own", len(all))
	}
	for kind, is := range oddities {
		n := 0
		for _, text := range all {
			if is(text) {
				n++
			}
		}
		if n < 2 {
			t.Errorf("%d texts of the kind %q", n, kind)
		}
	}
}
