package macro

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/fill"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/tag"
)

// What a macro may be.
const (
	MaxName  = 60 // characters
	MaxText  = 10_000
	MaxTexts = 30 // languages
	MaxDays  = 60
	MostKept = 200 // of one person, and of one team
)

// Keep is a macro to be kept.
type Keep struct {
	Name  string `json:"name"`
	Team  string `json:"team,omitempty"` // whose it is; "" is one's own
	Texts []Text `json:"texts"`          // one at least; a text that is blank is left out
	Besides
}

// Keep keeps a new macro. The same twice is one. It refuses a missing or taken name, teams that by is not of, no text, a language twice or unknown, placeholders that there are not, a word
// that is no tag, waiting and closing at once, unknown outcomes and causes, and more than MostKept.
func (s *Service) Keep(ctx context.Context, by authz.Actor, in Keep) (Macro, error) {
	var out Macro
	err := s.keeping(ctx, by, &in, func(tx *store.Tx) error {
		mine, err := s.of(ctx, tx, by, in.Team)
		if err != nil {
			return err
		}
		for _, other := range mine {
			if people.Fold(other.Name) == people.Fold(in.Name) {
				if other.Besides == in.Besides && reflect.DeepEqual(other.Texts, in.Texts) {
					out = other
					return nil
				}
				return taken()
			}
		}
		if len(mine) >= MostKept {
			return fault.New(fault.Conflict, "There are %d macros here, as many as there can be. Remove one first.", MostKept)
		}
		out.ID = ident.New()
		if err := s.write(ctx, tx, by, out.ID, in); err != nil {
			return err
		}
		out, err = s.find(ctx, tx, by, out.ID)
		return err
	})
	return out, err
}

func taken() error {
	return fault.ForField("name", "There is a macro of this name here. Choose another name, or change that macro.")
}

// Change is what a macro becomes, as a whole.
type Change struct {
	ID string `path:"macro" json:"-"`
	Keep
	Mark string `json:"mark,omitempty" doc:"The mark of the macro that was read: when it is another by now, nothing is changed. Left out, nothing is compared."`
}

// mark is a print of all that a macro says and does.
func (in Keep) mark() string {
	parts := []string{in.Name, in.Team, in.Tag, strconv.Itoa(in.WaitDays), in.Outcome, in.Cause}
	for _, t := range in.Texts {
		parts = append(parts, t.Language, t.Body)
	}
	return ident.Mark(parts...)
}

// Change puts another macro in place of one. The same twice is once. It refuses what Keep refuses, a macro that by may not use, and with a Mark one that was changed since.
func (s *Service) Change(ctx context.Context, by authz.Actor, in Change) (Macro, error) {
	if _, err := s.Read(ctx, by, Find{ID: in.ID}); err != nil {
		return Macro{Texts: []Text{}}, err
	}
	var out Macro
	err := s.keeping(ctx, by, &in.Keep, func(tx *store.Tx) error {
		was, err := s.find(ctx, tx, by, in.ID)
		if err != nil {
			return err
		}
		if in.Mark != "" && in.Mark != was.Mark {
			if was.Mark == in.mark() { // what was sent before
				out = was
				return nil
			}
			return fault.New(fault.Conflict, "Somebody else changed this macro since you opened it. Look at what it is now; if yours is right, save it again.")
		}
		others, err := s.of(ctx, tx, by, in.Team)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(others, func(m Macro) bool { return m.ID != in.ID && people.Fold(m.Name) == people.Fold(in.Name) }) {
			return taken()
		}
		if was.Team != in.Team && len(others) >= MostKept {
			return fault.New(fault.Conflict, "There are %d macros here, as many as there can be. Remove one first.", MostKept)
		}
		if err := s.clear(ctx, tx, in.ID); err != nil {
			return err
		}
		if was.Team != in.Team { // it goes from one team to another, or to one person
			if err := s.record(ctx, tx, by, in.ID, was.Team); err != nil {
				return err
			}
		}
		if err := s.write(ctx, tx, by, in.ID, in.Keep); err != nil {
			return err
		}
		out, err = s.find(ctx, tx, by, in.ID)
		return err
	})
	return out, err
}

// Drop removes a macro, for all who used it. It refuses one that by may not use; one that is gone is not there.
func (s *Service) Drop(ctx context.Context, by authz.Actor, in Find) (Macro, error) {
	if err := s.Policy.May(by, KeepMacros, 0); err != nil {
		return Macro{Texts: []Text{}}, err
	}
	var out Macro
	err := s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if out, err = s.find(ctx, tx, by, in.ID); err != nil {
			return err
		}
		if err := s.clear(ctx, tx, in.ID); err != nil {
			return err
		}
		return s.record(ctx, tx, by, in.ID, out.Team)
	})
	return out, err
}

// keeping asks, puts in into order, checks it, and runs f in a transaction.
func (s *Service) keeping(ctx context.Context, by authz.Actor, in *Keep, f func(*store.Tx) error) error {
	if err := s.Policy.May(by, KeepMacros, 0); err != nil {
		return err
	}
	in.tidy()
	if err := in.check(ctx, s.DB, by); err != nil {
		return err
	}
	return s.DB.Tx(ctx, f)
}

func (in *Keep) tidy() {
	in.Name, in.Tag = strings.Join(strings.Fields(in.Name), " "), strings.Join(strings.Fields(in.Tag), " ")
	var texts []Text
	for _, t := range in.Texts {
		t.Body = strings.TrimSpace(strings.ReplaceAll(t.Body, "\r\n", "\n"))
		if t.Body == "" {
			continue
		}
		if tag, err := language.Parse(strings.TrimSpace(t.Language)); err == nil {
			t.Language = tag.String()
		}
		texts = append(texts, t)
	}
	slices.SortStableFunc(texts, func(a, b Text) int { return strings.Compare(a.Language, b.Language) })
	in.Texts = texts
}

