package macroweb

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/fill"
	"hearth/internal/letters"
	"hearth/internal/macro"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

// outcomes are message keys.
var outcomes = map[string]string{desk.OutcomeAnswered: "Answered", desk.OutcomeDone: "Done", desk.OutcomeWithdrawn: "Withdrawn", desk.OutcomeDuplicate: "A duplicate", desk.OutcomeNotForHR: "Not for HR"}

// meanings say what stands in place of each placeholder, as message keys.
var meanings = map[string]string{fill.FirstName: "The first name of who asked", fill.Name: "The name of who asked", fill.CaseNumber: "The number of the case", fill.Subject: "What it is about",
	fill.Service: "The service", fill.MyName: "Your name", fill.Team: "The team whose case it is", fill.DueDate: "When it is promised to be settled", fill.AskedOn: "The day on which they asked", fill.Today: "Today"}

func formKeys(ctx context.Context) []ui.Key {
	return []ui.Key{{Keys: "Ctrl Enter", Label: locale.T(ctx, "keep it")}}
}

// entry is one text of the form.
type entry struct{ Language, Body string }

// fields are the texts of the form: those that were written, then the other languages of the product, and last one of any language.
func (f written) fields() (all []entry) {
	for i, lang := range f.In.Languages {
		if i < len(f.In.Bodies) && (strings.TrimSpace(f.In.Bodies[i]) != "" || lang != "") {
			all = append(all, entry{lang, f.In.Bodies[i]})
		}
	}
	for _, w := range letters.Languages() {
		if !slices.ContainsFunc(all, func(x entry) bool { return x.Language == w.Language }) {
			all = append(all, entry{Language: w.Language})
		}
	}
	return all
}

func (f written) teamOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: locale.T(ctx, "Only me"), Selected: f.In.Team == ""}}
	for _, t := range f.Teams {
		out = append(out, ui.Option{Value: t.ID, Label: t.Name, Selected: t.ID == f.In.Team, Person: true})
	}
	return out
}

func (f written) outcomeOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: locale.T(ctx, "It stays open")}}
	for _, o := range desk.Outcomes() {
		out = append(out, ui.Option{Value: o, Label: locale.T(ctx, outcomes[o]), Selected: o == f.In.Outcome})
	}
	return out
}

func (f written) causeOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: locale.T(ctx, "The usual one of the service")}}
	for _, c := range f.Causes {
		out = append(out, ui.Option{Value: c.ID, Label: c.Name, Selected: c.ID == f.In.Cause, Person: true})
	}
	return out
}

// days is how long a macro waits, as the form has it.
func (f written) days() string {
	if f.In.WaitDays == 0 {
		return ""
	}
	return strconv.Itoa(f.In.WaitDays)
}

// owners are the macros by whose they are.
func owners(all macro.Macros) (out [][]macro.Macro) {
	for i, m := range all.Items {
		if i == 0 || all.Items[i-1].Team != m.Team {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], m)
	}
	return out
}

func spoken(ctx context.Context, m macro.Macro) string {
	var all []string
	for _, t := range m.Texts {
		all = append(all, locale.LanguageName(ctx, t.Language))
	}
	return strings.Join(all, ", ")
}

// sends is the button that sends a message and does what the macro does besides.
func sends(ctx context.Context, f macro.Filled) string {
	switch {
	case f.Outcome != "" && f.Tag != "":
		return locale.T(ctx, "Send, tag “%s” and close: %s", f.Tag, locale.T(ctx, outcomes[f.Outcome]))
	case f.Outcome != "":
		return locale.T(ctx, "Send and close: %s", locale.T(ctx, outcomes[f.Outcome]))
	case f.WaitDays > 0 && f.Tag != "":
		return locale.T(ctx, "Send, tag “%s” and wait until %s", f.Tag, locale.Date(ctx, f.WaitsUntil.Time))
	case f.WaitDays > 0:
		return locale.T(ctx, "Send and wait until %s", locale.Date(ctx, f.WaitsUntil.Time))
	}
	return locale.T(ctx, "Send and tag “%s”", f.Tag)
}

// Does shows what a macro does that was sent and is held, from what hold.Beside keeps of it. What cannot be read shows nothing.
func Does(kept string) templ.Component {
	does, err := macro.ReadBesides(kept)
	if err != nil {
		return templ.NopComponent
	}
	return besides(does)
}

func formPath(f written) string {
	if f.ID == "" {
		return path
	}
	return path + "/" + url.PathEscape(f.ID)
}

// textField is the field for the text in a language; what is wrong with it is said of the language. One that is folded away has its language above it.
func textField(ctx context.Context, f written, x entry, folded bool) ui.Field {
	name := "text_" + x.Language
	return ui.Field{Name: "text", ID: name, Label: locale.LanguageName(ctx, x.Language), LabelHidden: folded, Value: x.Body, Rows: 6, Optional: x.Body == "", Error: ui.FieldError(ctx, f.Err, name), Attrs: templ.Attributes{"dir": "auto"}}
}

// groupLabel names whose macros stand in a group of the choice.
func groupLabel(ctx context.Context, m macro.Macro) templ.Attributes {
	if m.Team == "" {
		return templ.Attributes{"label": locale.T(ctx, "Only mine")}
	}
	return templ.Attributes{"label": m.TeamName, "data-person": true}
}
