package side

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// Write is a further message of HR.
type Write struct {
	Number string `path:"number" json:"-"`
	Side   string `path:"side" json:"-"`
	Body   string `json:"body"`
	Key    string `json:"key,omitempty"` // what its writer calls it: the same key again is the same message
	Undo   bool   `json:"-"`             // its mails wait for as long as its writer wants replies to be undone
}

// Write adds a message of HR and sends it to those who were asked, apart from those who have lost the conversation. The same key twice is one message. It refuses a conversation that is over,
// and what Begin refuses of a case.
func (s *Service) Write(ctx context.Context, by authz.Actor, in Write) (Talk, error) {
	return s.on(ctx, by, in.Number, in.Side, func(tx *store.Tx, c *desk.Upon, t talkRow) error {
		if t.State != Open {
			return fault.New(fault.Conflict, "This conversation is over. Begin another one to ask again.")
		}
		wish, g, err := s.mayAsk(ctx, tx, c.Of)
		if err != nil {
			return err
		}
		if err := s.heldByAny(ctx, tx, t.ID); err != nil {
			return err
		}
		var f fault.Fields
		needWords(&f, in.Body)
		needApproved(&f, g, wish, in.Body)
		f.Need(len(in.Key) <= maxKey, "key", "A key has at most %d characters.", maxKey)
		if err := f.Err(); err != nil {
			return err
		}
		if same, err := written(ctx, tx, by, t.ID, in.Key); same || err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE side_talk SET last_at = $2, last_side = 'hr', news = $3 WHERE id = $1`, t.ID, tx.Now(), false); err != nil {
			return fmt.Errorf("write aside: %w", err)
		}
		return s.say(ctx, tx, by, t, spoken{body: in.Body, once: once(by, t.ID, in.Key), undo: in.Undo})
	})
}

// heldByAny refuses a conversation that everybody who was asked has lost.
func (s *Service) heldByAny(ctx context.Context, q store.Querier, id string) error {
	members, err := membersOf(ctx, q, id)
	if err != nil {
		return err
	}
	for _, m := range members {
		if may, err := s.holds(ctx, q, id, m.PersonID); may || err != nil {
			return err
		}
	}
	return fault.New(fault.Conflict, "Who was asked has lost this conversation: the case is more protected than it was, or they have a part in it now. Begin another one if somebody may still be asked.")
}

// written reports whether by wrote something in a conversation by a key before.
func written(ctx context.Context, q store.Querier, by authz.Actor, talkID, key string) (bool, error) {
	if key == "" {
		return false, nil
	}
	_, err := store.One[string](ctx, q, `SELECT w.id FROM side_word w WHERE w.once = $1 AND w.talk_id = $2`, once(by, talkID, key), talkID)
	if errors.Is(err, store.ErrNone) {
		return false, nil
	}
	return err == nil, err
}

// spoken are words of HR with files of the case.
type spoken struct {
	body string
	once any // see keep
	lent []File
	undo bool // their mails can be taken back for a while
}

// say keeps words of HR, and sends them.
func (s *Service) say(ctx context.Context, tx *store.Tx, by authz.Actor, t talkRow, said spoken) error {
	w := wordRow{ID: ident.New(), TalkID: t.ID, At: tx.Now(), Side: hr, AuthorPerson: by.PersonID, Body: said.body}
	if err := keep(ctx, tx, w, said.once); err != nil {
		return err
	}
	for _, f := range said.lent {
		if _, err := tx.Exec(ctx, `INSERT INTO side_file (file_id, word_id, lent) VALUES ($1, $2, $3)`, f.ID, w.ID, true); err != nil {
			return fmt.Errorf("lend file: %w", err)
		}
	}
	author, err := people.ByID(ctx, tx, by.PersonID)
	if err != nil {
		return err
	}
	l := letter{from: author, files: said.lent}
	if said.undo {
		l.wait = time.Duration(author.UndoSeconds) * time.Second
	}
	members, err := membersOf(ctx, tx, t.ID)
	if err != nil {
		return err
	}
	for _, m := range members {
		p, err := people.ByID(ctx, tx, m.PersonID)
		if fault.KindOf(err) == fault.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		if may, err := s.holds(ctx, tx, t.ID, p.ID); err != nil || !may {
			if err != nil {
				return err
			}
			continue
		}
		if err := s.send(ctx, tx, p, t, w, l); err != nil {
			return err
		}
	}
	return nil
}

// keep inserts words, or returns errTwice.
func keep(ctx context.Context, tx *store.Tx, w wordRow, once any) error {
	n, err := tx.Exec(ctx, `INSERT INTO side_word (id, talk_id, at, side, author_person, body, by_mail, erased, once) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (once) DO NOTHING`,
		w.ID, w.TalkID, w.At, w.Side, w.AuthorPerson, w.Body, w.ByMail, false, once)
	if err == nil && n == 0 {
		return errTwice
	}
	if err != nil {
		return fmt.Errorf("write aside: %w", err)
	}
	return nil
}

// End says what becomes of a conversation.
type End struct {
	Number string `path:"number" json:"-"`
	Side   string `path:"side" json:"-"`
}

// Close ends a conversation: nobody waits for an answer any more, and none can be given; who was asked can still read it. Twice is once; a withdrawn one stays so.
func (s *Service) Close(ctx context.Context, by authz.Actor, in End) (Talk, error) {
	return s.end(ctx, by, in, Closed)
}

// Withdraw takes a conversation away from those who were asked, with what waits to leave by mail: nobody can read or answer it any more. HR keeps it. Twice is once. What has left by mail cannot be
// taken back.
func (s *Service) Withdraw(ctx context.Context, by authz.Actor, in End) (Talk, error) {
	return s.end(ctx, by, in, Withdrawn)
}

func (s *Service) end(ctx context.Context, by authz.Actor, in End, state string) (Talk, error) {
	return s.on(ctx, by, in.Number, in.Side, func(tx *store.Tx, _ *desk.Upon, t talkRow) error {
		if t.State == state || t.State == Withdrawn {
			return nil
		}
		if _, err := tx.Exec(ctx, `UPDATE side_talk SET state = $2 WHERE id = $1`, t.ID, state); err != nil {
			return fmt.Errorf("end side conversation: %w", err)
		}
		_, err := mail.Retract(ctx, tx, mail.Retraction{About: about(t.ID)})
		return err
	})
}

// on is the frame of what HR does with a conversation of a case. Another case's is absent.
func (s *Service) on(ctx context.Context, by authz.Actor, number, id string, f func(*store.Tx, *desk.Upon, talkRow) error) (Talk, error) {
	err := s.Desk.Within(ctx, by, number, Ask, func(tx *store.Tx, c *desk.Upon) error {
		t, err := ofCase(ctx, tx, c.ID, id)
		if err != nil {
			return err
		}
		return f(tx, c, t)
	})
	if err != nil && !errors.Is(err, errTwice) {
		return Talk{}, err
	}
	return s.Read(ctx, by, ReadOne{Number: number, Side: id})
}

// ofCase reads a conversation of a case.
func ofCase(ctx context.Context, q store.Querier, caseID, id string) (talkRow, error) {
	t, err := store.One[talkRow](ctx, q, `SELECT `+talkColumns+` FROM side_talk x WHERE x.id = $1 AND x.case_id = $2`, id, caseID)
	if errors.Is(err, store.ErrNone) {
		return t, authz.Hidden()
	}
	if err != nil {
		return t, fmt.Errorf("read side conversation: %w", err)
	}
	return t, nil
}

func membersOf(ctx context.Context, q store.Querier, talkID string) ([]memberRow, error) {
	all, err := store.All[memberRow](ctx, q, `SELECT m.talk_id, m.person_id, m.way FROM side_member m WHERE m.talk_id = $1 ORDER BY m.person_id`, talkID)
	if err != nil {
		return nil, fmt.Errorf("read who was asked: %w", err)
	}
	return all, nil
}
