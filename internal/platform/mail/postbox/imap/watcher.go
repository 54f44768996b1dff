package imap

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearth/internal/platform/fault"
)

const (
	together = 50        // mails asked for at once
	askew    = time.Hour // that the server's clock may be behind ours
)

// watcher takes the mails of one folder. It outlives its connections.
type watcher struct {
	account Account
	box     Box
	options Options

	ledger *ledger
	kept   Place // that the Box has been told last
	state  State
	batch  int          // mails asked for at once; one after a failure, to find the mail at fault
	inRow  int          // mails that the Box did not take, one after the other
	down   int          // looks that ended so, one after the other
	took   bool         // the Box took a mail over this connection
	refuse *fault.Error // why taken mails could not be touched
}

// connection works over one connection until it breaks or ctx ends, and reports whether it worked at all.
func (w *watcher) connection(ctx context.Context) (worked bool, err error) {
	place, known, err := w.box.Place(ctx)
	if err != nil {
		return false, w.unkept(err)
	}
	s, err := open(ctx, w.account, w.options.patience, false)
	if err != nil {
		return false, err
	}
	defer s.close()
	w.took = false
	if err := w.begin(ctx, s, place, known); err != nil {
		return false, err
	}
	if err := w.prepare(s); err != nil {
		return false, err
	}
	w.report(func(state *State) { *state = State{Connected: true, Idle: s.idle, Trouble: w.refuse} })
	for {
		if err := w.look(ctx, s); err != nil {
			return worked || w.took, err
		}
		worked = true
		if w.inRow >= tries { // the Box takes nothing: no mail is at fault
			s.rest(ctx, backoff(w.down, w.options.first, min(w.options.last, time.Minute)))
			w.down++
			w.inRow = 0
			continue
		}
		if err := s.wait(ctx, w.until()); err != nil {
			return worked, err
		}
		w.report(func(state *State) { state.Idle = s.idle })
	}
}

// begin finds out where to go on: behind the history at first, and from the start when the UIDs have lost their meaning.
func (w *watcher) begin(ctx context.Context, s *session, place Place, known bool) error {
	if w.ledger == nil && !known {
		place = Place{Validity: s.validity}
		if s.next > 0 {
			place.UID = s.next - 1
		} else if uids, err := s.uids(0); err != nil {
			return err
		} else if len(uids) > 0 {
			place.UID = uids[len(uids)-1]
		}
		if err := w.box.Begin(ctx, place, s.exists); err != nil {
			return w.unkept(err)
		}
	}
	if w.ledger == nil {
		w.ledger, w.kept, w.batch = newLedger(place), place, together
	}
	if w.ledger.place.Validity != s.validity {
		w.options.Log.Warn("the mailbox was numbered anew and is looked through again", "folder", w.account.folder(), "mails", s.exists)
		w.ledger = newLedger(Place{Validity: s.validity})
		w.ledger.again = true
	}
	return nil
}

// prepare makes the folder for taken mails.
func (w *watcher) prepare(s *session) error {
	w.refuse = nil
	if w.account.Done == "" {
		return nil
	}
	if !s.moves {
		w.refuse = fault.New(fault.Unavailable, "The mail server cannot move mails. Taken mails are marked as seen instead.")
		return nil
	}
	there, _, err := s.has(w.account.Done)
	if err != nil || there {
		return err
	}
	err = s.create(w.account.Done)
	if no := (*refusal)(nil); errors.As(err, &no) {
		s.moves = false
		w.refuse = fault.New(fault.Invalid, "The mail server does not let the folder “%s” be made. Taken mails are marked as seen instead. It says: %s", w.account.Done, no.text)
		return nil
	}
	return err
}

// until is how long to wait for news at most.
func (w *watcher) until() time.Duration {
	d := min(w.options.Poll, w.options.IdleRestart)
	if _, _, next := w.ledger.counts(); !next.IsZero() {
		d = min(d, max(time.Until(next), 10*time.Millisecond))
	}
	return d
}

