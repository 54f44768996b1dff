package record

import (
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// WordsAtWork is the condition that by, if they may see the case whose id is column, reads its words as somebody of HR: it is none of their own, and if it holds health
// data they work on it or are named. It is the desk's rule as SQL, for modules that keep words of their own and list them; it goes with SeenBy.
func WordsAtWork(by authz.Actor, column string) store.Where {
	return store.Where{SQL: `EXISTS (SELECT 1 FROM desk_case h WHERE h.id = ` + column + ` AND (NOT h.health OR h.assignee_person = ? OR h.id IN (SELECT v.case_id FROM desk_party v
		WHERE v.person_id = ? AND v.relation = 'named'))) AND ` + column + ` NOT IN (SELECT v.case_id FROM desk_party v WHERE v.person_id = ? AND v.relation IN ('by', 'for', 'about', 'representative'))`,
		Args: []any{by.PersonID, by.PersonID, by.PersonID}}
}
