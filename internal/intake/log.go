package intake

import (
	"context"
	"fmt"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Logged is a mail as administrators see it: its envelope, where it went and why; nothing of what it says.
type Logged struct {
	ID      string     `json:"id"`
	At      store.Time `json:"at"`
	Mailbox string     `json:"mailbox"`
	Via     string     `json:"via"` // smtp, lmtp, imap, cli or import
	From    string     `json:"from"`
	To      string     `json:"to"`
	Size    int64      `json:"size"`
	State   State      `json:"state"`
	Kind    string     `json:"kind"` // none, auto-reply, bounce, list, loop
	Reason  locale.Msg `json:"-"`
	Why     string     `json:"reason"`
	Tries   int        `json:"tries"`
}

// ListLog asks for a page of the log.
type ListLog struct {
	State string `query:"state" json:"-"`
	After string `query:"after" json:"-"`
}

// LogPage is a page of the log, the newest first, with how many mails stand where.
type LogPage struct {
	State  string        `json:"state"`
	Items  []Logged      `json:"items"`
	Counts map[State]int `json:"counts"`
	Next   string        `json:"next"`
}

// MailLog lists what came, for administrators. What was given to the concern handlers is not in it, nor counted. It refuses an unknown state.
func (s *Service) MailLog(ctx context.Context, by authz.Actor, in ListLog) (LogPage, error) {
	out := LogPage{State: in.State, Items: []Logged{}, Counts: map[State]int{}}
	if err := s.Policy.May(by, ReadLog, 0); err != nil {
		return out, err
	}
	where := store.Cond(`NOT m.sealed`)
	switch State(in.State) {
	case "":
	case Stored, Case, Reply, Record, Quarantine, Dropped:
		where = store.And(where, store.Cond(`m.state = ?`, in.State))
	default:
		return out, fault.ForField("state", "Choose one of: stored, case, reply, record, quarantine, dropped.")
	}
	if in.After != "" {
		where = store.And(where, store.Cond(`m.id < ?`, in.After))
	}
	type listed struct {
		mailRow
		Mailbox string
	}
	rows, err := store.Select[listed](ctx, s.DB, new(store.Q).Add(`SELECT `+mailColumns+`, COALESCE((SELECT b.name FROM intake_mailbox b WHERE b.id = m.mailbox_id), '') AS mailbox
		FROM intake_mail m WHERE `).Where(where).Add(` ORDER BY m.id DESC LIMIT ?`, perPage+1))
	if err != nil {
		return out, fmt.Errorf("list mails: %w", err)
	}
	if len(rows) > perPage {
		rows = rows[:perPage]
		out.Next = rows[perPage-1].ID
	}
	for _, r := range rows {
		why, err := readMsg(r.Reason)
		if err != nil {
			return out, fmt.Errorf("reason of mail %s: %w", r.ID, err)
		}
		from := r.SentFrom
		if from == "" {
			from = r.FromAddress
		}
		out.Items = append(out.Items, Logged{ID: r.ID, At: r.CameAt, Mailbox: r.Mailbox, Via: r.Via, From: from, To: r.SentTo, Size: r.Size, State: r.State, Kind: r.Kind,
			Reason: why, Why: why.In(ctx), Tries: r.Attempts})
	}
	out.Counts, err = s.counts(ctx, store.Cond(`NOT m.sealed`))
	return out, err
}

// Standing counts all mails by where they stand, for figures that tell of nobody.
func (s *Service) Standing(ctx context.Context) (map[State]int, error) {
	return s.counts(ctx, store.Always)
}

func (s *Service) counts(ctx context.Context, where store.Where) (map[State]int, error) {
	type count struct {
		State State
		N     int
	}
	rows, err := store.Select[count](ctx, s.DB, new(store.Q).Add(`SELECT m.state, count(*) AS n FROM intake_mail m WHERE `).Where(where).Add(` GROUP BY m.state`))
	if err != nil {
		return nil, fmt.Errorf("count mails: %w", err)
	}
	all := map[State]int{}
	for _, r := range rows {
		all[r.State] = r.N
	}
	return all, nil
}

// Again tries a stored mail at once, which is put off because it failed.
func (s *Service) Again(ctx context.Context, by authz.Actor, in Named) (Logged, error) {
	if err := s.Policy.May(by, ReadLog, 0); err != nil {
		return Logged{}, err
	}
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE intake_mail SET state = 'stored', attempts = 0, next_at = $2, reason = '' WHERE id = $1 AND NOT sealed
			AND (state = 'stored' OR state = 'quarantine' AND attempts >= $3)`, in.ID, tx.Now(), tries)
		if err != nil {
			return fmt.Errorf("try mail again: %w", err)
		}
		if n == 0 {
			return fault.New(fault.Conflict, "This mail was read, or is not there. Look at the list again.")
		}
		tx.AfterCommit(s.stir)
		return nil
	})
	return Logged{ID: in.ID, State: Stored}, err
}
