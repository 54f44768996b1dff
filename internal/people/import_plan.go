package people

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"hearth/internal/people/roster"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// plan is what a file would change, row by row.
type plan struct {
	state  *state
	rows   []*row
	seen   map[string]bool // IDs of people whom a row is about
	claims claims
	made   []Unit   // units that rows need, parents first
	sites  []string // sites that rows need
	added  []*entry
	today  string
}

// plan compares the records with the directory. Every row is taken or has a reason.
func (in ImportPeople) plan(ctx context.Context, q store.Querier, f file) (*plan, error) {
	st, err := loadState(ctx, q)
	if err != nil {
		return nil, err
	}
	p := &plan{state: st, seen: map[string]bool{}, claims: newClaims(), today: dayAt(q.Now(), "UTC")}
	for _, rec := range f.records.All {
		r := &row{line: rec.Line, values: rec.Values, wrong: rec.Wrong}
		p.rows = append(p.rows, r)
		p.match(r)
		if r.to != nil {
			p.apply(r)
		}
	}
	p.placeUnits()
	p.findManagers()
	p.settleManagers()
	for _, r := range p.rows {
		if !r.refused() {
			p.compare(r)
		}
	}
	return p, nil
}

// said returns what a row says of a field: the empty text for nothing and for Clear.
func (r *row) said(f roster.Field) string {
	if v := r.values[f]; v != roster.Clear {
		return v
	}
	return ""
}

// match finds whom a row is about and marks them as seen, also when the row is refused.
func (p *plan) match(r *row) {
	number, email := foldNumber(r.said(roster.Number)), FoldEmail(r.said(roster.Email))
	byNumber, byEmail := p.state.byNumber[number], p.state.byEmail[email]
	for _, e := range []*entry{byNumber, byEmail} {
		if e != nil {
			p.seen[e.ID] = true
		}
	}
	switch {
	case number == "" && email == "":
		r.refuse("The row has neither a personnel number nor an e-mail address, so nobody can tell whom it is about.")
	case byNumber != nil && byEmail != nil && byNumber != byEmail:
		r.refuse("The number %s is that of %s, but the address %s is that of %s.", number, byNumber.name(), email, byEmail.name())
	case byNumber != nil:
		p.claim(r, byNumber, number, email)
	case p.state.former[number] != nil:
		p.seen[p.state.former[number].ID] = true
		r.refuse("The number %s is that of an earlier employment of %s.", number, p.state.former[number].name())
	case byEmail != nil && number != "" && byEmail.PersonnelNumber != "":
		r.rehired = r.said(roster.Started) > byEmail.Started && r.said(roster.Started) != ""
		if !r.rehired {
			r.refuse("The address %s is that of %s, who has the number %s. For a new employment the row needs a later first day.", email, byEmail.name(), byEmail.PersonnelNumber)
			return
		}
		p.claim(r, byEmail, number, email)
	case byEmail != nil:
		p.claim(r, byEmail, number, email)
	case r.said(roster.GivenName) == "" && r.said(roster.FamilyName) == "":
		r.refuse("Nobody has this number or address yet, and the row has no name.")
	default:
		p.claim(r, nil, number, email)
	}
}

// claim makes the row speak for a person, or for somebody new; a second row for the same one is refused.
func (p *plan) claim(r *row, e *entry, number, email string) {
	id := ""
	if e != nil {
		id = e.ID
	}
	for _, c := range []struct {
		rows map[string]*row
		key  string
	}{{p.claims.person, id}, {p.claims.number, number}, {p.claims.email, email}} {
		if first := c.rows[c.key]; c.key != "" && first != nil {
			r.refuse("Line %d is about the same person. Keep one of them.", first.line)
			return
		}
	}
	to := &entry{stored: stored{ID: ident.New(), Keys: true}}
	if e != nil {
		copied := *e
		to = &copied
	}
	for rows, key := range map[*map[string]*row]string{&p.claims.person: to.ID, &p.claims.number: number, &p.claims.email: email} {
		if key != "" {
			(*rows)[key] = r
		}
	}
	r.from, r.to, r.added = e, to, e == nil
	if r.added && !r.refused() {
		p.added = append(p.added, to)
	}
}

// apply puts what the row says onto the person, but for the unit and the manager, which need the other rows.
func (p *plan) apply(r *row) {
	to := r.to
	if r.rehired {
		to.UnitID, to.Site, to.Position, to.ManagerID, to.Started, to.Ended, to.WeeklyHours = "", "", "", "", "", "", 0
	}
	for _, c := range []struct {
		f    roster.Field
		into *string
		own  string
	}{{roster.GivenName, &to.GivenName, ""}, {roster.FamilyName, &to.FamilyName, ""}, {roster.PreferredName, &to.PreferredName, ownPreferred},
		{roster.Pronouns, &to.Pronouns, ownPronouns}, {roster.Language, &to.Language, ownLanguage}, {roster.TimeZone, &to.TimeZone, ownZone},
		{roster.Phone, &to.Phone, ownPhone}, {roster.Address, &to.PostalAddress, ownAddress}, {roster.Number, &to.PersonnelNumber, ""},
		{roster.Email, &to.Email, ""}, {roster.Site, &to.Site, ""}, {roster.Position, &to.Position, ""}, {roster.Started, &to.Started, ""},
		{roster.Ended, &to.Ended, ""}} {
		if v := r.values[c.f]; v != "" && (c.own == "" || !to.owns(c.own)) {
			*c.into = r.said(c.f)
		}
	}
	to.PersonnelNumber, to.Email, to.Employed, to.Outside = foldNumber(to.PersonnelNumber), FoldEmail(to.Email), true, false
	to.Language = languageOf(to.Language)
	if v := r.values[roster.Hours]; v != "" {
		to.WeeklyHours, _ = strconv.ParseFloat(r.said(roster.Hours), 64) // roster checked the form; Clear is 0
	}
	if to.Site != "" {
		p.placeSite(to)
	}
	checkEntry(r)
}

