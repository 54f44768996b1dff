package outreach

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/live"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// few is how many lines are read at once; between two such handfuls other rounds have their turn, and rights are asked anew.
const few = 20

// lately is how far back mails that wait to leave are waited for: what is older waits for something else, such as a server that is down.
const lately = 10 * time.Minute

// Pass works on the rounds that are under way, a handful of lines of each in turn, for as long as one go lasts. It may be ended at any moment, run late and on two nodes: a line is done once.
func (s *Service) Pass(ctx context.Context) error {
	until := time.Now().Add(s.Pace.Slice)
	for time.Now().Before(until) {
		rounds, err := store.All[row](ctx, s.DB, selectRow+`r.state = 'running' OR (r.remind = 'running' AND r.remind_at <= $1) OR (r.settle = 'running' AND r.settled_at <= $1) ORDER BY r.started_at, r.id LIMIT 20`, s.DB.Now())
		if err != nil {
			return fmt.Errorf("read rounds: %w", err)
		}
		if len(rounds) == 0 {
			return nil
		}
		if full, err := s.full(ctx); err != nil || full {
			return err
		}
		var failed error // of one round holds up no other
		for _, r := range rounds {
			failed = errors.Join(failed, s.handful(ctx, r))
		}
		if failed != nil {
			return failed
		}
	}
	return nil
}

// full reports whether so many mails wait to leave that a round waits with them, so that those of others do not come late. Where none ever leave, there is nothing to wait for.
func (s *Service) full(ctx context.Context) (bool, error) {
	if !s.Sends {
		return false, nil
	}
	all, err := mail.Unsent(ctx, s.DB, s.DB.Now().Add(time.Second))
	if err != nil || all.Count < s.Pace.Mails {
		return false, err
	}
	old, err := mail.Unsent(ctx, s.DB, s.DB.Now().Add(-lately))
	return all.Count-old.Count >= s.Pace.Mails, err
}

// handful does the next lines of a round.
func (s *Service) handful(ctx context.Context, r row) error {
	who, work := r.PersonID, s.opening
	switch {
	case r.State == Running:
	case r.reminds(s.DB.Now()):
		who, work = r.RemindBy, s.remindSome
	default:
		who, work = r.SettleBy, s.settleSome
	}
	by, err := s.Fresh(ctx, authz.Actor{PersonID: who, Face: authz.Desk})
	if err != nil {
		return err
	}
	service, err := catalogue.Find(ctx, s.DB, r.ServiceID)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	if who == "" || err != nil || !service.Active || s.Policy.May(by, RunRounds, 0) != nil || mayIn(by, service, r.TeamID) != nil {
		return s.hold(ctx, r)
	}
	return work(ctx, by, r)
}

// tellEvery is how often open pages hear that cases came: each of them asks for its list anew.
const tellEvery = 3 * time.Second

// tell lets the open pages of those who see the cases of a round know that there are more, but not so often that they hold others up.
func (s *Service) tell(ctx context.Context, r row) error {
	now, last := time.Now().UnixNano(), s.told.Load()
	if now-last <= int64(tellEvery) || !s.told.CompareAndSwap(last, now) {
		return nil
	}
	topics, err := listeners(ctx, s.DB, r)
	s.publish(topics)
	return err
}

// tellAfter is tell once tx has committed, always.
func (s *Service) tellAfter(ctx context.Context, tx *store.Tx, r row) error {
	topics, err := listeners(ctx, tx, r)
	tx.AfterCommit(func() { s.publish(topics) })
	return err
}

func (s *Service) publish(topics []string) {
	for _, topic := range topics {
		s.Live.Publish(topic)
	}
}

// listeners are the topics of the lists in which the cases of a round stand: all of HR's, or those of its team alone.
func listeners(ctx context.Context, q store.Querier, r row) (topics []string, err error) {
	if r.SeesAll {
		return []string{desk.QueueTopic}, nil
	}
	agents, err := people.Agents(ctx, q, r.TeamID)
	for _, id := range agents {
		topics = append(topics, live.To(desk.QueueTopic, id))
	}
	return topics, err
}

// next is a line whose turn it is.
type next struct {
	N                int
	PersonID, CaseID string
}

