package mailing

import (
	"context"
	"fmt"
	"maps"
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
	ByPage  = "page" // they have written on the page of the case since
)

// bySMS ends the key of a text message that stands in for a mail that did not arrive.
const bySMS = ":" + BySMS

// How it stands with something that a person was written.
const (
	NotArrived = "not_arrived" // it will not arrive
	Delayed    = "delayed"     // the other side has not delivered it yet
	Unsure     = "unsure"      // nobody knows whether it left
)

var standings = map[mail.State]string{mail.Failed: NotArrived, mail.CameBack: NotArrived, mail.Delayed: Delayed, mail.Unknown: Unsure}

// Missed is something that a person was written and has not received, or perhaps not.
type Missed struct {
	Mail     string     `json:"mail"` // names it, for Tell
	Event    Event      `json:"event"`
	Entry    string     `json:"entry,omitempty"` // the id of the message in the conversation that it brought
	PersonID string     `json:"person"`
	Name     string     `json:"person_name"`
	State    string     `json:"state"` // not_arrived, delayed or unsure
	Reason   locale.Msg `json:"-"`
	Why      string     `json:"reason"` // Reason in English
	At       store.Time `json:"at"`
	Told     string     `json:"told,omitempty"` // how the person knows all the same: sms, phone, post or page
	ToldAt   store.Time `json:"told_at"`
	Phone    bool       `json:"has_phone"` // a text message can be sent
	Address  bool       `json:"has_postal_address"`

	texted bool // it was a text message that did not arrive
}

// Open reports whether somebody still has to do something about it.
func (m Missed) Open() bool { return m.Told == "" }

// told is a row of what was told in another way.
type told struct {
	EventKey, How string
	At            store.Time
}

// concerns reports whether a mail of a kind is one of those that Missed tells of.
func concerns(kind string) (Event, bool) {
	event, isCase := strings.CutPrefix(kind, kindPrefix)
	return Event(event), isCase && slices.Contains(Events(), Event(event))
}

// doneIn returns what was told in another way in some cases, by the mail.
func doneIn(ctx context.Context, q store.Querier, caseIDs []string) (map[string]told, error) {
	rows, err := store.Select[told](ctx, q, new(store.Q).Add(`SELECT event_key, how, at FROM desk_told WHERE `).Where(store.In("case_id", caseIDs)))
	if err != nil {
		return nil, fmt.Errorf("read what was told: %w", err)
	}
	done := map[string]told{}
	for _, r := range rows {
		done[r.EventKey] = r
	}
	return done, nil
}

// Unheard returns those of some cases in which somebody has not received what they were written, and does not know it in another way either.
func (s *Service) Unheard(ctx context.Context, q store.Querier, caseIDs []string) (map[string]bool, error) {
	all, err := missedIn(ctx, q, caseIDs)
	out := map[string]bool{}
	for id, missed := range all {
		if slices.ContainsFunc(missed, Missed.Open) {
			out[id] = true
		}
	}
	return out, err
}

// Missed returns what the customers of a case were written and have not received, the oldest first, with what can be done about it.
func (s *Service) Missed(ctx context.Context, q store.Querier, caseID string) ([]Missed, error) {
	found, err := missedIn(ctx, q, []string{caseID})
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
		all[i].Name, all[i].Phone, all[i].Address = p.DisplayName(), p.Phone != "" && !all[i].texted, address != ""
	}
	return all, nil
}

// Troubled is the condition that column is the id of a case about which some mail, or a summary that tells of it, has not arrived; what was done since is not asked. It
// finds the few cases that Unheard has to look at.
func Troubled(column string) store.Where {
	told := mail.UndeliveredAbout("g.digest_id")
	return store.Or(mail.UndeliveredAbout(column), store.Where{SQL: `EXISTS (SELECT 1 FROM desk_digest g WHERE g.case_id = ` + column + ` AND g.digest_id <> '' AND ` + told.SQL + `)`, Args: told.Args})
}

// missedIn returns what was not received in some cases: what mails about them brought, and what summaries told of them. What was withdrawn since is left out.
func missedIn(ctx context.Context, q store.Querier, caseIDs []string) (map[string][]Missed, error) {
	if len(caseIDs) == 0 {
		return nil, nil
	}
	type summarised struct{ EventKey, CaseID, Event, DigestID string }
	summaries, err := store.Select[summarised](ctx, q, new(store.Q).Add(`SELECT event_key, case_id, event, digest_id FROM desk_digest WHERE digest_id <> '' AND `).
		Where(store.In("case_id", caseIDs)).Add(` ORDER BY event_key`))
	if err != nil {
		return nil, fmt.Errorf("read summaries: %w", err)
	}
	abouts := slices.Clone(caseIDs)
	for _, d := range summaries {
		abouts = append(abouts, d.DigestID)
	}
	found, err := mail.UndeliveredOf(ctx, q, abouts)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	for _, d := range summaries {
		for _, u := range found[d.DigestID] {
			u.EventKey, u.Kind = d.EventKey, kindPrefix+d.Event
			found[d.CaseID] = append(found[d.CaseID], u)
		}
	}
	done, err := doneIn(ctx, q, caseIDs)
	if err != nil {
		return nil, err
	}
	out := map[string][]Missed{}
	for _, id := range caseIDs {
		if missed := missedOf(found[id], done); len(missed) > 0 {
			out[id] = missed
		}
	}
	return out, settle(ctx, q, out)
}

