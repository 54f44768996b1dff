// Package snoozeweb puts cases away on HR's page of a case, and lists one's own that are.
package snoozeweb

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/webspec"
	"hearth/internal/snooze"
)

// Web is the pages of the module.
type Web struct{ snoozes *snooze.Service }

// New returns the pages of s.
func New(s *snooze.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "snooze", Routes: w.routes, Places: func(_ context.Context, by authz.Actor) ([]webspec.Place, error) {
		if !by.Works() {
			return nil, nil
		}
		return []webspec.Place{{Kind: locale.M("View"), Label: locale.M("Snoozed"), Href: ownPath}}, nil
	}}
}

// Part is what stands on HR's page of a case.
func (w *Web) Part() part.Part { return part.Part{Weight: 12, Case: w.onCase} }

const ownPath = "/desk/snoozed"

func (w *Web) routes(m *httpx.Mux) {
	s := w.snoozes
	m.Handle("GET /desk/cases/{number}/snooze", httpx.Page(w.begin, onePage))
	m.Handle("POST /desk/cases/{number}/snooze", httpx.Form(s.Snooze, func(in snooze.Snooze, _ snooze.Snoozed) string { return casePath(in.Number) }, w.again))
	m.Handle("POST /desk/cases/{number}/snooze/end", httpx.Form(s.Wake, func(in snooze.Wake, _ snooze.Snoozed) string { return casePath(in.Number) }, w.wakeAgain))
	m.Handle("GET /api/v1/cases/{number}/snooze", httpx.JSON(s.OfCase, 200, "Until when a case is put away, and by whom. For HR."))
	m.Handle("POST /api/v1/cases/{number}/snooze", httpx.JSON(s.Snooze, 200, "Put a case away for who works on it: later, until tomorrow, monday or a date. It comes back earlier when somebody writes or a promise warns."))
	m.Handle("POST /api/v1/cases/{number}/snooze/end", httpx.JSON(s.Wake, 200, "Bring a case back before its moment."))
	m.Handle("GET /desk/snoozed", httpx.Page(s.Own, ownPage))
	m.Handle("GET /api/v1/snoozed", httpx.JSON(s.Own, 200, "The cases that you work on and that are put away, and when each comes back."))
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

// putting is what the page shows on which a case is put away.
type putting struct {
	snooze.Snoozed
	In  snooze.Snooze
	Err *fault.Error
}

func (w *Web) begin(ctx context.Context, by authz.Actor, in snooze.ReadOf) (putting, error) {
	s, err := w.snoozes.OfCase(ctx, by, in)
	return putting{Snoozed: s}, err
}

func (w *Web) again(ctx context.Context, by authz.Actor, in snooze.Snooze, wrong *fault.Error) (templ.Component, error) {
	p, err := w.begin(ctx, by, snooze.ReadOf{Number: in.Number})
	p.In, p.Err = in, wrong
	return onePage(ctx, p), err
}

func (w *Web) wakeAgain(ctx context.Context, by authz.Actor, in snooze.Wake, wrong *fault.Error) (templ.Component, error) {
	return w.again(ctx, by, snooze.Snooze{Number: in.Number}, wrong)
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	s, err := w.snoozes.OnPage(ctx, by, c)
	if err != nil || s.Over || s.Free {
		return nil, err
	}
	return casePart(putting{Snoozed: s}), nil
}

func onePage(ctx context.Context, p putting) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Snooze %s", p.Number), Active: "queue", Error: p.Err != nil}, oneBody(p))
}

func ownPage(ctx context.Context, o snooze.Own) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Snoozed"), Active: "queue"}, ownBody(o))
}
