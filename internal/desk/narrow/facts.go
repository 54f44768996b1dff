package narrow

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"

	"hearth/internal/desk/history"
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

// The lines of a conversation that say that one of its messages was in another case, or is in one now.
const (
	WentLine = "A message was moved to another request."
	CameLine = "A message was moved here from another request."
)

// ever is the moment since which any line counts.
var ever = store.At(time.Unix(0, 0))

// says is the condition that the conversation of a case says something since a moment: a line of ours, by its key.
func says(key string, since store.Time) store.Where {
	return line(history.Event{Key: key}, since)
}

// line is the condition that the conversation of a case has a line of ours since a moment: of its places the last alone counts, if it is given.
func line(e history.Event, since store.Time) store.Where {
	begins, ends := begun(e.Key), []byte("}")
	if n := len(e.Args); n > 0 {
		if last, err := json.Marshal(e.Args[n-1]); err == nil {
			ends = append(last, "]}"...)
		}
	}
	return store.Cond(`EXISTS (SELECT 1 FROM desk_entry e WHERE e.case_id = c.id AND e.kind = 'event' AND e.at >= ? AND substr(e.body, 1, ?) = ? AND substr(e.body, length(e.body) - ? + 1) = ?)`,
		since, utf8.RuneCount(begins), string(begins), utf8.RuneCount(ends), string(ends))
}

// begun is how the line of a key begins.
func begun(key string) []byte {
	text, err := json.Marshal(key)
	if err != nil { // a text always can be
		return nil
	}
	return append([]byte(`{"key":`), text...)
}

// Elsewhere is the condition that a case may have been with another team since it was opened, or open to others of HR: its conversation says that it was given to a team, as a line of the key ruled does
// too, or that who sees it was changed.
func Elsewhere(ruled string) store.Where {
	gave := begun(history.Gave)
	return store.Or(says(ruled, ever), says(history.Restricted, ever),
		store.Cond(`EXISTS (SELECT 1 FROM desk_entry e WHERE e.case_id = c.id AND e.kind = 'event' AND substr(e.body, 1, ?) = ? AND e.body LIKE '%},{"text":%')`, utf8.RuneCount(gave), string(gave)))
}

// HadAlready is the condition that somebody may have had a case the moment it was opened. Nobody has one then, but for one about health that was taken out of another: who read that goes on with it.
func HadAlready() store.Where { return store.Cond(`c.health AND c.assignee_person IS NOT NULL`) }

// GivenTo is the condition that a case was given to the team of a name since a moment, by a person or as a line of the key ruled says, whose last place is the name. A case that was given back to
// the queue of the team that had it counts too: its conversation does not say who had it.
func GivenTo(team, ruled string, since store.Time) store.Where {
	to := history.Words(team)
	return store.Or(line(history.Happened(history.Gave, to), since), line(history.Happened(ruled, to), since))
}

// After is the condition that a case comes after another one in the order of Among.
func After(r record.Row) store.Where {
	return store.Cond(`(c.last_at > ? OR c.last_at = ? AND c.id > ?)`, r.LastAt, r.LastAt, r.ID)
}

// Happened is the condition that something happened to a case since a moment, as far as its record still tells, and whether that is so exactly, but for the cases of which Forgot says otherwise: of
// anything else it is that the case was opened since then.
func Happened(what string, since store.Time) (w store.Where, exact bool) {
	switch what {
	case Opened:
		return store.Cond(`c.opened_at >= ?`, since), true
	case Wrote:
		return store.Cond(`EXISTS (SELECT 1 FROM desk_entry e WHERE e.case_id = c.id AND e.kind = 'message' AND e.side = 'customer' AND e.at >= ? AND e.at > c.opened_at)`, since), true
	case Answered: // what HR only told somebody begins answered, and was never asked
		return store.Cond(`c.answered_at >= ? AND (c.channel <> 'hr' OR c.answered_at > c.opened_at)`, since), true
	case Closed: // one that goes on in another is closed without an answer, and is joined
		return store.Cond(`c.closed_at >= ? AND c.answered_at IS NOT NULL`, since), true
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

// Forgot is the condition that the record of a case may not tell whether something happened to it since a moment, though Happened looks for that exactly. One that was opened again has lost when it was
// answered and closed, and what opened it again is no word as another; nor is a message that came from another case, or went there.
func Forgot(what string, since store.Time) store.Where {
	again := store.Cond(`c.reopened > 0 AND c.last_at >= ?`, since)
	switch what {
	case Answered, Closed:
		return again
	case Wrote:
		return store.Or(again, says(WentLine, since), says(CameLine, since))
	}
	return store.Never
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
