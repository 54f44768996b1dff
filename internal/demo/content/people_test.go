package content_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"hearth/internal/demo/content"
)

var address = regexp.MustCompile(`^[a-z0-9]+([.-][a-z0-9]+)+@ferrow-lund\.example$`)

func TestPeople(t *testing.T) {
	all := content.People(content.Seed)
	if !reflect.DeepEqual(all, content.People(content.Seed)) {
		t.Error("the same seed gives other people")
	}
	if reflect.DeepEqual(all, content.People(content.Seed+1)) {
		t.Error("another seed gives the same people")
	}
	here, without, floor, left, scripts := 0, 0, 0, 0, 0
	emails, numbers, keys := map[string]string{}, map[string]string{}, map[string]bool{}
	units := known(content.Units(), func(u content.Unit) string { return u.Key })
	sites := map[string]int{}
	for _, p := range all {
		if keys[p.Key] || numbers[p.Number] != "" || p.Email != "" && emails[p.Email] != "" {
			t.Errorf("%s: key, number %s or address %s belongs to somebody else as well", p.Key, p.Number, p.Email)
		}
		keys[p.Key], numbers[p.Number], emails[p.Email] = true, p.Key, p.Key
		if p.Email != "" && !address.MatchString(p.Email) {
			t.Errorf("%s: the address %q", p.Key, p.Email)
		}
		if p.Given == "" || p.Family == "" || p.Position == "" || p.Language == "" || units[p.Unit].Key == "" || p.TimeZone == "UTC" || p.StartedDaysAgo <= p.EndedDaysAgo || p.WeeklyHours <= 0 {
			t.Errorf("%s is not whole: %+v", p.Key, p)
		}
		if p.Latin != "" {
			scripts++
		}
		if p.EndedDaysAgo > 0 {
			left++
			continue
		}
		here++
		sites[p.Site]++
		if p.Group == content.ShopFloor || p.Group == content.Night {
			floor++
			if p.Email == "" {
				without++
			}
		}
	}
	t.Logf("%d people, %v, %d of %d on the shop floor without address, %d left, %d in another script", here, sites, without, floor, left, scripts)
	if here < 870 || here > 930 || left == 0 || scripts == 0 || sites[content.MalmbySite] < 600 {
		t.Errorf("%d people, %v, %d left, %d in another script", here, sites, left, scripts)
	}
	if share := 100 * without / floor; share < 9 || share > 15 {
		t.Errorf("%d%% of the shop floor without address, want about 12%%", share)
	}
}

func TestManagersFormATree(t *testing.T) {
	all := content.People(content.Seed)
	people := known(all, personKey)
	span := map[string]int{}
	heads := 0
	for _, p := range all {
		if p.Manager == "" {
			heads++
			continue
		}
		m := people[p.Manager]
		if m.Key == "" || m.EndedDaysAgo > 0 {
			t.Errorf("%s reports to %q, who is not there", p.Key, p.Manager)
		}
		if p.EndedDaysAgo == 0 {
			span[m.Key]++
		}
		steps := 0
		for at := p; at.Manager != ""; at = people[at.Manager] {
			if steps++; steps > 10 {
				t.Fatalf("%s reports in a circle", p.Key)
			}
		}
	}
	if heads != 1 {
		t.Errorf("%d people report to nobody, want 1", heads)
	}
	for key, n := range span {
		if n < 5 || n > 18 || !people[key].Leads {
			t.Errorf("%s leads %d people (leads: %v), want 5 to 18", key, n, people[key].Leads)
		}
	}
	for person, lead := range map[string]string{"amina-yusuf": "jonas-eklund", "pavel-dvorak": "stefan-lang", "eva-markova": "stefan-lang", "marta-kowalczyk": "ingrid-salo"} {
		if people[person].Manager != lead {
			t.Errorf("%s reports to %s, want %s", person, people[person].Manager, lead)
		}
	}
	if span["jonas-eklund"] != 14 {
		t.Errorf("Jonas leads %d people, want 14", span["jonas-eklund"])
	}
	if rosa := people["rosa-lindgren"]; rosa.Email != "" || rosa.Number == "" {
		t.Errorf("Rosa has the address %q and the number %q", rosa.Email, rosa.Number)
	}
}

func TestUnitsFormATree(t *testing.T) {
	seen := map[string]bool{"": true}
	for _, u := range content.Units() {
		if !seen[u.Parent] || seen[u.Key] || u.Name == "" {
			t.Errorf("unit %q: its parent %q does not come before it, or it is there twice", u.Key, u.Parent)
		}
		seen[u.Key] = true
	}
}

func TestHRTeamsAreAgents(t *testing.T) {
	people := known(content.People(content.Seed), personKey)
	for _, team := range content.HRTeams() {
		for _, key := range team.Members {
			if !strings.Contains(strings.Join(people[key].Roles, " "), content.RoleAgent) {
				t.Errorf("%s in %s is not an agent: %v", key, team.Name, people[key].Roles)
			}
		}
	}
	held := map[string]int{}
	for _, p := range people {
		for _, role := range p.Roles {
			held[role]++
		}
	}
	for _, role := range []string{content.RoleHRHead, content.RoleAdmin, content.RoleDPO} {
		if held[role] != 1 {
			t.Errorf("%d people are %s, want 1", held[role], role)
		}
	}
}
