// Package policyweb shows the rules of the organisation: to everybody what holds for them, and to HR everything, with the page from which the head of HR publishes.
package policyweb

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
	"hearth/internal/policy"
)

// Web is the pages of the module.
type Web struct {
	db       *store.DB
	policies *policy.Service
	beside   Beside
}

// Beside returns what a module above shows beside clauses, by how people name them; a clause of which there is nothing to say is left out.
type Beside func(ctx context.Context, by authz.Actor, refs []string) (map[string]templ.Component, error)

// New returns the pages of s. Without anything to show beside clauses, nothing is.
func New(db *store.DB, s *policy.Service, beside Beside) *Web {
	if beside == nil {
		beside = func(context.Context, authz.Actor, []string) (map[string]templ.Component, error) { return nil, nil }
	}
	return &Web{db, s, beside}
}

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "policy", Routes: w.routes, Menu: []webspec.Link{
		{Weight: 30, Key: "policies", Label: locale.M("Our rules"), Icon: "book-open", Href: "/policies", Face: authz.Portal},
		{Weight: 45, Key: "policies", Label: locale.M("Policies"), Icon: "book-open", Href: "/desk/policies", Face: authz.Desk, Go: "r", Roles: []authz.Role{authz.Agent, authz.HRHead}}}}
}

func (w *Web) routes(m *httpx.Mux) {
	s := w.policies
	m.Handle("GET /policies", httpx.Page(s.ListPolicies, rulesPage))
	m.Handle("GET /desk/policies", httpx.Page(w.all, allPage))
	m.Handle("GET /api/v1/policies", httpx.JSON(s.ListPolicies, 200, "The policies that say something to you today; for HR all."))
	m.Handle("GET /desk/policies/new", httpx.Page(w.fresh, describePage))
	m.Handle("POST /desk/policies", httpx.Form(w.describe, described, w.describeAgain))
	m.Handle("POST /api/v1/policies", httpx.JSON(s.SavePolicy, 201, "Make a policy or change it, and publish what its clauses say where that is new. The same twice changes nothing."))
	m.Handle("GET /desk/policies/{id}", httpx.Page(w.whole, wholePage))
	m.Handle("GET /api/v1/policies/{id}", httpx.JSON(s.ShowPolicy, 200, "Everything that the clauses of a policy said, say and will say. For HR."))
	m.Handle("GET /policies/{id}", httpx.Page(w.read, readPage))
	m.Handle("GET /api/v1/policies/{id}/clauses", httpx.JSON(s.ReadClauses, 200, "What a policy said on a day to you; for HR also to somebody else, or to a site and kind of employment."))
	m.Handle("GET /desk/policies/{id}/publish", httpx.Page(w.draft, publishPage))
	m.Handle("POST /desk/policies/{id}/publish", httpx.Form(w.publish, published, w.publishAgain))
	m.Handle("POST /api/v1/policies/{id}/clauses", httpx.JSON(s.PublishClause, 201, "Publish a version of one clause."))
	m.Handle("GET /policies/{id}/clauses/{clause}", httpx.Page(w.history, historyPage))
	m.Handle("GET /desk/policies/{id}/clauses/{clause}", httpx.Page(w.deskHistory, deskHistoryPage))
	m.Handle("GET /api/v1/policies/{id}/clauses/{clause}", httpx.JSON(s.ReadHistory, 200, "The versions of a clause that hold for you on some day; for HR all."))
	m.Handle("GET /api/v1/policies/{id}/clauses/{clause}/comparison", httpx.JSON(s.CompareVersions, 200, "Two versions of a clause beside each other, sentence by sentence."))
	m.Handle("GET /api/v1/policies/{id}/clauses/{clause}/cases", httpx.JSON(s.CitingCases, 200, "The open cases that cite a clause and that you may see. For HR."))
	m.Handle("POST /policies/{id}/acknowledgements", httpx.Form(s.Acknowledge, toClause, w.readAgain))
	m.Handle("POST /api/v1/policies/{id}/acknowledgements", httpx.JSON(s.Acknowledge, 201, "Say that you have read and understood a version that holds for you."))
	m.Handle("GET /api/v1/policies/{id}/acknowledgements", httpx.JSON(s.CountAcknowledgements, 200, "How many acknowledged the versions in force, of groups of eight and more. For HR."))
}

func toClause(in policy.Acknowledge, out policy.Acknowledged) string {
	return "/policies/" + in.ID + "#" + out.Version.Number
}

// readIn asks for a policy as it held on a day.
type readIn struct {
	ID string `path:"id" json:"-"`
	On string `query:"on" json:"-"`
}

// reading is what the page of a policy shows.
type reading struct {
	policy.Clauses
	Asked  string                     // the day as it was typed
	Now    bool                       // the page shows today
	Beside map[string]templ.Component // what stands beside a clause today, by how people name it
	Err    *fault.Error
}

// read shows today where the day that was asked for is none, and says so.
func (w *Web) read(ctx context.Context, by authz.Actor, in readIn) (reading, error) {
	out := reading{Asked: in.On}
	// What holds for the reader, also for HR: the desk has pages of its own.
	var err error
	out.Clauses, err = w.policies.ReadClauses(ctx, by, policy.ReadClauses{ID: in.ID, On: in.On})
	if fault.KindOf(err) == fault.Invalid {
		out.Err = fault.As(err)
		out.Clauses, err = w.policies.ReadClauses(ctx, by, policy.ReadClauses{ID: in.ID})
	}
	out.Now = out.On == w.policies.Today(ctx)
	if out.Asked == "" {
		out.Asked = out.On.String()
	}
	if err != nil || !out.Now {
		return out, err
	}
	refs := make([]string, 0, len(out.Items))
	for _, said := range out.Items {
		refs = append(refs, said.Ref())
	}
	out.Beside, err = w.beside(ctx, by, refs)
	return out, err
}

