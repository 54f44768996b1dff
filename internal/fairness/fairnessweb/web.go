// Package fairnessweb shows the fairness audit: to the head of HR and the data-protection officer what was found, clause by clause, and to the officer the page by which
// attributes are taken in and deleted.
package fairnessweb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/fairness"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct{ fairness *fairness.Service }

// New returns the pages of s.
func New(s *fairness.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "fairness", Routes: w.routes,
		Menu: []webspec.Link{{Weight: 65, Key: "fairness", Label: locale.M("Fairness audit"), Icon: "users", Href: "/desk/fairness", Group: webspec.Insight, Text: locale.M("Whether like cases were decided alike, in totals only."), Face: authz.Desk, Roles: fairness.Owners()}},
		Admin: []webspec.Link{{Weight: 62, Label: locale.M("Attributes for the fairness audit"), Text: locale.M("What is protected about people, taken in from a file. Nobody can look it up afterwards."),
			Icon: "shield-check", Href: "/admin/fairness", Roles: []authz.Role{authz.DPO}}}}
}

func (w *Web) routes(m *httpx.Mux) {
	s := w.fairness
	m.Handle("GET /desk/fairness", httpx.Page(w.overview, overviewPage))
	m.Handle("GET /api/v1/fairness", httpx.JSON(s.Overview, 200, "The clauses that were decided under, with what was audited. For the head of HR and the data-protection officer, while an agreement is in force."))

	m.Handle("GET /desk/fairness/{ref}", httpx.Page(w.clause, clausePage))
	m.Handle("GET /api/v1/fairness/{ref}", httpx.JSON(s.Audit, 200, "Compare how groups were decided about under one clause, such as pay 4.2: totals alone. Each call is recorded."))
	m.Handle("GET /api/v1/fairness/{ref}/runs", httpx.JSON(s.Runs, 200, "The audits of a clause that were kept, with their findings."))
	m.Handle("POST /desk/fairness/{ref}", httpx.Form(s.Run, func(in fairness.Start, _ fairness.Run) string { return fairness.Path(in.Ref) }, w.runAgain))
	m.Handle("POST /api/v1/fairness/{ref}/runs", httpx.JSON(s.Run, 201, "Audit a clause and keep what came out. For the head of HR. Where nothing has changed, the run before is the answer."))

	m.Handle("POST /desk/fairness/{ref}/findings/{finding}/owner", httpx.Form(w.assign, func(in assign, _ fairness.Finding) string { return in.path() }, w.assignAgain))
	m.Handle("POST /api/v1/fairness/findings/{finding}/owner", httpx.JSON(s.Assign, 200, "Give a finding to who finds out why. For the head of HR."))
	m.Handle("POST /desk/fairness/{ref}/findings/{finding}/answer", httpx.Form(w.answer, func(in answer, _ fairness.Finding) string { return in.path() }, w.answerAgain))
	m.Handle("POST /api/v1/fairness/findings/{finding}/answers", httpx.JSON(s.Answer, 201, "Say what you found out about a finding of yours."))

	m.Handle("GET /admin/fairness", httpx.Page(w.attributes, attributesPage))
	m.Handle("POST /admin/fairness", httpx.Form(w.load, func(upload, fairness.Loaded) string { return "/admin/fairness" }, w.loadAgain))
	m.Handle("POST /admin/fairness/delete", httpx.Form(s.ForgetAttributes, func(fairness.Nothing, fairness.Forgotten) string { return "/admin/fairness" }, nil))
	m.Handle("PUT /api/v1/fairness-attributes", httpx.JSON(s.LoadAttributes, 200, "Take in attributes from CSV with the columns person (a number), attribute and value. For the data-protection officer."))
	m.Handle("POST /api/v1/fairness-attributes/deletion", httpx.JSON(s.ForgetAttributes, 200, "Delete all attributes of everybody. For the data-protection officer, also while the audit is off."))
}

// listed is what the overview shows.
type listed struct {
	fairness.Overview
	Off bool
}

func (w *Web) overview(ctx context.Context, by authz.Actor, in fairness.Nothing) (listed, error) {
	all, err := w.fairness.Overview(ctx, by, in)
	off, err := switchedOff(err)
	return listed{all, off}, err
}

// switchedOff takes the answer of a page apart from whether the audit is off: nothing else that pages read is in conflict.
func switchedOff(err error) (bool, error) {
	if fault.KindOf(err) == fault.Conflict {
		return true, nil
	}
	return false, err
}

// clause is what the page of one clause shows.
type clause struct {
	fairness.Runs
	Off bool
	// What was sent and refused: Err is about the finding In, or about the run where that is "".
	In   string
	Sent fairness.Answer
	Err  *fault.Error
}

