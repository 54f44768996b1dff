package mail

import (
	"context"
	"embed"
	"errors"
	"fmt"
	netmail "net/mail"
	"regexp"
	"strings"
	"unicode"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var files embed.FS

// Migrations is the schema of the outbox.
func Migrations() store.Migrations { return store.Migrations{Module: "mail", Files: files} }

// Channel is the way a message takes.
type Channel string

// The channels. An empty Channel means Email.
const (
	Email Channel = "email"
	SMS   Channel = "sms"
)

// Message is what Enqueue takes. Kind, To and Text are needed, Subject too for e-mail; everything else may be zero.
type Message struct {
	// To is one address: "amina@ferrow-lund.example", or a telephone number "+49 170 1234567".
	To string
	// PersonID is the person it goes to; empty for somebody who is not in the directory.
	PersonID string
	// Kind names the occasion for administrators, such as "case.acknowledgement" or "auth.link". It must tell nothing of a case.
	Kind string
	// Channel is Email when empty.
	Channel Channel
	// Subject is one line of an e-mail; line ends and other control characters in it become spaces.
	Subject string
	// Text is the body, paragraphs parted by empty lines. The HTML part is made from it; addresses that begin with https:// or
	// http:// become links there.
	Text string
	// Lang is the language of the text as a BCP 47 tag; it is said in the HTML part.
	Lang string
	// Once marks what must never be sent twice, such as a sign-in link. Its body is wiped when it has been sent.
	Once bool
	// Personal says that a person wrote it. Everything else carries "Auto-Submitted: auto-generated", so that no absence note answers.
	Personal bool
	// EventKey names the event together with the recipient: a second message with the same key is dropped without an error.
	EventKey string
	// About is the id of the thing it tells of, such as a case: Retract finds it by this.
	About string
	// Expires is when it is of no use any more, such as the end of a sign-in link; then it is not sent. Zero means never.
	Expires store.Time
}

var phone = regexp.MustCompile(`^\+?[0-9]{5,15}$`)

// Enqueue puts m into the outbox, in the transaction that causes it. An address that cannot be used is no error, because it must
// not undo its cause: the message is kept as failed, with the reason for the administrator. A message without a kind or a body is
// a defect of the caller and an error.
func Enqueue(ctx context.Context, tx *store.Tx, m Message) error {
	if m.Channel == "" {
		m.Channel = Email
	}
	subject := oneLine(m.Subject)
	if m.Kind == "" || strings.TrimSpace(m.Text) == "" || (m.Channel == Email && subject == "") {
		return errors.New("mail: a message needs a kind, a subject and a text")
	}
	html, err := htmlOf(m)
	if err != nil {
		return fmt.Errorf("mail %s: %w", m.Kind, err)
	}
	to, usable := address(m.Channel, m.To)
	state, why := Queued, locale.Msg{}
	if !usable {
		state, why = Failed, locale.M("The address cannot be used.")
	}
	reason, err := reasonText(why)
	if err != nil {
		return err
	}
	var event any
	if m.EventKey != "" {
		event = m.EventKey
	}
	err = tx.Write(ctx, `INSERT INTO mail_outbox (id, message_id, kind, person_id, about, channel, recipient, sender, subject, text_body,
		html_body, event_key, once, personal, withdrawn, state, reason, attempts, fence, holder, next_at, expires_at, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 0, '', $17, $18, $17)
		ON CONFLICT (event_key) DO NOTHING`,
		ident.New(), "h."+strings.ReplaceAll(ident.New(), "-", ""), m.Kind, m.PersonID, m.About, m.Channel, to, subject, m.Text,
		html, event, m.Once, m.Personal, false, state, reason, tx.Now(), m.Expires)
	if err != nil {
		return fmt.Errorf("enqueue mail %s: %w", m.Kind, err)
	}
	return nil
}

// address returns the one address in to as it is kept, and whether something can be sent there. A display name, a second
// address or a line end, wherever it stands, is not usable: all are ways to smuggle a header. Spaces around it are dropped.
func address(channel Channel, to string) (string, bool) {
	kept := oneLine(to)
	if strings.ContainsFunc(to, unicode.IsControl) {
		return kept, false
	}
	if channel == SMS {
		digits := strings.NewReplacer(" ", "", "-", "", "/", "", "(", "", ")", "").Replace(kept)
		return digits, digits != "" && kept == strings.TrimSpace(to) && phone.MatchString(digits)
	}
	a, err := netmail.ParseAddress(kept)
	return kept, err == nil && a.Name == "" && a.Address == kept && kept == strings.TrimSpace(to) && !strings.ContainsAny(kept, " \"<>,;")
}

// oneLine makes every run of space and control characters one space: what is left cannot end a header.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}
