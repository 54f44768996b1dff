// Package peopleweb shows the directory to HR, takes files of people in, and lets everyone keep their own choices.
package peopleweb

import (
	"context"

	"github.com/a-h/templ"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct {
	people *people.Service
	pseudo bool
}

// New returns the pages of p. With pseudo the pseudo-language can be chosen.
func New(p *people.Service, pseudo bool) *Web { return &Web{p, pseudo} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	keepers := []authz.Role{authz.HRHead, authz.Admin}
	readers := []authz.Role{authz.Agent, authz.HRHead, authz.Admin}
	return webspec.Web{Name: "people", Routes: w.routes,
		Sections: []webspec.Section{{Weight: 10, Show: w.details}, {Weight: 20, Show: w.reach}, {Weight: 30, Show: w.reading}},
		Admin: []webspec.Link{
			{Weight: 10, Label: locale.M("People"), Text: locale.M("Who works here, where, and for whom."), Icon: "users", Href: "/desk/people", Roles: keepers},
			{Weight: 11, Label: locale.M("Import people"), Text: locale.M("From a CSV or XLSX file, with a look before anything changes."), Icon: "upload", Href: "/admin/import", Roles: keepers},
			{Weight: 12, Label: locale.M("Roles"), Text: locale.M("Who works in HR and who administers."), Icon: "lock", Href: "/admin/roles", Roles: keepers},
			{Weight: 13, Label: locale.M("Teams"), Text: locale.M("Who works together in HR, and whose cases only they see."), Icon: "users", Href: teamsPath, Roles: keepers}},
		Menu:   []webspec.Link{{Weight: 40, Key: "people", Label: locale.M("People"), Icon: "users", Href: "/desk/people", Face: authz.Desk, Go: "p", Roles: readers}},
		Places: w.places}
}

func (w *Web) routes(m *httpx.Mux) {
	m.Handle("GET /desk/people", httpx.Page(w.people.ListPeople, listPage))
	m.Handle("GET /api/v1/people", httpx.JSON(w.people.ListPeople, 200, "The directory, by the beginnings of names, an address or a number. For HR and administrators."))
	m.Handle("GET /desk/people/{id}", httpx.Page(w.people.ShowPerson, cardPage))
	m.Handle("GET /api/v1/people/{id}", httpx.JSON(w.people.ShowPerson, 200, "The directory's facts of a person. For HR and administrators."))
	m.Handle("GET /desk/people/new", httpx.Page(w.empty, editPage))
	m.Handle("POST /desk/people/new", httpx.Form(w.people.AddPerson, toPerson, again))
	m.Handle("POST /api/v1/people", httpx.JSON(w.people.AddPerson, 201, "Add a person to the directory. For the head of HR and administrators."))
	m.Handle("GET /desk/people/{id}/edit", httpx.Page(w.edit, editPage))
	m.Handle("POST /desk/people/{id}/edit", httpx.Form(w.people.EditPerson, toPerson, again))
	m.Handle("PUT /api/v1/people/{id}", httpx.JSON(w.people.EditPerson, 200, "Bring a person in the directory to what is sent. For the head of HR and administrators."))
	m.Handle("GET /api/v1/colleague", httpx.JSON(w.people.FindColleague, 200, "Somebody by a whole e-mail address, personnel number or ID."))

	m.Handle("GET /admin/roles", httpx.Page(w.people.ListRoles, rolesPage))
	m.Handle("GET /api/v1/roles", httpx.JSON(w.people.ListRoles, 200, "Who has which role. For HR and administrators."))
	m.Handle("POST /desk/people/{id}/roles", httpx.Form(w.people.GrantRole, toHolder, w.againRole))
	m.Handle("POST /api/v1/people/{id}/roles", httpx.JSON(w.people.GrantRole, 200, "Give a person a role. For administrators."))
	m.Handle("POST /desk/people/{id}/roles/revoke", httpx.Form(w.people.RevokeRole, toHolder, w.againRole))
	m.Handle("POST /api/v1/people/{id}/roles/revoke", httpx.JSON(w.people.RevokeRole, 200, "Take a role from a person. For administrators."))

	w.teamRoutes(m)
	m.Handle("GET /admin/import", httpx.Page(w.choose, choosePage))
	m.Handle("POST /admin/import", httpx.Form(w.people.KeepFile, toPreview, againChoose))
	m.Handle("GET /admin/import/{id}", httpx.Page(w.people.PreviewFile, previewPage))
	m.Handle("POST /admin/import/{id}", httpx.Form(w.people.ImportFile, toResult, w.againPreview))

	w.keyRoutes(m)
	m.Handle("POST /me", httpx.Form(w.saveMe, toMe, w.againMe))
	m.Handle("GET /api/v1/me", httpx.JSON(w.people.ShowMe, 200, "What the directory knows of you, and what you chose."))
	m.Handle("PATCH /api/v1/me", httpx.JSON(w.people.SaveMe, 200, "Change what you chose: name, pronouns, language, time zone, channels, theme, keys."))
}

func toPerson(_ people.SavePerson, p people.Person) string { return "/desk/people/" + p.ID }

func toHolder(in people.SaveRole, _ people.Person) string { return "/desk/people/" + in.PersonID }

func toPreview(_ people.KeepFile, k people.KeptFile) string { return "/admin/import/" + k.ID }

func toResult(in people.Kept, _ people.ImportReport) string { return "/admin/import/" + in.ID }

func toMe(meForm, people.Me) string { return "/me" }

// form is the page of a person that is being added or changed.
type form struct {
	In  people.SavePerson
	Err *fault.Error
}

func (w *Web) empty(ctx context.Context, by authz.Actor, _ httpx.None) (form, error) {
	return form{}, w.people.MayEdit(by)
}

func (w *Web) edit(ctx context.Context, by authz.Actor, in people.ReadPerson) (form, error) {
	saved, err := w.people.ShowEdit(ctx, by, in)
	return form{In: saved}, err
}

func again(ctx context.Context, _ authz.Actor, in people.SavePerson, err *fault.Error) (templ.Component, error) {
	return editPage(ctx, form{In: in, Err: err}), nil
}

func (w *Web) againRole(ctx context.Context, by authz.Actor, in people.SaveRole, wrong *fault.Error) (templ.Component, error) {
	d, err := w.people.ShowPerson(ctx, by, people.ReadPerson{ID: in.PersonID})
	return cardWith(ctx, d, wrong), err
}

func (w *Web) choose(_ context.Context, by authz.Actor, _ httpx.None) (httpx.None, error) {
	return httpx.None{}, w.people.MayImport(by)
}

func againChoose(ctx context.Context, _ authz.Actor, _ people.KeepFile, wrong *fault.Error) (templ.Component, error) {
	return chooseWith(ctx, wrong), nil
}

func (w *Web) againPreview(ctx context.Context, by authz.Actor, in people.Kept, wrong *fault.Error) (templ.Component, error) {
	p, err := w.people.PreviewFile(ctx, by, in)
	if p.Wrong == nil {
		p.Wrong = wrong
	}
	return previewPage(ctx, p), err
}
