package cause

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/calendar"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/closing"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Read asks for the causes of a time.
type Read struct {
	From    string `query:"from" json:"-" doc:"The first day, such as 2026-09-01; left out: the first of the month before the last"`
	To      string `query:"to" json:"-" doc:"The last day; left out: today"`
	Service string `query:"service" json:"-" doc:"The id of a service; left out: all"`
}

// Figures are the causes of a time, the most frequent first.
type Figures struct {
	From    calendar.Date `json:"from"`
	To      calendar.Date `json:"to"`
	Service string        `json:"service,omitempty"`
	Cases   int           `json:"cases"`
	Items   []Cause       `json:"items"`
	Words   []Words       `json:"words"`      // where the cause is another one, the newest first
	More    bool          `json:"more_words"` // Words are not all: only the newest are here
}

// Cause is one cause with what was counted. Clauses are those that were cited, the most frequent first.
type Cause struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Cases   int     `json:"cases"`
	Clauses []Cited `json:"clauses"`
	Effort  *Effort `json:"effort,omitempty"` // nil: no work was written down
}

// Cited is a clause with how many cases cite it. Link is where it stands, where that is known.
type Cited struct {
	Ref   string `json:"ref"`
	Title string `json:"title"`
	Cases int    `json:"cases"`
	Link  string `json:"-"`
}

// Effort is the work of teams, in minutes: together, and on average of the cases on which work was written down.
type Effort struct {
	Minutes int `json:"minutes"`
	Cases   int `json:"cases"`
	PerCase int `json:"per_case"`
}

// Words are what was written of another cause.
type Words struct {
	Number string        `json:"case"`
	Text   string        `json:"text"`
	On     calendar.Date `json:"on"`
}

// mostWords is how many words are listed.
const mostWords = 50

// Read returns the causes of a time over the cases that are open to by. It refuses days that are none or in the wrong order, and an unknown service.
func (s *Service) Read(ctx context.Context, by authz.Actor, in Read) (Figures, error) {
	if err := s.Policy.May(by, ReadFigures, 0); err != nil {
		return Figures{}, err
	}
	out, err := s.period(ctx, in)
	if err != nil {
		return out, err
	}
	counted, err := s.counted(ctx, by, out)
	if err != nil {
		return out, err
	}
	if err := s.present(ctx, counted, &out); err != nil {
		return out, err
	}
	out.Words, out.More, err = s.words(ctx, by, out)
	return out, err
}

// period is the time and the service that in asks for.
func (s *Service) period(ctx context.Context, in Read) (Figures, error) {
	today := calendar.DateOf(s.DB.Now().UTC())
	year, mon, _ := today.YearMonthDay()
	out := Figures{From: calendar.NewDate(year, mon-2, 1), To: today, Service: strings.TrimSpace(in.Service), Items: []Cause{}, Words: []Words{}}
	var f fault.Fields
	for name, d := range map[string]struct {
		typed string
		into  *calendar.Date
	}{"from": {in.From, &out.From}, "to": {in.To, &out.To}} {
		if strings.TrimSpace(d.typed) == "" {
			continue
		}
		read, err := calendar.ParseDate(strings.TrimSpace(d.typed))
		if f.Need(err == nil, name, "Write a day, for example %s.", today.String()); err == nil {
			*d.into = read
		}
	}
	f.Need(!out.To.Before(out.From), "to", "The last day is before the first. Change one of them.")
	if out.Service != "" {
		services, err := catalogue.Services(ctx, s.DB)
		if err != nil {
			return out, err
		}
		f.Need(slices.ContainsFunc(services, func(x catalogue.Service) bool { return x.ID == out.Service }), "service", "There is no such service. Choose one of the list.")
	}
	return out, f.Err()
}

// spot is a cause, or a clause under it.
type spot struct{ CauseID, Clause string }

// counted adds up what by may see.
func (s *Service) counted(ctx context.Context, by authz.Actor, of Figures) (map[spot]sums, error) {
	type line struct {
		CauseID, Clause string
		N, Logged       int
		Minutes         int
	}
	q := new(store.Q).Add(`SELECT t.cause_id, t.clause, CAST(SUM(t.n) AS bigint) AS n, CAST(SUM(t.logged) AS bigint) AS logged, CAST(SUM(t.minutes) AS bigint) AS minutes FROM (`)
	last := of.To
	if today := calendar.DateOf(s.DB.Now().UTC()); last.After(today) {
		last = today
	}
	for i, span := range spans(of.From, last) {
		if i > 0 {
			q.Add(` UNION ALL `)
		}
		q.Add(`SELECT p.cause_id, p.service_id, p.team_id, p.sensitivity, p.clause, p.n, p.logged, p.minutes FROM cause_tally p WHERE p.period >= ? AND p.period <= ?`, span[0], span[1])
	}
	lines, err := store.Select[line](ctx, s.DB, q.Add(`) t WHERE `).Where(store.And(desk.SharedWith("t", by), ofService("t", of.Service))).Add(` GROUP BY t.cause_id, t.clause`))
	if err != nil {
		return nil, fmt.Errorf("add causes up: %w", err)
	}
	all := map[spot]sums{}
	for _, l := range lines {
		all[spot{l.CauseID, l.Clause}] = sums{l.N, l.Logged, l.Minutes}
	}
	return all, s.correct(ctx, by, of, all)
}

