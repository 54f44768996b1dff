package decision

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/calendar"
	"hearth/internal/decision/plain"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Limits of a decision, in characters, items and days.
const (
	MaxReason = 4000
	MaxText   = 1000
	MaxItem   = 400
	MaxItems  = 20
	maxTo     = 120

	// LeastDays is how long there is at least to disagree.
	LeastDays = 7
	mostDays  = 366
)

// written is the parts of a decision that somebody writes, tidied up.
type written struct {
	Outcome, Reason, Clause string
	Facts, Alternatives     []string
	Next                    Next
	Recur                   string
	Appeal                  Way
}

func parts(in Decide) written {
	trim := strings.TrimSpace
	return written{Outcome: in.Outcome, Reason: trim(in.Reason), Clause: trim(in.Clause), Facts: items(in.Facts), Alternatives: items(in.Alternatives),
		Next: Next{trim(in.Next.Text), trim(in.Next.Date)}, Recur: trim(in.Recur), Appeal: Way{trim(in.Appeal.Until), trim(in.Appeal.To)}}
}

// items are lines that say something, each on one line.
func items(all []string) (out []string) {
	for _, x := range all {
		if x = strings.Join(strings.Fields(x), " "); x != "" {
			out = append(out, x)
		}
	}
	return out
}

// fill puts what was written into r, with the clause as it stands today. It refuses what misses a part or breaks a limit, naming each field.
func (s *Service) fill(ctx context.Context, q store.Querier, c desk.Of, w written, r *row) error {
	var f fault.Fields
	day, err := today(ctx, q, c.ByPerson)
	if err != nil {
		return err
	}
	r.Outcome, r.Reason, r.Facts, r.Alternatives, r.Recur = w.Outcome, w.Reason, strings.Join(w.Facts, "\n"), strings.Join(w.Alternatives, "\n"), w.Recur
	r.NextText, r.NextOn = w.Next.Text, w.Next.Date
	w.checkWords(&f)
	w.checkDates(&f, day)
	if err := s.cite(ctx, q, &f, w, r); err != nil {
		return err
	}
	if err := s.direct(ctx, q, &f, w, r); err != nil {
		return err
	}
	return f.Err()
}

// checkWords says what of the words is missing or too long.
func (w written) checkWords(f *fault.Fields) {
	open := w.Outcome == Granted // what may be left out
	short := func(text string, most int) bool { return utf8.RuneCountInString(text) <= most }
	f.Need(known(w.Outcome), "outcome", "Choose the outcome: granted, in part, refused or out of scope.")
	f.Need(w.Reason != "", "reason", "Give the reason in plain words: the person reads it.")
	phrase, empty := plain.Empty(w.Reason)
	if !open && !empty && plain.Bare(w.Reason) && short(w.Reason, MaxReason) {
		phrase, empty = w.Reason, true
	}
	f.Need(!empty, "reason", "“%s” is no reason by itself. Say what counts in this case, so that the person can follow it.", phrase)
	f.Need(short(w.Reason, MaxReason), "reason", "Keep the reason to %d characters.", MaxReason)
	f.Need(open || w.Clause != "", "clause", "Name the clause that this rests on, for example pay 4.2.")
	f.Need(len(w.Facts) > 0, "facts", "Say which facts you rely on, one on each line.")
	f.Need(open || len(w.Alternatives) > 0, "alternatives", "Say what the person can do instead, one thing on each line.")
	checkItems(f, "facts", w.Facts)
	checkItems(f, "alternatives", w.Alternatives)
	f.Need(w.Next.Text != "", "next.text", "Say what happens now.")
	f.Need(short(w.Next.Text, MaxText), "next.text", "Keep it to %d characters.", MaxText)
	f.Need(short(w.Recur, MaxText), "recur", "Keep it to %d characters.", MaxText)
}

func checkItems(f *fault.Fields, name string, all []string) {
	f.Need(len(all) <= MaxItems, name, "Keep it to %d lines.", MaxItems)
	for _, x := range all {
		f.Need(utf8.RuneCountInString(x) <= MaxItem, name, "Keep each line to %d characters.", MaxItem)
	}
}

