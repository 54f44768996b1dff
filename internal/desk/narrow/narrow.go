// Package narrow is what lists of cases may be narrowed by besides the view, the service, the team and the channel, as conditions of SQL on desk_case c. Nothing in it names a
// colleague: a list may be narrowed to what is one's own, nobody's or somebody's.
package narrow

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// More is what a list is narrowed by; "" leaves a field out. It is embedded in what asks for a list.
type More struct {
	Priority     string `query:"priority" json:"-" doc:"high, normal or low"`
	Sensitivity  string `query:"sensitivity" json:"-" doc:"open, team or named"`
	Site         string `query:"site" json:"-" doc:"The name of a site"`
	Group        string `query:"group" json:"-" doc:"Who asks: employees, managers, hr or outside"`
	Language     string `query:"language" json:"-" doc:"The language of the request, for example sv"`
	Due          string `query:"due" json:"-" doc:"late, today (before tomorrow), tomorrow (before the day after), day (within 24 hours) or week (within 7 days)"`
	DueFrom      string `query:"due_from" json:"-" doc:"The first day on which it is due: a date such as 2026-12-31, today, or days from today such as 3d"`
	DueTo        string `query:"due_to" json:"-" doc:"The last day on which it is due"`
	Opened       string `query:"opened" json:"-" doc:"When it was opened: today, yesterday, week (the last 7 days), month (the last 30 days) or older"`
	OpenedFrom   string `query:"opened_from" json:"-" doc:"The first day on which it was opened: a date such as 2026-12-31, today, or days from today such as -7d"`
	OpenedTo     string `query:"opened_to" json:"-" doc:"The last day on which it was opened"`
	Last         string `query:"last" json:"-" doc:"When somebody wrote last: today, yesterday, week, month, or quiet3, quiet7, quiet30 (nobody for so many days)"`
	LastFrom     string `query:"last_from" json:"-" doc:"The first day of the last word, as opened_from"`
	LastTo       string `query:"last_to" json:"-" doc:"The last day of the last word"`
	Answered     string `query:"answered" json:"-" doc:"When it was answered: today, yesterday, week, month or older"`
	AnsweredFrom string `query:"answered_from" json:"-" doc:"The first day on which it was answered, as opened_from"`
	AnsweredTo   string `query:"answered_to" json:"-" doc:"The last day on which it was answered"`
	UntilFrom    string `query:"until_from" json:"-" doc:"The first day until which it waits, as due_from"`
	UntilTo      string `query:"until_to" json:"-" doc:"The last day until which it waits"`
	Watched      string `query:"watched" json:"-" doc:"me: those that you watch. For HR"`
	Outcome      string `query:"outcome" json:"-" doc:"answered, done, decided, withdrawn, duplicate or not_for_hr"`
	Cause        string `query:"cause" json:"-" doc:"The id of a cause. For HR"`
	Tag          string `query:"tag" json:"-" doc:"The word of a tag, or its id. For HR"`
	Waits        string `query:"waits" json:"-" doc:"For whom it waits: hr, customer, manager, outside or date"`
	Calls        string `query:"calls" json:"-" doc:"asked: somebody asked to be called"`
	Law          string `query:"law" json:"-" doc:"runs: a law says until when it has to be decided, and it is not"`
	Title        string `query:"title" json:"-" doc:"Words in the title"`
	Owner        string `query:"owner" json:"-" doc:"me, nobody or somebody"`
	Field        string `query:"field" json:"-" doc:"The id of a field that a service asks for, such as leave.weeks. For HR"`
	FieldIs      string `query:"field_is" json:"-" doc:"What stands in it: words, a number, a date such as 2026-12-31, yes or no. Without this and the two below: anything"`
	FieldFrom    string `query:"field_from" json:"-" doc:"The least number or the first date in it"`
	FieldTo      string `query:"field_to" json:"-" doc:"The greatest number or the last date in it"`
	Sort         string `query:"sort" json:"-" doc:"due, newest, oldest or latest; left out: as the view is sorted"`
}

