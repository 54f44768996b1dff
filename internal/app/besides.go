package app

import (
	"context"
	"slices"

	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/desk/clocks"
	"hearth/internal/desk/record"
	"hearth/internal/escalation"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/statement"
)

// promisedBeside tells package desk what is promised beside a case, and who knows of it: of a second look whoever reads appeals, of a question about the statement who asked it and who answers it.
func promisedBeside() []clocks.Beside {
	return []clocks.Beside{{Find: decision.SecondLooks, Known: []authz.Action{decision.ReadAppeals}, Kind: promise.Appeal, May: decision.MayMove},
		{Find: statement.OpenQuestions, Known: []authz.Action{statement.QuestionLine, statement.ExplainStatement}, Kind: promise.Question}}
}

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

// withHolder tells package routing what is promised beside a case and is with who has the case: no step of somebody else, and no second look at what they decided.
func withHolder(ctx context.Context, q store.Querier, h record.Held) ([]promise.Owner, error) {
	var out []promise.Owner
	whose := besides()
	for _, find := range []clocks.Find{record.OpenSteps(desk.StepKind), decision.SecondLooks, statement.OpenQuestions} {
		all, err := find(ctx, q, h.ID)
		if err != nil {
			return nil, err
		}
		for _, o := range all {
			b, open, err := whose[o.Kind](ctx, q, o.ID)
			if err != nil {
				return nil, err
			}
			others := b.With != "" && b.With != h.AssigneePerson || b.With == "" && b.Team != "" && b.Team != h.TeamID
			if open && !others && !slices.Contains(b.Not, h.AssigneePerson) {
				out = append(out, o)
			}
		}
	}
	return out, nil
}
