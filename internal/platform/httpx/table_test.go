package httpx_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/sheet"
)

type many struct {
	Rows int `query:"rows" json:"-"`
	Fail int `query:"fail" json:"-"` // after so many rows; 0: never
}

var errGone = errors.New("the database is gone")

func manyRows(_ context.Context, _ authz.Actor, in many) (sheet.Table, error) {
	if in.Rows < 0 {
		return sheet.Table{}, fault.New(fault.Forbidden, "Not yours.")
	}
	return sheet.Table{Name: "many", Columns: []sheet.Column{{Title: "N"}}, Rows: func(yield func([]sheet.Cell, error) bool) {
		for n := 1; n <= in.Rows; n++ {
			if in.Fail == n {
				yield(nil, errGone)
				return
			}
			if !yield([]sheet.Cell{sheet.Text(fmt.Sprintf("row %d %s", n, strings.Repeat("x", 100)))}, nil) {
				return
			}
		}
	}}, nil
}

func tables(t *testing.T) *httptest.Server {
	t.Helper()
	m := httpx.NewMux(httpx.Options{})
	m.Handle("GET /many.csv", httpx.Table(manyRows, sheet.CSV, "Many."))
	m.Handle("GET /many.xlsx", httpx.Table(manyRows, sheet.XLSX, "Many."))
	server := httptest.NewServer(m.Wrap(false, nil))
	t.Cleanup(server.Close)
	return server
}

func fetch(t *testing.T, method, address string) (*http.Response, string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // it was read
	body, err := io.ReadAll(answer.Body)
	return answer, string(body), err
}

func TestATableIsADownload(t *testing.T) {
	t.Parallel()
	server := tables(t)
	answer, body, err := fetch(t, http.MethodGet, server.URL+"/many.csv?rows=1000")
	if err != nil || strings.Count(body, "\r\n") != 1001 {
		t.Errorf("%d lines, %v", strings.Count(body, "\r\n"), err)
	}
	for name, want := range map[string]string{"Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="many.csv"`, "X-Content-Type-Options": "nosniff",
		"Cache-Control": "no-store", "Content-Security-Policy": httpx.CSP} {
		if got := answer.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	answer, body, err = fetch(t, http.MethodGet, server.URL+"/many.xlsx?rows=2")
	if err != nil || answer.Header.Get("Content-Type") != sheet.XLSX.ContentType() || !strings.HasPrefix(body, "PK\x03\x04") {
		t.Errorf("%q, %v", answer.Header.Get("Content-Type"), err)
	}
	answer, body, err = fetch(t, http.MethodHead, server.URL+"/many.csv?rows=10")
	if err != nil || body != "" || answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Disposition") == "" {
		t.Errorf("HEAD: %d %q, %v", answer.StatusCode, body, err)
	}
}

// What fails before anything was sent is an error like every other; what fails later does not end like a whole file.
func TestHalfATableDoesNotPassForAWholeOne(t *testing.T) {
	t.Parallel()
	server := tables(t)
	for path, want := range map[string]int{"/many.csv?rows=-1": 403, "/many.xlsx?rows=-1": 403, "/many.csv?rows=10&fail=5": 500, "/many.xlsx?rows=10&fail=5": 500, "/many.csv?rows=x": 422} {
		answer, body, err := fetch(t, http.MethodGet, server.URL+path)
		if err != nil || answer.StatusCode != want || answer.Header.Get("Content-Disposition") != "" || strings.Contains(body, "row 1") {
			t.Errorf("%s: %d %q %q, %v", path, answer.StatusCode, answer.Header.Get("Content-Disposition"), body, err)
		}
	}
	for path, enough := range map[string]int{"/many.csv?rows=100000&fail=90000": 1 << 20, "/many.xlsx?rows=100000&fail=90000": 100 << 10} {
		answer, body, err := fetch(t, http.MethodGet, server.URL+path)
		if answer.StatusCode != http.StatusOK || len(body) < enough || err == nil {
			t.Errorf("%s: %d, %d bytes and then %v", path, answer.StatusCode, len(body), err)
		}
	}
}

// A file that takes longer than an answer may is whole all the same, as long as it moves.
func TestALongTableGoesOnAsLongAsItMoves(t *testing.T) {
	t.Parallel()
	const answerIn = 200 * time.Millisecond
	m := httpx.NewMux(httpx.Options{})
	slow := func(context.Context, authz.Actor, many) (sheet.Table, error) {
		return sheet.Table{Name: "slow", Columns: []sheet.Column{{Title: "N"}}, Rows: func(yield func([]sheet.Cell, error) bool) {
			for range 4 {
				if !yield([]sheet.Cell{sheet.Text(strings.Repeat("x", 40<<10))}, nil) {
					return
				}
				time.Sleep(answerIn / 3) // the connection's own clock is no fake
			}
		}}, nil
	}
	m.Handle("GET /slow.csv", httpx.Table(slow, sheet.CSV, "Slow."))
	server := httptest.NewUnstartedServer(m.Wrap(false, nil))
	server.Config.WriteTimeout = answerIn
	server.Start()
	t.Cleanup(server.Close)
	if _, body, err := fetch(t, http.MethodGet, server.URL+"/slow.csv"); err != nil || strings.Count(body, "\r\n") != 5 {
		t.Errorf("%d lines, and then %v", strings.Count(body, "\r\n"), err)
	}
}
