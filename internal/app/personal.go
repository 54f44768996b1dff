package app

import (
	"context"
	"slices"

	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// Personal returns what every part of the product keeps about people, in the order in which it is erased: what stands above others first.
func (a *App) Personal() []privacy.Source {
	all := []privacy.Source{}
	for _, m := range slices.Backward(a.specs) {
		all = append(all, m.Personal...)
	}
	return slices.Concat(all, files.Personal("desk_case"), []privacy.Source{mail.Personal(), answers()},
		privacy.Impersonal("The token by which mail is sent, sealed, and which server asks for one.", "mail_refresh", "mail_turn"), a.Audit.Personal(a.openingsShown), auth.Personal(), jobs.Personal())
}

// openingsShown limits the openings of a person's record to those of cases that the person may see.
func (a *App) openingsShown(personID string) store.Where {
	return a.Desk.OpeningsShown(authz.Actor{PersonID: personID, Face: authz.Portal})
}

// ownRecord limits what somebody reads of their own record as its officer to what they may know of: a case against them is not among it.
func (a *App) ownRecord(by authz.Actor) store.Where {
	return store.Or(store.Cond(`e.kind <> 'case'`), a.Desk.CountedFor(authz.Actor{PersonID: by.PersonID, Face: authz.Portal}, "e.object"))
}

// answers is the table of answers that are kept for two days, for requests that are repeated.
func answers() privacy.Source {
	return privacy.Source{Table: "store_once", What: "Answers to programs that act for you, and where forms of yours led, for two days.",
		Columns: []privacy.Fate{privacy.Blanked("answer", "status"), privacy.Unpersonal("key", "print", "at")},
		Export:  func(context.Context, store.Querier, string) (any, error) { return nil, nil },
		Erase:   func(ctx context.Context, tx *store.Tx, _ string) error { return store.ForgetAnswers(ctx, tx) }}
}
