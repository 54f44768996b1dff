package heard

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// The states of an asking.
const (
	Proposed = "proposed" // it waits for the requester
	Approved = "approved" // HR may ask, in these words
	Nobody   = "nobody"   // the requester wants nobody to be asked
	WasAsked = "asked"
)

// Asking is what HR would ask somebody else.
type Asking struct {
	ID         string     `json:"id"`
	Number     string     `json:"case"`
	Whom       string     `json:"whom"`
	Words      string     `json:"words"`
	State      string     `json:"state"`
	Approved   string     `json:"approved,omitempty"` // the words that the requester approved
	ProposedAt store.Time `json:"proposed_at"`
	AnsweredAt store.Time `json:"answered_at,omitzero"`
	AskedAt    store.Time `json:"asked_at,omitzero"`
}

const selectAsking = `SELECT a.id, a.case_number AS number, a.whom, a.words, a.state, a.approved, a.proposed_at, a.answered_at, a.asked_at FROM heard_asking a`

// Propose is whom HR would like to ask, and what.
type Propose struct {
	Number string `path:"number" json:"-"`
	Whom   string `json:"whom"`  // a name and what they are, as the requester knows them
	Words  string `json:"words"` // exactly what would be said or written
}

// Propose shows the requester what HR would ask somebody else. The same twice is one. It refuses missing words, a case that is answered, and one in which nobody is to
// be asked.
func (s *Service) Propose(ctx context.Context, by authz.Actor, in Propose) (Asking, error) {
	var out Asking
	err := s.desk.Within(ctx, by, in.Number, WriteSummary, func(tx *store.Tx, c *desk.Upon) error {
		var f fault.Fields
		words(&f, "whom", in.Whom, "Say whom you would ask.", maxShort)
		words(&f, "words", in.Words, "Write exactly what you would say or write to them.", maxWords)
		if err := f.Err(); err != nil {
			return err
		}
		if c.State == desk.Answered || c.State == desk.Closed {
			return fault.New(fault.Conflict, "This request is answered already.")
		}
		if err := Askable(ctx, tx, c.ID); err != nil {
			return err
		}
		out = Asking{ID: ident.New(), Number: c.Number, Whom: strings.TrimSpace(in.Whom), Words: strings.TrimSpace(in.Words), State: Proposed, ProposedAt: tx.Now()}
		same, err := store.One[Asking](ctx, tx, selectAsking+` WHERE a.case_id = $1 AND a.whom = $2 AND a.words = $3 AND a.state = 'proposed'`, c.ID, out.Whom, out.Words)
		if err == nil {
			out = same
			return nil
		}
		if !errors.Is(err, store.ErrNone) {
			return fmt.Errorf("find asking: %w", err)
		}
		if _, err := tx.Exec(ctx, `INSERT INTO heard_asking (id, case_id, case_number, person_id, whom, words, proposed_by, proposed_at, state, approved) VALUES ($1, $2, $3, $4, $5, $6, NULLIF($7, ''), $8, 'proposed', '')`,
			out.ID, c.ID, c.Number, c.ForPerson, out.Whom, out.Words, by.PersonID, out.ProposedAt); err != nil {
			return fmt.Errorf("propose asking: %w", err)
		}
		return c.Tell(ctx, "HR would like to ask somebody about your request %s. You decide whether, and in which words.", c.Number)
	})
	return out, err
}

// Wish is what a requester said about asking somebody else, for modules above that ask.
type Wish struct {
	Nobody   bool     // nobody is to be asked
	Approved []string // the words in which they approved that somebody is
}

// WishOf returns what the requester of a case said. It asks nobody's rights.
func WishOf(ctx context.Context, q store.Querier, caseID string) (w Wish, err error) {
	all, err := store.All[Asking](ctx, q, selectAsking+` WHERE a.case_id = $1 ORDER BY a.proposed_at, a.id`, caseID)
	if err != nil {
		return w, fmt.Errorf("read asking: %w", err)
	}
	for _, a := range all {
		w.Nobody = w.Nobody || a.State == Nobody
		if a.State == Approved || a.State == WasAsked {
			w.Approved = append(w.Approved, a.Approved)
		}
	}
	return w, nil
}

