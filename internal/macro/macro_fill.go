package macro

import (
	"context"
	"slices"
	"strings"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/fill"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/letters"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// In names a macro and a case that fills it in.
type In struct {
	Number string `path:"number" json:"-"`
	Macro  string `query:"macro" json:"-" doc:"The id of a macro; left out: only those that there are"`
}

// Choice is the macros that somebody may use in a case, and one as the case fills it in.
type Choice struct {
	Number string `json:"case"`
	Macros
	Filled *Filled `json:"filled"`                   // null where none was asked for
	Last   string  `json:"last_entry"`               // the id of the last entry of the case, for Seen of Send
	Call   bool    `json:"waits_for_call,omitempty"` // the customer waits for a call: what closes the case has to say that it takes its place
	Aware  string  `json:"aware,omitempty"`          // which answer is written together there, for Aware of Send; 0: none is
}

// Choose returns the macros that by may use in a case, with the one that in names filled in. It refuses what In refuses.
func (s *Service) Choose(ctx context.Context, by authz.Actor, in In) (Choice, error) {
	out := Choice{Number: in.Number, Macros: Macros{Items: []Macro{}}}
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, UseMacros)
	if err != nil {
		return out, err
	}
	out.Number = c.Number
	if out.Last, err = meanwhile.Last(ctx, s.DB, c.ID); err != nil {
		return out, err
	}
	if out.Call, err = s.Waited(ctx, s.DB, c.ID); err != nil {
		return out, err
	}
	if out.Aware, err = s.Aware(ctx, by, c.Number); err != nil {
		return out, err
	}
	if out.Macros, err = s.List(ctx, by, List{}); err != nil || in.Macro == "" {
		return out, err
	}
	filled, err := s.In(ctx, by, in)
	out.Filled = &filled
	return out, err
}

// Filled is a macro as a case fills it in.
type Filled struct {
	Macro    string   `json:"macro"`
	Name     string   `json:"name"`
	Case     string   `json:"case"`
	Text     string   `json:"text"`
	Language string   `json:"language"` // of the text
	Theirs   string   `json:"their_language"`
	Fallback bool     `json:"fallback"` // the macro has no text in Theirs
	Withheld bool     `json:"withheld"` // others read the conversation besides who asked: what stands in fields is not put in
	Missing  []string `json:"missing"`  // placeholders that have no value in this case: they stand in Text, which is not sent so
	Besides
	WaitsUntil store.Time `json:"waits_until"` // of a macro that waits: if it is sent now
	First      string     `json:"-"`           // how to address who asked
}

// In fills a macro in from a case, in the language of who asked. It refuses who may not read and write there, and a macro that by may not use. It is an opening of the case.
func (s *Service) In(ctx context.Context, by authz.Actor, in In) (Filled, error) {
	return s.in(ctx, by, in, s.Desk.Opened)
}

// OnPage is In for a page or a form of the case, which by opened already.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, in In) (Filled, error) {
	return s.in(ctx, by, in, func(context.Context, authz.Actor, desk.Of) error { return nil })
}

func (s *Service) in(ctx context.Context, by authz.Actor, in In, opened func(context.Context, authz.Actor, desk.Of) error) (Filled, error) {
	out := Filled{Missing: []string{}}
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, UseMacros)
	if err != nil {
		return out, err
	}
	m, err := s.find(ctx, s.DB, by, in.Macro)
	if err != nil {
		return out, err
	}
	if err := opened(ctx, by, c); err != nil {
		return out, err
	}
	return s.Fill(ctx, s.DB, by, c, m)
}

// Fill fills m in from a case that was found for by, with a fixed number of reads.
func (s *Service) Fill(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of, m Macro) (Filled, error) {
	facts, err := s.FactsOf(ctx, q, by, c)
	if err != nil {
		return Filled{Missing: []string{}}, err
	}
	t, fallback := m.In(facts.Language)
	out := Filled{Macro: m.ID, Name: m.Name, Case: c.Number, Language: t.Language, Theirs: facts.Language, Fallback: fallback, Besides: m.Besides, First: facts.First}
	if m.WaitDays > 0 {
		out.WaitsUntil = store.At(q.Now().AddDate(0, 0, m.WaitDays))
	}
	out.Text, out.Missing = facts.Fill(t.Body, t.Language)
	out.Withheld = facts.Withheld(out.Missing) != ""
	return out, nil
}

