// Package spec says what a module contributes to the product, so that search, to-do lists, erasure and jobs gain a
// module without an edit elsewhere.
package spec

import (
	"context"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/privacy"
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
	Personal      []privacy.Source                                                                    // what the module keeps about a person
	ToDo          func(ctx context.Context, by authz.Actor) ([]ToDo, error)                           // what waits for a person
	Search        func(ctx context.Context, by authz.Actor, q string, limit int) ([]Hit, bool, error) // limited in SQL to what by may see; true: there is more
}

// ToDo is one thing that waits for a person, shown on the home page.
type ToDo struct {
	Title  string     // what a person wrote, or already in the reader's language
	Text   locale.Msg // one sentence: what to do
	Link   string
	Action locale.Msg // the button: verb and object
	At     store.Time // by when; zero: no date
}

// Hit is one thing that a search found: named by its number, or by its id where it has none that people read.
type Hit struct {
	Kind    string     `json:"kind"`
	Number  string     `json:"number,omitempty"`
	ID      string     `json:"id,omitempty"`
	Title   string     `json:"title"`
	Snippet string     `json:"snippet"`
	Link    string     `json:"link"`
	At      store.Time `json:"at,omitzero"`
}
