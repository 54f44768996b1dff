package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"hearth/internal/catalogue"
	"hearth/internal/desk/history"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/party"
	"hearth/internal/desk/past"
	"hearth/internal/desk/record"
	"hearth/internal/desk/tally"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Past is a case with its history, for loads of many: it is written as it would stand had it been opened, answered and closed in its time. Everything is
// an id. Nobody is mailed, and no fact is published. The decision of a case that was decided is loaded beside it by module decision.
type Past struct {
	ID, Number                 string // LoadPast gives the number
	Service                    catalogue.Service
	Subject, Language          string
	By                         string // who asked, for themselves
	UnitID, Site               string
	Sensitivity, Assignee      string
	Named                      []string
	Talk                       []PastMessage // the request first, in order of time; at least one
	TakenAt                    store.Time    // when Assignee took it
	TakenID                    string        // the id of that event; it sorts between the request and the next message
	WaitingSince, WaitingUntil store.Time    // zero unless it waits now
	AnsweredAt, ClosedAt       store.Time    // zero unless it is; the answer is the last message of HR
	Outcome, CauseID           string
	Channel                    string // Portal when empty
	Unpromised                 bool   // nothing was promised: it came before there was a clock
}

// PastMessage is one message or note of a case of the past.
type PastMessage = past.Message

