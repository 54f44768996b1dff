package field

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/calendar"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// ReadCase names a case.
type ReadCase struct {
	Number string `path:"number" json:"-"`
}

// Filled is a field with what a case holds in it.
type Filled struct {
	Field
	Value   any  `json:"value"`    // a number, true or false, or a text; null is nothing
	Missing bool `json:"missing"`  // it is required, nothing stands in it, and the case is open
	May     bool `json:"may_fill"` // the reader may change it now

	value Value
}

// Plain is what the field holds, as it is typed; "" is nothing.
func (f Filled) Plain() string { return f.value.Plain() }

// Values are the fields of a case that its reader may read, in the order of the form: those that are retired only where they hold something.
type Values struct {
	Number string   `json:"case"`
	Items  []Filled `json:"items"`
	May    bool     `json:"may_fill"` // the reader may change some of them now
	HR     bool     `json:"-"`        // the reader is on HR's side of the case
}

// Missing are those that are required and hold nothing.
func (v Values) Missing() []Filled {
	return slices.DeleteFunc(slices.Clone(v.Items), func(f Filled) bool { return !f.Missing })
}

// OfCase returns the fields of a case, and records that they were opened. It refuses whoever is neither of HR nor the requester nor stands by them, and who does not read the words of the case; those that HR alone reads are
// not there for others.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadCase) (Values, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, ReadFields)
	if err != nil {
		return Values{Items: []Filled{}}, err
	}
	if err := s.Desk.Opened(ctx, by, c); err != nil {
		return Values{Items: []Filled{}}, err
	}
	return s.of(ctx, s.DB, by, c)
}

// OnPage is OfCase for a part of a page of the case, which by reads already, with one read at most: with none where its service asks for nothing.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (Values, error) {
	out := Values{Number: c.Number, Items: []Filled{}}
	if !seesHeld(by, c) {
		return out, nil
	}
	all, err := catalogue.Services(ctx, s.DB) // the page has read them
	if err != nil || !slices.ContainsFunc(all, func(x catalogue.Service) bool { return x.ID == c.ServiceID && x.Asks }) {
		return out, err
	}
	return read(ctx, s.DB, desk.Of{ID: c.ID, Number: c.Number, ServiceID: c.ServiceID, State: c.State, HR: c.May.Work}, asks(by, c))
}

// seesHeld is ReadFields for a reader of a whole case: HR, the requester and who stands by them, where they read its words.
func seesHeld(by authz.Actor, c desk.Whole) bool {
	return !c.Hidden && (c.May.Work || asks(by, c) || slices.ContainsFunc(c.Invited, func(p desk.Person) bool { return p.ID == by.PersonID }))
}

func asks(by authz.Actor, c desk.Whole) bool {
	return c.By.ID == by.PersonID || c.For.ID == by.PersonID
}

func (s *Service) of(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of) (Values, error) {
	return read(ctx, q, c, s.Policy.May(by, FillFields, c.Rel) == nil)
}

// Said returns what a case holds in the fields that its requester reads, for texts that HR writes to them: none that HR alone reads is among them. It asks nobody's rights.
func Said(ctx context.Context, q store.Querier, c desk.Of) ([]Filled, error) {
	c.HR = false
	v, err := read(ctx, q, c, false)
	return v.Items, err
}

// read reads the fields of a case with what it holds, in one statement. fills says that the reader may fill some in, if the case is open to that.
func read(ctx context.Context, q store.Querier, c desk.Of, fills bool) (Values, error) {
	out := Values{Number: c.Number, Items: []Filled{}, HR: c.HR}
	type line struct {
		fieldRow
		Word, Prose string
		Number      *int64
		Day         calendar.Date
		Held        bool
	}
	rows, err := store.Select[line](ctx, q, new(store.Q).Add(`SELECT `+fieldColumns+`, COALESCE(v.word, '') AS word, COALESCE(v.prose, '') AS prose, v.number, v.day, v.case_id IS NOT NULL AS held
		FROM field_field f LEFT JOIN field_value v ON v.field_id = f.id AND v.case_id = ? WHERE f.service_id = ? ORDER BY f.place, f.id`, c.ID, c.ServiceID))
	if err != nil {
		return out, fmt.Errorf("read fields of a case: %w", err)
	}
	open := c.State == desk.StateOpen || c.State == desk.Waiting
	for _, r := range rows {
		if r.Retired && !r.Held || r.Side == HROnly && !c.HR {
			continue
		}
		f := Filled{Field: r.field(), value: Value{word: r.Word, prose: r.Prose, number: r.Number, day: r.Day}}
		f.Value, f.Missing = f.value.JSON(f.Field), open && f.Required && !f.Retired && f.value.None()
		f.May = c.HR || fills && open && f.Side == Requester && !f.Retired
		out.May = out.May || f.May
		out.Items = append(out.Items, f)
	}
	return out, nil
}
