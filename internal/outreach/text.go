package outreach

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"hearth/internal/desk"
	"hearth/internal/desk/fill"
	"hearth/internal/letters"
	"hearth/internal/macro"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Text is what is written to those who read a language.
type Text struct {
	Language string `json:"language"` // a language tag
	Title    string `json:"title"`
	Body     string `json:"body"`
}

// The limits of a text, in characters; names and days still come into it.
const (
	MaxTitle = desk.MaxSubject - 50
	MaxBody  = macro.MaxText
)

// Placeholders lists those that a text may have: a case has no number, and nobody asked anything, before it is there.
func Placeholders() []string {
	return slices.DeleteFunc(fill.Names(), func(name string) bool { return name == fill.CaseNumber || name == fill.AskedOn })
}

// tidied are texts in order, without those in which nothing is written.
func tidied(texts []Text) (out []Text) {
	for _, t := range texts {
		t.Title, t.Body = strings.Join(strings.Fields(t.Title), " "), strings.TrimSpace(strings.ReplaceAll(t.Body, "\r\n", "\n"))
		if t.Title == "" && t.Body == "" {
			continue
		}
		if tag, err := language.Parse(strings.TrimSpace(t.Language)); err == nil {
			t.Language = tag.String()
		}
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(a, b Text) int { return strings.Compare(a.Language, b.Language) })
	return out
}

// checkTexts adds to f what is wrong with texts.
func checkTexts(texts []Text, dated bool, f *fault.Fields) {
	f.Need(len(texts) > 0, "texts", "Write the title and the text in one language at least.")
	f.Need(len(texts) <= macro.MaxTexts, "texts", "Write it in at most %d languages.", macro.MaxTexts)
	for i, t := range texts {
		if _, err := language.Parse(t.Language); err != nil {
			f.Need(false, "texts", "“%s” is no language that we know. Write a code such as en or de.", macro.Short(t.Language))
			continue
		}
		f.Need(i == 0 || texts[i-1].Language != t.Language, "texts", "There are two texts for %s. Keep one.", t.Language)
		f.Need(t.Title != "", "title_"+t.Language, "Say in a few words what it is about.")
		f.Need(utf8.RuneCountInString(t.Title) <= MaxTitle, "title_"+t.Language, "Keep the title to %d characters; the details go below.", MaxTitle)
		f.Need(t.Body != "", "text_"+t.Language, "Write what you ask or tell them.")
		f.Need(utf8.RuneCountInString(t.Body) <= MaxBody, "text_"+t.Language, "Keep the text to %d characters.", MaxBody)
		for field, text := range map[string]string{"title_" + t.Language: t.Title, "text_" + t.Language: t.Body} {
			for _, name := range append(fill.Unknown(text), fill.Left(text)...) {
				f.Need(slices.Contains(Placeholders(), name), field, "There is no placeholder {%s}. There are: {%s}.", macro.Short(name), strings.Join(Placeholders(), "}, {"))
				f.Need(name != fill.DueDate || dated, field, "Choose the day until when, or take {%s} out.", fill.DueDate)
			}
		}
	}
}

// writing is what the texts of a round are filled in from.
type writing struct {
	texts               []Text
	service, team, mine string // names
	until               string // a day, YYYY-MM-DD, or ""
}

// writingOf reads what is needed to write the messages of a round.
func (s *Service) writingOf(ctx context.Context, q store.Querier, r row) (writing, error) {
	w := writing{until: r.UntilDay}
	var err error
	if w.texts, err = texts(ctx, q, r.ID); err != nil {
		return w, err
	}
	if w.service, err = serviceName(ctx, q, r.ServiceID); err != nil {
		return w, err
	}
	if w.team, err = people.TeamName(ctx, q, r.TeamID); err != nil || r.PersonID == "" {
		return w, err
	}
	me, err := people.ByID(ctx, q, r.PersonID)
	w.mine = me.DisplayName()
	return w, err
}

func texts(ctx context.Context, q store.Querier, id string) ([]Text, error) {
	all, err := store.All[Text](ctx, q, `SELECT t.language, t.title, t.body FROM outreach_text t WHERE t.round_id = $1 ORDER BY t.language`, id)
	if err != nil {
		return nil, fmt.Errorf("read texts of a round: %w", err)
	}
	return all, nil
}

// to writes to a person, in their language where there is a text in it.
func (w writing) to(p people.Person, now store.Time) Example {
	bodies := macro.Macro{}
	for _, t := range w.texts {
		bodies.Texts = append(bodies.Texts, macro.Text{Language: t.Language, Body: t.Body})
	}
	chosen, fallback := bodies.In(p.Language)
	i := slices.IndexFunc(w.texts, func(t Text) bool { return t.Language == chosen.Language })
	values := map[string]string{fill.FirstName: p.FirstName(), fill.Name: p.DisplayName(), fill.Service: w.service, fill.MyName: w.mine, fill.Team: w.team, fill.Today: day(now.In(zoneOf(p)), chosen.Language)}
	if at, err := time.Parse(time.DateOnly, w.until); err == nil {
		values[fill.DueDate] = day(at, chosen.Language)
	}
	out := Example{Name: p.DisplayName(), Language: chosen.Language, Theirs: p.Language, Fallback: fallback}
	out.Title, _ = fill.Text(w.texts[max(i, 0)].Title, values)
	values[fill.Subject] = out.Title
	out.Body, _ = fill.Text(chosen.Body, values)
	return out
}

func day(at time.Time, lang string) string {
	if words, known := letters.WordsOf(lang); known {
		return words.Day(at)
	}
	return at.Format(time.DateOnly)
}

func zoneOf(p people.Person) *time.Location {
	zone, err := time.LoadLocation(p.TimeZone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// endOf is the last moment of a day where a person is; zero for no day.
func endOf(until string, p people.Person) store.Time {
	at, err := time.ParseInLocation(time.DateOnly, until, zoneOf(p))
	if err != nil {
		return store.Time{}
	}
	return store.At(at.AddDate(0, 0, 1).Add(-time.Microsecond))
}
