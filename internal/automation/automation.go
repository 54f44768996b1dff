package automation

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/follow"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/tag"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	ReadRules authz.Action = "automation.read"    // those of one's own teams; heads of HR, all
	EditRules authz.Action = "automation.edit"    // make, change, try and switch them
	Explain   authz.Action = "automation.explain" // what rules did to a case
	act       authz.Action = "automation.act"
)

// Options are what the module needs from its surroundings.
type Options struct {
	DB       *store.DB
	Policy   *authz.Policy // holds Rules
	Desk     *desk.Service
	Promises *promise.Service
	Tags     *tag.Service
	Follow   *follow.Service
	Audit    *audit.Log
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "automation", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		ReadRules: {Roles: []authz.Role{authz.Agent, authz.HRHead}},
		EditRules: {Roles: []authz.Role{authz.HRHead}},
		Explain:   {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase},
		act:       {Tasks: []string{desk.Tick}},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "automation", Migrations: Schema(), Rules: Rules(), Subscriptions: s.subscriptions(), Periodic: s.periodic(),
		Personal: personal()}
}

// Most is how many rules a team may have.
const Most = 50

// Rule is a rule as its readers see it.
type Rule struct {
	ID       string     `json:"id"`
	TeamName string     `json:"team_name"`
	Version  int        `json:"version"`
	On       bool       `json:"on"`
	KeptAt   store.Time `json:"kept_at"`   // this version
	BrakedAt store.Time `json:"braked_at"` // when it was last stopped from going in circles; zero: never
	May      bool       `json:"may_change"`
	Says
}

// All are the rules that their reader may read, by team and name.
type All struct {
	Items []Rule `json:"items"`
	May   bool   `json:"may_make"`
}

// ReadAll is the input of List.
type ReadAll struct{}

// row is a rule with its newest version as the database keeps it.
type row struct {
	ID, TeamID, Name, Fact, Body string
	TellsPerson                  string
	Version                      int
	Switched                     int
	KeptAt, BrakedAt             store.Time
}

const selectRow = `SELECT r.id, r.team_id, r.name, r.fact, r.version, r.switched, r.braked_at, v.body, v.kept_at, COALESCE(v.tells_person, '') AS tells_person FROM automation_rule r JOIN automation_version v ON v.rule_id = r.id AND v.n = r.version WHERE `

// says reads what a version says.
func (r row) says() (Says, error) {
	var says Says
	if err := json.Unmarshal([]byte(r.Body), &says); err != nil {
		return says, fmt.Errorf("version %d of rule %s: %w", r.Version, r.ID, err)
	}
	says.Name, says.Team, says.ThenMention = r.Name, r.TeamID, r.TellsPerson
	return says, nil
}

func (s *Service) shown(by authz.Actor, r row, names map[string]string) (Rule, error) {
	says, err := r.says()
	return Rule{ID: r.ID, TeamName: names[r.TeamID], Version: r.Version, On: r.Switched == 1, KeptAt: r.KeptAt, BrakedAt: r.BrakedAt, May: s.Policy.May(by, EditRules, 0) == nil, Says: says}, err
}

// readable is the condition that by reads a rule: an agent those of their own teams, a head of HR all.
func readable(by authz.Actor) store.Where {
	if by.Has(authz.HRHead) {
		return store.Always
	}
	return store.In("r.team_id", by.Teams)
}

// List returns the rules of by's teams, and all to a head of HR. It refuses whoever is not of HR.
func (s *Service) List(ctx context.Context, by authz.Actor, _ ReadAll) (All, error) {
	out := All{Items: []Rule{}}
	if err := s.Policy.May(by, ReadRules, 0); err != nil {
		return out, err
	}
	out.May = s.Policy.May(by, EditRules, 0) == nil
	rows, err := store.Select[row](ctx, s.DB, new(store.Q).Add(selectRow).Where(readable(by)).Add(` ORDER BY r.team_id, r.name, r.id`))
	if err != nil {
		return out, fmt.Errorf("list rules: %w", err)
	}
	names, err := teamNames(ctx, s.DB)
	if err != nil {
		return out, err
	}
	for _, r := range rows {
		one, err := s.shown(by, r, names)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, one)
	}
	return out, nil
}

func teamNames(ctx context.Context, q store.Querier) (map[string]string, error) {
	teams, err := people.Teams(ctx, q)
	names := map[string]string{}
	for _, t := range teams {
		names[t.ID] = t.Name
	}
	return names, err
}

