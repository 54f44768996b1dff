// Package agreementweb shows the register of agreements: to everybody in the portal, and with its forms to the head of HR.
package agreementweb

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/agreement"
	"hearth/internal/calendar"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct{ agreements *agreement.Service }

// New returns the pages of s.
func New(s *agreement.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	all := webspec.Web{Name: "agreement", Routes: w.routes}
	if len(w.agreements.Subjects()) == 0 {
		return all
	}
	all.Sections = []webspec.Section{{Weight: 70, Show: w.section}}
	all.Admin = []webspec.Link{{Weight: 60, Label: locale.M("Agreements"), Text: locale.M("What could watch people, who agreed to it and until when. Without an entry it is off."),
		Icon: "shield-check", Href: "/admin/agreements", Roles: []authz.Role{authz.HRHead}}}
	return all
}

func (w *Web) routes(m *httpx.Mux) {
	m.Handle("GET /agreements", httpx.Page(w.agreements.Register, registerPage))
	m.Handle("GET /admin/agreements", httpx.Page(w.edit, editPage))
	m.Handle("POST /admin/agreements", httpx.Form(w.agreements.Enter, func(agreement.Enter, agreement.Entry) string { return "/admin/agreements" }, w.again))
	m.Handle("POST /admin/agreements/{id}/end", httpx.Form(w.agreements.End, func(agreement.End, agreement.Entry) string { return "/admin/agreements" }, nil))
	m.Handle("GET /api/v1/agreements", httpx.JSON(w.agreements.Register, 200, "What could watch people, and the agreements that allow it. Without one in force it is off."))
	m.Handle("POST /api/v1/agreements", httpx.JSON(w.agreements.Enter, 201, "Enter an agreement. For the head of HR."))
	m.Handle("POST /api/v1/agreements/{id}/end", httpx.JSON(w.agreements.End, 200, "End an agreement before its date. For the head of HR."))
}

// form is what the page of the head of HR shows.
type form struct {
	agreement.Register
	In  agreement.Enter
	Err *fault.Error
}

func (w *Web) edit(ctx context.Context, by authz.Actor, in agreement.Nothing) (form, error) {
	all, err := w.agreements.Register(ctx, by, in)
	if err == nil && !all.May {
		err = fault.New(fault.Forbidden, "This is not yours to do.")
	}
	return form{Register: all}, err
}

func (w *Web) again(ctx context.Context, by authz.Actor, in agreement.Enter, wrong *fault.Error) (templ.Component, error) {
	f, err := w.edit(ctx, by, agreement.Nothing{})
	f.In, f.Err = in, wrong
	return editPage(ctx, f), err
}

func registerPage(ctx context.Context, r agreement.Register) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "What could watch you"), Active: "me"}, registerBody(r))
}

func editPage(ctx context.Context, f form) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Agreements"), Active: "admin", Error: f.Err != nil}, editBody(f))
}

func (w *Web) section(context.Context, authz.Actor) (templ.Component, error) { return linkPart(), nil }

func day(ctx context.Context, d calendar.Date) string { return locale.Date(ctx, d.Start(time.UTC)) }

// of returns the entries on one subject.
func of(all []agreement.Entry, subject string) (some []agreement.Entry) {
	for _, e := range all {
		if e.Subject == subject {
			some = append(some, e)
		}
	}
	return some
}

// on reports whether one of them is in force.
func on(all []agreement.Entry) bool {
	for _, e := range all {
		if e.InForce {
			return true
		}
	}
	return false
}

func options(ctx context.Context, subjects []agreement.Subject, now string) []ui.Option {
	var all []ui.Option
	for _, s := range subjects {
		all = append(all, ui.Option{Value: s.ID, Label: locale.T(ctx, s.Name), Selected: s.ID == now})
	}
	return all
}
