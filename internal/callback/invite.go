package callback

import (
	"context"
	"fmt"
	"strings"
	"time"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ical"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// invite sends the invitation to a call, a changed one, or its withdrawal to whom it is for, where they have an address: a mail for each part that a calendar keeps by itself, see ical.Event. What
// was sent for times before, and has no part in these, is withdrawn. Neither a mail nor an invitation says what it is about, nor the number at which they are called.
func (s *Service) invite(ctx context.Context, tx *store.Tx, r row, method ical.Method, spans, before []ical.Span) error {
	if r.PersonID == "" || len(spans) == 0 {
		return nil
	}
	p, err := people.ByID(ctx, tx, r.PersonID)
	if err != nil || p.Email == "" {
		return err
	}
	ctx = locale.With(ctx, locale.New(p.Language, r.Zone).At(tx.Now().Time))
	parts := s.event(ctx, r, method, tx.Now(), spans).Parts()
	if len(before) > 0 {
		if old := s.event(ctx, r, ical.Cancel, tx.Now(), before).Parts(); len(old) > len(parts) {
			parts = append(parts, old[len(parts):]...)
		}
	}
	for i, e := range parts {
		e.Attendee = p.Email
		m := mail.Message{To: p.Email, PersonID: p.ID, Kind: "callback.invitation", Lang: locale.Lang(ctx), EventKey: fmt.Sprintf("%s:%s:%d", r.key(), e.Method, i), About: r.CaseID, Calendar: &e,
			Subject: locale.T(ctx, "The times for your telephone call"), Text: s.inviting(ctx, r, p, e, i > 0)}
		if err := mail.Enqueue(ctx, tx, m); err != nil {
			return err
		}
	}
	return nil
}

// inviting are the words of a mail that invites to a part of a call or withdraws it; further says that another mail has other times of it.
func (s *Service) inviting(ctx context.Context, r row, p people.Person, e ical.Event, further bool) string {
	lines := []string{locale.T(ctx, "Hello %s,", p.FirstName())}
	switch {
	case r.Answered:
		lines = append(lines, locale.T(ctx, "We answered before we had called you, so we do not call you at these times any more:"))
	case e.Method == ical.Cancel:
		lines = append(lines, locale.T(ctx, "We do not call you at these times any more:"))
	case further:
		lines = append(lines, locale.T(ctx, "These are further times at which we may call you; others came in another mail. We call you once:"))
	default:
		lines = append(lines, locale.T(ctx, "We call you at one of these times:"))
	}
	var times []string
	for _, x := range e.Times {
		times = append(times, Times(ctx, store.At(x.From), store.At(x.To)))
	}
	lines = append(lines, strings.Join(times, "\n"))
	if e.Method != ical.Cancel {
		lines = append(lines, locale.T(ctx, "With this mail comes an invitation that your calendar can keep."))
	}
	switch {
	case p.Outside:
	case r.Answered:
		lines = append(lines, locale.T(ctx, "If you still want to talk, ask for the call again here:")+"\n"+s.page(r.CaseNumber))
	default:
		lines = append(lines, locale.T(ctx, "You can change the times or cancel the call here:")+"\n"+s.page(r.CaseNumber))
	}
	return strings.Join(append(lines, s.OrgName), "\n\n")
}

// event is a call as a calendar keeps it: under the same names, whatever changes.
func (s *Service) event(ctx context.Context, r row, method ical.Method, now store.Time, spans []ical.Span) ical.Event {
	return ical.Event{Method: method, UID: "callback-" + r.ID + "@hearth", Sequence: r.Sequence, Stamp: now.Time, Times: spans, Summary: locale.T(ctx, "Telephone call"),
		Description: locale.T(ctx, "You gave these times. We call you at one of them."), URL: s.page(r.CaseNumber)}
}

func (s *Service) page(number string) string { return s.PublicURL + "/requests/" + number }

// Times says a window in the language and zone of ctx: the day, and from when until when.
func Times(ctx context.Context, from, to store.Time) string {
	zone := locale.From(ctx).Zone()
	if from.In(zone).Format(time.DateOnly) == to.In(zone).Format(time.DateOnly) {
		return locale.T(ctx, "%s to %s", locale.DateTime(ctx, from.Time), locale.Clock(ctx, to.Time))
	}
	return locale.T(ctx, "%s to %s", locale.DateTime(ctx, from.Time), locale.DateTime(ctx, to.Time))
}

// Invitation returns the call of a case that is asked for as a file for a calendar. It is for whom it is for, and for those who may call. It refuses where none is open.
func (s *Service) Invitation(ctx context.Context, by authz.Actor, in ReadOf) (string, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, ReadCalls)
	if err != nil {
		return "", err
	}
	r, live, err := liveOn(ctx, s.DB, c.ID)
	if err != nil {
		return "", err
	}
	if !live || r.State != Open {
		return "", fault.New(fault.Conflict, "No call is planned here.")
	}
	windows, err := windowsOf(ctx, s.DB, r.ID)
	if err != nil {
		return "", err
	}
	var spans []ical.Span
	for _, w := range windows {
		if w.Sequence == r.Sequence && w.State != Dropped {
			spans = append(spans, ical.Span{From: w.FromAt.Time, To: w.ToAt.Time})
		}
	}
	return s.event(ctx, r, ical.Publish, s.DB.Now(), spans).String(), nil
}

// Beginning is what the form needs that asks for a call.
type Beginning struct {
	Case    desk.Of
	Live    *Call     // what is asked for already, or was before an answer took its place; nil: nothing
	Offered []Stretch // new times for it, see Calls
	Zone    string    // of who is called
	Kept    *Share    // what share of the calls about its service came within the hours given; nil where that is not published
}

// Begin returns what the form needs that asks for a call. It is for those who may ask.
func (s *Service) Begin(ctx context.Context, by authz.Actor, in ReadOf) (Beginning, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, AskCall)
	if err != nil {
		return Beginning{}, err
	}
	out := Beginning{Case: c}
	all, err := s.of(ctx, by, c.ID, Calls{HR: c.HR, Own: c.Rel.Has(authz.By | authz.For), Open: unanswered(c), Over: c.State == desk.Closed})
	if err != nil {
		return out, err
	}
	whom, err := people.ByID(ctx, s.DB, called(by, c, row{})) // the zone of one who is called already comes with the call
	if err != nil {
		return out, err
	}
	if out.Kept, err = s.ofService(ctx, by, c.ServiceID); err != nil {
		return out, err
	}
	if out.Live, out.Offered, out.Zone = all.Live(), all.Offered, whom.TimeZone; out.Live == nil {
		out.Live = all.Instead()
	}
	if out.Live != nil {
		out.Zone = out.Live.Zone
	}
	return out, nil
}
