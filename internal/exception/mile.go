package exception

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Mile is a one-off solution. Cents are of the currency of the team's budget, of which only HR reads.
type Mile struct {
	ID        string     `json:"id"`
	Team      string     `json:"team"`
	What      string     `json:"what"`
	Cents     int64      `json:"cents"`
	At        store.Time `json:"at"`
	Thanks    string     `json:"thanks,omitempty"`
	ThankedAt store.Time `json:"thanked_at,omitzero"`
	Lesson    string     `json:"lesson,omitempty"` // what HR learned; for HR
}

const selectMile = `SELECT m.id, m.team_id AS team, m.what, m.cents, m.at, m.thanks, m.thanked_at, m.lesson FROM exception_mile m`

func milesOf(ctx context.Context, q store.Querier, caseID string, hr bool) ([]Mile, error) {
	all, err := store.All[Mile](ctx, q, selectMile+` WHERE m.case_id = $1 ORDER BY m.at, m.id`, caseID)
	if err != nil {
		return nil, fmt.Errorf("read miles: %w", err)
	}
	for i := range all {
		if !hr {
			all[i].Cents, all[i].Lesson = 0, ""
		}
	}
	if all == nil {
		all = []Mile{}
	}
	return all, nil
}

// Budget is what a team may spend in a year without asking, and what is left.
type Budget struct {
	Team     string `json:"team"`
	Name     string `json:"name"`
	Year     int    `json:"year"`
	Cents    int64  `json:"cents"`
	Currency string `json:"currency"`
	Left     int64  `json:"left_cents"`
}

// SetBudget is a team's budget of this year.
type SetBudget struct {
	Team     string `path:"team" json:"-"`
	Cents    int64  `json:"cents"`
	Currency string `json:"currency"` // three letters
}

// currency is how one is written, by ISO 4217.
var currency = regexp.MustCompile(`^[A-Z]{3}$`)

// maxCents is the largest amount of a budget: a hundred million of the currency.
const maxCents = 10_000_000_000

// SetBudget sets a team's budget of this year. It refuses an unknown team, less than was spent already, and another currency once something was.
func (s *Service) SetBudget(ctx context.Context, by authz.Actor, in SetBudget) (Budget, error) {
	if err := s.Policy.May(by, SetTeamsBudget, 0); err != nil {
		return Budget{}, err
	}
	var out Budget
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		var f fault.Fields
		name, err := people.TeamName(ctx, tx, in.Team)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		f.Need(err == nil && name != "", "team", "There is no such team. Choose one of the HR teams.")
		f.Need(in.Cents >= 0 && in.Cents <= maxCents, "cents", "Give an amount, zero or more.")
		f.Need(currency.MatchString(in.Currency), "currency", "Give the currency in three capital letters, for example EUR.")
		if err := f.Err(); err != nil {
			return err
		}
		year := tx.Now().UTC().Year()
		before, there, err := budgetOf(ctx, tx, in.Team, year)
		if err != nil {
			return err
		}
		spent := before.Cents - before.Left
		if there && spent > 0 && before.Currency != in.Currency {
			return fault.ForField("currency", "Something was spent in %s this year. Keep the currency until next year.", before.Currency)
		}
		if in.Cents < spent {
			return fault.ForField("cents", "More than that was spent this year already.")
		}
		_, err = tx.Exec(ctx, `INSERT INTO exception_budget (team_id, year, cents, currency, set_by, set_at) VALUES ($1, $2, $3, $4, NULLIF($5, ''), $6)
			ON CONFLICT (team_id, year) DO UPDATE SET cents = $3, currency = $4, set_by = NULLIF($5, ''), set_at = $6`, in.Team, year, in.Cents, in.Currency, by.PersonID, tx.Now())
		if err != nil {
			return fmt.Errorf("set budget: %w", err)
		}
		out = Budget{in.Team, name, year, in.Cents, in.Currency, in.Cents - spent}
		return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(SetTeamsBudget), Kind: "team", Object: in.Team, Team: in.Team})
	})
	return out, err
}

// selectBudget reads budgets, without the names of their teams.
const selectBudget = `SELECT b.team_id AS team, '' AS name, b.year, b.cents, b.currency, b.cents - COALESCE((SELECT CAST(SUM(m.cents) AS bigint) FROM exception_mile m
	WHERE m.team_id = b.team_id AND m.year = b.year), 0) AS "left" FROM exception_budget b`

// budgetOf returns the budget of a team in a year, or false where none was set.
func budgetOf(ctx context.Context, q store.Querier, team string, year int) (Budget, bool, error) {
	b, err := store.One[Budget](ctx, q, selectBudget+` WHERE b.team_id = $1 AND b.year = $2`, team, year)
	if errors.Is(err, store.ErrNone) {
		return Budget{Team: team, Year: year}, false, nil
	}
	return b, err == nil, err
}

// ReadBudgets is the input of Budgets.
type ReadBudgets struct{}

// Budgets is those of this year, of all teams that have one.
type Budgets struct {
	Items []Budget `json:"items"`
}

// Budgets returns what each team has left this year, to HR.
func (s *Service) Budgets(ctx context.Context, by authz.Actor, _ ReadBudgets) (Budgets, error) {
	out := Budgets{Items: []Budget{}}
	if err := s.Policy.May(by, ReadRegister, 0); err != nil {
		return out, err
	}
	teams, err := people.Teams(ctx, s.DB)
	if err != nil {
		return out, err
	}
	all, err := store.All[Budget](ctx, s.DB, selectBudget+` WHERE b.year = $1`, s.DB.Now().UTC().Year())
	if err != nil {
		return out, fmt.Errorf("read budgets: %w", err)
	}
	for _, t := range teams {
		for _, b := range all {
			if b.Team == t.ID {
				b.Name = t.Name
				out.Items = append(out.Items, b)
			}
		}
	}
	return out, nil
}

