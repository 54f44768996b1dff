// Package viewsweb shows kept views beside the queue, the form in which one is kept, and the page on which they are changed.
package viewsweb

import (
	"context"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
	"hearth/internal/views"
)

// Web is the pages of the module.
type Web struct {
	views *views.Service
	desk  *desk.Service
}

// New returns the pages of s.
func New(s *views.Service, d *desk.Service) *Web { return &Web{s, d} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "views", Routes: w.routes, Places: w.places}
}

// places are the kept views.
func (w *Web) places(ctx context.Context, by authz.Actor) ([]webspec.Place, error) {
	if !by.Works() {
		return nil, nil
	}
	kept, err := w.views.List(ctx, by, views.ReadViews{})
	all := make([]webspec.Place, 0, len(kept.Items))
	for _, v := range kept.Items {
		all = append(all, webspec.Place{Kind: locale.M("View"), Name: v.Name, Href: href(v)})
	}
	return all, err
}

// Part is what stands on the queue's page.
func (w *Web) Part() part.Part { return part.Part{Weight: 10, Queue: w.beside} }

const path = "/desk/views"

func (w *Web) routes(m *httpx.Mux) {
	s := w.views
	m.Handle("GET /desk/views", httpx.Page(w.all, allPage))
	m.Handle("GET /desk/views/new", httpx.Page(w.begin, newPage))
	m.Handle("POST /desk/views", httpx.Form(s.Keep, func(_ views.Keep, v views.View) string { return href(v) }, w.again))
	m.Handle("POST /desk/views/{view}", httpx.Form(w.change, func(changing, views.View) string { return path }, w.changeAgain))
	m.Handle("POST /desk/views/{view}/remove", httpx.Form(s.Drop, func(views.Drop, views.View) string { return path }, nil))
	m.Handle("GET /api/v1/views", httpx.JSON(w.both, 200, "Your views with the number of cases in each, and those that you keep."))
	m.Handle("POST /api/v1/views", httpx.JSON(s.Keep, 201, "Keep a view of the queue under a name, for yourself or shared with a team of yours."))
	m.Handle("PUT /api/v1/views/{view}", httpx.JSON(s.Change, 200, "Rename, share, unshare, move or change a view that you keep; what is left out stays."))
	m.Handle("POST /api/v1/views/{view}/remove", httpx.JSON(s.Drop, 200, "Remove a view that you keep."))
	m.Handle("GET /api/v1/views/{view}/cases", httpx.JSON(s.Cases, 200, "The cases of a kept view that you may see, in pages."))
}

// href is the queue as a view asks for it.
func href(v views.View) string { return "/desk?" + v.Query + "&kept=" + url.QueryEscape(v.ID) }

// both is the product's views and the kept ones.
type both struct {
	Items []desk.View  `json:"items"`
	Kept  []views.View `json:"kept"`
	More  bool         `json:"more" doc:"true: your teams share more views than are listed."`
}

func (w *Web) both(ctx context.Context, by authz.Actor, _ desk.ReadViews) (both, error) {
	fixed, err := w.desk.Views(ctx, by, desk.ReadViews{})
	out := both{Items: fixed.Items, Kept: []views.View{}}
	if err != nil || !by.Works() {
		return out, err
	}
	kept, err := w.views.List(ctx, by, views.ReadViews{Counts: true})
	out.Kept, out.More = kept.Items, kept.More
	return out, err
}

// listed is what the page of all views shows, and the list beside the queue.
type listed struct {
	views.Views
	On    string // the id of the view that the reader looks at
	Query string // of the queue
	Lazy  bool   // without counts, which come after the page
	Teams []people.Team
	Bad   *changing // the form that was refused
	Err   *fault.Error
}

// changing is views.Change as the form sends it, with all of its fields: an empty name is refused, and no team ends the sharing.
type changing struct {
	ID    string `path:"view" json:"-"`
	Name  string `json:"name"`
	Team  string `json:"team"`
	Place int    `json:"place"`
	Mark  string `json:"mark"` // of the view that was read
}

