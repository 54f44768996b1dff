package auditweb

import (
	"context"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
)

// taking is the action under which the record holds that an answer was taken along, and sights what it calls the list.
const (
	taking = "audit.export"
	sights = "sights"
)

// AskTaken asks for what was taken along as files, from the entry after After on.
type AskTaken struct {
	After string `query:"after" json:"-" doc:"The next of the page before"`
}

// Downloads is a page of what was taken along; Next is empty on the last one.
type Downloads struct {
	Items []Download `json:"items"`
	Next  string     `json:"next"`
}

// Download is a list that somebody took along as a file.
type Download struct {
	At    store.Time `json:"at"`
	By    Person     `json:"by"`    // empty for somebody who was erased
	List  string     `json:"list"`  // in the record
	Name  string     `json:"name"`  // for people
	State string     `json:"state"` // whole, broken, or unknown: it is being sent, or the server ended first
	Rows  int        `json:"rows"`  // as many were sent
}

// The states of a download.
const (
	stateWhole   = "whole"
	stateBroken  = "broken"
	stateUnknown = "unknown"
)

// downloads returns what was taken along, the latest first. That it was asked for is recorded.
func (w *Web) downloads(ctx context.Context, by authz.Actor, in AskTaken) (Downloads, error) {
	out := Downloads{Items: []Download{}}
	if err := w.Policy.May(by, audit.ReadRecord, 0); err != nil {
		return out, err
	}
	if err := w.Log.OpenedNow(ctx, audit.Entry{By: by, Action: string(audit.ReadRecord), Kind: "downloads"}); err != nil {
		return out, err
	}
	all, err := audit.Takings(ctx, w.DB, in.After, perPage+1)
	if err != nil {
		return out, err
	}
	if len(all) > perPage {
		all = all[:perPage]
		out.Next = all[perPage-1].ID
	}
	ids := make([]string, 0, len(all))
	for _, t := range all {
		if t.Actor != "" {
			ids = append(ids, t.Actor)
		}
	}
	names, err := w.People.Names(ctx, w.DB, ids)
	if err != nil {
		return out, err
	}
	for _, t := range all {
		one := Download{At: t.At, By: Person{ID: t.Actor, Name: names[t.Actor]}, List: t.List, Name: w.listName(ctx, t.List), State: stateUnknown, Rows: t.Rows}
		switch {
		case t.Whole:
			one.State = stateWhole
		case t.Ended:
			one.State = stateBroken
		}
		out.Items = append(out.Items, one)
	}
	return out, nil
}

// listName is what people call a list: what the record calls it where nobody says.
func (w *Web) listName(ctx context.Context, list string) string {
	if list == sights {
		return locale.T(ctx, "Who saw a record")
	}
	if name, ok := w.Lists[list]; ok {
		return name.In(ctx)
	}
	return list
}

// howMuch says how a download ended.
func howMuch(ctx context.Context, d Download) string {
	switch d.State {
	case stateWhole:
		return locale.N(ctx, d.Rows, "%d row", "%d rows")
	case stateBroken:
		return locale.N(ctx, d.Rows, "Broke off after %d row", "Broke off after %d rows")
	}
	return locale.T(ctx, "It has not ended, or the server stopped before it did")
}

// earlier leads to the page of earlier downloads.
func earlier(d Downloads) ui.Pages {
	if d.Next == "" {
		return ui.Pages{}
	}
	return ui.Pages{Older: "/admin/audit?downloads=" + d.Next}
}
