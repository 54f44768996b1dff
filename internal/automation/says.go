package automation

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/narrow"
	"hearth/internal/field"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/tag"
)

// Says is what a rule says: when, if, then. What is "" or false is left out. It is the form and the JSON body at once.
type Says struct {
	Name string `json:"name"`
	Team string `json:"team"` // the id of the team whose cases it is about

	When      string `json:"when" doc:"One of opened, wrote, filled, answered, closed, reopened, moved, tagged, joined (another case was joined to it), parted (it was taken out of another one), resumed, promise and untouched"`
	WhenTag   string `json:"when_tag,omitempty" doc:"Of tagged: the word"`
	WhenDays  int    `json:"when_days,omitempty" doc:"Of untouched: for how many working days nobody wrote"`
	WhenShare int    `json:"when_share,omitempty" doc:"Of promise: how much of its time has passed, in percent: 50, 80 or 100, which is when it is late; 0 is 80"`

	IfService  string `json:"if_service,omitempty" doc:"The id of a service"`
	IfChannel  string `json:"if_channel,omitempty"`
	IfPriority string `json:"if_priority,omitempty"`
	IfGroup    string `json:"if_group,omitempty" doc:"Who asks, as in the queue"`
	IfOwner    string `json:"if_owner,omitempty" doc:"nobody or somebody"`
	IfTitle    string `json:"if_title,omitempty" doc:"Words in the title"`
	IfSite     string `json:"if_site,omitempty"`
	IfLanguage string `json:"if_language,omitempty"`
	IfWaits    string `json:"if_waits,omitempty" doc:"For whom it waits, as in the queue"`
	IfCalls    string `json:"if_calls,omitempty" doc:"asked: somebody asked to be called"`
	IfTag      string `json:"if_tag,omitempty" doc:"A word of the team that is on the case"`

	IfField     string `json:"if_field,omitempty" doc:"The id of a field that a service asks for, such as leave.weeks"`
	IfFieldHow  string `json:"if_field_how,omitempty" doc:"How what stands in it is compared: is, not, contains, least, most, before, after, within, filled or empty"`
	IfFieldText string `json:"if_field_text,omitempty" doc:"With what: words, a number, a date such as 2026-12-31, yes or no; of within, a number of days from now"`

	ThenTag      string `json:"then_tag,omitempty" doc:"A word to put on the case"`
	ThenPriority string `json:"then_priority,omitempty"`
	ThenTeam     string `json:"then_team,omitempty" doc:"The id of the team to whose queue it goes; its own team: back to the queue"`
	ThenNote     string `json:"then_note,omitempty" doc:"What HR reads on the case"`
	ThenTell     bool   `json:"then_tell,omitempty" doc:"Tell those who watch the case"`
	ThenMention  string `json:"then_mention,omitempty" doc:"Somebody of HR who is told, where they read the case: an id, an e-mail address or a personnel number"`
}

// What a rule listens to besides what package narrow names.
const (
	Filled    = "filled"    // what it holds in its fields changed
	Moved     = "moved"     // to the team, from another
	Tagged    = "tagged"    // a word was put on it
	Promise   = "promise"   // a share of the time for a promise has passed
	Untouched = "untouched" // nobody wrote for some working days
)

// Whens lists what a rule may listen to, in the order of the form.
func Whens() []string {
	return []string{narrow.Opened, narrow.Wrote, Filled, narrow.Answered, narrow.Closed, narrow.Reopened, Moved, Tagged, narrow.Joined, narrow.Parted, narrow.Resumed, Promise, Untouched}
}

const (
	maxName = 60
	maxNote = 500
	maxDays = 60

	usualShare = 80
)

// Fields that a list of cases may be narrowed by and a rule too.
func (says Says) more() narrow.More {
	return narrow.More{Priority: says.IfPriority, Group: says.IfGroup, Owner: says.IfOwner, Title: says.IfTitle, Site: says.IfSite, Language: says.IfLanguage, Waits: says.IfWaits, Calls: says.IfCalls}
}

// meets is what the rule asks of a field.
func (says Says) meets() field.Meets {
	return field.Meets{Field: says.IfField, How: says.IfFieldHow, Text: says.IfFieldText}
}

// where is the condition on desk_case c that a case is one that the rule is about, now.
func (says Says) where(ctx context.Context, q store.Querier) (store.Where, error) {
	held := store.Always
	if says.IfField != "" {
		var err error
		if held, err = says.meets().Where(ctx, q); err != nil {
			return store.Never, err
		}
	}
	return store.And(narrow.OfTeam(says.Team), narrow.Of(says.IfService, says.IfChannel), says.more().Where("", q.Now()), held, says.bears()), nil
}

// bears is the condition on desk_case c for the word that the rule asks for.
func (says Says) bears() store.Where {
	if says.IfTag == "" {
		return store.Always
	}
	_, folded, err := tag.Checked(says.IfTag)
	if err != nil {
		return store.Never
	}
	return tag.Bears("c.id", says.Team, folded)
}

// Share is how much of the time of a promise has passed when the rule acts, in percent; 80 where it says none.
func (says Says) Share() int { return cmp.Or(says.WhenShare, usualShare) }

