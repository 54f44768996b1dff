package content

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"time"
)

// The states of a planned case, as the product spells them.
const (
	StateOpen     = "open"
	StateWaiting  = "waiting"
	StateAnswered = "answered"
	StateClosed   = "closed"
)

// The channels of a planned case, as the product spells them.
const (
	ByPortal = "portal"
	ByPhone  = "phone"
	ByVisit  = "visit"
)

// settling is how long an answered case asks whether the answer suffices.
const settling = 10 * 24 * time.Hour

// PlannedCase is one case of the past year: who asked what when, who answered when, and how it stands now. Its instants
// are not after now, and each is zero where it has not happened.
type PlannedCase struct {
	Script  int // an index of Cases of the same seed
	Service string
	Words   Words
	Asker   string // a Person's key
	Team    string // an HRTeam's key
	Agent   string // a Person's key; empty where nobody has taken it yet
	Channel string
	Asked   time.Time
	// Turns are those turns of the script that have happened, in order.
	Turns []time.Time
	// Until is when a waiting case goes on by itself.
	Until    time.Time
	Answered time.Time
	// Missing is when the asker said that the answer misses something, and Second when the second answer came.
	Missing time.Time
	Second  time.Time
	Closed  time.Time
	State   string
	Rating  *PlannedRating // nil where the asker did not rate
}

// PlannedRating is what an asker says about a case.
type PlannedRating struct {
	At           time.Time
	Satisfaction int    // 1 to 5, 5 the best
	Effort       int    // 1 to 5, 5 the easiest
	Solved       string // the first time: yes or no
	Again        string // yes, no or unsure
	Text         string // the comment of the script, or empty
	ShowAgent    bool
}

// perWeek is how many requests of each service come in an ordinary week, in tenths.
func perWeek() map[string]int {
	return map[string]int{"pay": 68, "payslip": 45, "report-sick": 55, "swap-shift": 50, "ask": 58, "leave": 50, "parents": 16, "hours": 34, "letters": 30,
		"health": 24, "learning": 18, "fairness": 6, "staffing": 12, "starting": 14}
}

// season is how a service's week compares with an ordinary one, in per cent.
func season(service string, month time.Month) int {
	high := map[string]map[time.Month]int{
		"pay":         {time.January: 135, time.April: 130, time.July: 75, time.October: 115, time.December: 115},
		"payslip":     {time.January: 150, time.March: 130, time.July: 80},
		"report-sick": {time.January: 140, time.February: 155, time.March: 120, time.June: 70, time.July: 55, time.November: 125},
		"leave":       {time.January: 120, time.April: 130, time.May: 150, time.June: 130, time.October: 80, time.November: 115, time.December: 140},
		"swap-shift":  {time.June: 125, time.July: 70, time.December: 145},
		"hours":       {time.January: 120, time.August: 130},
		"learning":    {time.July: 45, time.September: 140, time.January: 125},
		"letters":     {time.March: 120, time.August: 125},
		"health":      {time.June: 115, time.July: 90},
		"starting":    {time.January: 140, time.March: 120, time.August: 160, time.September: 150, time.December: 60},
	}
	if v := high[service][month]; v != 0 {
		return v
	}
	if month == time.July {
		return 80
	}
	return 100
}

// Plan returns the cases of the 52 weeks before now, the oldest first. It depends on the seed and on now alone.
func Plan(seed uint64, now time.Time) []PlannedCase {
	p := planner{r: random(seed, "plan"), now: now, scripts: Cases(seed), zones: map[string]*time.Location{}, services: map[string]Service{},
		teams: map[string][]string{}, byService: map[string][]int{}, next: map[string]int{}, person: map[string]Person{}}
	known := personas()
	for _, x := range People(seed) {
		p.person[x.Key] = x
		if known[x.Key].Key == "" {
			p.askers = append(p.askers, x)
		}
	}
	for _, s := range Sites() {
		p.zones[s.TimeZone] = location(s.TimeZone)
	}
	for _, s := range Services() {
		p.services[s.Slug] = s
	}
	for _, t := range HRTeams() {
		p.teams[t.Key] = t.Members
	}
	for i, s := range p.scripts {
		p.byService[s.Service] = append(p.byService[s.Service], i)
	}
	week := perWeek()
	for back := 52; back >= 1; back-- {
		from := now.AddDate(0, 0, -7*back)
		for _, service := range slices.Sorted(maps.Keys(week)) {
			for range p.count(week[service]*season(service, from.Month()), 1070) {
				p.add(service, from)
			}
		}
	}
	slices.SortStableFunc(p.out, func(a, b PlannedCase) int { return cmp.Or(a.Asked.Compare(b.Asked), cmp.Compare(a.Asker, b.Asker)) })
	return p.out
}

