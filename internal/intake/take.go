package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail/postbox"
	"hearth/internal/platform/store"
)

// MaxMail is how many bytes a mail may have.
const MaxMail = 40 << 20

// inRow is up to how many bytes a mail lies in its row; a larger one lies with the files.
const inRow = 64 << 10

// Accepts reports, as a postbox.Taker, whether mails to an address are taken here: to a mailbox that they are delivered to, to an address that answers go to, and to the postmaster of these.
func (s *Service) Accepts(ctx context.Context, address string) error {
	_, ours, err := s.boxOf(ctx, s.DB, address)
	if err == nil && !ours {
		err = fault.New(fault.NotFound, "Nobody here has the address %s.", address)
	}
	return err
}

// boxOf returns the mailbox to which an address leads, "" for one of ours that is no mailbox.
func (s *Service) boxOf(ctx context.Context, q store.Querier, address string) (id string, ours bool, err error) {
	address = people.FoldEmail(address)
	if s.Threads.Ours(address) || address != "" && address == s.Threads.Bare() {
		ours = true
	}
	all, err := mailboxes(ctx, q)
	if err != nil {
		return "", false, err
	}
	local, domain, _ := strings.Cut(address, "@")
	for _, m := range all {
		mine, host, _ := strings.Cut(m.Address, "@")
		switch {
		case m.Address == address, local != mine && strings.HasPrefix(local, mine+"+") && domain == host:
			return m.ID, true, nil
		case local == "postmaster" && domain == host:
			ours = true
		}
	}
	return "", ours, nil
}

// Take keeps a mail, as a postbox.Taker: when it returns nil the mail is on the disk and will be read. The same mail handed in again is kept once.
func (s *Service) Take(ctx context.Context, e postbox.Envelope, raw []byte) error {
	box := ""
	for _, to := range e.To {
		id, _, err := s.boxOf(ctx, s.DB, to)
		if err != nil {
			return err
		}
		if id != "" {
			box = id
			break
		}
	}
	_, _, err := s.keep(ctx, box, e, raw, nil)
	return err
}

// keep stores a mail under its digest, and does with in the same transaction. It returns the id, and whether the mail is a new one.
func (s *Service) keep(ctx context.Context, box string, e postbox.Envelope, raw []byte, with func(*store.Tx) error) (id string, fresh bool, err error) {
	if len(raw) > MaxMail {
		return "", false, fault.New(fault.TooLarge, "A mail may have up to %d MB.", MaxMail>>20)
	}
	id, sum := ident.New(), digest(raw)
	staged, err := s.whole(raw)
	if err != nil {
		return "", false, err
	}
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		fresh = false
		var known string
		if known, err = store.One[string](ctx, tx, `SELECT id FROM intake_mail WHERE digest = $1`, sum); err == nil {
			id = known
			if err := again(ctx, tx, box, e); err != nil {
				return err
			}
		} else if !errors.Is(err, store.ErrNone) {
			return fmt.Errorf("look for the mail: %w", err)
		} else {
			fresh = true
			content, file := any(raw), ""
			if staged != nil {
				kept, err := s.Files.Keep(ctx, tx, "mail:"+id, *staged)
				if err != nil {
					return err
				}
				content, file = nil, kept.ID
			}
			if err := insertMail(ctx, tx, id, box, sum, e, headOf(raw), content, file); err != nil {
				return err
			}
			tx.AfterCommit(s.stir)
		}
		if with == nil {
			return nil
		}
		return with(tx)
	})
	return id, fresh, err
}

// again counts, for the reckoning, that a mailbox holds a mail that came before.
func again(ctx context.Context, tx *store.Tx, box string, e postbox.Envelope) error {
	if box == "" || e.Via != postbox.ViaIMAP {
		return nil
	}
	_, err := tx.Exec(ctx, `UPDATE intake_mailbox SET doubles = doubles + 1 WHERE id = $1`, box)
	return err
}

// head is what a mail says of itself before it is read, and how long it is.
type head struct {
	from header.Address
	id   string
	size int
}

func headOf(raw []byte) head {
	h, _ := header.Parse(raw[:min(len(raw), 256<<10)], nil)
	it := head{id: short(header.MessageID(h.Get("Message-ID"))), size: len(raw)}
	if list, _ := header.Addresses(h.Get("From")); len(list) > 0 {
		it.from = header.Address{Name: short(list[0].Name), Address: short(people.FoldEmail(list[0].Address))}
	}
	return it
}

func insertMail(ctx context.Context, tx *store.Tx, id, box, sum string, e postbox.Envelope, h head, content any, file string) error {
	err := tx.Write(ctx, `INSERT INTO intake_mail (id, mailbox_id, digest, came_at, via, size, content, file_id, sent_from, sent_to, from_address, from_name, message_id,
		kind, state, reason, verdict, sender_person, case_id, entry_id, subject, sealed, acknowledged, attempts, next_at, settled_at, settled_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', 'stored', '', '', '', '', '', '', $14, $14, 0, $4, NULL, '')`,
		id, box, sum, tx.Now(), e.Via, h.size, content, file, short(e.From), short(strings.Join(e.To, " ")), h.from.Address, h.from.Name, h.id, false)
	if err != nil {
		return fmt.Errorf("store mail: %w", err)
	}
	return nil
}

// short cuts what a stranger wrote to a length for lists.
func short(text string) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "\uFFFD")
	if r := []rune(text); len(r) > 500 {
		return string(r[:499]) + "…"
	}
	return text
}

// content returns the bytes of a mail.
func (s *Service) content(ctx context.Context, q store.Querier, m mailRow) ([]byte, error) {
	if m.FileID == "" {
		raw, err := store.One[[]byte](ctx, q, `SELECT content FROM intake_mail WHERE id = $1`, m.ID)
		if err != nil {
			return nil, fmt.Errorf("read mail %s: %w", m.ID, err)
		}
		return raw, nil
	}
	return s.Files.Content(ctx, q, m.FileID)
}

// parsed reads a mail for its text alone.
func parsed(raw []byte) letter.Mail { return letter.Parse(raw, letter.Options{}) }

// whole puts a large mail on the disk, before the transaction that keeps it; a small one lies in its row.
func (s *Service) whole(raw []byte) (*files.Staged, error) {
	if len(raw) <= inRow {
		return nil, nil
	}
	staged, err := s.Files.StageWhole("mail.eml", "message/rfc822", raw)
	return &staged, err
}

// stir wakes Run; one pending call is enough.
func (s *Service) stir() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func readMsg(text string) (locale.Msg, error) {
	var m locale.Msg
	if text == "" {
		return m, nil
	}
	err := m.UnmarshalJSON([]byte(text))
	return m, err
}

func writeMsg(m locale.Msg) (string, error) {
	if m.Key == "" {
		return "", nil
	}
	b, err := m.MarshalJSON()
	return string(b), err
}
