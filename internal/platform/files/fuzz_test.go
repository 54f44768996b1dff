package files

import (
	"mime"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func FuzzCleanName(f *testing.F) {
	for _, s := range []string{"a.txt", "../../etc/passwd", "a\r\nb", "\u202egnp.exe", "", "..", strings.Repeat("ä", 400) + ".pdf", "a\"b;c.txt", "\xff", "x.txt\u200b", "\u2028"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		clean := CleanName(name)
		if clean == "" || strings.Trim(clean, ".") == "" || strings.ContainsAny(clean, "/\\") || !utf8.ValidString(clean) || utf8.RuneCountInString(clean) > longestName ||
			strings.ContainsFunc(clean, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) || CleanName(clean) != clean {
			t.Fatalf("%q is called %q, then %q", name, clean, CleanName(clean))
		}
		w := httptest.NewRecorder()
		Serve(w, httptest.NewRequest("GET", "/", nil), File{Name: clean, ContentType: "text/plain"}, strings.NewReader("x"))
		how, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
		if err != nil || how != "attachment" || params["filename"] != clean {
			t.Errorf("%q is served as %q: %q, %v", clean, w.Header().Get("Content-Disposition"), params["filename"], err)
		}
	})
}

// FuzzSniff holds that nothing is taken that a browser would run, whatever it is called.
func FuzzSniff(f *testing.F) {
	for _, s := range []string{"hello", "<html>", "%PDF-1", "PK\x03\x04", "\x89PNG\r\n\x1a\n", "GIF89a<script>", "RIFF....WEBPVP8 ", "\x00\x00\x00\x18ftypheic....", "#!/bin/sh", "\ufeff<svg", "a\x00b"} {
		f.Add("note.txt", []byte(s))
		f.Add("page.html", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		kind, ok := sniff(name, content)
		if ok != (kind != "") && ok {
			t.Fatalf("%q is taken without a kind", name)
		}
		if ok && kind == "text/plain" && strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(string(content), "\ufeff")), "<") {
			t.Errorf("markup is taken: %q", content)
		}
		for _, page := range []string{"html", "svg", "javascript", "css", "shockwave"} {
			if ok && strings.Contains(kind, page) {
				t.Errorf("%q is taken as %s", name, kind)
			}
		}
	})
}
