package escalation

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"strconv"

	"hearth/internal/callback"
	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/mailing"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	act  authz.Action = "escalation.act"
	hear authz.Action = "escalation.hear" // be told of a case
)

// Options are what the module needs.
type Options struct {
	DB       *store.DB
	Policy   *authz.Policy // holds Rules
	Desk     *desk.Service
	Promises *promise.Service
	URL      string          // of the product, without a slash at its end
	Org      string          // who signs
	Beside   map[string]Find // whose the other promises are, by the kind of their owner
	// Call returns a window in which somebody waits for a call; nil: nobody waits for any.
	Call func(ctx context.Context, q store.Querier, windowID string) (callback.Turn, bool, error)
	// Away returns which of some people of HR are away, and until when; nil: nobody is.
	Away func(ctx context.Context, q store.Querier, all []people.Person) (until map[string]store.Time, err error)
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "escalation", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		act:  {Tasks: []string{desk.Tick}},
		hear: {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "escalation", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo,
		Periodic: []jobs.Periodic{{Kind: "escalation.words", Every: wordsEvery, Run: func(ctx context.Context) error { _, err := s.Words(ctx); return err }}},
		Subscriptions: []jobs.Subscription{jobs.On("escalation.reached", s.Reached), jobs.On("escalation.moved", s.moved),
			jobs.On("escalation.call", s.due), jobs.On("escalation.uncalled", s.unkept)}}
}

// personal says what the module keeps about people.
func personal() []privacy.Source {
	return []privacy.Source{{Table: "escalation_told", PersonColumns: []string{"told_person"}, What: "Of which late promises you were told at work.",
		Columns: []privacy.Fate{privacy.Blanked("told_person"),
			privacy.Kept("That a promise was late and was escalated is kept with its case, without to whom.", "case_id", "case_number", "what", "told_at"), privacy.Unpersonal("about_id")},
		Export: exportTold, Erase: eraseTold}, listed()}
}

// Told is what a person was told of.
type Told struct {
	CaseNumber string     `json:"case"`
	What       string     `json:"what"`
	ToldAt     store.Time `json:"at"`
}

func exportTold(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[Told](ctx, q, `SELECT case_number, what, told_at FROM escalation_told WHERE told_person = $1 ORDER BY told_at, about_id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func eraseTold(ctx context.Context, tx *store.Tx, personID string) error {
	if _, err := tx.Exec(ctx, `UPDATE escalation_told SET told_person = NULL WHERE told_person = $1`, personID); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	return nil
}

// upon runs f once upon the case with an id, and never again for the same thing: f returns who was told, or "".
func (s *Service) upon(ctx context.Context, caseID, aboutID, what string, f func(tx *store.Tx, c *desk.Upon) (told string, err error)) error {
	number, err := desk.NumberByID(ctx, s.DB, caseID)
	if err != nil || number == "" {
		return err
	}
	n, err := store.One[int](ctx, s.DB, `SELECT count(*) FROM escalation_told WHERE about_id = $1 AND what = $2`, aboutID, what)
	if err != nil || n > 0 {
		return err
	}
	return s.Desk.Within(ctx, authz.System(desk.Tick), number, act, func(tx *store.Tx, c *desk.Upon) error {
		n, err := tx.Exec(ctx, `INSERT INTO escalation_told (about_id, what, case_id, case_number, told_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (about_id, what) DO NOTHING`,
			aboutID, what, c.ID, c.Number, tx.Now())
		if err != nil || n == 0 {
			return err
		}
		told, err := f(tx, c)
		if err != nil || told == "" {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE escalation_told SET told_person = $3 WHERE about_id = $1 AND what = $2`, aboutID, what, told)
		return err
	})
}

// Reached does what is to be done when a share of a promise has passed. Again is once.
func (s *Service) Reached(ctx context.Context, f promise.Reached) error {
	p, found, err := s.Promises.ByID(ctx, s.DB, f.PromiseID)
	if err != nil || !found || !p.Open() {
		return err
	}
	if p.OwnerKind != desk.OwnerKind {
		return s.beside(ctx, p, f.Share)
	}
	return s.upon(ctx, p.OwnerID, p.ID, strconv.Itoa(f.Share), func(tx *store.Tx, c *desk.Upon) (string, error) {
		p, _, err := s.Promises.ByID(ctx, tx, f.PromiseID)
		if err != nil || !p.Open() || c.FromHR && c.LastSide == "hr" { // whom HR wrote to first and who has not answered waits for nothing
			return "", err
		}
		m := s.matter(tx, c, p, f.Share)
		switch {
		case f.Share >= 100:
			return m.late(ctx)
		case f.Share >= 80:
			return m.atRisk(ctx)
		}
		return m.half(ctx)
	})
}

// ahead are the promises of a case that moved and whose moment is ahead. What is late was told as late, and when somebody is called is theirs to say: neither moved.
func (s *Service) ahead(ctx context.Context, tx *store.Tx, caseID string, f promise.Moved) ([]promise.Promise, error) {
	running, err := s.Promises.Running(ctx, tx, desk.OwnerKind, []string{caseID})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(running[caseID], func(p promise.Promise) bool {
		return p.Kind == promise.Callback || !p.DueAt.After(tx.Now()) || len(f.Promises) > 0 && !slices.Contains(f.Promises, p.ID)
	}), nil
}

// moved tells of promises that have other moments, because the hours by which they count changed, another team works on it, or because of a policy.
func (s *Service) moved(ctx context.Context, f promise.Moved) error {
	if f.OwnerKind != desk.OwnerKind {
		return s.movedBeside(ctx, f)
	}
	change := f.OwnerID + ":" + f.Change()
	return s.upon(ctx, f.OwnerID, f.OwnerID, f.Change(), func(tx *store.Tx, c *desk.Upon) (string, error) {
		ahead, err := s.ahead(ctx, tx, c.ID, f)
		if err != nil || len(ahead) == 0 {
			return "", err
		}
		m := s.matter(tx, c, ahead[0], 0)
		m.change, m.byPolicy, m.byTeam, m.sorted = change, f.Policy != "", f.Handed != "", f.Sorted != ""
		for _, p := range ahead {
			if p.DueAt.Before(m.p.DueAt) {
				m.p = p
			}
		}
		line := "Our working hours changed. What we promised is counted anew; the next time is %s."
		switch {
		case m.byPolicy:
			line = "We changed how soon we promise an answer. What we promised is counted anew; the next time is %s."
		case m.sorted:
			line = "HR changed how soon this is answered. What we promised is counted anew; the next time is %s."
		case m.byTeam:
			line = "Another team works on this now, and it has other working hours. What we promised is counted anew; the next time is %s."
		}
		if err := c.Happened(ctx, false, history.Happened(line, history.Moment(m.p.DueAt))); err != nil {
			return "", err
		}
		if err := delayed(ctx, c, mailing.Delay{Change: change, Anew: ahead, ByPolicy: m.byPolicy, ByTeam: m.byTeam, Sorted: m.sorted}); err != nil {
			return "", err
		}
		return m.tellOwner(ctx)
	})
}

// owner returns whoever it is with; false where that is nobody, or nobody who is still here.
func (m matter) owner(ctx context.Context) (people.Person, bool, error) {
	if m.with == "" || m.with == privacy.Erased {
		return people.Person{}, false, nil
	}
	p, err := people.ByID(ctx, m.tx, m.with)
	return p, err == nil && p.Active, err
}
