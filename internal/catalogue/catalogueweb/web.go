// Package catalogueweb shows what HR offers: on the start page, and to the people who keep the catalogue.
package catalogueweb

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
	"hearth/internal/promise"
)

// Web is the pages of the module.
type Web struct {
	db        *store.DB
	catalogue *catalogue.Catalogue
	promises  *promise.Service
}

// New returns the pages of c.
func New(db *store.DB, c *catalogue.Catalogue, p *promise.Service) *Web { return &Web{db, c, p} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	keepers := []authz.Role{authz.HRHead}
	return webspec.Web{Name: "catalogue", Routes: w.routes,
		Cards: []webspec.Card{{Weight: -10, Show: w.quick}, {Weight: 50, Show: w.services}},
		Admin: []webspec.Link{{Weight: 30, Label: locale.M("Services"), Text: locale.M("What people can ask for, by when they hear, and who sees it."),
			Icon: "layers", Href: "/admin/services", Roles: keepers},
			{Weight: 31, Label: locale.M("Causes of requests"), Text: locale.M("Why people had to ask at all: what an agent chooses from when a case is closed."), Icon: "list", Href: "/admin/causes", Roles: keepers}}}
}

func (w *Web) routes(m *httpx.Mux) {
	m.Handle("GET /admin/services", httpx.Page(w.list, listPage))
	m.Handle("GET /admin/services/{id}", httpx.Page(w.edit, editPage))
	m.Handle("POST /admin/services/{id}", httpx.Form(asTyped(w.catalogue.SaveService), saved, w.again))
	m.Handle("GET /admin/services/new", httpx.Page(w.blank, editPage))
	m.Handle("POST /admin/services/new", httpx.Form(asTyped(w.catalogue.AddService), saved, w.again))
	m.Handle("POST /api/v1/services", httpx.JSON(w.catalogue.AddService, 201, "Add a service. Its id follows from its name."))
	m.Handle("PUT /api/v1/services/{id}", httpx.JSON(w.catalogue.SaveService, 200, "Make or change a service."))
	m.Handle("GET /admin/causes", httpx.Page(w.catalogue.AllCauses, causesPage))
	m.Handle("GET /admin/causes/new", httpx.Page(w.blankCause, causePage))
	m.Handle("POST /admin/causes/new", httpx.Form(w.catalogue.AddCause, savedCause, causeAgain))
	m.Handle("GET /admin/causes/{id}", httpx.Page(w.cause, causePage))
	m.Handle("POST /admin/causes/{id}", httpx.Form(w.catalogue.SaveCause, savedCause, causeAgain))
	m.Handle("POST /api/v1/causes", httpx.JSON(w.catalogue.AddCause, 201, "Add a cause of closed cases. Its id follows from its name."))
	m.Handle("PUT /api/v1/causes/{id}", httpx.JSON(w.catalogue.SaveCause, 200, "Make or change a cause of closed cases."))
}

func saved(typed, catalogue.Service) string { return "/admin/services" }

// asTyped has f take a service as people type it.
func asTyped(f httpx.UseCase[catalogue.SaveService, catalogue.Service]) httpx.UseCase[typed, catalogue.Service] {
	return func(ctx context.Context, by authz.Actor, in typed) (catalogue.Service, error) {
		s, err := in.service()
		if err != nil {
			return catalogue.Service{}, err
		}
		return f(ctx, by, s)
	}
}

// listed is what the page of all services shows.
type listed struct {
	Services []catalogue.Service
	Teams    map[string]string // names by id
}

func (w *Web) list(ctx context.Context, by authz.Actor, in catalogue.Nothing) (listed, error) {
	all, err := w.catalogue.AllServices(ctx, by, in)
	if err != nil {
		return listed{}, err
	}
	teams, err := people.Teams(ctx, w.db)
	out := listed{Services: all.Items, Teams: map[string]string{}}
	for _, t := range teams {
		out.Teams[t.ID] = t.Name
	}
	return out, err
}

// form is what the page of a service shows.
type form struct {
	In     typed
	Err    *fault.Error
	Teams  []people.Team
	Causes []catalogue.Cause
}

