// Package ratingweb asks for ratings and shows what people said, in figures.
package ratingweb

import (
	"context"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"hearth/internal/people"
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
	return webspec.Web{Name: "rating", Routes: w.routes, Sections: []webspec.Section{{Weight: 27, Show: w.askingSection}},
		Menu: []webspec.Link{{Weight: 50, Key: "satisfaction", Label: locale.M("Satisfaction"), Icon: "star", Href: "/desk/satisfaction", Group: webspec.Insight, Text: locale.M("What people said when their request was over, by quarter."), Face: authz.Desk,
			Roles: []authz.Role{authz.Agent, authz.HRHead}}}}
}

func (w *Web) routes(m *httpx.Mux) {
	m.Handle("GET /requests/{number}/rating", httpx.Page(w.ask, askPage))
	m.Handle("POST /requests/{number}/rating", httpx.Form(w.ratings.Rate, rated, w.again))
	m.Handle("POST /api/v1/cases/{number}/rating", httpx.JSON(w.ratings.Rate, 201, "Say how it was: an answered case, until 30 days after the answer. Only its requester may. Saying it again within 7 days changes it."))
	m.Handle("GET /how-was-it/{token}", httpx.Page(w.askByLink, linkPage))
	m.Handle("POST /how-was-it/{token}", httpx.Form(w.rateByLink, func(in rating.ByLink, _ httpx.None) string { return "/how-was-it/" + in.Token }, w.againByLink))
	m.Handle("POST /me/asking", httpx.Form(w.ratings.SetAsking, func(rating.SetAsking, rating.Asking) string { return "/me#t-asking" }, nil))
	m.Handle("GET /api/v1/me/asking", httpx.JSON(w.ratings.ReadAsking, 200, "Whether you are asked how a request went."))
	m.Handle("PUT /api/v1/me/asking", httpx.JSON(w.ratings.SetAsking, 200, "Say whether you never want to be asked how a request went."))
	m.Handle("GET /desk/satisfaction", httpx.Page(w.figures, figuresPage))
	m.Handle("GET /api/v1/satisfaction", httpx.JSON(w.ratings.Satisfaction, 200, "How people say it went, by service, team, site and group of customers, in whole quarters. Groups with fewer than eight answers, or from which others with fewer could be worked out, are withheld. For HR."))
	m.Handle("GET /api/v1/satisfaction/words", httpx.JSON(w.ratings.Comments, 200, "What people let you read whom you answered, without their names and requests. For HR."))
}

func rated(in rating.Rate, _ rating.Rating) string { return "/requests/" + in.Number + "/rating" }

// form is what the page that asks for a rating shows.
type form struct {
	rating.Asked
	In    rating.Rate
	Token string // of the link by which somebody came who signs in nowhere; "": they are signed in
	Never bool   // they are not asked any more, or want that; see Token
	Err   *fault.Error
}

// path is where the form leads.
func (f form) path() string {
	if f.Token != "" {
		return "/how-was-it/" + f.Token
	}
	return "/requests/" + f.Number + "/rating"
}

func (w *Web) ask(ctx context.Context, by authz.Actor, in rating.ReadRating) (form, error) {
	asked, err := w.ratings.Ask(ctx, by, in)
	f := form{Asked: asked, In: rating.Rate{Number: in.Number}}
	if g := asked.Given; g != nil {
		f.In = rating.Rate{Number: in.Number, Satisfaction: g.Satisfaction, Effort: g.Effort, Solved: g.Solved, Again: g.Again, Text: g.Text, ShowAgent: g.ShowAgent}
	}
	return f, err
}

func (w *Web) again(ctx context.Context, by authz.Actor, in rating.Rate, wrong *fault.Error) (templ.Component, error) {
	asked, err := w.ratings.Ask(ctx, by, rating.ReadRating{Number: in.Number})
	return askPage(ctx, form{Asked: asked, In: in, Err: wrong}), err
}

func (w *Web) askByLink(ctx context.Context, _ authz.Actor, in rating.Link) (form, error) {
	asked, never, err := w.ratings.AskByLink(ctx, in)
	f := form{Asked: asked, Token: in.Token, Never: never.Never}
	if g := asked.Given; g != nil {
		f.In = rating.Rate{Satisfaction: g.Satisfaction, Effort: g.Effort, Solved: g.Solved, Again: g.Again, Text: g.Text, ShowAgent: g.ShowAgent}
	}
	return f, err
}

func (w *Web) rateByLink(ctx context.Context, _ authz.Actor, in rating.ByLink) (httpx.None, error) {
	return httpx.None{}, w.ratings.RateByLink(ctx, in)
}

func (w *Web) againByLink(ctx context.Context, by authz.Actor, in rating.ByLink, wrong *fault.Error) (templ.Component, error) {
	f, err := w.askByLink(ctx, by, rating.Link{Token: in.Token})
	f.In = rating.Rate{Satisfaction: in.Satisfaction, Effort: in.Effort, Solved: in.Solved, Again: in.Again, Text: in.Text, ShowAgent: in.ShowAgent}
	f.Never, f.Err = in.Never, wrong
	return linkPage(ctx, f), err
}

