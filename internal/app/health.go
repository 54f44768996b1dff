package app

import (
	"io"
	"net/http"
	"syscall"
	"time"

	"hearth/internal/platform/store"
)

const (
	leastFree  = 1 << 20 // bytes on the disk of the data directory; with less the next request may not be kept
	probeEvery = time.Second
)

// health says whether requests can be served: the database answers a read within the request's time, and there is room for what is written.
func (a *App) health(w http.ResponseWriter, r *http.Request) error {
	rows, err := a.DB.Query(r.Context(), `SELECT 1 FROM store_schema LIMIT 1`)
	if err == nil {
		err = rows.Close()
	}
	status, text := http.StatusOK, "ok"
	switch {
	case err != nil:
		a.log.ErrorContext(r.Context(), "unhealthy", "error", err)
		status, text = http.StatusServiceUnavailable, "the database does not answer"
	case a.full(r):
		status, text = http.StatusServiceUnavailable, "degraded: there is no room on the disk; what is kept can be read, and nothing new is taken"
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text+"\n") // the reader went away
	return nil
}

// full reports whether there is no room on the disk of the data directory, or the database found none when it was last written to. In that case it is written
// to again, at most once a second, to see whether there is room now.
func (a *App) full(r *http.Request) bool {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(a.Config.Data, &disk); err == nil && disk.Bavail*uint64(disk.Bsize) < leastFree {
		return true
	}
	if !a.DB.Full() {
		return false
	}
	now, last := time.Now().UnixNano(), a.probed.Load()
	if now-last > int64(probeEvery) && a.probed.CompareAndSwap(last, now) {
		_ = a.DB.Tx(r.Context(), func(tx *store.Tx) error { return tx.Probe(r.Context()) }) // Full tells
	}
	return a.DB.Full()
}
