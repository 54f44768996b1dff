package mail

import (
	"context"
	"embed"
	"fmt"
	"strings"
	"time"

	"hearth/internal/platform/ical"
	"hearth/internal/platform/mail/thread"
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
	// Lang is the language of the text as a BCP 47 tag; it is said in the HTML part, unless it is none.
	Lang string
	// Once marks what must never be sent twice, such as a sign-in link. Its body is wiped when it has been sent.
	Once bool
	// Personal says that a person wrote it. Everything else carries "Auto-Submitted: auto-generated", so that no absence note answers.
	Personal bool
	// EventKey names the event together with the recipient: a second message with the same key is dropped without an error.
	EventKey string
	// About is the id of the thing it tells of, such as a case: Retract finds it by this.
	About string
	// ReplyTo is the one bare address that answers go to; empty: the sender's.
	ReplyTo string
	// Claim is what the Message-ID is signed for, with Sign; zero signs nothing.
	Claim thread.Claim
	// Sign makes the Message-ID of a message with a Claim.
	Sign *thread.Keys
	// References are the Message-IDs of the conversation, oldest first, as Thread returns them or as mails brought them. The last becomes In-Reply-To.
	// What is no Message-ID is left out, and of a long list the middle: see maxReferences.
	References []string
	// Unsubscribe is the web address where the recipient ends messages like this one; empty where there is nothing to end.
	Unsubscribe string
	// AutoReply says that it answers a mail without a person's doing, as an acknowledgement does: "Auto-Submitted: auto-replied".
	AutoReply bool
	// Expires is when it is of no use any more, such as the end of a sign-in link; then it is not sent. Zero means never.
	Expires store.Time
	// Calendar is an invitation that goes with an e-mail, nil for none. Who sends the mail is its organizer.
	Calendar *ical.Event

	// Wait is for how long it stays here, so that Retract can take it back whole. 0: it may leave at once.
	Wait time.Duration
}

// Enqueue puts m into the outbox, in the transaction that causes it. An address that cannot be used is no error, because it must
// not undo its cause: the message is kept as failed, with the reason for the administrator. A message without a kind or a body, or with
// a field that Hearth itself makes and made badly, is a defect of the caller and an error.
func Enqueue(ctx context.Context, tx *store.Tx, m Message) error {
	r, err := compose(m)
	if err != nil {
		return fmt.Errorf("mail %s: %w", m.Kind, err)
	}
	var event any
	if m.EventKey != "" {
		event = m.EventKey
	}
	err = tx.Write(ctx, `INSERT INTO mail_outbox (id, message_id, kind, person_id, about, channel, recipient, sender, subject, text_body,
		html_body, event_key, once, personal, withdrawn, state, reason, attempts, fence, holder, next_at, expires_at, created_at, reply_to, refs,
		unsubscribe, auto_reply, calendar)
		VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 0, '', $24, $18, $17, $19, $20, $21, $22, $23)
		ON CONFLICT (event_key) DO NOTHING`,
		r.id, r.messageID, m.Kind, m.PersonID, m.About, r.channel, r.to, r.subject, r.text,
		r.html, event, m.Once, m.Personal, false, r.state, r.reason, tx.Now(), m.Expires, m.ReplyTo, strings.Join(r.references, " "),
		m.Unsubscribe, m.AutoReply, r.calendar, tx.Now().Add(m.Wait))
	if err != nil {
		return fmt.Errorf("enqueue mail %s: %w", m.Kind, err)
	}
	return nil
}
