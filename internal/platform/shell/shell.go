// Package shell is the chrome of every page in one place: who is signed in, where one can go, the help line, the demo's banner. A
// module's page brings its title and its body, and nothing of the chrome.
package shell

import (
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/keyboard"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
)

// Viewer is who is looking at a page, as its chrome shows them. The zero value is nobody.
type Viewer struct {
	PersonID string
	Name     string
	Theme    string // "light", "dark" or "" for the device's
	KeysOff  bool   // single keys are off
	HR       bool   // may switch to the desk face
	Terminal bool   // at a shared terminal, which leaves by itself
}

// Shell is what all pages share. It is filled at start and only read afterwards.
type Shell struct {
	OrgName, HelpPhone, HelpHours string
	Menu                          []webspec.Link                               // of all modules
	Banner                        func(ctx context.Context) templ.Component    // above every page; nil for none
	Counts                        func(ctx context.Context, key string) string // the number beside a menu entry; nil for none
}

// Page is what a module says about its page.
type Page struct {
	Title   string   // in the reader's language
	Written bool     // desk: the title is what a person wrote, such as a name
	Active  string   // the Key of the current place in the menu
	Live    string   // the address of this page's events; "" for none
	Error   bool     // the title begins with "Error:"
	Wide    bool     // desk: the page brings its own <main>
	Keys    []ui.Key // desk: what the keyboard does here
	Aside   string   // bare: beside the mark
	headed  bool     // desk: the body brings its heading
}

type shellKey struct{}

type viewerKey struct{}

// With puts the shell and who is looking into ctx, for the HTTP edge and for tests of views.
func With(ctx context.Context, s *Shell, v Viewer) context.Context {
	return context.WithValue(context.WithValue(ctx, shellKey{}, s), viewerKey{}, v)
}

// ViewerOf returns who is looking at the page.
func ViewerOf(ctx context.Context) Viewer {
	v, _ := ctx.Value(viewerKey{}).(Viewer)
	return v
}

func of(ctx context.Context) *Shell {
	if s, ok := ctx.Value(shellKey{}).(*Shell); ok {
		return s
	}
	return &Shell{}
}

// Where the button to ask HR leads, the one to search, the list of places to go to and the page of the keys.
const (
	askHref    = "/ask"
	searchHref = "/search"
	goHref     = "/desk/go"
	keysHref   = "/desk/keys"
)

// idleSeconds is how long a shared terminal rests before it leaves.
const idleSeconds = 120

// Portal returns a page of the employee's face.
func Portal(ctx context.Context, p Page, body templ.Component) templ.Component {
	s, v := of(ctx), ViewerOf(ctx)
	page := ui.PortalPage{Title: p.Title, Active: p.Active, Person: who(v), Nav: s.nav(ctx, authz.Portal), OrgName: s.OrgName, HelpPhone: s.HelpPhone,
		HelpHours: s.HelpHours, Theme: v.Theme, Error: p.Error, Live: p.Live, Banner: s.banner(ctx), NoLocal: v.Terminal}
	if v.PersonID != "" {
		page.AskHref, page.SearchHref = askHref, searchHref
		page.Dock = dock(page.Nav)
		page.Nav = slices.DeleteFunc(slices.Clone(page.Nav), func(item ui.NavItem) bool { return item.Href == askHref }) // the button says it
		page.Foot = s.switches(ctx, v, authz.Portal)
	}
	if v.Terminal {
		page.IdleSeconds, page.IdleHref = idleSeconds, "/terminal"
	}
	return framed(ui.Portal(page), body)
}

// Desk returns a page of the HR desk.
func Desk(ctx context.Context, p Page, body templ.Component) templ.Component {
	s, v := of(ctx), ViewerOf(ctx)
	page := ui.DeskPage{Title: p.Title, Written: p.Written, Active: p.Active, Person: who(v), Nav: s.nav(ctx, authz.Desk), Foot: s.switches(ctx, v, authz.Desk), Keys: p.Keys,
		KeysOff: v.KeysOff, KeyMap: keyboard.From(ctx).String(), Wide: p.Wide, Headed: p.headed, Theme: v.Theme, Error: p.Error, Live: p.Live, Banner: s.banner(ctx)}
	if v.PersonID != "" {
		page.KeysHref = keysHref
	}
	page.Palette = slices.ContainsFunc(page.Nav, func(item ui.NavItem) bool { return item.Href == goHref })
	return framed(ui.Desk(page), body)
}

// Faced returns a page in the face that the reader uses now, for pages that both faces have. The body brings its heading.
func Faced(ctx context.Context, p Page, body templ.Component) templ.Component {
	if authz.FromContext(ctx).Face == authz.Desk {
		p.headed = true
		return Desk(ctx, p, body)
	}
	return Portal(ctx, p, body)
}

