package follow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/mailing"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// kind is that of the messages of this module.
const kind = "follow.told"

// news is something that a colleague is told of a case. key names what happened, once for each of them.
type news struct{ caseID, number, what, key string }

// What happened. A mention and a message reach people as they chose for messages, the others as they chose for answers.
const (
	mentioned = "mentioned"
	customer  = "customer"
	hr        = "hr"
	decided   = "decided"
	answered  = "answered"
	closed    = "closed"
	reopened  = "reopened"
	several   = "several"
	aside     = "aside"
	ruled     = "ruled"
	pointed   = "pointed"
	ended     = "ended_in_another"
	joined    = "joined"
	parted    = "parted"
	left      = "left"
)

// sentences say what happened, as message keys with the place of the case's number.
var sentences = map[string]string{
	mentioned: "A colleague mentioned you in a note on %s.",
	customer:  "The requester wrote in %s, which you watch.",
	hr:        "HR wrote in %s, which you watch.",
	decided:   "%s, which you watch, was decided.",
	answered:  "%s, which you watch, was answered.",
	closed:    "%s, which you watch, is closed.",
	reopened:  "%s, which you watch, is open again.",
	ruled:     "A rule of HR draws your attention to %s, which you watch.",
	pointed:   "A rule of HR draws your attention to %s.",
	aside:     "Somebody who was asked about %s answered.",
	ended:     "%s, which you watch, goes on in another case of the same requester now.",
	joined:    "Another case was joined to %s, which you watch.",
	parted:    "%s, which you watch, is a case of its own again.",
	left:      "A case that was joined to %s, which you watch, is by itself again.",
	several:   "Something happened in %s since yesterday.",
}

func (n news) event() mailing.Event {
	switch n.what {
	case decided, answered, closed, ended:
		return mailing.Answer
	case reopened, parted:
		return mailing.Reopened
	}
	return mailing.Message
}

// write tells somebody in the way that they chose: at once, in the morning, or not at all. Whether they see the case the caller has asked; the mail asks again when it leaves.
func (s *Service) write(ctx context.Context, tx *store.Tx, p people.Person, n news) error {
	how, err := mailing.HowTo(ctx, tx, p, n.event())
	if err != nil || how.Channel == mailing.None {
		return err
	}
	if how.Daily && n.what != several {
		_, err := tx.Exec(ctx, `INSERT INTO follow_later (case_id, case_number, person_id, due_at) VALUES ($1, $2, $3, $4) ON CONFLICT (case_id, person_id) DO NOTHING`,
			n.caseID, n.number, p.ID, mailing.NextDigest(p, tx.Now()))
		return err
	}
	ctx = locale.With(ctx, locale.New(p.Language, p.TimeZone).At(tx.Now().Time))
	return s.send(ctx, tx, p, how, letter{what: n.what, key: n.key, about: n.caseID, path: "/desk/cases/" + n.number, line: locale.T(ctx, sentences[n.what], n.number)})
}

// letter is one sentence about a case, or about several where about is "", and the way to the page.
type letter struct{ what, key, about, path, line string }

// send puts a letter into the outbox, once for its key. The language is that of ctx.
func (s *Service) send(ctx context.Context, tx *store.Tx, p people.Person, how mailing.How, l letter) error {
	page := s.URL + l.path
	out := mail.Message{PersonID: p.ID, Kind: kind, Lang: locale.Lang(ctx), EventKey: "follow:" + l.what + ":" + l.key + ":" + p.ID, About: l.about}
	if how.Channel == mailing.SMS {
		out.Channel, out.To, out.Text = mail.SMS, p.Phone, l.line+" "+page
		return mail.Enqueue(ctx, tx, out)
	}
	out.Channel, out.To, out.Subject = mail.Email, p.Email, l.line
	out.Text = strings.Join([]string{locale.T(ctx, "Hello %s,", p.FirstName()), l.line, page, s.Org}, "\n\n")
	return mail.Enqueue(ctx, tx, out)
}

// replied tells the watchers of a message, apart from who wrote it.
func (s *Service) replied(ctx context.Context, f desk.CaseReplied) error {
	author, err := record.AuthorOf(ctx, s.DB, f.EntryID)
	if err != nil {
		return err
	}
	what := hr
	if f.Customer {
		what = customer
	}
	return s.tell(ctx, f.CaseID, func(desk.Of) news { return news{what: what, key: f.EntryID} }, author)
}

// ended tells the watchers that a case was answered, is closed or open again. Each time is told once.
func (s *Service) ended(ctx context.Context, caseID, what string) error {
	return s.tell(ctx, caseID, func(c desk.Of) news {
		at := c.AnsweredAt
		switch {
		case what == answered && c.Outcome == desk.OutcomeDecided:
			return news{what: decided, key: caseID + at.UTC().Format("20060102T150405")}
		case what == closed:
			at = c.ClosedAt
		case what == reopened:
			at = c.LastAt
		}
		return news{what: what, key: caseID + at.UTC().Format("20060102T150405")}
	}, "")
}

// hangs tells the watchers of a case that it was joined to another one or taken apart, or that one was, apart from who did it. It names the other case to nobody: who watches this one may not see it.
func (s *Service) hangs(ctx context.Context, caseID, what, event, by string) error {
	return s.tell(ctx, caseID, func(desk.Of) news { return news{what: what, key: event} }, by)
}

