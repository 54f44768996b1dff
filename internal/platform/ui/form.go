package ui

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
)

// Field is one question of a form. Texts are in the reader's language.
type Field struct {
	Name         string
	ID           string // "" is Name
	Label        string
	LabelHidden  bool // for screen readers only; the page says it in another way
	Hint         string
	Error        string // what to mend; With sets it
	Value        string // as the person typed it, also when wrong
	Type         string // of an input: "" is text
	Autocomplete string
	InputMode    string
	Optional     bool // says so beside the label
	Person       bool // Label and Hint were written by a person
	Rows         int  // of a text area; 0 is 5
	Class        string
	Checked      bool             // of a Checkbox
	Attrs        templ.Attributes // further attributes of the control
}

// Option is one of the answers of a Field.
type Option struct {
	Value    string
	Label    string
	Hint     string
	Selected bool
	Disabled bool
	Person   bool // Label is a name or was written by a person
}

// With returns f with what err says about it: the sentence of the field of that name, or none.
func (f Field) With(ctx context.Context, err *fault.Error) Field {
	f.Error = FieldError(ctx, err, f.Name)
	return f
}

// unitOf returns f as the choice of what number is counted in.
func (f Field) unitOf(ctx context.Context, number Field) Field {
	f.Label, f.LabelHidden = locale.T(ctx, "Unit of: %s", number.Label), true
	return f
}

// HoursOrMinutes are the units of a working time that is kept in minutes: "h", and "m" for whatever else now is. Working days are none of them, because they are not of one length everywhere.
func HoursOrMinutes(ctx context.Context, now string) []Option {
	return []Option{{Value: "h", Label: locale.T(ctx, "hours"), Selected: now == "h"}, {Value: "m", Label: locale.T(ctx, "minutes"), Selected: now != "h"}}
}

// FieldError renders what err says about the field name, or "" when it says nothing. err may be nil.
func FieldError(ctx context.Context, err *fault.Error, name string) string {
	if err == nil {
		return ""
	}
	for _, f := range err.Fields {
		if f.Name == name {
			return locale.T(ctx, f.Key, f.Args...)
		}
	}
	return ""
}

// FaultText renders the sentence of err for the reader. It is "" for nil.
func FaultText(ctx context.Context, err *fault.Error) string {
	if err == nil {
		return ""
	}
	return locale.T(ctx, err.Key, err.Args...)
}

func (f Field) id() string {
	if f.ID == "" {
		return f.Name
	}
	return f.ID
}

func (f Field) inputType() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

func (f Field) rows() string {
	if f.Rows == 0 {
		return "5"
	}
	return strconv.Itoa(f.Rows)
}

// control returns the attributes every control has: its id and name, and what describes it.
func (f Field) control() templ.Attributes {
	a := f.described()
	a["id"], a["name"] = f.id(), f.Name
	put(a, "autocomplete", f.Autocomplete)
	put(a, "inputmode", f.InputMode)
	for name, value := range f.Attrs {
		a[name] = value
	}
	return a
}

func (f Field) described() templ.Attributes {
	a := templ.Attributes{}
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.id()+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.id()+"-error")
		a["aria-invalid"] = "true"
	}
	put(a, "aria-describedby", strings.Join(ids, " "))
	return a
}

// describedGroup is described without aria-invalid, which a group may not have.
func (f Field) describedGroup() templ.Attributes {
	a := f.described()
	delete(a, "aria-invalid")
	return a
}

func (f Field) class(base string) string {
	if f.Error != "" {
		base += " input-bad"
	}
	return strings.TrimSpace(base + " " + f.Class)
}

// option returns the attributes of answer i; the first bears the field's id, where the error summary leads.
func (f Field) option(i int, kind string, o Option) templ.Attributes {
	id := f.id()
	if i > 0 {
		id += "-" + strconv.Itoa(i)
	}
	a := templ.Attributes{"type": kind, "id": id, "name": f.Name, "value": o.Value, "checked": o.Selected, "disabled": o.Disabled}
	for name, value := range f.Attrs {
		a[name] = value
	}
	return a
}

func (f Field) person() templ.Attributes { return person(f.Person) }

func (o Option) person() templ.Attributes { return person(o.Person) }

// person marks what a person wrote.
func person(is bool) templ.Attributes {
	if is {
		return templ.Attributes{"data-person": true}
	}
	return nil
}

// chosen selects the answer whose value the field has.
func (f Field) chosen(o Option) Option {
	if f.Value != "" && f.Value == o.Value {
		o.Selected = true
	}
	return o
}

func labelClass(f Field) string {
	if f.LabelHidden {
		return "sr-only"
	}
	return "label-t"
}

func picksClass(f Field) string {
	if f.Class != "" {
		return f.Class
	}
	return "grid sm:grid-cols-2 gap-2"
}

func checkboxValue(f Field) string {
	if f.Value == "" {
		return "on"
	}
	return f.Value
}
