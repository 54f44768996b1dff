package finding

import (
	"context"
	"fmt"

	"hearth/internal/catalogue"
	"hearth/internal/desk/index"
	"hearth/internal/desk/label"
	"hearth/internal/desk/number"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/search"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// present turns cases into hits.
func (k *seeking) present(ctx context.Context, all []found, marker *search.Marker, page bool) ([]spec.Hit, error) {
	if len(all) == 0 {
		return nil, nil
	}
	rows, hidden, restricted := make([]record.Row, len(all)), false, false
	for i, f := range all {
		rows[i] = f.Row
		hidden, restricted = hidden || f.Health, restricted || f.Sensitivity != catalogue.Open
	}
	relations := map[string]authz.Relation{}
	var err error
	if k.working || hidden || restricted {
		if relations, err = k.sight.Relations(ctx, k.db, k.by, rows); err != nil {
			return nil, err
		}
	}
	var known label.Labels
	if page || hidden {
		if known, err = label.For(ctx, k.db, len(rows), rows[0].ServiceID, rows[0].TeamID); err != nil {
			return nil, err
		}
	}
	var others map[string]label.Person
	if page {
		if others, err = label.People(ctx, k.db, k.others(rows)); err != nil {
			return nil, err
		}
	}
	texts, err := k.texts(ctx, all)
	if err != nil {
		return nil, err
	}
	hits := make([]spec.Hit, len(all))
	for i, f := range all {
		h := spec.Hit{Kind: index.Texts, Number: number.Text(f.Number), Title: f.Subject, Link: "/requests/" + number.Text(f.Number), At: f.LastAt}
		if k.sight.Works(k.by, relations[f.ID]) {
			h.Link = "/desk/cases/" + number.Text(f.Number)
		}
		service := known.Services[f.ServiceID].Name
		if page {
			if who, ok := others[f.ForPerson]; ok {
				h.Beside = append(h.Beside, who.Name)
			}
			h.Beside = append(h.Beside, service)
			h.State = record.StateNames[f.State]
		}
		if k.sight.Hides(k.by, f.Row, relations[f.ID]) {
			h.Title = service
		} else {
			h.Marked.Title = marker.Mark(f.Subject)
			k.quote(ctx, &h, f, relations[f.ID], marker, texts[f.ID])
		}
		hits[i] = h
	}
	return hits, nil
}

// quote puts into a hit what was found. Of a restricted case that is no request of the reader's own nothing is quoted: who reads it opens it, and that is recorded.
func (k *seeking) quote(ctx context.Context, h *spec.Hit, f found, rel authz.Relation, marker *search.Marker, texts []string) {
	if f.Sensitivity != catalogue.Open && !rel.Has(authz.By|authz.For) {
		if f.Doc != 0 {
			h.Snippet, h.Unquoted = locale.T(ctx, "Only some people may read this. The words stand in it: open it to read them."), true
		}
		return
	}
	snippet, ok := marker.Snippet(texts)
	if !ok {
		snippet = search.Beginning(texts)
	}
	h.Marked.Snippet, h.Snippet = snippet, search.Plain(snippet)
}

// others returns the people whose cases these are, other than who searches.
func (k *seeking) others(rows []record.Row) (ids []string) {
	for _, r := range rows {
		if r.ForPerson != k.by.PersonID {
			ids = append(ids, r.ForPerson)
		}
	}
	return ids
}

// texts reads what of each case the text that was found consists of, the newest first, and the names of files last.
func (k *seeking) texts(ctx context.Context, all []found) (map[string][]string, error) {
	kinds, ids := map[string]string{}, make([]string, len(all))
	notes := false
	for i, f := range all {
		kinds[f.ID], ids[i] = f.TextKind, f.ID
		notes = notes || f.TextKind == index.Notes
	}
	type text struct {
		CaseID, Body string
		Internal     bool
	}
	q := new(store.Q).Add(`SELECT case_id, body, internal FROM desk_entry WHERE kind <> 'event' AND withdrawn_at IS NULL AND `).Where(store.In("case_id", ids))
	if !notes {
		q.Add(` AND internal = ?`, false)
	}
	bodies, err := store.Select[text](ctx, k.db, q.Add(` ORDER BY case_id, id DESC`))
	if err != nil {
		return nil, fmt.Errorf("read conversations: %w", err)
	}
	out := map[string][]string{}
	for _, t := range bodies {
		if t.Internal == (kinds[t.CaseID] == index.Notes) && t.Body != "" {
			out[t.CaseID] = append(out[t.CaseID], t.Body)
		}
	}
	names, err := index.FileNames(ctx, k.db, ids, kinds)
	for id, more := range names {
		out[id] = append(out[id], more...)
	}
	return out, err
}
