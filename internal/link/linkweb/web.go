// Package linkweb shows the cases that belong to a case.
package linkweb

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/link"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct{ links *link.Service }

// New returns the pages of s.
func New(s *link.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web { return webspec.Web{Name: "link", Routes: w.routes} }

// Part is what stands on HR's page of a case.
func (w *Web) Part() part.Part { return part.Part{Weight: 46, Case: w.onCase} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.links
	m.Handle("GET /desk/cases/{number}/links", httpx.Page(w.begin, linksPage))
	m.Handle("POST /desk/cases/{number}/links", httpx.Form(s.Link, func(in link.Link, _ link.Links) string { return casePath(in.Number) }, w.again))
	m.Handle("POST /desk/cases/{number}/links/remove", httpx.Form(s.Unlink, func(in link.Unlink, _ link.Links) string { return casePath(in.Number) }, nil))
	m.Handle("GET /api/v1/cases/{number}/links", httpx.JSON(s.OfCase, 200, "The cases that belong to a case, as far as you may see them. For HR."))
	m.Handle("POST /api/v1/cases/{number}/links", httpx.JSON(s.Link, 200, "Link two cases on which you work: same_cause, follows_from or belongs_to. Again is once."))
	m.Handle("POST /api/v1/cases/{number}/links/remove", httpx.JSON(s.Unlink, 200, "End a link of a case."))
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

// linking is what the page shows on which a case is linked.
type linking struct {
	link.Links
	In  link.Link
	Err *fault.Error
}

func (w *Web) begin(ctx context.Context, by authz.Actor, in link.ReadOf) (linking, error) {
	all, err := w.links.OfCase(ctx, by, in)
	return linking{Links: all, In: link.Link{Number: in.Number}}, err
}

func (w *Web) again(ctx context.Context, by authz.Actor, in link.Link, wrong *fault.Error) (templ.Component, error) {
	l, err := w.begin(ctx, by, link.ReadOf{Number: in.Number})
	l.In, l.Err = in, wrong
	return linksPage(ctx, l), err
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	all, err := w.links.OnPage(ctx, by, c)
	if err != nil {
		return nil, err
	}
	return casePart(all), nil
}

func linksPage(ctx context.Context, l linking) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "What belongs to %s", l.In.Number), Active: "queue", Error: l.Err != nil}, linksBody(l))
}

// kinds are what a link says, as message keys; reversed, what it says at its other end.
var (
	kinds    = map[string]string{link.SameCause: "Same cause as", link.FollowsFrom: "Follows from", link.BelongsTo: "Belongs to"}
	reversed = map[string]string{link.SameCause: "Same cause as", link.FollowsFrom: "Led to", link.BelongsTo: "Has as a part"}
)

func said(l link.Linked) string {
	if l.Reverse {
		return reversed[l.Kind]
	}
	return kinds[l.Kind]
}

func kindOptions(ctx context.Context, chosen string) (all []ui.Option) {
	for _, k := range link.Kinds() {
		all = append(all, ui.Option{Value: k, Label: locale.T(ctx, kinds[k]), Selected: k == chosen})
	}
	return all
}
