// Package webspec says what a module's web contributes to the product's pages.
package webspec

import (
	"context"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
)

// Web is the contribution of one module's web. Every part may be empty.
type Web struct {
	Name     string
	Routes   func(m *httpx.Mux)
	Cards    []Card    // on the portal's home page
	Sections []Section // on /me
	Admin    []Link    // on /admin
	Menu     []Link    // in the portal's and the desk's navigation
	Places   Places    // further places that one can go to by name on the desk; may be nil
}

// Places are where a person can go by name besides the menus: pages without a link of their own, and what the person keeps.
type Places func(ctx context.Context, by authz.Actor) ([]Place, error)

// Place is somewhere to go. Name is what a person wrote and takes the place of Label.
type Place struct {
	Kind  locale.Msg // in one word: "View"
	Label locale.Msg
	Name  string
	Href  string
}

// Card is a part of the portal's home page. Show returns nil when there is nothing to show for the person.
type Card struct {
	Weight int  // smaller stands higher
	Aside  bool // in the narrow column
	Show   func(ctx context.Context, by authz.Actor) (templ.Component, error)
}

// Section is a part of /me.
type Section struct {
	Weight int
	Show   func(ctx context.Context, by authz.Actor) (templ.Component, error)
}

// Link is a place in a menu or on the administration page.
type Link struct {
	Weight int
	Key    string // the value of a page's Active that marks this link as the current place
	Label  locale.Msg
	Text   locale.Msg // one sentence, on the administration page
	Icon   string
	Href   string
	Go     string       // the letter after G that goes there on the desk; "" for none
	Press  string       // the key that goes there by itself on the desk; "" for none
	Face   authz.Face   // where the link belongs; "" for both
	Roles  []authz.Role // who sees it; none: everyone in that face
	Group  string       // the Key of the place of the desk on whose page it stands, with its Text, instead of in the menu: Tools or Insight; "" for the menu
}

// For reports whether by sees the link, whatever the face.
func (l Link) For(by authz.Actor) bool { return len(l.Roles) == 0 || by.Has(l.Roles...) }

// The places of the desk that hold others.
const (
	Tools   = "tools"
	Insight = "insight"
)
