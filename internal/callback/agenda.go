package callback

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Listed is how many windows one page of the agenda shows.
const Listed = 50

// List asks for the agenda.
type List struct {
	After string `query:"after" json:"-"` // the Next of the page before
	Day   string `query:"day" json:"-"`   // one day in the reader's time zone, YYYY-MM-DD; "": all
}

// Planned is a window in which somebody is to be called.
type Planned struct {
	ID      string     `json:"id"` // of the call
	Number  string     `json:"case"`
	Subject string     `json:"subject,omitempty"`
	Person  string     `json:"person,omitempty"` // a name
	Zone    string     `json:"zone"`
	Phone   string     `json:"phone,omitempty"`
	AtDesk  bool       `json:"at_desk"`
	Wrong   bool       `json:"wrong_number"`
	Hidden  bool       `json:"hidden"` // its service holds health data: whoever takes the case reads the rest
	From    store.Time `json:"from"`
	To      store.Time `json:"to"`
	Now     bool       `json:"now"` // they can be called now
	Slot    *Slot      `json:"slot,omitempty"`
	Tries   int        `json:"attempts"` // within windows so far, those that count
}

// Agenda is the windows that are open or lie ahead, in the order of time: those in which somebody can be called now stand first.
type Agenda struct {
	Items []Planned `json:"items"`
	Next  string    `json:"next,omitempty"`
}

// plannedRow is a window with its call, as the database has them.
type plannedRow struct {
	WindowID, ID, CaseID, CaseNumber, PersonID, Zone, Phone string
	Wrong, Readable                                         bool
	FromAt, ToAt                                            store.Time
	Taker, Had                                              string
	SlotFrom, SlotTo                                        store.Time
	WarnAt                                                  store.Time
	Tries                                                   int
}

// slot is who has taken the call of the window; false where nobody has.
func (r plannedRow) slot() (slotRow, bool) {
	return slotRow{CallID: r.ID, PersonID: r.Taker, Had: r.Had, CaseID: r.CaseID, FromAt: r.SlotFrom, ToAt: r.SlotTo}, r.Taker != ""
}

// standingOf is those slots of windows that count still, by call.
func (s *Service) standingOf(ctx context.Context, by authz.Actor, rows []plannedRow) (map[string]slotRow, error) {
	out := map[string]slotRow{}
	for _, r := range rows {
		if x, taken := r.slot(); taken {
			out[r.ID] = x
		}
	}
	all, err := s.standing(ctx, s.DB, by.PersonID, slices.Collect(maps.Values(out)))
	clear(out)
	for _, x := range all {
		out[x.CallID] = x
	}
	return out, err
}

// Agenda returns the windows of calls that by may make, of all days or of one. It refuses a day that is none.
func (s *Service) Agenda(ctx context.Context, by authz.Actor, in List) (Agenda, error) {
	out := Agenda{Items: []Planned{}}
	if err := s.Policy.May(by, ListCalls, 0); err != nil {
		return out, err
	}
	where := s.ahead(by)
	if in.Day != "" {
		day, err := time.Parse(time.DateOnly, in.Day)
		if err != nil {
			var f fault.Fields
			f.Need(false, "day", "Write the day as year-month-day, for example 2026-12-25.")
			return out, f.Err()
		}
		zone := locale.From(ctx).Zone()
		where = store.And(where, store.Cond(`w.from_at < ? AND w.to_at > ?`, moment(day.AddDate(0, 0, 1), zone), moment(day, zone)))
	}
	if in.After != "" {
		where = store.And(where, store.Cond(`(w.from_at, w.id) > ((SELECT a.from_at FROM callback_window a WHERE a.id = ?), ?)`, in.After, in.After))
	}
	rows, err := store.Select[plannedRow](ctx, s.DB, new(store.Q).Add(`SELECT w.id AS window_id, k.id, k.case_id, k.case_number, COALESCE(k.person_id, '') AS person_id, k.zone, k.phone, k.wrong, w.from_at, w.to_at,
		COALESCE(s.person_id, '') AS taker, COALESCE(s.had, '') AS had, s.from_at AS slot_from, s.to_at AS slot_to, (SELECT count(*) FROM callback_attempt t WHERE t.call_id = k.id AND `+counted+`) AS tries,
		CASE WHEN `).Where(record.WordsAtWork(by, "k.case_id")).Add(` THEN TRUE ELSE FALSE END AS readable
		FROM callback_window w JOIN callback_call k ON k.id = w.call_id LEFT JOIN callback_slot s ON s.call_id = k.id WHERE `).Where(where).Add(` ORDER BY w.from_at, w.id LIMIT ?`, Listed+1))
	if err != nil {
		return out, fmt.Errorf("read agenda: %w", err)
	}
	if len(rows) > Listed {
		rows = rows[:Listed]
		out.Next = rows[Listed-1].WindowID
	}
	return out, s.plan(ctx, by, rows, &out)
}

// ahead is the condition on windows w of calls k that they are not over and by may make the call.
func (s *Service) ahead(by authz.Actor) store.Where {
	return store.And(store.Cond(`w.state = 'open' AND w.to_at > ?`, s.DB.Now()), s.works(by))
}

// works is the condition that by works on the case of a call k.
func (s *Service) works(by authz.Actor) store.Where {
	return store.And(s.Desk.SeenBy(by, "k.case_id"), record.AtWork(by, "k.case_id"))
}

