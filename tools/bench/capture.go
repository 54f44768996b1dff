package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"hearth/internal/app"
	"hearth/internal/demo/seed"
	"hearth/internal/people"
	"hearth/internal/platform/auth"
)

// written is what the product wrote for one case: the rows that are there after its commit and were not before, and those that changed.
type written struct {
	tables map[string]table
	before map[string]bool // every id that was there before
	added  []record
	edited []record
	gone   int // rows that were there before, and are not replaced by one of the same key
	later  int // rows that come after the commit: jobs, mails, the seal
}

// record is a row with its table.
type record struct {
	table  string
	values []any // in the order of the table's columns
}

// capture opens a case in a small database made for that, by the address that API clients call, and compares all tables before and after.
func (k *keeper) capture(ctx context.Context, where string, body func(i int) request) (out written, err error) {
	err = k.small(ctx, where, func(a *app.App, p place) error {
		out, err = p.capture(ctx, a, body)
		return err
	})
	return out, err
}

// small calls f with the product on a small database of its own, which is gone afterwards.
func (k *keeper) small(ctx context.Context, where string, f func(*app.App, place) error) (err error) {
	p := place{where: where}
	if p.data, err = os.MkdirTemp(k.dir, "floor-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(p.data)) }()
	if where == post {
		p.name = "run_floor"
		p.database = k.server.address(p.name)
		if err := k.server.create(ctx, p.name, ""); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, k.server.dropAll(context.WithoutCancel(ctx), p.name)) }()
	}
	a, err := app.Open(ctx, app.Options{Config: p.config()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	err = seed.Run(ctx, seed.Modules{DB: a.DB, People: a.People, Promises: a.Promise, Catalogue: a.Catalogue, Desk: a.Desk, Seal: a.Audit.Seal}, seed.Plan{People: 100, Cases: 300})
	if err != nil {
		return err
	}
	return f(a, p)
}

func (p place) capture(ctx context.Context, a *app.App, body func(i int) request) (out written, err error) {
	token, err := tokenOf(ctx, a, seed.EmployeeNumber(seed.Employees))
	if err != nil {
		return out, err
	}
	db, err := p.sql()
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return compared(ctx, a, db, p.where, func(i int) error {
		r := body(i)
		in := httptest.NewRequestWithContext(ctx, r.method, r.path, strings.NewReader(r.body))
		in.Header.Set("Authorization", "Bearer "+token)
		in.Header.Set("Content-Type", "application/json")
		answer := httptest.NewRecorder()
		a.Handler().ServeHTTP(answer, in)
		if answer.Code != http.StatusCreated {
			return fmt.Errorf("%s: status %d: %s", r.path, answer.Code, answer.Body)
		}
		return nil
	})
}

// compared opens two cases and compares the tables before and after the second: the first one makes what is made once for a person.
func compared(ctx context.Context, a *app.App, db *sql.DB, where string, open func(i int) error) (out written, err error) {
	if err := errors.Join(open(1), a.Drain(ctx)); err != nil {
		return out, err
	}
	if out.tables, err = schema(ctx, db, where); err != nil {
		return out, err
	}
	before, err := rows(ctx, db, out.tables)
	if err != nil {
		return out, err
	}
	if err := open(2); err != nil {
		return out, err
	}
	after, err := rows(ctx, db, out.tables)
	if err != nil {
		return out, err
	}
	out.compare(before, after)
	if err := a.Drain(ctx); err != nil {
		return out, err
	}
	drained, err := rows(ctx, db, out.tables)
	for key := range drained {
		if _, found := after[key]; !found {
			out.later++
		}
	}
	return out, err
}

func tokenOf(ctx context.Context, a *app.App, number string) (string, error) {
	p, err := people.Find(ctx, a.DB, number)
	if err != nil {
		return "", err
	}
	return a.Auth.IssueToken(ctx, p.ID, "bench", auth.ScopeAll)
}

// sql opens the database beneath a place, as the product does: a commit waits for the disk.
func (p place) sql() (*sql.DB, error) {
	if p.database != "" {
		return sql.Open("pgx", p.database)
	}
	db, err := sql.Open("sqlite", "file:"+p.data+"/hearth.db?_pragma=busy_timeout(60000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"+
		"&_pragma=foreign_keys(1)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-16000)")
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// rows reads every row of every table. Each is found by all that it holds.
func rows(ctx context.Context, db *sql.DB, tables map[string]table) (map[string]record, error) {
	all := map[string]record{}
	for name, t := range tables {
		found, err := read(ctx, db, t.query())
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		if t.words {
			found = together(t, found)
		}
		for _, values := range found {
			all[name+fmt.Sprintf("%#v", values)] = record{name, values}
		}
	}
	return all, nil
}

// read returns the rows of a query.
func read(ctx context.Context, db *sql.DB, query string, args ...any) (all [][]any, err error) {
	found, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, found.Close(), found.Err()) }()
	columns, err := found.Columns()
	if err != nil {
		return nil, err
	}
	for found.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := found.Scan(into...); err != nil {
			return nil, err
		}
		all = append(all, values)
	}
	return all, nil
}

// compare tells rows that are new from those that replace one with the same key.
func (w *written) compare(before, after map[string]record) {
	w.before = map[string]bool{}
	old := map[string]bool{}
	for key, r := range before {
		for _, v := range r.values {
			for _, id := range uuids.FindAllString(fmt.Sprint(v), -1) {
				w.before[id] = true
			}
		}
		if _, still := after[key]; !still {
			old[w.tables[r.table].keyOf(r)] = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(after)) {
		if _, found := before[key]; found {
			continue
		}
		r := after[key]
		if k := w.tables[r.table].keyOf(r); old[k] {
			delete(old, k)
			w.edited = append(w.edited, r)
		} else {
			w.added = append(w.added, r)
		}
	}
	w.gone = len(old)
}

// String says which rows there are.
func (w *written) String() string {
	count := map[string]int{}
	for _, r := range w.added {
		count[r.table]++
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(count)) {
		parts = append(parts, fmt.Sprintf("%s %d", name, count[name]))
	}
	for _, r := range w.edited {
		parts = append(parts, r.table+" changed")
	}
	return strings.Join(parts, ", ")
}
