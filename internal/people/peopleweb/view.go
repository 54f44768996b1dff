package peopleweb

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/people"
	"hearth/internal/people/roster"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

func listPage(ctx context.Context, p people.PeoplePage) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "People"), Active: "people"}, listBody(p))
}

func cardPage(ctx context.Context, d people.Details) templ.Component { return cardWith(ctx, d, nil) }

func cardWith(ctx context.Context, d people.Details, wrong *fault.Error) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: d.Name, Written: true, Active: "people", Error: wrong != nil}, cardBody(d, wrong))
}

func editPage(ctx context.Context, f form) templ.Component {
	title := locale.T(ctx, "Add a person")
	if f.In.ID != "" {
		title = locale.T(ctx, "Change a person")
	}
	return shell.Desk(ctx, shell.Page{Title: title, Active: "people", Error: f.Err != nil}, editBody(f))
}

func rolesPage(ctx context.Context, l people.RoleList) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Roles"), Active: "admin"}, rolesBody(l))
}

func choosePage(ctx context.Context, _ httpx.None) templ.Component { return chooseWith(ctx, nil) }

func chooseWith(ctx context.Context, wrong *fault.Error) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Import people"), Active: "admin", Error: wrong != nil}, chooseBody(wrong))
}

func previewPage(ctx context.Context, p people.Preview) templ.Component {
	title := locale.T(ctx, "Look before you import")
	if p.Done {
		title = locale.T(ctx, "What the import did")
	}
	return shell.Desk(ctx, shell.Page{Title: title, Active: "admin", Error: p.Wrong != nil}, previewBody(p))
}

// day writes a local date of the directory for the reader; "" stays "".
func day(ctx context.Context, text string) string {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text
	}
	return locale.Day(ctx, d.Year(), d.Month(), d.Day())
}

func next(p people.PeoplePage) ui.Pages {
	if p.Next == "" {
		return ui.Pages{}
	}
	return ui.Pages{Older: "/desk/people?" + url.Values{"q": {p.Q}, "after": {p.Next}}.Encode()}
}

// edits and grants report whether the reader may change the person, or roles: the pages show only what will be allowed.
func edits(ctx context.Context) bool { return authz.FromContext(ctx).Has(authz.HRHead, authz.Admin) }

func answers(ctx context.Context) bool { return authz.FromContext(ctx).Has(authz.Agent, authz.HRHead) }

func grants(ctx context.Context) bool { return authz.FromContext(ctx).Has(authz.Admin) }

// roles names roles as message keys.
var roles = map[authz.Role]string{authz.Agent: "HR agent", authz.HRHead: "Head of HR", authz.Admin: "Administrator", authz.DPO: "Data protection officer", authz.ConcernHandler: "Concern handler"}

// missingRoles are the roles that the person does not have.
func missingRoles(ctx context.Context, d people.Details) []ui.Option {
	var all []ui.Option
	for _, r := range people.AllRoles() {
		if !slices.Contains(d.Roles, r) {
			all = append(all, ui.Option{Value: string(r), Label: locale.T(ctx, roles[r])})
		}
	}
	return all
}

// fields names the fields of a file as message keys.
var fields = map[string]string{"personnel_number": "Personnel number", "name": "Whole name", "given_name": "Given name", "family_name": "Family name",
	"preferred_name": "Name they go by", "pronouns": "Pronouns", "email": "E-mail", "phone": "Phone", "language": "Language", "time_zone": "Time zone",
	"postal_address": "Postal address", "unit": "Unit", "site": "Site", "position": "Position", "manager": "Manager", "started": "First day", "ended": "Last day",
	"weekly_hours": "Hours a week", "outside": "Directory"}

func fieldName(ctx context.Context, field string) string { return locale.T(ctx, fields[field]) }

// columns are the headings that stand for the fields of a file.
func columns(ctx context.Context) string {
	var all []string
	for _, f := range roster.Fields() {
		all = append(all, fieldName(ctx, string(f)))
	}
	return strings.Join(all, ", ")
}

// fieldValue writes a value of a field for the reader: dates as elsewhere.
func fieldValue(ctx context.Context, field, value string) string {
	switch {
	case field == "outside" && value == "outside":
		return locale.T(ctx, "Outside")
	case field == "outside":
		return locale.T(ctx, "Member")
	}
	if field == string(roster.Started) || field == string(roster.Ended) {
		return day(ctx, value)
	}
	return value
}

// mapOptions are the columns that may hold a field: none, or one of the file's.
func mapOptions(ctx context.Context, p people.Preview, field roster.Field) []ui.Option {
	now := p.Report.Mapping[string(field)]
	all := []ui.Option{{Value: string(field) + "=", Label: locale.T(ctx, "Not in the file"), Selected: now == ""}}
	for _, h := range p.Report.Header {
		if h != "" {
			all = append(all, ui.Option{Value: string(field) + "=" + h, Label: h, Selected: h == now, Person: true})
		}
	}
	return all
}

func orderOptions(ctx context.Context, now string) []ui.Option {
	return []ui.Option{{Value: "", Label: locale.T(ctx, "As the dates in the column tell"), Selected: now == ""},
		{Value: "day", Label: locale.T(ctx, "Day first: 03/04/2024 is in April"), Selected: now == "day"},
		{Value: "month", Label: locale.T(ctx, "Month first: 03/04/2024 is in March"), Selected: now == "month"}}
}

// shown is how many rows of each list the page shows; it says how many there are.
const shown = 200

func first[T any](all []T) []T { return all[:min(len(all), shown)] }

// chosenMap is the mapping of the preview as the form sends it on, so that what is imported is what was seen.
func chosenMap(p people.Preview) []string {
	var all []string
	for _, f := range roster.Fields() {
		all = append(all, string(f)+"="+p.Report.Mapping[string(f)])
	}
	return all
}

// empty reports whether the import would change nothing.
func empty(p people.Preview) bool { return p.Report.Created+p.Report.Updated == 0 }
