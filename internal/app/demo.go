package app

import (
	"hearth/internal/demo"
	"hearth/internal/platform/spec"
)

// addDemo adds the demo organisation's pages, in the demo alone.
func (a *App) addDemo() []spec.Module {
	if !a.demo {
		return nil
	}
	a.Demo = demo.New(demo.Options{DB: a.DB, Auth: a.Auth, People: a.People, Promises: a.Promise, Catalogue: a.Catalogue, Desk: a.Desk, Ratings: a.Rating})
	a.webs = append(a.webs, a.Demo.Web())
	return []spec.Module{a.Demo.Spec()}
}
