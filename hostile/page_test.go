package hostile

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"
)

// page is a page as a browser's parser sees it.
type page struct {
	texts   map[string]bool // what stands between tags and what form fields hold, each with its white space made single
	whole   string          // all text without its white space, which a page may set as it likes
	invalid []string        // the fields that the page calls wrong
	harm    []string        // what a page of ours never has
}

// read parses a page.
func read(text string) (page, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return page{}, err
	}
	p := page{texts: map[string]bool{}}
	var whole strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
			p.texts[single(n.Data)] = true
			whole.WriteString(n.Data)
		case html.ElementNode:
			p.element(n)
		}
	}
	p.whole = bare(whole.String())
	return p, nil
}

func bare(text string) string { return strings.Join(strings.Fields(text), "") }

func single(text string) string { return strings.Join(strings.Fields(text), " ") }

func (p *page) element(n *html.Node) {
	if slices.Contains([]string{"iframe", "frame", "object", "embed", "base", "applet", "style", "portal", "math", "marquee"}, n.Data) {
		p.bad(n, "a foreign element")
	}
	if n.Data == "script" && (attribute(n, "src") == "" || n.FirstChild != nil) {
		p.bad(n, "a script of its own")
	}
	if n.Data == "meta" && attribute(n, "http-equiv") != "" {
		p.bad(n, "a meta that acts")
	}
	for _, a := range n.Attr {
		switch {
		case strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc":
			p.bad(n, a.Key)
		case slices.Contains([]string{"href", "src", "action", "formaction", "poster", "data", "xlink:href", "hx-get", "hx-post"}, a.Key) && !ours(a.Val) && !written(n):
			p.bad(n, fmt.Sprintf("%s=%q", a.Key, a.Val))
		}
		if a.Key == "value" || a.Key == "title" || a.Key == "aria-label" {
			p.texts[single(a.Val)] = true
		}
		if a.Key == "aria-invalid" && a.Val == "true" {
			p.invalid = append(p.invalid, attribute(n, "name"))
		}
	}
}

func (p *page) bad(n *html.Node, what string) {
	p.harm = append(p.harm, fmt.Sprintf("<%s>: %s", n.Data, what))
}

// ours reports whether an address that a page leads to is one of this server, or a way to reach HR.
// "data:," is the icon that there is none.
func ours(address string) bool {
	if strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") && !strings.HasPrefix(address, `/\`) {
		return true
	}
	return address == "" || address == "data:," || strings.HasPrefix(address, "#") || strings.HasPrefix(address, "?") || strings.HasPrefix(address, "tel:") || strings.HasPrefix(address, "mailto:")
}

// written reports whether n is a link that a person wrote: it says where it leads, and tells nothing there of where it was.
func written(n *html.Node) bool {
	href := attribute(n, "href")
	named := n.FirstChild != nil && n.FirstChild.Type == html.TextNode && n.FirstChild.Data == href
	return n.Data == "a" && named && strings.HasPrefix(href, "http") && strings.Contains(attribute(n, "rel"), "noreferrer noopener")
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// shows reports whether the page shows a text in a form in which it may be kept.
func (p page) shows(text string) bool {
	if strings.HasPrefix(text, likeness) && holds(p.texts, text) {
		return true
	}
	whole := norm.NFC.String(p.whole) // where words are marked, a text is shown composed: canonically the same
	for _, k := range kept(text) {
		b := strings.TrimLeftFunc(bare(k), unicode.IsMark) // marks at its beginning compose with what stands before it in the whole page
		if p.texts[single(k)] || b != "" && strings.Contains(whole, norm.NFC.String(b)) {
			return true
		}
	}
	return false
}
