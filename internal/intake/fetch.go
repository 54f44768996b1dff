package intake

import (
	"context"
	"fmt"
	"sync"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/postbox"
	"hearth/internal/platform/mail/postbox/imap"
	"hearth/internal/platform/store"
)

// Several servers on one database share the mailboxes out: one that holds a mailbox says so again at each sweep, and loses it when it is silent for as long as held.
const held = 4 * sweepEvery

// watched is a mailbox that this server fetches.
type watched struct {
	row  mailboxRow
	stop context.CancelFunc
}

// Fetch keeps a connection to each mailbox that is fetched by IMAP, until ctx ends; of several servers, one to each. A mailbox that changes is connected anew.
func (s *Service) Fetch(ctx context.Context) {
	var running sync.WaitGroup
	defer running.Wait()
	all := map[string]watched{}
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if rows, err := s.held(ctx); err == nil {
			s.rewatch(ctx, all, rows, &running)
		} else if ctx.Err() == nil {
			s.Log.WarnContext(ctx, "mailboxes cannot be read", "error", err)
		}
		select {
		case <-ctx.Done():
			for _, w := range all {
				w.stop()
			}
			return
		case <-tick.C:
		}
	}
}

// held returns the mailboxes that this server has to fetch, having said so to the others.
func (s *Service) held(ctx context.Context) (mine []mailboxRow, err error) {
	rows, err := mailboxes(ctx, s.DB)
	for _, r := range rows {
		if r.Kind != ByIMAP || r.Paused {
			continue
		}
		ours := false
		err := s.DB.Tx(ctx, func(tx *store.Tx) error {
			n, err := tx.Exec(ctx, `UPDATE intake_mailbox SET holder = $2, held_until = $3 WHERE id = $1 AND (holder = $2 OR held_until IS NULL OR held_until < $4)`,
				r.ID, s.holder, tx.Now().Add(held), tx.Now())
			ours = n > 0
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("hold mailbox: %w", err)
		}
		if ours {
			mine = append(mine, r)
		}
	}
	return mine, err
}

// rewatch begins to watch what is new or has changed, and stops what is not wanted any more.
func (s *Service) rewatch(ctx context.Context, all map[string]watched, rows []mailboxRow, running *sync.WaitGroup) {
	wanted := map[string]bool{}
	for _, r := range rows {
		wanted[r.ID] = true
		w, there := all[r.ID]
		if there && w.row.sameAccount(r) {
			continue
		}
		if there {
			w.stop()
		}
		watching, stop := context.WithCancel(ctx)
		all[r.ID] = watched{r, stop}
		running.Go(func() { s.watch(watching, r) })
	}
	for id, w := range all {
		if !wanted[id] {
			w.stop()
			delete(all, id)
		}
	}
}

func (r mailboxRow) sameAccount(o mailboxRow) bool {
	return r.Server == o.Server && r.TLS == o.TLS && r.Username == o.Username && string(r.Secret) == string(o.Secret) &&
		r.SignIn == o.SignIn && r.PermissionN == o.PermissionN && r.Folder == o.Folder && r.DoneFolder == o.DoneFolder
}

func (s *Service) account(r mailboxRow) (imap.Account, error) {
	a := imap.Account{Address: r.Server, TLS: mail.TLS(r.TLS), User: r.Username, Folder: r.Folder, Done: r.DoneFolder, Config: s.TLS}
	if r.SignIn == ByOAuth {
		a.Tokens = s.tokens(r)
		return a, nil
	}
	var err error
	a.Password, err = s.open(r.Secret)
	return a, err
}

func (s *Service) watch(ctx context.Context, r mailboxRow) {
	account, err := s.account(r)
	if err == nil {
		err = imap.Watch(ctx, account, box{s, r.ID}, imap.Options{Since: r.BeganAt.Time, Log: s.Log, State: func(st imap.State) { s.noteState(ctx, r.ID, st) }})
	}
	if err != nil && ctx.Err() == nil {
		s.Log.ErrorContext(ctx, "a mailbox is not fetched", "mailbox", r.ID, "error", err)
		s.noteState(ctx, r.ID, imap.State{Trouble: fault.As(err)})
	}
}

// noteState keeps what is known of the connection, for administrators.
func (s *Service) noteState(ctx context.Context, id string, st imap.State) {
	switch {
	case st.Trouble != nil:
		s.noteProblem(ctx, id, locale.M(st.Trouble.Key, st.Trouble.Args...))
	case st.Failing > 0:
		s.noteProblem(ctx, id, locale.M("%d mails that lie there could not be taken so far. They are tried again.", st.Failing))
	case st.Connected:
		s.noteProblem(ctx, id, locale.Msg{})
	}
}

func (s *Service) noteProblem(ctx context.Context, id string, why locale.Msg) {
	text, err := writeMsg(why)
	if err == nil {
		err = s.DB.Tx(ctx, func(tx *store.Tx) error {
			if text == "" {
				_, err := tx.Exec(ctx, `UPDATE intake_mailbox SET problem = '', reached_at = $2 WHERE id = $1`, id, tx.Now())
				return err
			}
			_, err := tx.Exec(ctx, `UPDATE intake_mailbox SET problem = $2 WHERE id = $1`, id, text)
			return err
		})
	}
	if err != nil && ctx.Err() == nil {
		s.Log.WarnContext(ctx, "the state of a mailbox is not kept", "mailbox", id, "error", err)
	}
}

// box is a mailbox as package imap fills it.
type box struct {
	s  *Service
	id string
}

// Place implements imap.Box.
func (b box) Place(ctx context.Context) (imap.Place, bool, error) {
	r, err := mailbox(ctx, b.s.DB, b.id)
	return imap.Place{Validity: uint32(r.Validity), UID: uint32(r.UID)}, !r.BeganAt.IsZero(), err
}

// Begin implements imap.Box.
func (b box) Begin(ctx context.Context, p imap.Place, before int) error {
	return b.s.DB.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE intake_mailbox SET validity = $2, uid = $3, lay_before = $4, began_at = $5 WHERE id = $1`, b.id, int64(p.Validity), int64(p.UID), before, tx.Now())
		return err
	})
}

func (b box) move(ctx context.Context, tx *store.Tx, p imap.Place) error {
	_, err := tx.Exec(ctx, `UPDATE intake_mailbox SET validity = $2, uid = CASE WHEN validity = $2 AND uid > $3 THEN uid ELSE $3 END, reached_at = $4, problem = '' WHERE id = $1`,
		b.id, int64(p.Validity), int64(p.UID), tx.Now())
	if err != nil {
		return fmt.Errorf("place in mailbox: %w", err)
	}
	return nil
}

// Take implements imap.Box: the mail and the place are kept together.
func (b box) Take(ctx context.Context, p imap.Place, raw []byte) error {
	_, _, err := b.s.keep(ctx, b.id, postbox.Envelope{Via: postbox.ViaIMAP}, raw, func(tx *store.Tx) error { return b.move(ctx, tx, p) })
	return err
}

// Settle implements imap.Settler.
func (b box) Settle(ctx context.Context, p imap.Place) error {
	return b.s.DB.Tx(ctx, func(tx *store.Tx) error { return b.move(ctx, tx, p) })
}

// Skip implements imap.Box: a mail that cannot be fetched waits for a person, who finds it in the mailbox.
func (b box) Skip(ctx context.Context, p imap.Place, why string) error {
	reason, err := writeMsg(locale.M("A mail in the mailbox could not be fetched, and lies there still: %s", why))
	if err != nil {
		return err
	}
	return b.s.DB.Tx(ctx, func(tx *store.Tx) error {
		sum := fmt.Sprintf("skipped %s %d %d %s", b.id, p.Validity, p.UID, why) // the place is not the mail's own; what is said twice of one place is said once
		_, err := tx.Exec(ctx, `INSERT INTO intake_mail (id, mailbox_id, digest, came_at, via, size, content, file_id, sent_from, sent_to, from_address, from_name, message_id,
			kind, state, reason, verdict, sender_person, case_id, entry_id, subject, sealed, acknowledged, attempts, next_at, settled_at, settled_by)
			VALUES ($1, $2, $3, $4, 'imap', 0, $5, '', '', '', '', '', '', '', 'quarantine', $6, '', '', '', '', '', $7, $7, 0, $4, $4, '') ON CONFLICT (digest) DO NOTHING`,
			ident.New(), b.id, sum, tx.Now(), []byte{}, reason, false)
		if err != nil {
			return fmt.Errorf("note skipped mail: %w", err)
		}
		return b.move(ctx, tx, p)
	})
}

// lying counts the mails in the folder of a mailbox.
func (s *Service) lying(ctx context.Context, r mailboxRow) (int, error) {
	account, err := s.account(r)
	if err != nil {
		return 0, err
	}
	return imap.Count(ctx, account)
}

// TryMailbox signs in to a mailbox and looks into its folder, without touching a mail.
func (s *Service) TryMailbox(ctx context.Context, by authz.Actor, in Named) (imap.Report, error) {
	if err := s.Policy.May(by, ManageMailboxes, 0); err != nil {
		return imap.Report{}, err
	}
	r, err := mailbox(ctx, s.DB, in.ID)
	if err != nil {
		return imap.Report{}, err
	}
	if r.Kind != ByIMAP {
		return imap.Report{}, fault.New(fault.Conflict, "Mails to this address are delivered here: nothing is fetched. Send one to it and see whether it arrives.")
	}
	account, err := s.account(r)
	if err != nil {
		return imap.Report{}, err
	}
	return imap.Try(ctx, account)
}
