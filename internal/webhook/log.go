package webhook

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/store"
)

// Sent is a message that was sent to an endpoint, or tried. Which case it told of is not in it: administrators read no cases. The receiver knows it by its id.
type Sent struct {
	ID        string     `json:"id"`      // of the delivery
	MessageID string     `json:"message"` // what the receiver got as webhook-id
	Fact      string     `json:"type"`
	State     string     `json:"state"` // waiting, sent or failed
	At        store.Time `json:"at"`
	Attempts  int64      `json:"attempts"`
	LastAt    store.Time `json:"last_at"`
	NextAt    store.Time `json:"next_at,omitzero"` // when it is tried again
	Status    int64      `json:"status"`           // of the last answer; 0: there was none
	GivenUp   bool       `json:"given_up"`         // it waits until somebody sends it again or leaves it
	Overtaken bool       `json:"overtaken"`        // it was given up, and something that happened later in its case was taken
	Why       string     `json:"reason"`           // why it was not taken, in the reader's language; "" where it was
}

// Log asks for the messages of an endpoint.
type Log struct {
	ID      string `path:"id" json:"-"`
	After   string `query:"after" json:"-"`    // the next of the page before
	GivenUp bool   `query:"given_up" json:"-"` // those alone that were given up and that nobody decided about
}

// Messages are those of an endpoint that were tried, the newest first.
type Messages struct {
	Items []Sent `json:"items"`
	Next  string `json:"next"` // "" for none
}

// perPage is how many messages a page of the log has.
const perPage = 50

// Log returns the messages of an endpoint that were tried at least once. It is for administrators.
func (s *Service) Log(ctx context.Context, by authz.Actor, in Log) (Messages, error) {
	out := Messages{Items: []Sent{}}
	if err := s.Policy.May(by, Manage, 0); err != nil {
		return out, err
	}
	if _, err := find(ctx, s.DB, in.ID); err != nil {
		return out, err
	}
	after := int64(1) << 62
	if in.After != "" {
		n, err := strconv.ParseInt(in.After, 10, 64)
		if err != nil {
			return out, fault.ForField("after", "Take the place of the next page from the answer before.")
		}
		after = n
	}
	rows, err := store.All[delivery](ctx, s.DB, `SELECT `+deliveryColumns+` FROM webhook_delivery WHERE endpoint_id = $1 AND n < $2 AND attempts > 0 AND (NOT $4 OR given_up_at IS NOT NULL) ORDER BY n DESC LIMIT $3`, in.ID, after, perPage+1, in.GivenUp)
	if err != nil {
		return out, fmt.Errorf("read log of webhook: %w", err)
	}
	if len(rows) > perPage {
		rows = rows[:perPage]
		out.Next = strconv.FormatInt(rows[perPage-1].N, 10)
	}
	past, err := overtaken(ctx, s.DB, rows)
	if err != nil {
		return out, err
	}
	for _, d := range rows {
		one, err := d.shown(ctx)
		if err != nil {
			return out, err
		}
		one.Overtaken = slices.Contains(past, d.N)
		out.Items = append(out.Items, one)
	}
	return out, nil
}

// overtaken are those of some messages that were given up past which something later of their case was taken.
func overtaken(ctx context.Context, q store.Querier, all []delivery) (past []int64, err error) {
	var lost []int64
	for _, d := range all {
		if !d.GivenUpAt.IsZero() {
			lost = append(lost, d.N)
		}
	}
	if len(lost) == 0 {
		return nil, nil
	}
	past, err = store.Select[int64](ctx, q, new(store.Q).Add(`SELECT d.n FROM webhook_delivery d WHERE `).Where(store.In("d.n", lost)).
		Add(` AND EXISTS (SELECT 1 FROM webhook_delivery f WHERE f.line = d.line AND f.endpoint_id = d.endpoint_id AND f.state = 'sent' AND f.n > d.n)`))
	if err != nil {
		return nil, fmt.Errorf("read what was taken past messages: %w", err)
	}
	return past, nil
}

