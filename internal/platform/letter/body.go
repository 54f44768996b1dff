package letter

import (
	"html"
	"strings"

	"hearth/internal/platform/letter/charset"
	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/letter/mime"
	"hearth/internal/platform/letter/safehtml"

	htmlcharset "golang.org/x/net/html/charset"
)

// content is what a part says: its text, its HTML, or both when they say the same.
type content struct {
	text string
	html string
	// plain says that text was written as such, not read from the HTML.
	plain bool
}

func (c content) empty() bool { return c.text == "" && c.html == "" }

// reports are the parts of a report about another mail.
type reports struct {
	kind     string   // of report
	status   []string // bodies of message/delivery-status
	returned header.Header
}

// body reads the parts.
func (r *reading) body(root *mime.Part) {
	c := r.content(root, nil)
	if c.empty() {
		c = r.packed
	}
	r.mail.Text, r.mail.HTML = c.text, c.html
	if len(r.mail.Text) > MaxText {
		r.mail.Text = cut(r.mail.Text, MaxText)
		r.warn("The text is longer than is shown; the rest is in the mail itself.")
	}
	if len(r.mail.HTML) > MaxHTML {
		r.mail.HTML = cut(r.mail.HTML, MaxHTML)
		r.warn("The HTML is longer than is shown; the rest is in the mail itself.")
	}
	if strings.Contains(c.text, "-----BEGIN PGP MESSAGE-----") {
		r.warn("The text is encrypted with PGP.")
	}
}

// content reads a part and those in it; within is the container it stands in.
func (r *reading) content(p, within *mime.Part) content {
	if p.Multi() {
		r.remark(p)
		if p.Type == "multipart/alternative" {
			return r.alternative(p)
		}
		return r.sequence(p)
	}
	r.remark(p)
	if !isText(p, within) {
		r.attach(p, within)
		r.unpack(p)
		return content{}
	}
	if p.Type == "text/html" {
		source := r.read(p, &r.html, htmlWarnings)
		return content{html: source, text: safehtml.Text(source)}
	}
	text := r.read(p, &r.text, textWarnings)
	return content{text: text, plain: true}
}

// isText tells whether a part is to be read in the mail: it is text, is not called an attachment, and has no name as a file has, unless it is all
// there is.
func isText(p, within *mime.Part) bool {
	if p.Type != "text/plain" && p.Type != "text/html" || p.Disposition == "attachment" {
		return false
	}
	return !p.File || within == nil || within.Type == "multipart/alternative" && p.Disposition == ""
}

// alternative takes the plain text and the HTML of parts that say the same.
func (r *reading) alternative(p *mime.Part) (best content) {
	for _, child := range p.Parts {
		c := r.content(child, p)
		if c.text != "" && (best.text == "" || c.plain && !best.plain) {
			best.text, best.plain = c.text, c.plain
		}
		if c.html != "" {
			best.html = c.html
		}
	}
	return best
}

// sequence puts the parts of a container one below the other.
func (r *reading) sequence(p *mime.Part) (all content) {
	var texts, htmls []string
	markup := false
	for _, child := range p.Parts {
		c := r.content(child, p)
		if c.empty() {
			continue
		}
		texts, htmls = append(texts, c.text), append(htmls, c.html)
		markup = markup || c.html != ""
		all.plain = all.plain || c.plain
	}
	all.text = strings.Join(texts, "\n\n")
	if !markup {
		return all
	}
	for i := range htmls {
		if htmls[i] == "" {
			htmls[i] = "<pre>" + html.EscapeString(texts[i]) + "</pre>"
		}
	}
	all.html = strings.Join(htmls, "\n")
	return all
}

// warnings are the sentences about a text that cannot be read as it should.
type warnings struct{ long, charset string }

var (
	textWarnings = warnings{
		long:    "The text is longer than is shown; all of it is among the attachments.",
		charset: "The text is not in the character set it names; it was read as well as can be.",
	}
	htmlWarnings = warnings{
		long:    "The HTML is longer than is shown; all of it is among the attachments.",
		charset: "The HTML is not in the character set it names; it was read as well as can be.",
	}
)

// read decodes a text into the room that is left for its kind. One for which there is no room is among the attachments too, whole.
func (r *reading) read(p *mime.Part, room *int, w warnings) string {
	b, whole := p.Decoded(*room)
	*room -= len(b)
	if !whole {
		r.warn(w.long)
		r.attach(p, nil)
	}
	label := p.Params["charset"]
	if label == "" && p.Type == "text/html" {
		_, label, _ = htmlcharset.DetermineEncoding(b, "")
		if label == "windows-1252" { // its answer when it finds nothing
			label = ""
		}
	}
	text, asLabelled := charset.Decode(label, b)
	if !asLabelled {
		r.warn(w.charset)
	}
	return readable(text)
}

// readable drops what no text has in it: zero bytes and other control characters, and the carriage returns at the ends of lines.
func readable(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case r < ' ' || r >= 0x7f && r <= 0x9f || r == '\uFEFF':
			return -1
		}
		return r
	}, s)
}

func cut(s string, limit int) string { return strings.ToValidUTF8(s[:limit], "") }
