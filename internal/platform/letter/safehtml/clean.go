// Package safehtml makes HTML that a stranger wrote fit to be shown within a page: nothing in it runs, nothing loads from elsewhere before the
// reader agrees, nothing covers or leaves the place it is shown in. It also reads such HTML as plain text. Both go over it once, in time that
// grows with its size.
package safehtml

import (
	"encoding/base64"
	"net/url"
	"strconv"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What of HTML is shown. Beyond, it is cut, and Cleaned says so.
const (
	MaxBytes   = 2 << 20
	MaxDepth   = 100 // elements within elements; deeper ones lose their element, not their text
	maxURL     = 4 << 10
	maxDataURL = 512 << 10 // of a picture that lies in the HTML itself
)

// Options say what may be shown.
type Options struct {
	// Remote says that the reader agreed to load pictures from elsewhere; it tells their sender that and when the mail is read.
	Remote bool
	// Picture returns the address under which the part with a content id is served, or "" when there is none such; nil serves none.
	Picture func(contentID string) string
}

// Cleaned is HTML fit to be shown.
type Cleaned struct {
	HTML    string
	Blocked int  // pictures from elsewhere that were left out
	Cut     bool // the HTML was longer than MaxBytes
}

// Clean makes dirty fit to be shown. The elements it returns are closed, so that what follows stays outside of them. A picture that may not be
// loaded becomes a span of class "mail-picture" with its description. Cleaned with the same options again, what it returned stays as it is, but for
// pictures that Options.Picture serves.
func Clean(dirty string, o Options) Cleaned {
	c := cleaner{options: o}
	if len(dirty) > MaxBytes {
		dirty, c.result.Cut = strings.ToValidUTF8(dirty[:MaxBytes], ""), true
	}
	walk(dirty, &c)
	for len(c.open) > 0 {
		c.pop()
	}
	c.result.HTML = strings.TrimSpace(policy(o).Sanitize(c.out.String()))
	return c.result
}

// policy is the last gate: an allow-list of elements and attributes kept by others than us.
func policy(o Options) *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	for name := range shown {
		p.AllowElements(name.String())
	}
	p.AllowElements("hr", "br")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("class").Matching(pictureClass).OnElements("span")
	p.AllowAttrs("colspan", "rowspan").Matching(bluemonday.Integer).OnElements("td", "th")
	p.AllowAttrs("dir").Matching(bluemonday.Direction).Globally()
	p.AllowNoAttrs().OnElements("span", "a")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.AllowDataURIImages()
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true)
	if o.Remote {
		p.AllowAttrs("referrerpolicy", "loading").OnElements("img")
	}
	return p
}

type cleaner struct {
	options Options
	out     strings.Builder
	open    []atom.Atom
	counts  map[atom.Atom]int
	result  Cleaned
}

func (c *cleaner) text(s string) { c.out.WriteString(html.EscapeString(s)) }

func (c *cleaner) start(t html.Token) {
	switch {
	case t.DataAtom == atom.Br || t.DataAtom == atom.Hr:
		c.out.WriteString("<" + t.DataAtom.String() + ">")
	case t.DataAtom == atom.Img:
		c.picture(t)
	case shown[t.DataAtom] && len(c.open) < MaxDepth:
		c.element(t)
	case separates(t.DataAtom):
		c.out.WriteString(" ")
	}
}

func (c *cleaner) element(t html.Token) {
	var b strings.Builder
	b.WriteString("<" + t.DataAtom.String())
	for _, a := range t.Attr {
		switch value := strings.TrimSpace(a.Val); a.Key {
		case "href":
			if target := link(value); t.DataAtom == atom.A && target != "" {
				b.WriteString(` href="` + html.EscapeString(target) + `"`)
			}
		case "colspan", "rowspan":
			if n, err := strconv.Atoi(value); err == nil && n > 0 && n <= 100 {
				b.WriteString(` ` + a.Key + `="` + strconv.Itoa(n) + `"`)
			}
		case "class": // what stands in for a picture stays so when it is cleaned again
			if t.DataAtom == atom.Span && value == placeholder {
				b.WriteString(` class="` + placeholder + `"`)
			}
		case "dir":
			if value = strings.ToLower(value); value == "rtl" || value == "ltr" || value == "auto" {
				b.WriteString(` dir="` + value + `"`)
			}
		}
	}
	c.out.WriteString(b.String() + ">")
	c.open = append(c.open, t.DataAtom)
	if c.counts == nil {
		c.counts = map[atom.Atom]int{}
	}
	c.counts[t.DataAtom]++
}

// end closes the innermost open element of that name, and those within it. An end without a beginning is left out: it would close what our
// page opened.
func (c *cleaner) end(t html.Token) {
	if c.counts[t.DataAtom] == 0 {
		return
	}
	for c.pop() != t.DataAtom {
	}
}

func (c *cleaner) pop() atom.Atom {
	last := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	c.counts[last]--
	c.out.WriteString("</" + last.String() + ">")
	return last
}

// link returns the address of a link that may be shown, or "".
func link(value string) string {
	if len(value) > maxURL {
		return ""
	}
	u, err := url.Parse(value)
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
		return u.String()
	case "mailto", "tel":
		return u.String()
	}
	return ""
}

func (c *cleaner) picture(t html.Token) {
	src, alt := "", ""
	for _, a := range t.Attr {
		switch a.Key {
		case "src":
			src = strings.TrimSpace(a.Val)
		case "alt":
			alt = a.Val
		}
	}
	scheme, rest, _ := strings.Cut(src, ":")
	switch scheme = strings.ToLower(scheme); {
	case scheme == "cid" && c.options.Picture != nil:
		if id, err := url.PathUnescape(rest); err == nil {
			if at := c.options.Picture(id); at != "" {
				c.image(at, alt, false)
				return
			}
		}
	case scheme == "data" && len(src) <= maxDataURL:
		if whole := dataPicture(rest); whole != "" {
			c.image(whole, alt, false)
			return
		}
	case (scheme == "http" || scheme == "https" || strings.HasPrefix(src, "//")) && len(src) <= maxURL:
		if c.options.Remote && link(src) != "" {
			c.image(link(src), alt, true)
			return
		}
		c.result.Blocked++
	}
	c.out.WriteString(`<span class="` + placeholder + `">` + html.EscapeString(alt) + `</span>`)
}

func (c *cleaner) image(src, alt string, remote bool) {
	c.out.WriteString(`<img src="` + html.EscapeString(src) + `" alt="` + html.EscapeString(alt) + `"`)
	if remote {
		c.out.WriteString(` referrerpolicy="no-referrer" loading="lazy"`)
	}
	c.out.WriteString(">")
}

// dataPicture returns a data address, of which rest is what follows its scheme, when it is a picture that holds no script; otherwise "". Programs
// break its lines.
func dataPicture(rest string) string {
	kind, data, _ := strings.Cut(rest, ",")
	switch kind = strings.ToLower(unbroken.Replace(kind)); kind {
	case "image/png;base64", "image/jpeg;base64", "image/gif;base64", "image/webp;base64":
	default:
		return ""
	}
	data = unbroken.Replace(data)
	if _, err := base64.StdEncoding.DecodeString(data); err != nil || data == "" {
		return ""
	}
	return "data:" + kind + "," + data
}

var unbroken = strings.NewReplacer(" ", "", "\t", "", "\r", "", "\n", "")
