package field

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	EditFields authz.Action = "field.edit" // say what services ask for
	ListFields authz.Action = "field.list" // read what a service asks for
	ReadFields authz.Action = "field.read" // those of one case
	FillFields authz.Action = "field.fill" // change what a case holds in them
)

// Demo is the system task that makes the demo organisation.
const Demo = "demo"

// Options are what the module needs from its surroundings.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds Rules
	Desk   *desk.Service
	Audit  *audit.Log
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "field", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	work := authz.Assignee | authz.Team | authz.HR | authz.Named
	return map[authz.Action]authz.Rule{
		EditFields: {Roles: []authz.Role{authz.HRHead}, Tasks: []string{Demo}},
		ListFields: {Anyone: true},
		ReadFields: {Relations: work | authz.By | authz.For | authz.Representative, Sees: desk.ReadCase},
		FillFields: {Relations: work | authz.By | authz.For, Sees: desk.ReadCase},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "field", Migrations: Schema(), Rules: Rules(), Personal: s.personal(), Reindex: reindex}
}

// The types of fields.
const (
	Text    = "text"    // one line
	Long    = "long"    // several lines
	Whole   = "whole"   // a whole number
	Decimal = "decimal" // a number with up to two digits after the point
	Money   = "money"   // an amount of the currency that is the unit
	Date    = "date"
	YesNo   = "yes_no"
	Choice  = "choice" // one of a list
)

// Kinds lists them in the order of the form.
func Kinds() []string { return []string{Text, Long, Whole, Decimal, Money, Date, YesNo, Choice} }

// Who fills a field in, and who reads it.
const (
	Requester = "requester" // the requester, and HR
	ByHR      = "hr"        // HR fills it in, and the requester reads it
	HROnly    = "hr_only"   // HR fills it in, and HR alone reads it
)

// Sides lists them in the order of the form.
func Sides() []string { return []string{Requester, ByHR, HROnly} }

// Field is something that a service asks for besides words.
type Field struct {
	ID       string   `json:"id"` // the service's id, a point and the key
	Service  string   `json:"service"`
	Key      string   `json:"key"`
	Kind     string   `json:"kind"`
	Label    string   `json:"label"`
	Help     string   `json:"help"`
	Unit     string   `json:"unit"`    // of a number; of money its currency
	Choices  []string `json:"choices"` // of a Choice, as they stand on the list now
	Least    string   `json:"least"`   // the bounds of a number, or ""
	Most     string   `json:"most"`
	Side     string   `json:"side"` // requester, hr or hr_only
	Required bool     `json:"required"`
	Retired  bool     `json:"retired"` // it is not asked for any more
	Place    int      `json:"place"`   // smaller stands higher
	Mark     string   `json:"mark,omitempty" doc:"Another one after each change, for who may change it."`

	least, most *int64
}

// Numeric reports whether a field holds numbers.
func (f Field) Numeric() bool { return f.Kind == Whole || f.Kind == Decimal || f.Kind == Money }

// fieldRow is a field as the database keeps it.
type fieldRow struct {
	ID, ServiceID, Key, Kind, Label, Help, Unit, Choices, Side string
	Least, Most                                                *int64
	Required, Retired                                          bool
	Place                                                      int
}

const fieldColumns = `f.id, f.service_id, f.key, f.kind, f.label, f.help, f.unit, f.choices, f.side, f.least, f.most, f.required, f.retired, f.place`

func (r fieldRow) field() Field {
	f := Field{ID: r.ID, Service: r.ServiceID, Key: r.Key, Kind: r.Kind, Label: r.Label, Help: r.Help, Unit: r.Unit, Choices: lines(r.Choices), Side: r.Side, Required: r.Required, Retired: r.Retired,
		Place: r.Place, least: r.Least, most: r.Most}
	if f.least != nil {
		f.Least = plain(*f.least)
	}
	if f.most != nil {
		f.Most = plain(*f.most)
	}
	return f
}

// mark is a print of all that is asked for.
func (f Field) mark() string {
	parts := []string{f.Kind, f.Label, f.Help, f.Unit, f.Least, f.Most, f.Side, strconv.FormatBool(f.Required), strconv.FormatBool(f.Retired), strconv.Itoa(f.Place)}
	return ident.Mark(append(parts, f.Choices...)...)
}

// lines are those of a text that say something.
func lines(text string) []string {
	all := []string{}
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// ofService returns the fields of a service in the order of the form: those that are asked for, or the retired ones as well.
func ofService(ctx context.Context, q store.Querier, service string, retired bool) ([]Field, error) {
	where := store.Cond(`f.service_id = ?`, service)
	if !retired {
		where = store.And(where, store.Cond(`NOT f.retired`))
	}
	return readAll(ctx, q, new(store.Q).Add(`SELECT `+fieldColumns+` FROM field_field f WHERE `).Where(where).Add(` ORDER BY f.place, f.id`))
}

func readAll(ctx context.Context, q store.Querier, query *store.Q) ([]Field, error) {
	rows, err := store.Select[fieldRow](ctx, q, query)
	if err != nil {
		return nil, fmt.Errorf("read fields: %w", err)
	}
	all := make([]Field, len(rows))
	for i, r := range rows {
		all[i] = r.field()
	}
	return all, nil
}

// find returns a field by its id; false when there is none.
func find(ctx context.Context, q store.Querier, id string) (Field, bool, error) {
	r, err := store.One[fieldRow](ctx, q, `SELECT `+fieldColumns+` FROM field_field f WHERE f.id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return Field{}, false, nil
	}
	if err != nil {
		return Field{}, false, fmt.Errorf("read field: %w", err)
	}
	return r.field(), true, nil
}
