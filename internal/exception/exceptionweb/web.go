// Package exceptionweb shows exceptions: to ask for one, to compare it with the nearest earlier ones and decide, and as a register; and the extra miles of a case.
package exceptionweb

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/exception"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct {
	exceptions *exception.Service
	desk       *desk.Service
}

// New returns the pages of s.
func New(s *exception.Service, d *desk.Service) *Web { return &Web{s, d} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "exception", Routes: w.routes, Menu: []webspec.Link{{Weight: 60, Key: "exceptions", Label: locale.M("Exceptions"), Icon: "scale", Href: "/desk/exceptions", Group: webspec.Insight, Text: locale.M("What was granted beyond the rules, and what it was compared with."),
		Face: authz.Desk, Roles: []authz.Role{authz.Agent, authz.HRHead}}}}
}

// Part is what stands on the pages of a case.
func (w *Web) Part() part.Part {
	return part.Part{Weight: 35, Request: w.onRequest, Aside: w.beside, Case: w.onCase}
}

func (w *Web) routes(m *httpx.Mux) {
	s := w.exceptions
	m.Handle("GET /requests/{number}/exception", httpx.Page(w.ask, askPage))
	m.Handle("POST /requests/{number}/exception", httpx.Form(w.askFor, func(in askForm, _ exception.Exception) string { return "/requests/" + in.Number }, w.askAgain))
	m.Handle("GET /desk/cases/{number}/exception", httpx.Page(w.askAtDesk, askDeskPage))
	m.Handle("POST /desk/cases/{number}/exception", httpx.Form(w.askForThem, func(_ askForm, out exception.Exception) string { return decidePath(out) }, w.askDeskAgain))
	m.Handle("POST /api/v1/cases/{number}/exception", httpx.JSON(s.Ask, 201, "Ask for an exception from a clause, on an open case."))
	m.Handle("GET /api/v1/cases/{number}/exceptions", httpx.JSON(s.OfCase, 200, "The exceptions and extra miles of a case."))

	m.Handle("GET /desk/cases/{number}/exception/{exception}", httpx.Page(w.compare, comparePage))
	m.Handle("POST /desk/cases/{number}/exception/{exception}", httpx.Form(s.Decide, func(_ exception.Decide, out exception.Exception) string { return decidePath(out) }, w.decideAgain))
	m.Handle("GET /api/v1/cases/{number}/exception/{exception}", httpx.JSON(s.Compare, 200, "An exception beside the three nearest earlier ones on the same clause."))
	m.Handle("POST /api/v1/cases/{number}/exception/{exception}/decision", httpx.JSON(s.Decide, 200, "Decide an exception once, with a reason and how it compares with earlier ones."))

	m.Handle("GET /desk/exceptions", httpx.Page(s.Register, registerPage))
	m.Handle("GET /api/v1/exceptions", httpx.JSON(s.Register, 200, "The exceptions on cases that you may see, the latest first."))

	m.Handle("GET /desk/cases/{number}/mile", httpx.Page(w.mile, milePage))
	m.Handle("POST /desk/cases/{number}/mile", httpx.Form(w.goMile, func(in mileForm, _ exception.Mile) string { return "/desk/cases/" + in.Number }, w.mileAgain))
	m.Handle("POST /api/v1/cases/{number}/miles", httpx.JSON(s.Go, 201, "Go an extra mile: something once, at the cost of the team's budget, without a precedent."))
	m.Handle("POST /desk/cases/{number}/mile/{mile}/lesson", httpx.Form(s.Learn, func(in exception.Learn, _ exception.Mile) string { return "/desk/cases/" + in.Number }, nil))
	m.Handle("POST /api/v1/cases/{number}/miles/{mile}/lesson", httpx.JSON(s.Learn, 200, "Write down what was learned from an extra mile."))
	m.Handle("POST /requests/{number}/mile/{mile}/thanks", httpx.Form(s.Thank, func(in exception.Thank, _ exception.Mile) string { return "/requests/" + in.Number }, nil))
	m.Handle("POST /api/v1/cases/{number}/miles/{mile}/thanks", httpx.JSON(s.Thank, 200, "Thank the team for an extra mile."))

	m.Handle("GET /desk/exceptions/budget", httpx.Page(w.budget, budgetPage))
	m.Handle("POST /desk/exceptions/budget", httpx.Form(w.setBudget, func(budgetForm, exception.Budget) string { return "/desk/exceptions" }, w.budgetAgain))
	m.Handle("GET /api/v1/budgets", httpx.JSON(s.Budgets, 200, "What each team has left this year for extra miles."))
	m.Handle("PUT /api/v1/budgets/{team}", httpx.JSON(s.SetBudget, 200, "Set a team's budget of this year. For the head of HR."))
}