// checkDates says what is wrong with the days. today is that where the person is.
func (w written) checkDates(f *fault.Fields, today calendar.Date) {
	next, err := calendar.ParseDate(w.Next.Date)
	f.Need(w.Next.Date != "", "next.date", "Say by which day it happens.")
	f.Need(err == nil, "next.date", "Write the day as year-month-day, for example 2026-12-25.")
	f.Need(!next.Before(today), "next.date", "Choose today or a later day.")
	f.Need(today.DaysUntil(next) <= 10*mostDays, "next.date", "Choose a day within ten years.")
	if w.Outcome == Granted && w.Appeal == (Way{}) {
		return
	}
	until, err := calendar.ParseDate(w.Appeal.Until)
	f.Need(w.Appeal.Until != "", "appeal.until", "Say until which day the person can disagree.")
	f.Need(err == nil, "appeal.until", "Write the day as year-month-day, for example 2026-12-25.")
	f.Need(today.DaysUntil(until) >= LeastDays, "appeal.until", "Leave at least %d days to disagree.", LeastDays)
	f.Need(today.DaysUntil(until) <= mostDays, "appeal.until", "Choose a day within a year.")
	f.Need(w.Appeal.To != "", "appeal.to", "Say who takes a second look: somebody other than you.")
	f.Need(utf8.RuneCountInString(w.Appeal.To) <= maxTo, "appeal.to", "Keep it to %d characters.", maxTo)
}

// cite freezes the clause that w names into r. One that stands there already is not cited anew: what it said that day stands.
func (s *Service) cite(ctx context.Context, q store.Querier, f *fault.Fields, w written, r *row) error {
	if w.Clause != "" && w.Clause == r.ClauseRef {
		return nil
	}
	r.ClauseVersion, r.ClauseRef, r.ClauseTitle, r.ClauseText, r.ClauseEdition = "", "", "", "", ""
	if w.Clause == "" || utf8.RuneCountInString(w.Clause) > maxTo || s.clauses == nil {
		f.Need(w.Clause == "", "clause", "There is no such clause. Name one that the policies have.")
		return nil
	}
	clause, err := s.clauses.Cite(ctx, q, w.Clause, r.DecidedAt, r.ForPerson)
	if e := fault.As(err); e != nil && (e.Kind == fault.NotFound || e.Kind == fault.Invalid) {
		f.Need(false, "clause", "There is no clause %s that holds today. Name one that the policies have.", w.Clause)
		return nil
	}
	if err != nil {
		return err
	}
	r.ClauseVersion, r.ClauseRef, r.ClauseTitle, r.ClauseText, r.ClauseEdition = clause.VersionID, clause.Ref, clause.Title, clause.Text, clause.Version
	return nil
}

// direct notes who takes a second look. It refuses whoever decides now.
func (s *Service) direct(ctx context.Context, q store.Querier, f *fault.Fields, w written, r *row) error {
	r.AppealUntil, r.AppealTo = w.Appeal.Until, w.Appeal.To
	if w.Appeal.To == "" {
		return nil
	}
	p, found, err := second(ctx, q, w.Appeal.To)
	if err != nil || !found {
		return err
	}
	r.AppealTo, r.AppealPerson = p.DisplayName(), p.ID
	f.Need(p.ID != r.DecidedBy, "appeal.to", "Name somebody else: whoever disagrees with you is heard by another person.")
	f.Need(p.ID != r.ByPerson && p.ID != r.ForPerson, "appeal.to", "Name somebody in HR: this person asked.")
	return nil
}

// second finds the person that text names: by what people.Find takes, or by the whole name of one in HR. Other words name nobody.
func second(ctx context.Context, q store.Querier, text string) (people.Person, bool, error) {
	p, err := people.Find(ctx, q, text)
	if fault.KindOf(err) != fault.NotFound {
		return p, err == nil, err
	}
	all, err := people.HRPeople(ctx, q)
	if err != nil {
		return p, false, err
	}
	all = slices.DeleteFunc(all, func(p people.Person) bool { return !strings.EqualFold(p.DisplayName(), text) })
	if len(all) != 1 {
		return p, false, nil
	}
	return all[0], true, nil
}

// today is the day where a person is: days are counted as they count them.
func today(ctx context.Context, q store.Querier, personID string) (calendar.Date, error) {
	p, err := people.ByID(ctx, q, personID)
	if err != nil && fault.KindOf(err) != fault.NotFound { // who was erased has no zone
		return calendar.Date{}, err
	}
	return calendar.DateOf(q.Now().In(locale.New("", p.TimeZone).Zone())), nil
}
