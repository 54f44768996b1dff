// Package part is how the webs of modules above the desk stand on the pages of a case.
package part

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/narrow"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/sheet"
	"hearth/internal/platform/store"
)

// Show makes a part for a reader of a case; nil, nil is nothing.
type Show func(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error)

// Part is what one module contributes. Each field may be nil. They are not called where the reader may not read the texts of the case.
type Part struct {
	Weight  int   // smaller stands higher
	Request Show  // on the requester's page, above the conversation: a section
	Aside   Show  // on the requester's page, in the narrow column: a section
	Case    Show  // on HR's page, beside the conversation: a section
	Box     Box   // on HR's page, in the form in which it writes
	Write   Show  // on HR's page, between the conversation and the form
	Mark    Mark  // in lists and beside the title: a chip
	Queue   Queue // on the queue's page, below its views; called for every reader of it
	Ask     Ask   // on the form of a new request that was sent: what its sender should know first
	Form    Form  // on the form of a new request, below its words: controls named field and value, side by side
	Filter  Filter
	Above   Above // on the queue's page, above its list; called for every reader of it
	Known   Known // on the form of a new request, before anything is written
	Take    Take  // in the queue as a file
}

// Columns are some of a file of cases. Cells finds those of some cases by id, a cell for each title; of a case that is left out they are empty.
type Columns struct {
	Titles []string
	Cells  func(ctx context.Context, by authz.Actor, ids []string) (map[string][]sheet.Cell, error)
}

// Take makes columns of the queue as a file; nil, nil is none. service is the one that the queue is narrowed to, or "".
type Take func(ctx context.Context, by authz.Actor, service string) (*Columns, error)

// Asked is a new request as its form shows it: what was filled in by key, and what was wrong with it, or nil.
type Asked struct {
	Service catalogue.Service
	Values  map[string]any
	Err     *fault.Error
}

// Form makes what somebody fills in besides words; nil, nil is nothing.
type Form func(ctx context.Context, by authz.Actor, in Asked) (templ.Component, error)

// Filter makes fields that the queue is narrowed by, among its filters; nil, nil is none. service is the one that it is narrowed to, or "".
type Filter func(ctx context.Context, by authz.Actor, service string, m narrow.More) (templ.Component, error)

// Above makes what stands above the queue; nil, nil is nothing.
type Above func(ctx context.Context, by authz.Actor) (templ.Component, error)

// Known makes what everybody should know who is about to ask for a service, by its id; nil, nil is nothing.
type Known func(ctx context.Context, by authz.Actor, service string) (templ.Component, error)

// Ask makes what somebody should know before a request of theirs is sent; nil, nil is nothing. in may be incomplete.
type Ask func(ctx context.Context, by authz.Actor, in desk.Open) (templ.Component, error)

// Box makes a part of the form in which HR writes to a case. chosen is the text that was put into it, as the page's address says, or "". It is not called where nobody writes.
type Box func(ctx context.Context, by authz.Actor, c desk.Whole, chosen string) (templ.Component, error)

// Queue makes a part of the queue's page. query is what the queue is narrowed to, as its address has it, and kept is the id of the kept view that led there, or "".
type Queue func(ctx context.Context, by authz.Actor, kept, query string) (templ.Component, error)

// Mark makes chips for those of some cases that have one for the reader, by the id of the case: in the portal one takes the place of where the request stands.
type Mark func(ctx context.Context, by authz.Actor, all []desk.Case) (map[string]templ.Component, error)

// Narrow finds what a filter of the queue that belongs to a module above means for a reader: the words that say it, and the condition on c.id. It refuses what the reader may not know of.
type Narrow func(ctx context.Context, by authz.Actor, value string) (words string, where store.Where, err error)

// Parts are those of all modules.
type Parts []Part

// Sorted returns the parts from the top of a page to its end.
func (p Parts) Sorted() Parts {
	return slices.SortedStableFunc(slices.Values(p), func(a, b Part) int { return cmp.Compare(a.Weight, b.Weight) })
}

// Request returns what all modules show to a reader of a case on the requester's page, above the conversation.
func (p Parts) Request(ctx context.Context, by authz.Actor, c desk.Whole) ([]templ.Component, error) {
	return p.shown(ctx, by, c, func(one Part) Show { return one.Request })
}

// Aside is Request for the narrow column.
func (p Parts) Aside(ctx context.Context, by authz.Actor, c desk.Whole) ([]templ.Component, error) {
	return p.shown(ctx, by, c, func(one Part) Show { return one.Aside })
}

// Case is Request for HR's page.
func (p Parts) Case(ctx context.Context, by authz.Actor, c desk.Whole) ([]templ.Component, error) {
	return p.shown(ctx, by, c, func(one Part) Show { return one.Case })
}

