package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// writer writes the rows of one case after the other on one connection, in one durable commit each.
type writer interface {
	write(ctx context.Context, all []bound) error
	close() error
}

// bound are the values of one statement.
type bound struct {
	statement int
	args      []any
}

// floor measures how many cases a second the database takes: exactly the rows that the product writes for one, by prepared statements.
func (o options) floor(ctx context.Context, r *report, k *keeper, p place, cases int) error {
	captured, err := k.capture(ctx, p.where, anyOpening)
	if err != nil {
		return fmt.Errorf("what the product writes for a case: %w", err)
	}
	f, err := newFloor(ctx, p, captured)
	if err != nil {
		return err
	}
	r.say("\nThe floor of opening a case, in Go with the product's drivers: %d rows in one commit (%s). Left out: %d rows that follow later (jobs, mails, the seal).",
		len(f.lines), captured.String(), captured.later)
	ways := map[string]func(context.Context) (writer, error){"statement by statement": f.lite}
	if p.where == post {
		ways = map[string]func(context.Context) (writer, error){"statement by statement": f.post(false), "all statements sent at once": f.post(true)}
	}
	for _, way := range []string{"statement by statement", "all statements sent at once"} {
		for _, atOnce := range []int{1, 8} {
			if ways[way] == nil {
				continue
			}
			m, err := f.measure(ctx, ways[way], atOnce, o.lasts)
			if err != nil {
				return fmt.Errorf("floor, %s: %w", way, err)
			}
			text := fmt.Sprintf("floor, %s, %d at once: %.0f/s, p50 %.2f ms, p95 %.2f ms", way, atOnce, m.perSecond(), m.at(50), m.at(95))
			open, found := r.kept[fmt.Sprintf("%s %d %s %d", p.where, cases, opening, atOnce)]
			var bar []verdict
			if found {
				share := 100 * open.perSecond() / m.perSecond()
				text += fmt.Sprintf("; opening a case reaches %.0f %%", share)
				if way == "statement by statement" {
					bar = append(bar, atLeast(share, ofFloor, "%.0f %%"))
				}
			}
			r.judged(p.where, text, bar...)
		}
	}
	return nil
}

// anyOpening opens a case as those that are measured.
func anyOpening(i int) request {
	w := world{rare: []string{"floor"}, askers: []string{""}}
	return w.opening(i)
}

// floor is what is written again and again, each time with other keys.
type floor struct {
	place place
	lines []line
	ids   int // new ids in each case
	mu    sync.Mutex
	n     int64 // cases so far
}

func newFloor(ctx context.Context, p place, captured written) (f *floor, err error) {
	db, err := p.sql()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	m := maker{written: captured, ids: map[string]int{}, numbers: map[int64]func(*turn) any{}, seen: map[string]int64{}, where: p.where, at: time.Now()}
	f = &floor{place: p}
	for _, r := range inOrder(captured.added, captured.tables) {
		l, err := m.insert(ctx, db, r)
		if err != nil {
			return nil, err
		}
		f.lines = append(f.lines, l)
	}
	for _, r := range captured.edited {
		if len(captured.tables[r.table].key) == 1 {
			f.lines = append(f.lines, m.update(r))
			continue
		}
		l, err := m.insert(ctx, db, r) // a sum with a key of its own, which may not be there yet
		if err != nil {
			return nil, err
		}
		f.lines = append(f.lines, l)
	}
	f.ids = len(m.ids)
	if len(f.lines) < 5 {
		return nil, fmt.Errorf("only %d rows were seen: %s", len(f.lines), captured.String())
	}
	return f, nil
}

// inOrder puts rows after those that they refer to.
func inOrder(all []record, tables map[string]table) (out []record) {
	placed := map[string]bool{}
	names := map[string]bool{}
	for _, r := range all {
		names[r.table] = true
	}
	for len(placed) < len(names) {
		before := len(placed)
		for _, name := range slices.Sorted(maps.Keys(names)) {
			waits := slices.ContainsFunc(tables[name].parents, func(p string) bool { return p != name && names[p] && !placed[p] })
			if placed[name] || waits {
				continue
			}
			placed[name] = true
			for _, r := range all {
				if r.table == name {
					out = append(out, r)
				}
			}
		}
		if len(placed) == before {
			panic("tables that refer to each other in a circle")
		}
	}
	return out
}

// next returns the rows of another case.
func (f *floor) next() []bound {
	f.mu.Lock()
	f.n++
	t := newTurn(f.n, f.ids)
	f.mu.Unlock()
	all := make([]bound, len(f.lines))
	for i, l := range f.lines {
		args := make([]any, len(l.values))
		for j, v := range l.values {
			args[j] = v(t)
		}
		all[i] = bound{i, args}
	}
	return all
}

