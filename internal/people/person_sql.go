package people

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

const (
	maxName = 120  // characters of a name
	maxText = 1000 // characters of an address
)

var (
	languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	emailForm   = regexp.MustCompile(`^[^\s@<>,;"]+@[^\s@<>,;"]+$`)
)

// stored is a row of people_person as it is kept: what nobody chose is empty.
type stored struct {
	ID, GivenName, FamilyName, PreferredName, Pronouns, Language, TimeZone, Email, Phone, PostalAddress, Theme string
	KeyMap                                                                                                     string // see SaveKeys, which alone writes it
	UndoSeconds                                                                                                int
	Keys                                                                                                       bool
	Outside                                                                                                    bool   // not in the directory
	Own                                                                                                        string // the choices of the person, between commas
}

func (p stored) owns(choice string) bool { return slices.Contains(strings.Split(p.Own, ","), choice) }

func (p *stored) setOwn(choice string, on bool) {
	all := slices.DeleteFunc(strings.Split(p.Own, ","), func(c string) bool { return c == choice || c == "" })
	if on {
		all = append(all, choice)
	}
	slices.Sort(all)
	p.Own = strings.Join(all, ",")
}

// keys returns the sort key and the search text.
func (p stored) keys(number string) (sort, search string) {
	x := Person{GivenName: p.GivenName, FamilyName: p.FamilyName, PreferredName: p.PreferredName, Email: p.Email, PersonnelNumber: number}
	return x.sortName(), x.searchText()
}

func (p stored) name() string {
	return Person{GivenName: p.GivenName, FamilyName: p.FamilyName, PreferredName: p.PreferredName}.DisplayName()
}

const selectStored = `SELECT id, given_name, family_name, preferred_name, pronouns, language, time_zone, email, phone, postal_address, theme, keys, key_map, undo_seconds, own, outside
	FROM people_person `

func loadStored(ctx context.Context, q store.Querier, id string) (stored, error) {
	p, err := store.One[stored](ctx, q, selectStored+`WHERE id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return p, authz.Hidden()
	}
	return p, err
}

// numberOf returns the personnel number of the latest employment, or "".
func numberOf(ctx context.Context, q store.Querier, id string) (string, error) {
	e, err := EmploymentOf(ctx, q, id)
	return e.PersonnelNumber, err
}

func insertPerson(ctx context.Context, tx *store.Tx, p stored, number string) error {
	sort, search := p.keys(number)
	_, err := tx.Exec(ctx, `INSERT INTO people_person (id, given_name, family_name, preferred_name, pronouns, language, time_zone, email, phone,
		postal_address, theme, keys, own, sort_name, search, created_at, updated_at, outside)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $17)`,
		p.ID, p.GivenName, p.FamilyName, p.PreferredName, p.Pronouns, p.Language, p.TimeZone, p.Email, p.Phone, p.PostalAddress, p.Theme, p.Keys, p.Own,
		sort, search, tx.Now(), p.Outside)
	if err != nil {
		return fmt.Errorf("add person: %w", err)
	}
	return index(ctx, tx, p, number, true)
}

func updatePerson(ctx context.Context, tx *store.Tx, p stored) error {
	number, err := numberOf(ctx, tx, p.ID)
	if err != nil {
		return err
	}
	return updatePersonOf(ctx, tx, p, number)
}

func updatePersonOf(ctx context.Context, tx *store.Tx, p stored, number string) error {
	sort, search := p.keys(number)
	_, err := tx.Exec(ctx, `UPDATE people_person SET given_name = $2, family_name = $3, preferred_name = $4, pronouns = $5, language = $6, time_zone = $7,
		email = $8, phone = $9, postal_address = $10, theme = $11, keys = $12, own = $13, sort_name = $14, search = $15, updated_at = $16, outside = $17 WHERE id = $1`,
		p.ID, p.GivenName, p.FamilyName, p.PreferredName, p.Pronouns, p.Language, p.TimeZone, p.Email, p.Phone, p.PostalAddress, p.Theme, p.Keys, p.Own,
		sort, search, tx.Now(), p.Outside)
	if err != nil {
		return fmt.Errorf("change person: %w", err)
	}
	return index(ctx, tx, p, number, false)
}
