package store

import "sync/atomic"

// watch is who is told of each statement, if anybody.
type watch struct {
	told atomic.Pointer[func(query string)]
}

func (w *watch) see(query string) {
	if told := w.told.Load(); told != nil {
		(*told)(query)
	}
}

// Watch has f told the text of each statement of use cases before it runs, and BEGIN for each transaction; nil ends it. It is for tests that compare the
// work that two requests make. f is called by many goroutines at once.
func (db *DB) Watch(f func(query string)) {
	if f == nil {
		db.watch.told.Store(nil)
		return
	}
	db.watch.told.Store(&f)
}
