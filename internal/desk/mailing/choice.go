package mailing

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Choose is the action of this package: saying how one wants to be written to.
const Choose authz.Action = "notices.choose"

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{Choose: {Anyone: true}}
}

// The channels that a person chooses from. Usual is how they want to be reached by HR at all.
const (
	Usual = ""
	Email = "email"
	SMS   = "sms"
	None  = "none"
)

// Notice is how a person hears of an event, and what they may choose for it.
type Notice struct {
	Event    Event  `json:"event"`
	Channel  string `json:"channel"`       // "" as usual, email, sms, or none
	Daily    bool   `json:"daily"`         // in one mail a day, at 8:00
	Optional bool   `json:"may_be_none"`   // it may be switched off
	CanWait  bool   `json:"may_be_daily"`  // it may come once a day
	Now      string `json:"channel_now"`   // by which it comes at this moment: email, sms, or none
	Why      string `json:"why,omitempty"` // why one of the two is not so, as a message key
}

// Notices are the choices of a person, one for each event.
type Notices struct {
	Items []Notice `json:"items"`
	Email string   `json:"email"`
	Phone string   `json:"phone"`
}

// optional reports whether a person may switch an event off: what carries a date or a reason to disagree with has to reach them.
func optional(e Event) bool {
	return e != Answer && e != NewTime && e != delay && e != late && e != invited
}

// canWait reports whether an event may come in a summary: a new time has to be known before the old one passes.
func canWait(e Event) bool { return e != NewTime && e != invited }

// The reasons why something cannot be chosen, as message keys.
const (
	whyAnswer  = "An answer starts the ten days in which you can say that something is missing, so it always reaches you."
	whyNewTime = "A new time has to reach you before the old one passes, so it comes at once."
	whyDaily   = "A summary once a day comes by e-mail."
)

func reasonFor(e Event) string {
	switch e {
	case Answer:
		return whyAnswer
	case NewTime:
		return whyNewTime
	}
	return ""
}

// choice is what a person chose for an event.
type choice struct {
	Event   Event
	Channel string
	Daily   bool
}

// Nothing is the input of a use case that needs none.
type Nothing struct{}

// Show returns how the person who asks hears of each event.
func (s *Service) Show(ctx context.Context, by authz.Actor, _ Nothing) (Notices, error) {
	if err := s.Policy.May(by, Choose, 0); err != nil {
		return Notices{}, err
	}
	return s.noticesOf(ctx, s.DB, by.PersonID)
}

func (s *Service) noticesOf(ctx context.Context, q store.Querier, personID string) (Notices, error) {
	p, err := people.ByID(ctx, q, personID)
	if err != nil {
		return Notices{}, err
	}
	chosen, err := choicesOf(ctx, q, personID)
	if err != nil {
		return Notices{}, err
	}
	out := Notices{Items: []Notice{}, Email: p.Email, Phone: p.Phone}
	for _, e := range Events() {
		c := chosen[e]
		w := possible(p, e, c)
		out.Items = append(out.Items, Notice{Event: e, Channel: c.Channel, Daily: c.Daily, Optional: optional(e), CanWait: canWait(e), Now: w.channel, Why: reasonFor(e)})
	}
	return out, nil
}

func choicesOf(ctx context.Context, q store.Querier, personID string) (map[Event]choice, error) {
	rows, err := store.All[choice](ctx, q, `SELECT event, channel, daily FROM desk_notice WHERE person_id = $1 ORDER BY event`, personID)
	if err != nil {
		return nil, fmt.Errorf("read notices: %w", err)
	}
	all := map[Event]choice{}
	for _, c := range rows {
		all[c.Event] = c
	}
	return all, nil
}

// Set is what a person wants to hear of an event, and how.
type Set struct {
	Event   Event  `json:"event"`
	Channel string `json:"channel"`         // "" as usual, email, sms, or none
	Daily   bool   `json:"daily,omitempty"` // in one e-mail a day, at 8:00
}

// SetNotices changes the choices that it names.
type SetNotices struct {
	Items []Set `json:"items"`
}

