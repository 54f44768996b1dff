package letter

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"

	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/letter/mime"
)

// maxReport is how much of a report about another mail is read.
const maxReport = 256 << 10

// attach adds a part to the attachments; within is the container it stands in.
func (r *reading) attach(p, within *mime.Part) {
	a := Attachment{Name: p.Name, ContentID: p.ContentID, part: p}
	if p.Declared {
		a.Declared = p.Type
	}
	a.measure()
	if a.Size == 0 && a.Name == "" && within == nil && a.Declared == "" {
		return // a mail without a body
	}
	related := within != nil && within.Type == "multipart/related"
	a.Inline = p.Disposition == "inline" || p.Disposition != "attachment" && p.ContentID != "" && related
	r.mail.Attachments = append(r.mail.Attachments, a)
}

// measure fills in what the bytes of an attachment say of it.
func (a *Attachment) measure() {
	sum, first := sha256.New(), &start{}
	a.Size, _ = io.Copy(io.MultiWriter(sum, first), a.Open()) // neither of them fails
	a.SHA256 = hex.EncodeToString(sum.Sum(nil))
	a.Detected, _, _ = strings.Cut(http.DetectContentType(first.bytes), ";")
	if a.Type = a.Declared; a.Type == "" || a.Type == "application/octet-stream" {
		if a.Type = a.Detected; a.Type == "text/plain" && a.Declared != "" {
			a.Type = a.Declared // any bytes without zeros look like text
		}
	}
}

// start keeps the first bytes of what is written to it, by which its type is detected.
type start struct{ bytes []byte }

// Write never fails.
func (s *start) Write(b []byte) (int, error) {
	if room := 512 - len(s.bytes); room > 0 {
		s.bytes = append(s.bytes, b[:min(room, len(b))]...)
	}
	return len(b), nil
}

// remark warns of what is kept but not read, and keeps what belongs to a report.
func (r *reading) remark(p *mime.Part) {
	switch p.Type {
	case "multipart/signed":
		r.warn("The mail is signed; the signature is kept and was not checked.")
	case "multipart/encrypted":
		r.warn("The mail is encrypted; it is kept whole.")
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		r.warn("The mail is signed or encrypted with S/MIME; it is kept whole.")
	case "application/pgp-encrypted":
		r.warn("The mail is encrypted with PGP; it is kept whole.")
	case "message/delivery-status", "message/disposition-notification", "message/feedback-report", "message/global-delivery-status":
		r.report(p)
	case "message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/partial":
		r.returned(p)
	}
}

func (r *reading) report(p *mime.Part) {
	kind := strings.TrimPrefix(strings.TrimPrefix(p.Type, "message/"), "global-")
	if r.found.kind == "" || kind == "delivery-status" {
		r.found.kind = kind
	}
	if kind == "delivery-status" {
		b, _ := p.Decoded(maxReport)
		r.found.status = append(r.found.status, string(b))
	}
}

// returned keeps the header of the first mail within the mail.
func (r *reading) returned(p *mime.Part) {
	if len(r.found.returned.Fields) == 0 {
		b, _ := p.Decoded(maxReport)
		r.found.returned, _ = header.Parse(b, nil)
	}
}
