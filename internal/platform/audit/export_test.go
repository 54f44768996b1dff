package audit

import (
	"context"
	"slices"

	"hearth/internal/platform/store"
)

// SeenQuery is the statement behind SeenOf.
var SeenQuery = seenQuery

// OpeningsQuery is the statement behind OpeningsOf.
var OpeningsQuery = openingsQuery

// TakingsQuery and EndsQuery are the statements behind Takings.
var (
	TakingsQuery = takingsQuery
	EndsQuery    = endsQuery
)

// Old is an entry that a benchmark writes: as honest as any, but thousands in one statement.
type Old struct {
	ID                                               string
	At                                               store.Time
	Actor, Face, Action, Kind, Object, Subject, Team string
	Opening                                          bool
}

// Subject is a row of audit_subject as the record writes it.
func (l *Log) Subject(key, personID string) []any { return []any{key, personID, l.tie(key, personID)} }

// Filler writes sealed entries in bulk, each with its MAC and its link, as Record and Seal would.
type Filler struct {
	Log  *Log
	last head
}

var filled = []string{"id", "at", "actor", "task", "face", "action", "kind", "object", "subject", "team", "opening", "mac", "seq", "link"}

// Write appends entries to the chain.
func (f *Filler) Write(ctx context.Context, tx *store.Tx, all []Old) error {
	rows := make([][]any, len(all))
	for i, o := range all {
		mac := f.Log.mac(row{ID: o.ID, At: o.At, Actor: o.Actor, Face: o.Face, Action: o.Action, Kind: o.Kind, Object: o.Object, Subject: o.Subject,
			Team: o.Team, Opening: o.Opening})
		f.last = head{f.last.Seq + 1, f.Log.link(f.last, mac)}
		rows[i] = []any{o.ID, o.At, o.Actor, "", o.Face, o.Action, o.Kind, o.Object, o.Subject, o.Team, o.Opening, mac, f.last.Seq, f.last.Link}
	}
	for some := range slices.Chunk(rows, 25) { // binding takes time that grows with the square of how many values one statement has
		if err := tx.InsertAll(ctx, "audit_entry", filled, some); err != nil {
			return err
		}
	}
	return nil
}
