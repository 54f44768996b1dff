package store

import (
	"context"
	"fmt"
	"math/bits"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// plans remembers which field each column of a statement goes to.
var plans sync.Map // planKey -> [][]int

type planKey struct {
	row   reflect.Type
	query string
}

// All runs query and returns its rows. A struct T is filled by column name: case_id goes to the field CaseID; a column without a
// field is an error. Any other T, and Time, takes a single column. Within an answer a question that was asked before, of the DB and with the same arguments, is not
// asked again (see Remember): the slice is the caller's own, and what its rows point to is shared.
func All[T any](ctx context.Context, q Querier, query string, args ...any) ([]T, error) {
	read := func() (all []T, err error) {
		err = Each(ctx, q, func(one *T) error {
			all = append(all, *one)
			return nil
		}, query, args...)
		if err != nil {
			return nil, err
		}
		return all, nil
	}
	if answerOf(ctx) == nil {
		return read()
	}
	asked, ok := questionOf(q, reflect.TypeFor[T](), query, args)
	if !ok {
		return read()
	}
	all, err := remember(ctx, q, asked, read)
	return slices.Clone(all), err
}

// question is a statement with its arguments, by which an answer knows what it has asked.
type question struct {
	of    Querier
	row   reflect.Type
	query string
	args  string
}

// questionOf returns the question; not ok when an argument is of a kind that it does not tell from others.
func questionOf(of Querier, row reflect.Type, query string, args []any) (asked question, ok bool) {
	text := make([]byte, 0, 32*len(args))
	for _, arg := range args {
		switch arg := arg.(type) {
		case nil:
			text = append(text, 'n')
		case string:
			text = strconv.AppendQuote(text, arg)
		case int:
			text = strconv.AppendInt(append(text, 'i'), int64(arg), 10)
		case int64:
			text = strconv.AppendInt(append(text, 'i'), arg, 10)
		case bool:
			text = strconv.AppendBool(text, arg)
		case Time:
			text = arg.UTC().AppendFormat(append(text, 't'), time.RFC3339Nano)
		default:
			return question{}, false
		}
		text = append(text, ' ')
	}
	return question{of, row, query, string(text)}, true
}

// Each is All for what is too much to hold at once: it calls f for each row in turn, and ends with the first error of f. The row is there until f returns, and f asks
// q nothing.
func Each[T any](ctx context.Context, q Querier, f func(one *T) error, query string, args ...any) error {
	rows, err := q.Query(ctx, query, args...)
	if err != nil {
		return because(ctx, err)
	}
	defer rows.Close() //nolint:errcheck // Err below reports what matters
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	plan, err := planFor(reflect.TypeFor[T](), query, columns)
	if err != nil {
		return err
	}
	one := new(T)
	v := reflect.ValueOf(one).Elem()
	into := make([]any, len(columns))
	if plan == nil {
		into[0] = one
	}
	for i, index := range plan {
		into[i] = v.FieldByIndex(index).Addr().Interface()
	}
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		*one = *new(T)
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := f(one); err != nil {
			return err
		}
	}
	return because(ctx, rows.Err())
}

// One runs query and returns its first row, or ErrNone.
func One[T any](ctx context.Context, q Querier, query string, args ...any) (one T, err error) {
	all, err := All[T](ctx, q, query, args...)
	switch {
	case err != nil:
		return one, err
	case len(all) == 0:
		return one, ErrNone
	}
	return all[0], nil
}

func planFor(row reflect.Type, query string, columns []string) ([][]int, error) {
	if row.Kind() != reflect.Struct || row == reflect.TypeFor[Time]() || reflect.PointerTo(row).Implements(reflect.TypeFor[interface{ Scan(any) error }]()) {
		if len(columns) != 1 {
			return nil, fmt.Errorf("%d columns for a %s", len(columns), row)
		}
		return nil, nil
	}
	key := planKey{row, query}
	if p, ok := plans.Load(key); ok {
		return p.([][]int), nil
	}
	plan := make([][]int, len(columns))
	for i, column := range columns {
		name := strings.ReplaceAll(column, "_", "")
		for _, field := range reflect.VisibleFields(row) {
			if field.IsExported() && strings.EqualFold(field.Name, name) {
				plan[i] = field.Index
				break
			}
		}
		if plan[i] == nil {
			return nil, fmt.Errorf("no field for column %s in %s", column, row)
		}
	}
	plans.Store(key, plan)
	return plan, nil
}

