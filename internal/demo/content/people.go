package content

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// none marks a field that stays empty, unlike one that is still to be filled.
const none = "-"

// People returns everybody who works at Ferrow & Lund and a few who left in the past year, managers before those whom
// they lead. It depends on the seed alone; the caller owns the result.
func People(seed uint64) []Person {
	b := builder{r: random(seed, "people"), personas: personas(), keys: map[string]int{}, index: map[string]int{}}
	for key := range b.personas {
		b.keys[key] = 1
	}
	ceo := b.add("margaret-ferrow", Person{Unit: "leadership", Site: LondonSite, Group: London})
	plant := b.add("henrik-lund", Person{Unit: "malmby", Site: MalmbySite, Group: Office, Manager: ceo})
	for range 2 {
		b.add("", Person{Unit: "leadership", Site: LondonSite, Group: London, Manager: ceo, Position: "Executive assistant"})
	}
	b.add("", Person{Unit: "malmby", Site: MalmbySite, Group: Office, Manager: plant, Position: "Plant assistant"})
	for _, a := range areas() {
		b.area(a)
	}
	b.left()
	for _, p := range b.people {
		if p.Manager != "" && p.EndedDaysAgo == 0 {
			b.people[b.index[p.Manager]].Leads = true
		}
	}
	return b.people
}

type builder struct {
	r        *rand.Rand
	personas map[string]Person
	keys     map[string]int // how often a slug was drawn
	index    map[string]int // by key
	people   []Person
}

func (b *builder) area(a area) {
	group := map[string]string{MalmbySite: Office, PortoSite: Porto, LondonSite: London}[a.site]
	head := b.add(a.head, Person{Unit: a.unit, Site: a.site, Group: group, Manager: a.boss, Position: a.title})
	for i := range max(a.staff, len(a.personas)) {
		key := ""
		if i < len(a.personas) {
			key = a.personas[i]
		}
		p := Person{Unit: a.unit, Site: siteOf(key, a.site), Group: group, Manager: head}
		if len(a.jobs) > 0 {
			p.Position = a.jobs[i%len(a.jobs)]
		}
		b.add(key, p)
	}
	for _, c := range a.crews {
		unit, title := a.unit, a.leads
		if c.unit != "" {
			unit = c.unit
		}
		if c.title != "" {
			title = c.title
		}
		lead := b.add(c.lead, Person{Unit: unit, Site: a.site, Group: c.group, Manager: head, Position: title})
		for i := range c.size - 1 {
			key := ""
			if i < len(c.members) {
				key = c.members[i]
			}
			b.add(key, Person{Unit: unit, Site: a.site, Group: c.group, Manager: lead, Position: pick(b.r, a.positions)})
		}
	}
}

// add places a persona, or somebody new where key is empty, and returns the key.
func (b *builder) add(key string, place Person) string {
	p := place
	if known, ok := b.personas[key]; ok {
		p = known
		p.Unit, p.Site, p.Group, p.Manager = place.Unit, place.Site, place.Group, place.Manager
		p.Roles = rolesOf(key)
	} else {
		b.name(&p)
		b.tenure(&p)
	}
	p.TimeZone = zoneOf(p.Site)
	p.Number = fmt.Sprint(10400 + 7*len(b.people) + b.r.IntN(7))
	b.reach(&p)
	if p.WeeklyHours == 0 {
		p.WeeklyHours = fullTime(p.Site)
		if key == "" && b.r.IntN(9) == 0 {
			p.WeeklyHours = math.Round(p.WeeklyHours*[]float64{8, 6, 5}[b.r.IntN(3)]) / 10
		}
	}
	b.index[p.Key] = len(b.people)
	b.people = append(b.people, p)
	return p.Key
}

