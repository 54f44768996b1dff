package party

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Handle names those who take concerns for a case that is for named people and names nobody: else nobody could see it. It does nothing to one that names somebody.
func (p *Found) Handle(ctx context.Context, q store.Querier) (err error) {
	if len(p.Named) > 0 {
		return nil
	}
	without := []string{p.By.ID, p.For.ID}
	for _, x := range slices.Concat(p.About, p.Against, p.Excluded) {
		without = append(without, x.ID)
	}
	p.Named, err = handlers(ctx, q, p.For.ID, without)
	return err
}

// NameHandlers is Handle for a case that there is, of whose named people none works in HR any more. It returns whom it named.
func NameHandlers(ctx context.Context, tx *store.Tx, caseID, forPerson string) ([]people.Person, error) {
	without, err := store.All[string](ctx, tx, `SELECT DISTINCT person_id FROM desk_party WHERE case_id = $1`, caseID)
	if err != nil {
		return nil, fmt.Errorf("read parties: %w", err)
	}
	all, err := handlers(ctx, tx, forPerson, without)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var rows [][]any
	for _, p := range all {
		rows = append(rows, []any{caseID, p.ID, Named})
	}
	return all, tx.InsertAll(ctx, "desk_party", []string{"case_id", "person_id", "relation"}, rows)
}

// handlers returns those who take concerns, else the heads of HR, without some and without whoever leads a person.
func handlers(ctx context.Context, q store.Querier, forPerson string, without []string) ([]people.Person, error) {
	manager, err := people.ManagerOf(ctx, q, forPerson)
	if err != nil {
		return nil, err
	}
	for _, role := range []authz.Role{authz.ConcernHandler, authz.HRHead} {
		all, err := people.Holders(ctx, q, role)
		if err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(p people.Person) bool { return p.ID == manager || slices.Contains(without, p.ID) })
		if len(all) > 0 {
			return all[:min(len(all), mostInField)], nil
		}
	}
	return nil, nil
}
