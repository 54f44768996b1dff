package policy

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/calendar"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

const selectPolicy = `SELECT id, title, summary, team_id, position FROM policy_policy`

// policies returns all policies in their order.
func policies(ctx context.Context, q store.Querier) ([]Policy, error) {
	all, err := store.All[Policy](ctx, q, selectPolicy+` ORDER BY position, id`)
	if err != nil {
		return nil, fmt.Errorf("list policies: %w", err)
	}
	return all, nil
}

// loadPolicy returns a policy, or what is said of one that is not there.
func loadPolicy(ctx context.Context, q store.Querier, id string) (Policy, error) {
	p, found, err := FindPolicy(ctx, q, id)
	if err == nil && !found {
		err = authz.Hidden()
	}
	return p, err
}

func putPolicy(ctx context.Context, tx *store.Tx, p Policy) error {
	if _, err := tx.Exec(ctx, `INSERT INTO policy_policy (id, title, summary, team_id, position) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET title = $2, summary = $3, team_id = $4, position = $5`, p.ID, p.Title, p.Summary, p.TeamID, p.Position); err != nil {
		return fmt.Errorf("save policy: %w", err)
	}
	return nil
}

const selectClause = `SELECT id, policy_id, number FROM policy_clause WHERE `

// findClause returns the clause that w holds for, and false when there is none.
func findClause(ctx context.Context, q store.Querier, w store.Where) (Clause, bool, error) {
	c, err := store.Row[Clause](ctx, q, new(store.Q).Add(selectClause).Where(w))
	if errors.Is(err, store.ErrNone) {
		return c, false, nil
	}
	if err != nil {
		return c, false, fmt.Errorf("read clause: %w", err)
	}
	return c, true, nil
}

func addClause(ctx context.Context, tx *store.Tx, policyID, number string) (Clause, error) {
	c := Clause{ID: ident.New(), PolicyID: policyID, Number: number}
	if _, err := tx.Exec(ctx, `INSERT INTO policy_clause (id, policy_id, number) VALUES ($1, $2, $3)`, c.ID, c.PolicyID, c.Number); err != nil {
		return c, fmt.Errorf("add clause: %w", err)
	}
	return c, nil
}

// versionRow is a version as it is stored.
type versionRow struct {
	ID, ClauseID, PolicyID, Number, Title, Body, Why, Sites, Employment, PublishedBy string
	N                                                                                int
	FromDay, UntilDay                                                                calendar.Date
	Acknowledge, Withdrawn                                                           bool
	PublishedAt                                                                      store.Time
}

const (
	versionColumns = `v.id, v.clause_id, c.policy_id, c.number, v.n, v.title, v.why, v.from_day, v.until_day, v.sites, v.employment, v.acknowledge, v.withdrawn,
		COALESCE(v.published_by, '') AS published_by, v.published_at`
	fromVersions = ` FROM policy_version v JOIN policy_clause c ON c.id = v.clause_id WHERE `
)

// versions returns the settled versions of the clauses c for which w holds, clause by clause in the order of policies' ids and numbers.
func versions(ctx context.Context, q store.Querier, w store.Where) ([][]Version, error) {
	return readVersions(ctx, q, `, v.body`, w)
}

// clauseVersions returns the settled versions of one clause; none for a clause that is not there.
func clauseVersions(ctx context.Context, q store.Querier, clauseID string) ([]Version, error) {
	all, err := versions(ctx, q, ofClause(clauseID))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all[0], nil
}

// outlines is versions without their texts.
func outlines(ctx context.Context, q store.Querier, w store.Where) ([][]Version, error) {
	return readVersions(ctx, q, ``, w)
}

func readVersions(ctx context.Context, q store.Querier, text string, w store.Where) ([][]Version, error) {
	rows, err := store.Select[versionRow](ctx, q, new(store.Q).Add(`SELECT `+versionColumns+text+fromVersions).Where(w).Add(` ORDER BY c.policy_id, c.id, v.n`))
	if err != nil {
		return nil, fmt.Errorf("read versions: %w", err)
	}
	var out [][]Version
	for _, r := range rows {
		v := r.version()
		if n := len(out); n > 0 && out[n-1][0].ClauseID == v.ClauseID {
			out[n-1] = append(out[n-1], v)
			continue
		}
		out = append(out, []Version{v})
	}
	for i := range out {
		out[i] = settle(out[i])
	}
	slices.SortStableFunc(out, func(a, b []Version) int {
		if c := strings.Compare(a[0].PolicyID, b[0].PolicyID); c != 0 {
			return c
		}
		return CompareNumbers(a[0].Number, b[0].Number)
	})
	return out, nil
}

func (r versionRow) version() Version {
	return Version{ID: r.ID, ClauseID: r.ClauseID, PolicyID: r.PolicyID, Number: r.Number, N: r.N, Title: r.Title, Text: r.Body, Why: r.Why, From: r.FromDay, ends: r.UntilDay,
		Audience: Audience{Sites: lines(r.Sites), Employment: lines(r.Employment)}, Acknowledge: r.Acknowledge, Withdrawn: r.Withdrawn, PublishedBy: r.PublishedBy,
		PublishedAt: r.PublishedAt}
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// ofClause is the condition for one clause, ofPolicy for those of one policy.
// versionIDs are the ids of the versions of a clause.
func versionIDs(ctx context.Context, q store.Querier, clauseID string) ([]string, error) {
	all, err := store.All[string](ctx, q, `SELECT id FROM policy_version WHERE clause_id = $1`, clauseID)
	if err != nil {
		return nil, fmt.Errorf("read ids of versions: %w", err)
	}
	return all, nil
}

func ofClause(id string) store.Where { return store.Cond(`c.id = ?`, id) }
func ofPolicy(id string) store.Where { return store.Cond(`c.policy_id = ?`, id) }

// asking is the condition for clauses of which a version asks to be acknowledged.
func asking() store.Where {
	return store.Cond(`c.id IN (SELECT k.clause_id FROM policy_version k WHERE k.acknowledge)`)
}

func addVersion(ctx context.Context, tx *store.Tx, v Version) error {
	var by any
	if v.PublishedBy != "" {
		by = v.PublishedBy
	}
	if _, err := tx.Exec(ctx, `INSERT INTO policy_version (id, clause_id, n, title, body, why, from_day, until_day, sites, employment, acknowledge, withdrawn, published_by, published_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, v.ID, v.ClauseID, v.N, v.Title, v.Text, v.Why, v.From, v.ends,
		strings.Join(v.Audience.Sites, "\n"), strings.Join(v.Audience.Employment, "\n"), v.Acknowledge, v.Withdrawn, by, v.PublishedAt); err != nil {
		return fmt.Errorf("publish version: %w", err)
	}
	return index(ctx, tx, v)
}
