package views

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/label"
	"hearth/internal/desk/narrow"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Uncounted reports whether a view that asks so has no number beside it, as it asks for what somebody has.
func Uncounted(by authz.Actor, query string) bool {
	list, err := read(by, query)
	return err == nil && !list.Countable()
}

// say puts into each view what it asks for in words.
func (s *Service) say(ctx context.Context, by authz.Actor, all []View) error {
	known, err := label.Names(ctx, s.db)
	for i := range all {
		all[i].Says = says(ctx, known, by, all[i].Query)
	}
	return err
}

// Said is what a view that asks so asks for in words; nothing where it cannot be asked. It refuses whoever keeps no views.
func (s *Service) Said(ctx context.Context, by authz.Actor, query string) ([]string, error) {
	if err := s.policy.May(by, KeepViews, 0); err != nil {
		return nil, err
	}
	known, err := label.Names(ctx, s.db)
	return says(ctx, known, by, query), err
}

func says(ctx context.Context, known label.Known, by authz.Actor, query string) []string {
	list, err := read(by, query)
	if err != nil {
		return nil
	}
	asked := label.Asked{Service: list.Service, Team: list.Team, Channel: list.Channel, Q: list.Q, More: list.More}
	if list.State != "" {
		asked.State = locale.T(ctx, desk.StateNames[desk.State(list.State)])
	}
	return append([]string{locale.T(ctx, desk.ViewNames[list.View])}, known.Said(ctx, asked)...)
}

// sound reports whether both databases keep the names and values of an address, which hold more than its text shows.
func sound(v url.Values) bool {
	for name, values := range v {
		if !store.Sound(name) || slices.ContainsFunc(values, func(x string) bool { return !store.Sound(x) }) {
			return false
		}
	}
	return true
}

// read turns a query of the queue into the list that it asks for. It refuses fields that the queue does not have, and whoever's cases are not one's own, nobody's or somebody's.
func read(by authz.Actor, query string) (desk.List, error) {
	var f fault.Fields
	v, err := url.ParseQuery(strings.TrimPrefix(query, "?"))
	f.Need(err == nil && len(query) <= maxQuery && sound(v), "query", "Give what follows the question mark of the queue's address.")
	if err := f.Err(); err != nil {
		return desk.List{}, err
	}
	list := desk.List{View: desk.ViewOpen}
	for _, name := range list.Read(v) {
		value := strings.TrimSpace(v.Get(name))
		switch name {
		case "view":
			list.View = value
		case "q":
			list.Q = value
		case "service":
			list.Service = value
		case "team":
			list.Team = value
		case "channel":
			list.Channel = value
		case "state":
			list.State = value
		case "assignee":
			f.Need(value == "" || value == narrow.Me || value == by.PersonID, "query", "A view asks for what is yours, nobody's or somebody's. What a colleague has is nobody's to count.")
			if value != "" {
				list.Owner = narrow.Me
			}
		case "dense", "limit", "after", "kept": // of the page alone
		default:
			f.Need(false, "query", "The queue has no field %s.", name)
		}
	}
	if list.View == "" {
		list.View = desk.ViewOpen
	}
	f.Need(slices.Contains(desk.DeskViews(), list.View), "query", "There is no such view.")
	f.Need(list.State == "" || slices.Contains([]desk.State{desk.StateOpen, desk.Waiting, desk.Answered, desk.Closed}, desk.State(list.State)), "query", "Choose open, waiting, answered or closed.")
	list.Check(&f)
	return list, f.Err()
}
