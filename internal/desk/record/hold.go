package record

import (
	"context"
	"slices"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
)

// Withdrawable refuses to take back what was written in a case while what is kept about somebody who has a part in it, or wrote there, is under a legal hold. Its sentence
// tells nobody of the hold: it is not for the people of a case to know that there is one, nor on whom.
func Withdrawable(ctx context.Context, q store.Querier, caseID string) error {
	held, err := erasure.HoldingAny(ctx, q, people(store.Where{SQL: `SELECT CAST(? AS text)`, Args: []any{caseID}}))
	if err == nil && held {
		err = fault.New(fault.Conflict, "This has to be kept at the moment and cannot be taken back. If it was sent by mistake, say so in a new message, or ask the data-protection officer.")
	}
	return err
}

// Kept reports whether what person wrote among some entries of one case, and could withdraw, has to be kept at the moment, as Withdrawable says.
func Kept(ctx context.Context, q store.Querier, entries []Entry, person string) (bool, error) {
	if !slices.ContainsFunc(entries, func(e Entry) bool {
		return e.AuthorPerson == person && person != "" && e.Kind != "event" && e.WithdrawnAt.IsZero()
	}) {
		return false, nil
	}
	err := Withdrawable(ctx, q, entries[0].CaseID)
	if fault.KindOf(err) == fault.Conflict {
		return true, nil
	}
	return false, err
}

// Beside is the condition that person_id has a part in a case from which something goes when a person is erased, or wrote there: one that the person asked, one that holds their
// words, and one that is about or against them.
func Beside(personID string) store.Where {
	return people(store.Where{SQL: `SELECT c.id FROM desk_case c WHERE c.by_person = ? OR c.for_person = ? AND c.by_person = ?
		UNION SELECT e.case_id FROM desk_entry e WHERE e.author_person = ? AND e.side = 'customer' AND e.kind <> 'event'
		UNION SELECT p.case_id FROM desk_party p WHERE p.person_id = ? AND p.relation IN ('about', 'against')`, Args: []any{personID, personID, privacy.Erased, personID, personID}})
}

// people is the condition that person_id has a part in one of the cases that a query selects, or wrote there.
func people(cases store.Where) store.Where {
	return store.Where{SQL: `person_id IN (SELECT p.person_id FROM desk_party p WHERE p.case_id IN (` + cases.SQL + `)
		UNION SELECT e.author_person FROM desk_entry e WHERE e.author_person IS NOT NULL AND e.case_id IN (` + cases.SQL + `))`, Args: append(append([]any{}, cases.Args...), cases.Args...)}
}
