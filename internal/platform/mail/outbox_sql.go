package mail

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// item is a claimed message. Its fence tells this claim from every other one.
type item struct {
	ID, MessageID, Recipient, Sender, Subject, TextBody, HTMLBody string
	ReplyTo, Refs, Unsubscribe, Origin, Calendar                  string
	Kind, PersonID, About                                         string
	Channel                                                       Channel
	Once, Personal, AutoReply                                     bool
	Attempts, Fence                                               int
	FirstAt, CreatedAt                                            store.Time
}

// errLost says that the message is not ours any more: the lease ran out, or it was withdrawn.
var errLost = errors.New("the message was taken away")

// due returns the ids of the next messages that may go out by one of the channels, the longest waiting first.
func due(ctx context.Context, q store.Querier, channels []Channel, limit int) ([]string, error) {
	return store.Select[string](ctx, q, new(store.Q).Add(`SELECT id FROM mail_outbox WHERE `).Where(ready(q.Now())).
		Add(` AND `).Where(store.In("channel", channels)).Add(` ORDER BY next_at, id LIMIT ?`, limit))
}

// ready is the condition that a message may be claimed. What is unknown is tried again on its own for giveUpAfter, unless it is Once.
func ready(now store.Time) store.Where {
	return store.Cond(`next_at <= ? AND NOT withdrawn AND (expires_at IS NULL OR expires_at > ?) AND (state = 'queued' OR (state = 'unknown' AND NOT once AND first_at > ?))`,
		now, now, now.Add(-giveUpAfter))
}

// claim takes a message for holder until the lease ends; errLost when somebody else has it. The sender's address and the origin are kept
// with the first claim, so that every try has the same bytes.
func claim(ctx context.Context, tx *store.Tx, id, holder, from, origin string) (item, error) {
	q := new(store.Q).Add(`UPDATE mail_outbox SET state = 'claimed', holder = ?, lease_until = ?, fence = fence + 1, attempts = attempts + 1,
		sender = CASE WHEN sender = '' THEN ? ELSE sender END, origin = CASE WHEN sender = '' THEN ? ELSE origin END, first_at = COALESCE(first_at, ?)
		WHERE id = ? AND `, holder, tx.Now().Add(lease), from, origin, tx.Now(), id).Where(ready(tx.Now())).
		Add(` RETURNING id, message_id, recipient, sender, subject, text_body, html_body, channel, once, personal, attempts, fence,
		first_at, created_at, kind, person_id, about, reply_to, refs, unsubscribe, origin, auto_reply, calendar`)
	it, err := store.Row[item](ctx, tx, q)
	if errors.Is(err, store.ErrNone) {
		return it, errLost
	}
	return it, err
}

// renew lengthens the leases of holder's messages.
func renew(ctx context.Context, tx *store.Tx, ids []string, holder string) error {
	if len(ids) == 0 {
		return nil
	}
	q := new(store.Q).Add(`UPDATE mail_outbox SET lease_until = ? WHERE holder = ? AND state IN ('claimed', 'transmitting') AND `, tx.Now().Add(lease), holder).
		Where(store.In("id", ids))
	if _, err := tx.Exec(ctx, q.SQL(), q.Args()...); err != nil {
		return fmt.Errorf("renew mail: %w", err)
	}
	return nil
}

// unclaim gives back a claimed message as it was before.
func unclaim(ctx context.Context, tx *store.Tx, it item) error {
	return ours(tx.Exec(ctx, `UPDATE mail_outbox SET state = 'queued', attempts = attempts - 1, lease_until = NULL, first_at = CASE WHEN attempts = 1 THEN NULL ELSE first_at END,
		sender = CASE WHEN attempts = 1 THEN '' ELSE sender END WHERE id = $1 AND fence = $2 AND state = 'claimed'`, it.ID, it.Fence))
}

