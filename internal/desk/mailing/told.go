package mailing

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// The ways of telling somebody what did not arrive.
const (
	BySMS   = "sms"
	ByPhone = "phone"
	ByPost  = "post"
)

// bySMS ends the key of a text message that stands in for a mail that did not arrive.
const bySMS = ":" + BySMS

// Missed is something that a person was written and has not received, or perhaps not.
type Missed struct {
	Mail      string     `json:"mail"` // names it, for Tell
	Event     Event      `json:"event"`
	Entry     string     `json:"entry,omitempty"` // the id of the message in the conversation that it brought
	PersonID  string     `json:"person"`
	Name      string     `json:"person_name"`
	Unsure    bool       `json:"unsure"` // it may have arrived
	Reason    locale.Msg `json:"-"`
	Why       string     `json:"reason"` // Reason in English
	At        store.Time `json:"at"`
	Told      string     `json:"told,omitempty"` // how the person was told all the same: sms, phone or post
	ToldAt    store.Time `json:"told_at"`
	Phone     bool       `json:"has_phone"` // a text message can be sent
	Addressed bool       `json:"has_address"`
}

// Open reports whether somebody still has to do something about it.
func (m Missed) Open() bool { return m.Told == "" }

// told is a row of what was told in another way.
type told struct {
	EventKey, How string
	At            store.Time
}

// Missed returns what the customers of some cases were written and have not received, by the case's id, the oldest first.
func (s *Service) Missed(ctx context.Context, q store.Querier, caseIDs ...string) (map[string][]Missed, error) {
	found, err := mail.UndeliveredOf(ctx, q, caseIDs)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	type row struct {
		told
		CaseID string
	}
	rows, err := store.Select[row](ctx, q, new(store.Q).Add(`SELECT event_key, how, at, case_id FROM desk_told WHERE `).Where(store.In("case_id", caseIDs)))
	if err != nil {
		return nil, fmt.Errorf("read what was told: %w", err)
	}
	done := map[string]told{}
	for _, r := range rows {
		done[r.EventKey] = r.told
	}
	out := map[string][]Missed{}
	for id, all := range found {
		if missed := missedOf(all, done); len(missed) > 0 {
			out[id] = missed
		}
	}
	return out, nil
}

// missedOf joins what did not arrive with what was done about it. A text message that stood in and did not arrive either brings its mail back.
func missedOf(all []mail.Undelivered, done map[string]told) (out []Missed) {
	for _, u := range all {
		kind, isCase := strings.CutPrefix(u.Kind, kindPrefix)
		if !isCase || !slices.Contains(Events(), Event(kind)) {
			continue
		}
		key, second := strings.CutSuffix(u.EventKey, bySMS)
		m := Missed{Mail: key, Event: Event(kind), PersonID: u.PersonID, Unsure: u.State == mail.Unknown, Reason: u.Reason, Why: u.Reason.In(context.Background()), At: u.At}
		if m.Event == Message || m.Event == Answer {
			m.Entry = strings.TrimSuffix(strings.TrimPrefix(key, u.Kind+":"), ":"+u.PersonID)
		}
		if t, ok := done[key]; ok && !(second && t.How == BySMS) {
			m.Told, m.ToldAt = t.How, t.At
		}
		i := slices.IndexFunc(out, func(o Missed) bool { return o.Mail == key })
		switch {
		case i < 0:
			out = append(out, m)
		case second:
			out[i] = m // the later one says how it stands
		}
	}
	return out
}

// MissedIn is Missed for one case, with what can be done about each.
func (s *Service) MissedIn(ctx context.Context, q store.Querier, caseID string) ([]Missed, error) {
	found, err := s.Missed(ctx, q, caseID)
	if err != nil {
		return nil, err
	}
	all := found[caseID]
	for i := range all {
		p, err := people.ByID(ctx, q, all[i].PersonID)
		if err != nil {
			return nil, err
		}
		address, err := people.PostalAddress(ctx, q, p.ID)
		if err != nil {
			return nil, err
		}
		all[i].Name, all[i].Phone, all[i].Addressed = p.DisplayName(), p.Phone != "", address != ""
	}
	return all, nil
}

// Tell says how somebody was told what did not arrive, or has it sent as a text message.
type Tell struct {
	Number string `path:"number" json:"-"`
	Mail   string `json:"mail"`            // as Missed names it
	How    string `json:"how"`             // sms, phone or post
	Words  string `json:"words,omitempty"` // what was said on the phone; it is kept as a note
}

const maxWords = 2000

// Tell keeps that a person was told in another way, and sends the text message where that is the way. It returns the person. It refuses what did arrive, a text message
// to somebody without a number, and a call without words about it.
func (s *Service) Tell(ctx context.Context, tx *store.Tx, c Case, byID string, in Tell) (people.Person, error) {
	all, err := s.MissedIn(ctx, tx, c.ID)
	if err != nil {
		return people.Person{}, err
	}
	i := slices.IndexFunc(all, func(m Missed) bool { return m.Mail == in.Mail })
	if i < 0 {
		return people.Person{}, fault.ForField("mail", "This has arrived since, or it is not of this case. Look at the case again.")
	}
	m := all[i]
	p, err := people.ByID(ctx, tx, m.PersonID)
	if err != nil {
		return p, err
	}
	var f fault.Fields
	f.Need(slices.Contains([]string{BySMS, ByPhone, ByPost}, in.How), "how", "Choose text message, phone or letter.")
	f.Need(in.How != BySMS || m.Phone, "how", "There is no phone number of %s. Call in another way, or write a letter.", p.DisplayName())
	f.Need(in.How != ByPhone || strings.TrimSpace(in.Words) != "", "words", "Write in a few words what was said, for whoever opens this case next.")
	f.Need(utf8.RuneCountInString(in.Words) <= maxWords, "words", "Keep it to %d characters.", maxWords)
	if err := f.Err(); err != nil {
		return p, err
	}
	if m.Told != "" {
		return p, fault.New(fault.Conflict, "Somebody has done this already: %s was told in another way.", p.DisplayName())
	}
	if in.How == BySMS {
		if err := s.text(ctx, tx, c, p, m); err != nil {
			return p, err
		}
	}
	_, err = tx.Exec(ctx, `INSERT INTO desk_told (event_key, person_id, case_id, how, told_by, at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (event_key) DO UPDATE SET how = excluded.how, told_by = excluded.told_by, at = excluded.at`, m.Mail, p.ID, c.ID, in.How, byID, tx.Now())
	if err != nil {
		return p, fmt.Errorf("keep what was told: %w", err)
	}
	return p, nil
}

// text sends the text message that stands in for a mail. It says no more than that there is something.
func (s *Service) text(ctx context.Context, tx *store.Tx, c Case, p people.Person, m Missed) error {
	ctx = inLanguageOf(ctx, tx, p)
	text := locale.T(ctx, "We wrote to you about your request %s, and the mail did not arrive.", c.Name)
	if signsIn(p) {
		text += " " + s.page(c)
	}
	return mail.Enqueue(ctx, tx, mail.Message{Channel: mail.SMS, To: p.Phone, PersonID: p.ID, Kind: kindPrefix + string(m.Event), Lang: locale.Lang(ctx), Text: text,
		EventKey: m.Mail + bySMS, About: c.ID})
}
