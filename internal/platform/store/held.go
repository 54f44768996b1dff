package store

import "sync"

// holds are values that packages keep beside a database for as long as it is open, such as what they know of its rows.
type holds struct{ all sync.Map }

func (m *holds) of(key any, begin func() any) any {
	if v, ok := m.all.Load(key); ok {
		return v
	}
	v, _ := m.all.LoadOrStore(key, begin())
	return v
}

// Held returns the value that is kept under key beside the database, begun by begin the first time. It must be safe for concurrent use, and whatever
// depends on rows has to hold when another process changes them.
func (db *DB) Held(key any, begin func() any) any { return db.holds.of(key, begin) }

// Held returns what DB.Held returns, for the transaction's database.
func (tx *Tx) Held(key any, begin func() any) any { return tx.holds.of(key, begin) }
