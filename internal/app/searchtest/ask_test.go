package searchtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"time"
)

// ask is a question with its filters.
type ask struct {
	q, kind, state, service, team, from, to string
	limit                                   int
}

func (a ask) String() string {
	return fmt.Sprintf("%q (%s)", a.q, strings.ReplaceAll(a.values().Encode(), "&", " "))
}

func (a ask) narrowed() bool { return a.state+a.service+a.team+a.from+a.to != "" }

func (a ask) values() url.Values {
	v := url.Values{"q": {a.q}}
	for name, value := range map[string]string{"kind": a.kind, "state": a.state, "service": a.service, "team": a.team, "from": a.from, "to": a.to} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if a.limit > 0 {
		v.Set("limit", fmt.Sprint(a.limit))
	}
	return v
}

// most is how many of a kind are asked for.
func (a ask) most() int {
	if a.limit > 0 {
		return a.limit
	}
	return 20
}

// zone is where the organisation's days begin.
var zone = func() *time.Location {
	at, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic(err)
	}
	return at
}()

// fits returns whether the filters leave a case.
func (a ask) fits() func(m *matter) bool {
	day := func(s string, later int) time.Time {
		if s == "" {
			return time.Time{}
		}
		at, err := time.ParseInLocation(time.DateOnly, s, zone)
		if err != nil {
			panic(err)
		}
		return at.AddDate(0, 0, later)
	}
	from, to := day(a.from, 0), day(a.to, 1)
	return func(m *matter) bool {
		return (a.state == "" || a.state == m.state) && (a.service == "" || a.service == m.service) && (a.team == "" || a.team == m.team) &&
			!m.lastAt.Before(from) && (to.IsZero() || m.lastAt.Before(to))
	}
}

// answer is what the product says.
type answer struct {
	Items      []hit  `json:"items"`
	More       bool   `json:"more"`
	Newest     bool   `json:"newest_first"`
	DidYouMean string `json:"did_you_mean"`
}

type hit struct {
	Kind    string `json:"kind"`
	Number  string `json:"number"`
	ID      string `json:"id"`
	Title   string `json:"title"`
	Snippet string `json:"snippet"`
}

// answers asks the product by its address. Tests of the tests put faults between.
type answers func(v *viewer, a ask) answer

func (w *world) answers(v *viewer, a ask) (out answer) {
	w.T.Helper()
	r := httptest.NewRequestWithContext(w.T.Context(), http.MethodGet, "/api/v1/search?"+a.values().Encode(), nil)
	got := httptest.NewRecorder()
	v.client.Serve(got, r)
	if got.Code != http.StatusOK {
		w.T.Fatalf("%v asks %v: %d %s", v, a, got.Code, got.Body)
	}
	if err := json.Unmarshal(got.Body.Bytes(), &out); err != nil {
		w.T.Fatalf("%v asks %v: %v", v, a, err)
	}
	return out
}

// asker makes random questions.
type asker struct {
	*world
	*writer
	rare  map[string]int // how many texts have a word, as it was written
	found int            // cases, in all answers after changes
	kept  map[*viewer][]*matter
}

// keptFrom are the cases with notes that somebody of HR sees and does not work on, because they are part of them: there they read no notes.
func (r *asker) keptFrom(v *viewer) []*matter {
	if all, known := r.kept[v]; known || !v.has("agent", "hr_head") {
		return all
	}
	var all []*matter
	for i, sees := range r.visible(v) {
		if m := r.matters[i]; sees && !r.works(v, m) && slices.ContainsFunc(m.talk, func(s said) bool { return s.note }) && !m.health {
			all = append(all, m)
		}
	}
	r.kept[v] = all
	return all
}

func (w *world) asker(stream uint64) *asker {
	r := &asker{world: w, writer: newWriter(seed, stream), rare: map[string]int{}, kept: map[*viewer][]*matter{}}
	for _, m := range w.matters {
		for _, s := range m.talk {
			for _, f := range strings.Fields(s.body) {
				r.rare[f]++
			}
		}
	}
	return r
}

// shape is a kind of question, with how it is made of a message.
type shape struct {
	name string
	make func(r *asker, m *matter, s said) string
}

