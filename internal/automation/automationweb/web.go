// Package automationweb shows the rules of teams: the list, a rule with its versions and what it did, the form that makes and changes one, what it would have done, and what rules did to a case.
package automationweb

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/automation"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/field"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct {
	db    *store.DB
	rules *automation.Service
}

// New returns the pages of s.
func New(db *store.DB, s *automation.Service) *Web { return &Web{db, s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "automation", Routes: w.routes, Menu: []webspec.Link{{Weight: 52, Key: "rules", Label: locale.M("Automatic rules"), Icon: "route", Href: path, Group: webspec.Tools, Text: locale.M("What happens by itself when something is so, tried before it runs."), Face: authz.Desk,
		Roles: []authz.Role{authz.Agent, authz.HRHead}}}}
}

// Part is what stands on HR's page of a case.
func (w *Web) Part() part.Part { return part.Part{Weight: 48, Case: w.onCase} }

const path = "/desk/rules"

func (w *Web) routes(m *httpx.Mux) {
	s := w.rules
	m.Handle("GET /desk/rules", httpx.Page(s.List, listPage))
	m.Handle("GET /desk/rules/new", httpx.Page(w.begin, formPage))
	m.Handle("POST /desk/rules", httpx.Form(s.Make, func(_ automation.Save, r automation.Rule) string { return href(r.ID) }, w.again))
	m.Handle("GET /desk/rules/{rule}", httpx.Page(w.read, readPage))
	m.Handle("GET /desk/rules/{rule}/edit", httpx.Page(w.edit, formPage))
	m.Handle("POST /desk/rules/{rule}", httpx.Form(s.Change, func(in automation.Save, _ automation.Rule) string { return href(in.Rule) }, w.again))
	m.Handle("POST /desk/rules/{rule}/switch", httpx.Form(s.Switch, func(in automation.Switch, _ automation.Rule) string { return href(in.Rule) }, nil))
	m.Handle("GET /desk/rules/{rule}/dry-run", httpx.Page(w.dryRun, dryRunPage))
	m.Handle("GET /desk/cases/{number}/rules", httpx.Page(w.ofCase, ofCasePage))

	m.Handle("GET /api/v1/rules", httpx.JSON(s.List, 200, "The rules of your teams; to heads of HR, all. For HR."))
	m.Handle("POST /api/v1/rules", httpx.JSON(s.Make, 201, "Make a rule of a team: when something happens to a case, and it is so, then something is done. It is off until you switch it on. The same twice is one. For heads of HR."))
	m.Handle("GET /api/v1/rules/{rule}", httpx.JSON(s.Read, 200, "A rule with its versions, and what it did last to cases that you see."))
	m.Handle("PUT /api/v1/rules/{rule}", httpx.JSON(s.Change, 200, "Make a new version of a rule. What is left out of it is left out of the rule. For heads of HR."))
	m.Handle("POST /api/v1/rules/{rule}/switch", httpx.JSON(s.Switch, 200, "Switch a rule on or off. For heads of HR."))
	m.Handle("POST /api/v1/rules/{rule}/dry-run", httpx.JSON(s.DryRun, 200, "What a rule would have done to the cases of the last 30 days that you see: counted, but for what somebody has, and the first 50 named. Where exact is false, as_today names what was looked at as it is today, or when it happens is not kept. It changes nothing. For heads of HR."))
	m.Handle("GET /api/v1/cases/{number}/rules", httpx.JSON(s.OfCase, 200, "What rules did to a case, and why. For HR."))
}

func href(id string) string { return path + "/" + url.PathEscape(id) }

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func listPage(ctx context.Context, l automation.All) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Automatic rules"), Active: "rules"}, listBody(l))
}

// words are the names of what rules speak of, by id.
type words struct {
	Teams, Services map[string]string
	Fields          map[string]field.Field
	People          map[string]string // of HR
}

func (w *Web) words(ctx context.Context) (words, error) {
	out := words{map[string]string{}, map[string]string{}, map[string]field.Field{}, map[string]string{}}
	teams, err := people.Teams(ctx, w.db)
	if err != nil {
		return out, err
	}
	for _, t := range teams {
		out.Teams[t.ID] = t.Name
	}
	services, err := catalogue.Services(ctx, w.db)
	for _, s := range services {
		out.Services[s.ID] = s.Name
	}
	if err != nil {
		return out, err
	}
	fields, err := field.All(ctx, w.db)
	for _, f := range fields {
		out.Fields[f.ID] = f
	}
	if err != nil {
		return out, err
	}
	hr, err := automation.Tellable(ctx, w.db)
	for _, p := range hr {
		out.People[p.ID] = p.DisplayName()
	}
	return out, err
}

