package people

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Nothing is the input of a use case that needs none.
type Nothing struct{}

// Me is what the directory knows of the person who asks, and what they chose.
type Me struct {
	Person
	Name     string       `json:"name"`
	Card     Card         `json:"card"`
	Roles    []authz.Role `json:"roles"`
	Teams    []string     `json:"teams"`
	Channels []string     `json:"channels"` // ways of reaching the person, the preferred one first
	Address  string       `json:"postal_address"`
}

// The own choices that an import does not overwrite once the person made them.
const (
	ownPreferred = "preferred_name"
	ownPronouns  = "pronouns"
	ownLanguage  = "language"
	ownZone      = "time_zone"
	ownPhone     = "phone"
	ownAddress   = "postal_address"
)

// ShowMe returns what the directory knows of the person who asks. Everyone signed in may.
func (s *Service) ShowMe(ctx context.Context, by authz.Actor, _ Nothing) (Me, error) {
	if err := s.may(by, ReadOwn); err != nil {
		return Me{}, err
	}
	return s.me(ctx, s.db, by.PersonID)
}

func (s *Service) me(ctx context.Context, q store.Querier, id string) (me Me, err error) {
	if me.Person, err = ByID(ctx, q, id); err != nil {
		return me, err
	}
	me.Name = me.DisplayName()
	if me.Card, err = CardOf(ctx, q, id); err != nil {
		return me, err
	}
	if me.Roles, me.Teams, err = Standing(ctx, q, id); err != nil {
		return me, err
	}
	if me.Channels, err = store.All[string](ctx, q, `SELECT kind FROM people_channel WHERE person_id = $1 ORDER BY rank`, id); err != nil {
		return me, fmt.Errorf("read channels: %w", err)
	}
	if len(me.Channels) == 0 {
		me.Channels = []string{me.Channel}
	}
	if me.Address, err = store.One[string](ctx, q, `SELECT postal_address FROM people_person WHERE id = $1`, id); err != nil {
		return me, fmt.Errorf("read address: %w", err)
	}
	me.Roles, me.Teams = listed(me.Roles), listed(me.Teams)
	return me, nil
}

// listed returns all as a list that JSON writes as [] when it is empty.
func listed[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// SaveMe changes the choices of the person who asks. A nil field stays as it is; a choice that is emptied is the directory's again.
type SaveMe struct {
	PreferredName *string   `json:"preferred_name,omitempty"`
	Pronouns      *string   `json:"pronouns,omitempty"`
	Language      *string   `json:"language,omitempty"`
	TimeZone      *string   `json:"time_zone,omitempty"`
	Phone         *string   `json:"phone,omitempty"`
	Address       *string   `json:"postal_address,omitempty"`
	Channel       *string   `json:"channel,omitempty"` // the preferred way
	Theme         *string   `json:"theme,omitempty"`   // "", "light" or "dark"
	Keys          *bool     `json:"keys,omitempty"`
	Channels      *[]string `json:"channels,omitempty"` // all ways, the preferred one first; Channel goes before
}

// SaveMe changes what by chose for themselves and returns the result. It refuses by field what cannot be: an unknown language or
// zone, a way of reaching the person for which there is no address or number.
func (s *Service) SaveMe(ctx context.Context, by authz.Actor, in SaveMe) (me Me, err error) {
	if err := s.may(by, ReadOwn); err != nil {
		return me, err
	}
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		old, err := loadStored(ctx, tx, by.PersonID)
		if err != nil {
			return err
		}
		p := in.onto(old)
		if err := in.check(p); err != nil {
			return err
		}
		if err := updatePerson(ctx, tx, p); err != nil {
			return err
		}
		if err := in.saveChannels(ctx, tx, by.PersonID); err != nil {
			return err
		}
		tx.Publish(PersonChanged{PersonID: by.PersonID})
		me, err = s.me(ctx, tx, by.PersonID)
		return err
	})
	s.looks.forget(false)
	return me, err
}

