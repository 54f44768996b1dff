package webhook

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// The actions of systems that tell HR something.
const (
	ReportEvent authz.Action = "webhook.report"    // tell HR that something happened; what it opens, follows from the rights of whose token it is
	reportOn    authz.Action = "webhook.report_on" // to a case
)

const (
	maxKey     = 255
	maxText    = 2000
	maxTitle   = 100
	remembered = 90 * 24 * time.Hour
)

var kinds = regexp.MustCompile(`^[a-z0-9][a-z0-9_.-]{0,59}$`)

// Report says that something happened: to a case, or to a person.
type Report struct {
	Key     string `json:"key" doc:"Of your choice, another one for each event: the same twice is once, for 90 days"`
	Kind    string `json:"kind" doc:"What happened, such as payroll.corrected: small letters, digits, dots and hyphens"`
	Text    string `json:"text" doc:"A sentence for HR. Where it opens a case, the person reads it too"`
	Case    string `json:"case,omitempty" doc:"The number of the case to which it happened"`
	Person  string `json:"person,omitempty" doc:"Instead of a case: the e-mail address, personnel number or id of whom it happened to; a case is opened for them"`
	Service string `json:"service,omitempty" doc:"Of the case that is opened"`
}

// Reported says where an event went.
type Reported struct {
	Number string `json:"number"` // of the case
	Opened bool   `json:"opened"` // for this event
}

// errAgain ends the transaction of an event that is known already.
var errAgain = errors.New("the event is known")

// Report takes in an event from another system. On a case it becomes a line that HR alone reads; of a person, it opens a case for them, as if somebody of HR had written down what they asked. The
// same key twice is once. It refuses whoever may not work on the case or may not open cases for others, a key that was used for another event, and a case and a person at once.
func (s *Service) Report(ctx context.Context, by authz.Actor, in Report) (Reported, error) {
	if err := s.Policy.May(by, ReportEvent, 0); err != nil {
		return Reported{}, err
	}
	in.Text, in.Case, in.Person = strings.TrimSpace(in.Text), strings.TrimSpace(in.Case), strings.TrimSpace(in.Person)
	if err := in.check(); err != nil {
		return Reported{}, err
	}
	e := event{Key: ident.Hash(by.PersonID + "\n" + in.Key), Print: ident.Hash(strings.Join([]string{in.Kind, in.Case, in.Person, in.Service, in.Text}, "\n"))}
	var err error
	if in.Case != "" {
		err = s.Desk.Within(ctx, by, in.Case, reportOn, func(tx *store.Tx, c *desk.Upon) error {
			e.Number, e.Opened = c.Number, false
			if err := e.keep(ctx, tx); err != nil {
				return err
			}
			return c.Happened(ctx, true, history.Happened("Another system reported (%s): %s", history.Words(in.Kind), history.Words(in.Text)))
		})
	} else {
		err = s.open(ctx, by, in, &e)
	}
	if err != nil && !errors.Is(err, errAgain) {
		return Reported{}, renamed(err)
	}
	return Reported{e.Number, e.Opened}, nil
}

func (in Report) check() error {
	var f fault.Fields
	f.Need(in.Key != "" && len(in.Key) <= maxKey, "key", "Give each event a key of its own, of at most %d characters: by it the same event twice is once.", maxKey)
	f.Need(kinds.MatchString(in.Kind), "kind", "Say what happened in small letters, digits, dots and hyphens, such as payroll.corrected.")
	f.Need(in.Text != "", "text", "Say in a sentence what happened.")
	f.Need(utf8.RuneCountInString(in.Text) <= maxText, "text", "Keep it to %d characters.", maxText)
	f.Need(in.Case != "" || in.Person != "", "case", "Say to which case it happened, or to which person.")
	f.Need(in.Case == "" || in.Person == "", "case", "Name a case or a person, not both.")
	f.Need(in.Case == "" || in.Service == "", "service", "The case has a service already. Leave it out.")
	return f.Err()
}

// event is one that is known, as the database keeps it.
type event struct {
	Key, Print, Number string
	Opened             bool
}

// find looks whether e is known. One that is becomes what was kept; with another print it is refused.
func (e *event) find(ctx context.Context, q store.Querier) error {
	was, err := store.One[event](ctx, q, `SELECT key, print, number, opened FROM webhook_event WHERE key = $1`, e.Key)
	switch {
	case errors.Is(err, store.ErrNone):
		return nil
	case err != nil:
		return fmt.Errorf("look for event: %w", err)
	case was.Print != e.Print:
		return fault.ForField("key", "This key was used for another event. Give each event a key of its own.")
	}
	*e = was
	return errAgain
}

// keep writes down that e is known; it returns errAgain where it was.
func (e *event) keep(ctx context.Context, tx *store.Tx) error {
	if err := e.find(ctx, tx); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO webhook_event (key, print, number, opened, at) VALUES ($1, $2, $3, $4, $5)`, e.Key, e.Print, e.Number, e.Opened, tx.Now()); err != nil {
		return fmt.Errorf("keep event: %w", err)
	}
	return nil
}

type eventKey struct{}

// open opens a case for the person of an event that is not known yet. Note keeps the event in the transaction that opens it.
func (s *Service) open(ctx context.Context, by authz.Actor, in Report, e *event) error {
	if err := s.Desk.MayTakeIn(by); err != nil {
		return err
	}
	if err := e.find(ctx, s.DB); err != nil {
		return err
	}
	_, err := s.Desk.Open(context.WithValue(ctx, eventKey{}, e), by, desk.Open{Subject: title(in.Text), Body: in.Text, Service: in.Service, For: in.Person, Channel: desk.API})
	return err
}

// opened keeps the event for which a case is opened, if it is for one.
func opened(ctx context.Context, tx *store.Tx, caseID string) error {
	e, ok := ctx.Value(eventKey{}).(*event)
	if !ok {
		return nil
	}
	number, err := desk.NumberByID(ctx, tx, caseID)
	if err != nil {
		return fmt.Errorf("number of the case of an event: %w", err)
	}
	e.Number, e.Opened = number, true
	return e.keep(ctx, tx)
}

// title is the beginning of a sentence, for the subject of a case.
func title(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > maxTitle {
		return strings.TrimSpace(string(r[:maxTitle-1])) + "…"
	}
	return text
}

// renamed says in the words of a Report which of its fields a new case refused.
func renamed(err error) error {
	e := fault.As(err)
	if e == nil {
		return err
	}
	for i, f := range e.Fields {
		switch f.Name {
		case "for":
			e.Fields[i].Name = "person"
		case "body", "subject":
			e.Fields[i].Name = "text"
		}
	}
	return err
}

// forget removes events that are older than they are remembered.
func forget(ctx context.Context, tx *store.Tx) error {
	if _, err := tx.Exec(ctx, `DELETE FROM webhook_event WHERE at < $1`, tx.Now().Add(-remembered)); err != nil {
		return fmt.Errorf("forget events: %w", err)
	}
	return nil
}
