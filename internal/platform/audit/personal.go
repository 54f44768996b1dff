package audit

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// Shown limits a person's openings to those that the person may know of: see OpeningsOf.
type Shown func(personID string) store.Where

// Personal says what the record keeps about people. Which openings a person may know of is known to the module whose things were opened; a nil shown is none.
func (l *Log) Personal(shown Shown) []privacy.Source {
	const whole = "The record of who opened and did what stays whole, so that it can be verified, for three years. It names people by random keys; the row that says whose key it is goes."
	return []privacy.Source{
		{Table: "audit_subject", PersonColumns: []string{"person_id"}, Columns: []privacy.Fate{privacy.Deleted("key", "person_id", "mac")},
			What: "When your record was opened, and by which team.",
			Export: func(ctx context.Context, q store.Querier, personID string) (any, error) {
				if shown == nil {
					return nil, nil
				}
				return openingsForExport(ctx, q, personID, shown(personID))
			},
			Erase: l.forget},
		{Table: "audit_entry", Through: "audit_subject", What: "When your record was opened, and by which team.",
			Columns: []privacy.Fate{privacy.Kept(whole, "actor", "object", "subject"),
				privacy.Unpersonal("id", "at", "task", "face", "action", "kind", "team", "opening", "mac", "seq", "link")}},
		{Table: "audit_gone", Nobody: "Keyed hashes by which the record knows that somebody was erased, so that its check passes and nobody comes back."},
	}
}

// exported is an opening as an export says it.
type exported struct {
	At   store.Time `json:"at"`
	Why  string     `json:"why"`
	Team string     `json:"team"`
}

// openingsForExport returns all openings that a person may know of: nil when there are none.
func openingsForExport(ctx context.Context, q store.Querier, personID string, shown store.Where) (any, error) {
	const atOnce = 1000
	var out []exported
	for before := ""; ; {
		some, err := OpeningsOf(ctx, q, personID, before, shown, atOnce)
		if err != nil {
			return nil, fmt.Errorf("export openings: %w", err)
		}
		for _, o := range some {
			out = append(out, exported{o.At, Reason(o.Action), o.Team})
		}
		if len(some) < atOnce {
			break
		}
		before = some[len(some)-1].ID
	}
	if len(out) == 0 {
		return nil, nil
	}
	return out, nil
}