// Go is an extra mile: something done once, for this case.
type Go struct {
	Number string `path:"number" json:"-"`
	What   string `json:"what"`  // what was done; the requester reads it
	Cents  int64  `json:"cents"` // what it cost the team's budget; 0: nothing
}

// Go goes an extra mile at the cost of the budget of the case's team. The same on one case twice is one. It refuses missing words and more than is left.
func (s *Service) Go(ctx context.Context, by authz.Actor, in Go) (Mile, error) {
	var out Mile
	err := s.Desk.Within(ctx, by, in.Number, GoMile, func(tx *store.Tx, c *desk.Upon) error {
		var f fault.Fields
		needWords(&f, "what", in.What, "Say what was done; the requester reads it.", maxShort)
		f.Need(in.Cents >= 0 && in.Cents <= maxCents, "cents", "Give an amount, zero or more.")
		if err := f.Err(); err != nil {
			return err
		}
		out = Mile{ID: ident.New(), Team: c.TeamID, What: strings.TrimSpace(in.What), Cents: in.Cents, At: tx.Now()}
		same, err := store.One[Mile](ctx, tx, selectMile+` WHERE m.case_id = $1 AND m.what = $2 AND m.cents = $3`, c.ID, out.What, out.Cents)
		if err == nil {
			out = same
			return nil
		}
		if !errors.Is(err, store.ErrNone) {
			return fmt.Errorf("find mile: %w", err)
		}
		year := tx.Now().UTC().Year()
		b, there, err := budgetOf(ctx, tx, c.TeamID, year)
		if err != nil {
			return err
		}
		if in.Cents > 0 && (!there || in.Cents > b.Left) {
			return fault.ForField("cents", "Your team's budget of this year does not reach for that. The head of HR can raise it.")
		}
		if _, err := tx.Exec(ctx, `INSERT INTO exception_mile (id, case_id, person_id, team_id, year, what, cents, at, thanks, lesson) VALUES ($1, $2, $8, $3, $4, $5, $6, $7, '', '')`,
			out.ID, c.ID, c.TeamID, year, out.What, out.Cents, out.At, c.ForPerson); err != nil {
			return fmt.Errorf("keep mile: %w", err)
		}
		return c.Happened(ctx, false, history.Happened("We did something once, for this case."))
	})
	return out, err
}

// Thank is a word of thanks from whom it was done for.
type Thank struct {
	Number string `path:"number" json:"-"`
	ID     string `path:"mile" json:"-"`
	Words  string `json:"words,omitempty"` // "" is thanks without words
}

// Thank thanks the team for an extra mile; a second word takes the place of the first. It refuses one of another case.
func (s *Service) Thank(ctx context.Context, by authz.Actor, in Thank) (Mile, error) {
	return s.onMile(ctx, by, in.Number, in.ID, ThankMile, func(tx *store.Tx, c *desk.Upon, m *Mile) error {
		var f fault.Fields
		f.Need(len([]rune(in.Words)) <= maxShort, "words", "Keep it to %d characters.", maxShort)
		if err := f.Err(); err != nil {
			return err
		}
		if m.ThankedAt.IsZero() {
			if err := c.Happened(ctx, false, history.Happened("%s said thank you.", history.Whom(by.PersonID))); err != nil {
				return err
			}
		}
		m.Thanks, m.ThankedAt = strings.TrimSpace(in.Words), tx.Now()
		_, err := tx.Exec(ctx, `UPDATE exception_mile SET thanks = $2, thanked_at = $3 WHERE id = $1`, m.ID, m.Thanks, m.ThankedAt)
		m.Cents, m.Lesson = 0, ""
		return err
	})
}

// Learn is what HR learned from an extra mile.
type Learn struct {
	Number string `path:"number" json:"-"`
	ID     string `path:"mile" json:"-"`
	Lesson string `json:"lesson"`
}

// Learn writes down what was learned, for HR alone. It refuses missing words and a mile of another case.
func (s *Service) Learn(ctx context.Context, by authz.Actor, in Learn) (Mile, error) {
	return s.onMile(ctx, by, in.Number, in.ID, GoMile, func(tx *store.Tx, _ *desk.Upon, m *Mile) error {
		var f fault.Fields
		needWords(&f, "lesson", in.Lesson, "Say what you learned: what should be possible without an exception?", maxShort)
		if err := f.Err(); err != nil {
			return err
		}
		m.Lesson = strings.TrimSpace(in.Lesson)
		_, err := tx.Exec(ctx, `UPDATE exception_mile SET lesson = $2 WHERE id = $1`, m.ID, m.Lesson)
		return err
	})
}

func (s *Service) onMile(ctx context.Context, by authz.Actor, number, id string, action authz.Action, f func(*store.Tx, *desk.Upon, *Mile) error) (Mile, error) {
	var out Mile
	err := s.Desk.Within(ctx, by, number, action, func(tx *store.Tx, c *desk.Upon) error {
		var err error
		if out, err = store.One[Mile](ctx, tx, selectMile+` WHERE m.id = $1 AND m.case_id = $2`, id, c.ID); err != nil {
			return absent(err)
		}
		return f(tx, c, &out)
	})
	return out, err
}