// opening opens the next cases of a round, and ends it after the last.
func (s *Service) opening(ctx context.Context, by authz.Actor, r row) error {
	all, err := store.All[next](ctx, s.DB, `SELECT l.n, l.person_id, l.case_id FROM outreach_line l WHERE l.round_id = $1 AND l.state = 'will' ORDER BY l.n LIMIT $2`, r.ID, few)
	if err != nil {
		return fmt.Errorf("read lines of a round: %w", err)
	}
	if err := s.tell(ctx, r); err != nil {
		return err
	}
	if len(all) == 0 {
		return s.DB.Tx(ctx, func(tx *store.Tx) error {
			if err := s.tellAfter(ctx, tx, r); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `UPDATE outreach_round SET state = 'done', ended_at = $2 WHERE id = $1 AND state = 'running'`, r.ID, tx.Now()); err != nil {
				return fmt.Errorf("end round: %w", err)
			}
			return nil
		})
	}
	w, err := s.writingOf(ctx, s.DB, r)
	if err != nil {
		return err
	}
	for _, l := range all {
		if err := s.resting(ctx, func() error { return s.open(ctx, by, r, w, l) }); err != nil {
			return err
		}
	}
	return nil
}

// resting does one thing and rests after it, the longer the longer it took.
func (s *Service) resting(ctx context.Context, do func() error) error {
	began := time.Now()
	if err := do(); err != nil {
		return err
	}
	return clock.Rest(ctx, min(time.Second, max(s.Pace.Rest, time.Duration(s.Pace.Times)*time.Since(began))))
}

// errTurn ends the transaction of a line whose turn it is not: it was done meanwhile, or the round is held.
var errTurn = errors.New("not its turn")

// open opens the case of one line, in one transaction with that it is done. What it refuses is written down beside the line; an error of ours too, where it can be.
func (s *Service) open(ctx context.Context, by authz.Actor, r row, w writing, l next) error {
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE outreach_line SET state = 'done', at = $3, settled_at = $4 WHERE round_id = $1 AND n = $2 AND state = 'will'
			AND EXISTS (SELECT 1 FROM outreach_round r WHERE r.id = $1 AND r.state = 'running')`, r.ID, l.N, tx.Now(), unless(r.Asks, tx.Now()))
		if err != nil {
			return fmt.Errorf("take line: %w", err)
		}
		if n == 0 {
			return errTurn
		}
		p, err := people.ByID(ctx, tx, l.PersonID)
		if err != nil {
			return err
		}
		if !p.Active {
			return mark(ctx, tx, r.ID, l.N, left, whySince)
		}
		said := w.to(p, tx.Now())
		in := record.First{For: p.ID, Service: r.ServiceID, Team: r.TeamID, Subject: said.Title, Body: said.Body, Action: RunRounds}
		if r.Asks {
			in.Until = endOf(r.UntilDay, p)
		}
		placed, err := s.Desk.OpenFirst(ctx, tx, by, in)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE outreach_line SET case_id = $3 WHERE round_id = $1 AND n = $2`, r.ID, l.N, placed.CaseID); err != nil {
			return fmt.Errorf("note case of a line: %w", err)
		}
		return nil
	})
	if err == nil || errors.Is(err, errTurn) || ctx.Err() != nil {
		return ctx.Err()
	}
	why := whyBroken
	if e := fault.As(err); e != nil {
		if why = whyRefused; len(e.Fields) > 0 && len(e.Fields[0].Args) == 0 {
			why = e.Fields[0].Key
		} else if len(e.Fields) == 0 && len(e.Args) == 0 {
			why = e.Key
		}
	}
	if failed := s.DB.Tx(ctx, func(tx *store.Tx) error { return mark(ctx, tx, r.ID, l.N, failed, why) }); failed != nil {
		return errors.Join(err, failed)
	}
	return nil
}

// unless is at, or nothing where people are asked.
func unless(asks bool, at store.Time) any {
	if asks {
		return nil
	}
	return at
}

