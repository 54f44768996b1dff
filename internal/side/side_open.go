package side

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/party"
	"hearth/internal/heard"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// What a question may be.
const (
	MostAsked = 5 // people in one conversation
	maxTitle  = 120
	maxKey    = 100
	latest    = 366 * 24 * time.Hour // until an answer can be wanted
)

// Begin opens a side conversation.
type Begin struct {
	Number  string   `path:"number" json:"-"`
	To      []string `json:"to"`                // people of the directory by address, personnel number or id; or one address outside
	Subject string   `json:"subject,omitempty"` // of the mail; without one it says that HR asks something, in its reader's language
	Body    string   `json:"body"`
	Files   []string `json:"files,omitempty"`  // the ids of files of the case that go along
	Wanted  string   `json:"wanted,omitempty"` // the day by which an answer is wanted, as 2026-11-24
	Key     string   `json:"key,omitempty"`    // what its writer calls it: the same key again is the same conversation
	Undo    bool     `json:"-"`                // its mails wait for as long as its writer wants replies to be undone
}

// ready is a question that may be asked.
type ready struct {
	people  []people.Person // those who are known
	address string          // of somebody outside who is not; ""
	files   []File
	guard   party.Guard // of the case
}

func (r ready) outside() bool {
	return r.address != "" || slices.ContainsFunc(r.people, func(p people.Person) bool { return p.Outside })
}

// Begin asks somebody else about a case: people of the directory, or one address outside. It says so in the conversation of the case, to HR alone, without whom. The same key twice is one
// conversation. It refuses who cannot be asked (see the package), a closed case, one whose requester wants nobody to be asked, and files that are not of the case.
func (s *Service) Begin(ctx context.Context, by authz.Actor, in Begin) (Talk, error) {
	lent, err := s.lend(ctx, by, in)
	if err != nil {
		return Talk{}, err
	}
	var id string
	err = s.Desk.Within(ctx, by, in.Number, Ask, func(tx *store.Tx, c *desk.Upon) error {
		if id, err = sameTalk(ctx, tx, by, c.ID, in.Key); err != nil || id != "" {
			return err
		}
		r, err := s.check(ctx, tx, by, c.Of, in, lent)
		if err != nil {
			return err
		}
		if r.address != "" {
			p, err := people.Outsider(ctx, tx, "", r.address, "")
			if err != nil {
				return err
			}
			r.people = append(r.people, p)
		}
		if id, err = s.begin(ctx, tx, by, c.Of, in, r); err != nil {
			return err
		}
		return c.Happened(ctx, true, history.Happened("%s asked somebody else about this.", history.Whom(by.PersonID)))
	})
	if errors.Is(err, errTwice) {
		return s.Begin(ctx, by, in) // which finds it
	}
	if err != nil {
		return Talk{}, err
	}
	return s.Read(ctx, by, ReadOne{Number: in.Number, Side: id})
}

// begin keeps a new conversation and sends its first words.
func (s *Service) begin(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of, in Begin, r ready) (string, error) {
	mark, err := newMark()
	if err != nil {
		return "", err
	}
	g := r.guard
	t := talkRow{ID: ident.New(), CaseID: c.ID, CaseNumber: c.Number, PersonID: c.ForPerson, AskedBy: c.ByPerson, OpenedBy: by.PersonID, Subject: oneLine(in.Subject), State: Open,
		Sensitivity: g.Sensitivity, Health: g.Health, Quiet: g.Quiet, Outside: r.outside(), Mark: mark, OpenedAt: tx.Now(), LastAt: tx.Now(), LastSide: hr, WantedOn: in.Wanted}
	if _, err := tx.Exec(ctx, `INSERT INTO side_talk (id, case_id, case_number, person_id, asked_by, opened_by, subject, state, sensitivity, health, quiet, outside, news, mark, opened_at, last_at, last_side, wanted_on)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16, $17)`,
		t.ID, t.CaseID, t.CaseNumber, t.PersonID, t.AskedBy, t.OpenedBy, t.Subject, t.State, t.Sensitivity, t.Health, t.Quiet, t.Outside, false, t.Mark, t.OpenedAt, t.LastSide, t.WantedOn); err != nil {
		return "", fmt.Errorf("open side conversation: %w", err)
	}
	for _, p := range r.people {
		if _, err := tx.Exec(ctx, `INSERT INTO side_member (talk_id, person_id, way) VALUES ($1, $2, $3)`, t.ID, p.ID, wayTo(p)); err != nil {
			return "", fmt.Errorf("open side conversation: %w", err)
		}
	}
	return t.ID, s.say(ctx, tx, by, t, spoken{in.Body, once(by, c.ID, in.Key), r.files, in.Undo})
}

