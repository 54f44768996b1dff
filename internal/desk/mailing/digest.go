package mailing

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"hearth/internal/desk/number"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// digestHour is the hour of the person's day at which a summary is sent.
const digestHour = 8

// Digest is the name of summaries, in kinds of mail and in the links that stop them.
const Digest = "digest"

// keep lets an event wait for the next summary of a person.
func (s *Service) keep(ctx context.Context, tx *store.Tx, c Case, p people.Person, l letter) error {
	err := tx.Write(ctx, `INSERT INTO desk_digest (event_key, person_id, case_id, event, at, due_at, digest_id) VALUES ($1, $2, $3, $4, $5, $6, '')
		ON CONFLICT (event_key) DO NOTHING`, l.key(p.ID), p.ID, c.ID, l.event, tx.Now(), NextDigest(p, tx.Now()))
	if err != nil {
		return fmt.Errorf("keep for summary: %w", err)
	}
	return nil
}

// NextDigest is when the next summary of a person is sent: at eight in the morning of their zone.
func NextDigest(p people.Person, now store.Time) store.Time {
	zone, err := time.LoadLocation(p.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	here := now.In(zone)
	at := time.Date(here.Year(), here.Month(), here.Day(), digestHour, 0, 0, 0, zone)
	if !at.After(now.Time) {
		at = time.Date(here.Year(), here.Month(), here.Day()+1, digestHour, 0, 0, 0, zone)
	}
	return store.At(at)
}

// manyPeople is how many people one round of Pass looks for.
const manyPeople = 200

// Pass sends the summaries that are due and returns how many. Each is put into the outbox in the transaction that ends the waiting of what it tells, so it is sent once,
// wherever the process stops. It may run late and beside itself. What hinders the summary of one person does not hold up those of others.
func (s *Service) Pass(ctx context.Context) (int, error) {
	sent, after := 0, ""
	var wrong error
	for {
		ids, err := store.All[string](ctx, s.DB, `SELECT DISTINCT person_id FROM desk_digest WHERE digest_id = '' AND due_at <= $1 AND person_id > $2 ORDER BY person_id LIMIT $3`,
			s.DB.Now(), after, manyPeople)
		if err != nil {
			return sent, errors.Join(wrong, fmt.Errorf("find summaries: %w", err))
		}
		for _, id := range ids {
			after = id
			did, err := s.digest(ctx, id)
			wrong = errors.Join(wrong, err)
			if did {
				sent++
			}
		}
		if len(ids) < manyPeople || ctx.Err() != nil {
			return sent, wrong
		}
	}
}

// digest sends a person the summary of what has been waiting for it.
func (s *Service) digest(ctx context.Context, personID string) (bool, error) {
	sent := false
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		sent = false // a transaction may run again
		id := ident.New()
		n, err := tx.Exec(ctx, `UPDATE desk_digest SET digest_id = $1 WHERE person_id = $2 AND digest_id = '' AND due_at <= $3`, id, personID, tx.Now())
		if err != nil || n == 0 {
			return err // another node was faster
		}
		p, err := people.ByID(ctx, tx, personID)
		if fault.KindOf(err) == fault.NotFound {
			return nil // erased since
		}
		if err != nil {
			return err
		}
		told, err := s.toldOf(ctx, tx, id, p)
		if err != nil || len(told) == 0 {
			return err
		}
		m, possible := s.summary(inLanguageOf(ctx, tx, p), p, told)
		if !possible {
			return nil
		}
		sent = true
		m.PersonID, m.Kind, m.EventKey, m.About = p.ID, kindPrefix+Digest, kindPrefix+Digest+":"+id, id
		return mail.Enqueue(ctx, tx, m)
	})
	if err != nil {
		return false, fmt.Errorf("summary: %w", err)
	}
	return sent, nil
}

// happening is one event of a summary.
type happening struct {
	CaseID, Subject string
	Number          int64
	Guarded         bool
	Event           Event
	At              store.Time
	Beside          bool // the reader is neither who asked nor whom it is for
}

