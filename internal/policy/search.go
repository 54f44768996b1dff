package policy

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/search"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// searchKind is the kind of policies and clauses in the index. The ref is a version's id, or wholeRef and a policy's id.
const (
	searchKind = "policy"
	wholeRef   = "policy:"
)

func index(ctx context.Context, tx *store.Tx, v Version) error {
	if v.Withdrawn {
		return nil
	}
	return search.Put(ctx, tx, search.Doc{Kind: searchKind, Ref: v.ID, At: v.PublishedAt, Title: v.Ref() + " " + v.Title, Texts: []string{v.Text}})
}

func indexPolicy(ctx context.Context, tx *store.Tx, p Policy) error {
	return search.Put(ctx, tx, search.Doc{Kind: searchKind, Ref: wholeRef + p.ID, Title: p.Title, Texts: []string{p.Summary}})
}

// reindexNext puts the next n policies with all their versions into the index, in order of ids, and returns the last one; "" when there is none.
func reindexNext(ctx context.Context, tx *store.Tx, after string, n int) (last string, err error) {
	some, err := store.All[Policy](ctx, tx, selectPolicy+` WHERE id > $1 ORDER BY id LIMIT $2`, after, n)
	if err != nil {
		return "", fmt.Errorf("read policies: %w", err)
	}
	for _, p := range some {
		last = p.ID
		if err := indexPolicy(ctx, tx, p); err != nil {
			return last, err
		}
		all, err := versions(ctx, tx, ofPolicy(p.ID))
		if err != nil {
			return last, err
		}
		for _, v := range slices.Concat(all...) {
			if err := index(ctx, tx, v); err != nil {
				return last, err
			}
		}
	}
	return last, nil
}

func (s *Service) searchKinds(by authz.Actor) []string {
	if s.may(by, ReadOwn) != nil {
		return nil
	}
	return []string{searchKind}
}

// search finds policies and what their clauses say today: to by, and for HR at the desk to anybody. What holds for by is worked out first, so that nothing else is looked at.
func (s *Service) search(ctx context.Context, by authz.Actor, ask spec.Ask) (spec.Found, error) {
	if s.may(by, ReadOwn) != nil || ask.Kind != "" && ask.Kind != searchKind || ask.Narrowed() {
		return spec.Found{}, nil
	}
	shown, err := s.findable(ctx, by)
	if err != nil || len(shown) == 0 {
		return spec.Found{}, err
	}
	asked, err := search.Parse(ask.Text).Like(ctx, s.db)
	if err != nil {
		return spec.Found{}, err
	}
	refs, err := s.matching(ctx, asked, shown)
	if begun, ok := asked.Begun(); err == nil && len(refs) == 0 && ok {
		asked = begun
		refs, err = s.matching(ctx, asked, shown)
	}
	if err != nil {
		return spec.Found{}, err
	}
	marker := asked.Marker()
	var first, rest []spec.Hit // those with all words in their title come first
	for _, ref := range refs {
		x := shown[ref]
		h := spec.Hit{Kind: searchKind, ID: ref, Title: x.title, Link: x.link, Beside: x.beside}
		snippet, ok := marker.Snippet([]string{x.text})
		if !ok {
			snippet = search.Beginning([]string{x.text})
		}
		h.Marked.Title, h.Marked.Snippet, h.Snippet = marker.Mark(x.title), snippet, search.Plain(snippet)
		if marker.Whole(x.title) {
			first = append(first, h)
		} else {
			rest = append(rest, h)
		}
	}
	out := spec.Found{Items: append(first, rest...), Count: len(refs)}
	if len(out.Items) > ask.Limit {
		out.Items, out.More = out.Items[:ask.Limit], true
	}
	return out, nil
}

// matching returns the refs among those shown whose texts match, the newest first.
func (s *Service) matching(ctx context.Context, asked search.Query, shown map[string]findable) ([]string, error) {
	refs := make([]string, 0, len(shown))
	for ref := range shown {
		refs = append(refs, ref)
	}
	slices.Sort(refs)
	src := asked.Texts(s.db.Dialect(), []string{searchKind}, search.Newest, false)
	found, err := store.Select[string](ctx, s.db, new(store.Q).Add(`SELECT d.ref FROM `+src.From.SQL, src.From.Args...).Add(` WHERE `).
		Where(store.And(src.Where, store.In("d.ref", refs))).Add(` ORDER BY `+src.Order+` LIMIT ?`, spec.MaxCount+1))
	if err != nil {
		return nil, fmt.Errorf("search policies: %w", err)
	}
	return found, nil
}

// findable is what can be found, as a hit shows it.
type findable struct {
	title, text, link string
	beside            []string
}

// findable returns by ref what by may find.
func (s *Service) findable(ctx context.Context, by authz.Actor) (map[string]findable, error) {
	everything := s.may(by, ReadAll) == nil
	h, err := employed(ctx, s.db, by.PersonID)
	if err != nil {
		return nil, err
	}
	day := today(ctx, s.db)
	g, works := h.on(day)
	if !everything && !works {
		return nil, nil
	}
	all, err := versions(ctx, s.db, store.Always)
	if err != nil {
		return nil, err
	}
	known, err := policies(ctx, s.db)
	if err != nil {
		return nil, err
	}
	titles := map[string]string{}
	for _, p := range known {
		titles[p.ID] = p.Title
	}
	out, some := map[string]findable{}, map[string]bool{}
	for _, clause := range all {
		for _, v := range clause {
			now, ok := inForce(clause, day, g)
			mine := works && ok && now.ID == v.ID
			if v.Withdrawn || !v.On(day) || !mine && !everything {
				continue
			}
			f := findable{title: v.Ref() + " " + v.Title, text: v.Text, link: "/policies/" + v.PolicyID + "#" + v.Number, beside: []string{titles[v.PolicyID]}}
			if everything {
				f.link = "/desk/policies/" + v.PolicyID + "/clauses/" + v.Number
			}
			out[v.ID], some[v.PolicyID] = f, true
		}
	}
	for _, p := range known {
		if everything {
			out[wholeRef+p.ID] = findable{title: p.Title, text: p.Summary, link: "/desk/policies/" + p.ID}
		} else if some[p.ID] {
			out[wholeRef+p.ID] = findable{title: p.Title, text: p.Summary, link: "/policies/" + p.ID}
		}
	}
	return out, nil
}
