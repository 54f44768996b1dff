package imap

import (
	"slices"
	"time"
)

const (
	tries    = 3 // in a row, before the next mail has its turn
	laterMin = time.Minute
	laterMax = 15 * time.Minute
)

// ledger knows what became of the mails behind the place. It outlives connections.
type ledger struct {
	place Place
	mails map[uint32]*entry
	order []uint32 // the mails of the last look, in ascending order, without those up to the place
	again bool     // the UIDVALIDITY changed: the whole folder is looked at again
}

type entry struct {
	state fate
	tries int
	due   time.Time // of a mail that waits: not before
}

type fate int

const (
	waits fate = iota
	taken      // the Box has it, the mailbox has not been touched
	settled
)

func newLedger(p Place) *ledger { return &ledger{place: p, mails: map[uint32]*entry{}} }

// see notes which mails lie behind the place, and returns those that waited and are gone.
func (l *ledger) see(uids []uint32) (gone []uint32) {
	slices.Sort(uids)
	there := make(map[uint32]bool, len(uids))
	for _, uid := range uids {
		there[uid] = true
		if l.mails[uid] == nil {
			l.mails[uid] = &entry{}
		}
	}
	for uid, e := range l.mails {
		switch {
		case there[uid]:
		case e.state == waits:
			gone = append(gone, uid)
			uids = append(uids, uid) // until that is noted
		default:
			delete(l.mails, uid)
		}
	}
	slices.Sort(gone)
	slices.Sort(uids)
	l.order = uids
	l.advance()
	return gone
}

// due returns the mails that are to be taken now, in ascending order.
func (l *ledger) due(now time.Time) (uids []uint32) {
	for _, uid := range l.order {
		if e := l.mails[uid]; e.state == waits && !e.due.After(now) {
			uids = append(uids, uid)
		}
	}
	return uids
}

// untouched returns the mails that the Box has and that still lie in the folder as if it had not.
func (l *ledger) untouched() (uids []uint32) {
	for _, uid := range l.order {
		if l.mails[uid].state == taken {
			uids = append(uids, uid)
		}
	}
	return uids
}

// counts returns how many mails wait, how many of them failed so often that others have their turn first, and when the first of these is due again.
func (l *ledger) counts() (waiting, failing int, next time.Time) {
	for _, e := range l.mails {
		if e.state != waits {
			continue
		}
		waiting++
		if e.tries >= tries {
			failing++
			if next.IsZero() || e.due.Before(next) {
				next = e.due
			}
		}
	}
	return waiting, failing, next
}

// set notes what became of a mail.
func (l *ledger) set(uid uint32, state fate) {
	if e := l.mails[uid]; e != nil {
		e.state = state
		l.advance()
	}
}

// failed counts a try, and reports whether the mail has had so many that others come first.
func (l *ledger) failed(uid uint32, now time.Time) bool {
	e := l.mails[uid]
	if e == nil {
		return true
	}
	e.tries++
	if e.tries < tries {
		return false
	}
	e.due = now.Add(min(laterMax, laterMin<<min(e.tries-tries, 10)))
	return true
}

// advance moves the place up to the first mail that is not settled.
func (l *ledger) advance() {
	n := 0
	for n < len(l.order) && l.mails[l.order[n]].state == settled {
		l.place.UID = l.order[n]
		delete(l.mails, l.order[n])
		n++
	}
	l.order = l.order[n:]
}

// hurry lets the mails that failed have their turn at once.
func (l *ledger) hurry() {
	for _, e := range l.mails {
		e.tries, e.due = 0, time.Time{}
	}
}
