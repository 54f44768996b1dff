package heard

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	WriteSummary  authz.Action = "heard.write"
	AnswerSummary authz.Action = "heard.answer"
	ReadSummary   authz.Action = "heard.read"
	remind        authz.Action = "heard.remind"
)

// Demo is the system task that makes the demo organisation.
const Demo = "demo"

// The length of texts, in characters.
const (
	maxWords = 2000
	maxShort = 300
)

// Service is the module. It is safe for concurrent use.
type Service struct {
	db       *store.DB
	policy   *authz.Policy
	desk     *desk.Service
	promises *promise.Service
}

// New returns the module on db. The policy must hold the rules of its Spec.
func New(db *store.DB, policy *authz.Policy, d *desk.Service, p *promise.Service) *Service {
	return &Service{db, policy, d, p}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "heard", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	work := authz.Assignee | authz.Team | authz.HR | authz.Named
	demo := []string{Demo}
	return map[authz.Action]authz.Rule{
		WriteSummary:  {Relations: work, Sees: desk.ReadCase, Tasks: demo},
		AnswerSummary: {Relations: authz.By | authz.For, Sees: desk.ReadCase, Tasks: demo},
		ReadSummary:   {Relations: authz.By | authz.For | authz.Representative | work, Sees: desk.ReadCase},
		remind:        {Tasks: []string{desk.Tick}},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "heard", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo,
		Periodic: []jobs.Periodic{{Kind: "heard.remind", Every: 5 * time.Minute, Run: func(ctx context.Context) error { _, err := s.Remind(ctx); return err }}}}
}

// Offered reports whether a case is one where HR says what it heard: its service decides, or it may hurt.
func Offered(c desk.Of) bool { return c.NeedsDecision || c.Health || c.Quiet }

// The facts of this module.
type (
	// Written tells that HR wrote down what it heard.
	Written struct{ CaseID, SummaryID string }
	// Answered tells that it was confirmed or corrected.
	Answered struct{ CaseID, SummaryID string }
)

// FactName implements store.Fact.
func (Written) FactName() string { return "heard.written" }

// FactName implements store.Fact.
func (Answered) FactName() string { return "heard.answered" }

// The states of a summary.
const (
	Asked        = "asked"         // it waits for a yes or a correction
	Confirmed    = "confirmed"     // the requester said yes
	Corrected    = "corrected"     // the requester said what is wrong or missing
	NotConfirmed = "not_confirmed" // two reminders went by: it holds up nothing, and is no yes
	Replaced     = "replaced"      // HR wrote another before it was answered
)

// Summary is what HR heard, as its reader sees it.
type Summary struct {
	ID         string       `json:"id"`
	Number     string       `json:"case"`
	Version    int          `json:"version"`
	Happened   string       `json:"happened"`
	Asks       string       `json:"asks"`
	ByWhen     string       `json:"by_when,omitempty"`
	Worry      string       `json:"worry,omitempty"`
	NotToShare string       `json:"not_to_share,omitempty"`
	WrittenAt  store.Time   `json:"written_at"`
	State      string       `json:"state"`
	Correction string       `json:"correction,omitempty"`
	AnsweredAt store.Time   `json:"answered_at,omitzero"`
	Reminded   int          `json:"reminders"`
	RemindAt   store.Time   `json:"-"`
	By         *desk.Person `json:"by,omitempty"` // who in HR wrote it, while they are known
	WrittenBy  string       `json:"-"`
}

const selectSummary = `SELECT s.id, s.case_number AS number, s.version, s.happened, s.asks, s.by_when, s.worry, s.not_to_share, s.written_at, s.state, s.correction, s.answered_at, s.reminded, s.remind_at,
	COALESCE(s.written_by, '') AS written_by
	FROM heard_summary s`

// Blocks reports whether a decision has to wait for an answer to s.
func (s Summary) Blocks() bool { return s.State == Asked }

// Latest returns what HR heard last on a case, for modules above; false where it wrote nothing down.
func Latest(ctx context.Context, q store.Querier, caseID string) (Summary, bool, error) {
	s, err := store.One[Summary](ctx, q, selectSummary+` WHERE s.case_id = $1 ORDER BY s.version DESC LIMIT 1`, caseID)
	if errors.Is(err, store.ErrNone) {
		return s, false, nil
	}
	if err != nil {
		return s, false, fmt.Errorf("read summary: %w", err)
	}
	return s, true, nil
}

