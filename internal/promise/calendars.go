package promise

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"hearth/internal/calendar"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// The actions of this module.
const (
	ReadCalendars authz.Action = "promise.calendars"
	EditCalendars authz.Action = "promise.edit_calendars"
	ReadPolicies  authz.Action = "promise.policies"
	EditPolicies  authz.Action = "promise.edit_policies"
)

// DefaultCalendar is the id of the calendar of every site that has none of its own. It is there from the start.
const DefaultCalendar = "office"

// Demo is the system task that makes the demo organisation.
const Demo = "demo"

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		ReadCalendars: {Roles: []authz.Role{authz.Agent, authz.HRHead, authz.Admin}},
		EditCalendars: {Roles: []authz.Role{authz.HRHead, authz.Admin}, Tasks: []string{Demo}},
		ReadPolicies:  {Roles: []authz.Role{authz.Agent, authz.HRHead, authz.Admin}},
		EditPolicies:  {Roles: []authz.Role{authz.HRHead, authz.Admin}, Tasks: []string{Demo}},
	}
}

// CalendarChanged tells that a calendar was saved. Where its hours or holidays changed, or what one of its days is, promises that run are counted anew, and Moved tells of those that have another moment.
type CalendarChanged struct{ CalendarID string }

// FactName implements store.Fact.
func (CalendarChanged) FactName() string { return "promise.calendar_changed" }

// KeptCalendar is a calendar as it is kept.
type KeptCalendar struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"`
	Body    calendar.Calendar `json:"-"`
	Hours   Hours             `json:"calendar"` // Body as the API writes it
	Default bool              `json:"default"`
	Sites   []string          `json:"sites"`
	Teams   []string          `json:"teams"`   // by id
	Country string            `json:"country"` // whose public holidays were taken over last; "" for none
	Region  string            `json:"region"`
	Days    []NamedDay        `json:"days"` // the holidays of Body by name, and what they are
	Mark    string            `json:"mark"` // another one after each change, for SaveCalendar
}

// Hours are the JSON form of a calendar, spelled out for the documentation of the API: the days are mon to sun, closed days are left out, and each window is a pair
// such as "08:00" and "17:00".
type Hours struct {
	Zone     string                `json:"zone"`
	Week     map[string][][]string `json:"week"`
	Holidays []string              `json:"holidays"`
}

// Calendars are all calendars.
type Calendars struct {
	Items []KeptCalendar `json:"items"`
}

// ReadAll is the input of Calendars.
type ReadAll struct{}

// ReadCalendar is the input of Calendar.
type ReadCalendar struct {
	ID string `path:"id" json:"-"`
}

type calendarRow struct {
	ID, Name, Body  string
	IsDefault       bool
	Country, Region string
}

const selectCalendar = `SELECT id, name, body, is_default, country, region FROM promise_calendar`

// Calendars returns all calendars with the sites and teams that use them, by name.
func (s *Service) Calendars(ctx context.Context, by authz.Actor, _ ReadAll) (Calendars, error) {
	out := Calendars{Items: []KeptCalendar{}}
	if err := s.policy.May(by, ReadCalendars, 0); err != nil {
		return out, err
	}
	rows, err := store.All[calendarRow](ctx, s.db, selectCalendar+` ORDER BY name, id`)
	if err != nil {
		return out, fmt.Errorf("list calendars: %w", err)
	}
	for _, r := range rows {
		kept, err := s.kept(ctx, s.db, r)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, kept)
	}
	return out, nil
}

// Calendar returns one calendar.
func (s *Service) Calendar(ctx context.Context, by authz.Actor, in ReadCalendar) (KeptCalendar, error) {
	if err := s.policy.May(by, ReadCalendars, 0); err != nil {
		return KeptCalendar{}, err
	}
	return s.load(ctx, s.db, in.ID)
}

// MayEdit refuses those who may not save calendars, for pages that show a form only to those who may send it.
func (s *Service) MayEdit(by authz.Actor) error { return s.policy.May(by, EditCalendars, 0) }