// toldOf is what a summary tells its reader: of cases that they may still see.
func (s *Service) toldOf(ctx context.Context, tx *store.Tx, digestID string, p people.Person) ([]happening, error) {
	all, err := store.All[happening](ctx, tx, `SELECT d.case_id, c.subject, c.number, c.quiet OR c.health OR c.sensitivity <> 'open' AS guarded, d.event, d.at,
		c.by_person <> $2 AND c.for_person <> $2 AS beside FROM desk_digest d JOIN desk_case c ON c.id = d.case_id WHERE d.digest_id = $1 ORDER BY c.opened_at, c.id, d.at, d.event_key`,
		digestID, p.ID)
	if err != nil {
		return nil, fmt.Errorf("read summary: %w", err)
	}
	sees := map[string]bool{}
	var told []happening
	for _, h := range all {
		may, asked := sees[h.CaseID]
		if !asked {
			if may, err = s.Sees(ctx, tx, p.ID, h.CaseID); err != nil {
				return nil, err
			}
			sees[h.CaseID] = may
		}
		if may {
			told = append(told, h)
		}
	}
	return told, nil
}

// happenings say what happened, as message keys; the case is named above them.
var happenings = map[Event]string{Acknowledgement: "Your request arrived.", Message: "HR wrote to you.", Answer: "It is answered. If something is missing, say so within ten days.",
	Waiting: "It waits. The page says for what.", needed: "HR needs something from you. The page says what.", Reopened: "It is open again."}

// summary writes a summary. Without an e-mail address it is a text message that says only that there is something; false: nothing can be sent.
func (s *Service) summary(ctx context.Context, p people.Person, told []happening) (mail.Message, bool) {
	m := mail.Message{Lang: locale.Lang(ctx)}
	if p.Email == "" {
		m.Channel, m.To, m.Text = mail.SMS, p.Phone, locale.T(ctx, "There is something new in your requests.")+" "+s.URL+"/requests"
		return m, p.Phone != ""
	}
	m.Channel, m.To, m.Subject = mail.Email, p.Email, locale.T(ctx, "What happened in your requests")
	m.Unsubscribe = s.stopLink(p.ID, Digest)
	lines := []string{locale.T(ctx, "Hello %s,", p.FirstName()), locale.T(ctx, "This happened in your requests:")}
	for i := 0; i < len(told); {
		last := i
		for last < len(told) && told[last].CaseID == told[i].CaseID {
			last++
		}
		lines = append(lines, s.chapter(ctx, told[i:last]))
		i = last
	}
	lines = append(lines, locale.T(ctx, "You get this once a day, because you asked for it. Choose something else here:")+"\n"+s.URL+"/me#t-notices",
		locale.T(ctx, "Stop these summaries:")+"\n"+m.Unsubscribe, s.Org)
	m.Text = strings.Join(lines, "\n\n")
	return m, true
}

// chapter is what happened in one case.
func (s *Service) chapter(ctx context.Context, told []happening) string {
	h := told[0]
	c := Case{Name: number.Text(h.Number)}
	lines := []string{c.Name}
	if !h.Guarded && !h.Beside && h.Subject != "" {
		lines[0] = locale.T(ctx, "%s, “%s”", c.Name, h.Subject)
	}
	for _, h := range told {
		what := happenings[h.Event]
		if h.Beside && h.Event != needed {
			what = "There is something new in it."
		}
		lines = append(lines, locale.DateTime(ctx, h.At.Time)+": "+locale.T(ctx, what))
	}
	return strings.Join(append(lines, s.page(c)), "\n")
}

// CasesOf returns the ids of the cases that the mail about a thing tells of: those of a summary, or the thing itself.
func CasesOf(ctx context.Context, q store.Querier, about string) ([]string, error) {
	all, err := store.All[string](ctx, q, `SELECT DISTINCT case_id FROM desk_digest WHERE digest_id = $1 AND digest_id <> '' ORDER BY case_id`, about)
	if err != nil {
		return nil, fmt.Errorf("read summary: %w", err)
	}
	if len(all) == 0 {
		return []string{about}, nil
	}
	return all, nil
}
