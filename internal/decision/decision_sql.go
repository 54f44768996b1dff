package decision

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"hearth/internal/platform/store"
)

// How what we heard stood when a decision was sent; "" where nobody was asked.
const (
	heardConfirmed   = "confirmed"
	heardUnconfirmed = "unconfirmed"
)

// row is one version of a decision as the database keeps it.
type row struct {
	ID, CaseID                            string
	Version                               int
	Kind, ReplacesID, AppealID            string
	Outcome, Reason                       string
	ClauseVersion, ClauseRef, ClauseTitle string
	ClauseText, ClauseEdition             string
	Facts, Alternatives                   string // one on each line
	NextText, NextOn, Recur               string
	AppealUntil, AppealTo, AppealPerson   string
	Heard, Total, Why                     string
	ByPerson, ForPerson, DecidedBy        string
	DecidedAt, ErasedAt                   store.Time
}

const selectVersion = `SELECT id, case_id, version, kind, COALESCE(replaces_id, '') AS replaces_id, COALESCE(appeal_id, '') AS appeal_id, outcome, reason, clause_version,
	clause_ref, clause_title, clause_text, clause_edition, facts, alternatives, next_text, next_on, recur, appeal_until, appeal_to, COALESCE(appeal_person, '') AS appeal_person,
	heard, total, why, COALESCE(by_person, '') AS by_person, COALESCE(for_person, '') AS for_person, COALESCE(decided_by, '') AS decided_by, decided_at, erased_at FROM decision_decision`

// versions returns the versions of what was decided in a case, the first one first.
func versions(ctx context.Context, q store.Querier, caseID string) ([]row, error) {
	all, err := store.All[row](ctx, q, selectVersion+` WHERE case_id = $1 ORDER BY version`, caseID)
	if err != nil {
		return nil, fmt.Errorf("read decisions: %w", err)
	}
	return all, nil
}

// Cites is the condition that column is the id of a case in which a decision rests on one of these versions of a clause.
func Cites(versionIDs []string, column string) store.Where {
	w := store.In("d.clause_version", versionIDs)
	return store.Where{SQL: column + ` IN (SELECT d.case_id FROM decision_decision d WHERE ` + w.SQL + `)`, Args: w.Args}
}

func insert(ctx context.Context, tx *store.Tx, r row) error {
	_, err := tx.Exec(ctx, `INSERT INTO decision_decision (id, case_id, version, kind, replaces_id, appeal_id, outcome, reason, clause_version, clause_ref, clause_title,
		clause_text, clause_edition, facts, alternatives, next_text, next_on, recur, appeal_until, appeal_to, appeal_person, heard, total, why, by_person, for_person,
		decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)`,
		r.ID, r.CaseID, r.Version, r.Kind, null(r.ReplacesID), null(r.AppealID), r.Outcome, r.Reason, r.ClauseVersion, r.ClauseRef, r.ClauseTitle, r.ClauseText,
		r.ClauseEdition, r.Facts, r.Alternatives, r.NextText, r.NextOn, r.Recur, r.AppealUntil, r.AppealTo, null(r.AppealPerson), r.Heard, r.Total, r.Why,
		null(r.ByPerson), null(r.ForPerson), null(r.DecidedBy), r.DecidedAt)
	if err != nil {
		return fmt.Errorf("insert decision: %w", err)
	}
	return nil
}

// appealRow is an appeal as the database keeps it.
type appealRow struct {
	ID, CaseID, DecisionID      string
	PersonID, Body, GivenPerson string
	At                          store.Time
}

const selectAppeal = `SELECT a.id, a.case_id, a.decision_id, COALESCE(a.person_id, '') AS person_id, a.body, COALESCE(a.given_person, '') AS given_person, a.at FROM decision_appeal a`

// appeals returns the appeals of a case, the first one first.
func appeals(ctx context.Context, q store.Querier, caseID string) ([]appealRow, error) {
	all, err := store.All[appealRow](ctx, q, selectAppeal+` WHERE a.case_id = $1 ORDER BY a.id`, caseID)
	if err != nil {
		return nil, fmt.Errorf("read appeals: %w", err)
	}
	return all, nil
}

// waiting returns the appeal of a case that no decision has answered, if there is one.
func waiting(ctx context.Context, q store.Querier, caseID string) (appealRow, bool, error) {
	a, err := store.One[appealRow](ctx, q, selectAppeal+` WHERE a.case_id = $1 AND NOT EXISTS (SELECT 1 FROM decision_decision d WHERE d.appeal_id = a.id)`, caseID)
	if errors.Is(err, store.ErrNone) {
		return a, false, nil
	}
	if err != nil {
		return a, false, fmt.Errorf("read appeal: %w", err)
	}
	return a, true, nil
}

func insertAppeal(ctx context.Context, tx *store.Tx, a appealRow) error {
	_, err := tx.Exec(ctx, `INSERT INTO decision_appeal (id, case_id, decision_id, person_id, body, given_person, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		a.ID, a.CaseID, a.DecisionID, a.PersonID, a.Body, null(a.GivenPerson), a.At)
	if err != nil {
		return fmt.Errorf("insert appeal: %w", err)
	}
	return nil
}

func null(id string) any {
	if id == "" {
		return nil
	}
	return id
}

// lines takes a list apart that is kept as a text.
func lines(text string) []string {
	if text == "" {
		return []string{}
	}
	return strings.Split(text, "\n")
}

// ClausesOf returns the clause on which the decision that holds rests, by the id of the case: for modules above, which have asked whether their actor may know it. A case
// without such a decision is left out.
func ClausesOf(ctx context.Context, q store.Querier, caseIDs []string) (map[string]Clause, error) {
	all, err := store.Select[row](ctx, q, new(store.Q).Add(`SELECT d.case_id, d.clause_version, d.clause_ref, d.clause_title FROM decision_decision d WHERE d.clause_ref <> ''
		AND NOT EXISTS (SELECT 1 FROM decision_decision n WHERE n.case_id = d.case_id AND n.version > d.version) AND `).Where(store.In("d.case_id", caseIDs)))
	if err != nil {
		return nil, fmt.Errorf("read clauses of decisions: %w", err)
	}
	out := make(map[string]Clause, len(all))
	for _, r := range all {
		out[r.CaseID] = Clause{VersionID: r.ClauseVersion, Ref: r.ClauseRef, Title: r.ClauseTitle}
	}
	return out, nil
}