// held ends a claimed message because its recipient may not read it any more; its content goes.
func held(ctx context.Context, tx *store.Tx, it item) error {
	reason, err := reasonText(locale.M("Its recipient may not read it any more, so it was held back."))
	if err != nil {
		return err
	}
	return ours(tx.Exec(ctx, `UPDATE mail_outbox SET state = 'failed', withdrawn = $4, reason = $3, lease_until = NULL, fence = fence + 1, text_body = '',
		html_body = '', calendar = '' WHERE id = $1 AND fence = $2 AND state = 'claimed'`, it.ID, it.Fence, reason, true))
}

// transmitting records that the content is about to leave. To record it twice is to record it once.
func transmitting(ctx context.Context, tx *store.Tx, it item) error {
	n, err := tx.Exec(ctx, `UPDATE mail_outbox SET state = 'transmitting', lease_until = $3 WHERE id = $1 AND fence = $2
		AND state IN ('claimed', 'transmitting')`, it.ID, it.Fence, tx.Now().Add(lease))
	if err == nil && n == 0 {
		return errLost
	}
	return err
}

// sent records that the peer has taken the message. It is true even when the lease ran out meanwhile, as long as nobody else
// has claimed the message since.
func sent(ctx context.Context, tx *store.Tx, it item) error {
	return ours(tx.Exec(ctx, `UPDATE mail_outbox SET state = 'sent', reason = '', noted_at = NULL, sent_at = $3, lease_until = NULL,
		text_body = CASE WHEN once THEN '' ELSE text_body END, html_body = CASE WHEN once THEN '' ELSE html_body END
		WHERE id = $1 AND fence = $2 AND state IN ('transmitting', 'unknown')`, it.ID, it.Fence, tx.Now()))
}

// stopped records why the message did not go: to is Queued (tried again at next), Failed or Unknown. A withdrawn message fails.
func stopped(ctx context.Context, tx *store.Tx, it item, to State, why locale.Msg, next store.Time) error {
	reason, err := reasonText(why)
	if err != nil {
		return err
	}
	return ours(tx.Exec(ctx, `UPDATE mail_outbox SET state = CASE WHEN withdrawn THEN 'failed' ELSE $3 END, reason = $4, next_at = $5,
		noted_at = $6, lease_until = NULL WHERE id = $1 AND fence = $2 AND state IN ('claimed', 'transmitting', 'unknown')`,
		it.ID, it.Fence, to, reason, next, tx.Now()))
}

// ours turns the number of rows into errLost when there was none.
func ours(n int64, err error) error {
	if err == nil && n == 0 {
		return errLost
	}
	return err
}

// recoverLeft takes back what a sender left behind: claims whose lease ended before the instant go back to the queue, and what was
// being transmitted becomes unknown. Messages that came too late are ended.
func recoverLeft(ctx context.Context, tx *store.Tx, before store.Time) error {
	doubt, err := reasonText(doubtful)
	if err != nil {
		return err
	}
	late, err := reasonText(locale.M("It is too old to be of use."))
	if err != nil {
		return err
	}
	steps := []struct {
		text string
		args []any
	}{
		{`UPDATE mail_outbox SET state = 'queued', next_at = $2, lease_until = NULL WHERE state = 'claimed' AND lease_until <= $1`,
			[]any{before, tx.Now()}},
		{`UPDATE mail_outbox SET state = CASE WHEN withdrawn THEN 'failed' ELSE 'unknown' END, reason = $2, next_at = $3, noted_at = $4,
			lease_until = NULL WHERE state = 'transmitting' AND lease_until <= $1`, []any{before, doubt, tx.Now().Add(time.Minute), tx.Now()}},
		{`UPDATE mail_outbox SET state = 'failed', reason = $2, noted_at = $1, fence = fence + 1, text_body = '', html_body = '',
			calendar = '' WHERE expires_at <= $1 AND text_body <> '' AND state IN ('queued', 'unknown', 'failed')`, []any{tx.Now(), late}},
	}
	for _, s := range steps {
		if _, err := tx.Exec(ctx, s.text, s.args...); err != nil {
			return fmt.Errorf("recover outbox: %w", err)
		}
	}
	return nil
}
