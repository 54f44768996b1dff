package outreach

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/fill"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/macro"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// checkWords refuses words that cannot be sent to everybody who has not answered.
func checkWords(words string) error {
	var f fault.Fields
	f.Need(strings.TrimSpace(words) != "", "words", "Write what they read: it is the answer that closes their case.")
	f.Need(utf8.RuneCountInString(words) <= MaxBody, "words", "Keep the text to %d characters.", MaxBody)
	for _, name := range append(fill.Unknown(words), fill.Left(words)...) {
		f.Need(slices.Contains(Placeholders(), name), "words", "There is no placeholder {%s}. There are: {%s}.", macro.Short(name), strings.Join(Placeholders(), "}, {"))
	}
	return f.Err()
}

// maySettle refuses to settle a round of which nothing can be settled so.
func maySettle(r Round, service catalogue.Service) error {
	switch {
	case !r.Asks:
		return fault.New(fault.Conflict, "Nobody was asked anything here: its cases are settled already.")
	case service.NeedsDecision:
		return fault.New(fault.Conflict, "This service decides each case, so that they are not settled all at once.")
	}
	return nil
}

// saying is w with other words than those of the round.
func (w writing) saying(words string) writing {
	title, language := "", "en"
	if len(w.texts) > 0 {
		title, language = w.texts[0].Title, w.texts[0].Language
	}
	w.texts = []Text{{Language: language, Title: title, Body: words}}
	return w
}

// unanswered are the conditions on lines l of which nobody answered and nothing was settled.
const unanswered = `l.state = 'done' AND l.answered_at IS NULL AND l.settled_at IS NULL AND l.settled = ''`

// settling previews what three of those who have not answered would read, of those whose case by may see.
func (s *Service) settling(ctx context.Context, by authz.Actor, r row, words string) ([]Example, error) {
	ids, err := store.Select[string](ctx, s.DB, new(store.Q).Add(`SELECT l.person_id FROM outreach_line l WHERE l.round_id = ? AND `+unanswered+` AND `, r.ID).Where(s.Desk.SeenBy(by, "l.case_id")).Add(` ORDER BY l.n LIMIT ?`, shown))
	if err != nil {
		return nil, fmt.Errorf("read lines of a round: %w", err)
	}
	all, err := people.ByIDs(ctx, s.DB, ids)
	if err != nil {
		return nil, err
	}
	r.PersonID = by.PersonID
	w, err := s.writingOf(ctx, s.DB, r)
	if err != nil {
		return nil, err
	}
	out := []Example{}
	for _, id := range ids {
		if p, known := all[id]; known {
			out = append(out, w.saying(words).to(p, s.DB.Now()))
		}
	}
	return out, nil
}

// settleSome settles the next cases of a round in which nobody answered, and ends that after the last.
func (s *Service) settleSome(ctx context.Context, by authz.Actor, r row) error {
	all, err := store.All[next](ctx, s.DB, `SELECT l.n, l.person_id, l.case_id FROM outreach_line l WHERE l.round_id = $1 AND `+unanswered+` ORDER BY l.n LIMIT $2`, r.ID, few)
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
			if _, err := tx.Exec(ctx, `UPDATE outreach_round SET settle = CASE WHEN `+anyBroken+`l.settled = 'failed') THEN 'failed' ELSE 'done' END,
				settle_words = CASE WHEN `+anyBroken+`l.settled = 'failed') THEN settle_words ELSE '' END WHERE id = $1 AND settle = 'running'`, r.ID); err != nil {
				return fmt.Errorf("end settling: %w", err)
			}
			return nil
		})
	}
	r.PersonID = r.SettleBy
	w, err := s.writingOf(ctx, s.DB, r)
	if err != nil {
		return err
	}
	service, err := catalogue.Find(ctx, s.DB, r.ServiceID)
	if err != nil {
		return err
	}
	for _, l := range all {
		if err := s.resting(ctx, func() error { return s.settle(ctx, by, r, w.saying(r.SettleWords), service.CauseID, l) }); err != nil {
			return err
		}
	}
	return nil
}

// isSettling is the condition on lines of the round $1 that it was not stopped meanwhile.
const isSettling = ` AND EXISTS (SELECT 1 FROM outreach_round r WHERE r.id = $1 AND r.settle = 'running')`

// settle closes one case with the words of the round. One whose person wrote by now is left out, and so is one in which by may not write or that takes no such answer. One that failed for a reason of ours holds up no other.
func (s *Service) settle(ctx context.Context, by authz.Actor, r row, w writing, cause string, l next) error {
	err := s.close(ctx, by, r, w, cause, l)
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	why := broken
	if fault.As(err) != nil || errors.Is(err, errTurn) {
		why = left
	}
	return s.leave(ctx, err, `UPDATE outreach_line SET settled = $3 WHERE round_id = $1 AND n = $2 AND settled = ''`+isSettling, r.ID, l.N, why)
}

func (s *Service) close(ctx context.Context, by authz.Actor, r row, w writing, cause string, l next) error {
	number, err := desk.NumberByID(ctx, s.DB, l.CaseID)
	if err != nil {
		return err
	}
	c, err := s.Desk.Look(ctx, s.DB, by, number, remindOf)
	if err != nil {
		return err
	}
	if c.LastSide != "hr" || c.State == desk.Answered || c.State == desk.Closed {
		return errTurn
	}
	seen, err := meanwhile.Last(ctx, s.DB, c.ID)
	if err != nil {
		return err
	}
	p, err := people.ByID(ctx, s.DB, l.PersonID)
	if err != nil {
		return err
	}
	once := store.WithCheck(ctx, func(ctx context.Context, tx *store.Tx) error {
		if err := meanwhile.Asked(ctx, tx, meanwhile.Since{CaseID: c.ID, PersonID: by.PersonID, Seen: seen}); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `UPDATE outreach_line SET settled = 'sent', settled_at = COALESCE(settled_at, $3) WHERE round_id = $1 AND n = $2 AND settled = '' AND answered_at IS NULL`+isSettling, r.ID, l.N, tx.Now())
		if err == nil && n == 0 {
			err = errTurn
		}
		return err
	})
	_, err = s.Desk.Close(once, by, desk.Close{Number: number, Answer: w.to(p, s.DB.Now()).Body, Outcome: desk.OutcomeDone, Cause: cause, Seen: seen})
	return err
}