func (w *Web) clause(ctx context.Context, by authz.Actor, in fairness.ReadRuns) (clause, error) {
	all, err := w.fairness.Runs(ctx, by, in)
	off, err := switchedOff(err)
	return clause{Runs: all, Off: off}, err
}

// again shows a clause with what was refused on its page.
func (w *Web) again(ctx context.Context, by authz.Actor, ref, finding string, sent fairness.Answer, wrong *fault.Error) (templ.Component, error) {
	c, err := w.clause(ctx, by, fairness.ReadRuns{Ref: ref})
	c.In, c.Sent, c.Err = finding, sent, wrong
	return clausePage(ctx, c), err
}

func (w *Web) runAgain(ctx context.Context, by authz.Actor, in fairness.Start, wrong *fault.Error) (templ.Component, error) {
	return w.again(ctx, by, in.Ref, "", fairness.Answer{}, wrong)
}

// place is a finding on the page of its clause.
type place struct {
	Ref string `path:"ref" json:"-"`
}

func (p place) path() string { return fairness.Path(p.Ref) }

// assign and answer are what the forms of a finding send.
type (
	assign struct {
		place
		fairness.Assign
	}
	answer struct {
		place
		fairness.Answer
	}
)

func (w *Web) assign(ctx context.Context, by authz.Actor, in assign) (fairness.Finding, error) {
	return w.fairness.Assign(ctx, by, in.Assign)
}

func (w *Web) assignAgain(ctx context.Context, by authz.Actor, in assign, wrong *fault.Error) (templ.Component, error) {
	return w.again(ctx, by, in.Ref, in.Assign.ID, fairness.Answer{}, wrong)
}

func (w *Web) answer(ctx context.Context, by authz.Actor, in answer) (fairness.Finding, error) {
	return w.fairness.Answer(ctx, by, in.Answer)
}

func (w *Web) answerAgain(ctx context.Context, by authz.Actor, in answer, wrong *fault.Error) (templ.Component, error) {
	return w.again(ctx, by, in.Ref, in.Answer.ID, in.Answer, wrong)
}

// held is what the page of attributes shows.
type held struct {
	fairness.Held
	Err *fault.Error
}

func (w *Web) attributes(ctx context.Context, by authz.Actor, in fairness.Nothing) (held, error) {
	all, err := w.fairness.HeldAttributes(ctx, by, in)
	return held{Held: all}, err
}

// upload is a file of attributes that was chosen.
type upload struct {
	Files []files.Upload `form:"file" json:"-"`
}

func (w *Web) load(ctx context.Context, by authz.Actor, in upload) (fairness.Loaded, error) {
	if _, err := w.fairness.HeldAttributes(ctx, by, fairness.Nothing{}); err != nil { // who may not, is told so first
		return fairness.Loaded{}, err
	}
	if len(in.Files) != 1 {
		return fairness.Loaded{}, fault.ForField("file", "Choose one CSV file.")
	}
	body, err := in.Files[0].Open()
	if err != nil {
		return fairness.Loaded{}, fmt.Errorf("read upload: %w", err)
	}
	text, err := io.ReadAll(io.LimitReader(body, fairness.MaxFile+1))
	if err = errors.Join(err, body.Close()); err != nil {
		return fairness.Loaded{}, fmt.Errorf("read upload: %w", err)
	}
	return w.fairness.LoadAttributes(ctx, by, fairness.LoadAttributes{CSV: string(text)})
}

func (w *Web) loadAgain(ctx context.Context, by authz.Actor, _ upload, wrong *fault.Error) (templ.Component, error) {
	h, err := w.attributes(ctx, by, fairness.Nothing{})
	h.Err = &fault.Error{Kind: wrong.Kind, Key: wrong.Key, Args: wrong.Args}
	for _, f := range wrong.Fields {
		if f.Name == "csv" { // as the API calls it
			f.Name = "file"
		}
		h.Err.Fields = append(h.Err.Fields, f)
	}
	return attributesPage(ctx, h), err
}

func overviewPage(ctx context.Context, l listed) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Fairness audit"), Active: "fairness"}, overviewBody(l))
}

func clausePage(ctx context.Context, c clause) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Fairness of one clause"), Active: "fairness", Error: c.Err != nil}, clauseBody(c))
}

func attributesPage(ctx context.Context, h held) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Attributes for the fairness audit"), Active: "admin", Error: h.Err != nil}, attributesBody(h))
}

// causes are what an owner may have found out, as message keys.
var causes = map[string]string{
	fairness.Explained: "It is explained by something that is as it should be",
	fairness.TheClause: "The clause is to be changed",
	fairness.Practice:  "We decided like cases differently",
	fairness.Unknown:   "No reason found yet",
}

// list joins names.
func list(names []string) string { return strings.Join(names, ", ") }
