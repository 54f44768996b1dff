package hold

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/attach"
	"hearth/internal/desk/draft"
	"hearth/internal/hold/kept"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// ReplyHeld is the action of sending a reply that can be undone, and of undoing it.
const ReplyHeld authz.Action = "hold.reply"

// Longest is for how long a reply can be held.
const Longest = 30 * time.Second

// kind is that of the job that sends.
const kind = "hold.send"

// Options are what the module needs from its surroundings.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds Rules
	Desk   *desk.Service
	Files  *files.Store
	Next   func(ctx context.Context, by authz.Actor, in desk.Write) (desk.Entry, error) // writes what is not held
	Fresh  func(context.Context, authz.Actor) (authz.Actor, error)                      // the actor with the rights of this moment
	// Checked returns a context in which a reply is refused that would go past what colleagues write together and its writer has not seen, see desk.Write's Aware; nil: there is no such thing.
	Checked func(ctx context.Context, by authz.Actor, number, aware string) (context.Context, error)
	// Does sends a text and does what a module above does with it, in one transaction, see Beside; nil: no module does.
	Does func(ctx context.Context, by authz.Actor, in Beside) error
	// Ended hears, in the transaction, that what a person sent to a case is out, or will not be, and reports whether the text belongs to a module above, which keeps it; nil: it is its writer's.
	Ended func(ctx context.Context, tx *store.Tx, caseID, personID string, sent bool) (bool, error)
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service {
	if o.Ended == nil {
		o.Ended = func(context.Context, *store.Tx, string, string, bool) (bool, error) { return false, nil }
	}
	if o.Checked == nil {
		o.Checked = func(ctx context.Context, _ authz.Actor, _, _ string) (context.Context, error) { return ctx, nil }
	}
	return &Service{o}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "hold", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{ReplyHeld: {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase}}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "hold", Migrations: Schema(), Rules: Rules(), Personal: s.personal(), Jobs: []jobs.Work{jobs.Do(kind, s.send)},
		Periodic: []jobs.Periodic{{Kind: "hold.sweep", Every: time.Hour, Run: s.sweep}, {Kind: "hold.late", Every: 30 * time.Second, Run: s.late}}}
}

// message is a row of hold_message.
type message struct {
	ID, CaseID, CaseNumber, PersonID, ForPerson, AskedBy, State, Body, Seen string
	Closes, InsteadOfCall                                                   bool
	Outcome, Cause, CauseText, HandedTo, Besides, Back                      string
	HeldAt, SendAt                                                          store.Time
}

// The states. Of those that are over nothing but that they were is kept, for a day.
const (
	held   = "held"
	sent   = "sent"
	undone = "undone"
	failed = "failed" // the text is back with its writer
)

const selectMessage = `SELECT id, case_id, case_number, person_id, for_person, asked_by, state, body, seen, closes, outcome, cause, cause_text, handed_to, instead_of_call, besides, back, held_at, send_at FROM hold_message `

// Held is a reply that is on its way.
type Held struct {
	ID     string      `json:"id"`
	Number string      `json:"case"`
	SendAt store.Time  `json:"send_at"`
	By     string      `json:"by"`               // the name of its writer
	Body   string      `json:"body,omitempty"`   // for its writer alone
	Closes bool        `json:"closes,omitempty"` // it is the answer
	Beside bool        `json:"beside,omitempty"` // something is done with it, such as what a macro does
	Files  []kept.File `json:"files,omitempty"`  // that go out with it; for its writer alone
	Own    bool        `json:"own"`              // the reader is its writer
	Does   string      `json:"-"`                // what Beside says that is done; for its writer alone
	Back   string      `json:"-"`                // see Beside; for its writer alone
	Failed bool        `json:"failed,omitempty"` // it could not be sent, and its text is back in the field; for its writer alone
}

