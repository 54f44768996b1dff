// Package cut is the beginning of a case that is cut out of another one: who sees it, and the messages that it takes along. Who may do so, and what follows, is package desk's.
package cut

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"hearth/internal/catalogue"
	"hearth/internal/desk/record"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Message is a message of the customer's side.
type Message struct {
	ID, AuthorPerson, Body, Channel string
	At                              store.Time
}

// Messages returns those of some messages of a case that its customer's side wrote and did not withdraw, the oldest first.
func Messages(ctx context.Context, q store.Querier, caseID string, ids []string) ([]Message, error) {
	all, err := store.Select[Message](ctx, q, new(store.Q).Add(`SELECT e.id, COALESCE(e.author_person, '') AS author_person, e.body, e.channel, e.at FROM desk_entry e
		WHERE e.case_id = ? AND e.kind = 'message' AND e.side = 'customer' AND e.withdrawn_at IS NULL AND `, caseID).Where(store.In("e.id", ids)).Add(` ORDER BY e.id`))
	if err != nil {
		return nil, fmt.Errorf("read messages: %w", err)
	}
	return all, nil
}

// Files returns the ids of the files of messages, by message.
func Files(ctx context.Context, q store.Querier, messages []string) (map[string][]string, error) {
	type file struct{ EntryID, FileID string }
	all, err := store.Select[file](ctx, q, new(store.Q).Add(`SELECT f.entry_id, f.file_id FROM desk_file f WHERE `).Where(store.In("f.entry_id", messages)).Add(` ORDER BY f.file_id`))
	if err != nil {
		return nil, fmt.Errorf("read files: %w", err)
	}
	out := map[string][]string{}
	for _, f := range all {
		out[f.EntryID] = append(out[f.EntryID], f.FileID)
	}
	return out, nil
}

// Class is how protected a case is that is cut.
type Class struct {
	Sensitivity, TeamID string // TeamID is whose it is
	Health              bool
}

// Refuses says in a sentence, a message key, why no case of a service is cut out of one of this class, and what to do instead; "" where one is. What is cut is as protected as what it is cut out of, where its
// words stay too: so no service takes it of which cases are more protected, nor, where one team alone sees it, one of another team.
func (c Class) Refuses(service catalogue.Service) string {
	switch {
	case !service.Active:
		return "There is no such service. Choose one of the list."
	case service.Sensitivity == catalogue.Named:
		return "Cases of that service are open to named people alone, and what is written here would stay readable to more. Open one with “Case by phone or visit” instead."
	case service.Health && !c.Health:
		return "A case of that service holds health data and this one does not: what is written here would stay readable to more people. Open one with “Case by phone or visit” instead, and let few people see this one with “Change who sees it” on its page."
	case c.Sensitivity == catalogue.Team && service.TeamID != c.TeamID:
		return "One team alone sees this case. Choose a service of that team, so that nobody else comes to see it."
	case service.Sensitivity == catalogue.Team && c.Sensitivity == catalogue.Open && service.TeamID == c.TeamID:
		return "One team alone sees the cases of that service, and what is written here would stay readable to more people. Let one team alone see this case first, with “Change who sees it” on its page."
	case service.Sensitivity == catalogue.Team && c.Sensitivity == catalogue.Open:
		return "Another team alone sees the cases of that service, and what is written here would stay readable to more people. Open one with “Case by phone or visit” instead, or give this case to that team and let it alone see it first."
	}
	return ""
}

// Row is the case that a service takes over of another one: of the same customers, seen by nobody who does not see that one, and as protected. It refuses a case that is open to named people alone, a service
// that Class.Refuses, and a subject that is empty or longer than most characters.
func Row(from record.Row, service catalogue.Service, subject string, most int) (record.Row, error) {
	subject = strings.TrimSpace(subject)
	var f fault.Fields
	f.Need(subject != "", "subject", "Say in a few words what it is about.")
	f.Need(utf8.RuneCountInString(subject) <= most, "subject", "Keep the subject to %d characters; the details go below.", most)
	if why := (Class{from.Sensitivity, from.TeamID, from.Health}).Refuses(service); why != "" {
		f.Need(false, "service", why)
	}
	if err := f.Err(); err != nil {
		return record.Row{}, err
	}
	if from.Sensitivity == catalogue.Named {
		return record.Row{}, fault.New(fault.Conflict, "A case that is open to named people alone stays whole.")
	}
	r := record.Row{ServiceID: service.ID, Subject: subject, State: record.Open, Channel: from.Channel, Language: from.Language, ByPerson: from.ByPerson, ForPerson: from.ForPerson,
		Sensitivity: from.Sensitivity, ManagerSees: service.ManagerSees && from.ManagerSees, AboutSees: service.AboutSees && from.AboutSees, NotToManager: from.NotToManager,
		Health: from.Health, Quiet: service.Quiet() || from.Quiet, NeedsDecision: service.NeedsDecision, TeamID: service.TeamID, LastSide: "customer"}
	if from.Health { // who reads it already goes on with it
		r.AssigneePerson = from.AssigneePerson
	}
	return r, nil
}

// Parties lets the customers of a case be those of another one, names the same people of HR for it and keeps the same people from it. Who stands by them is asked anew.
func Parties(ctx context.Context, tx *store.Tx, from, to string) error {
	if _, err := tx.Exec(ctx, `INSERT INTO desk_party (case_id, person_id, relation) SELECT CAST($2 AS text), p.person_id, p.relation FROM desk_party p
		WHERE p.case_id = $1 AND p.relation IN ('by', 'for', 'about', 'named', 'excluded')`, from, to); err != nil {
		return fmt.Errorf("take parties over: %w", err)
	}
	return nil
}