func decidePath(e exception.Exception) string {
	return "/desk/cases/" + e.Number + "/exception/" + e.ID
}

// askForm is exception.Ask with the amount as people write it.
type askForm struct {
	Number string `path:"number" json:"-"`
	Clause string `json:"clause"`
	Why    string `json:"why"`
	Amount string `json:"amount_cents"`
}

func (w *Web) askFor(ctx context.Context, by authz.Actor, in askForm) (exception.Exception, error) {
	return w.exceptions.Ask(ctx, by, exception.Ask{Number: in.Number, Clause: in.Clause, Why: in.Why, AmountCents: cents(in.Amount)})
}

// askForThem is askFor at the desk: for those of HR alone.
func (w *Web) askForThem(ctx context.Context, by authz.Actor, in askForm) (exception.Exception, error) {
	if _, err := w.askAtDesk(ctx, by, exception.ReadAll{Number: in.Number}); err != nil {
		return exception.Exception{}, err
	}
	return w.askFor(ctx, by, in)
}

// asking is what the page shows on which somebody asks for an exception.
type asking struct {
	Case desk.Of
	In   askForm
	Err  *fault.Error
}

func (w *Web) ask(ctx context.Context, by authz.Actor, in exception.ReadAll) (asking, error) {
	c, err := w.desk.Look(ctx, w.exceptions.DB, by, in.Number, exception.AskException)
	return asking{Case: c, In: askForm{Number: in.Number}}, err
}

// askAtDesk is ask for those of HR who work on the case.
func (w *Web) askAtDesk(ctx context.Context, by authz.Actor, in exception.ReadAll) (asking, error) {
	c, err := w.desk.Look(ctx, w.exceptions.DB, by, in.Number, exception.DecideOne)
	return asking{Case: c, In: askForm{Number: in.Number}}, err
}

func (w *Web) askAgain(ctx context.Context, by authz.Actor, in askForm, wrong *fault.Error) (templ.Component, error) {
	a, err := w.ask(ctx, by, exception.ReadAll{Number: in.Number})
	a.In, a.Err = in, wrong
	return askPage(ctx, a), err
}

func (w *Web) askDeskAgain(ctx context.Context, by authz.Actor, in askForm, wrong *fault.Error) (templ.Component, error) {
	a, err := w.askAtDesk(ctx, by, exception.ReadAll{Number: in.Number})
	a.In, a.Err = in, wrong
	return askDeskPage(ctx, a), err
}

// comparing is what the page shows on which HR decides.
type comparing struct {
	exception.Compared
	In  exception.Decide
	Err *fault.Error
}

func (w *Web) compare(ctx context.Context, by authz.Actor, in exception.ReadOne) (comparing, error) {
	c, err := w.exceptions.Compare(ctx, by, in)
	return comparing{Compared: c, In: exception.Decide{Number: in.Number, ID: in.ID}}, err
}

func (w *Web) decideAgain(ctx context.Context, by authz.Actor, in exception.Decide, wrong *fault.Error) (templ.Component, error) {
	c, err := w.compare(ctx, by, exception.ReadOne{Number: in.Number, ID: in.ID})
	c.In, c.Err = in, wrong
	return comparePage(ctx, c), err
}

// mileForm is exception.Go with the cost as people write it.
type mileForm struct {
	Number string `path:"number" json:"-"`
	What   string `json:"what"`
	Cost   string `json:"cents"`
}

func (w *Web) goMile(ctx context.Context, by authz.Actor, in mileForm) (exception.Mile, error) {
	return w.exceptions.Go(ctx, by, exception.Go{Number: in.Number, What: in.What, Cents: cents(in.Cost)})
}

// miling is what the page of an extra mile shows.
type miling struct {
	Case   desk.Of
	In     mileForm
	Budget *exception.Budget
	Err    *fault.Error
}

func (w *Web) mile(ctx context.Context, by authz.Actor, in exception.ReadAll) (miling, error) {
	c, err := w.desk.Look(ctx, w.exceptions.DB, by, in.Number, exception.GoMile)
	out := miling{Case: c, In: mileForm{Number: in.Number}}
	if err != nil {
		return out, err
	}
	all, err := w.exceptions.Budgets(ctx, by, exception.ReadBudgets{})
	for _, b := range all.Items {
		if b.Team == c.TeamID {
			out.Budget = &b
		}
	}
	if fault.KindOf(err) == fault.Forbidden { // a concern handler is in no team
		err = nil
	}
	return out, err
}

func (w *Web) mileAgain(ctx context.Context, by authz.Actor, in mileForm, wrong *fault.Error) (templ.Component, error) {
	m, err := w.mile(ctx, by, exception.ReadAll{Number: in.Number})
	m.In, m.Err = in, wrong
	return milePage(ctx, m), err
}

