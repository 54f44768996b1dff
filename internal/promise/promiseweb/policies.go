package promiseweb

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
	"hearth/internal/promise"
	"hearth/internal/promise/terms"
)

const policiesPath = "/admin/promise-policies"

func (w *Web) policyRoutes(m *httpx.Mux) {
	p := w.policies
	m.Handle("GET /admin/promise-policies", httpx.Page(w.listPolicies, policiesPage))
	m.Handle("GET /api/v1/promise-policies", httpx.JSON(p.List, 200, "List the promise policies with their versions, in the order in which they count: of those that fit a request, the first."))
	m.Handle("GET /admin/promise-policies/{policy}", httpx.Page(w.policy, policyPage))
	m.Handle("GET /api/v1/promise-policies/{policy}", httpx.JSON(p.Find, 200, "Read a promise policy with its versions."))
	m.Handle("GET /api/v1/promise-policies/preview", httpx.JSON(p.Try, 200,
		"What would become of open promises if a policy were saved like this and they were counted anew: of the cases that you work on. It changes nothing. Name policy, or service, priority and group of a new one."))
	m.Handle("POST /admin/promise-policies/{policy}", httpx.Form(w.savePolicy, func(policyEdit, promise.KeptPolicy) string { return policiesPath }, w.policyAgain, "try"))
	m.Handle("PUT /api/v1/promise-policies/{policy}", httpx.JSON(p.Save, 200, "Make another version of a promise policy, valid from a moment on."))
	m.Handle("GET /admin/new-promise-policy", httpx.Page(w.newPolicy, policyPage))
	m.Handle("POST /admin/new-promise-policy", httpx.Form(w.makePolicy, func(policyNew, promise.KeptPolicy) string { return policiesPath }, w.newPolicyAgain, "try"))
	m.Handle("POST /api/v1/promise-policies", httpx.JSON(p.Make, 201, "Make a promise policy for a service, a priority and a group of customers; an empty one is all."))
}

// policyForm is a policy as people type it.
type policyForm struct {
	Service      string     `json:"service" query:"service"`
	Priority     string     `json:"priority" query:"priority"`
	Group        string     `json:"group" query:"group"`
	Name         string     `json:"name" query:"name"`
	First        string     `json:"first_answer" query:"first_answer"`
	FirstUnit    string     `json:"first_answer_unit" query:"first_answer_unit"`
	Next         string     `json:"next_word" query:"next_word"`
	NextUnit     string     `json:"next_word_unit" query:"next_word_unit"`
	Decision     string     `json:"decision" query:"decision"`
	DecisionUnit string     `json:"decision_unit" query:"decision_unit"`
	WarnFirst    string     `json:"warn_first" query:"warn_first"`
	WarnSecond   string     `json:"warn_second" query:"warn_second"`
	Ended        bool       `json:"ended" query:"ended"`
	ValidFrom    store.Time `json:"valid_from" query:"valid_from"`
	Recount      bool       `json:"recount" query:"recount"`
	Version      int        `json:"version" query:"version"`
}

type policyEdit struct {
	ID  string `path:"policy" json:"-"`
	Try bool   `query:"try" json:"-"`
	policyForm
}

type policyNew struct {
	Try bool `query:"try" json:"-"`
	policyForm
}

func (f policyForm) terms() promise.Terms {
	return promise.Terms{Name: f.Name, FirstAnswer: f.First + f.FirstUnit, NextWord: f.Next + f.NextUnit, Decision: f.Decision + f.DecisionUnit,
		WarnFirst: percent(f.WarnFirst), WarnSecond: percent(f.WarnSecond), ValidFrom: f.ValidFrom, Recount: f.Recount}
}

