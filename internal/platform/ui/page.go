package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/platform/locale"
)

// Who is the signed-in person as the chrome of a page shows them. The zero value is nobody.
type Who struct {
	Key  string // tells drafts of one person from those of another on a shared device; not shown
	Name string
	Href string // profile and settings; "" is /me
}

// NavItem is a place one can go to. Label is in the reader's language.
type NavItem struct {
	Key   string // equal to the page's Active for the current place
	Label string
	Href  string
	Icon  string
	Go    string // letter after G that goes there on the Desk
	Press string // key that goes there by itself on the Desk; a field of the page with the same key comes first
	Count string // shown beside the label; "" shows none

	Within string // the Key of the place of the Desk on whose page it stands, instead of in the rail; "" for the rail
}

// PortalPage is the frame of a page of the employee's face. The body of the page goes into its main landmark.
type PortalPage struct {
	Title       string
	Active      string // Key of the current place
	Person      Who
	Nav         []NavItem // wide screens
	Dock        []NavItem // phones: five places, each with an icon
	Foot        []NavItem // links in the footer
	AskHref     string    // "" shows no button to ask HR
	SearchHref  string    // "" shows no way to search
	OrgName     string
	HelpPhone   string // "" shows no line of help
	HelpHours   string
	Theme       string          // the person's setting: "light", "dark", or "" for the system's
	Error       bool            // the title begins with "Error:"
	Live        string          // address of the events of this page; "" for none
	Banner      templ.Component // above everything, such as the strip of the demo
	IdleSeconds int             // a shared terminal leaves for IdleHref after so much rest; 0 never
	IdleHref    string
	NoLocal     bool // keep no draft in this browser
}

// DeskPage is the frame of a page of the HR Desk. A Wide page brings its own header and its own
// <main id="main" tabindex="-1">; any other gets both from the frame, or only the main where it is Headed.
type DeskPage struct {
	Title   string
	Written bool // the title is what a person wrote, such as a name
	Active  string
	Person  Who
	Nav     []NavItem // the rail, each with an icon
	Foot    []NavItem // at the end of the rail, above the person
	Home    string    // where the mark leads; "" is /desk
	Keys    []Key     // shown below the page and in the list of all keys

	KeysHref string // where the person changes the keys; "" for nowhere
	KeysOff  bool   // the person turned single keys off
	KeyMap   string // which keys the person changed, as package keyboard writes it
	Palette  bool   // one can go to places by their names
	Wide     bool
	Headed   bool // the body brings its own heading
	Theme    string
	Error    bool
	Live     string
	Banner   templ.Component
}

// BarePage is the frame of a page without places to go: sign-in, the demo's personas, an error before sign-in.
type BarePage struct {
	Title  string
	Theme  string
	Error  bool
	Banner templ.Component
	Aside  string // beside the mark; "" shows none
	Still  bool   // no script: the page is one that lets none run
}

func (p BarePage) script() string {
	if p.Still {
		return ""
	}
	return "portal.js"
}

// Key is a keyboard shortcut: keys parted by spaces ("G Q", "Ctrl Enter") and what they do, in the reader's language.
type Key struct {
	Keys  string
	Label string
}

func (w Who) href() string {
	if w.Href == "" {
		return "/me"
	}
	return w.Href
}

func (p DeskPage) home() string {
	if p.Home == "" {
		return "/desk"
	}
	return p.Home
}

// inBar is how many places of the Desk stand in a phone's bar; the others are behind More there.
const inBar = 3

func (p DeskPage) near() []NavItem {
	all := p.rail()
	return all[:min(len(all), inBar)]
}

func (p DeskPage) far() []NavItem {
	all := p.rail()
	return all[min(len(all), inBar):]
}

// rail are the places that stand in the rail.
func (p DeskPage) rail() []NavItem {
	return slices.DeleteFunc(slices.Clone(p.Nav), func(item NavItem) bool { return item.Within != "" })
}

// place is the Key of what is marked in the rail as the current place.
func (p DeskPage) place() string {
	for _, item := range p.Nav {
		if item.Key == p.Active && item.Within != "" {
			return item.Within
		}
	}
	return p.Active
}

// pageTitle is what the browser shows as the name of the page.
func pageTitle(ctx context.Context, title string, failed bool) string {
	if failed {
		title = locale.T(ctx, "Error: %s", title)
	}
	return locale.T(ctx, "%s – Hearth", title)
}

// theme gives the data-theme attribute for a person's setting: none follows the system.
func theme(setting string) templ.Attributes {
	switch setting {
	case "light", "hearth":
		return templ.Attributes{"data-theme": "hearth"}
	case "dark", "hearth-dark":
		return templ.Attributes{"data-theme": "hearth-dark"}
	}
	return nil
}

// current marks the link to the place one is at.
func current(here bool) templ.Attributes {
	if here {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}

// script gives the attributes that the scripts read from the body.
func (p PortalPage) script() templ.Attributes {
	a := templ.Attributes{}
	put(a, "data-live", p.Live)
	put(a, "data-me", p.Person.Key)
	if p.NoLocal {
		a["data-local"] = "off"
	}
	if p.IdleSeconds > 0 {
		a["data-idle"] = strconv.Itoa(p.IdleSeconds)
		a["data-idle-href"] = p.IdleHref
	}
	return a
}

func (p DeskPage) script() templ.Attributes {
	a := templ.Attributes{}
	put(a, "data-live", p.Live)
	put(a, "data-me", p.Person.Key)
	if p.KeysOff {
		a["data-keys"] = "off"
	}
	put(a, "data-remap", p.KeyMap)
	return a
}

func put(a templ.Attributes, name, value string) {
	if value != "" {
		a[name] = value
	}
}

// keysTo lets G and a letter, or a key by itself, go to an item of the rail.
func keysTo(item NavItem) templ.Attributes {
	a := templ.Attributes{}
	put(a, "data-go", item.Go)
	if item.Press != "" {
		a["data-key"] = item.Press
		a["aria-keyshortcuts"] = strings.Replace(item.Press, "ctrl+", "Control+", 1)
	}
	return a
}
