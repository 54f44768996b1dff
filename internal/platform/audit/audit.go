package audit

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrations is the schema of the record.
func Migrations() store.Migrations { return store.Migrations{Module: "audit", Files: migrations} }

// Entry is one thing that somebody did or opened. Action and By are needed.
type Entry struct {
	ID     string // its own, from package ident; "" for a new one
	By     authz.Actor
	Action string // an action of package authz
	Kind   string // of the object, such as "case"
	Object string // its id; "" where it is the person: Person stands for them, so that erasing removes the trace
	Person string // the id of the person whose record it is; "" for nobody's
	Team   string // in whose work it happened
}

// gap is the action of an entry that says how many openings were lost before it.
const gap = "audit.gap"

const (
	every      = 400 * time.Millisecond // an entry is sealed within a second
	oneOpening = 5 * time.Minute
	maxWaiting = 10_000 // openings in memory, when the database takes none
	maxSeen    = 10_000
)

// Log is the record. It is safe for concurrent use. Run writes the openings that Opened keeps in memory, and seals what was written; Flush and Seal
// do that at once.
type Log struct {
	db  *store.DB
	key []byte
	log *slog.Logger

	mu      sync.Mutex
	waiting []waiting
	lost    int // openings beyond maxWaiting, and those of a server that ended before they were written
	seen    map[opening]glimpse
	whom    map[string]Concerned // by kind
	count   *os.File             // how many openings wait or are lost, for the next server; nil while Run has not begun

	wrote   atomic.Bool // something, since Seal began last
	sealing sync.Mutex  // guards what follows
	path    string      // of the file of heads; "" for none
	head    head        // of the chain, when this server sealed last
	last    head        // in the file
	looked  bool        // into the file
}

// New returns the record in db; key is this installation's secret, and log takes what could not be written.
func New(db *store.DB, key []byte, log *slog.Logger) *Log {
	return &Log{db: db, key: key, log: log, seen: map[opening]glimpse{}, whom: map[string]Concerned{}}
}

// Record writes an entry in the transaction of what it tells of.
func (l *Log) Record(ctx context.Context, tx *store.Tx, e Entry) error {
	return l.write(ctx, tx, e, tx.Now(), false)
}

// Run writes waiting openings and seals what was written, more than twice a second until ctx ends, and once more then.
func (l *Log) Run(ctx context.Context) {
	if err := l.countWaiting(); err != nil {
		l.log.ErrorContext(ctx, "openings that wait are not counted for the next server", "error", err)
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			l.pass(context.WithoutCancel(ctx))
			return
		case <-tick.C:
			l.pass(ctx)
		}
	}
}

// pass flushes and seals; what fails waits for the next.
func (l *Log) pass(ctx context.Context) {
	if err := l.Flush(ctx); err != nil {
		l.log.ErrorContext(ctx, "openings wait to be recorded", "error", err)
	}
	if err := l.Seal(ctx); err != nil && ctx.Err() == nil {
		l.log.ErrorContext(ctx, "the record waits to be sealed", "error", err)
	}
}

// Close writes the openings that wait and seals what was written since the last Seal, as far as it comes before ctx ends: the next server does the rest.
func (l *Log) Close(ctx context.Context) error {
	err := l.Flush(ctx)
	if err != nil || !l.wrote.Load() {
		return err
	}
	if err := l.Seal(ctx); ctx.Err() == nil {
		return err
	}
	return nil
}

// row is an entry as the database keeps it.
type row struct {
	ID      string
	At      store.Time
	Actor   string
	Task    string
	Face    string
	Action  string
	Kind    string
	Object  string
	Subject string
	Team    string
	Opening bool
	Mac     string
}

func (l *Log) write(ctx context.Context, tx *store.Tx, e Entry, at store.Time, opened bool) error {
	if e.Action == "" {
		return errors.New("audit: an entry needs an action")
	}
	actor, err := l.subject(ctx, tx, e.By.PersonID)
	if err != nil {
		return err
	}
	whose := actor
	if e.Person != e.By.PersonID {
		if whose, err = l.subject(ctx, tx, e.Person); err != nil {
			return err
		}
	}
	r := rowOf(e, at, actor, whose, opened)
	r.Mac = l.mac(r)
	err = tx.Write(ctx, `INSERT INTO audit_entry (id, at, actor, task, face, action, kind, object, subject, team, opening, mac)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`, r.values()...)
	if err != nil {
		return fmt.Errorf("record: %w", err)
	}
	l.wrote.Store(true)
	return nil
}

// rowOf makes the row of an entry, with the keys of who did it and of whose record it is.
func rowOf(e Entry, at store.Time, actor, whose string, opened bool) row {
	return row{ID: cmp.Or(e.ID, ident.New()), At: at, Actor: actor, Task: e.By.Task, Face: string(e.By.Face), Action: e.Action, Kind: e.Kind, Object: e.Object,
		Subject: whose, Team: e.Team, Opening: opened}
}

// rowColumns are the columns of values.
func rowColumns() []string {
	return []string{"id", "at", "actor", "task", "face", "action", "kind", "object", "subject", "team", "opening", "mac"}
}

func (r row) values() []any {
	return []any{r.ID, r.At, r.Actor, r.Task, r.Face, r.Action, r.Kind, r.Object, r.Subject, r.Team, r.Opening, r.Mac}
}

// mac is the HMAC-SHA-256 of an entry's fields.
func (l *Log) mac(r row) string {
	return l.sum("audit", r.ID, r.At.UTC().Format(time.RFC3339Nano), r.Actor, r.Task, r.Face, r.Action, r.Kind, r.Object, r.Subject, r.Team,
		strconv.FormatBool(r.Opening))
}