// checkEntry refuses what cannot be.
func checkEntry(r *row) {
	to := r.to
	switch {
	case to.Email == "" && to.PersonnelNumber == "":
		r.refuse("The row takes away the number or the address, and nothing else tells the person from others.")
	case to.GivenName == "" && to.FamilyName == "":
		r.refuse("The row takes away the name.")
	case to.Email != "" && !emailForm.MatchString(to.Email):
		r.refuse("“%s” is not a whole e-mail address.", to.Email)
	case to.Language != "" && !knownLanguage(to.Language):
		r.refuse("“%s” is no language that we know. Write a code such as en or de.", to.Language)
	case to.TimeZone != "" && !knownZone(to.TimeZone):
		r.refuse("“%s” is no time zone that we know. Write it like Europe/Stockholm.", to.TimeZone)
	case to.Phone != "" && !validPhone(to.Phone):
		r.refuse("“%s” is no phone number. Write digits, with the country code first.", to.Phone)
	case to.Ended != "" && to.Started != "" && to.Ended < to.Started:
		r.refuse("The last day (%s) is before the first (%s).", to.Ended, to.Started)
	case to.WeeklyHours > 168:
		r.refuse("A week has 168 hours.")
	case tooLong(to):
		r.refuse("A cell of the row is longer than %d characters. Is it in the right column?", maxText)
	}
}

func tooLong(e *entry) bool {
	return slices.ContainsFunc([]string{e.GivenName, e.FamilyName, e.PreferredName, e.Pronouns, e.Email, e.Phone, e.PersonnelNumber, e.Site, e.Position, e.PostalAddress},
		func(s string) bool { return len(s) > maxText })
}

// placeSite takes the spelling of a site that is known already.
func (p *plan) placeSite(to *entry) {
	folded := Fold(to.Site)
	if known, ok := p.state.sites[folded]; ok {
		to.Site = known
		return
	}
	p.state.sites[folded] = to.Site
	p.sites = append(p.sites, to.Site)
}

// placeUnits finds each row's unit: paths before names, so that the order of rows decides nothing.
func (p *plan) placeUnits() {
	for _, paths := range []bool{true, false} {
		for _, r := range p.rows {
			text := r.values[roster.Unit]
			if r.refused() || text == "" || strings.Contains(text, UnitSeparator) != paths {
				continue
			}
			id, made, err := p.state.units.resolve(r.said(roster.Unit))
			if err != nil {
				r.wrong = sentence(err)
				continue
			}
			r.to.UnitID, p.made = id, append(p.made, made...)
		}
	}
}

// languages are names of languages that files hold instead of codes.
var languages = map[string]string{"english": "en", "englisch": "en", "engelska": "en", "german": "de", "deutsch": "de", "tyska": "de", "swedish": "sv", "svenska": "sv",
	"schwedisch": "sv", "french": "fr", "francais": "fr", "polish": "pl", "polski": "pl", "portuguese": "pt", "portugues": "pt", "arabic": "ar", "spanish": "es",
	"italian": "it", "ukrainian": "uk", "turkish": "tr"}

// languageOf returns the code of a language that is written as a name; anything else stays.
func languageOf(text string) string {
	if code, ok := languages[Fold(text)]; ok {
		return code
	}
	return text
}

// compare lists the fields that the row changes.
func (p *plan) compare(r *row) {
	from := &entry{}
	if r.from != nil {
		from = r.from
	}
	to := r.to
	for _, c := range [][3]string{{"personnel_number", from.PersonnelNumber, to.PersonnelNumber}, {"given_name", from.GivenName, to.GivenName},
		{"family_name", from.FamilyName, to.FamilyName}, {"preferred_name", from.PreferredName, to.PreferredName}, {"pronouns", from.Pronouns, to.Pronouns},
		{"email", from.Email, to.Email}, {"phone", from.Phone, to.Phone}, {"language", from.Language, to.Language}, {"time_zone", from.TimeZone, to.TimeZone},
		{"postal_address", from.PostalAddress, to.PostalAddress}, {"unit", p.state.units.path(from.UnitID), p.state.units.path(to.UnitID)},
		{"site", from.Site, to.Site}, {"position", from.Position, to.Position}, {"manager", p.managerName(from), p.managerName(to)},
		{"started", from.Started, to.Started}, {"ended", from.Ended, to.Ended}, {"weekly_hours", hours(from.WeeklyHours), hours(to.WeeklyHours)}} {
		if c[1] != c[2] {
			r.changes = append(r.changes, FieldChange{Field: c[0], Old: c[1], New: c[2]})
		}
	}
	if r.joins() {
		r.changes = append(r.changes, FieldChange{Field: "outside", Old: "outside", New: "member"})
	}
}

func hours(n float64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// managerName names a person's manager so that two of the same name differ.
func (p *plan) managerName(e *entry) string {
	if m := p.person(e.ManagerID); m != nil {
		return m.title()
	}
	return ""
}

// person returns somebody as they will be after the import, or nil.
func (p *plan) person(id string) *entry {
	if r := p.claims.person[id]; r != nil && (r.added || !r.refused()) {
		return r.to
	}
	return p.state.byID[id]
}

func sentence(err error) locale.Msg {
	if f := asFault(err); f != nil {
		return locale.M(f.Key, f.Args...)
	}
	return locale.M("%s", err.Error())
}
