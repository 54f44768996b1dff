// Package httpx serves a use case to browsers and to API clients. Page shows what a use case returns, Form sends a person's
// input to it and shows the form again when it was refused, JSON does both for API clients; the twins sit on adjacent
// lines of a module's routes.go, so that a missing one is seen.
package httpx

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"os"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/sheet"
	"hearth/internal/platform/store"
)

// UseCase is the one shape that every operation of the product has.
type UseCase[In, Out any] = func(context.Context, authz.Actor, In) (Out, error)

// None is the input or output of a use case that has none.
type None struct{}

// Kind says what an endpoint is for.
type Kind string

// The kinds of endpoint.
const (
	KindPage Kind = "page"
	KindForm Kind = "form"
	KindJSON Kind = "json"
	KindRaw  Kind = "raw"

	KindTable Kind = "table"
)

// Endpoint is a handler that knows what it takes and gives.
type Endpoint struct {
	Kind    Kind
	In, Out reflect.Type
	Status  int
	Text    string   // one line for the API's documentation
	Also    []string // fields that a form brings along and this address leaves aside; see Form
	format  sheet.Format
	serve   func(m *Mux, w http.ResponseWriter, r *http.Request) error
}

// Route is one address of the product.
type Route struct {
	Method, Path string
	Endpoint     Endpoint
}

// Pattern returns the route as ServeMux writes it.
func (r Route) Pattern() string { return r.Method + " " + r.Path }

// Failure is what an error page shows: never more than the person may know.
type Failure struct {
	Status    int
	Error     *fault.Error
	Reference string // to read out on the phone; it stands in the log too
	Path      string
}

// Mux routes requests to endpoints and answers their errors in one place.
type Mux struct {
	mux     *http.ServeMux
	routes  []Route
	db      *store.DB
	log     *slog.Logger
	failure func(context.Context, Failure) templ.Component
	signIn  string
	version string

	describing  sync.Mutex
	description atomic.Pointer[description] // nil: see described

	observer Observer
	spare    func() (*os.File, error) // a file without a name, for what does not stay
}

// Options are what a Mux needs besides routes.
type Options struct {
	DB       *store.DB
	Log      *slog.Logger
	Failure  func(context.Context, Failure) templ.Component // the error page
	SignIn   string                                         // where to send a visitor who has to sign in; "" shows the error page
	Version  string
	Observer Observer // nil: nobody is told
	Spool    string   // the directory in which uploads lie while they are read, without a name; "": that of the system for temporary files
}

// NewMux returns a mux without routes.
func NewMux(o Options) *Mux {
	m := &Mux{mux: http.NewServeMux(), db: o.DB, log: o.Log, failure: o.Failure, signIn: o.SignIn, version: o.Version, observer: o.Observer,
		spare: func() (*os.File, error) { return nameless(o.Spool) }}
	if m.log == nil {
		m.log = slog.New(slog.DiscardHandler)
	}
	m.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		m.Fail(w, r, authz.Hidden())
	})
	return m
}

// Handle serves pattern ("GET /requests/{number}") by e.
func (m *Mux) Handle(pattern string, e Endpoint) {
	method, path, ok := strings.Cut(pattern, " ")
	if !ok {
		panic("httpx: a pattern needs a method: " + pattern)
	}
	m.routes = append(m.routes, Route{method, path, e})
	m.description.Store(nil)
	m.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		by := authz.FromContext(r.Context())
		if readOnly(by) && r.Method != http.MethodGet && r.Method != http.MethodHead {
			m.Fail(w, r, fault.New(fault.Forbidden, "This token may only read."))
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			ctx, end := files.Clearing(r.Context())
			defer end()
			r = r.WithContext(ctx)
			if e.Kind == KindRaw { // the others say themselves how much they read
				r.Body = http.MaxBytesReader(w, r.Body, maxBody)
			}
		}
		if e.Kind != KindPage && e.Kind != KindJSON { // it reads as it sends, or waits: rights are asked for anew then
			store.Answered(r.Context())
		}
		if err := e.serve(m, w, r); err != nil {
			m.Fail(w, r, err)
		}
	})
}

func readOnly(by authz.Actor) bool {
	if by.Scopes == nil {
		return false
	}
	for _, s := range by.Scopes {
		if s == "all" {
			return false
		}
	}
	return true
}

// Routes returns every address, for the rights matrix and the tests that walk the product.
func (m *Mux) Routes() []Route { return m.routes }

// ServeHTTP implements http.Handler.
func (m *Mux) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = r.WithContext(withRequest(r))
	if m.observer != nil {
		m.serveObserved(w, r)
		return
	}
	m.mux.ServeHTTP(w, r)
}

// Raw serves what is neither a page nor JSON: downloads, event streams, assets. An address that holds what no database keeps is not found. A returned error is
// answered as everywhere.
func Raw(serve func(w http.ResponseWriter, r *http.Request) error) Endpoint {
	return Endpoint{Kind: KindRaw, serve: func(_ *Mux, w http.ResponseWriter, r *http.Request) error {
		if !store.Sound(r.URL.Path) {
			return authz.Hidden()
		}
		return serve(w, r)
	}}
}