// SetNotices keeps how the person who asks wants to hear of events; those that are not named stay as they are. It refuses by the event's name what cannot be: a way
// for which there is no address or number, and switching off or putting off what has to reach a person.
func (s *Service) SetNotices(ctx context.Context, by authz.Actor, in SetNotices) (Notices, error) {
	if err := s.Policy.May(by, Choose, 0); err != nil {
		return Notices{}, err
	}
	var out Notices
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		p, err := people.ByID(ctx, tx, by.PersonID)
		if err != nil {
			return err
		}
		if err := in.check(p); err != nil {
			return err
		}
		for _, c := range in.Items {
			if err := save(ctx, tx, p.ID, choice(c)); err != nil {
				return err
			}
		}
		out, err = s.noticesOf(ctx, tx, p.ID)
		return err
	})
	return out, err
}

func (in SetNotices) check(p people.Person) error {
	var f fault.Fields
	seen := map[Event]bool{}
	for _, c := range in.Items {
		name := string(c.Event)
		if !slices.Contains(Events(), c.Event) {
			f.Need(false, "event", "Choose among acknowledgement, message, answer, waiting, new_time and reopened.")
			continue
		}
		f.Need(!seen[c.Event], name, "Say it once.")
		seen[c.Event] = true
		f.Need(slices.Contains([]string{Usual, Email, SMS, None}, c.Channel), name, "Choose e-mail, text message, or not at all.")
		f.Need(c.Channel != Email || p.Email != "", name, "There is no e-mail address of yours here. Choose another way.")
		f.Need(c.Channel != SMS || p.Phone != "", name, "Enter your phone number first, under “How we reach you”.")
		f.Need(c.Channel != None || optional(c.Event), name, reasonFor(c.Event)) //nolint:govet // the sentences stand above
		f.Need(!c.Daily || canWait(c.Event), name, whyNewTime)
		f.Need(!c.Daily || c.Channel == Email, name, whyDaily)
	}
	return f.Err()
}

// save keeps what a person chose for an event; as usual is no choice.
func save(ctx context.Context, tx *store.Tx, personID string, c choice) error {
	if _, err := tx.Exec(ctx, `DELETE FROM desk_notice WHERE person_id = $1 AND event = $2`, personID, c.Event); err != nil {
		return fmt.Errorf("save notice: %w", err)
	}
	if c.Channel == Usual {
		return nil
	}
	if _, err := tx.Exec(ctx, `INSERT INTO desk_notice (person_id, event, channel, daily) VALUES ($1, $2, $3, $4)`, personID, c.Event, c.Channel, c.Daily); err != nil {
		return fmt.Errorf("save notice: %w", err)
	}
	return nil
}

// way is how an event reaches a person.
type way struct {
	channel string // Email, SMS or None
	daily   bool
}

// wayTo is how an event reaches a person now. None: in no way but the page.
func wayTo(ctx context.Context, q store.Querier, p people.Person, e Event) (way, error) {
	if !signsIn(p) || e == invited {
		return possible(p, e, choice{}), nil
	}
	switch e {
	case delay, late:
		e = NewTime
	case needed:
		e = Waiting
	}
	c, err := store.One[choice](ctx, q, `SELECT event, channel, daily FROM desk_notice WHERE person_id = $1 AND event = $2`, p.ID, e)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return way{}, fmt.Errorf("read notice: %w", err)
	}
	return possible(p, e, c), nil
}

// possible is c as far as it can be done now: a person may have lost an address or a number since they chose, and what may not be switched off comes as usual.
func possible(p people.Person, e Event, c choice) way {
	usual := None // it is on the page and at the terminal
	switch {
	case p.Channel == people.BySMS && p.Phone != "":
		usual = SMS
	case p.Email != "":
		usual = Email
	}
	switch c.Channel {
	case None:
		if optional(e) {
			return way{channel: None}
		}
	case Email:
		if p.Email != "" {
			return way{channel: Email, daily: c.Daily && canWait(e)}
		}
		if p.Phone != "" {
			return way{channel: SMS}
		}
	case SMS:
		if p.Phone != "" {
			return way{channel: SMS}
		}
	}
	return way{channel: usual}
}
