// Package decisionweb shows decisions: to the people they are about, with the way to disagree, and to HR as the form that cannot be sent with a part missing.
package decisionweb

import (
	"cmp"
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
)

// Options are what the pages need.
type Options struct {
	DB        *store.DB
	Decisions *decision.Service
	Desk      *desk.Service
	Catalogue *catalogue.Catalogue
	Aware     func(ctx context.Context, by authz.Actor, number string) (string, error) // which answer is written together in a case, for decision.Decide; nil: there is no such thing
	Beside    part.Parts                                                               // what stands beside the form on which HR decides, such as what we heard
}

// Web is the pages of the module.
type Web struct{ Options }

// New returns the pages.
func New(o Options) *Web {
	o.Beside = o.Beside.Sorted()
	if o.Aware == nil {
		o.Aware = func(context.Context, authz.Actor, string) (string, error) { return "", nil }
	}
	return &Web{o}
}

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web { return webspec.Web{Name: "decision", Routes: w.routes} }

func (w *Web) routes(m *httpx.Mux) {
	m.Handle("GET /requests/{number}/decision", httpx.Page(w.read, readPage))
	m.Handle("GET /api/v1/cases/{number}/decision", httpx.JSON(w.Decisions.Read, 200, "What was decided in a case, every version of it, the newest first."))
	m.Handle("POST /requests/{number}/appeal", httpx.Form(w.Decisions.Appeal, func(in decision.Appeal, _ decision.Decisions) string { return decisionPath(in.Number) }, w.appealAgain))
	m.Handle("POST /api/v1/cases/{number}/appeal", httpx.JSON(w.Decisions.Appeal, 201, "Ask somebody else for a second look at a decision, until the day that it names. Asking twice is asking once."))

	m.Handle("GET /desk/cases/{number}/decide", httpx.Page(w.compose, composePage))
	m.Handle("POST /desk/cases/{number}/decide/check", httpx.Taken(w.check, composePage))
	m.Handle("POST /desk/cases/{number}/decide", httpx.Form(w.decide, sent, w.decideAgain))
	m.Handle("POST /api/v1/cases/{number}/decision", httpx.JSON(w.Decisions.Decide, 201, "Decide a case and answer it so. Whatever is not granted needs a clause, alternatives, and until when and with whom the person can disagree."))
	m.Handle("GET /desk/cases/{number}/correct", httpx.Page(w.amend, composePage))
	m.Handle("POST /desk/cases/{number}/correct", httpx.Form(w.correct, sent, w.correctAgain))
	m.Handle("POST /api/v1/cases/{number}/decision/correction", httpx.JSON(w.Decisions.Correct, 201, "Correct what was decided: the old version stays and is marked as replaced, and the person is told. What is left out stays as it was."))
}

func requestPath(number string) string  { return "/requests/" + url.PathEscape(number) }
func decisionPath(number string) string { return requestPath(number) + "/decision" }
func casePath(number string) string     { return "/desk/cases/" + url.PathEscape(number) }
func decidePath(number string) string   { return casePath(number) + "/decide" }

// told is what the requester's page of a decision shows.
type told struct {
	decision.Decisions
	Reader string
	Text   string // of an appeal, as it was typed
	Err    *fault.Error
}

func (w *Web) read(ctx context.Context, by authz.Actor, in decision.ReadOne) (told, error) {
	all, err := w.Decisions.Read(ctx, by, in)
	return told{Decisions: all, Reader: by.PersonID}, err
}

func (w *Web) appealAgain(ctx context.Context, by authz.Actor, in decision.Appeal, wrong *fault.Error) (templ.Component, error) {
	t, err := w.read(ctx, by, decision.ReadOne{Number: in.Number})
	t.Text, t.Err = in.Text, wrong
	return readPage(ctx, t), err
}

func readPage(ctx context.Context, t told) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "Decision"), Active: "requests", Error: t.Err != nil}, readBody(t))
}

// Part is what stands on the pages of a case.
func (w *Web) Part() part.Part {
	return part.Part{Weight: 10, Request: w.onRequest, Case: w.onCase}
}

func (w *Web) onRequest(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	all, err := w.Decisions.Shown(ctx, by, c.Number)
	if err != nil || len(all.Items) == 0 {
		return nil, err
	}
	return box(boxed{told: told{Decisions: all, Reader: by.PersonID}, Linked: true}), nil
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	all, err := w.Decisions.Shown(ctx, by, c.Number)
	if err != nil || len(all.Items) == 0 && !c.Decision {
		return nil, err
	}
	for i, a := range all.Appeals {
		all.Appeals[i].Promise = cmp.Or(c.PromisedBeside(a.ID), a.Promise) // with why it is due then
	}
	return casePart(told{Decisions: all, Reader: by.PersonID}), nil
}