func (w *Web) edit(ctx context.Context, by authz.Actor, in catalogue.ReadService) (form, error) {
	s, err := w.catalogue.Service(ctx, by, in)
	if err != nil {
		return form{}, err
	}
	return w.form(ctx, inUnits(catalogue.SaveService(s)), nil)
}

// blank is the form of a service that is not there yet: it begins with what the service for everything else has.
func (w *Web) blank(ctx context.Context, by authz.Actor, _ httpx.None) (form, error) {
	s, err := w.catalogue.Service(ctx, by, catalogue.ReadService{ID: catalogue.DefaultService})
	if err != nil {
		return form{}, err
	}
	return w.form(ctx, inUnits(catalogue.SaveService{TeamID: s.TeamID, Sensitivity: catalogue.Open, FirstAnswerMinutes: s.FirstAnswerMinutes, DecisionMinutes: s.DecisionMinutes, CauseID: s.CauseID, Icon: s.Icon, Active: true}), nil)
}

func (w *Web) again(ctx context.Context, _ authz.Actor, in typed, err *fault.Error) (templ.Component, error) {
	f, other := w.form(ctx, in, err)
	return editPage(ctx, f), other
}

func (w *Web) form(ctx context.Context, in typed, wrong *fault.Error) (form, error) {
	teams, err := people.Teams(ctx, w.db)
	if err != nil {
		return form{}, err
	}
	causes, err := catalogue.Causes(ctx, w.db)
	return form{In: in, Err: wrong, Teams: teams, Causes: causes}, err
}

// causeForm is what the page of a cause shows.
type causeForm struct {
	In  catalogue.SaveCause
	Err *fault.Error
}

func savedCause(catalogue.SaveCause, catalogue.Cause) string { return "/admin/causes" }

func (w *Web) blankCause(ctx context.Context, by authz.Actor, in httpx.None) (causeForm, error) {
	_, err := w.catalogue.AllCauses(ctx, by, catalogue.Nothing{})
	return causeForm{In: catalogue.SaveCause{Active: true}}, err
}

func (w *Web) cause(ctx context.Context, by authz.Actor, in catalogue.ReadCause) (causeForm, error) {
	x, err := w.catalogue.Cause(ctx, by, in)
	return causeForm{In: catalogue.SaveCause(x)}, err
}

func causeAgain(ctx context.Context, _ authz.Actor, in catalogue.SaveCause, wrong *fault.Error) (templ.Component, error) {
	return causePage(ctx, causeForm{In: in, Err: wrong}), nil
}

// offer is a service with the moment by which somebody who asks now has a first answer.
type offer struct {
	catalogue.Service
	First store.Time
}

// offers returns what by may ask for now.
func (w *Web) offers(ctx context.Context, by authz.Actor) ([]offer, error) {
	all, err := w.catalogue.Services(ctx, by, catalogue.Nothing{})
	if err != nil {
		return nil, err
	}
	site, err := people.Site(ctx, w.db, by.PersonID)
	if err != nil {
		return nil, err
	}
	out := make([]offer, 0, len(all.Items))
	for _, s := range all.Items {
		first, err := w.promises.Expected(ctx, w.db, promise.Start{Kind: promise.FirstAnswer, Place: promise.Place{Site: site, Team: s.TeamID}, Minutes: s.FirstAnswerMinutes, Asked: catalogue.AskedBy(by, s)})
		if err != nil {
			return nil, err
		}
		out = append(out, offer{s, first})
	}
	return out, nil
}

// quickOnes is how many services stand as large buttons above everything: the first ones of the catalogue's order.
const quickOnes = 4

func (w *Web) quick(ctx context.Context, by authz.Actor) (templ.Component, error) {
	all, err := w.catalogue.Services(ctx, by, catalogue.Nothing{})
	if err != nil || len(all.Items) < quickOnes {
		return nil, err
	}
	return quickButtons(all.Items[:quickOnes]), nil
}

func (w *Web) services(ctx context.Context, by authz.Actor) (templ.Component, error) {
	all, err := w.offers(ctx, by)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	if len(all) > quickOnes {
		all = slices.Clone(all[quickOnes:])
	}
	return serviceList(all), nil
}
