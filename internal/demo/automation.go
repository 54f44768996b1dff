package demo

import (
	"context"

	"hearth/internal/automation"
	"hearth/internal/demo/content"
)

// sortings has the head of HR make the rules by which teams sort their cases.
func (b *builder) sortings(ctx context.Context) error {
	by := b.agents["ingrid-salo"]
	for _, x := range content.Sortings() {
		_, err := b.automation.Make(ctx, by, automation.Save{Says: automation.Says{Name: x.Name, Team: x.Team, When: x.When, IfService: x.Service, IfTitle: x.Title, IfOwner: x.Owner, IfField: x.Field, IfFieldHow: x.How, IfFieldText: x.Text,
			ThenTag: x.Tag, ThenPriority: x.Priority, ThenNote: x.Note, ThenMention: b.agents[x.Tell].PersonID}})
		if err != nil {
			return err
		}
	}
	return nil
}
