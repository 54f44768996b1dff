package searchtest

import (
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

func long() bool { return os.Getenv("HEARTH_LONG") != "" }

// times is n in the whole run, and a tenth of it otherwise.
func times(n int) int {
	if long() {
		return n
	}
	return n / 10
}

// seed is what all that is random comes from.
const seed = 20261117

// world is the product with requests in it, and all that the oracle knows of them.
type world struct {
	*apptest.App
	*lexicon
	souls    map[string]*soul
	staff    []*soul // everybody, in one order
	changing int     // where those of them begin who are renamed
	viewers  []*viewer
	matters  []*matter
	byNumber map[string]*matter
	services map[string]catalogue.Service
	write    *writer
	seen     map[*viewer][]bool // what somebody sees, while nothing changes
}

// More people of HR than apptest.Cast has, one of whom leads somebody, and one of whom is in two teams.
var moreHR = []apptest.Member{
	{Key: "ruth", Given: "Ruth", Family: "Ó Súilleabháin", Number: "2101", Roles: []string{"agent"}, Teams: []string{"payroll"}},
	{Key: "mads", Given: "Mads", Family: "Sørensen", Number: "2102", Roles: []string{"agent"}, Teams: []string{"advice", "payroll"}},
	{Key: "ilse", Given: "Ilse", Family: "Groß", Number: "2103", Roles: []string{"agent"}},
}

// newWorld fills the product with so many requests.
func newWorld(t *testing.T, dialect store.Dialect, requests int) *world {
	t.Helper()
	w := &world{App: apptest.Logged(t, dialect, io.Discard), lexicon: newLexicon(), souls: map[string]*soul{}, byNumber: map[string]*matter{},
		services: map[string]catalogue.Service{}, write: newWriter(seed, uint64(requests)), seen: map[*viewer][]bool{}}
	w.hire(30 + requests/25)
	for _, s := range apptest.Services() {
		found, err := catalogue.Find(t.Context(), w.DB, s.ID)
		if err != nil {
			t.Fatal(err)
		}
		w.services[s.ID] = found
	}
	opened := max(20, requests/100)
	const batch = 2000
	for n := requests - opened; n > 0; n -= batch {
		w.load(min(n, batch))
	}
	for range opened {
		w.open()
		w.Clock.Advance(time.Duration(1+w.write.IntN(50)) * time.Minute)
	}
	w.files(requests / 50)
	for _, m := range w.matters {
		w.read(m)
	}
	if dialect == store.Postgres { // as it does by itself, now and then
		w.exec(`ANALYZE`)
	}
	return w
}

// renamed is how many employees change their names and managers: the first ones, whom the cast leads. The others are led by each other, ten by one.
const renamed = 30

// hire makes the people: the cast, some more of HR, and employees with names of many languages, who have some twenty cases each.
func (w *world) hire(employees int) {
	w.T.Helper()
	all := append(apptest.Cast(), moreHR...)
	names := newWriter(seed, 7)
	for i := range employees {
		m := apptest.Member{Key: fmt.Sprint("employee", i), Given: oneOf(names, readPassages()["all"]["given"]), Family: oneOf(names, readPassages()["all"]["family"]), Number: fmt.Sprint(5000 + i)}
		if m.Manager = fmt.Sprint("employee", i/10); i < renamed {
			m.Manager = oneOf(names, []string{"jonas", "stefan", "mads", "hanna", ""})
		}
		all = append(all, m)
	}
	cast := len(apptest.Cast())
	w.changing = len(all) - employees
	for i, m := range all {
		if i >= cast {
			w.Add(m)
		}
		s := &soul{Member: m, id: apptest.ID(m.Key)}
		if m.Manager != "" {
			s.manager = apptest.ID(m.Manager)
		}
		w.souls[s.id], w.staff = s, append(w.staff, s)
	}
	for _, who := range strings.Fields("marta priya theo ingrid ruth mads ilse noor lena") {
		w.meet(who, authz.Desk)
	}
	for _, who := range strings.Fields("marta ingrid mads amina jonas stefan hanna pavel employee3 employee4") {
		w.meet(who, authz.Portal)
	}
}

func (w *world) meet(key string, face authz.Face) {
	v := &viewer{soul: w.souls[apptest.ID(key)], face: face, client: w.Portal(key)}
	if face == authz.Desk {
		v.client = w.Desk(key)
	}
	w.viewers = append(w.viewers, v)
}

func (w *world) exec(sql string, args ...any) {
	w.T.Helper()
	w.tx(func(tx *store.Tx) error { _, err := tx.Exec(w.T.Context(), sql, args...); return err })
}

func (w *world) tx(f func(tx *store.Tx) error) {
	w.T.Helper()
	if err := w.DB.Tx(w.T.Context(), f); err != nil {
		w.T.Fatal(err)
	}
}

// serviceOf is what each topic is asked of.
var serviceOf = map[string]string{"pay": "pay", "leave": "hours", "parental": "hours", "sick": "health", "certificate": "grade", "contract": "grade", "benefits": "pay",
	"relocation": "review", "complaint": "fairness"}

// matter makes a case of a draft, with all rights that there may be.
func (w *world) matter(d draft) *matter {
	s := w.services[serviceOf[d.topic]]
	m := &matter{lang: d.lang, subject: d.subject, service: s.ID, state: "open", sensitivity: s.Sensitivity, team: s.TeamID, managerSees: s.ManagerSees, aboutSees: s.AboutSees,
		health: s.Health, parties: map[string]map[string]bool{}}
	by := oneOf(w.write, w.staff).id
	m.forPerson = by
	m.add("by", by)
	m.add("for", by)
	return m
}

// decorate adds what bulk loading does not know: who else is part of it.
func (w *world) decorate(m *matter) {
	r := w.write
	if r.chance(10) {
		delete(m.parties, "for")
		m.forPerson = oneOf(r, w.staff).id
		m.add("for", m.forPerson)
	}
	m.notTo = r.chance(5)
	for _, one := range []struct {
		relation string
		percent  int
	}{{"about", 8}, {"against", 5}, {"excluded", 5}, {"representative", 4}} {
		if r.chance(one.percent) {
			m.add(one.relation, oneOf(r, w.staff).id)
		}
	}
}

// hr is everybody with a role that reads cases.
func (w *world) hr() (all []*soul) {
	for _, s := range w.staff {
		if slices.Contains(s.Roles, "agent") || slices.Contains(s.Roles, "hr_head") {
			all = append(all, s)
		}
	}
	return all
}

// id is a UUIDv7 of an instant whose other bits come from the seed.
func (w *world) id(at time.Time) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(at.UnixMilli())<<16|w.write.Uint64()&0x0fff|0x7000)
	binary.BigEndian.PutUint64(b[8:], w.write.Uint64()&(1<<62-1)|1<<63)
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// visible says of each case whether somebody sees it.
func (w *world) visible(v *viewer) []bool {
	if all, known := w.seen[v]; known {
		return all
	}
	all := make([]bool, len(w.matters))
	for i, m := range w.matters {
		all[i] = w.sees(v, m)
	}
	w.seen[v] = all
	return all
}

// changed forgets who sees what.
func (w *world) changed() { clear(w.seen) }
