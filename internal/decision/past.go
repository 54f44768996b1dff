package decision

import (
	"context"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Past is the first decision of a case of the past, for loads of many: its assignee decided it when the case was answered.
type Past struct {
	Case                  desk.Past
	Outcome, Reason       string
	Ref, Title, Text      string // of the clause, empty where it was granted without one
	Facts, Alternatives   []string
	NextText, NextOn      string
	AppealTo, AppealUntil string
	Total                 string // what its calculation came to
	AfterHeard            bool   // what we heard was confirmed before
}

// LoadPast writes decisions of cases that are loaded with them. What the database asks of a decision it asks of these too.
func LoadPast(ctx context.Context, tx *store.Tx, all []Past) error {
	var values [][]any
	for _, p := range all {
		c, version, heard := p.Case, "", ""
		if p.Ref != "" {
			version = ident.New()
		}
		if p.AfterHeard {
			heard = heardConfirmed
		}
		values = append(values, []any{ident.New(), c.ID, 1, kindDecision, p.Outcome, p.Reason, version, p.Ref, p.Title, p.Text, "", strings.Join(p.Facts, "\n"),
			strings.Join(p.Alternatives, "\n"), p.NextText, p.NextOn, "", p.AppealUntil, p.AppealTo, heard, p.Total, "", c.By, c.By, c.Assignee, c.AnsweredAt})
	}
	return tx.InsertAll(ctx, "decision_decision", []string{"id", "case_id", "version", "kind", "outcome", "reason", "clause_version", "clause_ref", "clause_title", "clause_text",
		"clause_edition", "facts", "alternatives", "next_text", "next_on", "recur", "appeal_until", "appeal_to", "heard", "total", "why", "by_person", "for_person", "decided_by",
		"decided_at"}, values)
}