// shapes are asked in turns.
var shapes = []shape{
	{"rare word", func(r *asker, _ *matter, s said) string { return r.field(s, func(n int) bool { return n < 8 }) }},
	{"common word", func(r *asker, _ *matter, s said) string { return r.field(s, func(n int) bool { return n > 60 }) }},
	{"word of the subject", func(r *asker, m *matter, _ said) string { return oneOf(r.writer, strings.Fields(m.subject)) }},
	{"two words of a text", func(r *asker, m *matter, s said) string { return r.any(s) + " " + r.any(oneOf(r.writer, m.talk)) }},
	{"three words", func(r *asker, m *matter, s said) string {
		return r.any(s) + " " + oneOf(r.writer, strings.Fields(m.subject)) + " " + r.any(s)
	}},
	{"words of two texts", func(r *asker, _ *matter, s said) string {
		return r.any(s) + " " + r.any(oneOf(r.writer, oneOf(r.writer, r.matters).talk))
	}},
	{"phrase", func(r *asker, _ *matter, s said) string { return `"` + r.stretch(s, 2+r.IntN(3)) + `"` }},
	{"phrase and word", func(r *asker, _ *matter, s said) string { return r.any(s) + " „" + r.stretch(s, 2) + "“" }},
	{"phrase that stands nowhere", func(r *asker, _ *matter, s said) string { return `"` + r.any(s) + " " + r.any(s) + `"` }},
	{"while typing", func(r *asker, _ *matter, s said) string { return r.begun(r.any(s)) }},
	{"word while typing", func(r *asker, _ *matter, s said) string { return r.any(s) + " " + r.begun(r.any(s)) }},
	{"number of a case", func(r *asker, m *matter, _ said) string {
		digits := strings.TrimPrefix(m.number, "HR-")
		return oneOf(r.writer, []string{m.number, digits, "hr " + digits, "hr-" + digits, " " + m.number + " ", digits[:len(digits)-1]})
	}},
	{"number in a text", func(r *asker, _ *matter, s said) string { return r.with(s, "0123456789") }},
	{"name", func(r *asker, m *matter, s said) string { return r.name(m) }},
	{"file", func(r *asker, _ *matter, s said) string {
		name := oneOf(r.writer, readPassages()["all"]["file"])
		if len(s.files) > 0 {
			name = s.files[0]
		}
		return oneOf(r.writer, []string{name, `"` + name + `"`, r.begun(name), strings.ToUpper(name)})
	}},
	{"far characters", func(r *asker, _ *matter, s said) string { return r.far(s) }},
	{"misspelt", func(r *asker, _ *matter, s said) string { return r.misspelt(r.any(s)) }},
	{"misspelt, with another word", func(r *asker, _ *matter, s said) string { return r.any(s) + " " + r.misspelt(r.any(s)) }},
	{"stem", func(r *asker, _ *matter, s said) string {
		a := atoms(r.any(s))
		if stemmers[s.lang] == nil || len(a) == 0 {
			return r.any(s)
		}
		return stem(s.lang, a[0].raw)
	}},
	{"written otherwise", func(r *asker, _ *matter, s said) string {
		x := r.any(s)
		return oneOf(r.writer, []string{unfold(x), strings.ToUpper(x), strings.ToLower(x), " " + x + ",", strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "-", " ").Replace(x)})
	}},
	{"address", func(r *asker, _ *matter, s said) string { return r.with(s, "@") }},
	{"no words", func(r *asker, _ *matter, _ said) string {
		return oneOf(r.writer, []string{"", " ", "?!", `"`, "🙏", "-", "xqzjv", "qwpfhtt zzyx"})
	}},
}

// next makes the i-th question of somebody: as often of a case that they see as of any, and now and then by the notes of a case of their own.
func (r *asker) next(i int) (*viewer, ask, string) {
	v := oneOf(r.writer, r.viewers)
	shape := shapes[i%len(shapes)]
	m := oneOf(r.writer, r.matters)
	if seen := r.visible(v); r.chance(50) {
		for try := r.IntN(len(seen)); try < len(seen); try++ {
			if seen[try] {
				m = r.matters[try]
				break
			}
		}
	}
	if kept := r.keptFrom(v); len(kept) > 0 && r.chance(15) {
		m = oneOf(r.writer, kept)
		return v, r.about(m, shape, m.talk[slices.IndexFunc(m.talk, func(s said) bool { return s.note })]), shape.name
	}
	if shape.name == "far characters" {
		for m.lang != "ja" && m.lang != "zh" {
			m = oneOf(r.writer, r.matters)
		}
	}
	return v, r.about(m, shape, oneOf(r.writer, m.talk)), shape.name
}