// mark says that a line that waited, or was just taken, gets no case.
func mark(ctx context.Context, tx *store.Tx, round string, n int, state, why string) error {
	if _, err := tx.Exec(ctx, `UPDATE outreach_line SET state = $3, why = $4, at = NULL, settled_at = NULL WHERE round_id = $1 AND n = $2 AND case_id = '' AND state IN ('will', 'done')`, round, n, state, why); err != nil {
		return fmt.Errorf("mark line: %w", err)
	}
	return nil
}

// remindSome reminds the next people of a round who have not answered, and ends that after the last.
func (s *Service) remindSome(ctx context.Context, by authz.Actor, r row) error {
	all, err := store.All[next](ctx, s.DB, `SELECT l.n, l.person_id, l.case_id FROM outreach_line l WHERE l.round_id = $1 AND l.state = 'done' AND l.answered_at IS NULL AND l.settled_at IS NULL
		AND l.reminder = '' ORDER BY l.n LIMIT $2`, r.ID, few)
	if err != nil {
		return fmt.Errorf("read lines of a round: %w", err)
	}
	if err := s.tell(ctx, r); err != nil {
		return err
	}
	if len(all) == 0 {
		return s.DB.Tx(ctx, func(tx *store.Tx) error {
			if err := s.tellAfter(ctx, tx, r); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `UPDATE outreach_round SET remind = CASE WHEN `+anyBroken+`l.reminder = 'failed') THEN 'failed' ELSE 'done' END WHERE id = $1 AND remind = 'running'`, r.ID); err != nil {
				return fmt.Errorf("end reminding: %w", err)
			}
			return nil
		})
	}
	for _, l := range all {
		if err := s.resting(ctx, func() error { return s.remind(ctx, by, r, l) }); err != nil {
			return err
		}
	}
	return nil
}

// isReminding is the condition on lines of the round $1 that it was not stopped meanwhile.
const isReminding = ` AND EXISTS (SELECT 1 FROM outreach_round r WHERE r.id = $1 AND r.remind = 'running')`

// anyBroken begins the condition that lines of the round $1 stand in some way.
const anyBroken = `EXISTS (SELECT 1 FROM outreach_line l WHERE l.round_id = $1 AND `

// remind tells one person that an answer is still asked for. A case in which by may not write is left out, and so is one that is answered by now. One that failed for a reason of ours holds up no other.
func (s *Service) remind(ctx context.Context, by authz.Actor, r row, l next) error {
	err := s.remindOne(ctx, by, r, l)
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	why := broken
	if k := fault.KindOf(err); errors.Is(err, errTurn) || k == fault.NotFound || k == fault.Forbidden || k == fault.Conflict {
		why = left
	}
	return s.leave(ctx, err, `UPDATE outreach_line SET reminder = $3 WHERE round_id = $1 AND n = $2 AND reminder = ''`+isReminding, r.ID, l.N, why)
}

func (s *Service) remindOne(ctx context.Context, by authz.Actor, r row, l next) error {
	number, err := desk.NumberByID(ctx, s.DB, l.CaseID)
	if err != nil {
		return err
	}
	return s.Desk.Within(ctx, by, number, remindOf, func(tx *store.Tx, c *desk.Upon) error {
		if c.LastSide != "hr" || c.State == desk.Answered || c.State == desk.Closed {
			return errTurn
		}
		n, err := tx.Exec(ctx, `UPDATE outreach_line SET reminder = 'sent', reminded_at = $3 WHERE round_id = $1 AND n = $2 AND reminder = ''`+isReminding, r.ID, l.N, tx.Now())
		if err == nil && n == 0 {
			err = errTurn
		}
		if err == nil {
			err = c.Happened(ctx, false, history.Happened("HR reminded: an answer is still asked for."))
		}
		if err != nil {
			return err
		}
		return c.Tell(ctx, "HR asked you something and still waits for your answer. The page says what, and until when.")
	})
}

// leave writes down that a line was not done because of err; where that cannot be written either, it is for the next pass.
func (s *Service) leave(ctx context.Context, err error, sql string, args ...any) error {
	if failed := s.DB.Tx(ctx, func(tx *store.Tx) error { _, err := tx.Exec(ctx, sql, args...); return err }); failed != nil {
		return errors.Join(err, fmt.Errorf("leave line out: %w", failed))
	}
	return nil
}