// percent reads a share: 0 for none, and below 0 for what is no number.
func percent(text string) int {
	if strings.TrimSpace(text) == "" {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n == 0 {
		return -1
	}
	return n
}

// formOf is the form of the latest version.
func formOf(k promise.KeptPolicy) policyForm {
	v := k.Latest()
	f := policyForm{Service: k.Service, Priority: k.Priority, Group: k.Group, Name: v.Name, WarnFirst: strconv.Itoa(v.WarnFirst), WarnSecond: strconv.Itoa(v.WarnSecond), Ended: v.Ended, Version: v.Version}
	for text, into := range map[string][2]*string{"f" + v.FirstAnswer: {&f.First, &f.FirstUnit}, "n" + v.NextWord: {&f.Next, &f.NextUnit}, "d" + v.Decision: {&f.Decision, &f.DecisionUnit}} {
		*into[0], *into[1] = text[1:len(text)-1], text[len(text)-1:]
	}
	return f
}

// policyList is what the page of all policies shows.
type policyList struct {
	promise.KeptPolicies
	MayEdit bool
}

func (w *Web) listPolicies(ctx context.Context, by authz.Actor, in promise.ReadAll) (policyList, error) {
	all, err := w.policies.List(ctx, by, in)
	return policyList{all, w.policies.MayEdit(by) == nil}, err
}

// policyShown is what the page of one policy shows.
type policyShown struct {
	Kept    promise.KeptPolicy // zero of a new one
	New     bool
	MayEdit bool
	In      policyForm
	Offers  []promise.Offer
	Trial   *promise.Trial // nil unless it was asked for
	Err     *fault.Error
}

func (w *Web) policy(ctx context.Context, by authz.Actor, in policyEdit) (policyShown, error) {
	p, err := w.shownPolicy(ctx, by, in.ID)
	if err != nil || !in.Try {
		return p, err
	}
	p.In = in.policyForm
	return p, w.try(ctx, by, &p)
}

func (w *Web) newPolicy(ctx context.Context, by authz.Actor, in policyNew) (policyShown, error) {
	if err := w.policies.MayEdit(by); err != nil {
		return policyShown{}, err
	}
	p, err := w.shownPolicy(ctx, by, "")
	if err != nil || !in.Try {
		return p, err
	}
	p.In = in.policyForm
	return p, w.try(ctx, by, &p)
}

// shownPolicy is the page of a policy as it is kept; without an id, of a new one.
func (w *Web) shownPolicy(ctx context.Context, by authz.Actor, id string) (p policyShown, err error) {
	p = policyShown{New: id == "", MayEdit: w.policies.MayEdit(by) == nil,
		In: policyForm{FirstUnit: string(terms.Hours), NextUnit: string(terms.Hours), DecisionUnit: string(terms.Days), WarnFirst: "50", WarnSecond: "80"}}
	if id != "" {
		if p.Kept, err = w.policies.Find(ctx, by, promise.ReadPolicy{ID: id}); err != nil {
			return p, err
		}
		p.In = formOf(p.Kept)
	}
	p.Offers, err = w.policies.Offered(ctx, by)
	return p, err
}

// try says what would move, or what is wrong with what was typed.
func (w *Web) try(ctx context.Context, by authz.Actor, p *policyShown) error {
	in := promise.TryPolicy{ID: p.Kept.ID, Ended: p.In.Ended, MakePolicy: promise.MakePolicy{Service: p.In.Service, Priority: p.In.Priority, Group: p.In.Group, Terms: p.In.terms()}}
	t, err := w.policies.Try(ctx, by, in)
	if wrong := fault.As(err); wrong != nil && wrong.Kind == fault.Invalid {
		p.Err = wrong
		return nil
	}
	p.Trial = &t
	return err
}

func (w *Web) savePolicy(ctx context.Context, by authz.Actor, in policyEdit) (promise.KeptPolicy, error) {
	return w.policies.Save(ctx, by, promise.SavePolicy{ID: in.ID, Ended: in.Ended, Version: in.Version, Terms: in.terms()})
}

func (w *Web) makePolicy(ctx context.Context, by authz.Actor, in policyNew) (promise.KeptPolicy, error) {
	return w.policies.Make(ctx, by, promise.MakePolicy{Service: in.Service, Priority: in.Priority, Group: in.Group, Terms: in.terms()})
}

func (w *Web) policyAgain(ctx context.Context, by authz.Actor, in policyEdit, wrong *fault.Error) (templ.Component, error) {
	p, err := w.shownPolicy(ctx, by, in.ID)
	p.In, p.Err = in.policyForm, wrong
	return policyPage(ctx, p), err
}

func (w *Web) newPolicyAgain(ctx context.Context, by authz.Actor, in policyNew, wrong *fault.Error) (templ.Component, error) {
	p, err := w.shownPolicy(ctx, by, "")
	p.In, p.Err = in.policyForm, wrong
	return policyPage(ctx, p), err
}

func policiesPage(ctx context.Context, l policyList) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Promise policies"), Active: "admin"}, policiesBody(l))
}

func policyPage(ctx context.Context, p policyShown) templ.Component {
	title, written := locale.T(ctx, "New promise policy"), false
	if !p.New {
		title, written = p.Kept.Latest().Name, true
	}
	return shell.Desk(ctx, shell.Page{Title: title, Written: written, Active: "admin", Error: p.Err != nil}, policyBody(p))
}