// reading is what the page of a rule shows.
type reading struct {
	automation.Whole
	Words words
}

func (w *Web) read(ctx context.Context, by authz.Actor, in automation.ReadOne) (reading, error) {
	r, err := w.rules.Read(ctx, by, in)
	if err != nil {
		return reading{}, err
	}
	names, err := w.words(ctx)
	return reading{r, names}, err
}

func readPage(ctx context.Context, r reading) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: r.Name, Written: true, Active: "rules"}, readBody(r))
}

// trying is what the page of a dry run shows.
type trying struct {
	automation.DryRun
	Words words
}

func (w *Web) dryRun(ctx context.Context, by authz.Actor, in automation.ReadOne) (trying, error) {
	d, err := w.rules.DryRun(ctx, by, in)
	if err != nil {
		return trying{}, err
	}
	names, err := w.words(ctx)
	return trying{d, names}, err
}

func dryRunPage(ctx context.Context, t trying) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "What this rule would have done"), Active: "rules"}, dryRunBody(t))
}

// filling is what the form shows in which a rule is made or changed.
type filling struct {
	In       automation.Save
	All      []people.Team
	Services []catalogue.Service
	Sites    []string
	Fields   []field.Field
	HR       []people.Person // who can be told
	Err      *fault.Error
}

func (w *Web) begin(ctx context.Context, by authz.Actor, _ automation.ReadAll) (filling, error) {
	if err := w.rules.MayMake(by); err != nil {
		return filling{}, err
	}
	in := automation.Save{}
	if len(by.Teams) > 0 {
		in.Team = by.Teams[0]
	}
	return w.form(ctx, in)
}

func (w *Web) edit(ctx context.Context, by authz.Actor, in automation.ReadOne) (filling, error) {
	if err := w.rules.MayMake(by); err != nil {
		return filling{}, err
	}
	r, err := w.rules.Read(ctx, by, in)
	if err != nil {
		return filling{}, err
	}
	return w.form(ctx, automation.Save{Rule: r.ID, Seen: r.Version, Says: r.Says})
}

func (w *Web) form(ctx context.Context, in automation.Save) (f filling, err error) {
	f.In = in
	if f.All, err = people.Teams(ctx, w.db); err != nil {
		return f, err
	}
	if f.Services, err = catalogue.Services(ctx, w.db); err != nil {
		return f, err
	}
	if f.Fields, err = field.All(ctx, w.db); err != nil {
		return f, err
	}
	if f.HR, err = automation.Tellable(ctx, w.db); err != nil {
		return f, err
	}
	f.Sites, err = people.SiteNames(ctx, w.db)
	return f, err
}

func (w *Web) again(ctx context.Context, by authz.Actor, in automation.Save, wrong *fault.Error) (templ.Component, error) {
	if err := w.rules.MayMake(by); err != nil { // a form that could not be read comes here before the use case asks
		return nil, err
	}
	f, err := w.form(ctx, in)
	if in.Rule != "" && err == nil { // the team of a rule does not change
		var r automation.Whole
		r, err = w.rules.Read(ctx, by, automation.ReadOne{Rule: in.Rule})
		f.In.Team = r.Team
	}
	f.Err = wrong
	return formPage(ctx, f), err
}

func formPage(ctx context.Context, f filling) templ.Component {
	title := locale.T(ctx, "Make a rule")
	if f.In.Rule != "" {
		title = locale.T(ctx, "Change the rule")
	}
	return shell.Desk(ctx, shell.Page{Title: title, Active: "rules", Error: f.Err != nil}, formBody(f))
}

// acted is what the page shows of what rules did to a case.
type acted struct {
	automation.Explained
	Words words
}

func (w *Web) ofCase(ctx context.Context, by authz.Actor, in automation.ReadOf) (acted, error) {
	all, err := w.rules.OfCase(ctx, by, in)
	if err != nil {
		return acted{}, err
	}
	names, err := w.words(ctx)
	return acted{all, names}, err
}

func ofCasePage(ctx context.Context, a acted) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "What rules did to %s", a.Number), Active: "queue"}, ofCaseBody(a))
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	all, err := w.rules.OnPage(ctx, by, c)
	if err != nil || len(all.Items) == 0 {
		return nil, err
	}
	return casePart(all), nil
}

func options(ctx context.Context, none string, values []string, names map[string]string, now string) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, none)}}
	for _, v := range values {
		all = append(all, ui.Option{Value: v, Label: locale.T(ctx, names[v]), Selected: v == now})
	}
	return all
}
