package letters

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// WriteLetter says which letter is written in a case. Language is that of the letter; without it, the person's.
type WriteLetter struct {
	Number   string `path:"number" json:"-"`
	Template string `form:"template" query:"template" json:"template"`
	Language string `form:"language" query:"language" json:"language,omitempty"`
	Values   Values `form:"-" json:"values,omitzero"`
	FormValues
}

func (in WriteLetter) typed() map[string]string {
	if in.FormValues != (FormValues{}) {
		return Values(in.FormValues).byPlace()
	}
	return in.Values.byPlace()
}

// Gap is a place of a letter that no record fills. Typed places can be filled by hand.
type Gap struct {
	Place
	Value string // as it was typed
}

// Sheet is a letter that is being written: what it would say, and what it lacks.
type Sheet struct {
	Number, Subject string
	For             string // the name of the person
	Templates       []Template
	Template        Template // the one that was chosen; no ID: none
	Language        string
	Title           string
	Text            string
	Gaps            []Gap
	Missing         int    // of Gaps, those without a value
	May             error  // why the actor may not sign it, or nil
	Lacks           string // the letters of it that its printed copy cannot show, with a space between them

	basis basis
}

// gathered is what the records say for the places of a letter.
type gathered struct {
	words Words
	known map[string]string
	basis *basis
}

// Draft returns what a letter would say, with its gaps. It refuses who may not write letters in the case, and values that cannot be read.
func (s *Service) Draft(ctx context.Context, by authz.Actor, in WriteLetter) (Sheet, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, WriteLetters)
	if err != nil {
		return Sheet{}, err
	}
	if err := s.Desk.Opened(ctx, by, c); err != nil {
		return Sheet{}, err
	}
	out, err := s.sheet(ctx, s.DB, by, c, in)
	if err != nil {
		return out, err
	}
	out.Lacks, err = s.Lacks(Letter{Number: c.Number, Language: out.Language, Title: out.Title, Body: out.Text, Organisation: s.OrgName})
	return out, err
}

func (s *Service) sheet(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of, in WriteLetter) (Sheet, error) {
	out := Sheet{Number: c.Number, Subject: c.Subject}
	var err error
	if out.Templates, err = templates(ctx, q); err != nil {
		return out, err
	}
	p, err := people.ByID(ctx, q, c.ForPerson)
	if fault.KindOf(err) == fault.NotFound {
		return out, fault.New(fault.Conflict, "This case is for nobody that the directory knows, so no letter can be written.")
	}
	if err != nil {
		return out, err
	}
	out.For, out.Language = p.DisplayName(), in.Language
	if out.Language == "" {
		out.Language = p.Language
	}
	if in.Template == "" {
		return out, nil
	}
	for _, t := range out.Templates {
		if t.ID == in.Template {
			out.Template = t
		}
	}
	if out.Template.ID == "" {
		return out, fault.ForField("template", "There is no such template. Choose one of the list.")
	}
	if out.Template.Signer == "head" && !by.Has(authz.HRHead) {
		out.May = fault.New(fault.Forbidden, "Only the head of HR signs this letter.")
	}
	return out, s.fillIn(ctx, q, by, c, p, in, &out)
}

// fillIn puts what is known and what was typed into a sheet.
func (s *Service) fillIn(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of, p people.Person, in WriteLetter, out *Sheet) error {
	v := out.Template.In(out.Language)
	out.Language = v.Language
	g, err := s.gather(ctx, q, by, c, p, v.Language)
	if err != nil {
		return err
	}
	var f fault.Fields
	typed := in.typed()
	texts := map[string]string{}
	places := named(v.Title + "\n" + v.Body)
	out.basis = g.basis.of(places)
	for _, name := range places {
		place, _ := placeOf(name)
		text := g.known[name]
		if text == "" && place.Typed {
			gap := Gap{Place: place, Value: typed[name]}
			if gap.Value != "" {
				var wrong string
				if text, wrong = place.written(g.words, gap.Value); wrong != "" {
					f.Need(false, name, wrong)
				}
			}
			out.Gaps = append(out.Gaps, gap)
		} else if text == "" {
			out.Gaps = append(out.Gaps, Gap{Place: place})
		}
		if text == "" {
			out.Missing++
			text = "[" + locale.T(ctx, place.Label) + "]"
		}
		texts[name] = text
	}
	for name := range typed {
		f.Need(g.known[name] == "", name, "Our records say this already: %s. Have the record mended first, if it is wrong.", g.known[name])
	}
	value := func(name string) string { return texts[name] }
	out.Title, out.Text = fill(v.Title, value), fill(v.Body, value)
	return f.Err()
}