// ReadHeard names a case.
type ReadHeard struct {
	Number string `path:"number" json:"-"`
}

// Heard is all summaries and askings of a case, in the order of time.
type Heard struct {
	Items   []Summary `json:"items"`
	Askings []Asking  `json:"askings"`
	Offered bool      `json:"offered"` // this case is one where HR says what it heard
	HR      bool      `json:"-"`       // the reader works on it
	Own     bool      `json:"-"`       // the reader is who is asked
	Over    bool      `json:"-"`       // the case is answered, so nothing waits any more
}

// Newest returns the last summary, or nil.
func (h Heard) Newest() *Summary {
	if len(h.Items) == 0 {
		return nil
	}
	return &h.Items[len(h.Items)-1]
}

// Read returns what HR heard. Who stands by the requester reads neither what worries, nor what is not to be shared, nor corrections and
// whom HR would ask.
func (s *Service) Read(ctx context.Context, by authz.Actor, in ReadHeard) (Heard, error) {
	c, err := s.desk.Look(ctx, s.db, by, in.Number, ReadSummary)
	if err != nil {
		return Heard{}, err
	}
	if err := s.desk.Opened(ctx, by, c); err != nil {
		return Heard{}, err
	}
	return s.of(ctx, c)
}

// Shown is Read for parts of a page of the case, which by looks at already.
func (s *Service) Shown(ctx context.Context, by authz.Actor, number string) (Heard, error) {
	c, err := s.desk.Look(ctx, s.db, by, number, ReadSummary)
	if err != nil {
		return Heard{}, err
	}
	return s.of(ctx, c)
}

// of returns what HR heard on c, as far as its reader may know.
func (s *Service) of(ctx context.Context, c desk.Of) (Heard, error) {
	own := c.Rel.Has(authz.By | authz.For)
	out := Heard{Items: []Summary{}, Askings: []Asking{}, Offered: Offered(c), HR: c.HR, Own: own, Over: c.State == desk.Answered || c.State == desk.Closed}
	all, err := store.All[Summary](ctx, s.db, selectSummary+` WHERE s.case_id = $1 ORDER BY s.version`, c.ID)
	if err != nil {
		return out, fmt.Errorf("read summaries: %w", err)
	}
	var ids []string
	for _, one := range all {
		ids = append(ids, one.WrittenBy)
	}
	names, err := people.NamesByIDs(ctx, s.db, ids)
	if err != nil {
		return out, err
	}
	for _, one := range all {
		if p, known := names[one.WrittenBy]; known {
			one.By = &desk.Person{ID: one.WrittenBy, Name: p.DisplayName(), First: p.FirstName()}
		}
		if !out.HR && !own {
			one.Worry, one.NotToShare, one.Correction = "", "", ""
		}
		out.Items = append(out.Items, one)
	}
	if !out.HR && !out.Own {
		return out, nil
	}
	askings, err := store.All[Asking](ctx, s.db, selectAsking+` WHERE a.case_id = $1 ORDER BY a.proposed_at, a.id`, c.ID)
	if err != nil {
		return out, fmt.Errorf("read askings: %w", err)
	}
	out.Askings = append(out.Askings, askings...)
	return out, nil
}

