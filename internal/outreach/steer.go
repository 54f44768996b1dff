package outreach

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// What Steer can do with a round.
const (
	Start  = "start"
	Pause  = "pause"
	GoOn   = "go_on"
	Stop   = "stop"
	Again  = "again"  // try those once more whose case could not be opened
	Remind = "remind" // remind, once, those who have not answered
	Settle = "settle" // close, with words, the cases of those who have not answered
	Drop   = "drop"   // of a draft: forget it
)

// Steer does something with a round.
type Steer struct {
	ID string `path:"round" json:"-"`
	Do string `json:"do" doc:"start, pause, go_on, stop (also reminding and settling), again, remind, settle or drop"`

	Words   string `json:"words,omitempty"`   // to settle with; they may have the placeholders of the texts
	Preview bool   `json:"preview,omitempty"` // of settling: nothing is done, and the examples are what would be read
}

// steered says, of what can be done, the states in which it is done. Stop also ends what runs of a round whose cases are all open, see stopped.
var steered = map[string][]string{
	Start: {Draft}, Pause: {Running}, GoOn: {Paused}, Stop: {Running, Paused, Done, Stopped}, Again: {Done, Paused, Running}, Remind: {Done, Stopped}, Settle: {Done, Stopped}, Drop: {Draft},
}

// before are the states in which something was done already, so that again is once.
var before = map[string][]string{Start: {Running, Paused, Stopped, Done}, Pause: {Paused}, GoOn: {Running, Done}}

// Steer starts a round, holds it, lets it go on, ends it or what runs of it, tries the failed ones again, reminds those who have not answered, settles their cases with words, or forgets a draft; it returns the round as
// Show does. Reminding and settling begin when the time is over in which by can undo what they send. The same twice is once. It refuses whoever may not open the cases of the round, a round that goes to nobody or whose day has passed,
// other words than those with which it is being settled, to stop or pause where nothing runs, and what does not go with the state in which it is.
func (s *Service) Steer(ctx context.Context, by authz.Actor, in Steer) (Round, error) {
	r, err := s.find(ctx, s.DB, by, in.ID)
	if err != nil {
		return Round{Texts: []Text{}, LeftOut: []LeftOut{}, Examples: []Example{}}, err
	}
	shown, err := s.Show(ctx, by, Find{ID: r.ID})
	if err != nil {
		return shown, err
	}
	in.Words = strings.TrimSpace(strings.ReplaceAll(in.Words, "\r\n", "\n"))
	if already, err := r.stands(in); already || err != nil {
		return shown, err
	}
	if err := s.maySteer(ctx, by, shown, in.Do); err != nil {
		return shown, err
	}
	if in.Do == Drop {
		return shown, s.drop(ctx, by, r)
	}
	if in.Do == Settle {
		if err := checkWords(in.Words); err != nil || in.Preview {
			shown.Words = in.Words
			if err == nil {
				shown.Examples, err = s.settling(ctx, by, r, in.Words)
			}
			return shown, err
		}
	}
	if in.Do == Settle || in.Do == Remind {
		begins, err := s.begins(ctx, by)
		if err != nil {
			return shown, err
		}
		r.RemindAt, r.SettledAt = begins, begins
	}
	if err := s.DB.Tx(ctx, func(tx *store.Tx) error { return s.steer(ctx, tx, by, r, in) }); err != nil {
		return shown, err
	}
	return s.Show(ctx, by, Find{ID: r.ID})
}

// stands reports whether what in asks for was done already, and refuses what does not go with how a round stands.
func (r row) stands(in Steer) (already bool, err error) {
	from, known := steered[in.Do]
	switch {
	case !known:
		return false, fault.ForField("do", "Say what to do: start, pause, go_on, stop, again, remind, settle or drop.")
	case slices.Contains(before[in.Do], r.State), in.Do == Remind && (r.Remind == underWay || r.Remind == done):
		return true, nil
	case in.Do == Settle && r.Settle == underWay && !in.Preview && in.Words != r.SettleWords:
		return false, fault.New(fault.Conflict, "These cases are being settled already, with other words. Stop that first, then settle the rest with yours.")
	case in.Do == Settle && r.Settle == underWay && !in.Preview:
		return true, nil
	case in.Do == Pause && (r.State == Done || r.State == Stopped):
		return false, r.cannotPause()
	case !slices.Contains(from, r.State):
		return false, fault.New(fault.Conflict, "This round does not stand so any more. Look at it again.")
	case in.Do == Stop:
		return r.stopped()
	}
	return false, nil
}

