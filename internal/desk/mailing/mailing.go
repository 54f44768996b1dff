// Package mailing writes what the customers of a case get by mail or text message, each in their language and in the way that they chose, and keeps what
// did not arrive and was told in another way. It knows a case by a few plain facts, and nothing of who may see it.
//
// # What always holds
//
//   - One event is one mail, at most, for one person.
//   - The subject line of a mail about a case that is not open to the whole of HR says only that there is a message. A quiet case names neither its
//     subject nor anybody's words in the body either, and no text message ever does.
//   - Who cannot sign in, because they are from outside, gets the words by mail: there is no page on which they could read them.
//   - Who stands by the requester hears that there is something to read, and nothing of what it says: an invitation may have ended when a mail is opened.
//   - An answer and a new time reach a person in some way, whatever they switched off: they carry a date.
package mailing

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// Event is something of a case that its customers are told.
type Event string

// The events.
const (
	Acknowledgement Event = "acknowledgement" // the request arrived
	Message         Event = "message"         // HR wrote
	Answer          Event = "answer"          // HR answered, and the case may end
	Waiting         Event = "waiting"         // it waits for somebody until a date
	NewTime         Event = "new_time"        // a promise was given another time
	Reopened        Event = "reopened"        // it is open again
)

// Events lists them in the order of a case's life.
func Events() []Event { return []Event{Acknowledgement, Message, Answer, Waiting, NewTime, Reopened} }

// kindPrefix begins the kinds of all mails of this package, as the outbox names them.
const kindPrefix = "case."

// invited is the kind of the mail that tells somebody that they may stand by a requester. It is told at once, and once.
const invited Event = "invited"

// delay and late are the kinds of the mails that tell of a promise that may not be kept, or was not. They reach people as a new time does.
const (
	delay Event = "delay"
	late  Event = "late"
)

// needed is the kind of the mail to a manager for whom a case waits. It reaches them as Waiting does.
const needed Event = "needed"

// Case is what a letter may have to know of a case.
type Case struct {
	ID      string
	Number  int64
	Name    string // the number as people read it, "HR-2847"
	Subject string
	By, For string // ids of persons
	Guarded bool   // it is not open to the whole of HR
	Quiet   bool   // it names neither its subject nor words
}

// Options are what the package needs.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds Rules
	URL    string        // of the product, without a slash at its end
	Org    string        // who signs
	Keys   *thread.Keys  // nil: no addresses to which people can answer
	Secret []byte        // signs the links that switch something off
	// Sees reports whether a person may see a case now.
	Sees func(ctx context.Context, q store.Querier, personID, caseID string) (bool, error)
}

// Service is the package. It is safe for concurrent use.
type Service struct{ Options }

// New returns the package.
func New(o Options) *Service {
	if o.Keys == nil {
		o.Keys = thread.New(nil, "")
	}
	return &Service{o}
}

// letter is a message about a case before it is addressed.
type letter struct {
	event   Event
	id      string                                        // of what it tells of, once per recipient
	subject string                                        // a message key with the place for the case's name; of cases that are not guarded
	lines   func(ctx context.Context, page bool) []string // paragraphs of an ordinary mail, to somebody who has a page or has none
	words   bool                                          // lines are what a person wrote
	shared  bool                                          // who stands by the requester hears of it too
	replies string                                        // the Message-ID of the mail that it answers
	missing bool                                          // it may be said that something is missing
	from    string                                        // who invites
}

func (l letter) kind() string { return kindPrefix + string(l.event) }

// key names the event together with the person who is told.
func (l letter) key(personID string) string { return l.kind() + ":" + l.id + ":" + personID }

// reader is somebody who gets a letter. Beside them stands who was invited by the requester.
type reader struct {
	people.Person
	beside bool
}

