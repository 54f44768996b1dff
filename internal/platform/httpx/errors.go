package httpx

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
)

var statuses = map[fault.Kind]int{
	fault.Invalid: 422, fault.SignIn: 401, fault.Forbidden: 403, fault.NotFound: 404, fault.Conflict: 409,
	fault.TooLarge: 413, fault.TooMany: 429, fault.Unavailable: 503, fault.Internal: 500,
}

// Problem is the body of an API error: RFC 9457 with the fields at fault. It never repeats what was sent.
type Problem struct {
	Type      string         `json:"type"`
	Title     string         `json:"title"`
	Status    int            `json:"status"`
	Reference string         `json:"reference,omitempty" doc:"Stands in the server's log too"`
	Errors    []ProblemField `json:"errors,omitempty"`
}

// ProblemField names a field and says how to mend it.
type ProblemField struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Fail answers a request that could not be served: the one place that turns an error into a response.
func (m *Mux) Fail(w http.ResponseWriter, r *http.Request, err error) {
	f := Failure{Error: fault.As(err), Path: r.URL.Path}
	if f.Error == nil || f.Error.Kind == fault.Internal {
		f.Reference = reference()
		m.log.ErrorContext(r.Context(), "request failed", "reference", f.Reference, "method", r.Method, "route", r.Pattern, "err", err)
		f.Error = fault.New(fault.Internal, "Something broke on our side.")
	}
	f.Status = statuses[f.Error.Kind]
	if m.wantsJSON(r) {
		m.problem(w, r, f)
		return
	}
	if f.Status == http.StatusUnauthorized && m.signIn != "" {
		http.Redirect(w, r, m.signIn+"?next="+url.QueryEscape(next(r)), http.StatusSeeOther)
		return
	}
	if m.failure == nil {
		http.Error(w, locale.T(r.Context(), f.Error.Key, f.Error.Args...), f.Status)
		return
	}
	if err := m.render(w, r, f.Status, m.failure(r.Context(), f)); err != nil {
		m.log.ErrorContext(r.Context(), "error page failed", "err", err)
	}
}

func (m *Mux) wantsJSON(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || r.Header.Get("Accept") == "application/json"
}

// next is where to go on after signing in: the page that was asked for, or the start when a form was sent.
func next(r *http.Request) string {
	if r.Method == http.MethodGet {
		return r.URL.RequestURI()
	}
	return "/"
}

func (m *Mux) problem(w http.ResponseWriter, r *http.Request, f Failure) {
	p := Problem{Type: "about:blank", Title: locale.T(r.Context(), f.Error.Key, f.Error.Args...), Status: f.Status, Reference: f.Reference}
	if f.Error.Kind != "" {
		p.Type = "urn:hearth:" + string(f.Error.Kind)
	}
	for _, field := range f.Error.Fields {
		p.Errors = append(p.Errors, ProblemField{field.Name, locale.T(r.Context(), field.Key, field.Args...)})
	}
	w.Header().Set("Content-Type", "application/problem+json")
	if f.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="hearth"`)
	}
	w.WriteHeader(f.Status)
	if err := json.NewEncoder(w).Encode(p); err != nil {
		m.log.DebugContext(r.Context(), "reader went away", "err", err)
	}
}

// reference returns a short code that a person can read out and an administrator can find in the log.
func reference() string {
	id := strings.ToUpper(strings.ReplaceAll(ident.New(), "-", ""))
	return "E-" + id[24:28] + "-" + id[28:32]
}

type requestKey struct{}

// Info is what a view may know of the request it answers.
type Info struct {
	Path  string
	Query url.Values
}

func withRequest(r *http.Request) context.Context {
	return context.WithValue(r.Context(), requestKey{}, Info{Path: r.URL.Path, Query: r.URL.Query()})
}

// Request returns the request that ctx belongs to; the zero value outside of one.
func Request(ctx context.Context) Info {
	info, _ := ctx.Value(requestKey{}).(Info)
	return info
}
