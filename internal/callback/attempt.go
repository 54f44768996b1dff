package callback

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// The verdicts on an attempt.
const (
	Inside  = "inside"
	Outside = "outside"
)

// again is how soon the same attempt by the same person is the one that was written down already.
const again = time.Minute

// Attempt says that HR has just called, and how it went. When that was is not asked.
type Attempt struct {
	ID     string `path:"callback" json:"-"`
	Result string `json:"result"` // reached, no_answer or wrong_number
}

// Judged is an attempt with the verdict on it.
type Judged struct {
	ID      string     `json:"id"`
	Number  string     `json:"case"`
	Result  string     `json:"result"`
	At      store.Time `json:"at"`
	Verdict string     `json:"verdict"` // inside or outside
	Counts  bool       `json:"counts"`
	State   string     `json:"state"` // of the call, from now on
}

// Attempt writes down that HR called, and judges by the server's clock whether that was within a window. One outside never counts and ends nothing, and the customer is told of
// it. One that reached them within a window keeps the promise; a wrong number asks for another. The same within a minute is one, unless a window began or ended
// between the two, or another number was given. What passed before is booked first. It refuses another result, and a call that has ended.
func (s *Service) Attempt(ctx context.Context, by authz.Actor, in Attempt) (Judged, error) {
	var out Judged
	number, err := s.numberOf(ctx, in.ID)
	if err != nil {
		return out, err
	}
	if _, err := s.Desk.Look(ctx, s.DB, by, number, MakeCall); err != nil {
		return out, err
	}
	// The record and the conversation say that HR called, and not who: both outlive the case, and no attempt can be listed by person.
	err = s.Desk.Within(ctx, authz.System(desk.Tick), number, logAttempt, func(tx *store.Tx, c *desk.Upon) error {
		if _, err := s.Desk.Look(ctx, tx, by, number, MakeCall); err != nil { // it may have been taken from them meanwhile
			return err
		}
		if !slices.Contains([]string{Reached, NoAnswer, WrongNumber}, in.Result) {
			return fault.ForField("result", "Say how it went: reached, no_answer or wrong_number.")
		}
		r, err := find(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		out, err = s.attempt(ctx, tx, by, c, r, in.Result)
		return err
	})
	return out, err
}

func (s *Service) attempt(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, r row, result string) (Judged, error) {
	window, err := openNow(ctx, tx, r.ID)
	if err != nil {
		return Judged{}, err
	}
	twice, err := store.One[attemptRow](ctx, tx, `SELECT t.id, t.call_id, COALESCE(t.window_id, '') AS window_id, COALESCE(t.by_person, '') AS by_person, t.result, t.at FROM callback_attempt t JOIN callback_call k ON k.id = t.call_id
		WHERE t.call_id = $1 AND t.by_person = $2 AND t.result = $3 AND t.at > $4 AND `+dialled+` ORDER BY t.at DESC LIMIT 1`, r.ID, by.PersonID, result, tx.Now().Add(-again))
	if err == nil && (twice.WindowID == window || !r.live()) {
		return judged(r, twice), nil
	}
	if err != nil && !errors.Is(err, store.ErrNone) {
		return Judged{}, fmt.Errorf("read attempts: %w", err)
	}
	if !r.live() {
		return Judged{}, fault.New(fault.Conflict, "This call is over already.")
	}
	if _, err := s.bookCall(ctx, tx, c, &r, true); err != nil { // what passed is judged before this changes what is known of the number, or ends the call
		return Judged{}, err
	}
	a := attemptRow{ID: ident.New(), CallID: r.ID, WindowID: window, ByPerson: by.PersonID, Result: result, At: tx.Now()}
	if _, err := tx.Exec(ctx, `INSERT INTO callback_attempt (id, call_id, window_id, service_id, by_person, at, result) VALUES ($1, $2, NULLIF($3, ''), $4, $5, $6, $7)`,
		a.ID, a.CallID, a.WindowID, r.ServiceID, a.ByPerson, a.At, a.Result); err != nil {
		return Judged{}, fmt.Errorf("keep attempt: %w", err)
	}
	if err := noteCaller(ctx, tx, r.ServiceID, by.PersonID); err != nil {
		return Judged{}, err
	}
	tx.Publish(Attempted{c.ID, r.ID})
	if err := c.Happened(ctx, false, history.Happened(Line(a.WindowID != "", result), history.Word("HR"), history.Moment(a.At))); err != nil {
		return Judged{}, err
	}
	if r, err = s.follow(ctx, tx, c, r, a); err != nil {
		return Judged{}, err
	}
	return judged(r, a), nil
}

// openNow returns the id of the window of a call in which the present moment is, or "".
func openNow(ctx context.Context, tx *store.Tx, callID string) (string, error) {
	id, err := store.One[string](ctx, tx, `SELECT w.id FROM callback_window w WHERE w.call_id = $1 AND w.state = 'open' AND w.from_at <= $2 AND w.to_at > $2`, callID, tx.Now())
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read windows: %w", err)
	}
	return id, nil
}

