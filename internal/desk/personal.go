package desk

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"context"

	"hearth/internal/desk/mailing"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people, how they take it along and what erasing does with each column: see erase.go.
func (s *Service) personal() []privacy.Source {
	const figures = "A request stays as a number in the figures of its service, without whose it was, for as long as figures are kept."
	const others = "What HR wrote in the request of somebody else belongs to that request, and stays as long as it does."
	all := []privacy.Source{
		{Table: "desk_case", PersonColumns: []string{"by_person", "for_person", "opened_by", "assignee_person", "answered_by"},
			Columns: []privacy.Fate{
				privacy.Blanked("subject", "language", "by_person", "for_person", "opened_by", "unit_id", "site", "assignee_person", "answered_by", "waiting_reason", "cause_text", "handed_to"),
				privacy.Kept(figures, "number", "service_id", "channel", "opened_at", "outcome", "cause_id"),
				privacy.Unpersonal("id", "state", "sensitivity", "manager_sees", "about_sees", "not_to_manager", "health", "quiet", "needs_decision", "team_id", "priority", "last_at", "last_side",
					"new_reply", "unread", "due_at", "queue_at", "due_kind", "risk_at", "waiting_until", "answered_at", "closed_at", "reopened", "version")},
			What: "Your requests: what they were about, when they were made, and how they ended.", Export: s.exportCases, Erase: s.erase},
		{Table: "desk_party", PersonColumns: []string{"person_id"}, Through: "desk_case", Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id", "relation")},
			What: "Which requests you asked or that were made for you.", Export: s.exportParties},
		{Table: "desk_entry", PersonColumns: []string{"author_person", "withdrawn_by"}, Through: "desk_case",
			Columns: []privacy.Fate{privacy.Blanked("author_person", "withdrawn_by"), privacy.Kept(others, "body"),
				privacy.Deleted("id", "case_id", "at", "kind", "side", "channel", "internal", "withdrawn_at")},
			What: "The messages that you wrote and that were written to you.", Export: s.exportEntries},
		{Table: "desk_file", Through: "desk_case", Columns: []privacy.Fate{privacy.Deleted("file_id", "case_id", "entry_id")},
			What: "The files of your requests.", Export: s.exportFiles, Attached: s.attached},
		{Table: "desk_draft", PersonColumns: []string{"person_id"}, Through: "desk_case", Columns: []privacy.Fate{privacy.Deleted("place", "person_id", "subject", "body", "saved_at")},
			What: "Texts that you began and have not sent.", Export: exportDrafts},
		{Table: "desk_step", PersonColumns: []string{"owner_person", "done_by"}, Through: "desk_case",
			Columns: []privacy.Fate{privacy.Blanked("owner_person", "done_by"), privacy.Kept(others, "title", "outside", "blocked_why"),
				privacy.Deleted("id", "case_id", "position", "team_id", "state", "done_at")},
			What: "Parts of the work on requests that were yours to do.", Export: exportSteps},
		{Table: "desk_waiting", Through: "desk_case", Columns: []privacy.Fate{privacy.Kept(figures, "case_id", "waited_for", "from_at", "to_at"), privacy.Unpersonal("id")},
			What: "For whom your requests waited, and how long.", Export: s.exportWaiting},
	}
	all = append(all, mailing.Personal()...)
	return append(all, privacy.Impersonal("How many numbers were given out, and how many cases there are.", "desk_number", "desk_tally", "desk_tally_risk")...)
}

// mine is the condition that c is a case that the person asked or that is for them, as far as they may see it: one against them is not told of here.
func (s *Service) mine(personID string) store.Where {
	own := store.Cond(`c.id IN (SELECT p.case_id FROM desk_party p WHERE p.person_id = ? AND p.relation IN ('by', 'for'))`, personID)
	return store.And(own, s.visible(authz.Actor{PersonID: personID, Face: authz.Portal}, s.db.Now()))
}

// list turns rows into an export: nil when there are none.
func list[T any](ctx context.Context, q store.Querier, b *store.Q) (any, error) {
	all, err := store.Select[T](ctx, q, b)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func (s *Service) exportCases(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		Number                         int64
		Subject, ServiceID             string
		State, Outcome                 string
		Channel, Language, Site        string
		WaitingReason, HandedTo        string
		OpenedAt, AnsweredAt, ClosedAt store.Time
	}
	return list[kept](ctx, q, new(store.Q).Add(`SELECT c.number, c.subject, c.service_id, c.state, c.outcome, c.channel, c.language, c.site, c.waiting_reason, c.handed_to,
		c.opened_at, c.answered_at, c.closed_at FROM desk_case c WHERE `).Where(s.mine(personID)).Add(` ORDER BY c.opened_at, c.id`))
}