// maySteer refuses what does not make sense for a round, and by who may not open its cases.
func (s *Service) maySteer(ctx context.Context, by authz.Actor, r Round, do string) error {
	if do == Pause || do == Stop || do == Drop {
		return nil
	}
	service, err := catalogue.Find(ctx, s.DB, r.Service)
	if fault.KindOf(err) == fault.NotFound || err == nil && !service.Active {
		return fault.New(fault.Conflict, "Its service is not offered any more. Make another round.")
	}
	if err != nil {
		return err
	}
	if why := fault.As(mayIn(by, service, r.Team)); why != nil {
		return &fault.Error{Kind: fault.Forbidden, Key: why.Fields[0].Key}
	}
	switch {
	case do == Remind && !r.Asks:
		return fault.New(fault.Conflict, "Nobody was asked anything here, so there is nothing to remind of.")
	case do == Remind:
		return nil
	case do == Settle:
		return maySettle(r, service)
	case r.Until != "" && !inFuture(r.Until, s.DB.Now()):
		return fault.New(fault.Conflict, "The day until when people can answer has passed. Make another round.")
	case do == Start && r.Count.People == 0:
		return fault.New(fault.Conflict, "This round goes to nobody. Change the list.")
	}
	return nil
}

// steer does it, and writes down who did. What somebody else did in the meantime is looked at once more.
func (s *Service) steer(ctx context.Context, tx *store.Tx, by authz.Actor, r row, in Steer) error {
	n, err := s.turn(ctx, tx, by, r, in)
	if err != nil {
		return fmt.Errorf("steer round: %w", err)
	}
	if n > 0 {
		return s.record(ctx, tx, by, r)
	}
	now, err := s.find(ctx, tx, by, r.ID)
	if err != nil {
		return err
	}
	if already, err := now.stands(in); already || err != nil {
		return err
	}
	return fault.New(fault.Conflict, "This round does not stand so any more. Look at it again.")
}

// turn changes the round, and reports whether it stood so that it could.
func (s *Service) turn(ctx context.Context, tx *store.Tx, by authz.Actor, r row, in Steer) (int64, error) {
	switch in.Do {
	case Start:
		return tx.Exec(ctx, `UPDATE outreach_round SET state = 'running', why = '', person_id = $2, started_at = $3 WHERE id = $1 AND state = 'draft'`, r.ID, by.PersonID, tx.Now())
	case GoOn:
		return tx.Exec(ctx, `UPDATE outreach_round SET state = 'running', why = '', person_id = $2 WHERE id = $1 AND state = 'paused'`, r.ID, by.PersonID)
	case Again:
		if _, err := tx.Exec(ctx, `UPDATE outreach_line SET state = 'will', why = '' WHERE round_id = $1 AND state = 'failed'`, r.ID); err != nil {
			return 0, err
		}
		return tx.Exec(ctx, `UPDATE outreach_round SET state = 'running', why = '', person_id = $2, ended_at = NULL WHERE id = $1 AND state IN ('done', 'paused', 'running')`, r.ID, by.PersonID)
	case Remind:
		return beginReminding(ctx, tx, by, r)
	case Settle:
		return beginSettling(ctx, tx, by, r, in.Words)
	case Stop:
		return s.stop(ctx, tx, r)
	}
	return tx.Exec(ctx, `UPDATE outreach_round SET state = 'paused', why = '' WHERE id = $1 AND state = 'running'`, r.ID)
}

// drop forgets a draft.
func (s *Service) drop(ctx context.Context, by authz.Actor, r row) error {
	if err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE outreach_round SET state = 'making', key = id WHERE id = $1 AND state = 'draft'`, r.ID); err != nil {
			return fmt.Errorf("drop round: %w", err)
		}
		return s.record(ctx, tx, by, r)
	}); err != nil {
		return err
	}
	return s.clear(ctx, r.ID)
}
