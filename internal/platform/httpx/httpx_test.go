package httpx_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type urgency string

type part struct {
	Label string `json:"label"`
}

// order has a field of every kind that an endpoint binds.
type order struct {
	Number  string         `path:"number" json:"-"`
	Dry     bool           `query:"dry" json:"-"`
	Subject string         `json:"subject"`
	Count   int            `json:"count,omitempty"`
	Hours   float64        `json:"hours,omitempty"`
	Limit   *int           `json:"limit,omitempty"`
	Agreed  bool           `json:"agreed,omitempty"`
	Tags    []urgency      `json:"tags,omitempty"`
	Due     store.Time     `json:"due,omitzero"`
	Parts   []part         `json:"parts,omitempty"`
	Return  string         `json:"return,omitempty" form:"back"`
	Files   []files.Upload `form:"files" json:"-"`
}

type receipt struct {
	Number string   `json:"number"`
	Order  order    `json:"order"`
	Dry    bool     `json:"dry"`
	Files  []string `json:"files"`
}

func accept(_ context.Context, _ authz.Actor, in order) (receipt, error) {
	var bad fault.Fields
	bad.Need(in.Subject != "", "subject", "Say in a few words what it is about.")
	out := receipt{Number: in.Number, Order: in, Dry: in.Dry}
	for _, f := range in.Files {
		r, err := f.Open()
		if err != nil {
			return receipt{}, err
		}
		body, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			return receipt{}, err
		}
		out.Files = append(out.Files, f.Name+"="+string(body))
	}
	return out, bad.Err()
}

func text(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	})
}

func shown(_ context.Context, out receipt) templ.Component {
	body, err := json.Marshal(out)
	return text(fmt.Sprint(string(body), err))
}

func again(_ context.Context, _ authz.Actor, in order, err *fault.Error) (templ.Component, error) {
	return text("again: " + in.Subject + ": " + err.Error()), nil
}

// newMux returns a mux with a twin of each kind; what goes to its log is in the buffer.
func newMux(t testing.TB, db *store.DB) (*httpx.Mux, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	m := httpx.NewMux(httpx.Options{DB: db, Log: slog.New(slog.NewTextHandler(&log, nil)), Version: "1", SignIn: "/sign-in",
		Failure: func(_ context.Context, f httpx.Failure) templ.Component {
			return text(fmt.Sprint("failure ", f.Status, " ", f.Error, " ", f.Reference))
		}})
	m.Handle("GET /orders/{number}", httpx.Page(accept, shown))
	m.Handle("POST /orders/{number}", httpx.Form(accept, func(in order, _ receipt) string { return "/orders/" + in.Number }, again))
	m.Handle("GET /api/v1/orders/{number}", httpx.JSON(accept, 200, "One order"))
	m.Handle("PUT /api/v1/orders/{number}", httpx.JSON(accept, 200, "Change an order"))
	m.Handle("DELETE /api/v1/orders/{number}", httpx.JSON(func(context.Context, authz.Actor, order) (httpx.None, error) {
		return httpx.None{}, nil
	}, 204, "Forget an order"))
	m.Handle("POST /api/v1/orders/{number}/ping", httpx.JSON(func(context.Context, authz.Actor, pinged) (httpx.None, error) {
		return httpx.None{}, nil
	}, 200, "Ping"))
	m.Handle("POST /api/v1/orders", httpx.JSON(accept, 201, "An input that is shared with an address that has a number"))
	for name, err := range failures {
		use := func(context.Context, authz.Actor, httpx.None) (receipt, error) { return receipt{}, err }
		m.Handle("GET /fail/"+name, httpx.Page(use, shown))
		m.Handle("GET /api/v1/fail/"+name, httpx.JSON(use, 200, "Fail"))
	}
	m.Handle("GET /panic", httpx.Raw(func(http.ResponseWriter, *http.Request) error { panic("boom") }))
	m.Handle("GET /half", httpx.Raw(func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "half an answer")
		_ = http.NewResponseController(w).Flush()
		panic("boom")
	}))
	m.Handle("GET /stream", httpx.Raw(func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Content-Type", "text/event-stream")
		_, err := io.WriteString(w, "data: 1\n\n")
		return errors.Join(err, http.NewResponseController(w).Flush())
	}))
	return m, &log
}

