// Package causeweb shows why people wrote to HR: over many cases on a page of its own, and on HR's page of a case.
package causeweb

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/calendar"
	"hearth/internal/catalogue"
	"hearth/internal/cause"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
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
type Web struct {
	db     *store.DB
	causes *cause.Service
}

// New returns the pages of s.
func New(db *store.DB, s *cause.Service) *Web { return &Web{db, s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "cause", Routes: w.routes, Menu: []webspec.Link{{Weight: 55, Key: "causes", Label: locale.M("Causes"), Icon: "chart-bar", Href: "/desk/causes", Group: webspec.Insight, Text: locale.M("Why people had to ask, and what that cost them and us."),
		Face: authz.Desk, Roles: []authz.Role{authz.Agent, authz.HRHead}}}}
}

// Part is what stands on the pages of a case.
func (w *Web) Part() part.Part { return part.Part{Weight: 50, Case: w.onCase} }

func (w *Web) routes(m *httpx.Mux) {
	m.Handle("GET /desk/causes", httpx.Page(w.read, causesPage))
	m.Handle("GET /api/v1/causes/figures", httpx.JSON(w.causes.Read, 200, "Why people wrote: the causes of the cases that were answered in a time and are open to you, with the clauses that they cite and the work that was written down. For HR."))
}

// shown is what the page shows.
type shown struct {
	cause.Figures
	Asked    cause.Read // as it was typed
	Services []catalogue.Service
	Err      *fault.Error
}

// read shows the usual time where what was asked for is refused, and says so.
func (w *Web) read(ctx context.Context, by authz.Actor, in cause.Read) (shown, error) {
	out := shown{Asked: in}
	var err error
	out.Figures, err = w.causes.Read(ctx, by, in)
	if fault.KindOf(err) == fault.Invalid {
		out.Err = fault.As(err)
		out.Figures, err = w.causes.Read(ctx, by, cause.Read{})
	}
	if err != nil {
		return out, err
	}
	if out.Err == nil {
		out.Asked = cause.Read{From: out.From.String(), To: out.To.String(), Service: out.Service}
	}
	out.Services, err = catalogue.Services(ctx, w.db)
	return out, err
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	one, err := w.causes.Of(ctx, by, c.Number)
	if k := fault.KindOf(err); k == fault.Forbidden || k == fault.NotFound { // who only reads the case
		return nil, nil
	}
	if err != nil || one.Name == "" {
		return nil, err
	}
	return casePart(one), nil
}

func causesPage(ctx context.Context, s shown) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Causes"), Active: "causes", Error: s.Err != nil}, causesBody(s))
}

func (s shown) serviceOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "All services")}}
	for _, x := range s.Services {
		all = append(all, ui.Option{Value: x.ID, Label: x.Name, Selected: x.ID == s.Asked.Service, Person: true})
	}
	return all
}

// mostCited is how many clauses stand under a cause.
const mostCited = 4

func first(all []cause.Cited) []cause.Cited { return all[:min(len(all), mostCited)] }

// took is a number of minutes in words.
func took(ctx context.Context, minutes int) string {
	return locale.Duration(ctx, time.Duration(minutes)*time.Minute)
}

// share is how much of all cases came about so, in percent.
func (s shown) share(c cause.Cause) int { return (100*c.Cases + s.Cases/2) / s.Cases }

// on is a day in words.
func on(ctx context.Context, d calendar.Date) string {
	year, month, day := d.YearMonthDay()
	return locale.Day(ctx, year, month, day)
}
