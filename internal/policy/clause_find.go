package policy

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"hearth/internal/calendar"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// cited is how people name a clause: "pay 4.2", "pay/4.2".
var cited = regexp.MustCompile(`^([a-z][a-z0-9-]*)[\s/]+([0-9.]+)$`)

// Find returns the clause that ref names, "pay 4.2", "pay/4.2" or an id, for other modules; NotFound with a sentence when there is none.
func Find(ctx context.Context, q store.Querier, ref string) (Clause, error) {
	ref = strings.TrimSpace(ref)
	where := store.Cond(`id = ?`, ref)
	if m := cited.FindStringSubmatch(strings.ToLower(ref)); m != nil && !ident.Valid(ref) {
		where = store.Cond(`policy_id = ? AND number = ?`, m[1], m[2])
	}
	c, found, err := findClause(ctx, q, where)
	if err == nil && !found {
		err = fault.New(fault.NotFound, "There is no clause %s. Name the policy and the number, for example pay 4.2.", ref)
	}
	return c, err
}

// ClauseAt returns what the clause that ref names said on a day to a person, by their employment on that day, for other modules. It returns NotFound with a sentence when
// there is no such clause, when the person did not work here then, and when the clause said nothing to them.
func ClauseAt(ctx context.Context, q store.Querier, ref string, on calendar.Date, personID string) (Version, error) {
	c, err := Find(ctx, q, ref)
	if err != nil {
		return Version{}, err
	}
	h, err := employed(ctx, q, personID)
	if err != nil {
		return Version{}, err
	}
	g, works := h.on(on)
	all, err := versions(ctx, q, ofClause(c.ID))
	if err != nil {
		return Version{}, err
	}
	if works && len(all) > 0 {
		if v, ok := inForce(all[0], on, g); ok {
			return v, nil
		}
	}
	return Version{}, fault.New(fault.NotFound, "Clause %s says nothing to this person on %s.", c.Ref(), on.String())
}

// VersionByID returns a version, for other modules: what it says never changes. NotFound when there is none.
func VersionByID(ctx context.Context, q store.Querier, id string) (Version, error) {
	all, err := VersionsByIDs(ctx, q, []string{id})
	if err != nil {
		return Version{}, err
	}
	v, ok := all[id]
	if !ok {
		return v, authz.Hidden()
	}
	return v, nil
}

// VersionsByIDs returns versions by id, for other modules. Ids that are no version's are left out.
func VersionsByIDs(ctx context.Context, q store.Querier, ids []string) (map[string]Version, error) {
	out := map[string]Version{}
	if len(ids) == 0 {
		return out, nil
	}
	wanted := store.In("w.id", ids)
	all, err := versions(ctx, q, store.Where{SQL: `c.id IN (SELECT w.clause_id FROM policy_version w WHERE ` + wanted.SQL + `)`, Args: wanted.Args})
	if err != nil {
		return nil, err
	}
	asked := map[string]bool{}
	for _, id := range ids {
		asked[id] = true
	}
	for _, clause := range all {
		for _, v := range clause {
			if asked[v.ID] {
				out[v.ID] = v
			}
		}
	}
	return out, nil
}

// FindPolicy returns a policy, for other modules, and false when there is none.
func FindPolicy(ctx context.Context, q store.Querier, id string) (Policy, bool, error) {
	p, err := store.One[Policy](ctx, q, selectPolicy+` WHERE id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return p, false, nil
	}
	if err != nil {
		return p, false, fmt.Errorf("read policy: %w", err)
	}
	return p, true, nil
}
