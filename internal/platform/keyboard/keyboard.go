// Package keyboard is the keys of the desk: which there are, what each does, and what a person made of them. Scripts in package ui press what bears a key.
package keyboard

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
)

// Key is a key as the desk comes with it. ID is what data-key says of an element: "r", or "ctrl+k".
type Key struct {
	ID   string
	Does locale.Msg
}

// All returns the keys in the order in which people read of them. A key that does several things does each on another page.
func All() []Key {
	return []Key{
		{"j", locale.M("Next case or line")}, {"k", locale.M("Previous case or line")}, {"x", locale.M("Choose a line; a mail: for nobody")},
		{"/", locale.M("Search")}, {"ctrl+k", locale.M("Go to a case, a page or a person")}, {"g", locale.M("Go to a place, with the letter that follows")}, {"?", locale.M("All keys of a page")},
		{"r", locale.M("Reply")}, {"n", locale.M("Internal note; on the queue: new case")}, {"ctrl+enter", locale.M("Send")}, {"e", locale.M("Send and close")},
		{"u", locale.M("Take the case; on the call sheet: no answer")}, {"a", locale.M("Assign")}, {"p", locale.M("Priority")}, {"d", locale.M("Decide, or read the decision")},
		{"h", locale.M("What we heard")}, {"l", locale.M("Tag")}, {"w", locale.M("Watch the case; on the call sheet: wrong number")}, {"t", locale.M("Log time")}, {"s", locale.M("Snooze")}, {"i", locale.M("Write it together")}, {"z", locale.M("Undo sending")},
		{"m", locale.M("Put in a text that is kept")}, {"b", locale.M("Do something with the lines that are chosen")},
		{"c", locale.M("Check a decision before it is sent")}, {"f", locale.M("More filters")}, {"v", locale.M("Keep this view")},
		{"o", locale.M("Ask somebody else beside the case; on the call sheet: reached; a mail: open a request")},
		{"q", locale.M("Join into another case")}, {".", locale.M("Split off messages")}, {"+", locale.M("Link another case")},
	}
}

// Map is what a person changed: by the ID of a key what is pressed instead, "" for nothing at all. The zero value changes nothing.
type Map map[string]string

// Set is one key as a person wants it.
type Set struct {
	Key   string `json:"key"`             // one of the keys of the desk: r, or ctrl+k
	Press string `json:"press,omitempty"` // what is pressed for it: one character, or ctrl+ and a letter; "" switches it off
}

// Parse reads what String wrote.
func Parse(text string) Map {
	var m Map
	for _, pair := range strings.Fields(text) {
		if id, press, ok := strings.Cut(pair, "="); ok {
			if m == nil {
				m = Map{}
			}
			m[id] = press
		}
	}
	return m
}

// String is m in one line, sorted: "n= r=y".
func (m Map) String() string {
	var all []string
	for id, press := range m {
		all = append(all, id+"="+press)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// Press returns what is pressed for a key; "" where it is switched off.
func (m Map) Press(id string) string {
	if press, changed := m[id]; changed {
		return press
	}
	return id
}

// kept are the letters that browsers and text fields need with Ctrl.
const kept = "acflnqrtvwxyz"

// Check returns the keys as a person wants them; those that are left out are as they come. It refuses, in the field items, a key that there is not, what cannot be pressed, and two
// keys that are pressed alike.
func Check(all []Set) (Map, error) {
	var f fault.Fields
	m, does := Map{}, map[string]locale.Msg{}
	for _, k := range All() {
		does[k.ID] = k.Does
	}
	for _, s := range all {
		id, press := clean(s.Key), clean(s.Press)
		what, known := does[id]
		if f.Need(known, "items", "There is no such key. Choose one of the list."); !known {
			continue
		}
		f.Need(press == "" || possible(press), "items", "“%s” cannot be on that. Write one character, or Ctrl+ and a letter; leave it empty to switch the key off.", what)
		letter, control := strings.CutPrefix(press, "ctrl+")
		f.Need(!control || len(letter) != 1 || !strings.Contains(kept, letter), "items", "Browsers need %s for themselves. Choose another letter.", Name(press))
		if press != id {
			m[id] = press
		}
	}
	by := map[string]string{}
	for _, k := range All() {
		press := m.Press(k.ID)
		if other, taken := by[press]; taken && press != "" {
			f.Need(false, "items", "Both are on %s: “%s” and “%s”. Give one of them another key, or switch it off.", Name(press), does[other], k.Does)
		}
		by[press] = k.ID
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	return m, nil
}

func clean(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	if letter, control := strings.CutPrefix(text, "ctrl"); control {
		return "ctrl+" + strings.TrimLeft(letter, "+ ")
	}
	return text
}

func possible(press string) bool {
	letter, control := strings.CutPrefix(press, "ctrl+")
	if control && letter == "enter" {
		return true
	}
	r, size := utf8.DecodeRuneInString(letter)
	return size == len(letter) && unicode.IsGraphic(r) && !unicode.IsSpace(r) && r != utf8.RuneError && (!control || r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)))
}

// Name is a key as people read it: "R", "Ctrl+K".
func Name(press string) string {
	if letter, control := strings.CutPrefix(press, "ctrl+"); control {
		return "Ctrl+" + capital(letter)
	}
	return capital(press)
}

func capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

type mapKey struct{}

// With puts the keys of whoever reads into ctx.
func With(ctx context.Context, m Map) context.Context { return context.WithValue(ctx, mapKey{}, m) }

// From returns the keys of whoever reads.
func From(ctx context.Context) Map {
	m, _ := ctx.Value(mapKey{}).(Map)
	return m
}

// Shown returns the key caps to show for keys as pages name them ("J K", "Ctrl Enter", "G Q"), as their reader has them. Those that are switched off are left out; of a way to a place
// that begins with a key that is off nothing is left.
func Shown(ctx context.Context, keys string) []string {
	m := From(ctx)
	all := strings.Fields(keys)
	if len(all) == 2 && all[0] == "Ctrl" {
		return caps(m.Press("ctrl+" + strings.ToLower(all[1])))
	}
	var out []string
	for i, k := range all {
		if i > 0 && all[0] == "G" { // the letter after G is always the same
			if len(out) > 0 {
				out = append(out, k)
			}
			continue
		}
		out = append(out, caps(m.Press(strings.ToLower(k)))...)
	}
	return out
}

func caps(press string) []string {
	if press == "" {
		return nil
	}
	if letter, control := strings.CutPrefix(press, "ctrl+"); control {
		return []string{"Ctrl", capital(letter)}
	}
	return []string{capital(press)}
}
