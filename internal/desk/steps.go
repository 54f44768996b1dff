package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/desk/history"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Step is a part of the work on a case, as its reader sees it.
type Step struct {
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Owner   *Person       `json:"owner"`
	Team    string        `json:"team,omitempty"`
	Outside string        `json:"outside,omitempty"` // somebody who is not in the directory
	State   string        `json:"state"`             // open, blocked, done
	Why     string        `json:"blocked_why,omitempty"`
	DoneAt  store.Time    `json:"done_at"`
	Promise *promise.View `json:"promise"`
}

type stepRow struct {
	ID, CaseID          string
	Position            int
	Title               string
	OwnerPerson, TeamID string
	Outside, State      string
	BlockedWhy          string
	DoneAt              store.Time
	DoneBy              string
}

const selectStep = `SELECT id, case_id, position, title, COALESCE(owner_person, '') AS owner_person, team_id, outside, state, blocked_why, done_at,
	COALESCE(done_by, '') AS done_by FROM desk_step`

// AddStep is a new step. At most one of Owner, Team and Outside is set; none means whoever works on the case.
type AddStep struct {
	Number  string `path:"number" json:"-"`
	Title   string `json:"title"`
	Owner   string `json:"owner,omitempty"`
	Team    string `json:"team,omitempty"`
	Outside string `json:"outside,omitempty"`
	Minutes int    `json:"minutes,omitempty"` // its own promise, in business minutes; 0: none
}

const (
	maxSteps = 50
	maxTitle = 120
)

// AddStep adds a step at the end. The requester sees it. Its time counts by the hours of the team that it is given to, or else of the one that works on the case. It refuses a step without a title and more than fifty steps.
func (s *Service) AddStep(ctx context.Context, by authz.Actor, in AddStep) (Case, error) {
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, rel authz.Relation) error {
		if err := s.mayText(by, WorkCase, *r, rel); err != nil {
			return err
		}
		step := stepRow{ID: ident.New(), CaseID: r.ID, Title: strings.TrimSpace(in.Title), TeamID: in.Team, Outside: strings.TrimSpace(in.Outside), State: "open"}
		if err := s.checkStep(ctx, tx, in, &step); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO desk_step (id, case_id, position, title, owner_person, team_id, outside, state, blocked_why)
			VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', '')`, step.ID, r.ID, step.Position, step.Title, record.Null(step.OwnerPerson), step.TeamID, step.Outside); err != nil {
			return fmt.Errorf("insert step: %w", err)
		}
		if in.Minutes == 0 {
			return nil
		}
		_, err := s.promises.Start(ctx, tx, promise.Start{OwnerKind: StepKind, OwnerID: step.ID, Kind: promise.Step, Place: promise.Place{Site: r.Site, Team: cmp.Or(in.Team, r.TeamID)}, Minutes: in.Minutes})
		if err == nil && r.State == Waiting && r.WaitingUntil.After(tx.Now()) {
			err = s.clocks.Pause(ctx, tx, r.ID, r.WaitingReason, r.WaitingUntil)
		}
		return err
	})
}

func (s *Service) checkStep(ctx context.Context, tx *store.Tx, in AddStep, step *stepRow) error {
	n, err := store.One[int](ctx, tx, `SELECT count(*) FROM desk_step WHERE case_id = $1`, step.CaseID)
	if err != nil {
		return err
	}
	step.Position = n + 1
	var f fault.Fields
	f.Need(n < maxSteps, "title", "A case has at most %d steps.", maxSteps)
	f.Need(step.Title != "", "title", "Say what has to be done.")
	f.Need(utf8.RuneCountInString(step.Title) <= maxTitle, "title", "Keep it to %d characters.", maxTitle)
	f.Need(in.Minutes >= 0 && in.Minutes <= promise.Longest, "minutes", "Give a working time of at most a year, or leave it empty.")
	set := 0
	for _, v := range []string{in.Owner, in.Team, in.Outside} {
		if v != "" {
			set++
		}
	}
	f.Need(set <= 1, "owner", "Choose one: a person, a team, or somebody outside.")
	if in.Team != "" {
		teams, err := people.Teams(ctx, tx)
		if err != nil {
			return err
		}
		f.Need(slices.ContainsFunc(teams, func(t people.Team) bool { return t.ID == in.Team }), "team", "There is no such team. Choose one of the HR teams.")
	}
	if in.Owner != "" {
		p, err := people.Find(ctx, tx, in.Owner)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		f.Need(err == nil, "owner", "We do not know %s. Give an e-mail address or a personnel number.", in.Owner)
		step.OwnerPerson = p.ID
	}
	return f.Err()
}

