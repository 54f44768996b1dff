package exception

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/exception/near"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Ask is a wish for an exception.
type Ask struct {
	Number      string `path:"number" json:"-"`
	Clause      string `json:"clause"`                 // for example "pay 4.2"
	Why         string `json:"why"`                    // why this case is not what the clause was made for
	AmountCents int64  `json:"amount_cents,omitempty"` // what it is about in money, where it is; 0: nothing
}

// Exception is one, as its reader sees it. Expires is the first day on which it does not hold any more.
type Exception struct {
	ID          string        `json:"id"`
	Number      string        `json:"case"`
	Clause      string        `json:"clause"`
	Title       string        `json:"clause_title,omitempty"`
	Text        string        `json:"clause_text,omitempty"` // as it stood when it was asked for
	Why         string        `json:"why"`
	Site        string        `json:"site,omitempty"`
	Service     string        `json:"service"`
	WeeklyHours float64       `json:"weekly_hours,omitempty"` // 0: not known
	Months      int           `json:"months_here,omitempty"`
	AmountCents int64         `json:"amount_cents,omitempty"`
	AskedAt     store.Time    `json:"asked_at"`
	Outcome     string        `json:"outcome,omitempty"` // granted, refused; "": not decided
	Reason      string        `json:"reason,omitempty"`
	Differs     string        `json:"differs,omitempty"`
	Disagree    string        `json:"disagree,omitempty"`
	Expires     calendar.Date `json:"expires,omitzero"`
	DecidedAt   store.Time    `json:"decided_at,omitzero"`
	Over        bool          `json:"over"` // it was granted and does not hold any more
	Similarity  float64       `json:"similarity,omitempty"`
	caseID      string
}

// row is an exception as the database keeps it.
type row struct {
	ID, CaseID, ClauseID, ClauseRef, ClauseTitle, ClauseText, Why, ServiceID, Site string
	WeeklyHours                                                                    float64
	TenureMonths                                                                   int
	AmountCents                                                                    int64
	AskedAt, DecidedAt                                                             store.Time
	Outcome, Reason, Differs, Disagree                                             string
	Expires                                                                        string
}

const selectRow = `SELECT e.id, e.case_id, e.clause_id, e.clause_ref, e.clause_title, e.clause_text, e.why, e.service_id, e.site, COALESCE(e.weekly_hours, 0) AS weekly_hours,
	COALESCE(e.tenure_months, 0) AS tenure_months, COALESCE(e.amount_cents, 0) AS amount_cents, e.asked_at, e.decided_at, e.outcome, e.reason, e.differs, e.disagree, e.expires
	FROM exception_request e`

func (r row) shown(number string, now store.Time) Exception {
	out := Exception{ID: r.ID, Number: number, Clause: r.ClauseRef, Title: r.ClauseTitle, Text: r.ClauseText, Why: r.Why, Site: r.Site, Service: r.ServiceID, WeeklyHours: r.WeeklyHours,
		Months: r.TenureMonths, AmountCents: r.AmountCents, AskedAt: r.AskedAt, Outcome: r.Outcome, Reason: r.Reason, Differs: r.Differs, Disagree: r.Disagree, DecidedAt: r.DecidedAt, caseID: r.CaseID}
	if day, err := calendar.ParseDate(r.Expires); err == nil {
		out.Expires = day
		out.Over = !calendar.DateOf(now.UTC()).Before(day)
	}
	return out
}

// outside is e for who is not of HR: without how it compares with others, and without what the directory says of whom it is for.
func (e Exception) outside() Exception {
	e.Differs, e.Site, e.WeeklyHours, e.Months = "", "", 0, 0
	return e
}

// facts is what is compared. Hours, months and amounts that are not known are left out.
func (r row) facts() near.Facts {
	f := near.Facts{Words: map[string]string{"site": r.Site, "service": r.ServiceID}, Numbers: map[string]float64{"hours": math.NaN(), "months": math.NaN(), "amount": math.NaN()}}
	if r.WeeklyHours > 0 {
		f.Numbers["hours"] = r.WeeklyHours
	}
	if r.TenureMonths > 0 {
		f.Numbers["months"] = float64(r.TenureMonths)
	}
	if r.AmountCents > 0 {
		f.Numbers["amount"] = math.Log(float64(r.AmountCents)) // twice as much is as far from once as from four times
	}
	return f
}