// Reply is a reply that can be undone until it is sent.
type Reply struct {
	Number  string   `path:"number" json:"-"`
	Body    string   `json:"body"`
	Seen    string   `json:"seen,omitempty"`    // the id of the last entry that the writer saw; "" skips the check
	Aware   string   `json:"aware,omitempty"`   // as that of desk.Write
	Seconds int      `json:"seconds,omitempty"` // for how long, 1 to 30; 0: 10
	Kept    []string `json:"kept,omitempty"`    // the ids of files in the writer's field, see OnCase, that go along; with it, the others there are forgotten

	Files []files.Upload `form:"files" json:"-"`
}

// Reply holds a message and sends it after some seconds, unless it is undone. The same twice is once. It refuses what desk.Write refuses, as that does; a second reply of the same writer to the
// same case while one is held; and more than Longest.
func (s *Service) Reply(ctx context.Context, by authz.Actor, in Reply) (Held, error) {
	if in.Seconds == 0 {
		in.Seconds = 10
	}
	if _, err := s.Desk.Look(ctx, s.DB, by, in.Number, ReplyHeld); err != nil {
		return Held{}, err
	}
	if in.Seconds < 1 || time.Duration(in.Seconds)*time.Second > Longest {
		return Held{}, fault.ForField("seconds", "Choose between 1 and %d seconds.", int(Longest.Seconds()))
	}
	ctx, err := s.Checked(ctx, by, in.Number, in.Aware)
	if err != nil {
		return Held{}, err
	}
	return s.hold(ctx, by, in.Number, in.Seconds, message{Body: in.Body, Seen: in.Seen}, with(in.Files, in.Kept))
}

// Write is desk.Write for the page of a case: a reply of HR is held for as long as its writer chose, with its files; a note is written at once. Files in the field that were shown and not chosen are
// forgotten with what is sent. The entry of what is held is not there yet: it is zero.
func (s *Service) Write(ctx context.Context, by authz.Actor, in desk.Write) (desk.Entry, error) {
	seconds, err := s.seconds(ctx, by, in.Number)
	if err != nil {
		return s.Next(ctx, by, in) // which refuses in its own words
	}
	files := with(in.Files, in.Kept)
	if seconds == 0 || in.Internal {
		if in.Files, ctx, err = s.atOnce(ctx, by, in.Number, files); err != nil {
			return desk.Entry{}, err
		}
		return s.Next(ctx, by, in)
	}
	_, err = s.hold(ctx, by, in.Number, seconds, message{Body: in.Body, Seen: in.Seen}, files)
	return desk.Entry{}, err
}

// Close is desk.Close for the page of a case: the answer is held as Write holds a reply.
func (s *Service) Close(ctx context.Context, by authz.Actor, in desk.Close) (desk.Case, error) {
	seconds, err := s.seconds(ctx, by, in.Number)
	if err != nil {
		return s.Desk.Close(ctx, by, in)
	}
	files := with(in.Files, in.Kept)
	if seconds == 0 {
		if in.Files, ctx, err = s.atOnce(ctx, by, in.Number, files); err != nil {
			return desk.Case{}, err
		}
		return s.Desk.Close(ctx, by, in)
	}
	_, err = s.hold(ctx, by, in.Number, seconds, message{Body: in.Answer, Seen: in.Seen, Closes: true, Outcome: in.Outcome, Cause: in.Cause, CauseText: in.CauseText, HandedTo: in.HandedTo, InsteadOfCall: in.InsteadOfCall}, files)
	return desk.Case{Number: in.Number}, err
}

// seconds is for how long by wants replies to a case held.
func (s *Service) seconds(ctx context.Context, by authz.Actor, number string) (int, error) {
	if _, err := s.Desk.Look(ctx, s.DB, by, number, ReplyHeld); err != nil {
		return 0, err
	}
	p, err := people.ByID(ctx, s.DB, by.PersonID)
	return p.UndoSeconds, err
}

var errTried = errors.New("tried only")

