package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk/draft"
	"hearth/internal/desk/history"
	"hearth/internal/desk/label"
	"hearth/internal/desk/mailing"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// ReadOne names a case.
type ReadOne struct {
	Number string `path:"number" json:"-"`
}

// Whole is everything about one case that its reader may read.
type Whole struct {
	Case
	About       []Person         `json:"about"`
	Against     []Person         `json:"against,omitempty"`  // only HR reads whom it is against, and the requester
	Named       []Person         `json:"named,omitempty"`    // HR people who may see it
	Excluded    []Person         `json:"excluded,omitempty"` // whom the requester excluded
	Invited     []Person         `json:"invited,omitempty"`  // who stands by the requester, at their invitation
	Talk        []Entry          `json:"messages"`
	Steps       []Step           `json:"steps"`
	Beside      []promise.View   `json:"-"`                     // what is promised beside the case, still has to be kept, and its reader may know of; each says what it is of
	Card        *people.Card     `json:"-"`                     // facts about the person it is for; for HR
	Missed      []mailing.Missed `json:"undelivered,omitempty"` // what its customers were written and have not received; for HR
	Others      []Case           `json:"-"`                     // their other cases that the reader may see, newest first; one more than record.MostOthers where there are others
	Draft       draft.Draft      `json:"-"`                     // what the reader was writing here
	May         May              `json:"may"`                   // what the reader may do now
	Last        string           `json:"last_entry"`            // the id of the last entry, for Seen
	HandedTo    string           `json:"handed_to,omitempty"`
	CauseText   string           `json:"cause_text,omitempty"`
	Usual       string           `json:"usual_cause,omitempty"` // the cause that the service proposes; for HR
	Decision    bool             `json:"needs_decision"`
	Quiet       bool             `json:"-"`
	ManagerSees bool             `json:"manager_sees"`      // the manager of the person it is for may see it
	Versions    int64            `json:"version,omitempty"` // counts every change, so it is for HR
}

// May says what the reader may do with the case in its present state.
type May struct {
	Write  bool `json:"write"`  // a message
	Work   bool `json:"work"`   // everything of HR
	Settle bool `json:"settle"` // accept, or reopen
	Invite bool `json:"invite"` // say who stands by them
	Rate   bool `json:"rate"`
}

// Read returns a case with its conversation. It is an opening: it is written to the audit record, for ordinary cases within a second, for
// others before anything is returned. Opening it as its requester marks it read.
func (s *Service) Read(ctx context.Context, by authz.Actor, in ReadOne) (Whole, error) {
	r, rel, err := s.load(ctx, s.db, by, in.Number, ReadCase)
	if err != nil {
		return Whole{}, err
	}
	if err := s.opened(ctx, by, r, rel); err != nil {
		return Whole{}, err
	}
	if r.Unread && rel.Has(authz.By|authz.For) {
		if err := s.markRead(ctx, r.ID); err != nil && !store.IsFull(err) { // reading goes on without room for a note of it
			return Whole{}, err
		}
	}
	w := Whole{Quiet: r.Quiet, Decision: r.NeedsDecision, HandedTo: r.HandedTo, ManagerSees: r.ManagerSees && !r.NotToManager}
	if w.Case, err = s.present(ctx, s.db, by, r); err != nil {
		return w, err
	}
	hr := s.works(by, rel)
	if hr {
		w.Versions = r.Version
	}
	w.May = s.allowed(by, r, rel)
	if err := s.readParties(ctx, by, r, rel, &w); err != nil {
		return w, err
	}
	if w.Hidden {
		w.Talk, w.Steps, w.HandedTo = []Entry{}, []Step{}, ""
	} else if err := s.readTexts(ctx, by, r, hr, &w); err != nil {
		return w, err
	}
	if err := s.explain(ctx, by, r, rel, &w); err != nil {
		return w, err
	}
	if hr {
		err = s.readForHR(ctx, by, r, &w)
	}
	return w, err
}

func (s *Service) allowed(by authz.Actor, r row, rel authz.Relation) May {
	can := func(action authz.Action) bool { return s.policy.May(by, action, rel) == nil }
	hidden := s.hidesTexts(by, r, rel)
	goesOn := r.State == StateOpen || r.State == Waiting
	return May{Write: goesOn && !hidden && (can(writing(r)) || can(WorkCase)), Work: can(WorkCase), Settle: r.State == Answered && can(SettleCase), Invite: r.State != Closed && can(InviteTo),
		Rate: can(RateCase) && (r.State == Answered || r.State == Closed && !(r.Outcome == OutcomeDuplicate && r.AnsweredAt.IsZero()))} // what goes on in another case is rated there
}

// opened writes into the audit record that by opened the case: into that of each person whom it concerns, see party.Concerned. Reading one's own request is no opening.
func (s *Service) opened(ctx context.Context, by authz.Actor, r row, rel authz.Relation) error {
	if by.Task != "" || rel.Has(authz.By|authz.For) {
		return nil
	}
	e := audit.Entry{By: by, Action: string(ReadCase), Kind: OwnerKind, Object: r.ID, Person: r.ForPerson, Team: r.TeamID}
	if r.Health || r.Sensitivity != catalogue.Open {
		return s.audit.OpenedNow(ctx, e)
	}
	s.audit.Opened(e)
	return nil
}

