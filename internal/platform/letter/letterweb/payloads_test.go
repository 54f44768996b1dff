package letterweb

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// vectors try to run trap(), to load from FAR, to cover the page, or to leave the box. They are of our own writing, by the classes in which
// sanitisers were got around: markup that is read differently the second time, elements whose content is no markup, foreign elements, names of
// schemes that are disguised, styles, and ends of elements that are not theirs.
var vectors = []string{
	`<script>trap()</script>`, `<script src="FAR/x.js"></script>`, `<SCRIPT/x>trap()</SCRIPT>`, `<script >trap()</script >`, `<script type=module>trap()</script>`,
	`<scr<script>ipt>trap()</scr</script>ipt>`, `<script>/*`, `</script><script>trap()</script>`, `<svg><script>trap()</script></svg>`, `<svg><script href="data:,trap()"></script></svg>`,
	`<img src=x onerror=trap()>`, `<img src=x onerror="trap()"//`, `<img/src=x/onerror=trap()>`, `<img src=x:x onerror=trap()>`, "<img\tsrc=x\nonerror\r=\ftrap()>", `<img src onerror /" '"= alt=trap()//">`,
	`<img src="x` + "`" + `<script>trap()</script>"` + "`" + `>`, `<img """><script>trap()</script>">`, `<image src=x onerror=trap()>`, `<input type=image src=x onerror=trap()>`, `<video><source onerror=trap()></video>`,
	`<audio src=x onerror=trap()>`, `<body onload=trap()>`, `<svg onload=trap()>`, `<svg/onload=trap()>`, `<svg><g/onload=trap()></g></svg>`, `<iframe onload=trap()></iframe>`, `<object onerror=trap() data=x>`,
	`<style onload=trap()></style>`, `<link rel=stylesheet href=x onerror=trap()>`, `<details open ontoggle=trap()>x`, `<input autofocus onfocus=trap()>`, `<select autofocus onfocus=trap()>`, `<textarea autofocus onfocus=trap()>`,
	`<button autofocus onfocus=trap()>x`, `<a autofocus tabindex=1 onfocus=trap()>x</a>`, `<marquee onstart=trap()>x</marquee>`, `<div onmouseover=trap()>x</div>`, `<div style="animation:x 1s" onanimationstart=trap()>x</div>`,
	`<keygen autofocus onfocus=trap()>`, `<frameset onload=trap()>`, `<table background=javascript:trap()>`, `<meta http-equiv=refresh content="0;url=javascript:trap()">`, `<meta http-equiv=refresh content="0;url=FAR/refresh">`,
	`<a href="javascript:trap()">x</a>`, `<a href="JaVaScRiPt:trap()">x</a>`, `<a href=" javascript:trap()">x</a>`, `<a href="java&#9;script:trap()">x</a>`, `<a href="&#x6A;avascript:trap()">x</a>`, `<a href="javascript&colon;trap()">x</a>`,
	`<a href="java` + "\x00" + `script:trap()">x</a>`, `<a href="` + "\x01" + `javascript:trap()">x</a>`, `<a href="data:text/html,<script>trap()</script>">x</a>`, `<a href="vbscript:trap()">x</a>`, `<a href="blob:FAR/x">x</a>`,
	`<a xlink:href="javascript:trap()">x</a>`, `<svg><a xlink:href="javascript:trap()"><text>x</text></a></svg>`, `<math href="javascript:trap()">x</math>`, `<form action="javascript:trap()"><button>x</button></form>`,
	`<form id=f></form><button form=f formaction="javascript:trap()">x</button>`, `<isindex action=javascript:trap() type=submit>`, `<area href=javascript:trap()>`, `<base href="javascript:trap()//">`, `<iframe src="javascript:trap()"></iframe>`,
	`<iframe srcdoc="<script>parent.trap()</script>"></iframe>`, `<embed src="javascript:trap()">`, `<object data="javascript:trap()"></object>`, `<object data="data:text/html,<script>parent.trap()</script>"></object>`,
	`<img src="javascript:trap()">`, `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='trap()'/>">`, `<svg><use href="data:image/svg+xml,<svg id=x onload=trap()>#x"/></svg>`, `<svg><animate onbegin=trap() attributeName=x dur=1s>`,
	`<svg><set attributeName=href to=javascript:trap()>`, `<svg><foreignObject><body onload=trap()></foreignObject></svg>`, `<svg><style><img src=x onerror=trap()></style></svg>`, `<svg><title><img src=x onerror=trap()></title></svg>`,
	`<svg><desc><iframe onload=trap()></iframe></desc></svg>`, `<math><mtext><table><mglyph><style><img src=x onerror=trap()></style></mglyph></table></mtext></math>`, `<math><mi><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=trap()&gt;">`,
	`<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=trap()>`, `<svg></p><style><a id="</style><img src=x onerror=trap()>">`, `<math><annotation-xml encoding="text/html"><style><img src=x onerror=trap()></style></annotation-xml></math>`,
	`<noscript><p title="</noscript><img src=x onerror=trap()>"></noscript>`, `<noembed><p title="</noembed><img src=x onerror=trap()>">`, `<noframes><p title="</noframes><img src=x onerror=trap()>">`, `<xmp><p title="</xmp><img src=x onerror=trap()>">`,
	`<textarea><p title="</textarea><img src=x onerror=trap()>">`, `<title><p title="</title><img src=x onerror=trap()>">`, `<style><p title="</style><img src=x onerror=trap()>">`, `<iframe><p title="</iframe><img src=x onerror=trap()>">`,
	`<template><p title="</template><img src=x onerror=trap()>"></template>`, `<plaintext><img src=x onerror=trap()>`, `<!--><img src=x onerror=trap()>-->`, `<!---><img src=x onerror=trap()>-->`, `<!-- --!><img src=x onerror=trap()>-->`,
	`<!-- <!-- --><img src=x onerror=trap()> -->`, `<![CDATA[<img src=x onerror=trap()>]]>`, `<svg><![CDATA[><img src=x onerror=trap()>]]></svg>`, `<?xml version="1.0"?><img src=x onerror=trap()>`, `<!doctype html [<!ENTITY x "<img src=x onerror=trap()>">]>&x;`,
	`<x:script xmlns:x="http://www.w3.org/1999/xhtml">trap()</x:script>`, `<custom-element onclick=trap() autofocus tabindex=1 onfocus=trap()>x</custom-element>`, `<p id="x" name="x" onclick="trap()">x</p>`, `&lt;script&gt;trap()&lt;/script&gt;`, `&amp;lt;script&amp;gt;trap()`,
	`<select><style></select><img src=x onerror=trap()></style></select>`, `<table><td><style><!--</style></td><img src=x onerror=trap()>--></table>`, `<p><svg><p><img src=x onerror=trap()></p></svg></p>`, `<a><svg><desc><a><img src=x onerror=trap()></a></desc></svg></a>`,
	`<b><p><b><p><b><p><img src=x onerror=trap()>`, `<dialog open onclose=trap()><form method=dialog><button>x`, `<img src="cid:1" srcset="FAR/set 2x">`, `<picture><source srcset="FAR/source"><img src=x></picture>`, `<img src="FAR/pixel.gif">`,
	`<img src="//HOST/pixel.gif">`, `<img src="\\HOST\pixel.gif">`, `<img src="/\HOST/pixel.gif">`, `<img src="http:HOST/pixel.gif">`, `<img src=" FAR/pixel.gif ">`, "<img src=\"ht\ntp://HOST/pixel.gif\">", `<img lowsrc="FAR/low" dynsrc="FAR/dyn">`,
	`<link rel=stylesheet href="FAR/x.css">`, `<link rel=prefetch href="FAR/x">`, `<link rel=preload as=image href="FAR/x">`, `<link rel=icon href="FAR/x">`, `<link rel=modulepreload href="FAR/x.js">`, `<style>@import "FAR/x.css";</style>`,
	`<style>body{background:url(FAR/bg)}</style>`, `<div style="background:url(FAR/bg)">x</div>`, `<div style="background-image:u\72l(FAR/bg)">x</div>`, `<div style="list-style:url(FAR/x);display:list-item">x</div>`, `<div style="content:url(FAR/x)">x</div>`,
	`<body background="FAR/bg">x`, `<table background="FAR/bg"><tr><td background="FAR/bg2">x`, `<video poster="FAR/poster" src="FAR/v" autoplay></video>`, `<audio src="FAR/a" autoplay></audio>`, `<track src="FAR/t">`, `<embed src="FAR/e">`, `<object data="FAR/o"></object>`,
	`<iframe src="FAR/frame"></iframe>`, `<frameset><frame src="FAR/frame"></frameset>`, `<svg><image href="FAR/i"/></svg>`, `<svg><image xlink:href="FAR/i"/></svg>`, `<svg><use href="FAR/i#x"/></svg>`, `<svg><filter><feImage href="FAR/i"/></filter></svg>`,
	`<input type=image src="FAR/i">`, `<isindex src="FAR/i">`, `<bgsound src="FAR/s">`, `<applet code="FAR/a"></applet>`, `<base href="FAR/"><img src="relative.gif">`, `<a ping="FAR/ping" href="#">x</a>`, `<html manifest="FAR/m">x`, `<script>fetch("FAR/f")</script>`,
	`<meta http-equiv="Content-Security-Policy" content="default-src *"><img src="FAR/m">`, `<img src="data:image/png;base64,AAAA" usemap=#m><map name=m><area href="javascript:trap()" shape=default></map>`, `<img src="x" loading=eager fetchpriority=high srcset="FAR/f">`,
	`<div style="position:fixed;top:0;left:0;width:100vw;height:100vh;z-index:2147483647;background:red">x</div>`, `<div style="position:absolute;inset:-5000px;z-index:99999;background:red">x</div>`, `<div style="margin:-3000px;padding:3000px">x</div>`,
	`<div style="transform:scale(50)">x</div>`, `<div style="width:99999px;height:99999px">x</div>`, `<div class="fixed inset-0 z-50 bg-base-100">x</div>`, `<div class="skip btn modal modal-open">x</div>`, `<dialog open style="position:fixed;inset:0;width:100%;height:100%">x</dialog>`,
	`<style>*{position:fixed!important;inset:0}</style>x`, `<style>.mail-html{contain:none!important;position:fixed;inset:0;z-index:9}</style>x`, `<div popover=manual id=main>x</div>`, `<p id=main class=mail-words>x</p>`, `<img width=99999 height=99999 src="data:image/png;base64,iVBORw0KGgo=">`,
	`<table width=99999 cellpadding=9999><tr><td height=9999 nowrap>x`, `<pre>` + strings.Repeat("w", 3000) + `</pre>`, strings.Repeat("W", 3000), `<td colspan=100 rowspan=100>x</td>`, `<h1>` + strings.Repeat("x<br>", 200) + `</h1>`, strings.Repeat("<blockquote>", 200) + "x",
	`</div></div></details></article></div></main></body></html><div style="position:fixed;inset:0;z-index:2147483647;background:red">x</div>`, `</div></div></details></article><script>trap()</script>`, `</p></details><h1>x</h1>`, `</td></tr></table></section></div>`,
	`</title></head><body onload=trap()>`, `"><script>trap()</script>`, `'><script>trap()</script>`, `" onmouseover=trap() autofocus tabindex=1 onfocus=trap() x="`, `' onfocus=trap() autofocus x='`, `--><script>trap()</script>`, `]]><script>trap()</script>`, `{{constructor.constructor('trap()')()}}`, `${trap()}`,
	`<title>gone</title>`, `<head><title>gone</title></head>`, `<marquee behavior=alternate loop=1 onfinish=trap()>x</marquee>`, `<blink>x`, "\u202e<script>trap()</script>", "<\u0000script>trap()</script>", "<script\u0000>trap()</script>", "\ufeff<script>trap()</script>", "<ſcript>trap()</ſcript>", "＜script＞trap()＜/script＞",
	"\xc0\xbcscript\xc0\xbetrap()", "+ADw-script+AD4-trap()+ADw-/script+AD4-", "\x1b$B<script>trap()</script>",
}