// settle leaves out what was withdrawn since, and notes who has written on the page of the case since: they have read there what no mail brought them.
func settle(ctx context.Context, q store.Querier, all map[string][]Missed) error {
	ids := slices.Collect(maps.Keys(all))
	withdrawn, err := store.Select[string](ctx, q, new(store.Q).Add(`SELECT id FROM desk_entry WHERE withdrawn_at IS NOT NULL AND `).Where(store.In("case_id", ids)))
	if err != nil {
		return fmt.Errorf("read what was withdrawn: %w", err)
	}
	type writer struct {
		CaseID, AuthorPerson string
		At                   store.Time
	}
	wrote, err := store.Select[writer](ctx, q, new(store.Q).Add(`SELECT case_id, author_person, max(at) AS at FROM desk_entry WHERE kind = 'message' AND side = 'customer'
		AND channel IN ('portal', 'api') AND author_person IS NOT NULL AND `).Where(store.In("case_id", ids)).Add(` GROUP BY case_id, author_person`))
	if err != nil {
		return fmt.Errorf("read who wrote: %w", err)
	}
	for id, missed := range all {
		all[id] = slices.DeleteFunc(missed, func(m Missed) bool { return slices.Contains(withdrawn, m.Entry) })
		for i, m := range all[id] {
			j := slices.IndexFunc(wrote, func(w writer) bool { return w.CaseID == id && w.AuthorPerson == m.PersonID && w.At.After(m.At) })
			if m.Told == "" && j >= 0 {
				all[id][i].Told, all[id][i].ToldAt = ByPage, wrote[j].At
			}
		}
	}
	return nil
}

// missedOf joins what did not arrive with what was done about it. A text message that stood in and did not arrive either brings its mail back.
func missedOf(found []mail.Unreceived, done map[string]told) (out []Missed) {
	for _, u := range found {
		event, ours := concerns(u.Kind)
		if !ours {
			continue
		}
		key, second := strings.CutSuffix(u.EventKey, bySMS)
		m := Missed{Mail: key, Event: event, PersonID: u.PersonID, State: standings[u.State], Reason: u.Reason, Why: u.Reason.In(context.Background()), At: u.At,
			texted: u.Channel == mail.SMS}
		if event == Message || event == Answer {
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

// Tell says how somebody was told what did not arrive, or has it sent as a text message.
type Tell struct {
	Number string `path:"number" json:"-"`
	Mail   string `json:"mail"`            // as Missed names it
	How    string `json:"how"`             // sms, phone or post
	Words  string `json:"words,omitempty"` // what was said on the phone; it is kept as a note
}

// Arrived is the answer for a mail that is none of those that did not arrive.
func Arrived() error {
	return fault.ForField("mail", "This has arrived since, or it is not of this case. Look at the case again.")
}

const maxWords = 2000

// Tell keeps that a person was told in another way, and sends the text message where that is the way. It returns the person. It refuses what did arrive, a text message
// to somebody without a number, and a call without words about it.
func (s *Service) Tell(ctx context.Context, tx *store.Tx, c Case, byID string, in Tell) (people.Person, error) {
	all, err := s.Missed(ctx, tx, c.ID)
	if err != nil {
		return people.Person{}, err
	}
	i := slices.IndexFunc(all, func(m Missed) bool { return m.Mail == in.Mail })
	if i < 0 {
		return people.Person{}, Arrived()
	}
	m := all[i]
	p, err := people.ByID(ctx, tx, m.PersonID)
	if err != nil {
		return p, err
	}
	var f fault.Fields
	f.Need(slices.Contains([]string{BySMS, ByPhone, ByPost}, in.How), "how", "Choose text message, phone or letter.")
	f.Need(in.How != BySMS || m.Phone, "how", "A text message cannot be sent to %s. Call them, or write a letter.", p.DisplayName())
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

// Short is what may be said of an event of the case of a name wherever it is read, in the language of ctx.
func Short(ctx context.Context, name string, e Event) string { return locale.T(ctx, shorts[e], name) }
