package decision

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people. The words of a decision go when nobody is left whom it was for; that something was decided under a clause, and how,
// stays as a number. Whoever decided is taken off.
func (s *Service) personal() []privacy.Source {
	const figures = "How requests were decided, and under which clause, is counted, without whose they were, for as long as figures are kept."
	const rule = "What the policy said that day is no word about a person."
	return []privacy.Source{
		{Table: "decision_decision", PersonColumns: []string{"by_person", "for_person", "decided_by", "appeal_person"},
			Columns: []privacy.Fate{
				privacy.Blanked("reason", "facts", "alternatives", "next_text", "recur", "appeal_to", "appeal_person", "total", "why", "by_person", "for_person", "decided_by"),
				privacy.Kept(figures, "case_id", "outcome", "clause_version", "clause_ref", "decided_at", "version", "kind", "heard"),
				privacy.Kept(rule, "clause_title", "clause_text", "clause_edition"),
				privacy.Unpersonal("id", "replaces_id", "appeal_id", "next_on", "appeal_until", "erased_at")},
			What: "What was decided about your requests, and why.", Export: s.export, Erase: s.erase, Beside: beside},
		{Table: "decision_appeal", PersonColumns: []string{"person_id", "given_person"}, Through: "decision_decision",
			Columns: []privacy.Fate{privacy.Blanked("person_id", "body", "given_person"), privacy.Kept(figures, "case_id", "decision_id", "at"), privacy.Unpersonal("id")},
			What:    "Where you disagreed with a decision, and in which words.", Export: exportAppeals},
		{Table: "decision_fact", PersonColumns: []string{"for_person"}, Columns: []privacy.Fate{privacy.Deleted("case_id", "for_person", "service_id", "site", "weekly_hours", "tenure_months")},
			What: "Where you worked and how long when a request of yours was decided, by which like cases are found.", Export: exportFacts, Erase: eraseFacts},
	}
}

// beside is the condition that person_id decided about a person, or is who was to look at it again: their words go where the person is erased.
func beside(personID string) store.Where {
	return store.Cond(`person_id IN (SELECT d.decided_by FROM decision_decision d WHERE d.by_person = ? OR d.for_person = ?
		UNION SELECT d.appeal_person FROM decision_decision d WHERE d.by_person = ? OR d.for_person = ?)`, personID, personID, personID, personID)
}

// export returns what was decided about a person, as they read it.
func (s *Service) export(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[row](ctx, q, selectVersion+` WHERE (by_person = $1 OR for_person = $1) AND erased_at IS NULL ORDER BY case_id, version`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	out, err := s.present(ctx, q, all)
	for i := range out {
		out[i].Replaced = i+1 < len(all) && all[i+1].CaseID == all[i].CaseID
	}
	return out, err
}

func exportAppeals(ctx context.Context, q store.Querier, personID string) (any, error) {
	type said struct {
		At   store.Time `json:"at"`
		Text string     `json:"text"`
	}
	all, err := store.All[said](ctx, q, `SELECT at, body AS text FROM decision_appeal WHERE person_id = $1 ORDER BY at`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// erase takes a person off all decisions, and the words with them where nobody else asked or is left. The database lets nothing else change a decision.
func (s *Service) erase(ctx context.Context, tx *store.Tx, personID string) error {
	const whose = `(by_person = $1 OR for_person = $1) AND (by_person = $1 OR by_person IS NULL) AND (for_person = $1 OR for_person IS NULL)`
	ids, err := store.All[string](ctx, tx, `SELECT id FROM decision_appeal WHERE person_id = $1 AND body <> '' OR decision_id IN (SELECT id FROM decision_decision WHERE `+whose+`)`, personID)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	for _, id := range ids {
		if err := s.promises.Erase(ctx, tx, AppealKind, id); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE decision_appeal SET body = '' WHERE id = $1`, id); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	if _, err := tx.Exec(ctx, `UPDATE decision_decision SET reason = '', facts = '', alternatives = '', next_text = '', recur = '', appeal_to = CASE WHEN appeal_to = '' THEN '' ELSE '`+privacy.Erased+`' END,
		appeal_person = NULL, total = '', why = '', erased_at = $2, by_person = NULL, for_person = NULL WHERE `+whose, personID, tx.Now()); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	for _, sql := range []string{
		`UPDATE decision_decision SET by_person = NULL WHERE by_person = $1`,
		`UPDATE decision_decision SET for_person = NULL WHERE for_person = $1`,
		`UPDATE decision_decision SET decided_by = NULL WHERE decided_by = $1`,
		`UPDATE decision_decision SET appeal_person = NULL, appeal_to = '` + privacy.Erased + `' WHERE appeal_person = $1`,
		`UPDATE decision_appeal SET person_id = NULL WHERE person_id = $1`,
		`UPDATE decision_appeal SET given_person = NULL WHERE given_person = $1`,
	} {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	return nil
}
