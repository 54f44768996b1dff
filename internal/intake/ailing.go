package intake

import (
	"context"
	"fmt"

	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Ailing is a mailbox that is not fetched as it should be, or whose permission ends.
type Ailing struct {
	Name      string
	Problem   locale.Msg // why it is not reached, or what lies there that could not be taken; empty: nothing
	ReachedAt store.Time // last heard of; zero: never
	Until     store.Time // when the certificate ends by which it signs in; zero: it has none
}

// AilingMailboxes lists the mailboxes that are to be fetched and have a problem, or a certificate that ends. It asks nobody's rights and opens no secret: it is for who runs the server.
func AilingMailboxes(ctx context.Context, q store.Querier) ([]Ailing, error) {
	rows, err := store.All[mailboxRow](ctx, q, `SELECT `+mailboxColumns+` FROM intake_mailbox WHERE kind = 'imap' AND NOT paused AND (problem <> '' OR permission_until IS NOT NULL) ORDER BY name, id`)
	if err != nil {
		return nil, fmt.Errorf("read mailboxes: %w", err)
	}
	var all []Ailing
	for _, r := range rows {
		problem, err := readMsg(r.Problem)
		if err != nil {
			return nil, fmt.Errorf("problem of mailbox %s: %w", r.ID, err)
		}
		all = append(all, Ailing{Name: r.Name, Problem: problem, ReachedAt: r.ReachedAt, Until: r.PermissionUntil})
	}
	return all, nil
}