// In is the text in a language, or else in the language that it is a kind of, or else in English, or else the first that there is.
func (m Macro) In(lang string) (t Text, fallback bool) {
	base, _, _ := strings.Cut(lang, "-")
	for i, want := range []string{lang, base, "en"} {
		if at := slices.IndexFunc(m.Texts, func(t Text) bool { return t.Language == want }); at >= 0 {
			return m.Texts[at], i == 2 && base != "en"
		}
	}
	if len(m.Texts) == 0 {
		return Text{Language: "en"}, true
	}
	return m.Texts[0], true
}

// Facts are what a case says in place of placeholders, for one of HR who reads it.
type Facts struct {
	Language, First, Name string // of who asked
	values                map[string]string
	days                  map[string]time.Time
	held                  []held // that who asked reads
	overheard             bool   // others read the conversation besides: then nothing of held is put in
}

// FactsOf reads what the case c says, which was found for by.
func (s *Service) FactsOf(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of) (Facts, error) {
	all, err := people.ByIDs(ctx, q, []string{c.ByPerson, by.PersonID})
	if err != nil {
		return Facts{}, err
	}
	asks, me := all[c.ByPerson], all[by.PersonID]
	zone, err := time.LoadLocation(asks.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	service, err := catalogue.Find(ctx, q, c.ServiceID)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return Facts{}, err
	}
	teams, err := people.Teams(ctx, q)
	if err != nil {
		return Facts{}, err
	}
	f := Facts{Language: asks.Language, First: asks.FirstName(), Name: asks.DisplayName(), days: map[string]time.Time{fill.AskedOn: c.OpenedAt.In(zone), fill.Today: q.Now().In(zone)},
		values: map[string]string{fill.FirstName: asks.FirstName(), fill.Name: asks.DisplayName(), fill.CaseNumber: c.Number, fill.Subject: c.Subject, fill.Service: service.Name, fill.MyName: me.DisplayName()}}
	if f.Language == "" {
		f.Language = "en" // of who was erased
	}
	if i := slices.IndexFunc(teams, func(t people.Team) bool { return t.ID == c.TeamID }); i >= 0 {
		f.values[fill.Team] = teams[i].Name
	}
	if f.overheard = c.Overheard; service.Asks && !f.overheard {
		if f.held, err = said(ctx, q, c); err != nil {
			return f, err
		}
	}
	due, err := s.due(ctx, q, c.ID)
	if err == nil && !due.IsZero() {
		f.days[fill.DueDate] = due.In(zone)
	}
	return f, err
}

// due is when the case is to be settled, or its next word is due: what its requester reads as well. Zero is no date. The first answer is none: whoever writes gives it.
func (s *Service) due(ctx context.Context, q store.Querier, caseID string) (store.Time, error) {
	running, err := s.Promises.Running(ctx, q, desk.OwnerKind, []string{caseID})
	if err != nil {
		return store.Time{}, err
	}
	for _, kind := range []string{promise.Decision, promise.NextWord} {
		for _, p := range running[caseID] {
			if p.Kind == kind && p.DueAt.After(q.Now()) {
				return p.DueAt, nil
			}
		}
	}
	return store.Time{}, nil
}

// Fill fills in a text, which is in a language.
func (f Facts) Fill(text, lang string) (filled string, missing []string) {
	values := map[string]string{}
	for name, value := range f.values {
		values[name] = value
	}
	words, known := letters.WordsOf(lang)
	for name, at := range f.days {
		if values[name] = at.Format(time.DateOnly); known {
			values[name] = words.Day(at)
		}
	}
	for _, h := range f.held {
		values[fill.Field(h.Key)] = written(h, words, known)
	}
	filled, missing = fill.Text(text, values)
	if missing == nil {
		missing = []string{}
	}
	return filled, missing
}
