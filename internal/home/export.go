package home

import (
	"context"
	"fmt"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
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

// export returns what is kept about by. Nobody gets another person's; cases against a person, and HR's notes, are not in it.
func (h *Home) export(ctx context.Context, by authz.Actor, _ httpx.None) (Export, error) {
	out := Export{PersonID: by.PersonID, At: h.db.Now(), Parts: []Exported{}}
	if err := h.policy.May(by, Start, 0); err != nil {
		return out, err
	}
	for _, source := range h.personal {
		rows, err := source.Export(ctx, h.db, by.PersonID)
		if err != nil {
			return out, fmt.Errorf("export %s: %w", source.Table, err)
		}
		if rows != nil {
			out.Parts = append(out.Parts, Exported{Table: source.Table, What: source.What, Rows: rows})
		}
	}
	return out, nil
}

// kept is what the page about one's data says.
type kept struct{ What []string }

func (h *Home) keptAbout(_ context.Context, by authz.Actor, _ httpx.None) (kept, error) {
	if err := h.policy.May(by, Start, 0); err != nil {
		return kept{}, err
	}
	var out kept
	for _, source := range h.personal {
		out.What = append(out.What, source.What)
	}
	return out, nil
}

func (h *Home) dataSection(_ context.Context, _ authz.Actor) (templ.Component, error) {
	return dataPart(), nil
}