// Page shows what use returns. Input comes from the path and the query.
func Page[In, Out any](use UseCase[In, Out], view func(context.Context, Out) templ.Component) Endpoint {
	return Endpoint{Kind: KindPage, In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out](), Status: 200,
		serve: func(m *Mux, w http.ResponseWriter, r *http.Request) error {
			var in In
			if err := bind(&in, r, fromQuery(r)); err != nil {
				return err
			}
			out, err := use(r.Context(), authz.FromContext(r.Context()), in)
			if err != nil {
				return err
			}
			return m.render(w, r, http.StatusOK, view(r.Context(), out))
		}}
}

// Again shows a form once more, with what was typed in in and the reason in err. Whoever has no right to the use case at all does not come so far, also with a form that cannot be
// read. A right that depends on a row Again asks itself, because the use case may look at what was typed first.
type Again[In any] func(ctx context.Context, by authz.Actor, in In, err *fault.Error) (templ.Component, error)

// Form sends a form to use. On success it redirects (303) to done; when the input was refused it shows the form again with what was
// typed and the reason (422, 409, 413, 429, or 503 when nothing can be kept just now). Input comes from the path, the query and the form, whose field names are the
// JSON names unless a form tag says otherwise; a field of any other name is refused. also names the fields of a page's form that belong to
// another of its buttons: they are taken and left aside. A form that ui.Once marks has its effect once, though it is sent twice: the second leads to where the first did.
func Form[In, Out any](use UseCase[In, Out], done func(In, Out) string, again Again[In], also ...string) Endpoint {
	return Endpoint{Kind: KindForm, In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out](), Status: 303, Also: also,
		serve: func(m *Mux, w http.ResponseWriter, r *http.Request) error {
			if err := turnAway(w, r, use); err != nil {
				return err
			}
			var in In
			sent, err := m.bindForm(&in, w, r, also, nil)
			defer sent.forget()
			var out Out
			var key string
			if err == nil {
				var led bool
				if out, key, led, err = useOnce(m, w, r, sent, use, in); led {
					return nil
				}
			} else if again != nil {
				err = cmp.Or(refusal(r, use), err)
			}
			if e := fault.As(err); e != nil && again != nil && correctable(e.Kind) {
				page, err := again(r.Context(), authz.FromContext(r.Context()), in, e)
				if err != nil {
					return err
				}
				return m.render(w, r, statuses[e.Kind], page)
			}
			if err != nil {
				return err
			}
			to := done(in, out)
			if key != "" { // also for somebody who has gone: the same form may be on its way
				if err := m.db.KeepAnswer(context.WithoutCancel(r.Context()), key, http.StatusSeeOther, []byte(to)); err != nil && !store.IsFull(err) {
					return err
				}
			}
			http.Redirect(w, r, to, http.StatusSeeOther)
			return nil
		}}
}

// refusal is what use says to somebody who has no right to it; nil where it says nothing of the kind. It is asked with nothing but the address, and where no transaction begins: for a
// form that cannot be read, which is shown again, with what stands around it, to those alone who may send it.
func refusal[In, Out any](r *http.Request, use UseCase[In, Out]) error {
	var in In
	if err := bind(&in, r); err != nil {
		return err
	}
	_, err := use(store.Asking(r.Context()), authz.FromContext(r.Context()), in)
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.SignIn {
		return err
	}
	return nil
}

// Taken sends a form to use and shows what came of it, without leading anywhere: for programs that send a form and follow no redirect. The form is bound as by Form.
func Taken[In, Out any](use UseCase[In, Out], view func(context.Context, Out) templ.Component) Endpoint {
	return Endpoint{Kind: KindForm, In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out](), Status: 200,
		serve: func(m *Mux, w http.ResponseWriter, r *http.Request) error {
			var in In
			sent, err := m.bindForm(&in, w, r, nil, nil)
			defer sent.forget()
			if err != nil {
				return err
			}
			out, err := use(r.Context(), authz.FromContext(r.Context()), in)
			if err != nil {
				return err
			}
			return m.render(w, r, http.StatusOK, view(r.Context(), out))
		}}
}

func correctable(k fault.Kind) bool {
	return k == fault.Invalid || k == fault.Conflict || k == fault.TooLarge || k == fault.TooMany || k == fault.Unavailable
}

// JSON serves use to API clients and answers with status. Input comes from the path, the query and the JSON body, or from
// multipart/form-data where the input has files. text is one line for the documentation.
func JSON[In, Out any](use UseCase[In, Out], status int, text string) Endpoint {
	return Endpoint{Kind: KindJSON, In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out](), Status: status, Text: text,
		serve: func(m *Mux, w http.ResponseWriter, r *http.Request) error {
			if err := turnAway(w, r, use); err != nil {
				return err
			}
			var in In
			print, forget, err := m.bindJSON(&in, w, r)
			defer forget()
			if err != nil {
				return err
			}
			return m.idempotent(w, r, print, func(ctx context.Context) (int, any, error) {
				out, err := use(ctx, authz.FromContext(ctx), in)
				return status, out, err
			})
		}}
}

func (m *Mux) render(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	buffer := templ.GetBuffer()
	defer templ.ReleaseBuffer(buffer)
	if err := page.Render(r.Context(), buffer); err != nil {
		return err
	}
	store.Answered(r.Context())
	w.WriteHeader(status)
	_, err := w.Write(buffer.Bytes())
	if err != nil {
		m.log.DebugContext(r.Context(), "reader went away", "err", err)
	}
	return nil
}