// hold keeps a message of by and the job that sends it. What could not be written now is refused as it would be.
func (s *Service) hold(ctx context.Context, by authz.Actor, number string, seconds int, m message, along along) (Held, error) {
	out, waits, err := s.again(ctx, s.DB, by, number, m, along)
	if err != nil || waits {
		return out, err
	}
	m.CaseNumber = number
	tried := store.WithCheck(ctx, func(context.Context, *store.Tx) error { return errTried })
	if err := s.write(tried, by, m, nil); !errors.Is(err, errTried) {
		return out, err
	}
	staged, err := attach.Stage(ctx, s.Files, along.new)
	if err != nil {
		return out, err
	}
	err = s.Desk.Within(ctx, by, number, ReplyHeld, func(tx *store.Tx, c *desk.Upon) error {
		if out, waits, err = s.again(ctx, tx, by, number, m, along); err != nil || waits { // it was pressed twice at the same moment
			return err
		}
		m.ID, m.CaseID, m.CaseNumber, m.PersonID, m.ForPerson, m.AskedBy, m.State = ident.New(), c.ID, c.Number, by.PersonID, c.ForPerson, c.ByPerson, held
		m.HeldAt, m.SendAt = tx.Now(), tx.Now().Add(time.Duration(seconds)*time.Second)
		n, err := tx.Exec(ctx, `INSERT INTO hold_message (id, case_id, case_number, person_id, for_person, asked_by, state, body, seen, closes, outcome, cause, cause_text, handed_to, instead_of_call, besides, back, held_at, send_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) ON CONFLICT (case_id, person_id) WHERE state = 'held' DO NOTHING`, m.ID, m.CaseID, m.CaseNumber, m.PersonID, m.ForPerson, m.AskedBy, m.State, m.Body, m.Seen, m.Closes,
			m.Outcome, m.Cause, m.CauseText, m.HandedTo, m.InsteadOfCall, m.Besides, m.Back, m.HeldAt, m.SendAt)
		if err == nil && n != 1 { // where both did not see each other, PostgreSQL lets this one try again, and it sees the other
			err = errors.New("another one is held")
		}
		if err != nil {
			return fmt.Errorf("hold message: %w", err)
		}
		if err := draft.Drop(ctx, tx, by.PersonID, draft.Case(c.ID)); err != nil {
			return err
		}
		files, err := s.take(ctx, tx, m, along.kept, staged)
		if err != nil {
			return err
		}
		out = m.shown(by, "", files)
		return jobs.Later(tx, kind, sending{m.ID}, m.SendAt)
	})
	return out, err
}

// again returns what by holds for a case already, where that is m: the same twice is once. It refuses another message while one is held; false is that none is.
func (s *Service) again(ctx context.Context, q store.Querier, by authz.Actor, number string, m message, along along) (Held, bool, error) {
	waiting, err := s.waiting(ctx, q, by, number)
	if err != nil || waiting.ID == "" {
		return Held{}, false, err
	}
	there, err := kept.At(ctx, q, kept.Message(waiting.ID))
	if err != nil {
		return Held{}, false, err
	}
	if waiting.Body == m.Body && waiting.Closes == m.Closes && waiting.Besides == m.Besides && along.same(there) {
		return waiting.shown(by, "", there), true, nil
	}
	return Held{}, false, fault.New(fault.Conflict, "Your last reply to this case is not sent yet. Undo it, or send this one in a moment.")
}

// write writes the message into the conversation, as its writer.
func (s *Service) write(ctx context.Context, by authz.Actor, m message, with []files.Upload) error {
	if m.Besides != "" {
		return s.Does(ctx, by, Beside{Number: m.CaseNumber, Body: m.Body, Seen: m.Seen, Does: m.Besides, Closes: m.Closes, Call: m.InsteadOfCall, Files: with})
	}
	if m.Closes {
		_, err := s.Desk.Close(ctx, by, desk.Close{Number: m.CaseNumber, Answer: m.Body, Outcome: m.Outcome, Cause: m.Cause, CauseText: m.CauseText, HandedTo: m.HandedTo, InsteadOfCall: m.InsteadOfCall, Seen: m.Seen, Files: with})
		return err
	}
	_, err := s.Desk.Write(ctx, by, desk.Write{Number: m.CaseNumber, Body: m.Body, Seen: m.Seen, Files: with})
	return err
}

