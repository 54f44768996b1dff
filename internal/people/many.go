package people

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/platform/store"
)

// atOnce is how many references one statement of FindMany looks up.
const atOnce = 400

// FindMany returns the members of the directory that refs name, each an e-mail address or a personnel number, by the reference as it is given. Who is not known is absent, and so are people
// from outside.
func FindMany(ctx context.Context, q store.Querier, refs []string) (map[string]Person, error) {
	byEmail, byNumber := map[string][]string{}, map[string][]string{}
	for _, ref := range refs {
		if strings.Contains(ref, "@") {
			byEmail[FoldEmail(ref)] = append(byEmail[FoldEmail(ref)], ref)
		} else if key := foldNumber(ref); key != "" {
			byNumber[key] = append(byNumber[key], ref)
		}
	}
	out := make(map[string]Person, len(refs))
	for part := range slices.Chunk(sorted(byEmail), atOnce) {
		rows, err := store.Select[Person](ctx, q, new(store.Q).Add(selectPerson+"WHERE ").Where(store.And(store.In("p.email", part), store.Cond("p.email <> ''"), insiders)))
		if err != nil {
			return nil, fmt.Errorf("find persons by address: %w", err)
		}
		for _, p := range rows {
			p.complete(q.Now())
			for _, ref := range byEmail[p.Email] {
				out[ref] = p
			}
		}
	}
	type holder struct{ PersonnelNumber, PersonID string }
	for part := range slices.Chunk(sorted(byNumber), atOnce) {
		holders, err := store.Select[holder](ctx, q, new(store.Q).Add(`SELECT DISTINCT n.personnel_number, n.person_id FROM people_employment n WHERE `).Where(store.And(store.In("n.personnel_number", part), store.Cond("n.personnel_number <> ''"))))
		if err != nil {
			return nil, fmt.Errorf("find persons by number: %w", err)
		}
		ids := make([]string, len(holders))
		for i, h := range holders {
			ids[i] = h.PersonID
		}
		all, err := ByIDs(ctx, q, ids)
		if err != nil {
			return nil, err
		}
		for _, h := range holders {
			for _, ref := range byNumber[h.PersonnelNumber] {
				if p, known := all[h.PersonID]; known && !p.Outside {
					out[ref] = p
				}
			}
		}
	}
	return out, nil
}

func sorted(all map[string][]string) []string {
	keys := make([]string, 0, len(all))
	for key := range all {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Members returns the ids of the people who work in a unit or in one below it, or at a site, or both where both are named, in the order of lists and at most so many. It counts latest
// employments that are not over (in UTC days). Where neither is named there is nobody.
func Members(ctx context.Context, q store.Querier, unit, site string, most int) ([]string, error) {
	if unit == "" && site == "" {
		return nil, nil
	}
	b := new(store.Q).Add(`SELECT p.id FROM people_employment e JOIN people_person p ON p.id = e.person_id WHERE e.latest AND NOT p.outside AND (e.ended = '' OR e.ended >= ?)`, dayAt(q.Now(), "UTC"))
	if site != "" {
		b.Add(` AND e.site = ?`, site)
	}
	if unit != "" {
		b.Add(` AND e.unit_id IN (WITH RECURSIVE down AS (SELECT u.id FROM people_unit u WHERE u.id = ? UNION SELECT u.id FROM people_unit u JOIN down ON u.parent_id = down.id) SELECT down.id FROM down)`, unit)
	}
	ids, err := store.Select[string](ctx, q, b.Add(` ORDER BY p.sort_name, p.id LIMIT ?`, most))
	if err != nil {
		return nil, fmt.Errorf("list members: %w", err)
	}
	return ids, nil
}