func (s *Service) markRead(ctx context.Context, id string) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		return tx.Write(ctx, `UPDATE desk_case SET unread = $2 WHERE id = $1`, id, false)
	})
}

// readParties fills in the people of the case that its reader may know of.
func (s *Service) readParties(ctx context.Context, by authz.Actor, r row, rel authz.Relation, w *Whole) error {
	type stands struct{ PersonID, Relation string }
	all, err := store.All[stands](ctx, s.db, `SELECT person_id, relation FROM desk_party WHERE case_id = $1 ORDER BY person_id`, r.ID)
	if err != nil {
		return fmt.Errorf("read parties: %w", err)
	}
	var ids []string
	for _, p := range all {
		if p.Relation != party.By && p.Relation != party.For { // those are in the case
			ids = append(ids, p.PersonID)
		}
	}
	names, err := label.People(ctx, s.db, ids)
	if err != nil {
		return err
	}
	hr, asked := s.works(by, rel), rel.Has(authz.By|authz.For)
	w.About = []Person{}
	for _, p := range all {
		name := names[p.PersonID]
		switch {
		case p.Relation == party.About && (hr || asked || p.PersonID == by.PersonID):
			w.About = append(w.About, name)
		case p.Relation == party.Against && (hr || rel.Has(authz.By)) && !w.Hidden:
			w.Against = append(w.Against, name)
		case p.Relation == party.Named && (hr || asked):
			w.Named = append(w.Named, name)
		case p.Relation == party.Representative && (hr || asked || p.PersonID == by.PersonID):
			w.Invited = append(w.Invited, name)
		case p.Relation == party.Excluded && (hr || rel.Has(authz.By)):
			w.Excluded = append(w.Excluded, name)
		}
	}
	return nil
}

// readTexts fills in the conversation, the steps and the reader's draft.
func (s *Service) readTexts(ctx context.Context, by authz.Actor, r row, hr bool, w *Whole) error {
	entries, err := store.All[entry](ctx, s.db, record.SelectEntry+` WHERE e.case_id = $1 ORDER BY e.id`, r.ID)
	if err != nil {
		return fmt.Errorf("read conversation: %w", err)
	}
	if !hr {
		entries = slices.DeleteFunc(entries, func(e entry) bool { return e.Internal })
	}
	if w.Talk, err = s.presentEntries(ctx, s.db, by, entries); err != nil {
		return err
	}
	if err := s.readParts(ctx, by, r, w); err != nil {
		return err
	}
	if n := len(w.Talk); n > 0 {
		w.Last = w.Talk[n-1].ID
	}
	if w.Steps, err = s.readSteps(ctx, s.db, r); err != nil {
		return err
	}
	w.Draft, err = draft.At(ctx, s.db, by.PersonID, draft.Case(r.ID))
	return err
}

func (s *Service) presentEntry(ctx context.Context, q store.Querier, by authz.Actor, id string) (Entry, error) {
	e, err := store.One[entry](ctx, q, record.SelectEntry+` WHERE e.id = $1`, id)
	if err != nil {
		return Entry{}, err
	}
	all, err := s.presentEntries(ctx, q, by, []entry{e})
	if err != nil {
		return Entry{}, err
	}
	return all[0], nil
}

func (s *Service) presentEntries(ctx context.Context, q store.Querier, by authz.Actor, entries []entry) ([]Entry, error) {
	out := make([]Entry, 0, len(entries))
	if len(entries) == 0 {
		return out, nil
	}
	kept, err := record.Kept(ctx, q, entries, by.PersonID)
	if err != nil {
		return nil, err
	}
	var persons []string
	for _, e := range entries {
		shown := Entry{ID: e.ID, At: e.At, Kind: e.Kind, Side: e.Side, Body: e.Body, Channel: e.Channel, Internal: e.Internal, Withdrawn: e.WithdrawnAt,
			Files: []File{}, Author: Person{ID: e.AuthorPerson}, Own: e.AuthorPerson == by.PersonID}
		persons = append(persons, e.AuthorPerson)
		if e.Kind == "event" {
			event, err := history.Decode(e.Body)
			if err != nil {
				return nil, err
			}
			shown.Event, shown.Body = &event, ""
			for _, a := range event.Args {
				persons = append(persons, a.Person)
			}
		}
		own := shown.Own && shown.Withdrawn.IsZero() && e.Kind != "event"
		shown.May, shown.Kept = own && !kept, own && kept
		out = append(out, shown)
	}
	names, err := label.People(ctx, q, persons)
	if err != nil {
		return nil, err
	}
	plain := make(map[string]string, len(names))
	for id, p := range names {
		plain[id] = p.Name
	}
	for i := range out {
		out[i].Author, out[i].names = names[out[i].Author.ID], plain
		if e := out[i].Event; e != nil {
			out[i].Body = e.Sentence(ctx, out[i].NameOf)
		}
	}
	return out, s.attach(ctx, q, entries[0].CaseID, out)
}

