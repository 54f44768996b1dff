package exceptionweb

import (
	"context"
	"fmt"

	"github.com/a-h/templ"

	"hearth/internal/exception"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

// budgetForm is exception.SetBudget as a page sends it.
type budgetForm struct {
	Team     string `json:"team"`
	Amount   string `json:"cents"`
	Currency string `json:"currency"`
}

// budgeting is what the page of a budget shows.
type budgeting struct {
	In    budgetForm
	Teams []people.Team
	Err   *fault.Error
}

// readBudget names the team whose budget is set; "" chooses the first.
type readBudget struct {
	Team string `query:"team" json:"-"`
}

func (w *Web) budget(ctx context.Context, by authz.Actor, in readBudget) (budgeting, error) {
	var out budgeting
	if err := w.exceptions.Policy.May(by, exception.SetTeamsBudget, 0); err != nil {
		return out, err
	}
	var err error
	if out.Teams, err = people.Teams(ctx, w.exceptions.DB); err != nil {
		return out, err
	}
	out.In = budgetForm{Team: in.Team}
	all, err := w.exceptions.Budgets(ctx, by, exception.ReadBudgets{})
	for _, b := range all.Items {
		out.In.Currency = b.Currency // that of another team is the likely one
		if b.Team == in.Team {
			out.In.Amount = fmt.Sprintf("%d.%02d", b.Cents/100, b.Cents%100)
			break
		}
	}
	return out, err
}

func (w *Web) setBudget(ctx context.Context, by authz.Actor, in budgetForm) (exception.Budget, error) {
	return w.exceptions.SetBudget(ctx, by, exception.SetBudget{Team: in.Team, Cents: cents(in.Amount), Currency: in.Currency})
}

func (w *Web) budgetAgain(ctx context.Context, by authz.Actor, in budgetForm, wrong *fault.Error) (templ.Component, error) {
	b, err := w.budget(ctx, by, readBudget{})
	b.In, b.Err = in, wrong
	return budgetPage(ctx, b), err
}

func budgetPage(ctx context.Context, b budgeting) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Budget for the extra mile"), Active: "exceptions", Error: b.Err != nil}, budgetBody(b))
}

func (b budgeting) teams() []ui.Option {
	var all []ui.Option
	for _, t := range b.Teams {
		all = append(all, ui.Option{Value: t.ID, Label: t.Name, Selected: t.ID == b.In.Team, Person: true})
	}
	return all
}
