package letter

import (
	"bytes"
	"strings"

	"hearth/internal/platform/letter/charset"
	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/letter/mime"
	"hearth/internal/platform/letter/notice"
	"hearth/internal/platform/letter/reply"
	"hearth/internal/platform/locale"
)

// Options say what the reader knows of itself.
type Options struct {
	// Origin is what our own mails carry in the field notice.LoopMark; notice.AnyOrigin takes each mail with that field for our own.
	Origin string

	fault func() // planted by a test
}

// Parse reads a mail. The attachments it returns read from raw, which must not be changed as long as they are used. Should a fault of ours end the
// reading, it returns the mail as it stands, as text, and says Unread.
func Parse(raw []byte, o Options) (m Mail) {
	defer func() {
		if recover() != nil {
			m = unread(raw)
		}
	}()
	return parse(lineEnds(raw), o)
}

// unread is a mail that could not be read.
func unread(raw []byte) Mail {
	text, _ := charset.Decode("", raw[:min(len(raw), MaxText)])
	text = readable(text)
	return Mail{
		Unread: true, Auto: notice.None, Text: text, Visible: text, Blocks: []reply.Block{{Kind: reply.Written, Text: text}},
		Warnings: []locale.Msg{locale.M("The mail could not be read because of a fault in this program. It is shown as it came.")},
	}
}

func parse(raw []byte, o Options) Mail {
	if o.fault != nil {
		o.fault()
	}
	parts := mime.Parse(raw)
	r := reading{mail: Mail{Header: parts.Root.Header, Warnings: parts.Warnings}, text: MaxText, html: MaxHTML}
	r.head()
	r.body(parts.Root)
	r.mail.Blocks = reply.Fold(r.mail.Text, r.forwards())
	r.mail.Visible = reply.Visible(r.mail.Blocks)
	r.classify(parts.Root, o)
	return r.mail
}

type reading struct {
	mail       Mail
	found      reports
	packed     content // what Outlook's own file says, for mails that say nothing else
	text, html int     // bytes that may still be read of each
}

// warn says something about the mail, once.
func (r *reading) warn(key string, args ...any) {
	r.mail.Warnings = mime.Say(r.mail.Warnings, locale.M(key, args...))
}

// lineEnds turns the lone carriage returns of old programs into line ends, where there are no others.
func lineEnds(raw []byte) []byte {
	start := raw[:min(len(raw), 64<<10)]
	if bytes.IndexByte(start, '\n') >= 0 || bytes.IndexByte(start, '\r') < 0 || bytes.IndexByte(raw, '\n') >= 0 {
		return raw
	}
	return bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
}

// head reads the fields.
func (r *reading) head() {
	h, m := r.mail.Header, &r.mail
	m.MessageID = header.MessageID(h.Get("Message-ID"))
	if m.MessageID == "" {
		r.warn("The mail has no readable Message-ID.")
	}
	m.Froms = r.addresses("From")
	if len(m.Froms) > 0 {
		m.From = m.Froms[0]
	}
	switch {
	case len(m.Froms) == 0:
		r.warn("The mail has no readable sender.")
	case len(m.Froms) > 1:
		r.warn("The mail names several senders; the first is shown.")
	}
	if list := r.addresses("Sender"); len(list) > 0 {
		m.Sender = list[0]
	}
	m.ReplyTo, m.To, m.Cc = r.addresses("Reply-To"), r.addresses("To"), r.addresses("Cc")
	m.Subject = h.Text("Subject")
	r.date()
	for _, v := range h.All("In-Reply-To") {
		m.InReplyTo = append(m.InReplyTo, header.MessageIDs(v)...)
	}
	for _, v := range h.All("References") {
		m.References = append(m.References, header.MessageIDs(v)...)
	}
	for _, name := range []string{"From", "Sender", "Reply-To", "Subject", "Date", "Message-ID", "To", "Cc"} {
		if len(h.All(name)) > 1 {
			r.warn("The mail has the field %s more than once.", name)
		}
	}
}

func (r *reading) date() {
	value := r.mail.Header.Get("Date")
	date, ok := header.Date(value)
	if !ok && value == "" {
		r.warn("The mail has no date.")
	} else if !ok {
		r.warn("The date of the mail cannot be read.")
	}
	r.mail.Date = date
}

// addresses reads all fields of a name.
func (r *reading) addresses(name string) (list []Address) {
	for _, value := range r.mail.Header.All(name) {
		some, whole := header.Addresses(value)
		if list = append(list, some...); !whole {
			r.warn("The field %s holds something that is no address.", name)
		}
		if len(list) > header.MaxAddresses {
			list = list[:header.MaxAddresses]
			r.warn("The field %s holds more addresses than are read.", name)
		}
	}
	return list
}

// forwards tells whether the subject says that the mail passes another one on.
func (r *reading) forwards() bool {
	subject := strings.ToLower(r.mail.Subject)
	for _, p := range []string{"fwd:", "fw:", "wg:", "tr:", "rv:", "i:", "enc:", "doorst:", "vb:", "vs:", "pd:", "továbbítás:", "fwd ", "转发:", "轉寄:"} {
		if strings.HasPrefix(subject, p) {
			return true
		}
	}
	return false
}

// classify tells what kind of mail it is.
func (r *reading) classify(root *mime.Part, o Options) {
	report := ""
	if root.Type == "multipart/report" {
		if report = strings.ToLower(root.Params["report-type"]); report == "" {
			report = r.found.kind
		}
	}
	r.mail.Auto, r.mail.Bounce = notice.Classify(notice.Mail{
		Header: r.mail.Header, From: r.mail.From.Address, Text: r.mail.Text, Report: report, Status: r.found.status, Returned: r.found.returned, Origin: o.Origin,
	})
}
