package app

import (
	"context"

	"hearth/internal/agreement"
	"hearth/internal/agreement/agreementweb"
	"hearth/internal/automation"
	"hearth/internal/automation/automationweb"
	"hearth/internal/calculation"
	"hearth/internal/calculation/calculationweb"
	"hearth/internal/callback"
	"hearth/internal/callback/callbackweb"
	"hearth/internal/catalogue"
	"hearth/internal/catalogue/catalogueweb"
	"hearth/internal/cause"
	"hearth/internal/cause/causeweb"
	"hearth/internal/decision"
	"hearth/internal/decision/decisionweb"
	"hearth/internal/demo"
	"hearth/internal/desk"
	"hearth/internal/desk/asked"
	"hearth/internal/desk/deskweb"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/desk/takeout"
	"hearth/internal/escalation"
	"hearth/internal/exception"
	"hearth/internal/exception/exceptionweb"
	"hearth/internal/fairness"
	"hearth/internal/fairness/fairnessweb"
	"hearth/internal/field"
	"hearth/internal/field/fieldweb"
	"hearth/internal/follow"
	"hearth/internal/follow/followweb"
	"hearth/internal/heard"
	"hearth/internal/heard/heardweb"
	"hearth/internal/hold"
	"hearth/internal/hold/holdweb"
	"hearth/internal/home"
	"hearth/internal/intake"
	"hearth/internal/intake/intakeweb"
	"hearth/internal/joined"
	"hearth/internal/joined/joinedweb"
	"hearth/internal/letters"
	"hearth/internal/letters/lettersweb"
	"hearth/internal/link"
	"hearth/internal/link/linkweb"
	"hearth/internal/macro"
	"hearth/internal/macro/macroweb"
	"hearth/internal/macro/many"
	"hearth/internal/outreach"
	"hearth/internal/outreach/outreachweb"
	"hearth/internal/people"
	"hearth/internal/people/peopleweb"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/audit/auditweb"
	"hearth/internal/platform/auth/authweb"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/hook"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/privacy/privacyweb"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
	"hearth/internal/policy"
	"hearth/internal/policy/policyweb"
	"hearth/internal/promise"
	"hearth/internal/promise/promiseweb"
	"hearth/internal/rating"
	"hearth/internal/rating/ratingweb"
	"hearth/internal/routing"
	"hearth/internal/routing/routingweb"
	"hearth/internal/side"
	"hearth/internal/side/sideweb"
	"hearth/internal/snooze"
	"hearth/internal/snooze/snoozeweb"
	"hearth/internal/spike"
	"hearth/internal/spike/spikeweb"
	"hearth/internal/statement"
	"hearth/internal/statement/statementweb"
	"hearth/internal/tag"
	"hearth/internal/tag/tagweb"
	"hearth/internal/together"
	"hearth/internal/together/togetherweb"
	"hearth/internal/views"
	"hearth/internal/views/viewsweb"
	"hearth/internal/webhook"
	"hearth/internal/webhook/webhookweb"
)

// Modules are the modules of the product.
type Modules struct {
	People    *people.Service
	Promise   *promise.Service
	Catalogue *catalogue.Catalogue

	PromisePolicies *promise.Policies

	Agreement *agreement.Service
	Policies  *policy.Service
	Desk      *desk.Service
	Heard     *heard.Service
	Decision  *decision.Service
	Intake    *intake.Service
	Rating    *rating.Service
	Letters   *letters.Service
	Exception *exception.Service
	Fairness  *fairness.Service
	Home      *home.Home
	Demo      *demo.Demo // nil but in the demo

	Calculation *calculation.Service
	Statement   *statement.Service
	Cause       *cause.Service
	Escalation  *escalation.Service
	Callback    *callback.Service
	Field       *field.Service
	Tag         *tag.Service
	Macro       *macro.Service
	Outreach    *outreach.Service
	Follow      *follow.Service
	Link        *link.Service
	Joined      *joined.Service
	Views       *views.Service
	Snooze      *snooze.Service
	Routing     *routing.Service
	Automation  *automation.Service
	Webhook     *webhook.Service
	Hold        *hold.Service
	Side        *side.Service
	Together    *together.Service
	Spike       *spike.Service

	specs []spec.Module // in the order of the map: a module stands below those that it may import
	webs  []webspec.Web
}