// attach fills in the files of entries of one case.
func (s *Service) attach(ctx context.Context, q store.Querier, caseID string, entries []Entry) error {
	type link struct{ FileID, EntryID string }
	links, err := store.All[link](ctx, q, `SELECT file_id, entry_id FROM desk_file WHERE case_id = $1 ORDER BY file_id`, caseID)
	if err != nil || len(links) == 0 {
		return err
	}
	var ids []string
	for _, l := range links {
		ids = append(ids, l.FileID)
	}
	found, err := files.ByIDs(ctx, q, ids)
	if err != nil {
		return err
	}
	for _, l := range links {
		i := slices.IndexFunc(entries, func(e Entry) bool { return e.ID == l.EntryID })
		f, ok := found[l.FileID]
		if i < 0 || !ok {
			continue
		}
		shown := File{ID: f.ID, Name: f.Name, Type: f.ContentType, Size: f.Size, Withdrawn: f.DeletedAt, May: entries[i].May && f.DeletedAt.IsZero()}
		if !f.DeletedAt.IsZero() {
			shown.Name = ""
		}
		entries[i].Files = append(entries[i].Files, shown)
	}
	return nil
}

func (s *Service) readSteps(ctx context.Context, q store.Querier, r row) ([]Step, error) {
	rows, err := store.All[stepRow](ctx, q, selectStep+` WHERE case_id = $1 ORDER BY position`, r.ID)
	if err != nil {
		return nil, fmt.Errorf("read steps: %w", err)
	}
	out := make([]Step, 0, len(rows))
	if len(rows) == 0 {
		return out, nil
	}
	var ids, persons []string
	for _, x := range rows {
		ids, persons = append(ids, x.ID), append(persons, x.OwnerPerson)
	}
	promises, err := s.promises.ForOwners(ctx, q, StepKind, ids)
	if err != nil {
		return nil, err
	}
	names, err := label.People(ctx, q, persons)
	if err != nil {
		return nil, err
	}
	known, err := label.All(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, x := range rows {
		step := Step{ID: x.ID, Title: x.Title, Team: known.Teams[x.TeamID], Outside: x.Outside, State: x.State, Why: x.BlockedWhy, DoneAt: x.DoneAt}
		if x.OwnerPerson != "" {
			p := names[x.OwnerPerson]
			step.Owner = &p
		}
		if all := promises[x.ID]; len(all) > 0 {
			v := s.promises.View(q.Now(), all[len(all)-1])
			step.Promise = &v
		}
		out = append(out, step)
	}
	return out, nil
}

// readForHR fills in what HR needs beside the conversation.
func (s *Service) readForHR(ctx context.Context, by authz.Actor, r row, w *Whole) error {
	service, err := catalogue.Find(ctx, s.db, r.ServiceID)
	if err != nil {
		return err
	}
	if w.Usual = service.CauseID; !w.Hidden {
		w.CauseText = r.CauseText
	}
	if err := s.readMissed(ctx, r, w); err != nil {
		return err
	}
	if r.ForPerson == privacy.Erased {
		return nil
	}
	card, err := people.CardOf(ctx, s.db, r.ForPerson)
	if err != nil {
		return err
	}
	w.Card = &card
	now := s.db.Now()
	rows, err := store.Select[row](ctx, s.db, new(store.Q).Add(`SELECT `+record.Columns+` FROM desk_case c WHERE c.for_person = ? AND c.id <> ? AND `, r.ForPerson, r.ID).
		Where(s.visible(by, now)).Add(` ORDER BY c.opened_at DESC, c.id DESC LIMIT ?`, record.MostOthers+1))
	if err != nil {
		return fmt.Errorf("read other cases: %w", err)
	}
	w.Others, err = s.presentAll(ctx, s.db, by, rows, nextPromises)
	return err
}

// ReadFile names an attachment.
type ReadFile struct {
	Number string `path:"number" json:"-"`
	File   string `path:"file" json:"-"`
}

// OpenFile returns the content of an attachment to whoever may read the texts of its case, and notes only to HR. The caller closes it. A
// withdrawn file is absent.
func (s *Service) OpenFile(ctx context.Context, by authz.Actor, in ReadFile) (io.ReadSeekCloser, files.File, error) {
	r, rel, err := s.load(ctx, s.db, by, in.Number, ReadCase)
	if err != nil {
		return nil, files.File{}, err
	}
	internal, err := store.One[bool](ctx, s.db, `SELECT e.internal FROM desk_file f JOIN desk_entry e ON e.id = f.entry_id
		WHERE f.file_id = $1 AND f.case_id = $2`, in.File, r.ID)
	if errors.Is(err, store.ErrNone) || err == nil && (s.hidesTexts(by, r, rel) || internal && !s.works(by, rel)) {
		return nil, files.File{}, authz.Hidden()
	}
	if err != nil {
		return nil, files.File{}, err
	}
	if err := s.opened(ctx, by, r, rel); err != nil {
		return nil, files.File{}, err
	}
	return s.files.Open(ctx, s.db, in.File)
}
