package mail

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"slices"
	"strings"

	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Class says how final a bounce is.
type Class string

// The classes of bounces.
const (
	Permanent Class = "permanent" // it will not arrive
	Transient Class = "transient" // it has not arrived yet, and perhaps never will
)

// Bounce is what a mail server reports of a message that it took and could not deliver.
type Bounce struct {
	Class      Class
	Recipient  string
	Status     string // such as "5.1.1"
	Diagnostic string // in the words of the other side
}

// Bounced notes that a message came back. It is found by its id in the outbox, which ReadBounce reads from the address that a bounce went to, or by
// its Message-ID with or without domain, which a bounce quotes. It returns to whom it was and what it told of; found is false when no such
// message was sent. A message of which nobody knew whether it had left is known to have left by this. What is being sent again, or
// is not sent any more, stays as it is; what came back for good does not become a mere delay.
func Bounced(ctx context.Context, tx *store.Tx, outboxIDOrMessageID string, b Bounce) (to Addressed, found bool, err error) {
	key := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(outboxIDOrMessageID), "<"), ">")
	key, _, _ = strings.Cut(key, "@")
	type row struct{ ID, PersonID, About, Kind string }
	r, err := store.One[row](ctx, tx, `SELECT id, person_id, about, kind FROM mail_outbox WHERE (id = $1 OR message_id = $1) AND attempts > 0`, key)
	if errors.Is(err, store.ErrNone) {
		return to, false, nil
	}
	if err != nil {
		return to, false, fmt.Errorf("find mail that bounced: %w", err)
	}
	report, reason, err := b.said()
	if err != nil {
		return to, false, err
	}
	_, err = tx.Exec(ctx, `UPDATE mail_outbox SET state = 'sent', report = $2, reason = $3, noted_at = $4, sent_at = COALESCE(sent_at, $4), lease_until = NULL,
		text_body = CASE WHEN once THEN '' ELSE text_body END, html_body = CASE WHEN once THEN '' ELSE html_body END
		WHERE id = $1 AND state IN ('sent', 'transmitting', 'unknown') AND (report <> 'bounced' OR $2 = 'bounced')`, r.ID, report, reason, tx.Now())
	if err != nil {
		return to, false, fmt.Errorf("note that mail %s bounced: %w", r.ID, err)
	}
	return Addressed{PersonID: r.PersonID, About: r.About, Kind: r.Kind}, true, nil
}

// said is the bounce as the row keeps it.
func (b Bounce) said() (report State, reason string, err error) {
	words := shorten(oneLine(strings.TrimSpace(b.Status + " " + b.Diagnostic)))
	report, why := CameBack, locale.M("It came back: %s", words)
	switch {
	case b.Class == Transient && words == "":
		report, why = Delayed, locale.M("The other side has not been able to deliver it yet.")
	case b.Class == Transient:
		report, why = Delayed, locale.M("The other side has not been able to deliver it yet: %s", words)
	case words == "":
		why = locale.M("It came back, without a reason.")
	}
	reason, err = reasonText(why)
	return report, reason, err
}

// Unreceived is a message that its recipient has not received, or of which that is not known.
type Unreceived struct {
	ID, PersonID, Recipient, Kind, EventKey string
	Channel                                 Channel
	State                                   State // Failed, Unknown, Delayed or CameBack
	Reason                                  locale.Msg
	At                                      store.Time // when that became known
}

// Undelivered returns the messages about a thing that have not arrived, or may not have, oldest first. What was withdrawn is not among them.
func Undelivered(ctx context.Context, q store.Querier, about string) ([]Unreceived, error) {
	type row struct {
		ID, PersonID, Recipient, Kind, EventKey string
		Channel                                 Channel
		State                                   State
		Reason                                  string
		At                                      store.Time
	}
	rows, err := store.All[row](ctx, q, `SELECT id, person_id, recipient, kind, COALESCE(event_key, '') AS event_key, channel, `+shown+` AS state, reason,
		COALESCE(noted_at, created_at) AS at FROM mail_outbox
		WHERE about = $1 AND NOT withdrawn AND (state IN ('failed', 'unknown') OR report <> '') ORDER BY id`, about)
	if err != nil {
		return nil, fmt.Errorf("undelivered mail: %w", err)
	}
	all := make([]Unreceived, 0, len(rows))
	for _, r := range rows {
		why, err := readReason(r.Reason)
		if err != nil {
			return nil, fmt.Errorf("undelivered mail: %w", err)
		}
		all = append(all, Unreceived{ID: r.ID, PersonID: r.PersonID, Recipient: r.Recipient, Kind: r.Kind, EventKey: r.EventKey, Channel: r.Channel,
			State: r.State, Reason: why, At: r.At})
	}
	return all, nil
}

// Thread returns the Message-IDs of the newest n e-mails to a person about a thing, oldest first, as Message.References takes them. Those that wait are
// among them; those that ended without being sent are not.
func Thread(ctx context.Context, q store.Querier, about, personID string, n int) ([]string, error) {
	type row struct{ MessageID, Sender string }
	rows, err := store.All[row](ctx, q, `SELECT message_id, sender FROM mail_outbox WHERE about = $1 AND person_id = $2 AND channel = 'email' AND state <> 'failed'
		ORDER BY id DESC LIMIT $3`, about, personID, n)
	if err != nil {
		return nil, fmt.Errorf("mails about %s: %w", about, err)
	}
	ids := make([]string, 0, len(rows))
	for _, r := range slices.Backward(rows) {
		if sender, err := netmail.ParseAddress(r.Sender); err == nil {
			r.MessageID += "@" + domain(sender.Address)
		}
		ids = append(ids, r.MessageID)
	}
	return ids, nil
}
