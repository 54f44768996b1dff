package exception

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Review is from how many granted exceptions on a clause it should be looked at: then it is the rule that does not fit.
const Review = 3

// List asks for the register.
type List struct {
	Clause string `query:"clause" json:"-"` // one clause, as people write it; "": all
	After  string `query:"after" json:"-"`  // the Next of the page before
}

// perPage is how many exceptions one page shows.
const perPage = 50

// Register is the exceptions that its reader may see, the latest first, with how many of the granted ones hold on each clause.
type Register struct {
	Items   []Exception   `json:"items"`
	Next    string        `json:"next,omitempty"`
	Clauses []ClauseCount `json:"clauses"`
	Budgets []Budget      `json:"budgets"`
	Clause  string        `json:"clause,omitempty"` // the one that was asked for
	Sets    bool          `json:"-"`                // the reader sets budgets
}

// ClauseCount is how many exceptions from a clause were granted, of those that the reader may see.
type ClauseCount struct {
	Clause  string `json:"clause"`
	Granted int    `json:"granted"`
	Review  bool   `json:"review"` // so many that the clause itself should be looked at
}

// Register returns the exceptions on cases that by may see.
func (s *Service) Register(ctx context.Context, by authz.Actor, in List) (Register, error) {
	out := Register{Items: []Exception{}, Clauses: []ClauseCount{}, Clause: in.Clause, Sets: s.Policy.May(by, SetTeamsBudget, 0) == nil}
	if err := s.Policy.May(by, ReadRegister, 0); err != nil {
		return out, err
	}
	where := s.readable(by)
	if in.Clause != "" {
		where = store.And(where, store.Cond(`e.clause_ref = ?`, in.Clause))
	}
	page := where
	if in.After != "" {
		page = store.And(page, store.Cond(`e.id < ?`, in.After))
	}
	rows, err := store.Select[row](ctx, s.DB, new(store.Q).Add(selectRow+` WHERE `).Where(page).Add(` ORDER BY e.id DESC LIMIT ?`, perPage+1))
	if err != nil {
		return out, fmt.Errorf("read register: %w", err)
	}
	if len(rows) > perPage {
		rows = rows[:perPage]
		out.Next = rows[perPage-1].ID
	}
	numbers, err := numbersOf(ctx, s.DB, rows)
	if err != nil {
		return out, err
	}
	for _, r := range rows {
		out.Items = append(out.Items, r.shown(numbers[r.CaseID], s.DB.Now()))
	}
	counts, err := store.Select[ClauseCount](ctx, s.DB, new(store.Q).Add(`SELECT e.clause_ref AS clause, count(*) AS granted FROM exception_request e WHERE e.outcome = 'granted' AND `).
		Where(s.readable(by)).Add(` GROUP BY e.clause_ref`))
	if err != nil {
		return out, fmt.Errorf("count exceptions: %w", err)
	}
	for _, c := range counts {
		c.Review = c.Granted >= Review
		out.Clauses = append(out.Clauses, c)
	}
	slices.SortFunc(out.Clauses, func(a, b ClauseCount) int {
		return cmp.Or(cmp.Compare(b.Granted, a.Granted), cmp.Compare(a.Clause, b.Clause))
	})
	budgets, err := s.Budgets(ctx, by, ReadBudgets{})
	out.Budgets = budgets.Items
	return out, err
}

// numbersOf returns the numbers of the cases of exceptions, which their reader may see, by the ids of these cases.
func numbersOf(ctx context.Context, q store.Querier, rows []row) (map[string]string, error) {
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.CaseID)
	}
	found, err := record.Numbers(ctx, q, ids)
	numbers := make(map[string]string, len(found))
	for id, n := range found {
		numbers[id] = desk.Number(n)
	}
	return numbers, err
}

// readable is the condition that by reads an exception as somebody of HR: those of their own cases they read there alone, without how they compare with others.
func (s *Service) readable(by authz.Actor) store.Where {
	return store.And(s.Desk.SeenBy(by, "e.case_id"), record.WordsAtWork(by, "e.case_id"))
}

// Cites is the condition that column is the id of a case on which an exception from one of these versions of a clause was asked for.
func Cites(versionIDs []string, column string) store.Where {
	w := store.In("e.clause_id", versionIDs)
	return store.Where{SQL: column + ` IN (SELECT e.case_id FROM exception_request e WHERE ` + w.SQL + `)`, Args: w.Args}
}

// Settled is how an exception from a clause was decided, with the facts of when it was asked for: for figures about many. A fact that is not known is "" or 0.
type Settled struct {
	PersonID     string
	ClauseID     string // the version
	Outcome      string
	Service      string
	Site         string
	WeeklyHours  float64
	TenureMonths int
	At           store.Time
}

// settled is the condition of EachSettled.
const settled = `e.outcome <> '' AND e.person_id IS NOT NULL`

// EachSettled calls f for each exception from a clause that was decided, whoever may read its case. Those of people who were erased are left out.
func EachSettled(ctx context.Context, q store.Querier, ref string, f func(e *Settled) error) error {
	err := store.Each(ctx, q, f, `SELECT e.person_id, e.clause_id, e.outcome, e.service_id AS service, e.site, COALESCE(e.weekly_hours, 0) AS weekly_hours,
		COALESCE(e.tenure_months, 0) AS tenure_months, e.decided_at AS at FROM exception_request e WHERE e.clause_ref = $1 AND `+settled, ref)
	if err != nil {
		return fmt.Errorf("read exceptions: %w", err)
	}
	return nil
}

// ClauseTotal is how many exceptions from a clause were decided.
type ClauseTotal struct {
	Ref, Title string
	Count      int
}

// CountByClause counts the exceptions of EachSettled for every clause, whoever may read their cases.
func CountByClause(ctx context.Context, q store.Querier) ([]ClauseTotal, error) {
	all, err := store.All[ClauseTotal](ctx, q, `SELECT e.clause_ref AS ref, MAX(e.clause_title) AS title, count(*) AS count FROM exception_request e WHERE `+settled+`
		GROUP BY e.clause_ref ORDER BY e.clause_ref`)
	if err != nil {
		return nil, fmt.Errorf("count exceptions: %w", err)
	}
	return all, nil
}
