package app

import (
	"context"

	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/escalation"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
)

// besides tells package escalation whose the promises are that are not a case's own.
func besides() map[string]escalation.Find {
	return map[string]escalation.Find{
		desk.StepKind: func(ctx context.Context, q store.Querier, id string) (escalation.Beside, bool, error) {
			s, open, err := record.OpenStep(ctx, q, id)
			return escalation.Beside{CaseID: s.CaseID, With: s.OwnerPerson, Team: s.TeamID}, open, err
		},
		decision.AppealKind: func(ctx context.Context, q store.Querier, id string) (escalation.Beside, bool, error) {
			caseID, decided, waits, err := decision.SecondLook(ctx, q, id)
			return escalation.Beside{CaseID: caseID, Not: decided}, waits, err
		},
		statement.OwnerKind: func(ctx context.Context, q store.Querier, id string) (escalation.Beside, bool, error) {
			caseID, open, err := statement.OpenQuestion(ctx, q, id)
			return escalation.Beside{CaseID: caseID}, open, err
		},
	}
}
