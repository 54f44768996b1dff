package content

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"
)

// Domain is the domain of every address.
const Domain = "ferrow-lund.example"

// Seed is the seed that the demo uses unless told otherwise.
const Seed uint64 = 20261

// The names of the sites.
const (
	MalmbySite = "Malmby"
	PortoSite  = "Porto"
	LondonSite = "Kestrel Street"
)

// The roles of people, as the product spells them.
const (
	RoleAgent   = "agent"
	RoleHRHead  = "hr_head"
	RoleAdmin   = "admin"
	RoleDPO     = "dpo"
	RoleConcern = "concern" // takes concerns, outside of HR
)

// Site is a place of work.
type Site struct {
	Name string
	// TimeZone is an IANA name.
	TimeZone string
}

// Sites returns the three sites, the largest first.
func Sites() []Site {
	return []Site{{MalmbySite, "Europe/Stockholm"}, {PortoSite, "Europe/Lisbon"}, {LondonSite, "Europe/London"}}
}

func zoneOf(site string) string {
	for _, s := range Sites() {
		if s.Name == site {
			return s.TimeZone
		}
	}
	return "UTC"
}

// Unit is a part of the organisation. Parents come before their children in Units.
type Unit struct {
	Key    string
	Parent string // empty for the whole organisation
	Name   string
}

// Person is somebody who works, or worked, at Ferrow & Lund.
type Person struct {
	// Key is unique and made of the Latin letters of the name, for example "amina-yusuf".
	Key string
	// Number is the personnel number, unique.
	Number    string
	Given     string
	Family    string
	Preferred string // instead of the given name; mostly empty
	// Latin is the whole name in Latin letters where Given and Family are in another script; else empty.
	Latin    string
	Pronouns string
	Language string // a language tag
	TimeZone string
	Email    string // empty for some on the shop floor
	Phone    string
	Unit     string // a Unit's key
	Site     string
	Position string
	Manager  string // a Person's key; empty for the head of the organisation
	// StartedDaysAgo counts calendar days before now, EndedDaysAgo too; zero in the latter means still there.
	StartedDaysAgo int
	EndedDaysAgo   int
	WeeklyHours    float64
	Roles          []string
	// Group is ShopFloor, Night, Office, Porto or London.
	Group string
	// Leads says that at least one person who is still there reports to this one.
	Leads bool

	native string // the language of the family, which may differ from the one chosen
	voice  string // "f", "m" or neither: in which form the person's own words are written
}

// Name returns the name that others read.
func (p Person) Name() string {
	if p.Preferred != "" {
		return p.Preferred + " " + p.Family
	}
	return p.Given + " " + p.Family
}

// FirstName returns how a colleague would address p.
func (p Person) FirstName() string {
	if p.Preferred != "" {
		return p.Preferred
	}
	return p.Given
}

// Started returns the first day, as YYYY-MM-DD in the zone of p.
func (p Person) Started(now time.Time) string {
	return now.In(location(p.TimeZone)).AddDate(0, 0, -p.StartedDaysAgo).Format(time.DateOnly)
}

// Ended returns the last day, as YYYY-MM-DD in the zone of p, or nothing for who is still there.
func (p Person) Ended(now time.Time) string {
	if p.EndedDaysAgo == 0 {
		return ""
	}
	return now.In(location(p.TimeZone)).AddDate(0, 0, -p.EndedDaysAgo).Format(time.DateOnly)
}

// Fits reports whether p, as of daysAgo days before now, may be the asker of script: somebody of its hint, who speaks its
// language and has been there long enough.
func (p *Person) Fits(script CaseScript, daysAgo int) bool {
	there := p.StartedDaysAgo - daysAgo
	switch {
	case there <= 0 || p.EndedDaysAgo > 0 && p.EndedDaysAgo >= daysAgo,
		script.Language != "" && script.Language != p.native,
		len(script.Natives) > 0 && !slices.Contains(script.Natives, p.native),
		script.Voice != "" && script.Voice != p.voice,
		there < 365*script.Years:
		return false
	}
	floor := p.Group == ShopFloor || p.Group == Night
	switch script.Asker {
	case Anyone:
		return true
	case Newcomer:
		return there <= 60 && !p.Leads
	case Lead:
		return p.Leads && floor
	case ShopFloor:
		return floor && !p.Leads
	case Office:
		return !floor
	case PlantOffice:
		return p.Group == Office
	}
	return p.Group == script.Asker
}

// HRTeam is a team of HR.
type HRTeam struct {
	Key     string
	Name    string
	Members []string // keys of people, the most senior first
}

// Service is one thing that HR offers. Minutes are business minutes of the asker's site.
type Service struct {
	Slug               string
	Name               string
	Description        string
	Icon               string // a lucide name
	Team               string // an HRTeam's key
	FirstAnswerMinutes int
	DecisionMinutes    int
	Sensitivity        string // open, team or named
	Health             bool
	ManagerSees        bool
	AboutSees          bool
	// Neutral says that mails about it name neither the subject nor the service.
	Neutral bool
	// LeadsOnly says that it is offered to people who lead somebody.
	LeadsOnly bool
	Cause     string // the usual Cause's slug
	Decides   bool   // it is not answered but decided
	Law       string // that wants it decided within LawMonths, as people write it; "": none
	LawMonths int
	LawMore   int  // so many more months by which it lets that be prolonged
	Large     bool // one of the four large buttons of the portal
}

// Cause is why something was asked at all.
type Cause struct {
	Slug string
	Name string
}

// random returns the source of one purpose, so that a change in one place does not move everything else.
func random(seed uint64, purpose string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(purpose))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }
