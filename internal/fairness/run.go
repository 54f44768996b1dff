package fairness

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/stats"
)

// Run is an audit that is kept, as it was.
type Run struct {
	ID     string     `json:"id"`
	At     store.Time `json:"at"`
	Report Report     `json:"report"`
}

// Start names the clause of a new run.
type Start struct {
	Ref string `path:"ref" json:"-"`
}

// Run audits a clause and keeps what came out, with a finding for each group that is flagged, one for two that are compared with each other. Where nothing has changed since the run before, that one is the answer. A
// group whose finding is open still gets no second one: the new figures stand beside it. It refuses while nothing is known to compare by. The head of HR may.
func (s *Service) Run(ctx context.Context, by authz.Actor, in Start) (Run, error) {
	if err := s.may(ctx, s.db, by, RunAudit); err != nil {
		return Run{}, err
	}
	report, err := s.report(ctx, s.db, in.Ref)
	if err != nil {
		return Run{}, err
	}
	if len(report.Attributes) == 0 {
		return Run{}, fault.New(fault.Conflict, "No attributes are held, so there is nothing to compare by. The data-protection officer takes them in.")
	}
	text, err := json.Marshal(report)
	if err != nil {
		return Run{}, fmt.Errorf("write report: %w", err)
	}
	out := Run{Report: report}
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		if err := s.may(ctx, tx, by, RunAudit); err != nil { // it may have ended meanwhile
			return err
		}
		last, there, err := lastRun(ctx, tx, report.Clause)
		if err != nil {
			return err
		}
		if there && last.Report == string(text) {
			out.ID, out.At = last.ID, last.At
			return nil
		}
		out.ID, out.At = ident.New(), tx.Now()
		_, err = tx.Exec(ctx, `INSERT INTO fairness_run (id, clause_ref, clause_title, report, started_by, at) VALUES ($1, $2, $3, $4, NULLIF($5, ''), $6)`,
			out.ID, report.Clause, report.Title, string(text), by.PersonID, out.At)
		if err != nil {
			return fmt.Errorf("keep run: %w", err)
		}
		for _, a := range report.Attributes {
			for _, g := range a.found() {
				if err := keepFinding(ctx, tx, out, a.Attribute, g); err != nil {
					return err
				}
			}
		}
		return s.record(ctx, tx, by, RunAudit, "run", out.ID)
	})
	return out, err
}

// found are the groups of an attribute that somebody has to look into. Of two groups, each is the other's others: that is one finding, about the one to which less was
// granted.
func (a Compared) found() []stats.GroupFinding {
	all := slices.DeleteFunc(slices.Clone(a.Groups), func(g stats.GroupFinding) bool { return !g.Flagged })
	if len(a.Groups) == 2 && len(all) == 2 {
		return []stats.GroupFinding{slices.MinFunc(all, func(a, b stats.GroupFinding) int { return cmp.Compare(a.RiskDifference.Value, b.RiskDifference.Value) })}
	}
	return all
}

// runRow is a run as the database keeps it.
type runRow struct {
	ID, ClauseRef, Report string
	At                    store.Time
}

const selectRun = `SELECT r.id, r.clause_ref, r.report, r.at FROM fairness_run r`

func lastRun(ctx context.Context, q store.Querier, clause string) (runRow, bool, error) {
	r, err := store.One[runRow](ctx, q, selectRun+` WHERE r.clause_ref = $1 ORDER BY r.at DESC, r.id DESC LIMIT 1`, clause)
	if errors.Is(err, store.ErrNone) {
		return r, false, nil
	}
	if err != nil {
		return r, false, fmt.Errorf("read run: %w", err)
	}
	return r, true, nil
}

// keepFinding keeps a flagged group: as one that is open, or beside the one that is open still.
func keepFinding(ctx context.Context, tx *store.Tx, r Run, attribute string, g stats.GroupFinding) error {
	figures, err := json.Marshal(g)
	if err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	insert := func(state string, continues any) (int64, error) {
		return tx.Exec(ctx, `INSERT INTO fairness_finding (id, run_id, clause_ref, attribute, group_value, figures, continues, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT DO NOTHING`, ident.New(), r.ID, r.Report.Clause, attribute, g.Group, string(figures), continues, state)
	}
	n, err := insert(open, nil)
	if err == nil && n == 0 {
		var before string
		before, err = store.One[string](ctx, tx, `SELECT id FROM fairness_finding WHERE clause_ref = $1 AND attribute = $2 AND group_value = $3 AND state = 'open'`,
			r.Report.Clause, attribute, g.Group)
		if err == nil {
			_, err = insert(continues, before)
		}
	}
	if err != nil {
		return fmt.Errorf("keep finding: %w", err)
	}
	return nil
}

