package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/desk/index"
	"hearth/internal/desk/label"
	"hearth/internal/desk/number"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/search"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// rankedCases is up to how many cases are put in the order of how well they fit. Of more, the newest come first.
const rankedCases = 50

// search finds cases for the search page, within what by may see: by their number, and by words in the subject, in messages, in names of files and, for those who read them, in
// notes. Where by sees no case with the words as they are, the last one may be unfinished.
func (s *Service) search(ctx context.Context, by authz.Actor, ask spec.Ask) (spec.Found, error) {
	if err := s.policy.May(by, ListCases, 0); err != nil || ask.Kind != "" && ask.Kind != index.Texts {
		return spec.Found{}, err
	}
	asked, err := search.Parse(ask.Text).Like(ctx, s.db)
	if err != nil {
		return spec.Found{}, err
	}
	var out spec.Found
	for whole := true; ; {
		k, err := s.seek(ctx, by, asked, ask)
		if err == nil {
			out, err = k.answer(ctx, ask)
		}
		begun, ok := asked.Begun()
		if err != nil || len(out.Items) > 0 || !ok || !whole {
			return out, err
		}
		asked, whole = begun, false
	}
}

// answer finds what ask asks for.
func (k *seeking) answer(ctx context.Context, ask spec.Ask) (out spec.Found, err error) {
	all, err := k.numbered(ctx, ask.Text)
	if err != nil {
		return out, err
	}
	texts, complete, err := k.newest(ctx, max(ask.Limit, rankedCases)+1)
	if err != nil {
		return out, err
	}
	texts = slices.DeleteFunc(texts, func(f found) bool { return len(all) > 0 && f.ID == all[0].ID })
	marker := k.asked.Marker()
	if complete && len(texts) <= rankedCases {
		ranked(texts, marker)
	} else {
		out.Newest = true
	}
	all = append(all, texts...)
	out.Count = len(all)
	if ask.Page && !complete {
		if out.Count, err = k.count(ctx, spec.MaxCount); err != nil {
			return out, err
		}
	}
	if len(all) > ask.Limit {
		all, out.More = all[:ask.Limit], true
	}
	out.Items, err = k.present(ctx, all, marker, ask.Page)
	return out, err
}

