package demo

import (
	"context"
	"maps"
	"slices"

	"hearth/internal/demo/content"
	"hearth/internal/macro"
)

// keepMacros has people of HR keep the texts that they write often. What is shared goes to the first team of who shares it.
func (b *builder) keepMacros(ctx context.Context) error {
	for _, x := range content.Macros() {
		by := b.agents[x.Agent]
		in := macro.Keep{Name: x.Name, Besides: macro.Besides{Tag: x.Tag, WaitDays: x.WaitDays, Outcome: x.Outcome}}
		if x.Shared && len(by.Teams) > 0 {
			in.Team = by.Teams[0]
		}
		for _, lang := range slices.Sorted(maps.Keys(x.Texts)) {
			in.Texts = append(in.Texts, macro.Text{Language: lang, Body: x.Texts[lang]})
		}
		if _, err := b.macros.Keep(ctx, by, in); err != nil {
			return err
		}
	}
	return nil
}