// spans are the periods of the tally that make up the days from one to another: whole months, and the days before and after them.
func spans(from, to calendar.Date) (all [][2]string) {
	year, mon, first := from.YearMonthDay()
	whole := calendar.NewDate(year, mon, 1)
	if first > 1 {
		whole = calendar.NewDate(year, mon+1, 1)
	}
	year, mon, _ = to.AddDays(1).YearMonthDay()
	after := calendar.NewDate(year, mon, 1) // the first day that is in no whole month
	if !whole.Before(after) {
		return [][2]string{{day(from.String()), day(to.String())}}
	}
	if from.Before(whole) {
		all = append(all, [2]string{day(from.String()), day(whole.AddDays(-1).String())})
	}
	all = append(all, [2]string{month(whole.String()), month(after.AddDays(-1).String())})
	if !to.Before(after) {
		all = append(all, [2]string{day(after.String()), day(to.String())})
	}
	return all
}

func ofService(table, id string) store.Where {
	if id == "" {
		return store.Always
	}
	return store.Cond(table+`.service_id = ?`, id)
}

// readable is the condition that by reads the case whose id is column as somebody of HR.
func (s *Service) readable(by authz.Actor, column string) store.Where {
	return store.And(s.Desk.SeenBy(by, column), record.WordsAtWork(by, column))
}

// among is the condition that the case x is one of the time and the service.
func (of Figures) among() store.Where {
	return store.And(store.Cond(`x.day >= ? AND x.day <= ?`, of.From.String(), of.To.String()), ofService("x", of.Service))
}

// correct takes the cases from the sums that by may not see though HR or their team may, and adds those that only they see.
func (s *Service) correct(ctx context.Context, by authz.Actor, of Figures, all map[spot]sums) error {
	type standing struct {
		row
		Sees, Shared int
	}
	rows, err := store.Select[standing](ctx, s.DB, new(store.Q).Add(`SELECT x.case_id, x.day, x.cause_id, x.service_id, x.team_id, x.sensitivity, x.minutes, x.clauses, CASE WHEN `).
		Where(s.readable(by, "x.case_id")).Add(` THEN 1 ELSE 0 END AS sees, CASE WHEN `).Where(desk.SharedWith("x", by)).Add(` THEN 1 ELSE 0 END AS shared FROM cause_case x WHERE `).
		Where(store.And(store.Few(s.DB.Dialect(), "x.case_id", desk.StandsTo(by, s.DB.Now())), of.among())))
	if err != nil {
		return fmt.Errorf("correct causes: %w", err)
	}
	for _, r := range rows {
		at := spot{CauseID: r.CauseID}
		all[at] = all[at].plus(r.own(), r.Sees-r.Shared)
		for _, at.Clause = range r.cited() {
			all[at] = all[at].plus(sums{N: 1}, r.Sees-r.Shared)
		}
	}
	return nil
}

// present names what was counted.
func (s *Service) present(ctx context.Context, counted map[spot]sums, out *Figures) error {
	known, err := catalogue.AllCauses(ctx, s.DB)
	if err != nil {
		return err
	}
	type clause struct{ Ref, Title string }
	clauses, err := store.All[clause](ctx, s.DB, `SELECT ref, title FROM cause_clause ORDER BY ref`)
	if err != nil {
		return fmt.Errorf("read titles of clauses: %w", err)
	}
	for _, c := range known {
		total := counted[spot{CauseID: c.ID}]
		if total.N == 0 {
			continue
		}
		one := Cause{ID: c.ID, Name: c.Name, Cases: total.N, Clauses: []Cited{}}
		if total.Logged > 0 {
			one.Effort = &Effort{Minutes: total.Minutes, Cases: total.Logged, PerCase: (total.Minutes + total.Logged/2) / total.Logged}
		}
		for _, x := range clauses {
			if n := counted[spot{c.ID, x.Ref}].N; n > 0 {
				one.Clauses = append(one.Clauses, Cited{Ref: x.Ref, Title: x.Title, Cases: n})
			}
		}
		slices.SortStableFunc(one.Clauses, func(a, b Cited) int { return cmp.Compare(b.Cases, a.Cases) })
		out.Items, out.Cases = append(out.Items, one), out.Cases+one.Cases
	}
	slices.SortStableFunc(out.Items, func(a, b Cause) int { return cmp.Compare(b.Cases, a.Cases) })
	return nil
}

// words returns what was written where the cause is another one, and whether there is more.
func (s *Service) words(ctx context.Context, by authz.Actor, of Figures) ([]Words, bool, error) {
	theirs := desk.StandsTo(by, s.DB.Now())
	near := store.Or(desk.SharedWith("x", by), store.Cond(`x.case_id IN (`+theirs.SQL+`)`, theirs.Args...)) // spares most cases that are not open the long question
	ids, err := store.Select[string](ctx, s.DB, new(store.Q).Add(`SELECT x.case_id FROM cause_case x WHERE x.cause_id = ? AND `, catalogue.Other).
		Where(store.And(of.among(), near, s.readable(by, "x.case_id"))).Add(` ORDER BY x.day DESC, x.case_id DESC LIMIT ?`, mostWords+1))
	if err != nil {
		return nil, false, fmt.Errorf("read other causes: %w", err)
	}
	all := []Words{}
	closed, err := closing.Of(ctx, s.DB, ids[:min(len(ids), mostWords)])
	for _, id := range ids[:min(len(ids), mostWords)] {
		if c := closed[id]; c.CauseText != "" {
			all = append(all, Words{Number: c.Number(), Text: c.CauseText, On: calendar.DateOf(c.AnsweredAt.UTC())})
		}
	}
	return all, len(ids) > mostWords, err
}
