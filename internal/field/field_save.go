package field

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/catalogue"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// What a service may ask for.
const (
	mostFields  = 20 // that are not retired
	mostChoices = 40
	maxLabel    = 60
	maxHelp     = 200
	maxUnit     = 20
	maxChoice   = 80
)

// Fields are those of a service, in the order of the form.
type Fields struct {
	Service string  `json:"service"`
	Name    string  `json:"service_name"`
	Items   []Field `json:"items"`
	May     bool    `json:"may_change"`
}

// ReadOf names a service.
type ReadOf struct {
	Service string `path:"id" json:"-"`
}

// OfService returns what a service asks for: for who asks the fields that they fill in, for HR all but the retired ones, for who keeps the catalogue those too. A service that is not there, not
// offered any more or not for who asks is absent.
func (s *Service) OfService(ctx context.Context, by authz.Actor, in ReadOf) (Fields, error) {
	out := Fields{Service: in.Service, Items: []Field{}}
	if err := s.Policy.May(by, ListFields, 0); err != nil {
		return out, err
	}
	out.May = s.Policy.May(by, EditFields, 0) == nil
	service, err := catalogue.Find(ctx, s.DB, in.Service)
	if err != nil {
		return out, err
	}
	leads := true
	if service.MayAsk == catalogue.Managers && !by.Has(authz.Agent, authz.HRHead) {
		if leads, err = catalogue.Leads(ctx, s.DB, by.PersonID); err != nil {
			return out, err
		}
	}
	if !leads || !service.Active && !out.May {
		return out, fault.New(fault.NotFound, "There is no such service.")
	}
	out.Name = service.Name
	all, err := ofService(ctx, s.DB, in.Service, out.May)
	if err != nil {
		return out, err
	}
	for _, f := range all {
		if out.May {
			f.Mark = f.mark()
		}
		if f.Side == Requester || by.Works() {
			out.Items = append(out.Items, f)
		}
	}
	return out, nil
}

// ReadForEdit names a field that is to be changed; without a key, one that is to be made.
type ReadForEdit struct {
	Service string `path:"id" json:"-"`
	Key     string `path:"key" json:"-"`
}

// Edited returns a field for who keeps the catalogue; NotFound when there is none.
func (s *Service) Edited(ctx context.Context, by authz.Actor, in ReadForEdit) (Field, error) {
	if err := s.Policy.May(by, EditFields, 0); err != nil {
		return Field{}, err
	}
	f, found, err := find(ctx, s.DB, in.Service+"."+in.Key)
	if err == nil && !found {
		err = fault.New(fault.NotFound, "This service has no such field.")
	}
	f.Mark = f.mark()
	return f, err
}

// Save is a field as the head of HR writes it; it is new when the service has none with its key.
type Save struct {
	Service  string   `path:"id" json:"-"`
	Key      string   `path:"key" json:"-"`
	Kind     string   `json:"kind"` // text, long, whole, decimal, money, date, yes_no or choice; it never changes
	Label    string   `json:"label"`
	Help     string   `json:"help,omitempty"`
	Unit     string   `json:"unit,omitempty"`
	Choices  []string `json:"choices,omitempty"`
	Least    string   `json:"least,omitempty"`
	Most     string   `json:"most,omitempty"`
	Side     string   `json:"side,omitempty"` // requester, hr or hr_only; requester when empty
	Required bool     `json:"required,omitempty"`
	Retired  bool     `json:"retired,omitempty"`
	Place    int      `json:"place,omitempty"`
	Mark     string   `json:"mark,omitempty" doc:"The mark of the field that was read: when it is another by now, nothing is saved. Left out, nothing is compared."`
}

// slug is the form of a key.
var slug = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

// currency is an ISO 4217 code.
var currency = regexp.MustCompile(`^[A-Z]{3}$`)

// Save makes or changes a field. It refuses another type than the field has, to open or close it to others than HR, a missing or second label, bounds and choices that do not fit, more than mostFields of a service, and
// with a Mark a field that was changed since. The same twice is once.
func (s *Service) Save(ctx context.Context, by authz.Actor, in Save) (Field, error) {
	if err := s.Policy.May(by, EditFields, 0); err != nil {
		return Field{}, err
	}
	var out Field
	err := s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		out, err = s.save(ctx, tx, by, in)
		return err
	})
	return out, err
}

// Make is a field without a key, which is made of its label. The same twice is one; it refuses what Save refuses, and a label of which the service has a field already.
func (s *Service) Make(ctx context.Context, by authz.Actor, in Save) (Field, error) {
	if err := s.Policy.May(by, EditFields, 0); err != nil {
		return Field{}, err
	}
	var out Field
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		in.Mark = ""
		if in.Key = people.Slug(in.Label); in.Key == "" {
			return fault.ForField("label", "Give the field a name with at least one letter, for example Cost centre.")
		}
		now, found, err := find(ctx, tx, in.Service+"."+in.Key)
		if err != nil {
			return err
		}
		if out, err = in.field(); err != nil {
			return err
		}
		if found && !same(now, out) {
			return fault.ForField("label", "This service has a field of this name already. Choose another name, or change that field.")
		}
		out, err = s.save(ctx, tx, by, in)
		return err
	})
	return out, err
}

func same(a, b Field) bool {
	return a.Kind == b.Kind && a.Label == b.Label && a.Help == b.Help && a.Unit == b.Unit && slices.Equal(a.Choices, b.Choices) && a.Least == b.Least && a.Most == b.Most && a.Side == b.Side &&
		a.Required == b.Required && a.Retired == b.Retired
}

