// Package fieldweb shows what services ask for besides words: on the form of a request, on the pages of a case, among the queue's filters, and to who keeps the catalogue.
package fieldweb

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/desk/narrow"
	"hearth/internal/field"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct {
	db     *store.DB
	fields *field.Service
}

// New returns the pages of s.
func New(db *store.DB, s *field.Service) *Web { return &Web{db, s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web { return webspec.Web{Name: "field", Routes: w.routes} }

// Part is what stands on the pages of a case, on the form of a new one and among the queue's filters.
func (w *Web) Part() part.Part {
	return part.Part{Weight: 12, Aside: w.onRequest, Case: w.onCase, Form: w.onForm, Filter: w.filter, Take: w.take}
}

func (w *Web) routes(m *httpx.Mux) {
	s := w.fields
	m.Handle("GET /requests/{number}/fields", httpx.Page(w.correct, correctPage))
	m.Handle("POST /requests/{number}/fields", httpx.Form(w.fill, func(in form, _ field.Values) string { return requestPath(in.Number) }, w.correctAgain))
	m.Handle("GET /desk/cases/{number}/fields", httpx.Page(w.atDesk, deskPage))
	m.Handle("POST /desk/cases/{number}/fields", httpx.Form(w.fillAtDesk, func(in form, _ field.Values) string { return casePath(in.Number) }, w.deskAgain))
	m.Handle("GET /api/v1/cases/{number}/fields", httpx.JSON(s.OfCase, 200, "What a case holds in the fields of its service."))
	m.Handle("PUT /api/v1/cases/{number}/fields", httpx.JSON(s.Fill, 200, "Change what a case holds in its fields, by key; what is left out stays, and null takes out what stood there. Give was, and nothing is written over that somebody changed since you read it."))

	m.Handle("GET /admin/services/{id}/fields", httpx.Page(w.list, listPage))
	m.Handle("GET /admin/services/{id}/fields/new", httpx.Page(w.begin, editPage))
	m.Handle("POST /admin/services/{id}/fields", httpx.Form(w.create, saved, w.saveAgain))
	m.Handle("GET /admin/services/{id}/fields/{key}", httpx.Page(w.edit, editPage))
	m.Handle("POST /admin/services/{id}/fields/{key}", httpx.Form(w.save, saved, w.saveAgain))
	m.Handle("GET /api/v1/services/{id}/fields", httpx.JSON(s.OfService, 200, "What a service asks for besides words."))
	m.Handle("PUT /api/v1/services/{id}/fields/{key}", httpx.JSON(s.Save, 200, "Make or change a field of a service. It keeps its type. For the head of HR."))
}

func requestPath(number string) string { return "/requests/" + url.PathEscape(number) }

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func servicePath(id string) string { return "/admin/services/" + url.PathEscape(id) }

// form is field.Fill as people type it: keys, what stands there now, and what stood there when the form was shown, side by side.
type form struct {
	Number string       `path:"number" json:"-"`
	Field  []httpx.Cell `json:"field"`
	Value  []httpx.Cell `json:"value"`
	Was    []httpx.Cell `json:"was"`
}

func (f form) filled() field.Fill {
	out := field.Fill{Number: f.Number, Fields: map[string]any{}, Was: map[string]any{}}
	for i := range min(len(f.Field), len(f.Value)) {
		out.Fields[string(f.Field[i])] = string(f.Value[i])
		if i < len(f.Was) {
			out.Was[string(f.Field[i])] = string(f.Was[i])
		}
	}
	return out
}

// filling is what the page shows on which the fields of a case are changed.
type filling struct {
	field.Values
	In  *form // as it was sent, when it was refused
	Err *fault.Error
}

// entry is one control of a form.
type entry struct {
	field.Field
	Value string
	Was   *string // nil on the form of a new request
	Err   *fault.Error
}

// entries are those that the reader may change.
func (f filling) entries() (all []entry) {
	typed := map[string]any{}
	if f.In != nil {
		typed = f.In.filled().Fields
	}
	for _, x := range f.Items {
		if !x.May {
			continue
		}
		now := x.Plain()
		e := entry{Field: x.Field, Value: now, Was: &now, Err: f.Err}
		if value, ok := typed[x.Key].(string); ok {
			e.Value = value
		}
		all = append(all, e)
	}
	return all
}

func (w *Web) correct(ctx context.Context, by authz.Actor, in field.ReadCase) (filling, error) {
	v, err := w.fields.OfCase(ctx, by, in)
	v.Number = in.Number
	return filling{Values: v}, err
}

// atDesk is correct for those of HR who work on the case.
func (w *Web) atDesk(ctx context.Context, by authz.Actor, in field.ReadCase) (filling, error) {
	f, err := w.correct(ctx, by, in)
	if err == nil && !f.HR {
		err = fault.New(fault.Forbidden, "This request is your own. Somebody else in HR works on it.")
	}
	return f, err
}

func (w *Web) fill(ctx context.Context, by authz.Actor, in form) (field.Values, error) {
	return w.fields.Fill(ctx, by, in.filled())
}

// fillAtDesk is fill for those of HR alone.
func (w *Web) fillAtDesk(ctx context.Context, by authz.Actor, in form) (field.Values, error) {
	if _, err := w.atDesk(ctx, by, field.ReadCase{Number: in.Number}); err != nil {
		return field.Values{}, err
	}
	return w.fill(ctx, by, in)
}

func (w *Web) correctAgain(ctx context.Context, by authz.Actor, in form, wrong *fault.Error) (templ.Component, error) {
	f, err := w.correct(ctx, by, field.ReadCase{Number: in.Number})
	f.In, f.Err = &in, wrong
	return correctPage(ctx, f), err
}

func (w *Web) deskAgain(ctx context.Context, by authz.Actor, in form, wrong *fault.Error) (templ.Component, error) {
	f, err := w.atDesk(ctx, by, field.ReadCase{Number: in.Number})
	f.In, f.Err = &in, wrong
	return deskPage(ctx, f), err
}

func (w *Web) onRequest(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	v, err := w.fields.OnPage(ctx, by, c)
	if err != nil || len(v.Items) == 0 {
		return nil, err
	}
	return requestPart(v), nil
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	v, err := w.fields.OnPage(ctx, by, c)
	if err != nil || len(v.Items) == 0 {
		return nil, err
	}
	return casePart(v), nil
}

// onForm is what a service asks of who asks, below the words of the form.
func (w *Web) onForm(ctx context.Context, by authz.Actor, in part.Asked) (templ.Component, error) {
	if !in.Service.Asks {
		return nil, nil
	}
	of, err := w.fields.OfService(ctx, by, field.ReadOf{Service: in.Service.ID})
	if err != nil {
		return nil, err
	}
	var all []entry
	for _, f := range of.Items {
		if f.Side == field.Requester && !f.Retired {
			value, _ := in.Values[f.Key].(string)
			all = append(all, entry{Field: f, Value: value, Err: in.Err})
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	return entries(all), nil
}

// filtering is what the queue is narrowed by, among its filters.
type filtering struct {
	narrow.More
	Fields []field.Field // of the service that the queue is narrowed to
	Chosen *field.Field
}

// filter reads nothing where no service is chosen.
func (w *Web) filter(ctx context.Context, by authz.Actor, service string, m narrow.More) (templ.Component, error) {
	if service == "" {
		service, _, _ = strings.Cut(m.Field, ".")
	}
	all, err := catalogue.Services(ctx, w.db) // the page has read them
	if err != nil || !slices.ContainsFunc(all, func(x catalogue.Service) bool { return x.Asks && (service == "" || x.ID == service) }) {
		return nil, err
	}
	out := filtering{More: m}
	if service == "" {
		return filterPart(out), nil
	}
	of, err := w.fields.OfService(ctx, by, field.ReadOf{Service: service})
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	for _, f := range of.Items {
		if f.Kind == field.Long {
			continue
		}
		if out.Fields = append(out.Fields, f); f.ID == m.Field {
			out.Chosen = &f
		}
	}
	return filterPart(out), err
}

func correctPage(ctx context.Context, f filling) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "What you filled in"), Active: "requests", Error: f.Err != nil}, correctBody(f))
}

func deskPage(ctx context.Context, f filling) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Fields of %s", f.Number), Active: "queue", Error: f.Err != nil}, deskBody(f))
}
