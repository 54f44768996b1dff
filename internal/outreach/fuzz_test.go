package outreach

import (
	"slices"
	"strings"
	"testing"
)

// FuzzList holds that whoever a list names is named once, by something that stands in it, and that the names, one on a line, are the same list.
func FuzzList(f *testing.F) {
	for _, s := range []string{"", "a@x.example\r\nb@x.example", "a@x.example, b@x.example; c@x.example", "1003 1004", "Amina Yusuf <a@x.example>, \"Pavel\" <b@x.example>", "name,e-mail\nAmina,a@x.example",
		"number;name\n1003;Amina", "Yusuf;1003", "\ufeff1003\n", "a<b@c<", "<a@b> <c@d>", "a@b\u00a0c@d", ",;\t\n,", "\"'<>\n@\n1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, list string) {
		refs := parse(list)
		seen := map[string]bool{}
		for _, ref := range refs {
			if seen[ref] || ref == "" || strings.ContainsAny(ref, ",;\t\r\n") || ref != strings.TrimSpace(ref) {
				t.Errorf("%q is read as %q", list, refs)
			}
			if seen[ref] = true; !strings.Contains(list, ref) {
				t.Errorf("%q does not stand in %q", ref, list)
			}
		}
		first, _, _ := strings.Cut(strings.ReplaceAll(list, "\r", "\n"), "\n")
		if !strings.ContainsAny(first, "@0123456789") && strings.ContainsAny(first, ",;\t") {
			return // a table: of a line of it one name is read
		}
		if again := parse(strings.Join(refs, "\n")); !slices.Equal(again, refs) {
			t.Errorf("%q is read as %q, and that as %q", list, refs, again)
		}
	})
}