func (s *Service) exportParties(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		Number   int64
		Relation string
	}
	// Only what the person may see of it: complaints against them, and exclusions, are not told here.
	return list[kept](ctx, q, new(store.Q).Add(`SELECT c.number, p.relation FROM desk_party p JOIN desk_case c ON c.id = p.case_id
		WHERE p.person_id = ? AND p.relation IN ('by', 'for', 'about', 'representative', 'named') AND `, personID).
		Where(s.visible(authz.Actor{PersonID: personID, Face: authz.Portal}, s.db.Now())).Add(` ORDER BY c.opened_at, c.id, p.relation`))
}

// exportEntries returns the conversation of one's own requests, without what HR wrote for itself, and what one wrote at somebody's side.
func (s *Service) exportEntries(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		Number     int64
		At         store.Time
		Side, Kind string
		Own        bool
		Body       string
	}
	all, err := store.Select[kept](ctx, q, new(store.Q).Add(`SELECT c.number, e.at, e.side, e.kind, COALESCE(e.author_person = ?, ?) AS own, e.body
		FROM desk_entry e JOIN desk_case c ON c.id = e.case_id WHERE NOT e.internal AND (e.kind <> 'note') AND (e.author_person = ? AND e.side = 'customer' OR `,
		personID, false, personID).Where(s.mine(personID)).Add(`) ORDER BY c.opened_at, c.id, e.id`))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	for i, e := range all {
		if e.Kind != "event" {
			continue
		}
		event, err := decodeEvent(e.Body)
		if err != nil {
			return nil, err
		}
		var ids []string
		for _, a := range event.Args {
			ids = append(ids, a.Person)
		}
		names, err := s.namesOf(ctx, q, ids)
		if err != nil {
			return nil, err
		}
		all[i].Body = event.Sentence(ctx, func(id string) string { return names[id].Name })
	}
	return all, nil
}

func exportDrafts(ctx context.Context, q store.Querier, personID string) (any, error) {
	return list[Draft](ctx, q, new(store.Q).Add(`SELECT subject, body, saved_at FROM desk_draft WHERE person_id = ? ORDER BY saved_at`, personID))
}

// exportSteps leaves out what the steps say: that is about whose request it was.
func exportSteps(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		State  string
		DoneAt store.Time
	}
	// What a step is called tells of its case, which its owner may not see, or not any more.
	return list[kept](ctx, q, new(store.Q).Add(`SELECT state, done_at FROM desk_step WHERE owner_person = ? OR done_by = ? ORDER BY id`, personID, personID))
}

func (s *Service) exportWaiting(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		Number       int64
		WaitedFor    string
		FromAt, ToAt store.Time
	}
	return list[kept](ctx, q, new(store.Q).Add(`SELECT c.number, w.waited_for, w.from_at, w.to_at FROM desk_waiting w JOIN desk_case c ON c.id = w.case_id WHERE `).
		Where(s.mine(personID)).Add(` ORDER BY c.opened_at, c.id, w.id`))
}

// keptFile is an attachment as an export names it.
type keptFile struct {
	Number int64  `json:"number"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	Path   string `json:"path"`
	file   files.File
}

func (s *Service) exportFiles(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := s.filesOf(ctx, q, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func (s *Service) filesOf(ctx context.Context, q store.Querier, personID string) ([]keptFile, error) {
	type link struct {
		Number int64
		FileID string
	}
	links, err := store.Select[link](ctx, q, new(store.Q).Add(`SELECT c.number, f.file_id FROM desk_file f JOIN desk_entry e ON e.id = f.entry_id
		JOIN desk_case c ON c.id = f.case_id WHERE NOT e.internal AND (e.author_person = ? AND e.side = 'customer' OR `, personID).Where(s.mine(personID)).
		Add(`) ORDER BY c.opened_at, c.id, f.file_id`))
	if err != nil {
		return nil, fmt.Errorf("read attachments: %w", err)
	}
	var all []keptFile
	for some := range slices.Chunk(links, 500) {
		var ids []string
		for _, l := range some {
			ids = append(ids, l.FileID)
		}
		found, err := files.ByIDs(ctx, q, ids)
		if err != nil {
			return nil, err
		}
		for _, l := range some {
			if f, ok := found[l.FileID]; ok && f.DeletedAt.IsZero() {
				all = append(all, keptFile{l.Number, f.Name, f.Size, "files/" + Number(l.Number) + "/" + f.ID + "-" + strings.NewReplacer("/", "_", `\`, "_").Replace(f.Name), f})
			}
		}
	}
	return all, nil
}

// attached returns the content of what exportFiles names.
func (s *Service) attached(ctx context.Context, q store.Querier, personID string) ([]privacy.Attachment, error) {
	all, err := s.filesOf(ctx, q, personID)
	if err != nil {
		return nil, err
	}
	out := make([]privacy.Attachment, 0, len(all))
	for _, f := range all {
		out = append(out, privacy.Attachment{Path: f.Path, Type: f.file.ContentType, Size: f.Size, Open: func(ctx context.Context) (io.ReadCloser, error) {
			content, _, err := s.files.Open(ctx, q, f.file.ID)
			return content, err
		}})
	}
	return out, nil
}