// gather reads what the records say about the person and the case.
func (s *Service) gather(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of, p people.Person, lang string) (gathered, error) {
	w, _ := WordsOf(lang)
	name := strings.TrimSpace(p.GivenName + " " + p.FamilyName)
	g := gathered{w, map[string]string{"person.name": name, "person.number": p.PersonnelNumber, "case.number": c.Number, "organisation.name": s.OrgName}, new(basis)}
	zone, err := time.LoadLocation(p.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	g.known["today"] = w.Day(s.DB.Now().In(zone))
	writer, err := people.ByID(ctx, q, by.PersonID)
	if err != nil {
		return g, fmt.Errorf("who writes a letter: %w", err)
	}
	g.known["hr.name"] = writer.DisplayName()
	card, err := people.CardOf(ctx, q, p.ID)
	if err != nil {
		return g, fmt.Errorf("facts for a letter: %w", err)
	}
	g.known["employment.position"], g.known["employment.unit"], g.known["employment.site"] = card.Position, card.Unit, card.Site
	g.day("employment.started", card.Since)
	g.day("employment.ended", card.Ended)
	if card.WeeklyHours > 0 {
		g.known["employment.hours"] = w.hours(card.WeeklyHours)
	}
	return g, s.decided(ctx, q, c.ID, zone, g)
}

func (g gathered) day(name, date string) {
	if t, err := time.Parse(time.DateOnly, date); err == nil {
		g.known[name] = g.words.Day(t)
	}
}

// decided adds what was decided and worked out in the case.
func (s *Service) decided(ctx context.Context, q store.Querier, caseID string, zone *time.Location, g gathered) error {
	if s.Decisions != nil {
		d, there, err := s.Decisions.Decided(ctx, q, caseID)
		if err != nil {
			return fmt.Errorf("decision for a letter: %w", err)
		}
		if there {
			maps.Copy(g.known, g.words.decided(d, d.At.In(zone)))
			g.basis.DecisionID = d.ID
		}
	}
	if s.Calculations != nil {
		sum, there, err := s.Calculations.Total(ctx, q, caseID)
		if err != nil {
			return fmt.Errorf("calculation for a letter: %w", err)
		}
		if there {
			g.known["calculation.total"] = g.words.Sum(sum)
			g.basis.CalculationVersion = sum.Version
		}
	}
	return nil
}

// lacking refuses a sheet with gaps: each is named.
func (sh Sheet) lacking() error {
	var f fault.Fields
	for _, gap := range sh.Gaps {
		switch {
		case gap.Value != "":
		case gap.Typed:
			f.Need(false, gap.Name, "The letter needs this, and no record has it: %s.", locale.M(gap.Label))
		default:
			f.Need(false, gap.Name, "The letter needs this, and it is not there yet: %s.", locale.M(gap.Label))
		}
	}
	return f.Err()
}

// Issue fills a letter in, checks that nothing is missing, and issues it: it stands in the case and in the personnel file, and the person is told. The same letter again is the one
// that there is; another one from the same template replaces it visibly.
func (s *Service) Issue(ctx context.Context, by authz.Actor, in WriteLetter) (Letter, error) {
	var id string
	err := s.Desk.Within(ctx, by, in.Number, WriteLetters, func(tx *store.Tx, c *desk.Upon) error {
		if in.Template == "" {
			return fault.ForField("template", "Choose a template.")
		}
		sheet, err := s.sheet(ctx, tx, by, c.Of, in)
		if err := errors.Join(err, sheet.May); err != nil {
			return err
		}
		if err := sheet.lacking(); err != nil {
			return err
		}
		id, err = s.issue(ctx, tx, by, c, sheet)
		return err
	})
	if err != nil {
		return Letter{}, err
	}
	return s.Read(ctx, by, ReadLetter{Number: in.Number, ID: id})
}

func (s *Service) issue(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, sh Sheet) (string, error) {
	earlier, err := store.All[row](ctx, tx, selectLetter+` WHERE case_id = $1 AND template_id = $2 ORDER BY version DESC`, c.ID, sh.Template.ID)
	if err != nil {
		return "", fmt.Errorf("earlier letters: %w", err)
	}
	version := 1
	if len(earlier) > 0 {
		if e := earlier[0]; e.Title == sh.Title && e.Body == sh.Text && e.Language == sh.Language && e.DecisionID == sh.basis.DecisionID && e.CalculationVersion == sh.basis.CalculationVersion {
			return e.ID, nil
		}
		version = earlier[0].Version + 1
	}
	id := ident.New()
	_, err = tx.Exec(ctx, `INSERT INTO letters_letter (id, case_id, person_id, template_id, version, kind, name, language, title, body, made_by, made_at, decision_id, calculation_version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		id, c.ID, c.ForPerson, sh.Template.ID, version, sh.Template.Kind, sh.Template.Name, sh.Language, sh.Title, sh.Text, by.PersonID, tx.Now(), sh.basis.DecisionID, sh.basis.CalculationVersion)
	if err != nil {
		return "", fmt.Errorf("issue letter: %w", err)
	}
	if err := s.file(ctx, tx, entryRow{PersonID: c.ForPerson, CaseID: c.ID, LetterID: id, Kind: "letter", FiledBy: by.PersonID}, sh.Template); err != nil {
		return "", err
	}
	tx.Publish(LetterIssued{CaseID: c.ID, LetterID: id})
	key := "%s issued a letter."
	if version > 1 {
		key = "%s issued a letter anew. It replaces the one before."
	}
	// HR alone: a manager who reads the conversation learns of no letter.
	if err := c.Happened(ctx, true, history.Happened(key, history.Whom(by.PersonID))); err != nil {
		return "", err
	}
	return id, c.Tell(ctx, "A letter is ready for you. You can read it, print it and download it.")
}
