package mail

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

const (
	giveUpAfter = 72 * time.Hour   // counted from the first try
	lease       = 10 * time.Minute // longer than any one transmission can take
	batch       = 50
)

var doubtful = locale.M("The connection ended before the other side confirmed. It may have arrived.")

// Refusal is an error of a peer that did not take a message; Permanent means that trying again is of no use. Any other error
// of a peer means that nobody knows whether it was taken.
type Refusal struct {
	Permanent bool
	Reason    string // what the peer said
}

// Error returns what the peer said.
func (r *Refusal) Error() string { return r.Reason }

// errPeer says that the peer could not be reached at all: the message is kept, and the pass ends for this channel.
type errPeer struct{ error }

// peer takes messages of one channel. It calls leaving right before the content goes out, and stops when that fails.
type peer interface {
	send(ctx context.Context, it item, leaving func() error) error
	close()
}

// Summary counts what became of the messages of a pass.
type Summary struct{ Sent, Retry, Failed, Unknown int }

// Sender brings queued messages on their way. It is safe for concurrent use; so are several senders on one database.
type Sender struct {
	db      *store.DB
	smtp    *SMTP
	gateway Gateway
	holder  string
	keeps   bool // see NewKeeper
	reads   Reads
	mu      sync.Mutex
	looked  store.Time // when Pass last looked for what was left behind
}

// lookEvery is how often a sender looks for what others left behind: it writes to do so, and Pass comes after every commit.
const lookEvery = 5 * time.Second

// Addressed is to whom a message goes and what it tells of, as Message has them.
type Addressed struct{ PersonID, About, Kind string }

// Reads reports whether somebody may still read what a message tells of. It reads by q alone.
type Reads func(ctx context.Context, q store.Querier, to Addressed) (bool, error)

// errHeld says that the recipient has lost the right to read the message.
var errHeld = errors.New("the message is held back")

// NewSender returns a sender of db. Without a mail server (smtp nil or without an address) or without a gateway (nil), the
// messages of that channel stay queued.
func NewSender(db *store.DB, smtp *SMTP, gateway Gateway) *Sender {
	if smtp != nil && smtp.Address == "" {
		smtp = nil
	}
	return &Sender{db: db, smtp: smtp, gateway: gateway, holder: ident.New()}
}

// Asking lets s ask, in the transaction in which a message is about to leave, whether its recipient may still read it; one who may not does not
// get it, and it ends as failed. Messages to nobody of the directory are not asked about. Call it before the first Pass; it returns s.
func (s *Sender) Asking(reads Reads) *Sender {
	s.reads = reads
	return s
}

// Restarted takes back what an earlier run of the server left unfinished, without waiting for its leases to end. Call it at
// start-up, and only when no other process sends from this database.
func (s *Sender) Restarted(ctx context.Context) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error { return recoverLeft(ctx, tx, tx.Now().Add(lease)) })
}

// Pass sends everything that is due and returns when nothing is left, ctx ends, or the peers cannot be reached. While
// another Pass of s runs, it returns at once. Call it every few seconds and after commits. A message that is leaving when ctx ends is
// finished first. The error tells of the database or of a peer that cannot be reached; no message is lost by it.
func (s *Sender) Pass(ctx context.Context) (Summary, error) {
	var sum Summary
	if !s.mu.TryLock() {
		return sum, nil
	}
	defer s.mu.Unlock()
	if s.keeps {
		return s.keepDue(ctx)
	}
	if now := s.db.Now(); now.Sub(s.looked.Time) >= lookEvery || now.Before(s.looked) {
		if err := s.db.Tx(ctx, func(tx *store.Tx) error { return recoverLeft(ctx, tx, now) }); err != nil {
			return sum, err
		}
		s.looked = now
	}
	var away error
	for channel, p := range s.peers() {
		err := s.drain(ctx, channel, p, &sum)
		p.close()
		if e, ok := errors.AsType[errPeer](err); ok {
			away = errors.Join(away, fmt.Errorf("send %s: %w", channel, e.error))
		} else if err != nil {
			return sum, err
		}
	}
	return sum, away
}

func (s *Sender) peers() map[Channel]peer {
	all := map[Channel]peer{}
	if s.smtp != nil {
		all[Email] = &smtpPeer{config: *s.smtp}
	}
	if s.gateway != nil {
		all[SMS] = smsPeer{s.gateway}
	}
	return all
}

