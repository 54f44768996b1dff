package mailing

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"hearth/internal/people"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Acknowledge tells who asked and whom it is for that the request arrived, under which number, and what was promised. Replies is the Message-ID of the mail by which
// the request came, or "".
func (s *Service) Acknowledge(ctx context.Context, tx *store.Tx, c Case, who []people.Person, promised []promise.Promise, replies string) error {
	l := letter{event: Acknowledgement, id: c.ID, subject: "We have your request %s", replies: replies,
		lines: func(ctx context.Context, _ bool) []string {
			return []string{locale.T(ctx, "We have your request %s, “%s”.", c.Name, c.Subject), strings.Join(times(ctx, promised), "\n")}
		}}
	told := map[string]bool{}
	for _, p := range who {
		if told[p.ID] {
			continue
		}
		told[p.ID] = true
		if err := s.sendTo(ctx, tx, c, reader{p, false}, l); err != nil {
			return err
		}
	}
	return nil
}

// times says what was promised.
func times(ctx context.Context, promised []promise.Promise) (lines []string) {
	for _, p := range promised {
		switch p.Kind {
		case promise.FirstAnswer:
			lines = append(lines, locale.T(ctx, "You will have a first answer by %s.", locale.DateTime(ctx, p.DueAt.Time)))
		case promise.Decision:
			lines = append(lines, locale.T(ctx, "It will be settled by %s.", locale.DateTime(ctx, p.DueAt.Time)))
		case promise.Legal: // without the name of the law, which may say what it is about
			lines = append(lines, locale.T(ctx, "By law it has to be decided by %s.", locale.DateTime(ctx, p.DueAt.Time)))
		case promise.NextWord:
			lines = append(lines, locale.T(ctx, "You will hear from us by %s.", locale.DateTime(ctx, p.DueAt.Time)))
		case promise.Appeal:
			lines = append(lines, locale.T(ctx, "The second look is done by %s.", locale.DateTime(ctx, p.DueAt.Time)))
		case promise.Question:
			lines = append(lines, locale.T(ctx, "Your question about the statement is answered by %s.", locale.DateTime(ctx, p.DueAt.Time)))
		case promise.Step:
			lines = append(lines, locale.T(ctx, "By when each of its steps is done stands on its page."))
		}
	}
	return lines
}

// Wrote tells that HR wrote: words, in the entry of the conversation with an id.
func (s *Service) Wrote(ctx context.Context, tx *store.Tx, c Case, entryID, words string) error {
	return s.send(ctx, tx, c, letter{event: Message, id: entryID, subject: "HR wrote to you about %s", words: true, shared: true,
		lines: func(context.Context, bool) []string { return []string{words} }})
}

// Answered tells that HR answered: words, in the entry of the conversation with an id.
func (s *Service) Answered(ctx context.Context, tx *store.Tx, c Case, entryID, words string) error {
	return s.send(ctx, tx, c, letter{event: Answer, id: entryID, subject: "Your request %s is answered", words: true, shared: true,
		lines:   func(context.Context, bool) []string { return []string{words} },
		missing: true})
}

// Wait is for what a case waits.
type Wait struct {
	Why     string // a message key of ours where Ours, or words
	Ours    bool
	Needed  string // what is needed from the one for whom it waits, in words; ""
	Until   store.Time
	Manager string // the id of the manager for whom it waits, or ""
}

// Paused tells the customers that the case waits, and the manager for whom it does what is needed from them.
func (s *Service) Paused(ctx context.Context, tx *store.Tx, c Case, w Wait) error {
	id := c.ID + ":" + text(tx.Now())
	err := s.send(ctx, tx, c, letter{event: Waiting, id: id, subject: "Your request %s waits",
		lines: func(ctx context.Context, _ bool) []string {
			lines := []string{locale.T(ctx, "Your request %s waits until %s:", c.Name, locale.DateTime(ctx, w.Until.Time)), w.Why}
			if w.Ours {
				lines[1] = locale.T(ctx, w.Why)
			}
			if w.Needed != "" {
				lines = append(lines, w.Needed)
			}
			return lines
		}})
	if err != nil || w.Manager == "" || w.Needed == "" || slices.Contains(asking(c), w.Manager) {
		return err
	}
	p, err := people.ByID(ctx, tx, w.Manager)
	if err != nil {
		return err
	}
	return s.sendTo(ctx, tx, c, reader{p, false}, letter{event: needed, id: id, subject: "HR needs something from you about %s",
		lines: func(ctx context.Context, _ bool) []string {
			return []string{locale.T(ctx, "HR needs something from you about the request %s of somebody you lead, by %s:", c.Name, locale.DateTime(ctx, w.Until.Time)), w.Needed,
				locale.T(ctx, "Who asked reads this and what you answer.")}
		}})
}

