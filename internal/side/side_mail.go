package side

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
)

// Prefix begins what a mail of this module is about, before the id of the conversation.
const Prefix = "side:"

func about(talkID string) string { return Prefix + talkID }

// kind is that of the mails of this module, which administrators read.
const kind = "side.asked"

// inThread is how many earlier mails a mail refers to.
const inThread = 20

// letter is what goes with words of HR to somebody who was asked.
type letter struct {
	from  people.Person // who of HR writes
	files []File
	wait  time.Duration // for how long it can be taken back before it leaves
}

// wayTo is how words reach a person.
func wayTo(p people.Person) string {
	switch {
	case p.Channel == people.BySMS && p.Phone != "" && !p.Outside:
		return BySMS
	case p.Email != "":
		return ByMail
	}
	return ByPage
}

// send writes to somebody who was asked, in their language.
func (s *Service) send(ctx context.Context, tx *store.Tx, p people.Person, t talkRow, w wordRow, l letter) error {
	way := wayTo(p)
	if way == ByPage {
		return nil
	}
	ctx = locale.With(ctx, locale.New(p.Language, p.TimeZone).At(tx.Now().Time))
	m := mail.Message{PersonID: p.ID, Kind: kind, Lang: locale.Lang(ctx), EventKey: kind + ":" + w.ID + ":" + p.ID, About: about(t.ID), Wait: l.wait}
	if way == BySMS {
		m.Channel, m.To, m.Text = mail.SMS, p.Phone, locale.T(ctx, "HR asks you something.")+" "+s.page(t.ID)
		return mail.Enqueue(ctx, tx, m)
	}
	m.Claim = thread.Claim{Case: t.Mark, Side: true, Recipient: p.ID, Expires: tx.Now().Add(thread.Lifetime).Time}
	m.To, m.Sign, m.ReplyTo, m.Personal = p.Email, s.Threads, s.Threads.Address(m.Claim), !t.neutral() || p.Outside
	m.Subject, m.Text = s.words(ctx, p, t, w.Body, l, m.ReplyTo != "")
	var err error
	if m.References, err = mail.Thread(ctx, tx, m.About, p.ID, inThread); err != nil {
		return err
	}
	return mail.Enqueue(ctx, tx, m)
}

// words are the subject and the text of a mail, in the language of ctx.
func (s *Service) words(ctx context.Context, p people.Person, t talkRow, body string, l letter, answerable bool) (subject, text string) {
	lines := []string{locale.T(ctx, "Hello %s,", p.FirstName())}
	if p.Outside {
		lines[0] = locale.T(ctx, "Good day,")
	}
	if t.neutral() && !p.Outside {
		lines = append(lines, locale.T(ctx, "HR asks you something. What it is stands on your page alone:")+"\n"+s.page(t.ID), s.Org)
		return locale.T(ctx, "A message is waiting for you"), strings.Join(lines, "\n\n")
	}
	lines = append(lines, locale.T(ctx, "%s of HR at %s asks you:", l.from.DisplayName(), s.Org), body)
	if t.WantedOn != "" {
		lines = append(lines, locale.T(ctx, "An answer is wanted by %s.", day(ctx, t.WantedOn)))
	}
	for _, f := range l.files {
		if p.Outside {
			lines = append(lines, f.Name+"\n"+s.link(t.ID, p.ID, f.ID))
		}
	}
	if answerable {
		lines = append(lines, locale.T(ctx, "You can simply answer this mail."))
	}
	if !p.Outside {
		lines = append(lines, locale.T(ctx, "You can read and answer it here:")+"\n"+s.page(t.ID))
	}
	subject = t.Subject
	if t.neutral() || subject == "" {
		subject = locale.T(ctx, "A question of HR")
	}
	return subject, strings.Join(append(lines, s.Org), "\n\n")
}

// day writes a day as people read it.
func day(ctx context.Context, on string) string {
	at, err := time.Parse(time.DateOnly, on)
	if err != nil {
		return on
	}
	return locale.Day(ctx, at.Year(), at.Month(), at.Day())
}

func (s *Service) page(talkID string) string { return s.URL + "/me/asked/" + talkID }

// link is the address of a file for somebody outside, who signs in nowhere. It is good as long as the conversation is open to them.
func (s *Service) link(talkID, personID, fileID string) string {
	return s.URL + "/asked/" + talkID + "/" + fileID + "/" + s.seal(talkID, personID, fileID)
}

func (s *Service) seal(talkID, personID, fileID string) string {
	return ident.Seal(s.Secret, "side file\n"+talkID+"\n"+personID+"\n"+fileID)
}

// MayRead reports whether somebody may read a mail about a conversation at the moment in which it leaves: it is open to them, and whoever of HR wrote last still works on its case.
func (s *Service) MayRead(ctx context.Context, q store.Querier, p people.Person, thing string) (bool, error) {
	id := strings.TrimPrefix(thing, Prefix)
	t, err := s.askedOf(ctx, q, id, p.ID)
	if fault.KindOf(err) == fault.NotFound || err == nil && t.State != Open {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	author, err := store.One[string](ctx, q, `SELECT w.author_person FROM side_word w WHERE w.talk_id = $1 AND w.side = 'hr' ORDER BY w.id DESC LIMIT 1`, id)
	if errors.Is(err, store.ErrNone) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read who asked: %w", err)
	}
	_, may, err := s.works(ctx, q, author, t.CaseNumber)
	return may, err
}

// works reports whether somebody of HR reads the words of a case now.
func (s *Service) works(ctx context.Context, q store.Querier, personID, number string) (desk.Of, bool, error) {
	p, err := people.ByID(ctx, q, personID)
	if fault.KindOf(err) == fault.NotFound || err == nil && !p.Active {
		return desk.Of{}, false, nil
	}
	if err != nil {
		return desk.Of{}, false, err
	}
	roles, teams, err := people.Standing(ctx, q, personID)
	if err != nil {
		return desk.Of{}, false, err
	}
	c, err := s.Desk.Look(ctx, q, authz.Actor{PersonID: personID, Face: authz.Desk, Roles: roles, Teams: teams}, number, Ask)
	switch fault.KindOf(err) {
	case fault.NotFound, fault.Forbidden:
		return c, false, nil
	}
	return c, err == nil && c.HR, err
}