// present turns cases into hits.
func (k *seeking) present(ctx context.Context, all []found, marker *search.Marker, page bool) ([]spec.Hit, error) {
	if len(all) == 0 {
		return nil, nil
	}
	rows, hidden, restricted := make([]row, len(all)), false, false
	for i, f := range all {
		rows[i] = f.row
		hidden, restricted = hidden || f.Health, restricted || f.Sensitivity != catalogue.Open
	}
	relations := map[string]authz.Relation{}
	var err error
	if k.working || hidden || restricted {
		if relations, err = k.relations(ctx, k.db, k.by, rows); err != nil {
			return nil, err
		}
	}
	var known label.Labels
	if page || hidden {
		if known, err = labelsFor(ctx, k.db, rows); err != nil {
			return nil, err
		}
	}
	var others map[string]Person
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
		h := spec.Hit{Kind: index.Texts, Number: Number(f.Number), Title: f.Subject, Link: "/requests/" + Number(f.Number), At: f.LastAt}
		if k.works(k.by, relations[f.ID]) {
			h.Link = "/desk/cases/" + Number(f.Number)
		}
		service := known.Services[f.ServiceID].Name
		if page {
			if who, ok := others[f.ForPerson]; ok {
				h.Beside = append(h.Beside, who.Name)
			}
			h.Beside = append(h.Beside, service)
			h.State = StateNames[f.State]
		}
		if k.hidesTexts(k.by, f.row, relations[f.ID]) {
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
func (k *seeking) others(rows []row) (ids []string) {
	for _, r := range rows {
		if r.ForPerson != k.by.PersonID {
			ids = append(ids, r.ForPerson)
		}
	}
	return ids
}

// StateNames are the states as message keys.
var StateNames = map[State]string{StateOpen: "Open", Waiting: "Waiting", Answered: "Answered", Closed: "Closed"}

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

// suggest returns a text like that of ask that finds a case for by.
func (s *Service) suggest(ctx context.Context, by authz.Actor, ask spec.Ask) (string, error) {
	if err := s.policy.May(by, ListCases, 0); err != nil || ask.Kind != "" && ask.Kind != index.Texts {
		return "", err
	}
	return search.Suggest(ctx, s.db, ask.Text, func(asked search.Query) ([]string, bool, error) {
		k, err := s.seek(ctx, by, asked, ask)
		if err != nil {
			return nil, false, err
		}
		all, _, err := k.newest(ctx, 1)
		if err != nil || len(all) == 0 {
			return nil, false, err
		}
		texts, err := k.texts(ctx, all)
		return append([]string{all[0].Subject}, texts[all[0].ID]...), true, err
	})
}

// matching is the condition for cases that a list is limited to by a text: as search finds them, whether many have the words or few.
func (s *Service) matching(ctx context.Context, by authz.Actor, text string) (store.Where, error) {
	asked, err := search.Parse(text).Like(ctx, s.db)
	if err != nil {
		return store.Never, err
	}
	k, err := s.seek(ctx, by, asked, spec.Ask{})
	if err != nil {
		return store.Never, err
	}
	if begun, ok := asked.Begun(); ok {
		whole, _, err := k.newest(ctx, 1)
		if err != nil {
			return store.Never, err
		}
		if len(whole) == 0 {
			asked = begun
		}
	}
	var sets []store.Where
	if n := number.Parse(text); n > 0 {
		sets = append(sets, store.Cond(`c.number = ?`, n))
	}
	if asked.Empty() {
		return store.Or(sets...), nil
	}
	few, err := asked.Few(ctx, s.db, fewInList)
	if err != nil {
		return store.Never, err
	}
	if !few {
		src := asked.TextsOf(s.db.Dialect(), index.Kinds(k.working), search.Newest, "c.id", false)
		where := store.And(src.Where, findsBy(by, "c"))
		has := store.Where{SQL: `EXISTS (SELECT 1 FROM ` + src.From.SQL + ` WHERE ` + where.SQL + `)`, Args: slices.Concat(src.From.Args, where.Args)}
		return store.Or(append(sets, has)...), nil
	}
	texts := asked.Match(s.db.Dialect(), []string{index.Texts}, "f.id")
	given := store.And(asked.Match(s.db.Dialect(), []string{index.Given}, "f.id"), store.Or(asksIn(by, "f"), atWork(by, "f")))
	parts, args := []string{`SELECT f.id FROM desk_case f WHERE ` + texts.SQL, `SELECT f.id FROM desk_case f WHERE ` + given.SQL}, append(texts.Args[:len(texts.Args):len(texts.Args)], given.Args...)
	if k.working {
		notes := store.And(asked.Match(s.db.Dialect(), []string{index.Notes, index.GivenHR}, "f.id"), atWork(by, "f"))
		parts, args = append(parts, `SELECT f.id FROM desk_case f WHERE `+notes.SQL), append(args, notes.Args...)
	}
	for _, w := range sets { // one set of ids, for the reason that party.OwnCases gives
		parts, args = append(parts, `SELECT c.id FROM desk_case c WHERE `+w.SQL), append(args[:len(args):len(args)], w.Args...)
	}
	return store.Cond(`c.id IN (`+strings.Join(parts, ` UNION ALL `)+`)`, args...), nil
}

// fewInList are so many texts that a list gathers them all. Of more, it asks of each case whether it has one.
const fewInList = 2000

// searchFilters is what somebody may narrow a search to: everybody by state and service, HR by team too.
func (s *Service) searchFilters(ctx context.Context, by authz.Actor) ([]spec.Filter, error) {
	if err := s.policy.May(by, ListCases, 0); err != nil {
		return nil, nil
	}
	state := spec.Filter{Name: "state", Label: locale.M("State")}
	for _, x := range []State{StateOpen, Waiting, Answered, Closed} {
		state.Choices = append(state.Choices, spec.Choice{Value: string(x), Label: locale.M(StateNames[x])})
	}
	all, err := label.Filters(ctx, s.db, by.Has(authz.Agent, authz.HRHead))
	return append([]spec.Filter{state}, all...), err
}
