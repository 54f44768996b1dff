package app_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/app"
	"hearth/internal/apptest"
	"hearth/internal/platform/config"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// What a monitoring system reads says what there is to know about the server, on an address of its own, and nothing about anybody: whatever people asked for, its
// labels are those that were known before.
func TestFiguresTellOfTheServerAndOfNobody(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			at := free(t)
			a := apptest.Configured(t, dialect, func(c *config.Config) { c.Metrics = at })
			serve(t, a.App)
			number := a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Quittenmarmelade", "body": "Zwiebelkuchen", "service": "pay"}).Is(201).Text
			number = regexp.MustCompile(`HR-\d+`).FindString(number)
			a.Portal("amina").Get("/requests/" + number).Is(200)
			a.Portal("amina").Get("/search?q=Quittenmarmelade").Is(200)
			a.Portal("amina").Get("/requests/HR-1").Is(404)
			a.Nobody().Get("/Zwiebelkuchen/" + number).Is(404)
			text := scrape(t, "http://"+at+"/metrics")
			for _, want := range []string{`hearth_request_seconds_count{route="POST /api/v1/cases",status="2xx"} 1`, `hearth_request_seconds_count{route="GET /requests/{number}",status="2xx"} 1`,
				`hearth_request_seconds_count{route="GET /requests/{number}",status="4xx"} 1`, `hearth_request_seconds_count{route="none",status="4xx"} 1`, `hearth_outbox_messages{state="queued"} 1`,
				"hearth_outbox_oldest_seconds ", "hearth_record_unsealed_entries ", "hearth_clock_late_seconds ", "hearth_database_connections ", "hearth_database_retries_total ", "hearth_database_full 0",
				`hearth_build_info{version="test"} 1`, "go_goroutines ", "process_resident_memory_bytes "} {
				if !strings.Contains(text, want) {
					t.Errorf("no %q", want)
				}
			}
			for _, never := range []string{number, number[3:] + `"`, "Quittenmarmelade", "Zwiebelkuchen", apptest.ID("amina"), apptest.Email("amina"), "amina"} {
				if strings.Contains(text, never) {
					t.Errorf("it says %q", never)
				}
			}
			if got := strange(text, routesOf(a)); len(got) > 0 {
				t.Errorf("labels that came from outside: %q", got)
			}
			if planted := strange(`hearth_request_seconds_count{route="GET /requests/HR-4711",status="2xx"} 1`, routesOf(a)); len(planted) == 0 {
				t.Error("a label from outside is not found")
			}
			for path, status := range map[string]int{"/desk": 404, "/metrics": 200} {
				response, err := http.Get("http://" + at + path) //nolint:noctx // of a test
				if err != nil || response.StatusCode != status {
					t.Fatalf("the address of the figures answers %s with %v, %v", path, response, err)
				}
				_ = response.Body.Close() // only read
				for name, want := range map[string]string{"Content-Security-Policy": httpx.CSP, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
					"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Strict-Transport-Security": ""} {
					if got := response.Header.Get(name); got != want {
						t.Errorf("%s: %s is %q, want %q", path, name, got, want)
					}
				}
			}
			a.Portal("amina").Get("/metrics").Is(404)
		})
	}
}

func routesOf(a *apptest.App) []string {
	all := []string{"none", "GET /live"}
	for _, r := range a.Mux.Routes() {
		all = append(all, r.Pattern())
	}
	return all
}

// strange returns the routes in labels that are none of ours.
func strange(text string, routes []string) (all []string) {
	for _, m := range regexp.MustCompile(`route="([^"]*)"`).FindAllStringSubmatch(text, -1) {
		if !slices.Contains(routes, m[1]) {
			all = append(all, m[1])
		}
	}
	return all
}

// free returns an address on which nobody listens.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // of a test
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // of a test
	return l.Addr().String()
}

// serve serves a until the test ends, on an address that the test does not use, so that its figures are told.
func serve(t *testing.T, a *app.App) {
	t.Helper()
	at, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // of a test
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- a.Serve(ctx, at) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func scrape(t *testing.T, address string) string {
	t.Helper()
	for try := 0; ; try++ {
		response, err := http.Get(address) //nolint:gosec,noctx // of a test
		if err != nil {
			if try > 100 {
				t.Fatal(err)
			}
			time.Sleep(20 * time.Millisecond)
			continue
		}
		defer response.Body.Close() //nolint:errcheck // of a test
		body, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != 200 {
			t.Fatal(fmt.Errorf("%s: %d, %w", body, response.StatusCode, err))
		}
		return string(body)
	}
}
