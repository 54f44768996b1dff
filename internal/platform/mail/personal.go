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
		What:          "The e-mails and text messages that Hearth has sent to you, or will send.",
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
