package mail

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// State says how far a message has come; see the package comment.
type State string

// The states.
const (
	Queued       State = "queued"
	Claimed      State = "claimed"
	Transmitting State = "transmitting"
	Sent         State = "sent"
	Failed       State = "failed"
	Unknown      State = "unknown"

	// What a mail server reported of a message after it was sent; the row says it beside its state.
	Delayed  State = "delayed"
	CameBack State = "bounced"
)

// States lists all states in the order of a message's life.
func States() []State {
	return []State{Queued, Claimed, Transmitting, Unknown, Sent, Delayed, CameBack, Failed}
}

// shown is the state of a row with what was reported of it.
const shown = `CASE WHEN report <> '' THEN report ELSE state END`

// in is the condition that a message is shown in a state.
func in(s State) store.Where {
	switch s {
	case Delayed, CameBack:
		return store.Cond("state = 'sent' AND report = ?", s)
	}
	return store.Cond("state = ? AND report = ''", s)
}

// Envelope is what an administrator may see of a message: never its subject, body, case or link.
type Envelope struct {
	ID        string
	Kind      string
	Channel   Channel
	Recipient string
	State     State
	Once      bool
	// Resendable says that Resend takes it.
	Resendable bool
	Reason     locale.Msg // empty when there is nothing to say
	Attempts   int
	CreatedAt  store.Time
	NextAt     store.Time // when it is tried next; only of use while queued, or unknown and not Once
	SentAt     store.Time
}

// Asks reports whether an administrator has to decide about the message: Resend or GiveUp.
func (e Envelope) Asks() bool { return e.State == Unknown && e.Once }

type envelopeRow struct {
	ID, Kind, Recipient, Reason string
	Channel                     Channel
	State                       State
	Once, Resendable            bool
	Attempts                    int
	CreatedAt, NextAt, SentAt   store.Time
}

// List returns up to limit messages, newest first: those in state, or all when state is empty; only those after the message
// whose ID is after, unless that is empty. Asking for one more than is shown tells whether there are more.
func List(ctx context.Context, q store.Querier, state State, after string, limit int) ([]Envelope, error) {
	where := store.Always
	if state != "" {
		where = store.And(where, in(state))
	}
	if after != "" {
		where = store.And(where, store.Cond("id < ?", after))
	}
	rows, err := store.Select[envelopeRow](ctx, q, new(store.Q).Add(`SELECT id, kind, recipient, reason, channel, `+shown+` AS state, once, attempts,
		created_at, next_at, sent_at, `+resendable+` AND (expires_at IS NULL OR expires_at > ?) AS resendable FROM mail_outbox WHERE `, q.Now()).Where(where).Add(` ORDER BY id DESC LIMIT ?`, limit))
	if err != nil {
		return nil, fmt.Errorf("list outbox: %w", err)
	}
	all := make([]Envelope, 0, len(rows))
	for _, r := range rows {
		why, err := readReason(r.Reason)
		if err != nil {
			return nil, fmt.Errorf("list outbox: %w", err)
		}
		all = append(all, Envelope{ID: r.ID, Kind: r.Kind, Channel: r.Channel, Recipient: r.Recipient, State: r.State, Once: r.Once,
			Resendable: r.Resendable, Reason: why, Attempts: r.Attempts, CreatedAt: r.CreatedAt, NextAt: r.NextAt, SentAt: r.SentAt})
	}
	return all, nil
}

// resendable is the condition of Resend, apart from the time.
const resendable = `(state IN ('failed', 'unknown') OR report <> '') AND NOT withdrawn AND text_body <> '' AND attempts > 0`

// Asking returns how many messages wait for an administrator's word, because nobody knows whether they left and they must not be sent twice, and since when the oldest does.
func Asking(ctx context.Context, q store.Querier) (n int, since store.Time, err error) {
	type row struct {
		N     int
		Since store.Time
	}
	r, err := store.One[row](ctx, q, `SELECT count(*) AS n, min(created_at) AS since FROM mail_outbox WHERE state = 'unknown' AND once`)
	if err != nil {
		err = fmt.Errorf("count doubtful mail: %w", err)
	}
	return r.N, r.Since, err
}

// MostCounted is how far Count counts.
const MostCounted = 10_000

