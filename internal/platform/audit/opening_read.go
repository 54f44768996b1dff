package audit

import (
	"context"
	"fmt"
	"strings"

	"hearth/internal/platform/store"
)

// Opening is one time that a person's record was opened, as that person reads it: when, why and by which team, never by whom.
type Opening struct {
	ID     string     `json:"id"`
	At     store.Time `json:"at"`
	Action string     `json:"action"`
	Kind   string     `json:"kind"`
	Object string     `json:"object"`
	Team   string     `json:"team"`
}

// OpeningsOf returns the openings of a person's record by others, the latest first, up to limit and before the entry with the id before unless that is empty. shown
// limits them to what the person may know of, as a condition on the columns e.kind and e.object: what it leaves out is not counted either.
func OpeningsOf(ctx context.Context, q store.Querier, personID, before string, shown store.Where, limit int) ([]Opening, error) {
	all, err := store.Select[Opening](ctx, q, openingsQuery(personID, before, shown, limit))
	if err != nil {
		return nil, fmt.Errorf("read openings: %w", err)
	}
	return all, nil
}

func openingsQuery(personID, before string, shown store.Where, limit int) *store.Q {
	b := new(store.Q).Add(`SELECT e.id, e.at, e.action, e.kind, e.object, e.team FROM audit_entry e WHERE e.opening = ? AND e.subject =
		(SELECT s.key FROM audit_subject s WHERE s.person_id = ?) AND e.actor <> e.subject AND `, true, personID).Where(shown) // "= ?" goes through the index, "opening" alone does not
	if before != "" {
		b.Add(` AND e.id < ?`, before)
	}
	return b.Add(` ORDER BY e.id DESC LIMIT ?`, limit)
}

// Reason is why a record was opened, as a message key for an action; the action itself where there is no sentence for it.
func Reason(action string) string {
	if s, ok := reasons[action]; ok {
		return s
	}
	return strings.ReplaceAll(action, "_", " ")
}

var reasons = map[string]string{"case.read": "To work on your request", "people.read": "To look up your entry in the directory", "letters.open_file": "To read your personnel file",
	"intake.read": "To read a mail that you wrote", "side.answer": "To answer a question of HR about your request"}
