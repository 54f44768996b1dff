package routing

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/store"
)

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

// atOnce is how many waiting cases one pass looks at.
const atOnce = 200

// Pass does what time brings about: it looks again at cases for which nobody had room, hands over cases of who is away, and forgets what is over. Whatever is agreed on, cases of who is away or does not work
// in HR any more go to others.
func (s *Service) Pass(ctx context.Context) error {
	failed := errors.Join(s.forget(ctx), s.left(ctx), s.handOver(ctx))
	_, yes, err := on(ctx, s.DB)
	if err != nil || !yes {
		return errors.Join(failed, err)
	}
	return errors.Join(failed, s.again(ctx))
}

// again looks at cases for which nobody had room.
func (s *Service) again(ctx context.Context) error {
	ids, err := store.All[string](ctx, s.DB, `SELECT case_id FROM routing_waiting WHERE next_at <= $1 ORDER BY next_at, case_id LIMIT $2`, s.DB.Now(), atOnce)
	if err != nil {
		return fmt.Errorf("read what waits: %w", err)
	}
	var failed []error // one that fails holds up no other
	for _, id := range ids {
		failed = append(failed, s.lookAgain(ctx, id))
	}
	return errors.Join(failed...)
}

func (s *Service) lookAgain(ctx context.Context, id string) error {
	number, err := desk.NumberByID(ctx, s.DB, id)
	if err != nil {
		return err
	}
	c := desk.Of{}
	if number != "" {
		if c, err = s.Desk.Look(ctx, s.DB, engine, number, act); err != nil {
			return err
		}
	}
	if number == "" || c.Assignee != "" || !unanswered(c) {
		return s.DB.Tx(ctx, func(tx *store.Tx) error { return settle(ctx, tx, id) })
	}
	return s.route(ctx, c, "")
}

// forget deletes what is over: who passed on a case that is answered, that one waited for room, to whom one was given more than a week ago, that a heavy one came to somebody more than a week ago, and days away.
func (s *Service) forget(ctx context.Context) error {
	open := func(table string) store.Where { return desk.Unanswered(table+".case_id", "") }
	over := today(s.DB.Now()).AddDays(-1) // it may still be that day somewhere
	for _, old := range []*store.Q{
		new(store.Q).Add(`FROM routing_passed WHERE `).Where(store.Not(open("routing_passed"))),
		new(store.Q).Add(`FROM routing_given WHERE given_at < ? AND `, s.DB.Now().Add(-week)).Where(store.Not(open("routing_given"))),
		new(store.Q).Add(`FROM routing_heavy WHERE came_at < ?`, s.DB.Now().Add(-week)),
		new(store.Q).Add(`FROM routing_waiting WHERE `).Where(store.Not(open("routing_waiting"))),
		new(store.Q).Add(`FROM routing_away WHERE back_day <= ?`, over),
	} {
		n, err := store.One[int](ctx, s.DB, `SELECT count(*) FROM (SELECT 1 AS one `+old.SQL()+` LIMIT 1) f`, old.Args()...)
		if err != nil {
			return fmt.Errorf("look for what is over: %w", err)
		}
		if n == 0 {
			continue
		}
		if err := s.DB.Tx(ctx, func(tx *store.Tx) error { _, err := tx.Exec(ctx, `DELETE `+old.SQL(), old.Args()...); return err }); err != nil {
			return fmt.Errorf("forget what is over: %w", err)
		}
	}
	return nil
}

// answered keeps that somebody had a heavy case that they took themselves, for the cap of a week.
func (s *Service) answered(ctx context.Context, f desk.CaseAnswered) error {
	number, err := desk.NumberByID(ctx, s.DB, f.CaseID)
	if err != nil || number == "" {
		return err
	}
	c, err := s.Desk.Look(ctx, s.DB, engine, number, act)
	if err != nil || c.Assignee == "" {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		a, err := readAgreed(ctx, tx)
		if err != nil || !a.weight(c.ServiceID, today(tx.Now())).Heavy() {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO routing_given (case_id, person_id, given_at, heavy, why) VALUES ($1, $2, $3, $4, '') ON CONFLICT (case_id) DO UPDATE SET person_id = excluded.person_id, heavy = excluded.heavy`,
			c.ID, c.Assignee, c.OpenedAt, true)
		return err
	})
}