// find returns a rule that by reads; any other is absent.
func (s *Service) find(ctx context.Context, q store.Querier, by authz.Actor, id string) (row, error) {
	r, err := store.Row[row](ctx, q, new(store.Q).Add(selectRow+`r.id = ? AND `, id).Where(readable(by)))
	if errors.Is(err, store.ErrNone) {
		return r, authz.Hidden()
	}
	if err != nil {
		return r, fmt.Errorf("read rule: %w", err)
	}
	return r, nil
}

// ReadOne names a rule.
type ReadOne struct {
	Rule string `path:"rule" json:"-"`
}

// Whole is a rule with its versions, the newest first, and what it did last to cases whose words the reader reads as somebody of HR: none of their own.
type Whole struct {
	Rule
	Versions []Version `json:"versions"`
	Runs     []Run     `json:"runs"`
}

// Version is what a rule said from a moment on.
type Version struct {
	N      int        `json:"version"`
	KeptAt store.Time `json:"kept_at"`
	Says   Says       `json:"says"`
}

// shownRuns is how many runs a rule's page shows, and shownVersions how many versions.
const (
	shownRuns     = 20
	shownVersions = 20
)

// Read returns a rule of one of by's teams, or to a head of HR any. Others are absent.
func (s *Service) Read(ctx context.Context, by authz.Actor, in ReadOne) (Whole, error) {
	out := Whole{Versions: []Version{}, Runs: []Run{}}
	if err := s.Policy.May(by, ReadRules, 0); err != nil {
		return out, err
	}
	r, err := s.find(ctx, s.DB, by, in.Rule)
	if err != nil {
		return out, err
	}
	names, err := teamNames(ctx, s.DB)
	if err != nil {
		return out, err
	}
	if out.Rule, err = s.shown(by, r, names); err != nil {
		return out, err
	}
	type version struct {
		N                 int
		Body, TellsPerson string
		KeptAt            store.Time
	}
	all, err := store.All[version](ctx, s.DB, `SELECT v.n, v.body, v.kept_at, COALESCE(v.tells_person, '') AS tells_person FROM automation_version v WHERE v.rule_id = $1 ORDER BY v.n DESC LIMIT $2`, r.ID, shownVersions)
	if err != nil {
		return out, fmt.Errorf("read versions: %w", err)
	}
	for _, v := range all {
		said := Version{N: v.N, KeptAt: v.KeptAt}
		if err := json.Unmarshal([]byte(v.Body), &said.Says); err != nil {
			return out, fmt.Errorf("version %d of rule %s: %w", v.N, r.ID, err)
		}
		said.Says.ThenMention = v.TellsPerson
		out.Versions = append(out.Versions, said)
	}
	out.Runs, err = s.runs(ctx, s.DB, new(store.Q).Add(selectRun+`x.rule_id = ? AND `, r.ID).Where(store.And(s.Desk.SeenBy(by, "x.case_id"), record.WordsAtWork(by, "x.case_id"))).Add(` ORDER BY x.at DESC, x.id DESC LIMIT ?`, shownRuns))
	return out, err
}

// Save is a rule to be kept.
type Save struct {
	Rule string `path:"rule" json:"-"`     // "" is a new one
	Seen int    `json:"version,omitempty"` // the version that was changed; 0: whichever there is
	Says        // the team of a rule that is there does not change
}

// Make makes a rule of a team; it is off until it is switched on. The same twice is one. It refuses what says nothing or something wrong, a name that the team has, an unknown team, and
// more than Most. It is for heads of HR.
func (s *Service) Make(ctx context.Context, by authz.Actor, in Save) (Rule, error) {
	in.Rule, in.Seen = "", 0
	return s.save(ctx, by, in)
}

// Change makes a new version of a rule, which counts from then on, and leaves the switch as it is. What changes nothing makes no version. It refuses what Make refuses, and
// a change of a version that is not the newest.
func (s *Service) Change(ctx context.Context, by authz.Actor, in Save) (Rule, error) {
	if in.Rule == "" {
		return Rule{}, authz.Hidden()
	}
	return s.save(ctx, by, in)
}

func (s *Service) save(ctx context.Context, by authz.Actor, in Save) (Rule, error) {
	var out Rule
	if err := s.Policy.May(by, EditRules, 0); err != nil {
		return out, err
	}
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		var was row
		var err error
		if in.Rule != "" {
			if was, err = s.find(ctx, tx, by, in.Rule); err != nil {
				return err
			}
			in.Team = was.TeamID
		}
		says, err := s.check(ctx, tx, in.Says)
		if err != nil {
			return err
		}
		kept, err := s.keep(ctx, tx, by, was, in.Seen, says)
		if err != nil {
			return err
		}
		names, err := teamNames(ctx, tx)
		if err != nil {
			return err
		}
		out, err = s.shown(by, kept, names)
		return err
	})
	return out, err
}