// The owners, and the orders, that a list may ask for.
const (
	Me, Nobody, Somebody     = "me", "nobody", "somebody"
	SortDue, SortNewest      = "due", "newest"
	SortOldest, SortLatest   = "oldest", "latest"
	DueLate, DueDay, DueWeek = "late", "day", "week"
	CallsAsked, WaitsForHR   = "asked", "hr"
	LawRuns                  = "runs"
	maxTitle                 = 200
)

// choices are what the fields with few values take, in the order of a form.
var choices = map[string][]string{
	"priority": {"high", "normal", "low"}, "sensitivity": {"open", "team", "named"}, "group": {people.Employees, people.Leads, people.HRCustomers, people.FromOutside},
	"due": {DueLate, Today, Tomorrow, DueDay, DueWeek}, "opened": {Today, Yesterday, Week, Month, Older}, "answered": {Today, Yesterday, Week, Month, Older}, "watched": {Me}, "last": {Today, Yesterday, Week, Month, Quiet3, Quiet7, Quiet30},
	"outcome": {"answered", "done", "decided", "withdrawn", "duplicate", "not_for_hr"}, "waits": append([]string{WaitsForHR}, record.Waits()...), "calls": {CallsAsked}, "law": {LawRuns}, "owner": {Me, Nobody, Somebody},
	"sort": {SortDue, SortNewest, SortOldest, SortLatest},
}

// Choices returns the values that a field takes, or nil where it takes any text.
func Choices(field string) []string { return slices.Clone(choices[field]) }

// fields are those of m by the name that an address has for them.
func (m *More) fields() map[string]*string {
	return map[string]*string{"priority": &m.Priority, "sensitivity": &m.Sensitivity, "site": &m.Site, "group": &m.Group, "language": &m.Language, "due": &m.Due, "waits": &m.Waits,
		"calls": &m.Calls, "law": &m.Law, "title": &m.Title, "owner": &m.Owner, "sort": &m.Sort, "field": &m.Field, "field_is": &m.FieldIs, "field_from": &m.FieldFrom, "field_to": &m.FieldTo,
		"due_from": &m.DueFrom, "due_to": &m.DueTo, "opened": &m.Opened, "opened_from": &m.OpenedFrom, "opened_to": &m.OpenedTo, "last": &m.Last, "last_from": &m.LastFrom, "last_to": &m.LastTo,
		"answered": &m.Answered, "answered_from": &m.AnsweredFrom, "answered_to": &m.AnsweredTo, "until_from": &m.UntilFrom, "until_to": &m.UntilTo, "watched": &m.Watched,
		"outcome": &m.Outcome, "cause": &m.Cause, "tag": &m.Tag}
}

// Values are the fields of m that say something, as an address has them.
func (m More) Values() map[string]string {
	all := map[string]string{}
	for name, value := range m.fields() {
		if *value != "" {
			all[name] = *value
		}
	}
	return all
}

// Read fills m with what an address says, and returns the names that it has no field for, sorted.
func (m *More) Read(v url.Values) (others []string) {
	known := m.fields()
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if into, ok := known[name]; ok {
			*into = strings.TrimSpace(v.Get(name))
			continue
		}
		others = append(others, name)
	}
	return others
}

// Any reports whether m leaves something out: the order alone does not.
func (m More) Any() bool {
	m.Sort = ""
	return m != More{}
}

// Countable reports whether what m asks for may be counted. What somebody has may not: less what one has oneself, it is how much a colleague has.
func (m More) Countable() bool { return m.Owner == "" || m.Owner == Me || m.Owner == Nobody }

// Check adds what is wrong with m to f.
func (m More) Check(f *fault.Fields) {
	for name, value := range m.fields() {
		if all := choices[name]; len(all) > 0 {
			f.Need(*value == "" || slices.Contains(all, *value), name, "Choose one of these: %s.", strings.Join(all, ", "))
		}
	}
	m.checkDays(f)
	f.Need(m.Field != "" || m.FieldIs+m.FieldFrom+m.FieldTo == "", "field", "Choose the field that this is looked for in.")
	f.Need(utf8.RuneCountInString(m.Title) <= maxTitle && len(m.Site) <= maxTitle && len(m.Language) <= maxTitle && len(m.Cause) <= maxTitle && len(m.Tag) <= maxTitle, "title", "Keep the words to %d characters.", maxTitle)
}

