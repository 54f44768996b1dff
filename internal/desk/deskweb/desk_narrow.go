package deskweb

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/desk/narrow"
	"hearth/internal/people"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

// narrowed is one of the selects that the queue is narrowed by.
type narrowed struct {
	Name, Label string
	Options     []ui.Option
}

// narrowNames are the fields with few values, their names and the names of their values, as message keys.
var narrowNames = []struct {
	field, label, any string
	values            map[string]string
}{
	{"priority", "Priority", "Any priority", priorityNames},
	{"due", "Promise", "Due at any time", map[string]string{narrow.DueLate: "Late", narrow.DueDay: "Due within 24 hours", narrow.DueWeek: "Due within 7 days"}},
	{"waits", "Waits for", "Anybody", map[string]string{narrow.WaitsForHR: "HR", desk.WaitCustomer: "The requester", desk.WaitManager: "A manager", desk.WaitOutside: "Somebody outside", desk.WaitOther: "Somebody else", desk.WaitDate: "A date"}},
	{"owner", "Owner", "Anybody or nobody", map[string]string{narrow.Me: "Me", narrow.Nobody: "Nobody", narrow.Somebody: "Somebody"}},
	{"calls", "Calls", "With or without", map[string]string{narrow.CallsAsked: "Asked to be called"}},
	{"group", "Who asks", "Everybody", map[string]string{people.Employees: "Employees", people.Leads: "Managers", people.HRCustomers: "HR", people.FromOutside: "From outside"}},
	{"sensitivity", "Who sees it", "Whoever may", sensitivityNames},
	{"sort", "Order", "As the view is sorted", map[string]string{narrow.SortDue: "By promise", narrow.SortNewest: "Newest first", narrow.SortOldest: "Oldest first", narrow.SortLatest: "Latest word first"}},
}

// more are the selects that fold.
func (q queued) more(ctx context.Context) []narrowed {
	now := q.Ask.Values()
	var all []narrowed
	for _, n := range narrowNames {
		one := narrowed{Name: n.field, Label: locale.T(ctx, n.label), Options: []ui.Option{{Label: locale.T(ctx, n.any)}}}
		for _, v := range narrow.Choices(n.field) {
			one.Options = append(one.Options, ui.Option{Value: v, Label: locale.T(ctx, n.values[v]), Selected: now[n.field] == v})
		}
		all = append(all, one)
	}
	site := narrowed{Name: "site", Label: locale.T(ctx, "Site"), Options: []ui.Option{{Label: locale.T(ctx, "All sites")}}}
	for _, s := range q.Sites {
		site.Options = append(site.Options, ui.Option{Value: s, Label: s, Selected: s == q.Ask.Site, Person: true})
	}
	language := narrowed{Name: "language", Label: locale.T(ctx, "Language"), Options: []ui.Option{{Label: locale.T(ctx, "All languages")}}}
	for _, tag := range languages {
		language.Options = append(language.Options, ui.Option{Value: tag, Label: locale.LanguageName(ctx, tag), Selected: tag == q.Ask.Language, Person: true})
	}
	return append(all, site, language)
}

// languages are those that the queue can be narrowed to by a click; the address takes any.
var languages = []string{"en", "sv", "de", "pl", "pt", "fi", "fr", "es", "cs", "uk", "ar"}