// keep writes a version of the rule was, or of a new one where that is zero. What is there already stays as it is.
func (s *Service) keep(ctx context.Context, tx *store.Tx, by authz.Actor, was row, seen int, says Says) (row, error) {
	tells := says.ThenMention
	says.ThenMention = "" // it has a column, by which it is forgotten with the person
	text, err := json.Marshal(says)
	if err != nil {
		return was, fmt.Errorf("rule: %w", err)
	}
	others, err := store.All[row](ctx, tx, selectRow+`r.team_id = $1 ORDER BY r.id`, says.Team)
	if err != nil {
		return was, fmt.Errorf("read rules: %w", err)
	}
	if i := slices.IndexFunc(others, func(o row) bool { return o.Name == says.Name && o.ID != was.ID }); i >= 0 {
		if was.ID == "" && others[i].Body == string(text) && others[i].TellsPerson == tells {
			return others[i], nil
		}
		return was, fault.ForField("name", "The team has a rule of this name. Choose another name, or change that rule.")
	}
	switch {
	case was.Body == string(text) && was.TellsPerson == tells:
		return was, nil
	case seen != 0 && seen != was.Version:
		return was, fault.New(fault.Conflict, "Somebody changed this rule since you opened it. Look at it again, then make your change.")
	case was.ID == "" && len(others) >= Most:
		return was, fault.New(fault.Conflict, "The team has %d rules, as many as there can be. Change one of them.", Most)
	}
	says.ThenMention = tells
	return s.write(ctx, tx, audit.Entry{By: by, Action: string(EditRules)}, was, says)
}

// write makes the next version of a rule, or the first one where was is zero. does says who makes it, and by which action.
func (s *Service) write(ctx context.Context, tx *store.Tx, does audit.Entry, was row, says Says) (row, error) {
	tells := says.ThenMention
	says.ThenMention = ""
	text, err := json.Marshal(says)
	if err != nil {
		return was, fmt.Errorf("rule: %w", err)
	}
	made := was.ID == ""
	if made {
		was.ID = ident.New()
	}
	was.TeamID, was.Name, was.Fact, was.Body, was.TellsPerson, was.KeptAt = says.Team, says.Name, says.When, string(text), tells, tx.Now()
	was.Version++
	if made {
		_, err = tx.Exec(ctx, `INSERT INTO automation_rule (id, team_id, name, version, switched, fact, made_at) VALUES ($1, $2, $3, 1, 0, $4, $5)`, was.ID, was.TeamID, was.Name, was.Fact, tx.Now())
	} else {
		_, err = tx.Exec(ctx, `UPDATE automation_rule SET name = $2, version = $3, fact = $4 WHERE id = $1`, was.ID, was.Name, was.Version, was.Fact)
	}
	if err != nil {
		return was, fmt.Errorf("keep rule: %w", err)
	}
	if _, err := tx.Exec(ctx, `INSERT INTO automation_version (rule_id, n, body, kept_at, tells_person) VALUES ($1, $2, $3, $4, $5)`, was.ID, was.Version, was.Body, tx.Now(), record.Null(tells)); err != nil {
		return was, fmt.Errorf("keep rule: %w", err)
	}
	does.Kind, does.Object, does.Team = "rule", was.ID, was.TeamID
	return was, s.Audit.Record(ctx, tx, does)
}

// Switch turns a rule on or off.
type Switch struct {
	Rule string `path:"rule" json:"-"`
	On   bool   `json:"on"`
}

// Switch turns a rule on or off: one that is on acts on what happens from then on. The same twice is once. It is for heads of HR.
func (s *Service) Switch(ctx context.Context, by authz.Actor, in Switch) (Rule, error) {
	var out Rule
	if err := s.Policy.May(by, EditRules, 0); err != nil {
		return out, err
	}
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		r, err := s.find(ctx, tx, by, in.Rule)
		if err != nil {
			return err
		}
		to, does := 0, "automation.off"
		if in.On {
			to, does = 1, "automation.on"
		}
		if r.Switched != to {
			r.Switched = to
			if _, err := tx.Exec(ctx, `UPDATE automation_rule SET switched = $2 WHERE id = $1`, r.ID, to); err != nil {
				return fmt.Errorf("switch rule: %w", err)
			}
			if err := s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: does, Kind: "rule", Object: r.ID, Team: r.TeamID}); err != nil {
				return err
			}
		}
		names, err := teamNames(ctx, tx)
		if err != nil {
			return err
		}
		out, err = s.shown(by, r, names)
		return err
	})
	return out, err
}

// MayMake refuses those who may not make and change rules, for pages that show a form only to those who may send it.
func (s *Service) MayMake(by authz.Actor) error { return s.Policy.May(by, EditRules, 0) }
