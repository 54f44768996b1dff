package part

import (
	"slices"

	"hearth/internal/platform/ui"
	"hearth/internal/promise"
)

// written marks what people wrote among the arguments of why a promise is due when it is.
func written(args []any) []any {
	out := slices.Clone(args)
	for i, a := range out {
		if words, ok := a.(promise.Words); ok {
			out[i] = ui.Name(words)
		}
	}
	return out
}
