package letter_test

import (
	"os"
	"strings"
	"testing"

	"hearth/internal/platform/letter/charset"
	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/letter/reply"
	"hearth/internal/platform/letter/safehtml"
	"hearth/internal/platform/letter/verdict"
)

// pieces are repeated to make what a reader gets.
var pieces = map[string]struct {
	read   func(s string)
	pieces map[string]string
}{
	"reply": {func(s string) { reply.Visible(reply.Fold(s, false)) }, map[string]string{
		"quotations far apart": "> quoted words and more words\n\n\n\nwritten\n\n", "authors without quotations": "On 1 May 2024 at 10:00\nBo Berg <bo@x.test>\nwrote:\n\nno quotation\n",
		"openings only": "On 1 May 2024 at 10:00 somebody\n", "heads that are none": "From: somebody\nSent: some time\nwords\n\n", "rules": "________________________________\n\n\nwords\n",
		"signatures": "words\n-- \nBo Berg of somewhere\n> quoted\n", "phones": "Sent from my iPhone\n\nwords\n> quoted\n", "dashes": "-----Original message of a kind-----------\n", "long lines": strings.Repeat("On 1 May, ", 100) + "\nBo wrote:\n",
		"names behind dashes": "\n-Bo Berg\n> a\n", "colons": "a@b.test 10:00:\n\n", "blank lines": "\n\n\n\nx wrote it all down:\n",
	}},
	"safehtml.Clean": {func(s string) { safehtml.Clean(s, safehtml.Options{Remote: true}) }, html},
	"safehtml.Text":  {func(s string) { safehtml.Text(s) }, html},
	"addresses": {func(s string) { header.Addresses(s) }, map[string]string{
		"names": "Berg, ", "brackets": "<a@b.test>", "comments": "(((", "quotes": `"\"`, "groups": "a:b;", "blanks around signs": "a . b @ c . d ", "words": "a@b.test c ",
	}},
	"words":   {func(s string) { header.Decode(s) }, map[string]string{"beginnings": "=?", "halves": "=?utf-8?q?", "whole": "=?utf-8?q?=C3?= ", "of two sets": "=?utf-8?b?w6k=?= =?latin1?q?=E9?=", "bytes": "\xe9 "}},
	"ids":     {func(s string) { header.MessageIDs(s) }, map[string]string{"brackets": "<", "long": "<" + strings.Repeat("a", 900) + "@b>", "blanks": "< a @ b . c >"}},
	"params":  {func(s string) { header.Params(s) }, map[string]string{"pieces": "; a*1*=%41", "quotes": `; a="\"`, "names": ";a", "same": "; a*=utf-8''%41"}},
	"charset": {func(s string) { charset.Decode("iso-2022-jp", []byte(s)); charset.Decode("", []byte(s)) }, map[string]string{"escapes": "\x1b$B", "bytes": "\xe9\xc3\xa9", "text": "words "}},
	"verdicts": {func(s string) {
		h, _ := header.Parse([]byte("Authentication-Results: mx;"+s+"\n\n"), nil)
		verdict.Trusted(h, "mx")
	}, map[string]string{"comments": "(", "methods": "dkim=pass;", "quotes": `"\`}},
	"date": {func(s string) { header.Date(s) }, map[string]string{"numbers": "1 ", "comments": "("}},
}

var html = map[string]string{
	"blocks": "<div>", "inline": "<b><i><u>", "ends": "</div></b>", "lists": "<ul><li>x", "tables": "<table><tr><td>x", "quotes": "<blockquote>x</blockquote>", "links": `<a href="https://x.test/y">x`, "open links": `<a href="https://x.test/`,
	"pictures": `<img src="https://x.test/y" alt="z">`, "data": `<img src="data:image/png;base64,AAAA">`, "comments": "<!--", "declarations": "<![x", "scripts": "<script>", "styles": "<style>x</style>", "entities": "&amp;&#x41;&notit", "no tags": "< <a",
	"attributes": `<p a=b c="d`, "breaks": "<br><p>", "words": "words and ", "blanks": " \n\t", "silent": "<select><head>", "svg": "<svg><g>", "pre": "<pre>x\n", "titles": "<title>", "mixed up": "<b><p></b></p>", "zeros": "\x00<\x00",
}

// Twice as much takes each reader by itself at most 2.6 times as long: none hides behind others that take longer.
func TestTimeGrowsWithWhatEachReaderGets(t *testing.T) {
	sizes := []int{300 << 10}
	if os.Getenv("HEARTH_LONG") == "1" {
		sizes = []int{64 << 10, 300 << 10, 900 << 10}
	}
	for reader, r := range pieces {
		for name, piece := range r.pieces {
			for _, size := range sizes {
				if reader == "reply" { // which takes no more than 50,000 lines apart
					size = min(size, 100<<10)
				}
				texts := map[int]string{size: fill(piece, size), 2 * size: fill(piece, 2*size)}
				if got := growth(size, func(n int) { r.read(texts[n]) }); got > maxGrowth {
					t.Errorf("%s, %s: twice %d bytes take %.2f times as long", reader, name, size, got)
				}
			}
		}
	}
}
