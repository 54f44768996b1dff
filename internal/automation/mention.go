package automation

import (
	"context"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Tellable are the people whom a rule can tell of a case: those of HR, by name.
func Tellable(ctx context.Context, q store.Querier) ([]people.Person, error) {
	return people.Holders(ctx, q, authz.Agent, authz.HRHead, authz.ConcernHandler)
}

// checkMention puts the id of whom the rule tells in place of how they were named, or says what is wrong.
func checkMention(ctx context.Context, q store.Querier, says *Says, f *fault.Fields) error {
	if says.ThenMention == "" {
		return nil
	}
	all, err := Tellable(ctx, q)
	if err != nil {
		return err
	}
	p, err := people.Find(ctx, q, says.ThenMention)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	for _, x := range all {
		if err == nil && x.ID == p.ID {
			says.ThenMention = p.ID
			return nil
		}
	}
	f.Need(false, "then_mention", "A rule tells somebody who works in HR. Choose one of them, or leave this out.")
	return nil
}

// toldNames are the names of those whom rules tell, by id.
func (s *Service) toldNames(ctx context.Context, all []Run) (map[string]string, error) {
	var ids []string
	for _, r := range all {
		if r.Says.ThenMention != "" {
			ids = append(ids, r.Says.ThenMention)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := people.NamesByIDs(ctx, s.DB, ids)
	names := map[string]string{}
	for id, p := range found {
		names[id] = p.DisplayName()
	}
	return names, err
}

// leftUnseen says whether a rule would leave somebody untold of a case, because they do not read it.
func (s *Service) leftUnseen(ctx context.Context, says Says, number string) (string, error) {
	reads, err := s.Follow.Reads(ctx, s.DB, says.ThenMention, number)
	if err != nil || reads {
		return "", err
	}
	return LeftUnseen, nil
}