func (w *Web) askingSection(ctx context.Context, by authz.Actor) (templ.Component, error) {
	a, err := w.ratings.ReadAsking(ctx, by, rating.Nothing{})
	return askingPart(a), err
}

// shown is what the page of figures shows.
type shown struct {
	rating.Satisfaction
	Comments rating.Comments
	Err      *fault.Error
}

// figures shows the last quarter where another one is refused, and says so.
func (w *Web) figures(ctx context.Context, by authz.Actor, in rating.ReadSatisfaction) (out shown, err error) {
	out.Satisfaction, err = w.ratings.Satisfaction(ctx, by, in)
	if fault.KindOf(err) == fault.Invalid {
		out.Err = fault.As(err)
		out.Satisfaction, err = w.ratings.Satisfaction(ctx, by, rating.ReadSatisfaction{})
	}
	if err != nil {
		return out, err
	}
	out.Comments, err = w.ratings.Comments(ctx, by, rating.Nothing{})
	return out, err
}

func askPage(ctx context.Context, f form) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "How was it?"), Active: "requests", Error: f.Err != nil}, askBody(f))
}

func linkPage(ctx context.Context, f form) templ.Component {
	return shell.Bare(ctx, shell.Page{Title: locale.T(ctx, "How was it?"), Error: f.Err != nil}, linkBody(f))
}

func figuresPage(ctx context.Context, s shown) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Satisfaction"), Active: "satisfaction", Error: s.Err != nil}, figuresBody(s))
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

func solveds(ctx context.Context, now string) []ui.Option {
	return []ui.Option{{Value: "yes", Label: locale.T(ctx, "Yes"), Selected: now == "yes"}, {Value: "no", Label: locale.T(ctx, "No"), Selected: now == "no"}}
}

func agains(ctx context.Context, now string) []ui.Option {
	return []ui.Option{{Value: "yes", Label: locale.T(ctx, "Yes"), Selected: now == "yes"}, {Value: "unsure", Label: locale.T(ctx, "Not sure"), Selected: now == "unsure"},
		{Value: "no", Label: locale.T(ctx, "No"), Selected: now == "no"}}
}

// kinds are the parts that figures are told by, as the page calls them.
var kinds = map[string]string{"service": "By service", "team": "By team", "site": "By site", "customers": "By group of customers"}

// customers are the groups of customers.
var customers = map[string]string{people.Employees: "Employees", people.Leads: "Managers", people.HRCustomers: "Our own people in HR", people.FromOutside: "People from outside"}

// of returns the figures of one kind.
func (s shown) of(kind string) (all []rating.Figure) {
	for _, f := range s.Items {
		if f.Kind == kind {
			all = append(all, f)
		}
	}
	return all
}

func (s shown) quarterOptions(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, q := range s.Quarters {
		all = append(all, ui.Option{Value: q.Quarter, Label: quarterName(ctx, q.Quarter), Selected: q.Quarter == s.Quarter})
	}
	return all
}

// quarterName is a quarter such as 2026-Q3 in words.
func quarterName(ctx context.Context, q string) string {
	if len(q) != len("2026-Q3") {
		return q
	}
	months := map[byte]string{'1': "January to March %s", '2': "April to June %s", '3': "July to September %s", '4': "October to December %s"}
	return locale.T(ctx, months[q[len(q)-1]], q[:4])
}

// shared are the groups whose figures can be read, and unshared those whose figures are withheld.
func shared(all []rating.Figure) []rating.Figure {
	return slices.DeleteFunc(slices.Clone(all), func(f rating.Figure) bool { return f.Withheld })
}

func unshared(all []rating.Figure) []rating.Figure {
	return slices.DeleteFunc(slices.Clone(all), func(f rating.Figure) bool { return !f.Withheld })
}

// name is how a group is called, and whether somebody wrote that.
func name(ctx context.Context, f rating.Figure) (text string, person bool) {
	switch {
	case f.Kind == "all":
		return quarterName(ctx, f.Quarter), false
	case f.Kind == "customers":
		return locale.T(ctx, customers[f.Key]), false
	case f.Name == "":
		return locale.T(ctx, "Not known"), false
	}
	return f.Name, true
}

// percent is a share in words.
func percent(ctx context.Context, share float64) string {
	return locale.T(ctx, "%s%%", locale.Decimal(ctx, 100*share, 0))
}

// between is the interval of a share in words.
func between(ctx context.Context, s *rating.Share) string {
	return locale.T(ctx, "%s–%s%%", locale.Decimal(ctx, 100*s.Low, 0), locale.Decimal(ctx, 100*s.High, 0))
}

// told is a share with its interval and how many it was of, on one line.
func told(ctx context.Context, s *rating.Share) string {
	return locale.T(ctx, "%s (%s), %d of %d", percent(ctx, s.Share), between(ctx, s), s.Count, s.Of)
}