// plan fills in what rows do not hold, with a fixed number of queries.
func (s *Service) plan(ctx context.Context, by authz.Actor, rows []plannedRow, out *Agenda) error {
	var persons, cases []string
	for _, r := range rows {
		if persons = append(persons, r.Taker); r.Readable {
			persons, cases = append(persons, r.PersonID), append(cases, r.CaseID)
		}
	}
	names, err := people.NamesByIDs(ctx, s.DB, persons)
	if err != nil {
		return err
	}
	slots, err := s.standingOf(ctx, by, rows)
	if err != nil {
		return err
	}
	subjects, err := record.Subjects(ctx, s.DB, cases)
	if err != nil {
		return err
	}
	for _, r := range rows {
		p := Planned{ID: r.ID, Number: r.CaseNumber, Zone: r.Zone, Wrong: r.Wrong, Hidden: !r.Readable, From: r.FromAt, To: r.ToAt, Now: !r.FromAt.After(s.DB.Now()), Tries: r.Tries}
		if r.Readable {
			p.Phone, p.AtDesk, p.Subject = r.Phone, r.Phone == "", subjects[r.CaseID]
			if who, known := names[r.PersonID]; known {
				p.Person = who.DisplayName()
			}
		}
		if x, taken := slots[r.ID]; taken && r.Readable && x.in(r.FromAt, r.ToAt) { // else it would tell whose it is: see single
			p.Slot = &Slot{By: names[x.PersonID].FirstName(), Mine: x.PersonID == by.PersonID, From: x.FromAt, To: x.ToAt}
		}
		out.Items = append(out.Items, p)
	}
	return nil
}

// toDo lists, for the customer, calls that wait for new times or another number, and for those of HR whom they can call now.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if by.PersonID == "" {
		return nil, nil
	}
	if by.Face == authz.Portal {
		return s.toGive(ctx, by)
	}
	if !by.Has(authz.Agent, authz.HRHead, authz.ConcernHandler) {
		return nil, nil
	}
	return s.toCall(ctx, by)
}

// looksAt is how many windows that are open now are looked at for one list of what to do.
const looksAt = 100

// toCall lists whom by can call now and nobody has called: those whom a colleague calls within the window stand in that colleague's list alone, until most of the window has passed.
func (s *Service) toCall(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	rows, err := store.Select[plannedRow](ctx, s.DB, new(store.Q).Add(`SELECT k.id, k.case_id, k.case_number, w.from_at, w.to_at, w.warn_at, COALESCE(s.person_id, '') AS taker, COALESCE(s.had, '') AS had, s.from_at AS slot_from, s.to_at AS slot_to
		FROM callback_window w JOIN callback_call k ON k.id = w.call_id LEFT JOIN callback_slot s ON s.call_id = k.id
		WHERE w.from_at <= ? AND NOT `+calledIn+` AND `, s.DB.Now()).
		Where(s.ahead(by)).Add(` ORDER BY CASE WHEN s.person_id IS NULL OR s.person_id = ? THEN 0 ELSE 1 END, w.to_at, w.id LIMIT ?`, by.PersonID, looksAt))
	if err != nil {
		return nil, fmt.Errorf("read whom to call: %w", err)
	}
	slots, err := s.standingOf(ctx, by, rows)
	if err != nil {
		return nil, err
	}
	var all []spec.ToDo
	for _, r := range rows {
		x, taken := slots[r.ID]
		late := !s.DB.Now().Before(nearly(r.FromAt, r.ToAt, r.WarnAt))
		if taken && x.PersonID != by.PersonID && x.in(r.FromAt, r.ToAt) && !late {
			continue
		}
		todo := spec.ToDo{Title: r.CaseNumber, Text: locale.M("They can be called now."), Link: "/desk/callbacks", Action: locale.M("See the calls"), At: r.ToAt}
		if late {
			todo.Text = locale.M("Nobody has called them yet, and the time that they gave is nearly over.")
		}
		all = append(all, todo)
	}
	slices.SortStableFunc(all, func(a, b spec.ToDo) int { return a.At.Compare(b.At.Time) })
	return spec.Cut(all, locale.M("More people can be called now."), "/desk/callbacks"), nil
}

// toGive lists the calls for which by is asked for new times or another number.
func (s *Service) toGive(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	type waiting struct {
		CaseID, CaseNumber, State string
		Wrong, Partly             bool
	}
	rows, err := store.Select[waiting](ctx, s.DB, new(store.Q).Add(`SELECT k.case_id, k.case_number, k.state, k.wrong,
		EXISTS (SELECT 1 FROM callback_window w WHERE w.call_id = k.id AND w.sequence = k.sequence AND w.state = 'tried') AS partly FROM callback_call k WHERE k.person_id = ? AND (k.state IN ('tried', 'missed') OR k.state = 'open' AND k.wrong) AND `,
		by.PersonID).Where(s.Desk.SeenBy(by, "k.case_id")).Add(` ORDER BY k.asked_at, k.id LIMIT ?`, spec.MostToDo+1))
	if err != nil {
		return nil, fmt.Errorf("read what waits: %w", err)
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.CaseID)
	}
	subjects, err := record.Subjects(ctx, s.DB, ids)
	if err != nil {
		return nil, err
	}
	var all []spec.ToDo
	for _, r := range rows {
		todo := spec.ToDo{Title: cmp.Or(subjects[r.CaseID], r.CaseNumber), Text: locale.M("We called and did not reach you. When may we call again?"), Link: "/requests/" + r.CaseNumber + "/callback", Action: locale.M("Give new times")}
		switch {
		case r.State == Missed && r.Partly:
			todo.Text = locale.M("We did not call at the last of your times. We are sorry. When may we call?")
		case r.State == Missed:
			todo.Text = locale.M("We did not call at the times you gave. We are sorry. When may we call?")
		case r.State == Open:
			todo.Link += "/number"
			fallthrough
		case r.Wrong:
			todo.Text, todo.Action = locale.M("The number that you gave did not work."), locale.M("Give another number")
		}
		all = append(all, todo)
	}
	return spec.Cut(all, locale.M("More of your requests wait for times to call you."), "/requests"), nil
}
