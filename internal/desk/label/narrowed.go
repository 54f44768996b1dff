package label

import (
	"context"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/desk/narrow"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Field is something that a list is narrowed by with few values: its name and those of its values, as message keys. Any is the name of none.
type Field struct {
	Name, Label, Any string
	Values           map[string]string
}

// The names of values that other pages use too, as message keys.
var (
	Priorities    = map[string]string{"low": "Low", "normal": "Normal", "high": "High"}
	Channels      = map[string]string{"portal": "Portal", "api": "API", "phone": "Phone", "visit": "Visit", "post": "Post", "mail": "E-mail", record.FromHR: "HR wrote first"}
	Sensitivities = map[string]string{"open": "The whole HR team", "team": "One team", "named": "Named people only"}
	Outcomes      = map[string]string{"answered": "Answered", "done": "Done", "withdrawn": "Withdrawn", "duplicate": "A duplicate", "not_for_hr": "Not for HR", "decided": "By a decision"}
)

// Narrowing are those fields, in the order of the form.
var Narrowing = []Field{
	{"priority", "Priority", "Any priority", Priorities},
	{"due", "Promise", "Due at any time", map[string]string{narrow.DueLate: "Late", narrow.Today: "Due before tomorrow", narrow.Tomorrow: "Due by the end of tomorrow", narrow.DueDay: "Due within 24 hours", narrow.DueWeek: "Due within 7 days"}},
	{"opened", "Opened", "At any time", map[string]string{narrow.Today: "Today", narrow.Yesterday: "Yesterday", narrow.Week: "In the last 7 days", narrow.Month: "In the last 30 days", narrow.Older: "Longer ago than 30 days"}},
	{"last", "Last word", "At any time", map[string]string{narrow.Today: "Today", narrow.Yesterday: "Yesterday", narrow.Week: "In the last 7 days", narrow.Month: "In the last 30 days",
		narrow.Quiet3: "None for 3 days", narrow.Quiet7: "None for 7 days", narrow.Quiet30: "None for 30 days"}},
	{"answered", "When answered", "At any time", map[string]string{narrow.Today: "Today", narrow.Yesterday: "Yesterday", narrow.Week: "In the last 7 days", narrow.Month: "In the last 30 days", narrow.Older: "Longer ago than 30 days"}},
	{"waits", "Waits for", "Anybody", map[string]string{narrow.WaitsForHR: "HR", record.WaitCustomer: "The requester", record.WaitManager: "A manager", record.WaitOutside: "Somebody outside", record.WaitOther: "Somebody else", record.WaitDate: "A date"}},
	{"owner", "Owner", "Anybody or nobody", map[string]string{narrow.Me: "Me", narrow.Nobody: "Nobody", narrow.Somebody: "Somebody"}},
	{"watched", "Who watches", "Anybody or nobody", map[string]string{narrow.Me: "Me"}},
	{"outcome", "Outcome", "Any outcome", Outcomes},
	{"calls", "Calls", "With or without", map[string]string{narrow.CallsAsked: "Asked to be called"}},
	{"law", "Legal date", "With or without", map[string]string{narrow.LawRuns: "A law says until when"}},
	{"group", "Who asks", "Everybody", map[string]string{people.Employees: "Employees", people.Leads: "Managers", people.HRCustomers: "HR", people.FromOutside: "From outside"}},
	{"sensitivity", "Who sees it", "Whoever may", Sensitivities},
	{"sort", "Order", "As the view is sorted", map[string]string{narrow.SortDue: "By promise", narrow.SortNewest: "Newest first", narrow.SortOldest: "Oldest first", narrow.SortLatest: "Latest word first"}},
}

// ValuesOf are the names of the values of one of those fields; nil where there is none of that name.
func ValuesOf(field string) map[string]string {
	i := slices.IndexFunc(Narrowing, func(f Field) bool { return f.Name == field })
	if i < 0 {
		return nil
	}
	return Narrowing[i].Values
}

// Days are the fields that say from which day to which a list goes, with their names as message keys.
var Days = [][2]string{{"opened_from", "Opened from"}, {"opened_to", "Opened until"}, {"last_from", "Last word from"}, {"last_to", "Last word until"}, {"due_from", "Due from"}, {"due_to", "Due until"}, {"answered_from", "Answered from"}, {"answered_to", "Answered until"}, {"until_from", "Waits until, from"}, {"until_to", "Waits until, to"}}

// Asked is what a list asks for besides its view.
type Asked struct {
	Service, Team, Channel, State, Q string // State is named already
	narrow.More
}

// Known are the names of what a list can be narrowed by, for Said.
type Known struct {
	Labels
	Causes map[string]string
}

// Names reads Known.
func Names(ctx context.Context, q store.Querier) (Known, error) {
	all, err := All(ctx, q)
	if err != nil {
		return Known{}, err
	}
	causes, err := catalogue.Causes(ctx, q)
	known := Known{all, map[string]string{}}
	for _, c := range causes {
		known.Causes[c.ID] = c.Name
	}
	return known, err
}

// Said says what a list is narrowed to, part by part; nothing where it is not. What is not there any more stands as it was asked for.
func (k Known) Said(ctx context.Context, a Asked) (all []string) {
	add := func(name, value string) {
		if value != "" {
			all = append(all, locale.T(ctx, name)+": "+value)
		}
	}
	named := func(id, name string) string {
		if name == "" {
			return id
		}
		return name
	}
	add("Service", named(a.Service, k.Services[a.Service].Name))
	add("Team", named(a.Team, k.Teams[a.Team]))
	add("Channel", locale.T(ctx, Channels[a.Channel]))
	add("State", a.State)
	asked := a.Values()
	for _, f := range Narrowing {
		if v := asked[f.Name]; v != "" {
			add(f.Label, locale.T(ctx, f.Values[v]))
		}
	}
	for _, d := range Days {
		add(d[1], asked[d[0]])
	}
	add("Cause", named(a.Cause, k.Causes[a.Cause]))
	add("Tag", a.Tag)
	add("Site", a.Site)
	if a.Language != "" {
		add("Language", locale.LanguageName(ctx, a.Language))
	}
	add("Words in the title", a.Title)
	if a.Field != "" {
		add("Field", strings.Trim(a.Field+" "+a.FieldIs+" "+strings.TrimSuffix(a.FieldFrom+"–"+a.FieldTo, "–"), " –"))
	}
	add("Words", a.Q)
	return all
}
