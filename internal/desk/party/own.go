package party

import (
	"slices"
	"strings"

	"hearth/internal/people"
	"hearth/internal/platform/store"
)

// The cases in which somebody has a part that puts them on the customer's side, and of those the ones that they see: not all that is about them. Only where a case is about them it has to be read.
const (
	Own     = `SELECT w.case_id AS id FROM desk_party w WHERE w.person_id = ? AND w.relation IN ('by', 'for', 'about', 'representative')`
	OwnSeen = `SELECT w.case_id AS id FROM desk_party w WHERE w.person_id = ? AND w.relation IN ('by', 'for', 'representative')
		UNION ALL SELECT o.id FROM desk_party w JOIN desk_case o ON o.id = w.case_id WHERE w.person_id = ? AND w.relation = 'about' AND o.about_sees`
)

// OwnCases is the condition that column is a case of parties, which are me's, or one whose person me leads where that counts. It
// is one set of ids: a database that meets several sets joined by OR reads every case instead.
func OwnCases(column, me string, now store.Time, parties string) store.Where {
	ids := OwnIDs(me, now, parties)
	return store.Cond(column+` IN (`+ids.SQL+`)`, ids.Args...)
}

// OwnIDs selects the ids of those cases. An id may come twice.
func OwnIDs(me string, now store.Time, parties string) store.Where {
	reports := people.ReportsOf(me, "m.for_person", now)
	return store.Where{SQL: parties + `
		UNION ALL SELECT m.id FROM desk_case m WHERE m.manager_sees AND NOT m.not_to_manager AND (` + reports.SQL + `)`,
		Args: slices.Concat(slices.Repeat([]any{me}, strings.Count(parties, "?")), reports.Args)}
}