// Askable refuses a case in which the requester wants nobody to be asked.
func Askable(ctx context.Context, q store.Querier, caseID string) error {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM heard_asking WHERE case_id = $1 AND state = 'nobody'`, caseID)
	if err == nil && n > 0 {
		err = fault.New(fault.Conflict, "The requester wants nobody to be asked. Decide with what you have, or talk with them.")
	}
	return err
}

// Answer is what the requester says to an asking.
type Answer struct {
	Number string `path:"number" json:"-"`
	ID     string `path:"asking" json:"-"`
	Choice string `json:"choice"`          // approve or nobody
	Words  string `json:"words,omitempty"` // the words as the requester wants them; "" as they are
}

// Answer approves the words of an asking, as they are or as the requester changes them, or says that nobody is to be asked: then no proposal of the case can be sent. The same
// twice is one; "nobody" takes back an approval until HR has asked. It refuses another choice, and an asking of another case.
func (s *Service) Answer(ctx context.Context, by authz.Actor, in Answer) (Asking, error) {
	return s.onAsking(ctx, by, in.Number, in.ID, AnswerSummary, func(tx *store.Tx, c *desk.Upon, a *Asking) error {
		var f fault.Fields
		f.Need(in.Choice == "approve" || in.Choice == Nobody, "choice", "Choose approve or nobody.")
		words(&f, "words", in.Words, "", maxWords)
		if err := f.Err(); err != nil {
			return err
		}
		if a.State == WasAsked {
			return fault.New(fault.Conflict, "HR has asked already, in the words that you approved.")
		}
		if in.Choice == Nobody {
			a.State, a.Approved, a.AnsweredAt = Nobody, "", tx.Now()
			_, err := tx.Exec(ctx, `UPDATE heard_asking SET state = 'nobody', approved = '', answered_at = $2 WHERE case_id = $1 AND state IN ('proposed', 'approved')`, c.ID, a.AnsweredAt)
			if err != nil {
				return fmt.Errorf("answer asking: %w", err)
			}
			return answered(ctx, c, false, history.Happened("%s wants nobody else to be asked.", history.Whom(by.PersonID)))
		}
		if a.State == Nobody {
			return fault.New(fault.Conflict, "You chose that nobody is asked. If you changed your mind, write to HR.")
		}
		approved := strings.TrimSpace(in.Words)
		if approved == "" {
			approved = a.Words
		}
		if a.State == Approved && a.Approved == approved {
			return nil
		}
		a.State, a.Approved, a.AnsweredAt = Approved, approved, tx.Now()
		if _, err := tx.Exec(ctx, `UPDATE heard_asking SET state = 'approved', approved = $2, answered_at = $3 WHERE id = $1`, a.ID, approved, a.AnsweredAt); err != nil {
			return fmt.Errorf("answer asking: %w", err)
		}
		return answered(ctx, c, true, history.Happened("%s approved what HR may ask somebody else.", history.Whom(by.PersonID)))
	})
}

// answered lets a case that waited go on, and says what the requester chose.
func answered(ctx context.Context, c *desk.Upon, internal bool, e history.Event) error {
	if err := c.Resume(ctx); err != nil {
		return err
	}
	return c.Happened(ctx, internal, e)
}

// Sent names an asking that HR has carried out.
type Sent struct {
	Number string `path:"number" json:"-"`
	ID     string `path:"asking" json:"-"`
}

// Sent writes down that HR asked, in the approved words, which it sends or says itself. Twice is once. It refuses what the requester has not approved.
func (s *Service) Sent(ctx context.Context, by authz.Actor, in Sent) (Asking, error) {
	return s.onAsking(ctx, by, in.Number, in.ID, WriteSummary, func(tx *store.Tx, c *desk.Upon, a *Asking) error {
		switch a.State {
		case WasAsked:
			return nil
		case Approved:
		default:
			return fault.New(fault.Conflict, "The requester has not approved these words.")
		}
		a.State, a.AskedAt = WasAsked, tx.Now()
		if _, err := tx.Exec(ctx, `UPDATE heard_asking SET state = 'asked', asked_at = $2 WHERE id = $1`, a.ID, a.AskedAt); err != nil {
			return fmt.Errorf("keep asking: %w", err)
		}
		return c.Happened(ctx, false, history.Happened("HR asked somebody else, in the words that were approved."))
	})
}

func (s *Service) onAsking(ctx context.Context, by authz.Actor, number, id string, action authz.Action, f func(*store.Tx, *desk.Upon, *Asking) error) (Asking, error) {
	var out Asking
	err := s.desk.Within(ctx, by, number, action, func(tx *store.Tx, c *desk.Upon) error {
		var err error
		out, err = store.One[Asking](ctx, tx, selectAsking+` WHERE a.id = $1 AND a.case_id = $2`, id, c.ID)
		if errors.Is(err, store.ErrNone) {
			return authz.Hidden()
		}
		if err != nil {
			return fmt.Errorf("read asking: %w", err)
		}
		return f(tx, c, &out)
	})
	return out, err
}
