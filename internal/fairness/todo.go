package fairness

import (
	"context"
	"fmt"
	"net/url"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Path is where a clause's audit stands.
func Path(clause string) string { return "/desk/fairness/" + url.PathEscape(clause) }

// toDo lists what waits: for the head of HR findings without an owner, for owners what to find out, and for the data-protection officer attributes that no agreement allows
// any more.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if s.policy.May(by, ReadAudit, 0) != nil {
		return nil, nil
	}
	on, err := s.On(ctx)
	if err != nil {
		return nil, err
	}
	if !on {
		return s.toForget(ctx, by)
	}
	rows, err := store.All[findingRow](ctx, s.db, selectFinding+` WHERE f.state = 'open' AND (f.owner_person IS NULL OR f.owner_person = $1) ORDER BY r.at, f.id`, by.PersonID)
	if err != nil {
		return nil, fmt.Errorf("read findings: %w", err)
	}
	var all []spec.ToDo
	for _, r := range rows {
		todo := spec.ToDo{Title: r.ClauseRef, Link: Path(r.ClauseRef) + "#f-" + r.ID}
		switch {
		case r.OwnerPerson != "":
			todo.Text, todo.Action = locale.M("Under this clause a group was decided about differently. Find out why, and write it down."), locale.M("Read the finding")
		case s.policy.May(by, RunAudit, 0) == nil:
			todo.Text, todo.Action = locale.M("Under this clause a group was decided about differently. Say who finds out why."), locale.M("Give it to somebody")
		default:
			continue
		}
		all = append(all, todo)
	}
	return all, nil
}

// toForget asks whoever may to delete attributes that nobody may use.
func (s *Service) toForget(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if s.policy.May(by, KeepAttributes, 0) != nil {
		return nil, nil
	}
	n, err := store.One[int](ctx, s.db, `SELECT count(*) FROM (SELECT 1 FROM fairness_attribute LIMIT 1) a`)
	if err != nil || n == 0 {
		return nil, err
	}
	return []spec.ToDo{{Title: locale.T(ctx, Subject.Name), Text: locale.M("No agreement allows the attributes any more. Delete them, unless a new agreement begins soon."),
		Link: "/admin/fairness", Action: locale.M("Look at it")}}, nil
}