// ReadRuns names a clause, and the run to show; without one it is the latest.
type ReadRuns struct {
	Ref string `path:"ref" json:"-"`
	Run string `query:"run" json:"-"`
}

// Runs is what was found out about one clause.
type Runs struct {
	Clause   Clause    `json:"clause"`
	Runs     []RunLine `json:"runs"`            // the latest first
	Shown    *Run      `json:"shown,omitempty"` // the one that was asked for; nil where none was made
	Findings []Finding `json:"findings"`        // of all runs: what is open, then the latest
	MayRun   bool      `json:"may_run"`
	Owners   []Person  `json:"owners"` // who may be given a finding; for who may run
}

// RunLine is a run in a list.
type RunLine struct {
	ID      string     `json:"id"`
	At      store.Time `json:"at"`
	Flagged int        `json:"flagged"`
}

// Runs returns the runs of a clause with their findings. It refuses what Audit refuses, and a run that is not there.
func (s *Service) Runs(ctx context.Context, by authz.Actor, in ReadRuns) (Runs, error) {
	out := Runs{Runs: []RunLine{}, Findings: []Finding{}, Owners: []Person{}}
	if err := s.may(ctx, s.db, by, ReadAudit); err != nil {
		return out, err
	}
	var err error
	if out.Clause, err = findClause(ctx, s.db, in.Ref); err != nil {
		return out, err
	}
	all, err := store.All[RunLine](ctx, s.db, `SELECT r.id, r.at, (SELECT count(*) FROM fairness_finding f WHERE f.run_id = r.id) AS flagged
		FROM fairness_run r WHERE r.clause_ref = $1 ORDER BY r.at DESC, r.id DESC`, out.Clause.Ref)
	if err != nil {
		return out, fmt.Errorf("list runs: %w", err)
	}
	out.Runs = append(out.Runs, all...)
	if out.Shown, err = s.shownRun(ctx, out.Clause.Ref, in.Run); err != nil {
		return out, err
	}
	if out.Findings, err = s.findings(ctx, by, out.Clause.Ref); err != nil {
		return out, err
	}
	if out.MayRun = s.policy.May(by, RunAudit, 0) == nil; out.MayRun {
		out.Owners, err = owners(ctx, s.db)
	}
	return out, err
}

func (s *Service) shownRun(ctx context.Context, clause, id string) (*Run, error) {
	r, there, err := lastRun(ctx, s.db, clause)
	if id != "" && err == nil {
		r, err = store.One[runRow](ctx, s.db, selectRun+` WHERE r.clause_ref = $1 AND r.id = $2`, clause, id)
		if errors.Is(err, store.ErrNone) {
			err = authz.Hidden()
		}
	}
	if err != nil || !there {
		return nil, err
	}
	out := &Run{ID: r.ID, At: r.At}
	if err := json.Unmarshal([]byte(r.Report), &out.Report); err != nil {
		return nil, fmt.Errorf("read report: %w", err)
	}
	return out, nil
}

// Overview is the clauses that were decided under, with what was audited.
type Overview struct {
	Items []ClauseLine `json:"items"`
}

// ClauseLine is a clause in the overview.
type ClauseLine struct {
	Clause
	Runs    int        `json:"runs"`
	LastRun store.Time `json:"last_run,omitzero"`
	Open    int        `json:"open_findings"`
}

// Overview lists every clause that was decided under. It refuses what Audit refuses.
func (s *Service) Overview(ctx context.Context, by authz.Actor, _ Nothing) (Overview, error) {
	out := Overview{Items: []ClauseLine{}}
	if err := s.may(ctx, s.db, by, ReadAudit); err != nil {
		return out, err
	}
	all, err := clauses(ctx, s.db)
	if err != nil {
		return out, err
	}
	type count struct {
		ClauseRef string
		Runs      int
		LastRun   store.Time
	}
	runs, err := store.All[count](ctx, s.db, `SELECT clause_ref, count(*) AS runs, MAX(at) AS last_run FROM fairness_run GROUP BY clause_ref`)
	if err != nil {
		return out, fmt.Errorf("count runs: %w", err)
	}
	openOnes, err := store.All[string](ctx, s.db, `SELECT clause_ref FROM fairness_finding WHERE state = 'open'`)
	if err != nil {
		return out, fmt.Errorf("count findings: %w", err)
	}
	for _, c := range all {
		line := ClauseLine{Clause: c}
		for _, r := range runs {
			if r.ClauseRef == c.Ref {
				line.Runs, line.LastRun = r.Runs, r.LastRun
			}
		}
		for _, ref := range openOnes {
			if ref == c.Ref {
				line.Open++
			}
		}
		out.Items = append(out.Items, line)
	}
	return out, nil
}