type planner struct {
	r         *rand.Rand
	now       time.Time
	scripts   []CaseScript
	zones     map[string]*time.Location
	services  map[string]Service
	teams     map[string][]string
	byService map[string][]int
	next      map[string]int // how many of a service's scripts were used
	person    map[string]Person
	askers    []Person // all but the personas, whose cases are the situations
	out       []PlannedCase
}

// count rounds a fraction up or down by chance, so that the mean is right.
func (p *planner) count(of, in int) int {
	n := of / in
	if p.r.IntN(in) < of%in {
		n++
	}
	return n
}

// add plans one case of the week that begins at from. A script for which nobody fits is passed over.
func (p *planner) add(service string, from time.Time) {
	scripts := p.byService[service]
	for range scripts {
		index := scripts[p.next[service]%len(scripts)]
		p.next[service]++
		s := p.scripts[index]
		daysAgo := int(p.now.Sub(from).Hours() / 24)
		if !s.InSeason(from.Month()) {
			continue
		}
		if daysAgo <= 14 && len(s.Turns) == 0 && p.r.IntN(20) < 17 {
			continue // what is answered at one sitting leaves nothing open today
		}
		who, found := p.asker(s, daysAgo)
		if !found {
			continue
		}
		asked := p.asked(from, who)
		if asked.After(p.now) {
			return
		}
		c := PlannedCase{Script: index, Service: service, Asker: who.Key, Team: p.services[service].Team, Channel: p.channel(who), Asked: asked, Words: p.words(s, who, asked)}
		c.Agent = p.agent(c.Team, who.Key)
		p.live(&c, s, who)
		p.out = append(p.out, c)
		return
	}
}

// asker finds somebody who fits the script.
func (p *planner) asker(s CaseScript, daysAgo int) (Person, bool) {
	var fit []int
	for i := range p.askers {
		if p.askers[i].Fits(s, daysAgo) {
			fit = append(fit, i)
		}
	}
	if len(fit) == 0 {
		return Person{}, false
	}
	return p.askers[pick(p.r, fit)], true
}

// asked draws the instant: mostly weekdays and by day, at night for those who work then.
func (p *planner) asked(from time.Time, who Person) time.Time {
	from = from.In(p.zones[who.TimeZone])
	day := from.AddDate(0, 0, p.r.IntN(7))
	for tries := 0; !open(day) && tries < 5 && p.r.IntN(100) < 92; tries++ {
		day = from.AddDate(0, 0, p.r.IntN(7))
	}
	minute := 7*60 + p.r.IntN(10*60)
	switch {
	case who.Group == Night && p.r.IntN(3) > 0:
		minute = (21*60 + p.r.IntN(8*60)) % (24 * 60)
	case who.Group == ShopFloor && p.r.IntN(2) == 0:
		minute = 5*60 + 45 + p.r.IntN(16*60)
	}
	return at(day, minute)
}

func (p *planner) channel(who Person) string {
	portal, phone := 80, 13
	if who.Email == "" {
		portal, phone = 35, 30
	}
	switch n := p.r.IntN(100); {
	case n < portal:
		return ByPortal
	case n < portal+phone:
		return ByPhone
	}
	return ByVisit
}

// agent draws a member of the team, the first ones more often, never the asker.
func (p *planner) agent(team, asker string) string {
	members := slices.DeleteFunc(slices.Clone(p.teams[team]), func(k string) bool { return k == asker })
	return members[min(p.r.IntN(len(members)), p.r.IntN(len(members)+1))]
}

func (p *planner) words(s CaseScript, who Person, asked time.Time) Words {
	w := Words{Name: who.FirstName(), Lead: p.person[who.Manager].FirstName(), Language: s.Language, Number: 2 + p.r.IntN(4), Month: asked.AddDate(0, 0, 1-asked.Day()).AddDate(0, -1, 0),
		Soon: asked.AddDate(0, 0, 9+p.r.IntN(12)), Last: asked.AddDate(0, 0, -2-p.r.IntN(4))}
	if s.Language == "cs" {
		w.Number = 2 + p.r.IntN(3)
	}
	for !open(w.Soon) {
		w.Soon = w.Soon.AddDate(0, 0, 1)
	}
	for !open(w.Last) {
		w.Last = w.Last.AddDate(0, 0, -1)
	}
	return w
}
