package demo

import (
	"context"

	"github.com/a-h/templ"

	"hearth/internal/platform/httpx"
	"hearth/internal/platform/webspec"
)

// Web returns the pages of the demo.
func (d *Demo) Web() webspec.Web { return webspec.Web{Name: "demo", Routes: d.routes} }

func (d *Demo) routes(_ *httpx.Mux) {}

// Banner is above every page of the demo.
func (d *Demo) Banner(ctx context.Context) templ.Component { return nil }