func (p policyShown) action() string {
	if p.New {
		return "/admin/new-promise-policy"
	}
	return policiesPath + "/" + p.Kept.ID
}

func (p policyShown) field(ctx context.Context, f ui.Field) ui.Field {
	if !p.MayEdit {
		f.Attrs = templ.Attributes{"readonly": true}
	}
	return f.With(ctx, p.Err)
}

// lengthRow is one of the three lengths of the form.
type lengthRow struct{ Name, Label, Number, Unit string }

func (p policyShown) lengths(ctx context.Context) []lengthRow {
	return []lengthRow{{"first_answer", locale.T(ctx, "First answer within"), p.In.First, p.In.FirstUnit},
		{"next_word", locale.T(ctx, "Next word within"), p.In.Next, p.In.NextUnit},
		{"decision", locale.T(ctx, "Settled within"), p.In.Decision, p.In.DecisionUnit}}
}

func unitOptions(ctx context.Context, now string) []ui.Option {
	names := map[terms.Unit]string{terms.Minutes: "minutes", terms.Hours: "hours", terms.Days: "working days"}
	var all []ui.Option
	for _, u := range terms.Units() {
		all = append(all, ui.Option{Value: string(u), Label: locale.T(ctx, names[u]), Selected: string(u) == now})
	}
	return all
}

var (
	groupNames    = map[string]string{"": "Everybody", people.Employees: "Employees", people.Leads: "Managers", people.HRCustomers: "Our own people in HR", people.FromOutside: "People from outside"}
	priorityNames = map[string]string{"": "Any priority", terms.Low: "Low", terms.Normal: "Normal", terms.High: "High"}
	kindNames     = map[string]string{promise.FirstAnswer: "First answer", promise.NextWord: "Next word", promise.Decision: "Settled"}
)

func named(ctx context.Context, names map[string]string, values []string, now string) []ui.Option {
	var all []ui.Option
	for _, v := range append([]string{""}, values...) {
		all = append(all, ui.Option{Value: v, Label: locale.T(ctx, names[v]), Selected: v == now})
	}
	return all
}

func (p policyShown) services(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "All services")}}
	for _, o := range p.Offers {
		all = append(all, ui.Option{Value: o.ID, Label: o.Name, Selected: o.ID == p.In.Service, Person: true})
	}
	return all
}

// scope says for what a policy is, but for its service, which people named.
func scope(ctx context.Context, k promise.KeptPolicy) []string {
	return []string{locale.T(ctx, groupNames[k.Group]), locale.T(ctx, priorityNames[k.Priority])}
}

// long writes a length as people say it.
func long(ctx context.Context, text string) string {
	l, _ := terms.Parse(text)
	switch l.Unit {
	case terms.Days:
		return locale.N(ctx, l.N, "1 working day", "%d working days")
	case terms.Hours:
		return locale.N(ctx, l.N, "1 hour", "%d hours")
	}
	return locale.N(ctx, l.N, "1 minute", "%d minutes")
}

// stands says whether a policy counts.
func stands(ctx context.Context, k promise.KeptPolicy) (ui.Kind, string, string) {
	last := k.Latest()
	switch {
	case k.Now == 0 && last.Ended:
		return ui.Quiet, "circle-check", locale.T(ctx, "Ended")
	case k.Now == 0:
		return ui.Quiet, "clock", locale.T(ctx, "Counts from %s", locale.DateTime(ctx, last.ValidFrom.Time))
	case k.Now != last.Version:
		return ui.OK, "circle-check", locale.T(ctx, "Counts; changes on %s", locale.DateTime(ctx, last.ValidFrom.Time))
	}
	return ui.OK, "circle-check", locale.T(ctx, "Counts")
}

// counting is the version that counts now, or else the latest.
func counting(k promise.KeptPolicy) promise.PolicyVersion {
	if i := slices.IndexFunc(k.Versions, func(v promise.PolicyVersion) bool { return v.Version == k.Now }); i >= 0 {
		return k.Versions[i]
	}
	return k.Latest()
}

// localInput writes a moment as a field of type datetime-local has it.
func localInput(ctx context.Context, t store.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(locale.From(ctx).Zone()).Format("2006-01-02T15:04")
}

func moment(ctx context.Context, t store.Time) string { return locale.DateTime(ctx, time.Time(t.Time)) }
