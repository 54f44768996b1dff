package app

import (
	"context"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/home"
	"hearth/internal/people"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
	"hearth/internal/promise"
)

// Modules are the modules of the product.
type Modules struct {
	People    *people.Service
	Promise   *promise.Service
	Catalogue *catalogue.Catalogue
	Home      *home.Home

	specs []spec.Module // in the order of the map: a module stands below those that it may import
	webs  []webspec.Web
}

// assemble makes every module and its web: the one list of both. A new module is a line in each part.
func (a *App) assemble() {
	a.People = people.New(a.DB, a.Policy)
	a.Promise = promise.New(a.DB, a.Policy)
	a.Catalogue = catalogue.New(a.DB, a.Policy)
	a.Home = home.New(a.DB, a.Policy, func() *jobs.Runner { return a.Jobs })

	a.specs = []spec.Module{
		{Name: "people", Migrations: people.Schema(), Rules: people.Rules()},
		a.Promise.Spec(),
		a.Catalogue.Spec(),
		{Name: "home", Rules: home.Rules()},
	}
	a.webs = []webspec.Web{
		a.Home.Spec(),
	}
	a.Home.Compose(a.specs, a.webs)
}

// periodic is what the platform does every so often.
func (a *App) periodic() []jobs.Periodic {
	return []jobs.Periodic{
		{Kind: "app.forget_answers", Every: time.Hour, Run: func(ctx context.Context) error {
			return a.DB.SweepOnce(ctx, store.At(a.DB.Now().Time.Add(-48*time.Hour)))
		}},
	}
}
