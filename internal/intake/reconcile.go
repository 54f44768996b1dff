package intake

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Check is the reckoning of one mailbox at a moment: what came is what became a case or a reply, what was recorded, what a person decided or has to decide about, and what waits to be read.
type Check struct {
	Mailbox     string     `json:"mailbox"` // its name; "" for mails to no mailbox
	At          store.Time `json:"at"`
	Lies        int64      `json:"lies"` // in the folder on the server; -1 when it is not fetched or cannot be asked
	Came        int64      `json:"came"`
	Cased       int64      `json:"cased"` // as case or reply
	Recorded    int64      `json:"recorded"`
	Quarantined int64      `json:"quarantined"` // waiting or decided as for nobody
	Waits       int64      `json:"waits"`       // stored and not yet read
	Problem     locale.Msg `json:"-"`
	Why         string     `json:"problem"` // Problem in the reader's language; "" when all is well
}

// keepChecks is for how long reckonings are kept.
const keepChecks = 90 * 24 * time.Hour

// overdue is how long a mail may wait to be read before that is a problem.
const overdue = 15 * time.Minute

type sums struct {
	Came, Cased, Recorded, Quarantined, Waits int64
	Last, Oldest                              store.Time
}

const sumColumns = `count(*) AS came, count(CASE WHEN state IN ('case', 'reply') THEN 1 END) AS cased, count(CASE WHEN state = 'record' THEN 1 END) AS recorded,
	count(CASE WHEN state IN ('quarantine', 'dropped') THEN 1 END) AS quarantined, count(CASE WHEN state = 'stored' THEN 1 END) AS waits,
	max(came_at) AS last, min(CASE WHEN state = 'stored' THEN came_at END) AS oldest`

// Reconcile reckons each mailbox up: in the mailbox = stored = cased + recorded + quarantined. What does not add up, a mail that waits too long and a mailbox that is silent for longer than it
// should be, are problems that administrators see. It may run late and more than once.
func (s *Service) Reconcile(ctx context.Context) error {
	boxes, err := mailboxes(ctx, s.DB)
	if err != nil {
		return err
	}
	for _, b := range append(boxes, mailboxRow{}) {
		if b.Paused {
			continue
		}
		lies := int64(-1)
		if b.Kind == ByIMAP && !b.BeganAt.IsZero() {
			if n, err := s.lying(ctx, b); err == nil {
				lies = int64(n)
			} else if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		if err := s.reckon(ctx, b, lies); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) reckon(ctx context.Context, b mailboxRow, lies int64) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		n, err := store.One[sums](ctx, tx, `SELECT `+sumColumns+` FROM intake_mail WHERE mailbox_id = $1 AND via <> 'import'`, b.ID)
		if err != nil {
			return fmt.Errorf("reckon mailbox: %w", err)
		}
		if b.ID == "" && n.Came == 0 {
			return nil
		}
		why, err := writeMsg(judge(b, n, lies, tx.Now()))
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO intake_check (id, mailbox_id, at, lies, came, cased, recorded, quarantined, waits, problem) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			ident.New(), b.ID, tx.Now(), lies, n.Came, n.Cased, n.Recorded, n.Quarantined, n.Waits, why)
		if err != nil {
			return fmt.Errorf("keep reckoning: %w", err)
		}
		_, err = tx.Exec(ctx, `DELETE FROM intake_check WHERE mailbox_id = $1 AND at < $2`, b.ID, tx.Now().Add(-keepChecks))
		return err
	})
}

// judge says what is wrong with a mailbox, or nothing.
func judge(b mailboxRow, n sums, lies int64, now store.Time) locale.Msg {
	taken := n.Came + b.Doubles
	if b.DoneFolder != "" {
		taken = 0
	}
	silent := now.Sub(latest(n.Last, b.BeganAt, b.CreatedAt).Time)
	switch {
	case n.Came != n.Cased+n.Recorded+n.Quarantined+n.Waits:
		return locale.M("%d mails came, and %d of them are nowhere.", int(n.Came), int(n.Came-n.Cased-n.Recorded-n.Quarantined-n.Waits))
	case lies > b.LayBefore+taken:
		return locale.M("%d mails lie in the mailbox that were not taken.", int(lies-b.LayBefore-taken))
	case n.Waits > 0 && now.Sub(n.Oldest.Time) > overdue:
		return locale.M("%d mails wait to be read, the oldest for %d minutes.", int(n.Waits), int(now.Sub(n.Oldest.Time)/time.Minute))
	case b.SilentHours > 0 && silent > time.Duration(b.SilentHours)*time.Hour:
		return locale.M("No mail came for %d hours. Send one to it and see whether it arrives.", int(silent/time.Hour))
	}
	return locale.Msg{}
}

func latest(all ...store.Time) (last store.Time) {
	for _, t := range all {
		if t.After(last) {
			last = t
		}
	}
	return last
}

// Checks returns the last reckoning of each mailbox.
func (s *Service) Checks(ctx context.Context, by authz.Actor) ([]Check, error) {
	if err := s.Policy.May(by, ReadLog, 0); err != nil {
		return nil, err
	}
	return s.lastChecks(ctx)
}

func (s *Service) lastChecks(ctx context.Context) ([]Check, error) {
	type row struct {
		Name, Why                                       string
		At                                              store.Time
		Lies, Came, Cased, Recorded, Quarantined, Waits int64
	}
	rows, err := store.All[row](ctx, s.DB, `SELECT COALESCE(b.name, '') AS name, c.problem AS why, c.at, c.lies, c.came, c.cased, c.recorded, c.quarantined, c.waits
		FROM intake_check c LEFT JOIN intake_mailbox b ON b.id = c.mailbox_id
		WHERE c.id IN (SELECT max(id) FROM intake_check GROUP BY mailbox_id) AND (c.mailbox_id = '' OR b.id IS NOT NULL) ORDER BY name, c.id`)
	if err != nil {
		return nil, fmt.Errorf("read reckonings: %w", err)
	}
	all := make([]Check, 0, len(rows))
	for _, r := range rows {
		why, err := readMsg(r.Why)
		if err != nil {
			return nil, fmt.Errorf("read reckoning: %w", err)
		}
		all = append(all, Check{Mailbox: r.Name, At: r.At, Lies: r.Lies, Came: r.Came, Cased: r.Cased, Recorded: r.Recorded, Quarantined: r.Quarantined, Waits: r.Waits,
			Problem: why, Why: why.In(ctx)})
	}
	return all, nil
}
