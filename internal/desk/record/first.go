package record

import (
	"context"
	"fmt"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// FromHR is the channel of a case in which HR wrote first. Nobody chooses it: no case comes by it.
const FromHR = "hr"

// First is what HR asks one person, or tells them, without having been asked.
type First struct {
	For, Service, Subject, Body string       // For is a person's id
	Team                        string       // whose it is; "": the service's
	Until                       store.Time   // it waits so long for their answer; zero: they are only told
	Action                      authz.Action // of the module that writes, for the record
}

// Shape makes of a new case one in which HR writes first: it waits for the person, or begins answered where they are only told. Cause is that of an answered one, and by who answered it.
func (in First) Shape(r *Row, now store.Time, cause, by string) {
	r.Channel, r.LastSide, r.Unread = FromHR, "hr", true
	if in.Team != "" {
		r.TeamID = in.Team
	}
	if !in.Until.IsZero() {
		r.State, r.WaitingReason, r.WaitingUntil = Waiting, WaitCustomer, in.Until
		return
	}
	r.State, r.Outcome, r.CauseID, r.AnsweredAt, r.AnsweredBy = Answered, "done", cause, now, by
}

// Promised are the promises with which a case begins, in business minutes: a first answer, and when it is settled. Where HR wrote first nobody waits for a first answer, and what begins answered
// is settled.
func (r Row) Promised(firstAnswer, settled int) []promise.Start {
	first := promise.Start{OwnerKind: "case", OwnerID: r.ID, Kind: promise.FirstAnswer, Minutes: firstAnswer, Asked: r.Asked()}
	settle := first
	settle.Kind, settle.Minutes = promise.Decision, settled
	switch {
	case r.State == Answered:
		return nil
	case r.Channel == FromHR:
		return []promise.Start{settle}
	}
	return []promise.Start{first, settle}
}

// Place says whose hours count for what the customer of a case is promised.
func (r Row) Place() promise.Place { return promise.Place{Site: r.Site, Team: r.TeamID} }

// WroteFirst reports whether HR wrote first in a case.
func WroteFirst(ctx context.Context, q store.Querier, caseID string) (bool, error) {
	yes, err := store.One[bool](ctx, q, `SELECT EXISTS (SELECT 1 FROM desk_case c WHERE c.id = $1 AND c.channel = $2) AS first`, caseID, FromHR)
	if err != nil {
		return false, fmt.Errorf("who wrote first: %w", err)
	}
	return yes, nil
}
