package spike

import (
	"context"
	"embed"
	"fmt"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	ReadSpikes authz.Action = "spike.read"     // what is asked unusually often
	PutAway    authz.Action = "spike.put_away" // say that one is no matter
	Announce   authz.Action = "spike.announce" // tell everybody what HR knows; besides, it takes the service's team
	ReadNews   authz.Action = "spike.news"     // the announcements that run
)

// Demo is the system task that makes the demo organisation.
const Demo = "demo"

// Options are what the module needs from its surroundings.
type Options struct {
	DB        *store.DB
	Policy    *authz.Policy // holds Rules
	Desk      *desk.Service
	Catalogue *catalogue.Catalogue
	Audit     *audit.Log
}

// Service is the module. It is safe for concurrent use.
type Service struct {
	Options
	looked atomic.Pointer[store.Time] // when this process looked last
}

// New returns the module.
func New(o Options) *Service { return &Service{Options: o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "spike", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	hr := []authz.Role{authz.Agent, authz.HRHead}
	return map[authz.Action]authz.Rule{
		ReadSpikes: {Roles: hr},
		PutAway:    {Roles: hr},
		Announce:   {Roles: hr, Tasks: []string{Demo}},
		ReadNews:   {Anyone: true},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "spike", Migrations: Schema(), Rules: Rules(), Personal: personal(),
		Periodic: []jobs.Periodic{{Kind: "spike.look", Every: looksEvery, Run: func(ctx context.Context) error { _, err := s.Look(ctx); return err }}}}
}

// personal says what the module keeps about people: which of their requests are part of what many ask.
func personal() []privacy.Source {
	return append([]privacy.Source{{Table: "spike_case", PersonColumns: []string{"person_id"}, What: "That you asked what many others asked at the same time. It is deleted a week later.",
		Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id"), privacy.Unpersonal("spike_id")}, Export: exportCases, Erase: eraseCases}},
		privacy.Impersonal("What was asked unusually often, in words of many requests without names, and what HR announced.", "spike_spike", "spike_announcement", "spike_text")...)
}

type exported struct {
	CaseID string     `json:"case_id"`
	At     store.Time `json:"at"`
}

func exportCases(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[exported](ctx, q, `SELECT x.case_id, s.first_at AS at FROM spike_case x JOIN spike_spike s ON s.id = x.spike_id WHERE x.person_id = $1 ORDER BY x.case_id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func eraseCases(ctx context.Context, tx *store.Tx, personID string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM spike_case WHERE person_id = $1`, personID); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	return nil
}

// The states of a spike.
const (
	Now  = "now"      // it is asked unusually often
	Away = "put_away" // HR said that it is no matter
	Over = "over"     // not any more
)

// Spike is something that is asked unusually often.
type Spike struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind"`            // service, cause or word: what stands out
	Service   string     `json:"service"`         // its id, for which nearly all asked; "": several
	Name      string     `json:"service_name"`    // "" for several
	Words     []string   `json:"words"`           // that stand out in the titles, the most telling first
	Cause     string     `json:"cause,omitempty"` // its name
	People    int        `json:"people"`          // different ones, within Hours
	Hours     int        `json:"hours"`
	Usual     float64    `json:"usual"` // how many people in the same hours of the weeks before, in the mean
	Since     store.Time `json:"since"` // when it was noticed
	Last      store.Time `json:"last"`  // when it was still so
	State     string     `json:"state"`
	Why       string     `json:"why,omitempty"` // of one that was put away
	Announced bool       `json:"announced"`     // an announcement about it runs, or will
}

// row is a spike as the database keeps it.
type row struct {
	ID, Kind, Name, ServiceID, Words string
	Hours, People, Usual             int
	FirstAt, LastAt                  store.Time
	EndedWhy                         string
	EndedAt                          store.Time
	Announced                        int
}

const selectSpike = `SELECT s.id, s.kind, s.name, s.service_id, s.words, s.hours, s.people, s.usual, s.first_at, s.last_at, s.ended_why, s.ended_at,
	(SELECT count(*) FROM spike_announcement a WHERE a.spike_id = s.id AND a.ended_at IS NULL AND a.until_at > ?) AS announced FROM spike_spike s WHERE `

// wordsApart parts the words of a spike as they are kept: no word holds it.
const wordsApart = ","

func (s *Service) spikes(ctx context.Context, q store.Querier, where store.Where, limit int) ([]Spike, error) {
	rows, err := store.Select[row](ctx, q, new(store.Q).Add(selectSpike, q.Now()).Where(where).Add(` ORDER BY s.last_at DESC, s.people DESC, s.id LIMIT ?`, limit))
	if err != nil {
		return nil, fmt.Errorf("read spikes: %w", err)
	}
	all := make([]Spike, 0, len(rows))
	if len(rows) == 0 {
		return all, nil
	}
	services, err := catalogue.Services(ctx, q)
	if err != nil {
		return nil, err
	}
	causes, err := catalogue.Causes(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		one := Spike{ID: r.ID, Kind: r.Kind, Service: r.ServiceID, Words: []string{}, People: r.People, Hours: r.Hours, Usual: float64(r.Usual) / 10, Since: r.FirstAt, Last: r.LastAt, State: Now,
			Why: r.EndedWhy, Announced: r.Announced > 0}
		if r.Words != "" {
			one.Words = strings.Split(r.Words, wordsApart)
		}
		for _, c := range services {
			if c.ID == r.ServiceID {
				one.Name = c.Name
			}
		}
		for _, c := range causes {
			if r.Kind == kindCause && c.ID == r.Name {
				one.Cause = c.Name
			}
		}
		switch {
		case !r.EndedAt.IsZero():
			one.State = Away
		case r.LastAt.Before(q.Now().Add(-stays)):
			one.State = Over
		}
		all = append(all, one)
	}
	return all, nil
}

// Nothing is what reading everything needs to know.
type Nothing struct{}

// Spikes are those of the last weeks.
type Spikes struct {
	Items []Spike `json:"items"`
	More  bool    `json:"more"` // older ones are left out
}

// shown is how many spikes a list shows.
const shown = 30

// List returns what is asked unusually often, what was put away and what was so in the last weeks, the latest first. It refuses who does not work in HR.
func (s *Service) List(ctx context.Context, by authz.Actor, _ Nothing) (Spikes, error) {
	out := Spikes{Items: []Spike{}}
	if err := s.Policy.May(by, ReadSpikes, 0); err != nil {
		return out, err
	}
	all, err := s.spikes(ctx, s.DB, store.Always, shown+1)
	if out.More = len(all) > shown; out.More {
		all = all[:shown]
	}
	out.Items = append(out.Items, all...)
	return out, err
}

// Noticed returns what stands above the queue: what is asked unusually often now and was not put away. For who does not work in HR that is nothing.
func (s *Service) Noticed(ctx context.Context, by authz.Actor) ([]Spike, error) {
	if s.Policy.May(by, ReadSpikes, 0) != nil {
		return nil, nil
	}
	return s.spikes(ctx, s.DB, store.Cond(`s.ended_at IS NULL AND s.last_at >= ?`, s.DB.Now().Add(-stays)), 3)
}

// ReadOne names a spike.
type ReadOne struct {
	ID string `path:"spike" json:"-"`
}

// Read returns one spike. It refuses who does not work in HR.
func (s *Service) Read(ctx context.Context, by authz.Actor, in ReadOne) (Spike, error) {
	if err := s.Policy.May(by, ReadSpikes, 0); err != nil {
		return Spike{}, err
	}
	return s.find(ctx, s.DB, in.ID)
}

func (s *Service) find(ctx context.Context, q store.Querier, id string) (Spike, error) {
	all, err := s.spikes(ctx, q, store.Cond(`s.id = ?`, id), 1)
	if err == nil && len(all) == 0 {
		err = authz.Hidden()
	}
	if err != nil {
		return Spike{}, err
	}
	return all[0], nil
}

// CasesOf asks for the cases of a spike.
type CasesOf struct {
	ID    string `path:"spike" json:"-"`
	Limit int    `query:"limit" json:"-"` // 1 to 200; 0: 50
	After string `query:"after" json:"-"` // the next of the page before
}

// Cases returns the cases of a spike that by may see, the newest first. They are forgotten a week after it was over. It refuses who does not work in HR.
func (s *Service) Cases(ctx context.Context, by authz.Actor, in CasesOf) (desk.Page, error) {
	if err := s.Policy.May(by, ReadSpikes, 0); err != nil {
		return desk.Page{Items: []desk.Case{}}, err
	}
	if _, err := s.find(ctx, s.DB, in.ID); err != nil {
		return desk.Page{Items: []desk.Case{}}, err
	}
	few := store.Few(s.DB.Dialect(), "c.id", store.Cond(`SELECT x.case_id FROM spike_case x WHERE x.spike_id = ?`, in.ID))
	return s.Desk.List(ctx, by, desk.List{View: desk.ViewAll, Limit: in.Limit, After: in.After, Among: few})
}

// Dismiss says why a spike is no matter.
type Dismiss struct {
	ID     string `path:"spike" json:"-"`
	Reason string `json:"reason"`
}

// maxReason is the longest reason, in characters.
const maxReason = 300

// Dismiss puts a spike away: it does not come back while the same is asked on. Twice is once. It refuses who does not work in HR and a missing reason.
func (s *Service) Dismiss(ctx context.Context, by authz.Actor, in Dismiss) (Spike, error) {
	if err := s.Policy.May(by, PutAway, 0); err != nil {
		return Spike{}, err
	}
	in.Reason = strings.TrimSpace(in.Reason)
	var f fault.Fields
	f.Need(in.Reason != "", "reason", "Say why it is no matter; your colleagues read it.")
	f.Need(utf8.RuneCountInString(in.Reason) <= maxReason, "reason", "Keep the reason to %d characters.", maxReason)
	var out Spike
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		was, err := s.find(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		if err := f.Err(); err != nil {
			return err
		}
		if was.State != Away {
			if _, err := tx.Exec(ctx, `UPDATE spike_spike SET ended_why = $2, ended_at = $3 WHERE id = $1`, in.ID, in.Reason, tx.Now()); err != nil {
				return fmt.Errorf("put away spike: %w", err)
			}
			if err := s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(PutAway), Kind: "spike", Object: in.ID}); err != nil {
				return err
			}
		}
		out, err = s.find(ctx, tx, in.ID)
		return err
	})
	return out, err
}

// stays is for how long a spike stands above the queue after it was seen last: so long are the hours that are looked at.
const stays = 24 * time.Hour
