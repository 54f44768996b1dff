package people

import (
	"context"
	"fmt"
	"strings"

	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

// searchKind is the kind of the names in the index.
const searchKind = "person"

// names is what the index holds of a person.
func (p stored) names(number string) search.Doc {
	return search.Doc{Kind: searchKind, Ref: p.ID, Names: true,
		Title: strings.Join([]string{p.GivenName, p.PreferredName, p.FamilyName, p.Email, number}, " ")}
}

// index makes somebody who is new, or whose names may have changed, found by them.
func index(ctx context.Context, tx *store.Tx, p stored, number string, isNew bool) error {
	doc := p.names(number)
	doc.New = isNew
	return search.Put(ctx, tx, doc)
}

// unindex makes somebody found no more.
func unindex(ctx context.Context, tx *store.Tx, id string) error {
	return search.Delete(ctx, tx, searchKind, id)
}

const selectNamed = `SELECT p.id, p.given_name, p.family_name, p.preferred_name, p.email, COALESCE(e.personnel_number, '') AS number
	FROM people_person p LEFT JOIN people_employment e ON e.person_id = p.id AND e.latest WHERE `

// reindexNext writes what the index holds of the next n people after an id, in order of ids, and returns the last one; "" when there is none.
func reindexNext(ctx context.Context, tx *store.Tx, after string, n int) (last string, err error) {
	return reindex(ctx, tx, selectNamed+`p.id > $1 ORDER BY p.id LIMIT $2`, after, n)
}

// ReindexPerson writes what the index holds of a person, for who writes people into the tables past this module.
func ReindexPerson(ctx context.Context, tx *store.Tx, id string) error {
	_, err := reindex(ctx, tx, selectNamed+`p.id = $1`, id)
	return err
}

func reindex(ctx context.Context, tx *store.Tx, query string, args ...any) (last string, err error) {
	type named struct {
		stored
		Number string
	}
	all, err := store.All[named](ctx, tx, query, args...)
	if err != nil {
		return "", fmt.Errorf("read people: %w", err)
	}
	docs := make([]search.Doc, len(all))
	for i, p := range all {
		docs[i], last = p.names(p.Number), p.ID
	}
	return last, search.PutAll(ctx, tx, docs)
}