// Count returns the number of messages in each state, or MostCounted+1 for any beyond MostCounted: what was sent is never forgotten, and nobody waits for its number. A state without messages is absent.
func Count(ctx context.Context, q store.Querier) (map[State]int, error) {
	type row struct {
		State State
		N     int
	}
	query := new(store.Q)
	for i, s := range States() {
		if i > 0 {
			query.Add(` UNION ALL `)
		}
		query.Add(`SELECT CAST(? AS text) AS state, count(*) AS n FROM (SELECT 1 FROM mail_outbox WHERE `, s).Where(in(s)).Add(` LIMIT ?) AS counted`, MostCounted+1)
	}
	rows, err := store.Select[row](ctx, q, query)
	if err != nil {
		return nil, fmt.Errorf("count outbox: %w", err)
	}
	counts := map[State]int{}
	for _, r := range rows {
		if r.N > 0 {
			counts[r.State] = r.N
		}
	}
	return counts, nil
}

// Oldest returns when the message that waits longest was written; the zero value when none waits.
func Oldest(ctx context.Context, q store.Querier) (store.Time, error) {
	query := new(store.Q)
	for i, s := range []State{Queued, Claimed, Transmitting, Unknown} {
		if i > 0 {
			query.Add(` UNION ALL `)
		}
		query.Add(`SELECT created_at FROM (SELECT created_at FROM mail_outbox WHERE `).Where(in(s)).Add(` ORDER BY id LIMIT 1) AS first`)
	}
	all, err := store.Select[store.Time](ctx, q, query)
	if err != nil {
		return store.Time{}, fmt.Errorf("oldest mail: %w", err)
	}
	if len(all) == 0 {
		return store.Time{}, nil
	}
	return slices.MinFunc(all, func(a, b store.Time) int { return a.Compare(b.Time) }), nil
}

// Letter is a message as its recipient reads it. The body of a Once message is empty after it was sent.
type Letter struct {
	ID        string
	Kind      string
	Channel   Channel
	Recipient string
	Subject   string
	TextBody  string
	State     State
	CreatedAt store.Time
}

// ForPerson returns the newest messages to a person, with their bodies, up to limit: for the demo, and for the person's own data.
func ForPerson(ctx context.Context, q store.Querier, personID string, limit int) ([]Letter, error) {
	all, err := store.All[Letter](ctx, q, `SELECT id, kind, channel, recipient, subject, text_body, state, created_at
		FROM mail_outbox WHERE person_id = $1 ORDER BY id DESC LIMIT $2`, personID, limit)
	if err != nil {
		return nil, fmt.Errorf("mail of a person: %w", err)
	}
	return all, nil
}

// newest is how far back Written looks.
const newest = 200

// Written counts messages of the kinds to a person since an instant, whatever became of them, among the newest 200 to that person: it is for brakes, which
// hold long before.
func Written(ctx context.Context, q store.Querier, personID string, since store.Time, kinds ...string) (int, error) {
	b := new(store.Q).Add(`SELECT count(*) FROM (SELECT kind, created_at FROM mail_outbox WHERE person_id = ? ORDER BY id DESC LIMIT ?) m WHERE created_at >= ? AND `, personID, newest, since)
	n, err := store.Row[int](ctx, q, b.Where(store.In("kind", kinds)))
	if err != nil {
		return 0, fmt.Errorf("count mail of a person: %w", err)
	}
	return n, nil
}

// Resend queues a message that failed or came back, or whose fate is unknown, to be sent again with the same Message-ID; one whose fate is
// unknown also with the same bytes, though the sender's address be another by now. It joins the
// transaction of a use case that has asked who may. Withdrawn, expired and wiped messages are refused.
func Resend(ctx context.Context, tx *store.Tx, id string) error {
	n, err := tx.Exec(ctx, `UPDATE mail_outbox SET state = 'queued', reason = '', report = '', noted_at = NULL, attempts = 1, fence = fence + 1, first_at = NULL,
		next_at = $2, sender = CASE WHEN state = 'unknown' THEN sender ELSE '' END WHERE id = $1 AND `+resendable+`
		AND (expires_at IS NULL OR expires_at > $2)`, id, tx.Now())
	if err != nil {
		return fmt.Errorf("resend mail: %w", err)
	}
	if n == 0 {
		return refusal(ctx, tx, id, "This message cannot be sent again. It was sent, withdrawn or is too old, or its address cannot be used.")
	}
	return nil
}

