package joined

import (
	"context"
	"embed"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

//go:embed migrations/*.sql
var migrations embed.FS

// JoinCases is the action of this module: reading which cases may be one, and saying whether they are.
const JoinCases authz.Action = "case.join"

// Options are what the module needs from its surroundings.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds Rules
	Desk   *desk.Service
	// Promises are those of cases.
	Promises *promise.Service
	// Keeps refuses to join a part into a whole where something of either would be lost, such as a decision or a statement; back says that the part was cut out of that whole. nil: nothing would.
	Keeps func(ctx context.Context, q store.Querier, part, whole string, back bool) error
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "joined", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{JoinCases: {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase, Tasks: []string{desk.Demo}}}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "joined", Migrations: Schema(), Rules: Rules(),
		Personal: privacy.Impersonal("Which requests are part of others, or are not the same although they look alike, and nothing of whose they are.", "joined_distinct", "joined_part", "joined_promise", "joined_cut")}
}

// ReadOf names a case.
type ReadOf struct {
	Number string `path:"number" json:"-"`
}
