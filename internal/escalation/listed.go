package escalation

import (
	"context"
	"fmt"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// This file is what stands in somebody's own list of what waits: the promises that nearly passed, or did, and with which the engine came to them. Whether a message went out is no matter for it.

// listedFrom is the share of its minutes from which on a promise stands in lists.
const listedFrom = 80

// list puts the promise into the list of somebody, where it stands for as long as it has to be kept; where it is their case, for as long as it is. What is over of theirs goes. Of a call package callback has a list.
func (m matter) list(ctx context.Context, p people.Person) error {
	if m.share < listedFrom || m.p.Kind == promise.Callback {
		return nil
	}
	over := new(store.Q).Add(`DELETE FROM escalation_listed WHERE person_id = ? AND `, p.ID).Where(store.Not(promise.StillOpen("escalation_listed.about_id")))
	if _, err := m.tx.Exec(ctx, over.SQL(), over.Args()...); err != nil {
		return fmt.Errorf("leave out what is over: %w", err)
	}
	_, err := m.tx.Exec(ctx, `INSERT INTO escalation_listed (about_id, person_id, share, as_owner, case_id, case_number, listed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (about_id, person_id) DO UPDATE SET share = CASE WHEN escalation_listed.share > excluded.share THEN escalation_listed.share ELSE excluded.share END, as_owner = excluded.as_owner`, m.p.ID, p.ID, m.share, p.ID == m.c.Assignee, m.c.ID, m.c.Number, m.tx.Now())
	if err != nil {
		return fmt.Errorf("list what waits: %w", err)
	}
	return nil
}

// toDo lists the promises that nearly passed or did, still have to be kept and do not wait, and with which the engine came to by: as whose they are, or as who is at work.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if by.PersonID == "" || by.Face != authz.Desk || !by.Works() {
		return nil, nil
	}
	type row struct {
		AboutID, CaseNumber string
		Share               int
		AsOwner             bool
		ListedAt            store.Time
	}
	theirs := store.Or(store.Cond(`NOT e.as_owner`), desk.Unanswered("e.case_id", by.PersonID))
	rows, err := store.Select[row](ctx, s.DB, new(store.Q).Add(`SELECT e.about_id, e.case_number, e.share, e.as_owner, e.listed_at FROM escalation_listed e WHERE e.person_id = ? AND `, by.PersonID).
		Where(store.And(promise.Counting("e.about_id", s.DB.Now()), desk.Unanswered("e.case_id", ""), theirs, s.Desk.SeenBy(by, "e.case_id"))).
		Add(` ORDER BY e.share DESC, e.case_number, e.about_id LIMIT ?`, spec.MostToDo+1))
	if err != nil {
		return nil, fmt.Errorf("read what was escalated: %w", err)
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.AboutID)
	}
	promises, err := s.Promises.ByIDs(ctx, s.DB, ids)
	if err != nil {
		return nil, err
	}
	var all []spec.ToDo
	said := map[string]bool{}
	for _, r := range rows {
		p, now := promises[r.AboutID], s.DB.Now()
		todo := spec.ToDo{Title: r.CaseNumber, Text: waits(r.Share >= 100 || p.At(now) == promise.Late, r.AsOwner), Link: "/desk/cases/" + r.CaseNumber, Action: locale.M("Look at it"), At: p.DueAt}
		if r.Share >= 100 && p.DueAt.After(now) { // of a word that replaced one that was late, before late words stayed
			todo.At, todo.Since = store.Time{}, r.ListedAt
		}
		if same := todo.Title + "\n" + todo.Text.Key; !said[same] { // of two promises of a case that say the same, the first says it
			said[same] = true
			all = append(all, todo)
		}
	}
	return spec.Cut(all, locale.M("More is late, or will be soon, and came to you."), "/desk?view=due"), nil
}

// waits says why a promise stands in somebody's list.
func waits(late, own bool) locale.Msg {
	switch {
	case late && own:
		return locale.M("This is late, and it is with you.")
	case late:
		return locale.M("This is late, and came to you because you are at work.")
	case own:
		return locale.M("This is due soon, and it is with you.")
	}
	return locale.M("This is due soon, and came to you because you are at work.")
}

// listed says what the lists hold about people.
func listed() privacy.Source {
	return privacy.Source{Table: "escalation_listed", PersonColumns: []string{"person_id"}, What: "Which promises stand in your own list at work.",
		Columns: []privacy.Fate{privacy.Deleted("person_id"), privacy.Unpersonal("about_id", "share", "as_owner", "case_id", "case_number", "listed_at")}, Export: exportListed, Erase: eraseListed}
}

// Listed is a promise in somebody's list.
type Listed struct {
	CaseNumber string     `json:"case"`
	Share      int        `json:"percent"` // of its minutes that had passed
	ListedAt   store.Time `json:"at"`
}

func exportListed(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[Listed](ctx, q, `SELECT case_number, share, listed_at FROM escalation_listed WHERE person_id = $1 ORDER BY listed_at, about_id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func eraseListed(ctx context.Context, tx *store.Tx, personID string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM escalation_listed WHERE person_id = $1`, personID); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	return nil
}