// check returns what a rule says without blanks around it and without what does not belong to its When, or says what is wrong.
func (s *Service) check(ctx context.Context, q store.Querier, says Says) (Says, error) {
	for _, text := range []*string{&says.Name, &says.WhenTag, &says.IfTag, &says.IfTitle, &says.IfSite, &says.IfLanguage, &says.ThenTag, &says.ThenNote, &says.ThenMention} {
		*text = strings.TrimSpace(*text)
	}
	var f fault.Fields
	f.Need(says.Name != "", "name", "Give the rule a name, for example Bank details first.")
	f.Need(utf8.RuneCountInString(says.Name) <= maxName, "name", "Keep the name to %d characters.", maxName)
	f.Need(slices.Contains(Whens(), says.When), "when", "Choose when the rule acts.")
	if says.When == Tagged {
		says.WhenTag = word(&f, "when_tag", says.WhenTag)
	} else {
		says.WhenTag = ""
	}
	if says.When == Untouched {
		f.Need(says.WhenDays >= 1 && says.WhenDays <= maxDays, "when_days", "Choose between 1 and %d working days.", maxDays)
	} else {
		says.WhenDays = 0
	}
	if says.When == Promise {
		says.WhenShare = says.Share()
		f.Need(slices.Contains(promise.Shares(), says.WhenShare), "when_share", "Choose 50, 80 or 100 percent.")
	} else {
		says.WhenShare = 0
	}
	if says.IfTag != "" {
		says.IfTag = word(&f, "if_tag", says.IfTag)
	}
	if err := s.checkIf(ctx, q, says, &f); err != nil {
		return says, err
	}
	if err := says.checkField(ctx, q, &f); err != nil {
		return says, err
	}
	if err := checkMention(ctx, q, &says, &f); err != nil {
		return says, err
	}
	if err := checkThen(ctx, q, &says, &f); err != nil {
		return says, err
	}
	return says, f.Err()
}

func (s *Service) checkIf(ctx context.Context, q store.Querier, says Says, f *fault.Fields) error {
	if says.IfService != "" {
		services, err := catalogue.Services(ctx, q)
		if err != nil {
			return err
		}
		f.Need(slices.ContainsFunc(services, func(x catalogue.Service) bool { return x.ID == says.IfService }), "if_service", "There is no such service. Choose one of the list.")
	}
	f.Need(says.IfChannel == "" || slices.Contains(desk.Channels(), says.IfChannel), "if_channel", "Choose one of these: %s.", strings.Join(desk.Channels(), ", "))
	f.Need(says.IfOwner != narrow.Me, "if_owner", "A rule is nobody’s own: choose nobody or somebody.")
	var wrong fault.Fields
	says.more().Check(&wrong)
	if e := fault.As(wrong.Err()); e != nil {
		for _, x := range e.Fields {
			f.Need(false, "if_"+x.Name, x.Key, x.Args...)
		}
	}
	return nil
}

// checkField puts what the rule asks of a field into order, or says what is wrong with it.
func (says *Says) checkField(ctx context.Context, q store.Querier, f *fault.Fields) error {
	m, of, err := says.meets().Check(ctx, q, "if_field", f)
	if err != nil {
		return err
	}
	f.Need(of.ID == "" || says.IfService == "" || says.IfService == of.Service, "if_field", "“%s” is asked for by another service than the one that the rule is about. Choose that service, or another field.", of.Label)
	says.IfField, says.IfFieldHow, says.IfFieldText = m.Field, m.How, m.Text
	return nil
}

func checkThen(ctx context.Context, q store.Querier, says *Says, f *fault.Fields) error {
	if says.ThenTag != "" {
		says.ThenTag = word(f, "then_tag", says.ThenTag)
	}
	_, known := priorities[says.ThenPriority]
	f.Need(says.ThenPriority == "" || known, "then_priority", "Choose high, normal or low.")
	teams, err := people.Teams(ctx, q)
	if err != nil {
		return err
	}
	f.Need(slices.ContainsFunc(teams, func(t people.Team) bool { return t.ID == says.Team }), "team", "Choose one of the HR teams: the rule is about its cases.")
	if says.ThenTeam != "" {
		f.Need(slices.ContainsFunc(teams, func(t people.Team) bool { return t.ID == says.ThenTeam }), "then_team", "There is no such team. Choose one of the HR teams.")
	}
	f.Need(utf8.RuneCountInString(says.ThenNote) <= maxNote, "then_note", "Keep the note to %d characters.", maxNote)
	f.Need(says.ThenTag != "" || says.ThenPriority != "" || says.ThenTeam != "" || says.ThenNote != "" || says.ThenTell || says.ThenMention != "", "then_tag", "Say what the rule does: put a tag on, sort, move, leave a note, or tell who watches.")
	return nil
}

// word is a tag as it is kept; f says what is wrong with it.
func word(f *fault.Fields, field, typed string) string {
	kept, _, err := tag.Checked(typed)
	if e := fault.As(err); e != nil {
		for _, x := range e.Fields {
			f.Need(false, field, x.Key, x.Args...)
		}
	}
	return kept
}

var priorities = map[string]int{"low": desk.Low, "normal": desk.Normal, "high": desk.High}
