// Package joinedweb shows on a case which others may be the same.
package joinedweb

import (
	"context"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/joined"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct{ joined *joined.Service }

// New returns the pages of s.
func New(s *joined.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web { return webspec.Web{Name: "joined", Routes: w.routes} }

// Part is what stands on HR's page of a case, and on the form of a request that looks like one of its sender's.
func (w *Web) Part() part.Part { return part.Part{Weight: 5, Case: w.onCase, Ask: w.onAsk} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.joined
	m.Handle("POST /desk/cases/{number}/distinct", httpx.Form(s.Distinct, func(in joined.Distinct, _ joined.Likes) string { return casePath(in.Number) }, nil))
	m.Handle("GET /api/v1/cases/{number}/duplicates", httpx.JSON(s.Duplicates, 200, "The open cases of the same person that look like a case, as far as you may see them. For HR."))
	m.Handle("POST /api/v1/cases/{number}/distinct", httpx.JSON(s.Distinct, 200, "Say that a case is not the same as another. Again is once."))
	m.Handle("POST /api/v1/duplicates", httpx.JSON(s.Alike, 200, "Your requests that wait for an answer and look like one that you are about to send. It changes nothing."))
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

// caseOf is what stands on HR's page of a case.
type caseOf struct {
	Number string
	joined.Likes
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	all, err := w.joined.OnPage(ctx, by, c)
	if err != nil || len(all.Items) == 0 {
		return nil, err
	}
	return casePart(caseOf{c.Number, all}), nil
}

func (w *Web) onAsk(ctx context.Context, by authz.Actor, in desk.Open) (templ.Component, error) {
	if strings.TrimSpace(in.Subject) == "" || strings.TrimSpace(in.Body) == "" { // it is refused for that
		return nil, nil
	}
	all, err := w.joined.Alike(ctx, by, joined.Asking{Subject: in.Subject, Body: in.Body, Service: in.Service, For: in.For})
	if err != nil || len(all.Items) == 0 {
		return nil, err
	}
	return askPart(all), nil
}

func requestPath(number string) string { return "/requests/" + url.PathEscape(number) }