func (m message) shown(by authz.Actor, name string, files []kept.File) Held {
	h := Held{ID: m.ID, Number: m.CaseNumber, SendAt: m.SendAt, By: name, Closes: m.Closes, Beside: m.Besides != "", Own: m.PersonID == by.PersonID, Failed: m.State == failed}
	if h.Own {
		h.Body, h.Files, h.Does, h.Back = m.Body, files, m.Besides, m.Back
	}
	return h
}

// waiting is the message of by to a case that is held; zero: none is.
func (s *Service) waiting(ctx context.Context, q store.Querier, by authz.Actor, number string) (message, error) {
	c, err := s.Desk.Look(ctx, q, by, number, ReplyHeld)
	if err != nil {
		return message{}, err
	}
	m, err := store.One[message](ctx, q, selectMessage+`WHERE case_id = $1 AND person_id = $2 AND state = 'held'`, c.ID, by.PersonID)
	if errors.Is(err, store.ErrNone) {
		return message{}, nil
	}
	return m, err
}

// ReadOf names a case.
type ReadOf struct {
	Number string `path:"number" json:"-"`
}

// OnCase are the replies to a case that are on their way.
type OnCase struct {
	Items []Held      `json:"items"`
	Box   []kept.File `json:"box"` // files of the reader's that came back to the field with a reply that was not sent; they go with the next one
}

// OfCase returns the replies to a case that are on their way: of those of others that they are, and whose. It refuses whoever does not work on it for HR.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadOf) (OnCase, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, ReplyHeld)
	if err != nil {
		return OnCase{Items: []Held{}, Box: []kept.File{}}, err
	}
	items, err := s.items(ctx, by, c.ID)
	if err != nil {
		return OnCase{Items: items, Box: []kept.File{}}, err
	}
	box, err := kept.At(ctx, s.DB, kept.Box(c.ID, by.PersonID))
	return OnCase{Items: items, Box: box}, err
}

// OnPage are the items of OfCase for a part of the page of a case, which by reads already.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) ([]Held, error) {
	if err := s.Policy.May(by, desk.ListCases, 0); err != nil || !c.May.Work || c.Hidden {
		return nil, err
	}
	return s.items(ctx, by, c.ID)
}

// InBox is the box of OfCase for the field on the page of a case, which by reads already.
func (s *Service) InBox(ctx context.Context, by authz.Actor, c desk.Whole) ([]kept.File, error) {
	if err := s.Policy.May(by, desk.ListCases, 0); err != nil || !c.May.Work || c.Hidden {
		return nil, err
	}
	return kept.At(ctx, s.DB, kept.Box(c.ID, by.PersonID))
}

func (s *Service) items(ctx context.Context, by authz.Actor, caseID string) ([]Held, error) {
	out := []Held{}
	all, err := store.All[message](ctx, s.DB, selectMessage+`WHERE case_id = $1 AND (state = 'held' OR state = 'failed' AND person_id = $2) ORDER BY held_at, id`, caseID, by.PersonID)
	if err != nil {
		return out, fmt.Errorf("read held: %w", err)
	}
	var ids []string
	for _, m := range all {
		ids = append(ids, m.PersonID)
	}
	names, err := people.NamesByIDs(ctx, s.DB, ids)
	if err != nil {
		return out, err
	}
	for _, m := range all {
		name := ""
		if p, known := names[m.PersonID]; known {
			name = p.DisplayName()
		}
		var files []kept.File
		if m.PersonID == by.PersonID && m.State == held {
			if files, err = kept.At(ctx, s.DB, kept.Message(m.ID)); err != nil {
				return out, err
			}
		}
		out = append(out, m.shown(by, name, files))
	}
	return out, nil
}

// Waits reports whether a reply of a person to a case is held.
func Waits(ctx context.Context, q store.Querier, caseID, personID string) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM hold_message WHERE case_id = $1 AND person_id = $2 AND state = 'held'`, caseID, personID)
	return n > 0, err
}
