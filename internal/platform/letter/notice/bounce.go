package notice

import (
	"regexp"
	"slices"
	"strings"

	"hearth/internal/platform/letter/header"
)

// What of a report is read.
const (
	maxText       = 64 << 10 // bytes of the text of a bounce
	maxRecipients = 100
	maxDiagnostic = 500
)

// bounces tells whether the mail says that another did not arrive.
func (m Mail) bounces() bool {
	subject := failed(m.Header.Text("Subject"))
	switch {
	case m.Report == "delivery-status", m.has("X-Failed-Recipients"), m.has("X-MS-Exchange-Message-Is-Ndr"):
		return true
	case m.Report != "":
		return false // a report of another kind, such as one of abuse or that a mail was read
	case len(m.Status) > 0 && (m.daemon() || m.nobody() || subject): // a person may pass a report on
		return true
	}
	return subject && m.nobody() || m.daemon() && (subject || m.nobody()) && m.explains()
}

// explains tells whether the text gives a reason as mail servers do.
func (m Mail) explains() bool {
	text := m.Text[:min(len(m.Text), maxText)]
	return statusIn(text) != "" || replyCode.MatchString(text) || quoted(text) != nil
}

var (
	status    = regexp.MustCompile(`(?:^|[^0-9.])([245]\.[0-9]{1,3}\.[0-9]{1,3})(?:[^0-9.]|$)`)
	replyCode = regexp.MustCompile(`(?:^|[^0-9.])([45][0-9]{2})[ -]`)
	addresses = regexp.MustCompile(`[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}`)
)

// bounce reads which mail bounced: from the report of RFC 3464 where there is one, else from the fields and words of the programs that write none.
func (m Mail) bounce() Bounce {
	var b Bounce
	action := ""
	for _, s := range m.Status {
		action = b.readStatus(s, action)
	}
	b.OriginalMessageID = m.original()
	text := m.Text[:min(len(m.Text), maxText)]
	if len(b.Recipients) == 0 {
		b.Recipients = m.recipients(text)
	}
	if b.Status == "" {
		b.Status = statusIn(text)
	}
	if b.Diagnostic == "" {
		b.Diagnostic = diagnostic(text)
	}
	if len(b.Recipients) > 0 {
		b.Recipient = b.Recipients[0]
	}
	b.Diagnostic = header.Clean(b.Diagnostic)
	if len(b.Diagnostic) > maxDiagnostic {
		b.Diagnostic = strings.ToValidUTF8(b.Diagnostic[:maxDiagnostic], "")
	}
	b.Class = m.class(b, action, text)
	return b
}

// class goes by the action of the report, then by the status, then by the words.
func (m Mail) class(b Bounce, action, text string) Class {
	switch {
	case action == "delivered" || action == "relayed" || action == "expanded":
		return Delivered
	case action == "delayed":
		return Transient
	case strings.HasPrefix(b.Status, "5."):
		return Permanent
	case strings.HasPrefix(b.Status, "4."):
		return Transient
	}
	code := replyCode.FindStringSubmatch(b.Diagnostic)
	if code == nil && action == "" {
		code = replyCode.FindStringSubmatch(text)
	}
	if code != nil {
		if code[1][0] == '4' {
			return Transient
		}
		return Permanent
	}
	subject := strings.ToLower(m.Header.Text("Subject"))
	switch {
	case strings.Contains(subject, "delay") || strings.Contains(subject, "warning"):
		return Transient
	case action == "failed" || m.has("X-Failed-Recipients") || strings.Contains(text, "permanent error"):
		return Permanent
	}
	return Unknown
}

// readStatus reads the groups of fields of one report and returns its action: that of a recipient who failed before any other.
func (b *Bounce) readStatus(s, action string) string {
	rest := []byte(strings.TrimLeft(s, "\r\n "))
	for range maxRecipients {
		if len(strings.TrimSpace(string(rest[:min(len(rest), 100)]))) == 0 && len(rest) < 100 {
			break
		}
		h, n := header.Parse(rest, nil)
		if n == 0 {
			break
		}
		rest = rest[n:]
		now := strings.ToLower(header.Clean(h.Get("Action")))
		if now == "" && !h.Has("Final-Recipient") && !h.Has("Original-Recipient") {
			continue
		}
		worse := action == "" || now == "failed" && action != "failed"
		if who := reported(h); who != "" && !slices.Contains(b.Recipients, who) {
			if worse {
				b.Recipients = append([]string{who}, b.Recipients...)
			} else {
				b.Recipients = append(b.Recipients, who)
			}
		}
		if worse {
			action, b.Status, b.Diagnostic = now, statusIn(h.Get("Status")), typed(h.Text("Diagnostic-Code"))
		}
	}
	return action
}