func (in *Keep) check(ctx context.Context, q store.Querier, by authz.Actor) error {
	var f fault.Fields
	f.Need(in.Name != "", "name", "Give the macro a name, for example Certificate needed.")
	f.Need(utf8.RuneCountInString(in.Name) <= MaxName, "name", "Keep the name to %d characters.", MaxName)
	f.Need(in.Team == "" || slices.Contains(by.Teams, in.Team), "team", "Choose a team that you are in, or keep it for yourself.")
	f.Need(len(in.Texts) > 0, "texts", "Write the text in one language at least.")
	f.Need(len(in.Texts) <= MaxTexts, "texts", "Write it in at most %d languages.", MaxTexts)
	for i, t := range in.Texts {
		if _, err := language.Parse(t.Language); err != nil {
			f.Need(false, "texts", "“%s” is no language that we know. Write a code such as en or de.", Short(t.Language))
			continue
		}
		field := "text_" + t.Language
		f.Need(i == 0 || in.Texts[i-1].Language != t.Language, "texts", "There are two texts for %s. Keep one.", t.Language)
		f.Need(utf8.RuneCountInString(t.Body) <= MaxText, field, "Keep the text for %s to %d characters.", t.Language, MaxText)
		for _, name := range fill.Unknown(t.Body) {
			f.Need(false, field, "In the text for %s there is no placeholder {%s}. There are: {%s}.", t.Language, Short(name), strings.Join(fill.Names(), "}, {"))
		}
		if err := CheckFields(ctx, q, t.Body, field, &f); err != nil {
			return err
		}
	}
	return in.checkBesides(ctx, q, &f)
}

// checkBesides adds what is wrong with what the macro does besides to f, and returns all that is.
func (in *Keep) checkBesides(ctx context.Context, q store.Querier, f *fault.Fields) error {
	if in.Tag != "" {
		_, _, err := tag.Checked(in.Tag)
		if e := fault.As(err); e != nil {
			f.Need(false, "tag", e.Fields[0].Key, e.Fields[0].Args...)
		}
	}
	f.Need(in.WaitDays >= 0 && in.WaitDays <= MaxDays, "wait_days", "Let it wait for 1 to %d days, or leave this empty.", MaxDays)
	f.Need(in.WaitDays == 0 || in.Outcome == "", "outcome", "A case either waits or is closed. Choose one of the two.")
	f.Need(in.Outcome == "" || slices.Contains(desk.Outcomes(), in.Outcome), "outcome", "Choose an outcome: answered, done, withdrawn, duplicate or not for HR.")
	f.Need(in.Cause == "" || in.Outcome != "", "cause", "A cause goes with an outcome. Choose one, or leave the cause out.")
	if in.Cause != "" {
		causes, err := catalogue.Causes(ctx, q)
		if err != nil {
			return err
		}
		f.Need(in.Cause != catalogue.Other && slices.ContainsFunc(causes, func(c catalogue.Cause) bool { return c.ID == in.Cause }), "cause", "Choose a cause of the list that needs no words.")
	}
	return f.Err()
}

// Short is the beginning of what somebody wrote, for a sentence about it.
func Short(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}

// of are the macros of a team, or of by where team is "".
func (s *Service) of(ctx context.Context, tx *store.Tx, by authz.Actor, team string) ([]Macro, error) {
	whose := store.Cond(`m.team_id = ?`, team)
	if team == "" {
		whose = store.Cond(`m.owner_person = ?`, by.PersonID)
	}
	rows, err := store.Select[row](ctx, tx, new(store.Q).Add(selectRow).Where(whose).Add(` ORDER BY m.id`))
	if err != nil {
		return nil, fmt.Errorf("read macros: %w", err)
	}
	return s.present(ctx, tx, rows)
}

func (s *Service) clear(ctx context.Context, tx *store.Tx, id string) error {
	for _, sql := range []string{`DELETE FROM macro_text WHERE macro_id = $1`, `DELETE FROM macro_macro WHERE id = $1`} {
		if _, err := tx.Exec(ctx, sql, id); err != nil {
			return fmt.Errorf("remove macro: %w", err)
		}
	}
	return nil
}

func (s *Service) write(ctx context.Context, tx *store.Tx, by authz.Actor, id string, in Keep) error {
	var owner any
	if in.Team == "" {
		owner = by.PersonID
	}
	_, err := tx.Exec(ctx, `INSERT INTO macro_macro (id, owner_person, team_id, name, folded, tag, wait_days, outcome, cause_id, kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		id, owner, in.Team, in.Name, people.Fold(in.Name), in.Tag, in.WaitDays, in.Outcome, in.Cause, tx.Now())
	for _, t := range in.Texts {
		if err == nil {
			_, err = tx.Exec(ctx, `INSERT INTO macro_text (macro_id, language, body) VALUES ($1, $2, $3)`, id, t.Language, t.Body)
		}
	}
	if err != nil {
		return fmt.Errorf("keep macro: %w", err)
	}
	return s.record(ctx, tx, by, id, in.Team)
}

// record writes down who changed what a team says. One's own macros are one's own.
func (s *Service) record(ctx context.Context, tx *store.Tx, by authz.Actor, id, team string) error {
	if team == "" {
		return nil
	}
	return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(KeepMacros), Kind: "macro", Object: id, Team: team})
}
