// Package letter reads mails: bytes in, what they say out. Parse never fails, whatever the bytes; what a mail says badly is empty and named in its
// warnings, and what a limit cuts is too. It knows nothing of the product, of a database or of the network. Its parts are packages of their own: header reads
// fields, addresses and dates, mime takes a mail apart, charset turns bytes into text, reply tells what was written from what was quoted, tnef opens what
// Outlook packed and rtf its rich text, notice tells
// programs from people, safehtml makes HTML fit to be shown, verdict reads what our own server found out about the sender.
package letter

import (
	"bytes"
	"io"
	"time"

	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/letter/mime"
	"hearth/internal/platform/letter/notice"
	"hearth/internal/platform/letter/reply"
	"hearth/internal/platform/locale"
)

// What of a mail is read as text. The rest is not lost: a longer part is among the attachments too, whole.
const (
	MaxText = 2 << 20 // bytes of the plain text
	MaxHTML = 2 << 20 // bytes of the HTML
)

// Address is a mailbox; its Address is "" when what stands there is none.
type Address = header.Address

// Mail is what a mail says. No field of one line contains a control character; all texts are valid UTF-8.
type Mail struct {
	MessageID string    // without angle brackets, as all ids here
	From      Address   // the first, when there are several
	Froms     []Address // all
	Sender    Address
	ReplyTo   []Address
	To        []Address
	Cc        []Address
	Subject   string
	Date      time.Time // zero when it is missing or cannot be read

	InReplyTo  []string
	References []string

	// Text is the plain text as it was written, or read from the HTML where there is no other.
	Text string
	// Visible is the part of Text to show at first; Blocks is Text taken apart, for the rest.
	Visible string
	Blocks  []reply.Block
	// HTML is as it came: pass it through package safehtml before showing it.
	HTML        string
	Attachments []Attachment

	Auto   notice.Auto
	Bounce *notice.Bounce // set when Auto is notice.Bounced

	Header   header.Header // all fields as they came
	Warnings []locale.Msg  // full sentences, each once
	Unread   bool          // a fault of ours ended the reading; Text is the mail as it came, and nothing else is known of it
}

// Attachment is a part of a mail that is not its text. Its bytes stay in the mail until they are opened.
type Attachment struct {
	Name      string // never a path; "" when the mail gives none
	Type      string // as declared; by its content where nothing readable, or nothing but bytes, is declared
	Declared  string // as declared; "" when nothing readable is
	Detected  string // by its content
	Size      int64  // decoded
	SHA256    string // of the decoded bytes, in hexadecimal digits
	Inline    bool   // shown within the text
	ContentID string

	part *mime.Part
	data []byte // of a file within a part
}

// Open reads the decoded bytes. The mail that was parsed must not be changed meanwhile.
func (a Attachment) Open() io.Reader {
	if a.part == nil {
		return bytes.NewReader(a.data)
	}
	return a.part.Open()
}

// nameless are the names of parts that programs seldom name.
var nameless = map[string]string{
	"message/rfc822": "mail.eml", "message/global": "mail.eml", "message/partial": "part-of-a-mail.eml", "text/rfc822-headers": "header-of-a-mail.txt",
	"message/delivery-status": "delivery-report.txt", "message/disposition-notification": "receipt.txt", "message/feedback-report": "feedback.txt",
	"text/calendar": "invitation.ics", "text/vcard": "contact.vcf", "text/plain": "text.txt", "text/html": "text.html",
	"application/ms-tnef": outlookName, "application/vnd.ms-tnef": outlookName,
	"application/pkcs7-mime": "smime.p7m", "application/x-pkcs7-mime": "smime.p7m", "application/pkcs7-signature": "smime.p7s", "application/x-pkcs7-signature": "smime.p7s",
	"application/pgp-encrypted": "version.asc", "application/pgp-signature": "signature.asc", "application/pgp-keys": "key.asc",
	"image/jpeg": "picture.jpg", "image/png": "picture.png", "image/gif": "picture.gif", "image/webp": "picture.webp",
	"application/pdf": "document.pdf",
}

// FileName returns the name under which an attachment is listed and saved, also where the mail gives none: then one that says what it is.
func (a Attachment) FileName() string {
	switch {
	case a.Name != "":
		return a.Name
	case nameless[a.Type] != "":
		return nameless[a.Type]
	}
	return "attachment.bin"
}