// reported returns the recipient that we wrote to: the original one where the report has it, else the one it ended at.
func reported(h header.Header) string {
	for _, name := range []string{"Original-Recipient", "Final-Recipient"} {
		value := typed(h.Text(name))
		if a := header.Plausible(strings.Trim(value, "<> ")); a != "" {
			return a
		}
	}
	return ""
}

// typed drops the type before a semicolon: "rfc822; bo@example.org".
func typed(s string) string {
	kind, rest, ok := strings.Cut(s, ";")
	if !ok || strings.ContainsAny(strings.TrimSpace(kind), " @") {
		return s
	}
	return strings.TrimSpace(rest)
}

func statusIn(s string) string {
	if found := status.FindStringSubmatch(s); found != nil {
		return found[1]
	}
	return ""
}

// original returns the id of the mail that is reported: that of the mail sent back, else one that stands in the text, else the one answered.
func (m Mail) original() string {
	if id := header.MessageID(m.Returned.Get("Message-ID")); id != "" {
		return id
	}
	if q := quoted(m.Text[:min(len(m.Text), maxText)]); q != nil {
		if id := header.MessageID(q.Get("Message-ID")); id != "" {
			return id
		}
	}
	if id := header.MessageID(m.Header.Get("X-MS-Exchange-Parent-Message-Id")); id != "" {
		return id
	}
	if id := header.MessageID(m.Header.Get("In-Reply-To")); id != "" {
		return id
	}
	if ids := header.MessageIDs(m.Header.Get("References")); len(ids) > 0 {
		return ids[len(ids)-1]
	}
	return ""
}

// quoted finds the header of the mail that a program put into the text of its bounce, below a line that says so or as it stands.
func quoted(text string) *header.Header {
	lower := strings.ToLower(text)
	at := strings.Index(lower, "\nmessage-id:")
	if at < 0 {
		return nil
	}
	from := at + 1
	for from > 0 { // up to the empty line above
		up := strings.LastIndexByte(text[:from-1], '\n') + 1
		if strings.TrimSpace(text[up:from]) == "" {
			break
		}
		from = up
		if up == 0 {
			break
		}
	}
	h, _ := header.Parse([]byte(text[at+1:]), nil)
	above, _ := header.Parse([]byte(text[from:]), nil)
	if len(above.Fields) > len(h.Fields) {
		h.Fields = append(above.Fields, h.Fields...)
	}
	return &h
}

// recipients finds who was not reached where there is no report: in a field of its own, in the text before the mail that is sent back, in that mail.
func (m Mail) recipients(text string) (list []string) {
	add := func(s string) {
		if a := header.Plausible(strings.Trim(s, "<>., ")); a != "" && !slices.Contains(list, a) && len(list) < maxRecipients {
			list = append(list, a)
		}
	}
	found, _ := header.Addresses(m.Header.Get("X-Failed-Recipients"))
	for _, a := range found {
		add(a.Address)
	}
	if len(list) > 0 {
		return list
	}
	if at := strings.Index(strings.ToLower(text), "\nmessage-id:"); at >= 0 {
		text = text[:at]
	}
	own, _ := header.Addresses(m.Header.Get("To"))
	for _, a := range addresses.FindAllString(text, maxRecipients) {
		local, _, _ := strings.Cut(strings.ToLower(a), "@")
		ours := slices.ContainsFunc(own, func(o header.Address) bool { return strings.EqualFold(o.Address, a) })
		if local != "postmaster" && local != "support" && !ours && !strings.EqualFold(a, m.From) {
			add(a)
			return list
		}
	}
	to, _ := header.Addresses(m.Returned.Get("To"))
	for _, a := range to {
		add(a.Address)
	}
	return list
}

// diagnostic returns the line of the text that gives the reason.
func diagnostic(text string) string {
	for _, line := range strings.SplitN(text, "\n", 500) {
		if line = strings.TrimSpace(line); len(line) < 1000 && (status.MatchString(line) || replyCode.MatchString(line)) {
			return line
		}
	}
	return ""
}
