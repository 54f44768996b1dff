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
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
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
	count   *os.File // how many openings wait or are lost, for the next server; nil while Run has not begun

	wrote   atomic.Bool // something, since Seal began last
	sealing sync.Mutex  // guards what follows
	path    string      // of the file of heads; "" for none
	head    head        // of the chain, when this server sealed last
	last    head        // in the file
	looked  bool        // into the file
}

type waiting struct {
	entry Entry
	at    store.Time
}

type opening struct{ actor, kind, object string }

// glimpse is when an opening was seen, and whether it is in the database.
type glimpse struct {
	at      store.Time
	written bool
}

// New returns the record in db; key is this installation's secret, and log takes what could not be written.
func New(db *store.DB, key []byte, log *slog.Logger) *Log {
	return &Log{db: db, key: key, log: log, seen: map[opening]glimpse{}}
}

// Record writes an entry in the transaction of what it tells of.
func (l *Log) Record(ctx context.Context, tx *store.Tx, e Entry) error {
	return l.write(ctx, tx, e, tx.Now(), false)
}

// OpenedNow writes that somebody opened something before it returns; when it fails, nothing may be shown.
func (l *Log) OpenedNow(ctx context.Context, e Entry) error {
	l.mu.Lock()
	again := l.again(e, true)
	l.mu.Unlock()
	if again {
		return nil
	}
	err := l.db.Tx(ctx, func(tx *store.Tx) error { return l.write(ctx, tx, e, tx.Now(), true) })
	if store.IsFull(err) {
		return fault.New(fault.Unavailable, "Each opening of this page is recorded before it is shown, and nothing can be recorded at the moment: the disk of the server is full. Try again in a few minutes.")
	}
	if err == nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.saw(e, true)
	}
	return err
}

// Opened keeps that somebody opened something, to be written within a second. When the database takes nothing for so long that the memory for it is full,
// or the server ends before, openings are lost, and the record says how many as soon as it can be written to.
func (l *Log) Opened(e Entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.again(e, false) {
		return
	}
	defer l.noteWaiting()
	if len(l.waiting) >= maxWaiting {
		l.lost++
		return
	}
	l.saw(e, false)
	l.waiting = append(l.waiting, waiting{e, l.db.Now()})
}

func openingOf(e Entry) opening { return opening{e.By.PersonID + e.By.Task, e.Kind, e.Object} }

// again reports whether the same person opened the same thing in the last minutes; with written only what is in the database counts. The caller holds mu.
func (l *Log) again(e Entry, written bool) bool {
	now := l.db.Now()
	g, ok := l.seen[openingOf(e)]
	return ok && (g.written || !written) && now.Before(g.at.Add(oneOpening)) && !now.Before(g.at)
}

