package deskweb

import (
	"context"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/desk/stood"
	"hearth/internal/platform/locale"
)

// This file is what the forms of a case say of how it stood when they were opened, and what was typed into one that was refused.

// localInput is a moment of a refused form as a field of type datetime-local has it; "" for none.
func (o opened) localInput(ctx context.Context, form, field string) string {
	at, err := time.Parse(time.RFC3339, o.value(form, field, ""))
	if err != nil {
		return ""
	}
	return at.In(locale.From(ctx).Zone()).Format("2006-01-02T15:04")
}

// heldUp is what was typed of what holds a step up, where that was refused.
func (o opened) heldUp(step string) string {
	if o.value("steps", "step", "") != step {
		return ""
	}
	return o.value("steps", "why", "")
}

// seenBy is who sees the case, for the form that changes that.
func (o opened) seenBy() string {
	var named []string
	for _, p := range o.Named {
		named = append(named, p.ID)
	}
	return record.SeenBy(o.Sensitivity, named)
}

// wasOf is how a case stands in a row of the queue.
func wasOf(c desk.Case) string {
	id := ""
	if c.Assignee != nil {
		id = c.Assignee.ID
	}
	return stood.Text(c.Number, id, c.Priority)
}

// was is who works on the case, for a form that gives it to somebody else.
func (o opened) was() string {
	if o.Assignee == nil {
		return "nobody"
	}
	return o.Assignee.ID
}
