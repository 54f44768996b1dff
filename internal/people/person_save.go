package people

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// SavePerson adds a person, with an empty ID, or changes one, to exactly what it says. Unit is a path or a name and Manager an ID, an
// e-mail address or a personnel number; unit and site are made when they are new. Dates are YYYY-MM-DD.
type SavePerson struct {
	ID              string  `path:"id" json:"-"`
	GivenName       string  `json:"given_name"`
	FamilyName      string  `json:"family_name"`
	PreferredName   string  `json:"preferred_name,omitempty"`
	Pronouns        string  `json:"pronouns,omitempty"`
	Language        string  `json:"language,omitempty"`
	TimeZone        string  `json:"time_zone,omitempty"`
	Email           string  `json:"email,omitempty"`
	Phone           string  `json:"phone,omitempty"`
	PersonnelNumber string  `json:"personnel_number,omitempty"`
	Unit            string  `json:"unit,omitempty"`
	Site            string  `json:"site,omitempty"`
	SiteZone        string  `json:"site_time_zone,omitempty"` // the time zone of a site that is new
	Position        string  `json:"position,omitempty"`
	Manager         string  `json:"manager,omitempty"`
	Started         string  `json:"started,omitempty"`
	Ended           string  `json:"ended,omitempty"`
	WeeklyHours     float64 `json:"weekly_hours,omitempty"` // 0: not known
}

// AddPerson adds somebody to the directory; ID is ignored. It refuses an address or a number that somebody has already, but an outsider with the address becomes the person. The head of HR
// and administrators may.
func (s *Service) AddPerson(ctx context.Context, by authz.Actor, in SavePerson) (Person, error) {
	if err := s.may(by, EditPeople); err != nil {
		return Person{}, err
	}
	in.ID = ""
	return s.savePerson(ctx, by, in)
}

// EditPerson changes the directory's facts of a person, NotFound when there is none with the ID. Facts of an employment make a member of an outsider. The head of HR and administrators may.
func (s *Service) EditPerson(ctx context.Context, by authz.Actor, in SavePerson) (Person, error) {
	if err := s.may(by, EditPeople); err != nil {
		return Person{}, err
	}
	if in.ID == "" {
		return Person{}, authz.Hidden()
	}
	return s.savePerson(ctx, by, in)
}

func (s *Service) savePerson(ctx context.Context, by authz.Actor, in SavePerson) (p Person, err error) {
	in.tidy()
	if err := in.check(); err != nil {
		return p, err
	}
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		if in.ID != "" {
			if err := meet(ctx, tx, by, in.ID); err != nil {
				return err
			}
		}
		id, err := in.save(ctx, tx)
		if err != nil {
			return err
		}
		if p, err = ByID(ctx, tx, id); err != nil {
			return err
		}
		return s.record(ctx, tx, by, EditPeople, "", id)
	})
	s.looks.forget(false)
	return p, err
}

func (in *SavePerson) tidy() {
	for _, text := range []*string{&in.GivenName, &in.FamilyName, &in.PreferredName, &in.Pronouns, &in.Language, &in.TimeZone, &in.Phone, &in.Site,
		&in.Position, &in.Manager, &in.Started, &in.Ended} {
		*text = strings.Join(strings.Fields(*text), " ")
	}
	in.Email, in.PersonnelNumber = FoldEmail(in.Email), foldNumber(in.PersonnelNumber)
}

func (in SavePerson) check() error {
	var f fault.Fields
	f.Need(in.GivenName != "" || in.FamilyName != "", "given_name", "Enter a name.")
	for name, value := range map[string]string{"given_name": in.GivenName, "family_name": in.FamilyName, "preferred_name": in.PreferredName, "pronouns": in.Pronouns,
		"site": in.Site, "position": in.Position, "personnel_number": in.PersonnelNumber, "email": in.Email} {
		f.Need(utf8.RuneCountInString(value) <= maxName, name, "Write at most %d characters.", maxName)
	}
	f.Need(utf8.RuneCountInString(in.Unit) <= maxText, "unit", "Write at most %d characters.", maxText)
	f.Need(in.Email != "" || in.PersonnelNumber != "", "personnel_number", "Enter a personnel number or an e-mail address: one of them has to tell the person from others.")
	f.Need(in.Email == "" || emailForm.MatchString(in.Email), "email", "This is not a whole e-mail address. An example: amina@ferrow-lund.example.")
	checkReach(&f, stored{Language: in.Language, TimeZone: in.TimeZone, Phone: in.Phone})
	f.Need(in.Started == "" || validDay(in.Started), "started", "Enter a date, for example 2026-11-26.")
	f.Need(in.Ended == "" || validDay(in.Ended), "ended", "Enter a date, for example 2026-11-26.")
	f.Need(in.Ended == "" || in.Started == "" || in.Ended >= in.Started, "ended", "The last day is before the first. Check both.")
	f.Need(in.WeeklyHours >= 0 && in.WeeklyHours <= 168, "weekly_hours", "A week has 168 hours. Enter between 0 and 168.")
	return f.Err()
}

func validDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// save writes the person and the employment and returns the ID.
func (in SavePerson) save(ctx context.Context, tx *store.Tx) (string, error) {
	p, err := in.person(ctx, tx)
	if err != nil {
		return "", err
	}
	added := p.ID == ""
	if added {
		p.ID, p.Keys = ident.New(), true
	}
	e, err := in.employment(ctx, tx, p.ID)
	if err != nil {
		return "", err
	}
	if added {
		err = insertPerson(ctx, tx, p, in.PersonnelNumber)
		tx.Publish(PersonAdded{PersonID: p.ID})
	} else {
		err = updatePersonOf(ctx, tx, p, in.PersonnelNumber)
		tx.Publish(PersonChanged{PersonID: p.ID})
	}
	if err != nil {
		return "", err
	}
	if p.Outside {
		return p.ID, nil
	}
	return p.ID, saveEmployment(ctx, tx, p.ID, e)
}

// person returns the person as in makes them. An outsider with the address of somebody new becomes that person.
func (in SavePerson) person(ctx context.Context, tx *store.Tx) (p stored, err error) {
	adds := in.ID == ""
	if adds {
		if in.ID, err = outsiderWith(ctx, tx, in.Email); err != nil {
			return p, err
		}
	}
	if in.ID != "" {
		if p, err = loadStored(ctx, tx, in.ID); err != nil {
			return p, err
		}
	}
	var f fault.Fields
	if other, err := holder(ctx, tx, `SELECT id FROM people_person WHERE email = $1 AND email <> ''`, in.Email); err != nil || other != "" && other != in.ID {
		f.Need(err != nil, "email", "Somebody else has this address.")
		return p, errors.Join(err, f.Err())
	}
	if other, err := holder(ctx, tx, `SELECT person_id FROM people_employment WHERE personnel_number = $1 AND personnel_number <> ''`, in.PersonnelNumber); err != nil || other != "" && other != in.ID {
		f.Need(err != nil, "personnel_number", "Somebody else has this number.")
		return p, errors.Join(err, f.Err())
	}
	p.GivenName, p.FamilyName, p.PreferredName, p.Pronouns = in.GivenName, in.FamilyName, in.PreferredName, in.Pronouns
	p.Language, p.TimeZone, p.Email, p.Phone = in.Language, in.TimeZone, in.Email, in.Phone
	p.Outside = p.Outside && !adds && !in.joins()
	return p, nil
}

// holder returns the ID of the person who has a value, or "".
func holder(ctx context.Context, q store.Querier, query, value string) (string, error) {
	if value == "" {
		return "", nil
	}
	id, err := store.One[string](ctx, q, query, value)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	return id, err
}

func (in SavePerson) employment(ctx context.Context, tx *store.Tx, id string) (e Employment, err error) {
	e = Employment{PersonnelNumber: in.PersonnelNumber, Position: in.Position, Started: in.Started, Ended: in.Ended, WeeklyHours: in.WeeklyHours}
	if in.Manager != "" {
		m, err := Find(ctx, tx, in.Manager)
		if fault.KindOf(err) == fault.NotFound {
			return e, fault.ForField("manager", "No person has the address or number %s.", in.Manager)
		}
		if err != nil {
			return e, err
		}
		if e.ManagerID = m.ID; id != "" {
			if err := refuseCircle(ctx, tx, id, m.ID); err != nil {
				return e, err
			}
		}
	}
	all, err := Units(ctx, tx)
	if err != nil {
		return e, err
	}
	var made []Unit
	if e.UnitID, made, err = newUnitTree(all).resolve(in.Unit); err != nil {
		return e, err
	}
	for _, u := range made {
		if err := insertUnit(ctx, tx, u); err != nil {
			return e, fmt.Errorf("add unit: %w", err)
		}
	}
	e.Site, err = saveSite(ctx, tx, in.Site, in.SiteZone)
	return e, err
}

