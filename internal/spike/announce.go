package spike

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"hearth/internal/calendar"
	"hearth/internal/catalogue"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Text is an announcement in a language.
type Text struct {
	Language string `json:"language"` // a language tag
	Title    string `json:"title"`    // what is known, in a few words
	Body     string `json:"body"`     // what HR does about it, and until when
}

// The limits of announcements: characters, days, and how many run or will run at once, so that the start page stays short.
const (
	maxTitle  = 80
	maxBody   = 500
	maxDays   = 60
	mostTexts = 6
	MostNews  = 5
)

// Announcement is what HR tells everybody who might ask about a service.
type Announcement struct {
	ID      string     `json:"id"`
	Service string     `json:"service"`
	Name    string     `json:"service_name"`
	Spike   string     `json:"spike,omitempty"` // the id of the spike that it is about
	From    store.Time `json:"from"`
	Until   store.Time `json:"until"`
	State   string     `json:"state"` // planned, running, over or withdrawn
	Texts   []Text     `json:"texts"`
	May     bool       `json:"may_withdraw"`
	TeamID  string     `json:"-"`
}

// The states of an announcement.
const (
	Planned   = "planned"
	Running   = "running"
	Ended     = "over"
	Withdrawn = "withdrawn"
)

// In returns the text in a language, else in English, else the first.
func (a Announcement) In(lang string) Text {
	for _, want := range []string{lang, "en"} {
		if i := slices.IndexFunc(a.Texts, func(t Text) bool { return t.Language == want }); i >= 0 {
			return a.Texts[i]
		}
	}
	if len(a.Texts) == 0 {
		return Text{}
	}
	return a.Texts[0]
}

// MakeNews is a new announcement. Days are those of the time zone of who makes it.
type MakeNews struct {
	Service string `json:"service"`
	Spike   string `json:"spike,omitempty"`
	From    string `json:"from,omitempty"` // YYYY-MM-DD; today and at once when left out
	Until   string `json:"until"`          // YYYY-MM-DD, the last day
	Texts   []Text `json:"texts"`          // one at least; a text that is blank is left out
	Preview bool   `json:"preview,omitempty" doc:"Nothing is announced: it is shown as it would be."`
}

// Make announces what HR knows about what is asked of a service: on the portal's start page and on the form of the service, before a request is sent. It is for the service's team and heads of HR.
// The same twice is one. It refuses an unknown service and spike, days that are none, have passed or are more than sixty, a missing, too long or double text, and more than MostNews at once.
func (s *Service) Make(ctx context.Context, by authz.Actor, in MakeNews) (Announcement, error) {
	if err := s.Policy.May(by, Announce, 0); err != nil {
		return Announcement{}, err
	}
	var out Announcement
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		var err error
		if out, err = s.check(ctx, tx, by, in); err != nil || in.Preview {
			return err
		}
		all, err := s.news(ctx, tx, store.Cond(`a.ended_at IS NULL AND a.until_at > ?`, tx.Now()), MostNews)
		if err != nil {
			return err
		}
		for _, a := range all {
			if a.Service == out.Service && a.Until.Equal(out.Until) && slices.Equal(a.Texts, out.Texts) {
				out = a
				return nil
			}
		}
		if len(all) >= MostNews {
			return fault.New(fault.Conflict, "%d announcements run already or will. Withdraw one first, so that each is read.", MostNews)
		}
		return s.write(ctx, tx, by, &out)
	})
	if err == nil {
		out.May = s.mayFor(by, out.TeamID)
	}
	return out, err
}

// mayFor reports whether by may announce for a team's services.
func (s *Service) mayFor(by authz.Actor, team string) bool {
	return by.Task != "" || by.Has(authz.HRHead) || slices.Contains(by.Teams, team)
}

// check returns the announcement that in asks for.
func (s *Service) check(ctx context.Context, q store.Querier, by authz.Actor, in MakeNews) (Announcement, error) {
	var f fault.Fields
	service, err := catalogue.Find(ctx, q, in.Service)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return Announcement{}, err
	}
	f.Need(err == nil && service.Active, "service", "There is no such service. Choose one of the list.")
	f.Need(err != nil || s.mayFor(by, service.TeamID), "service", "You announce for the services of your own teams. Ask the team of this one, or a head of HR.")
	if in.Spike != "" {
		if _, err := s.find(ctx, q, in.Spike); err != nil {
			return Announcement{}, err
		}
	}
	out := Announcement{Service: in.Service, Name: service.Name, Spike: in.Spike, TeamID: service.TeamID, Texts: []Text{}}
	if err := out.days(ctx, q, by, in, &f); err != nil {
		return out, err
	}
	out.words(in.Texts, &f)
	out.State = out.stateAt(q.Now(), store.Time{})
	return out, f.Err()
}