// send writes l to the person who asked, to the one it is for where that is somebody else, and to those invited where it concerns them.
func (s *Service) send(ctx context.Context, tx *store.Tx, c Case, l letter) error {
	to, err := recipients(ctx, tx, c, l.shared)
	if err != nil {
		return err
	}
	for i, id := range to {
		p, err := people.ByID(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.sendTo(ctx, tx, c, reader{p, i >= len(asking(c))}, l); err != nil {
			return err
		}
	}
	return nil
}

// asking are the ids of who asked and whom it is for, each once, and without those who were erased.
func asking(c Case) []string {
	all := slices.Compact([]string{c.By, c.For})
	return slices.DeleteFunc(all, func(id string) bool { return id == privacy.Erased })
}

// recipients are the ids of those who are told of a case: asking, and then those invited where that is asked for.
func recipients(ctx context.Context, q store.Querier, c Case, shared bool) ([]string, error) {
	all := asking(c)
	if !shared {
		return all, nil
	}
	invited, err := store.All[string](ctx, q, `SELECT person_id FROM desk_party WHERE case_id = $1 AND relation = 'representative' ORDER BY person_id`, c.ID)
	if err != nil {
		return nil, fmt.Errorf("read who was invited: %w", err)
	}
	return append(all, slices.DeleteFunc(invited, func(id string) bool { return slices.Contains(all, id) })...), nil
}

func (s *Service) sendTo(ctx context.Context, tx *store.Tx, c Case, to reader, l letter) error {
	w, err := wayTo(ctx, tx, to.Person, l.event)
	if err != nil || w.channel == None {
		return err
	}
	if w.daily {
		return s.keep(ctx, tx, c, to.Person, l)
	}
	ctx = inLanguageOf(ctx, tx, to.Person)
	m := mail.Message{PersonID: to.ID, Kind: l.kind(), Lang: locale.Lang(ctx), EventKey: l.key(to.ID), About: c.ID}
	if w.channel == SMS {
		m.Channel, m.To, m.Text = mail.SMS, to.Phone, s.shortText(ctx, c, to, l)
		return mail.Enqueue(ctx, tx, m)
	}
	m.Channel, m.To = mail.Email, to.Email
	if err := s.write(ctx, tx, c, to, l, &m); err != nil {
		return err
	}
	return mail.Enqueue(ctx, tx, m)
}

// write fills in an e-mail.
func (s *Service) write(ctx context.Context, tx *store.Tx, c Case, to reader, l letter, m *mail.Message) error {
	quiet := to.beside || c.Quiet && signsIn(to.Person)
	m.Subject = locale.T(ctx, l.subject, c.Name)
	if to.beside || c.Guarded || c.Quiet {
		m.Subject = locale.T(ctx, "A message is waiting for you")
	}
	lines := []string{locale.T(ctx, "Hello %s,", to.FirstName())}
	if quiet {
		lines = append(lines, s.short(ctx, c, to, l))
	} else {
		lines = append(lines, l.lines(ctx, signsIn(to.Person))...)
		m.Personal = l.words
	}
	if !to.beside || !c.Quiet { // who stands by somebody may not write where health is spoken of
		m.Claim = thread.Claim{Case: c.Number, Recipient: to.ID, Expires: tx.Now().Add(thread.Lifetime).Time}
		m.Sign, m.ReplyTo = s.Keys, s.Keys.Address(m.Claim)
	}
	if l.missing && !quiet {
		lines = append(lines, howToReopen(ctx, to.Person, m.ReplyTo != "")...)
	}
	lines = append(lines, s.wayBack(ctx, c, to, m.ReplyTo != "")...)
	if optional(l.event) && !m.Personal && !to.beside && signsIn(to.Person) {
		m.Unsubscribe = s.stopLink(to.ID, string(l.event))
	}
	m.Text = strings.Join(append(lines, s.Org), "\n\n")
	return s.refer(ctx, tx, c, to, l, m)
}

// howToReopen says what to do when an answer left something out.
func howToReopen(ctx context.Context, p people.Person, answerable bool) []string {
	switch {
	case signsIn(p):
		return []string{locale.T(ctx, "If something is missing, say so on the page within ten days, and it opens again.")}
	case answerable:
		return []string{locale.T(ctx, "If something is missing, answer this mail within ten days, and it opens again.")}
	}
	return nil
}

// wayBack says how to answer.
func (s *Service) wayBack(ctx context.Context, c Case, to reader, answerable bool) (lines []string) {
	if answerable {
		lines = append(lines, locale.T(ctx, "You can simply answer this mail."))
	}
	if signsIn(to.Person) {
		lines = append(lines, locale.T(ctx, "You can read and answer it here:")+"\n"+s.page(c))
	}
	return lines
}

// inThread is how many earlier mails a mail refers to.
const inThread = 20

// refer says which mails m follows.
func (s *Service) refer(ctx context.Context, tx *store.Tx, c Case, to reader, l letter, m *mail.Message) (err error) {
	if l.event == Acknowledgement { // the first of its thread
		if l.replies != "" && to.ID == c.By {
			m.References, m.AutoReply = []string{l.replies}, true
		}
		return nil
	}
	m.References, err = mail.Thread(ctx, tx, c.ID, to.ID, inThread)
	return err
}

// short is what may be said of an event wherever it is read.
func (s *Service) short(ctx context.Context, c Case, to reader, l letter) string {
	if l.event == invited {
		return locale.T(ctx, "%s invited you to the request %s, to read it and to write in it at their side.", l.from, c.Name)
	}
	if to.beside {
		return locale.T(ctx, "There is something new in the request %s, to which you were invited.", c.Name)
	}
	return Short(ctx, c.Name, l.event)
}

func (s *Service) shortText(ctx context.Context, c Case, to reader, l letter) string {
	text := s.short(ctx, c, to, l)
	if signsIn(to.Person) {
		text += " " + s.page(c)
	}
	return text
}

func (s *Service) page(c Case) string { return s.URL + "/requests/" + c.Name }

// inLanguageOf is ctx for somebody's texts and times.
func inLanguageOf(ctx context.Context, q store.Querier, p people.Person) context.Context {
	return locale.With(ctx, locale.New(p.Language, p.TimeZone).At(q.Now().Time))
}

// signsIn reports whether a person has pages here. Who wrote from outside has none.
func signsIn(p people.Person) bool { return !p.Outside }

// Hold stops what tells of an entry of the conversation and has not left.
func (s *Service) Hold(ctx context.Context, tx *store.Tx, c Case, entryID string) error {
	told, err := recipients(ctx, tx, c, true)
	if err != nil {
		return err
	}
	for _, event := range []Event{Message, Answer} {
		for _, id := range told {
			key := letter{event: event, id: entryID}.key(id)
			if _, err := tx.Exec(ctx, `DELETE FROM desk_digest WHERE event_key = $1 AND digest_id = ''`, key); err != nil {
				return fmt.Errorf("hold summary: %w", err)
			}
			for _, k := range []string{key, key + bySMS} {
				if _, err := mail.Retract(ctx, tx, mail.Retraction{EventKey: k}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
