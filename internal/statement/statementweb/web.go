// Package statementweb serves the statement of a request, and all that it is made of.
package statementweb

import (
	"context"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/webspec"
	"hearth/internal/statement"
)

// Web is the addresses of the module.
type Web struct{ statement *statement.Service }

// New returns the addresses of s.
func New(s *statement.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's addresses.
func (w *Web) Spec() webspec.Web { return webspec.Web{Name: "statement", Routes: w.routes} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.statement
	m.Handle("GET /api/v1/cases/{number}/statement", httpx.JSON(w.read, 200, "What a request took: work by step and team, time until the answer, money. Findings are for HR."))
	m.Handle("POST /api/v1/cases/{number}/estimate", httpx.JSON(s.Estimate, 201, "Estimate the work by steps. A new estimate needs its cause, and waits for the requester's choice."))
	m.Handle("POST /api/v1/cases/{number}/estimate/choice", httpx.JSON(s.Choose, 200, "Choose how to go on with a new estimate: go_on, smaller or stop. For its requester."))
	m.Handle("POST /api/v1/cases/{number}/effort", httpx.JSON(s.Log, 201, "Write down work on a step. It counts for the team; nobody can list it by person."))
	m.Handle("POST /api/v1/cases/{number}/effort/{effort}/reverse", httpx.JSON(s.Reverse, 200, "Take an entry of work back by another. Both stay."))
	m.Handle("POST /api/v1/cases/{number}/statement/questions", httpx.JSON(s.Question, 201, "Question a line of the statement. For its requester."))
	m.Handle("POST /api/v1/cases/{number}/statement/questions/{question}/answer", httpx.JSON(s.Explain, 200, "Answer a question about a line, and correct it where it was wrong."))
}

// read is the statement, with the findings in the reader's language.
func (w *Web) read(ctx context.Context, by authz.Actor, in statement.ReadOne) (statement.Statement, error) {
	s, err := w.statement.Read(ctx, by, in)
	for i := range s.Findings {
		s.Findings[i].Text = s.Findings[i].Says.In(ctx)
	}
	return s, err
}