// SetStep moves a step to another state.
type SetStep struct {
	Number string `path:"number" json:"-"`
	Step   string `path:"step" json:"-"`
	State  string `json:"state"` // open, blocked or done
	Why    string `json:"why,omitempty"`
	Seen   string `json:"seen,omitempty"` // the id of the last entry that whoever chose this saw; "" skips the check
}

// SetStep marks a step as done, as blocked with a reason that the requester reads, or as open again. Done keeps its promise. It refuses with Conflict when
// somebody else moved it since Seen. The same twice is once.
func (s *Service) SetStep(ctx context.Context, by authz.Actor, in SetStep) (Case, error) {
	in.Why = strings.TrimSpace(in.Why)
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, rel authz.Relation) error {
		if err := s.mayText(by, WorkCase, *r, rel); err != nil {
			return err
		}
		step, err := store.One[stepRow](ctx, tx, selectStep+` WHERE id = $1 AND case_id = $2`, in.Step, r.ID)
		if errors.Is(err, store.ErrNone) {
			return authz.Hidden()
		}
		if err != nil || in.State == step.State && (in.Why == step.BlockedWhy || in.State != "blocked") {
			return err
		}
		return s.moveStep(ctx, tx, by, *r, step, in)
	})
}

func (s *Service) moveStep(ctx context.Context, tx *store.Tx, by authz.Actor, r row, step stepRow, in SetStep) error {
	event, moved := history.Event{}, meanwhile.Moved(ctx, tx, meanwhile.Since{CaseID: r.ID, PersonID: by.PersonID, Seen: in.Seen}, step.Title)
	switch {
	case moved != nil:
		return moved
	case in.State == "done":
		step.DoneAt, step.DoneBy, step.BlockedWhy = tx.Now(), by.PersonID, ""
		event = history.Happened(meanwhile.StepDone, history.Words(step.Title))
		if err := s.promises.Keep(ctx, tx, StepKind, step.ID, promise.Step); err != nil {
			return err
		}
	case in.State == "blocked":
		var f fault.Fields
		f.Need(in.Why != "", "why", "Say what holds it up; the requester reads it.")
		f.Need(utf8.RuneCountInString(in.Why) <= record.MaxReason, "why", "Keep the reason to %d characters.", record.MaxReason)
		if err := f.Err(); err != nil {
			return err
		}
		step.BlockedWhy, step.DoneAt, step.DoneBy = in.Why, store.Time{}, ""
		event = history.Happened(meanwhile.StepHeldUp, history.Words(step.Title), history.Words(in.Why))
	case in.State == "open":
		step.BlockedWhy, step.DoneAt, step.DoneBy = "", store.Time{}, ""
		event = history.Happened(meanwhile.StepGoingOn, history.Words(step.Title))
	default:
		return fault.ForField("state", "Choose open, blocked or done.")
	}
	if _, err := tx.Exec(ctx, `UPDATE desk_step SET state = $2, blocked_why = $3, done_at = $4, done_by = $5 WHERE id = $1`,
		step.ID, in.State, step.BlockedWhy, step.DoneAt, record.Null(step.DoneBy)); err != nil {
		return fmt.Errorf("save step: %w", err)
	}
	return record.Tell(ctx, tx, r, by, false, event)
}
