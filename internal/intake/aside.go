package intake

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/desk/number"
	"hearth/internal/people"
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
	// AskedIn returns who was asked in one that is not over, as far as they may still answer, to somebody of HR who reads it; nobody to others.
	AskedIn(ctx context.Context, q store.Querier, by authz.Actor, id string) ([]people.Person, error)
}

// AsidePrefix begins what a mail of such a conversation is about, before the id of the conversation.
const AsidePrefix = "side:"

// replyAside adds the mail to its conversation beside a case. What its sender may not do there any more waits for a person.
func (s *Service) replyAside(ctx context.Context, tx *store.Tx, r *reading, d decision, in desk.Mailed) (desk.Placed, decision, error) {
	id, err := s.Sides.AnswerMailed(ctx, tx, as(r.person), d.side, withRefused(ctx, in, r))
	switch fault.KindOf(err) {
	case fault.NotFound, fault.Forbidden, fault.Conflict:
		d.state, d.why = Quarantine, locale.M("%s was asked something beside the request, and may not answer there any more.", r.facts.name)
		return desk.Placed{}, d, nil
	}
	return desk.Placed{CaseID: d.caseID, Number: desk.Number(d.number), EntryID: id}, d, err
}

// withRefused says in what was written which files of the mail were not taken: the case must not tell of them.
func withRefused(ctx context.Context, in desk.Mailed, r *reading) desk.Mailed {
	for _, name := range slices.Sorted(maps.Keys(r.refused)) {
		in.Body += "\n\n" + locale.T(ctx, "The file %s was not taken: %s It is in the whole mail.", name, r.refused[name].Error())
	}
	return in
}

// askedAside returns who may have written a waiting mail that seems to belong to a conversation beside a case.
func (s *Service) askedAside(ctx context.Context, q store.Querier, by authz.Actor, m mailRow) ([]people.Person, error) {
	if m.State != Quarantine || m.SideID == "" || s.Sides == nil {
		return nil, nil
	}
	return s.Sides.AskedIn(ctx, q, by, m.SideID)
}

// JoinAside lets a waiting mail into the conversation beside a case to which it seems to belong.
type JoinAside struct {
	ID string `path:"id" json:"-"`
	As string `json:"as"` // the id of the person who was asked there, whose answer it is
}

// JoinAside lets a mail into its conversation beside a case, as the answer of somebody who was asked there and of whom by says that they wrote it. The requester reads nothing of it. It refuses a mail that
// belongs to no conversation that by reads, or to one that is over, and whoever was not asked or has lost it.
func (s *Service) JoinAside(ctx context.Context, by authz.Actor, in JoinAside) (desk.Placed, error) {
	return s.decide(ctx, by, in.ID, func(tx *store.Tx, r *reading) (desk.Placed, State, error) {
		asked, err := s.askedAside(ctx, tx, by, r.row)
		if err != nil {
			return desk.Placed{}, "", err
		}
		if len(asked) == 0 {
			return desk.Placed{}, "", fault.New(fault.Conflict, "This mail answers nothing that somebody is still asked beside a request. Add it to the request instead.")
		}
		if !slices.ContainsFunc(asked, func(p people.Person) bool { return p.ID == in.As }) {
			return desk.Placed{}, "", fault.ForField("as", "Choose who of those who were asked wrote it.")
		}
		if r.person, err = people.ByID(ctx, tx, in.As); err != nil {
			return desk.Placed{}, "", err
		}
		name, err := number.Of(ctx, tx, r.row.CaseID)
		if err != nil {
			return desk.Placed{}, "", err
		}
		id, err := s.Sides.AnswerMailed(ctx, tx, as(r.person), r.row.SideID, withRefused(ctx, s.mailed(r, decision{}), r))
		r.aside = true
		return desk.Placed{CaseID: r.row.CaseID, Number: name, EntryID: id}, Reply, err
	})
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
