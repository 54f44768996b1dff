package main

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// turn is one case of the floor: its number, its ids and its time.
type turn struct {
	n   int64
	ids []string
	now time.Time
}

func newTurn(n int64, ids int) *turn {
	t := &turn{n: n, now: time.Now()}
	for range ids {
		t.ids = append(t.ids, ident.New())
	}
	return t
}

// maker makes the statements of the floor from rows that the product wrote: ids, keys and times are others each time, all else is the same.
type maker struct {
	written
	where   string
	ids     map[string]int            // the new ids that were seen, in their order
	numbers map[int64]func(*turn) any // the new numeric keys that were seen
	seen    map[string]int64          // rows of a table so far
	at      time.Time                 // when the case was opened, or a moment later
}

// insert makes the statement that writes a row.
func (m *maker) insert(ctx context.Context, db *sql.DB, r record) (line, error) {
	t := m.tables[r.table]
	fresh := make([]bool, len(t.columns))
	l := line{values: make([]func(*turn) any, len(t.columns))}
	for i, v := range r.values {
		l.values[i], fresh[i] = m.value(t.columns[i], v)
	}
	natural := false
	for _, index := range t.unique {
		at := make([]int, len(index))
		for i, c := range index {
			at[i] = t.column(c)
		}
		if slices.ContainsFunc(at, func(i int) bool { return i < 0 || fresh[i] || r.values[i] == nil }) {
			continue
		}
		if number, ok := r.values[at[0]].(int64); ok && len(at) == 1 {
			make, err := m.key(ctx, db, t, index[0])
			if err != nil {
				return l, err
			}
			m.numbers[number], l.values[at[0]], fresh[at[0]] = make, make, true
			continue
		}
		if natural = slices.Equal(index, t.key); natural {
			m.spread(l, r, at)
			continue
		}
		length := len(fmt.Sprint(r.values[at[0]]))
		l.values[at[0]] = func(*turn) any { return strings.Repeat(ident.Secret(), 1+length/32)[:length] }
	}
	m.seen[t.name]++
	l.statement = "INSERT INTO " + t.name + " (" + strings.Join(quoted(t.columns), ", ") + ")"
	if t.words {
		l.statement = "INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ")"
	}
	if m.where == post {
		l.statement += " OVERRIDING SYSTEM VALUE"
	}
	l.statement += " VALUES (" + placeholders(1, len(t.columns)) + ")"
	if natural { // what another case wrote too, such as a word that is counted
		l.statement += " ON CONFLICT (" + strings.Join(quoted(t.key), ", ") + ") DO " + instead(t)
	}
	return l, nil
}

// spread gives each writer on PostgreSQL a row of its own where the product does: in sums, whose keys hold a number for that.
func (m *maker) spread(l line, r record, key []int) {
	for _, i := range key {
		if _, number := r.values[i].(int64); number && m.where == post {
			l.values[i] = func(t *turn) any { return t.n % rowsOfSum }
		}
	}
}

// rowsOfSum is how many rows a sum is spread over.
const rowsOfSum = 32

// instead says what happens to a row whose key is there already.
func instead(t table) string {
	var set []string
	for _, c := range t.columns {
		if !slices.Contains(t.key, c) {
			set = append(set, fmt.Sprintf(`"%s" = excluded."%s"`, c, c))
		}
	}
	if set == nil {
		return "NOTHING"
	}
	return "UPDATE SET " + strings.Join(set, ", ")
}

// key makes numbers for a column that takes each once: the next ones for a primary key, and any others elsewhere, as the numbers of cases are.
func (m *maker) key(ctx context.Context, db *sql.DB, t table, column string) (func(*turn) any, error) {
	if !slices.Equal(t.key, []string{column}) {
		return func(*turn) any { return 1<<40 + rand.Int64N(1<<60) }, nil
	}
	var most int64
	if err := db.QueryRowContext(ctx, `SELECT COALESCE(max(`+column+`), 0) FROM `+t.name).Scan(&most); err != nil {
		return nil, fmt.Errorf("last key of %s: %w", t.name, err)
	}
	rows, this := int64(0), m.seen[t.name]
	for _, r := range m.added {
		if r.table == t.name {
			rows++
		}
	}
	return func(turn *turn) any { return most + 1 + (turn.n-1)*rows + this }, nil
}

// update makes the statement that changes a row as the product did. In the large database the row may be another one.
func (m *maker) update(r record) line {
	t := m.tables[r.table]
	var set, where []string
	var l line
	add := func(c string) string {
		v, _ := m.value(c, r.values[t.column(c)])
		l.values = append(l.values, v)
		return fmt.Sprintf(`"%s" = $%d`, c, len(l.values))
	}
	for _, c := range t.columns {
		if !slices.Contains(t.key, c) {
			set = append(set, add(c))
		}
	}
	for _, c := range t.key {
		where = append(where, add(c))
	}
	l.statement = "UPDATE " + t.name + " SET " + strings.Join(set, ", ") + " WHERE " + strings.Join(where, " AND ")
	return l
}

// value makes the values of a column from one that was seen, and says whether they are others each time.
func (m *maker) value(column string, seen any) (make func(*turn) any, fresh bool) {
	switch v := seen.(type) {
	case time.Time:
		if m.justNow(v) {
			return func(t *turn) any { return t.now.UTC() }, false
		}
	case int64:
		if key := m.numbers[v]; key != nil && (column == "rowid" || strings.HasSuffix(column, "id") || strings.HasPrefix(column, "doc")) {
			return key, true
		}
	case string:
		var at store.Time
		if len(v) > 20 && strings.HasSuffix(v, "Z") && at.Scan(v) == nil && m.justNow(at.Time) {
			return func(t *turn) any { return t.now.UTC().Format("2006-01-02T15:04:05.000000Z") }, false
		}
		if parts := m.parts(v); len(parts) > 0 {
			return func(t *turn) any {
				var b strings.Builder
				for _, p := range parts {
					if p.id >= 0 {
						b.WriteString(t.ids[p.id])
					}
					b.WriteString(p.text)
				}
				return b.String()
			}, true
		}
	}
	return func(*turn) any { return seen }, false
}

// justNow reports whether a time is that of the opening: others, such as when an answer is due, stay as they are.
func (m *maker) justNow(at time.Time) bool { return m.at.Sub(at).Abs() < 2*time.Minute }

// part is a new id, or -1, and the text after it.
type part struct {
	id   int
	text string
}

// parts splits a text where it names what is new; none when it does not.
func (m *maker) parts(text string) (all []part) {
	from := 0
	for _, at := range uuids.FindAllStringIndex(text, -1) {
		id := text[at[0]:at[1]]
		if m.before[id] {
			continue
		}
		if _, known := m.ids[id]; !known {
			m.ids[id] = len(m.ids)
		}
		if all == nil {
			all = append(all, part{-1, text[:at[0]]})
		} else {
			all[len(all)-1].text = text[from:at[0]]
		}
		all, from = append(all, part{id: m.ids[id]}), at[1]
	}
	if all != nil {
		all[len(all)-1].text = text[from:]
	}
	return all
}
