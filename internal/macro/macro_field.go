package macro

import (
	"context"
	"slices"
	"strings"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/desk/fill"
	"hearth/internal/field"
	"hearth/internal/letters"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// answers are yes and no by language.
var answers = map[string][2]string{"en": {"yes", "no"}, "de": {"ja", "nein"}, "sv": {"ja", "nej"}, "pt": {"sim", "não"}, "pl": {"tak", "nie"}}

// written is what a field holds as a text of a language says it; in one that the product does not know, as it is typed.
func written(h field.Filled, words letters.Words, known bool) string {
	text := h.Plain()
	switch {
	case text == "":
		return ""
	case h.Kind == field.YesNo:
		said := answers["en"]
		if known {
			said = answers[words.Language]
		}
		return said[slices.Index([]string{field.Yes, field.No}, text)]
	case h.Kind == field.Money:
		whole, part, _ := strings.Cut(text, ".")
		if text = whole + "." + (part + "00")[:2]; known {
			text = words.Figure(text)
		}
		return text + " " + h.Unit
	case h.Numeric() && known:
		return words.Figure(text)
	case h.Kind == field.Date && known:
		if d, err := calendar.ParseDate(text); err == nil {
			return words.Day(d.Start(time.UTC))
		}
	}
	return text
}

// Withheld is the placeholder of a field among those that are missing, where the case may hold something in it that is not put in, because others read the conversation besides who asked; or "".
func (f Facts) Withheld(missing []string) string {
	for _, name := range missing {
		if _, is := fill.FieldOf(name); is && f.overheard {
			return name
		}
	}
	return ""
}

// Asked are the fields whose placeholders a text to who asked may hold: those of all services that HR does not read alone and that are asked for, each key once. It asks nobody's rights.
func Asked(ctx context.Context, q store.Querier) ([]field.Field, error) {
	all, err := field.All(ctx, q)
	var out []field.Field
	for _, f := range all {
		if f.Side != field.HROnly && !f.Retired && !slices.ContainsFunc(out, func(o field.Field) bool { return o.Key == f.Key }) {
			out = append(out, f)
		}
	}
	return out, err
}

// CheckFields adds to f what is wrong with the placeholders of fields in a text that goes to who asked: fields that there are not, and those that HR alone reads.
func CheckFields(ctx context.Context, q store.Querier, text, at string, f *fault.Fields) error {
	var all []field.Field
	for _, name := range fill.Left(text) {
		key, is := fill.FieldOf(name)
		if !is {
			continue
		}
		if all == nil {
			var err error
			if all, err = field.All(ctx, q); err != nil {
				return err
			}
		}
		there, open := false, false
		for _, x := range all {
			there, open = there || x.Key == key, open || x.Key == key && x.Side != field.HROnly
		}
		f.Need(there, at, "No service asks for a field {%s}. Take it out, or write another one.", name)
		f.Need(!there || open, at, "HR alone reads what stands in {%s}, and this text goes to who asked. Take it out.", name)
	}
	return nil
}
