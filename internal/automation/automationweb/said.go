package automationweb

import (
	"context"
	"strings"

	"hearth/internal/automation"
	"hearth/internal/desk/label"
	"hearth/internal/desk/narrow"
	"hearth/internal/platform/locale"
)

// piece is one thing that a rule says: a sentence of ours, and what a person wrote or named, if anything.
type piece struct{ Text, Named string }

// The names of what rules say, as message keys.
var (
	whens = map[string]string{narrow.Opened: "A case is opened", narrow.Wrote: "The requester writes", automation.Filled: "What it holds in its fields changes", narrow.Answered: "It is answered", narrow.Closed: "It is closed", narrow.Reopened: "It is opened again",
		automation.Moved: "It comes from another team", automation.Tagged: "A tag is put on it", narrow.Joined: "Another case is joined to it", narrow.Parted: "It is taken out of another case", narrow.Resumed: "The date of a pause comes", automation.Promise: "A share of the time for a promise has passed",
		automation.Untouched: "Nobody writes for some working days"}
	shares    = map[int]string{50: "Half of the time for a promise has passed", 80: "Four fifths of the time for a promise have passed", 100: "A promise is late"}
	shareOf   = map[int]string{50: "Half of it", 80: "Four fifths of it", 100: "All of it: it is late"}
	leftNames = map[string]string{automation.LeftAlready: "it was so already", automation.LeftProtected: "the case is protected", automation.LeftRefused: "the case takes no such tag", automation.LeftNobody: "nobody watches it",
		automation.LeftUnseen: "they do not read this case, so they were told nothing"}
	todayNames = map[string]string{automation.TodayTeam: "of which team it is, and who of HR sees it", automation.TodayOwner: "who works on it", automation.TodayPriority: "its priority", automation.TodayGroup: "who asks",
		automation.TodayWaits: "for whom it waits", automation.TodayCalls: "whether somebody asked to be called", automation.TodayField: "what it holds in its fields", automation.TodayTag: "which tags are on it"}
	brakes = map[string]string{automation.TooDeep: "Braked: rules had set each other off too often in a row. It did nothing.", automation.TooOften: "Braked: this rule had acted on this case too often within an hour. It did nothing."}
)

// when is what a rule waits for.
func when(ctx context.Context, says automation.Says) piece {
	switch says.When {
	case automation.Tagged:
		return piece{locale.T(ctx, whens[says.When]), says.WhenTag}
	case automation.Promise:
		return piece{locale.T(ctx, shares[says.Share()]), ""}
	case automation.Untouched:
		return piece{locale.N(ctx, says.WhenDays, "Nobody writes for 1 working day", "Nobody writes for %d working days"), ""}
	}
	return piece{locale.T(ctx, whens[says.When]), ""}
}

// ifs is what has to be so.
func ifs(ctx context.Context, says automation.Says, w words) (all []piece) {
	add := func(label, value string) { all = append(all, piece{locale.T(ctx, label), value}) }
	if says.IfService != "" {
		add("Service", w.Services[says.IfService])
	}
	for _, x := range []struct {
		label, value string
		names        map[string]string
	}{{"Channel", says.IfChannel, label.Channels}, {"Priority", says.IfPriority, label.Priorities}, {"Who asks", says.IfGroup, label.ValuesOf("group")}, {"Owner", says.IfOwner, label.ValuesOf("owner")}, {"Waits for", says.IfWaits, label.ValuesOf("waits")}, {"Calls", says.IfCalls, label.ValuesOf("calls")}} {
		if x.value != "" {
			add(x.label, locale.T(ctx, x.names[x.value]))
		}
	}
	for _, x := range []struct{ label, value string }{{"Tag", says.IfTag}, {"Words in the title", says.IfTitle}, {"Site", says.IfSite}, {"Language", says.IfLanguage}} {
		if x.value != "" {
			add(x.label, x.value)
		}
	}
	return all
}

// then is one thing that a rule does.
func then(ctx context.Context, says automation.Says, what string, w words) piece {
	switch what {
	case "tag":
		return piece{locale.T(ctx, "Put a tag on it"), says.ThenTag}
	case "priority":
		return piece{locale.T(ctx, "Give it a priority"), locale.T(ctx, label.Priorities[says.ThenPriority])}
	case "note":
		return piece{locale.T(ctx, "Leave a note for HR"), says.ThenNote}
	case "mention":
		if name := w.People[says.ThenMention]; name != "" {
			return piece{locale.T(ctx, "Tell them of it, where they read the case"), name}
		}
		return piece{locale.T(ctx, "Tell somebody who does not work in HR any more: nobody is told"), ""}
	case "tell":
		return piece{locale.T(ctx, "Tell those who watch it"), ""}
	case "queue":
		return piece{locale.T(ctx, "Give it back to the queue of the team"), w.Teams[says.ThenTeam]}
	}
	return piece{locale.T(ctx, "Move it to the queue of another team"), w.Teams[says.ThenTeam]}
}

// dids are what a rule did, as message keys.
var dids = map[string]string{"tag": "Put a tag on it", "priority": "Gave it a priority", "note": "Left a note for HR", "mention": "Told them of it", "tell": "Told those who watch it", "queue": "Gave it back to the queue of the team",
	"team": "Moved it to the queue of another team"}

// did is one thing that a rule did, or left.
func did(ctx context.Context, says automation.Says, d automation.Did, w words) piece {
	p := then(ctx, says, d.What, w)
	if d.Left == "" {
		p.Text = locale.T(ctx, dids[d.What])
	}
	return p
}

// thens is all that a rule does.
func thens(ctx context.Context, says automation.Says, w words) (all []piece) {
	for _, what := range says.Plan() {
		all = append(all, then(ctx, says, what, w))
	}
	return all
}

// todays names what a dry run looked at as it is today.
func todays(ctx context.Context, all []string) string {
	names := make([]string, len(all))
	for i, what := range all {
		names[i] = locale.T(ctx, todayNames[what])
	}
	return strings.Join(names, "; ")
}
