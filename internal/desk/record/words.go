package record

import (
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// WordsOpen is the condition that the words of a case, whose id is column, are open to by if they may see it: those of a health case are so to whoever asked, whom it
// is for, who works on it and who is named. It is the desk's rule for the texts of health cases as SQL, for modules that keep words of their own; it goes with SeenBy.
func WordsOpen(by authz.Actor, column string) store.Where {
	return store.Where{SQL: `EXISTS (SELECT 1 FROM desk_case h WHERE h.id = ` + column + ` AND (NOT h.health OR h.assignee_person = ? OR h.id IN (SELECT v.case_id FROM desk_party v
		WHERE v.person_id = ? AND v.relation IN ('by', 'for', 'named'))))`, Args: []any{by.PersonID, by.PersonID}}
}