// shown is what stands on the pages of a case.
type shown struct {
	exception.All
	Number string
	Open   bool // more can be asked for
	Thank  bool // the reader is whom it was done for
}

func (w *Web) shown(ctx context.Context, by authz.Actor, c desk.Whole) (shown, error) {
	all, err := w.exceptions.OfCase(ctx, by, exception.ReadAll{Number: c.Number})
	return shown{All: all, Number: c.Number, Open: open(c)}, err
}

func (w *Web) onRequest(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	s, err := w.shown(ctx, by, c)
	if k := fault.KindOf(err); k == fault.Forbidden || k == fault.NotFound { // who only reads the case
		return nil, nil
	}
	s.Thank = theirs(by, c)
	if err != nil || len(s.Items)+len(s.Miles) == 0 {
		return nil, err
	}
	return requestPart(s), nil
}

// theirs reports whether by asked the case or is whom it is for.
func theirs(by authz.Actor, c desk.Whole) bool {
	return by.PersonID == c.By.ID || by.PersonID == c.For.ID
}

func open(c desk.Whole) bool { return c.State == desk.StateOpen || c.State == desk.Waiting }

func (w *Web) beside(_ context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	if !theirs(by, c) || !open(c) {
		return nil, nil
	}
	return asidePart(c.Number), nil
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	s, err := w.shown(ctx, by, c)
	if err != nil || len(s.Items)+len(s.Miles) == 0 && !s.Open {
		return nil, err
	}
	return casePart(s), nil
}

func askPage(ctx context.Context, a asking) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "Ask for an exception"), Active: "requests", Error: a.Err != nil}, askBody(a, "/requests/"+a.In.Number))
}

func askDeskPage(ctx context.Context, a asking) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Ask for an exception"), Active: "exceptions", Error: a.Err != nil}, askBody(a, "/desk/cases/"+a.In.Number))
}

func comparePage(ctx context.Context, c comparing) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Exception from %s", c.Clause), Active: "exceptions", Error: c.Err != nil}, compareBody(c))
}

func registerPage(ctx context.Context, r exception.Register) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Exceptions"), Active: "exceptions"}, registerBody(r))
}

func milePage(ctx context.Context, m miling) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "The extra mile"), Active: "queue", Error: m.Err != nil}, mileBody(m))
}

// olderPath leads to the next page of the register.
func olderPath(r exception.Register) string {
	q := url.Values{"after": {r.Next}}
	if r.Clause != "" {
		q.Set("clause", r.Clause)
	}
	return "/desk/exceptions?" + q.Encode()
}

// lastDay is the last day on which a granted exception holds.
func lastDay(ctx context.Context, e exception.Exception) string {
	return locale.Date(ctx, e.Expires.AddDays(-1).Start(time.UTC))
}

// money is an amount of cents with its currency.
func money(ctx context.Context, cents int64, currency string) string {
	return locale.Money(ctx, currency, fmt.Sprintf("%d.%02d", cents/100, cents%100))
}

// like says how near an earlier exception is.
func like(ctx context.Context, e exception.Exception) string {
	return locale.T(ctx, "%d of 100 alike", int(e.Similarity*100+0.5))
}

var amount = regexp.MustCompile(`^([0-9]{1,9})(?:[.,]([0-9]{1,2}))?$`)

// cents reads an amount such as 40, 39.5 or 39,50; nothing is 0, and what is no amount is below it.
func cents(text string) int64 {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0
	}
	m := amount.FindStringSubmatch(text)
	if m == nil {
		return -1
	}
	n, err := strconv.ParseInt(m[1]+(m[2] + "00")[:2], 10, 64)
	if err != nil {
		return -1
	}
	return n
}

// Beside is what stands beside clauses: in the portal the exceptions that the reader was granted, at the desk how many hold and where they are.
func (w *Web) Beside(ctx context.Context, by authz.Actor, refs []string) (map[string]templ.Component, error) {
	out := map[string]templ.Component{}
	if by.Face == authz.Desk {
		if !by.Has(authz.Agent, authz.HRHead) {
			return out, nil
		}
		all, err := w.exceptions.Holding(ctx, by, refs)
		for _, c := range all {
			out[c.Clause] = besideDesk(c)
		}
		return out, err
	}
	mine, err := w.exceptions.Own(ctx, by, refs)
	byClause := map[string][]exception.Exception{}
	for _, e := range mine {
		byClause[e.Clause] = append(byClause[e.Clause], e)
	}
	for ref, all := range byClause {
		out[ref] = besidePortal(all)
	}
	return out, err
}
