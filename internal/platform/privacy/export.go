package privacy

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// Export is everything that is kept about a person, table by table. Tables without anything about them are left out.
type Export struct {
	PersonID string     `json:"person_id"`
	At       store.Time `json:"at"`
	Parts    []Exported `json:"parts"`
}

// Exported is what one table keeps about a person, with a sentence that says what it is for.
type Exported struct {
	Table string `json:"table"`
	What  string `json:"what"`
	Rows  any    `json:"rows"`
}

// Collect returns what sources keep about a person. Whether somebody may have it is for the caller to ask first.
func Collect(ctx context.Context, q store.Querier, sources []Source, personID string) (Export, error) {
	out := Export{PersonID: personID, At: q.Now(), Parts: []Exported{}}
	for _, s := range sources {
		if s.Export == nil {
			continue
		}
		rows, err := s.Export(ctx, q, personID)
		if err != nil {
			return out, fmt.Errorf("export %s: %w", s.Table, err)
		}
		if rows != nil {
			out.Parts = append(out.Parts, Exported{Table: s.Table, What: s.What, Rows: rows})
		}
	}
	return out, nil
}
