package fieldweb

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/field"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

// saving is field.Save as the page sends it: the choices are lines.
type saving struct {
	Service  string `path:"id" json:"-"`
	Key      string `path:"key" json:"-"`
	Kind     string `json:"kind"`
	Label    string `json:"label"`
	Help     string `json:"help"`
	Unit     string `json:"unit"`
	Choices  string `json:"choices"`
	Least    string `json:"least"`
	Most     string `json:"most"`
	Side     string `json:"side"`
	Required bool   `json:"required"`
	Retired  bool   `json:"retired"`
	Place    int    `json:"place"`
	Mark     string `json:"mark"` // of the field that was read
}

func (s saving) save() field.Save {
	return field.Save{Service: s.Service, Key: s.Key, Kind: s.Kind, Label: s.Label, Help: s.Help, Unit: s.Unit, Choices: strings.Split(s.Choices, "\n"), Least: s.Least, Most: s.Most, Side: s.Side,
		Required: s.Required, Retired: s.Retired, Place: s.Place, Mark: s.Mark}
}

// editing is what the page of a field shows.
type editing struct {
	In   saving
	Name string // of the service
	Err  *fault.Error
}

func (w *Web) create(ctx context.Context, by authz.Actor, in saving) (field.Field, error) {
	return w.fields.Make(ctx, by, in.save())
}

func (w *Web) save(ctx context.Context, by authz.Actor, in saving) (field.Field, error) {
	return w.fields.Save(ctx, by, in.save())
}

func saved(in saving, _ field.Field) string { return servicePath(in.Service) + "/fields" }

// list is what a service asks for, for who keeps the catalogue.
func (w *Web) list(ctx context.Context, by authz.Actor, in field.ReadOf) (field.Fields, error) {
	if err := w.fields.Policy.May(by, field.EditFields, 0); err != nil {
		return field.Fields{}, err
	}
	return w.fields.OfService(ctx, by, in)
}

func (w *Web) begin(ctx context.Context, by authz.Actor, in field.ReadOf) (editing, error) {
	of, err := w.list(ctx, by, in)
	last := 0
	for _, f := range of.Items {
		last = max(last, f.Place)
	}
	return editing{Name: of.Name, In: saving{Service: in.Service, Kind: field.Text, Side: field.Requester, Place: last + 1}}, err
}

func (w *Web) edit(ctx context.Context, by authz.Actor, in field.ReadForEdit) (editing, error) {
	f, err := w.fields.Edited(ctx, by, in)
	if err != nil {
		return editing{}, err
	}
	of, err := w.list(ctx, by, field.ReadOf{Service: in.Service})
	return editing{Name: of.Name, In: saving{Service: f.Service, Key: f.Key, Kind: f.Kind, Label: f.Label, Help: f.Help, Unit: f.Unit, Choices: strings.Join(f.Choices, "\n"), Least: f.Least, Most: f.Most,
		Side: f.Side, Required: f.Required, Retired: f.Retired, Place: f.Place, Mark: f.Mark}}, err
}

func (w *Web) saveAgain(ctx context.Context, by authz.Actor, in saving, wrong *fault.Error) (templ.Component, error) {
	of, err := w.list(ctx, by, field.ReadOf{Service: in.Service})
	if i := slices.IndexFunc(of.Items, func(f field.Field) bool { return f.Key == in.Key }); i >= 0 && wrong.Kind == fault.Conflict { // they have been told, and may save all the same
		in.Mark = of.Items[i].Mark
	}
	return editPage(ctx, editing{Name: of.Name, In: in, Err: wrong}), err
}

func listPage(ctx context.Context, f field.Fields) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "What is asked for"), Active: "admin"}, listBody(f))
}

func editPage(ctx context.Context, e editing) templ.Component {
	title := locale.T(ctx, "New field")
	if e.In.Key != "" {
		title = locale.T(ctx, "Field")
	}
	return shell.Desk(ctx, shell.Page{Title: title, Active: "admin", Error: e.Err != nil}, editBody(e))
}

// kinds are the types as message keys.
var kinds = map[string]string{field.Text: "Words on one line", field.Long: "Words on several lines", field.Whole: "Whole number", field.Decimal: "Number with decimals", field.Money: "Amount of money",
	field.Date: "Date", field.YesNo: "Yes or no", field.Choice: "One of a list"}

// sides say who fills a field in and who reads it, as message keys.
var sides = map[string]string{field.Requester: "The requester, when they ask", field.ByHR: "HR; the requester reads it", field.HROnly: "HR, and HR alone reads it"}

func kindOptions(ctx context.Context, now string) []ui.Option {
	var all []ui.Option
	for _, k := range field.Kinds() {
		all = append(all, ui.Option{Value: k, Label: locale.T(ctx, kinds[k]), Selected: k == now})
	}
	return all
}

func sideOptions(ctx context.Context, now string) []ui.Option {
	var all []ui.Option
	for _, s := range field.Sides() {
		all = append(all, ui.Option{Value: s, Label: locale.T(ctx, sides[s]), Selected: s == now})
	}
	return all
}
