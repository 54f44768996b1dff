// Package joinedweb shows on a case which others may be the same, and joins them into one and splits them.
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
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct{ joined *joined.Service }

// New returns the pages of s.
func New(s *joined.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web { return webspec.Web{Name: "joined", Routes: w.routes} }

// Part is what stands on both pages of a case, and on the form of a request that looks like one of its sender's.
func (w *Web) Part() part.Part {
	return part.Part{Weight: 5, Case: w.onCase, Request: w.onRequest, Ask: w.onAsk}
}

func (w *Web) routes(m *httpx.Mux) {
	s := w.joined
	m.Handle("POST /desk/cases/{number}/distinct", httpx.Form(s.Distinct, func(in joined.Distinct, _ joined.Likes) string { return casePath(in.Number) }, nil))
	m.Handle("GET /desk/cases/{number}/join", httpx.Page(w.begin, joinPage))
	m.Handle("POST /desk/cases/{number}/join", httpx.Form(s.Join, func(in joined.Join, _ joined.Joined) string { return casePath(in.Into) }, w.again))
	m.Handle("POST /desk/cases/{number}/apart", httpx.Form(s.Apart, func(in joined.Apart, _ joined.Joined) string { return casePath(in.Number) }, nil))
	m.Handle("GET /desk/cases/{number}/split", httpx.Page(w.beginSplit, splitPage))
	m.Handle("POST /desk/cases/{number}/split", httpx.Form(s.Split, func(_ joined.Split, c joined.Cut) string { return casePath(c.Number) }, w.splitAgain))
	m.Handle("POST /api/v1/cases/{number}/split", httpx.JSON(s.Split, 201, "Let messages of a case become a case of their own, for the same customers. Joining puts it back."))
	m.Handle("GET /api/v1/cases/{number}/duplicates", httpx.JSON(s.Duplicates, 200, "The open cases of the same person that look like a case, as far as you may see them. For HR."))
	m.Handle("POST /api/v1/cases/{number}/distinct", httpx.JSON(s.Distinct, 200, "Say that a case is not the same as another. Again is once."))
	m.Handle("GET /api/v1/cases/{number}/joined", httpx.JSON(s.OfCase, 200, "What a case is part of, and what is part of it, as far as you may see them. For HR."))
	m.Handle("GET /api/v1/cases/{number}/joinable", httpx.JSON(s.Choices, 200, "The open cases of the same person into which a case may be joined. For HR."))
	m.Handle("POST /api/v1/cases/{number}/join", httpx.JSON(s.Join, 200, "Join a case into another one of the same customers. What was said stays where it was written. Again is once."))
	m.Handle("POST /api/v1/cases/{number}/apart", httpx.JSON(s.Apart, 200, "Take a case out of the one that it was joined into. Again is once."))
	m.Handle("POST /api/v1/duplicates", httpx.JSON(s.Alike, 200, "Your requests that wait for an answer and look like one that you are about to send. It changes nothing."))
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func requestPath(number string) string { return "/requests/" + url.PathEscape(number) }

// joining is what the page shows on which a case is joined into another one.
type joining struct {
	joined.Choices
	In  joined.Join
	Err *fault.Error
}

func (w *Web) begin(ctx context.Context, by authz.Actor, in joined.ReadOf) (joining, error) {
	all, err := w.joined.Choices(ctx, by, in)
	return joining{Choices: all, In: joined.Join{Number: in.Number}}, err
}

func (w *Web) again(ctx context.Context, by authz.Actor, in joined.Join, wrong *fault.Error) (templ.Component, error) {
	j, err := w.begin(ctx, by, joined.ReadOf{Number: in.Number})
	j.In, j.Err = in, wrong
	return joinPage(ctx, j), err
}

func joinPage(ctx context.Context, j joining) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Join %s into another case", j.In.Number), Active: "queue", Error: j.Err != nil}, joinBody(j))
}

// splitting is what the page shows on which messages become a case of their own.
type splitting struct {
	joined.Splitting
	In  joined.Split
	Err *fault.Error
}

func (w *Web) beginSplit(ctx context.Context, by authz.Actor, in joined.ReadOf) (splitting, error) {
	all, err := w.joined.Begin(ctx, by, in)
	return splitting{Splitting: all, In: joined.Split{Number: in.Number, Service: all.Service}}, err
}

func (w *Web) splitAgain(ctx context.Context, by authz.Actor, in joined.Split, wrong *fault.Error) (templ.Component, error) {
	s, err := w.beginSplit(ctx, by, joined.ReadOf{Number: in.Number})
	s.In, s.Err = in, wrong
	return splitPage(ctx, s), err
}

func splitPage(ctx context.Context, s splitting) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Split %s", s.In.Number), Active: "queue", Error: s.Err != nil}, splitBody(s))
}

func (s splitting) services() (all []ui.Option) {
	for _, x := range s.Services {
		all = append(all, ui.Option{Value: x.ID, Label: x.Name, Selected: x.ID == s.In.Service, Person: true})
	}
	return all
}

// withheld says why not every service is among those of the form, and what to do; "" where each is.
func (s splitting) withheld(ctx context.Context) string {
	if !s.Withheld {
		return ""
	}
	return locale.T(ctx, "Services whose cases fewer people see are not among them, nor those of other teams where one team alone sees this case: what is written here stays readable here. Open a case of such a service with “Case by phone or visit”.")
}

// caseOf is what stands on HR's page of a case.
type caseOf struct {
	joined.Joined
	Like     []joined.Like
	Open     bool // it may be joined
	OpenedAt store.Time
}

// newer says which of two cases becomes the part: the one that was opened later.
func (c caseOf) newer(other joined.Like) (part, whole string) {
	if other.OpenedAt.After(c.OpenedAt) {
		return other.Number, c.Number
	}
	return c.Number, other.Number
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	now, err := w.joined.Of(ctx, by, c.ID, c.Number)
	if err != nil {
		return nil, err
	}
	all, err := w.joined.OnPage(ctx, by, c)
	if err != nil {
		return nil, err
	}
	return casePart(caseOf{now, all.Items, c.State == desk.StateOpen || c.State == desk.Waiting, c.OpenedAt}), nil
}

func (w *Web) onRequest(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	now, err := w.joined.Of(ctx, by, c.ID, c.Number)
	if err != nil || !now.IsPart && len(now.Parts) == 0 && now.CutFrom == "" {
		return nil, err
	}
	return requestPart(now), nil
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