func (s *Service) load(ctx context.Context, q store.Querier, id string) (KeptCalendar, error) {
	r, err := store.One[calendarRow](ctx, q, selectCalendar+` WHERE id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return KeptCalendar{}, authz.Hidden()
	}
	if err != nil {
		return KeptCalendar{}, fmt.Errorf("read calendar: %w", err)
	}
	return s.kept(ctx, q, r)
}

// kept adds to a row who uses it.
func (s *Service) kept(ctx context.Context, q store.Querier, r calendarRow) (KeptCalendar, error) {
	cal, err := s.parse(r.Body)
	if err != nil {
		return KeptCalendar{}, err
	}
	kept := KeptCalendar{ID: r.ID, Name: r.Name, Body: cal, Default: r.IsDefault, Country: r.Country, Region: r.Region}
	if kept.Sites, err = using(ctx, q, toSites, r.ID); err != nil {
		return kept, err
	}
	if kept.Teams, err = using(ctx, q, toTeams, r.ID); err != nil {
		return kept, err
	}
	if kept.Days, err = daysOf(ctx, q, r.ID, cal); err != nil {
		return kept, err
	}
	if err := json.Unmarshal([]byte(r.Body), &kept.Hours); err != nil {
		return kept, fmt.Errorf("stored calendar: %w", err)
	}
	return kept, kept.mark()
}

// mark sets Mark by all that is kept.
func (k *KeptCalendar) mark() error {
	all, err := json.Marshal(k)
	k.Mark = ident.Hash(string(all))
	return err
}

// SaveCalendar is a calendar as HR writes it. Body is the JSON form of package calendar.
type SaveCalendar struct {
	ID    string          `path:"id" json:"-"`
	Name  string          `json:"name"`
	Body  json.RawMessage `json:"calendar" doc:"{\"zone\": \"Europe/Stockholm\", \"week\": {\"mon\": [[\"08:00\", \"17:00\"]]}, \"holidays\": [\"2026-12-25\"]}"`
	Sites []string        `json:"sites,omitempty" doc:"The sites that use it from now on, and no others. Left out, nothing changes."`
	Teams []string        `json:"teams,omitempty" doc:"The teams, by id, that use it from now on for what they work on, wherever who asks is, and no others. Left out, nothing changes."`
	Days  []NamedDay      `json:"days,omitempty" doc:"Days on which nothing counts, by name, beside the holidays of calendar."`
	Mark  string          `json:"mark,omitempty" doc:"The mark of the calendar that was read: when it is another by now, nothing is saved. Left out, nothing is compared."`
}

var slug = regexp.MustCompile(`^[a-z][a-z0-9-]{1,39}$`)

const maxName = 60

// check returns the calendar of a body, or what is wrong with the input: fields within the calendar are named as in calendar.week.mon.
func (in SaveCalendar) check(now store.Time) (calendar.Calendar, error) {
	var f fault.Fields
	f.Need(slug.MatchString(in.ID), "id", "Use 2 to 40 small letters, digits and hyphens, with a letter first.")
	f.Need(in.Name != "" && utf8.RuneCountInString(in.Name) <= maxName, "name", "Give the calendar a name of at most %d characters.", maxName)
	for _, site := range in.Sites {
		f.Need(strings.TrimSpace(site) != "" && utf8.RuneCountInString(site) <= maxName, "sites", "Write each site by its name, of at most %d characters.", maxName)
	}
	dates := checkDays(in.Days, &f)
	cal, err := calendar.Parse(in.Body)
	if err == nil && len(dates) > 0 {
		cal, err = calendar.New(cal.Zone(), cal.Week(), append(cal.Holidays(), dates...))
	}
	if err == nil {
		_, err = cal.Due(now.Time, 1) // holidays may leave nothing open
	}
	if wrong, ok := errors.AsType[*calendar.Problem](err); ok {
		name := "calendar"
		if wrong.Field != "" {
			name += "." + wrong.Field
		}
		f.Need(false, name, wrong.Text, wrong.Args...)
	} else if err != nil {
		return cal, err
	}
	return cal, f.Err()
}

// SaveCalendar makes or changes a calendar and gives it to sites and teams. It refuses a calendar that package calendar refuses, one that never opens, a team that there is not, and with a Mark one that was
// changed since. Promises that run in it, and those of the sites and teams that have another calendar by it, are counted anew soon after, by Recount. Who saved it is recorded.
func (s *Service) SaveCalendar(ctx context.Context, by authz.Actor, in SaveCalendar) (KeptCalendar, error) {
	if err := s.policy.May(by, EditCalendars, 0); err != nil {
		return KeptCalendar{}, err
	}
	in.Name = strings.TrimSpace(in.Name)
	cal, err := in.check(s.db.Now())
	if err != nil {
		return KeptCalendar{}, err
	}
	var out KeptCalendar
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		if err := s.unchanged(ctx, tx, in.ID, in.Mark); err != nil {
			return err
		}
		if err := write(ctx, tx, in, cal); err != nil {
			return err
		}
		if err := in.give(ctx, tx); err != nil {
			return err
		}
		out, err = s.changed(ctx, tx, by, in.ID)
		return err
	})
	return out, err
}

// unchanged refuses to save over what somebody saved since the calendar with mark was read.
func (s *Service) unchanged(ctx context.Context, tx *store.Tx, id, mark string) error {
	if mark == "" {
		return nil
	}
	kept, err := s.load(ctx, tx, id)
	if err != nil {
		return err
	}
	if kept.Mark != mark {
		return fault.New(fault.Conflict, "Somebody else changed this calendar since you opened it. Look at what it is now; if yours is right, save it again.")
	}
	return nil
}

// changed tells that a calendar was saved, and by whom, and returns it as it is now.
func (s *Service) changed(ctx context.Context, tx *store.Tx, by authz.Actor, id string) (KeptCalendar, error) {
	tx.Publish(CalendarChanged{id})
	if err := s.audit.Record(ctx, tx, audit.Entry{By: by, Action: string(EditCalendars), Kind: "promise_calendar", Object: id}); err != nil {
		return KeptCalendar{}, err
	}
	return s.load(ctx, tx, id)
}

// write keeps a calendar as cal, and by name the days of in. Other hours are another version, in which Recount counts the promises that run; so are days that are something else now, by which times end
// that a law gives.
func write(ctx context.Context, tx *store.Tx, in SaveCalendar, cal calendar.Calendar) error {
	encoded, err := json.Marshal(cal)
	if err != nil {
		return fmt.Errorf("calendar: %w", err)
	}
	body := string(encoded)
	was, err := store.One[placed](ctx, tx, `SELECT id, version, body FROM promise_calendar WHERE id = $1`, in.ID)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return fmt.Errorf("read calendar: %w", err)
	}
	days, others, err := named(ctx, tx, in, cal)
	if err != nil {
		return err
	}
	version := was.Version
	if was.Body != body || others {
		version++
	}
	if _, err := tx.Exec(ctx, `INSERT INTO promise_calendar (id, name, body, is_default, version) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET name = $2, body = $3, version = $5`, in.ID, in.Name, body, false, version); err != nil {
		return fmt.Errorf("save calendar: %w", err)
	}
	if err := nameDays(ctx, tx, in.ID, days); err != nil || version == was.Version {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO promise_calendar_version (calendar_id, version, body, since_at) VALUES ($1, $2, $3, $4)`, in.ID, version, body, tx.Now()); err != nil {
		return fmt.Errorf("save version of calendar: %w", err)
	}
	if _, err := tx.Exec(ctx, `INSERT INTO promise_recount (calendar_id, version, after_id) VALUES ($1, $2, '')
		ON CONFLICT (calendar_id) DO UPDATE SET version = $2, after_id = ''`, in.ID, version); err != nil {
		return fmt.Errorf("order count: %w", err)
	}
	return nil
}

