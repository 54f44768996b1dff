package app

import (
	"hearth/internal/agreement"
	"hearth/internal/agreement/agreementweb"
	"hearth/internal/catalogue"
	"hearth/internal/catalogue/catalogueweb"
	"hearth/internal/demo"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/desk/takeout"
	"hearth/internal/exception"
	"hearth/internal/exception/exceptionweb"
	"hearth/internal/home"
	"hearth/internal/intake"
	"hearth/internal/intake/intakeweb"
	"hearth/internal/people"
	"hearth/internal/people/peopleweb"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/audit/auditweb"
	"hearth/internal/platform/auth/authweb"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/privacy/privacyweb"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/webspec"
	"hearth/internal/promise"
	"hearth/internal/promise/promiseweb"
	"hearth/internal/rating"
	"hearth/internal/rating/ratingweb"
)

// Modules are the modules of the product.
type Modules struct {
	People    *people.Service
	Promise   *promise.Service
	Catalogue *catalogue.Catalogue
	Agreement *agreement.Service
	Desk      *desk.Service
	Intake    *intake.Service
	Rating    *rating.Service
	Exception *exception.Service
	Home      *home.Home
	Demo      *demo.Demo // nil but in the demo

	specs []spec.Module // in the order of the map: a module stands below those that it may import
	webs  []webspec.Web
}

// assemble makes every module and its web: the one list of both. A new module is a line in each part. It reads no database.
func (a *App) assemble() {
	a.People = people.New(a.DB, a.Policy, a.Audit)
	a.Promise = promise.New(a.DB, a.Policy)
	a.Catalogue = catalogue.New(a.DB, a.Policy)
	a.Agreement = agreement.New(a.DB, a.Policy, a.Audit)
	a.Desk = desk.New(desk.Options{DB: a.DB, Policy: a.Policy, Promises: a.Promise, Files: a.Files, Audit: a.Audit, Live: a.Live, Numbers: a.numbers,
		PublicURL: a.Config.BaseURL(), OrgName: a.Config.OrgName, Secret: a.secret("notices"), Keys: a.Threads})
	a.Intake = intake.New(intake.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Looks: a.People, Files: a.Files, Audit: a.Audit, Threads: a.Threads,
		Origin: a.origin(), Secret: a.secret("mailboxes"), Log: a.log})
	a.Rating = rating.New(a.DB, a.Policy, a.Desk)
	a.Exception = exception.New(exception.Options{DB: a.DB, Policy: a.Policy, Desk: a.Desk, Audit: a.Audit})
	exceptions := exceptionweb.New(a.Exception, a.Desk)
	a.Home = home.New(a.DB, a.Policy, func() *jobs.Runner { return a.Jobs })

	a.specs = []spec.Module{
		a.People.Spec(),
		a.Promise.Spec(),
		a.Catalogue.Spec(),
		a.Agreement.Spec(),
		a.Desk.Spec(),
		a.Rating.Spec(),
		a.Exception.Spec(),
		a.Intake.Spec(),
		a.Home.ModuleSpec(),
		{Name: "audit", Rules: audit.Rules()},
		{Name: "privacy", Migrations: erasure.Migrations(), Rules: erasure.Rules(), Personal: erasure.Personal()},
	}
	a.webs = []webspec.Web{
		authweb.New(a.Auth).Spec(),
		peopleweb.New(a.People, a.Config.Pseudo).Spec(),
		catalogueweb.New(a.DB, a.Catalogue, a.Promise).Spec(),
		promiseweb.New(a.DB, a.Promise).Spec(),
		agreementweb.New(a.Agreement).Spec(),
		deskweb.New(deskweb.Options{DB: a.DB, Desk: a.Desk, People: a.People, Catalogue: a.Catalogue, Promises: a.Promise, Live: a.Live,
			Takeout: takeout.New(takeout.Options{DB: a.DB, Policy: a.Policy, Audit: a.Audit, Desk: a.Desk, Fresh: a.Auth.Fresh}),
			Fresh:   a.Auth.Fresh, Parts: part.Parts{exceptions.Part()}}).Spec(),
		exceptions.Spec(),
		ratingweb.New(a.Rating).Spec(),
		intakeweb.New(intakeweb.Options{DB: a.DB, Intake: a.Intake, Catalogue: a.Catalogue}).Spec(),
		auditweb.New(auditweb.Options{DB: a.DB, Policy: a.Policy, Log: a.Audit, People: names{}, Lists: takeout.Lists(), Fresh: a.Auth.Fresh}).Spec(),
		privacyweb.New(a.Erasure).Spec(),
		a.Home.Spec(),
	}
	a.specs = append(a.specs, a.addDemo()...)
	a.Home.Compose(a.specs, a.webs, a.Personal())
}