// Ask asks for an exception from a clause, on an open case. The same wish twice, while it is not decided, is one. It refuses an unknown clause, a missing reason, an
// amount below zero and a case that is answered.
func (s *Service) Ask(ctx context.Context, by authz.Actor, in Ask) (Exception, error) {
	var out Exception
	err := s.Desk.Within(ctx, by, in.Number, AskException, func(tx *store.Tx, c *desk.Upon) error {
		var f fault.Fields
		clause, err := s.cite(ctx, tx, &f, in.Clause, c.ForPerson)
		if err != nil {
			return err
		}
		needWords(&f, "why", in.Why, "Say why this case is different from what the rule was made for.", maxWords)
		f.Need(in.AmountCents >= 0 && in.AmountCents <= maxCents, "amount_cents", "Give an amount above zero, or leave it out.")
		if err := f.Err(); err != nil {
			return err
		}
		if c.State == desk.Answered || c.State == desk.Closed {
			return fault.New(fault.Conflict, "This request is answered. Say that something is missing, or make a new request.")
		}
		waiting, err := store.All[row](ctx, tx, selectRow+` WHERE e.case_id = $1 AND e.outcome = '' ORDER BY e.id`, c.ID)
		if err != nil {
			return fmt.Errorf("read exceptions: %w", err)
		}
		i := slices.IndexFunc(waiting, func(r row) bool { return r.ClauseRef == clause.Ref && r.Why == strings.TrimSpace(in.Why) })
		if i >= 0 {
			out = waiting[i].told(c, tx.Now())
			return nil
		}
		r, err := s.insert(ctx, tx, by, c, clause, in)
		if err != nil {
			return err
		}
		tx.Publish(Asked{c.ID, r.ID})
		out = r.told(c, tx.Now())
		return c.Happened(ctx, false, history.Happened("An exception was asked for."))
	})
	return out, err
}

// told is r as whoever acts on the case reads it.
func (r row) told(c *desk.Upon, now store.Time) Exception {
	if c.HR {
		return r.shown(c.Number, now)
	}
	return r.shown(c.Number, now).outside()
}

// insert keeps a wish with the facts of this day.
func (s *Service) insert(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, clause Clause, in Ask) (row, error) {
	e, err := people.EmploymentOf(ctx, tx, c.ForPerson)
	if err != nil {
		return row{}, err
	}
	r := row{ID: ident.New(), CaseID: c.ID, ClauseID: clause.ID, ClauseRef: clause.Ref, ClauseTitle: clause.Title, ClauseText: clause.Text, Why: strings.TrimSpace(in.Why), ServiceID: c.ServiceID,
		Site: e.Site, WeeklyHours: e.WeeklyHours, TenureMonths: e.MonthsUntil(tx.Now()), AmountCents: in.AmountCents, AskedAt: tx.Now()}
	_, err = tx.Exec(ctx, `INSERT INTO exception_request (id, case_id, person_id, clause_id, clause_ref, clause_title, clause_text, why, service_id, team_id, site, weekly_hours, tenure_months, amount_cents,
		asked_by, asked_at, outcome, reason, differs, disagree, compared, expires) VALUES ($1, $2, $16, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULLIF($14, ''), $15, '', '', '', '', 0, '')`,
		r.ID, r.CaseID, r.ClauseID, r.ClauseRef, r.ClauseTitle, r.ClauseText, r.Why, r.ServiceID, c.TeamID, r.Site, r.WeeklyHours, r.TenureMonths, r.AmountCents, by.PersonID, r.AskedAt, c.ForPerson)
	if err != nil {
		return r, fmt.Errorf("keep exception: %w", err)
	}
	return r, nil
}

// ReadAll names a case.
type ReadAll struct {
	Number string `path:"number" json:"-"`
}