// refuseCircle refuses a manager whom the person leads, directly or through others.
func refuseCircle(ctx context.Context, q store.Querier, id, manager string) error {
	for range 200 {
		if manager == "" {
			return nil
		}
		if manager == id {
			return fault.ForField("manager", "This would be a circle: the manager is led by this person.")
		}
		next, err := ManagerOf(ctx, q, manager)
		if err != nil {
			return err
		}
		manager = next
	}
	return fault.ForField("manager", "This would be a circle: the manager is led by this person.")
}

// saveSite returns the name of a site as it is kept, and makes it when it is new.
func saveSite(ctx context.Context, tx *store.Tx, name, zone string) (string, error) {
	if name == "" {
		return "", nil
	}
	known, err := store.One[string](ctx, tx, `SELECT name FROM people_site WHERE folded = $1`, Fold(name))
	if err == nil || !errors.Is(err, store.ErrNone) {
		return known, err
	}
	if zone != "" && !knownZone(zone) {
		return "", fault.ForField("site_time_zone", "Choose a time zone from the list, for example Europe/Stockholm.")
	}
	_, err = tx.Exec(ctx, `INSERT INTO people_site (name, folded, time_zone) VALUES ($1, $2, $3)`, name, Fold(name), zone)
	return name, err
}

// saveEmployment writes the latest employment of a person: it changes the one there is, or adds the first.
func saveEmployment(ctx context.Context, tx *store.Tx, id string, e Employment) error {
	n, err := tx.Exec(ctx, `UPDATE people_employment SET personnel_number = $2, unit_id = NULLIF($3, ''), site = NULLIF($4, ''), position = $5,
		manager_id = NULLIF($6, ''), started = $7, ended = $8, weekly_hours = $9 WHERE person_id = $1 AND latest`,
		id, e.PersonnelNumber, e.UnitID, e.Site, e.Position, e.ManagerID, e.Started, e.Ended, e.WeeklyHours)
	if err == nil && n == 0 {
		_, err = tx.Exec(ctx, `INSERT INTO people_employment (id, person_id, personnel_number, unit_id, site, position, manager_id, started, ended, weekly_hours, latest)
			VALUES ($1, $2, $3, NULLIF($4, ''), NULLIF($5, ''), $6, NULLIF($7, ''), $8, $9, $10, $11)`,
			ident.New(), id, e.PersonnelNumber, e.UnitID, e.Site, e.Position, e.ManagerID, e.Started, e.Ended, e.WeeklyHours, true)
	}
	if err != nil {
		return fmt.Errorf("save employment: %w", err)
	}
	return nil
}

// Hours writes the hours a week for a form: "" for none.
func (in SavePerson) Hours() string { return hours(in.WeeklyHours) }

// MayEdit says whether by may add and change people, for pages that offer it.
func (s *Service) MayEdit(by authz.Actor) error { return s.may(by, EditPeople) }

// MayImport says whether by may import files, for pages that offer it.
func (s *Service) MayImport(by authz.Actor) error { return s.may(by, LoadPeople) }

// ShowEdit returns what EditPerson would leave as it is, for a form to start from: what nobody chose is empty. The head of HR and
// administrators may.
func (s *Service) ShowEdit(ctx context.Context, by authz.Actor, in ReadPerson) (SavePerson, error) {
	if err := s.may(by, EditPeople); err != nil {
		return SavePerson{}, err
	}
	if err := meet(ctx, s.db, by, in.ID); err != nil {
		return SavePerson{}, err
	}
	p, err := loadStored(ctx, s.db, in.ID)
	if err != nil {
		return SavePerson{}, err
	}
	c, err := CardOf(ctx, s.db, in.ID)
	return SavePerson{ID: p.ID, GivenName: p.GivenName, FamilyName: p.FamilyName, PreferredName: p.PreferredName, Pronouns: p.Pronouns, Language: p.Language,
		TimeZone: p.TimeZone, Email: p.Email, Phone: p.Phone, PersonnelNumber: c.PersonnelNumber, Unit: strings.Join(c.UnitPath, " "+UnitSeparator+" "),
		Site: c.Site, Position: c.Position, Manager: c.ManagerID, Started: c.Since, Ended: c.Ended, WeeklyHours: c.WeeklyHours}, err
}