// look takes everything that lies behind the place and is due.
func (w *watcher) look(ctx context.Context, s *session) error {
	for {
		uids, err := s.uids(w.ledger.place.UID)
		if err != nil {
			return err
		}
		for _, uid := range w.ledger.see(uids) {
			w.skip(ctx, uid, "Somebody removed a mail from the mailbox before it was taken.")
		}
		if err := w.touch(s); err != nil { // what an earlier connection left
			return err
		}
		due := w.ledger.due(time.Now())
		w.count()
		if len(due) == 0 {
			w.ledger.again = false
			w.settle(ctx)
			return ctx.Err()
		}
		for len(due) > 0 && w.inRow < tries {
			n := min(w.batch, len(due))
			if err := w.take(ctx, s, due[:n]); err != nil {
				return err
			}
			w.count()
			due = due[n:]
		}
		if w.inRow >= tries {
			return ctx.Err()
		}
	}
}

// take takes some mails: each is handed to the Box, and then all that it took are touched.
func (w *watcher) take(ctx context.Context, s *session, uids []uint32) error {
	sizes, err := s.sizes(uids)
	if err != nil {
		w.suspect(uids[0])
		return err
	}
	var whole []uint32
	for _, uid := range uids {
		size, there := sizes[uid]
		switch {
		case !there: // gone, as the next look will tell, or not handed out
			w.ledger.failed(uid, time.Now())
		case w.ledger.again && !size.came.IsZero() && size.came.Before(w.options.Since.Add(-askew)):
			w.ledger.set(uid, settled)
		case size.bytes > w.options.Most:
			if err := w.large(ctx, s, uid, size.bytes); err != nil {
				return err
			}
		default:
			whole = append(whole, uid)
		}
	}
	if len(whole) == 0 {
		return nil
	}
	if w.options.touchEarly {
		_ = s.touch(whole, w.account.Done != "") // the fault
	}
	if err := w.fetch(ctx, s, whole); err != nil {
		return err
	}
	return w.touch(s)
}

func (w *watcher) fetch(ctx context.Context, s *session, uids []uint32) error {
	came := map[uint32]bool{} // the server may also tell of mails that were not asked for; go-imap keeps them from us
	err := s.fetch(uids, w.options.Most, "", func(uid uint32, raw []byte) error {
		came[uid] = true
		_, err := w.hand(ctx, s, uid, raw)
		return err
	})
	no := (*refusal)(nil)
	if err != nil && !errors.As(err, &no) {
		for _, uid := range uids {
			if !came[uid] {
				w.suspect(uid)
				break
			}
		}
		return err
	}
	if len(came) == len(uids) {
		w.batch = min(2*w.batch, together)
		return nil
	}
	if w.batch = 1; len(uids) > 1 { // which one it is shows when each is asked for alone
		return nil
	}
	if w.ledger.failed(uids[0], time.Now()) {
		w.options.Log.Warn("the mail server does not hand out a mail", "folder", w.account.folder(), "uid", uids[0])
	}
	return nil
}

// suspect notes that the connection broke when the mail was asked for. It may be at fault: it is asked for alone next time.
func (w *watcher) suspect(uid uint32) {
	w.batch = 1
	w.ledger.failed(uid, time.Now())
}

// hand gives one mail to the Box, a few times if need be, and reports whether the Box has it now. Its error is that ctx ended.
func (w *watcher) hand(ctx context.Context, s *session, uid uint32, raw []byte) (bool, error) {
	if w.inRow >= tries {
		return false, nil // it has its turn when the Box takes mails again
	}
	for n := 0; ; n++ {
		err := w.box.Take(ctx, w.ledger.place, raw)
		if err == nil {
			w.taken(uid)
			return true, nil
		}
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if kind := fault.KindOf(err); kind == fault.TooLarge || kind == fault.Invalid {
			w.skip(ctx, uid, "A mail was refused: "+fault.As(err).Error())
			return false, nil
		}
		trouble := w.unkept(err)
		w.report(func(s *State) { s.Trouble = trouble })
		if w.ledger.failed(uid, time.Now()) {
			w.inRow++
			return false, nil
		}
		s.rest(ctx, backoff(n, w.options.first, w.options.last))
	}
}

// taken notes that the Box has a mail. When it had none for a while, the mails that it did not take have their turn at once: they were not at fault.
func (w *watcher) taken(uid uint32) {
	w.ledger.set(uid, taken)
	if w.down > 0 {
		w.ledger.hurry()
	}
	w.inRow, w.down, w.took = 0, 0, true
}