// tell tells those who watch a case now and still read it. Whoever lost it watches it no more.
func (s *Service) tell(ctx context.Context, caseID string, of func(c desk.Of) news, author string) error {
	ids, number, err := s.watchers(ctx, s.DB, caseID)
	if err != nil || len(ids) == 0 {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		c, err := s.Desk.Look(ctx, tx, authz.System(desk.Tick), number, tell)
		if fault.KindOf(err) == fault.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		n := of(c)
		n.caseID, n.number = c.ID, c.Number
		for _, id := range ids {
			p, may, err := s.able(ctx, tx, id, number)
			switch {
			case err != nil:
				return err
			case !may:
				err = unwatch(ctx, tx, caseID, id)
			case id != author:
				err = s.write(ctx, tx, p, n)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Attention tells those who watch a case and still read it that a rule draws attention to it, in the transaction of what the rule does, and returns how many, but for one who is
// told of it already, or "". key names what happened: the same is told once.
func (s *Service) Attention(ctx context.Context, tx *store.Tx, c desk.Of, key, but string) (told int, err error) {
	ids, err := store.All[string](ctx, tx, `SELECT w.person_id FROM follow_watch w WHERE w.case_id = $1 ORDER BY w.person_id`, c.ID)
	if err != nil {
		return 0, fmt.Errorf("read watchers: %w", err)
	}
	for _, id := range ids {
		p, may, err := s.able(ctx, tx, id, c.Number)
		if err != nil {
			return told, err
		}
		if !may || id == but {
			continue
		}
		if err := s.write(ctx, tx, p, news{caseID: c.ID, number: c.Number, what: ruled, key: key}); err != nil {
			return told, err
		}
		told++
	}
	return told, nil
}

// Watched returns which of some cases somebody watches but one person, by the ids of the cases. It asks nobody's rights, nor whether who watches a case still reads it.
func Watched(ctx context.Context, q store.Querier, cases []string, but string) (map[string]bool, error) {
	ids, err := store.Select[string](ctx, q, new(store.Q).Add(`SELECT DISTINCT w.case_id FROM follow_watch w WHERE w.person_id <> ? AND `, but).Where(store.In("w.case_id", cases)))
	if err != nil {
		return nil, fmt.Errorf("read watched cases: %w", err)
	}
	watched := map[string]bool{}
	for _, id := range ids {
		watched[id] = true
	}
	return watched, nil
}

// Aside tells those who watch a case, and some more by id, that somebody whom HR asked aside has answered, in the transaction of the answer; whoever does not read the case is told nothing. key names
// the answer: the same is told once.
func (s *Service) Aside(ctx context.Context, tx *store.Tx, c desk.Of, more []string, key string) error {
	ids, _, err := s.watchers(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	ids = append(ids, more...)
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		p, may, err := s.able(ctx, tx, id, c.Number)
		if err == nil && may {
			err = s.write(ctx, tx, p, news{caseID: c.ID, number: c.Number, what: aside, key: key})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// watchers are the ids of who watches a case, and its number.
func (s *Service) watchers(ctx context.Context, q store.Querier, caseID string) (ids []string, number string, err error) {
	type row struct{ PersonID, CaseNumber string }
	rows, err := store.All[row](ctx, q, `SELECT w.person_id, w.case_number FROM follow_watch w WHERE w.case_id = $1 ORDER BY w.person_id`, caseID)
	if err != nil {
		return nil, "", fmt.Errorf("read watchers: %w", err)
	}
	for _, r := range rows {
		ids, number = append(ids, r.PersonID), r.CaseNumber
	}
	return ids, number, nil
}

// lost ends the watching of those who lost a case by a change of it.
func (s *Service) lost(ctx context.Context, caseID string) error {
	ids, number, err := s.watchers(ctx, s.DB, caseID)
	if err != nil || len(ids) == 0 {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		for _, id := range ids {
			_, may, err := s.able(ctx, tx, id, number)
			if err == nil && !may {
				err = unwatch(ctx, tx, caseID, id)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func unwatch(ctx context.Context, tx *store.Tx, caseID, personID string) error {
	for _, sql := range []string{`DELETE FROM follow_watch WHERE case_id = $1 AND person_id = $2`, `DELETE FROM follow_later WHERE case_id = $1 AND person_id = $2`} {
		if _, err := tx.Exec(ctx, sql, caseID, personID); err != nil {
			return fmt.Errorf("end watching: %w", err)
		}
	}
	return nil
}

// inOnePass is how many mornings one pass tells.
const inOnePass = 500

// Pass tells what waited for the morning, one message for each case, and returns how many. It may run late and on two nodes: what is told is not told again. What cannot be told holds up nothing else.
func (s *Service) Pass(ctx context.Context) (int, error) {
	type row struct {
		CaseID, CaseNumber, PersonID string
		DueAt                        store.Time
	}
	rows, err := store.All[row](ctx, s.DB, `SELECT l.case_id, l.case_number, l.person_id, l.due_at FROM follow_later l WHERE l.due_at <= $1 ORDER BY l.due_at, l.case_id, l.person_id LIMIT $2`, s.DB.Now(), inOnePass)
	if err != nil {
		return 0, fmt.Errorf("read what waits: %w", err)
	}
	var failed []error
	for _, r := range rows {
		err := s.DB.Tx(ctx, func(tx *store.Tx) error {
			n, err := tx.Exec(ctx, `DELETE FROM follow_later WHERE case_id = $1 AND person_id = $2 AND due_at = $3`, r.CaseID, r.PersonID, r.DueAt)
			if err != nil || n == 0 {
				return err // another node was faster
			}
			p, may, err := s.able(ctx, tx, r.PersonID, r.CaseNumber)
			if err != nil || !may {
				return err
			}
			return s.write(ctx, tx, p, news{caseID: r.CaseID, number: r.CaseNumber, what: several, key: r.CaseID + r.DueAt.UTC().Format("20060102")})
		})
		if err != nil {
			failed = append(failed, fmt.Errorf("tell of case %s: %w", r.CaseID, err))
		}
	}
	return len(rows) - len(failed), errors.Join(failed...)
}
