// Package own is what people take along of their cases: all that they may see of those that they asked or that are for them, and what they wrote at somebody's side.
package own

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"hearth/internal/platform/files"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// Source reads it. All parts are needed.
type Source struct {
	Files    *files.Store
	Sees     func(personID string) store.Where                                        // that a case c is one that the person may see in the portal
	Number   func(n int64) string                                                     // how a case is called
	Sentence func(ctx context.Context, q store.Querier, event string) (string, error) // what happened, in words
}

// mine is the condition that c is a case that the person asked or that is for them, as far as they may see it: one against them is not told of here.
func (s Source) mine(personID string) store.Where {
	own := store.Cond(`c.id IN (SELECT p.case_id FROM desk_party p WHERE p.person_id = ? AND p.relation IN ('by', 'for'))`, personID)
	return store.And(own, s.Sees(personID))
}

// list turns rows into an export: nil when there are none.
func list[T any](ctx context.Context, q store.Querier, b *store.Q) (any, error) {
	all, err := store.Select[T](ctx, q, b)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// Cases returns the cases.
func (s Source) Cases(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		Number                         int64
		Subject, ServiceID             string
		State, Outcome                 string
		Channel, Language, Site        string
		WaitingReason, WaitingNeeded   string
		HandedTo                       string
		OpenedAt, AnsweredAt, ClosedAt store.Time
	}
	return list[kept](ctx, q, new(store.Q).Add(`SELECT c.number, c.subject, c.service_id, c.state, c.outcome, c.channel, c.language, c.site, c.waiting_reason, c.waiting_needed, c.handed_to,
		c.opened_at, c.answered_at, c.closed_at FROM desk_case c WHERE `).Where(s.mine(personID)).Add(` ORDER BY c.opened_at, c.id`))
}

// Parties returns in which part the person has to do with cases.
func (s Source) Parties(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		Number   int64
		Relation string
	}
	// Only what the person may see of it: complaints against them, and exclusions, are not told here.
	return list[kept](ctx, q, new(store.Q).Add(`SELECT c.number, p.relation FROM desk_party p JOIN desk_case c ON c.id = p.case_id
		WHERE p.person_id = ? AND p.relation IN ('by', 'for', 'about', 'representative', 'named') AND `, personID).
		Where(s.Sees(personID)).Add(` ORDER BY c.opened_at, c.id, p.relation`))
}

// Entries returns the conversation of one's own requests, without what HR wrote for itself, and what one wrote at somebody's side.
func (s Source) Entries(ctx context.Context, q store.Querier, personID string) (any, error) {
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
		if all[i].Body, err = s.Sentence(ctx, q, e.Body); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Drafts returns texts that were begun and not sent.
func Drafts(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		Subject  string     `json:"subject,omitempty"`
		Body     string     `json:"body"`
		Given    string     `json:"fields,omitempty"`
		Internal bool       `json:"internal,omitempty"`
		SavedAt  store.Time `json:"saved_at"`
	}
	return list[kept](ctx, q, new(store.Q).Add(`SELECT subject, body, given, internal, saved_at FROM desk_draft WHERE person_id = ? ORDER BY saved_at`, personID))
}

// Steps leaves out what the steps say: that is about whose request it was.
func Steps(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		State  string
		DoneAt store.Time
	}
	// What a step is called tells of its case, which its owner may not see, or not any more.
	return list[kept](ctx, q, new(store.Q).Add(`SELECT state, done_at FROM desk_step WHERE owner_person = ? OR done_by = ? ORDER BY id`, personID, personID))
}

// Waiting returns for whom the cases waited, and how long.
func (s Source) Waiting(ctx context.Context, q store.Querier, personID string) (any, error) {
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

// Attachments returns the names of the files.
func (s Source) Attachments(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := s.filesOf(ctx, q, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func (s Source) filesOf(ctx context.Context, q store.Querier, personID string) ([]keptFile, error) {
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
				all = append(all, keptFile{l.Number, f.Name, f.Size, "files/" + s.Number(l.Number) + "/" + f.ID + "-" + strings.NewReplacer("/", "_", `\`, "_").Replace(f.Name), f})
			}
		}
	}
	return all, nil
}

// Attached returns the content of what Attachments names.
func (s Source) Attached(ctx context.Context, q store.Querier, personID string) ([]privacy.Attachment, error) {
	all, err := s.filesOf(ctx, q, personID)
	if err != nil {
		return nil, err
	}
	out := make([]privacy.Attachment, 0, len(all))
	for _, f := range all {
		out = append(out, privacy.Attachment{Path: f.Path, Type: f.file.ContentType, Size: f.Size, Open: func(ctx context.Context) (io.ReadCloser, error) {
			content, _, err := s.Files.Open(ctx, q, f.file.ID)
			return content, err
		}})
	}
	return out, nil
}
