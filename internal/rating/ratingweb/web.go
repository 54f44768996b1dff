// Package ratingweb asks for ratings and shows their totals.
package ratingweb

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
	"hearth/internal/rating"
)

// Web is the pages of the module.
type Web struct{ ratings *rating.Service }

// New returns the pages of s.
func New(s *rating.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "rating", Routes: w.routes, Menu: []webspec.Link{{Weight: 50, Key: "ratings", Label: locale.M("How it was"), Icon: "star",
		Href: "/desk/ratings", Face: authz.Desk, Roles: []authz.Role{authz.Agent, authz.HRHead}}}}
}

func (w *Web) routes(m *httpx.Mux) {
	m.Handle("GET /requests/{number}/rating", httpx.Page(w.ask, askPage))
	m.Handle("POST /requests/{number}/rating", httpx.Form(w.ratings.Rate, rated, w.again))
	m.Handle("POST /api/v1/cases/{number}/rating", httpx.JSON(w.ratings.Rate, 201, "Rate an answered case. Only its requester may."))
	m.Handle("GET /desk/ratings", httpx.Page(w.totals, totalsPage))
	m.Handle("GET /api/v1/ratings", httpx.JSON(w.ratings.Totals, 200, "Totals of ratings by team and month, of eight and more."))
}

func rated(in rating.Rate, _ rating.Rating) string { return "/requests/" + in.Number + "/rating" }

// form is what the page that asks for a rating shows.
type form struct {
	rating.Asked
	In  rating.Rate
	Err *fault.Error
}

func (w *Web) ask(ctx context.Context, by authz.Actor, in rating.ReadRating) (form, error) {
	asked, err := w.ratings.Ask(ctx, by, in)
	f := form{Asked: asked, In: rating.Rate{Number: in.Number}}
	if g := asked.Given; g != nil {
		f.In = rating.Rate{Number: in.Number, Satisfaction: g.Satisfaction, Effort: g.Effort, Again: g.Again, Text: g.Text, ShowAgent: g.ShowAgent}
	}
	return f, err
}

func (w *Web) again(ctx context.Context, by authz.Actor, in rating.Rate, wrong *fault.Error) (templ.Component, error) {
	asked, err := w.ratings.Ask(ctx, by, rating.ReadRating{Number: in.Number})
	return askPage(ctx, form{Asked: asked, In: in, Err: wrong}), err
}

// sums is what the page of totals shows.
type sums struct {
	rating.Totals
	Comments rating.Comments
}

func (w *Web) totals(ctx context.Context, by authz.Actor, in rating.ReadTotalsOf) (sums, error) {
	t, err := w.ratings.Totals(ctx, by, in)
	if err != nil {
		return sums{}, err
	}
	c, err := w.ratings.Comments(ctx, by, in)
	return sums{t, c}, err
}

func askPage(ctx context.Context, f form) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "How was it?"), Active: "requests", Error: f.Err != nil}, askBody(f))
}

func totalsPage(ctx context.Context, s sums) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "How it was"), Active: "ratings"}, totalsBody(s))
}

// scale is the answers from 1 to 5, with words at both ends.
func scale(ctx context.Context, worst, best string, now int) []ui.Option {
	var all []ui.Option
	for n := 1; n <= 5; n++ {
		o := ui.Option{Value: strconv.Itoa(n), Label: strconv.Itoa(n), Selected: n == now}
		switch n {
		case 1:
			o.Hint = locale.T(ctx, worst)
		case 5:
			o.Hint = locale.T(ctx, best)
		}
		all = append(all, o)
	}
	return all
}

func agains(ctx context.Context, now string) []ui.Option {
	return []ui.Option{{Value: "yes", Label: locale.T(ctx, "Yes"), Selected: now == "yes"}, {Value: "unsure", Label: locale.T(ctx, "Not sure"), Selected: now == "unsure"},
		{Value: "no", Label: locale.T(ctx, "No"), Selected: now == "no"}}
}
