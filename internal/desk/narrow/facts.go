package narrow

import (
	"context"
	"fmt"

	"hearth/internal/desk/record"
	"hearth/internal/platform/store"
)

// This file is conditions on desk_case c for rules that act on cases of a team by themselves.

// OfTeam is the condition that a team works on a case and sees it as a team. Cases that named people alone read are none of them.
func OfTeam(team string) store.Where {
	return store.Cond(`c.team_id = ? AND c.sensitivity <> 'named'`, team)
}

// Of is the condition that a case is of a service and came by a channel; "" leaves one out.
func Of(service, channel string) store.Where {
	all := []store.Where{store.Always}
	if service != "" {
		all = append(all, store.Cond(`c.service_id = ?`, service))
	}
	if channel != "" {
		all = append(all, store.Cond(`c.channel = ?`, channel))
	}
	return store.And(all...)
}

// Quiet is the condition that HR works on a case and nobody has written in it since a moment.
func Quiet(since store.Time) store.Where {
	return store.Cond(`c.state = 'open' AND c.last_at <= ?`, since)
}

// What happened to a case, for Happened.
const (
	Opened, Wrote, Answered   = "opened", "wrote", "answered"
	Closed, Reopened, Resumed = "closed", "reopened", "resumed"
	Joined, Parted            = "joined", "parted" // another case was joined to it; it was taken out of another one
)

// The lines of a conversation that say of a case that another one was joined to it, and that it is by itself again.
const (
	JoinedLine = "Another request was joined to this one. What was said there stands here too."
	PartedLine = "This is a request of its own again."
)

// says is the condition that the conversation of a case says something since a moment: a line of ours, by its key.
func says(key string, since store.Time) store.Where {
	return store.Cond(`EXISTS (SELECT 1 FROM desk_entry e WHERE e.case_id = c.id AND e.kind = 'event' AND e.at >= ? AND e.body LIKE ?)`, since, `{"key":"`+key+`"%`)
}

// Happened is the condition that something happened to a case since a moment, as far as its record still tells, and whether that is so exactly: of anything else it is that the case was opened
// since then.
func Happened(what string, since store.Time) (w store.Where, exact bool) {
	switch what {
	case Opened:
		return store.Cond(`c.opened_at >= ?`, since), true
	case Wrote:
		return store.Cond(`EXISTS (SELECT 1 FROM desk_entry e WHERE e.case_id = c.id AND e.kind = 'message' AND e.side = 'customer' AND e.at >= ? AND e.at > c.opened_at)`, since), true
	case Answered:
		return store.Cond(`c.answered_at >= ?`, since), true
	case Closed:
		return store.Cond(`c.closed_at >= ?`, since), true
	case Reopened:
		return store.Cond(`c.reopened > 0 AND c.last_at >= ?`, since), false
	case Joined:
		return says(JoinedLine, since), true
	case Parted:
		return says(PartedLine, since), true
	case Resumed:
		return store.Cond(`EXISTS (SELECT 1 FROM desk_waiting w WHERE w.case_id = c.id AND w.waited_for <> 'hr' AND w.to_at >= ?)`, since), false
	}
	return store.Cond(`c.opened_at >= ?`, since), false
}

// Holds reports whether the case with an id is as a condition says. It asks nobody's rights.
func Holds(ctx context.Context, q store.Querier, id string, w store.Where) (bool, error) {
	n, err := store.Row[int](ctx, q, new(store.Q).Add(`SELECT count(*) FROM desk_case c WHERE c.id = ? AND `, id).Where(w))
	if err != nil {
		return false, fmt.Errorf("look at case: %w", err)
	}
	return n > 0, nil
}

// Among returns some cases that are as a condition says, those first in which nobody wrote for longest. It asks nobody's rights.
func Among(ctx context.Context, q store.Querier, w store.Where, most int) ([]record.Row, error) {
	all, err := store.Select[record.Row](ctx, q, new(store.Q).Add(`SELECT `+record.Columns+` FROM desk_case c WHERE `).Where(w).Add(` ORDER BY c.last_at, c.id LIMIT ?`, most))
	if err != nil {
		return nil, fmt.Errorf("look for cases: %w", err)
	}
	return all, nil
}
