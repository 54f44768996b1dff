package webhook

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/hook"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// sendKind is the job that sends what waits for a case at an endpoint.
const sendKind = "webhook.send"

// pauses are how long a message waits after each attempt; after the last one it has failed. Together they are three days.
var pauses = []time.Duration{5 * time.Second, time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour}

const (
	patience = 3 * 24 * time.Hour  // for an endpoint that takes nothing
	hold     = time.Minute         // for one attempt; longer than hook waits
	kept     = 30 * 24 * time.Hour // for what is settled, from the last attempt on
)

// The states of a message.
const (
	waiting = "waiting"
	sent    = "sent"
	failed  = "failed"
)

func newMessage() string { return "msg_" + strings.ReplaceAll(ident.New(), "-", "") }

// place is what is sent in one order: a case at an endpoint.
type place struct {
	Endpoint string `json:"endpoint"`
	Line     string `json:"line"`
}

// delivery is a message as the database keeps it.
type delivery struct {
	N                               int64
	EndpointID, MessageID           string
	Fact, Side, Line, State, Reason string // Side: who wrote, or the id of the other of two cases
	At, NextAt, HeldUntil, LastAt   store.Time
	GivenUpAt                       store.Time // zero: it was not, or somebody decided about it
	Attempts, Status                int64
}

const deliveryColumns = `n, endpoint_id, message_id, fact, side, line, at, state, attempts, next_at, held_until, status, reason, last_at, given_up_at`

// body is what a message says: the Standard Webhooks specification calls it a thin payload.
type body struct {
	Type      string     `json:"type"`
	Timestamp store.Time `json:"timestamp"`
	Data      data       `json:"data"`
}

// data are ids and a number.
type data struct {
	CaseID    string `json:"case_id,omitempty"`
	Case      string `json:"case,omitempty"`
	ServiceID string `json:"service,omitempty"`
	TeamID    string `json:"team,omitempty"`
	By        string `json:"by,omitempty"`       // of case.replied: customer or hr
	WholeID   string `json:"whole_id,omitempty"` // of case.joined and case.parted: the case that it is part of, or was
	Whole     string `json:"whole,omitempty"`
}

// claimed is a message in the hands of one attempt.
type claimed struct {
	delivery
	message hook.Message
}

// claim takes the first message that waits at a place if it is due, nobody else has it and the case may be told of; nil where there is none.
func (s *Service) claim(ctx context.Context, at place) (c *claimed, err error) {
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		c = nil
		e, err := find(ctx, tx, at.Endpoint)
		if fault.KindOf(err) == fault.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		for {
			d, err := store.One[delivery](ctx, tx, `SELECT `+deliveryColumns+` FROM webhook_delivery WHERE line = $1 AND endpoint_id = $2 AND state = 'waiting' ORDER BY n LIMIT 1`, at.Line, at.Endpoint)
			if errors.Is(err, store.ErrNone) || err == nil && (d.NextAt.After(tx.Now()) || d.HeldUntil.After(tx.Now()) || e.State != On && d.Fact != Trial) {
				return nil
			}
			if err != nil {
				return fmt.Errorf("read message: %w", err)
			}
			b, may, err := s.tellable(ctx, tx, d)
			if err != nil {
				return err
			}
			if may {
				c, err = s.take(ctx, tx, e, d, b)
				return err
			}
			if _, err := tx.Exec(ctx, `DELETE FROM webhook_delivery WHERE n = $1`, d.N); err != nil {
				return fmt.Errorf("leave out message: %w", err)
			}
		}
	})
	return c, err
}

// tellable returns what a message says, and whether its case may be told of at this moment.
func (s *Service) tellable(ctx context.Context, tx *store.Tx, d delivery) (body, bool, error) {
	b := body{Type: d.Fact, Timestamp: d.At}
	if d.Fact == Trial {
		return b, true, nil
	}
	number, err := desk.NumberByID(ctx, tx, d.Line)
	if err != nil || number == "" {
		return b, false, err
	}
	c, may, err := s.told(ctx, tx, number)
	if err != nil || !may {
		return b, false, err
	}
	b.Data = data{CaseID: c.ID, Case: c.Number, ServiceID: c.ServiceID, TeamID: c.TeamID}
	if d.Fact != Joined && d.Fact != Parted {
		b.Data.By = d.Side
		return b, true, nil
	}
	number, err = desk.NumberByID(ctx, tx, d.Side)
	if err != nil || number == "" {
		return b, false, err
	}
	whole, may, err := s.told(ctx, tx, number)
	b.Data.WholeID, b.Data.Whole = whole.ID, whole.Number
	return b, may, err
}

// told returns a case, and whether systems may be told of it.
func (s *Service) told(ctx context.Context, tx *store.Tx, number string) (desk.Of, bool, error) {
	c, err := s.Desk.Look(ctx, tx, authz.System(desk.Tick), number, tell)
	if k := fault.KindOf(err); k == fault.NotFound || k == fault.Forbidden {
		return c, false, nil
	}
	return c, err == nil && public(c), err
}

// public reports whether a case is open to all of HR, without health data, and against nobody.
func public(c desk.Of) bool { return c.Sensitivity == catalogue.Open && !c.Health && !c.Quiet }

