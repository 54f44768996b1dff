package record

import (
	"context"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// NeedCause adds what is wrong with the cause of a case to f, and returns all that is.
func NeedCause(ctx context.Context, q store.Querier, cause, text string, f *fault.Fields) error {
	causes, err := catalogue.Causes(ctx, q)
	if err != nil {
		return err
	}
	f.Need(slices.ContainsFunc(causes, func(c catalogue.Cause) bool { return c.ID == cause }), "cause", "Choose a cause of the list.")
	f.Need(cause != catalogue.Other || strings.TrimSpace(text) != "", "cause_text", "Say the cause in a few words.")
	f.Need(len([]rune(text)) <= MaxReason, "cause_text", "Keep the cause to %d characters.", MaxReason)
	return f.Err()
}
