package main

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"

	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/app"
	"hearth/internal/platform/store/dbtest"
)

// The floor is only worth something if it writes what the product writes: after one turn of it the same tables have as many rows more.
func TestTheFloorWritesTheRowsOfACase(t *testing.T) {
	t.Parallel()
	for _, where := range []string{lite, post} {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			if where == post && dbtest.Skips("postgres") {
				t.Skip("HEARTH_SKIP names postgres")
			}
			k := &keeper{dir: t.TempDir()}
			t.Cleanup(func() {
				if err := k.close(); err != nil {
					t.Error(err)
				}
			})
			if where == post {
				cluster, err := dbtest.StartCluster()
				if err != nil {
					t.Fatal(err)
				}
				k.server = &postgres{cluster: cluster}
			}
			err := k.small(t.Context(), where, func(a *app.App, p place) error { return oneTurn(t, a, p) })
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

func oneTurn(t *testing.T, a *app.App, p place) error {
	captured, err := p.capture(t.Context(), a, anyOpening)
	if err != nil {
		return err
	}
	for _, table := range []string{"desk_case", "desk_entry", "desk_party", "promise_promise", "search_doc", "audit_entry", "store_fact"} {
		if !strings.Contains(captured.String(), table) {
			t.Errorf("opening a case wrote nothing into %s: %s", table, captured.String())
		}
	}
	f, err := newFloor(t.Context(), p, captured)
	if err != nil {
		return err
	}
	db, err := p.sql()
	if err != nil {
		return err
	}
	defer db.Close()                                            //nolint:errcheck // nothing is under way
	if _, err := schema(t.Context(), db, p.where); err != nil { // it prepares the connection
		return err
	}
	for _, leftOut := range []int{0, 1} {
		f.lines = f.lines[leftOut:]
		before, err := rows(t.Context(), db, captured.tables)
		if err != nil {
			return err
		}
		open := f.lite
		if p.where == post {
			open = f.post(false)
		}
		w, err := open(t.Context())
		if err != nil {
			return err
		}
		for range 3 {
			if err := w.write(t.Context(), f.next()); err != nil {
				return err
			}
		}
		if err := w.close(); err != nil {
			return err
		}
		after, err := rows(t.Context(), db, captured.tables)
		if err != nil {
			return err
		}
		got, want := inTables(after), inTables(before)
		for _, r := range captured.added {
			want[r.table] += 3
		}
		for _, sums := range []string{"desk_tally", "desk_tally_risk"} { // a row of these may be there already
			if got[sums] == 0 {
				t.Errorf("no %s is there", sums)
			}
			delete(got, sums)
			delete(want, sums)
		}
		if same := maps.Equal(got, want); same != (leftOut == 0) {
			t.Errorf("with %d statements left out: rows as the product writes them is %v; got %v, want %v", leftOut, same, got, want)
		}
	}
	return nil
}

func inTables(all map[string]record) map[string]int {
	count := map[string]int{}
	for _, r := range all {
		count[r.table]++
	}
	return count
}

func TestTheClientReadsAnswersToTheirEnd(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Hearth ", 40_000)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/short":
			_, _ = io.WriteString(w, "short "+r.Header.Get("Authorization")) // the test sees what came
		case "/long":
			_, _ = io.WriteString(w, long) // as above
		case "/none":
			w.WriteHeader(http.StatusNoContent)
		case "/body":
			_, _ = io.Copy(w, r.Body) // as above
		default:
			w.Header().Set("Connection", "close")
			w.WriteHeader(http.StatusTeapot)
		}
	}))
	defer server.Close()
	c := &client{address: server.Listener.Addr().String(), keep: true}
	defer c.close()
	for _, x := range []struct {
		r      request
		status int
		text   string
	}{
		{request{method: "GET", path: "/short", token: "t"}, 200, "short Bearer t"}, {request{method: "GET", path: "/long"}, 200, long},
		{request{method: "GET", path: "/none"}, 204, ""}, {request{method: "POST", path: "/body", body: `{"a":1}`}, 200, `{"a":1}`},
		{request{method: "GET", path: "/closes"}, 418, ""}, {request{method: "GET", path: "/short"}, 200, "short "},
	} {
		a, err := c.do(x.r)
		if err != nil || a.status != x.status || string(a.text) != x.text || a.body != int64(len(x.text)) {
			t.Errorf("%s: %d, %d bytes, %v; want %d, %d bytes", x.r.path, a.status, a.body, err, x.status, len(x.text))
		}
	}
}

func TestBarsAreJudged(t *testing.T) {
	t.Parallel()
	r := newReport(io.Discard)
	k := kind{name: queueFirst, bars: bars{rate: 100, cpu: 2, page: true}}
	m := measured{atOnce: 1, n: 200, lasted: 1e9, cpu: 400e6, took: slices.Repeat([]time.Duration{5e6}, 200)}
	r.line(lite, tenThous, k, m)
	slow := m
	slow.took, slow.n = slices.Repeat([]time.Duration{51e6}, 90), 90
	r.line(lite, million, k, slow)
	r.compare()
	want := []string{"≥ 100/s NOT reached", "≤ 2 ms CPU NOT reached", "p95 < 50 ms NOT reached", "≤ 1.5 × NOT reached"}
	if len(r.fails) != len(want) || r.bars != 6 {
		t.Fatalf("%d bars, not reached: %q", r.bars, r.fails)
	}
	for i, f := range r.fails {
		if !strings.HasSuffix(f, want[i]) {
			t.Errorf("got %q, want …%s", f, want[i])
		}
	}
}

func TestAddressesAreFound(t *testing.T) {
	t.Parallel()
	for at, c := range map[string]struct{ text, want string }{
		"/":             {`<link href="/assets/app.css"><script src="/assets/a.js"></script><use href="/assets/icons.svg#x"><a href="/me">`, "/assets/app.css /assets/a.js /assets/icons.svg#x"},
		"/assets/a.css": {`src:url(latin.woff2)format("woff2"),url("/assets/more.woff2")`, "/assets/latin.woff2 /assets/more.woff2"},
		"/assets/a.js":  {`import"./b.js";import{x}from"./c.js";`, "/assets/b.js /assets/c.js"},
	} {
		got, err := named(at, answer{text: []byte(c.text)})
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, %v; want %s", at, got, err, c.want)
		}
	}
}