// GiveUp ends a message whose fate is unknown, or that is still queued: it counts as failed and is not sent again
// unless somebody resends it. It joins the
// transaction of a use case that has asked who may.
func GiveUp(ctx context.Context, tx *store.Tx, id string) error {
	reason, err := reasonText(locale.M("An administrator gave it up."))
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `UPDATE mail_outbox SET state = 'failed', reason = $2, fence = fence + 1, noted_at = $3,
		text_body = CASE WHEN once THEN '' ELSE text_body END, html_body = CASE WHEN once THEN '' ELSE html_body END
		WHERE id = $1 AND state IN ('queued', 'unknown')`, id, reason, tx.Now())
	if err != nil {
		return fmt.Errorf("give up mail: %w", err)
	}
	if n == 0 {
		return refusal(ctx, tx, id, "This message is on its way or has ended. Look at its state again.")
	}
	return nil
}

func refusal(ctx context.Context, tx *store.Tx, id, sentence string) error {
	n, err := store.One[int](ctx, tx, `SELECT count(*) FROM mail_outbox WHERE id = $1`, id)
	if err != nil {
		return fmt.Errorf("find mail: %w", err)
	}
	if n == 0 {
		return fault.New(fault.NotFound, "There is no such message.")
	}
	return fault.New(fault.Conflict, sentence) //nolint:govet // the sentences stand in the two callers
}

// Retraction says which messages Retract holds: those that meet every field that is set.
type Retraction struct {
	PersonID string // messages to this person
	About    string // messages that tell of this thing
	EventKey string // the message of this event
}

// Retract holds messages that have not left yet, because their recipient may no longer read them: they end as failed, withdrawn. A
// message that is being transmitted at this moment is not sent a second time, and one that failed or came back cannot be resent. It returns how many
// were held. A Retraction
// without any field is an error, not everything.
func Retract(ctx context.Context, tx *store.Tx, which Retraction) (int, error) {
	var all []store.Where
	for _, c := range []struct{ column, value string }{{"person_id", which.PersonID}, {"about", which.About}, {"event_key", which.EventKey}} {
		if c.value != "" {
			all = append(all, store.Cond(c.column+" = ?", c.value))
		}
	}
	if len(all) == 0 {
		return 0, fmt.Errorf("retract mail: nothing says which")
	}
	reason, err := reasonText(locale.M("It was withdrawn before it left."))
	if err != nil {
		return 0, err
	}
	where := store.And(all...)
	held := new(store.Q).Add(`UPDATE mail_outbox SET state = 'failed', withdrawn = ?, reason = ?, fence = fence + 1, text_body = '', html_body = ''
		WHERE state IN ('queued', 'claimed', 'unknown') AND `, true, reason).Where(where)
	n, err := tx.Exec(ctx, held.SQL(), held.Args()...)
	if err != nil {
		return 0, fmt.Errorf("retract mail: %w", err)
	}
	leaving := new(store.Q).Add(`UPDATE mail_outbox SET withdrawn = ? WHERE state = 'transmitting' AND `, true).Where(where)
	ended := new(store.Q).Add(`UPDATE mail_outbox SET withdrawn = ?, text_body = '', html_body = ''
		WHERE NOT withdrawn AND (state = 'failed' OR report <> '') AND `, true).Where(where)
	for _, q := range []*store.Q{leaving, ended} {
		if _, err := tx.Exec(ctx, q.SQL(), q.Args()...); err != nil {
			return 0, fmt.Errorf("retract mail: %w", err)
		}
	}
	return int(n), nil
}

// reasonText is a reason as the row keeps it: key and arguments, rendered for the reader.
func reasonText(m locale.Msg) (string, error) {
	if m.Key == "" {
		return "", nil
	}
	b, err := json.Marshal(m)
	return string(b), err
}

func readReason(text string) (m locale.Msg, err error) {
	if text != "" {
		err = json.Unmarshal([]byte(text), &m)
	}
	return m, err
}