// FacedPath is the address of a page that the portal has at path and the desk below /desk, in the face that the reader uses now.
func FacedPath(ctx context.Context, path string) string {
	if authz.FromContext(ctx).Face == authz.Desk {
		return "/desk" + path
	}
	return path
}

// CallHR is a button that calls the help line. It shows nothing where the organisation gave no number.
func CallHR(ctx context.Context) templ.Component {
	phone := of(ctx).HelpPhone
	if phone == "" {
		return templ.NopComponent
	}
	return ui.Button(ui.Action{Label: locale.T(ctx, "Call HR"), Href: "tel:" + phone, Icon: "phone"})
}

// Bare returns a page without places to go.
func Bare(ctx context.Context, p Page, body templ.Component) templ.Component {
	s := of(ctx)
	return framed(ui.Bare(ui.BarePage{Title: p.Title, Theme: ViewerOf(ctx).Theme, Error: p.Error, Banner: s.banner(ctx), Aside: p.Aside}), body)
}

func framed(frame, body templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return frame.Render(templ.WithChildren(ctx, body), w)
	})
}

func who(v Viewer) ui.Who { return ui.Who{Key: v.PersonID, Name: v.Name} }

func (s *Shell) banner(ctx context.Context) templ.Component {
	if s.Banner == nil {
		return nil
	}
	return s.Banner(ctx)
}

// nav is the menu of a face for the reader.
func (s *Shell) nav(ctx context.Context, face authz.Face) []ui.NavItem {
	by := authz.FromContext(ctx)
	if by.PersonID == "" {
		return nil
	}
	links := slices.Clone(s.Menu)
	slices.SortStableFunc(links, func(a, b webspec.Link) int { return cmp.Compare(a.Weight, b.Weight) })
	var all []ui.NavItem
	for _, l := range links {
		if l.Face != "" && l.Face != face || !l.For(by) {
			continue
		}
		item := ui.NavItem{Key: l.Key, Within: l.Group, Label: l.Label.In(ctx), Href: l.Href, Icon: l.Icon, Go: l.Go, Press: l.Press}
		if s.Counts != nil {
			item.Count = s.Counts(ctx, l.Key)
		}
		all = append(all, item)
	}
	return all
}

// dock is the menu of phones: the first five places that have an icon.
func dock(nav []ui.NavItem) []ui.NavItem {
	var all []ui.NavItem
	for _, item := range nav {
		if item.Icon != "" && len(all) < 5 {
			all = append(all, item)
		}
	}
	return all
}

// switches are the links at the foot of a page: to the other face, and out.
func (s *Shell) switches(ctx context.Context, v Viewer, face authz.Face) []ui.NavItem {
	var all []ui.NavItem
	if v.HR && face == authz.Portal {
		all = append(all, ui.NavItem{Key: "face", Label: locale.T(ctx, "Go to the desk"), Href: "/me/face", Icon: "inbox"})
	}
	if face == authz.Desk {
		all = append(all, ui.NavItem{Key: "face", Label: locale.T(ctx, "Your own requests"), Href: "/me/face", Icon: "user"})
	}
	return append(all, ui.NavItem{Key: "out", Label: locale.T(ctx, "Sign out"), Href: "/sign-out", Icon: "log-out"})
}

// Failure returns the error page for a request that failed: 403, 404, 429 and 500 each say what the person can do.
func Failure(ctx context.Context, f httpx.Failure) templ.Component {
	s := of(ctx)
	shown := ui.Failure{Title: locale.T(ctx, "Something broke on our side"), Text: locale.T(ctx, "Nothing you wrote is lost where it was sent. Try again in a minute, or call HR and read out the reference."),
		HelpPhone: s.HelpPhone, HelpHours: s.HelpHours, Reference: f.Reference, Actions: []ui.Action{{Label: locale.T(ctx, "Go to the start"), Href: "/"}}}
	if f.Error != nil && f.Status != 500 {
		shown.Title, shown.Text = locale.T(ctx, titles[f.Status]), ui.FaultText(ctx, f.Error)
	}
	if f.Status == 403 && shown.Text == shown.Title+"." { // the right itself is missing, and nothing else is to be said
		shown.Text = locale.T(ctx, "Your roles do not allow it. If your work needs it, ask whoever administers Hearth.")
	}
	if f.Status == 404 {
		shown.Reference, shown.SearchAction = "", searchHref
	}
	p := Page{Title: shown.Title, Error: true}
	if authz.FromContext(ctx).PersonID == "" {
		return Bare(ctx, p, ui.FailureBody(shown))
	}
	return Faced(ctx, p, ui.FailureBody(shown))
}

var titles = map[int]string{401: "Please sign in", 403: "This is not yours to do", 404: "There is nothing here", 409: "Somebody was faster",
	413: "That is too much at once", 422: "Something needs another look", 429: "Too many tries", 503: "Not now"}
