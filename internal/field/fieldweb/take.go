package fieldweb

import (
	"context"
	"slices"
	"strconv"

	"hearth/internal/catalogue"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/field"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/sheet"
)

// take is the columns for what cases hold in the fields of the service that the queue is narrowed to. A field that HR alone reads says so above its column: a file goes where no rights are asked.
func (w *Web) take(ctx context.Context, by authz.Actor, service string) (*part.Columns, error) {
	all, err := catalogue.Services(ctx, w.db)
	if err != nil || !slices.ContainsFunc(all, func(x catalogue.Service) bool { return x.Asks && x.ID == service }) {
		return nil, err
	}
	of, err := w.fields.OfService(ctx, by, field.ReadOf{Service: service})
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := part.Columns{}
	for _, f := range of.Items {
		title := f.Label
		if f.Unit != "" {
			title += " (" + f.Unit + ")"
		}
		if f.Side == field.HROnly {
			title = locale.T(ctx, "%s, for HR alone", title)
		}
		out.Titles = append(out.Titles, title)
	}
	out.Cells = func(ctx context.Context, by authz.Actor, ids []string) (map[string][]sheet.Cell, error) {
		held, err := w.fields.Taken(ctx, by, service, ids)
		cells := make(map[string][]sheet.Cell, len(held))
		for id, values := range held {
			for _, f := range of.Items {
				cells[id] = append(cells[id], cell(ctx, values[f.ID]))
			}
		}
		return cells, err
	}
	return &out, nil
}

// cell is what a field holds: a number as a number, so that it can be summed, and a date as it sorts.
func cell(ctx context.Context, f field.Filled) sheet.Cell {
	text := f.Plain()
	switch {
	case text == "":
		return sheet.Cell{}
	case f.Numeric():
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return sheet.Number(n)
		}
	case f.Kind == field.YesNo:
		return sheet.Text(answer(ctx, text))
	}
	return sheet.Text(text)
}