type pinged struct {
	Number string `path:"number" json:"-"`
}

var failures = map[string]error{
	"sign-in": fault.New(fault.SignIn, "Please sign in."), "forbidden": fault.New(fault.Forbidden, "Not yours."),
	"not-found": authz.Hidden(), "too-many": fault.New(fault.TooMany, "Wait a minute."),
	"broken": errors.New("secret detail"), "away": fault.New(fault.Unavailable, "Not now."),
}

func ask(h http.Handler, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

const formType = "application/x-www-form-urlencoded"

func problem(t *testing.T, w *httptest.ResponseRecorder) httpx.Problem {
	t.Helper()
	var p httpx.Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Header().Get("Content-Type") != "application/problem+json" || p.Status != w.Code {
		t.Fatalf("got %d %s %q, %v; want a problem", w.Code, w.Header().Get("Content-Type"), w.Body, err)
	}
	return p
}

func TestAFormIsBoundAndRedirects(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	got := order{}
	m.Handle("POST /kept/{number}", httpx.Form(func(_ context.Context, _ authz.Actor, in order) (receipt, error) {
		got = in
		return receipt{}, nil
	}, func(in order, _ receipt) string { return "/kept/" + in.Number }, nil))
	form := url.Values{"subject": {"Payslip\r\nMay"}, "count": {" 3 "}, "hours": {"37,5"}, "limit": {""}, "agreed": {"on"}, "tags": {"a", " ", "b "},
		"due": {"2026-11-26T14:00"}, "back": {"/x"}}
	w := ask(m, "POST", "/kept/H-7?dry=true", form.Encode(), "Content-Type", formType)
	if w.Code != 303 || w.Header().Get("Location") != "/kept/H-7" {
		t.Fatalf("got %d to %q", w.Code, w.Header().Get("Location"))
	}
	if got.Number != "H-7" || !got.Dry || got.Subject != "Payslip\nMay" || got.Count != 3 || got.Hours != 37.5 || got.Limit != nil || !got.Agreed ||
		fmt.Sprint(got.Tags) != "[a b]" || got.Due.IsZero() || got.Return != "/x" {
		t.Errorf("got %+v", got)
	}
}

func TestARefusedFormIsShownAgainWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	for name, sent := range map[string]url.Values{
		"count": {"subject": {"Payslip"}, "count": {"three"}}, "hours": {"subject": {"Payslip"}, "hours": {"NaN"}},
		"due": {"subject": {"Payslip"}, "due": {"tomorrow"}},
	} {
		w := ask(m, "POST", "/orders/1", sent.Encode(), "Content-Type", formType)
		if w.Code != 422 || !strings.HasPrefix(w.Body.String(), "again: Payslip") {
			t.Errorf("%s: got %d %q", name, w.Code, w.Body)
		}
	}
	if w := ask(m, "POST", "/orders/1", "subject="+strings.Repeat("x", 2<<20), "Content-Type", formType); w.Code != 413 {
		t.Errorf("two megabytes of text: got %d, want 413", w.Code)
	}
}

