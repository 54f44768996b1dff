// Package party finds and keeps the people of a case: who asks, for whom, whom it concerns or is against, who may see it and who must not.
package party

import (
	"context"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/desk/given"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// The relations that people have to a case, as desk_party keeps them.
const (
	By, For, About        = "by", "for", "about"
	Against, Excluded     = "against", "excluded"
	Named, Representative = "named", "representative"
)

// Manager stands in Names.NotTo for whoever leads the person that it is for, now or later.
const Manager = "manager"

// mostInField is how many persons one field may name.
const mostInField = 20

// Names are the people of a request as somebody names them: by e-mail addresses, personnel numbers or ids.
type Names struct {
	By                           string // the id of who asks, "" for a task
	For                          string // "" for oneself
	ForOther                     bool   // who asks may name anybody in For, somebody outside too, as asked by them
	About, Against, Named, NotTo []string
}

// Found is Names with its people found.
type Found struct {
	By, For                         people.Person
	About, Against, Named, Excluded []people.Person
	NotToManager                    bool
	Service                         catalogue.Service // what is asked for; Find leaves it
	Keep                            given.Keep        // keeps what it was given besides words; Find leaves it
}

// Narrower returns the sensitivity of a case whose requester asked for care: named people if some were named, the team otherwise.
func Narrower(now string, named bool) string {
	if named {
		return catalogue.Named
	}
	if now == catalogue.Open {
		return catalogue.Team
	}
	return now
}

// Find finds the persons that a request names. Who is not known, or stands in two fields that contradict each other, is a fault in f.
func Find(ctx context.Context, q store.Querier, in Names, f *fault.Fields) (p Found, err error) {
	if in.By != "" {
		if p.By, err = people.ByID(ctx, q, in.By); err != nil {
			return p, err
		}
	}
	p.For = p.By
	if in.For != "" {
		find := people.Find
		if in.ForOther { // somebody outside may have phoned, too
			find = people.FindAnyone
		}
		if p.For, err = one(ctx, q, find, f, "for", in.For); err != nil {
			return p, err
		}
		if in.ForOther {
			p.By = p.For
		}
	}
	for _, field := range []struct {
		name string
		refs []string
		into *[]people.Person
	}{{"about", in.About, &p.About}, {"against", in.Against, &p.Against}, {"named", in.Named, &p.Named}} {
		if *field.into, err = many(ctx, q, f, field.name, field.refs); err != nil {
			return p, err
		}
	}
	if err := p.exclude(ctx, q, in.NotTo, f); err != nil {
		return p, err
	}
	return p, p.check(ctx, q, f)
}

// Exclude finds the people who are to be kept from a case from now on, of which who asks and for whom it is are known by id. It refuses as Find does.
func Exclude(ctx context.Context, q store.Querier, by, forWhom string, refs []string, f *fault.Fields) (Found, error) {
	p := Found{By: people.Person{ID: by}, For: people.Person{ID: forWhom}}
	if err := p.exclude(ctx, q, refs, f); err != nil {
		return p, err
	}
	return p, p.check(ctx, q, f)
}

// one finds a person with find; one who is not known is a fault of the field, and nobody.
func one(ctx context.Context, q store.Querier, find func(context.Context, store.Querier, string) (people.Person, error), f *fault.Fields, field, ref string) (people.Person, error) {
	found, err := find(ctx, q, ref)
	if fault.KindOf(err) == fault.NotFound {
		f.Need(false, field, "We do not know %s. Give an e-mail address or a personnel number.", ref)
		return found, nil
	}
	return found, err
}

func many(ctx context.Context, q store.Querier, f *fault.Fields, field string, refs []string) (all []people.Person, err error) {
	f.Need(len(refs) <= mostInField, field, "Name at most %d people.", mostInField)
	for _, ref := range refs {
		if strings.TrimSpace(ref) == "" {
			continue
		}
		found, err := one(ctx, q, people.Find, f, field, ref)
		if err != nil {
			return nil, err
		}
		if found.ID != "" {
			all = append(all, found)
		}
	}
	return all, nil
}

// exclude finds whom the requester wants kept from the case.
func (p *Found) exclude(ctx context.Context, q store.Querier, notTo []string, f *fault.Fields) (err error) {
	refs := slices.DeleteFunc(slices.Clone(notTo), func(ref string) bool { return ref == Manager })
	p.NotToManager = len(refs) < len(notTo)
	if p.Excluded, err = many(ctx, q, f, "not_to", refs); err != nil || !p.NotToManager || p.For.ID == "" {
		return err
	}
	manager, err := people.ManagerOf(ctx, q, p.For.ID)
	if err != nil || manager == "" {
		return err
	}
	m, err := people.ByID(ctx, q, manager)
	p.Excluded = append(p.Excluded, m)
	return err
}

// check refuses persons in fields that contradict each other.
func (p *Found) check(ctx context.Context, q store.Querier, f *fault.Fields) error {
	asks := func(x people.Person) bool { return x.ID == p.By.ID || x.ID == p.For.ID }
	f.Need(!slices.ContainsFunc(p.Against, asks), "against", "The person who asks cannot be the person it is against.")
	f.Need(!slices.ContainsFunc(p.Excluded, asks), "not_to", "The person who asks cannot be kept from seeing it.")
	for _, x := range p.Named {
		hr, err := people.HasHRRole(ctx, q, x.ID)
		if err != nil {
			return err
		}
		f.Need(hr, "named", "%s is not in HR. Name people of HR who may see it.", x.DisplayName())
		f.Need(!slices.ContainsFunc(p.Against, func(a people.Person) bool { return a.ID == x.ID }), "named", "It cannot be against somebody and open to them.")
	}
	return nil
}

// Add writes the people of a new case.
func Add(ctx context.Context, tx *store.Tx, caseID string, p Found) error {
	groups := []struct {
		relation string
		all      []people.Person
	}{{By, []people.Person{p.By}}, {For, []people.Person{p.For}}, {About, p.About}, {Against, p.Against}, {Named, p.Named}, {Excluded, p.Excluded}}
	var rows [][]any
	for _, g := range groups {
		var ids []string
		for _, x := range g.all {
			if !slices.Contains(ids, x.ID) {
				ids, rows = append(ids, x.ID), append(rows, []any{caseID, x.ID, g.relation})
			}
		}
	}
	return tx.InsertAll(ctx, "desk_party", []string{"case_id", "person_id", "relation"}, rows)
}
