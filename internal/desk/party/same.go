package party

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/platform/store"
)

// Standing is who stands in a case, as ids.
type Standing struct {
	Customers []string // who asked, for whom, whom it concerns, who stands by them, each with the relation before it
	Kept      []string // who is kept from it
	Named     []string // who in HR is named for it
	Against   bool     // it is against somebody
}

// Of returns who stands in a case.
func Of(ctx context.Context, q store.Querier, caseID string) (out Standing, err error) {
	type row struct{ Relation, PersonID string }
	all, err := store.All[row](ctx, q, `SELECT relation, person_id FROM desk_party WHERE case_id = $1 ORDER BY relation, person_id`, caseID)
	if err != nil {
		return out, fmt.Errorf("read parties: %w", err)
	}
	for _, r := range all {
		switch r.Relation {
		case Against:
			out.Against = true
		case Excluded:
			out.Kept = append(out.Kept, r.PersonID)
		case Named:
			out.Named = append(out.Named, r.PersonID)
		case By, For, About, Representative:
			out.Customers = append(out.Customers, r.Relation+" "+r.PersonID)
		}
	}
	return out, nil
}

// SameCustomers reports whether the same people are the customers of two cases, each in the same part.
func (s Standing) SameCustomers(other Standing) bool {
	return slices.Equal(s.Customers, other.Customers)
}

// SameNamed reports whether the same people are named for two cases.
func (s Standing) SameNamed(other Standing) bool { return slices.Equal(s.Named, other.Named) }

// SameKept reports whether the same people are kept from two cases.
func (s Standing) SameKept(other Standing) bool { return slices.Equal(s.Kept, other.Kept) }

// KeptBeyond reports whether somebody is kept from a case who is not kept from the other one.
func (s Standing) KeptBeyond(other Standing) bool {
	return slices.ContainsFunc(s.Kept, func(id string) bool { return !slices.Contains(other.Kept, id) })
}
