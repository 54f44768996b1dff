package letters

import (
	"context"
	"fmt"
	"net/url"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/paper"
	"hearth/internal/platform/store"
)

type row struct {
	ID, CaseID, PersonID, TemplateID string
	Version                          int
	Kind, Name, Language             string
	Title, Body, MadeBy              string
	MadeAt                           store.Time
	DecisionID, CalculationVersion   string
}

const selectLetter = `SELECT id, case_id, person_id, template_id, version, kind, name, language, title, body, COALESCE(made_by, '') AS made_by, made_at, decision_id, calculation_version FROM letters_letter`

// Letter is a letter as it was issued.
type Letter struct {
	ID         string     `json:"id"`
	Number     string     `json:"case"`
	Template   string     `json:"template"`
	Name       string     `json:"name"` // of its template
	Kind       string     `json:"kind"`
	Version    int        `json:"version"`
	Language   string     `json:"language"`
	Title      string     `json:"title"`
	Body       string     `json:"text"`
	By         string     `json:"by"` // who wrote it; empty where they were erased
	At         store.Time `json:"at"`
	ReplacedBy string     `json:"replaced_by,omitempty"` // the id of the version that holds
	Outdated   string     `json:"outdated,omitempty"`    // decision or calculation: it tells of one that was changed later, and no newer letter replaces it
	Signed     bool       `json:"signed"`                // its signed copy is filed
	Until      string     `json:"keep_until,omitempty"`  // how long it is kept
	Why        string     `json:"keep_reason,omitempty"`

	Organisation string `json:"-"`
	MayFile      bool   `json:"-"` // the reader may file the signed copy
	AtDesk       bool   `json:"-"` // the reader is HR
}

// Words are the words of the letter's language.
func (l Letter) Words() Words { w, _ := WordsOf(l.Language); return w }

// ReadLetters names a case.
type ReadLetters struct {
	Number string `path:"number" json:"-"`
}

// Letters is the letters of a case, the newest first.
type Letters struct {
	Items []Letter `json:"items"`
}

// ReadLetter names a letter of a case.
type ReadLetter struct {
	Number string `path:"number" json:"-"`
	ID     string `path:"issued" json:"-"`
}

// Letters returns the letters of a case, every version. Who reads is written down.
func (s *Service) Letters(ctx context.Context, by authz.Actor, in ReadLetters) (Letters, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, SeeLetters)
	if err == nil {
		err = s.Desk.Opened(ctx, by, c)
	}
	if err != nil {
		return Letters{Items: []Letter{}}, err
	}
	all, err := s.of(ctx, by, c)
	return Letters{Items: all}, err
}

// Shown is Letters for a part of the case's own page, whose opening is written down there. Who may not read letters gets none.
func (s *Service) Shown(ctx context.Context, by authz.Actor, number string) ([]Letter, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, number, SeeLetters)
	if err != nil {
		return nil, hidden(err)
	}
	return s.of(ctx, by, c)
}

// Read returns a letter. Who reads is written down.
func (s *Service) Read(ctx context.Context, by authz.Actor, in ReadLetter) (Letter, error) {
	all, err := s.Letters(ctx, by, ReadLetters{Number: in.Number})
	if err != nil {
		return Letter{}, err
	}
	for _, l := range all.Items {
		if l.ID == in.ID {
			return l, nil
		}
	}
	return Letter{}, authz.Hidden()
}

func (s *Service) of(ctx context.Context, by authz.Actor, c desk.Of) ([]Letter, error) {
	rows, err := store.All[row](ctx, s.DB, selectLetter+` WHERE case_id = $1 ORDER BY made_at DESC, id DESC`, c.ID)
	if err != nil {
		return nil, fmt.Errorf("read letters: %w", err)
	}
	entries, err := store.All[entryRow](ctx, s.DB, selectEntry+` WHERE case_id = $1`, c.ID)
	if err != nil {
		return nil, fmt.Errorf("read letters: %w", err)
	}
	names, err := s.names(ctx, rows)
	if err != nil {
		return nil, err
	}
	now, err := s.standingFor(ctx, s.DB, c.ID, rows)
	if err != nil {
		return nil, err
	}
	holds := map[string]row{}
	for _, r := range rows {
		if r.Version > holds[r.TemplateID].Version {
			holds[r.TemplateID] = r
		}
	}
	out := []Letter{}
	for _, r := range rows {
		l := Letter{ID: r.ID, Number: c.Number, Template: r.TemplateID, Name: r.Name, Kind: r.Kind, Version: r.Version, Language: r.Language, Title: r.Title, Body: r.Body,
			By: names[r.MadeBy].DisplayName(), At: r.MadeAt, Organisation: s.OrgName, AtDesk: c.HR, MayFile: s.Policy.May(by, FileCopy, c.Rel) == nil}
		if newest := holds[r.TemplateID]; newest.ID != r.ID {
			l.ReplacedBy = newest.ID
		} else {
			l.Outdated = now.changed(basis{r.DecisionID, r.CalculationVersion})
		}
		for _, e := range entries {
			if e.LetterID == r.ID {
				l.Signed = l.Signed || e.Kind == "signed"
				l.Until, l.Why = e.KeepUntil, e.Reason
			}
		}
		out = append(out, l)
	}
	return out, nil
}

func (s *Service) names(ctx context.Context, rows []row) (map[string]people.Person, error) {
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.MadeBy)
	}
	return people.NamesByIDs(ctx, s.DB, ids)
}

// Address is where the page of a letter stands.
func (s *Service) Address(l Letter) string {
	return s.PublicURL + "/requests/" + url.PathEscape(l.Number) + "/letters/" + url.PathEscape(l.ID)
}

// Print returns the printable copy of a letter. It refuses what Read refuses.
func (s *Service) Print(ctx context.Context, by authz.Actor, in ReadLetter) ([]byte, Letter, error) {
	l, err := s.Read(ctx, by, in)
	if err != nil {
		return nil, l, err
	}
	pdf, err := paper.Print(s.page(l))
	return pdf, l, err
}

// page is a letter as it is printed.
func (s *Service) page(l Letter) paper.Page {
	w := l.Words()
	p := paper.Page{Language: l.Language, From: l.Organisation, Title: l.Title, Reference: w.Reference + " " + l.Number, Day: w.Day(l.At.Time), Text: l.Body, Sign: w.Sign,
		Foot: w.Copy + " " + s.Address(l), Undrawn: w.Undrawn, At: l.At.Time}
	switch {
	case l.ReplacedBy != "":
		p.Notice = w.Replaced
	case l.Outdated != "":
		p.Notice = w.Outdated
	}
	return p
}

// Lacks returns the letters of a letter that its printed copy cannot show, with a space between them; "" is none.
func (s *Service) Lacks(l Letter) (string, error) { return s.page(l).Lacks() }