// versioned names one version of a calendar.
type versioned struct {
	ID      string
	Version int
}

// calendarOf returns the version of the calendar that a promise counts in.
func (s *Service) calendarOf(ctx context.Context, q store.Querier, p Promise) (calendar.Calendar, error) {
	key := versioned{p.CalendarID, p.CalendarVersion}
	if cal, ok := s.named.Load(key); ok {
		return cal.(calendar.Calendar), nil
	}
	body, err := store.One[string](ctx, q, `SELECT body FROM promise_calendar_version WHERE calendar_id = $1 AND version = $2`, key.ID, key.Version)
	if err != nil {
		return calendar.Calendar{}, fmt.Errorf("calendar %s, version %d: %w", key.ID, key.Version, err)
	}
	cal, err := s.parse(body)
	if err == nil {
		s.named.Store(key, cal)
	}
	return cal, err
}

// parse reads a stored calendar, remembering those read before: there are few.
func (s *Service) parse(body string) (calendar.Calendar, error) {
	if cal, ok := s.parsed.Load(body); ok {
		return cal.(calendar.Calendar), nil
	}
	cal, err := calendar.Parse([]byte(body))
	if err != nil {
		return cal, fmt.Errorf("stored calendar: %w", err)
	}
	s.parsed.Store(body, cal)
	return cal, nil
}
