package keyboard

import (
	"maps"
	"testing"
)

// FuzzParse holds that keys that were written down are read as they were.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "r=y", "n= r=y", "==", "a", "ctrl+k=ctrl+b", "r=y r=z", " r=\u00a0 ", "\x00=\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m := Parse(text)
		if again := Parse(m.String()); !maps.Equal(again, m) {
			t.Errorf("%q is %v, and %q is %v", text, m, m, again)
		}
	})
}

// FuzzCheck holds that keys that are accepted are kept as they are, are those of the desk, can be pressed, and are no two on one.
func FuzzCheck(f *testing.F) {
	f.Add("r", "y", "n", "")
	f.Add("r", "n", "n", "r")
	f.Add("ctrl+k", "Ctrl+B", "?", "=")
	f.Add("r", "ctrl+enter", "j", "İ")
	f.Add("r", "ctrl+", "x", "\u2028")
	f.Add("nothing", "a b", "r", "é")
	f.Fuzz(func(t *testing.T, key, press, other, pressed string) {
		m, err := Check([]Set{{key, press}, {other, pressed}})
		if err != nil {
			return
		}
		if again := Parse(m.String()); !maps.Equal(again, m) {
			t.Errorf("%v is kept as %q, which is %v", m, m, again)
		}
		by := map[string]string{}
		for _, k := range All() {
			on := m.Press(k.ID)
			if on == "" {
				continue
			}
			if taken := by[on]; taken != "" || !possible(on) {
				t.Errorf("%s is on %q, as %s is: %v", k.ID, on, taken, m)
			}
			by[on] = k.ID
		}
		var all []Set
		for id, on := range m {
			all = append(all, Set{id, on})
		}
		if same, err := Check(all); err != nil || !maps.Equal(same, m) {
			t.Errorf("%v, sent again, is %v, %v", m, same, err)
		}
	})
}