// assemble makes every module and its web: the one list of both. A new module is a line in each part. It reads no database.
func (a *App) assemble() {
	a.People = people.New(a.DB, a.Policy, a.Audit)
	a.Promise = promise.New(a.DB, a.Policy, a.Audit)
	a.Catalogue = catalogue.New(a.DB, a.Policy, a.Audit)
	a.Agreement = agreement.New(a.DB, a.Policy, a.Audit, fairness.Subject, routing.Subject)
	a.Policies = policy.New(policy.Options{DB: a.DB, Policy: a.Policy, Citing: func() policy.Citing { return citing{a.Desk} }})
	a.Desk = desk.New(desk.Options{DB: a.DB, Policy: a.Policy, Promises: a.Promise, Files: a.Files, Audit: a.Audit, Live: a.Live, Numbers: a.numbers,
		PublicURL: a.Config.BaseURL(), OrgName: a.Config.OrgName, Secret: a.secret("notices"), Keys: a.Threads,
		Held: a.holdsOpen, Asks: heard.Askable, Beside: promisedBeside(), Joins: joined.Index{}, Given: field.Given().With(tag.Tagged, follow.Among), Away: snooze.Away})
	a.Home = home.New(a.DB, a.Policy, func() *jobs.Runner { return a.Jobs }, a.demo || a.Config.SMTP.Address != "", a.Desk.Subjects)
	reasons := a.explain()
	a.Intake = intake.New(intake.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Looks: a.People, Files: a.Files, Audit: a.Audit, Threads: a.Threads, Sides: a.Side,
		Origin: a.origin(), Secret: a.secret("mailboxes"), Log: a.log})
	a.Rating = rating.New(rating.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, URL: a.Config.BaseURL(), Secret: a.secret("rating")})

	a.specs = []spec.Module{
		a.People.Spec(),
		a.Promise.Spec(),
		a.Catalogue.Spec(),
		a.Agreement.Spec(),
		a.Policies.Spec(),
		a.Desk.Spec(),
		a.PromisePolicies.Spec(), a.Heard.Spec(),
		a.Decision.Spec(),
		a.Rating.Spec(),
		a.Exception.Spec(),
		a.Fairness.Spec(),
		a.Calculation.Spec(),
		a.Statement.Spec(),
		a.Letters.Spec(),
		a.Cause.Spec(),
		a.Callback.Spec(), a.Escalation.Spec(), a.Tag.Spec(), a.Field.Spec(), a.Macro.Spec(), a.Outreach.Spec(), a.Follow.Spec(), a.Link.Spec(), a.Joined.Spec(), a.Views.Spec(), a.Snooze.Spec(), a.Routing.Spec(), a.Automation.Spec(), a.Hold.Spec(), a.Side.Spec(), a.Together.Spec(), a.Spike.Spec(),
		a.Intake.Spec(), a.Webhook.Spec(),
		a.Home.ModuleSpec(),
		{Name: "audit", Rules: audit.Rules()},
		{Name: "privacy", Migrations: erasure.Migrations(), Rules: erasure.Rules(), Personal: erasure.Personal()},
	}
	a.webs = []webspec.Web{
		authweb.New(a.Auth, a.demo || a.Config.SMTP.Address != "").Spec(),
		peopleweb.New(a.People, a.Config.Pseudo).Spec(),
		catalogueweb.New(a.DB, a.Catalogue, a.Promise).Spec(),
		promiseweb.New(a.DB, a.Promise, a.PromisePolicies).Spec(),
		agreementweb.New(a.Agreement).Spec(),
		policyweb.New(a.DB, a.Policies, reasons.beside).Spec(),
		deskweb.New(deskweb.Options{DB: a.DB, Desk: a.Desk, People: a.People, Catalogue: a.Catalogue, Promises: a.Promise, Live: a.Live,
			Takeout: takeout.New(takeout.Options{DB: a.DB, Policy: a.Policy, Audit: a.Audit, Desk: a.Desk, Fresh: a.Auth.Fresh}),
			Fresh:   a.Auth.Watching, Assign: a.assign,
			Tagged: a.Tag.Among, Write: a.Together.WriteNow, Send: a.Together.Write, Close: a.Together.Close, CloseNow: a.Together.CloseNow, Parts: reasons.parts}).Spec(),
		ratingweb.New(a.Rating).Spec(),
		intakeweb.New(intakeweb.Options{DB: a.DB, Intake: a.Intake, Catalogue: a.Catalogue}).Spec(),
		auditweb.New(auditweb.Options{DB: a.DB, Policy: a.Policy, Log: a.Audit, People: names{}, Lists: takeout.Lists(), Fresh: a.Auth.Fresh, Own: a.ownRecord}).Spec(),
		privacyweb.New(a.Erasure).Spec(),
		a.Home.Spec(),
	}
	a.webs = append(a.webs, reasons.webs...)
	a.specs = append(a.specs, a.addDemo()...)
	a.Home.Compose(a.specs, a.webs, a.Personal())
}