// wraps put a vector where it may be read differently.
var wraps = []string{`<p>before %s after`, `<div><table><tr><td>%s</td></tr></table></div>`, `<a href="https://example.org/">%s</a>`, `<svg><foreignObject>%s`, `<b title="%s">x</b>`, `<style>%s</style>`, `<!-- %s -->`, `<noscript>%s`}

// payloads are the vectors, then the naughty strings where the sample data is there: the first plain of them. Then come the vectors within other
// markup. far is the other origin.
func payloads(t testing.TB, far string) (all []string, plain int) {
	t.Helper()
	here := strings.NewReplacer("FAR", far, "HOST", strings.TrimPrefix(far, "http://"))
	for _, v := range vectors {
		all = append(all, here.Replace(v))
	}
	all = append(all, naughty(t)...)
	plain = len(all)
	for _, v := range vectors {
		all = append(all, here.Replace(html.EscapeString(v)))
		for _, w := range wraps {
			if len(v) <= 1000 {
				all = append(all, here.Replace(fmt.Sprintf(w, v)))
			}
		}
	}
	return all, plain
}

// naughty are the strings of the sample data; what they would run is our trap.
func naughty(t testing.TB) (all []string) {
	t.Helper()
	dir := os.Getenv("HEARTH_TEST_DATA")
	if dir == "" {
		t.Log("without HEARTH_TEST_DATA the naughty strings are left out")
		return nil
	}
	text, err := os.ReadFile(filepath.Join(dir, "naughty-strings/blns.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for i := range all {
		all[i] = strings.NewReplacer("alert(", "trap(").Replace(all[i])
	}
	return all
}

// hostile is a mail that has p in each place that is shown.
func hostile(p string) []byte {
	word := "=?utf-8?B?" + base64.StdEncoding.EncodeToString([]byte(p)) + "?="
	part := func(kind, body string) string {
		return "--b\r\nContent-Transfer-Encoding: base64\r\nContent-Type: " + kind + "\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte(body)) + "\r\n"
	}
	return []byte("From: " + word + " <bo@example.com>\r\nReply-To: " + word + " <no@example.net>\r\nSender: " + word + " <pa@example.com>\r\nTo: " + word + " <hr@example.org>\r\nCc: " + word + "\r\n" +
		"Subject: " + word + "\r\nDate: " + strings.Map(printable, p) + "\r\nMessage-ID: <1@example.com>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n-" + strings.ReplaceAll(part("text/plain; charset=utf-8", p+"\n\n> "+p+"\n\n-- \n"+p), "--b", "-c") +
		"-" + strings.ReplaceAll(part("text/html; charset=utf-8", p), "--b", "-c") + "--c--\r\n" +
		part("application/octet-stream; name=\""+word+"\"", p) + "--b--\r\n")
}

func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return -1
	}
	return r
}