// follow does what follows from an attempt, and tells the customer of those that did not reach them in time.
func (s *Service) follow(ctx context.Context, tx *store.Tx, c *desk.Upon, r row, a attemptRow) (row, error) {
	if a.Result == WrongNumber {
		r.Wrong = true
		if _, err := tx.Exec(ctx, `UPDATE callback_call SET wrong = $2 WHERE id = $1`, r.ID, true); err != nil {
			return r, fmt.Errorf("note a wrong number: %w", err)
		}
	}
	if a.verdict() == Inside && a.Result == Reached {
		if _, err := tx.Exec(ctx, `UPDATE callback_window SET state = 'tried' WHERE id = $1`, a.WindowID); err != nil {
			return r, fmt.Errorf("book window: %w", err)
		}
		return s.end(ctx, tx, r, Reached)
	}
	windows, err := windowsOf(ctx, tx, r.ID)
	if err != nil {
		return r, err
	}
	left := slices.ContainsFunc(windows, func(w windowRow) bool { return w.State == Open && w.ToAt.After(tx.Now()) && w.ID != a.WindowID })
	return r, c.Tell(ctx, a.notice(left), c.Number)
}

// notice is what the customer is told of an attempt that did not reach them in time; left says whether other times of theirs lie ahead.
func (a attemptRow) notice(left bool) string {
	if last := lasts[a.verdict()][a.Result]; last != "" && !left {
		return last
	}
	return notices[a.verdict()][a.Result]
}

func (a attemptRow) verdict() string {
	if a.WindowID == "" {
		return Outside
	}
	return Inside
}

func judged(r row, a attemptRow) Judged {
	return Judged{ID: a.ID, Number: r.CaseNumber, Result: a.Result, At: a.At, Verdict: a.verdict(), Counts: a.WindowID != "", State: r.State}
}

// Line is what everybody who reads the case reads of an attempt: a message key with places for who called, HR in the conversation, and when.
func Line(inside bool, result string) string {
	verdict := Outside
	if inside {
		verdict = Inside
	}
	return lines[verdict][result]
}

// lines are what the conversation says of attempts, notices what the customer is told of those that did not reach them in time, and lasts that where no other time of theirs lies ahead.
var (
	lines = map[string]map[string]string{
		Inside: {Reached: "%s called on %s, within the hours given, and got through.", NoAnswer: "%s called on %s, within the hours given. Nobody answered.",
			WrongNumber: "%s called on %s, within the hours given. The number did not work."},
		Outside: {Reached: "%s called on %s, outside the hours given, and got through. It does not count.", NoAnswer: "%s tried on %s, outside the hours given. Nobody answered. It does not count.",
			WrongNumber: "%s tried on %s, outside the hours given. The number did not work. It does not count."},
	}
	notices = map[string]map[string]string{
		Inside: {NoAnswer: "We called you for %s at one of your times and did not reach you. The page says when we try again.", WrongNumber: "We called you for %s, but the number did not work. Please give us another one."},
		Outside: {Reached: "We called you for %s outside the hours you gave. It does not count. If that call was enough, say on the page that you do not need another.",
			NoAnswer: "We tried to call you for %s outside the hours you gave. It does not count: we call you again at your times.", WrongNumber: "We tried to call you for %s outside the hours you gave, and the number did not work. Please give us another one."},
	}
	lasts = map[string]map[string]string{
		Inside:  {NoAnswer: "We called you for %s at the last of your times and did not reach you. If we do not reach you before it ends, please give us new times."},
		Outside: {NoAnswer: "We tried to call you for %s outside the hours you gave. It does not count. None of your times is left, so please give us new ones."},
	}
)