var priorities = map[string]int{"low": -1, "normal": 0, "high": 1}

// Where is the condition for the cases that m asks for, for the person me at a moment. It says nothing about who sees which.
func (m More) Where(me string, now store.Time) store.Where {
	var all []store.Where
	for column, value := range map[string]string{"c.sensitivity": m.Sensitivity, "c.site": m.Site, "c.language": m.Language} {
		if value != "" {
			all = append(all, store.Cond(column+` = ?`, value))
		}
	}
	if m.Priority != "" {
		all = append(all, store.Cond(`c.priority = ?`, priorities[m.Priority]))
	}
	if m.Group != "" {
		all = append(all, people.InGroup("c.by_person", m.Group))
	}
	switch m.Due {
	case DueLate:
		all = append(all, dueBefore(now))
	case DueDay:
		all = append(all, dueBefore(now.Add(24*time.Hour)))
	case DueWeek:
		all = append(all, dueBefore(now.Add(7*24*time.Hour)))
	}
	switch m.Waits {
	case "":
	case WaitsForHR:
		all = append(all, store.Cond(`c.state = 'open'`))
	default:
		all = append(all, store.Cond(`c.state = 'waiting' AND c.waiting_reason = ?`, m.Waits))
	}
	if m.Calls == CallsAsked {
		all = append(all, promise.Runs("case", promise.Callback, "c.id"))
	}
	if m.Law == LawRuns {
		all = append(all, promise.Runs("case", promise.Legal, "c.id"))
	}
	switch m.Owner {
	case Me:
		all = append(all, store.Cond(`c.assignee_person = ?`, me))
	case Nobody:
		all = append(all, store.Cond(`c.assignee_person IS NULL`))
	case Somebody:
		all = append(all, store.Cond(`c.assignee_person IS NOT NULL`))
	}
	return store.And(append(all, m.titled(me)...)...)
}

// Working is the condition for cases that HR has not answered. It is written as the index desk_case_working has it, which holds them in the queue's order.
const Working = `(c.state IN ('open', 'waiting')) = true`

func dueBefore(t store.Time) store.Where { return store.Cond(Working+` AND c.due_at <= ?`, t) }

// titled is the condition that each word stands in the title. A title that the reader may not read is not looked at.
func (m More) titled(me string) []store.Where {
	words := strings.Fields(m.Title)
	if len(words) == 0 {
		return nil
	}
	all := []store.Where{store.Cond(`(c.health = false OR c.assignee_person = ? OR c.id IN (SELECT t.case_id FROM desk_party t WHERE t.person_id = ? AND t.relation = 'named'))`, me, me)}
	for _, word := range words {
		var any []store.Where
		for _, form := range slices.Compact([]string{word, strings.ToLower(word), capital(strings.ToLower(word))}) {
			any = append(any, store.Cond(`c.subject LIKE ? ESCAPE '!'`, "%"+escaper.Replace(form)+"%"))
		}
		all = append(all, store.Or(any...))
	}
	return all
}

var escaper = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

func capital(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}

// The orders of lists: by the promise that ends first, by when they were asked, and by their last word.
var (
	Soonest = record.Order{Column: `c.queue_at`, Of: func(r record.Row) store.Time { return r.QueueAt }}
	Newest  = record.Order{Column: `c.opened_at`, Down: true, Of: func(r record.Row) store.Time { return r.OpenedAt }}
	Latest  = record.Order{Column: `c.last_at`, Down: true, Of: func(r record.Row) store.Time { return r.LastAt }}
)

// Order is how the list is sorted: as m says, or as it is else.
func (m More) Order(otherwise record.Order) record.Order {
	switch m.Sort {
	case SortDue:
		return Soonest
	case SortNewest:
		return Newest
	case SortOldest:
		oldest := Newest
		oldest.Down = false
		return oldest
	case SortLatest:
		return Latest
	}
	return otherwise
}