func (s *Service) save(ctx context.Context, tx *store.Tx, by authz.Actor, in Save) (Field, error) {
	service, err := catalogue.Find(ctx, tx, in.Service)
	if err != nil {
		return Field{}, err
	}
	f, err := in.field()
	if err != nil {
		return f, err
	}
	others, err := ofService(ctx, tx, f.Service, true)
	if err != nil {
		return f, err
	}
	var wrong fault.Fields
	asked := 0
	for _, o := range others {
		if o.Key == f.Key {
			if now := o.mark(); in.Mark != "" && in.Mark != now && f.mark() != now {
				return f, fault.New(fault.Conflict, "Somebody else changed this field since you opened it. Look at what it is now; if yours is right, save it again.")
			}
			wrong.Need(o.Kind == f.Kind, "kind", "A field keeps its type. Retire this one and make another.")
			wrong.Need((o.Side == HROnly) == (f.Side == HROnly), "side", "Whether HR alone reads a field does not change: what stands in it was written for those who read it then. Retire this one and make another.")
			continue
		}
		wrong.Need(o.Retired || f.Retired || people.Fold(o.Label) != people.Fold(f.Label), "label", "This service has a field of this name already. Choose another name, or change that field.")
		if !o.Retired {
			asked++
		}
	}
	wrong.Need(f.Retired || asked < mostFields, "label", "A service asks for at most %d things. Retire one first.", mostFields)
	if err := wrong.Err(); err != nil {
		return f, err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO field_field (id, service_id, key, kind, label, help, unit, choices, least, most, side, required, retired, place)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		ON CONFLICT (id) DO UPDATE SET label = $5, help = $6, unit = $7, choices = $8, least = $9, most = $10, side = $11, required = $12, retired = $13, place = $14`,
		f.ID, f.Service, f.Key, f.Kind, f.Label, f.Help, f.Unit, strings.Join(f.Choices, "\n"), f.least, f.most, f.Side, f.Required, f.Retired, f.Place); err != nil {
		return f, fmt.Errorf("save field: %w", err)
	}
	f.Mark = f.mark()
	if !service.Asks {
		if err := catalogue.SetAsks(ctx, tx, f.Service); err != nil {
			return f, err
		}
	}
	return f, s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(EditFields), Kind: "field", Object: f.ID, Team: service.TeamID})
}

// field checks what was written.
func (in Save) field() (Field, error) {
	one := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	f := Field{ID: in.Service + "." + in.Key, Service: in.Service, Key: in.Key, Kind: in.Kind, Label: one(in.Label), Help: one(in.Help), Unit: one(in.Unit), Choices: lines(strings.Join(in.Choices, "\n")),
		Side: cmp.Or(in.Side, Requester), Required: in.Required, Retired: in.Retired, Place: in.Place}
	var wrong fault.Fields
	wrong.Need(slug.MatchString(f.Key) && f.Key != "new", "key", "Use up to 40 small letters, digits and hyphens, with a letter first.")
	wrong.Need(f.Label != "", "label", "Give the field a name, for example Cost centre.")
	wrong.Need(utf8.RuneCountInString(f.Label) <= maxLabel, "label", "Keep the name to %d characters; the rest goes into the help.", maxLabel)
	wrong.Need(slices.Contains(Kinds(), f.Kind), "kind", "Choose what is written in it: a text, a number, a date or one of the others.")
	wrong.Need(utf8.RuneCountInString(f.Help) <= maxHelp, "help", "Keep the help to %d characters.", maxHelp)
	wrong.Need(slices.Contains(Sides(), f.Side), "side", "Choose who fills it in: requester, hr or hr_only.")
	wrong.Need(f.Place >= 0 && f.Place <= 1000, "place", "Choose a place between 0 and 1,000.")
	f.checkNumber(in, &wrong)
	f.checkChoices(&wrong)
	return f, wrong.Err()
}

func (f *Field) checkNumber(in Save, wrong *fault.Fields) {
	bounds := []struct {
		name, text string
		into       **int64
		as         *string
	}{{"least", strings.TrimSpace(in.Least), &f.least, &f.Least}, {"most", strings.TrimSpace(in.Most), &f.most, &f.Most}}
	for _, b := range bounds {
		if b.text == "" {
			continue
		}
		n, ok := hundredths(b.text)
		wrong.Need(f.Numeric(), b.name, "Only a number has bounds. Leave this empty.")
		wrong.Need(ok && (f.Kind != Whole || n%100 == 0), b.name, "Write a number, for example 20.")
		*b.into, *b.as = &n, plain(n)
	}
	wrong.Need(f.least == nil || f.most == nil || *f.least <= *f.most, "most", "The greatest number is not below the least.")
	wrong.Need(f.Unit == "" || f.Numeric(), "unit", "Only a number has a unit. Leave this empty.")
	wrong.Need(utf8.RuneCountInString(f.Unit) <= maxUnit, "unit", "Keep the unit to %d characters.", maxUnit)
	wrong.Need(f.Kind != Money || currency.MatchString(f.Unit), "unit", "Give the currency as three letters, for example EUR.")
}

func (f *Field) checkChoices(wrong *fault.Fields) {
	if f.Kind != Choice {
		wrong.Need(len(f.Choices) == 0, "choices", "Only a choice has a list. Leave this empty.")
		return
	}
	wrong.Need(len(f.Choices) >= 2 && len(f.Choices) <= mostChoices, "choices", "Give 2 to %d choices, each on a line of its own.", mostChoices)
	seen := map[string]bool{}
	for _, c := range f.Choices {
		wrong.Need(utf8.RuneCountInString(c) <= maxChoice, "choices", "Keep each choice to %d characters.", maxChoice)
		wrong.Need(!seen[people.Fold(c)], "choices", "“%s” stands there twice. Take one away.", c)
		seen[people.Fold(c)] = true
	}
}
