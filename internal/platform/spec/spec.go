// Package spec says what a module contributes to the product, so that search, to-do lists, erasure and jobs gain a
// module without an edit elsewhere.
package spec

import (
	"context"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

// Module is the contribution of one module. Every part but Name may be empty.
type Module struct {
	Name          string
	Migrations    store.Migrations
	Rules         map[authz.Action]authz.Rule
	Jobs          []jobs.Work
	Subscriptions []jobs.Subscription
	Periodic      []jobs.Periodic
	Personal      []privacy.Source                                                                      // what the module keeps about a person
	ToDo          func(ctx context.Context, by authz.Actor) ([]ToDo, error)                             // what waits for a person
	Search        func(ctx context.Context, by authz.Actor, ask Ask) (Found, error)                     // limited in SQL to what by may see
	Filters       func(ctx context.Context, by authz.Actor) ([]Filter, error)                           // what by may narrow a search to
	Kinds         func(by authz.Actor) []string                                                         // the kinds of Hits that by may find
	Suggest       func(ctx context.Context, by authz.Actor, ask Ask) (string, error)                    // a text like that of ask that finds something for by, or ""
	Reindex       func(ctx context.Context, tx *store.Tx, after string, n int) (last string, err error) // puts the texts of the next n things into the index; see search.Origin
}

// ToDo is one thing that waits for a person, shown on the home page.
type ToDo struct {
	Title  string     // what a person wrote, or already in the reader's language; "": the sentence says it all
	Text   locale.Msg // one sentence: what to do
	Link   string
	Action locale.Msg // the button: verb and object
	At     store.Time // by when; zero: no date
	Since  store.Time // when it came about; zero: that is of no use to know
}

// Ask is what somebody searches for. A module that does not know a filter which is set finds nothing.
type Ask struct {
	Text  string
	Kind  string // "" for all
	Limit int    // how many of each kind
	Page  bool   // it is for a page: count, and say what stands beside a hit

	State, Service, Team string
	From, To             store.Time // when it was last written to: not before, and before
}

// Filter is a field of Ask that a search can be narrowed by, with the values that there are.
type Filter struct {
	Name    string // state, service or team
	Label   locale.Msg
	Choices []Choice
}

// Choice is a value of a filter. Text is in the reader's language already, where Label is empty.
type Choice struct {
	Value string
	Label locale.Msg
	Text  string
}

// Narrowed reports whether a filter is set that only some kinds of things have.
func (a Ask) Narrowed() bool {
	return a.State != "" || a.Service != "" || a.Team != "" || !a.From.IsZero() || !a.To.IsZero()
}

// Found is what a module found. Its Items are the ones that fit best; where there are many, the newest, and Newest says so.
type Found struct {
	Items  []Hit
	More   bool // there are more than Items
	Newest bool
	Count  int // for a page: how many there are, up to MaxCount + 1
}

// MaxCount is where counting what was found stops.
const MaxCount = 1000

// Hit is one thing that a search found: named by its number, or by its id where it has none that people read. Kind is the same for all of a module's.
type Hit struct {
	Kind    string     `json:"kind"`
	Number  string     `json:"number,omitempty"`
	ID      string     `json:"id,omitempty"`
	Title   string     `json:"title"`
	Snippet string     `json:"snippet"`
	Link    string     `json:"link"`
	At      store.Time `json:"at,omitzero"`

	Marked   struct{ Title, Snippet []search.Piece } `json:"-"` // the same with what was searched for
	State    string                                  `json:"-"` // a message key
	Unquoted bool                                    `json:"-"` // the snippet says why there is none
	Beside   []string                                `json:"-"` // what else stands there, such as the service
}
