package follow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/mailing"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Whoever is given cases by somebody else, or by a rule, is told: once for what comes at once, be it one case or a hundred.
const (
	gathers   = 10 * time.Second // so long nothing more has come
	longest   = 2 * time.Minute  // so long more may come
	givenKept = 24 * time.Hour
	givenLook = 5 * time.Second
)

// given keeps that somebody is to be told of a case, if they want to hear of such things. The same twice is once.
func (s *Service) given(ctx context.Context, f desk.CaseGiven) error {
	number, err := desk.NumberByID(ctx, s.DB, f.CaseID)
	if err != nil || number == "" {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		p, may, err := s.able(ctx, tx, f.PersonID, number)
		if err != nil || !may {
			return err
		}
		how, err := mailing.HowTo(ctx, tx, p, mailing.Message)
		if err != nil || how.Channel == mailing.None {
			return err
		}
		due := tx.Now().Add(gathers)
		if how.Daily {
			due = mailing.NextDigest(p, tx.Now())
		}
		if _, err := tx.Exec(ctx, `INSERT INTO follow_given (event, case_id, case_number, person_id, at, due_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (event) DO NOTHING`,
			f.Event, f.CaseID, number, p.ID, tx.Now(), due); err != nil {
			return fmt.Errorf("keep who was given a case: %w", err)
		}
		return nil
	})
}

// PassGiven tells those who were given cases, each in one message, and returns how many people were told. It may run late and on two nodes: what is told is not told again. What cannot be told holds up nothing else.
func (s *Service) PassGiven(ctx context.Context) (int, error) {
	now := s.DB.Now()
	ids, err := store.All[string](ctx, s.DB, `SELECT DISTINCT g.person_id FROM follow_given g WHERE g.told_at IS NULL AND g.due_at <= $1
		AND (g.at <= $3 OR NOT EXISTS (SELECT 1 FROM follow_given n WHERE n.person_id = g.person_id AND n.told_at IS NULL AND n.at > $2)) ORDER BY g.person_id LIMIT $4`,
		now, now.Add(-gathers), now.Add(-longest), inOnePass)
	if err != nil {
		return 0, fmt.Errorf("read who was given cases: %w", err)
	}
	var failed []error
	told := 0
	for _, id := range ids {
		did, err := s.tellGiven(ctx, id)
		if did {
			told++
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("tell who was given cases: %w", err))
		}
	}
	return told, errors.Join(append(failed, s.forgetGiven(ctx))...)
}

// tellGiven tells somebody of what they were given and still have.
func (s *Service) tellGiven(ctx context.Context, personID string) (told bool, err error) {
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		told = false // a transaction may run again
		p, events, cases, err := s.waiting(ctx, tx, personID)
		if err != nil || len(events) == 0 {
			return err
		}
		for _, e := range events {
			if _, err := tx.Exec(ctx, `UPDATE follow_given SET told_at = $2 WHERE event = $1`, e, tx.Now()); err != nil {
				return fmt.Errorf("mark as told: %w", err)
			}
		}
		if len(cases) == 0 {
			return nil
		}
		how, err := mailing.HowTo(ctx, tx, p, mailing.Message)
		if err != nil || how.Channel == mailing.None {
			return err
		}
		told = true
		return s.send(ctx, tx, p, how, givenLetter(locale.With(ctx, locale.New(p.Language, p.TimeZone).At(tx.Now().Time)), cases, events[0]))
	})
	return told, err
}

// waiting are the events of which somebody is to be told now, and the cases of them that they still have and read, each once.
func (s *Service) waiting(ctx context.Context, tx *store.Tx, personID string) (p people.Person, events []string, cases []desk.Of, err error) {
	type row struct{ Event, CaseID, CaseNumber string }
	rows, err := store.All[row](ctx, tx, `SELECT event, case_id, case_number FROM follow_given WHERE person_id = $1 AND told_at IS NULL AND due_at <= $2 ORDER BY at, event`, personID, tx.Now())
	if err != nil {
		return p, nil, nil, fmt.Errorf("read what was given: %w", err)
	}
	seen := map[string]bool{}
	for _, r := range rows {
		if events = append(events, r.Event); seen[r.CaseID] {
			continue
		}
		seen[r.CaseID] = true
		able, may, err := s.able(ctx, tx, personID, r.CaseNumber)
		if err != nil {
			return p, nil, nil, err
		}
		if p = able; !may {
			continue
		}
		c, err := s.Desk.Look(ctx, tx, authz.System(desk.Tick), r.CaseNumber, tell)
		if fault.KindOf(err) == fault.NotFound {
			continue
		}
		if err != nil {
			return p, nil, nil, err
		}
		if c.Assignee == personID {
			cases = append(cases, c)
		}
	}
	return p, events, cases, nil
}

// givenLetter says that cases were given to its reader: of one its number, unless few may know of it, of several how many.
func givenLetter(ctx context.Context, cases []desk.Of, event string) letter {
	l := letter{what: "given", key: event, path: "/desk?view=mine", line: locale.N(ctx, len(cases), "A case was given to you.", "%d cases were given to you.")}
	if len(cases) > 1 {
		return l
	}
	c := cases[0]
	if l.about, l.path = c.ID, "/desk/cases/"+c.Number; c.Sensitivity == "open" && !c.Health {
		l.line = locale.T(ctx, "%s was given to you.", c.Number)
	}
	return l
}

func (s *Service) forgetGiven(ctx context.Context) error {
	old, err := store.One[int](ctx, s.DB, `SELECT count(*) FROM (SELECT 1 AS one FROM follow_given WHERE told_at < $1 LIMIT 1) f`, s.DB.Now().Add(-givenKept))
	if err != nil || old == 0 {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM follow_given WHERE told_at < $1`, tx.Now().Add(-givenKept))
		return err
	})
}
