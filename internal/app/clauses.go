package app

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hearth/internal/calculation"
	"hearth/internal/calendar"
	"hearth/internal/decision"
	"hearth/internal/demo"
	"hearth/internal/desk"
	"hearth/internal/exception"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	rules "hearth/internal/policy"
	"hearth/internal/statement"
)

// clauses is where decisions find what they cite: in the book that Options name, or in the policies. The demo's past cites what its stories tell where the
// policies say nothing to somebody on that day.
func (a *App) clauses() decision.Clauses {
	switch {
	case a.book != nil:
		return a.book
	case a.demo:
		return cited{demo.Clauses()}
	}
	return cited{}
}

// cited finds clauses of policies as they stood on a day, and then in another place, if there is one.
type cited struct{ next decision.Clauses }

// Cite implements decision.Clauses.
func (c cited) Cite(ctx context.Context, q store.Querier, ref string, on store.Time, personID string) (decision.Clause, error) {
	v, err := rules.ClauseAt(ctx, q, ref, calendar.DateOf(on.UTC()), personID)
	if c.next != nil && fault.KindOf(err) == fault.NotFound {
		return c.next.Cite(ctx, q, ref, on, personID)
	}
	if err != nil {
		return decision.Clause{}, err
	}
	p, _, err := rules.FindPolicy(ctx, q, v.PolicyID)
	return decision.Clause{VersionID: v.ID, Ref: v.Ref(), Title: p.Title, Text: v.Text, Version: strconv.Itoa(v.N)}, err
}

// cites finds for exceptions what decisions would cite.
type cites struct{ clauses decision.Clauses }

// Cite implements exception.Clauses.
func (c cites) Cite(ctx context.Context, q store.Querier, ref string, on store.Time, personID string) (exception.Clause, error) {
	found, err := c.clauses.Cite(ctx, q, ref, on, personID)
	return exception.Clause{ID: found.VersionID, Ref: found.Ref, Title: found.Title, Text: found.Text}, err
}

// Link implements decision.Clauses.
func (c cited) Link(clause decision.Clause) string {
	id, number, ok := strings.Cut(clause.Ref, " ")
	if !ok || strings.HasPrefix(clause.VersionID, demo.ClausePrefix) {
		return ""
	}
	return clausePath(id, number)
}

// lineClauses is where lines of calculations find what they cite: where decisions do.
type lineClauses struct{ of decision.Clauses }

// Cite implements calculation.Clauses.
func (c lineClauses) Cite(ctx context.Context, q store.Querier, ref string, on store.Time, personID string) (versionID, title string, err error) {
	clause, err := c.of.Cite(ctx, q, ref, on, personID)
	return clause.VersionID, clause.Title, err
}

// Standing implements calculation.Clauses.
func (lineClauses) Standing(ctx context.Context, q store.Querier, versionIDs []string) (map[string]calculation.Standing, error) {
	all, err := rules.VersionsByIDs(ctx, q, versionIDs)
	if err != nil {
		return nil, err
	}
	out := map[string]calculation.Standing{}
	for _, v := range all {
		out[v.ID] = calculation.Standing{Edition: strconv.Itoa(v.N), Link: clausePath(v.PolicyID, v.Number)}
	}
	return out, nil
}

// clausePath is where a clause stands in the portal.
func clausePath(policyID, number string) string {
	return "/policies/" + url.PathEscape(policyID) + "/clauses/" + url.PathEscape(number)
}

// figures tells decisions how what was worked out stands. Its lines add up, for nothing else is kept; a question about one that nobody answered leaves it open.
type figures struct{}

// Figure implements decision.Figures.
func (figures) Figure(ctx context.Context, q store.Querier, caseID string) (decision.Figure, error) {
	all, err := calculation.Of(ctx, q, caseID)
	if err != nil {
		return decision.Figure{}, err
	}
	asked, err := statement.LinesInQuestion(ctx, q, caseID)
	if err != nil {
		return decision.Figure{}, err
	}
	var f decision.Figure
	open := false
	for _, c := range all[caseID] {
		open = open || c.ReplacedBy == "" && slices.ContainsFunc(c.Lines, func(l calculation.Line) bool { return slices.Contains(asked, l.ID) })
		switch {
		case c.ReplacedBy != "":
		case f.There:
			f.Total = ""
		default:
			f = decision.Figure{There: true, Total: c.Unit + " " + c.Total}
		}
	}
	f.Stands = f.There && !open
	return f, nil
}

// citing tells policies which open cases cite a clause: in a decision, in a line of a calculation, or as a wish for an exception.
type citing struct{ desk *desk.Service }

// mostCiting is how many cases a clause's page names.
const mostCiting = 50

// CitingCases implements rules.Citing.
func (c citing) CitingCases(ctx context.Context, by authz.Actor, versionIDs []string) (rules.Citations, error) {
	among := store.And(store.Cond(`c.state <> 'closed'`), store.Or(decision.Cites(versionIDs, "c.id"), calculation.Cites(versionIDs, "c.id"), exception.Cites(versionIDs, "c.id")))
	page, err := c.desk.Beside(ctx, by, desk.List{Limit: mostCiting, Among: among})
	out := rules.Citations{Items: []rules.Cited{}, More: page.Next != ""}
	for _, one := range page.Items {
		out.Items = append(out.Items, rules.Cited{Number: one.Number, Subject: one.Subject, Link: "/desk/cases/" + one.Number})
	}
	return out, err
}
