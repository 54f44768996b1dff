package app

import (
	"context"
	"io"
)

// Prepare makes ready what a server needs before its first request: mails that an earlier run left unfinished are taken up again. What a person
// has to know goes to out.
func (a *App) Prepare(ctx context.Context, _ io.Writer) error {
	return a.Mail.Restarted(ctx)
}
