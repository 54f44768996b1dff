package audit

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// What the record holds of a list that is taken along as a file are two entries, both openings of nobody's record in particular: that it was begun, about a list,
// and how it ended, about the entry of its beginning. How many rows were sent stands in the kind of the second, as entries hold no numbers.
const (
	kindList = "list"
	kindRows = "rows:"
	sentAll  = "list.whole"
	sentPart = "list.broken"
)

// Take is a list that somebody takes along as a file.
type Take struct {
	By     authz.Actor
	Action string // under which right, such as "case.export"
	List   string // which list, such as a view's id
	Person string // the id of the person whose record it is; "" for nobody's in particular
}

// Taking writes that somebody begins to take a list along, before its first row is sent, and returns what notes how that ended: after how many rows, and whether the file is whole.
func (l *Log) Taking(ctx context.Context, t Take) (ended func(rows int, all bool) error, err error) {
	begun := ident.New()
	err = l.db.Tx(ctx, func(tx *store.Tx) error {
		if t.Person != "" { // whose entry says so as well
			if err := l.Record(ctx, tx, Entry{By: t.By, Action: t.Action, Kind: kindList, Person: t.Person}); err != nil {
				return err
			}
		}
		return l.write(ctx, tx, Entry{ID: begun, By: t.By, Action: t.Action, Kind: kindList, Object: t.List}, tx.Now(), true)
	})
	return func(rows int, all bool) error {
		e := Entry{By: t.By, Action: sentPart, Kind: kindRows + strconv.Itoa(rows), Object: begun}
		if all {
			e.Action = sentAll
		}
		ctx := context.WithoutCancel(ctx) // how it ended is known when nobody waits any more
		return l.db.Tx(ctx, func(tx *store.Tx) error { return l.write(ctx, tx, e, tx.Now(), true) })
	}, err
}

// Taken is a list that somebody took along as a file, as the record has it.
type Taken struct {
	ID     string
	At     store.Time
	Actor  string // the id of the person; "" for somebody who was erased
	Action string
	List   string
	Ended  bool // how it ended is recorded: otherwise it is still being sent, or the server ended first
	Whole  bool // all of it was sent
	Rows   int  // as many were sent
}

// Takings returns what was taken along, the latest first, up to limit and before the entry with the id before unless that is empty.
func Takings(ctx context.Context, q store.Querier, before string, limit int) ([]Taken, error) {
	all, err := store.Select[Taken](ctx, q, takingsQuery(before, limit))
	if err != nil || len(all) == 0 {
		return nil, wrapped(err)
	}
	ids := make([]string, len(all))
	for i, t := range all {
		ids[i] = t.ID
	}
	ends, err := store.Select[end](ctx, q, endsQuery(ids))
	if err != nil {
		return nil, wrapped(err)
	}
	of := map[string]end{}
	for _, e := range ends {
		of[e.Object] = e
	}
	for i := range all {
		e, ended := of[all[i].ID]
		if !ended {
			continue
		}
		all[i].Ended, all[i].Whole = true, e.Action == sentAll
		if all[i].Rows, err = strconv.Atoi(strings.TrimPrefix(e.Kind, kindRows)); err != nil {
			return nil, wrapped(err)
		}
	}
	return all, nil
}

func wrapped(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("read what was taken along: %w", err)
}

// end is how one ended.
type end struct{ Action, Kind, Object string }

// takingsQuery and endsQuery read openings of nobody's record in particular, which are few: the index on subjects has them in the order of their ids.
func takingsQuery(before string, limit int) *store.Q {
	b := new(store.Q).Add(`SELECT e.id, e.at, COALESCE(a.person_id, '') AS actor, e.action, e.object AS list FROM audit_entry e LEFT JOIN audit_subject a ON a.key = e.actor
		WHERE e.subject = '' AND e.opening = ? AND e.kind = ?`, true, kindList)
	if before != "" {
		b.Add(` AND e.id < ?`, before)
	}
	return b.Add(` ORDER BY e.id DESC LIMIT ?`, limit)
}

// endsQuery reads how those with ids ended, the oldest of which is the last: an end comes after its beginning.
func endsQuery(ids []string) *store.Q {
	return new(store.Q).Add(`SELECT e.action, e.kind, e.object FROM audit_entry e WHERE e.subject = '' AND e.opening = ? AND e.id > ? AND e.action IN (?, ?) AND `,
		true, ids[len(ids)-1], sentAll, sentPart).Where(store.In("e.object", ids))
}
