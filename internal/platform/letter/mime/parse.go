package mime

import (
	"bytes"
	"slices"
	"strings"

	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/locale"
)

// Mail is a mail taken apart.
type Mail struct {
	Root     *Part
	Warnings []locale.Msg // full sentences, each once
}

// Parse takes raw apart. Its time grows with the size of raw, whatever the structure: each line is looked at once.
func Parse(raw []byte) Mail {
	p := parser{raw: raw}
	root, _ := p.part(0, "text/plain")
	return Mail{Root: root, Warnings: p.warnings}
}

type parser struct {
	raw        []byte
	pos        int
	boundaries []string // of the containers that are open, the outermost first
	leaves     int
	warnings   []locale.Msg
}

// Say adds a sentence to those that were said, unless it is among them.
func Say(said []locale.Msg, m locale.Msg) []locale.Msg {
	if slices.ContainsFunc(said, func(s locale.Msg) bool { return s.Key == m.Key && slices.Equal(s.Args, m.Args) }) {
		return said
	}
	return append(said, m)
}

func (p *parser) warn(key string, args ...any) { p.warnings = Say(p.warnings, locale.M(key, args...)) }

// end says which boundary ended a part: its index among the open ones, or -1 at the end of the mail, and whether it was the closing one.
type end struct {
	index   int
	closing bool
}

// part reads one part from the position on, up to and including the line with the boundary that ends it.
func (p *parser) part(depth int, fallback string) (*Part, end) {
	h, body := header.Parse(p.raw[p.pos:], func(line []byte) bool { _, ok := p.match(line); return ok })
	part := &Part{Header: h}
	p.pos += body
	if h.Cut {
		p.warn("A header is too long; a part of it was left out.")
	}
	if h.Malformed {
		p.warn("A header has lines that are no fields.")
	}
	for _, c := range part.describe(fallback) {
		p.warnings = Say(p.warnings, c)
	}
	if len(h.All("Content-Type")) > 1 {
		p.warn("A part has several Content-Types; the first was taken.")
	}
	if strings.HasPrefix(part.Type, "multipart/") {
		before := p.leaves
		at := p.container(part, depth)
		p.leaves = max(p.leaves, before+1) // a container without parts counts as a part; or a mail could hold any number of them
		return part, at
	}
	p.leaves++
	var at end
	part.Body, at = p.until()
	return part, at
}

// container reads the parts of a multipart.
func (p *parser) container(part *Part, depth int) end {
	boundary := strings.TrimRight(part.Params["boundary"], " ")
	if boundary == "" || len(boundary) > 250 {
		boundary = p.guess()
		p.warn("A multipart names no boundary; it was taken from the text.")
	}
	if boundary == "" || depth >= MaxDepth || p.leaves >= MaxParts {
		if boundary != "" {
			p.warn("The mail has more parts, or parts within parts, than are taken apart; the rest is kept in one piece.")
		}
		return p.opaque(part)
	}
	open := len(p.boundaries)
	p.boundaries = append(p.boundaries, boundary)
	defer func() { p.boundaries = p.boundaries[:open] }()
	start := p.pos
	preamble, at := p.until()
	if at.index != open {
		if len(bytes.TrimSpace(preamble)) > 0 || at.index < 0 {
			p.warn("A multipart does not contain its boundary; it is shown as text.")
			p.asText(part, p.raw[start:start+len(preamble)])
		}
		return at
	}
	for !at.closing {
		if p.leaves >= MaxParts {
			return p.surplus(part, open)
		}
		var child *Part
		child, at = p.part(depth+1, childType(part.Type))
		part.Parts = append(part.Parts, child)
		if at.index != open {
			p.warn("A multipart is not closed; the mail may have been cut off.")
			return at
		}
	}
	p.boundaries = p.boundaries[:open]
	epilogue, at := p.until()
	if len(bytes.TrimSpace(epilogue)) > 0 {
		p.warn("Something stands behind the end of the parts; it is only in the mail itself.")
	}
	return at
}

// surplus keeps the rest of a container that has too many parts as one part.
func (p *parser) surplus(part *Part, open int) end {
	p.warn("The mail has more parts, or parts within parts, than are taken apart; the rest is kept in one piece.")
	p.boundaries = p.boundaries[:open]
	rest := &Part{Type: "application/octet-stream", Params: map[string]string{}, Name: "more-parts.txt", Disposition: "attachment"}
	var at end
	rest.Body, at = p.until()
	part.Parts = append(part.Parts, rest)
	return at
}

// opaque keeps a container that cannot be taken apart as one part.
func (p *parser) opaque(part *Part) end {
	p.leaves++
	body, at := p.until()
	if part.Params["boundary"] == "" && p.leaves == 1 {
		p.asText(part, body)
		return at
	}
	part.Type, part.Body, part.Disposition = "application/octet-stream", body, "attachment"
	if part.Name == "" {
		part.Name = "parts.txt"
	}
	return at
}

// asText makes a container that is none a text, whose bytes are body.
func (p *parser) asText(part *Part, body []byte) {
	part.Type, part.Body = "text/plain", body
	if bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(body[:min(len(body), 200)])), []byte("<html")) {
		part.Type = "text/html"
	}
	p.leaves++
}

func childType(container string) string {
	if container == "multipart/digest" {
		return "message/rfc822"
	}
	return "text/plain"
}

// until passes over lines up to one that is a boundary of an open container, and returns what stood before.
func (p *parser) until() (before []byte, at end) {
	start := p.pos
	for p.pos < len(p.raw) {
		rest := p.raw[p.pos:]
		n := bytes.IndexByte(rest, '\n')
		line, next := rest, len(p.raw)
		if n >= 0 {
			line, next = rest[:n], p.pos+n+1
		}
		if len(line) > 2 && line[0] == '-' && line[1] == '-' {
			if at, ok := p.match(line); ok {
				before = p.raw[start:p.pos]
				before = bytes.TrimSuffix(before, []byte("\n")) // the end of the line before belongs to the boundary
				p.pos = next
				return bytes.TrimSuffix(before, []byte("\r")), at
			}
		}
		p.pos = next
	}
	return p.raw[start:], end{index: -1}
}

// match tells whether line is a boundary of an open container, the innermost first.
func (p *parser) match(line []byte) (end, bool) {
	if len(line) < 3 || line[0] != '-' || line[1] != '-' || len(line) > 400 {
		return end{}, false
	}
	text := bytes.TrimRight(line[2:], " \t\r")
	for i := len(p.boundaries) - 1; i >= 0; i-- {
		rest, ok := bytes.CutPrefix(text, []byte(p.boundaries[i]))
		if ok && len(rest) == 0 {
			return end{i, false}, true
		}
		if ok && string(rest) == "--" {
			return end{i, true}, true
		}
	}
	return end{}, false
}

// guess returns what looks like the first boundary from the position on, within the first lines; "" when nothing does.
func (p *parser) guess() string {
	rest := p.raw[p.pos:]
	for range 50 {
		line, after, more := bytes.Cut(rest, []byte("\n"))
		line = bytes.TrimRight(line, " \t\r")
		if text, ok := bytes.CutPrefix(line, []byte("--")); ok && len(text) > 4 && len(text) <= 70 && !bytes.ContainsAny(text, " ") && p.inside(after, line) {
			return string(text)
		}
		if !more {
			break
		}
		rest = after
	}
	return ""
}

// inside tells whether what follows a line that looks like a boundary looks like the header of a part.
func (p *parser) inside(after, line []byte) bool {
	return len(after) > 8 && bytes.EqualFold(after[:8], []byte("content-")) && !bytes.HasSuffix(line, []byte("----"))
}
