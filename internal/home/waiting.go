package home

import (
	"context"
	"slices"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Waiting is one thing that waits for its reader, in their language.
type Waiting struct {
	Title  string     `json:"title"` // what it is about; "": Text says it all
	Text   string     `json:"text"`  // what to do
	Link   string     `json:"link"`
	Action string     `json:"action"`
	At     store.Time `json:"at,omitzero"`    // by when
	Since  store.Time `json:"since,omitzero"` // when it came about, where that is known
}

// AllWaiting is what waits for its reader, the earliest first.
type AllWaiting struct {
	Items []Waiting `json:"items"`
}

// allWaiting returns what waits for by. It refuses nobody who is signed in.
func (h *Home) allWaiting(ctx context.Context, by authz.Actor, _ httpx.None) (AllWaiting, error) {
	out := AllWaiting{Items: []Waiting{}}
	if err := h.policy.May(by, Start, 0); err != nil {
		return out, err
	}
	all, err := h.waiting(ctx, by)
	for _, t := range all {
		out.Items = append(out.Items, Waiting{t.Title, t.Text.In(ctx), t.Link, t.Action.In(ctx), t.At, t.Since})
	}
	return out, err
}

// Waits shows on a page of the desk what waits for by. It is nil where nothing does.
func (h *Home) Waits(ctx context.Context, by authz.Actor) (templ.Component, error) {
	all, err := h.waiting(ctx, by)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return waits(all, h.db.Now().Time), nil
}

// waiting is what waits for a person, as all modules say, the earliest first.
func (h *Home) waiting(ctx context.Context, by authz.Actor) (out []spec.ToDo, err error) {
	for _, m := range h.modules {
		if m.ToDo == nil {
			continue
		}
		all, err := m.ToDo(ctx, by)
		if err != nil {
			return nil, err
		}
		out = append(out, all...)
	}
	slices.SortStableFunc(out, func(a, b spec.ToDo) int { return due(a).Compare(due(b)) })
	return out, h.named(ctx, by, out)
}

// named puts what a case is about beside its number, where that alone is the title and its reader may know it.
func (h *Home) named(ctx context.Context, by authz.Actor, all []spec.ToDo) error {
	titles := make([]string, len(all))
	for i, t := range all {
		titles[i] = t.Title
	}
	known, err := h.subjects(ctx, by, titles)
	for i, t := range all {
		if subject := known[t.Title]; subject != "" {
			all[i].Title = t.Title + " " + subject
		}
	}
	return err
}

// due sorts by the date by which something is to be done, or by when it came about, and what has neither after that.
func due(t spec.ToDo) time.Time {
	switch {
	case !t.At.IsZero():
		return t.At.Time
	case !t.Since.IsZero():
		return t.Since.Time
	}
	return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
}

// shownFirst is how many things stand open of what waits. The others are folded up below them, so that what else the page shows stays in sight.
const shownFirst = 5

// split divides what waits into what stands open and what is folded up. One thing alone is not folded.
func split(all []spec.ToDo) (open, folded []spec.ToDo) {
	if len(all) <= shownFirst+1 {
		return all, nil
	}
	return all[:shownFirst], all[shownFirst:]
}

// dated is by when something is to be done, or since when it waits, in words; "" where neither is known.
func dated(ctx context.Context, t spec.ToDo, now time.Time) string {
	switch {
	case !t.At.IsZero() && t.At.Time.Before(now):
		return locale.T(ctx, "was due %s", locale.DateTime(ctx, t.At.Time))
	case !t.At.IsZero():
		return locale.T(ctx, "by %s", locale.DateTime(ctx, t.At.Time))
	case !t.Since.IsZero():
		return locale.T(ctx, "since %s", locale.DateTime(ctx, t.Since.Time))
	}
	return ""
}
