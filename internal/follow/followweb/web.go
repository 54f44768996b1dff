// Package followweb shows who watches a case, and whom a note of it can mention.
package followweb

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/follow"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct{ follows *follow.Service }

// New returns the pages of s.
func New(s *follow.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web { return webspec.Web{Name: "follow", Routes: w.routes} }

// Part is what stands on HR's page of a case.
func (w *Web) Part() part.Part { return part.Part{Weight: 47, Case: w.onCase} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.follows
	m.Handle("POST /desk/cases/{number}/watch", httpx.Form(s.Watch, func(in follow.Watch, _ follow.Watching) string { return casePath(in.Number) }, nil))
	m.Handle("GET /api/v1/cases/{number}/watchers", httpx.JSON(s.OfCase, 200, "Who of HR watches a case. For those who work on it."))
	m.Handle("POST /api/v1/cases/{number}/watch", httpx.JSON(s.Watch, 200, "Watch a case, or stop: you are told of messages, decisions and its end as you chose for your notices. The same twice is once."))
	m.Handle("GET /desk/cases/{number}/colleagues", httpx.Page(s.Colleagues, colleaguesPage))
	m.Handle("GET /api/v1/cases/{number}/colleagues", httpx.JSON(s.Colleagues, 200, "Colleagues who read a case, whom a note can mention as @name: those whose name begins as asked, eight at most."))
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	all, err := w.follows.OnPage(ctx, by, c)
	if err != nil {
		return nil, err
	}
	return casePart(all), nil
}

func colleaguesPage(ctx context.Context, r follow.Reachable) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Whom a note on %s can mention", r.Number), Active: "queue"}, colleaguesBody(r))
}
