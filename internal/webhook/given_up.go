package webhook

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// GivenUp says of how many messages an endpoint hears no more, because no attempt got through, and since when there are any. The zero value is none.
type GivenUp struct {
	Count int        `json:"count"`
	Since store.Time `json:"since,omitzero"` // when the first of them was given up
}

// givenUp returns what was given up by endpoint, and nothing for those of which nothing was; endpoint "" asks for all.
func givenUp(ctx context.Context, q store.Querier, endpoint string) (map[string]GivenUp, error) {
	type row struct {
		EndpointID string
		Count      int
		Since      store.Time
	}
	rows, err := store.All[row](ctx, q, `SELECT d.endpoint_id, count(*) AS count, min(d.given_up_at) AS since FROM webhook_delivery d WHERE d.given_up_at IS NOT NULL AND ($1 = '' OR d.endpoint_id = $1) GROUP BY d.endpoint_id`, endpoint)
	if err != nil {
		return nil, fmt.Errorf("count messages that were given up: %w", err)
	}
	all := make(map[string]GivenUp, len(rows))
	for _, r := range rows {
		all[r.EndpointID] = GivenUp{r.Count, r.Since}
	}
	return all, nil
}

// whole is an endpoint with what was given up of it.
func whole(ctx context.Context, q store.Querier, r row) (Endpoint, error) {
	e, err := r.shown(ctx, q.Now())
	if err != nil {
		return e, err
	}
	all, err := givenUp(ctx, q, r.ID)
	e.GivenUp = all[r.ID]
	return e, err
}

// Resend sends all messages of an endpoint that were given up once more, as Again does with one: with the ids that they had, each in the order of its case among those that wait. What was taken of a
// case since is not sent again, so that they come after it; each says when it happened. Twice is once. It is for administrators, and refuses an endpoint that is not switched on.
func (s *Service) Resend(ctx context.Context, by authz.Actor, in Named) (Endpoint, error) {
	return s.decide(ctx, by, in, func(tx *store.Tx, r row) error {
		if r.State != On {
			return fault.New(fault.Conflict, "Switch it on first: nothing is sent to this system now.")
		}
		line, err := store.One[string](ctx, tx, `SELECT line FROM webhook_delivery WHERE endpoint_id = $1 AND given_up_at IS NOT NULL ORDER BY n LIMIT 1`, r.ID)
		if errors.Is(err, store.ErrNone) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("send again what was given up: %w", err)
		}
		if _, err := tx.Exec(ctx, `UPDATE webhook_delivery SET state = 'waiting', attempts = 1, next_at = $2, given_up_at = NULL WHERE endpoint_id = $1 AND given_up_at IS NOT NULL`, r.ID, tx.Now()); err != nil {
			return fmt.Errorf("send again what was given up: %w", err)
		}
		if err := jobs.Later(tx, sendKind, place{r.ID, line}, store.Time{}); err != nil { // which goes on with the others
			return err
		}
		return s.record(ctx, tx, by, "webhook.again", r.ID)
	})
}

// Leave leaves the messages of an endpoint be that were given up: they stand in its log as not taken, for as long as what was sent, and wait for nobody. Twice is once. It is for administrators.
func (s *Service) Leave(ctx context.Context, by authz.Actor, in Named) (Endpoint, error) {
	return s.decide(ctx, by, in, func(tx *store.Tx, r row) error {
		n, err := tx.Exec(ctx, `UPDATE webhook_delivery SET given_up_at = NULL WHERE endpoint_id = $1 AND given_up_at IS NOT NULL`, r.ID)
		if err != nil {
			return fmt.Errorf("leave what was given up: %w", err)
		}
		if n == 0 {
			return nil
		}
		return s.record(ctx, tx, by, "webhook.leave", r.ID)
	})
}

// decide decides about what was given up of an endpoint.
func (s *Service) decide(ctx context.Context, by authz.Actor, in Named, f func(*store.Tx, row) error) (out Endpoint, err error) {
	if err := s.Policy.May(by, Manage, 0); err != nil {
		return out, err
	}
	return out, s.DB.Tx(ctx, func(tx *store.Tx) error {
		r, err := find(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		if err := f(tx, r); err != nil {
			return err
		}
		out, err = whole(ctx, tx, r)
		return err
	})
}

// toDo tells administrators which endpoints were stopped, and of which messages were given up.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if s.Policy.May(by, Manage, 0) != nil {
		return nil, nil
	}
	lost, err := givenUp(ctx, s.DB, "")
	if err != nil {
		return nil, err
	}
	rows, err := store.All[row](ctx, s.DB, `SELECT `+columns+` FROM webhook_endpoint WHERE state = 'stopped' OR id IN (SELECT d.endpoint_id FROM webhook_delivery d WHERE d.given_up_at IS NOT NULL) ORDER BY name, id`)
	if err != nil {
		return nil, fmt.Errorf("read webhooks that are in trouble: %w", err)
	}
	var all []spec.ToDo
	for _, r := range rows {
		if r.State == Stopped {
			all = append(all, spec.ToDo{Title: r.Name, Text: locale.M("Nothing is sent to this system any more."), Link: "/admin/webhooks/" + r.ID, Action: locale.M("See why")})
		}
		if of := lost[r.ID]; of.Count > 0 {
			all = append(all, spec.ToDo{Title: r.Name, Text: locale.M("Messages that this system did not take were given up: %d. What happens later in their cases goes out past them.", of.Count), Since: of.Since,
				Link: "/admin/webhooks/" + r.ID + "?given_up=on", Action: locale.M("See which")})
		}
	}
	return all, nil
}
