package crawl_test

import (
	"strings"

	"hearth/internal/agreement"
	"hearth/internal/apptest"
	"hearth/internal/fairness"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
)

// plantFairness allows the fairness audit, plants something protected about three people under no legal hold, which nobody but they may ever read, and what was found out about a finding.
func (w *world) plantFairness() {
	ctx, head, officer := w.t.Context(), w.Actor(authz.Desk, "ingrid"), w.Actor(authz.Desk, "lena")
	ok := func(err error) {
		w.t.Helper()
		if err != nil {
			w.t.Fatal(err)
		}
	}
	_, err := w.Agreement.Enter(ctx, head, agreement.Enter{Subject: fairness.Subject.ID, AgreedWith: "Works council", LegalBasis: "Works agreement 14", Purpose: "Like cases alike",
		Starts: "2026-01-01", Ends: "2030-01-01"})
	ok(err)
	file := []string{"person,attribute,value"}
	for _, key := range []string{"amina", "hanna", "marta"} {
		e, err := people.EmploymentOf(ctx, w.DB, apptest.ID(key))
		ok(err)
		file = append(file, e.PersonnelNumber+",Faith,"+w.plant("own", key+": protected", w.whoOfPerson("own", key)))
	}
	_, err = w.Fairness.LoadAttributes(ctx, officer, fairness.LoadAttributes{CSV: strings.Join(file, "\n")})
	ok(err)
	_, err = w.Fairness.Run(ctx, head, fairness.Start{Ref: "pay 4.2"})
	ok(err)
	w.exec(`INSERT INTO fairness_finding (id, run_id, clause_ref, attribute, group_value, figures, owner_person, state) SELECT 'finding', id, clause_ref, 'Contract', 'Fixed term', '{"n":20}', $1, 'open'
		FROM fairness_run`, apptest.ID("lena"))
	_, err = w.Fairness.Answer(ctx, officer, fairness.Answer{ID: "finding", Cause: fairness.Unknown, Text: "We looked at " + w.plant("finding", "finding", w.whoOfPerson("finding", ""))})
	ok(err)
}