// newMark is a number that nobody guesses, and that says nothing of the case.
func newMark() (int64, error) {
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil {
		return 0, fmt.Errorf("make a mark: %w", err)
	}
	return int64(binary.BigEndian.Uint64(b[:])>>2) + 1, nil
}

// errTwice says that the same was written at this moment by another request: what it wrote counts.
var errTwice = errors.New("written twice")

// sameTalk returns the conversation of a case that by opened by a key before, or "".
func sameTalk(ctx context.Context, q store.Querier, by authz.Actor, caseID, key string) (string, error) {
	if key == "" {
		return "", nil
	}
	id, err := store.One[string](ctx, q, `SELECT w.talk_id FROM side_word w JOIN side_talk x ON x.id = w.talk_id WHERE w.once = $1 AND x.case_id = $2`, once(by, caseID, key), caseID)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	return id, err
}

// once is a key together with who uses it, and for what.
func once(by authz.Actor, where, key string) any {
	if key == "" {
		return nil
	}
	return ident.Hash(by.PersonID + "\n" + where + "\n" + key)
}

// lend opens the files of the case that go along, so that by may read each of them, and returns what they are.
func (s *Service) lend(ctx context.Context, by authz.Actor, in Begin) ([]File, error) {
	if _, err := s.Desk.Look(ctx, s.DB, by, in.Number, Ask); err != nil {
		return nil, err
	}
	all := []File{}
	for _, id := range in.Files {
		if len(all) >= desk.MaxFiles {
			return nil, fault.ForField("files", "At most %d files go along.", desk.MaxFiles)
		}
		if slices.ContainsFunc(all, func(f File) bool { return f.ID == id }) {
			continue
		}
		content, f, err := s.Desk.OpenFile(ctx, by, desk.ReadFile{Number: in.Number, File: id})
		if fault.KindOf(err) == fault.NotFound {
			return nil, fault.ForField("files", "Choose files of this case that are not withdrawn.")
		}
		if err != nil {
			return nil, err
		}
		if err := content.Close(); err != nil {
			return nil, fmt.Errorf("close file: %w", err)
		}
		all = append(all, File{ID: f.ID, Name: f.Name, Size: f.Size, Lent: true})
	}
	return all, nil
}

// check refuses a question that may not be asked.
func (s *Service) check(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of, in Begin, lent []File) (ready, error) {
	r := ready{files: lent}
	wish, g, err := s.mayAsk(ctx, q, c)
	if err != nil {
		return r, err
	}
	r.guard = g
	var f fault.Fields
	f.Need(utf8.RuneCountInString(in.Subject) <= maxTitle, "subject", "Keep the subject to %d characters; the details go below.", maxTitle)
	needWords(&f, in.Body)
	needApproved(&f, g, wish, in.Body)
	f.Need(len(in.Key) <= maxKey, "key", "A key has at most %d characters.", maxKey)
	wanted(ctx, q, &f, in.Wanted)
	f.Need(!protected(g) || len(lent) == 0, "files", "This case is protected: none of its files go along.")
	if err := s.whom(ctx, q, by, c, in.To, &r, &f); err != nil {
		return r, err
	}
	return r, f.Err()
}

// mayAsk refuses a case from which nobody is asked.
func (s *Service) mayAsk(ctx context.Context, q store.Querier, c desk.Of) (heard.Wish, party.Guard, error) {
	if c.State == desk.Closed {
		return heard.Wish{}, party.Guard{}, fault.New(fault.Conflict, "This case is closed. Nobody is asked about it any more.")
	}
	g, err := party.GuardOf(ctx, q, c.ID)
	if err != nil {
		return heard.Wish{}, g, err
	}
	wish, err := heard.WishOf(ctx, q, c.ID)
	switch {
	case err != nil:
	case wish.Nobody:
		err = fault.New(fault.Conflict, "The requester wants nobody to be asked. Decide with what you have, or talk with them.")
	case protected(g) && len(wish.Approved) == 0:
		err = fault.New(fault.Conflict, "This case is protected: its requester has to approve first that somebody is asked. Show them the words on the page of the case.")
	}
	return wish, g, err
}