// explained is the pages of the modules that explain what HR does in a case.
type explained struct {
	parts  part.Parts // on the pages of a case
	beside policyweb.Beside
	webs   []webspec.Web
}

// explain makes the modules above the desk that explain what HR does in a case: what it heard, worked out, decided, wrote and took, and where it made an exception.
func (a *App) explain() explained {
	a.Routing = routing.New(routing.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Promises: a.Promise, Audit: a.Audit, Beside: withHolder,
		Falls: func(ctx context.Context, q store.Querier, id string, until store.Time) (bool, error) {
			return a.Callback.Falls(ctx, q, id, until)
		}})
	routes := routingweb.New(a.Routing, a.Home.Waits)
	a.PromisePolicies = promise.NewPolicies(promise.PoliciesOptions{DB: a.DB, Policy: a.Policy, Promises: a.Promise, Audit: a.Audit, Kind: desk.OwnerKind, Cases: asked.Cases{Desk: a.Desk}, Services: asked.Offers})
	a.Escalation = escalation.New(escalation.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Promises: a.Promise, URL: a.Config.BaseURL(), Org: a.Config.OrgName, Away: a.Routing.AreAway, Beside: besides(),
		Call: func(ctx context.Context, q store.Querier, id string) (callback.Turn, bool, error) {
			return a.Callback.Turn(ctx, q, id)
		}})
	a.Exception = exception.New(exception.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Audit: a.Audit, Clauses: cites{a.clauses()}})
	exceptions := exceptionweb.New(a.Exception, a.Desk)
	a.Heard = heard.New(a.DB, a.Policy, a.Desk, a.Promise)
	hears := heardweb.New(a.Heard)
	a.Decision = decision.New(decision.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Promises: a.Promise, Clauses: a.clauses(), Heard: told{}, Figures: figures{}, Checked: a.checked})
	a.Calculation = calculation.New(calculation.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Clauses: lineClauses{a.clauses()}})
	calculations := calculationweb.New(a.Calculation)
	a.Statement = statement.New(statement.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Promises: a.Promise, Audit: a.Audit, Calculations: a.Calculation})
	statements := statementweb.New(statementweb.Options{Statement: a.Statement, OrgName: a.Config.OrgName, PublicURL: a.Config.BaseURL()})
	decisions := decisionweb.New(decisionweb.Options{DB: a.DB, Decisions: a.Decision, Desk: a.Desk, Catalogue: a.Catalogue, Aware: a.aware, Beside: part.Parts{hears.Part(), calculations.Part(), statements.Part(), exceptions.Part()}})
	a.Letters = letters.New(letters.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Files: a.Files, Audit: a.Audit, OrgName: a.Config.OrgName, PublicURL: a.Config.BaseURL(),
		Decisions: toldByDecision{a.Decision}, Calculations: toldByCalculation{}})
	letterPages := lettersweb.New(a.Letters)
	a.Fairness = fairness.New(a.DB, a.Policy, a.Audit)
	a.Cause = cause.New(cause.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Link: a.clauses().Link})
	causes := causeweb.New(a.DB, a.Cause)
	more := a.assist()
	return explained{
		parts:  append(part.Parts{decisions.Part(), hears.Part(), calculations.Part(), statements.Part(), letterPages.Part(), exceptions.Part(), causes.Part(), routes.Part()}, more.parts...),
		beside: exceptions.Beside,
		webs:   append([]webspec.Web{hears.Spec(), decisions.Spec(), exceptions.Spec(), calculations.Spec(), statements.Spec(), letterPages.Spec(), fairnessweb.New(a.Fairness).Spec(), causes.Spec(), routes.Spec()}, more.webs...),
	}
}

