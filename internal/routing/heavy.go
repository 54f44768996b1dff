package routing

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/platform/store"
)

// wasGiven keeps that somebody was given a case by the rule or by a colleague, if it is a heavy one.
func (s *Service) wasGiven(ctx context.Context, f desk.CaseGiven) error {
	return s.came(ctx, f.Event, f.CaseID, f.PersonID)
}

// tookIt keeps that somebody took a case themselves, if it is a heavy one.
func (s *Service) tookIt(ctx context.Context, f record.CaseTaken) error {
	return s.came(ctx, f.Event, f.CaseID, f.PersonID)
}

// came keeps that a heavy case came to somebody, for the cap of a week: it counts there also when it goes on to somebody else. The same event twice is once; a case that is not heavy is not kept.
func (s *Service) came(ctx context.Context, event, caseID, personID string) error {
	number, err := desk.NumberByID(ctx, s.DB, caseID)
	if err != nil || number == "" {
		return err
	}
	c, err := s.Desk.Look(ctx, s.DB, engine, number, act)
	if err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		a, err := readAgreed(ctx, tx)
		if err != nil || !a.weight(c.ServiceID, today(tx.Now())).Heavy() {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO routing_heavy (event, person_id, case_id, came_at) VALUES ($1, $2, $3, $4) ON CONFLICT (event) DO NOTHING`, event, personID, caseID, tx.Now()); err != nil {
			return fmt.Errorf("write down that a heavy case came: %w", err)
		}
		return nil
	})
}

// lately are the heavy cases that came to some people in the last seven days: each time that one came, and those that were given just now, of which this is not written down yet.
type lately struct{ times, cases []came }

type came struct{ CaseID, PersonID string }

func heavyLately(ctx context.Context, q store.Querier, ids []string) (l lately, err error) {
	since := q.Now().Add(-week)
	for _, x := range []struct {
		into *[]came
		from string
	}{{&l.times, `routing_heavy WHERE came_at >= ?`}, {&l.cases, `routing_given WHERE heavy AND given_at >= ?`}} {
		if *x.into, err = store.Select[came](ctx, q, new(store.Q).Add(`SELECT case_id, person_id FROM `+x.from+` AND `, since).Where(store.In("person_id", ids))); err != nil {
			return l, fmt.Errorf("read heavy cases: %w", err)
		}
	}
	return l, nil
}

// of counts those of a person, who has some of them now.
func (l lately) of(personID string, now []string) int {
	known, n := map[string]bool{}, 0
	for _, x := range l.times {
		if x.PersonID == personID {
			known[x.CaseID], n = true, n+1
		}
	}
	for _, x := range l.cases {
		if x.PersonID == personID {
			now = append(now, x.CaseID)
		}
	}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(now))) {
		if !known[id] {
			n++
		}
	}
	return n
}
