package searchtest

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/catalogue"
	"hearth/internal/people"
)

// ranked is up to how many cases come in the order of how well they fit. Of more, the newest come first.
const ranked = 50

// match is a case that brute force finds.
type match struct {
	m         *matter
	latest    time.Time // when the newest text was written that is found
	inSubject bool      // the subject has all words
}

// brute finds the cases that somebody sees and that have the words, by reading every text of each.
func (w *world) brute(v *viewer, a ask, q question, unfinished bool) map[string]*match {
	found, fits := map[string]*match{}, a.fits()
	for i, sees := range w.visible(v) {
		m := w.matters[i]
		if !sees || !fits(m) {
			continue
		}
		for _, t := range m.texts {
			if !q.in(w.lexicon, t.words, t.lines, unfinished) || !w.reads(v, m, t) {
				continue
			}
			f := found[m.number]
			if f == nil {
				var words []int32
				for _, p := range t.lines[0] {
					words = append(words, p.word)
				}
				f = &match{m: m, inSubject: q.in(w.lexicon, words, t.lines[:1], unfinished)}
				found[m.number] = f
			}
			if t.at.After(f.latest) {
				f.latest = t.at
			}
		}
	}
	return found
}

// numberIn returns the number that a text names a case by, or "".
func numberIn(q string) string {
	s := strings.TrimLeft(strings.TrimPrefix(strings.TrimSpace(strings.ToLower(q)), "hr"), "- ")
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 {
		return ""
	}
	return fmt.Sprint("HR-", n)
}

// verdict is what is wrong with an answer, and what it was like.
type verdict struct {
	wrong          []string
	found          int // cases and people
	suggested      bool
	cut            bool
	newest, hidden bool
}

func (v *verdict) say(format string, args ...any) {
	v.wrong = append(v.wrong, fmt.Sprintf(format, args...))
}

// check holds an answer against brute force.
func (w *world) check(from answers, v *viewer, a ask) *verdict {
	out := &verdict{}
	got := from(v, a)
	var cases, persons []hit
	for _, h := range got.Items {
		if h.Kind == "person" {
			persons = append(persons, h)
		} else {
			cases = append(cases, h)
		}
	}
	blank := strings.TrimSpace(a.q) == ""
	more := false
	if a.kind != "person" && !blank {
		more = w.checkCases(out, v, a, cases, got.Newest)
	} else if len(cases) > 0 {
		out.say("it has cases")
	}
	if a.kind != "case" && !blank && !a.narrowed() && v.has("agent", "hr_head", "admin") {
		more = w.checkPersons(out, a, persons) || more
	} else if len(persons) > 0 {
		out.say("it has people")
	}
	if got.More != more {
		out.say("more is %v", got.More)
	}
	out.cut = got.More
	w.checkMeant(out, from, v, a, got)
	return out
}

// checkCases returns whether there are more than may be listed.
func (w *world) checkCases(out *verdict, v *viewer, a ask, items []hit, newest bool) (more bool) {
	w.checkShown(out, v, a, items)
	most := a.most()
	numbered := w.byNumber[numberIn(a.q)]
	if numbered != nil && !(w.sees(v, numbered) && a.fits()(numbered)) {
		numbered = nil
	}
	if numbered != nil {
		if len(items) == 0 || items[0].Number != numbered.number {
			out.say("%s is not the first", numbered.number)
			return false
		}
		items, most, out.found = items[1:], most-1, 1
	}
	q := w.question(a.q)
	found := w.brute(v, a, q, false)
	if numbered == nil && len(found) == 0 && q.unfinished() {
		found = w.brute(v, a, q, true)
	}
	if numbered != nil {
		delete(found, numbered.number)
	}
	out.found += len(found)
	if newest != (len(found) > ranked) {
		out.say("newest first is %v for %d", newest, len(found))
	}
	out.newest = newest
	checkOrder(out, items, found, newest, most)
	return len(found) > most
}

// checkOrder looks which cases are listed, and in which order.
func checkOrder(out *verdict, items []hit, found map[string]*match, newest bool, most int) {
	listed := map[string]bool{}
	var last *match
	for _, h := range items {
		f := found[h.Number]
		switch {
		case f == nil:
			out.say("%s has not got the words, or is hidden", h.Number)
			continue
		case listed[h.Number]:
			out.say("%s is there twice", h.Number)
		case last != nil && f.before(last, newest):
			out.say("%s comes after %s", h.Number, last.m.number)
		}
		listed[h.Number], last = true, f
	}
	if len(items) > most {
		out.say("%d are more than asked for", len(items))
	}
	for number, f := range found {
		if !listed[number] && (len(items) < most || last != nil && f.before(last, newest)) {
			out.say("%s is missing", number)
		}
	}
}

// before says whether a case has to come before another.
func (f *match) before(g *match, newest bool) bool {
	if !newest && f.inSubject != g.inSubject {
		return f.inSubject
	}
	// Two texts of one millisecond come in any order.
	return f.latest.Truncate(time.Millisecond).After(g.latest.Truncate(time.Millisecond))
}

// unquoted stands where the texts of a restricted case would: who reads them opens the case, which is recorded.
const unquoted = "Only some people may read this. The words stand in it: open it to read them."

