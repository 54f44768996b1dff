package follow

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// most is how many colleagues one note mentions.
const most = 10

// Write is desk.Write, and tells the colleagues whom an internal note mentions as "@Marta" or "@Marta Kowalczyk". It refuses what desk.Write refuses and, before anything is kept, a note that
// mentions somebody who does not read the case, a first name of several who do, and more than ten people. What is nobody's name is no mention. Messages to the requester mention nobody.
func (s *Service) Write(ctx context.Context, by authz.Actor, in desk.Write) (desk.Entry, error) {
	if !in.Internal || !strings.Contains(in.Body, "@") {
		return s.Desk.Write(ctx, by, in)
	}
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, FollowCase)
	if err != nil {
		return s.Desk.Write(ctx, by, in) // which refuses it in its own words
	}
	ids, err := s.mentioned(ctx, by, c, in.Body)
	if err != nil {
		return desk.Entry{}, err
	}
	if len(ids) == 0 {
		return s.Desk.Write(ctx, by, in)
	}
	return s.Desk.Write(store.WithCheck(ctx, func(ctx context.Context, tx *store.Tx) error { return s.mention(ctx, tx, c, ids) }), by, in)
}

// mention keeps that people were mentioned, and tells them, in the transaction of the note. Those who lost the case since it was asked are told nothing.
func (s *Service) mention(ctx context.Context, tx *store.Tx, c desk.Of, ids []string) error {
	for _, id := range ids {
		p, may, err := s.able(ctx, tx, id, c.Number)
		if err != nil {
			return err
		}
		if !may {
			return unseeing(p)
		}
		one := ident.New()
		if _, err := tx.Exec(ctx, `INSERT INTO follow_mention (id, case_id, case_number, person_id, at) VALUES ($1, $2, $3, $4, $5)`, one, c.ID, c.Number, id, tx.Now()); err != nil {
			return fmt.Errorf("mention: %w", err)
		}
		if err := s.write(ctx, tx, p, news{caseID: c.ID, number: c.Number, what: mentioned, key: one}); err != nil {
			return err
		}
	}
	return nil
}

func unseeing(p people.Person) error {
	return fault.ForField("body", "%s does not see this case, so nobody was told and the note is not kept. See to access for them first: give them the case or name them for it. Or write the name without @.", p.DisplayName())
}

// mentioned returns the ids of the colleagues whom a note mentions, each once and never who writes it.
func (s *Service) mentioned(ctx context.Context, by authz.Actor, c desk.Of, body string) (ids []string, err error) {
	hr, err := people.Holders(ctx, s.DB, authz.Agent, authz.HRHead, authz.ConcernHandler)
	if err != nil {
		return nil, err
	}
	for _, text := range marked(body) {
		p, err := s.one(ctx, c, named(hr, text))
		if err != nil {
			return nil, err
		}
		if p.ID != "" && p.ID != by.PersonID && !slices.Contains(ids, p.ID) {
			ids = append(ids, p.ID)
		}
	}
	if len(ids) > most {
		return nil, fault.ForField("body", "Mention at most %d colleagues in one note.", most)
	}
	return ids, nil
}

// marked are the beginnings of what stands after each @ that begins a word, folded word by word.
func marked(body string) (all [][]string) {
	before := ' '
	for i, r := range body {
		if r == '@' && !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			rest := body[i+1:]
			if cut := strings.IndexAny(rest, "\n@"); cut >= 0 {
				rest = rest[:cut]
			}
			words := strings.FieldsFunc(rest[:min(len(rest), 200)], func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' && r != '\'' && r != '’'
			})
			if first, _ := firstRune(rest); len(words) > 0 && unicode.IsLetter(first) {
				for j := range words {
					words[j] = people.Fold(words[j])
				}
				all = append(all, words)
			}
		}
		before = r
	}
	return all
}

func firstRune(text string) (rune, bool) {
	for _, r := range text {
		return r, true
	}
	return 0, false
}

// named are the colleagues whose whole name text begins with or, where there is none, whose first name it does.
func named(hr []people.Person, text []string) (found []people.Person) {
	begins := func(name string) bool {
		words := strings.FieldsFunc(name, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' && r != '\'' && r != '’'
		})
		if len(words) == 0 || len(words) > len(text) {
			return false
		}
		for i, w := range words {
			if people.Fold(w) != text[i] {
				return false
			}
		}
		return true
	}
	for _, of := range []func(people.Person) string{people.Person.DisplayName, people.Person.FirstName} {
		for _, p := range hr {
			if begins(of(p)) {
				found = append(found, p)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// one is the colleague who is meant among some of one name: the only one who reads the case.
func (s *Service) one(ctx context.Context, c desk.Of, all []people.Person) (people.Person, error) {
	var able []people.Person
	for _, p := range all {
		p, may, err := s.able(ctx, s.DB, p.ID, c.Number)
		if err != nil {
			return p, err
		}
		if may {
			able = append(able, p)
		}
	}
	switch {
	case len(all) == 0:
		return people.Person{}, nil
	case len(able) == 0:
		return people.Person{}, unseeing(all[0])
	case len(able) > 1:
		return people.Person{}, fault.ForField("body", "Several colleagues are called %s. Write the whole name, for example @%s.", able[0].FirstName(), able[0].DisplayName())
	}
	return able[0], nil
}

// Colleagues asks for those who can be mentioned in a case.
type Colleagues struct {
	Number string `path:"number" json:"-"`
	Q      string `query:"q" json:"-" doc:"How a name begins; left out: the first by name"`
}

// Reachable are colleagues who can be mentioned.
type Reachable struct {
	Number string    `json:"case"`
	Items  []Watcher `json:"items"`
}

// offered is how many colleagues are offered at once.
const offered = 8

// Colleagues returns those of HR who read the case and whose name, or a part of it, begins as asked, by name, eight at most: what is offered after @. It refuses what OfCase refuses.
func (s *Service) Colleagues(ctx context.Context, by authz.Actor, in Colleagues) (Reachable, error) {
	out := Reachable{Number: in.Number, Items: []Watcher{}}
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, FollowCase)
	if err != nil {
		return out, err
	}
	out.Number = c.Number
	hr, err := people.Holders(ctx, s.DB, authz.Agent, authz.HRHead, authz.ConcernHandler)
	if err != nil {
		return out, err
	}
	begin := people.Fold(in.Q)
	for _, p := range hr {
		name := people.Fold(p.DisplayName())
		if p.ID == by.PersonID || !strings.HasPrefix(name, begin) && !strings.Contains(name, " "+begin) {
			continue
		}
		p, may, err := s.able(ctx, s.DB, p.ID, c.Number)
		if err != nil {
			return out, err
		}
		if may {
			out.Items = append(out.Items, Watcher{p.ID, p.DisplayName()})
		}
		if len(out.Items) == offered {
			break
		}
	}
	return out, nil
}
