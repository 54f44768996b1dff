package demo

import (
	"context"
	"slices"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/spike"
)

// often lets people ask about the payslip portal, which has been down since this morning, and the team of that service announce what it knows.
func (b *builder) often(ctx context.Context) error {
	defer b.clock.Set(b.now)
	keys := make([]string, 0, len(b.persons))
	for key := range b.persons {
		if _, hr := b.agents[key]; !hr && b.ids[key] != "" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	all := content.Often()
	for i, o := range all {
		b.clock.Set(b.now.Add(-time.Duration(len(all)-i) * 11 * time.Minute))
		if _, err := b.desk.Open(ctx, b.portal(keys[(i*37+11)%len(keys)]), desk.Open{Service: content.OftenService, Subject: o.Subject, Body: o.Body, Channel: desk.Portal}); err != nil {
			return err
		}
		b.built.Cases++
	}
	b.clock.Set(b.now)
	if _, err := b.spikes.Look(ctx); err != nil {
		return err
	}
	by := b.agents["ingrid-salo"]
	noticed, err := b.spikes.Noticed(ctx, by)
	if err != nil {
		return err
	}
	in := spike.MakeNews{Service: content.AnnouncedFor, Until: b.now.AddDate(0, 0, 4).Format(time.DateOnly)}
	if len(noticed) > 0 {
		in.Spike = noticed[0].ID
	}
	for _, t := range content.Announced() {
		in.Texts = append(in.Texts, spike.Text{Language: t.Language, Title: t.Title, Body: t.Body})
	}
	_, err = b.spikes.Make(ctx, by, in)
	return err
}
