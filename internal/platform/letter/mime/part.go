// Package mime takes a mail apart into its parts without copying it: the body of a part is a piece of the mail, decoded only while it is read.
// It reads whatever it is given; where a mail is broken it says so and goes on with what can be read.
package mime

import (
	"bytes"
	"io"
	"path"
	"strings"

	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/locale"
)

// What a mail may be made of. Parts beyond are not taken apart; the mail says so.
const (
	MaxDepth = 20  // parts within parts
	MaxParts = 100 // parts that hold no further parts
	maxName  = 200 // bytes of a file's name
)

// Part is one part of a mail; the mail itself is the outermost.
type Part struct {
	Header      header.Header
	Type        string // "text/plain"; what the header declares, or what stands for it where it declares nothing readable
	Params      map[string]string
	Declared    bool // the header declares a readable type
	Disposition string
	Name        string // of the file, without a path; "" when it has none
	File        bool   // the header calls it a file, by a name
	ContentID   string
	Encoding    string // "base64", "quoted-printable", "x-uuencode", or "" where the body stands as it is
	Body        []byte // not decoded
	Parts       []*Part
}

// Multi tells whether the part is a container of parts.
func (p *Part) Multi() bool { return strings.HasPrefix(p.Type, "multipart/") && p.Parts != nil }

// Open reads the body of a part decoded.
func (p *Part) Open() io.Reader {
	switch p.Encoding {
	case "base64":
		return newBase64(p.Body)
	case "quoted-printable":
		return &quotedPrintable{rest: p.Body}
	case "x-uuencode":
		return newUU(p.Body)
	}
	return bytes.NewReader(p.Body)
}

// Decoded returns at most the first limit bytes of the body, and whether that is all of it.
func (p *Part) Decoded(limit int) (b []byte, all bool) {
	if p.Encoding == "" {
		return p.Body[:min(limit, len(p.Body))], len(p.Body) <= limit
	}
	b = make([]byte, min(limit, len(p.Body))+1) // no encoding is shorter than what it encodes
	n, _ := io.ReadFull(p.Open(), b)            // these readers read from memory, and have no error but that they end
	if b = b[:n]; n > limit {
		return b[:limit], false
	}
	return b, true
}

// describe fills in what the header of a part says about it.
func (p *Part) describe(fallback string) (complaints []locale.Msg) {
	value := p.Header.Get("Content-Type")
	p.Type, p.Params = header.Params(value)
	p.Declared = validType(p.Type)
	switch {
	case p.Declared:
	case p.Type == "text" || strings.HasPrefix(p.Type, "text/"):
		p.Type = "text/plain"
	case strings.HasPrefix(p.Type, "multipart/") || p.Params["boundary"] != "":
		p.Type = "multipart/mixed"
	default:
		p.Type = fallback
	}
	if value != "" && !p.Declared {
		complaints = append(complaints, locale.M("A Content-Type could not be read and was taken as %s.", p.Type))
	}
	var params map[string]string
	p.Disposition, params = header.Params(p.Header.Get("Content-Disposition"))
	if p.Name = BaseName(params["filename"]); p.Name == "" {
		p.Name = BaseName(p.Params["name"])
	}
	if p.File = p.Name != ""; !p.File {
		p.Name = BaseName(p.Header.Text("Content-Location"))
	}
	p.ContentID = header.MessageID(p.Header.Get("Content-ID"))
	if p.ContentID == "" {
		p.ContentID = header.Clean(strings.Trim(p.Header.Get("Content-ID"), "<> "))
	}
	p.Encoding, complaints = encoding(p.Header.Get("Content-Transfer-Encoding"), complaints)
	return complaints
}

// validType tells whether s is a type and a subtype.
func validType(s string) bool {
	kind, sub, ok := strings.Cut(s, "/")
	token := func(s string) bool {
		return s != "" && len(s) <= 127 && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`()<>@,;:\"/[]?=`, r) })
	}
	return ok && token(kind) && token(sub)
}

// encoding reads a Content-Transfer-Encoding; what is none is taken as no encoding at all.
func encoding(value string, complaints []locale.Msg) (string, []locale.Msg) {
	name := strings.ToLower(header.Clean(value))
	name, _, _ = strings.Cut(name, ";")
	switch name = strings.Trim(name, " \"'"); strings.NewReplacer(" ", "-", "_", "-").Replace(name) {
	case "base64", "b":
		return "base64", complaints
	case "quoted-printable", "quotedprintable", "q":
		return "quoted-printable", complaints
	case "x-uuencode", "uuencode", "x-uue", "uue":
		return "x-uuencode", complaints
	case "", "7bit", "8bit", "binary", "7-bit", "8-bit", "8bits", "7bits", "plain":
		return "", complaints
	}
	return "", append(complaints, locale.M("A Content-Transfer-Encoding is unknown; its part is shown as it stands."))
}

// BaseName returns the last element of a file's name, which is never a path.
func BaseName(s string) string {
	s = header.Clean(s)
	if i := strings.LastIndexAny(s, `/\`); i >= 0 {
		s = s[i+1:]
	}
	if s == "." || s == ".." {
		return ""
	}
	if len(s) > maxName {
		ext := path.Ext(s)
		if len(ext) > 20 {
			ext = ""
		}
		s = strings.ToValidUTF8(s[:maxName-len(ext)], "") + ext
	}
	return strings.TrimSpace(s)
}
