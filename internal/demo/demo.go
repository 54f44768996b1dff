package demo

import (
	"context"
	"embed"
	"errors"
	"fmt"

	"hearth/internal/agreement"
	"hearth/internal/automation"
	"hearth/internal/calculation"
	"hearth/internal/callback"
	"hearth/internal/catalogue"
	"hearth/internal/decision"
	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/escalation"
	"hearth/internal/exception"
	"hearth/internal/fairness"
	"hearth/internal/field"
	"hearth/internal/follow"
	"hearth/internal/heard"
	"hearth/internal/intake"
	"hearth/internal/joined"
	"hearth/internal/letters"
	"hearth/internal/link"
	"hearth/internal/macro"
	"hearth/internal/outreach"
	"hearth/internal/people"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/policy"
	"hearth/internal/promise"
	"hearth/internal/rating"
	"hearth/internal/routing"
	"hearth/internal/side"
	"hearth/internal/snooze"
	"hearth/internal/spike"
	"hearth/internal/statement"
	"hearth/internal/tag"
	"hearth/internal/together"
	"hearth/internal/views"
	"hearth/internal/webhook"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Options are what the package needs from its surroundings.
type Options struct {
	DB        *store.DB
	Auth      *auth.Auth // of a demo, so that it lets people become others
	People    *people.Service
	Promises  *promise.Service
	Promised  *promise.Policies // how soon what is promised
	Catalogue *catalogue.Catalogue
	Policies  *policy.Service
	Desk      *desk.Service
	Ratings   *rating.Service
	Intake    *intake.Service
	Letters   *letters.Service
	Decisions *decision.Service
	Heard     *heard.Service
	Apart     *exception.Service // exceptions and extra miles
	Calls     *callback.Service
	Tags      *tag.Service
	Fields    *field.Service
	Follows   *follow.Service
	Sides     *side.Service
	Links     *link.Service
	Joined    *joined.Service

	Statements   *statement.Service
	Calculations *calculation.Service
	Agreements   *agreement.Service
	Fairness     *fairness.Service
	Escalation   *escalation.Service
	Views        *views.Service
	Snoozes      *snooze.Service
	Routing      *routing.Service
	Automation   *automation.Service
	Macros       *macro.Service
	Outreach     *outreach.Service
	Webhooks     *webhook.Service
	Together     *together.Service
	Spikes       *spike.Service
}

// Demo is the demo organisation. It is safe for concurrent use, but for Build.
type Demo struct {
	db        *store.DB
	auth      *auth.Auth
	people    *people.Service
	promises  *promise.Service
	promised  *promise.Policies
	catalogue *catalogue.Catalogue
	policies  *policy.Service
	desk      *desk.Service
	ratings   *rating.Service
	intake    *intake.Service
	letters   *letters.Service
	decisions *decision.Service
	hears     *heard.Service
	apart     *exception.Service
	callbacks *callback.Service
	tags      *tag.Service
	fields    *field.Service
	follows   *follow.Service
	sides     *side.Service
	links     *link.Service
	joins     *joined.Service

	statements   *statement.Service
	calculations *calculation.Service
	agreements   *agreement.Service
	fairness     *fairness.Service
	escalation   *escalation.Service
	kept         *views.Service
	snoozes      *snooze.Service
	routing      *routing.Service
	automation   *automation.Service
	macros       *macro.Service
	outreach     *outreach.Service
	webhooks     *webhook.Service
	togethers    *together.Service
	spikes       *spike.Service
}

// New returns the demo on the database of o.
func New(o Options) *Demo {
	return &Demo{db: o.DB, auth: o.Auth, people: o.People, promises: o.Promises, promised: o.Promised, catalogue: o.Catalogue, policies: o.Policies, desk: o.Desk, ratings: o.Ratings, intake: o.Intake,
		decisions: o.Decisions, calculations: o.Calculations, hears: o.Heard, statements: o.Statements, letters: o.Letters, apart: o.Apart, callbacks: o.Calls, tags: o.Tags, fields: o.Fields, follows: o.Follows, sides: o.Sides, links: o.Links, joins: o.Joined,
		agreements: o.Agreements, fairness: o.Fairness, escalation: o.Escalation, kept: o.Views, snoozes: o.Snoozes, routing: o.Routing, automation: o.Automation, macros: o.Macros, outreach: o.Outreach, webhooks: o.Webhooks, togethers: o.Together, spikes: o.Spikes}
}

// Schema returns the migrations of this package.
func Schema() store.Migrations { return store.Migrations{Module: "demo", Files: migrations} }

// Spec returns the package's contribution to the product.
func (d *Demo) Spec() spec.Module {
	return spec.Module{Name: "demo", Migrations: Schema(),
		Personal: privacy.Impersonal("Which situations of the demo were made.", "demo_situation", "demo_made")}
}

// Made reports whether the organisation is there, complete.
func (d *Demo) Made(ctx context.Context) (bool, error) {
	n, err := store.One[int](ctx, d.db, `SELECT count(*) FROM demo_made`)
	if err != nil {
		return false, fmt.Errorf("look for the demo: %w", err)
	}
	return n > 0, nil
}

// seed returns the seed of the organisation that is there, or that of package content where none is.
func (d *Demo) seed(ctx context.Context) (uint64, error) {
	n, err := store.One[int64](ctx, d.db, `SELECT seed FROM demo_made LIMIT 1`)
	if errors.Is(err, store.ErrNone) {
		return content.Seed, nil
	}
	return uint64(n), err
}
