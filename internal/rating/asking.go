package rating

import (
	"context"
	"fmt"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/closing"
	"hearth/internal/desk/mailing"
	"hearth/internal/desk/number"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// stale is how long after the end of a case nobody is asked about it any more, and asks how long the question stands on the home page.
const (
	stale = 3 * day
	asks  = 14 * day
)

// AskAbout asks the requester of a closed case how it was, once. It asks nobody who was asked within AskEvery or never wants to be, or who said it already;
// and not about what it is never asked of. See the package.
func (s *Service) AskAbout(ctx context.Context, caseID string) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		found, err := closing.ServedOf(ctx, tx, []string{caseID})
		if err != nil || len(found) == 0 {
			return err
		}
		c := found[0]
		p, err := mayAsk(ctx, tx, c)
		if err != nil || p.ID == "" {
			return err
		}
		n, err := tx.Exec(ctx, `INSERT INTO rating_ask (case_id, person_id, at) VALUES ($1, $2, $3) ON CONFLICT (case_id) DO NOTHING`, c.ID, c.ByPerson, tx.Now())
		if err != nil {
			return fmt.Errorf("keep that it was asked: %w", err)
		}
		if n == 0 || !p.Outside && c.ClosedAt.Before(c.AnsweredAt.Add(desk.Settling)) { // who accepted the answer was asked by the page
			return nil
		}
		to := mailing.Case{ID: c.ID, Number: c.N, Name: number.Text(c.N), Subject: c.Subject, By: c.ByPerson, For: c.ByPerson, Guarded: c.Sensitivity != catalogue.Open, Quiet: c.Quiet}
		if p.Outside {
			return s.Desk.Notices().Noted(ctx, tx, to, "Your request is over now. If you like, tell us how it was, without signing in: %s Nobody in HR sees your answer on its own. There you can also say that you do not want to be asked.", s.link(c.ID, p.ID))
		}
		return s.Desk.Notices().Noted(ctx, tx, to, "Your request is over now. If you like, tell us on its page how it was. Nobody in HR sees your answer on its own.")
	})
}

// mayAsk returns who is asked about a case: nobody is the zero Person.
func mayAsk(ctx context.Context, tx *store.Tx, c closing.Served) (nobody people.Person, err error) {
	if c.State != string(desk.Closed) || c.ByPerson == "" || c.ByPerson == privacy.Erased || c.ClosedAt.Add(stale).Before(tx.Now()) {
		return nobody, nil
	}
	if rests, err := rests(ctx, tx, c.ByPerson, c.ID); err != nil || rests {
		return nobody, err
	}
	if given, err := find(ctx, tx, c.ID); err != nil || given != nil {
		return nobody, err
	}
	p, err := people.ByID(ctx, tx, c.ByPerson)
	if err != nil || !p.Active && !p.Outside {
		return nobody, err
	}
	return p, nil
}

// rests reports whether a person is not to be asked about a case: they never want to be, or were asked about another one within AskEvery.
func rests(ctx context.Context, q store.Querier, personID, caseID string) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM (SELECT 1 FROM rating_never WHERE person_id = $1 UNION ALL
		SELECT 1 FROM rating_ask WHERE person_id = $1 AND at > $2 AND case_id <> $3) a`, personID, q.Now().Add(-AskEvery), caseID)
	if err != nil {
		return false, fmt.Errorf("read when somebody was asked: %w", err)
	}
	return n > 0, nil
}

// Asking says whether a person is asked how it was.
type Asking struct {
	Never bool `json:"never"`
}

// SetAsking says whether one is asked how it was; Never is until one says otherwise.
type SetAsking struct {
	Never bool `json:"never"`
}

// ReadAsking returns whether by is asked.
func (s *Service) ReadAsking(ctx context.Context, by authz.Actor, _ Nothing) (Asking, error) {
	if err := s.Policy.May(by, SetOwnAsking, 0); err != nil {
		return Asking{}, err
	}
	n, err := store.One[int](ctx, s.DB, `SELECT count(*) FROM rating_never WHERE person_id = $1`, by.PersonID)
	if err != nil {
		return Asking{}, fmt.Errorf("read whether to ask: %w", err)
	}
	return Asking{Never: n > 0}, nil
}

// SetAsking keeps whether by is asked. What waits to be answered is gone from the home page when they never want to be.
func (s *Service) SetAsking(ctx context.Context, by authz.Actor, in SetAsking) (Asking, error) {
	if err := s.Policy.May(by, SetOwnAsking, 0); err != nil {
		return Asking{}, err
	}
	return Asking(in), s.DB.Tx(ctx, func(tx *store.Tx) error {
		query, args := `DELETE FROM rating_never WHERE person_id = $1`, []any{by.PersonID}
		if in.Never {
			query, args = `INSERT INTO rating_never (person_id, at) VALUES ($1, $2) ON CONFLICT (person_id) DO NOTHING`, []any{by.PersonID, tx.Now()}
		}
		if _, err := tx.Exec(ctx, query, args...); err != nil {
			return fmt.Errorf("keep whether to ask: %w", err)
		}
		return nil
	})
}

// toDo asks by about what is over and not rated yet.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if by.PersonID == "" || by.Face != authz.Portal {
		return nil, nil
	}
	ids, err := store.All[string](ctx, s.DB, `SELECT a.case_id FROM rating_ask a WHERE a.person_id = $1 AND a.at > $2
		AND NOT EXISTS (SELECT 1 FROM rating_rating r WHERE r.case_id = a.case_id) AND NOT EXISTS (SELECT 1 FROM rating_never n WHERE n.person_id = a.person_id)`,
		by.PersonID, s.DB.Now().Add(-asks))
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	found, err := closing.ServedOf(ctx, s.DB, ids)
	var all []spec.ToDo
	for _, c := range found {
		if c.ByPerson == by.PersonID {
			all = append(all, spec.ToDo{Title: c.Subject, Text: locale.M("This is over. How was it?"), Link: "/requests/" + number.Text(c.N) + "/rating", Action: locale.M("Say how it was")})
		}
	}
	return all, err
}
