package decision

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/calendar"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// MaxAppeal is the longest appeal, in characters.
const MaxAppeal = 4000

// Appeal asks for a second look at what was decided.
type Appeal struct {
	Number string `path:"number" json:"-"`
	Text   string `json:"text"`
}

// Appeal opens the case again for somebody else: the person whom the decision names, if they can work on it, or the queue of its team. It starts a clock of its own. Asking
// twice is asking once. It refuses an appeal without words, one where nothing was decided or the decision names no way, and one after its day, with whom to talk to instead.
func (s *Service) Appeal(ctx context.Context, by authz.Actor, in Appeal) (Decisions, error) {
	err := s.desk.Within(ctx, by, in.Number, AppealCase, func(tx *store.Tx, c *desk.Upon) error {
		all, err := versions(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return fault.New(fault.Conflict, "Nothing is decided here yet. When it is, the decision says how to disagree.")
		}
		last := all[len(all)-1]
		_, waits, err := waiting(ctx, tx, c.ID)
		if err != nil || waits {
			return err
		}
		a := appealRow{ID: ident.New(), CaseID: c.ID, DecisionID: last.ID, PersonID: by.PersonID, Body: strings.TrimSpace(in.Text), At: tx.Now()}
		if err := appealable(ctx, tx, c.Of, last); err != nil {
			return err
		}
		if err := a.check(); err != nil {
			return err
		}
		if err := s.again(ctx, tx, c, all, &a); err != nil {
			return err
		}
		if err := insertAppeal(ctx, tx, a); err != nil {
			return err
		}
		tx.Publish(Appealed{c.ID, a.ID})
		return s.promiseSecond(ctx, tx, c.Of, a)
	})
	if err != nil {
		return Decisions{}, err
	}
	return s.Shown(ctx, by, in.Number)
}

func (a appealRow) check() error {
	var f fault.Fields
	f.Need(a.Body != "", "text", "Say what you disagree with, so that somebody else can look at it.")
	f.Need(utf8.RuneCountInString(a.Body) <= MaxAppeal, "text", "Keep it to %d characters.", MaxAppeal)
	return f.Err()
}

// appealable refuses an appeal to a decision that names no way, and one that comes too late.
func appealable(ctx context.Context, q store.Querier, c desk.Of, last row) error {
	if last.AppealUntil == "" {
		return fault.New(fault.Conflict, "This was granted, and the decision names no second look. If something is missing, say so on your request.")
	}
	until, err := calendar.ParseDate(last.AppealUntil)
	if err != nil {
		return err
	}
	day, err := today(ctx, q, c.ByPerson)
	if err == nil && until.Before(day) {
		return fault.New(fault.Conflict, "The days for a second look ended on %s. Talk to %s about it, or to your representatives. Courts remain open to you.", Day(ctx, last.AppealUntil), last.AppealTo)
	}
	return err
}

// again opens the case for somebody else than those who decided, and notes in a who that is.
func (s *Service) again(ctx context.Context, tx *store.Tx, c *desk.Upon, all []row, a *appealRow) error {
	if err := c.OpenAgain(ctx); err != nil {
		return err
	}
	to := all[len(all)-1].AppealPerson
	if slices.ContainsFunc(all, func(r row) bool { return r.DecidedBy == to }) {
		to = ""
	}
	given, err := c.Give(ctx, to)
	if err != nil {
		return err
	}
	if given {
		a.GivenPerson = to
	}
	return c.Happened(ctx, true, history.Happened("%s disagrees with the decision. Somebody else takes a second look.", history.Whom(a.PersonID)))
}

// promiseSecond promises when the second look is done: in the time in which the service settles a request.
func (s *Service) promiseSecond(ctx context.Context, tx *store.Tx, c desk.Of, a appealRow) error {
	service, err := catalogue.Find(ctx, tx, c.ServiceID)
	if err != nil {
		return err
	}
	_, err = s.promises.Start(ctx, tx, promise.Start{OwnerKind: AppealKind, OwnerID: a.ID, Kind: promise.Appeal, Place: promise.Place{Site: c.Site, Team: c.TeamID}, Minutes: service.DecisionMinutes})
	return err
}

// told writes into the conversation what by did, and tells who asked.
func told(ctx context.Context, c *desk.Upon, by authz.Actor, event, sentence string) error {
	if err := c.Happened(ctx, false, history.Happened(event, history.Whom(by.PersonID))); err != nil {
		return err
	}
	return c.Tell(ctx, sentence)
}

// Held refuses to close a case whose requester waits for a second look: package desk asks it before it closes one in another way than by a decision.
func (s *Service) Held(ctx context.Context, q store.Querier, caseID string) error {
	_, waits, err := waiting(ctx, q, caseID)
	if err == nil && waits {
		return fault.New(fault.Conflict, "The requester disagrees with the decision and waits for a second look. Only a new decision answers that.")
	}
	return err
}

// SecondLook says of an appeal in which case it waits, and who decided there before and so cannot take the second look; false where it does not wait. It is for tasks and asks nobody's rights.
func SecondLook(ctx context.Context, q store.Querier, appealID string) (caseID string, decided []string, waits bool, err error) {
	caseID, err = store.One[string](ctx, q, `SELECT a.case_id FROM decision_appeal a WHERE a.id = $1 AND NOT EXISTS (SELECT 1 FROM decision_decision d WHERE d.appeal_id = a.id)`, appealID)
	if errors.Is(err, store.ErrNone) {
		return "", nil, false, nil
	}
	if err != nil {
		return "", nil, false, fmt.Errorf("read appeal: %w", err)
	}
	decided, err = store.All[string](ctx, q, `SELECT DISTINCT decided_by FROM decision_decision WHERE case_id = $1 AND decided_by IS NOT NULL ORDER BY decided_by`, caseID)
	return caseID, decided, true, err
}

// MayMove refuses to let who decided before give the second look at it another time. It asks for no other right.
func MayMove(ctx context.Context, q store.Querier, appealID, personID string) error {
	_, decided, _, err := SecondLook(ctx, q, appealID)
	if err == nil && slices.Contains(decided, personID) {
		return fault.New(fault.Forbidden, "You decided this before. Whoever takes the second look gives it another time.")
	}
	return err
}

// SecondLooks returns the appeal that waits in a case, as the owner of a promise; none where none does. It is for tasks and asks nobody's rights.
func SecondLooks(ctx context.Context, q store.Querier, caseID string) ([]promise.Owner, error) {
	a, waits, err := waiting(ctx, q, caseID)
	if err != nil || !waits {
		return nil, err
	}
	return promise.Owners(AppealKind, a.ID), nil
}
