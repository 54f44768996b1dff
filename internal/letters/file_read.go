package letters

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// sameOpening is how long the same reason counts as the same opening.
const sameOpening = 5 * time.Minute

// Filed is something in a personnel file.
type Filed struct {
	ID       string     `json:"id"`
	Kind     string     `json:"kind"` // letter or signed
	Title    string     `json:"title"`
	Language string     `json:"language"`
	Number   string     `json:"case,omitempty"` // of the case, where the reader may open it
	LetterID string     `json:"letter"`
	At       store.Time `json:"filed_at"`
	Until    string     `json:"keep_until"`
	Why      string     `json:"keep_reason"`
}

// PersonnelFile is what lies in the file of a person, the newest first.
type PersonnelFile struct {
	Items    []Filed  `json:"items"`
	Openings []Opened `json:"openings"` // of one's own file, by HR, the latest first

	Person, Name string `json:"-"`
	Reason       string `json:"-"`
}

// Opened is that HR opened somebody's personnel file.
type Opened struct {
	At     store.Time `json:"at"`
	Reason string     `json:"reason"`
}

func nothingIn() PersonnelFile { return PersonnelFile{Items: []Filed{}, Openings: []Opened{}} }

// OwnFile returns the actor's own personnel file, with the times that HR opened it and why.
func (s *Service) OwnFile(ctx context.Context, by authz.Actor, _ Nothing) (PersonnelFile, error) {
	if err := s.Policy.May(by, ReadOwnFile, 0); err != nil {
		return nothingIn(), err
	}
	out, err := s.fileOf(ctx, by, by.PersonID)
	if err != nil {
		return out, err
	}
	opened, err := store.All[Opened](ctx, s.DB, `SELECT opened_at AS at, reason FROM letters_opening WHERE person_id = $1 ORDER BY opened_at DESC, id DESC`, by.PersonID)
	if err != nil {
		return out, fmt.Errorf("who opened a personnel file: %w", err)
	}
	out.Openings = append(out.Openings, opened...)
	return out, nil
}

// fileOf reads a file. To others a letter of a case whose letters they may not read has the name of its template alone.
func (s *Service) fileOf(ctx context.Context, by authz.Actor, personID string) (PersonnelFile, error) {
	out := nothingIn()
	type filed struct {
		ID, Kind, Title, Name, Language, CaseID, LetterID string
		FiledAt                                           store.Time
		KeepUntil, Reason                                 string
	}
	all, err := store.All[filed](ctx, s.DB, `SELECT f.id, f.kind, l.title, l.name, l.language, f.case_id, f.letter_id, f.filed_at, f.keep_until, f.reason
		FROM letters_file f JOIN letters_letter l ON l.id = f.letter_id WHERE f.person_id = $1 ORDER BY f.filed_at DESC, f.id DESC`, personID)
	if err != nil {
		return out, fmt.Errorf("read personnel file: %w", err)
	}
	for _, f := range all {
		number, err := s.readable(ctx, by, f.CaseID)
		if err != nil {
			return out, err
		}
		if number == "" && by.PersonID != personID {
			f.Title, f.Language = f.Name, ""
		}
		out.Items = append(out.Items, Filed{f.ID, f.Kind, f.Title, f.Language, number, f.LetterID, f.FiledAt, f.KeepUntil, f.Reason})
	}
	return out, nil
}

// readable returns the number of a case whose letters by may read, or "".
func (s *Service) readable(ctx context.Context, by authz.Actor, caseID string) (string, error) {
	number, err := s.Desk.NumberOf(ctx, by, caseID)
	if err != nil || number == "" {
		return "", err
	}
	if _, err := s.Desk.Look(ctx, s.DB, by, number, SeeLetters); err != nil {
		return "", hidden(err)
	}
	return number, nil
}

// OpenFile says whose personnel file is opened and why. Person is an id, an e-mail address or a personnel number.
type OpenFile struct {
	Person string `form:"person" json:"person"`
	Reason string `form:"reason" json:"reason"`
}

// OpenFile returns the personnel file of somebody else. It refuses an empty reason; that the file was opened, and why, is recorded before anything is shown. The same reason again within minutes is
// recorded once.
func (s *Service) OpenFile(ctx context.Context, by authz.Actor, in OpenFile) (PersonnelFile, error) {
	out := nothingIn()
	out.Person, out.Reason = in.Person, in.Reason
	in.Person, in.Reason = strings.TrimSpace(in.Person), strings.TrimSpace(in.Reason)
	if err := s.Policy.May(by, ReadFile, 0); err != nil {
		return out, err
	}
	var f fault.Fields
	n := utf8.RuneCountInString(in.Reason)
	f.Need(in.Person != "", "person", "Say whose file it is: an e-mail address or a personnel number.")
	f.Need(n >= 10 && n <= 500, "reason", "Say why you need it, in 10 to 500 characters.")
	if err := f.Err(); err != nil {
		return out, err
	}
	p, err := people.Find(ctx, s.DB, in.Person)
	if fault.KindOf(err) == fault.NotFound {
		return out, fault.ForField("person", "No person has this address or number.")
	}
	if err != nil {
		return out, err
	}
	if err := s.Audit.OpenedNow(ctx, audit.Entry{By: by, Action: string(ReadFile), Kind: "personnel file", Person: p.ID}); err != nil {
		return out, err
	}
	if err := s.DB.Tx(ctx, func(tx *store.Tx) error { return opening(ctx, tx, by, p.ID, in.Reason) }); err != nil {
		return out, err
	}
	got, err := s.fileOf(ctx, by, p.ID)
	got.Person, got.Name, got.Reason = in.Person, p.DisplayName(), in.Reason
	return got, err
}

// opening writes down why a personnel file is opened.
func opening(ctx context.Context, tx *store.Tx, by authz.Actor, personID, reason string) error {
	same, err := store.One[int](ctx, tx, `SELECT COUNT(*) FROM letters_opening WHERE person_id = $1 AND opened_by = $2 AND reason = $3 AND opened_at > $4`,
		personID, by.PersonID, reason, tx.Now().Add(-sameOpening))
	if err == nil && same == 0 {
		_, err = tx.Exec(ctx, `INSERT INTO letters_opening (id, person_id, opened_by, reason, opened_at) VALUES ($1, $2, $3, $4, $5)`, ident.New(), personID, by.PersonID, reason, tx.Now())
	}
	if err != nil {
		return fmt.Errorf("record why a personnel file was opened: %w", err)
	}
	return nil
}
