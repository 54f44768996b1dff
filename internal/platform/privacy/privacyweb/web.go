// Package privacyweb is the pages and the API of legal holds: who is under one, why and since when.
package privacyweb

import (
	"context"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/webspec"
)

// Web is the pages of package erasure.
type Web struct{ holds *erasure.Service }

// New returns the pages.
func New(holds *erasure.Service) *Web { return &Web{holds} }

// Spec returns the contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "privacy", Routes: w.routes,
		Admin: []webspec.Link{{Weight: 65, Label: locale.M("Legal holds"), Text: locale.M("Whose record must not be erased, and why."), Icon: "lock", Href: "/admin/holds",
			Roles: []authz.Role{authz.HRHead, authz.DPO}}}}
}

func (w *Web) routes(m *httpx.Mux) {
	m.Handle("GET /admin/holds", httpx.Page(w.holds.Holds, holdsPage))
	m.Handle("POST /admin/holds", httpx.Form(w.holds.Place, func(erasure.Place, erasure.Hold) string { return "/admin/holds" }, w.placeAgain))
	m.Handle("POST /admin/holds/{id}/lift", httpx.Form(w.holds.Lift, func(erasure.Lift, erasure.Hold) string { return "/admin/holds" }, nil))
	m.Handle("GET /api/v1/holds", httpx.JSON(w.holds.Holds, 200, "Legal holds, the latest first. For the head of HR and the data-protection officer."))
	m.Handle("POST /api/v1/holds", httpx.JSON(w.holds.Place, 201, "Place a legal hold: nothing that is kept about the person is erased until it is lifted."))
	m.Handle("POST /api/v1/holds/{id}/lift", httpx.JSON(w.holds.Lift, 200, "Lift a legal hold. Nobody lifts one on themselves."))
}

// shown is what the page shows: the holds and the form, which may be filled in wrongly.
type shown struct {
	erasure.Holds
	In  erasure.Place
	Err *fault.Error
}

func holdsPage(ctx context.Context, h erasure.Holds) templ.Component {
	return page(ctx, shown{Holds: h})
}

func (w *Web) placeAgain(ctx context.Context, by authz.Actor, in erasure.Place, wrong *fault.Error) (templ.Component, error) {
	h, err := w.holds.Holds(ctx, by, erasure.AskHolds{})
	return page(ctx, shown{h, in, wrong}), err
}

func page(ctx context.Context, s shown) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Legal holds"), Active: "admin", Error: s.Err != nil}, holdsBody(s))
}

// older is the address of the next page; "" on the last one.
func older(h erasure.Holds) string {
	if h.Next == "" {
		return ""
	}
	return "/admin/holds?after=" + h.Next
}
