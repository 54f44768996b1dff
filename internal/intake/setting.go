package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"hearth/internal/people"
	"hearth/internal/platform/store"
)

// Identity is what our own mails look like: commands that are not told it use what the server was told last.
type Identity struct {
	Sender  string // the address that they come from, "Ferrow & Lund HR <hr@ferrow-lund.example>"
	Pattern string // of the addresses that answers go to, see package thread
}

// Derived returns the pattern that follows from a sender where none was chosen: "hr+*@ferrow-lund.example". Mail servers with another sign than the plus, or without, need one that is chosen.
func Derived(sender string) string {
	local, domain, found := strings.Cut(bare(sender), "@")
	if !found {
		return ""
	}
	return local + "+*@" + domain
}

// Identify tells the module what our own mails look like and keeps that; an Identity without a sender takes what was kept.
func (s *Service) Identify(ctx context.Context, i Identity) error {
	if i.Sender == "" {
		kept, err := store.One[Identity](ctx, s.DB, `SELECT sender, pattern FROM intake_identity WHERE id = 1`)
		if err != nil && !errors.Is(err, store.ErrNone) {
			return fmt.Errorf("read identity: %w", err)
		}
		if i.Pattern != "" {
			kept.Pattern = i.Pattern
		}
		s.use(kept)
		return nil
	}
	s.use(i)
	kept, err := store.One[Identity](ctx, s.DB, `SELECT sender, pattern FROM intake_identity WHERE id = 1`)
	if err == nil && kept == i {
		return nil
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO intake_identity (id, sender, pattern) VALUES (1, $1, $2) ON CONFLICT (id) DO UPDATE SET sender = $1, pattern = $2`, i.Sender, i.Pattern)
		return err
	})
}

func (s *Service) use(i Identity) {
	s.sender.Store(&i.Sender)
	s.Threads.Use(i.Pattern)
}

// senderAddress is the address that our mails come from, folded, without a name; "" when it is not known.
func (s *Service) senderAddress() string { return bare(*s.sender.Load()) }

func bare(sender string) string {
	if i := strings.LastIndexByte(sender, '<'); i >= 0 {
		sender = strings.TrimRight(sender[i+1:], "> ")
	}
	return people.FoldEmail(sender)
}
