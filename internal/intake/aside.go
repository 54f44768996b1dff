package intake

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Sides are the conversations beside cases, in which HR asks somebody else.
type Sides interface {
	// ByMark finds the one whose addresses bear a mark, with the id and the number of its case; all "" for none. It asks nobody's rights.
	ByMark(ctx context.Context, q store.Querier, mark int64) (id, caseID, caseNumber string, err error)
	// AnswerMailed adds a mail of by, who was asked, and returns the id of what was written. It refuses, as if there were none, whoever was not asked or has lost it, and one that is over.
	AnswerMailed(ctx context.Context, tx *store.Tx, by authz.Actor, id string, in desk.Mailed) (string, error)
}

// AsidePrefix begins what a mail of such a conversation is about, before the id of the conversation.
const AsidePrefix = "side:"

// replyAside adds the mail to its conversation beside a case. What its sender may not do there any more waits for a person.
func (s *Service) replyAside(ctx context.Context, tx *store.Tx, r *reading, d decision, in desk.Mailed) (desk.Placed, decision, error) {
	for _, name := range slices.Sorted(maps.Keys(r.refused)) {
		in.Body += "\n\n" + locale.T(ctx, "The file %s was not taken: %s It is in the whole mail.", name, r.refused[name].Error())
	}
	id, err := s.Sides.AnswerMailed(ctx, tx, as(r.person), d.side, in)
	switch fault.KindOf(err) {
	case fault.NotFound, fault.Forbidden, fault.Conflict:
		d.state, d.why = Quarantine, locale.M("%s was asked something beside the request, and may not answer there any more.", r.facts.name)
		return desk.Placed{}, d, nil
	}
	return desk.Placed{CaseID: d.caseID, Number: desk.Number(d.number), EntryID: id}, d, err
}

// ForgetAside empties the mails that came into a conversation beside a case, whose words are erased.
func (s *Service) ForgetAside(ctx context.Context, tx *store.Tx, id string) error {
	rows, err := store.All[mailRow](ctx, tx, `SELECT `+mailColumns+` FROM intake_mail m WHERE m.side_id = $1 AND m.side_id <> '' ORDER BY m.id`, id)
	if err != nil {
		return fmt.Errorf("mails of a side conversation: %w", err)
	}
	for _, r := range rows {
		if err := s.empty(ctx, tx, r); err != nil {
			return err
		}
	}
	return nil
}