// Where is a condition with its arguments. Its placeholders are ?, so that conditions can be joined; a Q numbers
// them. A module exports one when another module's query has to be limited by its tables.
type Where struct {
	SQL  string
	Args []any
}

// Cond returns a condition with ? placeholders.
func Cond(sql string, args ...any) Where { return Where{sql, args} }

// Few returns the condition that column is among the few values that a query selects. PostgreSQL finds those first and then looks the rows up; as IN it makes it read the
// whole table wherever it guesses, for a statement that serves everybody, that there are many.
func Few(d Dialect, column string, query Where) Where {
	if d == Postgres {
		return Where{column + ` = ANY (ARRAY(` + query.SQL + `))`, query.Args}
	}
	return Where{column + ` IN (` + query.SQL + `)`, query.Args}
}

// Never and Always are the conditions that no row, and every row, meets.
var (
	Never  = Where{SQL: "1 = 0"}
	Always = Where{SQL: "1 = 1"}
)

// And joins conditions; none means Always.
func And(ws ...Where) Where { return join(ws, " AND ", Always) }

// Or joins conditions; none means Never. It is in parentheses, so that it is one condition wherever its text is put.
func Or(ws ...Where) Where {
	w := join(ws, " OR ", Never)
	if len(ws) > 1 {
		w.SQL = "(" + w.SQL + ")"
	}
	return w
}

// Not negates a condition. A NULL inside stays NULL, so give it conditions that are never NULL.
func Not(w Where) Where { return Where{"NOT (" + w.SQL + ")", w.Args} }

// In returns the condition that column is one of values; none means Never. The last one is repeated up to a power of two, so that lists of other lengths are
// the same text, which is kept prepared.
func In[T any](column string, values []T) Where {
	if len(values) == 0 {
		return Never
	}
	args := make([]any, 1<<bits.Len(uint(len(values)-1)))
	for i := range args {
		args[i] = values[min(i, len(values)-1)]
	}
	return Where{column + " IN (?" + strings.Repeat(", ?", len(args)-1) + ")", args}
}

func join(ws []Where, word string, none Where) Where {
	if len(ws) == 0 {
		return none
	}
	var parts []string
	var args []any
	for _, w := range ws {
		parts = append(parts, "("+w.SQL+")")
		args = append(args, w.Args...)
	}
	return Where{strings.Join(parts, word), args}
}

// Q builds a statement from parts. Add only the clauses that are set: a condition such as "$1 IS NULL OR x = $1" hides
// the predicate from the index.
type Q struct {
	text strings.Builder
	args []any
}

// Add appends text; each ? in it takes the next argument and becomes $n.
func (q *Q) Add(text string, args ...any) *Q {
	for len(args) > 0 {
		before, after, found := strings.Cut(text, "?")
		if !found {
			panic("store: more arguments than placeholders in " + text)
		}
		q.args = append(q.args, args[0])
		q.text.WriteString(before)
		q.text.WriteByte('$')
		q.text.WriteString(strconv.Itoa(len(q.args)))
		text, args = after, args[1:]
	}
	q.text.WriteString(text)
	return q
}

// Where appends a condition in parentheses.
func (q *Q) Where(w Where) *Q { return q.Add("("+w.SQL+")", w.Args...) }

// SQL returns the statement.
func (q *Q) SQL() string { return q.text.String() }

// Args returns the arguments in order.
func (q *Q) Args() []any { return q.args }

// Select runs the statement of b and returns its rows as All does.
func Select[T any](ctx context.Context, q Querier, b *Q) ([]T, error) {
	return All[T](ctx, q, b.SQL(), b.Args()...)
}

// Row runs the statement of b and returns its first row as One does.
func Row[T any](ctx context.Context, q Querier, b *Q) (T, error) {
	return One[T](ctx, q, b.SQL(), b.Args()...)
}
