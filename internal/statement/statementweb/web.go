// Package statementweb serves what a request takes: to whoever asked as an estimate with three choices and as a paper that adds up, and to HR as a table to estimate in, a line to
// write work down in, and the same paper with what does not add up.
package statementweb

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/webspec"
	"hearth/internal/statement"
)

// Options are what the pages need.
type Options struct {
	Statement *statement.Service
	OrgName   string // whose printed copies they are
	PublicURL string // before the address of the page that was printed
}

// Web is the pages of the module.
type Web struct {
	Options
	statement *statement.Service
}

// New returns the pages.
func New(o Options) *Web { return &Web{o, o.Statement} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web { return webspec.Web{Name: "statement", Routes: w.routes} }

// Part is what stands on the pages of a case.
func (w *Web) Part() part.Part {
	return part.Part{Weight: 40, Request: w.onRequest, Aside: w.beside, Case: w.onCase}
}

func (w *Web) routes(m *httpx.Mux) {
	s := w.statement
	m.Handle("GET /requests/{number}/statement", httpx.Page(w.read, paperPage))
	m.Handle("GET /api/v1/cases/{number}/statement", httpx.JSON(w.tell, 200, "What a request took: work by step and team, time until the answer, money. Findings are for HR."))
	m.Handle("GET /requests/{number}/statement.pdf", w.printed(s.Read, false))
	m.Handle("GET /api/v1/cases/{number}/statement.pdf", w.printed(s.Read, false))
	m.Handle("GET /requests/{number}/statement.csv", w.taken(s.Read, false))
	m.Handle("GET /api/v1/cases/{number}/statement.csv", w.taken(s.Read, false))
	m.Handle("POST /requests/{number}/statement/questions", httpx.Form(s.Question, func(in statement.Ask, _ statement.Question) string { return paperPath(in.Number) + "#t-questions" }, w.askAgain))
	m.Handle("POST /api/v1/cases/{number}/statement/questions", httpx.JSON(s.Question, 201, "Question a line of the statement. For its requester."))

	m.Handle("GET /requests/{number}/estimate", httpx.Page(w.offer, choicePage))
	m.Handle("POST /requests/{number}/estimate/choice", httpx.Form(s.Choose, func(in statement.Choose, _ statement.Estimate) string { return requestPath(in.Number) }, w.chooseAgain))
	m.Handle("POST /api/v1/cases/{number}/estimate/choice", httpx.JSON(s.Choose, 200, "Choose how to go on with a new estimate: go_on, smaller or stop. For its requester."))

	m.Handle("GET /desk/cases/{number}/estimate", httpx.Page(w.begin, estimatePage))
	m.Handle("POST /desk/cases/{number}/estimate/check", httpx.Taken(w.check, estimatePage))
	m.Handle("POST /desk/cases/{number}/estimate", httpx.Form(w.estimate, func(in typed, _ statement.Estimate) string { return casePath(in.Number) }, w.estimateAgain))
	m.Handle("POST /api/v1/cases/{number}/estimate", httpx.JSON(s.Estimate, 201, "Estimate the work by steps. A new estimate needs its cause, and waits for the requester's choice."))

	m.Handle("GET /desk/cases/{number}/effort", httpx.Page(w.ledger, effortPage))
	m.Handle("POST /desk/cases/{number}/effort", httpx.Form(w.log, func(in worked, _ statement.Effort) string { return casePath(in.Number) + "#c-effort" }, w.logAgain))
	m.Handle("POST /api/v1/cases/{number}/effort", httpx.JSON(s.Log, 201, "Write down work on a step. It counts for the team; nobody can list it by person."))
	m.Handle("POST /desk/cases/{number}/effort/{effort}/reverse", httpx.Form(s.Reverse, func(in statement.Reverse, _ statement.Effort) string { return effortPath(in.Number) }, w.reverseAgain))
	m.Handle("POST /api/v1/cases/{number}/effort/{effort}/reverse", httpx.JSON(s.Reverse, 200, "Take an entry of work back by another. Both stay."))

	m.Handle("GET /desk/cases/{number}/statement", httpx.Page(w.open, deskPaperPage))
	m.Handle("GET /desk/cases/{number}/statement.pdf", w.printed(s.Open, true))
	m.Handle("GET /desk/cases/{number}/statement.csv", w.taken(s.Open, true))
	m.Handle("POST /desk/cases/{number}/statement/questions/{question}/answer", httpx.Form(w.explain, func(in explained, _ statement.Question) string { return deskPaperPath(in.Number) + "#t-questions" }, w.explainAgain))
	m.Handle("POST /api/v1/cases/{number}/statement/questions/{question}/answer", httpx.JSON(s.Explain, 200, "Answer a question about a line, and correct it where it was wrong."))
}

func requestPath(number string) string   { return "/requests/" + url.PathEscape(number) }
func paperPath(number string) string     { return requestPath(number) + "/statement" }
func choicePath(number string) string    { return requestPath(number) + "/estimate" }
func casePath(number string) string      { return "/desk/cases/" + url.PathEscape(number) }
func estimatePath(number string) string  { return casePath(number) + "/estimate" }
func effortPath(number string) string    { return casePath(number) + "/effort" }
func deskPaperPath(number string) string { return casePath(number) + "/statement" }

// shown reads what stands on a case's page; false where the reader only sees the case, or its service neither costs, decides nor takes long.
func (w *Web) shown(ctx context.Context, by authz.Actor, c desk.Whole) (statement.Statement, bool, error) {
	s, err := w.statement.Read(ctx, by, statement.ReadOne{Number: c.Number})
	if k := fault.KindOf(err); k == fault.Forbidden || k == fault.NotFound {
		return s, false, nil
	}
	return s, err == nil && s.Offered, err
}

func (w *Web) onRequest(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	s, there, err := w.shown(ctx, by, c)
	if !there || !s.Asks() {
		return nil, err
	}
	return ask(choosing{Statement: s, In: statement.Choose{Number: s.Number}}), nil
}

func (w *Web) beside(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	s, there, err := w.shown(ctx, by, c)
	if !there || !s.Any() {
		return nil, err
	}
	return expected(s), nil
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	s, there, err := w.shown(ctx, by, c)
	if !there {
		return nil, err
	}
	return casePart(casework{Statement: s, Whole: c, Works: c.May.Work}), nil
}
