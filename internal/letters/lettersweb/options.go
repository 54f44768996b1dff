package lettersweb

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/letters"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

func templateOptions(ctx context.Context, c composer) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "Choose a template")}}
	for _, t := range c.Templates {
		all = append(all, ui.Option{Value: t.ID, Label: t.Name, Person: true, Selected: t.ID == c.Template.ID})
	}
	return all
}

func languageOptions(now string) (all []ui.Option) {
	chosen, _ := letters.WordsOf(now)
	for _, w := range letters.Languages() {
		all = append(all, ui.Option{Value: w.Language, Label: w.Name, Person: true, Selected: w.Language == chosen.Language})
	}
	return all
}

func kindOptions(ctx context.Context, now string) (all []ui.Option) {
	for _, k := range letters.Kinds() {
		all = append(all, ui.Option{Value: k, Label: locale.T(ctx, letters.KindLabel(k)), Selected: k == now})
	}
	return all
}

func signerOptions(ctx context.Context, now string) []ui.Option {
	return []ui.Option{{Value: "agent", Label: locale.T(ctx, "Whoever works on the case"), Selected: now == "agent"}, {Value: "head", Label: locale.T(ctx, "The head of HR"), Selected: now == "head"}}
}

func gapField(ctx context.Context, g letters.Gap, c composer) ui.Field {
	f := ui.Field{Name: g.Name, Label: locale.T(ctx, g.Label), Value: g.Value}
	switch g.Kind {
	case "date":
		f.Type = "date"
	case "number":
		f.InputMode, f.Hint = "decimal", locale.T(ctx, "For example 37.5")
	case "amount":
		f.InputMode, f.Hint = "decimal", locale.T(ctx, "For example 1250.00")
	}
	return f.With(ctx, c.Err)
}

// spoken says in which language a text is, where that is known.
func spoken(language string) templ.Attributes {
	if language == "" {
		return nil
	}
	return templ.Attributes{"lang": language}
}

func months(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// languagesOf names the languages that a template has.
func languagesOf(ctx context.Context, t letters.Template) string {
	var all []string
	for _, v := range t.Versions {
		all = append(all, locale.LanguageName(ctx, v.Language))
	}
	return strings.Join(all, ", ")
}
