package apptest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
)

// Client asks as somebody, as a browser or as an API client. It follows no redirects.
type Client struct {
	a       *App
	headers http.Header
	http    *http.Client
	at      string // another server than the App's
}

// Bearer returns an API client that shows a token to the server at an address.
func (a *App) Bearer(token, at string) *Client {
	c := a.client(http.Header{"Authorization": {"Bearer " + token}})
	c.at = at
	return c
}

// url is where c finds a path.
func (c *Client) url(path string) string {
	if c.at != "" {
		return c.at + path
	}
	return c.a.Server.URL + path
}

// Nobody returns a browser that is not signed in.
func (a *App) Nobody() *Client { return a.client(http.Header{}) }

// Visitor returns a browser that is not signed in and keeps its cookies.
func (a *App) Visitor() *Client {
	a.T.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		a.T.Fatal(err)
	}
	c := a.Nobody()
	c.http.Jar = jar
	return c
}

// Portal returns a browser of the member key in the portal face.
func (a *App) Portal(key string) *Client { return a.browser(authz.Portal, key) }

// Desk returns a browser of the member key in the desk face.
func (a *App) Desk(key string) *Client { return a.browser(authz.Desk, key) }

// The headers by which identify knows who is asking.
const (
	personHeader = "Test-Person"
	faceHeader   = "Test-Face"

	languageHeader = "Test-Language" // what somebody reads who is not signed in
)

// Identify makes a request one of the member key in a face, for a test that calls the handler itself.
func Identify(r *http.Request, key string, face authz.Face) {
	r.Header.Set(personHeader, key)
	r.Header.Set(faceHeader, string(face))
}

func (a *App) browser(face authz.Face, key string) *Client {
	return a.client(http.Header{personHeader: {key}, faceHeader: {string(face)}})
}

// API returns an API client of the member key, with a token.
func (a *App) API(key string) *Client {
	a.T.Helper()
	token, err := a.Auth.IssueToken(a.T.Context(), ID(key), "test", auth.ScopeAll)
	if err != nil {
		a.T.Fatal(err)
	}
	return a.client(http.Header{"Authorization": {"Bearer " + token}})
}

func (a *App) client(headers http.Header) *Client {
	plain := *a.Server.Client()
	plain.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Client{a: a, headers: headers, http: &plain}
}

// identify makes the member named in the headers the actor.
func (a *App) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if language := r.Header.Get(languageHeader); language != "" {
			r = r.WithContext(locale.With(r.Context(), locale.New(language, "")))
		}
		if key := r.Header.Get(personHeader); key != "" {
			by, err := a.actor(authz.Face(r.Header.Get(faceHeader)), key)
			if err != nil {
				a.Mux.Fail(w, r, err)
				return
			}
			r = r.WithContext(authz.WithActor(r.Context(), by))
		}
		next.ServeHTTP(w, r)
	})
}

// Response is an answer, read to its end.
type Response struct {
	T       testing.TB
	Request string // "GET /requests", for messages
	Status  int
	Header  http.Header
	Text    string
}

// With returns a copy of c that sends one more header, such as Idempotency-Key.
func (c *Client) With(name, value string) *Client {
	d := *c
	d.headers = c.headers.Clone()
	d.headers.Set(name, value)
	return &d
}

// Get reads a page or a resource.
func (c *Client) Get(path string) Response {
	c.a.T.Helper()
	return c.Do(http.MethodGet, path, "", nil)
}

// Post sends body as JSON.
func (c *Client) Post(path string, body any) Response {
	c.a.T.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		c.a.T.Fatal(err)
	}
	return c.Do(http.MethodPost, path, "application/json", bytes.NewReader(text))
}

// Send sends a form.
func (c *Client) Send(path string, fields url.Values) Response {
	c.a.T.Helper()
	return c.Do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(fields.Encode()))
}

// Do sends a request and reads the answer; of an event stream it reads nothing.
func (c *Client) Do(method, path, contentType string, body io.Reader) Response {
	t := c.a.T
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, c.url(path), body)
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range c.headers {
		r.Header[name] = values
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	answer, err := c.http.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	var text []byte
	if !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/event-stream") { // a stream has no end
		if text, err = io.ReadAll(answer.Body); err != nil {
			t.Fatal(err)
		}
	}
	return Response{T: t, Request: method + " " + path, Status: answer.StatusCode, Header: answer.Header, Text: string(text)}
}

// Serve answers r within the process, as a server would: for tests that send very many requests, and those that read an event stream.
func (c *Client) Serve(w http.ResponseWriter, r *http.Request) {
	for name, values := range c.headers {
		r.Header[name] = values
	}
	c.a.Server.Config.Handler.ServeHTTP(w, r)
}

// Is fails the test unless the answer has the status.
func (r Response) Is(status int) Response {
	r.T.Helper()
	if r.Status != status {
		r.T.Fatalf("%s: got %d, want %d: %s", r.Request, r.Status, status, short(r.Text))
	}
	return r
}

// Shows fails the test unless the answer holds each of texts.
func (r Response) Shows(texts ...string) Response {
	r.T.Helper()
	for _, text := range texts {
		if !strings.Contains(r.Text, text) {
			r.T.Errorf("%s: %q is missing in %s", r.Request, text, short(r.Text))
		}
	}
	return r
}

// Hides fails the test when the answer holds any of texts.
func (r Response) Hides(texts ...string) Response {
	r.T.Helper()
	for _, text := range texts {
		if strings.Contains(r.Text, text) {
			r.T.Errorf("%s: it shows %q", r.Request, text)
		}
	}
	return r
}

// Decode fails the test unless the answer has the status, and returns its JSON.
func Decode[T any](t testing.TB, r Response, status int) T {
	t.Helper()
	r.Is(status)
	var out T
	if err := json.Unmarshal([]byte(r.Text), &out); err != nil {
		t.Fatalf("%s: %v in %s", r.Request, err, short(r.Text))
	}
	return out
}

func short(text string) string {
	if i := strings.Index(text, "<main"); i >= 0 {
		text = text[i:]
	}
	if len(text) > 1500 {
		text = text[:1500] + " …"
	}
	return text
}
