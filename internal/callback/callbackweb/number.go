package callbackweb

import (
	"context"

	"github.com/a-h/templ"

	"hearth/internal/callback"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
)

// renumbering is what the page shows on which somebody gives another number for a call.
type renumbering struct {
	asking
	Phone string
}

func (w *Web) beginNumber(ctx context.Context, by authz.Actor, in callback.ReadOf) (renumbering, error) {
	a, err := w.begin(ctx, by, in)
	return renumber(a, err)
}

func (w *Web) beginNumberAtDesk(ctx context.Context, by authz.Actor, in callback.ReadOf) (renumbering, error) {
	a, err := w.beginAtDesk(ctx, by, in)
	return renumber(a, err)
}

// renumber refuses a case on which no call is asked for.
func renumber(a asking, err error) (renumbering, error) {
	if err == nil && (a.Live == nil || !a.Live.Live()) {
		err = fault.New(fault.Conflict, "No call is planned here.")
	}
	return renumbering{a, a.In.Phone}, err
}

// numberForThem is callback.Service.GiveNumber at the desk: for those of HR alone.
func (w *Web) numberForThem(ctx context.Context, by authz.Actor, in callback.GiveNumber) (callback.Call, error) {
	if _, err := w.beginAtDesk(ctx, by, callback.ReadOf{Number: in.Number}); err != nil {
		return callback.Call{}, err
	}
	return w.calls.GiveNumber(ctx, by, in)
}

func (w *Web) numberAgain(ctx context.Context, by authz.Actor, in callback.GiveNumber, wrong *fault.Error) (templ.Component, error) {
	n, err := w.beginNumber(ctx, by, callback.ReadOf{Number: in.Number})
	n.Phone, n.Err = in.Phone, wrong
	return numberPage(ctx, n), err
}

func (w *Web) numberDeskAgain(ctx context.Context, by authz.Actor, in callback.GiveNumber, wrong *fault.Error) (templ.Component, error) {
	n, err := w.beginNumberAtDesk(ctx, by, callback.ReadOf{Number: in.Number})
	n.Phone, n.Err = in.Phone, wrong
	return numberDeskPage(ctx, n), err
}

func numberPage(ctx context.Context, n renumbering) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "Another number"), Active: "requests", Error: n.Err != nil}, numberBody(n, requestPath(n.In.Number)))
}

func numberDeskPage(ctx context.Context, n renumbering) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Another number"), Active: "callbacks", Error: n.Err != nil}, numberBody(n, casePath(n.In.Number)))
}