// HasCases reports whether there is any case.
func HasCases(ctx context.Context, q store.Querier) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM (SELECT 1 AS one FROM desk_case LIMIT 1) found`)
	return n > 0, err
}

// LoadPast writes cases of the past with all that belongs to them: parties, messages, promises, waiting times, index and record.
func (s *Service) LoadPast(ctx context.Context, tx *store.Tx, all []Past) error {
	numbers, err := s.pastNumbers(ctx, tx, all)
	if err != nil {
		return err
	}
	rows := make([]row, 0, len(all))
	var promised []promise.Past
	for i, p := range all {
		all[i].Number = Number(numbers[i])
		rows = append(rows, pastRow(p, numbers[i]))
		if !p.Unpromised {
			promised = append(promised, pastPromises(p)...)
		}
	}
	given, err := s.promises.AddPast(ctx, tx, promised)
	if err != nil {
		return err
	}
	next := map[string]promise.Promise{}
	for _, p := range given {
		if n, found := next[p.OwnerID]; p.State == promise.Running && (!found || p.DueAt.Before(n.DueAt)) {
			next[p.OwnerID] = p
		}
	}
	counted := tally.New()
	for i := range rows {
		if n, found := next[rows[i].ID]; found && rows[i].State != Waiting {
			rows[i].DueAt, rows[i].RiskAt, rows[i].DueKind = n.DueAt, tally.FullMinute(n.RiskAt), n.Kind
		}
		counted.Add(rows[i].Tallied(), 1)
	}
	if err := counted.Write(ctx, tx); err != nil {
		return err
	}
	for _, step := range []func(context.Context, *store.Tx, []row, []Past) error{loadCases, loadParties, s.loadTalk, loadWaiting, s.recordPast} {
		if err := step(ctx, tx, rows, all); err != nil {
			return err
		}
	}
	return nil
}

// pastNumbers takes a number for each case.
func (s *Service) pastNumbers(ctx context.Context, tx *store.Tx, all []Past) ([]int64, error) {
	var values [][]any
	for _, p := range all {
		if len(p.Talk) == 0 {
			return nil, fmt.Errorf("case of the past %s: no message", p.ID)
		}
		values = append(values, []any{p.Talk[0].At})
	}
	last, err := store.One[int64](ctx, tx, `SELECT COALESCE(max(n), 0) FROM desk_number`)
	if err != nil {
		return nil, fmt.Errorf("last number: %w", err)
	}
	if err := tx.InsertAll(ctx, "desk_number", []string{"at"}, values); err != nil {
		return nil, err
	}
	numbers, err := store.All[int64](ctx, tx, `SELECT n FROM desk_number WHERE n > $1 ORDER BY n`, last)
	if err == nil && len(numbers) != len(all) {
		err = fmt.Errorf("%d numbers for %d cases", len(numbers), len(all))
	}
	for i, n := range numbers {
		numbers[i] = s.numbers.At(n - 1)
	}
	return numbers, err
}

func pastRow(p Past, number int64) row {
	first, last := p.Talk[0], p.Talk[len(p.Talk)-1]
	r := row{ID: p.ID, Number: number, ServiceID: p.Service.ID, Subject: p.Subject, State: StateOpen, Channel: cmp.Or(p.Channel, Portal), Language: p.Language,
		ByPerson: p.By, ForPerson: p.By, OpenedBy: p.By, UnitID: p.UnitID, Site: p.Site, Sensitivity: p.Sensitivity, ManagerSees: p.Service.ManagerSees,
		AboutSees: p.Service.AboutSees, Health: p.Service.Health, NeedsDecision: p.Service.NeedsDecision, TeamID: p.Service.TeamID, AssigneePerson: p.Assignee,
		OpenedAt: first.At, LastAt: last.At, LastSide: sideCustomer, Outcome: p.Outcome, CauseID: p.CauseID, AnsweredAt: p.AnsweredAt, ClosedAt: p.ClosedAt, Version: 1}
	r.Quiet = p.Service.Quiet() || p.Sensitivity == catalogue.Named
	if last.HR {
		r.LastSide = sideHR
	}
	switch {
	case !p.ClosedAt.IsZero():
		r.State = Closed
	case !p.AnsweredAt.IsZero():
		r.State, r.Unread = Answered, true
	case !p.WaitingSince.IsZero():
		r.State, r.WaitingReason, r.WaitingUntil = Waiting, WaitCustomer, p.WaitingUntil
	default:
		r.NewReply = len(p.Talk) > 1 && r.LastSide == sideCustomer
		r.Unread = r.LastSide == sideHR
	}
	if !p.AnsweredAt.IsZero() {
		r.AnsweredBy = p.Assignee
	}
	return r
}

func loadCases(ctx context.Context, tx *store.Tx, rows []row, _ []Past) error {
	return record.InsertAll(ctx, tx, rows)
}

// pastPromises are the promises of a case: the first message of HR keeps the one, the answer the others.
func pastPromises(p Past) []promise.Past {
	first := promise.Past{Start: promise.Start{OwnerKind: OwnerKind, OwnerID: p.ID, Kind: promise.FirstAnswer, Place: promise.Place{Site: p.Site, Team: p.Service.TeamID}, Minutes: p.Service.FirstAnswerMinutes}, At: p.Talk[0].At}
	for _, m := range p.Talk {
		if m.HR && !m.Note {
			first.SettledAt = m.At
			break
		}
	}
	settled := promise.Past{Start: first.Start, At: first.At, SettledAt: p.AnsweredAt}
	settled.Kind, settled.Minutes = promise.Decision, p.Service.DecisionMinutes
	all := []promise.Past{first, settled}
	if limit := p.Service.Limit(); !limit.IsZero() {
		lawful := settled
		lawful.Kind, lawful.Minutes, lawful.ByLaw = promise.Legal, 0, promise.ByLaw{Law: p.Service.Law, Limit: limit, More: p.Service.LawMore}
		all = append(all, lawful)
	}
	if !p.WaitingSince.IsZero() {
		for i := range all {
			all[i].PausedAt, all[i].PausedUntil, all[i].PauseReason = p.WaitingSince, p.WaitingUntil, WaitCustomer
		}
	}
	return all
}

func loadParties(ctx context.Context, tx *store.Tx, _ []row, all []Past) error {
	var values [][]any
	for _, p := range all {
		values = append(values, []any{p.ID, p.By, party.By}, []any{p.ID, p.By, party.For})
		for _, id := range p.Named {
			values = append(values, []any{p.ID, id, party.Named})
		}
	}
	return tx.InsertAll(ctx, "desk_party", []string{"case_id", "person_id", "relation"}, values)
}

// loadTalk writes the conversations and makes them found.
func (s *Service) loadTalk(ctx context.Context, tx *store.Tx, rows []row, all []Past) error {
	talks := make([]past.Talk, len(all))
	for i, p := range all {
		talks[i] = past.Talk{Case: rows[i], Messages: p.Talk}
		if p.Assignee == "" {
			continue
		}
		body, err := history.Happened(meanwhile.Took, history.Whom(p.Assignee)).Encode()
		if err != nil {
			return err
		}
		talks[i].Taken = &entry{ID: p.TakenID, At: p.TakenAt, AuthorPerson: p.Assignee, Body: body}
	}
	return past.Write(ctx, tx, s.files, talks)
}

// loadWaiting writes for whom the cases waited: for HR until the answer or until they wait for their customer.
func loadWaiting(ctx context.Context, tx *store.Tx, _ []row, all []Past) error {
	var values [][]any
	for _, p := range all {
		until := p.AnsweredAt
		if !p.WaitingSince.IsZero() {
			until = p.WaitingSince
			values = append(values, []any{ident.New(), p.ID, sideCustomer, p.WaitingSince, store.Time{}})
		}
		values = append(values, []any{ident.New(), p.ID, sideHR, p.Talk[0].At, until})
	}
	return tx.InsertAll(ctx, "desk_waiting", []string{"id", "case_id", "waited_for", "from_at", "to_at"}, values)
}

// recordPast writes who did what: the opening, the take, each message, the answer.
func (s *Service) recordPast(ctx context.Context, tx *store.Tx, rows []row, all []Past) error {
	var entries []audit.Past
	for i, p := range all {
		opened := pastEntry(rows[i], p.Talk[0].At, p.Talk[0].Author, OpenCase)
		opened.By.Face = authz.Portal
		entries = append(entries, opened)
		if p.Assignee != "" {
			looked := pastEntry(rows[i], p.TakenAt, p.Assignee, ReadCase)
			looked.Opening = true
			entries = append(entries, pastEntry(rows[i], p.TakenAt, p.Assignee, WorkCase), looked)
		}
		entries = append(entries, pastEntries(rows[i], p.Talk[1:])...)
	}
	return s.audit.RecordPast(ctx, tx, entries)
}

func pastEntries(r row, talk []PastMessage) (entries []audit.Past) {
	for _, m := range talk {
		e := pastEntry(r, m.At, m.Author, WorkCase)
		if !m.HR {
			e.Action, e.By.Face = string(WriteCase), authz.Portal
		}
		entries = append(entries, e)
	}
	return entries
}

// pastEntry is what somebody of HR did.
func pastEntry(r row, at store.Time, who string, action authz.Action) audit.Past {
	return audit.Past{At: at, Entry: audit.Entry{By: authz.Actor{PersonID: who, Face: authz.Desk}, Action: string(action), Kind: OwnerKind, Object: r.ID, Person: r.ForPerson, Team: r.TeamID}}
}

// ExtendPast adds to a case that is record.Untouched what followed in its conversation, and closes it with the last of it.
func (s *Service) ExtendPast(ctx context.Context, tx *store.Tx, caseID string, talk []PastMessage) error {
	r, err := store.One[row](ctx, tx, `SELECT `+record.Columns+` FROM desk_case c WHERE c.id = $1`, caseID)
	if err != nil {
		return fmt.Errorf("case of the past %s: %w", caseID, err)
	}
	last := talk[len(talk)-1]
	if _, err := tx.Exec(ctx, `UPDATE desk_waiting SET to_at = $3 WHERE case_id = $1 AND to_at = $2`, r.ID, r.AnsweredAt, last.At); err != nil {
		return fmt.Errorf("extend case: %w", err)
	}
	if r.LastAt, r.LastSide, r.AnsweredAt, r.ClosedAt = last.At, sideCustomer, last.At, last.At; last.HR {
		r.LastSide = sideHR
	}
	if err := errors.Join(record.Save(ctx, tx, r), past.Write(ctx, tx, s.files, []past.Talk{{Case: r, Messages: talk}})); err != nil {
		return err
	}
	return s.audit.RecordPast(ctx, tx, pastEntries(r, talk))
}
