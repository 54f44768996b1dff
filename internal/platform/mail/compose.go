package mail

import (
	"errors"
	netmail "net/mail"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail/thread"
)

// Lists of references grow with the conversation, and some programs refuse long headers: the first tells mail programs the conversation, the
// last ones the place in it.
const (
	maxReferences = 10
	maxReference  = 500 // letters; a line of a mail has at most 998
	maxAddress    = 800 // letters of a web address
	maxLocal      = 64  // bytes before the at sign (RFC 5321, section 4.5.3.1)
	maxMailbox    = 254 // bytes of an address
)

var phone = regexp.MustCompile(`^\+?[0-9]{5,15}$`)

// composed is what Enqueue makes of a Message.
type composed struct {
	id, messageID string
	channel       Channel
	to, subject   string
	text, html    string
	references    []string
	calendar      string
	state         State
	reason        string
}

// compose checks m and makes what is kept with it. All that reaches a header goes through here.
func compose(m Message) (r composed, err error) {
	if m.Channel == "" {
		m.Channel = Email
	}
	m.Subject, m.Text = readable(m.Subject), readable(m.Text)
	r = composed{id: ident.New(), channel: m.Channel, subject: oneLine(m.Subject), text: m.Text, references: references(m.References), state: Queued}
	if m.Kind == "" || strings.TrimSpace(m.Text) == "" || (m.Channel == Email && r.subject == "") {
		return r, errors.New("a message needs a kind, a subject and a text")
	}
	if err := wellMade(m); err != nil {
		return r, err
	}
	r.messageID = "h." + strings.ReplaceAll(ident.New(), "-", "")
	if m.Claim != (thread.Claim{}) && m.Channel == Email {
		r.messageID = m.Sign.MessageID(r.id, m.Claim)
	}
	if m.Calendar != nil && m.Channel == Email {
		r.calendar = m.Calendar.String()
	}
	if r.html, err = htmlOf(m); err != nil {
		return r, err
	}
	why, usable := locale.Msg{}, false
	if r.to, usable = address(m.Channel, m.To); !usable {
		r.state, why = Failed, locale.M("The address cannot be used.")
	}
	r.reason, err = reasonText(why)
	return r, err
}

// wellMade refuses what Hearth makes itself and made badly.
func wellMade(m Message) error {
	if _, usable := address(Email, m.ReplyTo); m.ReplyTo != "" && !usable {
		return errors.New("answers cannot go to the address of ReplyTo")
	}
	if m.Unsubscribe != "" && !webAddress(m.Unsubscribe) {
		return errors.New("the address of Unsubscribe is none of the web")
	}
	if m.Claim != (thread.Claim{}) && m.Sign == nil {
		return errors.New("a message with a Claim needs Sign")
	}
	return nil
}

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && len(s) <= maxAddress && !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r > '~' || strings.ContainsRune(`<>",`, r)
	})
}

// references are those of ids that are Message-IDs, without angle brackets and without repetition; of many, the first and the last.
func references(ids []string) []string {
	var all []string
	seen := map[string]bool{}
	for _, id := range ids {
		id = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(id), "<"), ">")
		plain := !strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' || r == '<' || r == '>' })
		if id != "" && plain && len(id) <= maxReference && !seen[id] {
			seen[id] = true
			all = append(all, id)
		}
	}
	if n := len(all); n > maxReferences {
		all = append(all[:1:1], all[n-maxReferences+1:]...)
	}
	return all
}

// address returns the one address in to as it is kept, and whether something can be sent there. A display name, a second
// address or a line end, wherever it stands, is not usable: all are ways to smuggle a header. Spaces around it are dropped.
func address(channel Channel, to string) (string, bool) {
	kept := oneLine(readable(to))
	if strings.ContainsFunc(to, unicode.IsControl) || !utf8.ValidString(to) {
		return kept, false
	}
	if channel == SMS {
		digits := strings.NewReplacer(" ", "", "-", "", "/", "", "(", "", ")", "").Replace(kept)
		return digits, digits != "" && kept == strings.TrimSpace(to) && phone.MatchString(digits)
	}
	a, err := netmail.ParseAddress(kept)
	local := strings.LastIndexByte(kept, '@')
	return kept, err == nil && a.Name == "" && a.Address == kept && kept == strings.TrimSpace(to) && !strings.ContainsAny(kept, " \"<>,;") &&
		local <= maxLocal && len(kept) <= maxMailbox && !strings.ContainsFunc(kept, func(r rune) bool { return unicode.Is(unicode.Cf, r) })
}

// readable is s without what no database and no mail program takes: bytes that are no text, and NUL.
func readable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// oneLine makes every run of space and control characters one space: what is left cannot end a header.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}
