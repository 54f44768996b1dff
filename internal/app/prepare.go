package app

import (
	"context"
	"fmt"
	"io"
)

// Prepare makes ready what a server needs before its first request: mails that an earlier run left unfinished are taken up again, who was
// erased and came back with an older database is erased again, unless a hold was placed since, and where nobody is an administrator yet, the one-time link for the first goes to out.
// What may lose acknowledged writes here goes to the log.
func (a *App) Prepare(ctx context.Context, out io.Writer) error {
	if err := a.warn(ctx); err != nil {
		return err
	}
	if err := a.Mail.Restarted(ctx); err != nil {
		return err
	}
	erased, held, err := a.Erasure.Reapply(ctx)
	if err != nil {
		return err
	}
	if held > 0 {
		if _, err := fmt.Fprintf(out, "People whose erasure was cut off and whom a legal hold keeps that was placed later: %d. Nothing of them is erased. Erase them again once it is lifted.\n", held); err != nil {
			return err
		}
	}
	if erased > 0 {
		if _, err := fmt.Fprintf(out, "People who had been erased were back in the database, and are erased again: %d.\n", erased); err != nil {
			return err
		}
	}
	if a.demo {
		return nil
	}
	link, err := a.Auth.FirstLink(ctx)
	if err != nil || link == "" {
		return err
	}
	_, err = fmt.Fprintf(out, "There is no administrator yet. Open this link once to become the first:\n  %s\n", link)
	return err
}
