package label

import (
	"cmp"
	"context"
	"slices"

	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Filters are the services and, for who works with them, the teams that a search for cases may be narrowed to, in the order of their names.
func Filters(ctx context.Context, q store.Querier, teams bool) ([]spec.Filter, error) {
	known, err := All(ctx, q)
	if err != nil {
		return nil, err
	}
	service := spec.Filter{Name: "service", Label: locale.M("Service")}
	for id, x := range known.Services {
		service.Choices = append(service.Choices, spec.Choice{Value: id, Text: x.Name})
	}
	team := spec.Filter{Name: "team", Label: locale.M("Team")}
	for id, name := range known.Teams {
		team.Choices = append(team.Choices, spec.Choice{Value: id, Text: name})
	}
	all := []spec.Filter{service, team}
	for _, f := range all {
		slices.SortFunc(f.Choices, func(a, b spec.Choice) int { return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Value, b.Value)) })
	}
	if !teams {
		return all[:1], nil
	}
	return all, nil
}