func (f *floor) measure(ctx context.Context, open func(context.Context) (writer, error), atOnce int, lasts time.Duration) (m measured, err error) {
	writers := make([]writer, atOnce)
	for i := range writers {
		if i > 0 && f.place.where == lite {
			writers[i] = writers[0] // SQLite has one writer at a time
			continue
		}
		if writers[i], err = open(ctx); err != nil {
			return m, err
		}
		defer func() { err = errors.Join(err, writers[i].close()) }()
	}
	if _, err := f.during(ctx, writers, min(time.Second, lasts/3)); err != nil {
		return m, err
	}
	return f.during(ctx, writers, lasts)
}

func (f *floor) during(ctx context.Context, writers []writer, lasts time.Duration) (m measured, err error) {
	parts, errs := make([]measured, len(writers)), make([]error, len(writers))
	var all sync.WaitGroup
	from := time.Now()
	for i, w := range writers {
		all.Go(func() {
			for time.Since(from) < lasts && errs[i] == nil {
				began := time.Now()
				errs[i] = w.write(ctx, f.next())
				parts[i].took = append(parts[i].took, time.Since(began))
			}
		})
	}
	all.Wait()
	m.lasted = time.Since(from)
	for _, p := range parts {
		m.took = append(m.took, p.took...)
	}
	m.n = len(m.took)
	slices.Sort(m.took)
	return m, errors.Join(errs...)
}

// liteWriter writes on the one connection that may write.
type liteWriter struct {
	mu         sync.Mutex
	db         *sql.DB
	begin, end *sql.Stmt
	prepared   []*sql.Stmt
}

func (f *floor) lite(ctx context.Context) (writer, error) {
	db, err := f.place.sql()
	if err != nil {
		return nil, err
	}
	w := &liteWriter{db: db}
	for _, text := range append([]string{"BEGIN IMMEDIATE", "COMMIT"}, f.statements()...) {
		s, err := db.PrepareContext(ctx, text)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", text, err), db.Close())
		}
		w.prepared = append(w.prepared, s)
	}
	w.begin, w.end, w.prepared = w.prepared[0], w.prepared[1], w.prepared[2:]
	return w, nil
}

func (f *floor) statements() (all []string) {
	for _, l := range f.lines {
		all = append(all, l.statement)
	}
	return all
}

func (w *liteWriter) write(ctx context.Context, all []bound) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.begin.ExecContext(ctx); err != nil {
		return err
	}
	for _, b := range all {
		if _, err := w.prepared[b.statement].ExecContext(ctx, b.args...); err != nil {
			return err
		}
	}
	_, err := w.end.ExecContext(ctx)
	return err
}

func (w *liteWriter) close() error { return w.db.Close() }

// postWriter writes on a connection of its own, statement by statement or all in one message.
type postWriter struct {
	conn     *pgx.Conn
	together bool
}

func (f *floor) post(together bool) func(context.Context) (writer, error) {
	return func(ctx context.Context) (writer, error) {
		conn, err := pgx.Connect(ctx, f.place.database)
		if err != nil {
			return nil, err
		}
		for i, text := range f.statements() {
			if _, err := conn.Prepare(ctx, fmt.Sprint("s", i), text); err != nil {
				return nil, errors.Join(fmt.Errorf("%s: %w", text, err), conn.Close(ctx))
			}
		}
		return &postWriter{conn, together}, nil
	}
}

func (w *postWriter) write(ctx context.Context, all []bound) error {
	tx, err := w.conn.Begin(ctx)
	if w.together {
		return errors.Join(err, w.batch(ctx, tx, all))
	}
	for _, b := range all {
		if err == nil {
			_, err = tx.Exec(ctx, fmt.Sprint("s", b.statement), b.args...)
		}
	}
	if err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func (w *postWriter) batch(ctx context.Context, tx pgx.Tx, all []bound) error {
	batch := &pgx.Batch{}
	for _, b := range all {
		batch.Queue(fmt.Sprint("s", b.statement), b.args...)
	}
	return errors.Join(tx.SendBatch(ctx, batch).Close(), tx.Commit(ctx))
}

func (w *postWriter) close() error { return w.conn.Close(context.Background()) }

// line is one statement and how its values are made for each case.
type line struct {
	statement string
	values    []func(*turn) any
}

func placeholders(from, n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("$%d", from+i))
	}
	return strings.Join(all, ", ")
}
