// Package calculationweb shows how something was worked out: to whoever it is for, as a paper that adds up, and to HR as a table to fill in that tells what it comes to.
package calculationweb

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/calculation"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct{ calculations *calculation.Service }

// New returns the pages of s.
func New(s *calculation.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web { return webspec.Web{Name: "calculation", Routes: w.routes} }

// Part is what stands on the pages of a case.
func (w *Web) Part() part.Part { return part.Part{Weight: 30, Request: w.onRequest, Case: w.onCase} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.calculations
	m.Handle("GET /desk/cases/{number}/calculation", httpx.Page(w.begin, writePage))
	m.Handle("POST /desk/cases/{number}/calculation/check", httpx.Taken(w.check, writePage))
	m.Handle("POST /desk/cases/{number}/calculation", httpx.Form(w.save, func(in typed, _ calculation.Calculation) string { return casePath(in.Number) }, w.writeAgain))
	m.Handle("POST /api/v1/cases/{number}/calculation", httpx.JSON(s.Write, 201, "Add a calculation to a case. Each line's quantity × rate is its amount, and the lines are the total; what does not add up is refused with what it comes to. Numbers are decimal text."))
	m.Handle("GET /api/v1/cases/{number}/calculation", httpx.JSON(s.ReadLast, 200, "The calculation of a case that was written last and stands."))
	m.Handle("GET /api/v1/cases/{number}/calculations", httpx.JSON(s.Read, 200, "All calculations of a case, with the lines that were corrected."))

	m.Handle("GET /desk/cases/{number}/calculation/lines/{line}", httpx.Page(w.amend, correctPage))
	m.Handle("POST /desk/cases/{number}/calculation/lines/{line}", httpx.Form(w.correct, func(in calculation.CorrectLine, _ calculation.Calculation) string { return casePath(in.Number) }, w.correctAgain))
	m.Handle("POST /api/v1/cases/{number}/calculation/lines/{line}", httpx.JSON(s.Correct, 200, "Correct a line of a calculation: the old one stays, struck through, and the new one stands under it. The person it is for is told."))
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func formPath(number string) string { return casePath(number) + "/calculation" }

func linePath(number, line string) string { return formPath(number) + "/lines/" + line }

// shown reads what stands on a case's page; nothing where the reader only sees the case.
func (w *Web) shown(ctx context.Context, by authz.Actor, number string) (calculation.Calculations, error) {
	all, err := w.calculations.Read(ctx, by, calculation.ReadOne{Number: number})
	if k := fault.KindOf(err); k == fault.Forbidden || k == fault.NotFound {
		return calculation.Calculations{}, nil
	}
	return all, err
}

func (w *Web) onRequest(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	all, err := w.shown(ctx, by, c.Number)
	if err != nil || len(all.Items) == 0 {
		return nil, err
	}
	return paper(all.Items), nil
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	all, err := w.shown(ctx, by, c.Number)
	if err != nil || len(all.Items) == 0 && !c.May.Work {
		return nil, err
	}
	return casePart(c.Number, all.Items, c.May.Work), nil
}
