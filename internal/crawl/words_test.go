package crawl_test

import (
	"fmt"
	"slices"
	"strings"
)

// hearing is a place that takes a text and answers with what it finds by it.
type hearing struct {
	path string
	near string // the kinds of field that it looks in, and those that it might look in by mistake
	desk bool   // there is nothing for anybody at the portal
	ref  bool   // a whole number of a person finds them, for everybody who knows it
}

// hearings are all such places. {number} is a case that its viewer sees, where there is one.
var hearings = []hearing{
	{path: "/api/v1/search?limit=50&q=", near: "subject message note given_hr tag rule directory"}, {path: "/search?q=", near: "subject message file sealed directory rule"},
	{path: "/api/v1/cases?q=", near: "subject message note heard given"}, {path: "/ask?q=", near: "rule subject news"},
	{path: "/api/v1/go?q=", near: "private shared subject tag rule directory round"}, {path: "/desk/go?q=", near: "private shared subject directory sorting"},
	{path: "/api/v1/colleague?ref=", near: "directory own", ref: true},
	{path: "/api/v1/people?q=", near: "directory own", desk: true}, {path: "/desk/people?q=", near: "directory own", desk: true},
	{path: "/desk?view=all&q=", near: "subject note given_hr", desk: true}, {path: "/desk/rows?view=all&q=", near: "subject message", desk: true},
	{path: "/desk/queue.csv?view=all&q=", near: "subject message", desk: true}, {path: "/desk/queue.xlsx?view=all&q=", near: "subject note", desk: true},
	{path: "/api/v1/cases.csv?view=all&q=", near: "subject given", desk: true}, {path: "/api/v1/cases.xlsx?view=all&q=", near: "message", desk: true},
	{path: "/api/v1/cases?title=", near: "subject"}, {path: "/desk?view=all&title=", near: "subject", desk: true}, {path: "/desk/queue.csv?view=all&title=", near: "subject", desk: true},
	{path: "/api/v1/cases?tag=", near: "tag"}, {path: "/desk?view=all&tag=", near: "tag sorting", desk: true}, {path: "/desk/queue.csv?view=all&tag=", near: "tag", desk: true},
	{path: "/api/v1/cases?site=", near: "directory"}, {path: "/desk?view=all&site=", near: "directory", desk: true},
	{path: "/api/v1/cases?field=hours.hidden&field_is=", near: "given_hr given"}, {path: "/desk?view=all&field=hours.hidden&field_is=", near: "given_hr", desk: true}, {path: "/api/v1/cases?field=hours.word&field_is=", near: "given"},
	{path: "/api/v1/cases/{number}/colleagues?q=", near: "directory", desk: true}, {path: "/desk/cases/{number}/colleagues?q=", near: "directory", desk: true},
	{path: "/desk/new?for=", near: "directory", desk: true}, {path: "/admin/audit?person=", near: "directory", desk: true, ref: true}, {path: "/api/v1/audit?person=", near: "directory hold", desk: true, ref: true},
}

// A word that nobody ever wrote.
const nobodys = "zqxwwwwwwwwwk"

// hears asks every place that takes a text for words that v may not see, and for their beginnings: the answer must be the one for what nobody ever wrote, to the last byte. The quick
// suite asks for a word of each kind near to the place, another one for each viewer, and for one of any; the long one for ten.
func (w *world) hears(v *viewer) {
	var unseen []*canary
	for _, k := range w.order {
		if w.words[k.word] != nil && !k.readers[v.name] {
			unseen = append(unseen, k)
		}
	}
	turn := len(v.name) + int(v.name[0]) + int(v.name[1])
	for i, at := range hearings {
		if at.desk && !v.desk && !long {
			w.left["words at the desk"]++
			continue
		}
		for _, k := range at.some(unseen, turn+i) {
			if !at.ref || !strings.HasSuffix(k.at, ": number") {
				w.toldApart(v, at, k.word, nobodys)
			}
			w.toldApart(v, at, k.word[:letters-1], nobodys[:letters-1])
		}
	}
}

// some are the words that the place is asked for, of those that somebody may not see.
func (at hearing) some(unseen []*canary, turn int) (some []*canary) {
	n := 1
	if long {
		n = 10
	}
	take := func(of []*canary, from int) {
		for j := range min(n, len(of)) {
			some = append(some, of[(from+j*len(of)/n)%len(of)])
		}
	}
	for kind := range strings.FieldsSeq(at.near) {
		var of []*canary
		for _, k := range unseen {
			if k.kind == kind {
				of = append(of, k)
			}
		}
		take(of, turn*7)
	}
	take(unseen, turn*13)
	return some
}

// toldApart notes when a place answers otherwise for a text that is somewhere than for one that is nowhere.
func (w *world) toldApart(v *viewer, at hearing, text, nowhere string) {
	path := strings.ReplaceAll(at.path, "{number}", w.sees(v).number)
	one, hidden := w.get(v, path+text)
	other, absent := w.get(v, path+nowhere)
	hidden, absent = masked(strings.ReplaceAll(hidden, text, nowhere)), masked(absent)
	if one == other && hidden == absent || w.resembles(v, text) {
		return
	}
	w.leaks = append(w.leaks, fmt.Sprintf("%s can tell from %s that %s is there: %d and %d, %s", v.name, path, text, one, other, difference(hidden, absent)))
}

// sees returns a case that a viewer sees, or any.
func (w *world) sees(v *viewer) *planted {
	i := slices.IndexFunc(w.cases, func(c *planted) bool { return w.numbers[c.number].readers[v.name] })
	return w.cases[max(i, 0)]
}

// resembles reports whether a text is so like a word that v may see that a search offers that one.
func (w *world) resembles(v *viewer, text string) bool {
	return slices.ContainsFunc(w.order, func(k *canary) bool {
		return w.words[k.word] != nil && k.readers[v.name] && (changes(k.word, text) <= 2 || changes(k.word[:letters-1], text) <= 2)
	})
}
