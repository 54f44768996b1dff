package hostile

import (
	"strings"
	"unicode/utf8"

	"hearth/internal/platform/store"
)

// parcel is what one field gets: its strings one after the other, each alone at first, and then, in the short run, several in company, as lines of one text, as many as it has room for.
type parcel struct {
	strings []string // those of the text that was sent last
	next    int      // the place of the next one in the arsenal
	given   int      // how many it got
	room    int      // how many characters a company may have
	patient int      // how many refused companies are left until the field is sent no more of them
	doubted bool     // whether it was sent a company although it had refused all that came alone
}

// The size of a company at first, and at least: a field that refuses one gets half of it.
const (
	roomy    = 1600
	middling = 90 // of the only one of a field that seems to take nothing but choices
	narrow   = 40
)

// round returns the next text of each field that is to get more: quota strings in all, the first ones, alone, each by itself.
func (t *target) round(all []string, alone, quota int) map[string]string {
	texts := map[string]string{}
	for i, way := range t.text {
		p := t.parcels[way]
		if p == nil {
			p = &parcel{next: i * 7, room: roomy, patient: 12} // each field another text
			t.parcels[way] = p
		}
		choice := !long() && t.never[way] >= chosen
		if p.given >= quota || p.patient == 0 || choice && p.doubted {
			continue
		}
		if p.strings = nil; choice { // or one of longer texts
			p.doubted, p.room = true, min(p.room, middling)
			p.gather(all, quota-p.given)
		} else if p.given < alone {
			p.strings = []string{all[p.next%len(all)]}
			p.next++
		} else {
			p.gather(all, quota-p.given)
		}
		p.given += len(p.strings)
		texts[way] = strings.Join(p.strings, "\n")
		t.tally.tried(way, len(p.strings))
	}
	return texts
}

// gather takes the next strings that are whole, say something and have room, at most n.
func (p *parcel) gather(all []string, n int) {
	left := p.room
	for range all {
		one := all[p.next%len(all)]
		p.next++
		size := utf8.RuneCountInString(one) + 1
		if size <= left && store.Sound(one) && bare(one) != "" {
			p.strings, left = append(p.strings, one), left-size
		}
		if left < min(p.room, 2*narrow)/4 || len(p.strings) == n {
			return
		}
	}
}

// refused notes that a field did not take its text: a company becomes smaller, and counts for nothing.
func (t *target) refused(way string) {
	t.never[way]++
	if p := t.parcels[way]; p != nil && len(p.strings) > 1 {
		p.room, p.patient = max(p.room/2, narrow), p.patient-1
		p.given -= len(p.strings)
		t.tally.tried(way, -len(p.strings))
	}
}

// tally counts what was done: fields and places deeper in a body, texts sent to them, the strings in those, and the strings that were taken and compared with what is shown.
type tally struct{ top, deep counted }

type counted struct{ fields, strings, compared int }

func (n *tally) of(way string) *counted {
	if strings.Contains(way, deeper) {
		return &n.deep
	}
	return &n.top
}

func (n *tally) tried(way string, more int) { n.of(way).strings += more }
func (n *tally) found(way string, more int) { n.of(way).compared += more }

func (n *tally) add(o tally) {
	n.top.add(o.top)
	n.deep.add(o.deep)
}

func (c *counted) add(o counted) {
	c.fields, c.strings, c.compared = c.fields+o.fields, c.strings+o.strings, c.compared+o.compared
}

// open returns how many fields of a target take texts, and how many strings those got: what refuses everything is a choice, a number, a day or an id.
func (t *target) open() (fields, strings int) {
	for way, p := range t.parcels {
		if t.never[way] < 0 {
			fields, strings = fields+1, strings+p.given
		}
	}
	return fields, strings
}