// take holds a message for one attempt.
func (s *Service) take(ctx context.Context, tx *store.Tx, e row, d delivery, b body) (*claimed, error) {
	raw, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	c := &claimed{delivery: d, message: hook.Message{URL: e.URL, ID: d.MessageID, Body: raw}}
	sealed := [][]byte{e.Secret}
	if e.OldUntil.After(tx.Now()) {
		sealed = append(sealed, e.OldSecret)
	}
	for _, x := range sealed {
		secret, err := s.vault().Open(x)
		if err != nil {
			return nil, fmt.Errorf("secret of webhook %s: %w", e.ID, err)
		}
		c.message.Secrets = append(c.message.Secrets, secret)
	}
	c.Attempts++
	if _, err := tx.Exec(ctx, `UPDATE webhook_delivery SET attempts = $2, held_until = $3, last_at = $4 WHERE n = $1`, d.N, c.Attempts, tx.Now().Add(hold), tx.Now()); err != nil {
		return nil, fmt.Errorf("hold message: %w", err)
	}
	return c, nil
}

// settle keeps what became of an attempt. One that another attempt has overtaken changes nothing.
func (s *Service) settle(ctx context.Context, d delivery, o hook.Outcome) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		e, err := find(ctx, tx, d.EndpointID)
		if fault.KindOf(err) == fault.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		reason, err := write(o.Reason)
		if err != nil {
			return err
		}
		since := e.FailingSince
		stops := d.Fact != Trial && judge(&e, o, tx.Now())
		if stops && !o.Gone {
			e.Reason, err = write(locale.M("Nothing was taken for %d days. The last attempt: %s", int(patience/(24*time.Hour)), o.Reason))
		} else if stops {
			e.Reason = reason
		}
		if err != nil {
			return err
		}
		state, next := after(d, o, stops, tx.Now())
		var lost store.Time
		if state == failed && d.Fact != Trial {
			lost = tx.Now()
		}
		n, err := tx.Exec(ctx, `UPDATE webhook_delivery SET state = $3, next_at = $4, held_until = $5, status = $6, reason = $7, given_up_at = $8 WHERE n = $1 AND attempts = $2 AND state = 'waiting'`,
			d.N, d.Attempts, state, next, tx.Now(), o.Status, reason, lost)
		if err != nil {
			return fmt.Errorf("settle message: %w", err)
		}
		if n == 0 || d.Fact == Trial {
			return nil
		}
		if state != sent && !stops { // it, or those behind it
			if err := jobs.Later(tx, sendKind, place{d.EndpointID, d.Line}, next); err != nil {
				return err
			}
		}
		if e.FailingSince.Equal(since) && !stops {
			return nil
		}
		return s.judged(ctx, tx, e, stops)
	})
}

// after is what becomes of a message: where its endpoint stops it waits, for somebody to mend that. One that was given up holds up its case no more.
func after(d delivery, o hook.Outcome, stops bool, now store.Time) (state string, next store.Time) {
	switch {
	case o.OK():
		return sent, now
	case d.Fact == Trial:
		return failed, now
	case stops:
		return waiting, now
	case int(d.Attempts) > len(pauses):
		return failed, now
	}
	pause := pauses[d.Attempts-1]
	return waiting, now.Add(max(pause+rand.N(pause/10+1), o.Rest))
}

// judge changes e by an outcome: since when it takes nothing. It reports whether e stops, after days of that or at its own word.
func judge(e *row, o hook.Outcome, now store.Time) bool {
	if o.OK() {
		e.FailingSince = store.Time{}
		return false
	}
	if e.FailingSince.IsZero() {
		e.FailingSince = now
	}
	return e.State == On && (o.Gone || !e.FailingSince.Add(patience).After(now))
}

// judged keeps what judge found.
func (s *Service) judged(ctx context.Context, tx *store.Tx, e row, stops bool) error {
	state := e.State
	if stops {
		state = Stopped
		if err := s.record(ctx, tx, authz.System(desk.Tick), "webhook.stop", e.ID); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `UPDATE webhook_endpoint SET failing_since = $2, state = $3, reason = $4 WHERE id = $1`, e.ID, e.FailingSince, state, e.Reason); err != nil {
		return fmt.Errorf("judge webhook: %w", err)
	}
	return nil
}

// most is how many places a pass takes up.
const most = 500

// Pass takes up what is due and was left, as when a server died in the middle of an attempt, and forgets what was settled thirty days ago. What still waits, and what was
// given up while nobody decided about it, is kept however old it is: so nothing is lost that nobody was told of. It returns how many places it took up.
func (s *Service) Pass(ctx context.Context) (int, error) {
	n := 0
	return n, s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM webhook_delivery WHERE COALESCE(last_at, at) < $1 AND state <> 'waiting' AND given_up_at IS NULL`, tx.Now().Add(-kept)); err != nil {
			return fmt.Errorf("forget messages: %w", err)
		}
		if err := forget(ctx, tx); err != nil {
			return err
		}
		all, err := s.left(ctx, tx, "", most)
		if err != nil {
			return err
		}
		n = len(all)
		for _, x := range all {
			if err := jobs.Later(tx, sendKind, x, store.Time{}); err != nil {
				return err
			}
		}
		return nil
	})
}
