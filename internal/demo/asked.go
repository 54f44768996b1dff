package demo

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/field"
	"hearth/internal/platform/authz"
)

// asksFor gives two services fields, and fills them in on the situations and on what else is open there.
func (b *builder) asksFor(ctx context.Context) error {
	for i, f := range content.Fields() {
		in := field.Save{Service: f.Service, Key: f.Key, Kind: f.Kind, Label: f.Label, Help: f.Help, Unit: f.Unit, Choices: f.Choices, Least: f.Least, Most: f.Most, Side: f.Side, Required: f.Required, Place: i}
		if _, err := b.fields.Save(ctx, authz.System(Task), in); err != nil {
			return fmt.Errorf("field %s of %s: %w", f.Key, f.Service, err)
		}
	}
	for _, x := range content.Fillings() {
		for _, o := range b.opened {
			if o.key != x.Situation {
				continue
			}
			values := map[string]any{}
			for key, value := range x.Words {
				values[key] = value
			}
			for key, days := range x.Days {
				values[key] = b.now.AddDate(0, 0, days).Format(time.DateOnly)
			}
			if err := b.fills(ctx, b.portal(o.of.asker), o.of.number, values); err != nil {
				return err
			}
			if err := b.fills(ctx, b.agents[o.of.agent], o.of.number, x.ByHR); err != nil {
				return err
			}
		}
	}
	return b.fillsOthers(ctx)
}

func (b *builder) fills(ctx context.Context, by authz.Actor, number string, values map[string]any) error {
	if len(values) == 0 {
		return nil
	}
	if _, err := b.fields.Fill(ctx, by, field.Fill{Number: number, Fields: values}); err != nil {
		return fmt.Errorf("fill in %s: %w", number, err)
	}
	return nil
}

// fillsOthers lets HR fill in what it knows of other open cases about letters.
func (b *builder) fillsOthers(ctx context.Context) error {
	by := b.agents["marta-kowalczyk"]
	page, err := b.desk.List(ctx, by, desk.List{View: desk.ViewOpen, Service: "letters", Limit: 5})
	if err != nil {
		return err
	}
	for i, c := range page.Items {
		if c.Number == b.numberOf("beatriz-mortgage") || !b.works(ctx, by, c.Number) {
			continue
		}
		if err := b.fills(ctx, by, c.Number, map[string]any{"needed": b.now.AddDate(0, 0, 8+i).Format(time.DateOnly)}); err != nil {
			return err
		}
	}
	return nil
}

// works reports whether somebody works on a case.
func (b *builder) works(ctx context.Context, by authz.Actor, number string) bool {
	_, err := b.desk.Look(ctx, b.db, by, number, field.FillFields)
	return err == nil
}

func (b *builder) numberOf(situation string) string {
	for _, o := range b.opened {
		if o.key == situation {
			return o.of.number
		}
	}
	return ""
}