// days sets from when and until when it runs.
func (a *Announcement) days(ctx context.Context, q store.Querier, by authz.Actor, in MakeNews, f *fault.Fields) error {
	zone := time.UTC
	if by.PersonID != "" {
		p, err := people.ByID(ctx, q, by.PersonID)
		if err != nil {
			return err
		}
		if at, err := time.LoadLocation(p.TimeZone); err == nil {
			zone = at
		}
	}
	today := calendar.DateOf(q.Now().In(zone))
	from, until := today, calendar.Date{}
	var err error
	if in.From != "" {
		from, err = calendar.ParseDate(in.From)
		f.Need(err == nil, "from", "Write the day as in 2026-11-30.")
	}
	f.Need(err != nil || !from.Before(today), "from", "This day has passed. Choose today or a later one.")
	until, errUntil := calendar.ParseDate(in.Until)
	f.Need(errUntil == nil, "until", "Say the last day on which it is shown, as in 2026-11-30.")
	if err != nil || errUntil != nil {
		return nil
	}
	f.Need(!until.Before(from), "until", "The last day comes before the first. Choose a later one.")
	f.Need(from.DaysUntil(until) <= maxDays, "until", "An announcement is shown for at most %d days. If it lasts longer, change what the service says.", maxDays)
	if a.From, a.Until = store.At(from.Start(zone)), store.At(until.AddDays(1).Start(zone)); from == today {
		a.From = q.Now()
	}
	return nil
}

// inOrder is the order in which texts stand, however they were written: English, then by language.
func inOrder(x, y Text) int {
	return cmp.Or(cmp.Compare(btoi(x.Language != "en"), btoi(y.Language != "en")), strings.Compare(x.Language, y.Language))
}

// words takes the texts over, in their order.
func (a *Announcement) words(all []Text, f *fault.Fields) {
	for _, t := range all {
		t.Language, t.Title, t.Body = strings.ToLower(strings.TrimSpace(t.Language)), strings.TrimSpace(t.Title), strings.TrimSpace(strings.ReplaceAll(t.Body, "\r\n", "\n"))
		if t.Title == "" && t.Body == "" {
			continue
		}
		n := len(a.Texts) + 1
		field := func(name string) string { return fmt.Sprintf("%s%d", name, n) }
		_, err := language.Parse(t.Language)
		f.Need(err == nil, field("language"), "Choose the language of this text.")
		f.Need(!slices.ContainsFunc(a.Texts, func(o Text) bool { return o.Language == t.Language }), field("language"), "There are two texts in this language. Keep one.")
		f.Need(t.Title != "", field("title"), "Say in a few words what you know.")
		f.Need(utf8.RuneCountInString(t.Title) <= maxTitle, field("title"), "Keep it to %d characters.", maxTitle)
		f.Need(t.Body != "", field("body"), "Say what you do about it, and by when.")
		f.Need(utf8.RuneCountInString(t.Body) <= maxBody, field("body"), "Keep it to %d characters; who needs more can still ask.", maxBody)
		a.Texts = append(a.Texts, t)
	}
	slices.SortFunc(a.Texts, inOrder)
	f.Need(len(a.Texts) > 0, "title1", "Say in a few words what you know.")
	f.Need(len(a.Texts) <= mostTexts, "title1", "Write it in at most %d languages.", mostTexts)
}

