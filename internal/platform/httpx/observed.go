package httpx

import (
	"cmp"
	"net/http"
	"time"
)

// Observer is told of every request that the mux answers, by the pattern of its route; "" is one that there is not. Package metrics offers one.
type Observer interface {
	Answered(route string, status int, took time.Duration)
	Streaming(route string) (done func())
}

// StreamRoute is the route whose answers last for as long as somebody listens.
const StreamRoute = "GET /live"

// serveObserved serves a request and tells the observer.
func (m *Mux) serveObserved(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	if r.Method+" "+r.URL.Path == StreamRoute {
		defer m.observer.Streaming(StreamRoute)()
		m.mux.ServeHTTP(w, r)
		return
	}
	seen := &statusWriter{ResponseWriter: w}
	m.mux.ServeHTTP(seen, r)
	route := r.Pattern
	if route == "/" { // what no other route takes
		route = ""
	}
	m.observer.Answered(route, cmp.Or(seen.status, http.StatusOK), time.Since(began))
}
