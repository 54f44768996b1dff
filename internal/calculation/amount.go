package calculation

import (
	"context"

	"hearth/internal/platform/locale"
)

// Amount writes a decimal number in a unit in the reader's language: "€152.00", "−SEK\u00a01,200.00", "7.50 h".
func Amount(ctx context.Context, unit, number string) string {
	switch unit {
	case Hours:
		return locale.T(ctx, "%s h", locale.Exact(ctx, number))
	case Days:
		return locale.T(ctx, "%s days", locale.Exact(ctx, number))
	case Points:
		return locale.T(ctx, "%s points", locale.Exact(ctx, number))
	case Percent:
		return locale.T(ctx, "%s%%", locale.Exact(ctx, number))
	}
	return locale.Money(ctx, unit, number)
}
