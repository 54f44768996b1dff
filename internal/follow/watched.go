package follow

import (
	"context"

	"hearth/internal/desk/narrow"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Among is the condition that c.id is a case that by watches: for lists of cases. It is for those who work in HR, who alone watch cases.
func Among(_ context.Context, q store.Querier, by authz.Actor, _ narrow.More, f *fault.Fields) (store.Where, error) {
	if !by.Works() {
		f.Need(false, "watched", "HR alone watches cases. Leave it out.")
		return store.Never, nil
	}
	return store.Few(q.Dialect(), "c.id", store.Cond(`SELECT x.case_id FROM follow_watch x WHERE x.person_id = ?`, by.PersonID)), nil
}
