package promise

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/platform/store"
)

// WordDays is for how many working days at most somebody waits without a word.
const WordDays = 5

// soon is a time within WordDays working days of any calendar: one of them has at most a day.
const soon = (WordDays - 1) * 24 * time.Hour

// Near reports whether a promise is due so soon after now that nobody needs another word before it. Of one that is due a little later it may say false.
func (p Promise) Near(now store.Time) bool {
	return p.runs(now) && p.DueAt.After(now) && !p.DueAt.After(now.Add(soon))
}

// gap is for how many minutes of a calendar's hours at most somebody waits without a word: WordDays of its days. Whatever says when a next word is due keeps to it.
func gap(cal calendar.Calendar) int { return WordDays * workday(cal) }

// Word lets no owner fall silent: where nothing that it is promised is due within WordDays working days of its place, a next word is promised by then. A next word that stands within them is
// left as it is, whoever chose it, and one that has passed too, which is late until somebody writes: whoever tells of that promises another one beside it with Again. A promise that waits counts where its pause ends, and it is
// due after that, within these days; a next word that waits goes on. It returns what Next returns.
func (s *Service) Word(ctx context.Context, tx *store.Tx, ownerKind, ownerID string, at Place) (Promise, bool, error) {
	next, found, err := s.Next(ctx, tx, ownerKind, ownerID)
	if err != nil || found && next.Near(tx.Now()) {
		return next, found, err
	}
	open, err := openOf(ctx, tx, ownerKind, ownerID)
	if err != nil {
		return next, found, err
	}
	if slices.ContainsFunc(open, func(p Promise) bool { return p.Kind == NextWord && !p.runs(tx.Now()) }) {
		if err := s.resume(ctx, tx, ownerKind, ownerID, NextWord); err != nil {
			return next, found, err
		}
		if open, err = openOf(ctx, tx, ownerKind, ownerID); err != nil {
			return next, found, err
		}
	}
	if _, err := s.WordBeside(ctx, tx, ownerKind, ownerID, at, open); err != nil {
		return next, found, err
	}
	return s.Next(ctx, tx, ownerKind, ownerID)
}

// WordBeside is Word for an owner whose open promises are known. It returns the promise that it began, or none.
func (s *Service) WordBeside(ctx context.Context, tx *store.Tx, ownerKind, ownerID string, at Place, open []Promise) ([]Promise, error) {
	silent, minutes, err := s.silent(ctx, tx, at, open)
	if err != nil || !silent {
		return nil, err
	}
	p, err := s.Start(ctx, tx, Start{OwnerKind: ownerKind, OwnerID: ownerID, Kind: NextWord, Place: at, Minutes: minutes})
	return []Promise{p}, err
}

// Again promises another next word beside one that has passed, once those concerned were told of that. The one that has passed stays late until somebody writes, and so its owner stands where it was due. Where another
// one is ahead already, nothing happens.
func (s *Service) Again(ctx context.Context, tx *store.Tx, p Promise, in Place) error {
	open, err := openOf(ctx, tx, p.OwnerKind, p.OwnerID)
	if err != nil || slices.ContainsFunc(open, func(o Promise) bool { return o.Kind == NextWord && o.DueAt.After(tx.Now()) }) {
		return err
	}
	at, err := s.calendarFor(ctx, tx, in)
	if err != nil {
		return err
	}
	_, err = s.Start(ctx, tx, Start{OwnerKind: p.OwnerKind, OwnerID: p.OwnerID, Kind: NextWord, Place: in, Minutes: gap(at.cal)})
	return err
}

// Silent reports whether Word would promise a next word to an owner.
func (s *Service) Silent(ctx context.Context, q store.Querier, ownerKind, ownerID string, at Place) (bool, error) {
	open, err := openOf(ctx, q, ownerKind, ownerID)
	if err != nil {
		return false, err
	}
	silent, _, err := s.silent(ctx, q, at, open)
	return silent, err
}

// silent reports whether nothing of what is open comes soon enough, and how many minutes a next word has at a place.
func (s *Service) silent(ctx context.Context, q store.Querier, in Place, open []Promise) (bool, int, error) {
	for _, p := range open {
		if p.Near(q.Now()) || p.Kind == NextWord && p.At(q.Now()) == Late {
			return false, 0, nil
		}
	}
	at, err := s.calendarFor(ctx, q, in)
	if err != nil {
		return false, 0, err
	}
	minutes := gap(at.cal)
	latest, err := at.cal.Due(q.Now().Time, minutes)
	if err != nil {
		return false, 0, fmt.Errorf("next word: %w", err)
	}
	for _, p := range open {
		if p.DueAt.After(q.Now()) && !p.DueAt.After(store.At(latest)) && (p.runs(q.Now()) || p.Kind != NextWord) {
			return false, 0, nil
		}
	}
	return true, minutes, nil
}

func openOf(ctx context.Context, q store.Querier, ownerKind, ownerID string) ([]Promise, error) {
	all, err := store.All[Promise](ctx, q, selectPromise+` WHERE owner_kind = $1 AND owner_id = $2 AND state IN ('running', 'paused') ORDER BY started_at, id`, ownerKind, ownerID)
	if err != nil {
		return nil, fmt.Errorf("read promises: %w", err)
	}
	return all, nil
}

// someTime is as long as WordDays working days mostly are, with a few that are none.
const someTime = 14 * 24 * time.Hour

// Wordless is the condition that column is the id of an owner of a kind to whom nothing is promised soon after now, and no next word some time later: Silent says for sure. An index serves it owner by owner.
func Wordless(ownerKind, column string, now store.Time) store.Where {
	return store.Cond(`NOT EXISTS (SELECT 1 FROM promise_promise p WHERE p.owner_kind = ? AND p.owner_id = `+column+` AND p.state IN ('running', 'paused')
		AND (p.kind = ? AND p.due_at <= ? AND (p.state = 'running' OR p.paused_until <= ?) OR p.kind <> ? AND p.due_at > ? AND p.due_at <= ?))`, ownerKind, NextWord, now.Add(someTime), now, NextWord, now, now.Add(soon))
}

// OverdueWords returns the ids of some next words that passed before a moment and were not followed by another.
func OverdueWords(ctx context.Context, q store.Querier, before store.Time, limit int) ([]string, error) {
	ids, err := store.All[string](ctx, q, `SELECT p.id FROM promise_promise p WHERE p.state = 'running' AND p.due_at < $1 AND p.kind = $2 AND p.next_at IS NULL
		AND NOT EXISTS (SELECT 1 FROM promise_promise n WHERE n.owner_kind = p.owner_kind AND n.owner_id = p.owner_id AND n.state IN ('running', 'paused') AND n.kind = $2 AND n.due_at > p.due_at)
		ORDER BY p.due_at, p.id LIMIT $3`, before, NextWord, limit)
	if err != nil {
		return nil, fmt.Errorf("read next words that passed: %w", err)
	}
	return ids, nil
}
