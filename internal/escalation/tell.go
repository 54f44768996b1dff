package escalation

import (
	"context"
	"strconv"
	"strings"
	"time"

	"hearth/internal/callback"
	"hearth/internal/desk/history"
	"hearth/internal/people"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/promise"
)

// Why no message went to somebody of HR, as message keys.
const (
	heldMany   = "they got as many messages of this kind in a day as anybody gets"
	heldNoWay  = "no address or phone of theirs is known"
	ownPromise = "" // stands in brought and quietly for the kinds of a case's own promises
)

// brought are what HR reads in the conversation of who else was told, as message keys with the places of the moment, of the person and of why it is they.
var brought = map[string]map[int]string{
	ownPromise:       {80: "This is due on %s. %s was told: %s.", 100: "This is late: it was promised by %s. It was escalated to %s: %s."},
	promise.Step:     {80: "A step is due on %s. %s was told: %s.", 100: "A step is late: it was due on %s. It was escalated to %s: %s."},
	promise.Appeal:   {80: "The second look is due on %s. %s was told: %s.", 100: "The second look is late: it was due on %s. It was escalated to %s: %s."},
	promise.Question: {80: "The answer to a question about the statement is due on %s. %s was told: %s.", 100: "The answer to a question about the statement is late: it was due on %s. It was escalated to %s: %s."},
	promise.Legal:    {80: "By law this has to be decided by %s. %s was told: %s.", 100: "The legal time is over: by law this had to be decided by %s. It was escalated to %s: %s."},
	promise.Callback: {callback.Began: "They can be called until %s. %s was told: %s.", callback.Nearly: "Nobody has called them yet, and they can be called until %s. %s was told: %s.",
		callback.Over: "Nobody called them by %s, as was promised. %s was told: %s."},
}

// quietly are brought where no message went out, with the further place of why none did.
var quietly = map[string]map[int]string{
	ownPromise: {80: "This is due on %s. It stands among what waits for %s (%s). No message was sent: %s.", 100: "This is late: it was promised by %s. It stands among what waits for %s (%s). No message was sent: %s."},
	promise.Step: {80: "A step is due on %s. It stands among what waits for %s (%s). No message was sent: %s.",
		100: "A step is late: it was due on %s. It stands among what waits for %s (%s). No message was sent: %s."},
	promise.Appeal: {80: "The second look is due on %s. It stands among what waits for %s (%s). No message was sent: %s.",
		100: "The second look is late: it was due on %s. It stands among what waits for %s (%s). No message was sent: %s."},
	promise.Question: {80: "The answer to a question about the statement is due on %s. It stands among what waits for %s (%s). No message was sent: %s.",
		100: "The answer to a question about the statement is late: it was due on %s. It stands among what waits for %s (%s). No message was sent: %s."},
	promise.Legal: {80: "By law this has to be decided by %s. It stands among what waits for %s (%s). No message was sent: %s.",
		100: "The legal time is over: by law this had to be decided by %s. It stands among what waits for %s (%s). No message was sent: %s."},
	promise.Callback: {callback.Began: "They can be called until %s. It came to %s (%s), and no message was sent: %s.", callback.Nearly: "Nobody has called them yet, and they can be called until %s. It came to %s (%s), and no message was sent: %s.",
		callback.Over: "Nobody called them by %s, as was promised. It came to %s (%s), and no message was sent: %s."},
}

// bring tells somebody else than whom it is with, and says in the conversation to whom it came, why to them, and whether a message went out.
func (m matter) bring(ctx context.Context, p people.Person, why string) error {
	held, err := m.tell(ctx, p, why)
	if err != nil {
		return err
	}
	said := m.p.Kind
	if besides[said] == nil {
		said = ownPromise
	}
	places := []history.Arg{history.Moment(m.p.DueAt), history.Whom(p.ID), history.Word(why)}
	if held != "" {
		return m.c.Happened(ctx, true, history.Happened(quietly[said][m.share], append(places, history.Word(held))...))
	}
	return m.c.Happened(ctx, true, history.Happened(brought[said][m.share], places...))
}

// tell puts the promise into the list of somebody of HR and writes to them. It returns why no message went out, or "" where one did.
func (m matter) tell(ctx context.Context, p people.Person, why string) (held string, err error) {
	if err := m.list(ctx, p); err != nil {
		return "", err
	}
	return m.write(ctx, p, why)
}

// inADay is how many messages about promises somebody of HR gets in a day; the rest stands in their list, or, where a time moved, in the queue, and the last message says so.
const inADay = 4

// write sends a mail or text message to somebody of HR, in their language and in the way in which they want to be reached, with why it goes to them. It names the case by its number alone. The
// same is sent once. It returns why nothing was sent, or "".
func (m matter) write(ctx context.Context, p people.Person, why string) (held string, err error) {
	kind, most := kind, inADay
	if m.p.Kind == promise.Callback {
		kind, most = called, callsInADay
	}
	n, err := mail.Written(ctx, m.tx, p.ID, m.tx.Now().Add(-24*time.Hour), kind)
	if err != nil {
		return "", err
	}
	if n >= most {
		return heldMany, nil
	}
	ctx = locale.With(ctx, locale.New(p.Language, p.TimeZone).At(m.tx.Now().Time))
	key := m.p.ID + ":" + strconv.Itoa(m.share)
	if m.change != "" {
		key = m.change
	}
	line := m.line(ctx)
	page := m.s.URL + "/desk/cases/" + m.c.Number
	lines := []string{locale.T(ctx, "Hello %s,", p.FirstName()), line, locale.T(ctx, "Why you get this: %s.", locale.T(ctx, why))}
	switch {
	case n < most-1:
	case m.change != "": // a time that moved is nothing to do
		lines = append(lines, locale.T(ctx, "This is the last message of its kind for a day: the queue shows when the others are due."))
	default:
		lines = append(lines, locale.T(ctx, "This is the last message of its kind for a day: look at your list for the others."))
	}
	out := mail.Message{PersonID: p.ID, Kind: kind, Lang: locale.Lang(ctx), EventKey: "escalation:" + key + ":" + p.ID, About: m.c.ID}
	switch {
	case p.Channel == people.BySMS && p.Phone != "":
		out.Channel, out.To, out.Text = mail.SMS, p.Phone, strings.Join(append(lines[1:], page), " ")
	case p.Email != "":
		out.Channel, out.To, out.Subject = mail.Email, p.Email, line
		out.Text = strings.Join(append(lines, page, m.s.Org), "\n\n")
	default:
		return heldNoWay, nil
	}
	return "", mail.Enqueue(ctx, m.tx, out)
}