// moved say what has another time where that is not the request itself, as message keys with the places of the request and of the moment.
var moved = map[string]string{
	promise.Step:     "We cannot keep the time we gave you for a step of %s. The new time is %s.",
	promise.Appeal:   "We cannot keep the time we gave you for the second look at %s. The new time is %s.",
	promise.Question: "We cannot keep the time we gave you for the answer to your question about the statement of %s. The new time is %s.",
}

// MovedTo returns what tells that a promise of a kind has another time, and why.
func (s *Service) MovedTo(kind string) func(context.Context, *store.Tx, Case, store.Time, string) error {
	sentence := cmp.Or(moved[kind], "We cannot keep the time we gave you for %s. The new time is %s.")
	return func(ctx context.Context, tx *store.Tx, c Case, due store.Time, reason string) error {
		return s.newTime(ctx, tx, c, sentence, due, reason)
	}
}

// Prolonged tells until when a time that a law gives was prolonged, and why. It does not name the law, which may say what the request is about.
func (s *Service) Prolonged(ctx context.Context, tx *store.Tx, c Case, due store.Time, reason string) error {
	return s.newTime(ctx, tx, c, "We need longer for %s than the law first gives, and use what it allows. By law it now has to be decided by %s.", due, reason)
}

// newTime sends a sentence, a message key with the places of the request and of the moment, and the reason.
func (s *Service) newTime(ctx context.Context, tx *store.Tx, c Case, sentence string, due store.Time, reason string) error {
	return s.send(ctx, tx, c, letter{event: NewTime, id: c.ID + ":" + text(tx.Now()), subject: "A new time for your request %s",
		lines: func(ctx context.Context, _ bool) []string {
			return []string{locale.T(ctx, sentence, c.Name, locale.DateTime(ctx, due.Time)), reason}
		}})
}

// OpenAgain tells that the case is open again, at the word of its requester.
func (s *Service) OpenAgain(ctx context.Context, tx *store.Tx, c Case) error {
	return s.send(ctx, tx, c, letter{event: Reopened, id: c.ID + ":" + text(tx.Now()), subject: "Your request %s is open again",
		lines: func(ctx context.Context, page bool) []string {
			if !page {
				return []string{locale.T(ctx, "Thank you for saying what was missing in %s. It is open again, and we write to you.", c.Name)}
			}
			return []string{locale.T(ctx, "Thank you for saying what was missing in %s. It is open again, and the page says when you will hear from us.", c.Name)}
		}})
}

// Noted tells that something new stands on the page of the case: one sentence, a message key of ours whose args hold no words of people.
func (s *Service) Noted(ctx context.Context, tx *store.Tx, c Case, sentence string, args ...any) error {
	return s.send(ctx, tx, c, letter{event: Message, id: c.ID + ":" + text(tx.Now()), subject: "HR wrote to you about %s",
		lines: func(ctx context.Context, _ bool) []string { return []string{locale.T(ctx, sentence, args...)} }})
}

// Invite tells somebody that the requester wants them at their side, once a day at most. It says nothing of the case but its number.
func (s *Service) Invite(ctx context.Context, tx *store.Tx, c Case, byID string, p people.Person) error {
	by, err := people.ByID(ctx, tx, byID)
	if err != nil {
		return err
	}
	return s.sendTo(ctx, tx, c, reader{p, true}, letter{event: invited, id: c.ID + ":" + tx.Now().UTC().Format(time.DateOnly), from: by.DisplayName()})
}

// shorts are what may be said of an event wherever it is read, as message keys with the place for the number.
var shorts = map[Event]string{
	Acknowledgement: "We have your request %s. The page says when you will hear from us.",
	Message:         "HR wrote to you about your request %s.",
	Answer:          "Your request %s is answered.",
	Waiting:         "Your request %s waits. The page says for what.",
	NewTime:         "There is a new time for your request %s. The page says when and why.",
	delay:           "Your request %s may take longer than we said. The page says more.",
	late:            "Your request %s is late. We are sorry; the page says more.",
	needed:          "HR needs something from you about the request %s. The page says what.",
	Reopened:        "Your request %s is open again. The page says when you will hear from us.",
}

// text is an instant as a part of a key.
func text(t store.Time) string { return t.UTC().Format("20060102T150405.000000") }