// onto returns p with the choices of in.
func (in SaveMe) onto(p stored) stored {
	for _, c := range []struct {
		name string
		from *string
		to   *string
	}{{ownPreferred, in.PreferredName, &p.PreferredName}, {ownPronouns, in.Pronouns, &p.Pronouns}, {ownLanguage, in.Language, &p.Language},
		{ownZone, in.TimeZone, &p.TimeZone}, {ownPhone, in.Phone, &p.Phone}, {ownAddress, in.Address, &p.PostalAddress}} {
		if c.from == nil {
			continue
		}
		value := strings.TrimSpace(*c.from)
		if value == *c.to {
			continue
		}
		*c.to = value
		p.setOwn(c.name, value != "")
	}
	if in.Theme != nil {
		p.Theme = *in.Theme
	}
	if in.Keys != nil {
		p.Keys = *in.Keys
	}
	return p
}

func (in SaveMe) check(p stored) error {
	var f fault.Fields
	f.Need(utf8.RuneCountInString(p.PreferredName) <= maxName, "preferred_name", "Write at most %d characters.", maxName)
	f.Need(utf8.RuneCountInString(p.Pronouns) <= maxName, "pronouns", "Write at most %d characters.", maxName)
	checkReach(&f, p)
	f.Need(slices.Contains([]string{"", "light", "dark"}, p.Theme), "theme", "Choose light, dark, or as the device says.")
	for _, kind := range in.ways() {
		f.Need(slices.Contains(Channels(), kind), "channel", "Choose e-mail, text message, phone or post.")
		f.Need(kind != ByEmail || p.Email != "", "channel", "There is no e-mail address of yours here. Choose another way.")
		f.Need(kind != BySMS && kind != ByPhone || p.Phone != "", "channel", "Enter your phone number, or choose another way.")
	}
	return f.Err()
}

// ways returns the ways of reaching the person that in asks for, or nil for no change.
func (in SaveMe) ways() []string {
	var all []string
	if in.Channel != nil && *in.Channel != "" {
		all = append(all, *in.Channel)
	}
	if in.Channels != nil {
		for _, c := range *in.Channels {
			if !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	return all
}

func (in SaveMe) saveChannels(ctx context.Context, tx *store.Tx, id string) error {
	all := in.ways()
	if len(all) == 0 {
		return nil
	}
	if _, err := tx.Exec(ctx, `DELETE FROM people_channel WHERE person_id = $1`, id); err != nil {
		return fmt.Errorf("save channels: %w", err)
	}
	for rank, kind := range all {
		if _, err := tx.Exec(ctx, `INSERT INTO people_channel (person_id, kind, rank) VALUES ($1, $2, $3)`, id, kind, rank+1); err != nil {
			return fmt.Errorf("save channels: %w", err)
		}
	}
	return nil
}

// checkReach refuses a language, a time zone and a phone number that cannot be.
func checkReach(f *fault.Fields, p stored) {
	f.Need(p.Language == "" || knownLanguage(p.Language), "language", "We do not have this language yet. Choose another one.")
	f.Need(p.TimeZone == "" || knownZone(p.TimeZone), "time_zone", "Choose a time zone from the list, for example Europe/Stockholm.")
	f.Need(p.Phone == "" || validPhone(p.Phone), "phone", "Write the number with its country code, for example +46 40 123 45 67.")
	f.Need(utf8.RuneCountInString(p.PostalAddress) <= maxText, "postal_address", "Write at most %d characters.", maxText)
}

// knownLanguage reports whether tag is well formed: people may speak what the product does not.
func knownLanguage(tag string) bool { return languageTag.MatchString(tag) || tag == locale.Pseudo }

func knownZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && name != "Local"
}

// validPhone reports whether number has digits and what stands between digits: an extension inside the house is a number too.
func validPhone(number string) bool {
	digits := 0
	for _, r := range number {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune(" +-()/.", r):
			return false
		}
	}
	return digits >= 2 && digits <= 16
}