func (d delivery) shown(ctx context.Context) (Sent, error) {
	one := Sent{ID: strconv.FormatInt(d.N, 10), MessageID: d.MessageID, Fact: d.Fact, State: d.State, At: d.At, Attempts: d.Attempts, LastAt: d.LastAt, Status: d.Status, GivenUp: !d.GivenUpAt.IsZero()}
	if d.State == "waiting" {
		one.NextAt = d.NextAt
	}
	var err error
	if _, one.Why, err = read(ctx, d.Reason); err != nil {
		return one, fmt.Errorf("reason of message %d: %w", d.N, err)
	}
	return one, nil
}

// Try sends a trial to an endpoint, also to one that is not switched on: a message of type webhook.trial without a case, once. What became of it stands in the log. It is for administrators.
func (s *Service) Try(ctx context.Context, by authz.Actor, in Named) (Sent, error) {
	if err := s.Policy.May(by, Manage, 0); err != nil {
		return Sent{}, err
	}
	var d delivery
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := find(ctx, tx, in.ID); err != nil {
			return err
		}
		id := newMessage()
		var err error
		d, err = store.One[delivery](ctx, tx, `INSERT INTO webhook_delivery (endpoint_id, message_id, fact, side, line, at, state, attempts, next_at, held_until, status, reason)
			VALUES ($1, $2, $3, '', $2, $4, 'waiting', 0, $4, $4, 0, '') RETURNING `+deliveryColumns, in.ID, id, Trial, tx.Now())
		if err != nil {
			return fmt.Errorf("try webhook: %w", err)
		}
		if err := jobs.Later(tx, sendKind, place{in.ID, id}, store.Time{}); err != nil {
			return err
		}
		return s.record(ctx, tx, by, "webhook.try", in.ID)
	})
	if err != nil {
		return Sent{}, err
	}
	return d.shown(ctx)
}

// Again names a message of an endpoint.
type Again struct {
	ID       string `path:"id" json:"-"`
	Delivery string `path:"delivery" json:"-"`
}

// Again sends a message once more, with the same id, whether it was taken or not; one that waits is tried at once. Of a case that must not be told of any more nothing is sent, and the message
// goes from the log. It is for administrators; a message that is not there, or that was not tried yet, is refused, and so is an endpoint that is switched off.
func (s *Service) Again(ctx context.Context, by authz.Actor, in Again) (Sent, error) {
	if err := s.Policy.May(by, Manage, 0); err != nil {
		return Sent{}, err
	}
	n, err := strconv.ParseInt(in.Delivery, 10, 64)
	if err != nil {
		return Sent{}, authz.Hidden()
	}
	var d delivery
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		e, err := find(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		d, err = store.One[delivery](ctx, tx, `SELECT `+deliveryColumns+` FROM webhook_delivery WHERE n = $1 AND endpoint_id = $2 AND attempts > 0`, n, in.ID)
		if errors.Is(err, store.ErrNone) {
			return authz.Hidden()
		}
		if err != nil {
			return fmt.Errorf("read message: %w", err)
		}
		if e.State != On && d.Fact != Trial {
			return fault.New(fault.Conflict, "Switch it on first: nothing is sent to this system now.")
		}
		if d.HeldUntil.After(tx.Now()) {
			return nil // it is on its way just now
		}
		if d.State != "waiting" {
			d.Attempts = 1 // the pauses begin anew
		}
		d.State, d.NextAt, d.GivenUpAt = "waiting", tx.Now(), store.Time{}
		if _, err := tx.Exec(ctx, `UPDATE webhook_delivery SET state = $2, next_at = $3, attempts = $4, given_up_at = NULL WHERE n = $1`, d.N, d.State, d.NextAt, d.Attempts); err != nil {
			return fmt.Errorf("send again: %w", err)
		}
		if err := jobs.Later(tx, sendKind, place{in.ID, d.Line}, store.Time{}); err != nil {
			return err
		}
		return s.record(ctx, tx, by, "webhook.again", in.ID)
	})
	if err != nil {
		return Sent{}, err
	}
	return d.shown(ctx)
}