func multipartBody(t *testing.T, boundary string) (body, kind string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.SetBoundary(boundary); err != nil {
		t.Fatal(err)
	}
	f, err := w.CreateFormFile("files", "note.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.WriteString(f, "hello")
	if err := errors.Join(err, w.WriteField("subject", "Payslip"), w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}

func TestUploadsReachTheUseCase(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	body, kind := multipartBody(t, "one")
	w := ask(m, "PUT", "/api/v1/orders/1", body, "Content-Type", kind)
	if w.Code != 200 || !strings.Contains(w.Body.String(), `"files":["note.txt=hello"]`) {
		t.Errorf("got %d %q", w.Code, w.Body)
	}
}

func TestJSONRefusesWhatTheSchemaDoesNotKnow(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	for body, field := range map[string]string{
		`{"subject":"x","colour":"red"}`: "colour", `{"subject":"x","number":"evil"}`: "number", `{"subject":7}`: "subject",
		`{"subject":"x","due":"tomorrow"}`: "due", `{"subject":"x","parts":[{"label":"a","size":1}]}`: "parts[0].size", `{"count":1}`: "subject",
		`{"subject":"x","Number":"evil"}`: "Number", `{"subject":"x","Files":[]}`: "Files", ``: "subject",
	} {
		p := problem(t, ask(m, "PUT", "/api/v1/orders/1", body))
		if p.Status != 422 || p.Type != "urn:hearth:invalid" || len(p.Errors) != 1 || p.Errors[0].Field != field || p.Errors[0].Message == "" {
			t.Errorf("%s: got %+v, want %s refused", body, p, field)
		}
	}
	for _, body := range []string{`{`, `null`, `[]`, `{"subject":"x"} {}`, `subject=x`} {
		if p := problem(t, ask(m, "PUT", "/api/v1/orders/1", body)); p.Status != 422 {
			t.Errorf("%s: got %+v", body, p)
		}
	}
	if p := problem(t, ask(m, "PUT", "/api/v1/orders/1", `{"subject":"`+strings.Repeat("x", 2<<20)+`"}`)); p.Status != 413 {
		t.Errorf("got %+v, want 413", p)
	}
	w := ask(m, "PUT", "/api/v1/orders/7?dry=1", `{"subject":"x","due":"2026-11-26T14:00:00+01:00","limit":0,"parts":[{"label":"a"}]}`)
	if w.Code != 200 || !strings.Contains(w.Body.String(), `"due":"2026-11-26T13:00:00Z"`) || !strings.Contains(w.Body.String(), `"number":"7"`) ||
		!strings.Contains(w.Body.String(), `"dry":true`) || !strings.Contains(w.Body.String(), `"limit":0`) {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

func TestABodylessAnswerHasNoType(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	if w := ask(m, "DELETE", "/api/v1/orders/1", ""); w.Code != 204 || w.Body.Len() != 0 || w.Header().Get("Content-Type") != "" {
		t.Errorf("got %d %q %v", w.Code, w.Body, w.Header())
	}
}

func TestEveryErrorHasItsStatusAndTellsNothingInternal(t *testing.T) {
	t.Parallel()
	m, log := newMux(t, nil)
	want := map[string]int{"sign-in": 401, "forbidden": 403, "not-found": 404, "too-many": 429, "broken": 500, "away": 503}
	for name := range failures {
		p := problem(t, ask(m, "GET", "/api/v1/fail/"+name, ""))
		page := ask(m, "GET", "/fail/"+name+"?a=b", "")
		if p.Status != want[name] {
			t.Errorf("%s: got %+v", name, p)
		}
		switch {
		case name == "sign-in":
			if page.Code != 303 || page.Header().Get("Location") != "/sign-in?next=%2Ffail%2Fsign-in%3Fa%3Db" {
				t.Errorf("got %d to %s", page.Code, page.Header().Get("Location"))
			}
		case page.Code != want[name] || !strings.HasPrefix(page.Body.String(), "failure "):
			t.Errorf("%s: got %d %s", name, page.Code, page.Body)
		}
		if strings.Contains(p.Title+page.Body.String(), "secret detail") || (name == "broken") != (p.Reference != "") {
			t.Errorf("%s: got %+v and %s", name, p, page.Body)
		}
		if p.Reference != "" && !strings.Contains(log.String(), p.Reference) {
			t.Errorf("reference %s is not in the log", p.Reference)
		}
	}
	if w := ask(m, "GET", "/nowhere", ""); w.Code != 404 {
		t.Errorf("got %d", w.Code)
	}
	problem(t, ask(m, "GET", "/api/v1/nowhere", ""))
}

func TestAReadOnlyTokenChangesNothing(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	for scope, want := range map[string]int{"read": 403, "all": 200} {
		who := func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				next.ServeHTTP(w, r.WithContext(authz.WithActor(r.Context(), authz.Actor{PersonID: "p1", Scopes: []string{scope}})))
			})
		}
		if w := ask(m.Wrap(false, who), "PUT", "/api/v1/orders/1", `{"subject":"x"}`); w.Code != want {
			t.Errorf("%s: got %d %s", scope, w.Code, w.Body)
		}
	}
}

func unzipped(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