// checkShown looks at what is said of cases: nothing of texts that somebody must not read, or not without opening the case.
func (w *world) checkShown(out *verdict, v *viewer, a ask, items []hit) {
	for i, h := range items {
		m := w.byNumber[h.Number]
		switch {
		case m == nil:
			out.say("there is no %q", h.Number)
		case w.hides(v, m):
			out.hidden = true
			if h.Snippet != "" || h.Title != w.services[m.service].Name {
				out.say("%s shows %q and %q", h.Number, h.Title, h.Snippet)
			}
		case h.Title != m.subject:
			out.say("%s is called %q", h.Number, h.Title)
		case m.sensitivity != catalogue.Open && !m.is("by", v.id) && !m.is("for", v.id):
			if named := i == 0 && h.Number == numberIn(a.q); h.Snippet != unquoted && !(named && h.Snippet == "") {
				out.say("%s shows %q without having been opened", h.Number, h.Snippet)
			}
		case !w.readable(v, m, h.Snippet):
			out.say("%s shows %q", h.Number, h.Snippet)
		}
	}
}

// readable says whether a snippet is from a text of the case that somebody may read.
func (w *world) readable(v *viewer, m *matter, snippet string) bool {
	one := func(s string) string { return strings.Join(strings.Fields(unfold(s)), " ") }
	piece := one(strings.TrimSuffix(strings.TrimPrefix(snippet, "…"), "…"))
	return piece == "" || slices.ContainsFunc(m.talk, func(s said) bool {
		return !s.gone && (!s.note || w.works(v, m)) && (strings.Contains(one(s.body), piece) || slices.ContainsFunc(s.files, func(f string) bool { return strings.Contains(one(f), piece) }))
	})
}

// checkPersons looks for the people whose names, address or number have words that begin as all that were asked for.
func (w *world) checkPersons(out *verdict, a ask, items []hit) (more bool) {
	var want []*soul
	asked := pairs(atoms(a.q))
	for _, s := range w.staff {
		have := pairs(atoms(strings.Join([]string{s.Given, s.Family, s.email(), s.Number}, " ")))
		fits := len(asked) > 0
		for _, begins := range asked {
			fits = fits && slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, begins) })
		}
		if fits {
			want = append(want, s)
		}
	}
	slices.SortFunc(want, func(x, y *soul) int {
		return cmp.Or(cmp.Compare(people.Fold(x.Family+" "+x.Given), people.Fold(y.Family+" "+y.Given)), cmp.Compare(x.id, y.id))
	})
	out.found += len(want)
	if more = len(want) > a.most(); more {
		want = want[:a.most()]
	}
	for i := range max(len(want), len(items)) {
		if i >= len(want) || i >= len(items) || items[i].ID != want[i].id {
			out.say("%d people instead of %d, or in another order", len(items), len(want))
			break
		}
	}
	return more
}

// checkMeant looks at what is suggested: only where nothing was found, and what leads this viewer to something; and not nothing, where one slip leads to a word that they
// could find.
func (w *world) checkMeant(out *verdict, from answers, v *viewer, a ask, got answer) {
	if got.DidYouMean == "" {
		if near := w.near(v, a); len(got.Items) == 0 && near != "" {
			out.say("%q is not suggested", near)
		}
		return
	}
	out.suggested = true
	if len(got.Items) > 0 || got.DidYouMean == a.q {
		out.say("%q is suggested", got.DidYouMean)
		return
	}
	b := a
	b.q = got.DidYouMean
	again := w.check(from, v, b)
	for _, wrong := range again.wrong {
		out.say("suggested %q: %s", b.q, wrong)
	}
	if again.found == 0 {
		out.say("%q is suggested and leads nowhere", b.q)
	}
	asked, meant := atoms(a.q), atoms(b.q)
	for i := range min(len(asked), len(meant)) {
		if n := apart(asked[i].word, meant[i].word); len(asked) == len(meant) && n > 1+utf8.RuneCountInString(asked[i].word)/7 {
			out.say("%q is suggested for %q", b.q, a.q)
		}
	}
}

// near returns a word of a text that somebody finds, which one slip tells apart from the only one asked for; "" when there is none.
func (w *world) near(v *viewer, a ask) string {
	asked := atoms(a.q)
	if len(asked) != 1 || asked[0].far || asked[0].numbered() || strings.ContainsAny(a.q, "\"„“”«»「」『』") || a.kind == "person" || !spelt(asked[0].word) {
		return ""
	}
	alike := map[int32]bool{}
	for at, word := range w.words {
		if d := len(word) - len(asked[0].word); d < 5 && d > -5 && !w.far[at] && spelt(word) && apart(word, asked[0].word) == 1 && !(atom{word: word}).numbered() {
			alike[int32(at)] = true
		}
	}
	if len(alike) == 0 {
		return ""
	}
	fits := a.fits()
	for i, sees := range w.visible(v) {
		m := w.matters[i]
		if !sees || !fits(m) {
			continue
		}
		for _, t := range m.texts {
			for _, at := range t.words {
				if alike[at] && w.reads(v, m, t) {
					return w.words[at]
				}
			}
		}
	}
	return ""
}

// spelt says whether a word is neither too short nor too long to be looked for by its spelling.
func spelt(word string) bool {
	n := utf8.RuneCountInString(word)
	return n >= 4 && n <= 24
}

// pairs are the words of a name; of a script without spaces, each character with the next one.
func pairs(all []atom) (out []string) {
	for i, a := range all {
		if a.joined {
			a.word += all[i+1].word
		}
		out = append(out, a.word)
	}
	return out
}
