package letters

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// The longest texts of a template, in characters, and the longest retention in months.
const (
	MaxTitle     = 120
	MaxText      = 10_000
	maxRetention = 600
)

// Kinds are the kinds of letter, with the message key of each.
var kinds = []struct{ Kind, Label string }{
	{"employment", "Employment confirmation"}, {"reference", "Confirmation for a bank or a landlord"}, {"decision", "Decision letter"}, {"repayment", "Repayment agreement"},
}

// Kinds returns the kinds of letter.
func Kinds() (all []string) {
	for _, k := range kinds {
		all = append(all, k.Kind)
	}
	return all
}

// KindLabel is the message key of a kind.
func KindLabel(kind string) string {
	for _, k := range kinds {
		if k.Kind == kind {
			return k.Label
		}
	}
	return kind
}

// Version is a template in one language.
type Version struct {
	Language string `json:"language"`
	Title    string `json:"title"`
	Body     string `json:"body"`
}

// Template is what letters are made from: paragraphs with places in two braces.
type Template struct {
	ID              string    `json:"id"`
	Name            string    `json:"name"`
	Kind            string    `json:"kind"`
	RetentionMonths int       `json:"retention_months"`
	RetentionReason string    `json:"retention_reason"`
	Signer          string    `json:"signer"` // agent or head: who may sign
	Versions        []Version `json:"versions"`
}

// In returns the template in a language, or else in English, or else the first that there is.
func (t Template) In(lang string) Version {
	w, _ := WordsOf(lang)
	for _, want := range []string{w.Language, "en"} {
		if i := slices.IndexFunc(t.Versions, func(v Version) bool { return v.Language == want }); i >= 0 {
			return t.Versions[i]
		}
	}
	return t.Versions[0]
}

// SaveTemplate is a template as it shall be. A version without title and text is left out.
type SaveTemplate struct {
	ID              string    `path:"id" json:"-"`
	Name            string    `form:"name" json:"name"`
	Kind            string    `form:"kind" json:"kind"`
	RetentionMonths int       `form:"retention_months" json:"retention_months"`
	RetentionReason string    `form:"retention_reason" json:"retention_reason"`
	Signer          string    `form:"signer" json:"signer"`
	Versions        []Version `form:"-" json:"versions"`
	EN              string    `form:"text_en" json:"-"` // of a form: each version with its title as the first line
	DE              string    `form:"text_de" json:"-"`
	SV              string    `form:"text_sv" json:"-"`
	PT              string    `form:"text_pt" json:"-"`
	PL              string    `form:"text_pl" json:"-"`
}

// Typed are the versions, of a form too.
func (in SaveTemplate) Typed() []Version {
	all := slices.Clone(in.Versions)
	for i, text := range []string{in.EN, in.DE, in.SV, in.PT, in.PL} {
		title, body, _ := strings.Cut(strings.TrimSpace(text), "\n")
		all = append(all, Version{Languages()[i].Language, title, body})
	}
	return all
}

var slug = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

// SaveTemplate checks a template and keeps it instead of the one with its id. It refuses unknown places, and languages that do not name the same ones. Letters that were issued stay as
// they are.
func (s *Service) SaveTemplate(ctx context.Context, by authz.Actor, in SaveTemplate) (Template, error) {
	if err := s.Policy.May(by, KeepTemplates, 0); err != nil {
		return Template{}, err
	}
	t := Template{ID: in.ID, Name: strings.TrimSpace(in.Name), Kind: in.Kind, RetentionMonths: in.RetentionMonths, RetentionReason: strings.TrimSpace(in.RetentionReason), Signer: in.Signer, Versions: []Version{}}
	for _, v := range in.Typed() {
		v.Title, v.Body = strings.TrimSpace(v.Title), strings.TrimSpace(strings.ReplaceAll(v.Body, "\r\n", "\n"))
		if v.Title != "" || v.Body != "" {
			t.Versions = append(t.Versions, v)
		}
	}
	if err := t.check(); err != nil {
		return t, err
	}
	return t, s.DB.Tx(ctx, func(tx *store.Tx) error { return s.saveTemplate(ctx, tx, by, t) })
}

func (s *Service) saveTemplate(ctx context.Context, tx *store.Tx, by authz.Actor, t Template) error {
	var who any
	if by.PersonID != "" {
		who = by.PersonID
	}
	_, err := tx.Exec(ctx, `INSERT INTO letters_template (id, name, kind, retention_months, retention_reason, signer, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (id) DO UPDATE SET name = $2, kind = $3, retention_months = $4, retention_reason = $5, signer = $6, changed_at = $7, changed_by = $8`,
		t.ID, t.Name, t.Kind, t.RetentionMonths, t.RetentionReason, t.Signer, tx.Now(), who)
	if err == nil {
		_, err = tx.Exec(ctx, `DELETE FROM letters_text WHERE template_id = $1`, t.ID)
	}
	for _, v := range t.Versions {
		if err == nil {
			_, err = tx.Exec(ctx, `INSERT INTO letters_text (template_id, language, title, body) VALUES ($1, $2, $3, $4)`, t.ID, v.Language, v.Title, v.Body)
		}
	}
	if err != nil {
		return fmt.Errorf("save template %s: %w", t.ID, err)
	}
	return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(KeepTemplates), Kind: "letter template", Object: t.ID})
}

