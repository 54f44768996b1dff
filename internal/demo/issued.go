package demo

import (
	"context"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/letters"
	"hearth/internal/platform/authz"
)

// templates makes the templates of letters.
func (b *builder) templates(ctx context.Context, _ authz.Actor) error {
	for _, t := range content.LetterTemplates() {
		in := letters.SaveTemplate{ID: t.ID, Name: t.Name, Kind: t.Kind, RetentionMonths: t.Months, RetentionReason: t.Reason, Signer: t.Signer}
		for _, v := range t.Versions {
			in.Versions = append(in.Versions, letters.Version(v))
		}
		if _, err := b.letters.SaveTemplate(ctx, authz.System(letters.Demo), in); err != nil {
			return err
		}
	}
	return nil
}

// letter lets the agent issue a letter.
func (s *story) letter(at time.Time, l content.IssuedLetter) {
	s.then(at, "issue letter", func(ctx context.Context) error {
		_, err := s.b.letters.Issue(ctx, s.b.agents[s.agent], letters.WriteLetter{Number: s.number, Template: l.Template, Language: l.Language, Values: letters.Values{To: l.To, Contract: l.Contract}})
		return err
	})
}
