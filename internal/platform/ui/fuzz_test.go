package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// FuzzProse holds that what a person wrote becomes paragraphs and links to where they say, and nothing else, with all its letters.
func FuzzProse(f *testing.F) {
	for _, s := range []string{"hello", "a\n\nb", "https://a.example/?b=1&c=2", "http://\"onclick=x", "a@b.example", "<script>x</script>", "javascript:x", "https://a.example<b>", "http://x'\"><img src=x onerror=y>", "\r\r\n", "http://"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var b strings.Builder
		if err := Prose(text).Render(context.Background(), &b); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(strings.NewReader(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if !slices.Contains([]string{"html", "head", "body", "p", "a"}, n.Data) {
				t.Errorf("%q has <%s>", text, n.Data)
			}
			for _, a := range n.Attr {
				switch a.Key {
				case "href":
					if !strings.HasPrefix(a.Val, "http://") && !strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "mailto:") {
						t.Errorf("%q leads to %q", text, a.Val)
					}
				case "class", "rel", "dir", "data-person":
				default:
					t.Errorf("%q has the attribute %s", text, a.Key)
				}
			}
		}
		_ = Initials(text)
	})
}