func (w *Web) readAgain(ctx context.Context, by authz.Actor, in policy.Acknowledge, wrong *fault.Error) (templ.Component, error) {
	r, err := w.read(ctx, by, readIn{ID: in.ID})
	r.Err = wrong
	return readPage(ctx, r), err
}

// historyIn asks for a clause, perhaps with two versions to compare.
type historyIn struct {
	ID     string `path:"id" json:"-"`
	Number string `path:"clause" json:"-"`
	Before string `query:"before" json:"-"`
	After  string `query:"after" json:"-"`
}

// told is what the page of a clause shows.
type told struct {
	policy.History
	Compared      *policy.Comparison
	Before, After string // the versions that were chosen
	Err           *fault.Error
}

// history shows a clause and, where it has several versions, two beside each other: those asked for, or the last two.
func (w *Web) history(ctx context.Context, by authz.Actor, in historyIn) (told, error) {
	h, err := w.policies.ReadHistory(ctx, by, policy.ReadClause{ID: in.ID, Number: in.Number})
	out := told{History: h, Before: in.Before, After: in.After}
	if err != nil || len(h.Versions) < 2 {
		return out, err
	}
	n := len(h.Versions)
	before, after := h.Versions[n-2].N, h.Versions[n-1].N
	if in.Before != "" || in.After != "" {
		before, after = count(in.Before), count(in.After)
	} else {
		out.Before, out.After = decimal(before), decimal(after)
	}
	c, err := w.policies.CompareVersions(ctx, by, policy.Compare{ID: in.ID, Number: in.Number, Before: before, After: after})
	if fault.KindOf(err) == fault.Invalid {
		out.Err = fault.As(err)
		return out, nil
	}
	out.Compared = &c
	return out, err
}

// known is the page of a clause at the desk.
type known struct {
	told
	Counts map[string]policy.Count // by version
	Cases  []policy.Cited
	Beside templ.Component   // nil: nothing
	More   bool              // there are more of them
	By     map[string]string // names of who published, by id
	Head   bool
}

func (w *Web) deskHistory(ctx context.Context, by authz.Actor, in historyIn) (known, error) {
	cases, err := w.policies.CitingCases(ctx, by, policy.ReadClause{ID: in.ID, Number: in.Number})
	if err != nil {
		return known{}, err
	}
	t, err := w.history(ctx, by, in)
	if err != nil {
		return known{}, err
	}
	out := known{told: t, Cases: cases.Items, More: cases.More, Head: w.policies.MayPublish(by) == nil}
	if out.Counts, err = w.counts(ctx, by, in.ID); err != nil {
		return out, err
	}
	beside, err := w.beside(ctx, by, []string{t.Clause.Ref()})
	if err != nil {
		return out, err
	}
	out.Beside = beside[t.Clause.Ref()]
	out.By, err = w.names(ctx, t.Versions)
	return out, err
}

func (w *Web) counts(ctx context.Context, by authz.Actor, id string) (map[string]policy.Count, error) {
	all, err := w.policies.CountAcknowledgements(ctx, by, policy.ReadPolicy{ID: id})
	out := map[string]policy.Count{}
	for _, c := range all.Items {
		out[c.VersionID] = c
	}
	return out, err
}

func (w *Web) names(ctx context.Context, all []policy.Version) (map[string]string, error) {
	var ids []string
	for _, v := range all {
		if v.PublishedBy != "" {
			ids = append(ids, v.PublishedBy)
		}
	}
	found, err := people.NamesByIDs(ctx, w.db, ids)
	out := map[string]string{}
	for id, p := range found {
		out[id] = p.DisplayName()
	}
	return out, err
}

// everything is the list at the desk.
type everything struct {
	policy.Policies
	Teams map[string]string // names by id
	Head  bool
}

func (w *Web) all(ctx context.Context, by authz.Actor, in policy.Nothing) (everything, error) {
	out := everything{Head: w.policies.MayPublish(by) == nil}
	if err := w.policies.MayReadAll(by); err != nil {
		return out, err
	}
	var err error
	if out.Policies, err = w.policies.ListPolicies(ctx, by, in); err != nil {
		return out, err
	}
	out.Teams, err = w.teams(ctx)
	return out, err
}

func (w *Web) teams(ctx context.Context) (map[string]string, error) {
	all, err := people.Teams(ctx, w.db)
	out := map[string]string{}
	for _, t := range all {
		out[t.ID] = t.Name
	}
	return out, err
}

// shown is the page of a policy at the desk.
type shown struct {
	policy.Whole
	Counts map[string]policy.Count
	Team   string
	Head   bool
	Form   form
}

func (w *Web) whole(ctx context.Context, by authz.Actor, in policy.ReadPolicy) (shown, error) {
	all, err := w.policies.ShowPolicy(ctx, by, in)
	out := shown{Whole: all, Head: w.policies.MayPublish(by) == nil}
	if err != nil {
		return out, err
	}
	if out.Counts, err = w.counts(ctx, by, in.ID); err != nil {
		return out, err
	}
	if out.Form, err = w.form(ctx, description{ID: all.Policy.ID, Title: all.Policy.Title, Summary: all.Policy.Summary, TeamID: all.Policy.TeamID}, nil); err != nil {
		return out, err
	}
	for _, t := range out.Form.Teams {
		if t.ID == all.Policy.TeamID {
			out.Team = t.Name
		}
	}
	return out, nil
}

func escaped(id string) string { return url.PathEscape(id) }