// form is what the form of the view at a place of the page shows, with what was refused in it, and the end of its fields' ids: the summary of a refusal leads to those without one.
func (l listed) form(v views.View, i int) (changing, *fault.Error, string) {
	if l.bad(v) {
		in := *l.Bad
		if l.Err.Kind == fault.Conflict { // they have been told, and may save all the same
			in.Mark = v.Mark
		}
		return in, l.Err, ""
	}
	return changing{v.ID, v.Name, v.Team, v.Place, v.Mark}, nil, "-" + strconv.Itoa(i)
}

func (l listed) bad(v views.View) bool { return l.Bad != nil && l.Bad.ID == v.ID }

type readAll struct {
	On string `query:"on" json:"-"`
}

func (w *Web) all(ctx context.Context, by authz.Actor, in readAll) (listed, error) {
	all, err := w.views.List(ctx, by, views.ReadViews{Counts: true})
	if err != nil {
		return listed{}, err
	}
	teams, err := w.views.Teams(ctx, by)
	return listed{Views: all, On: in.On, Teams: teams}, err
}

func allPage(ctx context.Context, l listed) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Views"), Active: "queue", Error: l.Err != nil}, allBody(l))
}

func (w *Web) beside(ctx context.Context, by authz.Actor, kept, query string) (templ.Component, error) {
	all, err := w.views.List(ctx, by, views.ReadViews{})
	if err != nil {
		return nil, err
	}
	return besidePart(listed{Views: all, On: kept, Query: query, Lazy: true}), nil
}

// keeping is what the form shows in which a view is kept.
type keeping struct {
	In        views.Keep
	Says      []string
	Uncounted bool // it will have no number beside it
	Teams     []people.Team
	Err       *fault.Error
}

type readNew struct {
	Query string `query:"query" json:"-"`
}

func (w *Web) begin(ctx context.Context, by authz.Actor, in readNew) (keeping, error) {
	if _, err := w.views.List(ctx, by, views.ReadViews{}); err != nil {
		return keeping{}, err
	}
	says, err := w.views.Said(ctx, by, in.Query)
	if err != nil {
		return keeping{}, err
	}
	teams, err := w.views.Teams(ctx, by)
	return keeping{In: views.Keep{Query: in.Query}, Says: says, Uncounted: views.Uncounted(by, in.Query), Teams: teams}, err
}

func newPage(ctx context.Context, k keeping) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Keep this view"), Active: "queue", Error: k.Err != nil}, newBody(k))
}

func (w *Web) again(ctx context.Context, by authz.Actor, in views.Keep, wrong *fault.Error) (templ.Component, error) {
	k, err := w.begin(ctx, by, readNew{in.Query})
	k.In, k.Err = in, wrong
	return newPage(ctx, k), err
}

func (w *Web) change(ctx context.Context, by authz.Actor, in changing) (views.View, error) {
	return w.views.Change(ctx, by, views.Change{ID: in.ID, Name: &in.Name, Team: &in.Team, Place: &in.Place, Mark: in.Mark})
}

func (w *Web) changeAgain(ctx context.Context, by authz.Actor, in changing, wrong *fault.Error) (templ.Component, error) {
	l, err := w.all(ctx, by, readAll{})
	l.Bad, l.Err = &in, wrong
	return allPage(ctx, l), err
}

func teamOptions(ctx context.Context, all []people.Team, now string) []ui.Option {
	out := []ui.Option{{Label: locale.T(ctx, "Only me")}}
	for _, t := range all {
		out = append(out, ui.Option{Value: t.ID, Label: t.Name, Selected: t.ID == now, Person: true})
	}
	return out
}

// counted says how many cases a view holds.
func counted(ctx context.Context, v views.View) string {
	switch {
	case v.Count == nil:
		return ""
	case v.More:
		return locale.T(ctx, "more than %s", locale.Number(ctx, views.Most))
	}
	return locale.Number(ctx, *v.Count)
}

// lazily lets the counts come after the page, and anew when cases change.
func (l listed) lazily() templ.Attributes {
	from := path
	if l.On != "" {
		from += "?on=" + url.QueryEscape(l.On)
	}
	if !l.Lazy || len(l.Items) == 0 {
		return templ.Attributes{"data-live-refresh": "desk", "data-live-from": from}
	}
	return templ.Attributes{"data-live-refresh": "desk", "data-live-from": from, "hx-get": from, "hx-trigger": "load", "hx-select": "#kept", "hx-swap": "outerHTML"}
}

func onHere(here bool) templ.Attributes {
	if here {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}
