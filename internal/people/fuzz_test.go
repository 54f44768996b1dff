package people

import (
	"strings"
	"testing"
	"unicode/utf8"

	"hearth/internal/platform/fault"
)

func FuzzUnit(f *testing.F) {
	for _, s := range []string{"Ferrow & Lund > Malmby plant > Hall 2", "Hall 2", ">>>", "a > a > a", " > b", "É > e", strings.Repeat("x>", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tree := newUnitTree([]Unit{{ID: "1", Name: "Ferrow & Lund"}, {ID: "2", ParentID: "1", Name: "Hall 2"}, {ID: "3", Name: "Hall 2"}})
		id, made, err := tree.resolve(text)
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatal(err)
		}
		if err != nil || id == "" {
			return
		}
		if len(made) > maxLevels {
			t.Errorf("%d units in each other", len(made))
		}
		again, more, err := tree.resolve(tree.path(id))
		if utf8.ValidString(text) && (again != id || len(more) > 0 || err != nil) {
			t.Errorf("%q is %q, which leads elsewhere (%d made, %v)", text, tree.path(id), len(more), err)
		}
	})
}

func FuzzListCursor(f *testing.F) {
	for _, s := range []string{"", "YQpi", "!!", "YQ", "Cg", "YQpiCmM"} {
		f.Add(s, "amina % _ \\")
	}
	f.Fuzz(func(t *testing.T, after, q string) {
		where, err := ListPeople{After: after, Q: q}.where()
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatal(err)
		}
		if err == nil && strings.Count(where.SQL, "?") != len(where.Args) {
			t.Errorf("%d places for %d values in %s", strings.Count(where.SQL, "?"), len(where.Args), where.SQL)
		}
	})
}

// FuzzFold holds that what is compared is compared the same when it is folded already.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"Ångström", "ẞ", "İstanbul", "Ǆ", "ﬃ", "a\u0301\u0328", "\u1e9b\u0323", "Ⅷ", "שָׁלוֹם", " a  b "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := Fold(text)
		if strings.Contains(once, "  ") || strings.HasPrefix(once, " ") {
			t.Errorf("%q is folded to %q", text, once)
		}
		email := FoldEmail(text)
		if utf8.ValidString(text) && FoldEmail(email) != email {
			t.Errorf("%q is folded to %q, then to %q", text, email, FoldEmail(email))
		}
		if validPhone(text) && strings.ContainsAny(text, "\r\n\x00;") {
			t.Errorf("%q is taken as a phone number", text)
		}
	})
}
