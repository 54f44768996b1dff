// Package holdweb shows the replies to a case that are on their way, each with the button that undoes it.
package holdweb

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/hold"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct {
	holds *hold.Service
	does  func(string) templ.Component
}

// New returns the pages of s. does shows what hold.Beside says that is done; nil: no module above does something besides.
func New(s *hold.Service, does func(string) templ.Component) *Web {
	if does == nil {
		does = func(string) templ.Component { return templ.NopComponent }
	}
	return &Web{s, does}
}

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web { return webspec.Web{Name: "hold", Routes: w.routes} }

// Part is what stands on HR's page of a case.
func (w *Web) Part() part.Part { return part.Part{Weight: 7, Write: w.onCase, Box: w.inBox} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.holds
	m.Handle("POST /desk/cases/{number}/held/undo", httpx.Form(s.Undo, undone, nil))
	m.Handle("GET /api/v1/cases/{number}/held", httpx.JSON(s.OfCase, 200, "The replies to a case that are on their way. For HR."))
	m.Handle("POST /api/v1/cases/{number}/held", httpx.JSON(s.Reply, 201, "Send a reply that can be undone for some seconds. Without this address a program's messages are sent at once."))
	m.Handle("POST /api/v1/cases/{number}/held/undo", httpx.JSON(s.Undo, 200, "Take back a reply of yours before it is sent. Its text is your draft again. The same twice is once."))
}

// undone leads back to the field, where what was undone stands as it was sent.
func undone(in hold.Undo, h hold.Held) string {
	if h.Back != "" {
		return casePath(in.Number) + "?" + h.Back + "#body"
	}
	return casePath(in.Number) + "#body"
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	all, err := w.holds.OnPage(ctx, by, c)
	if err != nil {
		return nil, err
	}
	return w.casePart(desk.CaseTopic(c.ID), all), nil
}

// inBox is what came back to the field with a reply that was not sent.
func (w *Web) inBox(ctx context.Context, by authz.Actor, c desk.Whole, _ string) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	all, err := w.holds.InBox(ctx, by, c)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return box(all), nil
}

// seconds is when a reply goes out, to the second.
func seconds(ctx context.Context, h hold.Held) string {
	return h.SendAt.In(locale.From(ctx).Zone()).Format("15:04:05")
}