// large hands over the header of a mail that is too large, so that somebody sees that it came, and leaves the mail where it is, as it is.
func (w *watcher) large(ctx context.Context, s *session, uid uint32, bytes int64) error {
	raw, err := s.stub(uid, bytes, w.options.Most)
	if no := (*refusal)(nil); err != nil && !errors.As(err, &no) {
		w.suspect(uid)
		return err
	}
	if raw == nil {
		w.ledger.failed(uid, time.Now())
		return nil
	}
	if took, err := w.hand(ctx, s, uid, raw); err != nil || !took {
		return err
	}
	w.skip(ctx, uid, fmt.Sprintf("A mail of %s is larger than the %s that are taken in. Its header was taken; the mail itself lies in the folder %s of the mailbox.",
		megabytes(bytes), megabytes(w.options.Most), w.account.folder()))
	return nil
}

// skip lets the Box note that a mail will not be taken; when it cannot, that is tried again.
func (w *watcher) skip(ctx context.Context, uid uint32, why string) {
	if err := w.box.Skip(ctx, w.ledger.place, why); err != nil {
		w.options.Log.Error("note a mail that is skipped", "folder", w.account.folder(), "error", err)
		w.ledger.set(uid, waits)
		w.ledger.failed(uid, time.Now())
		return
	}
	w.options.Log.Warn("a mail is skipped", "folder", w.account.folder(), "uid", uid, "why", why)
	w.ledger.set(uid, settled)
}

// touch moves or marks the mails that the Box has. Where the server does not let us, the mails stay as they are: the Box has them.
func (w *watcher) touch(s *session) error {
	for uids := w.ledger.untouched(); len(uids) > 0; {
		n := min(together, len(uids))
		err := s.touch(uids[:n], w.account.Done != "" && s.moves)
		no := (*refusal)(nil)
		if errors.As(err, &no) && w.account.Done != "" && s.moves {
			w.refuse = fault.New(fault.Unavailable, "The mail server does not let taken mails be moved to the folder “%s”. They are marked as seen instead. It says: %s", w.account.Done, no.text)
			err = s.touch(uids[:n], false)
		}
		if errors.As(err, &no) {
			w.refuse = fault.New(fault.Unavailable, "The mail server lets taken mails neither be moved nor marked as seen, so they stay as they are. It says: %s", no.text)
			err = nil
		}
		if err != nil {
			return err
		}
		for _, uid := range uids[:n] {
			w.ledger.set(uid, settled)
		}
		uids = uids[n:]
	}
	return nil
}

// settle keeps the place when nothing more comes with which it would be kept.
func (w *watcher) settle(ctx context.Context) {
	box, ok := w.box.(Settler)
	if !ok || w.kept == w.ledger.place {
		return
	}
	if err := box.Settle(ctx, w.ledger.place); err != nil {
		w.options.Log.Error("keep the place in a mailbox", "folder", w.account.folder(), "error", err)
		return
	}
	w.kept = w.ledger.place
}

// unkept is for the administrator; what went wrong in the Box is for the log.
func (w *watcher) unkept(err error) *fault.Error {
	w.options.Log.Error("take a mail", "folder", w.account.folder(), "error", err)
	return fault.New(fault.Unavailable, "Mails cannot be stored at the moment. They wait in the mailbox.")
}

// count reports how many mails wait.
func (w *watcher) count() {
	waiting, failing, _ := w.ledger.counts()
	w.report(func(s *State) {
		s.Waiting, s.Failing = waiting, failing
		if s.Trouble = w.refuse; failing > 0 {
			s.Trouble = fault.New(fault.Unavailable, "Mails could not be taken so far: %d. They wait in the mailbox and are tried again.", failing)
		}
	})
}

// report tells of the state when it has changed.
func (w *watcher) report(change func(*State)) {
	before := w.state
	change(&w.state)
	same := before.Trouble == w.state.Trouble || before.Trouble != nil && w.state.Trouble != nil && before.Trouble.Error() == w.state.Trouble.Error()
	before.Trouble = w.state.Trouble
	if !same || before != w.state {
		w.options.State(w.state)
	}
}