// about makes a question of a shape about a message of a case.
func (r *asker) about(m *matter, as shape, s said) ask {
	a := ask{q: as.make(r, m, s), kind: oneOf(r.writer, []string{"", "case", "case"}), limit: oneOf(r.writer, []int{0, 0, 1, 3, 10, 49, 50})}
	if as.name == "name" {
		a.kind = oneOf(r.writer, []string{"", "person", "person", "case"})
	}
	if r.chance(30) {
		r.narrow(&a, m)
	}
	return a
}

// narrow sets filters, which mostly leave a case.
func (r *asker) narrow(a *ask, m *matter) {
	if r.chance(40) {
		a.state = oneOf(r.writer, []string{m.state, "open", "closed"})
	}
	if r.chance(30) {
		a.service = oneOf(r.writer, []string{m.service, "pay"})
	}
	if r.chance(30) {
		a.team = oneOf(r.writer, []string{m.team, "payroll"})
	}
	day := func(days int) string { return m.lastAt.In(zone).AddDate(0, 0, days).Format(time.DateOnly) }
	if r.chance(25) {
		a.from = day(-r.IntN(3))
	}
	if r.chance(35) {
		a.to = day(oneOf(r.writer, []int{0, 0, 1, 100, -1}))
	}
	if a.to != "" && a.to < a.from { // which is refused
		a.from = ""
	}
}

// any is one of the words of a message, as it stands there.
func (r *asker) any(s said) string {
	return oneOf(r.writer, append(strings.Fields(s.body), s.files...))
}

// field is a word of which there are so many, if one of some tries finds any.
func (r *asker) field(s said, fits func(n int) bool) string {
	f := r.any(s)
	for range 12 {
		if fits(r.rare[f]) {
			break
		}
		f = r.any(s)
	}
	return f
}

// with is a word that has one of some characters, if there is any.
func (r *asker) with(s said, chars string) string {
	fields := strings.Fields(s.body)
	at := r.IntN(len(fields))
	for i := range fields {
		if f := fields[(at+i)%len(fields)]; strings.ContainsAny(f, chars) {
			return strings.Trim(f, ".,;:()?")
		}
	}
	return fields[at]
}

// stretch is some words one after the other.
func (r *asker) stretch(s said, n int) string {
	fields := strings.Fields(s.body)
	n = min(n, len(fields))
	at := r.IntN(len(fields) - n + 1)
	return strings.Join(fields[at:at+n], " ")
}

// begun is a word of which the end is not typed yet.
func (r *asker) begun(word string) string {
	c := []rune(word)
	if len(c) < 4 {
		return word
	}
	return string(c[:3+r.IntN(len(c)-3)])
}

// misspelt is a word with a slip, where it is long enough for one.
func (r *asker) misspelt(word string) string {
	wrong, _ := r.mistyped(strings.Trim(word, ".,;:()?!"))
	return wrong
}

func (r *asker) name(m *matter) string {
	s := r.souls[m.forPerson]
	if r.chance(30) {
		s = oneOf(r.writer, r.staff)
	}
	return oneOf(r.writer, []string{s.Given, s.Family, s.Given + " " + s.Family, s.Family + " " + s.Given, unfold(s.Family), r.begun(s.Given), s.Number, s.Number[:2], s.Key + "@ferrow", r.misspelt(s.Family)})
}

// far is some characters of a script that is written without spaces, of a message that has any.
func (r *asker) far(s said) string {
	var runs [][]rune
	for _, run := range strings.FieldsFunc(s.body, func(c rune) bool { return !isFar(c) && !(c >= '0' && c <= '9') }) {
		runs = append(runs, []rune(run))
	}
	if len(runs) == 0 {
		return "給与"
	}
	run := oneOf(r.writer, runs)
	n := min(len(run), 1+r.IntN(5))
	at := r.IntN(len(run) - n + 1)
	q := string(run[at : at+n])
	if r.chance(30) {
		q = `"` + q + `"`
	}
	if r.chance(20) {
		q += " " + string(oneOf(r.writer, runs))
	}
	return q
}
