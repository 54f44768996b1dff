package home

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/privacy"
)

// export returns what is kept about by. Nobody gets another person's; cases against a person, and HR's notes, are not in it.
func (h *Home) export(ctx context.Context, by authz.Actor, _ httpx.None) (privacy.Export, error) {
	if err := h.policy.May(by, Start, 0); err != nil {
		return privacy.Export{}, err
	}
	return privacy.Collect(ctx, h.db, h.personal, by.PersonID)
}

// kept is what the page about one's data says: What is there now, and what else there could be.
type kept struct{ What, Not []string }

func (h *Home) keptAbout(ctx context.Context, by authz.Actor, in httpx.None) (kept, error) {
	there, err := h.export(ctx, by, in)
	if err != nil {
		return kept{}, err
	}
	var out kept
	for _, part := range there.Parts {
		if !slices.Contains(out.What, part.What) {
			out.What = append(out.What, part.What)
		}
	}
	for _, source := range h.personal {
		if source.What != "" && !slices.Contains(out.What, source.What) && !slices.Contains(out.Not, source.What) {
			out.Not = append(out.Not, source.What)
		}
	}
	return out, nil
}

func (h *Home) dataSection(_ context.Context, _ authz.Actor) (templ.Component, error) {
	return dataPart(), nil
}
