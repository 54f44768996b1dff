package field

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// How what a case holds in a field is compared, for rules that ask by themselves.
const (
	Is       = "is"
	IsNot    = "not"      // something stands in it, and that is something else
	Contains = "contains" // words stand in it
	Least    = "least"    // a number, or a greater one
	Most     = "most"     // a number, or a smaller one
	Before   = "before"   // a date before this one
	After    = "after"    // a date after this one
	Within   = "within"   // a date between today and so many days from now, by the days of UTC
	HasAny   = "filled"   // something stands in it
	HasNone  = "empty"    // nothing stands in it, on a case of the service that asks for it
)

// Hows lists them in the order of a form.
func Hows() []string {
	return []string{Is, IsNot, Contains, Least, Most, Before, After, Within, HasAny, HasNone}
}

// maxDays is how far Within looks ahead.
const maxDays = 366

// hows are those that a field of a kind can be asked by.
func hows(kind string) []string {
	var all []string
	switch kind {
	case Text:
		all = []string{Is, Contains}
	case Long:
		all = []string{Contains}
	case Whole, Decimal, Money:
		all = []string{Is, Least, Most}
	case Date:
		all = []string{Is, Before, After, Within}
	case YesNo, Choice:
		all = []string{Is, IsNot}
	}
	return append(all, HasAny, HasNone)
}

// Meets is a question about what a case holds in a field. A case that holds health data meets none, so that nothing that follows from the answer tells of it.
type Meets struct{ Field, How, Text string }

// Check returns the question as it is kept, and its field; what is wrong with it is added to wrong, as the fields at, at_how and at_text. It refuses unknown fields, a way of comparing that the kind of
// the field does not have, and a text that is none of that kind.
func (m Meets) Check(ctx context.Context, q store.Querier, at string, wrong *fault.Fields) (Meets, Field, error) {
	if m.Field == "" {
		wrong.Need(strings.TrimSpace(m.Text) == "", at, "Choose the field that this is looked for in.")
		return Meets{}, Field{}, nil
	}
	f, found, err := find(ctx, q, m.Field)
	if err != nil {
		return m, f, err
	}
	wrong.Need(found, at, "There is no such field. Choose one of the list.")
	if !found {
		return m, f, nil
	}
	if wrong.Need(slices.Contains(hows(f.Kind), m.How), at+"_how", "“%s” cannot be compared in this way. Choose another one.", f.Label); !slices.Contains(hows(f.Kind), m.How) {
		return m, f, nil
	}
	m.Text = strings.TrimSpace(m.Text)
	if m.How == HasAny || m.How == HasNone {
		m.Text = ""
		return m, f, nil
	}
	if m.Text == "" {
		wrong.Need(false, at+"_text", "Say with what “%s” is compared.", f.Label)
		return m, f, nil
	}
	_, text := m.where(f, q.Now(), at+"_text", wrong)
	m.Text = text
	return m, f, nil
}

// Where is the condition on desk_case c that a case meets the question now. One that cannot be asked is met by none.
func (m Meets) Where(ctx context.Context, q store.Querier) (store.Where, error) {
	f, found, err := find(ctx, q, m.Field)
	if err != nil || !found {
		return store.Never, err
	}
	var wrong fault.Fields
	has, _ := m.where(f, q.Now(), "", &wrong)
	if wrong.Err() != nil || !slices.Contains(hows(f.Kind), m.How) {
		return store.Never, nil
	}
	of := store.Cond(`c.service_id = ? AND NOT c.health`, f.Service)
	holds := store.Where{SQL: `EXISTS (SELECT 1 FROM field_value v WHERE v.case_id = c.id AND v.field_id = ? AND (` + has.SQL + `))`, Args: append([]any{f.ID}, has.Args...)}
	if m.How == HasNone {
		holds = store.Not(holds)
	}
	return store.And(of, holds), nil
}

// where is the condition on field_value v, and the text as it is kept.
func (m Meets) where(f Field, now store.Time, at string, wrong *fault.Fields) (store.Where, string) {
	switch m.How {
	case HasAny, HasNone:
		return store.Always, ""
	case Contains:
		wrong.Need(utf8.RuneCountInString(m.Text) <= maxText, at, "Keep it to %d characters.", maxText)
		return contains(f, m.Text), m.Text
	case Within:
		n, err := strconv.Atoi(m.Text)
		wrong.Need(err == nil && n >= 0 && n <= maxDays, at, "Give a number of days from 0 to %d.", maxDays)
		today := calendar.DateOf(now.UTC())
		return store.Cond(`v.day >= ? AND v.day <= ?`, today, today.AddDays(n)), m.Text
	}
	sign := map[string]string{Is: "=", IsNot: "<>", Least: ">=", Most: "<=", Before: "<", After: ">"}[m.How]
	var bad fault.Fields
	has := f.compared(at, m.Text, sign, &bad)
	if *wrong = append(*wrong, bad...); len(bad) > 0 {
		return store.Never, m.Text
	}
	free := f
	free.least, free.most = nil, nil
	if value := free.read(m.Text, &bad); !value.None() {
		return has, value.Plain()
	}
	return has, m.Text
}

// escaped keeps what was typed from being a pattern.
var escaped = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// contains is the condition that words stand in a text; in a long one as they are typed, small or with a capital first.
func contains(f Field, words string) store.Where {
	if f.Kind != Long {
		return store.Cond(`v.folded LIKE ? ESCAPE '!'`, "%"+escaped.Replace(people.Fold(words))+"%")
	}
	small := strings.ToLower(words)
	first, size := utf8.DecodeRuneInString(small)
	var any []store.Where
	for _, form := range []string{words, small, strings.ToUpper(string(first)) + small[size:]} {
		any = append(any, store.Cond(`v.prose LIKE ? ESCAPE '!'`, "%"+escaped.Replace(form)+"%"))
	}
	return store.Or(any...)
}

// FilledSince is the condition on desk_case c that what it holds in a field was changed since a moment, after it was opened; field is an id, or "" for any. What was emptied is not seen. A case that holds
// health data meets it not.
func FilledSince(field string, since store.Time) store.Where {
	return store.Cond(`NOT c.health AND EXISTS (SELECT 1 FROM field_value v WHERE v.case_id = c.id AND (CAST(? AS text) = '' OR v.field_id = ?) AND v.set_at >= ? AND v.set_at > c.opened_at)`, field, field, since)
}

// All returns the fields of all services in the order of their forms, for pages of HR that name them: it asks nobody's rights.
func All(ctx context.Context, q store.Querier) ([]Field, error) {
	return readAll(ctx, q, new(store.Q).Add(`SELECT `+fieldColumns+` FROM field_field f ORDER BY f.service_id, f.place, f.id`))
}

// CaseFilled tells that what a case holds in some of its fields changed after it was opened. Fields are their ids; Event names the change.
type CaseFilled struct {
	CaseID, Event string
	Fields        []string
}

// FactName implements store.Fact.
func (CaseFilled) FactName() string { return "case.filled" }
