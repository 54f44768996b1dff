package desk

import (
	"context"

	"hearth/internal/desk/history"
	"hearth/internal/desk/label"
	"hearth/internal/desk/mailing"
	"hearth/internal/desk/own"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people, how they take it along and what erasing does with each column: see erase.go.
func (s *Service) personal() []privacy.Source {
	o := own.Source{Files: s.files, Number: Number, Sentence: s.sentenceOf, Sees: func(personID string) store.Where {
		return s.visible(authz.Actor{PersonID: personID, Face: authz.Portal}, s.db.Now())
	}}
	const figures = "A request stays as a number in the figures of its service, without whose it was, for as long as figures are kept."
	const others = "What HR wrote in the request of somebody else belongs to that request, and stays as long as it does."
	all := []privacy.Source{
		{Table: "desk_case", PersonColumns: []string{"by_person", "for_person", "opened_by", "assignee_person", "answered_by"},
			Columns: []privacy.Fate{
				privacy.Blanked("subject", "language", "by_person", "for_person", "opened_by", "unit_id", "site", "assignee_person", "answered_by", "waiting_reason", "waiting_needed", "cause_text", "handed_to"),
				privacy.Kept(figures, "number", "service_id", "channel", "opened_at", "came_on", "outcome", "cause_id"),
				privacy.Unpersonal("id", "state", "sensitivity", "manager_sees", "about_sees", "not_to_manager", "health", "quiet", "needs_decision", "team_id", "priority", "last_at", "last_side",
					"new_reply", "unread", "due_at", "queue_at", "due_kind", "risk_at", "waiting_until", "answered_at", "closed_at", "reopened", "version")},
			What: "Your requests: what they were about, when they were made, and how they ended.", Export: o.Cases, Erase: s.erase, Beside: record.Beside},
		{Table: "desk_party", PersonColumns: []string{"person_id"}, Through: "desk_case", Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id", "relation")},
			What: "Which requests you asked or that were made for you.", Export: o.Parties},
		{Table: "desk_entry", PersonColumns: []string{"author_person", "withdrawn_by"}, Through: "desk_case",
			Columns: []privacy.Fate{privacy.Blanked("author_person", "withdrawn_by"), privacy.Kept(others, "body"),
				privacy.Deleted("id", "case_id", "at", "kind", "side", "channel", "internal", "withdrawn_at")},
			What: "The messages that you wrote and that were written to you.", Export: o.Entries},
		{Table: "desk_file", Through: "desk_case", Columns: []privacy.Fate{privacy.Deleted("file_id", "case_id", "entry_id")},
			What: "The files of your requests.", Export: o.Attachments, Attached: o.Attached},
		{Table: "desk_draft", PersonColumns: []string{"person_id"}, Through: "desk_case", Columns: []privacy.Fate{privacy.Deleted("place", "person_id", "subject", "body", "saved_at", "given", "internal")},
			What: "Texts that you began and have not sent.", Export: own.Drafts},
		{Table: "desk_step", PersonColumns: []string{"owner_person", "done_by"}, Through: "desk_case",
			Columns: []privacy.Fate{privacy.Blanked("owner_person", "done_by"), privacy.Kept(others, "title", "outside", "blocked_why"),
				privacy.Deleted("id", "case_id", "position", "team_id", "state", "done_at")},
			What: "Parts of the work on requests that were yours to do.", Export: own.Steps},
		{Table: "desk_waiting", Through: "desk_case", Columns: []privacy.Fate{privacy.Kept(figures, "case_id", "waited_for", "from_at", "to_at"), privacy.Unpersonal("id")},
			What: "For whom your requests waited, and how long.", Export: o.Waiting},
	}
	all = append(all, mailing.Personal()...)
	return append(all, privacy.Impersonal("How many numbers were given out, and how many cases there are.", "desk_number", "desk_tally", "desk_tally_risk")...)
}

// sentenceOf is what an event says, as the database keeps it, in words.
func (s *Service) sentenceOf(ctx context.Context, q store.Querier, body string) (string, error) {
	event, err := history.Decode(body)
	if err != nil {
		return "", err
	}
	var ids []string
	for _, a := range event.Args {
		ids = append(ids, a.Person)
	}
	names, err := label.People(ctx, q, ids)
	return event.Sentence(ctx, func(id string) string { return names[id].Name }), err
}
