package httpx

import (
	"compress/gzip"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// CSP lets a page load only from its own origin, and run or style nothing inline.
const CSP = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// Wrap puts around the mux what every request passes: recovery, headers, compression, refusal of cross-site posts, then
// who, which finds out who is asking.
func (m *Mux) Wrap(secure bool, who func(http.Handler) http.Handler) http.Handler {
	var h http.Handler = m
	if who != nil {
		h = who(h)
	}
	h = answering(h)
	h = m.sameSite(h)
	h = compress(h)
	h = Headers(secure, h)
	return m.recovered(h)
}

func (m *Mux) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		s := &statusWriter{ResponseWriter: w}
		defer func() {
			p := recover()
			aborted := p == http.ErrAbortHandler //nolint:errorlint // net/http compares it so
			if p != nil && !aborted {
				m.log.ErrorContext(r.Context(), "panic", "value", fmt.Sprint(p), "stack", string(debug.Stack()))
				if s.status == 0 {
					m.Fail(s, r, fmt.Errorf("panic: %v", p))
				} else {
					aborted = true // half an answer must not look like a whole one
				}
			}
			m.log.Log(r.Context(), slog.LevelDebug, "request", "method", r.Method, "status", s.status, "ms", time.Since(began).Milliseconds())
			if aborted {
				panic(http.ErrAbortHandler)
			}
		}()
		next.ServeHTTP(s, r)
	})
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(code int) {
	w.status = code
	w.ResponseWriter.WriteHeader(code)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Headers gives every answer of next the headers that keep a browser from doing more with it than showing it; secure: people come by TLS.
func Headers(secure bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", CSP)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Cache-Control", "no-store")
		if secure {
			h.Set("Strict-Transport-Security", "max-age=63072000")
		}
		next.ServeHTTP(w, r)
	})
}

// sameSite refuses a state-changing request that another site caused.
func (m *Mux) sameSite(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.Fail(w, r, fault.New(fault.Forbidden, "This form was sent from another site. Open Hearth and send it from there."))
	}))
	return protection.Handler(next)
}

// answering makes what is read for a GET a single answer, from who is asking to the end of drawing: see store.Answering.
func answering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		ctx, end := store.Answering(r.Context())
		defer end()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

var gzips = sync.Pool{New: func() any { w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed); return w }} // the level is valid

// compress compresses pages and JSON for clients that accept gzip. Streams, downloads and assets pass as they are.
func compress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !takesGzip(r.Header.Get("Accept-Encoding")) || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		z := &gzipWriter{ResponseWriter: w}
		defer z.close()
		next.ServeHTTP(z, r)
	})
}

// takesGzip reads an Accept-Encoding header; "gzip;q=0" is a refusal.
func takesGzip(accept string) bool {
	for offer := range strings.SplitSeq(accept, ",") {
		name, weight, _ := strings.Cut(strings.ReplaceAll(offer, " ", ""), ";")
		if strings.EqualFold(name, "gzip") {
			q, err := strconv.ParseFloat(strings.TrimPrefix(weight, "q="), 64)
			return weight == "" || err == nil && q > 0
		}
	}
	return false
}

type gzipWriter struct {
	http.ResponseWriter
	zip     *gzip.Writer
	decided bool
}

func (w *gzipWriter) WriteHeader(code int) {
	if !w.decided {
		w.decided = true
		kind := w.Header().Get("Content-Type")
		text := strings.HasPrefix(kind, "text/html") || strings.HasPrefix(kind, "application/json") || strings.HasPrefix(kind, "application/problem+json")
		if text && w.Header().Get("Content-Encoding") == "" && code != http.StatusNoContent && code != http.StatusNotModified {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Add("Vary", "Accept-Encoding")
			w.Header().Del("Content-Length")
			w.zip = gzips.Get().(*gzip.Writer)
			w.zip.Reset(w.ResponseWriter)
		}
	}
	w.ResponseWriter.WriteHeader(code)
}

func (w *gzipWriter) Write(b []byte) (int, error) {
	if !w.decided {
		w.WriteHeader(http.StatusOK)
	}
	if w.zip != nil {
		return w.zip.Write(b)
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *gzipWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *gzipWriter) close() {
	if w.zip == nil {
		return
	}
	_ = w.zip.Close() // the reader went away: nothing to be done
	gzips.Put(w.zip)
}
