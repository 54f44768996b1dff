package app

import (
	"context"

	"hearth/internal/hold"
	"hearth/internal/platform/authz"
)

// checked and aware tell modules below package together of the answer that is written together in a case.
func (a *App) checked(ctx context.Context, by authz.Actor, number, aware string) (context.Context, error) {
	_, checked, err := a.Together.Checked(ctx, by, number, aware)
	return checked, err
}

func (a *App) aware(ctx context.Context, by authz.Actor, number string) (string, error) {
	return a.Together.AwareOf(ctx, by, number)
}

// held sends what a macro sends as package hold does, which is put together after it.
func (a *App) held(ctx context.Context, by authz.Actor, in hold.Beside) error {
	return a.Hold.Beside(ctx, by, in)
}
