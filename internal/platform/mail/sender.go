package mail

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

const (
	giveUpAfter = 72 * time.Hour   // counted from the first try
	lease       = 45 * time.Second // a sender that lives renews it; what a dead one left is known within a minute
	lookEvery   = 5 * time.Second  // for what others left behind, and to renew: both write
	batch       = 16               // messages claimed at once
	connections = 4                // to the mail server at once, unless SMTP says otherwise
)

// Summary counts what became of the messages of a pass.
type Summary struct{ Sent, Retry, Failed, Unknown int }

// Sender brings queued messages on their way. It is safe for concurrent use; so are several senders on one database.
type Sender struct {
	db     *store.DB
	ways   map[Channel]way
	from   string
	origin string
	holder string
	keeps  bool // see NewKeeper
	reads  Reads
	passes sync.Mutex           // held by a Pass
	looked store.Time           // when a Pass last looked for what was left behind
	away   map[Channel]*absence // of peers that could not be reached

	mu   sync.Mutex
	mine map[string]bool // the ids of what is claimed and not settled
}

// way is how messages of a channel leave.
type way struct {
	lanes int         // how many at once
	open  func() peer // a new connection
}

// Addressed is to whom a message goes and what it tells of, as Message has them.
type Addressed struct{ PersonID, About, Kind string }

// Reads reports whether somebody may still read what a message tells of. It reads by q alone.
type Reads func(ctx context.Context, q store.Querier, to Addressed) (bool, error)

// errHeld says that the recipient has lost the right to read the message.
var errHeld = errors.New("the message is held back")

// NewSender returns a sender of db. Without a mail server (smtp nil or without an address) or without a gateway (nil), the
// messages of that channel stay queued.
func NewSender(db *store.DB, smtp *SMTP, gateway Gateway) *Sender {
	s := &Sender{db: db, ways: map[Channel]way{}, holder: ident.New(), away: map[Channel]*absence{}, mine: map[string]bool{}}
	if smtp != nil && smtp.Address != "" {
		config := *smtp
		s.from, s.origin = config.From, config.Origin
		lanes := config.Connections
		if lanes < 1 {
			lanes = connections
		}
		s.ways[Email] = way{lanes, func() peer { return &smtpPeer{config: config} }}
	}
	if gateway != nil {
		s.ways[SMS] = way{1, func() peer { return smsPeer{gateway} }}
	}
	return s
}

// Asking lets s ask, in the transaction in which a message is about to leave, whether its recipient may still read it; one who may not does not
// get it, and it ends as failed. Messages to nobody of the directory are not asked about. Call it before the first Pass; it returns s.
func (s *Sender) Asking(reads Reads) *Sender {
	s.reads = reads
	return s
}

// Restarted takes back what an earlier run of the server left unfinished. On SQLite, where one server alone sends, it does not wait for leases to
// end; on PostgreSQL others may be sending at this moment. Call it at start-up.
func (s *Sender) Restarted(ctx context.Context) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		before := tx.Now()
		if tx.Dialect() == store.SQLite {
			before = before.Add(lease)
		}
		return recoverLeft(ctx, tx, before)
	})
}

// Pass sends everything that is due, over several connections where there is much, and returns when nothing is left, ctx ends, or the peers cannot
// be reached. While another Pass of s runs, it returns at once, and after a peer could not be reached it leaves that alone for some seconds, at
// most a minute. Call it every few seconds and after commits. A message that is leaving when ctx ends is finished first. The error tells of the
// database or of a peer that cannot be reached; no message is lost by it.
func (s *Sender) Pass(ctx context.Context) (Summary, error) {
	if !s.passes.TryLock() {
		return Summary{}, nil
	}
	defer s.passes.Unlock()
	if s.keeps {
		return s.keepDue(ctx)
	}
	if now := s.db.Now(); now.Sub(s.looked.Time) >= lookEvery || now.Before(s.looked) {
		if err := s.look(ctx); err != nil {
			return Summary{}, err
		}
		s.looked = now
	}
	p := &pass{Sender: s}
	err := p.run(ctx)
	return p.sum, err
}

// look renews the leases of what s is sending, and takes back what other senders left behind.
func (s *Sender) look(ctx context.Context) error {
	ids := s.claimed()
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		if err := renew(ctx, tx, ids, s.holder); err != nil {
			return err
		}
		return recoverLeft(ctx, tx, tx.Now())
	})
}

func (s *Sender) claimed() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := make([]string, 0, len(s.mine))
	for id := range s.mine {
		ids = append(ids, id)
	}
	return ids
}

// claim takes a message, errLost when somebody else has it.
func (s *Sender) claim(ctx context.Context, id string) (it item, err error) {
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		it, err = claim(ctx, tx, id, s.holder, s.from, s.origin)
		return err
	})
	return it, err
}

// leave records that the content goes out now, unless its recipient may not read it any more.
func (s *Sender) leave(ctx context.Context, record record, it item) error {
	var stays bool
	err := record(ctx, func(tx *store.Tx) (err error) {
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

// settle records how the try ended and returns the new state; errLost when the message was taken away meanwhile.
func (s *Sender) settle(ctx context.Context, record record, it item, outcome error) (State, error) {
	var state State
	err := record(ctx, func(tx *store.Tx) error {
		if outcome == nil {
			state = Sent
			return sent(ctx, tx, it)
		}
		next := tx.Now().Add(wait(it, outcome))
		to, why := judge(outcome, next.After(it.FirstAt.Add(giveUpAfter)))
		state = to
		return stopped(ctx, tx, it, state, why, next)
	})
	if err != nil && !errors.Is(err, errLost) {
		err = fmt.Errorf("record mail %s: %w", it.ID, err)
	}
	return state, err
}
