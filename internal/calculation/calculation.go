package calculation

import (
	"context"
	"embed"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	WriteCalculation authz.Action = "calculation.write"
	ReadCalculation  authz.Action = "calculation.read"
)

// Demo is the system task that makes the demo organisation.
const Demo = "demo"

// Clauses finds rules: package policy does.
type Clauses interface {
	// Cite returns what a rule is called, and which version of it holds for a person at a moment. It refuses with a fault what is no rule.
	Cite(ctx context.Context, q store.Querier, ref string, on store.Time, personID string) (versionID, title string, err error)
	// Standing returns where versions of rules stand, by their ids; it leaves out those that stand nowhere.
	Standing(ctx context.Context, q store.Querier, versionIDs []string) (map[string]Standing, error)
}

// Standing is where a version of a rule stands.
type Standing struct {
	Edition string // the version, as people read it
	Link    string // to its page in the portal; that of the desk is below /desk
}

// Options are what a Service needs.
type Options struct {
	DB      *store.DB
	Policy  *authz.Policy // it must hold the rules of Rules
	Desk    *desk.Service
	Clauses Clauses // nil: any text is taken as the name of a rule
}

// Service is the module. It is safe for concurrent use.
type Service struct {
	db      *store.DB
	policy  *authz.Policy
	desk    *desk.Service
	clauses Clauses
}

// New returns the module.
func New(o Options) *Service { return &Service{o.DB, o.Policy, o.Desk, o.Clauses} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "calculation", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	work := authz.Assignee | authz.Team | authz.HR | authz.Named
	return map[authz.Action]authz.Rule{
		WriteCalculation: {Relations: work, Sees: desk.ReadCase, Tasks: []string{Demo}},
		ReadCalculation:  {Relations: authz.By | authz.For | authz.Representative | work, Sees: desk.ReadCase},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "calculation", Migrations: Schema(), Rules: Rules(), Personal: personal()}
}

// Calculation is how something was worked out, as its reader sees it.
type Calculation struct {
	ID         string     `json:"id"`
	Number     string     `json:"case"`
	Title      string     `json:"title,omitempty"`
	Unit       string     `json:"unit"`
	Rounding   string     `json:"rounding"`
	Lines      []Line     `json:"lines"`                // a struck line stands before the one that replaces it
	Difference string     `json:"difference,omitempty"` // what rounding the total added to the sum of the lines
	Total      string     `json:"total"`                // of the lines that stand
	InsteadOf  string     `json:"instead_of,omitempty"` // the id of the one that this replaces
	ReplacedBy string     `json:"replaced_by,omitempty"`
	WrittenAt  store.Time `json:"written_at"`
}

// Line is a line of a calculation. Its id stays; a correction is another line.
type Line struct {
	ID string `json:"id"`
	Entry
	ClauseTitle   string     `json:"clause_title,omitempty"`
	ClauseVersion string     `json:"clause_version,omitempty"`
	ClauseEdition string     `json:"clause_edition,omitempty"` // the version, as people read it
	ClauseLink    string     `json:"clause_link,omitempty"`    // where the rule stands, in the portal
	Position      int        `json:"position"`                 // from 1
	Struck        bool       `json:"struck,omitempty"`
	Replaces      string     `json:"replaces,omitempty"` // the id of the struck line above it
	Reason        string     `json:"reason,omitempty"`   // why it replaces that
	WrittenAt     store.Time `json:"written_at"`
}

// Standing are the lines that make up the total.
func (c Calculation) Standing() []Line {
	var all []Line
	for _, l := range c.Lines {
		if !l.Struck {
			all = append(all, l)
		}
	}
	return all
}
