package mailing

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"hearth/internal/people"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Delay is a promise that may not be kept, was not, or has another moment because the working hours changed.
type Delay struct {
	PromiseID string
	Kind      string // of the promise
	DueAt     store.Time
	Share     int    // of its minutes that has passed, in percent; 100: it is late
	By        string // the first name of who looks at it, "" while nobody does; of what is late, of one who has it on their list
	// Anew are the promises of the case that have another moment because working hours changed, or a policy, or another team works on it, and Change names that change; then nothing else is said.
	Anew     []promise.Promise
	Change   string
	ByPolicy bool
	ByTeam   bool // another team works on it, whose hours are others
	Sorted   bool // it has another priority, of which customers do not read
}

func (d Delay) id() string {
	if len(d.Anew) > 0 {
		return d.Change
	}
	return d.PromiseID + ":" + strconv.Itoa(d.Share)
}

// The brakes of what no person sends: programs that answer everything would keep it up for ever, and ten late requests are no reason for ten mails.
const (
	toOutsiders = 3 // other open requests of somebody who signs in nowhere, in which HR wrote nothing since; then nothing is sent
	toPeople    = 4 // of delays and new times in a day, to somebody who has pages; then they come in the summary of the next morning
)

// Delayed tells the customers of a case about a delay, before or after the moment, in the way in which a new time reaches them. It returns the ids of those to whom nothing was
// sent, because they may be a program.
func (s *Service) Delayed(ctx context.Context, tx *store.Tx, c Case, d Delay) (withheld []string, err error) {
	l := letter{event: delay, id: d.id(), lines: func(ctx context.Context, _ bool) []string { return d.lines(ctx, c.Name) }}
	switch {
	case len(d.Anew) > 0:
		l.event, l.subject = NewTime, "A new time for your request %s"
	case d.Share >= 100:
		l.event, l.subject = late, "Your request %s is late"
	default:
		l.subject = "Your request %s may take longer"
	}
	for _, id := range asking(c) {
		p, err := people.ByID(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		enough, err := hasEnough(ctx, tx, c, p)
		switch {
		case err != nil:
		case !enough:
			err = s.sendTo(ctx, tx, c, reader{p, false}, l)
		case signsIn(p):
			err = s.keep(ctx, tx, c, p, l)
		default:
			withheld = append(withheld, id)
		}
		if err != nil {
			return nil, err
		}
	}
	return withheld, nil
}

// hasEnough reports whether a brake holds for somebody.
func hasEnough(ctx context.Context, tx *store.Tx, c Case, p people.Person) (bool, error) {
	if signsIn(p) {
		n, err := mail.Written(ctx, tx, p.ID, tx.Now().Add(-24*time.Hour), kindPrefix+string(delay), kindPrefix+string(late), kindPrefix+string(NewTime))
		return n >= toPeople, err
	}
	n, err := store.One[int](ctx, tx, `SELECT count(*) FROM desk_case c WHERE c.for_person = $1 AND c.id <> $2 AND c.state IN ('open', 'waiting') AND c.last_side <> 'hr'`, p.ID, c.ID)
	if err != nil {
		return false, fmt.Errorf("count open requests: %w", err)
	}
	return n >= toOutsiders, nil
}

// promised are what was promised, as message keys with the place for the moment.
var promised = map[string]string{promise.FirstAnswer: "We promised a first answer by %s.", promise.NextWord: "We promised that you hear from us by %s.", promise.Decision: "We promised to settle it by %s.",
	promise.Appeal: "We promised the second look by %s.", promise.Question: "We promised to answer your question about the statement by %s.",
	promise.Legal: "By law it has to be decided by %s."}

func (d Delay) lines(ctx context.Context, name string) []string {
	if len(d.Anew) > 0 {
		why := "Our working hours changed, so what we promised you for %s is counted anew."
		switch {
		case d.ByPolicy:
			why = "We changed how soon we promise an answer, so what we promised you for %s is counted anew."
		case d.Sorted:
			why = "HR changed how soon your request is answered, so what we promised you for %s is counted anew."
		case d.ByTeam:
			why = "Another team works on your request now, and it has other working hours. So what we promised you for %s is counted anew."
		}
		return []string{locale.T(ctx, why, name), strings.Join(times(ctx, d.Anew), "\n")}
	}
	sentence, known := promised[d.Kind]
	if !known {
		sentence = "We promised an answer by %s."
	}
	lines := []string{locale.T(ctx, sentence, locale.DateTime(ctx, d.DueAt.Time))}
	switch {
	case d.Share >= 100 && d.By == "":
		lines = append(lines, locale.T(ctx, "We did not keep that time. We are sorry."))
	case d.Share >= 100:
		lines = append(lines, locale.T(ctx, "We did not keep that time. We are sorry. Somebody of HR has it on their list of what is late."))
	case d.By == "":
		lines = append(lines, locale.T(ctx, "It may become later. The team knows and looks for somebody who takes it now."))
	default:
		lines = append(lines, locale.T(ctx, "It may become later. %s is looking at it.", d.By))
	}
	return lines
}
