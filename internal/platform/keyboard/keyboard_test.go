package keyboard_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/keyboard"
)

func TestKeysAreChangedAndSwitchedOff(t *testing.T) {
	t.Parallel()
	m, err := keyboard.Check([]keyboard.Set{{Key: "r", Press: "Y"}, {Key: "j", Press: ""}, {Key: "CTRL+K", Press: "Ctrl J"}, {Key: "a", Press: "a"}, {Key: "y", Press: "q"}})
	if fault.KindOf(err) != fault.Invalid {
		t.Errorf("an unknown key: %v, %v", m, err)
	}
	m, err = keyboard.Check([]keyboard.Set{{Key: "r", Press: "Y"}, {Key: "j", Press: ""}, {Key: "CTRL+K", Press: "Ctrl J"}, {Key: "a", Press: "a"}, {Key: "e", Press: "ö"}})
	if err != nil || m.String() != "ctrl+k=ctrl+j e=ö j= r=y" {
		t.Fatalf("got %q, %v", m, err)
	}
	again := keyboard.Parse(m.String())
	if again.Press("r") != "y" || again.Press("j") != "" || again.Press("n") != "n" || again.String() != m.String() {
		t.Errorf("read back as %v", again)
	}
	ctx := keyboard.With(t.Context(), m)
	for keys, want := range map[string]string{"J K": "K", "R": "Y", "Ctrl K": "Ctrl J", "Ctrl Enter": "Ctrl Enter", "G R": "G R", "J": "", "E": "Ö"} {
		if got := strings.Join(keyboard.Shown(ctx, keys), " "); got != want {
			t.Errorf("%s is shown as %q, want %q", keys, got, want)
		}
	}
	if got := keyboard.Shown(keyboard.With(ctx, keyboard.Map{"g": ""}), "G Q"); len(got) != 0 {
		t.Errorf("a way that cannot be gone is shown as %v", got)
	}
}

func TestConflictsAreNamed(t *testing.T) {
	t.Parallel()
	for _, all := range [][]keyboard.Set{
		{{Key: "r", Press: "n"}},                          // what another key has as it comes
		{{Key: "r", Press: "q"}, {Key: "e", Press: "q"}},  // two new ones
		{{Key: "r", Press: "rr"}},                         // no key
		{{Key: "r", Press: "ctrl+w"}},                     // closes the window
		{{Key: "r", Press: "ctrl+ö"}, {Key: "q"}},         // no such
		{{Key: "r", Press: "\u200b"}},                     // nothing to see
		{{Key: "ctrl+k", Press: "ctrl+enter"}},            // sends
		{{Key: "r", Press: "ctrl+enter"}, {Key: "enter"}}, // sends; not a key of ours
	} {
		if _, err := keyboard.Check(all); fault.KindOf(err) != fault.Invalid || fault.As(err).Fields[0].Name != "items" {
			t.Errorf("%v: got %v", all, err)
		}
	}
	if m, err := keyboard.Check([]keyboard.Set{{Key: "r", Press: "n"}, {Key: "n", Press: "r"}}); err != nil || m.Press("n") != "r" {
		t.Errorf("two that change places: %v, %v", m, err)
	}
	if m, err := keyboard.Check(nil); err != nil || len(m) != 0 {
		t.Errorf("nothing changed: %v, %v", m, err)
	}
}

var keyed = regexp.MustCompile(`data-key(?:="|", ")([^"{}]+)"|"data-key": "([^"]+)"|Key: +"([A-Z/?]|Ctrl\+\w+)"|Press: "([^"]+)"`)

// Every key that a page declares can be changed by its reader.
func TestEveryKeyOfAPageIsOnTheList(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, k := range keyboard.All() {
		if known[k.ID] {
			t.Errorf("%s is on the list twice", k.ID)
		}
		known[k.ID] = true
	}
	found := map[string]bool{"j": true, "k": true, "x": true, "g": true, "o": true, "u": true, "w": true} // scripts press the first, and the call sheet's are given by name
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "_templ.go") || strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".templ") && !strings.HasSuffix(path, ".go") ||
			strings.Contains(path, "keyboard") || !strings.Contains(path, "web") && !strings.Contains(path, "ui") && !strings.Contains(path, "home") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range keyed.FindAllStringSubmatch(string(text), -1) {
			id := strings.ToLower(slices.MaxFunc(m[1:], func(a, b string) int { return len(a) - len(b) }))
			if found[id] = true; !known[id] {
				t.Errorf("%s gives the key %q, which nobody can change: add it to keyboard.All.", path, id)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for id := range known {
		if !found[id] {
			t.Errorf("no page has the key %q", id)
		}
	}
}