func (t Template) check() error {
	var f fault.Fields
	f.Need(slug.MatchString(t.ID), "id", "Use small letters, digits and hyphens for the short name, such as bank-confirmation.")
	f.Need(t.Name != "" && utf8.RuneCountInString(t.Name) <= MaxTitle, "name", "Give the template a name of up to %d characters.", MaxTitle)
	f.Need(slices.Contains(Kinds(), t.Kind), "kind", "Choose what kind of letter it is.")
	f.Need(t.RetentionMonths >= 1 && t.RetentionMonths <= maxRetention, "retention_months", "Say for how many months letters are kept, from 1 to %d.", maxRetention)
	f.Need(t.RetentionReason != "" && utf8.RuneCountInString(t.RetentionReason) <= 500, "retention_reason", "Say in up to %d characters why they are kept so long: the person reads it.", 500)
	f.Need(t.Signer == "agent" || t.Signer == "head", "signer", "Choose who may sign: whoever works on the case, or the head of HR.")
	f.Need(len(t.Versions) > 0, "versions", "Write the letter in one language at least.")
	t.checkVersions(&f)
	return f.Err()
}

func (t Template) checkVersions(f *fault.Fields) {
	seen := map[string]bool{}
	for i, v := range t.Versions {
		field := "text_" + v.Language
		w, ok := WordsOf(v.Language)
		f.Need(ok && w.Language == v.Language && !seen[v.Language], "versions", "Each language stands once, and is one of en, de, sv, pt and pl.")
		seen[v.Language] = true
		f.Need(v.Title != "" && utf8.RuneCountInString(v.Title) <= MaxTitle, field, "%s: give the letter a title of up to %d characters.", w.Name, MaxTitle)
		f.Need(v.Body != "" && utf8.RuneCountInString(v.Body) <= MaxText, field, "%s: write the letter, in up to %d characters.", w.Name, MaxText)
		f.Need(!stray(v.Title+v.Body), field, "%s: a place begins with two braces and ends with two, such as {{person.name}}.", w.Name)
		for _, name := range named(v.Title + "\n" + v.Body) {
			_, known := placeOf(name)
			f.Need(known, field, "%s: there is no {{%s}}. There are: %s.", w.Name, name, placeNames())
		}
		if i == 0 {
			continue
		}
		first, _ := WordsOf(t.Versions[0].Language)
		if only := lacks(t.Versions[0], v); len(only) > 0 {
			f.Need(false, field, "%s lacks {{%s}}, which %s has. Each language says the same.", w.Name, strings.Join(only, "}}, {{"), first.Name)
		}
		if only := lacks(v, t.Versions[0]); len(only) > 0 {
			f.Need(false, field, "%s lacks {{%s}}, which %s has. Each language says the same.", first.Name, strings.Join(only, "}}, {{"), w.Name)
		}
	}
}

// lacks returns the places of a that b does not name.
func lacks(a, b Version) (only []string) {
	there := named(b.Title + "\n" + b.Body)
	for _, name := range named(a.Title + "\n" + a.Body) {
		if !slices.Contains(there, name) {
			only = append(only, name)
		}
	}
	return only
}

func placeNames() string {
	var all []string
	for _, p := range Places() {
		all = append(all, p.Name)
	}
	return strings.Join(all, ", ")
}

// Nothing is the input of what needs none.
type Nothing struct{}

// Templates is all templates.
type Templates struct {
	Items  []Template `json:"items"`
	Places []Place    `json:"places"`
}

// Templates returns all templates by name, and what they may name.
func (s *Service) Templates(ctx context.Context, by authz.Actor, _ Nothing) (Templates, error) {
	out := Templates{Items: []Template{}, Places: Places()}
	if err := s.Policy.May(by, ReadTemplates, 0); err != nil {
		return out, err
	}
	all, err := templates(ctx, s.DB)
	out.Items = append(out.Items, all...)
	return out, err
}

// ReadTemplate names a template.
type ReadTemplate struct {
	ID string `path:"id" json:"-"`
}

// ReadTemplate returns a template.
func (s *Service) ReadTemplate(ctx context.Context, by authz.Actor, in ReadTemplate) (Template, error) {
	if err := s.Policy.May(by, ReadTemplates, 0); err != nil {
		return Template{}, err
	}
	t, err := templateOf(ctx, s.DB, in.ID)
	if errors.Is(err, store.ErrNone) {
		return t, fault.New(fault.NotFound, "There is no such template.")
	}
	return t, err
}

type templateRow struct {
	ID, Name, Kind  string
	RetentionMonths int
	RetentionReason string
	Signer          string
}

type textRow struct{ TemplateID, Language, Title, Body string }

func templates(ctx context.Context, q store.Querier) (all []Template, err error) {
	rows, err := store.All[templateRow](ctx, q, `SELECT id, name, kind, retention_months, retention_reason, signer FROM letters_template ORDER BY name, id`)
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	texts, err := store.All[textRow](ctx, q, `SELECT template_id, language, title, body FROM letters_text`)
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	for _, r := range rows {
		t := Template{r.ID, r.Name, r.Kind, r.RetentionMonths, r.RetentionReason, r.Signer, []Version{}}
		for _, w := range Languages() {
			for _, x := range texts {
				if x.TemplateID == r.ID && x.Language == w.Language {
					t.Versions = append(t.Versions, Version{x.Language, x.Title, x.Body})
				}
			}
		}
		all = append(all, t)
	}
	return all, nil
}

// templateOf finds a template, or store.ErrNone.
func templateOf(ctx context.Context, q store.Querier, id string) (Template, error) {
	all, err := templates(ctx, q)
	if err != nil {
		return Template{}, err
	}
	if i := slices.IndexFunc(all, func(t Template) bool { return t.ID == id }); i >= 0 {
		return all[i], nil
	}
	return Template{}, store.ErrNone
}