// name draws a name until it is not a persona's, and makes the key.
func (b *builder) name(p *Person) {
	var d drawn
	var base string
	for {
		d = drawName(b.r, p.Site)
		latin := d.latin
		if latin == "" {
			latin = d.given + " " + d.family
		}
		base = slug(latin)
		if _, taken := b.personas[base]; !taken && b.keys[base] < 2 {
			break
		}
	}
	b.keys[base]++
	p.Key, p.Given, p.Family, p.Latin = base, d.given, d.family, d.latin
	p.native, p.voice = d.language, d.voice
	if n := b.keys[base]; n > 1 {
		p.Key = fmt.Sprintf("%s-%d", base, n)
	}
	p.Language = "en"
	if b.r.IntN(100) < 30 {
		p.Language = d.language
	}
	if b.r.IntN(100) < 35 || d.pronouns == "they/them" {
		p.Pronouns = d.pronouns
	}
	short := map[string]string{"Katarzyna": "Kasia", "Małgorzata": "Gosia", "Charlotte": "Lottie", "William": "Bill", "Francisco": "Chico", "Mikael": "Micke", "Aleksandra": "Ola",
		"Margarida": "Guida", "Krzysztof": "Krzysiek", "Johanna": "Hanna", "Rebecca": "Becky"}
	if s := short[d.given]; s != "" && b.r.IntN(2) == 0 {
		p.Preferred = s
	}
}

// tenure draws the first day: one in nine started in the past year.
func (b *builder) tenure(p *Person) {
	switch n := b.r.IntN(100); {
	case n < 11:
		p.StartedDaysAgo = 5 + b.r.IntN(360)
	case n < 55:
		p.StartedDaysAgo = 365 + b.r.IntN(1800)
	default:
		p.StartedDaysAgo = 2165 + b.r.IntN(7000)
	}
	if strings.Contains(p.Position, "lead") || strings.Contains(p.Position, "ead of") || strings.Contains(p.Position, "anager") {
		p.StartedDaysAgo += 500
	}
}

// reach fills the address and the telephone. One in eight on the shop floor has no address.
func (b *builder) reach(p *Person) {
	without := (p.Group == ShopFloor || p.Group == Night) && b.r.IntN(100) < 12
	known := b.personas[p.Key].Key != ""
	switch {
	case p.Email == none, without && !known:
		p.Email = ""
	default:
		p.Email = strings.Replace(p.Key, "-", ".", 1) + "@" + Domain
	}
	phone := b.r.IntN(100) < 40 || known
	switch {
	case p.Phone == none || !phone:
		p.Phone = ""
	case p.Site == PortoSite:
		p.Phone = fmt.Sprintf("+351 22 555 %04d", b.r.IntN(10000))
	case p.Site == LondonSite:
		p.Phone = fmt.Sprintf("+44 20 7946 0%03d", b.r.IntN(1000))
	default:
		p.Phone = fmt.Sprintf("+46 70 174 06 %02d", 5+b.r.IntN(95))
	}
}

// left adds people who are gone: each worked for the manager of somebody who is still there.
func (b *builder) left() {
	leads := map[string]Person{}
	for _, p := range b.people {
		if p.Manager != "" && (p.Group == ShopFloor || p.Group == Night || p.Group == Porto) && !strings.Contains(p.Position, "lead") {
			leads[p.Manager] = p
		}
	}
	keys := slices.Sorted(maps.Keys(leads))
	for i := range 14 {
		like := leads[keys[(i*5+3)%len(keys)]]
		key := b.add("", Person{Unit: like.Unit, Site: like.Site, Group: like.Group, Manager: like.Manager, Position: like.Position})
		p := &b.people[b.index[key]]
		p.EndedDaysAgo = 12 + b.r.IntN(330)
		p.StartedDaysAgo += p.EndedDaysAgo + 90
	}
}

func fullTime(site string) float64 {
	switch site {
	case PortoSite:
		return 40
	case LondonSite:
		return 37.5
	}
	return 38
}

// location returns a zone of the sites; UTC where it is not known.
func location(zone string) *time.Location {
	l, err := time.LoadLocation(zone)
	if err != nil {
		return time.UTC
	}
	return l
}
