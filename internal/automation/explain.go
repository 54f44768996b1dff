package automation

import (
	"context"
	"encoding/json"
	"fmt"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// noted is the note of a rule in the conversation, which HR alone reads. It is the rule's, and nobody's.
func noted(says Says) history.Event {
	return history.Happened("The rule “%s” notes: %s", history.Words(says.Name), history.Words(says.ThenNote))
}

// given says in the conversation to which team a rule gave the case.
func (d *deed) given(ctx context.Context) error {
	name, err := people.TeamName(ctx, d.tx, d.says.ThenTeam)
	if err != nil {
		return err
	}
	return d.c.Happened(ctx, true, history.Happened(meanwhile.Ruled, history.Words(d.says.Name), history.Words(name)))
}

// Run is what a rule did to a case, or that it was braked.
type Run struct {
	ID      string     `json:"id"`
	RuleID  string     `json:"rule"`
	Version int        `json:"version"`
	Number  string     `json:"case"`
	At      store.Time `json:"at"`
	Depth   int        `json:"depth"`            // how many rules led there; 0: a person or the clock did
	Braked  string     `json:"braked,omitempty"` // depth or often: it did nothing
	Did     []Did      `json:"did"`
	Says    Says       `json:"says"` // that version
}

type runRow struct {
	ID, RuleID, CaseNumber, Did, Braked, Body, TellsPerson string
	Version, Depth                                         int
	At                                                     store.Time
}

const selectRun = `SELECT x.id, x.rule_id, x.case_number, x.did, x.braked, x.version, x.depth, x.at, v.body, COALESCE(v.tells_person, '') AS tells_person FROM automation_run x JOIN automation_version v ON v.rule_id = x.rule_id AND v.n = x.version WHERE `

func (s *Service) runs(ctx context.Context, q store.Querier, query *store.Q) ([]Run, error) {
	all := []Run{}
	rows, err := store.Select[runRow](ctx, q, query)
	if err != nil {
		return all, fmt.Errorf("read runs: %w", err)
	}
	for _, r := range rows {
		one := Run{ID: r.ID, RuleID: r.RuleID, Version: r.Version, Number: r.CaseNumber, At: r.At, Depth: r.Depth, Braked: r.Braked, Did: []Did{}}
		if err := json.Unmarshal([]byte(r.Did), &one.Did); err != nil {
			return all, fmt.Errorf("run %s: %w", r.ID, err)
		}
		if err := json.Unmarshal([]byte(r.Body), &one.Says); err != nil {
			return all, fmt.Errorf("version of run %s: %w", r.ID, err)
		}
		one.Says.ThenMention = r.TellsPerson
		all = append(all, one)
	}
	return all, nil
}

// ReadOf names a case.
type ReadOf struct {
	Number string `path:"number" json:"-"`
}

// Explained is what rules did to a case, the newest first. More says that there is more than Items holds.
type Explained struct {
	Number string            `json:"case"`
	Items  []Run             `json:"items"`
	More   bool              `json:"more"`
	Teams  map[string]string `json:"-"` // the names of teams by id
	People map[string]string `json:"-"` // and of those whom rules tell
}

// explained is how many runs a case shows.
const explained = 50

// OfCase returns what rules did to a case and why. It refuses whoever does not read its words as somebody of HR.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadOf) (Explained, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, Explain)
	if err != nil {
		return Explained{Items: []Run{}}, err
	}
	return s.explain(ctx, by, c.ID, c.Number)
}

// OnPage is OfCase for a part of a page of the case, which by reads already: one read where rules did nothing.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (Explained, error) {
	if !c.May.Work || c.Hidden {
		return Explained{Items: []Run{}}, nil
	}
	return s.explain(ctx, by, c.ID, c.Number)
}

func (s *Service) explain(ctx context.Context, by authz.Actor, caseID, number string) (Explained, error) {
	out := Explained{Number: number}
	var err error
	if out.Items, err = s.runs(ctx, s.DB, new(store.Q).Add(selectRun+`x.case_id = ? AND `, caseID).Where(s.Desk.SeenBy(by, "x.case_id")).
		Add(` ORDER BY x.at DESC, x.id DESC LIMIT ?`, explained+1)); err != nil {
		return out, err
	}
	if out.More = len(out.Items) > explained; out.More {
		out.Items = out.Items[:explained]
	}
	if len(out.Items) > 0 {
		if out.Teams, err = teamNames(ctx, s.DB); err != nil {
			return out, err
		}
		out.People, err = s.toldNames(ctx, out.Items)
	}
	return out, err
}
