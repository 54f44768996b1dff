package letter

import (
	"cmp"
	"strings"

	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/letter/mime"
	"hearth/internal/platform/letter/safehtml"
	"hearth/internal/platform/letter/tnef"
)

// outlookName is how Outlook calls the file into which it puts what only Outlook reads.
const outlookName = "winmail.dat"

// maxPacked is the largest such file that is opened, in bytes.
const maxPacked = 32 << 20

// unpack opens a file in Outlook's own format: the files in it follow it in the list of attachments, and its text stands for that of a mail that has no other.
func (r *reading) unpack(p *mime.Part) {
	typed := p.Type == "application/ms-tnef" || p.Type == "application/vnd.ms-tnef"
	if !typed && !strings.EqualFold(p.Name, outlookName) {
		return
	}
	name := cmp.Or(p.Name, outlookName)
	stream, whole := p.Decoded(maxPacked)
	if !whole {
		r.warn("The mail holds a file in Outlook's own format (%s) that is too large to be opened; it is kept whole.", name)
		return
	}
	m := tnef.Read(stream)
	if !m.Whole {
		r.warn("The mail holds a file in Outlook's own format (%s) that could not be read whole; what was found in it is shown, and the file is kept.", name)
	}
	for _, f := range m.Files {
		a := Attachment{Name: mime.BaseName(f.Name), Declared: declared(f.Type), data: f.Data}
		a.measure()
		r.mail.Attachments = append(r.mail.Attachments, a)
	}
	if r.mail.Subject == "" {
		r.mail.Subject = header.Clean(m.Subject)
	}
	if !r.packed.empty() {
		return
	}
	r.packed = content{text: readable(m.Text), html: readable(m.HTML), plain: m.Text != ""}
	if m.Text == "" {
		r.packed.text = safehtml.Text(r.packed.html)
	}
}

// declared is the type of a file without what may follow it; "" for what is none.
func declared(s string) string {
	kind, _, _ := strings.Cut(strings.ToLower(header.Clean(s)), ";")
	kind = strings.TrimSpace(kind)
	if first, second, ok := strings.Cut(kind, "/"); !ok || first == "" || second == "" || len(kind) > 100 || strings.ContainsAny(kind, " <>\"'") {
		return ""
	}
	return kind
}
