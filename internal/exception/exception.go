package exception

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"hearth/internal/calendar"
	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	AskException   authz.Action = "exception.ask"
	ReadException  authz.Action = "exception.read" // those of one case
	DecideOne      authz.Action = "exception.decide"
	ReadRegister   authz.Action = "exception.register" // the list itself; its rows follow the cases
	ReadOwn        authz.Action = "exception.own"      // those granted to oneself
	GoMile         authz.Action = "exception.mile"
	ThankMile      authz.Action = "exception.thank"
	SetTeamsBudget authz.Action = "exception.budget"
)

// Demo is the system task that makes the demo organisation.
const Demo = "demo"

// The lengths of texts, in characters.
const (
	maxWords = 2000
	maxShort = 500
	maxRef   = 100
)

// Clause is a clause of a policy as it stands on a day.
type Clause struct{ ID, Ref, Title, Text string }

// Clauses finds clauses by how people write them, such as "pay 4.2", as they stand at a moment for a person. NotFound says why in a sentence.
type Clauses interface {
	Cite(ctx context.Context, q store.Querier, ref string, on store.Time, personID string) (Clause, error)
}

// Options are what the module needs from its surroundings.
type Options struct {
	DB      *store.DB
	Policy  *authz.Policy // holds Rules
	Desk    *desk.Service
	Audit   *audit.Log
	Clauses Clauses
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "exception", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	work := authz.Assignee | authz.Team | authz.HR | authz.Named
	hr := []authz.Role{authz.Agent, authz.HRHead}
	demo := []string{Demo}
	return map[authz.Action]authz.Rule{
		AskException:   {Relations: authz.By | authz.For | work, Sees: desk.ReadCase, Tasks: demo},
		ReadException:  {Relations: authz.By | authz.For | authz.Representative | work, Sees: desk.ReadCase},
		DecideOne:      {Relations: work, Sees: desk.ReadCase, Tasks: demo},
		ReadRegister:   {Roles: hr},
		ReadOwn:        {Anyone: true},
		GoMile:         {Relations: work, Sees: desk.ReadCase, Tasks: demo},
		ThankMile:      {Relations: authz.By | authz.For, Sees: desk.ReadCase, Tasks: demo},
		SetTeamsBudget: {Roles: []authz.Role{authz.HRHead}, Tasks: demo},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "exception", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo}
}

// The facts of this module.
type (
	// Asked tells that an exception was asked for.
	Asked struct{ CaseID, ExceptionID string }
	// Decided tells that one was decided.
	Decided struct{ CaseID, ExceptionID string }
)

// FactName implements store.Fact.
func (Asked) FactName() string { return "exception.asked" }

// FactName implements store.Fact.
func (Decided) FactName() string { return "exception.decided" }

// soon is how long before its end an exception is to be looked at, in days.
const soon = 30

// toDo lists, for those of HR who work on the cases, which exceptions wait for a decision and which end soon.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if !by.Has(authz.Agent, authz.HRHead) {
		return nil, nil
	}
	today := calendar.DateOf(s.DB.Now().UTC())
	rows, err := store.Select[row](ctx, s.DB, new(store.Q).Add(selectRow+` WHERE (e.outcome = '' OR e.outcome = 'granted' AND e.expires >= ? AND e.expires <= ?) AND `,
		today, today.AddDays(soon)).Where(s.readable(by)).Add(` ORDER BY e.asked_at, e.id LIMIT ?`, spec.MostToDo+1))
	if err != nil {
		return nil, fmt.Errorf("read exceptions: %w", err)
	}
	numbers, err := numbersOf(ctx, s.DB, rows)
	if err != nil {
		return nil, err
	}
	cases := make([]string, len(rows))
	for i, r := range rows {
		cases[i] = r.CaseID
	}
	subjects, err := record.Subjects(ctx, s.DB, cases) // whose words they read, see readable
	if err != nil {
		return nil, err
	}
	var all []spec.ToDo
	for _, r := range rows {
		number := numbers[r.CaseID]
		todo := spec.ToDo{Title: strings.TrimSpace(r.ClauseRef + " · " + number + " " + subjects[r.CaseID]), Link: decidePath(number, r.ID)}
		if r.Outcome == "" {
			todo.Text, todo.Action, todo.Since = locale.M("An exception was asked for. Compare it and decide."), locale.M("Compare and decide"), r.AskedAt
		} else {
			todo.Text, todo.Action = locale.M("An exception ends soon. Say whether it is asked for again."), locale.M("Look at it")
		}
		all = append(all, todo)
	}
	return spec.Cut(all, locale.M("More exceptions wait for somebody who looks at them."), "/desk/exceptions"), nil
}

func decidePath(number, id string) string { return "/desk/cases/" + number + "/exception/" + id }

func needWords(f *fault.Fields, field, text, empty string, most int) {
	f.Need(strings.TrimSpace(text) != "", field, empty)
	f.Need(utf8.RuneCountInString(text) <= most, field, "Keep it to %d characters.", most)
}

// cite finds a clause as it stands now for a person; that there is none is noted in f.
func (s *Service) cite(ctx context.Context, q store.Querier, f *fault.Fields, ref, personID string) (Clause, error) {
	ref = strings.TrimSpace(ref)
	if ref == "" || utf8.RuneCountInString(ref) > maxRef {
		needWords(f, "clause", ref, "Say from which clause, for example pay 4.2.", maxRef)
		return Clause{}, nil
	}
	c, err := s.Clauses.Cite(ctx, q, ref, q.Now(), personID)
	if fault.KindOf(err) == fault.NotFound {
		why := fault.As(err)
		f.Need(false, "clause", why.Key, why.Args...)
		return c, nil
	}
	return c, err
}

// absent turns "no row" into the answer for what is not there.
func absent(err error) error {
	if errors.Is(err, store.ErrNone) {
		return authz.Hidden()
	}
	return err
}
