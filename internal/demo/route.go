package demo

import (
	"context"
	"fmt"

	"hearth/internal/agreement"
	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/routing"
)

// route allows routing by load, with what each team agreed on and what its people take. What waits in a queue stays there; what people ask from now on finds somebody, first of all this morning's.
func (b *builder) route(ctx context.Context) error {
	by := authz.System(Task)
	year, month, day := b.now.UTC().Date()
	if _, err := b.agreements.Enter(ctx, by, agreement.Enter{Subject: routing.Subject.ID, AgreedWith: "Works council of Ferrow & Lund, paper 9 of this year",
		LegalBasis: "Works agreement on fair shares of work in HR, section 2",
		Purpose:    "To give new cases to whoever has room, and hard ones to nobody too often. Nobody reads what a colleague carries; no figure is kept or compared by person.",
		Starts:     fmt.Sprintf("%04d-%02d-%02d", year, month, day), Ends: fmt.Sprintf("%04d-%02d-01", year+2, month)}); err != nil {
		return fmt.Errorf("enter agreement: %w", err)
	}
	for _, t := range content.Agreed() {
		a := routing.Agree{Team: t.Team, Agreed: routing.Agreed{LoadCap: t.Load, HeavyOpen: t.HeavyOpen, HeavyWeek: t.HeavyWeek}}
		for service, w := range t.Weights {
			a.Weights = append(a.Weights, routing.Weight{Service: service, Effort: w[0], Emotion: w[1]})
		}
		if _, err := b.routing.Agree(ctx, by, a); err != nil {
			return fmt.Errorf("what %s agreed on: %w", t.Team, err)
		}
	}
	for _, x := range content.Takes() {
		if _, err := b.routing.SaveSkills(ctx, b.agents[x.Agent], routing.Skills{Languages: x.Languages, Services: x.Services}); err != nil {
			return fmt.Errorf("what %s takes: %w", x.Agent, err)
		}
	}
	if _, err := b.routing.Away(ctx, b.agents["daniel-okoro"], routing.Away{FirstDay: b.now.AddDate(0, 0, 9).Format("2006-01-02"), BackDay: b.now.AddDate(0, 0, 16).Format("2006-01-02")}); err != nil {
		return fmt.Errorf("days away: %w", err)
	}
	for _, x := range content.ThisMorning() {
		if _, err := b.desk.Open(ctx, b.portal(x.Asker), desk.Open{Service: x.Service, Subject: x.Subject, Body: x.Body, Channel: content.ByPortal}); err != nil {
			return fmt.Errorf("this morning, %s: %w", x.Asker, err)
		}
		b.built.Cases++
	}
	return nil
}
