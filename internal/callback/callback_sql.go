package callback

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// row is a call as the database keeps it.
type row struct {
	ID, CaseID, CaseNumber, PersonID, ServiceID, Zone, Phone, State string
	Wrong, Answered                                                 bool
	Sequence                                                        int
	AskedAt, EndedAt                                                store.Time
}

const selectRow = `SELECT c.id, c.case_id, c.case_number, COALESCE(c.person_id, '') AS person_id, c.service_id, c.zone, c.phone, c.state, c.wrong, c.answered, c.sequence, c.asked_at, c.ended_at
	FROM callback_call c`

func (r row) live() bool { return Call{State: r.State}.Live() }

// numberOf returns the number of the case of a call, of which the caller asks whether by may see it. Where there is no such call it is "", which is nobody's: both take the same work.
func (s *Service) numberOf(ctx context.Context, id string) (string, error) {
	number, err := store.One[string](ctx, s.DB, `SELECT c.case_number FROM callback_call c WHERE c.id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read call: %w", err)
	}
	return number, nil
}

// find returns the call with an id, whose case the caller has asked about.
func find(ctx context.Context, q store.Querier, id string) (row, error) {
	r, err := store.One[row](ctx, q, selectRow+` WHERE c.id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return r, authz.Hidden()
	}
	if err != nil {
		return r, fmt.Errorf("read call: %w", err)
	}
	return r, nil
}

// liveOn returns the call that is still asked for on a case; false where there is none.
func liveOn(ctx context.Context, q store.Querier, caseID string) (row, bool, error) {
	r, err := store.One[row](ctx, q, selectRow+` WHERE c.case_id = $1 AND c.state IN ('open', 'tried', 'missed')`, caseID)
	if errors.Is(err, store.ErrNone) {
		return r, false, nil
	}
	if err != nil {
		return r, false, fmt.Errorf("read call: %w", err)
	}
	return r, true, nil
}

// windowRow is a window as the database keeps it.
type windowRow struct {
	ID, CallID, State string
	Answered, Called  bool
	Sequence          int
	FromAt, ToAt      store.Time
}

// shown is the state of a window for its readers.
func (w windowRow) shown() string {
	if w.Answered {
		return Answered
	}
	return w.State
}

func windowsOf(ctx context.Context, q store.Querier, callIDs ...string) ([]windowRow, error) {
	all, err := store.Select[windowRow](ctx, q, new(store.Q).Add(`SELECT w.id, w.call_id, w.state, w.answered, w.sequence, w.from_at, w.to_at, `+calledIn+` AS called FROM callback_window w WHERE `).
		Where(store.In("w.call_id", callIDs)).Add(` ORDER BY w.from_at, w.id`))
	if err != nil {
		return nil, fmt.Errorf("read windows: %w", err)
	}
	return all, nil
}

// attemptRow is an attempt as the database keeps it.
type attemptRow struct {
	ID, CallID, WindowID, ByPerson, Result string
	At                                     store.Time
	Counts                                 bool // see counted; of those that attemptsOf returns
}

func attemptsOf(ctx context.Context, q store.Querier, callIDs ...string) ([]attemptRow, error) {
	all, err := store.Select[attemptRow](ctx, q, new(store.Q).Add(`SELECT t.id, t.call_id, COALESCE(t.window_id, '') AS window_id, COALESCE(t.by_person, '') AS by_person, t.result, t.at, CASE WHEN `+counted+` THEN TRUE ELSE FALSE END AS counts
		FROM callback_attempt t JOIN callback_call k ON k.id = t.call_id WHERE `).Where(store.In("t.call_id", callIDs)).Add(` ORDER BY t.at, t.id`))
	if err != nil {
		return nil, fmt.Errorf("read attempts: %w", err)
	}
	return all, nil
}
