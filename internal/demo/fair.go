package demo

import (
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hearth/internal/agreement"
	"hearth/internal/demo/content"
	"hearth/internal/fairness"
	"hearth/internal/platform/authz"
)

// fair allows the fairness audit, takes in what it compares by, and audits the clause that most was decided under: what comes out, comes out.
func (b *builder) fair(ctx context.Context) error {
	by := authz.System(Task)
	year, month, day := b.now.UTC().Date()
	if _, err := b.agreements.Enter(ctx, by, agreement.Enter{Subject: fairness.Subject.ID, AgreedWith: "Works council of Ferrow & Lund, paper 7 of this year",
		LegalBasis: "Works agreement on fair decisions, section 3; equality law of the country of each site",
		Purpose:    "To find, once a year and for each clause, whether like cases end alike for women and men and whatever their first language is. Nothing else.",
		Starts:     fmt.Sprintf("%04d-%02d-%02d", year, month, day), Ends: fmt.Sprintf("%04d-%02d-01", year+2, month)}); err != nil {
		return fmt.Errorf("enter agreement: %w", err)
	}
	if _, err := b.fairness.LoadAttributes(ctx, by, fairness.LoadAttributes{CSV: protected(b.persons)}); err != nil {
		return fmt.Errorf("take in attributes: %w", err)
	}
	head := b.agents["ingrid-salo"]
	all, err := b.fairness.Overview(ctx, head, fairness.Nothing{})
	if err != nil || len(all.Items) == 0 {
		return err
	}
	most := slices.MaxFunc(all.Items, func(a, b fairness.ClauseLine) int { return a.Decisions - b.Decisions })
	if _, err := b.fairness.Run(ctx, head, fairness.Start{Ref: most.Ref}); err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	return nil
}

// protected is a file of what the audit compares by, of all who said so.
func protected(persons map[string]content.Person) string {
	var file strings.Builder
	w := csv.NewWriter(&file)
	_ = w.Write([]string{"person", "attribute", "value"}) // a strings.Builder takes everything
	groups := map[string]string{"she/her": "women", "he/him": "men"}
	languages := map[string]string{"en": "English", "sv": "Swedish", "pt": "Portuguese", "cs": "Czech", "pl": "Polish", "de": "German"}
	for _, key := range slices.Sorted(maps.Keys(persons)) {
		p := persons[key]
		if g := groups[p.Pronouns]; g != "" && p.Number != "" {
			_ = w.Write([]string{p.Number, "Gender", g})
		}
		if l := languages[p.Language]; l != "" && p.Number != "" {
			_ = w.Write([]string{p.Number, "First language", l})
		}
	}
	w.Flush()
	return file.String()
}