// Box returns what all modules show in the form in which HR writes to a case.
func (p Parts) Box(ctx context.Context, by authz.Actor, c desk.Whole, chosen string) ([]templ.Component, error) {
	if c.Hidden || !c.May.Write {
		return nil, nil
	}
	return p.shown(ctx, by, c, func(one Part) Show {
		if one.Box == nil {
			return nil
		}
		return func(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
			return one.Box(ctx, by, c, chosen)
		}
	})
}

// Write is Request for what stands between the conversation and the form on HR's page.
func (p Parts) Write(ctx context.Context, by authz.Actor, c desk.Whole) ([]templ.Component, error) {
	return p.shown(ctx, by, c, func(one Part) Show { return one.Write })
}

// Queue returns what all modules show on the queue's page.
func (p Parts) Queue(ctx context.Context, by authz.Actor, kept, query string) (all []templ.Component, err error) {
	for _, one := range p {
		if one.Queue == nil {
			continue
		}
		component, err := one.Queue(ctx, by, kept, query)
		if err != nil {
			return nil, err
		}
		if component != nil {
			all = append(all, component)
		}
	}
	return all, nil
}

// Ask returns what all modules have to say before a request is sent.
func (p Parts) Ask(ctx context.Context, by authz.Actor, in desk.Open) (all []templ.Component, err error) {
	for _, one := range p {
		if one.Ask == nil {
			continue
		}
		component, err := one.Ask(ctx, by, in)
		if err != nil {
			return nil, err
		}
		if component != nil {
			all = append(all, component)
		}
	}
	return all, nil
}

// Form returns what all modules ask for besides words.
func (p Parts) Form(ctx context.Context, by authz.Actor, in Asked) ([]templ.Component, error) {
	return p.made(func(one Part) (templ.Component, error) {
		if one.Form == nil {
			return nil, nil
		}
		return one.Form(ctx, by, in)
	})
}

// Filter returns what all modules narrow the queue by.
func (p Parts) Filter(ctx context.Context, by authz.Actor, service string, m narrow.More) ([]templ.Component, error) {
	return p.made(func(one Part) (templ.Component, error) {
		if one.Filter == nil {
			return nil, nil
		}
		return one.Filter(ctx, by, service, m)
	})
}

func (p Parts) made(by func(Part) (templ.Component, error)) (all []templ.Component, err error) {
	for _, one := range p {
		component, err := by(one)
		if err != nil {
			return nil, err
		}
		if component != nil {
			all = append(all, component)
		}
	}
	return all, nil
}

// Above returns what all modules show above the queue.
func (p Parts) Above(ctx context.Context, by authz.Actor) ([]templ.Component, error) {
	return p.each(func(one Part) (templ.Component, error) {
		if one.Above == nil {
			return nil, nil
		}
		return one.Above(ctx, by)
	})
}

// Known returns what all modules say on the form of a service before anything is written.
func (p Parts) Known(ctx context.Context, by authz.Actor, service string) ([]templ.Component, error) {
	return p.each(func(one Part) (templ.Component, error) {
		if one.Known == nil {
			return nil, nil
		}
		return one.Known(ctx, by, service)
	})
}

// Take returns the columns of all modules.
func (p Parts) Take(ctx context.Context, by authz.Actor, service string) (all []Columns, err error) {
	for _, one := range p {
		if one.Take == nil {
			continue
		}
		columns, err := one.Take(ctx, by, service)
		if err != nil {
			return nil, err
		}
		if columns != nil {
			all = append(all, *columns)
		}
	}
	return all, nil
}

func (p Parts) each(show func(Part) (templ.Component, error)) (all []templ.Component, err error) {
	for _, one := range p {
		component, err := show(one)
		if err != nil {
			return nil, err
		}
		if component != nil {
			all = append(all, component)
		}
	}
	return all, nil
}

// Marks returns the chips of the module that stands highest for each of some cases. Those whose texts the reader may not read have none.
func (p Parts) Marks(ctx context.Context, by authz.Actor, all ...desk.Case) (map[string]templ.Component, error) {
	open := slices.DeleteFunc(slices.Clone(all), func(c desk.Case) bool { return c.Hidden })
	marks := map[string]templ.Component{}
	for _, one := range slices.Backward(p) {
		if one.Mark == nil || len(open) == 0 {
			continue
		}
		found, err := one.Mark(ctx, by, open)
		if err != nil {
			return nil, err
		}
		maps.Copy(marks, found)
	}
	return marks, nil
}

func (p Parts) shown(ctx context.Context, by authz.Actor, c desk.Whole, place func(Part) Show) (all []templ.Component, err error) {
	if c.Hidden {
		return nil, nil
	}
	for _, one := range p {
		show := place(one)
		if show == nil {
			continue
		}
		component, err := show(ctx, by, c)
		if err != nil {
			return nil, err
		}
		if component != nil {
			all = append(all, component)
		}
	}
	return all, nil
}