// All is the exceptions and miles of one case, in the order of time.
type All struct {
	Items []Exception `json:"items"`
	Miles []Mile      `json:"miles"`
}

// OfCase returns what was asked for and given on one case. Of a decision that was compared, those it is for read the reason, and HR also how it differs from others.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadAll) (All, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, ReadException)
	if err != nil {
		return All{}, err
	}
	if err := s.Desk.Opened(ctx, by, c); err != nil {
		return All{}, err
	}
	return s.ofCase(ctx, s.DB, c.ID, c.Number, c.HR)
}

func (s *Service) ofCase(ctx context.Context, q store.Querier, caseID, number string, hr bool) (All, error) {
	out := All{Items: []Exception{}, Miles: []Mile{}}
	rows, err := store.All[row](ctx, q, selectRow+` WHERE e.case_id = $1 ORDER BY e.asked_at, e.id`, caseID)
	if err != nil {
		return out, fmt.Errorf("read exceptions: %w", err)
	}
	for _, r := range rows {
		one := r.shown(number, q.Now())
		if !hr {
			one = one.outside()
		}
		out.Items = append(out.Items, one)
	}
	out.Miles, err = milesOf(ctx, q, caseID, hr)
	return out, err
}

// ReadOne names an exception of a case.
type ReadOne struct {
	Number string `path:"number" json:"-"`
	ID     string `path:"exception" json:"-"`
}

// Compared is an exception beside the nearest earlier ones on the same clause, the nearest first.
type Compared struct {
	Exception
	Precedents []Exception `json:"precedents"`
}

// precedents is how many earlier ones are shown.
const precedents = 3

// Compare returns an exception with the earlier decided ones that are nearest to it, as far as their cases are open to by; once it is decided, with those that were shown to who decided.
func (s *Service) Compare(ctx context.Context, by authz.Actor, in ReadOne) (Compared, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, DecideOne)
	if err != nil {
		return Compared{}, err
	}
	if err := s.Desk.Opened(ctx, by, c); err != nil {
		return Compared{}, err
	}
	r, err := store.One[row](ctx, s.DB, selectRow+` WHERE e.id = $1 AND e.case_id = $2`, in.ID, c.ID)
	if err != nil {
		return Compared{}, absent(err)
	}
	out := Compared{Exception: r.shown(c.Number, s.DB.Now())}
	out.Precedents, err = s.compared(ctx, s.DB, by, r)
	return out, err
}

// compared returns the nearest earlier ones.
func (s *Service) compared(ctx context.Context, q store.Querier, by authz.Actor, r row) ([]Exception, error) {
	out := []Exception{}
	query := new(store.Q).Add(selectRow+` WHERE e.clause_ref = ? AND e.outcome <> '' AND e.decided_at < ? AND e.id <> ? AND `, r.ClauseRef, until(r, q.Now()), r.ID).
		Where(s.readable(by)).Add(` ORDER BY e.decided_at DESC, e.id DESC`)
	if r.Outcome != "" {
		query = new(store.Q).Add(selectRow+` JOIN exception_precedent p ON p.earlier_id = e.id WHERE p.request_id = ? AND `, r.ID).Where(s.readable(by)).Add(` ORDER BY p.place`)
	}
	earlier, err := store.Select[row](ctx, q, query)
	if err != nil {
		return out, fmt.Errorf("read precedents: %w", err)
	}
	numbers, err := numbersOf(ctx, q, earlier)
	if err != nil {
		return out, err
	}
	facts := make([]near.Facts, 0, len(earlier))
	for _, e := range earlier {
		facts = append(facts, e.facts())
	}
	for _, found := range near.Nearest(r.facts(), facts, precedents) {
		e := earlier[found.Index]
		one := e.shown(numbers[e.CaseID], q.Now())
		one.Similarity = math.Round(found.Similarity*100) / 100
		out = append(out, one)
	}
	return out, nil
}

// until is the moment before which earlier ones were decided.
func until(r row, now store.Time) store.Time {
	if r.DecidedAt.IsZero() {
		return now.Add(time.Microsecond)
	}
	return r.DecidedAt
}
