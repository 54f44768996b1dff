// Package beside says which colleagues of HR are at a case now, and whether they write.
//
// # What always holds
//
//   - It is in memory alone, for the seconds of package live, and told to the other servers of the installation: no table, no record, no count of it.
//   - It has a topic of its own, which only those of HR may listen to who work on the case: a requester does not learn that somebody reads, nor when.
package beside

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/people"
	"hearth/internal/platform/live"
	"hearth/internal/platform/store"
)

// What somebody does at a case.
const (
	Reads  = "reads"
	Writes = "writes" // an answer
	Notes  = "notes"  // writes a note
)

// Topic is the topic of live updates of those of HR who work on the case with an id: who is there, and what they write together.
func Topic(caseID string) string { return "work:" + caseID }

// Colleague is somebody of HR who is at a case now.
type Colleague struct{ Name, Does string }

// Say notes what a person does at a case, for some seconds. Who writes is not said to read only because a page of theirs was shown, nor who writes a note to write an answer because their draft was
// kept.
func Say(ctx context.Context, q store.Querier, hub *live.Hub, caseID, personID, does string) error {
	all := hub.Who(Topic(caseID))
	if i := slices.IndexFunc(all, func(p live.Presence) bool { return p.PersonID == personID }); i >= 0 && all[i].What != Reads {
		if does == Reads {
			return nil
		}
		does = all[i].What
	}
	return Now(ctx, q, hub, caseID, personID, does)
}

// Now is Say for who is known to do this and nothing else: who sent what they wrote reads again.
func Now(ctx context.Context, q store.Querier, hub *live.Hub, caseID, personID, does string) error {
	p, err := people.ByID(ctx, q, personID)
	if err != nil {
		return fmt.Errorf("say who is there: %w", err)
	}
	hub.Here(Topic(caseID), personID, p.DisplayName(), does)
	return nil
}

// Gone ends what was said of a person at a case, at once.
func Gone(hub *live.Hub, caseID, personID string) { hub.Here(Topic(caseID), personID, "", "") }

// Others lists the colleagues at a case, one person without. The caller knows that this person works on it.
func Others(ctx context.Context, q store.Querier, hub *live.Hub, caseID, personID string) ([]Colleague, error) {
	var all []Colleague
	for _, p := range hub.Who(Topic(caseID)) {
		if p.PersonID == personID {
			continue
		}
		if p.Name == "" { // at another server
			found, err := people.ByID(ctx, q, p.PersonID)
			if err != nil && !errors.Is(err, store.ErrNone) {
				return nil, fmt.Errorf("read who is there: %w", err)
			}
			p.Name = found.DisplayName()
		}
		all = append(all, Colleague{Name: p.Name, Does: p.What})
	}
	return all, nil
}
