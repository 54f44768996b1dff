package mail

import (
	"context"
	"fmt"
	"math"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// Personal is the personal data that the outbox holds: everything that was written to a person. Erasing removes it, and
// what is still queued is then not sent.
func Personal() privacy.Source {
	return privacy.Source{
		Table:         "mail_outbox",
		PersonColumns: []string{"person_id"},
		Columns: []privacy.Fate{privacy.Deleted("id", "message_id", "kind", "person_id", "about", "channel", "recipient", "sender", "subject", "text_body", "html_body",
			"event_key", "once", "personal", "withdrawn", "state", "reason", "attempts", "fence", "holder", "lease_until", "first_at", "next_at", "expires_at",
			"created_at", "sent_at", "reply_to", "refs", "unsubscribe", "origin", "auto_reply", "report", "noted_at", "calendar")},
		What: "The e-mails and text messages that Hearth has sent to you, or will send.",
		Export: func(ctx context.Context, q store.Querier, personID string) (any, error) {
			return ForPerson(ctx, q, personID, math.MaxInt32)
		},
		Erase: func(ctx context.Context, tx *store.Tx, personID string) error {
			if personID == "" {
				return nil
			}
			if _, err := tx.Exec(ctx, `DELETE FROM mail_outbox WHERE person_id = $1`, personID); err != nil {
				return fmt.Errorf("erase mail: %w", err)
			}
			return nil
		},
	}
}

// EraseAbout removes every message that tells of a thing and repeats words, whoever got it; without words all that tell of it.
func EraseAbout(ctx context.Context, tx *store.Tx, about, words string) error {
	if about == "" {
		return nil
	}
	if _, err := tx.Exec(ctx, `DELETE FROM mail_outbox WHERE about = $1 AND (CAST($2 AS text) = '' OR replace(subject || text_body, $2, '') <> subject || text_body)`,
		about, words); err != nil {
		return fmt.Errorf("erase mail: %w", err)
	}
	return nil
}

// EraseTo removes every message to an address, also those that went out before its owner was in the directory.
func EraseTo(ctx context.Context, tx *store.Tx, address string) error {
	if address == "" {
		return nil
	}
	if _, err := tx.Exec(ctx, `DELETE FROM mail_outbox WHERE lower(recipient) = lower($1)`, address); err != nil {
		return fmt.Errorf("erase mail: %w", err)
	}
	return nil
}