// saw remembers an opening. The caller holds mu.
func (l *Log) saw(e Entry, written bool) {
	if len(l.seen) > maxSeen {
		clear(l.seen) // at worst an opening is written twice
	}
	l.seen[openingOf(e)] = glimpse{l.db.Now(), written}
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

// Flush writes the openings that wait, and how many were lost. When it fails they go on waiting.
func (l *Log) Flush(ctx context.Context) error {
	l.mu.Lock()
	all, lost := l.waiting, l.lost
	l.waiting, l.lost = nil, 0
	l.mu.Unlock()
	if len(all) == 0 && lost == 0 {
		return nil
	}
	err := l.db.Tx(ctx, func(tx *store.Tx) error {
		for _, w := range all {
			if err := l.write(ctx, tx, w.entry, w.at, true); err != nil {
				return err
			}
		}
		if lost == 0 {
			return nil
		}
		return l.write(ctx, tx, Entry{By: authz.System("audit"), Action: gap, Kind: "opening", Object: strconv.Itoa(lost)}, tx.Now(), false)
	})
	l.mu.Lock()
	defer l.mu.Unlock()
	if err != nil {
		l.waiting, l.lost = append(all, l.waiting...), l.lost+lost
		if over := len(l.waiting) - maxWaiting; over > 0 { // some came while this was tried
			l.waiting, l.lost = l.waiting[:maxWaiting], l.lost+over
		}
	}
	l.noteWaiting()
	return err
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
	actor, err := subject(ctx, tx, e.By.PersonID)
	if err != nil {
		return err
	}
	whose := actor
	if e.Person != e.By.PersonID {
		if whose, err = subject(ctx, tx, e.Person); err != nil {
			return err
		}
	}
	r := rowOf(e, at, actor, whose, opened)
	err = tx.Write(ctx, `INSERT INTO audit_entry (id, at, actor, task, face, action, kind, object, subject, team, opening, mac)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		r.ID, r.At, r.Actor, r.Task, r.Face, r.Action, r.Kind, r.Object, r.Subject, r.Team, r.Opening, l.mac(r))
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

// subject returns the random key of a person, making one at first; "" for nobody.
func subject(ctx context.Context, tx *store.Tx, personID string) (string, error) {
	if personID == "" {
		return "", nil
	}
	key, err := store.One[string](ctx, tx, `SELECT key FROM audit_subject WHERE person_id = $1`, personID)
	if err == nil || !errors.Is(err, store.ErrNone) {
		return key, err
	}
	key = ident.Secret()
	if _, err := tx.Exec(ctx, `INSERT INTO audit_subject (key, person_id) VALUES ($1, $2)`, key, personID); err != nil {
		return "", fmt.Errorf("record subject: %w", err)
	}
	return key, nil
}

// mac is the HMAC-SHA-256 of an entry's fields.
func (l *Log) mac(r row) string {
	return l.sum("audit", r.ID, r.At.UTC().Format(time.RFC3339Nano), r.Actor, r.Task, r.Face, r.Action, r.Kind, r.Object, r.Subject, r.Team,
		strconv.FormatBool(r.Opening))
}

// Opening is one time that a person's record was opened, as that person reads it: when, why and by which team, never by whom.
type Opening struct {
	ID     string     `json:"id"`
	At     store.Time `json:"at"`
	Action string     `json:"action"`
	Kind   string     `json:"kind"`
	Object string     `json:"object"`
	Team   string     `json:"team"`
}

// OpeningsOf returns the openings of a person's record by others, the latest first, up to limit and before the entry with the id before unless that is empty. shown
// limits them to what the person may know of, as a condition on the columns e.kind and e.object: what it leaves out is not counted either.
func OpeningsOf(ctx context.Context, q store.Querier, personID, before string, shown store.Where, limit int) ([]Opening, error) {
	all, err := store.Select[Opening](ctx, q, openingsQuery(personID, before, shown, limit))
	if err != nil {
		return nil, fmt.Errorf("read openings: %w", err)
	}
	return all, nil
}

func openingsQuery(personID, before string, shown store.Where, limit int) *store.Q {
	b := new(store.Q).Add(`SELECT e.id, e.at, e.action, e.kind, e.object, e.team FROM audit_entry e WHERE e.opening = ? AND e.subject =
		(SELECT s.key FROM audit_subject s WHERE s.person_id = ?) AND e.actor <> e.subject AND `, true, personID).Where(shown) // "= ?" goes through the index, "opening" alone does not
	if before != "" {
		b.Add(` AND e.id < ?`, before)
	}
	return b.Add(` ORDER BY e.id DESC LIMIT ?`, limit)
}

// Reason is why a record was opened, as a message key for an action; the action itself where there is no sentence for it.
func Reason(action string) string {
	if s, ok := reasons[action]; ok {
		return s
	}
	return strings.ReplaceAll(action, "_", " ")
}

var reasons = map[string]string{"case.read": "To work on your request", "people.read": "To look up your entry in the directory", "letters.open_file": "To read your personnel file"}
