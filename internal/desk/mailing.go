package desk

import (
	"context"
	"strings"

	"hearth/internal/people"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// This file writes what the customer of a case gets by mail or text message. Quiet cases name neither their subject nor their service anywhere, and
// no text message does; a letter that may be read by others says only that there is something to read.

// letter is a message about a case before it is addressed.
type letter struct {
	kind    string
	event   string                             // the id of what it tells of, once per recipient
	subject string                             // a message key; of quiet cases too
	short   string                             // a message key with the place for the number: text messages, and quiet cases
	lines   func(ctx context.Context) []string // paragraphs of an ordinary mail
}

// send writes l to the person who asked and, where that is somebody else, to the person it is for.
func (s *Service) send(ctx context.Context, tx *store.Tx, r row, l letter) error {
	to := []string{r.ByPerson}
	if r.ForPerson != r.ByPerson {
		to = append(to, r.ForPerson)
	}
	for _, id := range to {
		if id == privacy.Erased {
			continue
		}
		p, err := people.ByID(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.sendTo(ctx, tx, r, p, l); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) sendTo(ctx context.Context, tx *store.Tx, r row, p people.Person, l letter) error {
	ctx = locale.With(ctx, locale.New(p.Language, p.TimeZone).At(tx.Now().Time))
	number, link := Number(r.Number), s.url+"/requests/"+Number(r.Number)
	m := mail.Message{PersonID: p.ID, Kind: l.kind, Lang: locale.Lang(ctx), EventKey: l.kind + ":" + l.event + ":" + p.ID, About: r.ID}
	switch {
	case p.Channel == people.BySMS && p.Phone != "":
		m.Channel, m.To = mail.SMS, p.Phone
		m.Text = locale.T(ctx, l.short, number) + " " + link
	case p.Email != "":
		m.Channel, m.To = mail.Email, p.Email
		m.Subject = locale.T(ctx, l.subject, number)
		lines := []string{locale.T(ctx, "Hello %s,", p.FirstName())}
		if r.Quiet {
			lines = append(lines, locale.T(ctx, l.short, number))
		} else {
			lines = append(lines, l.lines(ctx)...)
		}
		lines = append(lines, locale.T(ctx, "You can read and answer it here:")+"\n"+link, s.org)
		m.Text = strings.Join(lines, "\n\n")
	default:
		return nil // no way to write: it is on the page and at the terminal
	}
	return mail.Enqueue(ctx, tx, m)
}

// acknowledge tells the requester at once that the request arrived, under which number, and both promised times.
func (s *Service) acknowledge(ctx context.Context, tx *store.Tx, r row, who parties, promised []promise.Promise) error {
	times := func(ctx context.Context) []string {
		var lines []string
		for _, p := range promised {
			switch p.Kind {
			case promise.FirstAnswer:
				lines = append(lines, locale.T(ctx, "You will have a first answer by %s.", locale.DateTime(ctx, p.DueAt.Time)))
			case promise.Decision:
				lines = append(lines, locale.T(ctx, "It will be settled by %s.", locale.DateTime(ctx, p.DueAt.Time)))
			}
		}
		return lines
	}
	l := letter{kind: "case.acknowledgement", event: r.ID, subject: "We have your request %s",
		short: "We have your request %s. The page says when you will hear from us.",
		lines: func(ctx context.Context) []string {
			lines := []string{locale.T(ctx, "We have your request %s, “%s”.", Number(r.Number), r.Subject)}
			return append(lines, strings.Join(times(ctx), "\n"))
		}}
	if err := s.sendTo(ctx, tx, r, who.by, l); err != nil || who.forWhom.ID == who.by.ID {
		return err
	}
	return s.sendTo(ctx, tx, r, who.forWhom, l)
}

func (s *Service) mailReply(ctx context.Context, tx *store.Tx, r row, entryID, body string) error {
	return s.send(ctx, tx, r, letter{kind: "case.message", event: entryID, subject: "HR wrote to you about %s", short: "HR wrote to you about your request %s.",
		lines: func(context.Context) []string { return []string{body} }})
}

func (s *Service) mailAnswer(ctx context.Context, tx *store.Tx, r row, entryID, body string) error {
	return s.send(ctx, tx, r, letter{kind: "case.answer", event: entryID, subject: "Your request %s is answered", short: "Your request %s is answered.",
		lines: func(ctx context.Context) []string {
			return []string{body, locale.T(ctx, "If something is missing, say so on the page within ten days, and it opens again.")}
		}})
}

func (s *Service) mailPause(ctx context.Context, tx *store.Tx, r row) error {
	return s.send(ctx, tx, r, letter{kind: "case.waiting", event: r.ID + ":" + text(tx.Now()), subject: "Your request %s waits", short: "Your request %s waits. The page says for what.",
		lines: func(ctx context.Context) []string {
			why, named := WaitText(r.WaitingReason)
			if named {
				why = locale.T(ctx, why)
			}
			return []string{locale.T(ctx, "Your request %s waits until %s:", Number(r.Number), locale.DateTime(ctx, r.WaitingUntil.Time)), why}
		}})
}

func (s *Service) mailRenegotiated(ctx context.Context, tx *store.Tx, r row, due store.Time, reason string) error {
	return s.send(ctx, tx, r, letter{kind: "case.new_time", event: r.ID + ":" + text(tx.Now()), subject: "A new time for your request %s",
		short: "There is a new time for your request %s. The page says when and why.",
		lines: func(ctx context.Context) []string {
			return []string{locale.T(ctx, "We cannot keep the time we gave you for %s. The new time is %s.", Number(r.Number), locale.DateTime(ctx, due.Time)), reason}
		}})
}

func (s *Service) mailReopened(ctx context.Context, tx *store.Tx, r row) error {
	return s.send(ctx, tx, r, letter{kind: "case.reopened", event: r.ID + ":" + text(tx.Now()), subject: "Your request %s is open again",
		short: "Your request %s is open again. The page says when you will hear from us.",
		lines: func(ctx context.Context) []string {
			return []string{locale.T(ctx, "Thank you for saying what was missing in %s. It is open again, and the page says when you will hear from us.", Number(r.Number))}
		}})
}

// holdMail stops the mails about an entry that have not left.
func (s *Service) holdMail(ctx context.Context, tx *store.Tx, r row, entryID string) error {
	for _, kind := range []string{"case.message", "case.answer"} {
		for _, id := range []string{r.ByPerson, r.ForPerson} {
			if _, err := mail.Retract(ctx, tx, mail.Retraction{EventKey: kind + ":" + entryID + ":" + id}); err != nil {
				return err
			}
		}
	}
	return nil
}

// text is an instant as a part of a key.
func text(t store.Time) string { return t.UTC().Format("20060102T150405.000000") }