// needApproved refuses words from a protected case that its requester has not approved.
func needApproved(f *fault.Fields, g party.Guard, wish heard.Wish, body string) {
	approved := !protected(g) || slices.ContainsFunc(wish.Approved, func(words string) bool { return oneLine(words) == oneLine(body) })
	f.Need(approved, "body", "This case is protected: write exactly the words that its requester approved, or let them approve these first.")
}

func needWords(f *fault.Fields, body string) {
	f.Need(strings.TrimSpace(body) != "", "body", "Write your message first.")
	f.Need(utf8.RuneCountInString(body) <= desk.MaxBody, "body", "Keep it to %d characters; a longer text can go as a file.", desk.MaxBody)
}

// wanted checks the day by which an answer is wanted; "" is none.
func wanted(ctx context.Context, q store.Querier, f *fault.Fields, day string) {
	if day == "" {
		return
	}
	at, err := time.Parse(time.DateOnly, day)
	today := q.Now().In(locale.From(ctx).Zone()).Format(time.DateOnly)
	f.Need(err == nil, "wanted", "Choose a day, as 2026-11-24.")
	f.Need(err != nil || day >= today && at.Before(q.Now().Add(latest).Time), "wanted", "Choose a day from today on, within a year.")
}

// whom finds those who are asked.
func (s *Service) whom(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of, refs []string, r *ready, f *fault.Fields) error {
	const field = "to"
	for _, ref := range refs {
		if ref = strings.TrimSpace(ref); ref == "" {
			continue
		}
		p, err := people.FindAnyone(ctx, q, ref)
		if fault.KindOf(err) == fault.NotFound {
			address, wrong := people.Address(ref)
			f.Need(wrong == nil, field, "We do not know %s. Give the e-mail address or personnel number of a colleague, or one whole e-mail address outside.", ref)
			f.Need(wrong != nil || !s.Threads.Ours(address) && address != s.Threads.Bare(), field, "%s is an address of HR itself.", ref)
			f.Need(r.address == "" || r.address == address, field, "Ask one address outside at a time.")
			if r.address = address; address == "" {
				r.address = ref // refused already
			}
			continue
		}
		if err != nil {
			return err
		}
		if slices.ContainsFunc(r.people, func(known people.Person) bool { return known.ID == p.ID }) {
			continue
		}
		own, kept, err := stands(ctx, q, c, p.ID)
		if err != nil {
			return err
		}
		f.Need(p.ID != by.PersonID, field, "Ask somebody else than yourself.")
		f.Need(p.Outside || p.Active, field, "%s does not work here any more.", p.DisplayName())
		f.Need(!own, field, "%s has a part in this case. Write to them in the case.", p.DisplayName())
		f.Need(own || !kept, field, "%s is kept from this case and cannot be asked.", p.DisplayName())
		r.people = append(r.people, p)
	}
	n := len(r.people)
	if r.address != "" {
		n++
	}
	f.Need(n > 0, field, "Say whom you ask: a colleague by e-mail address or personnel number, or one e-mail address outside.")
	f.Need(n <= MostAsked, field, "Ask at most %d people in one conversation.", MostAsked)
	f.Need(!r.outside() || n == 1, field, "Ask one address outside by itself, so that people outside and colleagues do not read each other.")
	f.Need(!r.outside() || !protected(r.guard), field, "This case is protected: nobody outside can be asked from it.")
	return nil
}

// stands reports whether a person has a part in a case on its customer's side, or is kept from it.
func stands(ctx context.Context, q store.Querier, c desk.Of, personID string) (own, kept bool, err error) {
	at, err := party.Of(ctx, q, c.ID)
	if err != nil {
		return false, false, err
	}
	for _, relation := range []string{party.By, party.For, party.About, party.Representative} {
		own = own || slices.Contains(at.Customers, relation+" "+personID)
	}
	free, err := party.MayBeAsked(ctx, q, c.ID, personID)
	return own, !free, err
}

// oneLine is a text without line ends and control characters, as it stands in the subject of a mail.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