// Unconfirmed returns, for those of some cases on which HR wrote down what it heard last and nobody said yes or corrected it, whether it waits for that or not any more: Asked or
// NotConfirmed, by the id of the case. It is for marks in lists: the cases are those that a list of module desk gave its reader; those with hidden texts have none.
func (s *Service) Unconfirmed(ctx context.Context, cases []desk.Case) (map[string]string, error) {
	var ids []string
	for _, c := range cases {
		if !c.Hidden {
			ids = append(ids, c.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	type standing struct{ CaseID, State string }
	all, err := store.Select[standing](ctx, s.db, new(store.Q).Add(`SELECT s.case_id, s.state FROM heard_summary s WHERE NOT EXISTS
		(SELECT 1 FROM heard_summary n WHERE n.case_id = s.case_id AND n.version > s.version) AND `).Where(store.In("s.case_id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read what is not confirmed: %w", err)
	}
	states := make(map[string]string, len(all))
	for _, one := range all {
		if one.State == Asked || one.State == NotConfirmed { // asked of the database it would look through all that are
			states[one.CaseID] = one.State
		}
	}
	return states, nil
}

// waits is a case in which something waits for somebody: a summary, or an asking.
type waits struct {
	CaseID, CaseNumber string
	Asking             bool
}

// toDo lists what waits for the requester, and for whoever works on the case the corrections and approvals that they have not taken up.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if by.PersonID == "" {
		return nil, nil
	}
	if by.Face == authz.Portal {
		return s.toAnswer(ctx, by)
	}
	if !by.Has(authz.Agent, authz.HRHead) {
		return nil, nil
	}
	rows, err := store.Select[waits](ctx, s.db, new(store.Q).Add(`SELECT s.case_id, s.case_number, FALSE AS asking FROM heard_summary s WHERE s.state = 'corrected' AND NOT EXISTS
		(SELECT 1 FROM heard_summary n WHERE n.case_id = s.case_id AND n.version > s.version) AND `).Where(s.waiting(by, "s.case_id", by.PersonID)).
		Add(` UNION ALL SELECT a.case_id, a.case_number, TRUE FROM heard_asking a WHERE a.state = 'approved' AND `).Where(s.waiting(by, "a.case_id", by.PersonID)).Add(` ORDER BY 2 LIMIT ?`, spec.MostToDo+1))
	if err != nil {
		return nil, fmt.Errorf("read what was answered: %w", err)
	}
	var all []spec.ToDo
	for _, r := range rows {
		todo := spec.ToDo{Title: r.CaseNumber, Text: locale.M("What we heard was corrected. Write it anew."), Link: "/desk/cases/" + r.CaseNumber + "/heard", Action: locale.M("Read the correction")}
		if r.Asking {
			todo.Text, todo.Action = locale.M("You may ask somebody else now, in the approved words."), locale.M("Read the words")
		}
		all = append(all, todo)
	}
	return spec.Cut(all, locale.M("More people answered what we heard."), "/desk?view=mine"), nil
}

// toAnswer lists the summaries and askings that wait for by.
func (s *Service) toAnswer(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	rows, err := store.Select[waits](ctx, s.db, new(store.Q).Add(`SELECT s.case_id, s.case_number, FALSE AS asking FROM heard_summary s WHERE s.person_id = ? AND s.state = 'asked' AND `, by.PersonID).
		Where(s.waiting(by, "s.case_id", "")).Add(` UNION ALL SELECT a.case_id, a.case_number, TRUE FROM heard_asking a WHERE a.person_id = ? AND a.state = 'proposed' AND `, by.PersonID).
		Where(s.waiting(by, "a.case_id", "")).Add(` ORDER BY 2 LIMIT ?`, spec.MostToDo+1))
	if err != nil {
		return nil, fmt.Errorf("read what waits: %w", err)
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.CaseID)
	}
	subjects, err := record.Subjects(ctx, s.db, ids)
	if err != nil {
		return nil, err
	}
	var all []spec.ToDo
	for _, r := range rows {
		todo := spec.ToDo{Title: cmp.Or(subjects[r.CaseID], r.CaseNumber), Text: locale.M("HR wrote down what it understood. Is it right?"), Link: "/requests/" + r.CaseNumber + "/heard", Action: locale.M("Read and answer")}
		if r.Asking {
			todo.Text = locale.M("HR would like to ask somebody about your request. You decide whether, and in which words.")
		}
		all = append(all, todo)
	}
	return spec.Cut(all, locale.M("More of your requests wait for your answer."), "/requests"), nil
}

// waiting is the condition that column is the id of a case that by may see and that has no answer yet.
func (s *Service) waiting(by authz.Actor, column, assignee string) store.Where {
	return store.And(s.desk.SeenBy(by, column), desk.Unanswered(column, assignee))
}

func words(f *fault.Fields, field, text, empty string, most int) {
	f.Need(empty == "" || strings.TrimSpace(text) != "", field, empty)
	f.Need(utf8.RuneCountInString(text) <= most, field, "Keep it to %d characters.", most)
}