func (s *Sender) drain(ctx context.Context, channel Channel, p peer, sum *Summary) error {
	for {
		ids, err := due(ctx, s.db, []Channel{channel}, batch)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if ctx.Err() != nil {
				return nil
			}
			if err := s.deliver(ctx, id, p, sum); err != nil {
				return err
			}
		}
	}
}

// deliver takes one message through its states.
func (s *Sender) deliver(ctx context.Context, id string, p peer, sum *Summary) error {
	it, err := s.claim(ctx, id)
	if errors.Is(err, errLost) {
		return nil
	}
	if err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx) // what was begun is brought to a recorded end; the peers have deadlines
	err = p.send(ctx, it, func() error { return s.leave(ctx, it) })
	switch {
	case errors.Is(err, errLost):
		return nil
	case errors.Is(err, errHeld):
		sum.Failed++
		return nil
	}
	return s.settle(ctx, it, err, sum)
}

func (s *Sender) claim(ctx context.Context, id string) (it item, err error) {
	from, origin := "", ""
	if s.smtp != nil {
		from, origin = s.smtp.From, s.smtp.Origin
	}
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		it, err = claim(ctx, tx, id, s.holder, from, origin)
		return err
	})
	return it, err
}

// leave records that the content goes out now, unless its recipient may not read it any more.
func (s *Sender) leave(ctx context.Context, it item) error {
	var stays bool
	err := s.db.Tx(ctx, func(tx *store.Tx) (err error) {
		if stays, err = s.lost(ctx, tx, it); err != nil {
			return err
		}
		if stays {
			return held(ctx, tx, it)
		}
		return transmitting(ctx, tx, it)
	})
	if err == nil && stays {
		err = errHeld
	}
	return err
}

// lost reports whether the recipient of a message has lost the right to read it.
func (s *Sender) lost(ctx context.Context, tx *store.Tx, it item) (bool, error) {
	if s.reads == nil || it.PersonID == "" {
		return false, nil
	}
	may, err := s.reads(ctx, tx, Addressed{PersonID: it.PersonID, About: it.About, Kind: it.Kind})
	if err != nil {
		return false, fmt.Errorf("ask whether mail %s may be read: %w", it.ID, err)
	}
	return !may, nil
}

// settle records how the try ended.
func (s *Sender) settle(ctx context.Context, it item, outcome error, sum *Summary) error {
	var state State
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		if outcome == nil {
			state = Sent
			return sent(ctx, tx, it)
		}
		next := tx.Now().Add(pause(it.Attempts))
		var why locale.Msg
		state, why = judge(outcome, next.After(it.FirstAt.Add(giveUpAfter)))
		return stopped(ctx, tx, it, state, why, next)
	})
	if errors.Is(err, errLost) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("record mail %s: %w", it.ID, err)
	}
	switch state {
	case Sent:
		sum.Sent++
	case Queued:
		sum.Retry++
	case Failed:
		sum.Failed++
	case Unknown:
		sum.Unknown++
	}
	if e, ok := errors.AsType[errPeer](outcome); ok {
		return e
	}
	return nil
}

// judge says what an unsuccessful try makes of the message. exhausted means that its time is up.
func judge(outcome error, exhausted bool) (State, locale.Msg) {
	temporary, said := false, ""
	if e, ok := errors.AsType[errPeer](outcome); ok {
		temporary, said = true, e.Error()
	} else if r, ok := errors.AsType[*Refusal](outcome); ok {
		temporary, said = !r.Permanent, r.Reason
	} else {
		return Unknown, doubtful
	}
	said = shorten(oneLine(said))
	switch {
	case !temporary:
		return Failed, locale.M("The other side refused it: %s", said)
	case exhausted:
		return Failed, locale.M("It could not be sent for three days. The last answer was: %s", said)
	}
	return Queued, locale.M("Not yet: %s", said)
}

// shorten cuts what a peer said to 300 letters, and shows that it was cut.
func shorten(s string) string {
	r := []rune(s)
	if len(r) <= 300 {
		return s
	}
	return string(r[:300]) + " …"
}

// pause is the time until the next try, after the given number of tries.
func pause(attempts int) time.Duration {
	steps := []time.Duration{time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour}
	if attempts > len(steps) {
		return 4 * time.Hour
	}
	return steps[max(attempts, 1)-1]
}
