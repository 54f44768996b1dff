package letters

import (
	"strings"
	"testing"
)

// FuzzPlaces holds that a text has as many places as are filled, that nothing of a value is read as one, and that of a text in which no brace is astray none is left.
func FuzzPlaces(f *testing.F) {
	for _, s := range []string{"", "Dear {{person.name}},", "{{ today }}{{today}}", "{{{a}}}", "{{a}", "}}{{", "{{\n}}", "{{a}}{{{{b}}}}", "{ {a} }", "{{a{{b}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		asked := map[string]bool{}
		filled := fill(text, func(name string) string { asked[name] = true; return "" })
		names := named(text)
		for _, name := range names {
			if !asked[name] || strings.ContainsAny(name, "{}") {
				t.Errorf("%q names %q", text, name)
			}
		}
		if len(names) != len(asked) {
			t.Errorf("%q names %q, and %v are filled", text, names, asked)
		}
		if astray := strings.Contains(filled, "{{") || strings.Contains(filled, "}}"); astray != stray(text) {
			t.Errorf("%q is %q, astray: %t", text, filled, stray(text))
		}
		if once := fill("{{today}}", func(string) string { return text }); once != text {
			t.Errorf("a value was read: %q is %q", text, once)
		}
	})
}