// assist makes the modules above the desk with which HR works on its cases.
func (a *App) assist() explained {
	a.Callback = callback.New(callback.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Promises: a.Promise, PublicURL: a.Config.BaseURL(), OrgName: a.Config.OrgName, Away: a.Routing.AreAway})
	calls := callbackweb.New(a.Callback)
	a.Tag = tag.New(tag.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Audit: a.Audit, Naming: func() []tag.Naming { return []tag.Naming{a.Automation, a.Macro, a.Views} }})
	tags := tagweb.New(a.Tag)
	a.Field = field.New(field.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Audit: a.Audit})
	a.Macro = macro.New(macro.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Promises: a.Promise, Tags: a.Tag, Audit: a.Audit,
		Waited: callback.Waited, Checked: a.checked, Aware: a.aware, Fresh: a.Auth.Fresh, Hold: a.held, Free: a.Routing.Free,
		Batch:  func(ctx context.Context, in macro.BatchArgs) error { return many.New(a.Macro).Run(ctx, in) },
		GiveUp: func(ctx context.Context) error { return many.New(a.Macro).GiveUp(ctx) }})
	fields := fieldweb.New(a.DB, a.Field)
	macros := macroweb.New(a.Macro, a.Catalogue)
	a.Outreach = outreach.New(outreach.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Audit: a.Audit, Fresh: a.Auth.Fresh, Live: a.Live, Sends: a.Config.SMTP.Address != ""})
	a.Follow = follow.New(follow.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, URL: a.Config.BaseURL(), Org: a.Config.OrgName})
	follows := followweb.New(a.Follow)
	a.Link = link.New(link.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Audit: a.Audit})
	links := linkweb.New(a.Link)
	a.Joined = joined.New(joined.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Promises: a.Promise, Keeps: a.losesByJoining})
	joins := joinedweb.New(a.Joined)
	a.Views = views.New(a.DB, a.Policy, a.Desk, a.Audit)
	kept := viewsweb.New(a.Views, a.Desk)
	a.Snooze = snooze.New(snooze.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Promises: a.Promise})
	snoozes := snoozeweb.New(a.Snooze)
	a.Automation = automation.New(automation.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Promises: a.Promise, Tags: a.Tag, Follow: a.Follow, Audit: a.Audit})
	automations := automationweb.New(a.DB, a.Automation)
	a.Webhook = webhook.New(webhook.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Audit: a.Audit, Secret: a.secret("webhooks"), Post: &hook.Poster{Hosts: a.Config.WebhookHosts, Keeps: a.demo}})
	a.Hold = hold.New(hold.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Files: a.Files, Next: a.Follow.Write, Fresh: a.Auth.Fresh, Checked: a.checked, Does: a.Macro.Do,
		Ended: func(ctx context.Context, tx *store.Tx, caseID, personID string, sent bool) (bool, error) {
			return a.Together.Ended(ctx, tx, caseID, personID, sent)
		}})
	holds := holdweb.New(a.Hold, macroweb.Does)
	a.Side = side.New(side.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Follow: a.Follow, Files: a.Files, Audit: a.Audit, Live: a.Live, Looks: a.People, Threads: a.Threads,
		URL: a.Config.BaseURL(), Org: a.Config.OrgName, Secret: a.secret("side files"), Forget: func(ctx context.Context, tx *store.Tx, id string) error { return a.Intake.ForgetAside(ctx, tx, id) }})
	sides := sideweb.New(a.Side, a.Desk)
	a.Together = together.New(together.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Hold: a.Hold, Files: a.Files, Audit: a.Audit, Live: a.Live, Next: a.Follow.Write, Waited: callback.Waited})
	togethers := togetherweb.New(a.Together, a.Desk)
	a.Spike = spike.New(spike.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Catalogue: a.Catalogue, Audit: a.Audit})
	spikes := spikeweb.New(a.Spike)
	return explained{
		parts: part.Parts{calls.Part(), tags.Part(), fields.Part(), macros.Part(), follows.Part(), links.Part(), joins.Part(), kept.Part(), snoozes.Part(), automations.Part(), holds.Part(), sides.Part(), togethers.Part(), spikes.Part()},
		webs:  []webspec.Web{calls.Spec(), tags.Spec(), fields.Spec(), macros.Spec(), outreachweb.New(a.DB, a.Outreach).Spec(), follows.Spec(), links.Spec(), joins.Spec(), kept.Spec(), snoozes.Spec(), automations.Spec(), webhookweb.New(a.Webhook).Spec(), holds.Spec(), sides.Spec(), togethers.Spec(), spikes.Spec()},
	}
}

// assign is how people give a case by hand.
func (a *App) assign(ctx context.Context, by authz.Actor, in desk.Assign) (desk.Case, error) {
	return a.Routing.Assign(ctx, by, in)
}