func (s *Service) write(ctx context.Context, tx *store.Tx, by authz.Actor, a *Announcement) error {
	a.ID = ident.New()
	if _, err := tx.Exec(ctx, `INSERT INTO spike_announcement (id, service_id, spike_id, from_at, until_at, made_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		a.ID, a.Service, a.Spike, a.From, a.Until, tx.Now()); err != nil {
		return fmt.Errorf("write announcement: %w", err)
	}
	for _, t := range a.Texts {
		if _, err := tx.Exec(ctx, `INSERT INTO spike_text (announcement_id, language, title, body) VALUES ($1, $2, $3, $4)`, a.ID, t.Language, t.Title, t.Body); err != nil {
			return fmt.Errorf("write announcement: %w", err)
		}
	}
	return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(Announce), Kind: "announcement", Object: a.ID, Team: a.TeamID})
}

func (a Announcement) stateAt(now, ended store.Time) string {
	switch {
	case !ended.IsZero():
		return Withdrawn
	case !now.Before(a.Until):
		return Ended
	case now.Before(a.From):
		return Planned
	}
	return Running
}

// news reads announcements, those that begin last first.
func (s *Service) news(ctx context.Context, q store.Querier, where store.Where, limit int) ([]Announcement, error) {
	type line struct {
		ID, ServiceID, SpikeID string
		FromAt, UntilAt        store.Time
		EndedAt                store.Time
	}
	rows, err := store.Select[line](ctx, q, new(store.Q).Add(`SELECT a.id, a.service_id, a.spike_id, a.from_at, a.until_at, a.ended_at FROM spike_announcement a WHERE `).Where(where).
		Add(` ORDER BY a.from_at DESC, a.id DESC LIMIT ?`, limit))
	if err != nil {
		return nil, fmt.Errorf("read announcements: %w", err)
	}
	all := make([]Announcement, 0, len(rows))
	if len(rows) == 0 {
		return all, nil
	}
	services, err := catalogue.Services(ctx, q)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	type said struct {
		AnnouncementID string
		Text
	}
	texts, err := store.Select[said](ctx, q, new(store.Q).Add(`SELECT announcement_id, language, title, body FROM spike_text WHERE `).Where(store.In("announcement_id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read announcements: %w", err)
	}
	for _, r := range rows {
		a := Announcement{ID: r.ID, Service: r.ServiceID, Spike: r.SpikeID, From: r.FromAt, Until: r.UntilAt, Texts: []Text{}}
		a.State = a.stateAt(q.Now(), r.EndedAt)
		if i := slices.IndexFunc(services, func(c catalogue.Service) bool { return c.ID == r.ServiceID }); i >= 0 {
			a.Name, a.TeamID = services[i].Name, services[i].TeamID
		}
		for _, t := range texts {
			if t.AnnouncementID == r.ID {
				a.Texts = append(a.Texts, t.Text)
			}
		}
		slices.SortFunc(a.Texts, inOrder)
		all = append(all, a)
	}
	return all, nil
}

// ReadNewsOf asks for announcements.
type ReadNewsOf struct {
	Service string `query:"service" json:"-"` // its id; "" is all
}

// News are announcements.
type News struct {
	Items []Announcement `json:"items"`
}

// Current returns the announcements that run for services that by may ask for, with each its text in the language of ctx first.
func (s *Service) Current(ctx context.Context, by authz.Actor, in ReadNewsOf) (News, error) {
	out := News{Items: []Announcement{}}
	if err := s.Policy.May(by, ReadNews, 0); err != nil {
		return out, err
	}
	now := s.DB.Now()
	where := store.Cond(`a.ended_at IS NULL AND a.from_at <= ? AND a.until_at > ?`, now, now)
	if in.Service != "" {
		where = store.And(where, store.Cond(`a.service_id = ?`, in.Service))
	}
	all, err := s.news(ctx, s.DB, where, MostNews)
	if err != nil || len(all) == 0 {
		return out, err
	}
	may, err := s.Catalogue.Services(ctx, by, catalogue.Nothing{})
	if err != nil {
		return out, err
	}
	for _, a := range all {
		if !slices.ContainsFunc(may.Items, func(c catalogue.Service) bool { return c.ID == a.Service }) {
			continue
		}
		first := a.In(locale.Lang(ctx))
		slices.SortStableFunc(a.Texts, func(x, y Text) int { return cmp.Compare(btoi(x != first), btoi(y != first)) })
		out.Items = append(out.Items, a)
	}
	return out, nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Announced returns announcements of the last weeks for HR, also those that are planned, over or withdrawn. It refuses who does not work in HR.
func (s *Service) Announced(ctx context.Context, by authz.Actor, _ Nothing) (News, error) {
	out := News{Items: []Announcement{}}
	if err := s.Policy.May(by, ReadSpikes, 0); err != nil {
		return out, err
	}
	all, err := s.news(ctx, s.DB, store.Always, shown)
	for _, a := range all {
		a.May = (a.State == Running || a.State == Planned) && s.mayFor(by, a.TeamID)
		out.Items = append(out.Items, a)
	}
	return out, err
}

// Withdraw names an announcement.
type Withdraw struct {
	ID string `path:"announcement" json:"-"`
}

// Withdraw ends an announcement at once. Twice is once. It is for the service's team and heads of HR.
func (s *Service) Withdraw(ctx context.Context, by authz.Actor, in Withdraw) (Announcement, error) {
	if err := s.Policy.May(by, Announce, 0); err != nil {
		return Announcement{}, err
	}
	var out Announcement
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		all, err := s.news(ctx, tx, store.Cond(`a.id = ?`, in.ID), 1)
		if err == nil && len(all) == 0 {
			err = authz.Hidden()
		}
		if err != nil {
			return err
		}
		if out = all[0]; !s.mayFor(by, out.TeamID) {
			return fault.New(fault.Forbidden, "The team of the service, or a head of HR, withdraws its announcements.")
		}
		if out.State == Withdrawn || out.State == Ended {
			return nil
		}
		if _, err := tx.Exec(ctx, `UPDATE spike_announcement SET ended_at = $2 WHERE id = $1`, in.ID, tx.Now()); err != nil {
			return fmt.Errorf("withdraw announcement: %w", err)
		}
		out.State = Withdrawn
		return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(Announce), Kind: "announcement", Object: in.ID, Team: out.TeamID})
	})
	return out, err
}

// MayAnnounce returns the services for which by announces, in the order of the catalogue. It refuses who does not work in HR.
func (s *Service) MayAnnounce(ctx context.Context, by authz.Actor) ([]catalogue.Service, error) {
	if err := s.Policy.May(by, Announce, 0); err != nil {
		return nil, err
	}
	all, err := catalogue.Services(ctx, s.DB)
	return slices.DeleteFunc(slices.Clone(all), func(c catalogue.Service) bool { return !c.Active || !s.mayFor(by, c.TeamID) }), err
}
